/*
 * hash_password.h: passwords as argon2id hashes (libsodium's crypto_pwhash_str; security.md
 * S15).
 *
 * OPSLIMIT 2, MEMLIMIT 64 MiB: the library's "interactive"; the accepted floor is 19 MiB and 2
 * passes. About 80 ms of one processor and 64 MiB each: only the hashing thread calls these
 * (modules/people/hasher.h). A hash is text that carries its salt and parameters, and ends with
 * a NUL.
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
/* Made with other parameters than those above. */
bool hash_password_is_old(const char *hash);

#endif
