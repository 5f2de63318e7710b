/*
 * recovery.h: eight codes for whoever has lost the second factor (security.md S17).
 *
 * Each of 80 random bits, good once, stored hashed together with the account's number, shown
 * once. Sixteen signs of Crockford's base 32 in groups of four; case, hyphens and spaces do not
 * matter when typed, O is 0, I and L are 1. New ones take the place of all old ones.
 */
#ifndef MODULES_PEOPLE_RECOVERY_H
#define MODULES_PEOPLE_RECOVERY_H

#include "modules/audit/change.h"

extern const struct sql_list recovery_sql;

#define RECOVERY_CODES 8
#define RECOVERY_BYTES 10

/* What the caller draws with rand_bytes. */
struct recovery_set {
    unsigned char byte[RECOVERY_CODES][RECOVERY_BYTES];
};
/* "7k3m-92q2-...": to be shown once. */
struct str recovery_text(struct arena *a, const struct recovery_set *set, size_t i);

/* How many are left: pages ask for new ones below three. */
enum err recovery_left(struct db *db, int64_t account_id, int64_t *n) MUST_CHECK;

/* --- inside a store_write fn --- */
enum err recovery_replace(struct db *db, int64_t account_id, const struct recovery_set *set,
                          const struct act *act) MUST_CHECK;
/* *right: the code was one of the account's and is now gone. A wrong one leaves a record, so
 * the fn has to return OK for it too. Ask backoff_take first. */
enum err recovery_use(struct db *db, int64_t account_id, struct str typed,
                      const struct act *act, bool *right) MUST_CHECK;
/* Without a record: part of a reset, which leaves one. */
enum err recovery_remove(struct db *db, int64_t account_id) MUST_CHECK;

#endif
