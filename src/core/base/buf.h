/*
 * buf.h: growable bytes with a maximum and a sticky `failed` flag.
 *
 * Doubles up to max; beyond it, or when memory ends, `failed` is set, further additions do
 * nothing, and the contents so far stay valid. Check once, at the end. buf_in() belongs to an
 * arena and also marks it failed.
 */
#ifndef CORE_BASE_BUF_H
#define CORE_BASE_BUF_H

#include "core/base/str.h"

#include <stdarg.h>

struct buf {
    char *p;
    size_t n, cap, max;
    bool failed;
    struct arena *arena; /* whose flag to set, or NULL */
};

void buf_init(struct buf *b, size_t max_bytes); /* free with buf_free */
void buf_free(struct buf *b);
struct buf *buf_in(struct arena *a,
                   size_t max_bytes); /* freed with the arena; never NULL: on failure a sink */

bool buf_reserve(struct buf *b, size_t more); /* room for `more` further bytes */
void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
#define buf_lit(b, literal) buf_add((b), "" literal, sizeof(literal) - 1)
void buf_char(struct buf *b, char c);
void buf_i64(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
void buf_clear(struct buf *b);            /* keeps the memory, clears the flag */
struct str buf_view(const struct buf *b); /* valid until the next addition */

#endif
