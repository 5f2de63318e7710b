#include "modules/partnerships/route_history.h"

#include "core/base/arena.h"
#include "modules/partnerships/step_words.h"
#include "modules/partnerships/subscription_news.h"
#include "modules/partnerships/subscription_words.h"

#define COLS "id, COALESCE(step_id, 0), act, title, source, source_note, by_role, changed_at_s"

enum {
    Q_PAGE,
    Q_TOTAL,
    Q_FIND,
    Q_FIELDS,
    Q_EVIDENCE,
    Q_WHOSE,
    Q_ADD,
    Q_ADD_FIELD,
    Q_ADD_EVIDENCE
};

static const char *const sql[] = {
    [Q_PAGE] = "SELECT " COLS " FROM route_change WHERE partnership_id = $1 ORDER BY id DESC "
               "LIMIT $2 OFFSET $3",
    [Q_TOTAL] = "SELECT count(*) FROM route_change WHERE partnership_id = $1",
    [Q_FIND] = "SELECT " COLS " FROM route_change WHERE id = $1 AND partnership_id = $2",
    [Q_FIELDS] = "SELECT field, old_value, new_value FROM route_change_field WHERE change_id = "
                 "$1 ORDER BY field",
    [Q_EVIDENCE] = "SELECT e.words FROM route_evidence e JOIN route_change c ON c.id = "
                   "e.change_id WHERE e.change_id = $1 AND c.partnership_id = $2",
    [Q_WHOSE] = "SELECT partnership_id FROM route_change WHERE id = $1",
    [Q_ADD] = "INSERT INTO route_change (partnership_id, step_id, act, title, source, "
              "source_note, by_role, changed_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
              "RETURNING id",
    [Q_ADD_FIELD] = "INSERT INTO route_change_field (change_id, field, old_value, new_value) "
                    "VALUES ($1, $2, $3, $4)",
    [Q_ADD_EVIDENCE] = "INSERT INTO route_evidence (change_id, words) VALUES ($1, $2)",
};
const struct sql_list route_history_sql = SQL_LIST("route_history", sql);

static const char *const ACT[ROUTE_ACT__MAX] = {
    [ROUTE_ADD] = "add",   [ROUTE_CHANGE] = "change", [ROUTE_REMOVE] = "remove",
    [ROUTE_MOVE] = "move", [ROUTE_CHECK] = "check",
};

const char *route_act_name(enum route_act act)
{
    return ACT[act];
}

static enum route_act act_from(struct str name)
{
    enum route_act act = ROUTE_ADD;
    while (act < ROUTE_CHECK && !str_eq(name, str_from(ACT[act])))
        act++;
    return act;
}

static enum route_source source_from(struct str name)
{
    enum route_source source = SOURCE_NONE;
    while (source < SOURCE_PUT_BACK && !str_eq(name, str_from(route_source_name(source))))
        source++;
    return source;
}

bool route_change_can_go_back(const struct route_change *c)
{
    return c->act == ROUTE_ADD || c->act == ROUTE_CHANGE || c->act == ROUTE_REMOVE;
}

struct str route_field_label(struct str field)
{
    static const struct {
        const char *name, *label;
    } known[] = {
        { "detail", LABEL_DETAIL },
        { "email", LABEL_EMAIL },
        { "name", LABEL_NAME },
        { "role", LABEL_ROLE },
        { "organisation", LABEL_ORGANISATION },
        { "phone", LABEL_PHONE },
        { "position", LABEL_POSITION },
        { "url", LABEL_URL },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (str_eq(field, str_from(known[i].name)))
            return str_from(known[i].label);
    return (struct str){ 0 };
}

/* --- reading --- */

static void change_from_row(struct route_change *out, struct stmt *s, struct arena *a)
{
    *out = (struct route_change){
        .id = db_i64(s, 0),
        .step_id = db_i64(s, 1),
        .act = act_from(db_text(s, 2, a)),
        .title = db_text(s, 3, a),
        .source = source_from(db_text(s, 4, a)),
        .source_note = db_text(s, 5, a),
        .by_role = db_text(s, 6, a),
        .changed_at_s = db_i64(s, 7),
    };
}

static enum err load_fields(struct db *db, struct arena *a, struct route_change *c)
{
    c->field = arena_array(a, ROUTE_FIELDS_MAX, sizeof *c->field);
    if (!c->field)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_FIELDS], BINDS(bi(c->id)));
    while (c->n_fields < ROUTE_FIELDS_MAX && db_row(s))
        c->field[c->n_fields++] =
            (struct field_change){ db_text(s, 0, a), db_text(s, 1, a), db_text(s, 2, a) };
    return db_done(s, OK);
}

