/*
 * hash.h: BLAKE2b, keyed and not, and comparison in constant time (libsodium). The only user of
 * its hashes.
 */
#ifndef CORE_BASE_HASH_H
#define CORE_BASE_HASH_H

#include "core/base/str.h"

#define HASH_BYTES 32

struct hash {
    unsigned char byte[HASH_BYTES];
};

struct hash_key {
    unsigned char byte[32];
};

struct hash hash_of(struct str data);
struct hash hash_keyed(const struct hash_key *key, struct str data);

/* Over several parts, each preceded by its length as 8 bytes little endian, so that no two
 * lists agree. */
struct hash hash_parts(const struct hash_key *key_or_null, const struct str *part, size_t n);

/* Of data that comes in pieces: the same as hash_of over all of it. */
struct hash_run {
    _Alignas(64) unsigned char state[384];
};
void hash_begin(struct hash_run *run);
void hash_more(struct hash_run *run, struct str data);
struct hash hash_end(struct hash_run *run);

bool hash_equal(const struct hash *a, const struct hash *b); /* constant time */
bool str_equal_secret(struct str a, struct str b); /* constant time for equal lengths */
struct str hash_hex(struct arena *a, const struct hash *h, size_t n_bytes);
bool hash_from_hex(struct str hex, struct hash *out);
struct str hash_view(const struct hash *h); /* its 32 bytes */

/* A key for one purpose from a master key: context is at most 8 signs. */
struct hash_key hash_subkey(const struct hash_key *master, const char *purpose);
/* Sealed and opened under a key (XChaCha20-Poly1305): for answers kept with a form_id. */
struct str seal(struct arena *a, const struct hash_key *key, struct str plain);
bool unseal(struct arena *a, const struct hash_key *key, struct str sealed, struct str *plain);
void secret_wipe(void *p, size_t n);

const char *hash_library(void); /* version of libsodium */

#endif
