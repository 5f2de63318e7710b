#include "front/watch.h"

#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/socket.h>

#define TICK_MS 500
#define BUSY INT64_MAX /* as idle_since: not idle */

struct watched {
    struct watch *watch;
    struct watched *next, **back;
    size_t group;
    int fd;
    bool is_ended;
    _Atomic int64_t deadline_ms;   /* INT64_MAX: suspended */
    _Atomic int64_t idle_since_ms; /* BUSY within a request */
};

struct watch {
    pthread_mutex_t lock; /* over the list, live, is_ended, is_ending */
    pthread_cond_t wake;
    pthread_t thread;
    struct watched *first;
    size_t *live; /* of each group, without those ended */
    size_t n_groups, group_limit;
    int64_t arrive_ms;
    bool is_ending;
};

static void end_connection(struct watch *w, struct watched *c)
{
    if (c->is_ended)
        return;
    c->is_ended = true;
    w->live[c->group]--;
    shutdown(c->fd, SHUT_RDWR);
}

static void end_late(struct watch *w, int64_t now_ms)
{
    size_t n = 0;
    for (struct watched *c = w->first; c; c = c->next)
        if (!c->is_ended && atomic_load(&c->deadline_ms) < now_ms) {
            end_connection(w, c);
            n++;
        }
    if (n)
        log_info("watchdog", "late=%zu", n);
}

static size_t three_quarters(const struct watch *w)
{
    return w->group_limit / 4 * 3;
}

struct idle {
    int64_t since_ms;
    struct watched *c;
};

static int longest_first(const void *a, const void *b)
{
    const struct idle *x = a, *y = b;
    return (x->since_ms > y->since_ms) - (x->since_ms < y->since_ms);
}

/* Down to some way below the mark, so that the next connection does not sort them again. */
static void end_longest_idle(struct watch *w, size_t group)
{
    size_t keep = three_quarters(w) - w->group_limit / 16, n = 0, ended = 0;
    struct idle *idle = calloc(w->live[group], sizeof *idle);
    if (!idle)
        return;
    for (struct watched *c = w->first; c && n < w->live[group]; c = c->next) {
        int64_t since = atomic_load(&c->idle_since_ms);
        if (c->group == group && !c->is_ended && since != BUSY)
            idle[n++] = (struct idle){ since, c };
    }
    qsort(idle, n, sizeof *idle, longest_first);
    for (; ended < n && w->live[group] > keep; ended++)
        end_connection(w, idle[ended].c);
    free(idle);
    log_info("watchdog", "idle=%zu left=%zu", ended, w->live[group]);
}

static bool is_crowded(const struct watch *w, size_t group)
{
    return w->live[group] > three_quarters(w);
}

static void *watch_main(void *arg)
{
    struct watch *w = arg;
    pthread_mutex_lock(&w->lock);
    while (!w->is_ending) {
        end_late(w, clock_mono_ms());
        for (size_t i = 0; i < w->n_groups; i++)
            if (is_crowded(w, i))
                end_longest_idle(w, i);
        int64_t until_ms = clock_mono_ms() + TICK_MS;
        struct timespec until = { until_ms / 1000, until_ms % 1000 * 1000000 };
        pthread_cond_timedwait(&w->wake, &w->lock, &until);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

struct watch *watch_start(size_t n_groups, size_t group_limit, int request_arrive_s)
{
    struct watch *w = calloc(1, sizeof *w);
    INVARIANT(w != NULL);
    w->live = calloc(n_groups, sizeof *w->live);
    INVARIANT(w->live != NULL);
    w->n_groups = n_groups;
    w->group_limit = group_limit;
    w->arrive_ms = (int64_t)request_arrive_s * 1000;
    pthread_mutex_init(&w->lock, NULL);
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&w->wake, &attr);
    pthread_condattr_destroy(&attr);
    if (pthread_create(&w->thread, NULL, watch_main, w))
        die("no thread for the watchdog");
    return w;
}

void watch_stop(struct watch *w)
{
    pthread_mutex_lock(&w->lock);
    w->is_ending = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
    free(w->live);
    free(w);
}

struct watched *watch_add(struct watch *w, size_t group, int fd)
{
    struct watched *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->watch = w;
    c->group = group;
    c->fd = fd;
    watched_idle(c);
    pthread_mutex_lock(&w->lock);
    c->next = w->first;
    c->back = &w->first;
    if (c->next)
        c->next->back = &c->next;
    w->first = c;
    w->live[group]++;
    if (is_crowded(w, group))
        pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    return c;
}

void watch_remove(struct watched *c)
{
    if (!c)
        return;
    struct watch *w = c->watch;
    pthread_mutex_lock(&w->lock);
    *c->back = c->next;
    if (c->next)
        c->next->back = c->back;
    if (!c->is_ended)
        w->live[c->group]--;
    pthread_mutex_unlock(&w->lock);
    free(c);
}

static int64_t time_for(uint64_t bytes)
{
    return (int64_t)(bytes * 1000 / UPLOAD_BYTES_PER_S);
}

void watched_begin(struct watched *c)
{
    if (!c)
        return;
    atomic_store(&c->idle_since_ms, BUSY);
    atomic_store(&c->deadline_ms, clock_mono_ms() + c->watch->arrive_ms);
}

void watched_received(struct watched *c, uint64_t bytes)
{
    if (c)
        atomic_fetch_add(&c->deadline_ms, time_for(bytes));
}

void watched_suspend(struct watched *c)
{
    if (c)
        atomic_store(&c->deadline_ms, INT64_MAX);
}

void watched_answer(struct watched *c, uint64_t bytes)
{
    if (c)
        atomic_store(&c->deadline_ms, clock_mono_ms() + c->watch->arrive_ms + time_for(bytes));
}

void watched_idle(struct watched *c)
{
    if (!c)
        return;
    int64_t now_ms = clock_mono_ms();
    atomic_store(&c->idle_since_ms, now_ms);
    atomic_store(&c->deadline_ms, now_ms + c->watch->arrive_ms);
}
