/* plan_body_write.c: decisions on organisations of a plan and changes of their part, each with
 * its line of history and its record. */
#include "modules/plans/plan_body.h"

enum {
    Q_COUNT,
    Q_ADD_LIST,
    Q_SET_LIST,
    Q_ADD,
    Q_ONE,
    Q_LIKELY,
    Q_SUITABLE,
    Q_PART,
    Q_NAMING,
    Q_EXCEPT,
    Q_NOTE,
    Q_LAST,
    Q_TRIES
};

#define NEXT ", version = version + 1 WHERE plan_id = $1 AND body_id = $2"

/* clang-format off */
static const char *const sql[] = {
    [Q_COUNT] = "SELECT count(*) FROM plan_body WHERE plan_id = $1",
    [Q_ADD_LIST] = "INSERT INTO plan_list (plan_id, source, filter, n_added, n_before, by_account, by_role, added_at_s) VALUES ($1, $2, $3, 0, 0, "
                   "$4, $5, $6) RETURNING id",
    [Q_SET_LIST] = "UPDATE plan_list SET n_added = $2, n_before = $3 WHERE id = $1",
    /* Naming: as the register says, until somebody chooses for the statement. */
    [Q_ADD] = "INSERT INTO plan_body (plan_id, body_id, list_id, is_suitable, unsuitable_reason, likely, likely_reason, decided_on, participation, "
              "participation_on, took_part, stages, naming, except_role, except_reason, except_on, version) SELECT $1, b.id, $3, 1, '', '', '', '', "
              "'not_asked', '', '', '', CASE WHEN b.is_named = 1 THEN 'yes' ELSE 'describe' END, '', '', '', 1 FROM body b WHERE b.id = $2 AND "
              "b.merged_into IS NULL ON CONFLICT DO NOTHING",
    [Q_ONE] = "SELECT is_suitable, likely, participation, naming, except_reason, version FROM plan_body WHERE plan_id = $1 AND body_id = $2",
    [Q_LIKELY] = "UPDATE plan_body SET likely = $3, likely_reason = $4, decided_on = $5" NEXT,
    [Q_SUITABLE] = "UPDATE plan_body SET is_suitable = $3, unsuitable_reason = $4" NEXT,
    [Q_PART] = "UPDATE plan_body SET participation = $3, participation_on = $4, took_part = CASE WHEN $3 = 'taking_part' THEN $5 ELSE took_part END, stages = "
              "CASE WHEN $3 = 'taking_part' THEN $6 ELSE stages END" NEXT,
    [Q_NAMING] = "UPDATE plan_body SET naming = $3" NEXT,
    [Q_EXCEPT] = "UPDATE plan_body SET except_role = $3, except_reason = $4, except_on = $5" NEXT,
    [Q_NOTE] = "INSERT INTO plan_body_change (plan_id, body_id, kind, old_value, new_value, reason, contact_event_id, by_account, by_role, "
               "changed_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    [Q_LAST] = "SELECT id, old_value, new_value FROM plan_body_change WHERE plan_id = $1 AND body_id = $2 AND kind = 'participation' AND id > "
               "coalesce((SELECT max(id) FROM plan_body_change WHERE plan_id = $1 AND body_id = $2 AND kind = 'taken_back'), 0) ORDER BY id DESC "
               "LIMIT 1",
    [Q_TRIES] = "SELECT count(DISTINCT e.channel), coalesce(sum(p.delivery = 'refused' OR o.state = 'failed'), 0) FROM contact_event e CROSS JOIN "
                "plan_contact p ON p.contact_event_id = e.id LEFT JOIN outbox_state o ON o.outbox_id = p.outbox_id WHERE e.body_id = $2 AND "
                "p.plan_id = $1 AND e.removed_at_s IS NULL AND e.direction <> 'in' AND p.what IN ('invitation', 'reminder')",
};
/* clang-format on */
const struct sql_list plan_body_write_sql = SQL_LIST("plan_body_write", sql);

struct standing {
    struct str suitable, likely, participation, naming, except_reason;
    int64_t version;
};

/* What stands there; is_late: it was another version when it was seen. */
static enum err load_standing(struct db *db, struct plan_body_write *w, int64_t body_id,
                              struct standing *out)
{
    struct arena *a = w->arena;
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(w->plan_id), bi(body_id)));
    bool is_there = db_row(s);
    if (is_there)
        *out = (struct standing){ .suitable = db_bool(s, 0) ? STR("yes") : STR("no"),
                                  .likely = db_text(s, 1, a),
                                  .participation = db_text(s, 2, a),
                                  .naming = db_text(s, 3, a),
                                  .except_reason = db_text(s, 4, a),
                                  .version = db_i64(s, 5) };
    enum err e = db_done(s, is_there ? OK : ERR_NOT_FOUND);
    w->is_late = !e && w->version && w->version != out->version;
    return w->is_late ? ERR_CONFLICT : e;
}

