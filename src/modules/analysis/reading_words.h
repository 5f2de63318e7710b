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

#endif
