/*
 * sha1.h: HMAC-SHA1 (RFC 2104, FIPS 180-4), for one-time codes alone (RFC 6238).
 *
 * libsodium has no SHA-1, and authenticator apps know no other hash for sure. Collisions, for
 * which SHA-1 is broken, do not matter to an HMAC whose key is secret; nothing else here may
 * use it: everything of ours is BLAKE2b (hash.h).
 */
#ifndef CORE_BASE_SHA1_H
#define CORE_BASE_SHA1_H

#include "core/base/str.h"

#define SHA1_BYTES 20

struct sha1 {
    unsigned char byte[SHA1_BYTES];
};

struct sha1 sha1_hmac(struct str key, struct str data);

#endif
