#include "modules/people/session.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/people/link_session.h"

#define DAY_S 86400
#define SWEEP_MAX 200 /* rows of one write */

#define COLS                                                                                   \
    "number, account_id, has_factor, idle_s, began_at_s, proved_at_s, last_seen_s, device"

enum {
    Q_FIND,
    Q_OWNER,
    Q_LIST,
    Q_ADD,
    Q_RENEW,
    Q_SEEN,
    Q_END,
    Q_END_NUMBER,
    Q_END_OTHERS,
    Q_END_ALL,
    Q_SWEEP
};

static const char *const sql[] = {
    [Q_FIND] = "SELECT " COLS " FROM session WHERE id_hash = $1",
    [Q_OWNER] = "SELECT account_id FROM session WHERE id_hash = $1",
    [Q_LIST] = "SELECT " COLS " FROM session WHERE account_id = $1 "
               "ORDER BY began_at_s DESC, number LIMIT $2",
    [Q_ADD] = "INSERT INTO session (id_hash, " COLS ") VALUES ($1, $2, $3, $4, $5, $6, $6, $6, "
              "$7)",
    [Q_RENEW] = "UPDATE session SET id_hash = $2, has_factor = $3, idle_s = $4, "
                "proved_at_s = $5, last_seen_s = $6 WHERE id_hash = $1",
    [Q_SEEN] = "UPDATE session SET last_seen_s = $2 WHERE number = $1 AND last_seen_s < $2",
    [Q_END] = "DELETE FROM session WHERE id_hash = $1",
    [Q_END_NUMBER] = "DELETE FROM session WHERE number = $2 AND account_id = $1 "
                     "RETURNING number",
    [Q_END_OTHERS] = "DELETE FROM session WHERE account_id = $1 AND number <> $2",
    [Q_END_ALL] = "DELETE FROM session WHERE account_id = $1",
    [Q_SWEEP] = "DELETE FROM session WHERE id_hash IN (SELECT id_hash FROM session WHERE "
                "began_at_s <= $1 ORDER BY began_at_s LIMIT $2)",
};
const struct sql_list session_sql = SQL_LIST("session", sql);

/* --- the value --- */

static const char hex_digit[] = "0123456789abcdef";

struct str session_value_text(struct arena *a, const struct session_value *v)
{
    char *p = arena_alloc(a, 2 * sizeof v->byte);
    if (!p)
        return (struct str){ NULL, 0 };
    for (size_t i = 0; i < sizeof v->byte; i++) {
        p[2 * i] = hex_digit[v->byte[i] >> 4];
        p[2 * i + 1] = hex_digit[v->byte[i] & 15];
    }
    return (struct str){ p, 2 * sizeof v->byte };
}

bool session_value_parse(struct str text, struct session_value *out)
{
    struct session_value v;
    if (text.n != 2 * sizeof v.byte)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        size_t digit = str_find_char(STR("0123456789abcdef"), text.p[i]);
        if (digit == STR_NONE)
            return false;
        v.byte[i / 2] = (unsigned char)(i % 2 ? v.byte[i / 2] | digit : digit << 4);
    }
    *out = v;
    return true;
}

static struct hash id_hash(const struct session_value *v)
{
    const struct str part[] = { STR("session"), { (const char *)v->byte, sizeof v->byte } };
    return hash_parts(NULL, part, 2);
}

/* --- reading --- */

static void from_row(struct session *out, struct stmt *s, struct arena *a)
{
    *out = (struct session){
        .number = db_i64(s, 0),
        .account_id = db_i64(s, 1),
        .has_factor = db_bool(s, 2),
        .idle_s = db_i64(s, 3),
        .began_at_s = db_i64(s, 4),
        .proved_at_s = db_i64(s, 5),
        .last_seen_s = db_i64(s, 6),
        .device = db_text(s, 7, a),
    };
}

static bool is_over(const struct session *s, int64_t now_s)
{
    return s->began_at_s > now_s + SESSION_SKEW_S || now_s >= s->began_at_s + SESSION_LIFE_S ||
           now_s >= s->last_seen_s + s->idle_s;
}

