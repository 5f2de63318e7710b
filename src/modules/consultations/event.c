#include "modules/consultations/event.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/consultations/event_words.h"
#include "modules/people/visitor.h"

#define SLUG_CHARS 50
#define SLUG_TRIES 1000

#define COLS                                                                                   \
    "e.id, e.partnership_id, coalesce(e.consultation_id, 0), e.version, e.slug, e.title, "     \
    "e.summary, e.place, e.online, e.access_note, e.booking, e.state, e.cancel_reason, "       \
    "e.themes, e.starts_at_s, e.ends_at_s, e.is_public, e.created_at_s, e.changed_at_s, "      \
    "(SELECT count(*) FROM event_attendance a WHERE a.event_id = e.id), (SELECT "              \
    "coalesce(sum(h.n), 0) FROM event_headcount h WHERE h.event_id = e.id)"

enum {
    Q_ONE,
    Q_LIST,
    Q_PRESENT,
    Q_HEADS,
    Q_SLUG_TAKEN,
    Q_IS_OURS,
    Q_ADD,
    Q_CHANGE,
    Q_HELD,
    Q_CANCEL,
    Q_DROP_PRESENT,
    Q_PUT_PRESENT,
    Q_DROP_HEADS,
    Q_PUT_HEADS,
    Q_DROP_PUBLIC,
    Q_PUT_PUBLIC
};

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS " FROM event e WHERE e.id = $1",
    [Q_LIST] = "SELECT " COLS " FROM event e WHERE e.partnership_id = $1 ORDER BY "
               "e.starts_at_s DESC, e.id DESC LIMIT $2",
    [Q_PRESENT] = "SELECT a.body_id, b.name, a.n_people FROM event_attendance a JOIN body b ON "
                  "b.id = a.body_id WHERE a.event_id = $1 ORDER BY b.sort_key, b.id LIMIT $2",
    [Q_HEADS] = "SELECT kind, n FROM event_headcount WHERE event_id = $1",
    [Q_SLUG_TAKEN] = "SELECT 1 FROM event WHERE slug = $1",
    [Q_IS_OURS] = "SELECT 1 FROM consultation_partnership WHERE consultation_id = $1 AND "
                  "partnership_id = $2",
    [Q_ADD] =
        "INSERT INTO event (slug, partnership_id, consultation_id, title, summary, "
        "starts_at_s, ends_at_s, place, online, access_note, booking, is_public, state, "
        "cancel_reason, themes, version, created_at_s, changed_at_s) VALUES ($1, $2, $3, $4, "
        "$5, $6, $7, $8, $9, $10, $11, $12, 'planned', '', '', 1, $13, $13) RETURNING id",
    [Q_CHANGE] = "UPDATE event SET consultation_id = $3, title = $4, summary = $5, starts_at_s "
                 "= $6, ends_at_s = $7, place = $8, online = $9, access_note = $10, booking = "
                 "$11, is_public = $12, changed_at_s = $13, version = version + 1 WHERE id = "
                 "$1 AND version = $2 RETURNING version",
    [Q_HELD] = "UPDATE event SET state = 'held', themes = $3, changed_at_s = $4, version = "
               "version + 1 WHERE id = $1 AND version = $2 AND state <> 'cancelled' RETURNING "
               "version",
    [Q_CANCEL] = "UPDATE event SET state = 'cancelled', cancel_reason = $3, changed_at_s = $4, "
                 "version = version + 1 WHERE id = $1 AND version = $2 AND state = 'planned' "
                 "RETURNING version",
    [Q_DROP_PRESENT] = "DELETE FROM event_attendance WHERE event_id = $1",
    [Q_PUT_PRESENT] = "INSERT INTO event_attendance (event_id, body_id, n_people) VALUES ($1, "
                      "$2, $3) ON CONFLICT (event_id, body_id) DO UPDATE SET n_people = "
                      "excluded.n_people",
    [Q_DROP_HEADS] = "DELETE FROM event_headcount WHERE event_id = $1",
    [Q_PUT_HEADS] = "INSERT INTO event_headcount (event_id, kind, n) VALUES ($1, $2, $3)",
    [Q_DROP_PUBLIC] = "DELETE FROM event_public WHERE event_id = $1",
    [Q_PUT_PUBLIC] =
        "INSERT INTO event_public (event_id, slug, partnership_id, consultation_id, title, "
        "summary, starts_at_s, ends_at_s, place, online, access_note, booking, state, "
        "cancel_reason, version, changed_at_s) SELECT e.id, e.slug, e.partnership_id, "
        "e.consultation_id, e.title, e.summary, e.starts_at_s, e.ends_at_s, e.place, e.online, "
        "e.access_note, e.booking, e.state, e.cancel_reason, e.version, e.changed_at_s FROM "
        "event e WHERE e.id = $1 AND e.is_public = 1",
};
const struct sql_list event_sql = SQL_LIST("event", sql);

