/*
 * audit_list.c: records by their terms.
 */
#include "modules/audit/audit_list.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

#define TERMS_MAX 6
#define TERM_ARENA_BYTES                                                                       \
    (8 * MIB) /* terms of one record: an id is short, a page's row is not */
#define HISTORY_ROWS 100
#define AT_MAX_S INT64_MAX

#define COLS                                                                                   \
    "r.number, r.at_s, r.actor, r.action, r.object_kind, r.object_id, r.request_id, "          \
    "r.detail, "                                                                               \
    "r.partnership_id"

/* The records of the first term in the list's order, as many as one page may look at. */
#define LOOKED_AT                                                                              \
    "SELECT at_s, number FROM audit_term WHERE term = $1 AND (at_s, number) < ($7, $8) "       \
    "AND at_s >= $9 ORDER BY at_s DESC, number DESC LIMIT $10"
#define ALSO(n)                                                                                \
    "EXISTS (SELECT 1 FROM audit_term AS x WHERE x.term = $" n                                 \
    " AND x.at_s = t.at_s AND x.number = t.number)"
#define ALL_TERMS                                                                              \
    ALSO("2") " AND " ALSO("3") " AND " ALSO("4") " AND " ALSO("5") " AND " ALSO("6")

enum {
    Q_TERM,
    Q_ALL,
    Q_BY_TERMS,
    Q_EDGE,
    Q_COUNT_ALL,
    Q_COUNT_TERMS,
    Q_PLACE,
    Q_ONE,
    Q_VALUES
};

static const char *const sql[] = {
    [Q_TERM] = "INSERT INTO audit_term (term, at_s, number) VALUES ($1, $2, $3)",
    [Q_ALL] = "SELECT " COLS " FROM audit AS r WHERE (r.at_s, r.number) < ($1, $2) "
              "AND r.at_s >= $3 ORDER BY r.at_s DESC, r.number DESC LIMIT $4",
    /* Terms that are not asked for repeat the first. */
    [Q_BY_TERMS] = "SELECT " COLS " FROM (" LOOKED_AT ") AS t JOIN audit AS r "
                   "ON r.number = t.number WHERE " ALL_TERMS
                   " ORDER BY t.at_s DESC, t.number DESC LIMIT $11 /*scan*/",
    [Q_EDGE] = "SELECT at_s, number FROM audit_term WHERE term = $1 AND (at_s, number) < "
               "($2, $3) AND at_s >= $4 ORDER BY at_s DESC, number DESC LIMIT 1 OFFSET $5",
    [Q_COUNT_ALL] = "SELECT count(*) FROM (SELECT 1 FROM audit WHERE at_s < $1 AND at_s >= $2 "
                    "LIMIT $3)",
    [Q_COUNT_TERMS] = "SELECT count(*) FROM (SELECT 1 FROM (" LOOKED_AT
                      ") AS t WHERE " ALL_TERMS " LIMIT $11) /*scan*/",
    [Q_PLACE] = "SELECT at_s FROM audit WHERE number = $1",
    [Q_ONE] = "SELECT " COLS " FROM audit AS r WHERE r.number = $1",
    /* From one term to the next, not along all its records. */
    [Q_VALUES] =
        "WITH RECURSIVE t (term) AS (SELECT min(term) FROM audit_term WHERE term >= $1 "
        "AND term < $2 UNION ALL SELECT (SELECT min(x.term) FROM audit_term AS x "
        "WHERE x.term > t.term AND x.term < $2) FROM t WHERE t.term IS NOT NULL) "
        "SELECT term FROM t WHERE term IS NOT NULL LIMIT $3 /*scan*/",
};
const struct sql_list audit_list_sql = SQL_LIST("audit_list", sql);

/* --- terms --- */

static struct str term(struct arena *a, const char *name, struct str value)
{
    return str_printf(a, "%s:%.*s", name, STR_ARG(value));
}

