/*
 * hash_password.h: passwords as argon2id hashes (libargon2; security.md S15, RFC 9106).
 *
 * 2 passes over 64 MiB; the accepted floor is 19 MiB and 2 passes. About 80 ms of one processor
 * each: only the hashing thread calls these (modules/people/hasher.h). A hash is text that
 * carries its salt and parameters, and ends with a NUL.
 *
 * The 64 MiB are kept by the thread from one hash to the next, because mapping and giving back
 * so much each time holds up every other thread (docs/decisions/passwords-by-libargon2.md). A
 * thread that has hashed calls hash_password_rest() once it has nothing more to do.
 */
#ifndef CORE_BASE_HASH_PASSWORD_H
#define CORE_BASE_HASH_PASSWORD_H

#include "core/base/err.h"
#include "core/base/str.h"

#define HASH_PASSWORD_BYTES 128 /* room for one, with its NUL */

/* ERR_BUSY: there is no memory for it now. */
enum err hash_password(struct str password, char out[HASH_PASSWORD_BYTES]) MUST_CHECK;
/* ERR_FORBIDDEN: another password, a damaged hash, or no memory. */
enum err hash_password_is(const char *hash, struct str password) MUST_CHECK;
/* Made with other parameters than those above, or damaged. */
bool hash_password_is_old(const char *hash);
/* Gives the memory that this thread keeps back to the system. */
void hash_password_rest(void);

#endif
