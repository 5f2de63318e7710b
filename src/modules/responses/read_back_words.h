/* read_back_words.h: the sentences of reading back what staff typed. */
#ifndef MODULES_RESPONSES_READ_BACK_WORDS_H
#define MODULES_RESPONSES_READ_BACK_WORDS_H

#define READ_BACK_SUBJECT "Check what we wrote down of your views (%.*s)"
#define READ_BACK_ENTER_EMAIL "Enter the email address to which the link should go"
#define READ_BACK_EMAIL_FORM                                                                   \
    "Enter an email address in the correct format, like name@example.com"
#define READ_BACK_TOO_MANY                                                                     \
    "This address has had its emails of today. Send the link tomorrow, or print a letter"
#define READ_BACK_SELECT_WAY "Select how the link gets to them"

#define READ_BACK_OPEN "Typed by staff. The respondent has not checked it."
#define READ_BACK_CONFIRMED "Typed by staff, confirmed by the respondent on %.*s."
#define READ_BACK_CORRECTED "Typed by staff, corrected by the respondent on %.*s."

#define READ_BACK_SELECT_PUBLISH "Select whether we may publish what you said"
#define READ_BACK_ENTER_ANSWER "Enter at least one answer"
#define READ_BACK_WITH_NAME "Publish with my name"
#define READ_BACK_WITH_BODY_NAME "Publish with our organisation’s name"
#define READ_BACK_WITH_GROUP_NAME "Publish with our group’s name"
#define READ_BACK_WITHOUT_NAME "Publish without my name"
#define READ_BACK_WITHOUT_BODY_NAME "Publish without our name"
#define READ_BACK_NOT_PUBLISHED "Do not publish. It is still counted and read"

#define READ_BACK_REASON "Corrected by the respondent"
#define READ_BACK_ROLE "Respondent"
#define READ_BACK_STAFF "Coordinator"
#define READ_BACK_NOTE_RIGHT "The respondent says that what was typed is right."
#define READ_BACK_NOTE_CORRECTED "The respondent corrected what was typed."
#define READ_BACK_NOTE_SENT "A link to check what was typed was sent by email."
#define READ_BACK_NOTE_PRINTED "A letter with a link to check what was typed was printed."

#endif
