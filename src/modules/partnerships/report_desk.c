#include "modules/partnerships/report_desk.h"

#include "core/base/arena.h"

#define COLS                                                                                   \
    "r.id, r.partnership_id, p.name, p.short_name, p.slug, r.reference, r.what, r.state, "     \
    "r.body, r.email, r.reason, r.received_at_s, r.answered_at_s, COALESCE(a.name, ''), "      \
    "r.answer_mail_id, r.erased_at_s IS NOT NULL"
#define FROM                                                                                   \
    " FROM correction_report r JOIN partnership p ON p.id = r.partnership_id "                 \
    "LEFT JOIN account a ON a.id = r.answered_by "

enum {
    Q_COUNT_OF,
    Q_COUNT_OF_NEW,
    Q_COUNT_ALL,
    Q_COUNT_ALL_NEW,
    Q_LIST_OF,
    Q_LIST_OF_NEW,
    Q_LIST_ALL,
    Q_LIST_ALL_NEW,
    Q_WHOSE,
    Q_ONE,
    Q_ANSWER
};

/* Counts stop at DESK_COUNT_MAX + 1. Of the lists over all only the first page walks an index
 * by time. */
static const char *const sql[] = {
    [Q_COUNT_OF] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM correction_report WHERE "
                   "partnership_id = $1 LIMIT 1001) x",
    [Q_COUNT_OF_NEW] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM correction_report WHERE "
                       "partnership_id = $1 AND state = 'new' LIMIT 1001) x",
    [Q_COUNT_ALL] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM correction_report WHERE $1 = "
                    "0 LIMIT 1001) x",
    [Q_COUNT_ALL_NEW] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM correction_report WHERE "
                        "$1 = 0 AND state = 'new' LIMIT 1001) x",
    [Q_LIST_OF] = "SELECT " COLS FROM "WHERE r.partnership_id = $1 ORDER BY r.received_at_s "
                  "DESC LIMIT $2 OFFSET $3",
    [Q_LIST_OF_NEW] = "SELECT " COLS FROM "WHERE r.partnership_id = $1 AND r.state = 'new' "
                      "ORDER BY r.received_at_s DESC LIMIT $2 OFFSET $3",
    [Q_LIST_ALL] = "SELECT /*scan*/ " COLS FROM
                   "WHERE $1 = 0 ORDER BY r.received_at_s DESC LIMIT $2 OFFSET $3",
    [Q_LIST_ALL_NEW] = "SELECT /*scan*/ " COLS FROM "WHERE $1 = 0 AND r.state = 'new' "
                       "ORDER BY r.received_at_s DESC LIMIT $2 OFFSET $3",
    [Q_WHOSE] = "SELECT partnership_id FROM correction_report WHERE reference = $1",
    [Q_ONE] = "SELECT " COLS FROM "WHERE r.reference = $1 AND r.partnership_id = $2",
    [Q_ANSWER] = "UPDATE correction_report SET state = $3, reason = $4, answered_at_s = $5, "
                 "answered_by = $6, answer_mail_id = $7 WHERE id = $1 AND partnership_id = $2 "
                 "AND state = 'new'",
};
const struct sql_list report_desk_sql = SQL_LIST("report_desk", sql);

static const char *const state_names[REPORT_STATE__MAX] = {
    [REPORT_NEW] = "new",
    [REPORT_MENDED] = "mended",
    [REPORT_NO_CHANGE] = "no_change",
};

enum report_state report_state_from(struct str name)
{
    enum report_state state = 0;
    while (state < REPORT_STATE__MAX && !str_eq(name, str_from(state_names[state])))
        state++;
    return state;
}

static void report_from_row(struct report_row *out, struct stmt *s, struct arena *a)
{
    *out = (struct report_row){
        .id = db_i64(s, 0),
        .partnership_id = db_i64(s, 1),
        .partnership_name = db_text(s, 2, a),
        .partnership_short = db_text(s, 3, a),
        .partnership_slug = db_text(s, 4, a),
        .reference = db_text(s, 5, a),
        .what = report_what_from(db_text(s, 6, a)),
        .state = report_state_from(db_text(s, 7, a)),
        .body = db_text(s, 8, a),
        .email = db_text(s, 9, a),
        .reason = db_text(s, 10, a),
        .received_at_s = db_i64(s, 11),
        .answered_at_s = db_is_null(s, 12) ? 0 : db_i64(s, 12),
        .answered_name = db_text(s, 13, a),
        .answer_mail_id = db_is_null(s, 14) ? 0 : db_i64(s, 14),
        .is_erased = db_bool(s, 15),
    };
}

/* Which of four statements: of one or of all, every one or those waiting. */
static const char *pick(const struct desk_ask *ask, int of)
{
    return sql[of + (ask->partnership_id ? 0 : 2) + (ask->is_waiting_only ? 1 : 0)];
}

enum err report_count(struct db *db, const struct desk_ask *ask, int64_t *n)
{
    return db_one_i64(db, pick(ask, Q_COUNT_OF), BINDS(bi(ask->partnership_id)), n);
}

enum err report_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                     struct report_row *out, size_t *n)
{
    struct stmt *s = db_query(db, pick(ask, Q_LIST_OF),
                              BINDS(bi(ask->partnership_id), bi(ask->max), bi(ask->first)));
    *n = 0;
    while (*n < (size_t)ask->max && db_row(s))
        report_from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err report_partnership(struct db *db, struct str reference, int64_t *out)
{
    return db_one_i64(db, sql[Q_WHOSE], BINDS(bt(reference)), out);
}

enum err report_find(struct db *db, struct arena *a, struct str reference,
                     int64_t partnership_id, struct report_row *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bt(reference), bi(partnership_id)));
    bool found = db_row(s);
    if (found)
        report_from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

static enum err record(struct db *db, const struct report_answer *x, bool is_mailed)
{
    struct change change;
    change_begin(&change);
    change_i64(&change, "mailed", 0, is_mailed);
    change_of_partnership(&change, x->partnership_id);
    change_text(&change, "state", STR("new"), str_from(state_names[x->state]));
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("report.answer"),
                                              .object_kind = STR("correction_report"),
                                              .object_id = x->report_id });
}

enum err report_answer_fn(struct db *db, void *report_answer)
{
    struct report_answer *x = report_answer;
    bool is_mailed = x->mail.to.n > 0;
    x->was_answered = false;
    if (!actor_may(x->actor, CAP_ROUTE_EDIT, x->partnership_id))
        return ERR_NOT_FOUND;
    enum err e = is_mailed ? mail_queue(db, &x->mail) : OK;
    if (e == ERR_TOO_MANY || e == ERR_INVALID) { /* an answer is not lost for an address */
        is_mailed = false;
        e = OK;
    }
    if (!e)
        e = db_exec(db, sql[Q_ANSWER],
                    BINDS(bi(x->report_id), bi(x->partnership_id),
                          bt(str_from(state_names[x->state])), bt(x->reason), bi(x->act.now_s),
                          bi(x->actor->account_id), is_mailed ? bi(x->mail.id) : bn()));
    if (e)
        return e;
    x->was_answered = db_changes(db) == 0;
    return x->was_answered ? ERR_CONFLICT : record(db, x, is_mailed);
}
