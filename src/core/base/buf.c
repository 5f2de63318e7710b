#include "core/base/buf.h"

#include "core/base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUF_FIRST_BYTES 256 /* the first growth: a short field fits */

void buf_init(struct buf *b, size_t max_bytes)
{
    *b = (struct buf){ .max = max_bytes };
}

void buf_free(struct buf *b)
{
    free(b->p);
    if (b->arena)
        arena_give(b->arena, b->cap);
    b->p = NULL;
    b->n = b->cap = 0;
}

static void buf_free_deferred(void *ptr)
{
    buf_free(ptr);
}

struct buf *buf_in(struct arena *a, size_t max_bytes)
{
    /* Handed out when there is no memory for a real one. It has no room, so every addition
     * fails. */
    static _Thread_local struct buf sink;
    struct buf *b = ARENA_NEW(a, struct buf);
    if (b)
        *b = (struct buf){ .max = max_bytes, .arena = a };
    if (!b || !arena_defer(a, buf_free_deferred, b)) {
        sink = (struct buf){ .failed = true };
        return &sink;
    }
    return b;
}

static bool buf_fail(struct buf *b)
{
    b->failed = true;
    if (b->arena)
        arena_mark_failed(b->arena);
    return false;
}

bool buf_reserve(struct buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (more <= b->cap - b->n)
        return true;
    if (b->n > b->max || more > b->max - b->n)
        return buf_fail(b);
    size_t need = b->n + more;
    size_t cap = b->cap ? b->cap : BUF_FIRST_BYTES;
    while (cap < need && cap <= b->max / 2)
        cap *= 2;
    if (cap < need || cap > b->max)
        cap = b->max;
    if (b->arena && !arena_take(b->arena, cap - b->cap))
        return buf_fail(b);
    char *p = realloc(b->p, cap);
    if (!p) {
        if (b->arena)
            arena_give(b->arena, cap - b->cap);
        return buf_fail(b);
    }
    b->p = p;
    b->cap = cap;
    return true;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
    if (n == 0 || !buf_reserve(b, n))
        return;
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

void buf_str(struct buf *b, struct str s)
{
    buf_add(b, s.p, s.n);
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_i64(struct buf *b, int64_t v)
{
    char digits[20]; /* 19 digits and a sign */
    size_t at = sizeof digits;
    uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (v < 0)
        digits[--at] = '-';
    buf_add(b, digits + at, sizeof digits - at);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(b, fmt, ap);
    va_end(ap);
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    /* vsnprintf ends with a NUL, which needs room for a moment. */
    size_t need = n < 0 ? 0 : (size_t)n;
    char small[128];
    if (n < 0) {
        buf_fail(b);
    } else if (need < sizeof small) {
        (void)vsnprintf(small, sizeof small, fmt, again);
        buf_add(b, small, need);
    } else if (buf_reserve(b, need + 1)) {
        (void)vsnprintf(b->p + b->n, need + 1, fmt, again);
        b->n += need;
    }
    va_end(again);
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->failed = false;
}

struct str buf_view(const struct buf *b)
{
    return (struct str){ b->p, b->n };
}
