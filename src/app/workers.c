#include "app/workers.h"

#include "core/base/limits.h"
#include "core/base/log.h"

#include <pthread.h>

#define N_KINDS 4 /* RUN_HERE has no queue */
#define OPEN_AGAIN_S 1

/* What a sanitizer puts on the stack does not fit in the small one. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define STACK_BYTES (2 * MIB)
#else
#define STACK_BYTES WAITING_STACK_BYTES
#endif

struct queue {
    struct job *first, **end;
    size_t n, n_max;             /* waiting */
    size_t running, running_max; /* being run */
};

struct workers {
    struct app *app;
    pthread_mutex_t lock; /* over everything below */
    pthread_cond_t work, ending;
    struct queue queue[N_KINDS];
    size_t next_kind; /* whose turn it is */
    pthread_t *thread;
    size_t n_threads, n_threads_max, n_idle;
    bool is_ending;
};

static void queue_init(struct queue *q, size_t n_max, size_t running_max)
{
    *q = (struct queue){ .n_max = n_max, .running_max = running_max };
    q->end = &q->first;
}

/* The next job that may run, kinds taking turns; NULL when there is none. Under the lock. */
static struct job *take(struct workers *p)
{
    for (size_t i = 0; i < N_KINDS; i++) {
        struct queue *q = &p->queue[(p->next_kind + i) % N_KINDS];
        struct job *job = q->first;
        if (!job || q->running == q->running_max)
            continue;
        q->first = job->next;
        if (!q->first)
            q->end = &q->first;
        q->n--;
        q->running++;
        p->next_kind = (p->next_kind + i + 1) % N_KINDS;
        return job;
    }
    return NULL;
}

static struct job *wait_for_job(struct workers *p)
{
    struct job *job;
    p->n_idle++;
    while (!(job = take(p)) && !p->is_ending)
        pthread_cond_wait(&p->work, &p->lock);
    p->n_idle--;
    return job;
}

/* While no descriptor is free or the disk fails, what waits goes on waiting: a thread that is
 * made while serving does not end the program. */
static struct worker *open_patiently(struct workers *p)
{
    struct worker *w;
    while (!(w = worker_open(p->app))) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += OPEN_AGAIN_S;
        pthread_mutex_lock(&p->lock);
        if (p->is_ending)
            die("a waiting worker cannot read the database");
        pthread_cond_timedwait(&p->ending, &p->lock, &until);
        pthread_mutex_unlock(&p->lock);
    }
    return w;
}

static void *thread_main(void *arg)
{
    struct workers *p = arg;
    struct worker *w = open_patiently(p);
    pthread_mutex_lock(&p->lock);
    struct job *job;
    while ((job = wait_for_job(p))) {
        struct queue *q = &p->queue[job->run_on];
        pthread_mutex_unlock(&p->lock);
        job->run(job, w);
        pthread_mutex_lock(&p->lock);
        q->running--;
        if (q->first)
            pthread_cond_signal(&p->work); /* one that was held back by running_max */
    }
    pthread_mutex_unlock(&p->lock);
    worker_close(w);
    return NULL;
}

/* One more thread where nobody is free. False when there is none at all. Under the lock. */
static bool grow(struct workers *p)
{
    size_t waiting = 0;
    for (size_t i = 0; i < N_KINDS; i++)
        waiting += p->queue[i].n;
    if (p->n_idle > waiting || p->n_threads == p->n_threads_max)
        return true;
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, STACK_BYTES);
    int failed = pthread_create(&p->thread[p->n_threads], &attr, thread_main, p);
    pthread_attr_destroy(&attr);
    if (failed)
        log_error("workers", "threads=%zu error=%s", p->n_threads, strerrorname_np(failed));
    else
        p->n_threads++;
    return p->n_threads > 0;
}

struct workers *workers_new(struct app *app, size_t n_threads)
{
    struct workers *p = calloc(1, sizeof *p);
    INVARIANT(p != NULL);
    p->app = app;
    p->n_threads_max = n_threads;
    p->thread = calloc(n_threads, sizeof *p->thread);
    INVARIANT(p->thread != NULL);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->ending, NULL);
    queue_init(&p->queue[RUN_HERE], 0, 0);
    queue_init(&p->queue[RUN_WRITING], QUEUE_WRITES_MAX, n_threads);
    queue_init(&p->queue[RUN_WAITS], QUEUE_WAITS_MAX, WORKERS_WAITS_MAX);
    queue_init(&p->queue[RUN_HASHING], QUEUE_HASHING_MAX, WORKERS_HASHING_MAX);
    return p;
}

bool workers_submit(struct workers *p, struct job *job)
{
    struct queue *q = &p->queue[job->run_on];
    pthread_mutex_lock(&p->lock);
    bool taken = q->n < q->n_max && !p->is_ending && grow(p);
    if (taken) {
        job->next = NULL;
        *q->end = job;
        q->end = &job->next;
        q->n++;
        pthread_cond_signal(&p->work);
    }
    pthread_mutex_unlock(&p->lock);
    return taken;
}

void workers_free(struct workers *p)
{
    pthread_mutex_lock(&p->lock);
    p->is_ending = true;
    pthread_cond_broadcast(&p->work);
    pthread_cond_broadcast(&p->ending);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->n_threads; i++)
        pthread_join(p->thread[i], NULL);
    pthread_cond_destroy(&p->work);
    pthread_cond_destroy(&p->ending);
    pthread_mutex_destroy(&p->lock);
    free(p->thread);
    free(p);
}
