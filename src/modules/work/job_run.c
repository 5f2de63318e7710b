#include "modules/work/job_run.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/log.h"

#define SKEW_S 300 /* clocks of one machine do not differ by more */
#define DAILY_FAR_S                                                                            \
    172800 /* a daily job further off than that was put there by a wrong clock */

/* Between tries: after the first, the second and so on; then it has failed. */
static const int64_t wait_s[] = { 60, 300, 1800, 7200, 43200 };
_Static_assert(sizeof wait_s / sizeof wait_s[0] + 1 == JOB_TRIES_MAX, "a wait between tries");

enum { Q_DUE, Q_CLAIM, Q_TWIN, Q_NOTE, Q_WAIT, Q_FORGIVE, Q_DAILY, Q_BACK, Q_MEND };

static const char *const sql[] = {
    [Q_DUE] = "SELECT count(*) FROM job WHERE next_at_s <= $1",
    [Q_CLAIM] = "UPDATE job SET state = 'running', n_tries = n_tries + 1, next_at_s = $2, "
                "changed_at_s = $1 WHERE id = (SELECT id FROM job WHERE next_at_s <= $1 "
                "ORDER BY next_at_s, id LIMIT 1) RETURNING id, kind, subject, n_tries",
    [Q_TWIN] = "SELECT count(*) FROM job WHERE kind = $1 AND subject = $2 AND "
               "state = 'waiting'",
    [Q_NOTE] = "UPDATE job SET state = $3, next_at_s = $4, changed_at_s = $5, last_error = $6 "
               "WHERE id = $1 AND n_tries = $2 AND state = 'running'",
    [Q_WAIT] = "UPDATE job SET state = 'waiting', n_tries = 0, next_at_s = $3, "
               "changed_at_s = $4, last_error = $5 "
               "WHERE id = $1 AND n_tries = $2 AND state = 'running'",
    [Q_FORGIVE] = "DELETE FROM job WHERE kind = $1 AND subject = $2 AND state = 'failed'",
    [Q_DAILY] = "SELECT coalesce(min(next_at_s), 0) FROM job WHERE kind = $1 AND "
                "subject = '' AND state IN ('waiting', 'running')",
    [Q_BACK] = "SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND "
               "changed_at_s > $1 AND n_tries > 0",
    [Q_MEND] = "UPDATE job SET next_at_s = $1, changed_at_s = $1 WHERE "
               "state IN ('waiting', 'running') AND changed_at_s > $2 AND n_tries > 0",
};
const struct sql_list job_run_sql = SQL_LIST("job_run", sql);

const struct job_kind *job_kind_find(const struct job_kind *kind, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(name, str_from(kind[i].name)))
            return &kind[i];
    return NULL;
}

/* --- daily ones --- */

static int64_t next_day(const struct job_kind *kind, int64_t now_s)
{
    return london_next_midnight_s(now_s) + (int64_t)kind->daily_at_min * 60;
}

static enum err queue_fn(struct db *db, void *arg)
{
    return job_queue(db, arg);
}

static enum err ensure_daily(const struct job_env *env, const struct job_kind *kind)
{
    struct job_new n = { .kind = str_from(kind->name),
                         .due_at_s = env->now_s,
                         .now_s = env->now_s };
    int64_t next_s = 0;
    enum err e = db_one_i64(env->db, sql[Q_DAILY], BINDS(bt(n.kind)), &next_s);
    if (e || (next_s && next_s <= env->now_s + DAILY_FAR_S))
        return e;
    return store_write(env->store, queue_fn, &n);
}

/* --- a clock that was ahead and has been put right --- */

static enum err mend_fn(struct db *db, void *arg)
{
    const int64_t *now_s = arg;
    return db_exec(db, sql[Q_MEND], BINDS(bi(*now_s), bi(*now_s + SKEW_S)));
}

/* Rows that were touched in what is now the future would be left until then. */
static enum err mend_clock(const struct job_env *env)
{
    int64_t now_s = env->now_s, n = 0;
    enum err e = db_one_i64(env->db, sql[Q_BACK], BINDS(bi(now_s + SKEW_S)), &n);
    return e || !n ? e : store_write(env->store, mend_fn, &now_s);
}

/* --- one job --- */

struct claim {
    struct arena *a;
    int64_t now_s;
    int64_t id, n_tries; /* id 0: nothing is due */
    struct str kind, subject;
};

static enum err claim_fn(struct db *db, void *arg)
{
    struct claim *c = arg;
    c->id = 0;
    struct stmt *s =
        db_query(db, sql[Q_CLAIM], BINDS(bi(c->now_s), bi(c->now_s + JOB_CLAIM_S)));
    while (db_row(s)) {
        c->id = db_i64(s, 0);
        c->kind = db_text(s, 1, c->a);
        c->subject = db_text(s, 2, c->a);
        c->n_tries = db_i64(s, 3);
    }
    return db_done(s, OK);
}

struct outcome {
    const struct claim *claim;
    const struct job_kind *kind; /* NULL: this program knows no such kind */
    bool is_done, is_final;
    struct str why;
    int64_t again_at_s; /* of one that is to wait: job_env */
};

