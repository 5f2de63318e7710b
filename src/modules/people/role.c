#include "modules/people/role.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/people/account.h"
#include "modules/people/link.h"
#include "modules/people/session.h"

#define LEADS_MAX 8 /* of one body: one, or what a wrong clock left behind */
#define COLS "id, account_id, role, is_lead, partnership_id, body_id, from_s, until_s"

enum {
    Q_OPEN,
    Q_IN_FORCE,
    Q_FIND,
    Q_LIST,
    Q_COUNT,
    Q_GIVE,
    Q_END,
    Q_SAME,
    Q_LEADS,
    Q_OTHERS,
    Q_LEADERS,
    Q_SET_LEAD
};

#define IN_FORCE "g.from_s <= $2 AND (g.until_s IS NULL OR g.until_s > $2)"
#define OF_BODY                                                                                \
    "FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.body_id = $1 AND "        \
    "g.role = 'body_editor' AND a.closed_at_s IS NULL AND " IN_FORCE

static const char *const sql[] = {
    [Q_OPEN] = "SELECT CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END FROM account WHERE "
               "id = $1 AND closed_at_s IS NULL",
    [Q_IN_FORCE] = "SELECT " COLS " FROM role_grant WHERE account_id = $1 AND from_s <= $2 "
                   "AND (until_s IS NULL OR until_s > $2) ORDER BY from_s, id LIMIT $3",
    [Q_FIND] = "SELECT " COLS " FROM role_grant WHERE id = $1",
    [Q_LIST] = "SELECT " COLS " FROM role_grant WHERE account_id = $1 "
               "ORDER BY from_s DESC, id LIMIT $2",
    [Q_COUNT] = "SELECT count(*) FROM role_grant WHERE account_id = $1 AND "
                "(until_s IS NULL OR (until_s > $2 AND until_s > from_s))",
    [Q_GIVE] = "INSERT INTO role_grant (" COLS ", scope) VALUES ($1, $2, $3, $4, $5, $6, $7, "
               "$8, $9)",
    [Q_END] = "UPDATE role_grant SET until_s = CASE WHEN from_s > $2 THEN from_s ELSE $2 END "
              "WHERE id = $1",
    [Q_SAME] = "SELECT count(*) FROM role_grant WHERE account_id = $1 AND role = $2 AND "
               "coalesce(partnership_id, body_id, 0) = $3 AND "
               "(until_s IS NULL OR (until_s > $4 AND until_s > from_s))",
    [Q_LEADS] = "SELECT count(*) " OF_BODY " AND g.is_lead = 1",
    [Q_OTHERS] = "SELECT count(*) " OF_BODY " AND g.account_id <> $3",
    [Q_LEADERS] = "SELECT g.id, g.account_id FROM role_grant g WHERE g.body_id = $1 AND "
                  "g.is_lead = 1 AND " IN_FORCE " LIMIT 1",
    [Q_SET_LEAD] = "UPDATE role_grant SET is_lead = $2 WHERE id = $1",
};
const struct sql_list role_sql = SQL_LIST("role", sql);

/* --- roles --- */

static const struct {
    struct str name;
    enum scope scope;
    bool needs_factor, is_staff;
} roles[ROLE__MAX] = {
    [ROLE_BODY_EDITOR] = { STR_INIT("body_editor"), SCOPE_BODY, false, false },
    [ROLE_COORDINATOR] = { STR_INIT("coordinator"), SCOPE_PARTNERSHIP, true, true },
    [ROLE_ANALYST] = { STR_INIT("analyst"), SCOPE_PARTNERSHIP, true, true },
    [ROLE_NETWORK_COORDINATOR] = { STR_INIT("network_coordinator"), SCOPE_NETWORK, false,
                                   true },
    [ROLE_NETWORK_NATIONAL] = { STR_INIT("network_national"), SCOPE_NETWORK, false, true },
    [ROLE_ADMIN] = { STR_INIT("admin"), SCOPE_WHOLE, true, true },
};