struct note {
    const char *kind;
    struct str old_value, new_value;
};

static enum err add_note(struct db *db, const struct plan_body_write *w, int64_t body_id,
                         const struct note *x)
{
    return db_exec(db, sql[Q_NOTE],
                   BINDS(bi(w->plan_id), bi(body_id), bt(str_from(x->kind)), bt(x->old_value),
                         bt(x->new_value), bt(w->reason),
                         w->contact_event_id ? bi(w->contact_event_id) : bn(),
                         w->by_account ? bi(w->by_account) : bn(), bt(w->by_role),
                         bi(w->act.now_s)));
}

/* How many, never a reason: that may speak of people. */
static enum err record(struct db *db, const struct plan_body_write *w, const char *action,
                       struct str value)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "bodies", (int64_t)w->n);
    if (w->n == 1)
        change_new_i64(&change, "body", w->body_id[0]);
    change_text(&change, "to", STR(""), value);
    change_of_partnership(&change, w->partnership_id);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("plan"),
                                              .object_id = w->plan_id });
}

/* --- the long list --- */

static enum err add_one(struct db *db, struct plan_body_write *w, int64_t list_id,
                        int64_t body_id)
{
    enum err e = db_exec(db, sql[Q_ADD], BINDS(bi(w->plan_id), bi(body_id), bi(list_id)));
    if (e || !db_changes(db)) {
        w->n_before += !e;
        return e;
    }
    w->n_added++;
    return add_note(db, w, body_id, &(struct note){ "added", STR(""), w->source });
}

enum err plan_bodies_add_fn(struct db *db, void *plan_body_write)
{
    struct plan_body_write *w = plan_body_write;
    int64_t list_id = 0, n = 0;
    w->n_added = w->n_before = 0;
    enum err e = db_one_i64(db, sql[Q_ADD_LIST],
                            BINDS(bi(w->plan_id), bt(w->source), bt(w->filter),
                                  bi(w->by_account), bt(w->by_role), bi(w->act.now_s)),
                            &list_id);
    for (size_t i = 0; !e && i < w->n; i++)
        e = add_one(db, w, list_id, w->body_id[i]);
    if (!e)
        e = db_exec(db, sql[Q_SET_LIST],
                    BINDS(bi(list_id), bi((int64_t)w->n_added), bi((int64_t)w->n_before)));
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(w->plan_id)), &n);
    if (!e && n > PLAN_BODIES_MAX)
        e = ERR_TOO_MANY;
    return e ? e : record(db, w, "plan.bodies", w->source);
}

/* --- decisions, of each of several --- */

typedef enum err (*one_fn)(struct db *db, struct plan_body_write *w, int64_t body_id);

static enum err each(struct db *db, struct plan_body_write *w, one_fn fn, const char *action)
{
    enum err e = w->n ? OK : ERR_INVALID;
    for (size_t i = 0; !e && i < w->n; i++)
        e = fn(db, w, w->body_id[i]);
    return e ? e : record(db, w, action, w->value);
}

static enum err decide_likely(struct db *db, struct plan_body_write *w, int64_t body_id)
{
    struct standing is;
    enum err e = load_standing(db, w, body_id, &is);
    if (!e)
        e = db_exec(db, sql[Q_LIKELY],
                    BINDS(bi(w->plan_id), bi(body_id), bt(w->value), bt(w->reason),
                          bt(w->value.n ? w->today : STR(""))));
    return e ? e : add_note(db, w, body_id, &(struct note){ "likely", is.likely, w->value });
}

enum err plan_body_likely_fn(struct db *db, void *plan_body_write)
{
    struct plan_body_write *w = plan_body_write;
    if (str_eq(w->value, STR("no")) && !w->reason.n)
        return ERR_INVALID;
    return each(db, w, decide_likely, "plan.likely");
}

static enum err decide_suitable(struct db *db, struct plan_body_write *w, int64_t body_id)
{
    struct standing is;
    bool is_suitable = str_eq(w->value, STR("yes"));
    enum err e = load_standing(db, w, body_id, &is);
    if (!e)
        e = db_exec(db, sql[Q_SUITABLE],
                    BINDS(bi(w->plan_id), bi(body_id), bi(is_suitable),
                          bt(is_suitable ? STR("") : w->reason)));
    return e ? e
             : add_note(db, w, body_id, &(struct note){ "suitable", is.suitable, w->value });
}

