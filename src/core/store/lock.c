/*
 * lock.c: flock with an end to the wait.
 *
 * flock(2) either fails at once or waits for ever. So whoever finds the file locked has a
 * short-lived thread wait for it, and itself waits on a condition with a deadline. When the
 * lock comes after everybody has gone, the thread gives it back.
 */
#include "core/store/lock.h"

#include "core/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>

#define HELPER_STACK_BYTES ((size_t)64 * 1024)

enum lock_state {
    LOCK_FREE,
    LOCK_ASKED,   /* a helper waits in flock */
    LOCK_GRANTED, /* the helper has it for whoever waits */
    LOCK_HELD
};

struct store_lock {
    int fd;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    enum lock_state state;
    int n_waiting;
    bool is_closed; /* the helper frees */
};

struct store_lock *store_lock_open(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return NULL;
    struct store_lock *l = calloc(1, sizeof *l);
    if (!l) {
        close(fd);
        errno = ENOMEM;
        return NULL;
    }
    l->fd = fd;
    pthread_mutex_init(&l->mutex, NULL);
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&l->changed, &attr);
    pthread_condattr_destroy(&attr);
    return l;
}

static void lock_free(struct store_lock *l)
{
    close(l->fd);
    pthread_cond_destroy(&l->changed);
    pthread_mutex_destroy(&l->mutex);
    free(l);
}

void store_lock_close(struct store_lock *l)
{
    pthread_mutex_lock(&l->mutex);
    bool helper_lives = l->state == LOCK_ASKED;
    l->is_closed = true;
    pthread_mutex_unlock(&l->mutex);
    if (!helper_lives)
        lock_free(l);
}

static int flock_wait(int fd, int operation)
{
    int rc;
    do
        rc = flock(fd, operation);
    while (rc != 0 && errno == EINTR);
    return rc;
}

static void *helper_run(void *arg)
{
    struct store_lock *l = arg;
    bool got = flock_wait(l->fd, LOCK_EX) == 0;
    pthread_mutex_lock(&l->mutex);
    bool is_closed = l->is_closed;
    if (got && l->n_waiting > 0) {
        l->state = LOCK_GRANTED;
    } else {
        if (got)
            flock_wait(l->fd, LOCK_UN);
        l->state = LOCK_FREE;
    }
    pthread_cond_broadcast(&l->changed);
    pthread_mutex_unlock(&l->mutex);
    if (is_closed)
        lock_free(l);
    return NULL;
}

static bool helper_start(struct store_lock *l)
{
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attr, HELPER_STACK_BYTES);
    pthread_t thread;
    bool started = pthread_create(&thread, &attr, helper_run, l) == 0;
    pthread_attr_destroy(&attr);
    return started;
}

/* One try, under the mutex: HELD, or a helper asked. ERR_BUSY: neither. */
static enum err lock_try(struct store_lock *l)
{
    if (l->state == LOCK_FREE && flock_wait(l->fd, LOCK_EX | LOCK_NB) == 0) {
        l->state = LOCK_HELD;
        return OK;
    }
    if (l->state == LOCK_GRANTED) {
        l->state = LOCK_HELD;
        return OK;
    }
    if (l->state == LOCK_FREE) {
        if (!helper_start(l))
            return ERR_BUSY;
        l->state = LOCK_ASKED;
    }
    return ERR_CONFLICT; /* wait */
}

enum err store_lock_take(struct store_lock *l, int64_t deadline_ms)
{
    const struct timespec end = { .tv_sec = deadline_ms / 1000,
                                  .tv_nsec = deadline_ms % 1000 * 1000000 };
    bool is_late = false;
    pthread_mutex_lock(&l->mutex);
    enum err e = lock_try(l);
    while (e == ERR_CONFLICT && !is_late) {
        l->n_waiting++;
        is_late = pthread_cond_timedwait(&l->changed, &l->mutex, &end) == ETIMEDOUT;
        l->n_waiting--;
        if (!is_late || l->state == LOCK_GRANTED)
            e = lock_try(l);
    }
    pthread_mutex_unlock(&l->mutex);
    return e == OK ? OK : ERR_BUSY;
}

void store_lock_give(struct store_lock *l)
{
    pthread_mutex_lock(&l->mutex);
    flock_wait(l->fd, LOCK_UN);
    l->state = LOCK_FREE;
    pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->mutex);
}

bool store_lock_present(struct store_lock *l, bool alone)
{
    struct flock range = { .l_type = (short)(alone ? F_WRLCK : F_RDLCK),
                           .l_whence = SEEK_SET,
                           .l_start = 0,
                           .l_len = 1 };
    return fcntl(l->fd, F_OFD_SETLK, &range) == 0;
}