static struct str term_i64(struct arena *a, const char *name, int64_t value)
{
    return str_printf(a, "%s:%lld", name, (long long)value);
}

static struct str object_term(struct arena *a, struct str kind, struct str id)
{
    return str_printf(a, "object:%.*s:%.*s", STR_ARG(kind), STR_ARG(id));
}

static size_t terms_of(struct arena *a, const struct store_record *r, struct str out[TERMS_MAX])
{
    size_t n = 0, dot = str_find_char(r->action, '.');
    out[n++] = term(a, "who", r->actor);
    out[n++] = term(a, "group", dot == STR_NONE ? r->action : str_sub(r->action, 0, dot));
    if (r->object_kind.n)
        out[n++] = term(a, "kind", r->object_kind);
    if (r->object_kind.n && r->object_id.n)
        out[n++] = object_term(a, r->object_kind, r->object_id);
    if (r->request_id.n)
        out[n++] = term(a, "request", r->request_id);
    if (r->partnership_id)
        out[n++] = term_i64(a, "partnership", r->partnership_id);
    return n;
}

enum err audit_list_add(struct db *db, int64_t number, const struct store_record *r)
{
    struct arena *a = arena_new(TERM_ARENA_BYTES);
    struct str found_by[TERMS_MAX];
    size_t n = terms_of(a, r, found_by);
    enum err e = arena_failed(a) ? ERR_LIMIT : OK;
    for (size_t i = 0; i < n && !e; i++)
        e = db_exec(db, sql[Q_TERM], BINDS(bt(found_by[i]), bi(r->at_s), bi(number)));
    arena_free(a);
    return e;
}

/* The terms of a filter, those with the fewest records first; the rest repeats the first. 0:
 * none is asked for. */
static size_t terms_asked(struct arena *a, const struct audit_filter *f,
                          struct str out[TERMS_MAX])
{
    size_t n = 0;
    if (f->request_id.n)
        out[n++] = term(a, "request", f->request_id);
    if (f->kind.n && f->object_id.n)
        out[n++] = object_term(a, f->kind, f->object_id);
    if (f->who.n)
        out[n++] = term(a, "who", f->who);
    if (f->partnership_id)
        out[n++] = term_i64(a, "partnership", f->partnership_id);
    if (f->kind.n)
        out[n++] = term(a, "kind", f->kind);
    if (f->group.n)
        out[n++] = term(a, "group", f->group);
    for (size_t i = n; n && i < TERMS_MAX; i++)
        out[i] = out[0];
    return n;
}

/* --- lists --- */

static struct audit_row read_row(struct stmt *s, struct arena *a)
{
    return (struct audit_row){ .number = db_i64(s, 0),
                               .at_s = db_i64(s, 1),
                               .actor = db_text(s, 2, a),
                               .action = db_text(s, 3, a),
                               .object_kind = db_text(s, 4, a),
                               .object_id = db_text(s, 5, a),
                               .request_id = db_text(s, 6, a),
                               .detail = db_text(s, 7, a),
                               .partnership_id = db_i64(s, 8) };
}

/* Records before this place, by time; the number is of use only within one second. */
static struct audit_place upper(const struct audit_filter *f, struct audit_place after)
{
    struct audit_place p = after.number ? after : (struct audit_place){ AT_MAX_S, 0 };
    if (f->until_s && f->until_s <= p.at_s)
        p = (struct audit_place){ f->until_s, 0 };
    return p;
}

static struct stmt *query(struct db *db, const struct audit_ask *ask, const struct str t[],
                          size_t n_terms)
{
    const struct audit_place before = upper(ask->filter, ask->after);
    const int64_t from_s = ask->filter->from_s, max = (int64_t)ask->max + 1;
    if (!n_terms)
        return db_query(db, sql[Q_ALL],
                        BINDS(bi(before.at_s), bi(before.number), bi(from_s), bi(max)));
    return db_query(db, sql[Q_BY_TERMS],
                    BINDS(bt(t[0]), bt(t[1]), bt(t[2]), bt(t[3]), bt(t[4]), bt(t[5]),
                          bi(before.at_s), bi(before.number), bi(from_s), bi(AUDIT_LOOK_MAX),
                          bi(max)));
}

