#include "modules/bodies/body_flag.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/partnerships/area.h"

#define DECIDE_BYTES (2 * MIB)

enum {
    Q_LIST_OPEN_ALL,
    Q_LIST_OPEN_OF,
    Q_LIST_ALL,
    Q_LIST_ALL_OF,
    Q_COUNT_OPEN_ALL,
    Q_COUNT_OPEN_OF,
    Q_COUNT_ALL,
    Q_COUNT_ALL_OF,
    Q_OF_BODY,
    Q_ONE,
    Q_WORKS_IN,
    Q_DECIDE,
    Q_NEWEST,
    Q_ADD,
    Q_RENEW,
    Q_OPEN_IDS
};

#define COLS                                                                                   \
    "f.id, f.body_id, f.kind, f.ours, f.theirs, f.state, coalesce(f.decided_at_s, 0), "        \
    "f.decided_by IS NOT NULL, b.name, b.slug, i.source, i.source_on "
#define FROM                                                                                   \
    "FROM body_flag f JOIN body b ON b.id = f.body_id JOIN body_import i ON i.id = "           \
    "f.import_id "
#define OF                                                                                     \
    "EXISTS (SELECT 1 FROM body_partnership p WHERE p.body_id = f.body_id AND "                \
    "p.partnership_id = $3) "

/* clang-format off */
/* Flags are as many as charities that differ; counts stop at 1,001. */
static const char *const sql[] = {
    [Q_LIST_OPEN_ALL] = "SELECT " COLS FROM "WHERE f.state = 'open' AND $3 = 0 ORDER BY f.body_id, f.id LIMIT $1 OFFSET $2",
    [Q_LIST_OPEN_OF] = "SELECT " COLS FROM "WHERE f.state = 'open' AND " OF "ORDER BY f.body_id, f.id LIMIT $1 OFFSET $2",
    [Q_LIST_ALL] = "SELECT " COLS FROM "WHERE $3 = 0 ORDER BY f.id DESC LIMIT $1 OFFSET $2 /*scan*/",
    [Q_LIST_ALL_OF] = "SELECT " COLS FROM "WHERE " OF "ORDER BY f.id DESC LIMIT $1 OFFSET $2 /*scan*/",
    [Q_COUNT_OPEN_ALL] = "SELECT count(*) FROM (SELECT 1 FROM body_flag f WHERE f.state = 'open' AND $3 = 0 LIMIT $1 OFFSET $2) x /*scan*/",
    [Q_COUNT_OPEN_OF] = "SELECT count(*) FROM (SELECT 1 FROM body_flag f WHERE f.state = 'open' AND " OF "LIMIT $1 OFFSET $2) x /*scan*/",
    [Q_COUNT_ALL] = "SELECT count(*) FROM (SELECT 1 FROM body_flag f WHERE $3 = 0 LIMIT $1 OFFSET $2) x /*scan*/",
    [Q_COUNT_ALL_OF] = "SELECT count(*) FROM (SELECT 1 FROM body_flag f WHERE " OF "LIMIT $1 OFFSET $2) x /*scan*/",
    [Q_OF_BODY] = "SELECT " COLS FROM "WHERE f.state = 'open' AND f.body_id = $1 ORDER BY f.id LIMIT $2",
    [Q_ONE] = "SELECT " COLS FROM "WHERE f.id = $1",
    [Q_WORKS_IN] = "SELECT 1 FROM body_partnership WHERE body_id = $1 AND partnership_id = $2",
    [Q_DECIDE] = "UPDATE body_flag SET state = $2, decided_at_s = $3, decided_by = $4 WHERE id = $1 AND state = 'open'",
    [Q_NEWEST] = "SELECT id, state, theirs FROM body_flag WHERE body_id = $1 AND kind = $2 ORDER BY id DESC LIMIT 1",
    [Q_ADD] = "INSERT INTO body_flag (body_id, import_id, kind, ours, theirs, state) VALUES ($1, $2, $3, $4, $5, 'open') "
              "ON CONFLICT (body_id, import_id, kind) DO NOTHING",
    [Q_RENEW] = "UPDATE body_flag SET import_id = $2, ours = $3, theirs = $4 WHERE id = $1",
    [Q_OPEN_IDS] = "SELECT id, body_id, kind FROM body_flag WHERE id > $1 AND state = 'open' ORDER BY id LIMIT $2",
};
/* clang-format on */
const struct sql_list body_flag_sql = SQL_LIST("body_flag", sql);

static const char *const kind_names[FLAG_KIND__MAX] = {
    [FLAG_KIND_REMOVED] = "removed",
    [FLAG_KIND_RENAMED] = "renamed",
    [FLAG_KIND_MOVED] = "moved",
};

