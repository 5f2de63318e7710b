#include "modules/people/link.h"

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/rand.h"

#define HOUR_S 3600
#define DAY_S 86400
#define SKEW_S 300    /* between the clocks of two machines on one database */
#define SWEEP_MAX 200 /* rows of one write */

static const struct {
    const char *name;
    int64_t life_s;
} purposes[LINK__MAX] = {
    [LINK_FIRST_ADMIN] = { "first_admin", DAY_S },
    [LINK_SIGN_IN] = { "sign_in", 600 },
    [LINK_RESET] = { "reset", 1800 },
    [LINK_INVITATION] = { "invitation", 3 * DAY_S },
    [LINK_CONFIRM] = { "confirm", 7 * DAY_S },
    [LINK_SIGN_OFF] = { "sign_off", 14 * DAY_S },
};

enum { Q_KILL, Q_ADD, Q_LOOK, Q_RECENT, Q_USE, Q_KILL_ACCOUNT, Q_SWEEP };

static const char *const sql[] = {
    [Q_KILL] = "DELETE FROM one_time_link WHERE purpose = $1 AND subject = $2",
    [Q_ADD] = "INSERT INTO one_time_link (key_hash, purpose, subject, account_id, detail, "
              "made_at_s, expires_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [Q_LOOK] = "SELECT subject, detail, account_id, made_at_s, expires_at_s, used_at_s "
               "FROM one_time_link WHERE key_hash = $1 AND purpose = $2",
    [Q_RECENT] = "SELECT count(*) FROM one_time_link WHERE purpose = $1 AND subject = $2 AND "
                 "used_at_s IS NULL AND made_at_s > $3 AND made_at_s <= $4",
    [Q_USE] = "UPDATE one_time_link SET used_at_s = $2 WHERE key_hash = $1 AND "
              "used_at_s IS NULL RETURNING made_at_s",
    [Q_KILL_ACCOUNT] = "DELETE FROM one_time_link WHERE account_id = $1",
    [Q_SWEEP] = "DELETE FROM one_time_link WHERE key_hash IN (SELECT key_hash FROM "
                "one_time_link WHERE expires_at_s <= $1 ORDER BY expires_at_s LIMIT $2)",
};
const struct sql_list link_sql = SQL_LIST("link", sql);

int64_t link_life_s(enum link_purpose purpose)
{
    return purposes[purpose].life_s;
}

static struct hash hash_of_key(enum link_purpose purpose, struct str key)
{
    const struct str part[] = { STR("link"), str_from(purposes[purpose].name), key };
    return hash_parts(NULL, part, 3);
}

static enum link_state state_of(const struct link *l, bool is_used, int64_t now_s)
{
    if (is_used)
        return LINK_USED;
    return now_s >= l->expires_at_s || now_s < l->made_at_s - SKEW_S ? LINK_EXPIRED : LINK_GOOD;
}

enum err link_look(struct db *db, struct arena *a, enum link_purpose purpose, struct str key,
                   int64_t now_s, struct link *out)
{
    *out = (struct link){ .state = LINK_UNKNOWN };
    if (!key_is_valid(key))
        return OK;
    const struct hash h = hash_of_key(purpose, key);
    struct stmt *s = db_query(db, sql[Q_LOOK],
                              BINDS(bb(hash_view(&h)), bt(str_from(purposes[purpose].name))));
    if (db_row(s)) {
        *out = (struct link){ .subject = db_text(s, 0, a),
                              .detail = db_text(s, 1, a),
                              .account_id = db_i64(s, 2),
                              .made_at_s = db_i64(s, 3),
                              .expires_at_s = db_i64(s, 4) };
        out->state = state_of(out, !db_is_null(s, 5), now_s);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err link_make(struct db *db, const struct link_new *n)
{
    if (!key_is_valid(n->key) || !n->subject.n)
        return ERR_INVALID;
    const struct hash h = hash_of_key(n->purpose, n->key);
    enum err e = link_kill(db, n->purpose, n->subject);
    if (e)
        return e;
    return db_exec(db, sql[Q_ADD],
                   BINDS(bb(hash_view(&h)), bt(str_from(purposes[n->purpose].name)),
                         bt(n->subject), n->account_id ? bi(n->account_id) : bn(),
                         bt(n->detail), bi(n->now_s),
                         bi(n->now_s + purposes[n->purpose].life_s)));
}

enum err link_is_recent(struct db *db, const struct link_new *n, int64_t within_s, bool *out)
{
    int64_t rows = 0;
    enum err e = db_one_i64(db, sql[Q_RECENT],
                            BINDS(bt(str_from(purposes[n->purpose].name)), bt(n->subject),
                                  bi(n->now_s - within_s), bi(n->now_s)),
                            &rows);
    *out = rows > 0;
    return e;
}

enum err link_use(struct db *db, struct arena *a, enum link_purpose purpose, struct str key,
                  int64_t now_s, struct link *out)
{
    int64_t made_at_s;
    enum err e = link_look(db, a, purpose, key, now_s, out);
    if (!e && out->state != LINK_GOOD)
        e = ERR_GONE;
    if (e)
        return e;
    const struct hash h = hash_of_key(purpose, key);
    e = db_one_i64(db, sql[Q_USE], BINDS(bb(hash_view(&h)), bi(now_s)), &made_at_s);
    return e == ERR_NOT_FOUND ? ERR_GONE : e;
}

enum err link_kill(struct db *db, enum link_purpose purpose, struct str subject)
{
    return db_exec(db, sql[Q_KILL], BINDS(bt(str_from(purposes[purpose].name)), bt(subject)));
}

enum err link_kill_of_account(struct db *db, int64_t account_id)
{
    return db_exec(db, sql[Q_KILL_ACCOUNT], BINDS(bi(account_id)));
}

enum err link_sweep(struct db *db, int64_t now_s)
{
    return db_exec(db, sql[Q_SWEEP], BINDS(bi(now_s - DAY_S), bi(SWEEP_MAX)));
}
