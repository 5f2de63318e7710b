#include "modules/partnerships/route_edit.h"

#include "core/base/arena.h"
#include "modules/partnerships/route_history.h"
#include "modules/partnerships/step_fields.h"
#include "modules/partnerships/step_words.h"

#define SEQ_STEP 10

enum { Q_ADD, Q_PUT, Q_REMOVE, Q_CHECK, Q_SEQ, Q_TOUCH, Q_NAME, Q_PUT_NAME };

static const char *const sql[] = {
    [Q_ADD] =
        "INSERT INTO route_step (partnership_id, area_id, kind, seq, role, organisation, "
        "email, phone, url, detail, source, source_on, confirmed, checked_on, "
        "checked_by_role, is_edited) VALUES ($1, $2, $3, (SELECT COALESCE(max(seq), 0) + 10 "
        "FROM route_step WHERE partnership_id = $1), $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, $14, 1) RETURNING id",
    [Q_PUT] = "UPDATE route_step SET role = $3, organisation = $4, email = $5, phone = $6, "
              "url = $7, detail = $8, source = $9, source_on = $10, confirmed = $11, "
              "checked_on = $12, checked_by_role = $13, is_edited = 1, is_removed = 0 "
              "WHERE id = $1 AND partnership_id = $2",
    [Q_REMOVE] = "UPDATE route_step SET is_edited = 1, is_removed = 1 WHERE id = $1 AND "
                 "partnership_id = $2",
    [Q_CHECK] = "UPDATE route_step SET checked_on = $3, checked_by_role = $4 WHERE id = $1 AND "
                "partnership_id = $2",
    [Q_SEQ] = "UPDATE route_step SET seq = $3 WHERE id = $1 AND partnership_id = $2",
    [Q_TOUCH] = "UPDATE route_step SET is_edited = 1 WHERE id = $1 AND partnership_id = $2",
    [Q_NAME] = "SELECT name, is_name_confirmed FROM partnership WHERE id = $1",
    [Q_PUT_NAME] = "UPDATE partnership SET name = $2, is_name_confirmed = $3 WHERE id = $1",
};
const struct sql_list route_edit_sql = SQL_LIST("route_edit", sql);

static const char *const SOURCE[SOURCE__MAX] = {
    [SOURCE_NONE] = "none",         [SOURCE_PARTNERSHIP] = "partnership",
    [SOURCE_COUNCIL] = "council",   [SOURCE_TSI] = "tsi",
    [SOURCE_CONTACT] = "contact",   [SOURCE_OTHER] = "other",
    [SOURCE_PUT_BACK] = "put_back",
};

const char *route_source_name(enum route_source source)
{
    return SOURCE[source];
}

enum route_source route_source_from(struct str name)
{
    for (enum route_source s = SOURCE_PARTNERSHIP; s < SOURCE_PUT_BACK; s++)
        if (str_eq(name, str_from(SOURCE[s])))
            return s;
    return SOURCE_NONE;
}

struct str route_by_role(const struct actor *actor, int64_t partnership_id)
{
    for (size_t i = 0; i < actor->n_grants; i++)
        if (actor->grant[i].role == ROLE_COORDINATOR &&
            actor->grant[i].partnership_id == partnership_id)
            return STR(BY_COORDINATOR);
    return STR(BY_ADMIN);
}

/* --- reading before writing --- */

static bool may(const struct route_edit *k)
{
    return actor_may(k->actor, CAP_ROUTE_EDIT, k->partnership_id);
}

/* The step, as long as it is what the person saw. */
static enum err load_seen(struct db *db, struct route_edit *k, struct route_step *out)
{
    k->is_overtaken = false;
    enum err e = may(k) ? route_step_find(db, k->arena, k->partnership_id, k->step_id, out)
                        : ERR_NOT_FOUND;
    if (e || str_eq(route_seen(k->arena, out, 1), k->seen))
        return e;
    k->is_overtaken = true;
    k->theirs = *out;
    return ERR_CONFLICT;
}

/* --- adding and changing --- */

static enum err put(struct db *db, const struct route_edit *k, const struct route_step *s)
{
    return db_exec(db, sql[Q_PUT],
                   BINDS(bi(s->id), bi(k->partnership_id), bt(s->role), bt(s->organisation),
                         bt(s->email), bt(s->phone), bt(s->url), bt(s->detail), bt(s->source),
                         bt(s->source_on), bt(s->confirmed), bt_or_null(s->checked_on),
                         bt_or_null(s->checked_by_role)));
}

