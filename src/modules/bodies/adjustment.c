#include "modules/bodies/adjustment.h"

#include "core/base/arena.h"
#include "modules/bodies/adjustment_words.h"
#include "modules/bodies/body_key.h"

#define COLS                                                                                   \
    "d.id, d.body_id, coalesce(d.partnership_id, 0), d.request, d.response, d.state, "         \
    "d.asked_on, d.answered_on, d.by_role, coalesce(p.short_name, ''), d.created_at_s"
#define FROM " FROM adjustment d LEFT JOIN partnership p ON p.id = d.partnership_id "

enum { Q_SERVES, Q_SAME, Q_COUNT, Q_ADD, Q_LIST, Q_FIND, Q_ANSWER };

static const char *const sql[] = {
    [Q_SERVES] = "SELECT count(*) FROM body_partnership WHERE body_id = $1 AND partnership_id "
                 "= $2",
    [Q_SAME] = "SELECT count(*) FROM adjustment WHERE body_id = $1 AND state IN ('asked', "
               "'agreed', 'done', 'not_possible') AND request = $2",
    [Q_COUNT] = "SELECT count(*) FROM adjustment WHERE body_id = $1",
    [Q_ADD] = "INSERT INTO adjustment (id, body_id, partnership_id, request, response, state, "
              "asked_on, answered_on, by_role, created_at_s) VALUES ($1, $2, $3, $4, '', "
              "'asked', $5, '', $6, $7)",
    [Q_LIST] = "SELECT " COLS FROM "WHERE d.body_id = $1 ORDER BY CASE d.state WHEN 'ended' "
               "THEN 1 ELSE 0 END, d.created_at_s DESC, d.id LIMIT $2",
    [Q_FIND] = "SELECT " COLS FROM "WHERE d.id = $1 AND d.body_id = $2",
    [Q_ANSWER] = "UPDATE adjustment SET state = $2, response = $3, answered_on = $4, "
                 "partnership_id = coalesce($5, partnership_id), by_role = $6 WHERE id = $1",
};
const struct sql_list adjustment_sql = SQL_LIST("adjustment", sql);

static const struct body_word state_words[] = {
    { STR_INIT("asked"), STR_INIT(NEED_ASKED) },
    { STR_INIT("agreed"), STR_INIT(NEED_AGREED) },
    { STR_INIT("done"), STR_INIT(NEED_DONE) },
    { STR_INIT("not_possible"), STR_INIT(NEED_NOT_POSSIBLE) },
    { STR_INIT("ended"), STR_INIT(NEED_ENDED) },
};
const struct body_words adjustment_states = { state_words,
                                              sizeof state_words / sizeof *state_words };

bool adjustment_may_become(struct str from, struct str to)
{
    static const struct {
        struct str from, to;
    } way[] = {
        { STR_INIT("asked"), STR_INIT("agreed") },
        { STR_INIT("asked"), STR_INIT("done") },
        { STR_INIT("asked"), STR_INIT("not_possible") },
        { STR_INIT("asked"), STR_INIT("ended") },
        { STR_INIT("agreed"), STR_INIT("done") },
        { STR_INIT("agreed"), STR_INIT("not_possible") },
        { STR_INIT("agreed"), STR_INIT("ended") },
        { STR_INIT("done"), STR_INIT("not_possible") },
        { STR_INIT("done"), STR_INIT("ended") },
        { STR_INIT("not_possible"), STR_INIT("agreed") },
        { STR_INIT("not_possible"), STR_INIT("done") },
        { STR_INIT("not_possible"), STR_INIT("ended") },
        { STR_INIT("ended"), STR_INIT("agreed") },
    };
    for (size_t i = 0; i < sizeof way / sizeof *way; i++)
        if (str_eq(way[i].from, from) && str_eq(way[i].to, to))
            return true;
    return false;
}

/* --- reading --- */

static void from_row(struct adjustment *out, struct stmt *s, struct arena *a)
{
    *out = (struct adjustment){
        .id = db_i64(s, 0),
        .body_id = db_i64(s, 1),
        .partnership_id = db_i64(s, 2),
        .request = db_text(s, 3, a),
        .response = db_text(s, 4, a),
        .state = db_text(s, 5, a),
        .asked_on = db_text(s, 6, a),
        .answered_on = db_text(s, 7, a),
        .by_role = db_text(s, 8, a),
        .partnership_name = db_text(s, 9, a),
        .created_at_s = db_i64(s, 10),
    };
}