static const struct str scope_names[] = {
    [SCOPE_PARTNERSHIP] = STR_INIT("partnership"),
    [SCOPE_BODY] = STR_INIT("body"),
    [SCOPE_NETWORK] = STR_INIT("network"),
    [SCOPE_WHOLE] = STR_INIT("whole"),
};

struct str role_name(enum role role)
{
    return roles[role].name;
}

bool role_from_name(struct str name, enum role *out)
{
    for (enum role r = 0; r < ROLE__MAX; r++) {
        if (str_eq(name, roles[r].name)) {
            *out = r;
            return true;
        }
    }
    return false;
}

bool role_needs_factor(enum role role)
{
    return roles[role].needs_factor;
}

enum scope role_scope(enum role role)
{
    return roles[role].scope;
}

/* --- who acts --- */

/* False: a role that this program does not know, which is none. */
static bool from_row(struct grant *out, struct stmt *s, struct arena *a)
{
    *out = (struct grant){
        .id = db_i64(s, 0),
        .account_id = db_i64(s, 1),
        .is_lead = db_bool(s, 3),
        .partnership_id = db_i64(s, 4),
        .body_id = db_i64(s, 5),
        .from_s = db_i64(s, 6),
        .until_s = db_i64(s, 7),
    };
    return role_from_name(db_text(s, 2, a), &out->role);
}

enum err actor_load(struct db *db, struct arena *a, const struct actor_ask *ask,
                    struct actor *out, bool *lacks_factor)
{
    int64_t has_secret = 0;
    *out = (struct actor){ 0 };
    *lacks_factor = false;
    enum err e = db_one_i64(db, sql[Q_OPEN], BINDS(bi(ask->account_id)), &has_secret);
    struct grant *g = arena_array(a, ACTOR_GRANTS_MAX, sizeof *g);
    if (e || !g)
        return e ? e : ERR_LIMIT;
    size_t n = 0;
    struct stmt *s = db_query(db, sql[Q_IN_FORCE],
                              BINDS(bi(ask->account_id), bi(ask->now_s), bi(ACTOR_GRANTS_MAX)));
    while (db_row(s)) {
        if (!from_row(&g[n], s, a))
            continue;
        bool lacks = (has_secret || role_needs_factor(g[n].role)) && !ask->has_factor;
        *lacks_factor = *lacks_factor || lacks;
        n += !lacks;
    }
    e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    *lacks_factor = *lacks_factor || (has_secret && !ask->has_factor);
    if (!e)
        *out = (struct actor){ .kind = ACTOR_ACCOUNT,
                               .account_id = ask->account_id,
                               .has_factor = ask->has_factor,
                               .grant = g,
                               .n_grants = n };
    return e;
}

bool actor_has_role(const struct actor *actor, enum role role)
{
    for (size_t i = 0; actor->kind == ACTOR_ACCOUNT && i < actor->n_grants; i++) {
        if (actor->grant[i].role == role)
            return true;
    }
    return false;
}

bool actor_is_staff(const struct actor *actor)
{
    bool is = false;
    for (enum role r = 0; r < ROLE__MAX; r++)
        is = is || (roles[r].is_staff && actor_has_role(actor, r));
    return is;
}

/* What stands above the matrix. */
static bool is_barred(const struct actor *actor, enum capability cap)
{
    return cap == CAP_CLOSED_SESSION &&
           (!actor->has_factor || actor_has_role(actor, ROLE_NETWORK_NATIONAL));
}

static bool covers(const struct grant *g, int64_t partnership_id, int64_t body_id)
{
    switch (role_scope(g->role)) {
    case SCOPE_PARTNERSHIP:
        return partnership_id && g->partnership_id == partnership_id;
    case SCOPE_BODY:
        return body_id && g->body_id == body_id;
    case SCOPE_NETWORK:
        return !partnership_id && !body_id;
    case SCOPE_WHOLE:
        return true;
    }
    return false;
}