static enum err add(struct db *db, struct route_edit *k)
{
    const struct route_step none = { .kind = k->to.kind, .area_id = k->to.area_id };
    struct contact_route all;
    enum err e = may(k)
                     ? contact_route_list(db, k->arena, k->partnership_id, k->act.now_s, &all)
                     : ERR_NOT_FOUND;
    if (!e && all.n == ROUTE_STEPS_MAX)
        e = ERR_TOO_MANY;
    if (e)
        return e;
    struct route_step s = step_after(k, &none);
    struct str kind = str_from(step_kind_name(s.kind));
    e = db_one_i64(db, sql[Q_ADD],
                   BINDS(bi(k->partnership_id), s.area_id ? bi(s.area_id) : bn(), bt(kind),
                         bt(s.role), bt(s.organisation), bt(s.email), bt(s.phone), bt(s.url),
                         bt(s.detail), bt(s.source), bt(s.source_on), bt(s.confirmed),
                         bt_or_null(s.checked_on), bt_or_null(s.checked_by_role)),
                   &k->saved_id);
    if (e)
        return e;
    struct route_entry x = {
        .act = ROUTE_ADD, .step_id = k->saved_id, .title = step_title(&s), .source = k->source
    };
    route_entry_put(&x, "kind", (struct str){ 0 }, kind);
    route_entry_diff(&x, &none, &s);
    return route_change_add(db, k, &x);
}

static enum err check_one(struct db *db, struct route_edit *k, const struct route_step *was)
{
    struct route_step now = *was;
    struct route_entry x = { .act = ROUTE_CHECK,
                             .step_id = was->id,
                             .title = step_title(was),
                             .source = SOURCE_PARTNERSHIP };
    now.checked_on = k->today;
    now.checked_by_role = k->by_role;
    route_entry_diff(&x, was, &now);
    if (!x.n) /* checked today already */
        return OK;
    enum err e =
        db_exec(db, sql[Q_CHECK],
                BINDS(bi(was->id), bi(k->partnership_id), bt(k->today), bt(k->by_role)));
    return e ? e : route_change_add(db, k, &x);
}

enum err route_step_save_fn(struct db *db, void *route_edit)
{
    struct route_edit *k = route_edit;
    struct route_step was;
    if (!k->step_id)
        return add(db, k);
    enum err e = load_seen(db, k, &was);
    if (e)
        return e;
    k->saved_id = was.id;
    struct route_step now = step_after(k, &was);
    if (!was.is_removed && step_says_the_same(&was, &now) && k->source == SOURCE_PARTNERSHIP)
        return check_one(db, k, &was);
    struct route_entry x = { .act = was.is_removed ? ROUTE_ADD : ROUTE_CHANGE,
                             .step_id = was.id,
                             .title = step_title(&now),
                             .source = k->source };
    route_entry_diff(&x, was.is_removed ? &(const struct route_step){ 0 } : &was, &now);
    e = put(db, k, &now);
    return e ? e : route_change_add(db, k, &x);
}

static enum err remove_one(struct db *db, const struct route_edit *k,
                           const struct route_step *was, enum route_source source)
{
    struct route_entry x = {
        .act = ROUTE_REMOVE, .step_id = was->id, .title = step_title(was), .source = source
    };
    route_entry_put(&x, "kind", str_from(step_kind_name(was->kind)), (struct str){ 0 });
    route_entry_diff(&x, was, &(const struct route_step){ 0 });
    enum err e = db_exec(db, sql[Q_REMOVE], BINDS(bi(was->id), bi(k->partnership_id)));
    return e ? e : route_change_add(db, k, &x);
}

enum err route_step_remove_fn(struct db *db, void *route_edit)
{
    struct route_edit *k = route_edit;
    struct route_step was;
    enum err e = load_seen(db, k, &was);
    if (!e && was.is_removed)
        e = ERR_NOT_FOUND;
    return e ? e : remove_one(db, k, &was, k->source);
}

/* --- order --- */

static enum err number(struct db *db, const struct route_edit *k, const struct contact_route *r)
{
    enum err e = OK;
    for (size_t i = 0; i < r->n && !e; i++)
        e = db_exec(
            db, sql[Q_SEQ],
            BINDS(bi(r->step[i].id), bi(k->partnership_id), bi(SEQ_STEP * ((int64_t)i + 1))));
    return e ? e : db_exec(db, sql[Q_TOUCH], BINDS(bi(k->step_id), bi(k->partnership_id)));
}

enum err route_step_move_fn(struct db *db, void *route_edit)
{
    struct route_edit *k = route_edit;
    struct contact_route r;
    enum err e = may(k) ? contact_route_list(db, k->arena, k->partnership_id, k->act.now_s, &r)
                        : ERR_NOT_FOUND;
    size_t i = 0;
    while (!e && i < r.n && r.step[i].id != k->step_id)
        i++;
    if (!e && i == r.n)
        e = ERR_NOT_FOUND;
    if (e || (k->up ? i == 0 : i + 1 == r.n))
        return e;
    size_t other = k->up ? i - 1 : i + 1;
    struct route_step moved = r.step[i];
    r.step[i] = r.step[other];
    r.step[other] = moved;
    e = number(db, k, &r);
    struct route_entry x = { .act = ROUTE_MOVE,
                             .step_id = moved.id,
                             .title = step_title(&moved),
                             .source = SOURCE_NONE };
    route_entry_put(&x, "position", str_printf(k->arena, "%zu", i + 1),
                    str_printf(k->arena, "%zu", other + 1));
    return e ? e : route_change_add(db, k, &x);
}