/* Fewer than a page among those looked at: whether there are any beyond, and from where. */
static enum err find_edge(struct db *db, const struct audit_ask *ask, struct str first_term,
                          struct audit_page *out)
{
    const struct audit_place before = upper(ask->filter, ask->after);
    struct stmt *s = db_query(db, sql[Q_EDGE],
                              BINDS(bt(first_term), bi(before.at_s), bi(before.number),
                                    bi(ask->filter->from_s), bi(AUDIT_LOOK_MAX - 1)));
    if (db_row(s)) {
        out->has_more = true;
        out->next = (struct audit_place){ db_i64(s, 0), db_i64(s, 1) };
    }
    return db_done(s, OK);
}

enum err audit_list(struct db *db, struct arena *a, const struct audit_ask *ask,
                    struct audit_page *out)
{
    struct str t[TERMS_MAX];
    size_t n_terms = terms_asked(a, ask->filter, t);
    *out = (struct audit_page){ .row = arena_array(a, ask->max, sizeof *out->row) };
    if (!out->row)
        return ERR_LIMIT;
    struct stmt *s = query(db, ask, t, n_terms);
    while (db_row(s)) {
        if (out->n == ask->max) {
            out->has_more = true;
            continue;
        }
        out->row[out->n++] = read_row(s, a);
    }
    enum err e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    if (out->n)
        out->next =
            (struct audit_place){ out->row[out->n - 1].at_s, out->row[out->n - 1].number };
    if (e || out->has_more || !n_terms)
        return e;
    return find_edge(db, ask, t[0], out);
}

enum err audit_list_count(struct db *db, struct arena *a, const struct audit_filter *f,
                          int64_t *n)
{
    struct str t[TERMS_MAX];
    const int64_t until_s = f->until_s ? f->until_s : AT_MAX_S, max = AUDIT_COUNT_MAX + 1;
    if (!terms_asked(a, f, t))
        return db_one_i64(db, sql[Q_COUNT_ALL], BINDS(bi(until_s), bi(f->from_s), bi(max)), n);
    return db_one_i64(db, sql[Q_COUNT_TERMS],
                      BINDS(bt(t[0]), bt(t[1]), bt(t[2]), bt(t[3]), bt(t[4]), bt(t[5]),
                            bi(until_s), bi(0), bi(f->from_s), bi(AUDIT_LOOK_MAX), bi(max)),
                      n);
}

enum err audit_list_values(struct db *db, struct arena *a, struct str name, struct str *out,
                           size_t max, size_t *n)
{
    struct str from = str_join(a, name, STR(":")), until = str_join(a, name, STR(";"));
    struct stmt *s = db_query(db, sql[Q_VALUES], BINDS(bt(from), bt(until), bi((int64_t)max)));
    *n = 0;
    while (*n < max && db_row(s)) {
        struct str found = db_text(s, 0, a);
        out[(*n)++] = str_sub(found, from.n, found.n);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err audit_find(struct db *db, struct arena *a, int64_t number, struct audit_row *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(number)));
    bool found = db_row(s);
    if (found)
        *out = read_row(s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

enum err audit_list_place(struct db *db, int64_t number, struct audit_place *out)
{
    out->number = number;
    return db_one_i64(db, sql[Q_PLACE], BINDS(bi(number)), &out->at_s);
}

enum err audit_history(struct db *db, struct arena *a, struct str object_kind,
                       struct str object_id, struct audit_page *out)
{
    const struct audit_filter of = { .kind = object_kind, .object_id = object_id };
    const struct audit_ask ask = { .filter = &of, .max = HISTORY_ROWS };
    return audit_list(db, a, &ask, out);
}
