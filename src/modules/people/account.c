#include "modules/people/account.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "modules/mail/mail.h"
#include "modules/people/device.h"
#include "modules/people/kept_form.h"
#include "modules/people/link.h"
#include "modules/people/session.h"

#define DAY_S 86400
#define ROW_ARENA_BYTES (64 * KIB) /* one account: every column is short */

#define COLS                                                                                   \
    "id, name, email, password_hash, totp_secret, totp_last_step, audit_key, created_at_s, "   \
    "last_sign_in_at_s, warned_at_s, closed_at_s"

enum {
    Q_BY_ID,
    Q_BY_KEY,
    Q_ADD,
    Q_CHANGE,
    Q_PASSWORD,
    Q_SIGN_IN,
    Q_CLOSE,
    Q_REOPEN,
    Q_ERASE,
    Q_ERASE_CODES,
    Q_ERASE_RESET,
    Q_WARNED,
    Q_DORMANT_WARN,
    Q_DORMANT_CLOSE,
    Q_DORMANT_ERASE,
    Q_ADMINS,
    Q_LASTING
};

static const char *const sql[] = {
    [Q_BY_ID] = "SELECT " COLS " FROM account WHERE id = $1",
    [Q_BY_KEY] = "SELECT " COLS " FROM account WHERE email_key = $1",
    [Q_ADD] = "INSERT INTO account (id, name, email, email_key, password_hash, totp_last_step, "
              "audit_key, created_at_s) VALUES ($1, $2, $3, $4, '', 0, $5, $6)",
    [Q_CHANGE] = "UPDATE account SET name = $2, email = $3, email_key = $4 WHERE id = $1",
    [Q_PASSWORD] = "UPDATE account SET password_hash = $2 WHERE id = $1",
    [Q_SIGN_IN] = "UPDATE account SET last_sign_in_at_s = $2, warned_at_s = NULL WHERE id = $1",
    [Q_CLOSE] = "UPDATE account SET closed_at_s = $2 WHERE id = $1",
    [Q_REOPEN] = "UPDATE account SET closed_at_s = NULL, warned_at_s = NULL, "
                 "last_sign_in_at_s = $2 WHERE id = $1",
    [Q_ERASE] = "UPDATE account SET name = '', email = '', email_key = NULL, "
                "password_hash = '', totp_secret = NULL, audit_key = NULL WHERE id = $1",
    [Q_ERASE_CODES] = "DELETE FROM recovery_code WHERE account_id = $1",
    [Q_ERASE_RESET] = "DELETE FROM factor_reset WHERE account_id = $1",
    [Q_WARNED] = "UPDATE account SET warned_at_s = $2 WHERE id = $1",
    [Q_DORMANT_WARN] =
        "SELECT id FROM account WHERE coalesce(last_sign_in_at_s, created_at_s) <= $1 AND "
        "warned_at_s IS NULL AND closed_at_s IS NULL "
        "ORDER BY coalesce(last_sign_in_at_s, created_at_s) LIMIT $2",
    [Q_DORMANT_CLOSE] =
        "SELECT id FROM account WHERE coalesce(last_sign_in_at_s, created_at_s) <= $1 AND "
        "warned_at_s <= $3 AND closed_at_s IS NULL "
        "ORDER BY coalesce(last_sign_in_at_s, created_at_s) LIMIT $2",
    [Q_DORMANT_ERASE] =
        "SELECT id FROM account WHERE coalesce(last_sign_in_at_s, created_at_s) <= $1 AND "
        "closed_at_s <= $3 AND email_key IS NOT NULL "
        "ORDER BY coalesce(last_sign_in_at_s, created_at_s) LIMIT $2",
    [Q_ADMINS] =
        "SELECT count(*) FROM role_grant g JOIN account p ON p.id = g.account_id WHERE "
        "g.role = 'admin' AND p.closed_at_s IS NULL AND g.from_s <= $1 AND "
        "(g.until_s IS NULL OR g.until_s > $1)",
    [Q_LASTING] =
        "SELECT count(*) FROM role_grant g JOIN account p ON p.id = g.account_id WHERE "
        "g.role = 'admin' AND g.account_id <> $1 AND p.closed_at_s IS NULL AND "
        "g.from_s <= $2 AND g.until_s IS NULL",
};
const struct sql_list account_sql = SQL_LIST("account", sql);

/* --- reading --- */

static void from_row(struct account *out, struct stmt *s, struct arena *a)
{
    *out = (struct account){
        .id = db_i64(s, 0),
        .name = db_text(s, 1, a),
        .email = db_text(s, 2, a),
        .password_hash = db_text(s, 3, a),
        .totp_secret = db_blob(s, 4, a),
        .totp_last_step = db_i64(s, 5),
        .created_at_s = db_i64(s, 7),
        .last_sign_in_at_s = db_i64(s, 8),
        .warned_at_s = db_i64(s, 9),
        .closed_at_s = db_i64(s, 10),
    };
    struct str key = db_blob(s, 6, a);
    if (key.n == sizeof out->audit_key.byte)
        memcpy(out->audit_key.byte, key.p, key.n);
}

