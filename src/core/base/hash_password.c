#include "core/base/hash_password.h"

#include <sodium.h>

#define PASSES crypto_pwhash_OPSLIMIT_INTERACTIVE
#define MEMORY_BYTES crypto_pwhash_MEMLIMIT_INTERACTIVE

_Static_assert(HASH_PASSWORD_BYTES == crypto_pwhash_STRBYTES, "a hash fits");

enum err hash_password(struct str password, char out[HASH_PASSWORD_BYTES])
{
    const char *p = password.n ? password.p : "";
    return crypto_pwhash_str_alg(out, p, password.n, PASSES, MEMORY_BYTES,
                                 crypto_pwhash_ALG_ARGON2ID13) == 0
               ? OK
               : ERR_BUSY;
}

enum err hash_password_is(const char *hash, struct str password)
{
    const char *p = password.n ? password.p : "";
    return crypto_pwhash_str_verify(hash, p, password.n) == 0 ? OK : ERR_FORBIDDEN;
}

bool hash_password_is_old(const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY_BYTES) != 0;
}
