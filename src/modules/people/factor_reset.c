#include "modules/people/factor_reset.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/people/account.h"
#include "modules/people/person.h"
#include "modules/people/totp.h"

#include <stdio.h>

#define ROW_ARENA_BYTES (64 * KIB)
#define SUBJECT_BYTES 40

enum { Q_FIND, Q_ADD, Q_PROVE, Q_AGREE, Q_REMOVE, Q_SWEEP };

static const char *const sql[] = {
    [Q_FIND] = "SELECT account_id, asked_by, asked_at_s, reason, proved_at_s, agreed_by, "
               "agreed_at_s FROM factor_reset WHERE account_id = $1 AND asked_at_s > $2",
    [Q_ADD] = "INSERT INTO factor_reset (account_id, asked_by, asked_at_s, reason) VALUES ($1, "
              "$2, $3, $4)",
    [Q_PROVE] = "UPDATE factor_reset SET proved_at_s = $2 WHERE account_id = $1",
    [Q_AGREE] = "UPDATE factor_reset SET agreed_by = $2, agreed_at_s = $3 WHERE "
                "account_id = $1",
    [Q_REMOVE] = "DELETE FROM factor_reset WHERE account_id = $1",
    [Q_SWEEP] = "DELETE FROM factor_reset WHERE asked_at_s <= $1",
};
const struct sql_list factor_reset_sql = SQL_LIST("factor_reset", sql);

static int64_t oldest(int64_t now_s)
{
    return now_s - link_life_s(LINK_CONFIRM);
}

enum err factor_reset_find(struct db *db, struct arena *a, int64_t account_id, int64_t now_s,
                           struct factor_reset *out)
{
    *out = (struct factor_reset){ 0 };
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(account_id), bi(oldest(now_s))));
    bool found = db_row(s);
    if (found)
        *out = (struct factor_reset){ .account_id = db_i64(s, 0),
                                      .asked_by = db_i64(s, 1),
                                      .asked_at_s = db_i64(s, 2),
                                      .reason = db_text(s, 3, a),
                                      .proved_at_s = db_i64(s, 4),
                                      .agreed_by = db_i64(s, 5),
                                      .agreed_at_s = db_i64(s, 6) };
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- its link --- */

static const struct str subject_mark = STR_INIT("factor_reset:");