const struct consultation_word event_kinds[] = {
    [EVENT_LIVED_EXPERIENCE] = { "lived_experience", PEOPLE_LIVED_EXPERIENCE },
    [EVENT_FAMILY] = { "family", PEOPLE_FAMILY },
    [EVENT_VICTIM] = { "victim", PEOPLE_VICTIM },
    [EVENT_THIRD_SECTOR] = { "third_sector", PEOPLE_THIRD_SECTOR },
    [EVENT_COMMUNITY] = { "community", PEOPLE_COMMUNITY },
    [EVENT_PARTNER_STAFF] = { "partner_staff", PEOPLE_PARTNER_STAFF },
    [EVENT_ELECTED] = { "elected", PEOPLE_ELECTED },
    [EVENT_OTHER] = { "other", PEOPLE_OTHER },
    [EVENT_KIND__MAX] = { NULL, NULL },
};

/* --- reading --- */

static void from_row(struct event *e, struct stmt *s, struct arena *a)
{
    int i = 4;
    *e = (struct event){ .id = db_i64(s, 0),
                         .partnership_id = db_i64(s, 1),
                         .consultation_id = db_i64(s, 2),
                         .version = db_i64(s, 3) };
    struct str *const text[] = { &e->slug,          &e->title,       &e->summary, &e->place,
                                 &e->online,        &e->access_note, &e->booking, &e->state,
                                 &e->cancel_reason, &e->themes };
    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
        *text[k] = db_text(s, i++, a);
    e->starts_at_s = db_i64(s, i++);
    e->ends_at_s = db_i64(s, i++);
    e->is_public = db_bool(s, i++);
    e->created_at_s = db_i64(s, i++);
    e->changed_at_s = db_i64(s, i++);
    e->n_bodies = db_i64(s, i++);
    e->n_people = db_i64(s, i++);
}

enum err event_load(struct db *db, struct arena *a, int64_t id, struct event *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(id)));
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err event_load_for(struct ctx *c, int64_t id, struct event *out)
{
    enum err e = event_load(c->db, c->arena, id, out);
    if (e)
        return e;
    return actor_may(&c->visitor->actor, CAP_CONSULTATION_EDIT, out->partnership_id)
               ? OK
               : ctx_refuse(c);
}

