#include "modules/bodies/suggestion.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/work/retain.h"

#define DAY_S 86400
#define DRAWS_MAX 8

#define COLS                                                                                   \
    "s.id, coalesce(s.partnership_id, 0), s.reference, s.name, s.charity_number, s.website, "  \
    "s.areas, s.words, s.email, s.state, coalesce(s.body_id, 0), s.reason, s.received_at_s, "  \
    "coalesce(s.answered_at_s, 0), coalesce(p.name, ''), coalesce(p.slug, ''), "               \
    "coalesce(a.name, ''), s.erased_at_s IS NOT NULL"
#define FROM                                                                                   \
    " FROM body_suggestion s LEFT JOIN partnership p ON p.id = s.partnership_id "              \
    "LEFT JOIN account a ON a.id = s.answered_by "
#define COUNT(where)                                                                           \
    "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM body_suggestion WHERE " where " LIMIT "      \
    "1001) x"
#define LIST(where)                                                                            \
    "SELECT " COLS FROM "WHERE " where " ORDER BY s.received_at_s DESC LIMIT $2 OFFSET $3"

/* Of one partnership or of all, every one or those waiting. */
enum {
    Q_COUNT_OF,
    Q_COUNT_OF_NEW,
    Q_COUNT_ALL,
    Q_COUNT_NEW,
    Q_LIST_OF,
    Q_LIST_OF_NEW,
    Q_LIST_ALL,
    Q_LIST_NEW,
    Q_ONE,
    Q_REFERENCES,
    Q_ADD,
    Q_ANSWER,
    Q_ERASE
};

static const char *const sql[] = {
    [Q_COUNT_OF] = COUNT("partnership_id = $1"),
    [Q_COUNT_OF_NEW] = COUNT("partnership_id = $1 AND state = 'new'"),
    [Q_COUNT_ALL] = COUNT("received_at_s > $1"),
    [Q_COUNT_NEW] = COUNT("state = 'new' AND received_at_s > $1"),
    [Q_LIST_OF] = LIST("s.partnership_id = $1"),
    [Q_LIST_OF_NEW] = LIST("s.partnership_id = $1 AND s.state = 'new'"),
    [Q_LIST_ALL] = LIST("s.received_at_s > $1"),
    [Q_LIST_NEW] = LIST("s.state = 'new' AND s.received_at_s > $1"),
    [Q_ONE] = "SELECT " COLS FROM "WHERE s.reference = $1",
    [Q_REFERENCES] = "SELECT count(*) FROM body_suggestion WHERE reference = $1",
    [Q_ADD] = "INSERT INTO body_suggestion (id, reference, name, charity_number, website, "
              "areas, words, email, partnership_id, state, reason, received_at_s) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'new', '', $10)",
    [Q_ANSWER] = "UPDATE body_suggestion SET state = $3, body_id = $4, reason = $5, "
                 "answered_at_s = $6, answered_by = $7 WHERE id = $1 AND "
                 "coalesce(partnership_id, 0) = $2 AND state = 'new'",
    [Q_ERASE] = "UPDATE body_suggestion SET words = '', email = '', erased_at_s = $1 "
                "WHERE id IN (SELECT id FROM body_suggestion WHERE erased_at_s IS NULL "
                "AND received_at_s <= $2 AND (answered_at_s <= $2 OR received_at_s <= $3) "
                "ORDER BY received_at_s LIMIT $4)",
};
const struct sql_list suggestion_sql = SQL_LIST("suggestion", sql);

static const char *const state_names[SUGGESTION_STATE__MAX] = {
    [SUGGESTION_NEW] = "new",
    [SUGGESTION_ADDED] = "added",
    [SUGGESTION_THERE] = "already_there",
    [SUGGESTION_DECLINED] = "declined",
};

enum suggestion_state suggestion_state_from(struct str name)
{
    enum suggestion_state state = 0;
    while (state < SUGGESTION_STATE__MAX && !str_eq(name, str_from(state_names[state])))
        state++;
    return state;
}

enum err suggestion_new_reference(struct db *db, struct arena *a, struct str code,
                                  struct str *out)
{
    for (int i = 0; i < DRAWS_MAX; i++) {
        int64_t n = 0;
        *out = receipt_new(a, code);
        if (!out->n)
            return ERR_LIMIT;
        enum err e = db_one_i64(db, sql[Q_REFERENCES], BINDS(bt(*out)), &n);
        if (e || !n)
            return e;
    }
    return ERR_INTERNAL;
}

/* --- reading --- */

