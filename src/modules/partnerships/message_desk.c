#include "modules/partnerships/message_desk.h"

#include "core/base/arena.h"
#include "modules/work/retain.h"

#define DAY_S 86400

#define COLS                                                                                   \
    "m.id, m.partnership_id, p.name, p.slug, m.reference, COALESCE(r.name, ''), "              \
    "m.sender_name, m.organisation, m.email, m.body, m.sent_to, m.received_at_s, "             \
    "m.refused_at_s, m.done_at_s, COALESCE(a.name, ''), m.erased_at_s IS NOT NULL"
#define FROM                                                                                   \
    " FROM message m JOIN partnership p ON p.id = m.partnership_id LEFT JOIN area r "          \
    "ON r.id = m.area_id LEFT JOIN account a ON a.id = m.done_by "
/* Longest kept first; a row that is due came at least MESSAGE_KEEP_DONE_DAYS ago. */
#define DUE(table, done)                                                                       \
    "(SELECT id FROM " table " WHERE erased_at_s IS NULL AND received_at_s <= $2 AND (" done   \
    " <= $2 OR received_at_s <= $3) ORDER BY received_at_s LIMIT $4)"

enum {
    Q_COUNT,
    Q_COUNT_WAITING,
    Q_LIST,
    Q_LIST_WAITING,
    Q_WHOSE,
    Q_ONE,
    Q_DONE,
    Q_NOT_DONE,
    Q_ERASE_MESSAGES,
    Q_ERASE_REPORTS
};

static const char *const sql[] = {
    [Q_COUNT] =
        "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM message WHERE partnership_id = $1 LIMIT "
        "1001) x",
    [Q_COUNT_WAITING] =
        "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM message WHERE partnership_id = $1 "
        "AND done_at_s IS NULL LIMIT 1001) x",
    [Q_LIST] = "SELECT " COLS FROM "WHERE m.partnership_id = $1 ORDER BY m.received_at_s DESC "
               "LIMIT $2 OFFSET $3",
    [Q_LIST_WAITING] = "SELECT " COLS FROM "WHERE m.partnership_id = $1 AND m.done_at_s IS "
                       "NULL ORDER BY m.received_at_s DESC LIMIT $2 OFFSET $3",
    [Q_WHOSE] = "SELECT partnership_id FROM message WHERE reference = $1",
    [Q_ONE] = "SELECT " COLS FROM "WHERE m.reference = $1 AND m.partnership_id = $2",
    [Q_DONE] = "UPDATE message SET done_at_s = $3, done_by = $4 WHERE id = $1 AND "
               "partnership_id = $2 AND done_at_s IS NULL",
    [Q_NOT_DONE] = "UPDATE message SET done_at_s = NULL, done_by = NULL WHERE id = $1 AND "
                   "partnership_id = $2 AND done_at_s IS NOT NULL",
    [Q_ERASE_MESSAGES] = "UPDATE message SET sender_name = '', organisation = '', email = '', "
                         "body = '', erased_at_s = $1 WHERE id IN " DUE("message", "done_at_s"),
    [Q_ERASE_REPORTS] =
        "UPDATE correction_report SET email = '', body = '', reason = '', "
        "erased_at_s = $1 WHERE id IN " DUE("correction_report", "answered_at_s"),
};
const struct sql_list message_desk_sql = SQL_LIST("message_desk", sql);

static void message_from_row(struct message_row *out, struct stmt *s, struct arena *a)
{
    *out = (struct message_row){
        .id = db_i64(s, 0),
        .partnership_id = db_i64(s, 1),
        .partnership_name = db_text(s, 2, a),
        .partnership_slug = db_text(s, 3, a),
        .reference = db_text(s, 4, a),
        .area_name = db_text(s, 5, a),
        .sender_name = db_text(s, 6, a),
        .organisation = db_text(s, 7, a),
        .email = db_text(s, 8, a),
        .body = db_text(s, 9, a),
        .sent_to = db_text(s, 10, a),
        .received_at_s = db_i64(s, 11),
        .refused_at_s = db_is_null(s, 12) ? 0 : db_i64(s, 12),
        .done_at_s = db_is_null(s, 13) ? 0 : db_i64(s, 13),
        .done_name = db_text(s, 14, a),
        .is_erased = db_bool(s, 15),
    };
}

enum err message_count(struct db *db, const struct desk_ask *ask, int64_t *n)
{
    return db_one_i64(db, sql[ask->is_waiting_only ? Q_COUNT_WAITING : Q_COUNT],
                      BINDS(bi(ask->partnership_id)), n);
}

enum err message_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                      struct message_row *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[ask->is_waiting_only ? Q_LIST_WAITING : Q_LIST],
                              BINDS(bi(ask->partnership_id), bi(ask->max), bi(ask->first)));
    *n = 0;
    while (*n < (size_t)ask->max && db_row(s))
        message_from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err message_partnership(struct db *db, struct str reference, int64_t *out)
{
    return db_one_i64(db, sql[Q_WHOSE], BINDS(bt(reference)), out);
}

enum err message_find(struct db *db, struct arena *a, struct str reference,
                      int64_t partnership_id, struct message_row *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bt(reference), bi(partnership_id)));
    bool found = db_row(s);
    if (found)
        message_from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

enum err message_mark_fn(struct db *db, void *message_mark)
{
    const struct message_mark *x = message_mark;
    if (!actor_may(x->actor, CAP_MESSAGE_READ, x->partnership_id))
        return ERR_NOT_FOUND;
    struct bind b[] = { bi(x->message_id), bi(x->partnership_id), bi(x->act.now_s),
                        bi(x->actor->account_id) };
    enum err e = db_exec(db, sql[x->is_done ? Q_DONE : Q_NOT_DONE],
                         (struct binds){ b, x->is_done ? 4 : 2 });
    if (e || !db_changes(db))
        return e;
    struct change change;
    change_begin(&change);
    change_i64(&change, "done", !x->is_done, x->is_done);
    change_of_partnership(&change, x->partnership_id);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("message.mark"),
                                              .object_kind = STR("message"),
                                              .object_id = x->message_id });
}

/* --- retention --- */

static enum err erase_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    int64_t done = x->now_s - (int64_t)MESSAGE_KEEP_DONE_DAYS * DAY_S,
            most = x->now_s - (int64_t)MESSAGE_KEEP_MOST_DAYS * DAY_S;
    struct binds b = BINDS(bi(x->now_s), bi(done), bi(most), bi(RETAIN_ROWS / 2));
    enum err e = db_exec(db, sql[Q_ERASE_MESSAGES], b);
    x->n = e ? 0 : db_changes(db);
    if (!e)
        e = db_exec(db, sql[Q_ERASE_REPORTS], b);
    if (e)
        return e;
    x->n += db_changes(db);
    if (!x->n)
        return OK;
    return retain_record(db, x, STR("message.erase"), STR("message"));
}

enum err message_retain(struct store *store, int64_t now_s)
{
    return retain_rounds(store, erase_fn, now_s);
}
