#include "modules/bodies/body_review.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "modules/bodies/body_review_words.h"
#include "modules/bodies/contact_event.h"

#define DAY_S 86400
#define REVIEW_DAYS (REVIEW_MONTHS * 365 / 12)
#define PART_MAX 50 /* entries listed at a time; the arena holds their mails */
#define PARTNERSHIPS_MAX 64

enum { Q_DUE, Q_MOVE_ON, Q_ANSWERED, Q_FIND, Q_BY_KEY, Q_SET, Q_END, Q_WHERE };

static const char *const sql[] = {
    /* $1: reviewed up to that day; $2: of those nobody ever reviewed, entered up to then */
    [Q_DUE] = "SELECT b.id FROM body b WHERE b.state = 'active' AND b.is_stale = 0 AND "
              "b.reviewed_on <= $1 AND (b.reviewed_on <> '' OR b.created_at_s <= $2) AND "
              "NOT EXISTS (SELECT 1 FROM body_set x WHERE x.id = b.set_id AND x.is_live = 0) "
              "AND NOT EXISTS (SELECT 1 "
              "FROM body_review r WHERE r.body_id = b.id) ORDER BY b.reviewed_on, b.id LIMIT "
              "$3 OFFSET $4",
    [Q_MOVE_ON] = "SELECT body_id FROM body_review WHERE next_at_s <= $1 AND stage <> "
                  "'overdue' ORDER BY next_at_s, body_id LIMIT $2 OFFSET $3",
    /* overdue ones that somebody has reviewed since, or that are no active entries any more */
    [Q_ANSWERED] = "SELECT r.body_id FROM body_review r JOIN body b ON b.id = r.body_id WHERE "
                   "r.next_at_s IS NULL AND (b.is_stale = 0 OR b.state <> 'active') ORDER BY "
                   "r.body_id LIMIT $1 OFFSET $2",
    [Q_FIND] = "SELECT body_id, stage, asked_at_s, coalesce(next_at_s, 0) FROM body_review "
               "WHERE body_id = $1",
    [Q_BY_KEY] = "SELECT body_id FROM body_review WHERE key_hash = $1",
    [Q_SET] =
        "INSERT INTO body_review (body_id, stage, asked_at_s, next_at_s, key_hash) VALUES "
        "($1, $2, $3, $4, $5) ON CONFLICT (body_id) DO UPDATE SET stage = "
        "excluded.stage, asked_at_s = excluded.asked_at_s, next_at_s = "
        "excluded.next_at_s, key_hash = coalesce(excluded.key_hash, "
        "body_review.key_hash)",
    [Q_END] = "DELETE FROM body_review WHERE body_id = $1",
    [Q_WHERE] = "SELECT partnership_id, accepted_at_s IS NOT NULL FROM body_partnership WHERE "
                "body_id = $1 LIMIT $2",
};
const struct sql_list body_review_sql = SQL_LIST("body_review", sql);

static const struct {
    const char *name;
    int days; /* until the next stage */
} stages[REVIEW_STAGE__MAX] = {
    [REVIEW_FIRST] = { "first", REVIEW_REMINDER_DAYS },
    [REVIEW_REMINDER] = { "reminder", REVIEW_URGENT_DAYS },
    [REVIEW_URGENT] = { "urgent", REVIEW_OVERDUE_DAYS },
    [REVIEW_OVERDUE] = { "overdue", 0 }, /* at once: its coordinators are told */
};

const char *review_stage_name(enum review_stage s)
{
    return stages[s].name;
}

static struct hash key_hash(struct str key)
{
    const struct str part[] = { STR("body_review"), key };
    return hash_parts(NULL, part, 2);
}

