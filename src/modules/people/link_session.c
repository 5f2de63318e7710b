#include "modules/people/link_session.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/people/people.h"
#include "modules/people/visitor.h"

#define DAY_S 86400
#define YEAR_S ((int64_t)400 * DAY_S)
#define SWEEP_MAX 200 /* rows of one write */

enum { Q_LOAD, Q_DROP, Q_ADD, Q_END_OBJECT, Q_MOVE, Q_END_ALL, Q_SEEN, Q_SWEEP };

static const char *const sql[] = {
    [Q_LOAD] =
        "SELECT kind, scope, object_id, number, began_at_s, last_seen_s FROM link_session "
        "WHERE id_hash = $1 ORDER BY began_at_s DESC LIMIT $2",
    [Q_DROP] = "DELETE FROM link_session WHERE id_hash = $1 AND kind = $2 AND scope = $3",
    [Q_ADD] = "INSERT INTO link_session (id_hash, kind, scope, object_id, number, began_at_s, "
              "last_seen_s) VALUES ($1, $2, $3, $4, $5, $6, $6)",
    [Q_END_OBJECT] = "DELETE FROM link_session WHERE kind = $1 AND object_id = $2",
    [Q_MOVE] = "UPDATE link_session SET id_hash = $2, number = $3 WHERE id_hash = $1",
    [Q_END_ALL] = "DELETE FROM link_session WHERE id_hash = $1",
    [Q_SEEN] =
        "UPDATE link_session SET last_seen_s = $2 WHERE number = $1 AND last_seen_s < $2",
    [Q_SWEEP] = "DELETE FROM link_session WHERE kind = $1 AND id_hash IN (SELECT id_hash FROM "
                "link_session WHERE kind = $1 AND began_at_s <= $2 ORDER BY began_at_s LIMIT "
                "$3) AND began_at_s <= $2",
};
const struct sql_list link_session_sql = SQL_LIST("link_session", sql);

/* Unused that long it is over, and that long after it began in any case (S19). */
static const struct kind {
    const char *name, *again;
    int64_t idle_s, life_s;
} kinds[LINK_KIND__MAX] = {
    [LINK_KIND_INTEREST] = { "interest", "/interest/again", SESSION_IDLE_S, SESSION_LIFE_S },
    [LINK_KIND_INTEREST_DRAFT] = { "interest_draft", "/interest", DAY_S, (int64_t)7 * DAY_S },
    /* as long as the draft is kept, which the draft's own row tells (security.md S19) */
    [LINK_KIND_DRAFT] = { "draft", "/consultations", YEAR_S, YEAR_S },
    [LINK_KIND_RESPONSE] = { "response", "/r", SESSION_IDLE_S, SESSION_LIFE_S },
    [LINK_KIND_INVITATION] = { "invitation", "/consultations", YEAR_S, YEAR_S },
    [LINK_KIND_PREVIEW] = { "preview", "/consultations", SESSION_IDLE_S, SESSION_LIFE_S },
    [LINK_KIND_READ_BACK] = { "read_back", "/r", SESSION_IDLE_S, SESSION_LIFE_S },
};

const char *link_kind_again(enum link_kind kind)
{
    return kinds[kind].again;
}

static enum link_kind kind_from(struct str name)
{
    enum link_kind kind = 0;
    while (kind < LINK_KIND__MAX && !str_eq(name, str_from(kinds[kind].name)))
        kind++;
    return kind;
}

static struct hash id_hash(const struct session_value *v)
{
    const struct str part[] = { STR("link"), { (const char *)v->byte, sizeof v->byte } };
    return hash_parts(NULL, part, 2);
}

/* --- reading --- */

static void take_row(struct stmt *s, struct arena *a, int64_t seen_s, int64_t now_s,
                     struct link_sessions *out)
{
    enum link_kind kind = kind_from(db_text(s, 0, a));
    int64_t began_s = db_i64(s, 4), last_s = db_i64(s, 5);
    last_s = seen_s > last_s ? seen_s : last_s;
    if (kind == LINK_KIND__MAX || out->n == LINKS_OPEN_MAX)
        return;
    bool is_over = began_s > now_s + SESSION_SKEW_S || now_s >= began_s + kinds[kind].life_s ||
                   now_s >= last_s + kinds[kind].idle_s;
    if (is_over)
        return;
    out->at[out->n++] = (struct link_session){ kind, db_i64(s, 1), db_i64(s, 2) };
    out->number = db_i64(s, 3);
}