static bool grant_reaches(const struct grant *g, enum capability cap, int64_t partnership_id,
                          int64_t body_id)
{
    enum reach reach = access_reach(cap, HOLDER_ROLES + (enum holder)g->role);
    return reach == REACH_ALL || (reach == REACH_OWN && covers(g, partnership_id, body_id));
}

static bool may(const struct actor *actor, enum capability cap, int64_t partnership_id,
                int64_t body_id)
{
    if (access_reach(cap, HOLDER_PUBLIC) == REACH_ALL)
        return true;
    if (actor->kind == ACTOR_OPERATOR)
        return cap == CAP_PEOPLE || cap == CAP_SETTINGS;
    if (actor->kind != ACTOR_ACCOUNT || is_barred(actor, cap))
        return false;
    for (size_t i = 0; i < actor->n_grants; i++) {
        if (grant_reaches(&actor->grant[i], cap, partnership_id, body_id))
            return true;
    }
    return false;
}

bool actor_may(const struct actor *actor, enum capability cap, int64_t partnership_id)
{
    return may(actor, cap, partnership_id, 0);
}

bool actor_may_for_body(const struct actor *actor, enum capability cap, int64_t body_id)
{
    return may(actor, cap, 0, body_id);
}

size_t actor_partnerships(const struct actor *actor, enum capability cap, int64_t *out,
                          size_t max)
{
    size_t n = 0;
    for (size_t i = 0; actor->kind == ACTOR_ACCOUNT && i < actor->n_grants && n < max; i++) {
        const struct grant *g = &actor->grant[i];
        if (g->partnership_id && grant_reaches(g, cap, g->partnership_id, 0))
            out[n++] = g->partnership_id;
    }
    return n;
}

size_t actor_bodies(const struct actor *actor, enum capability cap, int64_t *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; actor->kind == ACTOR_ACCOUNT && i < actor->n_grants && n < max; i++) {
        const struct grant *g = &actor->grant[i];
        if (g->body_id && grant_reaches(g, cap, 0, g->body_id))
            out[n++] = g->body_id;
    }
    return n;
}

bool actor_leads(const struct actor *actor, int64_t body_id)
{
    bool leads = false;
    for (size_t i = 0; actor->kind == ACTOR_ACCOUNT && i < actor->n_grants; i++)
        leads = leads || (actor->grant[i].is_lead && actor->grant[i].body_id == body_id);
    return leads;
}

/* --- giving and ending --- */

bool actor_may_give(const struct actor *actor, const struct grant *g)
{
    if (actor->kind == ACTOR_OPERATOR)
        return true;
    if (actor->kind != ACTOR_ACCOUNT || actor->account_id == g->account_id)
        return false;
    for (size_t i = 0; i < actor->n_grants; i++) {
        const struct grant *own = &actor->grant[i];
        if (own->role == ROLE_ADMIN ||
            (own->role == ROLE_COORDINATOR && g->role == ROLE_ANALYST &&
             g->partnership_id == own->partnership_id) ||
            (own->role == ROLE_BODY_EDITOR && own->is_lead && g->role == ROLE_BODY_EDITOR &&
             g->body_id == own->body_id))
            return true;
    }
    return false;
}

static bool fits(const struct grant *g)
{
    return g->id > 0 && (role_scope(g->role) == SCOPE_PARTNERSHIP) == (g->partnership_id > 0) &&
           (role_scope(g->role) == SCOPE_BODY) == (g->body_id > 0) &&
           (!g->is_lead || g->role == ROLE_BODY_EDITOR) &&
           (!g->until_s || g->until_s > g->from_s);
}

/* A body has one lead at most. */
static enum err has_no_lead(struct db *db, int64_t body_id, int64_t now_s)
{
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_LEADS], BINDS(bi(body_id), bi(now_s)), &n);
    return e ? e : n ? ERR_CONFLICT : OK;
}

