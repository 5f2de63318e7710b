/* question_words.h: the sentences of questions: what is wrong with an answer, and the
 * builder's.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_WORDS_H
#define MODULES_CONSULTATIONS_QUESTION_WORDS_H

/* an answer at fault (interface.md section 5) */
#define QUESTION_YOURS "Your answer"
#define QUESTION_ENTER "Enter your answer"
#define QUESTION_ENTER_NUMBER "Enter a number"
#define QUESTION_ENTER_DATE "Enter a date"
#define QUESTION_SELECT "Select an answer"
#define QUESTION_SELECT_SOME "Select at least one answer"
#define QUESTION_CHOOSE_FILE "Choose a file"
#define QUESTION_NOT_OFFERED "Select one of the answers offered"
#define QUESTION_ENTER_OTHER "Enter what the something else is"
#define QUESTION_OTHERS "The words for something else"
#define QUESTION_AT_LEAST "Select at least %lld answers"
#define QUESTION_AT_MOST "Select no more than %lld answers"
#define QUESTION_AT_MOST_ONE "Select no more than one answer"
#define QUESTION_WHOLE_NUMBER "Enter a whole number, like 12"
#define QUESTION_NUMBER_LEAST "Your answer must be %lld or more"
#define QUESTION_NUMBER_MOST "Your answer must be %lld or less"

/* an answer in words */
#define QUESTION_OTHER_LABEL "Something else"
#define QUESTION_OTHER_WORDS "Something else: %.*s"
#define QUESTION_OF_SCALE "%.*s out of %zu"
#define QUESTION_OF_SCALE_LABEL "%.*s out of %zu (%.*s)"

/* changing questions */
#define QUESTION_SUBJECT "Question %zu"
#define QUESTION_REFUSED_CLOSED                                                                \
    "This consultation has closed. Its questions stay as they were answered"
#define QUESTION_REFUSED_REASON "Enter why you change it. Everybody can read the reason"
#define QUESTION_REFUSED_FROZEN                                                                \
    "There are responses, so the type of question, who is asked and whether an answer is "     \
    "needed cannot change"
#define QUESTION_REFUSED_CHOSEN "Somebody has chosen “%.*s”, so that answer must stay as it is"
#define QUESTION_REFUSED_ORDER                                                                 \
    "“%.*s” is asked only after an answer to an earlier question, so it must come later"
#define QUESTION_REFUSED_NEEDED                                                                \
    "“%.*s” is asked only after this answer. Change who is asked that one first"
#define QUESTION_REFUSED_ROOM "There is no room for more"
#define QUESTION_REFUSED_SECTION "This section has questions. Move or remove them first"

#endif