struct str body_flag_kind_name(enum body_flag_kind kind)
{
    return str_from(kind_names[kind]);
}

static enum body_flag_kind kind_from(struct str name)
{
    for (int k = 0; k < FLAG_KIND__MAX; k++)
        if (str_eq(str_from(kind_names[k]), name))
            return (enum body_flag_kind)k;
    return FLAG_KIND_REMOVED;
}

static enum body_flag_state state_from(struct str name)
{
    return str_eq(name, STR("open"))    ? FLAG_IS_OPEN
           : str_eq(name, STR("taken")) ? FLAG_IS_TAKEN
                                        : FLAG_IS_LEFT;
}

/* --- reading --- */

static void flag_from_row(struct body_flag *out, struct stmt *s, struct arena *a)
{
    *out = (struct body_flag){ .id = db_i64(s, 0),
                               .body_id = db_i64(s, 1),
                               .kind = kind_from(db_text(s, 2, a)),
                               .ours = db_text(s, 3, a),
                               .theirs = db_text(s, 4, a),
                               .state = state_from(db_text(s, 5, a)),
                               .decided_at_s = db_i64(s, 6),
                               .is_by_person = db_bool(s, 7),
                               .body_name = db_text(s, 8, a),
                               .body_slug = db_text(s, 9, a),
                               .source = db_text(s, 10, a),
                               .source_on = db_text(s, 11, a) };
}

static struct stmt *ask_query(struct db *db, const struct body_flag_ask *ask, int first,
                              int64_t max)
{
    int of = first + (ask->shows_all ? 2 : 0) + (ask->partnership_id ? 1 : 0);
    return db_query(db, sql[of],
                    BINDS(bi(max), bi((int64_t)ask->skip), bi(ask->partnership_id)));
}

enum err body_flag_list(struct db *db, struct arena *a, const struct body_flag_ask *ask,
                        struct body_flag *out, size_t *n)
{
    struct stmt *s = ask_query(db, ask, Q_LIST_OPEN_ALL, (int64_t)ask->max);
    for (*n = 0; *n < ask->max && db_row(s); (*n)++)
        flag_from_row(&out[*n], s, a);
    return db_done(s, OK);
}

enum err body_flag_count(struct db *db, const struct body_flag_ask *ask, int64_t *n)
{
    const struct body_flag_ask whole = { .partnership_id = ask->partnership_id,
                                         .shows_all = ask->shows_all };
    struct stmt *s = ask_query(db, &whole, Q_COUNT_OPEN_ALL, LIST_MAX_ROWS + 1);
    *n = db_row(s) ? db_i64(s, 0) : 0;
    return db_done(s, OK);
}

enum err body_flag_list_of(struct db *db, struct arena *a, int64_t body_id,
                           struct body_flag *out, size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_OF_BODY], BINDS(bi(body_id), bi((int64_t)max)));
    for (*n = 0; *n < max && db_row(s); (*n)++)
        flag_from_row(&out[*n], s, a);
    return db_done(s, OK);
}

enum err body_flag_list_open(struct db *db, int64_t after, struct body_flag *out, size_t max,
                             size_t *n)
{
    struct arena *a = arena_new(MIB);
    struct stmt *s = db_query(db, sql[Q_OPEN_IDS], BINDS(bi(after), bi((int64_t)max)));
    for (*n = 0; *n < max && db_row(s); (*n)++)
        out[*n] = (struct body_flag){ .id = db_i64(s, 0),
                                      .body_id = db_i64(s, 1),
                                      .kind = kind_from(db_text(s, 2, a)) };
    enum err e = db_done(s, OK);
    arena_free(a);
    return e;
}

/* --- deciding --- */

struct deciding {
    struct db *db;
    struct arena *a;
    const struct body_flag_decision *d;
    struct body_flag flag;
    struct body body;
};

static enum err find(struct deciding *k)
{
    int64_t one = 0;
    struct stmt *s = db_query(k->db, sql[Q_ONE], BINDS(bi(k->d->id)));
    bool found = db_row(s);
    if (found)
        flag_from_row(&k->flag, s, k->a);
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    if (!e && k->d->partnership_id)
        e = db_one_i64(k->db, sql[Q_WORKS_IN],
                       BINDS(bi(k->flag.body_id), bi(k->d->partnership_id)), &one);
    if (e)
        return e;
    return k->flag.state == FLAG_IS_OPEN ? OK : ERR_CONFLICT;
}