enum err body_review_find(struct db *db, struct arena *a, int64_t body_id,
                          struct body_review *out)
{
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(body_id)));
    bool found = db_row(s);
    if (found) {
        struct str name = db_text(s, 1, a);
        *out = (struct body_review){ .body_id = db_i64(s, 0),
                                     .asked_at_s = db_i64(s, 2),
                                     .next_at_s = db_i64(s, 3) };
        while (out->stage < REVIEW_OVERDUE && !str_eq(name, str_from(stages[out->stage].name)))
            out->stage++;
    }
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

static enum err record(struct db *db, const struct act *act, int64_t body_id,
                       const char *action, const char *stage)
{
    struct change c;
    change_begin(&c);
    if (stage)
        change_text(&c, "stage", STR(""), str_from(stage));
    return change_record(db, &c, act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("body"),
                                              .object_id = body_id });
}

/* --- one entry, one step --- */

struct step {
    struct arena *arena;
    int64_t body_id, now_s;
    struct str reviewed_until; /* YYYY-MM-DD */
    int64_t created_until_s;
    struct str key;
    struct review_mails mails; /* of the stage that comes */
    bool is_begun;             /* is to have a row already */
    enum review_stage stage;   /* that comes */
};

static bool is_due(const struct step *s, const struct body *b)
{
    bool is_old = b->reviewed_on.n ? str_cmp(b->reviewed_on, s->reviewed_until) <= 0
                                   : b->created_at_s <= s->created_until_s;
    return is_old && str_eq(b->state, STR("active")) && !b->is_stale;
}

/* The question is over: reviewed, closed, merged, or the entry is gone. */
static enum err end_review(struct db *db, const struct step *s)
{
    const struct act act = { .actor = STR("job"), .now_s = s->now_s };
    enum err e = db_exec(db, sql[Q_END], BINDS(bi(s->body_id)));
    return e || !db_changes(db) ? e : record(db, &act, s->body_id, "review.end", NULL);
}

static enum err set_stage(struct db *db, const struct step *s)
{
    const struct act act = { .actor = STR("job"), .now_s = s->now_s };
    int64_t next_at_s = s->now_s + (int64_t)stages[s->stage].days * DAY_S;
    struct hash h = key_hash(s->key);
    enum err e =
        db_exec(db, sql[Q_SET],
                BINDS(bi(s->body_id), bt(str_from(stages[s->stage].name)), bi(s->now_s),
                      bi(next_at_s), s->mails.n ? bb(hash_view(&h)) : bn()));
    return e ? e : record(db, &act, s->body_id, "review.ask", stages[s->stage].name);
}

static enum err make_overdue(struct db *db, struct step *s, struct body *b)
{
    const struct act act = { .actor = STR("job"), .now_s = s->now_s };
    b->is_stale = true;
    return body_change(db, s->arena, b, &act, STR("body.overdue"));
}

/* Looks once more: another process may have been faster, somebody may have answered. */
static enum err step_fn(struct db *db, void *arg)
{
    struct step *s = arg;
    struct body_review now;
    struct body b;
    enum err e = body_review_find(db, s->arena, s->body_id, &now);
    bool has_row = e != ERR_NOT_FOUND;
    if (e && has_row)
        return e;
    if (has_row != s->is_begun || (has_row && now.stage + 1 != s->stage))
        return OK;
    e = body_load(db, s->arena, s->body_id, &b);
    if (e == ERR_NOT_FOUND || (!e && !is_due(s, &b)))
        return end_review(db, s);
    for (size_t i = 0; i < s->mails.n && !e; i++) {
        e = mail_queue(db, &s->mails.mail[i]);
        if (e == ERR_INVALID) /* no address that a mail can go to */
            e = OK;
    }
    if (!e && s->stage == REVIEW_OVERDUE)
        e = make_overdue(db, s, &b);
    return e ? e : set_stage(db, s);
}

static enum err answered_fn(struct db *db, void *arg)
{
    const struct step *s = arg;
    struct body b;
    enum err e = body_load(db, s->arena, s->body_id, &b);
    bool is_open = !e && b.is_stale && str_eq(b.state, STR("active"));
    return (e && e != ERR_NOT_FOUND) || is_open ? e : end_review(db, s);
}

