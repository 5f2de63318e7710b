/*
 * result_words.h: what results say.
 */
#ifndef MODULES_RESULTS_RESULT_WORDS_H
#define MODULES_RESULTS_RESULT_WORDS_H

#define QUOTE_INDIVIDUAL "Individual"
#define QUOTE_ORGANISATION "Organisation"
#define QUOTE_ORGANISATION_OF "Organisation: %.*s"
#define QUOTE_GROUP "Group"

#define HEADING_COUNTS "Responses"
#define HEADING_ACCOUNT "How responses came"
#define HEADING_OF_WHICH "Of the valid responses"
#define HEADING_WHO "Who responded"
#define HEADING_KINDS "Which kinds of organisation responded"
#define HEADING_AREA "Which areas responses are about"
#define HEADING_WEEKS "When responses came in"
#define HEADING_THEMES "What people raised"
#define HEADING_THEMES_OF "What people raised: %.*s"
#define HEADING_OUTCOMES "Which outcomes people wrote about"
#define HEADING_KIND_THEMES "Who raised what"
#define HEADING_PEOPLE "People at events"

#define HEAD_ANSWER "Answer"
#define HEAD_THEME "Theme"
#define HEAD_NUMBER "Number"
#define NUMBER_HIDDEN "hidden"
#define NUMBER_HIDDEN_SHORT "–"
#define ANSWERED_ONE "1 person or organisation answered"
#define ANSWERED_MANY "%.*s people and organisations answered"
#define ANSWERED_HIDDEN "%.*s responded; how many answered this is hidden"

#define QUOTE_OF_NO "Response %lld"
#define QUOTE_CHOOSE "Select the answer to quote"
#define QUOTE_GONE                                                                             \
    "This answer is not published as you saw it any more, or is quoted here already. Choose "  \
    "another"
#define QUOTE_NOT_THERE                                                                        \
    "The answer does not hold these words. Copy them as they stand there, or enter numbers "   \
    "of its sentences"
#define QUOTE_TOO_LONG "Choose a passage of 600 characters or fewer"
#define QUOTE_MANY "There are 400 quotations. Remove one before you add another"

#define REPORT_HOW "How people answered"
#define REPORT_WHO "Who answered"
#define REPORT_QUESTIONS "Question by question"
#define REPORT_RAISED "What people raised"

#define RESULTS_NEWS "‘%.*s’: what people said is published"
#define RESULTS_LABEL "Results"
#define RESULTS_TITLE_FIRST "What people told us: %.*s"
#define RESULTS_ENTER_TITLE "Enter a title"
#define RESULTS_ENTER_SUMMARY "Enter a summary"
#define RESULTS_ENTER_NOTE "Enter what you corrected"
#define RESULTS_TITLE_NOUN "The title"
#define RESULTS_SUMMARY_NOUN "The summary"
#define RESULTS_METHOD_NOUN "The text about the method"
#define RESULTS_FINDING_NOUN "The heading"
#define RESULTS_WORDS_NOUN "The text"
#define RESULTS_NOTE_NOUN "The note"
#define RESULTS_OVERTAKEN                                                                      \
    "Somebody else changed the results while you were writing. Your text is kept here: look "  \
    "at what stands now, then save again"
#define RESULTS_ATTRIBUTION "%.*s, results of consultations"
#define LEFT_OUT_LABEL "Leave this chart out"

#endif
