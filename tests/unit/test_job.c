/* test_job.c: due work: queued once, claimed once, tried again, daily, clocks that jump. */
#include "tests/tap.h"

#include "core/base/clock.h"
#include "modules/work/job_run.h"
#include "tests/store_help.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW_S ((int64_t)1795345200) /* 22 November 2026, 11:00 UTC */
#define DAY_S ((int64_t)86400)

static struct arena *a;
static const char *dir;

/* --- kinds of the test's own --- */

static int n_ran, n_to_fail;
static bool final_failure;
static int64_t wait_until_s; /* the job is not done and says when to look again */
static struct str last_subject;

static enum err count_job(struct job_env *env, struct str subject)
{
    n_ran++;
    last_subject = str_dup(a, subject);
    if (wait_until_s) {
        env->again_at_s = wait_until_s;
        env->why = "not_there";
        return OK;
    }
    if (!n_to_fail)
        return OK;
    n_to_fail--;
    env->why = "sample";
    env->is_final = final_failure;
    return ERR_BUSY;
}

static const struct job_kind kinds[] = {
    { "once", count_job, 0, "Once" },
};
static const struct job_kind daily[] = {
    { "daily", count_job, 90, "Daily" },
};

/* --- a database, and what is asked of it --- */

struct world {
    struct store *store;
    struct db *db;
};

static struct world open_world(const char *name)
{
    struct world w;
    w.store =
        help_open(a, &(struct store_config){ .path = help_path(a, dir, name), .create = true });
    w.db = store_reader_open(w.store, READER_ALL);
    n_ran = n_to_fail = 0;
    final_failure = false;
    return w;
}

static void close_world(struct world *w)
{
    store_reader_close(w->db);
    store_close(w->store);
}

static enum err queue_fn(struct db *db, void *arg)
{
    return job_queue(db, arg);
}

static void queue(struct world *w, const char *subject, int64_t due_at_s)
{
    struct job_new n = { STR("once"), str_from(subject), due_at_s, NOW_S };
    is_i64(store_write(w->store, queue_fn, &n), OK, "queued");
}

static enum err run_kinds(struct world *w, const struct job_kind *kind, int64_t now_s)
{
    struct arena *own = arena_new(1 << 20);
    struct job_env env = { .store = w->store, .db = w->db, .arena = own, .now_s = now_s };
    enum err e = job_run_due(&env, kind, 1);
    arena_free(own);
    return e;
}

static void run_at(struct world *w, int64_t now_s)
{
    is_i64(run_kinds(w, kinds, now_s), OK, "a run");
}

static int64_t count(struct world *w, enum job_state state)
{
    int64_t n = -1;
    return job_count(w->db, state, &n) == OK ? n : -1;
}

/* --- tests --- */

static void test_once(void)
{
    struct world w = open_world("once.db");
    queue(&w, "account:12", NOW_S + 60);
    queue(&w, "account:12", NOW_S + 30);
    queue(&w, "account:12", NOW_S + 90);
    is_i64(count(&w, JOB_WAITING), 1, "the same work waits once");
    run_at(&w, NOW_S + 29);
    is_i64(n_ran, 0, "not before its time");
    run_at(&w, NOW_S + 30);
    is_i64(n_ran, 1, "the earliest time counts");
    is_str(last_subject, "account:12", "with its subject");
    is_i64(count(&w, JOB_DONE), 1, "and is done");
    run_at(&w, NOW_S + 1000);
    is_i64(n_ran, 1, "running due work twice does it once");
    close_world(&w);
}

static void test_waits(void)
{
    struct world w = open_world("waits.db");
    int64_t since_s = 0;
    queue(&w, "x", NOW_S);
    for (int i = 1; i <= 2 * JOB_TRIES_MAX; i++) {
        wait_until_s = NOW_S + i * 100;
        run_at(&w, NOW_S + (i - 1) * 100);
    }
    is_i64(n_ran, 2 * JOB_TRIES_MAX, "what waits for something is asked as often as it likes");
    is_i64(count(&w, JOB_WAITING), 1, "and has not failed");
    ok(!job_wanted_since(w.db, STR("once"), STR("x"), &since_s) && since_s == NOW_S,
       "since when is known");
    wait_until_s = 0;
    run_at(&w, NOW_S + 2 * JOB_TRIES_MAX * 100);
    is_i64(count(&w, JOB_DONE), 1, "until it is done");
    ok(!job_wanted_since(w.db, STR("once"), STR("x"), &since_s) && since_s == 0,
       "and not wanted any more");
    close_world(&w);
}

