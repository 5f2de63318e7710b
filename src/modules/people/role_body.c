#include "modules/people/role_body.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/people/session.h"

#define EDITORS_MAX 100 /* of one body */
#define IN_FORCE(g) "(" g ".until_s IS NULL OR " g ".until_s > $2)"

enum { Q_LIST, Q_HOLDS, Q_HAS_LEAD, Q_MOVE, Q_END };

static const char *const sql[] = {
    [Q_LIST] = "SELECT g.id, g.account_id, g.is_lead FROM role_grant g WHERE g.body_id = $1 "
               "AND " IN_FORCE("g") " ORDER BY g.is_lead DESC, g.from_s, g.id LIMIT $3",
    [Q_HOLDS] = "SELECT count(*) FROM role_grant g WHERE g.body_id = $1 AND " IN_FORCE(
        "g") " AND g.account_id = $3",
    [Q_HAS_LEAD] = "SELECT count(*) FROM role_grant g WHERE g.body_id = $1 AND " IN_FORCE(
        "g") " AND g.is_lead = 1",
    [Q_MOVE] = "UPDATE role_grant SET body_id = $2, is_lead = $3 WHERE id = $1",
    [Q_END] = "UPDATE role_grant SET until_s = CASE WHEN from_s > $2 THEN from_s ELSE $2 END "
              "WHERE id = $1",
};
const struct sql_list role_body_sql = SQL_LIST("role_body", sql);

struct editor {
    int64_t grant_id, account_id;
    bool is_lead;
};

static enum err list(struct db *db, int64_t body_id, int64_t now_s,
                     struct editor out[EDITORS_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(body_id), bi(now_s), bi(EDITORS_MAX)));
    *n = 0;
    while (*n < EDITORS_MAX && db_row(s))
        out[(*n)++] = (struct editor){ db_i64(s, 0), db_i64(s, 1), db_bool(s, 2) };
    return db_done(s, OK);
}

static enum err record(struct db *db, const struct editor *who, int64_t from_body,
                       int64_t into_body, const struct act *act)
{
    struct change c;
    change_begin(&c);
    change_i64(&c, "body", from_body, into_body);
    change_new_i64(&c, "grant", who->grant_id);
    return change_record(db, &c, act,
                         &(struct change_of){ .action = STR("role.move"),
                                              .object_kind = STR("account"),
                                              .object_id = who->account_id });
}

static enum err move(struct db *db, const struct editor *who, int64_t into_body, int64_t now_s)
{
    int64_t holds = 0, leads = 0;
    enum err e = db_one_i64(db, sql[Q_HOLDS],
                            BINDS(bi(into_body), bi(now_s), bi(who->account_id)), &holds);
    if (!e)
        e = db_one_i64(db, sql[Q_HAS_LEAD], BINDS(bi(into_body), bi(now_s)), &leads);
    if (e)
        return e;
    e = holds ? db_exec(db, sql[Q_END], BINDS(bi(who->grant_id), bi(now_s)))
              : db_exec(db, sql[Q_MOVE],
                        BINDS(bi(who->grant_id), bi(into_body), bi(who->is_lead && !leads)));
    return e ? e : session_end_all(db, who->account_id);
}

enum err role_move_editors(struct db *db, int64_t from_body, int64_t into_body,
                           const struct act *act, int64_t *n)
{
    struct editor who[EDITORS_MAX];
    size_t n_who = 0;
    enum err e = list(db, from_body, act->now_s, who, &n_who);
    for (size_t i = 0; i < n_who && !e; i++) {
        e = move(db, &who[i], into_body, act->now_s);
        if (!e)
            e = record(db, &who[i], from_body, into_body, act);
    }
    *n = (int64_t)n_who;
    return e;
}
