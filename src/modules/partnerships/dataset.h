/*
 * dataset.h: sets of imported rows (postcodes, places) of which one of a kind is live.
 *
 * A new set is filled in batches of IMPORT_BATCH_ROWS, each its own write with a record, seen
 * by nobody; one small write makes it live; then what is not live is removed in batches
 * (architecture, decision 2).
 */
#ifndef MODULES_PARTNERSHIPS_DATASET_H
#define MODULES_PARTNERSHIPS_DATASET_H

#include "modules/work/import_job.h"

struct dataset {
    int64_t id;
    struct str kind; /* "postcodes" or "places" */
    bool is_exact;
    int64_t n_rows;
    struct str source; /* the attribution to show */
    struct str content_hash;
};

/* The live set of a kind; ERR_NOT_FOUND: none was imported. */
enum err dataset_live(struct db *db, struct arena *a, struct str kind,
                      struct dataset *out) MUST_CHECK;

/* Begins a set that is not live; sets d->id. */
enum err dataset_begin(struct import_job *job, struct dataset *d) MUST_CHECK;

/*
 * Writes rows 0 to n - 1 of the set in batches: put(db, arg, i) writes row i and may be run
 * again. Reports progress.
 */
typedef enum err (*dataset_put)(struct db *db, void *arg, size_t i);
enum err dataset_fill(struct import_job *job, const struct dataset *d, dataset_put put,
                      void *arg, size_t n) MUST_CHECK;

/* Makes it live in place of the one before, then removes all of its kind that are not live. */
enum err dataset_flip(struct import_job *job, const struct dataset *d) MUST_CHECK;

extern const struct sql_list dataset_sql;

#endif
