#include "core/base/hash.h"

#include "core/base/arena.h"
#include "core/base/log.h"

#include <sodium.h>
#include <string.h>

#define SEAL_NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEAL_TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define PURPOSE_SIGNS crypto_kdf_CONTEXTBYTES

_Static_assert(HASH_BYTES == crypto_generichash_BYTES, "a hash is BLAKE2b-256");
_Static_assert(sizeof(struct hash_key) == crypto_kdf_KEYBYTES, "keys fit crypto_kdf");
_Static_assert(sizeof(struct hash_key) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
               "keys fit the seal");

static const unsigned char *bytes_of(struct str s)
{
    return (const unsigned char *)s.p;
}

struct hash hash_of(struct str data)
{
    struct hash h;
    crypto_generichash(h.byte, sizeof h.byte, bytes_of(data), data.n, NULL, 0);
    return h;
}

struct hash hash_keyed(const struct hash_key *key, struct str data)
{
    struct hash h;
    crypto_generichash(h.byte, sizeof h.byte, bytes_of(data), data.n, key->byte,
                       sizeof key->byte);
    return h;
}

struct hash hash_parts(const struct hash_key *key_or_null, const struct str *part, size_t n)
{
    struct hash h;
    crypto_generichash_state state;
    const unsigned char *key = key_or_null ? key_or_null->byte : NULL;
    crypto_generichash_init(&state, key, key ? sizeof key_or_null->byte : 0, sizeof h.byte);
    for (size_t i = 0; i < n; i++) {
        unsigned char length[8];
        for (size_t k = 0; k < sizeof length; k++)
            length[k] = (unsigned char)((uint64_t)part[i].n >> (8 * k) & 0xff);
        crypto_generichash_update(&state, length, sizeof length);
        crypto_generichash_update(&state, bytes_of(part[i]), part[i].n);
    }
    crypto_generichash_final(&state, h.byte, sizeof h.byte);
    return h;
}

/* Equal on this machine, and perhaps not on another. NOLINTBEGIN(misc-redundant-expression) */
_Static_assert(sizeof(struct hash_run) >= sizeof(crypto_generichash_state) &&
                   _Alignof(struct hash_run) >= _Alignof(crypto_generichash_state),
               "the library's state fits");
/* NOLINTEND(misc-redundant-expression) */

static crypto_generichash_state *state_of(struct hash_run *run)
{
    return (crypto_generichash_state *)(void *)run->state;
}

void hash_begin(struct hash_run *run)
{
    crypto_generichash_init(state_of(run), NULL, 0, HASH_BYTES);
}

void hash_more(struct hash_run *run, struct str data)
{
    crypto_generichash_update(state_of(run), bytes_of(data), data.n);
}

struct hash hash_end(struct hash_run *run)
{
    struct hash h;
    crypto_generichash_final(state_of(run), h.byte, sizeof h.byte);
    return h;
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return sodium_memcmp(a->byte, b->byte, sizeof a->byte) == 0;
}

bool str_equal_secret(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || sodium_memcmp(a.p, b.p, a.n) == 0);
}

struct str hash_hex(struct arena *a, const struct hash *h, size_t n_bytes)
{
    size_t n = n_bytes < HASH_BYTES ? n_bytes : HASH_BYTES;
    char *p = arena_alloc(a, 2 * n + 1);
    if (!p)
        return (struct str){ NULL, 0 };
    sodium_bin2hex(p, 2 * n + 1, h->byte, n);
    return (struct str){ p, 2 * n };
}

bool hash_from_hex(struct str hex, struct hash *out)
{
    struct hash h;
    size_t n = 0;
    if (hex.n != 2 * sizeof h.byte)
        return false;
    if (sodium_hex2bin(h.byte, sizeof h.byte, hex.p, hex.n, NULL, &n, NULL) != 0 ||
        n != sizeof h.byte)
        return false;
    *out = h;
    return true;
}

struct str hash_view(const struct hash *h)
{
    return (struct str){ (const char *)h->byte, sizeof h->byte };
}

struct hash_key hash_subkey(const struct hash_key *master, const char *purpose)
{
    char context[PURPOSE_SIGNS] = { 0 };
    size_t n = strlen(purpose);
    INVARIANT(n > 0 && n <= sizeof context);
    for (size_t i = 0; i < n; i++)
        context[i] = purpose[i];
    struct hash_key key;
    crypto_kdf_derive_from_key(key.byte, sizeof key.byte, 1, context, master->byte);
    return key;
}

struct str seal(struct arena *a, const struct hash_key *key, struct str plain)
{
    if (plain.n > SIZE_MAX / 2)
        return (struct str){ NULL, 0 };
    unsigned char *p = arena_alloc(a, SEAL_NONCE_BYTES + plain.n + SEAL_TAG_BYTES);
    if (!p)
        return (struct str){ NULL, 0 };
    randombytes_buf(p, SEAL_NONCE_BYTES);
    unsigned long long n = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(p + SEAL_NONCE_BYTES, &n, bytes_of(plain),
                                               plain.n, NULL, 0, NULL, p, key->byte);
    return (struct str){ (const char *)p, SEAL_NONCE_BYTES + (size_t)n };
}

bool unseal(struct arena *a, const struct hash_key *key, struct str sealed, struct str *plain)
{
    if (sealed.n < SEAL_NONCE_BYTES + SEAL_TAG_BYTES)
        return false;
    size_t room = sealed.n - SEAL_NONCE_BYTES - SEAL_TAG_BYTES;
    unsigned char *p = arena_alloc(a, room);
    if (!p)
        return false;
    unsigned long long n = 0;
    const unsigned char *nonce = bytes_of(sealed);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(p, &n, NULL, nonce + SEAL_NONCE_BYTES,
                                                   sealed.n - SEAL_NONCE_BYTES, NULL, 0, nonce,
                                                   key->byte) != 0)
        return false;
    *plain = (struct str){ (const char *)p, (size_t)n };
    return true;
}

void secret_wipe(void *p, size_t n)
{
    sodium_memzero(p, n);
}

const char *hash_library(void)
{
    return sodium_version_string();
}