static enum err find(struct stmt *s, struct arena *a, struct account *out)
{
    bool found = db_row(s);
    *out = (struct account){ 0 };
    if (found)
        from_row(out, s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err account_find(struct db *db, struct arena *a, int64_t id, struct account *out)
{
    return find(db_query(db, sql[Q_BY_ID], BINDS(bi(id))), a, out);
}

struct str account_email_key(struct arena *a, struct str email)
{
    return str_lower(a, str_trim(email));
}

enum err account_find_by_email(struct db *db, struct arena *a, struct str email,
                               struct account *out)
{
    struct str key = account_email_key(a, email);
    return find(db_query(db, sql[Q_BY_KEY], BINDS(bt(key))), a, out);
}

/* --- writing --- */

/* The account as it is before a change, and the change's record begun. */
struct work {
    struct db *db;
    const struct act *act;
    struct arena *a;
    struct account was;
    struct change change;
};

static enum err work_begin(struct work *w, struct db *db, int64_t id, const struct act *act)
{
    w->db = db;
    w->act = act;
    w->a = arena_new(ROW_ARENA_BYTES);
    change_begin(&w->change);
    return account_find(db, w->a, id, &w->was);
}

/* Records when all went well, and ends the work either way. */
static enum err work_end(struct work *w, struct str action, enum err e)
{
    const struct change_of of = { action, STR("account"), w->was.id };
    if (e)
        change_end(&w->change);
    else
        e = change_record(w->db, &w->change, w->act, &of);
    secret_wipe(&w->was.audit_key, sizeof w->was.audit_key);
    arena_free(w->a);
    return e;
}

static bool is_name(struct str name)
{
    return str_trim(name).n > 0 && utf8_is_text(name) && utf8_length(name) <= ACCOUNT_NAME_MAX;
}

enum err account_create(struct db *db, const struct account_new *n, const struct act *act)
{
    struct str email = str_trim(n->email);
    if (!is_name(n->name) || !mail_address_is_valid(email) || n->id <= 0)
        return ERR_INVALID;
    struct work w = { .db = db, .act = act, .a = arena_new(ROW_ARENA_BYTES), .was.id = n->id };
    const struct str key = { (const char *)n->audit_key.byte, sizeof n->audit_key.byte };
    change_begin(&w.change);
    change_personal(&w.change, "email", &n->audit_key, STR(""), email);
    change_personal(&w.change, "name", &n->audit_key, STR(""), n->name);
    enum err e = db_exec(db, sql[Q_ADD],
                         BINDS(bi(n->id), bt(n->name), bt(email),
                               bt(account_email_key(w.a, email)), bb(key), bi(act->now_s)));
    return work_end(&w, STR("account.create"), e);
}

enum err account_change(struct db *db, int64_t id, struct str name, struct str email,
                        const struct act *act)
{
    struct work w;
    email = str_trim(email);
    enum err e = work_begin(&w, db, id, act);
    if (!e && (!is_name(name) || !mail_address_is_valid(email) || w.was.closed_at_s))
        e = ERR_INVALID;
    if (!e) {
        change_personal(&w.change, "email", &w.was.audit_key, w.was.email, email);
        change_personal(&w.change, "name", &w.was.audit_key, w.was.name, name);
        e = db_exec(db, sql[Q_CHANGE],
                    BINDS(bi(id), bt(name), bt(email), bt(account_email_key(w.a, email))));
    }
    return work_end(&w, STR("account.change"), e);
}

enum err account_set_password(struct db *db, int64_t id, struct str hash, int64_t keep_session,
                              const struct act *act)
{
    struct work w;
    enum err e = work_begin(&w, db, id, act);
    if (!e && (!hash.n || w.was.closed_at_s))
        e = ERR_INVALID;
    if (!e)
        e = db_exec(db, sql[Q_PASSWORD], BINDS(bi(id), bt(hash)));
    if (!e)
        e = session_end_others(db, id, keep_session);
    return work_end(&w, STR("account.password"), e);
}

enum err account_rehash(struct db *db, int64_t id, struct str hash, const struct act *act)
{
    struct work w;
    enum err e = work_begin(&w, db, id, act);
    if (!e && (!hash.n || !w.was.password_hash.n))
        e = ERR_INVALID;
    if (!e)
        e = db_exec(db, sql[Q_PASSWORD], BINDS(bi(id), bt(hash)));
    return work_end(&w, STR("account.rehash"), e);
}

enum err account_note_sign_in(struct db *db, int64_t id, struct str how, const struct act *act)
{
    struct work w;
    enum err e = work_begin(&w, db, id, act);
    if (!e && w.was.closed_at_s)
        e = ERR_GONE;
    if (!e) {
        change_text(&w.change, "how", STR(""), how);
        e = db_exec(db, sql[Q_SIGN_IN], BINDS(bi(id), bi(act->now_s)));
    }
    return work_end(&w, STR("account.sign_in"), e);
}

/* --- closing and erasing --- */

static enum err close_doors(struct db *db, int64_t id)
{
    enum err e = session_end_all(db, id);
    if (!e)
        e = link_kill_of_account(db, id);
    if (!e)
        e = kept_form_drop_of_account(db, id);
    return e ? e : device_forget_all(db, id);
}

enum err account_close(struct db *db, int64_t id, const struct act *act)
{
    struct work w;
    enum err e = work_begin(&w, db, id, act);
    if (!e && !w.was.closed_at_s) {
        e = account_keeps_admin(db, id, act->now_s);
        if (!e)
            e = db_exec(db, sql[Q_CLOSE], BINDS(bi(id), bi(act->now_s)));
    }
    if (!e)
        e = close_doors(db, id);
    return work_end(&w, STR("account.close"), e);
}

enum err account_reopen(struct db *db, int64_t id, const struct act *act)
{
    struct work w;
    enum err e = work_begin(&w, db, id, act);
    if (!e && (!w.was.closed_at_s || !w.was.email.n))
        e = ERR_INVALID;
    if (!e)
        e = db_exec(db, sql[Q_REOPEN], BINDS(bi(id), bi(act->now_s)));
    return work_end(&w, STR("account.reopen"), e);
}

enum err account_erase(struct db *db, int64_t id, const struct act *act)
{
    struct work w;
    enum err e = work_begin(&w, db, id, act);
    if (!e && !w.was.closed_at_s) {
        e = account_keeps_admin(db, id, act->now_s);
        if (!e)
            e = db_exec(db, sql[Q_CLOSE], BINDS(bi(id), bi(act->now_s)));
    }
    if (!e)
        e = close_doors(db, id);
    if (!e)
        e = db_exec(db, sql[Q_ERASE_CODES], BINDS(bi(id)));
    if (!e)
        e = db_exec(db, sql[Q_ERASE_RESET], BINDS(bi(id)));
    if (!e)
        e = db_exec(db, sql[Q_ERASE], BINDS(bi(id)));
    return work_end(&w, STR("account.erase"), e);
}

/* --- dormant --- */

enum err account_list_dormant(struct db *db, enum dormant what, int64_t now_s, int64_t *id,
                              size_t max, size_t *n)
{
    static const struct {
        int query;
        int64_t asleep_days, since_days;
    } rule[] = {
        [DORMANT_WARN] = { Q_DORMANT_WARN, DORMANT_WARN_DAYS, 0 },
        [DORMANT_CLOSE] = { Q_DORMANT_CLOSE, DORMANT_CLOSE_DAYS, DORMANT_NOTICE_DAYS },
        [DORMANT_ERASE] = { Q_DORMANT_ERASE, DORMANT_ERASE_DAYS, DORMANT_CLOSED_DAYS },
    };
    const struct bind asleep = bi(now_s - rule[what].asleep_days * DAY_S);
    const struct bind since = bi(now_s - rule[what].since_days * DAY_S);
    const struct bind b[] = { asleep, bi((int64_t)max), since };
    struct stmt *s =
        db_query(db, sql[rule[what].query], (struct binds){ b, what == DORMANT_WARN ? 2 : 3 });
    *n = 0;
    while (db_row(s))
        id[(*n)++] = db_i64(s, 0);
    return db_done(s, OK);
}

enum err account_note_warned(struct db *db, int64_t id, const struct act *act)
{
    struct work w;
    enum err e = work_begin(&w, db, id, act);
    if (!e)
        e = db_exec(db, sql[Q_WARNED], BINDS(bi(id), bi(act->now_s)));
    return work_end(&w, STR("account.warn"), e);
}

/* --- administrators --- */

enum err account_has_admin(struct db *db, int64_t now_s, bool *out)
{
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_ADMINS], BINDS(bi(now_s)), &n);
    *out = n > 0;
    return e;
}

enum err account_keeps_admin(struct db *db, int64_t id, int64_t now_s)
{
    int64_t n_all = 0, n_others = 0;
    enum err e = db_one_i64(db, sql[Q_LASTING], BINDS(bi(0), bi(now_s)), &n_all);
    if (!e)
        e = db_one_i64(db, sql[Q_LASTING], BINDS(bi(id), bi(now_s)), &n_others);
    return e ? e : n_all && !n_others ? ERR_CONFLICT : OK;
}
