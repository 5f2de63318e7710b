/* suggestion_words.h: the sentences of naming a missing organisation. */
#ifndef MODULES_BODIES_SUGGESTION_WORDS_H
#define MODULES_BODIES_SUGGESTION_WORDS_H

#define SUGGEST_ENTER_NAME "Enter the name of the organisation"
#define SUGGEST_NAME "The name"
#define SUGGEST_NUMBER_FORM "A Scottish charity number is SC and 6 digits, like SC012345"
#define SUGGEST_WEB_FORM "Enter a website address in the correct format, like www.example.org"
#define SUGGEST_WORDS "What you know about it"
#define SUGGEST_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define SUGGEST_CODE_ANY "SCO" /* of a reference without a partnership */

#define SUGGESTION_NEW_LABEL "New"
#define SUGGESTION_ADDED_LABEL "Added"
#define SUGGESTION_THERE_LABEL "Already there"
#define SUGGESTION_DECLINED_LABEL "Not taken in"

#define SUGGESTION_SELECT "Select what you decided"
#define SUGGESTION_SELECT_ENTRY "Select the entry. If it is not listed, add it first"
#define SUGGESTION_ENTER_REASON "Enter why the organisation is not taken in"
#define SUGGESTION_REASON "What the sender should know"
#define SUGGESTION_ADD "It was added to the register"
#define SUGGESTION_ADD_HINT "Add it first, then choose its entry below"
#define SUGGESTION_IS_THERE "It was in the register already"
#define SUGGESTION_DECLINE "It is not taken in"

#define SUBJECT_SUGGESTION_RECEIVED "You suggested an organisation (%.*s)"
#define SUBJECT_SUGGESTION_ANSWERED "What became of the organisation you suggested (%.*s)"

#endif
