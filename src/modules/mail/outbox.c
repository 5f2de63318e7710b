#include "modules/mail/outbox.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

#define SKEW_S 300 /* clocks of one machine do not differ by more */

enum {
    Q_LIST,
    Q_LIST_ALL,
    Q_FIND,
    Q_COUNT,
    Q_COUNT_ALL,
    Q_FAILED,
    Q_OLDEST,
    Q_AGAIN,
    Q_AHEAD,
    Q_MEND
};

#define COLS                                                                                   \
    "o.id, o.kind, o.object_kind, o.object_id, o.to_address, s.state, s.n_tries, "             \
    "coalesce(s.next_try_at_s, 0), o.queued_at_s, s.changed_at_s, s.error, o.holds_key, "      \
    "o.body <> '' AND o.holds_key = 0 AND (s.state = 'failed' OR "                             \
    "(s.state = 'sent' AND o.is_to_confirmed = 1))"
#define FROM " FROM outbox_state s JOIN outbox o ON o.id = s.outbox_id "

static const char *const sql[] = {
    [Q_LIST] = "SELECT " COLS FROM "WHERE s.state = $3 ORDER BY s.changed_at_s DESC "
               "LIMIT $1 OFFSET $2",
    [Q_LIST_ALL] = "SELECT " COLS FROM "WHERE s.changed_at_s > 0 "
                   "ORDER BY s.changed_at_s DESC LIMIT $1 OFFSET $2",
    [Q_FIND] = "SELECT " COLS FROM "WHERE s.outbox_id = $1",
    /* the scans are of the rows that the index gave, $2 at most */
    [Q_COUNT] = "SELECT count(*) FROM (SELECT 1 FROM outbox_state WHERE state = $1 LIMIT $2) "
                "AS some /*scan*/",
    [Q_COUNT_ALL] = "SELECT count(*) FROM (SELECT 1 FROM outbox_state WHERE changed_at_s > 0 "
                    "LIMIT $1) AS some /*scan*/",
    [Q_FAILED] = "SELECT count(*) FROM outbox_state WHERE state = 'failed' AND "
                 "changed_at_s > $1",
    [Q_OLDEST] = "SELECT coalesce(min(o.queued_at_s), 0)" FROM "WHERE s.state IN ('queued', "
                 "'sending')",
    [Q_AGAIN] = "UPDATE outbox_state SET state = 'queued', n_tries = 0, next_try_at_s = $2, "
                "changed_at_s = $2, erase_at_s = NULL, error = '' WHERE outbox_id = $1 AND "
                "EXISTS (SELECT 1 FROM outbox o WHERE o.id = outbox_state.outbox_id AND "
                "o.body <> '' AND o.holds_key = 0 AND (outbox_state.state = 'failed' OR "
                "(outbox_state.state = 'sent' AND o.is_to_confirmed = 1)))",
    [Q_AHEAD] = "SELECT count(*) FROM outbox_state WHERE state IN ('queued', 'sending') AND "
                "changed_at_s > $1",
    [Q_MEND] = "UPDATE outbox_state SET next_try_at_s = $1, changed_at_s = $1 WHERE "
               "state IN ('queued', 'sending') AND changed_at_s > $2",
};
const struct sql_list outbox_sql = SQL_LIST("outbox", sql);

static const char *const state_names[OUTBOX__MAX] = {
    [OUTBOX_QUEUED] = "queued",
    [OUTBOX_SENDING] = "sending",
    [OUTBOX_SENT] = "sent",
    [OUTBOX_FAILED] = "failed",
};

const char *outbox_state_name(enum outbox_state s)
{
    return state_names[s];
}

enum outbox_state outbox_state_from(struct str name)
{
    enum outbox_state s = 0;
    while (s < OUTBOX__MAX && !str_eq(name, str_from(state_names[s])))
        s++;
    return s;
}

struct str mail_address_masked(struct arena *a, struct str address)
{
    size_t at = str_find_char(address, '@');
    if (at == STR_NONE || at == 0)
        return (struct str){ 0 };
    /* of a name of one sign not even that */
    return str_printf(a, "%.*s\u2022\u2022\u2022%.*s", at > 1 ? 1 : 0, address.p,
                      STR_ARG(str_sub(address, at, address.n)));
}

static void from_row(struct outbox_entry *out, struct stmt *s, struct arena *a)
{
    *out = (struct outbox_entry){
        .id = db_i64(s, 0),
        .kind = db_text(s, 1, a),
        .object_kind = db_text(s, 2, a),
        .object_id = db_text(s, 3, a),
        .to = mail_address_masked(a, db_text(s, 4, a)),
        .state = outbox_state_from(db_text(s, 5, a)),
        .n_tries = db_i64(s, 6),
        .next_try_at_s = db_i64(s, 7),
        .queued_at_s = db_i64(s, 8),
        .changed_at_s = db_i64(s, 9),
        .error = db_text(s, 10, a),
        .holds_key = db_bool(s, 11),
        .can_send_again = db_bool(s, 12),
    };
}

enum err outbox_list(struct db *db, struct arena *a, const struct outbox_ask *ask,
                     struct outbox_entry *out, size_t *n)
{
    struct bind most = bi((int64_t)ask->max), skip = bi((int64_t)ask->skip);
    struct stmt *s = ask->state == OUTBOX__MAX
                         ? db_query(db, sql[Q_LIST_ALL], BINDS(most, skip))
                         : db_query(db, sql[Q_LIST],
                                    BINDS(most, skip, bt(str_from(state_names[ask->state]))));
    *n = 0;
    while (db_row(s))
        if (*n < ask->max)
            from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err outbox_count(struct db *db, enum outbox_state state, int64_t *n)
{
    struct bind most = bi(LIST_MAX_ROWS + 1);
    if (state == OUTBOX__MAX)
        return db_one_i64(db, sql[Q_COUNT_ALL], BINDS(most), n);
    return db_one_i64(db, sql[Q_COUNT], BINDS(bt(str_from(state_names[state])), most), n);
}

enum err outbox_trouble(struct db *db, int64_t since_s, int64_t *n_failed, int64_t *oldest_s)
{
    enum err e = db_one_i64(db, sql[Q_FAILED], BINDS(bi(since_s)), n_failed);
    return e ? e : db_one_i64(db, sql[Q_OLDEST], NO_BINDS, oldest_s);
}

enum err outbox_find(struct db *db, struct arena *a, int64_t id, struct outbox_entry *out)
{
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(id)));
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

enum err outbox_send_again(struct db *db, int64_t id, const struct act *act)
{
    struct change c;
    enum err e = db_exec(db, sql[Q_AGAIN], BINDS(bi(id), bi(act->now_s)));
    if (!e && db_changes(db) == 0)
        e = ERR_CONFLICT;
    if (e)
        return e;
    change_begin(&c);
    return change_record(db, &c, act,
                         &(struct change_of){ STR("mail.again"), STR("outbox"), id });
}

static enum err mend_fn(struct db *db, void *arg)
{
    const int64_t *now_s = arg;
    return db_exec(db, sql[Q_MEND], BINDS(bi(*now_s), bi(*now_s + SKEW_S)));
}

enum err outbox_mend_clock(struct store *store, struct db *db, int64_t now_s)
{
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_AHEAD], BINDS(bi(now_s + SKEW_S)), &n);
    return e || !n ? e : store_write(store, mend_fn, &now_s);
}
