#include "core/base/sha1.h"

#include "core/base/hash.h"

#include <string.h>

#define BLOCK_BYTES 64
#define LENGTH_BYTES 8 /* of the message, in bits, at the end of the last block */
#define ROUNDS 80
#define INNER_PAD 0x36
#define OUTER_PAD 0x5c

struct state {
    uint32_t h[5];
    unsigned char block[BLOCK_BYTES];
    uint64_t n; /* bytes so far */
};

static void begin(struct state *s)
{
    *s = (struct state){ .h = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 } };
}

static uint32_t turn(uint32_t v, unsigned bits)
{
    return v << bits | v >> (32 - bits);
}

/* Function and constant of a round (FIPS 180-4, 4.1.1 and 4.2.1). */
static uint32_t mix(size_t round, uint32_t b, uint32_t c, uint32_t d)
{
    if (round < 20)
        return ((b & c) | (~b & d)) + 0x5a827999;
    if (round < 40)
        return (b ^ c ^ d) + 0x6ed9eba1;
    if (round < 60)
        return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    return (b ^ c ^ d) + 0xca62c1d6;
}

static void take_block(struct state *s)
{
    uint32_t w[ROUNDS];
    uint32_t a = s->h[0], b = s->h[1], c = s->h[2], d = s->h[3], e = s->h[4];
    for (size_t i = 0; i < ROUNDS; i++) {
        const unsigned char *p = s->block + 4 * (i & 15);
        if (i < 16)
            w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
        else
            w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        uint32_t next = turn(a, 5) + mix(i, b, c, d) + e + w[i];
        e = d;
        d = c;
        c = turn(b, 30);
        b = a;
        a = next;
    }
    s->h[0] += a;
    s->h[1] += b;
    s->h[2] += c;
    s->h[3] += d;
    s->h[4] += e;
    secret_wipe(w, sizeof w);
}

static void add(struct state *s, const void *data, size_t n)
{
    const unsigned char *p = data;
    for (size_t i = 0; i < n; i++) {
        s->block[s->n++ % BLOCK_BYTES] = p[i];
        if (s->n % BLOCK_BYTES == 0)
            take_block(s);
    }
}

static struct sha1 end(struct state *s)
{
    static const unsigned char first = 0x80, zero = 0;
    unsigned char length[LENGTH_BYTES];
    struct sha1 out;
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        length[i] = (unsigned char)(s->n * 8 >> (8 * (LENGTH_BYTES - 1 - i)) & 0xff);
    add(s, &first, 1);
    while (s->n % BLOCK_BYTES != BLOCK_BYTES - LENGTH_BYTES)
        add(s, &zero, 1);
    add(s, length, sizeof length);
    for (size_t i = 0; i < sizeof out.byte; i++)
        out.byte[i] = (unsigned char)(s->h[i / 4] >> (24 - 8 * (i % 4)) & 0xff);
    secret_wipe(s, sizeof *s);
    return out;
}

static void add_pad(struct state *s, const unsigned char key[BLOCK_BYTES], unsigned char pad)
{
    for (size_t i = 0; i < BLOCK_BYTES; i++) {
        unsigned char c = key[i] ^ pad;
        add(s, &c, 1);
    }
}

struct sha1 sha1_hmac(struct str key, struct str data)
{
    unsigned char k[BLOCK_BYTES] = { 0 };
    struct state s;
    if (key.n > sizeof k) {
        begin(&s);
        add(&s, key.p, key.n);
        struct sha1 short_key = end(&s);
        memcpy(k, short_key.byte, sizeof short_key.byte);
    } else if (key.n) {
        memcpy(k, key.p, key.n);
    }
    begin(&s);
    add_pad(&s, k, INNER_PAD);
    add(&s, data.p, data.n);
    const struct sha1 inner = end(&s);
    begin(&s);
    add_pad(&s, k, OUTER_PAD);
    add(&s, inner.byte, sizeof inner.byte);
    secret_wipe(k, sizeof k);
    return end(&s);
}
