/* question_sheet_words.h: the sentences of the question sheet. */
#ifndef MODULES_CONSULTATIONS_QUESTION_SHEET_WORDS_H
#define MODULES_CONSULTATIONS_QUESTION_SHEET_WORDS_H

/* by these a sheet is read again (question_sheet_read.c) */
#define SHEET_QUESTION "Question %zu"
#define SHEET_COMMENT "Comment %zu"
#define SHEET_HEADING "%.*s. %.*s"
#define SHEET_ON_PARAGRAPH "%.*s. On paragraph %lld:"
#define SHEET_ANSWER "Answer:"
#define SHEET_OTHER "Something else:"
#define SHEET_SECTION "== %.*s =="

#define SHEET_CLOSES "Closes at %.*s"
#define SHEET_HOW_TEXT                                                                             \
    "How to use this sheet: write after each “Answer:”, and put an x between the brackets of " \
    "the answers that you choose, like [x].\nKeep the lines that begin with “Question” or "    \
    "“Comment”.\nWhen you have finished, start your response on the page above, choose "       \
    "“Paste in a question sheet”, and paste the whole sheet there.\nYou can check everything " \
    "before it is sent."
#define SHEET_EQUALITY                                                                         \
    "These answers are kept apart from the response. Nobody can see who gave them."
#define SHEET_STEP "%.*s (%.*s)"
#define SHEET_ONE "Choose one."
#define SHEET_SEVERAL "Choose all that apply."
#define SHEET_FROM_TO "Choose from %lld to %lld."
#define SHEET_AT_MOST "Choose no more than %lld."
#define SHEET_AT_LEAST "Choose at least %lld."
#define SHEET_NUMBER "A whole number."
#define SHEET_DATE "A date, like 27 3 2027."
#define SHEET_FILE "A file: add it when you respond online."
#define SHEET_REQUIRED "An answer is needed."
#define SHEET_OR " or "
#define SHEET_ROUTE "Only if you answered %.*s to question %zu."

#define SHEET_HOME "Home"
#define SHEET_CONSULTATIONS "Consultations"

/* pasted back */
#define SHEET_ENTER "Paste the question sheet"
#define SHEET_THE_SHEET "The sheet"
#define SHEET_NOTHING                                                                          \
    "No question was found. Keep the lines that begin with “Question” and its number"

#endif