static void suggestion_from_row(struct suggestion *out, struct stmt *s, struct arena *a)
{
    *out = (struct suggestion){
        .id = db_i64(s, 0),
        .partnership_id = db_i64(s, 1),
        .reference = db_text(s, 2, a),
        .name = db_text(s, 3, a),
        .charity_number = db_text(s, 4, a),
        .website = db_text(s, 5, a),
        .areas = db_text(s, 6, a),
        .words = db_text(s, 7, a),
        .email = db_text(s, 8, a),
        .state = suggestion_state_from(db_text(s, 9, a)),
        .body_id = db_i64(s, 10),
        .reason = db_text(s, 11, a),
        .received_at_s = db_i64(s, 12),
        .answered_at_s = db_i64(s, 13),
        .partnership_name = db_text(s, 14, a),
        .partnership_slug = db_text(s, 15, a),
        .answered_name = db_text(s, 16, a),
        .is_erased = db_bool(s, 17),
    };
}

static const char *pick(const struct desk_ask *ask, int of)
{
    return sql[of + (ask->partnership_id ? 0 : 2) + (ask->is_waiting_only ? 1 : 0)];
}

enum err suggestion_count(struct db *db, const struct desk_ask *ask, int64_t *n)
{
    return db_one_i64(db, pick(ask, Q_COUNT_OF), BINDS(bi(ask->partnership_id)), n);
}

enum err suggestion_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                         struct suggestion *out, size_t *n)
{
    struct stmt *s = db_query(db, pick(ask, Q_LIST_OF),
                              BINDS(bi(ask->partnership_id), bi(ask->max), bi(ask->first)));
    *n = 0;
    while (*n < (size_t)ask->max && db_row(s))
        suggestion_from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err suggestion_find(struct db *db, struct arena *a, struct str reference,
                         struct suggestion *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bt(reference)));
    bool found = db_row(s);
    if (found)
        suggestion_from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

/* --- changing --- */

/* An address that has had its mails of the day, or cannot be written to, loses nothing else. */
static enum err queue(struct db *db, const struct mail *m, bool *is_mailed)
{
    enum err e = m->to.n ? mail_queue(db, m) : ERR_INVALID;
    *is_mailed = e == OK;
    return e == ERR_TOO_MANY || e == ERR_INVALID ? OK : e;
}

static enum err record(struct db *db, struct change *change, const struct act *act,
                       const struct suggestion *s, struct str action)
{
    change_of_partnership(change, s->partnership_id);
    return change_record(db, change, act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("body_suggestion"),
                                              .object_id = s->id });
}

enum err suggestion_send_fn(struct db *db, void *suggestion_send)
{
    const struct suggestion_send *x = suggestion_send;
    const struct suggestion *s = &x->suggestion;
    struct change change;
    bool is_mailed;
    enum err e =
        db_exec(db, sql[Q_ADD],
                BINDS(bi(s->id), bt(s->reference), bt(s->name), bt(s->charity_number),
                      bt(s->website), bt(s->areas), bt(s->words), bt(s->email),
                      s->partnership_id ? bi(s->partnership_id) : bn(), bi(x->act.now_s)));
    if (!e)
        e = queue(db, &x->mail, &is_mailed);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "name", STR(""), s->name);
    return record(db, &change, &x->act, s, STR("suggestion.send"));
}

enum err suggestion_answer_fn(struct db *db, void *suggestion_answer)
{
    struct suggestion_answer *x = suggestion_answer;
    const struct suggestion s = { .id = x->suggestion_id, .partnership_id = x->partnership_id };
    struct change change;
    bool is_mailed;
    x->was_answered = false;
    if (!actor_may(x->actor, CAP_BODY_EDIT, x->partnership_id))
        return ERR_NOT_FOUND;
    enum err e = queue(db, &x->mail, &is_mailed);
    if (!e)
        e = db_exec(db, sql[Q_ANSWER],
                    BINDS(bi(x->suggestion_id), bi(x->partnership_id),
                          bt(str_from(state_names[x->state])),
                          x->body_id ? bi(x->body_id) : bn(), bt(x->reason), bi(x->act.now_s),
                          bi(x->actor->account_id)));
    if (e)
        return e;
    x->was_answered = db_changes(db) == 0;
    if (x->was_answered)
        return ERR_CONFLICT;
    change_begin(&change);
    change_i64(&change, "body", 0, x->body_id);
    change_i64(&change, "mailed", 0, is_mailed);
    change_text(&change, "state", STR("new"), str_from(state_names[x->state]));
    return record(db, &change, &x->act, &s, STR("suggestion.answer"));
}

/* --- retention --- */

static enum err erase_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    int64_t done = x->now_s - (int64_t)MESSAGE_KEEP_DONE_DAYS * DAY_S,
            most = x->now_s - (int64_t)MESSAGE_KEEP_MOST_DAYS * DAY_S;
    enum err e =
        db_exec(db, sql[Q_ERASE], BINDS(bi(x->now_s), bi(done), bi(most), bi(RETAIN_ROWS)));
    x->n = e ? 0 : db_changes(db);
    if (e || !x->n)
        return e;
    return retain_record(db, x, STR("suggestion.erase"), STR("body_suggestion"));
}

enum err suggestion_retain(struct store *store, int64_t now_s)
{
    return retain_rounds(store, erase_fn, now_s);
}
