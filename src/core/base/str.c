#include "core/base/str.h"

#include "core/base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_from(const char *z)
{
    return (struct str){ z, z ? strlen(z) : 0 };
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
            return false;
    return true;
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order != 0)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, suffix.n), suffix);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    while (s.n && is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct str str_sub(struct str s, size_t from, size_t n)
{
    if (from > s.n)
        from = s.n;
    if (n > s.n - from)
        n = s.n - from;
    return s.p ? (struct str){ s.p + from, n } : s;
}

size_t str_find(struct str s, struct str needle)
{
    if (needle.n == 0)
        return 0;
    if (needle.n > s.n)
        return STR_NONE;
    const char *hit = memmem(s.p, s.n, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t str_find_char(struct str s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? (size_t)(hit - s.p) : STR_NONE;
}

bool str_cut(struct str *rest, char sep, struct str *piece)
{
    if (rest->n == 0)
        return false;
    size_t at = str_find_char(*rest, sep);
    size_t n = at == STR_NONE ? rest->n : at;
    *piece = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, at == STR_NONE ? n : n + 1, STR_NONE);
    return true;
}

bool str_to_i64(struct str s, int64_t *out)
{
    bool negative = s.n > 0 && s.p[0] == '-';
    size_t i = negative ? 1 : 0;
    if (i == s.n)
        return false;
    int64_t v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        int digit = s.p[i] - '0';
        if (__builtin_mul_overflow(v, 10, &v) ||
            __builtin_add_overflow(v, negative ? -digit : digit, &v))
            return false;
    }
    *out = v;
    return true;
}

struct str str_dup(struct arena *a, struct str s)
{
    return str_join(a, s, (struct str){ NULL, 0 });
}

struct str str_lower(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n);
    if (!p)
        return (struct str){ NULL, 0 };
    for (size_t i = 0; i < s.n; i++)
        p[i] = ascii_lower(s.p[i]);
    return (struct str){ p, s.n };
}

struct str str_replace_char(struct arena *a, struct str s, char from, char to)
{
    char *p = arena_alloc(a, s.n);
    if (!p)
        return (struct str){ NULL, 0 };
    for (size_t i = 0; i < s.n; i++)
        p[i] = s.p[i] == from ? to : s.p[i];
    return (struct str){ p, s.n };
}

struct str str_join(struct arena *a, struct str left, struct str right)
{
    size_t n = 0;
    if (__builtin_add_overflow(left.n, right.n, &n))
        n = SIZE_MAX; /* refused by the arena */
    char *p = arena_alloc(a, n);
    if (!p)
        return (struct str){ NULL, 0 };
    if (left.n)
        memcpy(p, left.p, left.n);
    if (right.n)
        memcpy(p + left.n, right.p, right.n);
    return (struct str){ p, n };
}

struct str str_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *p = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1);
    if (!p) {
        arena_mark_failed(a);
        return (struct str){ NULL, 0 };
    }
    va_start(ap, fmt);
    (void)vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return (struct str){ p, (size_t)n };
}

const char *str_z(struct arena *a, struct str s)
{
    if (str_find_char(s, '\0') != STR_NONE)
        return NULL;
    return str_join(a, s, (struct str){ "", 1 }).p;
}
