#include "modules/plans/plan_public.h"

enum { Q_LIST, Q_FIND, Q_PUT, Q_FOLLOW };

#define COLS                                                                                   \
    "p.plan_id, p.partnership_id, p.title, p.areas, p.starts_on, p.ends_on, p.published_on, "  \
    "p.summary, p.url, p.framework, p.is_made_before, coalesce(p.superseded_by, 0), "          \
    "p.plan_sent_on, p.statement_sent_on, o.slug, o.name FROM plan_public p JOIN "             \
    "partnership o ON o.id = p.partnership_id"
#define SENT(what)                                                                             \
    "coalesce((SELECT max(s.sent_on) FROM plan_submission s WHERE s.plan_id = p.id AND "       \
    "s.what = '" what "' AND s.removed_at_s IS NULL), '')"

/* clang-format off */
static const char *const sql[] = {
    [Q_LIST] = "SELECT " COLS " WHERE $1 = 0 OR p.partnership_id = $1 ORDER BY o.sort_key, p.starts_on DESC, p.plan_id DESC LIMIT $2 /*scan*/",
    [Q_FIND] = "SELECT " COLS " WHERE p.plan_id = $1",
    [Q_PUT] = "INSERT INTO plan_public (plan_id, partnership_id, title, areas, starts_on, ends_on, published_on, summary, url, framework, "
              "is_made_before, superseded_by, plan_sent_on, statement_sent_on) SELECT p.id, p.partnership_id, p.title, coalesce((SELECT "
              "group_concat(a.slug, ';') FROM plan_area x JOIN area a ON a.id = x.area_id WHERE x.plan_id = p.id), ''), p.starts_on, p.ends_on, "
              "p.published_on, p.summary, p.url, f.name, p.stage = 'made_before', NULL, " SENT("plan") ", " SENT("statement") " FROM plan p JOIN "
              "framework_version f ON f.id = p.framework_id WHERE p.id = $1 AND p.published_on <> '' ON CONFLICT (plan_id) DO UPDATE SET title = "
              "excluded.title, areas = excluded.areas, starts_on = excluded.starts_on, ends_on = excluded.ends_on, published_on = "
              "excluded.published_on, summary = excluded.summary, url = excluded.url, framework = excluded.framework, plan_sent_on = "
              "excluded.plan_sent_on, statement_sent_on = excluded.statement_sent_on",
    [Q_FOLLOW] = "UPDATE plan_public SET superseded_by = (SELECT n.plan_id FROM plan_public n WHERE n.partnership_id = plan_public.partnership_id "
                 "AND n.starts_on > plan_public.starts_on ORDER BY n.starts_on DESC LIMIT 1) WHERE partnership_id = $1",
};
/* clang-format on */
const struct sql_list plan_public_sql = SQL_LIST("plan_public", sql);

static void row(struct stmt *s, struct arena *a, struct plan_public *p)
{
    *p = (struct plan_public){ .id = db_i64(s, 0),
                               .partnership_id = db_i64(s, 1),
                               .title = db_text(s, 2, a),
                               .areas = db_text(s, 3, a),
                               .starts_on = db_text(s, 4, a),
                               .ends_on = db_text(s, 5, a),
                               .published_on = db_text(s, 6, a),
                               .summary = db_text(s, 7, a),
                               .url = db_text(s, 8, a),
                               .framework = db_text(s, 9, a),
                               .is_made_before = db_bool(s, 10),
                               .superseded_by = db_i64(s, 11),
                               .plan_sent_on = db_text(s, 12, a),
                               .statement_sent_on = db_text(s, 13, a),
                               .partnership_slug = db_text(s, 14, a),
                               .partnership_name = db_text(s, 15, a) };
}

enum err plan_public_list(struct db *db, struct arena *a, int64_t partnership_id,
                          struct plan_public out[PLANS_PUBLIC_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(partnership_id), bi(PLANS_PUBLIC_MAX)));
    for (*n = 0; *n < PLANS_PUBLIC_MAX && db_row(s); (*n)++)
        row(s, a, &out[*n]);
    return db_done(s, OK);
}

enum err plan_public_find(struct db *db, struct arena *a, int64_t id, struct plan_public *out)
{
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(id)));
    bool is_there = db_row(s);
    if (is_there)
        row(s, a, out);
    return db_done(s, is_there ? OK : ERR_NOT_FOUND);
}

enum err plan_public_put(struct db *db, int64_t plan_id, int64_t partnership_id)
{
    enum err e = db_exec(db, sql[Q_PUT], BINDS(bi(plan_id)));
    return e || !db_changes(db) ? e : db_exec(db, sql[Q_FOLLOW], BINDS(bi(partnership_id)));
}