static enum err may_be_given(struct db *db, const struct grant *g, int64_t now_s)
{
    int64_t n = 0;
    int64_t where = g->partnership_id ? g->partnership_id : g->body_id;
    enum err e = db_one_i64(db, sql[Q_OPEN], BINDS(bi(g->account_id)), &n);
    if (!e)
        e = db_one_i64(db, sql[Q_SAME],
                       BINDS(bi(g->account_id), bt(role_name(g->role)), bi(where), bi(now_s)),
                       &n);
    if (!e && n)
        e = ERR_CONFLICT;
    if (!e && g->is_lead)
        e = has_no_lead(db, g->body_id, now_s);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(g->account_id), bi(now_s)), &n);
    return e ? e : n >= ACTOR_GRANTS_MAX ? ERR_TOO_MANY : OK;
}

static enum err record(struct db *db, const struct grant *g, struct str action,
                       const struct act *act)
{
    struct change c;
    bool gives = str_eq(action, STR("role.give"));
    struct str name = role_name(g->role);
    change_begin(&c);
    if (g->body_id)
        change_new_i64(&c, "body", g->body_id);
    change_new_i64(&c, "from_s", g->from_s);
    change_new_i64(&c, "grant", g->id);
    if (g->is_lead)
        change_new_i64(&c, "lead", 1);
    if (g->partnership_id)
        change_new_i64(&c, "partnership", g->partnership_id);
    change_text(&c, "role", gives ? STR("") : name, gives ? name : STR(""));
    if (g->until_s)
        change_new_i64(&c, "until_s", g->until_s);
    return change_record(db, &c, act,
                         &(struct change_of){ action, STR("account"), g->account_id });
}

enum err role_give(struct db *db, const struct actor *actor, const struct grant *g,
                   const struct act *act)
{
    if (!actor_may_give(actor, g))
        return ERR_FORBIDDEN;
    if (!fits(g))
        return ERR_INVALID;
    enum err e = may_be_given(db, g, act->now_s);
    if (!e)
        e = db_exec(db, sql[Q_GIVE],
                    BINDS(bi(g->id), bi(g->account_id), bt(role_name(g->role)), bi(g->is_lead),
                          g->partnership_id ? bi(g->partnership_id) : bn(),
                          g->body_id ? bi(g->body_id) : bn(), bi(g->from_s),
                          g->until_s ? bi(g->until_s) : bn(),
                          bt(scope_names[role_scope(g->role)])));
    if (!e)
        e = session_end_all(db, g->account_id);
    return e ? e : record(db, g, STR("role.give"), act);
}

static enum err find(struct db *db, int64_t id, struct grant *out)
{
    struct arena *a = arena_new(ARENA_BLOCK_BYTES);
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(id)));
    bool found = db_row(s) && from_row(out, s, a);
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    arena_free(a);
    return e;
}

/* Those who may give it; and whoever holds it may lay it down, but for the membership that
 * keeps its holder out of closed sessions. */
static bool may_end(const struct actor *actor, const struct grant *g)
{
    bool is_own = actor->kind == ACTOR_ACCOUNT && actor->account_id == g->account_id;
    return actor_may_give(actor, g) || (is_own && g->role != ROLE_NETWORK_NATIONAL);
}

/* Ended, or ended before it began. */
static bool is_over(const struct grant *g, int64_t now_s)
{
    return g->until_s && (g->until_s <= now_s || g->until_s <= g->from_s);
}

/* Others are not left without a lead by whoever leads them. */
static enum err leaves_no_others(struct db *db, const struct actor *actor,
                                 const struct grant *g, int64_t now_s)
{
    int64_t n = 0;
    if (!g->is_lead || actor->account_id != g->account_id)
        return OK;
    enum err e =
        db_one_i64(db, sql[Q_OTHERS], BINDS(bi(g->body_id), bi(now_s), bi(g->account_id)), &n);
    return e ? e : n ? ERR_CONFLICT : OK;
}

