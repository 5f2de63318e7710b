/* question_words.h: the sentences of questions: what is wrong with an answer, and the
 * builder's.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_WORDS_H
#define MODULES_CONSULTATIONS_QUESTION_WORDS_H

/* an answer at fault (interface.md section 5) */
#define QUESTION_PARAGRAPH_CALLED "Paragraph %lld: %.*s"
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
#define QUESTION_SECTION_SUBJECT "A section of the questions"
#define QUESTION_REFUSED_CLOSED                                                                \
    "This consultation has closed. Its questions stay as they were answered"
#define QUESTION_REFUSED_REASON "Enter why you change it. Everybody can read the reason"
#define QUESTION_REFUSED_FROZEN                                                                \
    "There are responses, so the type of question, who is asked and whether an answer is "     \
    "needed cannot change"
#define QUESTION_REFUSED_APART                                                                 \
    "There are responses. Answers to equality questions are kept apart from the others, so "   \
    "a question stays on the side where it was answered"
#define QUESTION_REFUSED_CHOSEN "Somebody has chosen “%.*s”, so that answer must stay as it is"
#define QUESTION_REFUSED_ORDER                                                                 \
    "“%.*s” is asked only after an answer to an earlier question, so it must come later"
#define QUESTION_REFUSED_NEEDED                                                                \
    "“%.*s” is asked only after this answer. Change who is asked that one first"
#define QUESTION_REFUSED_ROOM "There is no room for more"
#define QUESTION_REFUSED_SECTION "This section has questions. Move or remove them first"

/* the builder's pages */
#define QUESTION_NAMED "Question %zu: %.*s"
#define QUESTION_BY_ROLE "coordinator"
#define QUESTION_THE_REASON "The reason"
#define QUESTION_ENTER_TITLE "Enter the question"
#define QUESTION_THE_TITLE "The question"
#define QUESTION_THE_HINT "The hint"
#define QUESTION_THE_BODY "The text"
#define QUESTION_THE_LABEL "The label"
#define QUESTION_NO_OUTCOME "No outcome"
#define QUESTION_REQUIRE "An answer is needed before the response can be sent"
#define QUESTION_ALLOW_OTHER "Offer “Something else”, with words of their own"
#define QUESTION_TWO_OPTIONS "Enter at least two answers to choose from, one a line"
#define QUESTION_MANY_OPTIONS "Enter no more than 40 answers to choose from"
#define QUESTION_LONG_OPTION "Each answer to choose from must be 200 characters or fewer"
#define QUESTION_STEPS "Enter how many steps the scale has, from 2 to 10"
#define QUESTION_LIMITS_ORDER "The most must not be smaller than the least"
#define QUESTION_LIMITS_OFFERED "No more than %zu answers are offered"
#define QUESTION_SELECT_TYPE "Select what kind of answer you ask for"
#define QUESTION_ONE_ROUTE "Choose answers of one earlier question only"

#define QUESTION_ABOUT_ONE "One answer of a list"
#define QUESTION_ABOUT_SEVERAL "One or more answers of a list"
#define QUESTION_ABOUT_SCALE "A step between two ends, such as 1 to 5"
#define QUESTION_ABOUT_SHORT "Some words on one line"
#define QUESTION_ABOUT_LONG "Words in several lines"
#define QUESTION_ABOUT_NUMBER "A whole number"
#define QUESTION_ABOUT_DATE "A day, month and year"
#define QUESTION_ABOUT_FILE "A document or picture to attach"
#define QUESTION_ABOUT_INFORMATION "Words to read, without an answer"

/* rows of what two people changed at once */
#define SAID_YES "Yes"
#define SAID_NO "No"
#define QUESTION_ROW_TITLE "Question"
#define QUESTION_ROW_HINT "Hint"
#define QUESTION_ROW_BODY "Text"
#define QUESTION_ROW_OPTIONS "Answers to choose from"
#define QUESTION_ROW_LEAST "The least"
#define QUESTION_ROW_MOST "The most"
#define QUESTION_ROW_REQUIRED "Must it be answered?"
#define QUESTION_ROW_OUTCOME "Outcome"
#define QUESTION_ROW_SECTION "Section"
#define QUESTION_ROW_ROUTE "Asked only of some"
#define SECTION_ROW_TITLE "Name of the section"
#define SECTION_ROW_INTRO "Introduction"
#define SECTION_ROW_EQUALITY "Equality questions"

#define SECTION_ENTER_TITLE "Enter the name of the section"
#define SECTION_THE_TITLE "The name of the section"
#define SECTION_THE_INTRO "The introduction"
#define SECTION_IS_EQUALITY "These are equality questions"
#define SECTION_EQUALITY_HINT                                                                  \
    "Their answers are kept apart from the response. Nobody can see who gave them, and they "  \
    "are shown in counts of 5 and more only"

/* comments on paragraphs */
#define PARAGRAPH_SECTION "Comments on %.*s"
#define PARAGRAPH_REASON "The document changed"

#endif
