#include "app/jobs.h"

#include "app/current.h"
#include "app/house.h"
#include "app/job_kinds.h"
#include "app/seen.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "modules/mail/outbox.h"

#include <errno.h>

#define LOOK_EVERY_S 5
#define JOB_ARENA_BYTES (16 * MIB)
#define JOB_STACK_BYTES (512 * KIB)

struct job_thread {
    struct app *app;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stop, woken;
    int seconds_idle; /* since due work was looked for */
};

static enum err run_jobs(struct app *app, struct db *db, const struct mail_config *mail)
{
    struct arena *a = arena_new(JOB_ARENA_BYTES);
    struct job_env env = { .store = app->store,
                           .db = db,
                           .templates = app->templates,
                           .site = &app_current(app)->site,
                           .mail = mail,
                           .arena = a,
                           .now_s = clock_now_s(),
                           .is_stopping = mail->is_stopping,
                           .stop_arg = mail->stop_arg,
                           .app = app };
    enum err e = job_run_due(&env, job_kinds, n_job_kinds);
    arena_free(a);
    return e;
}

/* The names and addresses that administrators may change are those of the rows now. */
static struct mail_config mail_now(struct app *app, struct db *db)
{
    struct mail_config config = app->mail;
    int64_t version, epoch;
    if (store_content_version(db, &version, &epoch) == OK)
        current_refresh(app, db, version);
    const struct current *now = app_current(app);
    config.from_name = now->site.service_name;
    config.reply_to = now->reply_to;
    return config;
}

/* Mails twice: those that wait, and those that a job has queued. */
static enum err run(struct app *app, struct db *db)
{
    struct mail_config config = mail_now(app, db);
    enum err mail = outbox_mend_clock(app->store, db, clock_now_s());
    if (!mail)
        mail = mail_run_due(app->store, db, &config, clock_now_s());
    enum err seen = seen_write(app->seen, app->store, clock_now_s(), false);
    enum err e = run_jobs(app, db, &config);
    if (!mail)
        mail = mail_run_due(app->store, db, &config, clock_now_s());
    return mail ? mail : seen ? seen : e;
}

static bool is_stopping(void *arg)
{
    struct job_thread *t = arg;
    pthread_mutex_lock(&t->lock);
    bool stop = t->stop;
    pthread_mutex_unlock(&t->lock);
    return stop;
}

/* Sleeps until woken, told to stop, or a second has passed. True: go on. */
static bool wait_for_work(struct job_thread *t)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += 1;
    pthread_mutex_lock(&t->lock);
    int r = 0;
    while (!t->stop && !t->woken && r != ETIMEDOUT)
        r = pthread_cond_timedwait(&t->wake, &t->lock, &until);
    t->seconds_idle = t->woken ? LOOK_EVERY_S : t->seconds_idle + 1;
    t->woken = false;
    bool go_on = !t->stop;
    pthread_mutex_unlock(&t->lock);
    return go_on;
}

static void *job_main(void *arg)
{
    struct job_thread *t = arg;
    struct db *db = store_reader_open(t->app->store, READER_ALL);
    while (db && wait_for_work(t)) {
        log_flush();
        if (t->seconds_idle < LOOK_EVERY_S)
            continue;
        t->seconds_idle = 0;
        enum err e = run(t->app, db);
        if (e)
            log_warn("jobs", "code=%s", err_name(e));
    }
    if (db)
        store_reader_close(db);
    return NULL;
}

static void init_wake(struct job_thread *t)
{
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&t->wake, &attr);
    pthread_condattr_destroy(&attr);
    pthread_mutex_init(&t->lock, NULL);
}

enum err jobs_start(struct app *app)
{
    pthread_attr_t attr;
    struct job_thread *t = ARENA_NEW(app->arena, struct job_thread);
    if (!t)
        return ERR_LIMIT;
    t->app = app;
    t->woken = true; /* look at once */
    init_wake(t);
    app->mail.is_stopping = is_stopping;
    app->mail.stop_arg = t;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, JOB_STACK_BYTES);
    int r = pthread_create(&t->thread, &attr, job_main, t);
    pthread_attr_destroy(&attr);
    if (r)
        return ERR_INTERNAL;
    app->jobs = t;
    return OK;
}

void jobs_wake(struct app *app)
{
    struct job_thread *t = app->jobs;
    if (!t)
        return;
    pthread_mutex_lock(&t->lock);
    t->woken = true;
    pthread_cond_signal(&t->wake);
    pthread_mutex_unlock(&t->lock);
}

void jobs_stop(struct app *app)
{
    struct job_thread *t = app->jobs;
    if (!t)
        return;
    pthread_mutex_lock(&t->lock);
    t->stop = true;
    pthread_cond_signal(&t->wake);
    pthread_mutex_unlock(&t->lock);
    pthread_join(t->thread, NULL);
    app->jobs = NULL;
}

enum err jobs_run_once(struct app *app)
{
    struct db *db = store_reader_open(app->store, READER_ALL);
    if (!db)
        return ERR_INTERNAL;
    enum err e = run(app, db);
    store_reader_close(db);
    return e;
}
