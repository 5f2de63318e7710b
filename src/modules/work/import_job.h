/*
 * import_job.h: one run of `cjengage import`: what it may do, and what it has to tell.
 *
 * An import reads its files whole, checks every row, and changes nothing when one is wrong:
 * errors name file and line. With dry_run it says what would change. Long ones are written in
 * batches nobody sees until a last small write (architecture, decision 2).
 */
#ifndef MODULES_WORK_IMPORT_JOB_H
#define MODULES_WORK_IMPORT_JOB_H

#include "core/base/buf.h"
#include "core/store/write.h"

#define IMPORT_BATCH_ROWS 200  /* architecture, decision 2 */
#define IMPORT_ERRORS_SHOWN 50 /* further ones are counted only */
#define IMPORT_TEXT_MAX ((size_t)4 * 1024 * 1024)

struct import_file {
    struct str name; /* for messages: "areas.csv" */
    struct str text;
};

struct import_job {
    struct store *store;
    struct db *db; /* reading */
    struct arena *arena;
    struct str actor; /* "cli:1000" */
    int64_t now_s;
    bool dry_run;
    void (*progress)(void *arg, size_t done, size_t all); /* may be NULL */
    void *progress_arg;
    struct buf *out;    /* what changed or would change, a line each */
    struct buf *errors; /* a line each */
    size_t n_errors;
    size_t n_added, n_changed, n_removed, n_unchanged;
    const struct str *known_gss; /* a dry run's areas that are not in the database yet */
    size_t n_known_gss;
};

/* Both buffers made; everything else is the caller's. */
void import_job_begin(struct import_job *job);
/* "areas.csv, line 12: …". line 0: the whole file. */
void import_fail(struct import_job *job, struct str file, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void import_progress(const struct import_job *job, size_t done, size_t all);

#endif
