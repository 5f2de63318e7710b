#include "modules/partnerships/subscription_news.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "gen/symbols.h"
#include "modules/partnerships/subscription_mail.h"
#include "modules/partnerships/subscription_words.h"
#include "modules/work/job.h"

#define DAY_S 86400
#define BATCH_ARENA_BYTES (32 * MIB)
#define BETWEEN_MAILS_S 72000 /* 20 hours: a run that was late does not bring two in a row */

enum {
    Q_ADD,
    Q_DUE,
    Q_BEHIND,
    Q_N_BEHIND,
    Q_NEWS,
    Q_TOLD,
    Q_TOLD_MAIL,
    Q_SENT,
    Q_REFUSED,
    Q_OLD,
    Q_SWEEP
};

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO subscription_news (topic, partnership_id, line, path, "
              "happened_at_s, due_at_s) SELECT $1, p.id, $3, CASE WHEN $4 = '' THEN "
              "'/partnerships/' || p.slug ELSE $4 END, $5, $6 FROM partnership p "
              "WHERE p.id = $2 "
              "ON CONFLICT (topic, partnership_id, due_at_s, path, line) DO NOTHING",
    [Q_DUE] = "SELECT coalesce(max(id), 0) FROM subscription_news WHERE due_at_s <= $1",
    [Q_BEHIND] = "SELECT subscription_id, told_until FROM subscription_state "
                 "WHERE told_until < $1 AND told_at_s <= $2 "
                 "ORDER BY told_until, subscription_id LIMIT $3",
    [Q_N_BEHIND] = "SELECT count(*) FROM (SELECT 1 FROM subscription_state WHERE "
                   "told_until < $1 AND told_at_s <= $2 LIMIT 1)",
    [Q_NEWS] =
        "SELECT n.line, n.path, p.id, p.name, min(p.sort_key) FROM subscription_news n JOIN "
        "partnership p "
        "ON p.id = n.partnership_id WHERE n.id > $2 AND n.id <= $3 AND n.topic IN (SELECT "
        "t.topic FROM subscription_topic t WHERE t.subscription_id = $1) AND (EXISTS (SELECT 1 "
        "FROM subscription s WHERE s.id = $1 AND s.is_everywhere = 1) OR EXISTS (SELECT 1 FROM "
        "subscription_area a WHERE a.subscription_id = $1 AND "
        "a.partnership_id = n.partnership_id)) GROUP BY n.path, n.line ORDER BY 5, n.path, "
        "n.id LIMIT $4",
    [Q_TOLD] = "UPDATE subscription_state SET told_until = $3 WHERE subscription_id = $1 AND "
               "told_until = $2",
    [Q_TOLD_MAIL] = "UPDATE subscription_state SET told_until = $3, told_at_s = $4 "
                    "WHERE subscription_id = $1 AND told_until = $2",
    [Q_SENT] = "UPDATE subscription_state SET n_refused = 0 WHERE subscription_id = $1 AND "
               "n_refused > 0",
    [Q_REFUSED] =
        "UPDATE subscription_state SET n_refused = n_refused + 1, paused_at_s = CASE "
        "WHEN n_refused + 1 >= $2 THEN coalesce(paused_at_s, $3) ELSE paused_at_s END "
        "WHERE subscription_id = $1",
    [Q_OLD] = "SELECT count(*) FROM subscription_news WHERE due_at_s <= $1 AND id < (SELECT "
              "max(id) FROM subscription_news)",
    [Q_SWEEP] = "DELETE FROM subscription_news WHERE due_at_s <= $1 AND id < (SELECT max(id) "
                "FROM subscription_news)",
};
const struct sql_list subscription_news_sql = SQL_LIST("subscription_news", sql);

int64_t subscription_due_s(int64_t now_s)
{
    struct date day = london_from_s(now_s).date;
    int64_t due_s = london_to_s(day, NEWS_HOUR, 0);
    return due_s > now_s ? due_s
                         : london_to_s(date_from_days(date_to_days(day) + 1), NEWS_HOUR, 0);
}

/* Each morning has a job of its own: one that is late must not stand for the next. */
static enum err queue_job(struct db *db, int64_t due_s, int64_t now_s)
{
    char subject[24];
    int n = snprintf(subject, sizeof subject, "%lld", (long long)due_s);
    return job_queue(db, &(struct job_new){ .kind = STR(SUBSCRIPTION_JOB),
                                            .subject = { subject, (size_t)n },
                                            .due_at_s = due_s,
                                            .now_s = now_s });
}