enum err plan_body_suitable_fn(struct db *db, void *plan_body_write)
{
    struct plan_body_write *w = plan_body_write;
    if (!str_eq(w->value, STR("yes")) && !w->reason.n)
        return ERR_INVALID;
    return each(db, w, decide_suitable, "plan.suitable");
}

/* --- the part of one --- */

static enum err load_tries(struct db *db, const struct plan_body_write *w, int64_t body_id,
                           struct plan_tries *out)
{
    struct stmt *s = db_query(db, sql[Q_TRIES], BINDS(bi(w->plan_id), bi(body_id)));
    *out = (struct plan_tries){ 0 };
    if (db_row(s)) {
        out->n_channels = (int)db_i64(s, 0);
        out->n_refused = (int)db_i64(s, 1);
    }
    return db_done(s, OK);
}

static enum err put_part(struct db *db, struct plan_body_write *w, int64_t body_id,
                         struct str to)
{
    return db_exec(db, sql[Q_PART],
                   BINDS(bi(w->plan_id), bi(body_id), bt(to), bt(w->today), bt(w->took_part),
                         bt(w->stages)));
}

static enum err act_on(struct db *db, struct plan_body_write *w, int64_t body_id)
{
    struct standing is;
    struct plan_tries tries;
    enum participation from, to;
    enum err e = load_standing(db, w, body_id, &is);
    if (!e)
        e = load_tries(db, w, body_id, &tries);
    if (e)
        return e;
    if (!participation_from_name(is.participation, &from))
        return ERR_INVALID;
    w->refusal = plan_act_may(w->does, from, &tries, w->n_tries, &to);
    if (w->refusal)
        return ERR_CONFLICT;
    if (from == to) /* asked again */
        return OK;
    e = put_part(db, w, body_id, participation_name(to));
    return e ? e
             : add_note(
                   db, w, body_id,
                   &(struct note){ "participation", is.participation, participation_name(to) });
}

enum err plan_body_act_fn(struct db *db, void *plan_body_write)
{
    struct plan_body_write *w = plan_body_write;
    w->refusal = PLAN_MAY;
    w->value = plan_act_name(w->does);
    return each(db, w, act_on, "plan.part");
}

static enum err take_back(struct db *db, struct plan_body_write *w, int64_t body_id)
{
    struct standing is;
    struct str before = { 0 }, after = { 0 };
    enum err e = load_standing(db, w, body_id, &is);
    if (e)
        return e;
    struct stmt *s = db_query(db, sql[Q_LAST], BINDS(bi(w->plan_id), bi(body_id)));
    bool is_there = db_row(s);
    if (is_there) {
        before = db_text(s, 1, w->arena);
        after = db_text(s, 2, w->arena);
    }
    e = db_done(s, is_there ? OK : ERR_NOT_FOUND);
    if (!e)
        e = put_part(db, w, body_id, before);
    return e ? e : add_note(db, w, body_id, &(struct note){ "taken_back", after, before });
}

enum err plan_body_take_back_fn(struct db *db, void *plan_body_write)
{
    return each(db, plan_body_write, take_back, "plan.take_back");
}

/* --- naming, exceptions --- */

static enum err name_it(struct db *db, struct plan_body_write *w, int64_t body_id)
{
    struct standing is;
    enum err e = load_standing(db, w, body_id, &is);
    if (!e)
        e = db_exec(db, sql[Q_NAMING], BINDS(bi(w->plan_id), bi(body_id), bt(w->value)));
    return e ? e : add_note(db, w, body_id, &(struct note){ "naming", is.naming, w->value });
}

enum err plan_body_naming_fn(struct db *db, void *plan_body_write)
{
    return each(db, plan_body_write, name_it, "plan.naming");
}

static enum err except(struct db *db, struct plan_body_write *w, int64_t body_id)
{
    struct standing is;
    enum err e = load_standing(db, w, body_id, &is);
    bool is_made = w->reason.n > 0;
    if (!e)
        e = db_exec(db, sql[Q_EXCEPT],
                    BINDS(bi(w->plan_id), bi(body_id), bt(is_made ? w->by_role : STR("")),
                          bt(w->reason), bt(is_made ? w->today : STR(""))));
    return e ? e
             : add_note(db, w, body_id,
                        &(struct note){ "exception", is.except_reason, w->reason });
}

enum err plan_body_except_fn(struct db *db, void *plan_body_write)
{
    return each(db, plan_body_write, except, "plan.exception");
}
