/* The pool of waiting workers: its queues, its limits, its end. */
#include "core.h"

#include "app/workers.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#include <pthread.h>

#define THREADS 6
#define JOBS 700

/* A gate that holds jobs until it is opened. */
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t gate_moved = PTHREAD_COND_INITIALIZER;
static bool is_open;
static int running[4], most[4], done[4];

static void run_job(struct job *job, struct worker *w)
{
    INVARIANT(w != NULL);
    pthread_mutex_lock(&gate);
    int now = ++running[job->run_on];
    if (now > most[job->run_on])
        most[job->run_on] = now;
    pthread_cond_broadcast(&gate_moved);
    while (!is_open)
        pthread_cond_wait(&gate_moved, &gate);
    running[job->run_on]--;
    done[job->run_on]++;
    pthread_cond_broadcast(&gate_moved);
    pthread_mutex_unlock(&gate);
}

static struct job job[JOBS];
static size_t n_jobs;

static bool submit(struct workers *p, enum run_on kind)
{
    job[n_jobs] = (struct job){ .run_on = kind, .run = run_job };
    return workers_submit(p, &job[n_jobs++]);
}

static void wait_running(enum run_on kind, int n)
{
    pthread_mutex_lock(&gate);
    while (running[kind] < n)
        pthread_cond_wait(&gate_moved, &gate);
    pthread_mutex_unlock(&gate);
}

static void set_open(bool open)
{
    pthread_mutex_lock(&gate);
    is_open = open;
    pthread_cond_broadcast(&gate_moved);
    pthread_mutex_unlock(&gate);
}

static int submit_many(struct workers *p, enum run_on kind, int n)
{
    int taken = 0;
    for (int i = 0; i < n; i++)
        taken += submit(p, kind);
    return taken;
}

int main(void)
{
    struct core *core = core_start();
    struct workers *p = workers_new(core->app, THREADS);

    is_i64(submit_many(p, RUN_HASHING, WORKERS_HASHING_MAX), WORKERS_HASHING_MAX,
           "hashing begins");
    wait_running(RUN_HASHING, WORKERS_HASHING_MAX);
    is_i64(submit_many(p, RUN_HASHING, QUEUE_HASHING_MAX), QUEUE_HASHING_MAX,
           "[S15] fifty more wait");
    ok(!submit(p, RUN_HASHING), "[S15] and no more than that");
    is_i64(submit_many(p, RUN_WRITING, THREADS - WORKERS_HASHING_MAX),
           THREADS - WORKERS_HASHING_MAX, "[S15] who hashes does not hold up who writes");
    wait_running(RUN_WRITING, THREADS - WORKERS_HASHING_MAX);
    is_i64(submit_many(p, RUN_WRITING, QUEUE_WRITES_MAX), QUEUE_WRITES_MAX, "512 writes wait");
    ok(!submit(p, RUN_WRITING), "and no more than that");
    is_i64(submit_many(p, RUN_WAITS, QUEUE_WAITS_MAX), QUEUE_WAITS_MAX,
           "[S49] fifty long reads wait");
    ok(!submit(p, RUN_WAITS), "[S49] and no more than that");
    ok(!submit(p, RUN_HERE), "what runs on its own polling worker is not taken");

    set_open(true);
    workers_free(p);
    is_i64(done[RUN_HASHING], WORKERS_HASHING_MAX + QUEUE_HASHING_MAX,
           "[D7] the end runs all that was taken: hashing");
    is_i64(done[RUN_WRITING], THREADS - WORKERS_HASHING_MAX + QUEUE_WRITES_MAX, "[D7] writes");
    is_i64(done[RUN_WAITS], QUEUE_WAITS_MAX, "[D7] long reads");
    ok(most[RUN_HASHING] <= WORKERS_HASHING_MAX, "[S15] never more than four hash at once");
    ok(most[RUN_WAITS] <= WORKERS_WAITS_MAX, "[S49] never more than four read long at once");
    core_stop(core);
    return done_testing();
}