enum err subscription_notify(struct db *db, const struct subscription_news *n)
{
    int64_t due_s = subscription_due_s(n->now_s);
    enum err e = db_exec(db, sql[Q_ADD],
                         BINDS(bt(str_from(topic_name(n->topic))), bi(n->partnership_id),
                               bt(n->line), bt(n->path), bi(n->now_s), bi(due_s)));
    return e ? e : queue_job(db, due_s, n->now_s);
}

/* --- telling --- */

struct told {
    int64_t id, from; /* of news: the last that it was told before */
    bool has_mail;
    struct mail mail;
    struct str key;
};

struct batch {
    const struct subscription_run *run;
    struct arena *a;
    int64_t until; /* of news: the last that is due */
    struct told told[NEWS_BATCH];
    size_t n;
};

static enum err load_batch(struct batch *b)
{
    const struct subscription_run *run = b->run;
    b->n = 0;
    struct stmt *s =
        db_query(run->db, sql[Q_BEHIND],
                 BINDS(bi(b->until), bi(run->now_s - BETWEEN_MAILS_S), bi(NEWS_BATCH)));
    while (b->n < NEWS_BATCH && db_row(s))
        b->told[b->n++] = (struct told){ .id = db_i64(s, 0), .from = db_i64(s, 1) };
    return db_done(s, OK);
}

/* What the news of a mail is about, as far as its subject says. */
struct places {
    size_t n;
    struct str first;
};

/* places: [name, lines [line], url], by partnership and page; what several partnerships tell
 * of one page (a consultation of all of them) stands once. */
static enum err load_news(const struct batch *b, const struct told *t, struct view *v,
                          struct places *places)
{
    const struct subscription_run *run = b->run;
    struct list *list = view_list(v, S(places)), *lines = NULL;
    struct str path_before = { 0 };
    int64_t before = 0;
    *places = (struct places){ 0 };
    struct stmt *s = db_query(run->db, sql[Q_NEWS],
                              BINDS(bi(t->id), bi(t->from), bi(b->until), bi(NEWS_LINES_MAX)));
    while (db_row(s)) {
        struct str name = db_text(s, 3, b->a), path = db_text(s, 1, b->a);
        int64_t partnership = db_i64(s, 2);
        if (partnership != before && !places->n++)
            places->first = name;
        if (partnership != before || !str_eq(path, path_before)) {
            struct view *place = list_add(list);
            view_str(place, S(name), name);
            view_str(place, S(url), str_join(b->a, run->site->origin, path));
            lines = view_list(place, S(lines));
        }
        view_str(list_add(lines), S(line), db_text(s, 0, b->a));
        before = partnership;
        path_before = path;
    }
    return db_done(s, OK);
}

static enum err make_mail(struct batch *b, struct told *t)
{
    const struct subscription_run *run = b->run;
    struct subscription s;
    struct places places;
    struct view *v = view_in(b->a);
    enum err e = subscription_find(run->db, b->a, t->id, &s);
    if (e || s.paused_at_s)
        return e == ERR_NOT_FOUND ? OK : e; /* stopped meanwhile; or paused: told nothing */
    e = load_news(b, t, v, &places);
    if (e || !places.n)
        return e;
    const struct subscription_post post = { .a = b->a,
                                            .templates = run->templates,
                                            .site = run->site,
                                            .link_key = run->link_key,
                                            .now_s = run->now_s };
    t->mail.kind = STR("mail/subscription_news");
    t->mail.subject = places.n == 1 ? str_printf(b->a, SUBJECT_NEWS_ONE, STR_ARG(places.first))
                                    : str_printf(b->a, SUBJECT_NEWS_MANY, places.n);
    t->key = subscription_key(b->a, run->link_key, t->id);
    t->has_mail = true;
    return subscription_mail_to(&post, v, &s, &t->mail);
}

static enum err tell_one(struct db *db, const struct batch *b, const struct told *t,
                         int64_t *n_mails)
{
    if (!t->has_mail)
        return db_exec(db, sql[Q_TOLD], BINDS(bi(t->id), bi(t->from), bi(b->until)));
    enum err e = db_exec(db, sql[Q_TOLD_MAIL],
                         BINDS(bi(t->id), bi(t->from), bi(b->until), bi(b->run->now_s)));
    if (e || !db_changes(db)) /* another process told it; or it was stopped */
        return e;
    ++*n_mails;
    e = subscription_key_keep(db, t->key, t->id);
    return e ? e : mail_queue(db, &t->mail);
}

