/*
 * device.h: browsers in which a person of the staff has signed in (security.md S16): they have
 * a counter of wrong answers of their own, so that a stranger cannot keep that person out.
 *
 * The cookie (__Host-cjd) holds 256 random bits, set at a success and never before; the
 * database keeps their hash, so no signature is needed: a value that we did not issue is not
 * found. Good for one account, and until unused for DEVICE_KEEP_DAYS. It lets nobody in.
 */
#ifndef MODULES_PEOPLE_DEVICE_H
#define MODULES_PEOPLE_DEVICE_H

#include "core/store/write.h"

struct session_value;

extern const struct sql_list device_sql;

#define DEVICE_KEEP_DAYS 180

/* Whether this browser is known for that account. */
bool device_is_known(struct db *db, const struct session_value *v, int64_t account_id,
                     int64_t now_s);

/* --- inside a store_write fn --- */
/* At a success: makes it known, or notes its use. ERR_CONFLICT: the value is another account's
 * (a shared browser): the caller sets a new one. */
enum err device_note(struct db *db, const struct session_value *v, int64_t account_id,
                     int64_t now_s) MUST_CHECK;
enum err device_forget_all(struct db *db, int64_t account_id) MUST_CHECK;
/* For the job. */
enum err device_sweep(struct db *db, int64_t now_s) MUST_CHECK;

#endif
