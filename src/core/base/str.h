/*
 * str.h: text inside the program: a pointer and a length, never a terminator.
 *
 * A struct str owns nothing. p may be NULL only when n is 0. Functions that make new text take
 * an arena and say so; on a failed arena they return the empty text (see arena.h). Comparisons
 * are by byte.
 */
#ifndef CORE_BASE_STR_H
#define CORE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct str {
    const char *p;
    size_t n;
};

/* The literal as text. Only for string literals. */
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
/* The same where an initialiser must be constant. */
#define STR_INIT(literal)                                                                      \
    {                                                                                          \
        "" literal, sizeof(literal) - 1                                                        \
    }
/* For printf-like functions: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, ((s).p ? (s).p : "")

#define STR_NONE SIZE_MAX

struct str str_from(const char *z); /* NULL gives the empty text */
bool str_eq(struct str a, struct str b);
bool str_eq_nocase(struct str a, struct str b); /* ASCII letters only */
int str_cmp(struct str a, struct str b);        /* <0, 0, >0 by byte, shorter first */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_trim(struct str s);                       /* space, tab, CR, LF at both ends */
struct str str_sub(struct str s, size_t from, size_t n); /* cut to what is there */
size_t str_find(struct str s, struct str needle);        /* position or STR_NONE */
size_t str_find_char(struct str s, char c);

/*
 * Takes the part before the next `sep` off *rest into *piece; true while there was a part.
 * "a,,b" gives "a", "", "b"; "a," gives "a"; the empty text gives nothing.
 */
bool str_cut(struct str *rest, char sep, struct str *piece);

/* Whole text as a decimal number, optional '-', no spaces, no overflow. False leaves *out
 * alone. */
bool str_to_i64(struct str s, int64_t *out);

struct str str_dup(struct arena *a, struct str s);
struct str str_lower(struct arena *a, struct str s); /* ASCII letters */
struct str str_replace_char(struct arena *a, struct str s, char from, char to);
struct str str_join(struct arena *a, struct str left, struct str right);
struct str str_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* NUL-terminated copy for the edge of a C library; NULL on a failed arena or when s holds a
 * NUL. */
const char *str_z(struct arena *a, struct str s);

#endif
