/* test_workers.c: the pool of waiting workers, on a real application. */
#include "tests/core/core.h"

#include "app/workers.h"
#include "core/base/log.h"

#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/resource.h>
#include <sys/stat.h>

static sem_t has_run;

static void run(struct job *job, struct worker *w)
{
    (void)job;
    if (w)
        sem_post(&has_run);
}

/* Until the log says that a worker could not open the database. */
static void wait_for_refusal(const char *log)
{
    struct stat st = { 0 };
    while (stat(log, &st) == 0 && st.st_size == 0)
        poll(NULL, 0, 5);
}

int main(void)
{
    struct core *core = core_start();
    struct rlimit before, none;
    struct job job = { .run_on = RUN_WRITING, .run = run };
    const char *log = str_z(core->arena, str_join(core->arena, core->dir, STR("/log")));
    sem_init(&has_run, 0, 0);
    struct workers *pool = workers_new(core->app, 4);
    ok(log && log_open(log), "a log to watch");
    getrlimit(RLIMIT_NOFILE, &before);
    none = before;
    none.rlim_cur = 3;
    setrlimit(RLIMIT_NOFILE, &none);
    ok(workers_submit(pool, &job), "[D5] a job is taken while no descriptor is free");
    wait_for_refusal(log);
    setrlimit(RLIMIT_NOFILE, &before);
    sem_wait(&has_run);
    ok(true, "[D5] and run when there is one again: the program still stands");
    workers_free(pool);
    log_open(NULL);
    unlink(log);
    core_stop(core);
    return done_testing();
}
