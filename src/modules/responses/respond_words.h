/* respond_words.h: the sentences of answering that stand in code. */
#ifndef MODULES_RESPONSES_RESPOND_WORDS_H
#define MODULES_RESPONSES_RESPOND_WORDS_H

/* who */
#define RESPOND_SELECT_WHO "Select who you are answering for"
#define RESPOND_INDIVIDUAL "Myself"
#define RESPOND_ORGANISATION "An organisation"
#define RESPOND_GROUP "A group"
#define RESPOND_GROUP_HINT "For example, a meeting or several people answering together"

/* you */
#define RESPOND_ENTER_ORGANISATION                                                             \
    "Enter your organisation’s name, or choose not to be published with it"
#define RESPOND_ENTER_GROUP "Enter your group’s name, or choose not to be published with it"
#define RESPOND_ENTER_NAME "Enter your name, or choose not to be published with it"
#define RESPOND_ORGANISATION_NOUN "The name"
#define RESPOND_NAME_NOUN "Your name"
#define RESPOND_ROLE_NOUN "Your role"
#define RESPOND_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define RESPOND_EMAIL_FOR_COPY "Enter an email address, so that we can send your answers to it"
#define RESPOND_EMAIL_FOR_CONTACT                                                              \
    "Enter an email address, so that the partnership can contact you"
#define RESPOND_EMAIL_FOR_LINK "Enter an email address, or show the link instead"
#define RESPOND_COPY "Send my answers to this address"
#define RESPOND_SELECT_BODY "Select your organisation, or that it is none of these"
#define RESPOND_NONE_OF_THESE "None of these"
#define RESPOND_AREA_UNKNOWN "Select areas that the consultation covers"
#define RESPOND_PEOPLE_NUMBER "Enter a whole number of people, like 12"
#define RESPOND_GATHERED_NOUN "How you gathered these views"

/* publishing: version 1 of the words (RESPONSE_WORDING); a change of them is a new version */
#define RESPOND_SELECT_PUBLISH "Select whether we can publish your response"
#define RESPOND_WITH_OUR_NAME "Publish with our organisation’s name"
#define RESPOND_WITH_GROUP_NAME "Publish with our group’s name"
#define RESPOND_WITH_MY_NAME "Publish with my name"
#define RESPOND_WITH_HINT "Your answers and ‘%.*s’ will be shown."
#define RESPOND_WITH_HINT_OUR "Your answers and your organisation’s name will be shown."
#define RESPOND_WITH_HINT_GROUP "Your answers and your group’s name will be shown."
#define RESPOND_WITH_HINT_MY "Your answers and your name will be shown."
#define RESPOND_WITHOUT_OUR_NAME "Publish without our name"
#define RESPOND_WITHOUT_MY_NAME "Publish without my name"
#define RESPOND_WITHOUT_HINT_OUR                                                               \
    "Your answers will be shown. Your name will not. If your answers could identify you, we "  \
    "will check with you first."
#define RESPOND_WITHOUT_HINT_MY "Your answers will be shown. Your name will not."
#define RESPOND_NOT "Do not publish"
#define RESPOND_NOT_HINT                                                                       \
    "The partnership will read your response and count it in the results. It will not be "     \
    "shown."
#define RESPOND_YES "Yes"
#define RESPOND_NO "No"
#define RESPOND_NAME_YES "Yes, by name"
#define RESPOND_NAME_DESCRIBE "Yes, by a description"
#define RESPOND_NAME_DESCRIBE_HINT "For example, ‘a charity that works with families’"
#define RESPOND_NAME_NO "No, in general words only"
#define RESPOND_NAME_NO_HINT "For example, ‘one third sector body’"

/* what becomes public, on the check page */
#define RESPOND_PUBLIC_NAMED "Could be published with the name %.*s"
#define RESPOND_PUBLIC_UNNAMED "Could be published without your name"
#define RESPOND_PUBLIC_NOT "Not published"
#define RESPOND_PUBLIC_APART "Kept apart from the rest, never linked to you"

/* rows of the check page */
#define RESPOND_ROW_WHO "Answering for"
#define RESPOND_ROW_ORGANISATION "Organisation"
#define RESPOND_ROW_GROUP "Group"
#define RESPOND_ROW_NAME "Your name"
#define RESPOND_ROW_ROLE "Your role"
#define RESPOND_ROW_EMAIL "Email"
#define RESPOND_ROW_COPY "Send my answers to this address"
#define RESPOND_ROW_BODY "In the register"
#define RESPOND_ROW_AREAS "Areas"
#define RESPOND_ROW_PEOPLE "People whose views this brings"
#define RESPOND_ROW_GATHERED "How the views were gathered"
#define RESPOND_ROW_PUBLISH "Can we publish your response?"
#define RESPOND_ROW_CONTACT "Can the partnership contact you?"
#define RESPOND_ROW_NAMING "Can the participation statement name you?"
#define RESPOND_ROW_PARAGRAPH "Comment on paragraph %lld"
#define RESPOND_ROW_COMMENTS "Comments on paragraphs"

/* late */
#define RESPOND_ENTER_REASON "Enter why your answers are late"
#define RESPOND_REASON_NOUN "Your reason"

/* task list */
#define RESPOND_ABOUT "About you"
#define RESPOND_PUBLISHING "Publishing"
#define RESPOND_TAG_NEW "Not started"
#define RESPOND_TAG_BEGUN "In progress"
#define RESPOND_TAG_DONE "Done"
#define RESPOND_TAG_FAULT "There is a problem"

#define RESPOND_FAULT_ASKED "%.*s %.*s"
#define RESPOND_FAULT_OF "%.*s: %.*s"
#define RESPOND_OPTIONAL "%.*s (optional)"
#define RESPOND_OTHER "Something else"
#define RESPOND_SAVED_TODAY "Last saved today, %.*s"
#define RESPOND_SAVED_ON "Last saved on %.*s, %.*s"
#define RESPOND_SAVED_NOW "Saved %.*s"
#define RESPOND_QUESTION_OF "%.*s: question %zu of %zu"
#define RESPOND_SECTION_OF "%.*s: %.*s"
#define RESPOND_COMMENT_NOUN "Your comment"

/* subjects: nothing typed (S6), and no receipt number, which would tell the moment of a
 * response as long as the mail's row is kept */
#define SUBJECT_RESPONSE_RECEIVED "Your response has been received"
#define SUBJECT_RESPONSE_CHANGED "Your response was changed"
#define RESPOND_CHANGED_IN_TIME "Changed by the respondent in time"
#define SUBJECT_RESPONSE_DRAFT "Your link to go on with your response"
#define SUBJECT_RESPONSE_REMINDER                                                              \
    "A consultation closes soon, and your response has not been sent"

#endif
