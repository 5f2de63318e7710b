/* body_merge_words.h: the sentences of merging two entries. */
#ifndef MODULES_BODIES_BODY_MERGE_WORDS_H
#define MODULES_BODIES_BODY_MERGE_WORDS_H

#define MERGE_THIS "The entry that stays: %.*s"
#define MERGE_OTHER "The entry that goes: %.*s"
#define MERGE_ENTER_REASON "Enter why these are one organisation"
#define MERGE_REASON "Why these are one organisation"

#define MERGE_ASK_NAME "Which name?"
#define MERGE_ASK_KIND "Which kind of organisation?"
#define MERGE_ASK_CHARITY "Which charity number?"
#define MERGE_ASK_COMPANY "Which company number?"
#define MERGE_ASK_PURPOSES "Which words about what it does?"
#define MERGE_ASK_SIZE "Which yearly income?"
#define MERGE_ASK_LANGUAGES "Which languages?"
#define MERGE_ASK_WEBSITE "Which website?"
#define MERGE_ASK_OFFICE "Which place of the registered office?"
#define MERGE_ASK_CONTACT "Which public contact?"
#define MERGE_ASK_OWN "Which contact that is not public?"

#endif