enum err role_end(struct db *db, const struct actor *actor, int64_t grant_id,
                  const struct act *act)
{
    struct grant g = { 0 };
    enum err e = find(db, grant_id, &g);
    if (!e && (is_over(&g, act->now_s) || !may_end(actor, &g)))
        e = ERR_NOT_FOUND;
    if (!e && g.role == ROLE_ADMIN && !g.until_s)
        e = account_keeps_admin(db, g.account_id, act->now_s);
    if (!e)
        e = leaves_no_others(db, actor, &g, act->now_s);
    if (!e)
        e = db_exec(db, sql[Q_END], BINDS(bi(grant_id), bi(act->now_s)));
    if (!e)
        e = session_end_all(db, g.account_id);
    if (!e)
        e = link_kill_of_account(db, g.account_id);
    g.until_s = act->now_s;
    return e ? e : record(db, &g, STR("role.end"), act);
}

/* --- the lead of a body --- */

static enum err set_lead(struct db *db, const struct actor *actor, struct grant *g, bool leads,
                         const struct act *act)
{
    struct change c;
    enum err e = db_exec(db, sql[Q_SET_LEAD], BINDS(bi(g->id), bi(leads)));
    if (!e && g->account_id != actor->account_id)
        e = session_end_all(db, g->account_id);
    if (e)
        return e;
    change_begin(&c);
    change_new_i64(&c, "body", g->body_id);
    change_new_i64(&c, "grant", g->id);
    change_i64(&c, "lead", !leads, leads);
    return change_record(
        db, &c, act, &(struct change_of){ STR("role.lead"), STR("account"), g->account_id });
}

/* Whoever leads it now, closed accounts too, does no more. */
static enum err end_leads(struct db *db, const struct actor *actor, int64_t body_id,
                          const struct act *act)
{
    for (int i = 0; i < LEADS_MAX; i++) {
        struct grant g = { .body_id = body_id };
        struct stmt *s = db_query(db, sql[Q_LEADERS], BINDS(bi(body_id), bi(act->now_s)));
        bool found = db_row(s);
        g.id = found ? db_i64(s, 0) : 0;
        g.account_id = found ? db_i64(s, 1) : 0;
        enum err e = db_done(s, OK);
        if (!e && found)
            e = set_lead(db, actor, &g, false, act);
        if (e || !found)
            return e;
    }
    return ERR_INTERNAL;
}

static bool may_lead(const struct actor *actor, const struct role_lead *lead)
{
    return actor_leads(actor, lead->body_id) ||
           actor_may(actor, CAP_BODY_APPROVE, lead->partnership_id);
}

enum err role_lead(struct db *db, const struct actor *actor, const struct role_lead *lead,
                   const struct act *act)
{
    struct grant g = { 0 };
    int64_t open = 0;
    enum err e = find(db, lead->grant_id, &g);
    if (!e)
        e = db_one_i64(db, sql[Q_OPEN], BINDS(bi(g.account_id)), &open);
    bool is_editor = !e && g.role == ROLE_BODY_EDITOR && g.body_id == lead->body_id &&
                     g.from_s <= act->now_s && !is_over(&g, act->now_s);
    if (!e && (!is_editor || !may_lead(actor, lead)))
        e = ERR_NOT_FOUND;
    if (!e && g.is_lead)
        e = ERR_CONFLICT;
    if (!e)
        e = end_leads(db, actor, lead->body_id, act);
    return e ? e : set_lead(db, actor, &g, true, act);
}

enum err role_list(struct db *db, int64_t account_id, struct grant *out, size_t max, size_t *n)
{
    struct arena *a = arena_new(ARENA_BLOCK_BYTES);
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(account_id), bi((int64_t)max)));
    *n = 0;
    while (db_row(s)) {
        *n += from_row(&out[*n], s, a);
        arena_reset(a);
    }
    enum err e = db_done(s, OK);
    arena_free(a);
    return e;
}
