/*
 * backoff.h: wrong answers make the next one wait, and lock nobody out for good (security.md
 * S16).
 *
 * After BACKOFF_FREE wrong answers in a row each further try waits 1, 2, 4 ... 60 seconds; and
 * at most 10 guesses in 5 minutes for an account, 100 for a network address. A try is counted
 * before it is judged (backoff_take), in a write of its own, so that many at once get no more
 * guesses than one after another; a success gives it back (backoff_clear).
 *
 * Counters, each under a keyed hash, unknown addresses of mail like known ones:
 *   account  the address of mail typed, from browsers that are not known
 *   device   a known device with that address: a stranger cannot use its counter up
 *   factor   codes of the second factor: reached only past password or mailed link, so nobody
 *            else can use it up, and cleared by a right code alone
 *   address  the network address; it never makes one person wait for another's few mistakes
 * The mailed link asks none of them, and so always works.
 *
 * Clear only at the end of a sign-in: a right password before a wrong code clears nothing.
 * Clocks: times ahead of now count for nothing, so a clock set back locks nobody out.
 */
#ifndef MODULES_PEOPLE_BACKOFF_H
#define MODULES_PEOPLE_BACKOFF_H

#include "core/base/hash.h"
#include "core/store/write.h"

struct session_value;

extern const struct sql_list backoff_sql;

#define BACKOFF_FREE 5
#define BACKOFF_WAIT_MAX_S 60
#define BACKOFF_WINDOW_S 300
#define BACKOFF_ACCOUNT_MAX 10 /* Cyber Essentials' own number */
#define BACKOFF_ADDRESS_MAX 100
#define BACKOFF_KEEP_S 86400

struct backoff_try {
    const struct hash_key *key;         /* the link key: of hashes */
    struct str email_key;               /* account_email_key of what was typed */
    const struct session_value *device; /* known for that account (device.h), else NULL */
    bool is_factor;
    struct str
        address; /* of the network, v6 cut to its /64; empty: not counted (a local door) */
    int64_t now_s;
};

/* --- inside a store_write fn --- */
/* *wait_s 0: go ahead, one guess is counted. Else nothing is, and the page says how long. */
enum err backoff_take(struct db *db, const struct backoff_try *t, int64_t *wait_s) MUST_CHECK;
/* How long the next one waits now; changes nothing. */
enum err backoff_wait(struct db *db, const struct backoff_try *t, int64_t *wait_s) MUST_CHECK;
/* After a success: forgets the wrong ones, and gives the address its guess back. */
enum err backoff_clear(struct db *db, const struct backoff_try *t) MUST_CHECK;

/* Removes counters unused for a day. For the job. */
enum err backoff_sweep(struct db *db, int64_t now_s) MUST_CHECK;

#endif