static void rename_body(struct deciding *k)
{
    struct body *b = &k->body;
    b->other_names = b->other_names.n ? str_printf(k->a, "%.*s\n%.*s", STR_ARG(b->other_names),
                                                   STR_ARG(b->name))
                                      : b->name;
    b->name = k->flag.theirs;
}

/* The area's name is as our list has it: reconcile.c wrote it. */
static enum err add_area(struct deciding *k)
{
    struct area_list all;
    struct body *b = &k->body;
    enum err e = area_list(k->db, k->a, &all);
    struct body_area *areas = arena_array(k->a, b->n_areas + 1, sizeof *areas);
    if (e || !areas)
        return e ? e : ERR_LIMIT;
    if (b->n_areas)
        memcpy(areas, b->area, b->n_areas * sizeof *areas);
    for (size_t i = 0; i < all.n; i++) {
        if (!str_eq(all.item[i].name, k->flag.theirs))
            continue;
        areas[b->n_areas++] = (struct body_area){ .area_id = all.item[i].id,
                                                  .partnership_id = all.item[i].partnership_id,
                                                  .slug = all.item[i].slug,
                                                  .name = all.item[i].name,
                                                  .is_involved = true,
                                                  .is_community = b->is_community };
        b->area = areas;
        return OK;
    }
    return ERR_INVALID;
}

static enum err apply(struct deciding *k)
{
    enum err e = OK;
    switch (k->flag.kind) {
    case FLAG_KIND_REMOVED:
        k->body.state = STR("closed");
        break;
    case FLAG_KIND_RENAMED:
        rename_body(k);
        break;
    case FLAG_KIND_MOVED:
        e = add_area(k);
        break;
    case FLAG_KIND__MAX:
        break;
    }
    return e;
}

static enum err take(struct deciding *k)
{
    struct body_fault fault[BODY_FAULTS_MAX];
    size_t n_faults = 0;
    enum err e = body_load(k->db, k->a, k->flag.body_id, &k->body);
    if (!e)
        e = apply(k);
    if (!e)
        e = body_judge(k->db, k->a, &k->body, fault, &n_faults);
    if (!e && n_faults)
        e = ERR_INVALID;
    return e ? e : body_change(k->db, k->a, &k->body, &k->d->act, STR("body.reconcile"));
}

/* What was left is recorded too. */
static enum err record_left(struct deciding *k)
{
    struct change c;
    change_begin(&c);
    change_text(&c, body_flag_kind_name(k->flag.kind).p, k->flag.ours, k->flag.theirs);
    return change_record(
        k->db, &c, &k->d->act,
        &(struct change_of){ STR("body.leave_flag"), STR("body"), k->flag.body_id });
}

enum err body_flag_decide(struct db *db, const struct body_flag_decision *d)
{
    struct deciding k = { .db = db, .a = arena_new(DECIDE_BYTES), .d = d };
    enum err e = find(&k);
    if (!e)
        e = d->is_taken ? take(&k) : record_left(&k);
    if (!e)
        e = db_exec(db, sql[Q_DECIDE],
                    BINDS(bi(d->id), bt(d->is_taken ? STR("taken") : STR("left")),
                          bi(d->act.now_s), d->account_id ? bi(d->account_id) : bn()));
    arena_free(k.a);
    return e;
}

/* --- raising --- */

enum err body_flag_raise(struct db *db, struct body_flag_new *n)
{
    struct arena *a = arena_new(256 * KIB);
    struct str kind = body_flag_kind_name(n->kind);
    struct stmt *s = db_query(db, sql[Q_NEWEST], BINDS(bi(n->body_id), bt(kind)));
    bool found = db_row(s);
    int64_t id = found ? db_i64(s, 0) : 0;
    enum body_flag_state state = found ? state_from(db_text(s, 1, a)) : FLAG_IS_TAKEN;
    bool is_same = found && str_eq(db_text(s, 2, a), n->theirs);
    enum err e = db_done(s, OK);
    n->is_new = !(is_same && state != FLAG_IS_TAKEN);
    if (!e && n->is_new)
        e = state == FLAG_IS_OPEN
                ? db_exec(db, sql[Q_RENEW],
                          BINDS(bi(id), bi(n->import_id), bt(n->ours), bt(n->theirs)))
                : db_exec(db, sql[Q_ADD],
                          BINDS(bi(n->body_id), bi(n->import_id), bt(kind), bt(n->ours),
                                bt(n->theirs)));
    arena_free(a);
    return e;
}

enum err body_flag_settle(struct db *db, int64_t id, int64_t now_s)
{
    return db_exec(db, sql[Q_DECIDE], BINDS(bi(id), bt(STR("left")), bi(now_s), bn()));
}
