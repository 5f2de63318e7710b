#include "core/base/utf8.h"

#include "core/base/arena.h"

#define REPLACEMENT 0xFFFDu

struct lead {
    size_t more;     /* bytes that follow */
    uint32_t bits;   /* of the code point in the first byte */
    uint32_t lowest; /* smallest code point that needs this length */
};

static bool lead_of(unsigned char c, struct lead *out)
{
    if (c >= 0xC2 && c <= 0xDF)
        *out = (struct lead){ 1, c & 0x1Fu, 0x80 };
    else if (c >= 0xE0 && c <= 0xEF)
        *out = (struct lead){ 2, c & 0x0Fu, 0x800 };
    else if (c >= 0xF0 && c <= 0xF4)
        *out = (struct lead){ 3, c & 0x07u, 0x10000 };
    else
        return false;
    return true;
}

/* Length of the well-formed sequence at s[i], its code point in *cp; 0: none begins here. */
static size_t sequence_at(struct str s, size_t i, uint32_t *cp)
{
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x80) {
        *cp = c;
        return 1;
    }
    struct lead l;
    if (!lead_of(c, &l) || s.n - i <= l.more)
        return 0;
    uint32_t v = l.bits;
    for (size_t k = 1; k <= l.more; k++) {
        unsigned char follow = (unsigned char)s.p[i + k];
        if ((follow & 0xC0) != 0x80)
            return 0;
        v = v << 6 | (follow & 0x3Fu);
    }
    if (v < l.lowest || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
        return 0;
    *cp = v;
    return l.more + 1;
}

uint32_t utf8_next(struct str s, size_t *i)
{
    uint32_t cp = REPLACEMENT;
    size_t n = sequence_at(s, *i, &cp);
    *i += n ? n : 1;
    return cp;
}

bool utf8_is_valid(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = 0;
        size_t n = sequence_at(s, i, &cp);
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

bool utf8_is_text(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = 0;
        size_t n = sequence_at(s, i, &cp);
        if (n == 0 || (is_control(cp) && cp != '\t' && cp != '\n' && cp != '\r'))
            return false;
        i += n;
    }
    return true;
}

size_t utf8_length(struct str s)
{
    size_t length = 0;
    for (size_t i = 0; i < s.n; i++)
        length += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return length;
}

static char tail_byte(uint32_t cp, unsigned shift)
{
    return (char)(0x80 | (cp >> shift & 0x3F));
}

size_t utf8_encode(uint32_t code_point, char out[4])
{
    uint32_t cp = code_point;
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = tail_byte(cp, 0);
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = tail_byte(cp, 6);
        out[2] = tail_byte(cp, 0);
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = tail_byte(cp, 12);
    out[2] = tail_byte(cp, 6);
    out[3] = tail_byte(cp, 0);
    return 4;
}

struct str utf8_normalise_newlines(struct arena *a, struct str s)
{
    struct str in = str_trim(s);
    char *p = arena_alloc(a, in.n);
    if (!p)
        return (struct str){ NULL, 0 };
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++) {
        bool cr = in.p[i] == '\r';
        if (cr && i + 1 < in.n && in.p[i + 1] == '\n')
            continue;
        p[n++] = cr ? '\n' : in.p[i];
    }
    return (struct str){ p, n };
}
