#include "core/base/rand.h"

#include "core/base/arena.h"
#include "core/base/log.h"
#include "core/base/utf8.h"

#include <sodium.h>
#include <string.h>

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#define RECEIPT_SIGNS 7 /* random ones; a check sign follows */
#define AREA_SIGNS 3

void rand_init(void)
{
    if (sodium_init() < 0)
        die("libsodium does not start");
}

void rand_bytes(void *out, size_t n)
{
    randombytes_buf(out, n);
}

int64_t rand_id(void)
{
    int64_t id = 0;
    while (id == 0) {
        uint64_t bits = 0;
        rand_bytes(&bits, sizeof bits);
        id = (int64_t)(bits >> 1);
    }
    return id;
}

/* Position in the alphabet, letters of either case; -1: not a sign of it. */
static int sign_index(char c)
{
    char upper = c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
    const char *at = upper ? strchr(ALPHABET, upper) : NULL;
    return at ? (int)(at - ALPHABET) : -1;
}

struct str key_from_bytes(struct arena *a, const unsigned char bytes[16])
{
    char *key = arena_alloc(a, KEY_SIGNS);
    if (!key)
        return (struct str){ NULL, 0 };
    unsigned bits = 0; /* waiting to be written, the newest lowest */
    int waiting = KEY_SIGNS * 5 - 128;
    size_t n = 0;
    for (size_t i = 0; i < 16; i++) {
        bits = bits << 8 | bytes[i];
        for (waiting += 8; waiting >= 5; waiting -= 5) {
            char c = ALPHABET[bits >> (waiting - 5) & 31];
            key[n++] = c >= 'A' ? (char)(c + ('a' - 'A')) : c;
        }
        bits &= 31;
    }
    return (struct str){ key, KEY_SIGNS };
}

struct str rand_key(struct arena *a)
{
    unsigned char bytes[16];
    rand_bytes(bytes, sizeof bytes);
    struct str key = key_from_bytes(a, bytes);
    sodium_memzero(bytes, sizeof bytes);
    return key;
}

bool key_is_valid(struct str s)
{
    if (s.n != KEY_SIGNS)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (sign_index(s.p[i]) < 0 || (s.p[i] >= 'A' && s.p[i] <= 'Z'))
            return false;
    return true;
}

char crockford_check(const char *signs7)
{
    int sum = 0;
    int factor = 2;
    for (size_t i = RECEIPT_SIGNS; i-- > 0;) {
        int v = factor * sign_index(signs7[i]);
        sum += v / 32 + v % 32;
        factor = 3 - factor;
    }
    return ALPHABET[(32 - sum % 32) % 32];
}

static struct str receipt_write(struct arena *a, const char *area, const char *signs8)
{
    return str_printf(a, "%.3s-%.4s-%.4s", area, signs8, signs8 + 4);
}

struct str receipt_new(struct arena *a, struct str area_code)
{
    INVARIANT(area_code.n == AREA_SIGNS);
    unsigned char bytes[RECEIPT_SIGNS];
    char signs[RECEIPT_SIGNS + 1];
    rand_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < RECEIPT_SIGNS; i++)
        signs[i] = ALPHABET[bytes[i] & 31];
    signs[RECEIPT_SIGNS] = crockford_check(signs);
    return receipt_write(a, area_code.p, signs);
}

/* Hyphens and spaces, also those that word processors put in their place. */
static bool is_separator(uint32_t cp)
{
    return cp == '-' || cp == ' ' || cp == 0xA0 || cp == 0xAD ||
           (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

/* What a person meant by a sign of a number. */
static char sign_forgive(char c)
{
    if (c == 'o' || c == 'O')
        return '0';
    if (c == 'i' || c == 'I' || c == 'l' || c == 'L')
        return '1';
    return c;
}

bool receipt_parse(struct arena *a, struct str typed, struct str *canonical)
{
    char sign[AREA_SIGNS + RECEIPT_SIGNS + 1];
    size_t n = 0;
    for (size_t i = 0; i < typed.n;) {
        uint32_t cp = utf8_next(typed, &i);
        if (is_separator(cp))
            continue;
        if (n == sizeof sign || cp >= 0x80)
            return false;
        char c = (char)cp;
        sign[n++] = c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
    }
    if (n != sizeof sign)
        return false;
    for (size_t i = 0; i < AREA_SIGNS; i++)
        if (sign[i] < 'A' || sign[i] > 'Z')
            return false;
    char *number = sign + AREA_SIGNS;
    for (size_t i = 0; i <= RECEIPT_SIGNS; i++) {
        int index = sign_index(sign_forgive(number[i]));
        if (index < 0)
            return false;
        number[i] = ALPHABET[index];
    }
    if (crockford_check(number) != number[RECEIPT_SIGNS])
        return false;
    *canonical = receipt_write(a, sign, number);
    return canonical->n > 0;
}