enum err adjustment_list(struct db *db, struct arena *a, int64_t body_id,
                         struct adjustment out[ADJUSTMENTS_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(body_id), bi(ADJUSTMENTS_MAX)));
    *n = 0;
    while (*n < ADJUSTMENTS_MAX && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err adjustment_find(struct db *db, struct arena *a, int64_t body_id, int64_t id,
                         struct adjustment *out)
{
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(id), bi(body_id)));
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

/* --- writing --- */

static enum err record(struct db *db, const struct adjustment *was,
                       const struct adjustment *now, const struct act *act, const char *action)
{
    struct hash_key key = { 0 };
    struct change c;
    enum err e = body_key_load(db, now->body_id, &key);
    if (e)
        return e;
    change_begin(&c);
    change_new_i64(&c, "body", now->body_id);
    if (now->partnership_id)
        change_new_i64(&c, "partnership", now->partnership_id);
    change_personal(&c, "request", &key, was->request, now->request);
    change_personal(&c, "response", &key, was->response, now->response);
    change_text(&c, "state", was->state, now->state);
    secret_wipe(&key, sizeof key);
    return change_record(db, &c, act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("adjustment"),
                                              .object_id = now->id });
}

enum err adjustment_add(struct db *db, const struct adjustment *x, const struct act *act)
{
    struct adjustment none = { 0 }, now = *x;
    int64_t n_same = 0, n = 0;
    enum err e = db_one_i64(db, sql[Q_SAME], BINDS(bi(x->body_id), bt(x->request)), &n_same);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(x->body_id)), &n);
    if (e || n_same)
        return e;
    if (n >= ADJUSTMENTS_MAX)
        return ERR_TOO_MANY;
    now.state = STR("asked");
    now.response = (struct str){ 0 };
    e = db_exec(db, sql[Q_ADD],
                BINDS(bi(x->id), bi(x->body_id),
                      x->partnership_id ? bi(x->partnership_id) : bn(), bt(x->request),
                      bt(x->asked_on), bt(x->by_role), bi(act->now_s)));
    return e ? e : record(db, &none, &now, act, "need.add");
}

/* ERR_NOT_FOUND: neither a partnership that the body works in, nor an editor of the body. */
static enum err may(struct db *db, const struct adjustment_edit *k)
{
    int64_t n = 0;
    if (!k->to.partnership_id)
        return actor_may_for_body(k->actor, CAP_BODY_NEEDS, k->to.body_id) ? OK : ERR_NOT_FOUND;
    if (!actor_may(k->actor, CAP_BODY_NEEDS, k->to.partnership_id))
        return ERR_NOT_FOUND;
    enum err e =
        db_one_i64(db, sql[Q_SERVES], BINDS(bi(k->to.body_id), bi(k->to.partnership_id)), &n);
    return e ? e : n ? OK : ERR_NOT_FOUND;
}

enum err adjustment_add_fn(struct db *db, void *adjustment_edit)
{
    struct adjustment_edit *k = adjustment_edit;
    enum err e = may(db, k);
    return e ? e : adjustment_add(db, &k->to, &k->act);
}

enum err adjustment_answer_fn(struct db *db, void *adjustment_edit)
{
    struct adjustment_edit *k = adjustment_edit;
    struct adjustment was = { 0 }, *to = &k->to;
    enum err e = may(db, k);
    if (!e)
        e = adjustment_find(db, k->arena, to->body_id, to->id, &was);
    k->is_overtaken = !e && !str_eq(was.state, k->seen);
    if (e || k->is_overtaken)
        return e ? e : ERR_CONFLICT;
    if (!adjustment_may_become(was.state, to->state) ||
        (str_eq(to->state, STR("not_possible")) && !to->response.n))
        return ERR_INVALID;
    to->request = was.request;
    e = db_exec(db, sql[Q_ANSWER],
                BINDS(bi(to->id), bt(to->state), bt(to->response), bt(to->answered_on),
                      to->partnership_id ? bi(to->partnership_id) : bn(), bt(to->by_role)));
    return e ? e : record(db, &was, to, &k->act, "need.answer");
}