static struct str subject_of(char room[SUBJECT_BYTES], int64_t account_id)
{
    int n =
        snprintf(room, SUBJECT_BYTES, "%.*s%lld", STR_ARG(subject_mark), (long long)account_id);
    return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

/* Links that confirm an address have the same purpose and another subject. */
static bool is_ours(const struct link *link, int64_t *account_id)
{
    struct str s = link->subject;
    return str_starts(s, subject_mark) &&
           str_to_i64(str_sub(s, subject_mark.n, s.n), account_id);
}

enum err factor_reset_look(struct db *db, struct arena *a, struct str key, int64_t now_s,
                           enum link_state *state, int64_t *account_id)
{
    struct link link;
    struct factor_reset reset;
    *account_id = 0;
    *state = LINK_UNKNOWN;
    enum err e = link_look(db, a, LINK_CONFIRM, key, now_s, &link);
    if (e || link.state == LINK_UNKNOWN || !is_ours(&link, account_id))
        return e;
    *state = link.state;
    if (link.state != LINK_GOOD)
        return OK;
    e = factor_reset_find(db, a, *account_id, now_s, &reset);
    if (e == ERR_NOT_FOUND)
        *state = LINK_UNKNOWN;
    return e == ERR_NOT_FOUND ? OK : e;
}

/* --- records --- */

static enum err note(struct db *db, const struct factor_reset_work *w, struct str action)
{
    struct change c;
    change_begin(&c);
    return change_record(db, &c, &w->act,
                         &(struct change_of){ action, STR("account"), w->account_id });
}

/* --- asking --- */

static bool may(const struct factor_reset_work *w)
{
    return w->actor->kind == ACTOR_ACCOUNT && actor_has_role(w->actor, ROLE_ADMIN) &&
           w->actor->account_id != w->account_id;
}

/* A person who has a second factor, and enough others to take it away. */
static enum err may_be_asked(struct db *db, const struct factor_reset_work *w)
{
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    struct account account;
    int64_t n = 0;
    enum err e = account_find(db, a, w->account_id, &account);
    bool has_factor = !e && !account.closed_at_s && account.totp_secret.n;
    arena_free(a);
    if (!e && !has_factor)
        e = ERR_NOT_FOUND;
    if (!e)
        e = person_admins_but(db, w->account_id, w->act.now_s, &n);
    return e ? e : n < FACTOR_RESET_ADMINS ? ERR_CONFLICT : OK;
}

enum err factor_reset_ask_fn(struct db *db, void *arg)
{
    const struct factor_reset_work *w = arg;
    char room[SUBJECT_BYTES];
    if (!may(w))
        return ERR_FORBIDDEN;
    enum err e = may_be_asked(db, w);
    if (!e)
        e = db_exec(db, sql[Q_SWEEP], BINDS(bi(oldest(w->act.now_s))));
    if (!e)
        e = db_exec(db, sql[Q_REMOVE], BINDS(bi(w->account_id)));
    if (!e)
        e = db_exec(db, sql[Q_ADD],
                    BINDS(bi(w->account_id), bi(w->actor->account_id), bi(w->act.now_s),
                          bt(w->reason)));
    if (!e)
        e = link_make(db, &(struct link_new){ .purpose = LINK_CONFIRM,
                                              .key = w->key,
                                              .subject = subject_of(room, w->account_id),
                                              .account_id = w->account_id,
                                              .now_s = w->act.now_s });
    if (!e && w->to_prove)
        e = mail_queue(db, w->to_prove);
    return e ? e : note(db, w, STR("factor.ask_reset"));
}

/* --- the two others --- */

static enum err end(struct db *db, const struct factor_reset_work *w)
{
    char room[SUBJECT_BYTES];
    enum err e = db_exec(db, sql[Q_REMOVE], BINDS(bi(w->account_id)));
    return e ? e : link_kill(db, LINK_CONFIRM, subject_of(room, w->account_id));
}

static enum err finish_if_both(struct db *db, struct factor_reset_work *w,
                               const struct factor_reset *r)
{
    w->is_done = r->proved_at_s && r->agreed_by;
    if (!w->is_done)
        return OK;
    enum err e = end(db, w);
    if (!e)
        e = totp_reset(db, w->account_id, &w->act);
    return e || !w->notice ? e : mail_queue(db, w->notice);
}

static enum err find(struct db *db, const struct factor_reset_work *w, struct factor_reset *r)
{
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    enum err e = factor_reset_find(db, a, w->account_id, w->act.now_s, r);
    r->reason = (struct str){ NULL, 0 };
    arena_free(a);
    return e;
}

enum err factor_reset_agree_fn(struct db *db, void *arg)
{
    struct factor_reset_work *w = arg;
    struct factor_reset r;
    w->is_done = false;
    if (!may(w))
        return ERR_FORBIDDEN;
    enum err e = find(db, w, &r);
    if (!e && r.asked_by == w->actor->account_id)
        e = ERR_FORBIDDEN;
    if (!e && r.agreed_by)
        return note(db, w, STR("factor.agree_reset"));
    r.agreed_by = w->actor->account_id;
    if (!e)
        e = db_exec(db, sql[Q_AGREE],
                    BINDS(bi(w->account_id), bi(r.agreed_by), bi(w->act.now_s)));
    if (!e)
        e = note(db, w, STR("factor.agree_reset"));
    return e ? e : finish_if_both(db, w, &r);
}

enum err factor_reset_stop_fn(struct db *db, void *arg)
{
    const struct factor_reset_work *w = arg;
    struct factor_reset r;
    enum err e = may(w) ? find(db, w, &r) : ERR_FORBIDDEN;
    if (!e)
        e = end(db, w);
    return e ? e : note(db, w, STR("factor.stop_reset"));
}

enum err factor_reset_prove_fn(struct db *db, void *arg)
{
    struct factor_reset_work *w = arg;
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    struct link link;
    struct factor_reset r;
    w->is_done = false;
    enum err e = link_use(db, a, LINK_CONFIRM, w->key, w->act.now_s, &link);
    if (!e && !is_ours(&link, &w->account_id))
        e = ERR_GONE;
    arena_free(a);
    if (!e)
        e = find(db, w, &r);
    r.proved_at_s = w->act.now_s;
    if (!e)
        e = db_exec(db, sql[Q_PROVE], BINDS(bi(w->account_id), bi(w->act.now_s)));
    if (!e)
        e = note(db, w, STR("factor.prove_reset"));
    if (!e)
        e = finish_if_both(db, w, &r);
    return e == ERR_NOT_FOUND ? ERR_GONE : e;
}