/* What follows: another try, an end, or nothing because its like waits already. */
static enum err choose_state(struct db *db, const struct outcome *o, struct str *state)
{
    const struct claim *c = o->claim;
    int64_t n_twins = 0;
    *state = o->is_done ? STR("done") : STR("failed");
    if (o->is_done || o->is_final || c->n_tries >= JOB_TRIES_MAX)
        return OK;
    enum err e = db_one_i64(db, sql[Q_TWIN], BINDS(bt(c->kind), bt(c->subject)), &n_twins);
    *state = n_twins ? STR("done") : STR("waiting");
    return e;
}

/* *waits: it does; not where its like was queued meanwhile. */
static enum err wait_again(struct db *db, const struct outcome *o, bool *waits)
{
    const struct claim *c = o->claim;
    int64_t n_twins = 0;
    enum err e = db_one_i64(db, sql[Q_TWIN], BINDS(bt(c->kind), bt(c->subject)), &n_twins);
    *waits = !e && !n_twins;
    if (*waits)
        e = db_exec(
            db, sql[Q_WAIT],
            BINDS(bi(c->id), bi(c->n_tries), bi(o->again_at_s), bi(c->now_s), bt(o->why)));
    return e;
}

static enum err note_fn(struct db *db, void *arg)
{
    const struct outcome *o = arg;
    const struct claim *c = o->claim;
    struct str state;
    bool waits = false;
    if (o->again_at_s) {
        enum err held = wait_again(db, o, &waits);
        if (held || waits)
            return held;
    }
    enum err e = OK;
    if (o->is_done)
        e = db_exec(db, sql[Q_FORGIVE], BINDS(bt(c->kind), bt(c->subject)));
    if (!e)
        e = choose_state(db, o, &state);
    if (e)
        return e;
    bool again = str_eq(state, STR("waiting"));
    struct bind next = again ? bi(c->now_s + wait_s[c->n_tries - 1]) : bn();
    e = db_exec(db, sql[Q_NOTE],
                BINDS(bi(c->id), bi(c->n_tries), bt(state), next, bi(c->now_s), bt(o->why)));
    if (e || again || !o->kind || !o->kind->daily_at_min || c->subject.n)
        return e;
    return job_queue(db, &(struct job_new){ .kind = c->kind,
                                            .due_at_s = next_day(o->kind, c->now_s),
                                            .now_s = c->now_s });
}

static void run_kind(struct job_env *env, struct outcome *o)
{
    const struct claim *c = o->claim;
    if (!o->kind || c->n_tries > JOB_TRIES_MAX) {
        /* Six processes died while they did it; a seventh would too. */
        o->why = o->kind ? STR("died") : STR("unknown_kind");
        o->is_final = true;
        return;
    }
    env->why = NULL;
    env->is_final = false;
    env->again_at_s = 0;
    enum err e = o->kind->run(env, c->subject);
    o->is_done = e == OK;
    o->is_final = env->is_final;
    if (e || env->why)
        o->why = str_from(env->why ? env->why : err_name(e));
    o->again_at_s = e ? 0 : env->again_at_s;
}

static void log_outcome(const struct outcome *o)
{
    const struct claim *c = o->claim;
    if (o->again_at_s)
        log_info("job.waits", "job=%lld kind=%.*s why=%.*s", (long long)c->id, STR_ARG(c->kind),
                 STR_ARG(o->why));
    else if (o->is_done)
        log_info("job.done", "job=%lld kind=%.*s try=%lld", (long long)c->id, STR_ARG(c->kind),
                 (long long)c->n_tries);
    else
        log_warn("job.not_done", "job=%lld kind=%.*s try=%lld why=%.*s", (long long)c->id,
                 STR_ARG(c->kind), (long long)c->n_tries, STR_ARG(o->why));
}

/* *found: there was one. */
static enum err run_one(struct job_env *env, const struct job_kind *kind, size_t n, bool *found)
{
    struct arena *own = arena_new(16 * 1024);
    struct claim c = { .a = own, .now_s = env->now_s };
    enum err e = store_write(env->store, claim_fn, &c);
    *found = !e && c.id;
    if (*found) {
        struct outcome o = { .claim = &c, .kind = job_kind_find(kind, n, c.kind) };
        run_kind(env, &o);
        log_outcome(&o);
        arena_reset(env->arena);
        e = store_write(env->store, note_fn, &o);
    }
    arena_free(own);
    return e;
}

static bool is_stopping(const struct job_env *env)
{
    return env->is_stopping && env->is_stopping(env->stop_arg);
}

enum err job_run_due(struct job_env *env, const struct job_kind *kind, size_t n)
{
    int64_t n_due = 0;
    bool found = true;
    enum err e = mend_clock(env);
    for (size_t i = 0; !e && i < n; i++)
        if (kind[i].daily_at_min)
            e = ensure_daily(env, &kind[i]);
    if (!e)
        e = db_one_i64(env->db, sql[Q_DUE], BINDS(bi(env->now_s)), &n_due);
    for (int i = 0; !e && n_due && found && i < JOB_RUN_MAX && !is_stopping(env); i++)
        e = run_one(env, kind, n, &found);
    return e;
}
