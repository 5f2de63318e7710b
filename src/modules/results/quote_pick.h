/*
 * quote_pick.h: quotations that stand with a chart (3.48): passages of published answers and of
 * nothing else (security.md S53, S56). A pick and what the public reads of it are one write;
 * whoever takes an answer down, or changes what may be read of it, takes them down in theirs
 * (responses/published_rows.c).
 */
#ifndef MODULES_RESULTS_QUOTE_PICK_H
#define MODULES_RESULTS_QUOTE_PICK_H

#include "core/base/hash.h"
#include "modules/analysis/reading.h"
#include "modules/results/result.h"

extern const struct sql_list quote_pick_sql;

#define QUOTE_CHARS 600
#define QUOTE_ROWS 20 /* of a page of answers to choose from */
#define QUOTE_PAGES_MAX 500

/* A published answer to choose from. */
struct quotable {
    int64_t id, no;
    struct str words;
};
struct quotable_filter {
    int64_t consultation_id, question_id; /* question_id 0: any */
    struct str words;                     /* folded; empty: any */
};
enum err quotable_find(struct db *db, struct arena *a, const struct quotable_filter *f,
                       int64_t skip, struct quotable out[QUOTE_ROWS], size_t *n) MUST_CHECK;
enum err quotable_count(struct db *db, const struct quotable_filter *f, int64_t *n) MUST_CHECK;
/* ERR_NOT_FOUND: it does not stand open any more. */
enum err quotable_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                       struct quotable *out) MUST_CHECK;

struct quote_write {
    struct act act;
    struct arena *arena;
    int64_t consultation_id, partnership_id;
    struct str code;      /* of the chart */
    int64_t answer_id;    /* of the published answer */
    struct hash seen;     /* of its words, as they were shown */
    struct passage where; /* characters */
    int64_t quote_id;     /* of quote_drop_fn */
};
/* Inside store_write. ERR_CONFLICT: the answer is gone, has other words, or is quoted so
 * already. ERR_LIMIT: RESULT_QUOTES_MAX. */
enum err quote_pick_fn(struct db *db, void *quote_write) MUST_CHECK;
/* One that is gone already: OK. */
enum err quote_drop_fn(struct db *db, void *quote_write) MUST_CHECK;

#endif
