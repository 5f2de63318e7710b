#include "modules/bodies/body_cells.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/base/utf8.h"

void body_cells_write(struct buf *out, const struct str *cell, size_t n)
{
    buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ',');
        esc_json(out, cell[i]);
    }
    buf_char(out, ']');
}

static unsigned hex_value(char c)
{
    return c >= '0' && c <= '9' ? (unsigned)(c - '0') : ((unsigned)c | 0x20) - 'a' + 10;
}

/* What follows a backslash at s[*i], as text at `to`; moves *i behind it. */
static size_t unescape(struct str s, size_t *i, char *to)
{
    char c = s.p[(*i)++];
    if (c != 'u' || *i + 4 > s.n) {
        *to = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
        return 1;
    }
    uint32_t cp = 0;
    for (int k = 0; k < 4; k++)
        cp = cp * 16 + hex_value(s.p[(*i)++]);
    return utf8_encode(cp, to);
}

/* The string that begins behind a quotation mark at *i; moves *i behind its end. An escape is
 * longer than what it stands for. */
static struct str string_read(struct arena *a, struct str s, size_t *i)
{
    size_t end = *i, n = 0;
    while (end < s.n && s.p[end] != '"')
        end += s.p[end] == '\\' ? 2 : 1;
    char *to = arena_alloc(a, end - *i + 1);
    if (!to)
        return (struct str){ NULL, 0 };
    while (*i < s.n && s.p[*i] != '"') {
        char c = s.p[(*i)++];
        if (c != '\\' || *i >= s.n)
            to[n++] = c;
        else
            n += unescape(s, i, to + n);
    }
    ++*i;
    return (struct str){ to, n };
}

size_t body_cells_read(struct arena *a, struct str text, struct str *cell, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n && n < max;) {
        if (text.p[i++] == '"')
            cell[n++] = string_read(a, text, &i);
    }
    return n;
}
