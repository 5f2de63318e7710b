/*
 * tap.h: what a test program in C needs: TAP on standard output, nothing else. One include a
 * program.
 *
 *   int main(void)
 *   {
 *       ok(1 + 1 == 2, "[1.3] sums of %d and %d", 1, 1);
 *       is_i64(str_from("abc").n, 3, "length");
 *       is_str(str_from("abc"), "abc", "text");
 *       return done_testing();
 *   }
 *
 * A title that begins with a number in brackets names the feature or rule that the test shows.
 * The first three answer whether the test passed, for tests that cannot go on after a failure.
 * One thread at a time.
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include "core/base/str.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static int tap_run, tap_failed;

/* The plan is printed last, so that a program which dies half way is reported as such by
 * `prove`. */
static inline int done_testing(void)
{
    printf("1..%d\n", tap_run);
    if (tap_run == 0 || tap_failed)
        printf("# %d of %d failed\n", tap_failed, tap_run);
    return tap_run == 0 || tap_failed ? 1 : 0;
}

__attribute__((format(printf, 4, 0))) static inline bool
tap_line(bool pass, const char *file, int line, const char *fmt, va_list ap)
{
    tap_failed += pass ? 0 : 1;
    printf("%sok %d - ", pass ? "" : "not ", ++tap_run);
    vprintf(fmt, ap);
    printf("\n");
    if (!pass)
        printf("#   at %s:%d\n", file, line);
    fflush(stdout);
    return pass;
}

__attribute__((format(printf, 4, 5))) static inline bool tap_ok(bool pass, const char *file,
                                                                int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    tap_line(pass, file, line, fmt, ap);
    va_end(ap);
    return pass;
}

/* For text of any bytes in a comment line of TAP. */
static inline void tap_show(const char *label, struct str s)
{
    printf("#   %s (%zu bytes): ", label, s.n);
    for (size_t i = 0; i < s.n; i++)
        printf((unsigned char)s.p[i] < ' ' || s.p[i] == '\\' ? "\\x%02X" : "%c",
               (unsigned char)s.p[i]);
    printf("\n");
}

static inline bool tap_is_i64(int64_t got, int64_t want, const char *file, int line,
                              const char *title)
{
    if (!tap_ok(got == want, file, line, "%s", title))
        printf("#   got %" PRId64 ", want %" PRId64 "\n", got, want);
    return got == want;
}

static inline bool tap_is_str(struct str got, const char *want, const char *file, int line,
                              const char *title)
{
    bool same = str_eq(got, str_from(want));
    tap_ok(same, file, line, "%s", title);
    if (!same) {
        tap_show("got ", got);
        tap_show("want", str_from(want));
    }
    return same;
}

/* "TMPDIR/cj_XXXXXX", for mkstemp and mkdtemp. */
static inline char *tap_temp(char *out, size_t size)
{
    const char *dir = getenv("TMPDIR");
    int n = snprintf(out, size, "%s/cj_XXXXXX", dir ? dir : "/tmp");
    return n > 0 && (size_t)n < size ? out : NULL;
}

#define ok(cond, ...) tap_ok((cond), __FILE__, __LINE__, __VA_ARGS__)
#define is_i64(got, want, title) tap_is_i64((int64_t)(got), (want), __FILE__, __LINE__, (title))
#define is_str(got, want, title) tap_is_str((got), (want), __FILE__, __LINE__, (title))

#endif
