/*
 * hasher.h: the one thread that hashes passwords, and the queue before it (security.md S15).
 *
 * Callers are waiting workers: a call blocks until its hash is done. Never a polling worker,
 * never inside a store_write fn. At most HASHER_WAITING_MAX stand before the thread; one more
 * is refused at once with ERR_BUSY, which is a 503 with Retry-After. First come, first served.
 *
 * An address that is not known, or an account without a password, is checked against a hash of
 * a random text, made at start: the same work, the answer "wrong".
 */
#ifndef MODULES_PEOPLE_HASHER_H
#define MODULES_PEOPLE_HASHER_H

#include "core/base/hash_password.h"

struct hasher;

#define HASHER_WAITING_MAX 50

/* NULL: no thread or no memory (logged). */
struct hasher *hasher_start(void);
/* Who waits gets ERR_BUSY; the hash in work is finished. Returns when every caller has left;
 * none may come after this. */
void hasher_stop(struct hasher *h);

/* Callers that stand inside now: for the state of the service. */
size_t hasher_callers(struct hasher *h);

enum err hasher_make(struct hasher *h, struct str password,
                     char out[HASH_PASSWORD_BYTES]) MUST_CHECK;

struct hash_verdict {
    bool is_right;
    bool is_old; /* right, but made with other parameters: make it anew (account_rehash) */
};
/* hash: what the account has; empty: there is none. ERR_BUSY. */
enum err hasher_check(struct hasher *h, struct str password, struct str hash,
                      struct hash_verdict *out) MUST_CHECK;

#endif
