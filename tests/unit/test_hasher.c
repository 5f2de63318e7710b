/* test_hasher.c: who asks for a hash, or ends the program, at the moment at which the thread
 * that hashes goes to rest. */
#include "tests/tap.h"

#include "modules/people/hasher.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <time.h>

#define LONGEST_S 60 /* what waits longer waits for ever */

static atomic_bool is_at_the_end, somebody_came;

/*
 * The hasher's wait for work, with the one order of things that the clock brings about once in
 * years: the time is over, and before the lock is had again somebody comes, whose signal finds
 * nobody who waits.
 */
int pthread_cond_clockwait(pthread_cond_t *wake, pthread_mutex_t *lock, clockid_t clock,
                           const struct timespec *until)
{
    (void)wake;
    (void)clock;
    (void)until;
    pthread_mutex_unlock(lock);
    atomic_store(&is_at_the_end, true);
    while (!atomic_load(&somebody_came))
        sched_yield();
    pthread_mutex_lock(lock);
    return ETIMEDOUT;
}

/* What hasher_stop calls once it has said that it stops, and signalled. */
int pthread_join(pthread_t thread, void **out)
{
    int (*real)(pthread_t, void **) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_join");
    atomic_store(&somebody_came, true);
    return real(thread, out);
}

static struct hasher *started(void)
{
    atomic_store(&is_at_the_end, false);
    atomic_store(&somebody_came, false);
    struct hasher *h = hasher_start();
    while (h && !atomic_load(&is_at_the_end))
        sched_yield();
    return h;
}

static bool ends(pthread_t thread)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LONGEST_S;
    return pthread_timedjoin_np(thread, NULL, &until) == 0;
}

static void *make_one(void *hasher)
{
    char out[HASH_PASSWORD_BYTES];
    return hasher_make(hasher, STR("correct horse battery staple"), out) == OK ? hasher : NULL;
}

static void *stop(void *hasher)
{
    hasher_stop(hasher);
    return NULL;
}

static bool test_asked(void)
{
    pthread_t thread;
    struct hasher *h = started();
    pthread_create(&thread, NULL, make_one, h);
    while (hasher_callers(h) == 0) /* it stands in the queue, and has signalled */
        sched_yield();
    atomic_store(&somebody_came, true);
    bool is_hashed =
        ok(ends(thread), "[S15] a password that comes as the thread goes to rest is hashed");
    if (is_hashed)
        hasher_stop(h);
    return is_hashed;
}

static void test_stopped(void)
{
    pthread_t thread;
    struct hasher *h = started();
    pthread_create(&thread, NULL, stop, h);
    ok(ends(thread), "[D7] the program ends when it is stopped at that moment");
}

int main(void)
{
    if (test_asked()) /* else what it left behind would wait for ever */
        test_stopped();
    return done_testing();
}