static void test_tries(void)
{
    static const int64_t after_s[] = { 0, 60, 360, 2160, 9360, 52560 };
    struct world w = open_world("tries.db");
    queue(&w, "", NOW_S);
    n_to_fail = 100;
    for (size_t i = 0; i < sizeof after_s / sizeof after_s[0]; i++) {
        run_at(&w, NOW_S + after_s[i] - 1);
        ok(n_ran == (int)i, "not before its time: try %zu", i + 1);
        run_at(&w, NOW_S + after_s[i]);
        ok(n_ran == (int)i + 1, "tried at 0, 1, 5, 30 min, 2, 12 h: try %zu", i + 1);
    }
    is_i64(count(&w, JOB_FAILED), 1, "after six tries it has failed");
    run_at(&w, NOW_S + 30 * DAY_S);
    is_i64(n_ran, 6, "and is not tried again");
    struct job job;
    size_t n;
    is_i64(job_list(w.db, a, JOB_FAILED, (struct job_slice){ 0, 1 }, &job, &n), OK, "listed");
    is_str(job.error, "sample", "with the reason that its function gave");
    close_world(&w);
}

static enum err retry_fn(struct db *db, void *arg)
{
    const struct act act = { STR("account:1"), STR(""), NOW_S };
    const int64_t *id = arg;
    return job_retry(db, *id, &act);
}

static void test_retry(void)
{
    struct world w = open_world("retry.db");
    struct job job = { 0 };
    size_t n;
    queue(&w, "", NOW_S);
    n_to_fail = 1;
    final_failure = true;
    run_at(&w, NOW_S);
    is_i64(count(&w, JOB_FAILED), 1, "where another try cannot help there is none");
    is_i64(job_list(w.db, a, JOB_FAILED, (struct job_slice){ 0, 1 }, &job, &n), OK, "listed");
    is_i64(store_write(w.store, retry_fn, &job.id), OK, "an administrator tries again");
    is_i64(store_write(w.store, retry_fn, &job.id), ERR_CONFLICT, "twice queues it once");
    is_i64(help_count(w.db, "SELECT count(*) FROM audit WHERE action = 'job.retry'"), 1,
           "which is recorded");
    run_at(&w, NOW_S);
    is_i64(n_ran, 2, "it runs again");
    is_i64(count(&w, JOB_FAILED), 0, "and no failure is left");
    close_world(&w);
}

static int64_t next_at(struct world *w)
{
    return help_count(w->db, "SELECT next_at_s FROM job WHERE state = 'waiting'");
}

static void test_daily(void)
{
    struct world w = open_world("daily.db");
    is_i64(run_kinds(&w, daily, NOW_S), OK, "a run");
    is_i64(n_ran, 1, "a daily job runs when it never has");
    is_i64(next_at(&w), london_next_midnight_s(NOW_S) + 90 * 60,
           "and waits for its time of the next London day");
    is_i64(run_kinds(&w, daily, NOW_S + 3600), OK, "a run");
    is_i64(n_ran, 1, "once a day");
    n_to_fail = 1;
    final_failure = true;
    is_i64(run_kinds(&w, daily, NOW_S + DAY_S), OK, "a run of the next day");
    is_i64(n_ran, 2, "the next day it runs");
    is_i64(count(&w, JOB_FAILED), 1, "it may fail");
    is_i64(count(&w, JOB_WAITING), 1, "and waits for the day after all the same");
    is_i64(run_kinds(&w, daily, NOW_S + 2 * DAY_S), OK, "a run of the day after");
    is_i64(count(&w, JOB_FAILED), 0, "a day that goes well forgives the one that did not");
    int64_t at_s = 0;
    is_i64(job_last_done(w.db, STR("daily"), &at_s), OK, "asked");
    is_i64(at_s, NOW_S + 2 * DAY_S, "when it last went well is known");
    close_world(&w);
}

static void test_clock(void)
{
    struct world w = open_world("clock.db");
    is_i64(run_kinds(&w, daily, NOW_S + 12 * 365 * DAY_S), OK, "a run 12 years ahead");
    is_i64(run_kinds(&w, daily, NOW_S), OK, "and one at the right time");
    is_i64(n_ran, 2, "[D6] a clock that was 12 years ahead does not stop daily work");
    is_i64(next_at(&w), london_next_midnight_s(NOW_S) + 90 * 60,
           "[D6] it waits for tomorrow again");
    is_i64(run_kinds(&w, daily, NOW_S - 3 * DAY_S), OK, "a run 3 days back");
    ok(n_ran <= 3, "[D6] a clock 3 days back does it once at most");
    close_world(&w);

    w = open_world("clock2.db");
    queue(&w, "", NOW_S);
    n_to_fail = 1;
    run_at(&w, NOW_S + 12 * 365 * DAY_S);
    run_at(&w, NOW_S + 10);
    is_i64(n_ran, 2, "[D6] a try put off by a clock in the future is made now");
    close_world(&w);
}

