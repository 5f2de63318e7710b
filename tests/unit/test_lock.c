/* test_lock.c: the lock between processes: one at a time, an end to the wait, presence. */
#include "tests/tap.h"

#include "core/base/clock.h"
#include "core/store/lock.h"
#include "tests/store_help.h"

#include <pthread.h>

#define SOON_MS 30
#define LATER_MS 20000

static struct arena *a;
static const char *path;

struct taker {
    struct store_lock *lock;
    enum err result;
};

static void *take(void *arg)
{
    struct taker *t = arg;
    t->result = store_lock_take(t->lock, clock_mono_ms() + LATER_MS);
    return NULL;
}

static enum err take_soon(struct store_lock *l)
{
    return store_lock_take(l, clock_mono_ms() + SOON_MS);
}

/* Two openings of the file are to each other as two processes are. */
static void test_wait(void)
{
    struct store_lock *one = store_lock_open(path), *two = store_lock_open(path);
    is_i64(take_soon(one), OK, "[D10] taken");
    int64_t start_ms = clock_mono_ms();
    is_i64(take_soon(two), ERR_BUSY, "[D10] another waits, and gives up in time");
    ok(clock_mono_ms() - start_ms >= SOON_MS, "not before");
    struct taker t = { .lock = two };
    pthread_t thread;
    pthread_create(&thread, NULL, take, &t);
    store_lock_give(one);
    pthread_join(thread, NULL);
    is_i64(t.result, OK, "[D10] given, it goes to who waits");
    is_i64(take_soon(one), ERR_BUSY, "who then has it alone");
    store_lock_give(two);
    is_i64(take_soon(one), OK, "a lock that came after everybody had gone was given back");
    store_lock_give(one);
    store_lock_close(one);
    store_lock_close(two);
}

/* Closed while its helper still waits: the helper clears up. */
static void test_close_waiting(void)
{
    struct store_lock *one = store_lock_open(path), *two = store_lock_open(path);
    is_i64(take_soon(one), OK, "taken");
    is_i64(take_soon(two), ERR_BUSY, "asked for in vain");
    store_lock_close(two);
    store_lock_give(one);
    struct taker t = { .lock = one };
    take(&t);
    is_i64(t.result, OK, "what the closed one asked for does not stand in the way");
    store_lock_give(one);
    store_lock_close(one);
}

static void test_presence(void)
{
    struct store_lock *one = store_lock_open(path), *two = store_lock_open(path);
    ok(store_lock_present(one, false) && store_lock_present(two, false), "several are present");
    ok(!store_lock_present(two, true), "none can be alone then");
    store_lock_close(one);
    ok(store_lock_present(two, true), "the last one can");
    one = store_lock_open(path);
    ok(!store_lock_present(one, false), "and nobody comes meanwhile");
    store_lock_close(one);
    store_lock_close(two);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    path = help_path(a, dir, "x.lock");
    test_wait();
    test_close_waiting();
    test_presence();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
