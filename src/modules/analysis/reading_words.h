/* reading_words.h: what pages of the reading desk say beside their templates. */
#ifndef MODULES_ANALYSIS_READING_WORDS_H
#define MODULES_ANALYSIS_READING_WORDS_H

#define READING_PASSAGE_WRONG                                                                  \
    "The passage must be words of this answer, or numbers of its sentences, like 2 or 2 to 4"
#define READING_PASSAGE_THEME "Select what the passage is about"
#define READING_PASSAGE_MISSING "Enter the passage that these themes are about"
#define READING_THE_PASSAGE "The passage"
#define READING_THE_NOTE "The note"
#define READING_THE_EXTRACT "The extract"
#define READING_PASSAGE_LABEL "%.*s: “%.*s”"
#define READING_SHARE "%lld of %lld"

/* an answer that is not this person's to read */
#define READING_IS_NOT_DRAWN "It is not in the sample that a second person reads."
#define READING_IS_OWN                                                                         \
    "You have read this answer already. Another person reads it too, without seeing what you " \
    "chose."
#define READING_IS_OF_OTHER "Another person is its second reader."
#define READING_IS_UNSEEN                                                                      \
    "It is in the sample for a second reader. What the first reader chose is not shown until " \
    "a second person has read it."
#define READING_IS_STANDING                                                                    \
    "Two people have read this answer, so their choices stand. Where they differ, what "       \
    "counts is settled."
#define READING_IS_NOT_BOTH "Two people have not read this answer yet."

/* the page of the second reading */
#define SECOND_ANY_QUESTION "Every question"
#define SECOND_ENTER_N "Enter how many answers to draw, from 1 to 500"
#define SECOND_NONE_LEFT "There are no more answers to draw"
#define SECOND_KAPPA "%s%lld.%02lld"
#define SECOND_MINUS "\xE2\x88\x92" /* U+2212 */
#define SECOND_KAPPA_NONE "Not defined"

#endif