enum err event_list(struct db *db, struct arena *a, int64_t partnership_id, struct event *out,
                    size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(partnership_id), bi((int64_t)max)));
    *n = 0;
    while (*n < max && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err event_present(struct db *db, struct arena *a, int64_t id,
                       struct event_presence out[EVENT_BODIES_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_PRESENT], BINDS(bi(id), bi(EVENT_BODIES_MAX)));
    *n = 0;
    while (*n < EVENT_BODIES_MAX && db_row(s))
        out[(*n)++] = (struct event_presence){ db_i64(s, 0), db_text(s, 1, a), db_i64(s, 2) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err event_heads(struct db *db, struct arena *a, int64_t id, int64_t heads[EVENT_KIND__MAX])
{
    for (size_t i = 0; i < EVENT_KIND__MAX; i++)
        heads[i] = 0;
    struct stmt *s = db_query(db, sql[Q_HEADS], BINDS(bi(id)));
    while (db_row(s)) {
        struct str kind = db_text(s, 0, a);
        for (size_t i = 0; i < EVENT_KIND__MAX; i++)
            if (str_eq(kind, str_from(event_kinds[i].code)))
                heads[i] = db_i64(s, 1);
    }
    return db_done(s, OK);
}

/* --- writing --- */

static enum err public_renew(struct db *db, int64_t id)
{
    enum err e = db_exec(db, sql[Q_DROP_PUBLIC], BINDS(bi(id)));
    return e ? e : db_exec(db, sql[Q_PUT_PUBLIC], BINDS(bi(id)));
}

/* What was said stays out of the record: it may tell who said it. */
static enum err record(struct db *db, const struct event *was, const struct event *now,
                       const struct act *act, const char *action)
{
    struct change c;
    change_begin(&c);
    change_text(&c, "cancel_reason", was->cancel_reason, now->cancel_reason);
    change_i64(&c, "ends_at", was->ends_at_s, now->ends_at_s);
    change_i64(&c, "is_public", was->is_public, now->is_public);
    change_i64(&c, "n_bodies", was->n_bodies, now->n_bodies);
    change_i64(&c, "n_people", was->n_people, now->n_people);
    change_new_i64(&c, "partnership", now->partnership_id);
    change_text(&c, "place", was->place, now->place);
    change_i64(&c, "starts_at", was->starts_at_s, now->starts_at_s);
    change_text(&c, "state", was->state, now->state);
    change_text(&c, "title", was->title, now->title);
    return change_record(db, &c, act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("event"),
                                              .object_id = now->id });
}

static enum err slug_free(struct db *db, struct arena *a, struct str title, struct str *out)
{
    struct str base = utf8_slug(a, title, SLUG_CHARS, STR("event"));
    *out = base;
    for (int i = 2; i < SLUG_TRIES; i++) {
        int64_t one;
        enum err e = db_one_i64(db, sql[Q_SLUG_TAKEN], BINDS(bt(*out)), &one);
        if (e)
            return e == ERR_NOT_FOUND ? OK : e;
        *out = str_printf(a, "%.*s-%d", STR_ARG(base), i);
    }
    return ERR_LIMIT;
}

static struct bind consultation_or_null(const struct event *e)
{
    return e->consultation_id ? bi(e->consultation_id) : bn();
}

static enum err consultation_is_ours(struct db *db, const struct event *e)
{
    int64_t one;
    if (!e->consultation_id)
        return OK;
    return db_one_i64(db, sql[Q_IS_OURS], BINDS(bi(e->consultation_id), bi(e->partnership_id)),
                      &one);
}

enum err event_add(struct db *db, struct arena *a, struct event *e, const struct act *act)
{
    const struct event none = { 0 };
    enum err err = consultation_is_ours(db, e);
    if (!err)
        err = slug_free(db, a, e->title, &e->slug);
    if (err)
        return err;
    e->state = STR("planned");
    e->version = 1;
    e->created_at_s = e->changed_at_s = act->now_s;
    err = db_one_i64(db, sql[Q_ADD],
                     BINDS(bt(e->slug), bi(e->partnership_id), consultation_or_null(e),
                           bt(e->title), bt(e->summary), bi(e->starts_at_s), bi(e->ends_at_s),
                           bt(e->place), bt(e->online), bt(e->access_note), bt(e->booking),
                           bi(e->is_public), bi(act->now_s)),
                     &e->id);
    if (!err)
        err = public_renew(db, e->id);
    return err ? err : record(db, &none, e, act, "event.add");
}

/* Theirs to change, and still the one that was shown. */
static enum err load_to_edit(struct db *db, struct event_edit *k, struct event *was)
{
    enum err e = event_load(db, k->arena, k->to.id, was);
    if (!e && !actor_may(k->actor, CAP_CONSULTATION_EDIT, was->partnership_id))
        e = ERR_NOT_FOUND;
    k->is_overtaken = !e && was->version != k->to.version;
    return e ? e : k->is_overtaken ? ERR_CONFLICT : OK;
}

enum err event_save_fn(struct db *db, void *event_edit)
{
    struct event_edit *k = event_edit;
    struct event was = { 0 }, *to = &k->to;
    if (!to->id) {
        struct event new = *to;
        return actor_may(k->actor, CAP_CONSULTATION_EDIT, to->partnership_id)
                   ? event_add(db, k->arena, &new, &k->act)
                   : ERR_NOT_FOUND;
    }
    enum err e = load_to_edit(db, k, &was);
    if (!e)
        e = consultation_is_ours(db, to);
    if (e)
        return e;
    struct event now = *to;
    now.partnership_id = was.partnership_id;
    now.state = was.state;
    now.cancel_reason = was.cancel_reason;
    now.n_bodies = was.n_bodies;
    now.n_people = was.n_people;
    e = db_one_i64(db, sql[Q_CHANGE],
                   BINDS(bi(to->id), bi(to->version), consultation_or_null(to), bt(to->title),
                         bt(to->summary), bi(to->starts_at_s), bi(to->ends_at_s), bt(to->place),
                         bt(to->online), bt(to->access_note), bt(to->booking),
                         bi(to->is_public), bi(k->act.now_s)),
                   &now.version);
    if (!e)
        e = public_renew(db, to->id);
    return e ? e : record(db, &was, &now, &k->act, "event.change");
}

enum err event_cancel_fn(struct db *db, void *event_edit)
{
    struct event_edit *k = event_edit;
    struct event was = { 0 };
    enum err e = load_to_edit(db, k, &was);
    if (e)
        return e;
    struct event now = was;
    now.state = STR("cancelled");
    now.cancel_reason = k->to.cancel_reason;
    e = db_one_i64(db, sql[Q_CANCEL],
                   BINDS(bi(was.id), bi(was.version), bt(now.cancel_reason), bi(k->act.now_s)),
                   &now.version);
    if (!e)
        e = public_renew(db, was.id);
    return e ? e : record(db, &was, &now, &k->act, "event.cancel");
}

static enum err put_presence(struct db *db, const struct event_edit *k, struct event *now)
{
    enum err e = db_exec(db, sql[Q_DROP_PRESENT], BINDS(bi(now->id)));
    if (!e)
        e = db_exec(db, sql[Q_DROP_HEADS], BINDS(bi(now->id)));
    now->n_bodies = now->n_people = 0;
    for (size_t i = 0; !e && i < k->n_present; i++) {
        e = db_exec(db, sql[Q_PUT_PRESENT],
                    BINDS(bi(now->id), bi(k->present[i].body_id), bi(k->present[i].n_people)));
        now->n_bodies++;
    }
    for (size_t i = 0; !e && i < EVENT_KIND__MAX; i++) {
        if (k->heads[i] <= 0)
            continue;
        e = db_exec(db, sql[Q_PUT_HEADS],
                    BINDS(bi(now->id), bt(str_from(event_kinds[i].code)), bi(k->heads[i])));
        now->n_people += k->heads[i];
    }
    return e;
}

enum err event_held_fn(struct db *db, void *event_edit)
{
    struct event_edit *k = event_edit;
    struct event was = { 0 };
    enum err e = load_to_edit(db, k, &was);
    if (e)
        return e;
    struct event now = was;
    now.state = STR("held");
    e = db_one_i64(db, sql[Q_HELD],
                   BINDS(bi(was.id), bi(was.version), bt(k->to.themes), bi(k->act.now_s)),
                   &now.version);
    if (!e)
        e = put_presence(db, k, &now);
    if (!e)
        e = public_renew(db, was.id);
    return e ? e : record(db, &was, &now, &k->act, "event.held");
}
