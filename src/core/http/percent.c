#include "core/http/percent.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"

#include <string.h>

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool has_coding(struct str s, enum plus plus)
{
    return str_find_char(s, '%') != STR_NONE ||
           (plus == PLUS_IS_SPACE && str_find_char(s, '+') != STR_NONE);
}

/* The byte that stands at s[*i], which moves behind it; -1 for a broken %XX. */
static int next_byte(struct str s, size_t *i, enum plus plus)
{
    char c = s.p[(*i)++];
    if (c == '+' && plus == PLUS_IS_SPACE)
        return ' ';
    if (c != '%')
        return (unsigned char)c;
    if (s.n - *i < 2)
        return -1;
    int high = hex_value(s.p[*i]);
    int low = hex_value(s.p[*i + 1]);
    *i += 2;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

enum err percent_decode(struct arena *a, struct str s, enum plus plus, struct str *out)
{
    struct str plain = s;
    if (has_coding(s, plus)) {
        char *to = arena_alloc(a, s.n);
        if (!to)
            return ERR_LIMIT;
        size_t n = 0;
        for (size_t i = 0; i < s.n;) {
            int byte = next_byte(s, &i, plus);
            if (byte < 0)
                return ERR_BAD_REQUEST;
            to[n++] = (char)byte;
        }
        plain = (struct str){ to, n };
    }
    if (str_find_char(plain, '\0') != STR_NONE || !utf8_is_valid(plain))
        return ERR_BAD_REQUEST;
    *out = plain;
    return OK;
}
