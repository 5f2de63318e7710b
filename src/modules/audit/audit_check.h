/*
 * audit_check.h: walking the chain as due work, and what the walks found (security.md S43).
 *
 * The head of the last walk that found all well is the next one's witness: a tail cut off in
 * between shows. The table is state: it helps whoever looks, and proves nothing to whoever
 * doubts the database; for them there are heads kept elsewhere.
 */
#ifndef MODULES_AUDIT_AUDIT_CHECK_H
#define MODULES_AUDIT_AUDIT_CHECK_H

#include "modules/audit/audit.h"

extern const struct sql_list audit_check_sql;

#define AUDIT_CHECK_KEEP 60 /* walks */

struct audit_checked {
    int64_t at_s, n_rows, first_bad, from_number;
    struct audit_head head;
};

/* The last walk; ERR_NOT_FOUND: none yet. */
enum err audit_check_last(struct db *db, struct audit_checked *out) MUST_CHECK;

/*
 * Walks the chain and stores what it found, also that a record is bad (then OK all the same,
 * and logged). ERR_BUSY: until_ms of clock_mono_ms passed first (0: no end), nothing was
 * stored.
 */
enum err audit_check_run(struct store *store, struct db *db, int64_t now_s, int64_t until_ms,
                         struct audit_checked *out) MUST_CHECK;

#endif
