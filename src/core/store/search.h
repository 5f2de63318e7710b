/*
 * search.h: the words that people type as an expression of a text index, and what of a text to
 * show for them (security.md S4, scaleout.md rule 8).
 *
 * No sign that somebody typed reaches the grammar of the index: words are folded as the index
 * is (core/base/utf8.h), and each stands in quotes. All must be there; the last one may be the
 * beginning of a longer word. The statements that name the index are the caller's.
 */
#ifndef CORE_STORE_SEARCH_H
#define CORE_STORE_SEARCH_H

#include "core/store/db.h"

#define SEARCH_WORDS_MAX 8
#define SEARCH_WORD_CHARS 60   /* longer ones are cut */
#define SEARCH_ENDINGS_MAX 16  /* words of the index that the last one may begin */
#define SEARCH_TERMS_MAX 16    /* filters at once */
#define SEARCH_WITHOUT_MAX 200 /* terms that no match may have */

struct search_words {
    struct str word[SEARCH_WORDS_MAX]; /* folded, each once */
    size_t n;
    struct str ending[SEARCH_ENDINGS_MAX]; /* what the last one begins; filled below */
    size_t n_endings;
};

/* Of what was typed. Little words such as "the" are left out beside others. */
void search_words_read(struct arena *a, struct str typed, struct search_words *out);

/*
 * Looks the last word up among those of the index, one step for each that begins with it, so
 * that finding costs what the matches cost. `next`: a statement that answers the first term of
 * at least $1 and below $2. Not needed of words so short that the index holds them as they are.
 */
enum err search_words_complete(struct db *db, struct arena *a, const char *next,
                               struct search_words *words) MUST_CHECK;

/* Terms are codes of the program: small letters and digits; others are left out. */
struct search_ask {
    const struct search_words *words; /* n 0: none */
    const char *columns;              /* of the words: "name words" */
    struct str all[SEARCH_TERMS_MAX]; /* terms that each match has */
    size_t n_all;
    struct str any[SEARCH_TERMS_MAX]; /* and one of these */
    size_t n_any;
    struct str without[SEARCH_WITHOUT_MAX];
    size_t n_without;
};
/* For MATCH; terms stand in the column `terms`. Words, `all` or `any`: one of them there must
 * be. */
struct str search_expression(struct arena *a, const struct search_ask *ask);

/* --- what to show --- */

struct search_part {
    struct str text;
    bool is_match;
};
/*
 * The text in pieces, at most max_chars of it and max pieces, with the words found marked: from
 * its beginning, or, where the first match stands later, from a little before that, with "…"
 * where it is cut. The words may be none. How many pieces.
 */
size_t search_parts(struct arena *a, struct str text, const struct search_words *words,
                    size_t max_chars, struct search_part *out, size_t max);

#endif
