/* consultation_setup_words.h: the sentences of setting up and publishing a consultation. */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_SETUP_WORDS_H
#define MODULES_CONSULTATIONS_CONSULTATION_SETUP_WORDS_H

/* tasks */
#define TASK_ABOUT "About the consultation"
#define TASK_PARTNERSHIPS "Partnerships that ask"
#define TASK_DATES "Dates"
#define TASK_PAPERS "Papers and other formats"
#define TASK_QUESTIONS "Questions"
#define TASK_WAYS "Contact and other ways to respond"
#define TASK_PRIVACY "Privacy notice"
#define TASK_WHO "Who may answer, and who publishes"

/* about */
#define ABOUT_ENTER_TITLE "Enter a title"
#define ABOUT_TITLE "The title"
#define ABOUT_SELECT_KIND "Select what kind of consultation it is"
#define ABOUT_ENTER_SLUG "Enter the end of its address"
#define ABOUT_SLUG_FORM                                                                        \
    "The end of its address must have only small letters, numbers and hyphens, like "          \
    "draft-plan-2027"
#define ABOUT_SLUG_TAKEN "Another consultation has this address. Enter another one"
#define ABOUT_SUMMARY "The summary"
#define ABOUT_OVERVIEW "The overview"
#define ABOUT_WHY "Why your views matter"
#define ABOUT_NEXT "What happens next"
#define ABOUT_STAYS "%.*s cannot be empty once it is published"
#define ABOUT_AREAS "Select at least one council area"
#define ABOUT_AUDIENCES "Select who you want to hear from"
#define ABOUT_MINUTES                                                                          \
    "Enter how many minutes it takes as a number from 1 to 240, or leave it empty"
#define SETUP_ENTER_REASON "Enter what you changed, and why"
#define SETUP_REASON "What you changed, and why,"

/* dates */
#define DATES_ENTER_OPENS "Enter the day on which it opens"
#define DATES_ENTER_CLOSES "Enter the day on which it closes"
#define DATES_OPENS_TIME "Enter the time when it opens, like 9am"
#define DATES_CLOSES_TIME "Enter the time when it closes, like 11:59pm"
#define DATES_ORDER "The closing date must be after the opening date"
#define DATES_PAST "The closing date must be in the future"
#define DATES_RESULTS_ORDER "The date for results must be after the closing date"
#define DATES_ENTER_REASON "Enter why it has these dates"
#define DATES_REASON "Why it has these dates"
#define DATES_OPENED "It has opened. The opening date cannot be changed"

/* length_of, in the order of its bits */
#define LENGTH_SHORT_WORDS                                                                     \
    "It is open for fewer than 4 weeks. Small organisations may not meet in that time"
#define LENGTH_JULY_WORDS "Most of it is in July, when schools and many offices are closed"
#define LENGTH_WINTER_WORDS                                                                    \
    "Most of it is between 20 December and 6 January, when many people are away"

/* ways */
#define WAYS_ENTER_ROLE                                                                        \
    "Enter the role of the person to contact, like community justice coordinator"
#define WAYS_ENTER_EMAIL "Enter the email address of a shared mailbox"
#define WAYS_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define WAYS_EMAIL_PERSON                                                                      \
    "This looks like one person’s address. Enter a shared mailbox, or tick that it is one"
#define WAYS_EMAIL_SHARED "This is a shared mailbox, not one person’s address"
#define WAYS_PHONE_FORM "Enter a phone number, like 0131 496 0123"
#define WAYS_ROLE "The role"
#define WAYS_ADDRESS "The address"
#define WAYS_OTHER "Other ways to respond"

#define PRIVACY_ENTER "Enter a privacy notice"
#define PRIVACY_WORDS "The privacy notice"

#define WHO_SELECT "Select who may answer"
#define WHO_EVERYBODY "Everybody"
#define WHO_EVERYBODY_HINT "Anyone can read the questions and answer, without an account"
#define WHO_INVITED "Only those who are invited"
#define WHO_INVITED_HINT                                                                       \
    "The title and dates are public. Only invited organisations see the papers and questions"
#define WHO_SELECT_SECOND "Select who publishes it"
#define WHO_ONE "Any coordinator of the partnership"
#define WHO_TWO "A second coordinator, after it was checked by the first"

