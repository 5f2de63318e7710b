/* base/arena: memory of one request. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

static char order[8];
static size_t order_n;

static void note(void *ptr)
{
    const char *mark = ptr;
    order[order_n++] = *mark;
}

static struct str noted(void)
{
    return (struct str){ order, order_n };
}

static bool all_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

static void allocating(void)
{
    struct arena *a = arena_new(4 * MIB);
    unsigned char *first = arena_alloc(a, 3);
    unsigned char *second = arena_alloc(a, 1);
    ok(first && second && first != second, "two allocations");
    is_i64((int64_t)((uintptr_t)second % _Alignof(max_align_t)), 0, "aligned for any type");
    ok(arena_alloc(a, 0) != NULL, "of nothing: a valid pointer");
    unsigned char *big = arena_alloc(a, 100000);
    ok(big && all_zero(big, 100000), "a big one, zero");
    unsigned char *small = arena_alloc(a, 8);
    ok(small && (small < big || small >= big + 100000), "small ones go on beside it");
    ok(arena_used(a) >= 100012, "used counts them");
    memset(big, 0xAA, 100000);
    memset(small, 0xAA, 8);
    arena_reset(a);
    is_i64(arena_used(a), 0, "nothing is used after reset");
    bool zero = true;
    for (int i = 0; i < 1000; i++)
        zero = zero && all_zero(arena_alloc(a, 200), 200);
    ok(zero, "memory used again is zero");
    arena_free(a);
    arena_free(NULL);
}

static void limiting(void)
{
    struct arena *a = arena_new(10000);
    ok(arena_alloc(a, 9000) != NULL && !arena_failed(a), "below the limit");
    ok(arena_alloc(a, 2000) == NULL && arena_failed(a),
       "[S34] beyond the limit: NULL and the flag");
    ok(arena_alloc(a, 10) != NULL && arena_failed(a), "a smaller one fits, the flag stays");
    arena_reset(a);
    ok(!arena_failed(a) && arena_alloc(a, 9000) != NULL, "reset clears the flag and the count");
    ok(arena_array(a, SIZE_MAX / 2, 4) == NULL && arena_failed(a),
       "count times size is checked for overflow");
    arena_reset(a);
    ok(arena_alloc(a, SIZE_MAX) == NULL && arena_failed(a), "the greatest size is refused");
    arena_reset(a);
    ok(arena_take(a, 9000) && !arena_alloc(a, 2000),
       "memory elsewhere counts towards the limit");
    arena_give(a, 9000);
    ok(arena_alloc(a, 2000) != NULL, "until it is given back");
    arena_free(a);
}

static void deferring(void)
{
    struct arena *a = arena_new(100000);
    char mark[] = "abc";
    arena_defer(a, note, &mark[0]);
    arena_defer(a, note, &mark[1]);
    arena_reset(a);
    is_str(noted(), "ba", "deferred calls run at reset, the last first");
    arena_reset(a);
    is_i64((int64_t)order_n, 2, "once only");
    arena_fail_after(a, 1);
    ok(!arena_defer(a, note, &mark[2]), "no memory to remember it: false");
    is_str(noted(), "bac", "and it has run at once");
    arena_reset(a);
    arena_defer(a, note, &mark[0]);
    arena_free(a);
    is_str(noted(), "baca", "they run when the arena is freed");
}

static void injecting(void)
{
    struct arena *a = arena_new(100000);
    arena_fail_after(a, 3);
    bool first = arena_alloc(a, 1) != NULL;
    bool second = arena_alloc(a, 1) != NULL;
    ok(first && second && arena_alloc(a, 1) == NULL && arena_failed(a),
       "the third from now fails");
    ok(arena_alloc(a, 1) != NULL, "and only that one");
    arena_reset(a);
    arena_fail_after(a, -1);
    bool all = true;
    for (int i = 0; i < 100; i++)
        all = all && arena_alloc(a, 1);
    ok(all && !arena_failed(a), "never, when negative");
    arena_mark_failed(a);
    ok(arena_failed(a), "marked from outside");
    arena_free(a);
}

/* As one worker does: many requests of different sizes on one arena. */
static void many_requests(void)
{
    struct arena *a = arena_new(MIB);
    bool fine = true;
    for (size_t round = 0; round < 200; round++) {
        for (size_t i = 0; i < 50; i++) {
            size_t n = 1 + round * 37 * i % 9000;
            unsigned char *p = arena_alloc(a, n);
            fine = fine && p && all_zero(p, n);
            if (p)
                memset(p, 0xFF, n);
        }
        arena_reset(a);
    }
    ok(fine, "200 requests of all sizes on one arena");
    arena_free(a);
}

#ifdef __SANITIZE_ADDRESS__
static void poisoning(void)
{
    struct arena *a = arena_new(MIB);
    char *p = arena_alloc(a, 16);
    char *q = arena_alloc(a, 16);
    ok(!__asan_region_is_poisoned(p, 16), "what is allocated may be used");
    ok(__asan_address_is_poisoned(p + 16) && __asan_address_is_poisoned(q - 1),
       "what lies between two allocations may not");
    arena_reset(a);
    ok(__asan_address_is_poisoned(p) && __asan_address_is_poisoned(q),
       "nothing may after reset");
    arena_free(a);
}
#endif

int main(void)
{
#ifdef __SANITIZE_ADDRESS__
    poisoning();
#endif
    allocating();
    limiting();
    deferring();
    injecting();
    many_requests();
    return done_testing();
}