enum err route_changes_list(struct db *db, struct arena *a, int64_t partnership_id,
                            int64_t page, struct route_changes *out)
{
    int64_t from = (page - 1) * ROUTE_CHANGES_PAGE;
    *out =
        (struct route_changes){ .item = arena_array(a, ROUTE_CHANGES_PAGE, sizeof *out->item) };
    enum err e = out->item
                     ? db_one_i64(db, sql[Q_TOTAL], BINDS(bi(partnership_id)), &out->total)
                     : ERR_LIMIT;
    if (!e && (page < 1 || (page > 1 && from >= out->total)))
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    struct stmt *s =
        db_query(db, sql[Q_PAGE], BINDS(bi(partnership_id), bi(ROUTE_CHANGES_PAGE), bi(from)));
    while (out->n < ROUTE_CHANGES_PAGE && db_row(s))
        change_from_row(&out->item[out->n++], s, a);
    e = db_done(s, OK);
    for (size_t i = 0; i < out->n && !e; i++)
        e = load_fields(db, a, &out->item[i]);
    return e;
}

enum err route_change_find(struct db *db, struct arena *a, int64_t partnership_id, int64_t id,
                           struct route_change *out)
{
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(id), bi(partnership_id)));
    bool found = db_row(s);
    if (found)
        change_from_row(out, s, a);
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    return e ? e : load_fields(db, a, out);
}

int64_t route_change_whose(struct db *db, int64_t id)
{
    int64_t partnership_id = 0;
    return db_one_i64(db, sql[Q_WHOSE], BINDS(bi(id)), &partnership_id) ? 0 : partnership_id;
}

enum err route_evidence_find(struct db *db, struct arena *a, const struct actor *actor,
                             int64_t partnership_id, int64_t change_id, struct str *out)
{
    *out = (struct str){ 0 };
    if (!actor_may(actor, CAP_ROUTE_EDIT, partnership_id))
        return ERR_NOT_FOUND;
    enum err e =
        db_one_text(db, sql[Q_EVIDENCE], BINDS(bi(change_id), bi(partnership_id)), a, out);
    return e == ERR_NOT_FOUND ? OK : e;
}

/* --- adding --- */

/* The record holds the same fields, and where the change was found, in the order of names. */
static enum err record(struct db *db, const struct route_edit *k, const struct route_entry *x)
{
    static const char *const action[ROUTE_ACT__MAX] = {
        [ROUTE_ADD] = "route.add_step",       [ROUTE_CHANGE] = "route.change_step",
        [ROUTE_REMOVE] = "route.remove_step", [ROUTE_MOVE] = "route.move_step",
        [ROUTE_CHECK] = "route.check_step",
    };
    struct change c;
    const struct change_of of = {
        .action = x->step_id ? str_from(action[x->act]) : STR("route.rename"),
        .object_kind = x->step_id ? STR("route_step") : STR("partnership"),
        .object_id = x->step_id ? x->step_id : k->partnership_id,
    };
    const struct field_change found = { STR("found"),
                                        { 0 },
                                        str_from(route_source_name(x->source)) };
    change_begin(&c);
    bool is_said = false;
    for (size_t i = 0; i < x->n; i++) {
        const char *name = str_z(k->arena, x->field[i].name);
        if (!is_said && str_cmp(x->field[i].name, found.name) > 0) {
            change_text(&c, "found", found.old, found.new);
            is_said = true;
        }
        if (name)
            change_text(&c, name, x->field[i].old, x->field[i].new);
    }
    if (!is_said)
        change_text(&c, "found", found.old, found.new);
    change_of_partnership(&c, k->partnership_id);
    return change_record(db, &c, &k->act, &of);
}

/* What those hear who asked for mail about it; the order of steps is no news. */
static enum err tell_followers(struct db *db, const struct route_edit *k,
                               const struct route_entry *x)
{
    static const char *const line[ROUTE_ACT__MAX] = {
        [ROUTE_ADD] = NEWS_STEP_ADDED,
        [ROUTE_CHANGE] = NEWS_STEP_CHANGED,
        [ROUTE_REMOVE] = NEWS_STEP_REMOVED,
        [ROUTE_CHECK] = NEWS_ROUTE_CHECKED,
    };
    if (!line[x->act])
        return OK;
    struct str said = str_from(line[x->act]);
    if (x->act != ROUTE_CHECK)
        said = str_printf(k->arena, "%s: %.*s", line[x->act], STR_ARG(x->title));
    return subscription_notify(db, &(struct subscription_news){
                                       .topic = TOPIC_CONTACT_ROUTE,
                                       .partnership_id = k->partnership_id,
                                       .line = said,
                                       .now_s = k->act.now_s,
                                   });
}

enum err route_change_add(struct db *db, const struct route_edit *k,
                          const struct route_entry *x)
{
    int64_t id = 0;
    enum err e = db_one_i64(db, sql[Q_ADD],
                            BINDS(bi(k->partnership_id), x->step_id ? bi(x->step_id) : bn(),
                                  bt(str_from(ACT[x->act])), bt(x->title),
                                  bt(str_from(route_source_name(x->source))),
                                  bt(k->source_note), bt(k->by_role), bi(k->act.now_s)),
                            &id);
    for (size_t i = 0; i < x->n && !e; i++)
        e = db_exec(
            db, sql[Q_ADD_FIELD],
            BINDS(bi(id), bt(x->field[i].name), bt(x->field[i].old), bt(x->field[i].new)));
    if (!e && k->evidence.n)
        e = db_exec(db, sql[Q_ADD_EVIDENCE], BINDS(bi(id), bt(k->evidence)));
    if (!e)
        e = tell_followers(db, k, x);
    return e ? e : record(db, k, x);
}
