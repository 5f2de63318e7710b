#include "modules/people/editor.h"

#include "core/base/arena.h"

enum { Q_LIST, Q_COORDINATORS };

#define IN_FORCE "g.from_s <= $2 AND (g.until_s IS NULL OR g.until_s > $2)"

static const char *const sql[] = {
    [Q_LIST] = "SELECT g.id, g.account_id, g.is_lead, g.body_id, g.from_s, g.until_s, a.name, "
               "a.email, a.created_at_s, a.last_sign_in_at_s FROM role_grant g JOIN account a "
               "ON a.id = g.account_id WHERE g.body_id = $1 AND g.role = 'body_editor' AND "
               "a.closed_at_s IS NULL AND " IN_FORCE " ORDER BY g.is_lead DESC, a.name, g.id "
               "LIMIT $3",
    [Q_COORDINATORS] = "SELECT a.email FROM role_grant g JOIN account a ON a.id = "
                       "g.account_id WHERE g.partnership_id = $1 AND g.role = 'coordinator' "
                       "AND a.closed_at_s IS NULL AND " IN_FORCE " ORDER BY g.from_s, g.id "
                       "LIMIT $3",
};
const struct sql_list editor_sql = SQL_LIST("editor", sql);

static void from_row(struct editor *out, struct stmt *s, struct arena *a)
{
    *out = (struct editor){
        .grant = { .id = db_i64(s, 0),
                   .account_id = db_i64(s, 1),
                   .role = ROLE_BODY_EDITOR,
                   .is_lead = db_bool(s, 2),
                   .body_id = db_i64(s, 3),
                   .from_s = db_i64(s, 4),
                   .until_s = db_i64(s, 5) },
        .name = db_text(s, 6, a),
        .email = db_text(s, 7, a),
        .asked_at_s = db_i64(s, 8),
        .last_sign_in_at_s = db_i64(s, 9),
    };
}

enum err editor_list(struct db *db, struct arena *a, int64_t body_id, int64_t now_s,
                     struct editor_list *out)
{
    out->n = 0;
    out->has_lead = false;
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(body_id), bi(now_s), bi(EDITORS_MAX)));
    while (db_row(s)) {
        struct editor *e = &out->at[out->n++];
        from_row(e, s, a);
        out->has_lead = out->has_lead || e->grant.is_lead;
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

const struct editor *editor_in(const struct editor_list *list, int64_t grant_id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].grant.id == grant_id)
            return &list->at[i];
    return NULL;
}

enum err editor_coordinators(struct db *db, struct arena *a, int64_t partnership_id,
                             int64_t now_s, struct str *out, size_t max, size_t *n)
{
    *n = 0;
    struct stmt *s = db_query(db, sql[Q_COORDINATORS],
                              BINDS(bi(partnership_id), bi(now_s), bi((int64_t)max)));
    while (db_row(s))
        out[(*n)++] = db_text(s, 0, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}