/* --- checking --- */

enum err route_check_fn(struct db *db, void *route_edit)
{
    struct route_edit *k = route_edit;
    struct contact_route r;
    bool is_met = !k->step_id;
    k->is_overtaken = false;
    enum err e = may(k) ? contact_route_list(db, k->arena, k->partnership_id, k->act.now_s, &r)
                        : ERR_NOT_FOUND;
    if (e)
        return e;
    k->is_overtaken = !str_eq(route_seen(k->arena, r.step, r.n), k->seen);
    if (k->is_overtaken)
        return ERR_CONFLICT;
    for (size_t i = 0; i < r.n && !e; i++) {
        bool is_asked = !k->step_id || r.step[i].id == k->step_id;
        is_met = is_met || is_asked;
        if (is_asked)
            e = check_one(db, k, &r.step[i]);
    }
    return e || is_met ? e : ERR_NOT_FOUND;
}

/* --- the name --- */

static enum err name_load(struct db *db, const struct route_edit *k, struct str *name,
                          struct str *mark)
{
    if (!may(k))
        return ERR_NOT_FOUND;
    struct stmt *s = db_query(db, sql[Q_NAME], BINDS(bi(k->partnership_id)));
    bool found = db_row(s);
    if (found) {
        *name = db_text(s, 0, k->arena);
        *mark = db_bool(s, 1) ? STR("1") : STR("0");
    }
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

static enum err name_put(struct db *db, struct route_edit *k, struct str name, struct str mark)
{
    struct str old, old_mark;
    struct route_entry x = { .act = ROUTE_CHANGE, .title = STR(ACT_NAME), .source = k->source };
    enum err e = name_load(db, k, &old, &old_mark);
    if (e)
        return e;
    route_entry_put(&x, "name", old, name);
    route_entry_put(&x, "name_confirmed", old_mark, mark);
    e = db_exec(db, sql[Q_PUT_NAME],
                BINDS(bi(k->partnership_id), bt(name), bi(str_eq(mark, STR("1")))));
    return e ? e : route_change_add(db, k, &x);
}

enum err route_name_save_fn(struct db *db, void *route_edit)
{
    struct route_edit *k = route_edit;
    struct str mark;
    enum err e = name_load(db, k, &k->theirs_name, &mark);
    if (e)
        return e;
    k->is_overtaken = !str_eq(route_seen_name(k->arena, k->theirs_name), k->seen);
    return k->is_overtaken ? ERR_CONFLICT : name_put(db, k, k->name, STR("1"));
}

/* --- putting back --- */

static enum err step_put_back(struct db *db, struct route_edit *k, const struct route_change *c)
{
    struct route_step was;
    k->step_id = c->step_id;
    enum err e = load_seen(db, k, &was);
    bool is_there = c->act != ROUTE_REMOVE;
    if (!e && was.is_removed == is_there)
        e = ERR_INVALID; /* the step it is about went or came back since */
    if (e)
        return e;
    if (c->act == ROUTE_ADD)
        return remove_one(db, k, &was, SOURCE_PUT_BACK);
    struct route_step back = is_there ? step_before(k->arena, c, &was) : was;
    struct route_entry x = { .act = is_there ? ROUTE_CHANGE : ROUTE_ADD,
                             .step_id = was.id,
                             .title = step_title(&back),
                             .source = SOURCE_PUT_BACK };
    route_entry_diff(&x, is_there ? &was : &(const struct route_step){ 0 }, &back);
    if (!x.n)
        return ERR_INVALID;
    e = put(db, k, &back);
    return e ? e : route_change_add(db, k, &x);
}

enum err route_put_back_fn(struct db *db, void *route_edit)
{
    struct route_edit *k = route_edit;
    struct route_change c;
    struct str mark, old;
    k->source = SOURCE_PUT_BACK;
    enum err e = may(k) ? route_change_find(db, k->arena, k->partnership_id, k->change_id, &c)
                        : ERR_NOT_FOUND;
    if (!e && !route_change_can_go_back(&c))
        e = ERR_INVALID;
    if (e)
        return e;
    if (c.step_id)
        return step_put_back(db, k, &c);
    e = name_load(db, k, &k->theirs_name, &mark);
    k->is_overtaken = !e && !str_eq(route_seen_name(k->arena, k->theirs_name), k->seen);
    if (e || k->is_overtaken)
        return e ? e : ERR_CONFLICT;
    if (!route_change_names(&c, "name", &old) || str_eq(old, k->theirs_name))
        return ERR_INVALID;
    (void)route_change_names(&c, "name_confirmed", &mark);
    return name_put(db, k, old, mark);
}
