/*
 * retain.h: what is kept no longer goes in rounds, each a short write of its own with its
 * record (security.md section 11). The limits and the statement are the room's.
 */
#ifndef MODULES_WORK_RETAIN_H
#define MODULES_WORK_RETAIN_H

#include "core/store/write.h"

#define RETAIN_ROWS 200 /* of one write */

/* The argument of the room's store_write fn. */
struct retain {
    int64_t now_s;
    int64_t n; /* out: rows of this round; 0 is the last */
};

/* Runs fn until a round finds nothing, RETAIN_ROUNDS at most: the next day goes on. */
#define RETAIN_ROUNDS 500
enum err retain_rounds(struct store *store, store_write_fn fn, int64_t now_s) MUST_CHECK;

/* Inside fn: its record, with the number of rows and nothing of what they held. */
enum err retain_record(struct db *db, const struct retain *r, struct str action,
                       struct str object_kind) MUST_CHECK;

#endif
