/* test_qr.c: a text as a QR code. */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "core/base/qr.h"

#include <string.h>

static char text[QR_TEXT_MAX + 1];

static void test_frame(struct arena *a)
{
    struct qr qr;
    ok(qr_draw(a, STR("otpauth://totp/Sample"), &qr) == OK, "[7.6] a short text is drawn");
    ok((qr.size - 8 - 17) % 4 == 0 && qr.size >= 29, "with 17 and 4 n modules, and its rim");
    ok(str_starts(qr.path, STR("M4 4h7v1h-7z")), "the first finder stands in the corner");
    struct str right = str_printf(a, "M%d 4h7v1h-7z", qr.size - 4 - 7);
    struct str below = str_printf(a, "M4 %dh7v1h-7z", qr.size - 4 - 1);
    ok(str_find(qr.path, right) != STR_NONE && str_find(qr.path, below) != STR_NONE,
       "and so do the other two");
    for (size_t i = 0; i < qr.path.n; i++)
        if (!strchr("Mhvz- 0123456789", qr.path.p[i])) {
            ok(false, "nothing but a path");
            return;
        }
    ok(true, "nothing but a path");
}

static void test_limits(struct arena *a)
{
    struct qr qr;
    memset(text, '%', sizeof text);
    ok(qr_draw(a, (struct str){ text, QR_TEXT_MAX }, &qr) == OK && qr.size <= 93,
       "the longest text fits");
    ok(qr_draw(a, (struct str){ text, QR_TEXT_MAX + 1 }, &qr) == ERR_LIMIT && !qr.path.n,
       "a longer one is refused");
    ok(qr_draw(a, STR(""), &qr) == ERR_LIMIT, "and so is none");
    struct arena *small = arena_new(64);
    ok(qr_draw(small, STR("abc"), &qr) == ERR_LIMIT, "memory that ends is said");
    arena_free(small);
}

int main(void)
{
    struct arena *a = arena_new((size_t)4 << 20);
    test_frame(a);
    test_limits(a);
    ok(strcmp(qr_library(), "4.1.1") >= 0, "the library says its version");
    arena_free(a);
    return done_testing();
}