enum err link_session_load(struct db *db, struct arena *a, const struct session_value *v,
                           int64_t seen_s, int64_t now_s, struct link_sessions *out)
{
    const struct hash h = id_hash(v);
    struct stmt *s = db_query(db, sql[Q_LOAD], BINDS(bb(hash_view(&h)), bi(LINKS_OPEN_MAX)));
    *out = (struct link_sessions){ 0 };
    while (db_row(s))
        take_row(s, a, seen_s, now_s, out);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

struct hash link_key_hash(struct str key)
{
    const struct str part[] = { STR("response"), key };
    return hash_parts(NULL, part, 2);
}

int64_t link_session_find(const struct link_sessions *s, enum link_kind kind)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].kind == kind)
            return s->at[i].object_id;
    return 0;
}

int64_t link_session_object_in(const struct ctx *c, enum link_kind kind, int64_t scope)
{
    const struct link_sessions *s = &c->visitor->links;
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].kind == kind && s->at[i].scope == scope)
            return s->at[i].object_id;
    return 0;
}

int64_t link_session_object(const struct ctx *c, enum link_kind kind)
{
    return link_session_find(&c->visitor->links, kind);
}

/* --- opening --- */

void link_session_prepare(const struct ctx *c, enum link_kind kind, int64_t scope,
                          int64_t object_id, struct link_session_new *out)
{
    const struct visitor *v = c->visitor;
    *out = (struct link_session_new){ .kind = kind,
                                      .scope = scope,
                                      .object_id = object_id,
                                      .now_s = c->now_s,
                                      .value = v->value,
                                      .number = v->has_session ? v->session.number
                                                               : v->links.number };
    out->is_fresh = !v->has_session && !v->links.n; /* a value not ours is never adopted */
    if (!out->is_fresh)
        return;
    rand_bytes(out->value.byte, sizeof out->value.byte);
    out->number = rand_id();
}

bool link_session_cookie(struct ctx *c, const struct link_session_new *n)
{
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return !n->is_fresh || session_cookie_set(c, &n->value);
}

enum err link_session_lead(struct ctx *c, const struct link_session_new *n, struct str location)
{
    return link_session_cookie(c, n) ? ctx_see_other(c, location) : ERR_INTERNAL;
}

enum err link_session_begin(struct db *db, const struct link_session_new *n)
{
    const struct hash h = id_hash(&n->value);
    struct str kind = str_from(kinds[n->kind].name);
    enum err e = db_exec(db, sql[Q_DROP], BINDS(bb(hash_view(&h)), bt(kind), bi(n->scope)));
    return e ? e
             : db_exec(db, sql[Q_ADD],
                       BINDS(bb(hash_view(&h)), bt(kind), bi(n->scope), bi(n->object_id),
                             bi(n->number), bi(n->now_s)));
}

static enum err link_session_open_fn(struct db *db, void *link_session_new)
{
    return link_session_begin(db, link_session_new);
}

enum err link_session_open(struct ctx *c, struct link_session_new *n, struct str location)
{
    enum err e = store_write(c->store, link_session_open_fn, n);
    return e ? e : link_session_lead(c, n, location);
}

/* --- ending --- */

enum err link_session_end(struct db *db, enum link_kind kind, int64_t object_id)
{
    return db_exec(db, sql[Q_END_OBJECT], BINDS(bt(str_from(kinds[kind].name)), bi(object_id)));
}

enum err link_session_move(struct db *db, const struct session_value *from,
                           const struct session_value *to, int64_t number)
{
    const struct hash old = id_hash(from), h = id_hash(to);
    return db_exec(db, sql[Q_MOVE], BINDS(bb(hash_view(&old)), bb(hash_view(&h)), bi(number)));
}

enum err link_session_end_all(struct db *db, const struct session_value *v)
{
    const struct hash h = id_hash(v);
    return db_exec(db, sql[Q_END_ALL], BINDS(bb(hash_view(&h))));
}

enum err link_session_note_seen(struct db *db, int64_t number, int64_t seen_s)
{
    return db_exec(db, sql[Q_SEEN], BINDS(bi(number), bi(seen_s)));
}

enum err link_session_sweep(struct db *db, int64_t now_s)
{
    enum err e = OK;
    for (enum link_kind k = 0; !e && k < LINK_KIND__MAX; k++)
        e = db_exec(db, sql[Q_SWEEP],
                    BINDS(bt(str_from(kinds[k].name)), bi(now_s - kinds[k].life_s - DAY_S),
                          bi(SWEEP_MAX)));
    return e;
}