/* ERR_TOO_MANY: its address has had its mails of the day; tomorrow. */
static enum err take_step(const struct job_env *env, struct step *s)
{
    struct body_review now;
    struct body b;
    enum err e = body_review_find(env->db, env->arena, s->body_id, &now);
    if (e && e != ERR_NOT_FOUND)
        return e;
    s->is_begun = !e;
    s->stage = e ? REVIEW_FIRST : now.stage + 1;
    s->key = rand_key(env->arena);
    e = body_load(env->db, env->arena, s->body_id, &b);
    if (!e && s->stage != REVIEW_OVERDUE)
        e = review_mails_make(env, &b, s->stage, s->key, &s->mails);
    return e && e != ERR_NOT_FOUND ? e : store_write(env->store, step_fn, s);
}

/* --- the day's work --- */

static struct str months_ago(struct arena *a, int64_t now_s, int months)
{
    struct date d = london_from_s(now_s).date;
    int n = d.year * 12 + d.month - 1 - months;
    d = (struct date){ n / 12, n % 12 + 1, d.day };
    while (!date_is_valid(d))
        d.day--;
    return date_iso(a, d);
}

enum work { MOVE_ON, BEGIN, ANSWERED };

static struct stmt *ask_for(const struct job_env *env, enum work work, int64_t skip)
{
    struct bind until = bt(months_ago(env->arena, env->now_s, REVIEW_MONTHS));
    struct bind year = bi(env->now_s - (int64_t)REVIEW_DAYS * DAY_S);
    switch (work) {
    case BEGIN:
        return db_query(env->db, sql[Q_DUE], BINDS(until, year, bi(PART_MAX), bi(skip)));
    case ANSWERED:
        return db_query(env->db, sql[Q_ANSWERED], BINDS(bi(PART_MAX), bi(skip)));
    case MOVE_ON:
        break;
    }
    return db_query(env->db, sql[Q_MOVE_ON], BINDS(bi(env->now_s), bi(PART_MAX), bi(skip)));
}

static enum err list_ids(const struct job_env *env, enum work work, size_t skip,
                         int64_t id[PART_MAX], size_t *n)
{
    struct stmt *s = ask_for(env, work, (int64_t)skip);
    *n = 0;
    while (*n < PART_MAX && db_row(s))
        id[(*n)++] = db_i64(s, 0);
    return db_done(s, OK);
}

static enum err take_one(const struct job_env *env, enum work work, int64_t id, size_t *n_left)
{
    struct step *s = ARENA_NEW(env->arena, struct step);
    if (!s)
        return ERR_LIMIT;
    *s = (struct step){ .arena = env->arena,
                        .body_id = id,
                        .now_s = env->now_s,
                        .reviewed_until = months_ago(env->arena, env->now_s, REVIEW_MONTHS),
                        .created_until_s = env->now_s - (int64_t)REVIEW_DAYS * DAY_S };
    enum err e = work == ANSWERED ? store_write(env->store, answered_fn, s) : take_step(env, s);
    bool is_left = e == ERR_TOO_MANY || e == ERR_CONFLICT;
    *n_left += is_left;
    return is_left ? OK : e;
}

static bool is_stopping(const struct job_env *env)
{
    return env->is_stopping && env->is_stopping(env->stop_arg);
}

/* Those that are left alone today stay at the head of the list: they are skipped. */
static enum err take_all(const struct job_env *env, enum work work)
{
    size_t n = PART_MAX, n_left = 0, n_taken = 0;
    enum err e = OK;
    while (!e && n == PART_MAX && n_taken < REVIEW_DAY_MAX && !is_stopping(env)) {
        int64_t id[PART_MAX];
        e = list_ids(env, work, n_left, id, &n);
        for (size_t i = 0; !e && i < n; i++) {
            e = take_one(env, work, id[i], &n_left);
            arena_reset(env->arena);
        }
        n_taken += n;
    }
    return e;
}