static enum err die_job(struct job_env *env, struct str subject)
{
    (void)env;
    (void)subject;
    _exit(9); /* as kill -9 would: nothing is closed, nothing noted */
}

/* Another process takes the job at that time and dies in the middle of it. */
static void die_at_work(const char *name, int64_t now_s)
{
    static const struct job_kind deadly = { "once", die_job, 0, "Dies" };
    int status = 0;
    fflush(stdout);
    if (fork() == 0) {
        struct world own = open_world(name);
        (void)run_kinds(&own, &deadly, now_s);
        _exit(0);
    }
    (void)wait(&status);
    ok(WIFEXITED(status) && WEXITSTATUS(status) == 9, "a process dies at its work");
}

static void test_death(void)
{
    struct world w = open_world("death.db");
    queue(&w, "", NOW_S);
    close_world(&w);
    die_at_work("death.db", NOW_S);
    w = open_world("death.db");
    is_i64(count(&w, JOB_RUNNING), 1, "its job is still claimed");
    run_at(&w, NOW_S + JOB_CLAIM_S - 1);
    is_i64(n_ran, 0, "nobody takes it at once");
    run_at(&w, NOW_S + JOB_CLAIM_S);
    is_i64(n_ran, 1, "[D10] when the claim has ended another does it");
    is_i64(count(&w, JOB_DONE), 1, "to its end");
    close_world(&w);
}

static void test_deaths(void)
{
    struct world w = open_world("deaths.db");
    queue(&w, "", NOW_S);
    close_world(&w);
    for (int i = 0; i < JOB_TRIES_MAX; i++)
        die_at_work("deaths.db", NOW_S + i * JOB_CLAIM_S);
    w = open_world("deaths.db");
    run_at(&w, NOW_S + JOB_TRIES_MAX * JOB_CLAIM_S);
    is_i64(n_ran, 0, "what six processes died of is not tried by a seventh");
    is_i64(count(&w, JOB_FAILED), 1, "it has failed");
    close_world(&w);
}

#define N_JOBS 60

static void run_many(const char *path, int write_to)
{
    struct store *s = help_open(a, &(struct store_config){ .path = path, .create = false });
    struct world w = { s, store_reader_open(s, READER_ALL) };
    n_ran = 0;
    for (int i = 0; i < 3; i++)
        (void)run_kinds(&w, kinds, NOW_S);
    close_world(&w);
    ssize_t wrote = write(write_to, &n_ran, sizeof n_ran);
    _exit(wrote == sizeof n_ran ? 0 : 1);
}

static void test_two_processes(void)
{
    struct world w = open_world("two.db");
    int end[2], sum = 0, n;
    for (int i = 0; i < N_JOBS; i++) {
        struct str subject = str_printf(a, "thing:%d", i);
        struct job_new job = { STR("once"), subject, NOW_S, NOW_S };
        if (store_write(w.store, queue_fn, &job))
            ok(false, "queued");
    }
    close_world(&w);
    const char *path = help_path(a, dir, "two.db");
    ok(pipe(end) == 0, "a pipe");
    for (int i = 0; i < 2; i++)
        if (fork() == 0)
            run_many(path, end[1]);
    for (int i = 0; i < 2; i++)
        if (read(end[0], &n, sizeof n) == sizeof n)
            sum += n;
    while (wait(NULL) > 0)
        continue;
    is_i64(sum, N_JOBS, "[D10] two processes at once do each job once");
    w = open_world("two.db");
    is_i64(count(&w, JOB_DONE), N_JOBS, "all are done");
    close_world(&w);
}

static enum err forget_fn(struct db *db, void *arg)
{
    const int64_t *now_s = arg;
    return job_forget_old(db, *now_s);
}

static void test_forget(void)
{
    struct world w = open_world("forget.db");
    int64_t then_s = NOW_S + JOB_KEEP_DAYS * DAY_S;
    queue(&w, "", NOW_S);
    run_at(&w, NOW_S);
    is_i64(store_write(w.store, forget_fn, &then_s), OK, "swept");
    is_i64(count(&w, JOB_DONE), 1, "a job that is done is kept a while");
    then_s++;
    is_i64(store_write(w.store, forget_fn, &then_s), OK, "swept");
    is_i64(count(&w, JOB_DONE), 0, "and then forgotten");
    close_world(&w);
}

int main(void)
{
    log_open("/dev/null");
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    test_once();
    test_waits();
    test_tries();
    test_retry();
    test_daily();
    test_clock();
    test_death();
    test_deaths();
    test_two_processes();
    test_forget();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
