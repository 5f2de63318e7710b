/*
 * word_count.h: in how many answers each word and each phrase of two or three words stands
 * (3.35). A phrase never runs over the end of a sentence, and neither begins nor ends with a
 * common word; common words are not counted (search_words.h).
 */
#ifndef MODULES_ANALYSIS_WORD_COUNT_H
#define MODULES_ANALYSIS_WORD_COUNT_H

#include "modules/analysis/answer_search.h"

#define WORD_COUNT_ROWS 50
#define WORD_COUNT_MAX 300000 /* different ones; later ones are left out: is_cut */
#define WORD_COUNT_LEAST 2    /* answers */

struct word_count {
    struct str words; /* folded */
    int64_t n;        /* answers */
};
struct word_counts {
    struct word_count word[WORD_COUNT_ROWS], phrase[WORD_COUNT_ROWS]; /* most first */
    size_t n_words, n_phrases;
    int64_t n_answers;
    bool is_cut;
};
enum err word_counts_find(struct db *db, struct arena *a, const struct answer_filter *f,
                          struct word_counts *out) MUST_CHECK;

#endif
