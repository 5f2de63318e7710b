/*
 * body_import.h: bringing a list of bodies into the register, by page, job and command line.
 *
 *   load    the file is read and its rows are staged in batches: seen by nobody (loading)
 *   ready   one small write: an import that waits for its columns (matching)
 *   match   which column is which field: guessed, then as somebody chose (checking)
 *   check   of each row: to add, in the register already, or wrong and why (checked); this is
 *           the dry run
 *   start   a set that is not live (writing); write: the rows to add, in batches; flip: one
 *           small write shows them all (live)
 *   undo    (undoing) one small write hides the set, then it is removed in batches (undone);
 *           entries that were edited or used since stay, as if they had been entered one by one
 *   give up at any time before start
 *
 * Each step says by its state how far it came and can be run again from there: a program that
 * died in the middle is gone on with by the next that runs body_import_go_on. No write holds
 * the writer over 50 ms. Of 46,500 rows all steps together take less than a minute.
 */
#ifndef MODULES_BODIES_BODY_IMPORT_H
#define MODULES_BODIES_BODY_IMPORT_H

#include "core/store/write.h"
#include "modules/bodies/body.h"

struct buf;

extern const struct sql_list body_import_sql, body_import_rows_sql;

#define BODY_IMPORT_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define BODY_IMPORT_ROWS_MAX 100000
#define BODY_IMPORT_COLUMNS_MAX 200
#define BODY_IMPORT_SOURCE_CHARS BODY_SOURCE_CHARS
#define BODY_IMPORT_COMMENT_CHARS 1000
#define BODY_IMPORT_KEEP_DAYS 30 /* the rows of the file, after the last change */
#define BODY_IMPORT_JOB "body_import"

/* --- columns --- */

/* What a column may hold. Their names are those of body_fault.field where both exist. */
enum body_column {
    BODY_COLUMN_NAME,
    BODY_COLUMN_OTHER_NAMES,
    BODY_COLUMN_CHARITY_NUMBER,
    BODY_COLUMN_COMPANY_NUMBER,
    BODY_COLUMN_KIND,
    BODY_COLUMN_PURPOSES,
    BODY_COLUMN_AREAS,
    BODY_COLUMN_TOWN,     /* of the registered office, never of the area served */
    BODY_COLUMN_POSTCODE, /* the same */
    BODY_COLUMN_WEBSITE,
    BODY_COLUMN_CONTACT_ROLE,
    BODY_COLUMN_EMAIL, /* public when it is a shared mailbox, else kept private */
    BODY_COLUMN_PHONE,
    BODY_COLUMN_OWN_NAME, /* the contact that is not public */
    BODY_COLUMN_OWN_EMAIL,
    BODY_COLUMN_OWN_PHONE,
    BODY_COLUMN_TOPICS,
    BODY_COLUMN_GROUNDS,
    BODY_COLUMN_COMMUNITY,
    BODY_COLUMN_INCOME, /* a yearly sum or one of the bands */
    BODY_COLUMN_LANGUAGES,
    BODY_COLUMN__MAX
};
struct str body_column_name(enum body_column column);  /* "charity_number" */
struct str body_column_label(enum body_column column); /* "Charity number" */

/* Position of each field's column in the file; STR_NONE: no column. */
struct body_columns {
    size_t at[BODY_COLUMN__MAX];
};
/* By the words of the header line; each column for one field at most. */
void body_columns_guess(struct arena *a, const struct str *header, size_t n,
                        struct body_columns *out);
/* The same, as body_import.columns holds it. */
struct str body_columns_text(struct arena *a, const struct body_columns *columns);
void body_columns_read(struct str text, struct body_columns *out);

/* --- an import --- */

enum body_import_state {
    BODY_IMPORT_LOADING,
    BODY_IMPORT_MATCHING,
    BODY_IMPORT_CHECKING,
    BODY_IMPORT_CHECKED,
    BODY_IMPORT_WRITING,
    BODY_IMPORT_LIVE,
    BODY_IMPORT_UNDOING,
    BODY_IMPORT_UNDONE,
    BODY_IMPORT_GIVEN_UP,
    BODY_IMPORT_FAILED,
    BODY_IMPORT_STATE__MAX
};
struct str body_import_state_name(enum body_import_state s); /* as stored */

struct body_import {
    int64_t id, partnership_id /* 0: of no partnership */;
    struct str kind /* "list", "oscr" */, file_name, source, source_on, comment;
    struct str *header; /* names of the file's columns */
    size_t n_header;
    struct body_columns columns;
    struct str default_areas; /* slugs with ";" between: of rows that name none */
    enum body_import_state state;
    struct str error; /* a short code of ours; empty */
    int64_t set_id;   /* 0: nothing is written yet */
    /* n_done: rows checked, written or removed in this state. n_added: to add while it is
     * checked, then added. n_kept: of an undone one, those that stayed. */
    int64_t n_rows, n_done, n_added, n_known, n_flagged, n_failed, n_kept;
    struct str by_name, by_role;
    int64_t made_at_s, changed_at_s;
};