/* new */
#define NEW_SELECT_FROM "Select the consultation to copy"
#define NEW_NOTHING "Start with empty pages"

/* what is missing, what is worth a thought */
#define MISSING_SUMMARY "A summary of two lines for lists"
#define MISSING_OVERVIEW "An overview: what you ask about"
#define MISSING_WHY "Why people’s views matter"
#define MISSING_NEXT "What happens next with the answers"
#define MISSING_AREAS "The council areas it concerns"
#define MISSING_AUDIENCES "Who you want to hear from"
#define MISSING_OPENS "When it opens"
#define MISSING_CLOSES "When it closes"
#define MISSING_ORDER "A closing date after the opening date"
#define MISSING_PAST "A closing date in the future"
#define MISSING_RESULTS "The date by which results are promised, after it closes"
#define MISSING_REASON "Why it is short, or in holidays"
#define MISSING_CONTACT "A role and a shared mailbox to contact"
#define MISSING_PRIVACY "A privacy notice"
#define MISSING_QUESTIONS "At least one question"
#define WARN_AT_ONCE "Its opening date has passed, so it opens as soon as it is published"
#define WARN_PAPER "There is no paper to read. Most people want to see what you ask about"
#define WARN_FORMATS "There is no easy read, BSL, large print or Gaelic version"
#define WARN_WAYS "There is no way to respond by post, phone or at a meeting"
#define WARN_REQUIRED "%lld questions must be answered. Keep those few"

/* publishing */
#define PUBLISH_ENTER_REASON "Enter the reason"
#define PUBLISH_REASON "The reason"
#define PUBLISH_ENTER_CLOSES "Enter the new closing date"
#define PUBLISH_LATER "The new closing date must be after %.*s"
#define SUBJECT_SECOND "A consultation waits for you to publish it: %.*s"

#define PUBLISH_TITLE "Check and publish"
#define EXTEND_TITLE "Extend the consultation"
#define WITHDRAW_TITLE "Withdraw the consultation"
#define ARCHIVE_TITLE "Archive the consultation"
#define PUBLISH_NOT_READY "Add what is missing before you publish"
#define PUBLISH_ANOTHER                                                                        \
    "Another coordinator must publish it. You asked for that, so you cannot do it yourself"
#define PUBLISH_TAKEN_OFF                                                                      \
    "Another coordinator must publish it. You took the second person off, so you cannot do "   \
    "it yourself"
#define PUBLISH_ASK_FIRST "This consultation needs a second person. Ask for one first"
#define PUBLISH_NOBODY                                                                         \
    "Nobody else coordinates this partnership. Change who publishes it, or ask an "            \
    "administrator to add a coordinator"
#define EXTEND_ENTER_REASON "Enter why it is extended"
#define EXTEND_RESULTS "The date for results must be after the new closing date"
#define ROW_TITLE "Title"
#define ROW_ADDRESS "Address"
#define ROW_KIND "Kind"
#define ROW_SUMMARY "Summary"
#define ROW_OPENS "Opens"
#define ROW_CLOSES "Closes"
#define ROW_RESULTS "Results promised by"
#define ROW_REASON "Why it has these dates"
#define ROW_QUESTIONS "Questions"
#define ROW_PAPERS "Papers"
#define ROW_CONTACT "Contact"
#define ROW_WHO "Who may answer"
#define ROW_OVERVIEW "Overview"
#define ROW_WHY "Why people’s views matter"
#define ROW_NEXT "What happens next"
#define ROW_AREAS "Council areas"
#define ROW_AUDIENCES "Who you want to hear from"
#define ROW_TOPICS "Topics"
#define ROW_OUTCOMES "Outcomes"
#define ROW_MINUTES "Minutes that it takes"
#define ROW_PARTNERSHIPS "Partnerships that ask"
#define ROW_EMAIL "Email address"
#define ROW_PHONE "Phone number"
#define ROW_POST "Address for letters"
#define ROW_WAYS "Other ways to respond"
#define ROW_PRIVACY "Privacy notice"
#define ROW_SECOND "Who publishes it"
#define ROW_NOT_GIVEN "Not given"

