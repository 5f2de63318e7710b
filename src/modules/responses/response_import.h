/*
 * response_import.h: answers brought in from elsewhere as a file (3.28): paper forms that
 * somebody typed in, the export of another survey.
 *
 *   load   the file is read, its rows are staged in batches, one small write shows it
 *          (matching); columns are guessed by the titles of the questions
 *   match  which column is what, as somebody chose; every row is judged as respondents' answers
 *          are (checked): the dry run
 *   start  the good rows are written in batches under the import, seen by nobody (writing),
 * tied to the register where that is certain (response_import_tie.h). A row leaves the stage in
 * the write that stores its response, so that a run cut off goes on where it was. Then they are
 * shown in batches, each with its entry in the timeline of its organisation, and when all are
 * shown the import is live undo   (undone) hides them in batches, then removes them in batches,
 * and takes their entries back out of the timelines
 *
 * No write holds the writer over 50 ms. CAP_RESPONSE_LOG in one of the partnerships that ask.
 */
#ifndef MODULES_RESPONSES_RESPONSE_IMPORT_H
#define MODULES_RESPONSES_RESPONSE_IMPORT_H

#include "modules/responses/response.h"

extern const struct sql_list response_import_sql, response_import_load_sql,
    response_import_undo_sql, response_import_show_sql;

#define RESPONSE_IMPORT_ROWS 2000
#define RESPONSE_IMPORT_COLUMNS 200
#define RESPONSE_IMPORT_BYTES ((size_t)8 * 1024 * 1024)
#define RESPONSE_IMPORT_BATCH 50 /* rows of one write, each with its answers */
#define RESPONSE_IMPORT_SOURCE_CHARS 200
#define RESPONSE_IMPORT_COMMENT_CHARS 1000
#define RESPONSE_IMPORT_JOB "response_import"

/* What a column may hold beside the questions: who sent it, when, what they agree to. */
enum response_column {
    RESPONSE_COLUMN_NAME,
    RESPONSE_COLUMN_ORGANISATION,
    RESPONSE_COLUMN_NUMBER, /* of the charity */
    RESPONSE_COLUMN_EMAIL,
    RESPONSE_COLUMN_RECEIVED,
    RESPONSE_COLUMN_PUBLISH,
    RESPONSE_COLUMN_SOURCE,
    RESPONSE_COLUMN__MAX
};
const char *response_column_name(enum response_column x);  /* "name": as stored */
const char *response_column_label(enum response_column x); /* "Name of the person" */

/* Position of each field's column, from 0; -1: none. */
struct response_columns {
    int of[RESPONSE_COLUMN__MAX];
    int *of_question; /* by question of the form */
};

struct response_import {
    int64_t id, consultation_id;
    struct str file_name, source, comment, columns, state, by_role;
    struct str *header;
    size_t n_header;
    int64_t n_rows, n_added, n_failed, by_account, made_at_s;
};

struct response_import_row {
    int64_t line;
    struct str *cell;
    size_t n_cells;
    struct str problem; /* a line each; empty */
};

/* ERR_NOT_FOUND: none of that consultation. */
enum err response_import_find(struct db *db, struct arena *a, int64_t id,
                              int64_t consultation_id, struct response_import *out) MUST_CHECK;
enum err response_import_list(struct db *db, struct arena *a, int64_t consultation_id,
                              struct response_import *out, size_t max, size_t *n) MUST_CHECK;
/* After that line; with a problem, or without. */
struct response_rows_ask {
    int64_t import_id, after;
    bool is_bad;
    size_t max;
};
enum err response_import_rows(struct db *db, struct arena *a,
                              const struct response_rows_ask *ask,
                              struct response_import_row *out, size_t *n) MUST_CHECK;

/* --- columns and rows (response_import_row.c) --- */
enum err response_columns_guess(struct arena *a, const struct question_form *form,
                                const struct str *header, size_t n,
                                struct response_columns *out) MUST_CHECK;
struct str response_columns_text(struct arena *a, const struct question_form *form,
                                 const struct response_columns *x);
enum err response_columns_read(struct arena *a, const struct question_form *form,
                               struct str text, struct response_columns *out) MUST_CHECK;
/* Which organisation a row names. */
struct response_named {
    struct str number, organisation;
};
struct response_named response_row_named(const struct response_columns *x,
                                         const struct response_import_row *row);
/* What a row is judged against. */
struct response_reader {
    const struct consultation *x;
    const struct question_form *form;
    struct response_columns columns;
    int64_t now_s;
};
/* The response that would be made of it; *problem: what is wrong, a line each. */
enum err response_row_read(const struct response_reader *r, struct arena *a,
                           const struct response_import_row *row, struct response_new *out,
                           struct str *problem) MUST_CHECK;

/* --- load (response_import_load.c) --- */
struct response_import_load {
    struct store *store;
    struct arena *a;
    struct act act;
    const struct question_form *form;
    struct response_import
        to;                /* file_name, source, comment, consultation_id, by_* in; id out */
    struct str fault;      /* out: words for beside the file */
    bool was_windows_1252; /* out */
};
/* ERR_INVALID with `fault`: nothing is kept. Staged, and shown by response_import_ready_fn. */
enum err response_import_load(struct response_import_load *l, struct str text) MUST_CHECK;

/* --- steps, inside a store_write fn. ERR_CONFLICT: not in a state from which that goes --- */
struct response_import_step {
    int64_t id;
    struct act act;
    struct str columns; /* match */
    int64_t n_failed;   /* checked */
};
enum err response_import_ready_fn(struct db *db, void *step) MUST_CHECK;
enum err response_import_match_fn(struct db *db, void *step) MUST_CHECK;
enum err response_import_give_up_fn(struct db *db, void *step) MUST_CHECK;
enum err response_import_start_fn(struct db *db, void *step) MUST_CHECK;
enum err response_import_undo_fn(struct db *db, void *step) MUST_CHECK;
/* All are shown: "writing" to "live". */
enum err response_import_live_fn(struct db *db, void *step) MUST_CHECK;

/* --- going on with what the state says: checks, writes, removes. Twice does no harm. --- */
struct response_import_run {
    struct store *store;
    struct db *db;
    struct act act;
};
enum err response_import_check(const struct response_import_run *run, int64_t id) MUST_CHECK;
enum err response_import_go_on(const struct response_import_run *run, int64_t id) MUST_CHECK;
/* Shows what was written, some of it at a time, then makes the import live
 * (response_import_show.c). ERR_CONFLICT: another run is further. */
enum err response_import_show(const struct response_import_run *run,
                              const struct response_import *of) MUST_CHECK;
/* Hides and removes what an undone one brought, some of it at a time (response_import_undo.c).
 */
enum err response_import_remove(const struct response_import_run *run, int64_t id) MUST_CHECK;
struct job_env;
enum err response_import_job(struct job_env *env, struct str subject) MUST_CHECK;

/* --- pages --- */
enum err response_import_list_page(struct ctx *c) MUST_CHECK;
enum err response_import_list_post_page(struct ctx *c) MUST_CHECK;
enum err response_import_page(struct ctx *c) MUST_CHECK;
enum err response_import_post_page(struct ctx *c) MUST_CHECK;
enum err response_import_failed_page(struct ctx *c) MUST_CHECK;

#endif
