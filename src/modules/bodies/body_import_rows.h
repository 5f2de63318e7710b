/*
 * body_import_rows.h: what the files of body_import.h share.
 */
#ifndef MODULES_BODIES_BODY_IMPORT_ROWS_H
#define MODULES_BODIES_BODY_IMPORT_ROWS_H

#include "modules/bodies/body_import.h"

#define BODY_IMPORT_BATCH 200          /* rows of one write (architecture, decision 2) */
#define BODY_IMPORT_BATCH_BYTES 262144 /* of their texts */
#define BODY_IMPORT_SLICE_US 15000     /* a write that has worked so long leaves the rest */

extern const struct sql_list body_import_load_sql, body_import_check_sql, body_import_write_sql,
    body_import_undo_sql, body_import_run_sql;

/* --- body_import.c: the first write, and those that end a step --- */

struct body_import_begin {
    const struct body_import_new *new;
    const struct act *act;
    struct arena *a;
    struct str header, columns, hash; /* as stored */
    int64_t n_rows;
    int64_t id; /* out */
};
enum err body_import_begin_fn(struct db *db, void *begin) MUST_CHECK;

struct body_import_end {
    struct body_import_step step;
    int64_t set_id, n_added, n_known, n_failed;
};
/* ERR_CONFLICT: it has been ended already. */
enum err body_import_checked_fn(struct db *db, void *end) MUST_CHECK;
enum err body_import_flip_fn(struct db *db, void *end) MUST_CHECK;
enum err body_import_hide_fn(struct db *db, void *end) MUST_CHECK;
enum err body_import_undone_fn(struct db *db, void *end) MUST_CHECK;

/* body_columns_text into memory of the caller's. */
struct str body_columns_put(const struct body_columns *columns, char *to, size_t room);

/* --- body_import_rows.c --- */

struct str body_row_outcome_name(enum body_row_outcome o);
/* Counts rows with that outcome. */
enum err body_import_count(struct db *db, int64_t import_id, enum body_row_outcome outcome,
                           int64_t *n) MUST_CHECK;

/* --- body_import_check.c: is it in the register already? --- */

/* *body_id: of the live entry with the same number, or the same name where not both have
 * numbers that differ; 0: none. */
enum err body_import_known(struct db *db, struct arena *a, const struct body *b,
                           int64_t *body_id) MUST_CHECK;
/* Reads, judges and looks up one row; outcome, body_id and problem of `row` are set. */
enum err body_import_judge(const struct body_reader *r, struct db *db, struct arena *a,
                           struct body_import_row *row, struct body *b) MUST_CHECK;

/* --- the three steps that go through all rows --- */

enum err body_import_check(const struct body_import_run *run,
                           const struct body_import *of) MUST_CHECK;
enum err body_import_write(const struct body_import_run *run,
                           const struct body_import *of) MUST_CHECK;
enum err body_import_remove(const struct body_import_run *run,
                            const struct body_import *of) MUST_CHECK;

#endif
