/*
 * result.h: results as they are written and as they are published (security.md S56).
 *
 * Words are kept in a draft; figures are computed from the rows each time, until publication
 * freezes both as rows of a version, small numbers hidden before they are stored. A correction
 * is a further version with a note; earlier ones stay to be read. What can be read of
 * responses, and quotations, are not part of a version: they follow what people chose, at once.
 */
#ifndef MODULES_RESULTS_RESULT_H
#define MODULES_RESULTS_RESULT_H

#include "modules/results/figure.h"

extern const struct sql_list result_sql;
extern const struct sql_list result_write_sql;
extern const struct sql_list result_desk_sql;

#define RESULT_TITLE_CHARS 120
#define RESULT_TEXT_CHARS 20000
#define RESULT_FINDING_CHARS 200
#define RESULT_WORDS_CHARS 4000
#define RESULT_NOTE_CHARS 600
#define RESULT_QUOTES_MAX 400
#define RESULT_VERSIONS_MAX 200

struct result_draft {
    int64_t version; /* 0: nothing was written yet */
    struct str title, summary, method;
};

struct result_draft_table {
    struct str code, finding, words;
    bool is_left_out;
};

/* Consultations that a partnership leads, closed, with neither results nor feedback
 * published, whose promised day (3.53) is up to `day` ("2027-04-22"). */
enum err results_due_count(struct db *db, int64_t partnership_id, int64_t now_s, struct str day,
                           int64_t *n) MUST_CHECK;

/* Nothing written yet: an empty draft. */
enum err result_draft_load(struct db *db, struct arena *a, int64_t consultation_id,
                           struct result_draft *out) MUST_CHECK;
enum err result_draft_tables(struct db *db, struct arena *a, int64_t consultation_id,
                             struct result_draft_table **out, size_t *n) MUST_CHECK;

/* The argument of those that follow. ERR_CONFLICT with is_overtaken: version is not the one
 * that was shown. */
struct result_write {
    struct arena *arena;
    struct act act;
    struct str by_role; /* for the public */
    struct consultation x;
    struct result_draft draft;
    const struct result_draft_table *table; /* of result_table_save_fn: the one */
    const struct figures *figures;          /* of result_publish_fn: with words, without those
                                               left out */
    struct str note;
    bool is_overtaken;
};
/* store_write fns; each leaves its record. */
enum err result_draft_save_fn(struct db *db, void *result_write) MUST_CHECK;
enum err result_table_save_fn(struct db *db, void *result_write) MUST_CHECK;
/* A further version; the first makes the consultation one whose results are published. Both
 * tell the public history. */
enum err result_publish_fn(struct db *db, void *result_write) MUST_CHECK;

/* Sets the words of the draft in computed figures, and takes those left out away. */
void result_words_set(struct figures *f, const struct result_draft_table *table, size_t n);

/* --- as everybody reads them: public tables alone --- */
struct result_version {
    int64_t id, n, n_removed, published_at_s;
    struct str note, title, summary, method, by_role;
};

struct result {
    struct result_version version;
    struct figures figures;
    int64_t n_can_be_read; /* now */
};
/* n 0: the newest. ERR_NOT_FOUND: no such one. */
enum err result_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t n,
                     struct result *out) MUST_CHECK;
/* All versions, newest first. */
enum err result_versions(struct db *db, struct arena *a, int64_t consultation_id,
                         struct result_version **out, size_t *n) MUST_CHECK;

struct result_quote {
    struct str code, words, by; /* by: "Sample Group", "Individual", "Organisation, charity" */
    int64_t no, id;             /* of the published response; of the quotation */
};
enum err result_quotes(struct db *db, struct arena *a, int64_t consultation_id,
                       struct result_quote **out, size_t *n) MUST_CHECK;

#endif
