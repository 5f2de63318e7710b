#include "modules/work/job.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

#define DAY_S 86400

enum {
    Q_QUEUE,
    Q_DROP,
    Q_WANTED,
    Q_LIST_WAITING,
    Q_LIST_OTHERS,
    Q_COUNT,
    Q_LAST_DONE,
    Q_FAILED,
    Q_REMOVE,
    Q_FORGET
};

#define COLS                                                                                   \
    "id, kind, subject, state, due_at_s, coalesce(next_at_s, 0), n_tries, made_at_s, "         \
    "changed_at_s, last_error"

static const char *const sql[] = {
    [Q_QUEUE] =
        "INSERT INTO job (kind, subject, due_at_s, state, n_tries, next_at_s, last_error, "
        "made_at_s, changed_at_s) VALUES ($1, $2, $3, 'waiting', 0, $3, '', $4, $4) "
        "ON CONFLICT (kind, subject) WHERE state = 'waiting' DO UPDATE SET "
        "due_at_s = excluded.due_at_s, next_at_s = excluded.next_at_s, "
        "changed_at_s = excluded.changed_at_s WHERE job.next_at_s > excluded.next_at_s",
    [Q_DROP] = "DELETE FROM job WHERE kind = $1 AND subject = $2 AND state = 'waiting'",
    [Q_WANTED] = "SELECT coalesce(min(made_at_s), 0) FROM job WHERE kind = $1 AND "
                 "subject = $2 AND state IN ('waiting', 'running')",
    [Q_LIST_WAITING] = "SELECT " COLS " FROM job WHERE state = 'waiting' "
                       "ORDER BY next_at_s, id LIMIT $1 OFFSET $2",
    [Q_LIST_OTHERS] = "SELECT " COLS " FROM job WHERE state = $3 "
                      "ORDER BY changed_at_s DESC, id DESC LIMIT $1 OFFSET $2",
    /* the scan is of the rows that the index gave, $2 at most */
    [Q_COUNT] =
        "SELECT count(*) FROM (SELECT 1 FROM job WHERE state = $1 LIMIT $2) AS some /*scan*/",
    [Q_LAST_DONE] = "SELECT coalesce(max(changed_at_s), 0) FROM job WHERE kind = $1 AND "
                    "state = 'done'",
    [Q_FAILED] = "SELECT kind, subject FROM job WHERE id = $1 AND state = 'failed'",
    [Q_REMOVE] = "DELETE FROM job WHERE id = $1 AND state = 'failed'",
    [Q_FORGET] = "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE "
                 "state IN ('done', 'failed') AND changed_at_s < $1 LIMIT $2)",
};
const struct sql_list job_sql = SQL_LIST("job", sql);

static const char *const state_names[JOB_STATE__MAX] = {
    [JOB_WAITING] = "waiting",
    [JOB_RUNNING] = "running",
    [JOB_DONE] = "done",
    [JOB_FAILED] = "failed",
};

const char *job_state_name(enum job_state s)
{
    return state_names[s];
}

enum err job_queue(struct db *db, const struct job_new *n)
{
    return db_exec(db, sql[Q_QUEUE],
                   BINDS(bt(n->kind), bt(n->subject), bi(n->due_at_s), bi(n->now_s)));
}

enum err job_drop(struct db *db, struct str kind, struct str subject)
{
    return db_exec(db, sql[Q_DROP], BINDS(bt(kind), bt(subject)));
}

enum err job_wanted_since(struct db *db, struct str kind, struct str subject, int64_t *at_s)
{
    return db_one_i64(db, sql[Q_WANTED], BINDS(bt(kind), bt(subject)), at_s);
}

/* --- for pages --- */

static enum job_state state_from(struct str name)
{
    enum job_state s = 0;
    while (s + 1 < JOB_STATE__MAX && !str_eq(name, str_from(state_names[s])))
        s++;
    return s;
}

static void from_row(struct job *out, struct stmt *s, struct arena *a)
{
    *out = (struct job){
        .id = db_i64(s, 0),
        .kind = db_text(s, 1, a),
        .subject = db_text(s, 2, a),
        .state = state_from(db_text(s, 3, a)),
        .due_at_s = db_i64(s, 4),
        .next_at_s = db_i64(s, 5),
        .n_tries = db_i64(s, 6),
        .made_at_s = db_i64(s, 7),
        .changed_at_s = db_i64(s, 8),
        .error = db_text(s, 9, a),
    };
}

enum err job_list(struct db *db, struct arena *a, enum job_state state, struct job_slice part,
                  struct job *out, size_t *n)
{
    struct bind most = bi((int64_t)part.max), skip = bi((int64_t)part.skip);
    struct stmt *s = state == JOB_WAITING
                         ? db_query(db, sql[Q_LIST_WAITING], BINDS(most, skip))
                         : db_query(db, sql[Q_LIST_OTHERS],
                                    BINDS(most, skip, bt(str_from(state_names[state]))));
    *n = 0;
    while (db_row(s))
        if (*n < part.max)
            from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err job_count(struct db *db, enum job_state state, int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT],
                      BINDS(bt(str_from(state_names[state])), bi(LIST_MAX_ROWS + 1)), n);
}

enum err job_last_done(struct db *db, struct str kind, int64_t *at_s)
{
    return db_one_i64(db, sql[Q_LAST_DONE], BINDS(bt(kind)), at_s);
}

static enum err find_failed(struct db *db, struct arena *a, int64_t id, struct job_new *n)
{
    struct stmt *s = db_query(db, sql[Q_FAILED], BINDS(bi(id)));
    bool found = db_row(s);
    if (found) {
        n->kind = db_text(s, 0, a);
        n->subject = db_text(s, 1, a);
    }
    return db_done(s, found ? OK : ERR_CONFLICT);
}

enum err job_retry(struct db *db, int64_t id, const struct act *act)
{
    struct job_new n = { .due_at_s = act->now_s, .now_s = act->now_s };
    struct arena *a = arena_new(16 * KIB);
    struct change c;
    enum err e = find_failed(db, a, id, &n);
    if (!e)
        e = db_exec(db, sql[Q_REMOVE], BINDS(bi(id)));
    if (!e)
        e = job_queue(db, &n);
    if (!e) {
        change_begin(&c);
        change_text(&c, "kind", n.kind, n.kind);
        e = change_record(db, &c, act, &(struct change_of){ STR("job.retry"), STR("job"), id });
    }
    arena_free(a);
    return e;
}

#define FORGET_MAX 200 /* rows of one write */

enum err job_forget_old(struct db *db, int64_t now_s)
{
    return db_exec(db, sql[Q_FORGET],
                   BINDS(bi(now_s - (int64_t)JOB_KEEP_DAYS * DAY_S), bi(FORGET_MAX)));
}
