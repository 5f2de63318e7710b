/*
 * body_batch.h: short changes of one or many entries at once: taken in by a partnership, said
 * to be right, dormant. For store_write; the argument is a struct body_batch.
 *
 * Entries that may not be changed there any more are left out.
 */
#ifndef MODULES_BODIES_BODY_BATCH_H
#define MODULES_BODIES_BODY_BATCH_H

#include "modules/bodies/body.h"

#define BODY_BATCH_MAX 50 /* entries changed in one go: below the writer's 50 ms */

struct body_batch {
    struct arena *arena;
    struct act act;
    int64_t partnership_id; /* 0: an administrator's, of all Scotland */
    const int64_t *body_id;
    size_t n; /* at most BODY_BATCH_MAX */
    struct str today;
    size_t n_done; /* out */
};

/* The partnership sees from now on what is not public of the entry. */
enum err body_accept_fn(struct db *db, void *body_batch) MUST_CHECK;
/* Somebody who knows said that the details are right: reviewed today, not overdue any more. */
enum err body_reviewed_fn(struct db *db, void *body_batch) MUST_CHECK;
enum err body_dormant_fn(struct db *db, void *body_batch) MUST_CHECK;

#endif
