#include "modules/people/hasher.h"

#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/base/rand.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define HASHER_NICE 19 /* whoever reads a page goes first; where not allowed, so be it */
#define REST_AFTER_S 5 /* without work the memory of the hashes goes back */

struct work {
    struct work *next;
    struct str password;
    char hash[HASH_PASSWORD_BYTES]; /* to check; or what was made */
    bool is_check;
    enum err result;
    bool is_done;
    pthread_cond_t done; /* this one's: of fifty who wait, one wakes */
};

struct hasher {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake, left;
    struct work *first, **last; /* under the lock, from here on */
    size_t n_waiting;           /* in the queue */
    size_t n_callers;           /* inside, also those already answered */
    bool is_stopping;
    char decoy[HASH_PASSWORD_BYTES]; /* written once at start */
};

static void do_work(struct work *w)
{
    w->result = w->is_check ? hash_password_is(w->hash, w->password)
                            : hash_password(w->password, w->hash);
}

static struct work *take(struct hasher *h)
{
    struct work *w = h->first;
    if (!w)
        return NULL;
    h->first = w->next;
    if (!h->first)
        h->last = &h->first;
    h->n_waiting--;
    return w;
}

static bool is_idle(const struct hasher *h)
{
    return !h->first && !h->is_stopping;
}

/* Fifty sign-ins come together: the memory of the hash is kept a while after the last. Whoever
 * comes between the end of that while and the lock has signalled already: is asked for anew. */
static void wait_for_work(struct hasher *h)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += REST_AFTER_S;
    while (is_idle(h) &&
           pthread_cond_clockwait(&h->wake, &h->lock, CLOCK_MONOTONIC, &until) != ETIMEDOUT)
        continue;
    if (is_idle(h))
        hash_password_rest();
    while (is_idle(h))
        pthread_cond_wait(&h->wake, &h->lock);
}

static void *run(void *arg)
{
    struct hasher *h = arg;
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), HASHER_NICE); /* of this thread alone */
    pthread_mutex_lock(&h->lock);
    while (h->first || !h->is_stopping) {
        struct work *w = take(h);
        if (!w) {
            wait_for_work(h);
            continue;
        }
        w->result = ERR_BUSY;
        if (!h->is_stopping) {
            pthread_mutex_unlock(&h->lock);
            do_work(w);
            pthread_mutex_lock(&h->lock);
        }
        w->is_done = true;
        pthread_cond_signal(&w->done);
    }
    pthread_mutex_unlock(&h->lock);
    hash_password_rest();
    return NULL;
}

static bool make_decoy(struct hasher *h)
{
    char text[32];
    rand_bytes(text, sizeof text);
    bool is_made = hash_password((struct str){ text, sizeof text }, h->decoy) == OK;
    hash_password_rest();
    return is_made;
}

struct hasher *hasher_start(void)
{
    struct hasher *h = calloc(1, sizeof *h);
    if (!h)
        return NULL;
    h->last = &h->first;
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->wake, NULL);
    pthread_cond_init(&h->left, NULL);
    if (make_decoy(h) && pthread_create(&h->thread, NULL, run, h) == 0)
        return h;
    log_error("hasher.start", "no memory or no thread");
    free(h);
    return NULL;
}

void hasher_stop(struct hasher *h)
{
    pthread_mutex_lock(&h->lock);
    h->is_stopping = true;
    pthread_cond_signal(&h->wake);
    while (h->n_callers)
        pthread_cond_wait(&h->left, &h->lock);
    pthread_mutex_unlock(&h->lock);
    pthread_join(h->thread, NULL);
    pthread_cond_destroy(&h->left);
    pthread_cond_destroy(&h->wake);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

size_t hasher_callers(struct hasher *h)
{
    pthread_mutex_lock(&h->lock);
    size_t n = h->n_callers;
    pthread_mutex_unlock(&h->lock);
    return n;
}

static void stand_in_queue(struct hasher *h, struct work *w)
{
    *h->last = w;
    h->last = &w->next;
    h->n_waiting++;
    h->n_callers++;
    pthread_cond_signal(&h->wake);
    while (!w->is_done)
        pthread_cond_wait(&w->done, &h->lock);
    if (!--h->n_callers)
        pthread_cond_signal(&h->left); /* hasher_stop waits for the last one */
}

static enum err wait_for(struct hasher *h, struct work *w)
{
    w->result = ERR_BUSY;
    pthread_cond_init(&w->done, NULL);
    pthread_mutex_lock(&h->lock);
    if (!h->is_stopping && h->n_waiting < HASHER_WAITING_MAX)
        stand_in_queue(h, w);
    pthread_mutex_unlock(&h->lock);
    pthread_cond_destroy(&w->done);
    return w->result;
}

enum err hasher_make(struct hasher *h, struct str password, char out[HASH_PASSWORD_BYTES])
{
    struct work w = { .password = password };
    enum err e = wait_for(h, &w);
    if (!e)
        memcpy(out, w.hash, sizeof w.hash);
    secret_wipe(&w, sizeof w);
    return e;
}

enum err hasher_check(struct hasher *h, struct str password, struct str hash,
                      struct hash_verdict *out)
{
    struct work w = { .password = password, .is_check = true };
    bool is_real = hash.n && hash.n < sizeof w.hash;
    *out = (struct hash_verdict){ false, false };
    memcpy(w.hash, h->decoy, sizeof w.hash);
    if (is_real) {
        memcpy(w.hash, hash.p, hash.n);
        w.hash[hash.n] = '\0';
    }
    enum err e = wait_for(h, &w);
    out->is_right = e == OK && is_real;
    out->is_old = out->is_right && hash_password_is_old(w.hash);
    secret_wipe(&w, sizeof w);
    return e == ERR_FORBIDDEN ? OK : e;
}