static enum err tell_batch(struct db *db, void *arg)
{
    const struct batch *b = arg;
    int64_t n_mails = 0;
    enum err e = OK;
    for (size_t i = 0; !e && i < b->n; i++)
        e = tell_one(db, b, &b->told[i], &n_mails);
    if (e || !n_mails)
        return e;
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "mails", n_mails);
    return change_record(
        db, &change, &(struct act){ .actor = STR("job"), .now_s = b->run->now_s },
        &(struct change_of){ STR("subscription.tell"), STR("subscription_news"), b->until });
}

/* *go_on: this batch was full, there may be more. */
static enum err run_batch(struct batch *b, bool *go_on)
{
    enum err e = load_batch(b);
    *go_on = !e && b->n == NEWS_BATCH;
    for (size_t i = 0; !e && i < b->n; i++)
        e = make_mail(b, &b->told[i]);
    if (!e && arena_failed(b->a))
        e = ERR_LIMIT;
    if (!e && b->n)
        e = store_write(b->run->store, tell_batch, b);
    arena_reset(b->a);
    return e;
}

static bool is_stopping(const struct subscription_run *run)
{
    return run->is_stopping && run->is_stopping(run->stop_arg);
}

static enum err sweep(struct db *db, void *arg)
{
    const int64_t *before_s = arg;
    return db_exec(db, sql[Q_SWEEP], BINDS(bi(*before_s)));
}

static enum err sweep_old(const struct subscription_run *run)
{
    int64_t before_s = run->now_s - (int64_t)NEWS_KEEP_DAYS * DAY_S, n = 0;
    enum err e = db_one_i64(run->db, sql[Q_OLD], BINDS(bi(before_s)), &n);
    return e || !n ? e : store_write(run->store, sweep, &before_s);
}

/* Who had a mail only hours ago waits for the next morning. */
static enum err queue_late(struct db *db, void *arg)
{
    const struct subscription_run *run = arg;
    return queue_job(db, subscription_due_s(run->now_s), run->now_s);
}

static enum err run_late(struct subscription_run run, int64_t until)
{
    int64_t n_late = 0;
    enum err e = db_one_i64(run.db, sql[Q_N_BEHIND], BINDS(bi(until), bi(run.now_s)), &n_late);
    return e || !n_late ? e : store_write(run.store, queue_late, &run);
}

static enum err run_batches(const struct subscription_run *run, int64_t until)
{
    struct arena *own = arena_new(MIB), *a = arena_new(BATCH_ARENA_BYTES);
    struct batch *b = ARENA_NEW(own, struct batch);
    bool go_on = b != NULL;
    enum err e = b ? OK : ERR_LIMIT;
    if (b) {
        b->run = run;
        b->a = a;
        b->until = until;
    }
    while (!e && go_on && !is_stopping(run))
        e = run_batch(b, &go_on);
    if (!e && go_on)
        e = ERR_BUSY; /* stopping: the job is tried again */
    arena_free(a);
    arena_free(own);
    return e;
}

enum err subscription_run_due(const struct subscription_run *run)
{
    int64_t until = 0, n_behind = 0;
    enum err e = db_one_i64(run->db, sql[Q_DUE], BINDS(bi(run->now_s)), &until);
    if (!e)
        e = db_one_i64(run->db, sql[Q_N_BEHIND],
                       BINDS(bi(until), bi(run->now_s - BETWEEN_MAILS_S)), &n_behind);
    if (!e && n_behind)
        e = run_batches(run, until);
    if (!e)
        e = run_late(*run, until);
    return e ? e : sweep_old(run);
}

/* --- refusals --- */

enum err subscription_mail_end(struct db *db, const struct mail_end *end)
{
    int64_t id = 0;
    if (!str_eq(end->object_kind, STR("subscription")) || !str_to_i64(end->object_id, &id))
        return OK;
    if (!end->was_refused)
        return db_exec(db, sql[Q_SENT], BINDS(bi(id)));
    return db_exec(db, sql[Q_REFUSED],
                   BINDS(bi(id), bi(SUBSCRIPTION_REFUSALS), bi(end->now_s)));
}