enum err session_find(struct db *db, struct arena *a, const struct session_value *v,
                      int64_t seen_s, int64_t now_s, struct session *out)
{
    const struct hash h = id_hash(v);
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bb(hash_view(&h))));
    bool found = db_row(s);
    *out = (struct session){ 0 };
    if (found)
        from_row(out, s, a);
    if (found && seen_s > out->last_seen_s)
        out->last_seen_s = seen_s;
    found = found && !is_over(out, now_s);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err session_owner(struct db *db, const struct session_value *v, int64_t *account_id)
{
    const struct hash h = id_hash(v);
    return db_one_i64(db, sql[Q_OWNER], BINDS(bb(hash_view(&h))), account_id);
}

bool session_is_proved(const struct session *s, int64_t now_s)
{
    return now_s < s->proved_at_s + SESSION_PROVED_S &&
           s->proved_at_s <= now_s + SESSION_SKEW_S;
}

enum err session_list(struct db *db, struct arena *a, int64_t account_id, int64_t now_s,
                      struct session_list *out)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(account_id), bi(SESSION_LIST_MAX)));
    out->n = 0;
    while (db_row(s)) {
        from_row(&out->at[out->n], s, a);
        out->n += !is_over(&out->at[out->n], now_s);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- writing --- */

static int64_t idle_of(bool is_staff)
{
    return is_staff ? SESSION_IDLE_STAFF_S : SESSION_IDLE_S;
}

enum err session_begin(struct db *db, const struct session_new *n)
{
    const struct hash h = id_hash(&n->value);
    enum err e = n->old ? link_session_move(db, n->old, &n->value, n->number) : OK;
    if (!e && n->old)
        e = session_end(db, n->old);
    if (e)
        return e;
    return db_exec(db, sql[Q_ADD],
                   BINDS(bb(hash_view(&h)), bi(n->number), bi(n->account_id), bi(n->has_factor),
                         bi(idle_of(n->is_staff)), bi(n->now_s),
                         bt(str_sub(n->device, 0, SESSION_DEVICE_MAX))));
}

enum err session_renew(struct db *db, const struct session_renew *r)
{
    const struct hash old = id_hash(&r->old), h = id_hash(&r->value);
    struct session was = { 0 };
    struct arena *a = arena_new(ARENA_BLOCK_BYTES);
    enum err e = session_find(db, a, &r->old, r->seen_s, r->now_s, &was);
    arena_free(a);
    if (!e)
        e = link_session_move(db, &r->old, &r->value, was.number);
    if (e)
        return e;
    return db_exec(db, sql[Q_RENEW],
                   BINDS(bb(hash_view(&old)), bb(hash_view(&h)),
                         bi(was.has_factor || r->has_factor), bi(idle_of(r->is_staff)),
                         bi(r->is_proved ? r->now_s : was.proved_at_s), bi(r->now_s)));
}

enum err session_note_seen(struct db *db, int64_t number, int64_t seen_s)
{
    enum err e = link_session_note_seen(db, number, seen_s);
    return e ? e : db_exec(db, sql[Q_SEEN], BINDS(bi(number), bi(seen_s)));
}

enum err session_end(struct db *db, const struct session_value *v)
{
    const struct hash h = id_hash(v);
    enum err e = link_session_end_all(db, v);
    return e ? e : db_exec(db, sql[Q_END], BINDS(bb(hash_view(&h))));
}

enum err session_end_number(struct db *db, int64_t account_id, int64_t number)
{
    int64_t gone;
    return db_one_i64(db, sql[Q_END_NUMBER], BINDS(bi(account_id), bi(number)), &gone);
}

enum err session_end_others(struct db *db, int64_t account_id, int64_t keep_number)
{
    return db_exec(db, sql[Q_END_OTHERS], BINDS(bi(account_id), bi(keep_number)));
}

enum err session_end_all(struct db *db, int64_t account_id)
{
    return db_exec(db, sql[Q_END_ALL], BINDS(bi(account_id)));
}

enum err session_note_end(struct db *db, int64_t account_id, struct str how,
                          const struct act *act)
{
    struct change c;
    change_begin(&c);
    change_text(&c, "how", STR(""), how);
    return change_record(db, &c, act,
                         &(struct change_of){ STR("session.end"), STR("account"), account_id });
}

enum err session_sweep(struct db *db, int64_t now_s)
{
    return db_exec(db, sql[Q_SWEEP], BINDS(bi(now_s - SESSION_LIFE_S - DAY_S), bi(SWEEP_MAX)));
}
