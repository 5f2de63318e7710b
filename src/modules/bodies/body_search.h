/*
 * body_search.h: finding entries of the register (2.1; architecture, decision 6).
 *
 * Filters are terms of the index; without words the answer is in the order of the register by
 * name, stale entries last; with words it is ranked among the first 1,000 matches. Cost grows
 * with the matches up to 1,000, not with the register. The public search reads public words of
 * entries that may be named, and nothing else.
 */
#ifndef MODULES_BODIES_BODY_SEARCH_H
#define MODULES_BODIES_BODY_SEARCH_H

#include "core/store/db.h"

extern const struct sql_list body_search_sql;

#define BODY_SEARCH_MAX 1000 /* counted and ranked; beyond: "more than 1,000" */

struct body_filter {
    struct str words;                        /* as typed */
    int64_t area_id, partnership_id;         /* 0: any */
    struct str topic, outcome, ground, kind; /* codes; empty: any */
    bool is_community;
    bool is_public;     /* what everybody may see; else all that is live and not merged */
    struct str state;   /* of staff: "active" …; empty: any but merged */
    int64_t tag_id;     /* of staff */
    bool is_stale_only; /* of staff */
};

struct body_hit {
    int64_t body_id, position;
};

/* page 1 first, `size` a page, up to BODY_SEARCH_MAX; or after a position (no words), for more.
 */
struct body_page {
    int64_t page, after;
    size_t size;
};
struct body_hits {
    struct body_hit *item;
    size_t n;
    size_t n_found; /* counted to BODY_SEARCH_MAX + 1 */
    bool has_more;
};
enum err body_search(struct db *db, struct arena *a, const struct body_filter *filter,
                     const struct body_page *page, struct body_hits *out) MUST_CHECK;

/* Nothing found: the words with misspelt ones replaced by words of the register; empty: no
 * better ones. */
enum err body_search_suggest(struct db *db, struct arena *a, struct str words,
                             struct str *out) MUST_CHECK;

#endif
