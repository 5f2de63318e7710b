/* base/buf: growable bytes with a maximum. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"

static void adding(void)
{
    struct buf b;
    buf_init(&b, MIB);
    is_str(buf_view(&b), "", "empty at first");
    buf_lit(&b, "abc");
    buf_char(&b, '-');
    buf_str(&b, STR("def"));
    buf_str(&b, (struct str){ NULL, 0 });
    buf_i64(&b, INT64_MIN);
    buf_char(&b, ' ');
    buf_i64(&b, 0);
    buf_char(&b, ' ');
    buf_i64(&b, INT64_MAX);
    is_str(buf_view(&b), "abc-def-9223372036854775808 0 9223372036854775807",
           "all kinds of additions");
    buf_clear(&b);
    buf_printf(&b, "%s=%d", "n", 5);
    is_str(buf_view(&b), "n=5", "printed");
    for (int i = 0; i < 5000; i++)
        buf_printf(&b, "%d,", i);
    ok(!b.failed && str_ends(buf_view(&b), STR("4998,4999,")), "grows as it must");
    buf_clear(&b);
    buf_printf(&b, "%0200d", 7);
    ok(b.n == 200 && str_ends(buf_view(&b), STR("07")), "a long printed text");
    buf_free(&b);
}

static void maximum(void)
{
    struct buf b;
    buf_init(&b, 10);
    buf_lit(&b, "12345678");
    buf_lit(&b, "abc");
    ok(b.failed, "[S34] beyond the maximum: failed");
    is_str(buf_view(&b), "12345678", "what was there stays");
    buf_lit(&b, "x");
    is_str(buf_view(&b), "12345678", "further additions do nothing");
    buf_clear(&b);
    buf_lit(&b, "1234567890");
    ok(!b.failed && b.n == 10, "cleared: exactly the maximum fits");
    buf_clear(&b);
    buf_printf(&b, "%0300d", 1);
    ok(b.failed && b.n == 0, "nor does a long printed text pass it");
    buf_clear(&b);
    ok(!buf_reserve(&b, SIZE_MAX) && b.failed, "an absurd reservation fails");
    buf_free(&b);
}

static void fixed(void)
{
    char room[8];
    struct buf b = { .p = room, .cap = sizeof room, .max = sizeof room };
    buf_lit(&b, "12345678");
    ok(!b.failed && b.p == room, "memory of the caller's is used to its end");
    buf_char(&b, '9');
    ok(b.failed && b.p == room && b.n == 8, "and is not grown");
}

static void in_arena(void)
{
    struct arena *a = arena_new(100000);
    struct buf *b = buf_in(a, 1000);
    for (int i = 0; i < 200; i++)
        buf_lit(b, "12345");
    ok(!b->failed && !arena_failed(a) && b->n == 1000, "in an arena");
    buf_char(b, 'x');
    ok(b->failed && arena_failed(a), "its failure is the arena's");
    arena_reset(a);
    b = buf_in(a, MIB);
    while (!b->failed)
        buf_lit(b, "1234567890");
    ok(b->n < 100000 && arena_failed(a), "the arena's limit holds for it");
    arena_reset(a);
    is_i64((int64_t)arena_used(a), 0, "nothing counted any more after reset");
    arena_free(a);
}

static void sinks(void)
{
    struct arena *a = arena_new(100000);
    for (long n = 1; n <= 3; n++) {
        arena_fail_after(a, n);
        struct buf *b = buf_in(a, 1000);
        buf_lit(b, "abc");
        ok(b->failed && b->n == 0 && arena_failed(a),
           "allocation %ld fails: additions do nothing", n);
        arena_reset(a);
    }
    arena_free(a);
}

int main(void)
{
    adding();
    maximum();
    fixed();
    in_arena();
    sinks();
    return done_testing();
}