enum err body_review_job(struct job_env *env, struct str subject)
{
    (void)subject;
    enum err e = take_all(env, ANSWERED);
    if (!e)
        e = take_all(env, MOVE_ON);
    if (!e)
        e = take_all(env, BEGIN);
    return e ? e : review_tell(env);
}

/* --- by the mailed link --- */

enum err body_review_by_key(struct db *db, struct arena *a, struct str key, struct body *out)
{
    struct hash h = key_hash(key);
    int64_t id = 0;
    enum err e = key_is_valid(key)
                     ? db_one_i64(db, sql[Q_BY_KEY], BINDS(bb(hash_view(&h))), &id)
                     : ERR_NOT_FOUND;
    if (!e)
        e = body_load(db, a, id, out);
    return !e && out->merged_into ? ERR_NOT_FOUND : e;
}

enum err review_right_fn(struct db *db, void *body_review_answer)
{
    struct body_review_answer *x = body_review_answer;
    struct body b;
    enum err e = body_review_by_key(db, x->arena, x->key, &b);
    if (e)
        return e;
    b.reviewed_on = x->today;
    b.is_stale = false;
    e = body_change(db, x->arena, &b, &x->act, STR("body.review"));
    return e ? e : db_exec(db, sql[Q_END], BINDS(bi(b.id)));
}

struct place {
    int64_t partnership_id;
    bool is_accepted;
};

static enum err list_places(struct db *db, int64_t body_id, struct place out[PARTNERSHIPS_MAX],
                            size_t *n, bool *any_accepted)
{
    struct stmt *s = db_query(db, sql[Q_WHERE], BINDS(bi(body_id), bi(PARTNERSHIPS_MAX)));
    *n = 0;
    *any_accepted = false;
    while (*n < PARTNERSHIPS_MAX && db_row(s)) {
        out[*n] = (struct place){ db_i64(s, 0), db_bool(s, 1) };
        *any_accepted = *any_accepted || out[*n].is_accepted;
        ++*n;
    }
    return db_done(s, OK);
}

static enum err tell_place(struct db *db, const struct body_review_answer *x,
                           const struct body *b, int64_t partnership_id)
{
    return contact_event_add(db,
                             &(struct contact_event){ .id = x->id ^ partnership_id,
                                                      .body_id = b->id,
                                                      .partnership_id = partnership_id,
                                                      .kind = STR("register"),
                                                      .direction = STR("in"),
                                                      .happened_on = x->today,
                                                      .summary = x->words,
                                                      .next_step = x->next_step,
                                                      .next_on = x->today,
                                                      .object_kind = STR("body"),
                                                      .object_id = b->id,
                                                      .by_role = STR(REVIEW_BY) },
                             &x->act);
}

enum err review_changed_fn(struct db *db, void *body_review_answer)
{
    struct body_review_answer *x = body_review_answer;
    struct place place[PARTNERSHIPS_MAX];
    struct body b;
    size_t n = 0;
    bool any_accepted = false;
    enum err e = body_review_by_key(db, x->arena, x->key, &b);
    if (!e)
        e = list_places(db, b.id, place, &n, &any_accepted);
    for (size_t i = 0; i < n && !e; i++)
        if (place[i].is_accepted || !any_accepted)
            e = tell_place(db, x, &b, place[i].partnership_id);
    if (!e) /* a reminder comes when nobody has corrected it by then */
        e = db_exec(db, sql[Q_SET],
                    BINDS(bi(b.id), bt(STR("first")), bi(x->act.now_s),
                          bi(x->act.now_s + (int64_t)REVIEW_REMINDER_DAYS * DAY_S), bn()));
    return e ? e : record(db, &x->act, b.id, "review.changed", NULL);
}