/* lines of news; the first with the moment */
/* To subscribers: title, moment */
#define NEWS_OPENED "‘%.*s’ is open for your views until %.*s"
#define NEWS_CLOSING "‘%.*s’ closes soon: at %.*s"
#define NEWS_CLOSED "‘%.*s’ has closed. Results are promised by %.*s"
#define NEWS_EXTENDED "‘%.*s’ closes later than planned: at %.*s"

/* preview links */
#define PREVIEW_LINKS "Links to look at it before it opens"
#define PREVIEW_PARAGRAPH "Paragraph %lld"
#define PREVIEW_ENTER_NOTE "Enter who the link is for"
#define PREVIEW_NOTE "Who the link is for"
#define PREVIEW_DAYS "Enter a number of days from 1 to 30"

/* papers */
#define PAPER_ADD "Add a paper"
#define PAPER_CHANGE "Change a paper"
#define PAPER_REMOVE "Take a paper away"
#define PAPER_SELECT_KIND "Select what it is"
#define PAPER_ENTER_TITLE "Enter a title"
#define PAPER_TITLE "The title"
#define PAPER_ENTER_TEXT "Enter the text, choose a file, or enter an address"
#define PAPER_TEXT "The text"
#define PAPER_URL_FORM "Enter an address that starts with https:// or http://"
#define PAPER_SELECT_OF "Select which paper it is another format of"
#define PAPER_ENTER_LANGUAGE "Enter the language"
#define PAPER_COMMENT_TEXT "Enter the text of the paper: comments are made on its paragraphs"
#define PAPER_PAGES "Enter the number of pages as a number, or leave it empty"
#define PAPER_NOTE "The note"
#define PAPER_ROW_KIND "What it is"
#define PAPER_ROW_TITLE "Title"
#define PAPER_ROW_LANGUAGE "Language"
#define PAPER_ROW_TEXT "Text"
#define PAPER_ROW_COMMENT "Comments on the text"
#define PAPER_ROW_URL "Address elsewhere"
#define PAPER_ROW_PAGES "Number of pages"
#define PAPER_ROW_NOTE "About the format"
#define PAPER_ROW_FILE "File"
#define PAPER_NONE "It is a paper of its own"
#define PAPER_COMMENT "People can comment on each paragraph of this text"

/*
 * The privacy notice that every consultation begins with; the coordinator fits it to the body
 * that leads the partnership.
 */
#define PRIVACY_DEFAULT                                                                        \
    "## Who is responsible for your information\n\n"                                           \
    "The public body that leads on this consultation for %.*s is the controller of the "       \
    "information that you give. You can reach it through the contact on this page.\n\n"        \
    "## What we ask for, and why\n\n"                                                          \
    "We ask for your answers so that the partnership can prepare its plans and reports under " \
    "the Community Justice (Scotland) Act 2016. This is a task in the public interest. You "   \
    "can answer without an account. Your name and contact details are only needed if you "     \
    "want a receipt by email, or agree to be contacted again.\n\n"                             \
    "Information about health, ethnic group, religion or sexual orientation is asked for "     \
    "only in the equality questions. You can leave them all out. Their answers are kept "      \
    "apart from the rest of your response.\n\n"                                                \
    "## What is published\n\n"                                                                 \
    "You choose whether your response is published with your name, without it, or not at "     \
    "all. Every response is read and counted, whatever you choose. We look at each answer "    \
    "before it is published, and take out what could identify a person.\n\n"                   \
    "## Freedom of information\n\n"                                                            \
    "The public bodies in the partnership are covered by the Freedom of Information "          \
    "(Scotland) Act 2002. Somebody may ask them for responses, including those that are not "  \
    "published. They would consider your choice, and the law on personal information, "        \
    "before they answer.\n\n"                                                                  \
    "## How long we keep it\n\n"                                                               \
    "Your name and contact details are deleted 2 years after the consultation closes. The "    \
    "answers are kept without them for as long as the plan is in force, and 5 years "          \
    "longer.\n\n"                                                                              \
    "## Your rights\n\n"                                                                       \
    "You can ask to see what is held about you, to have it corrected or deleted, and to "      \
    "take back your agreement to publication. Ask the contact on this page. You can also "     \
    "complain to the Information Commissioner.\n"

#endif
