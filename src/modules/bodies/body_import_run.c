/*
 * body_import_run.c: going on with an import from wherever it stands; what is left behind.
 */
#include "core/base/arena.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/work/job_run.h"

#define RUN_ARENA_BYTES ((size_t)16 * 1024 * 1024)
#define AGAIN_AFTER_S 60    /* a job whose process died is gone on with by another so soon */
#define LOADING_MOST_S 3600 /* no upload takes so long */
#define DAY_S 86400
#define SWEEP_ROWS 500
#define SWEEP_IMPORTS 20

enum { Q_LEFT, Q_OLD, Q_DROP_ROWS };

static const char *const sql[] = {
    [Q_LEFT] = "SELECT id FROM body_import WHERE (state = 'loading' AND changed_at_s < $1) OR "
               "(state IN ('matching', 'checking', 'checked') AND changed_at_s < $2) LIMIT $3",
    [Q_OLD] = "SELECT i.id FROM body_import i WHERE (i.state = 'given_up' OR "
              "i.changed_at_s < $1) AND EXISTS (SELECT 1 FROM body_import_row r WHERE "
              "r.import_id = i.id) LIMIT 1 /*scan*/",
    [Q_DROP_ROWS] = "DELETE FROM body_import_row WHERE import_id = $1 AND line IN (SELECT line "
                    "FROM body_import_row WHERE import_id = $1 ORDER BY line LIMIT $2)",
};
const struct sql_list body_import_run_sql = SQL_LIST("body_import_run", sql);

/* --- going on --- */

static enum err one_step(const struct body_import_run *run, const struct body_import *of)
{
    switch (of->state) {
    case BODY_IMPORT_CHECKING:
        return body_import_check(run, of);
    case BODY_IMPORT_WRITING:
        return body_import_write(run, of);
    case BODY_IMPORT_UNDOING:
        return body_import_remove(run, of);
    case BODY_IMPORT_LOADING:
    case BODY_IMPORT_MATCHING:
    case BODY_IMPORT_CHECKED:
    case BODY_IMPORT_LIVE:
    case BODY_IMPORT_UNDONE:
    case BODY_IMPORT_GIVEN_UP:
    case BODY_IMPORT_FAILED:
    case BODY_IMPORT_STATE__MAX:
        break;
    }
    return OK;
}

enum err body_import_go_on(const struct body_import_run *run, int64_t id)
{
    struct arena *a = arena_new(RUN_ARENA_BYTES);
    struct body_import of, now;
    enum err e = body_import_find(run->db, a, id, -1, &of);
    if (!e)
        e = one_step(run, &of);
    if (e == ERR_CONFLICT) { /* well, when somebody else has come to the end of the same step */
        e = body_import_find(run->db, a, id, -1, &now);
        if (!e && now.state == of.state)
            e = ERR_CONFLICT;
    }
    arena_free(a);
    return e;
}

static enum err again_fn(struct db *db, void *arg)
{
    return job_queue(db, arg);
}

static enum err drop_fn(struct db *db, void *arg)
{
    const struct job_new *again = arg;
    return job_drop(db, again->kind, again->subject);
}

enum err body_import_job(struct job_env *env, struct str subject)
{
    int64_t id = 0;
    const struct body_import_run run = { .store = env->store,
                                         .db = env->db,
                                         .arena = env->arena,
                                         .act = { .actor = STR("job"), .now_s = env->now_s },
                                         .is_stopping = env->is_stopping,
                                         .stop_arg = env->stop_arg };
    struct job_new again = { .kind = STR(BODY_IMPORT_JOB),
                             .subject = subject,
                             .due_at_s = env->now_s + AGAIN_AFTER_S,
                             .now_s = env->now_s };
    if (!str_to_i64(subject, &id))
        return ERR_INVALID;
    enum err e = store_write(env->store, again_fn, &again);
    if (!e)
        e = body_import_go_on(&run, id);
    if (!e)
        e = store_write(env->store, drop_fn, &again);
    return e == ERR_NOT_FOUND ? OK : e;
}

/* --- what is left behind --- */

static enum err give_up_left(const struct body_import_run *run)
{
    int64_t id[SWEEP_IMPORTS], now_s = run->act.now_s;
    size_t n = 0;
    struct stmt *s =
        db_query(run->db, sql[Q_LEFT],
                 BINDS(bi(now_s - LOADING_MOST_S),
                       bi(now_s - (int64_t)BODY_IMPORT_KEEP_DAYS * DAY_S), bi(SWEEP_IMPORTS)));
    while (n < SWEEP_IMPORTS && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; i < n && !e; i++) {
        struct body_import_step step = { .id = id[i], .act = &run->act };
        e = store_write(run->store, body_import_give_up_fn, &step);
    }
    return e == ERR_CONFLICT ? OK : e;
}

static enum err drop_rows_fn(struct db *db, void *arg)
{
    const int64_t *id = arg;
    return db_exec(db, sql[Q_DROP_ROWS], BINDS(bi(*id), bi(SWEEP_ROWS)));
}

enum err body_import_sweep(const struct body_import_run *run)
{
    int64_t before_s = run->act.now_s - (int64_t)BODY_IMPORT_KEEP_DAYS * DAY_S, id = 0;
    enum err e = give_up_left(run);
    while (!e && !(run->is_stopping && run->is_stopping(run->stop_arg))) {
        e = db_one_i64(run->db, sql[Q_OLD], BINDS(bi(before_s)), &id);
        if (!e)
            e = store_write(run->store, drop_rows_fn, &id);
    }
    return e == ERR_NOT_FOUND ? OK : e;
}
