/* desk_words.h: the sentences of the pages of those who work on the directory. */
#ifndef MODULES_PARTNERSHIPS_DESK_WORDS_H
#define MODULES_PARTNERSHIPS_DESK_WORDS_H

#define DESK_MANY "more than 1,000"

#define ANSWER_SELECT "Select what you did"
#define ANSWER_ENTER_REASON "Enter what the reporter should know"
#define ANSWER_REASON "What the reporter should know"
#define ANSWER_MENDED "We have corrected it"
#define ANSWER_NO_CHANGE "We left it as it is"
#define REPORT_STATE_NEW "New"
#define REPORT_STATE_MENDED "Mended"
#define REPORT_STATE_NO_CHANGE "No change"
#define SUBJECT_REPORT_ANSWERED "What came of your report about %.*s (%.*s)"
#define MESSAGE_REPLY_SUBJECT "%.*s: your message to %.*s"

#endif