/* What every step has at hand. */
struct body_import_run {
    struct store *store;
    struct db *db;       /* reading */
    struct arena *arena; /* what outlives the step; parts of it have memory of their own */
    struct act act;
    bool (*is_stopping)(
        void *arg); /* ERR_BUSY between two batches when it says so; may be NULL */
    void *stop_arg;
    void (*progress)(void *arg, size_t done, size_t all); /* may be NULL */
    void *progress_arg;
};

/* ERR_NOT_FOUND: none, or of another partnership. partnership_id < 0: whosesoever. */
enum err body_import_find(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                          struct body_import *out) MUST_CHECK;
/* Newest first, those with an id below `before` (0: from the newest); loading ones are not
 * shown. */
enum err body_import_list(struct db *db, struct arena *a, int64_t partnership_id,
                          int64_t before, size_t max, struct body_import *out,
                          size_t *n) MUST_CHECK;

/* --- load --- */

enum body_file_wrong {
    BODY_FILE_GOOD,
    BODY_FILE_EMPTY,
    BODY_FILE_TOO_BIG,
    BODY_FILE_SPREADSHEET, /* xlsx, xls, ods */
    BODY_FILE_NOT_TEXT,
    BODY_FILE_QUOTES, /* `line`, `what` */
    BODY_FILE_TOO_MANY_COLUMNS,
    BODY_FILE_SEPARATOR, /* cells parted by semicolons or tabs */
    BODY_FILE_NO_HEADER, /* the first line is a row like the others */
    BODY_FILE_NO_ROWS,
    BODY_FILE_TOO_MANY_ROWS
};
struct body_file {
    enum body_file_wrong wrong;
    size_t line;           /* of what is wrong */
    const char *what;      /* in words, of core/base/csv.h */
    bool was_windows_1252; /* it was not UTF-8 and has been read as Windows-1252 */
    size_t n_rows;
};
/* What is wrong with it, in words for whoever sent it: of pages and of the command alike. */
struct str body_file_words(struct arena *a, const struct body_file *file);

struct body_import_new {
    struct str kind, file_name, source, source_on, comment, by_role;
    int64_t partnership_id, by_account; /* 0: none */
};
/* ERR_INVALID: file->wrong says why, and nothing is kept. The whole text is looked at before
 * the first row is staged. */
enum err body_import_load(const struct body_import_run *run, const struct body_import_new *n,
                          struct str text, struct body_file *file, int64_t *id) MUST_CHECK;

/* --- one step each, inside a store_write fn --- */

struct body_import_step {
    int64_t id;
    const struct act *act;
    struct body_columns columns; /* match */
    struct str default_areas;    /* match */
    int64_t job_after_s;         /* match, start, undo: a job goes on with it after so long */
    bool is_done;                /* out: it was this call that did it */
};
/* ERR_CONFLICT: it is not in a state from which that step goes, or (start) another import is
 * just being written. */
enum err body_import_ready_fn(struct db *db, void *step) MUST_CHECK;
enum err body_import_match_fn(struct db *db, void *step) MUST_CHECK;
enum err body_import_start_fn(struct db *db, void *step) MUST_CHECK;
enum err body_import_undo_fn(struct db *db, void *step) MUST_CHECK;
enum err body_import_give_up_fn(struct db *db, void *step) MUST_CHECK;

/* --- going on with what the state says: checks, writes and flips, removes. Nothing to do: OK.
 * Twice at once does no harm. --- */
enum err body_import_go_on(const struct body_import_run *run, int64_t id) MUST_CHECK;

/* The same as a job (app/job_kinds.c): subject is the number of the import. */
struct job_env;
enum err body_import_job(struct job_env *env, struct str subject) MUST_CHECK;

/* Loads that were cut off, rows that are old: batches, by the daily sweep. */
enum err body_import_sweep(const struct body_import_run *run) MUST_CHECK;

/* --- rows --- */

enum body_row_outcome {
    BODY_ROW_NEW,
    BODY_ROW_ADD,
    BODY_ROW_KNOWN,
    BODY_ROW_FLAG,
    BODY_ROW_FAILED
};
struct body_import_row {
    int64_t line;
    struct str *cell;
    size_t n_cells;
    enum body_row_outcome outcome;
    int64_t body_id;    /* known, or made of it; 0 */
    struct str problem; /* in words, a line each */
};
/* Those with that outcome (BODY_ROW_NEW: all), after a line, by line. */
struct body_import_rows_ask {
    int64_t import_id, after;
    enum body_row_outcome outcome;
};
enum err body_import_rows(struct db *db, struct arena *a,
                          const struct body_import_rows_ask *ask, size_t max,
                          struct body_import_row *out, size_t *n) MUST_CHECK;
/* The file again, of the failed rows only, with what is wrong in a last column. */
enum err body_import_failed_csv(struct db *db, struct arena *a, const struct body_import *of,
                                struct buf *out) MUST_CHECK;

/* A row as the entry that would be made of it: what body_judge is then asked about. Faults that
 * only a file has (an area that nobody knows, one of another partnership) go into `problem`. */
struct body_reader; /* councils, kinds and topics under their names, and the import's columns */
enum err body_reader_open(struct db *db, struct arena *a, const struct body_import *of,
                          struct body_reader **out) MUST_CHECK;
enum err body_reader_read(const struct body_reader *r, struct arena *a,
                          const struct body_import_row *row, struct body *out,
                          struct buf *problem) MUST_CHECK;

#endif
