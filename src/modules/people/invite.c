#include "modules/people/invite.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/people/invitation.h"

#include <stdio.h>

#define ROW_ARENA_BYTES (64 * KIB)

bool account_is_invited(const struct account *account)
{
    return !account->last_sign_in_at_s && !account->closed_at_s;
}

struct str account_subject(char room[ACCOUNT_SUBJECT_BYTES], int64_t account_id)
{
    int n = snprintf(room, ACCOUNT_SUBJECT_BYTES, "account:%lld", (long long)account_id);
    return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

struct asked {
    int64_t account_id;
    struct str key;
    const struct actor *by;
    const struct act *act;
};

static enum err make_link(struct db *db, const struct asked *asked)
{
    struct change c;
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    bool is_person = asked->by->kind == ACTOR_ACCOUNT;
    enum err e = invitation_make(
        db, a,
        &(struct invitation_new){ .key = asked->key,
                                  .account_id = asked->account_id,
                                  .inviter_id = is_person ? asked->by->account_id : 0,
                                  .now_s = asked->act->now_s });
    arena_free(a);
    if (e)
        return e;
    change_begin(&c);
    return change_record(
        db, &c, asked->act,
        &(struct change_of){ STR("account.invite"), STR("account"), asked->account_id });
}

/* The mail is about the account: so the pages find what became of it. */
static enum err queue(struct db *db, const struct mail *m, int64_t account_id)
{
    char room[24];
    if (!m)
        return OK;
    struct mail mine = *m;
    int n = snprintf(room, sizeof room, "%lld", (long long)account_id);
    mine.object_kind = STR("account");
    mine.object_id = (struct str){ room, n > 0 ? (size_t)n : 0 };
    return mail_queue(db, &mine);
}

/* The account of the address, or a new one. */
static enum err find_or_create(struct db *db, struct arena *a, struct invite *i)
{
    struct account account;
    enum err e = account_find_by_email(db, a, i->account.email, &account);
    i->is_member = !e && account.last_sign_in_at_s;
    i->account_id = e ? i->account.id : account.id;
    if (!e)
        return account.closed_at_s ? ERR_GONE : OK;
    return e == ERR_NOT_FOUND ? account_create(db, &i->account, &i->act) : e;
}

enum err invite_send_fn(struct db *db, void *arg)
{
    struct invite *i = arg;
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    enum err e = find_or_create(db, a, i);
    arena_free(a);
    if (e)
        return e;
    struct grant grant = i->grant;
    grant.account_id = i->account_id;
    e = role_give(db, i->actor, &grant, &i->act);
    if (!e && !i->is_member)
        e = make_link(db, &(struct asked){ i->account_id, i->key, i->actor, &i->act });
    if (e)
        return e;
    e = queue(db, i->is_member ? i->to_member : i->to_join, i->account_id);
    i->mail_is_refused = e == ERR_TOO_MANY;
    return e;
}

/* Some role of the person, not yet over, is the actor's to give. */
static enum err may_ask_again(struct db *db, const struct invite_again *i)
{
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n = 0;
    bool may = false;
    enum err e = role_list(db, i->account_id, g, ACTOR_GRANTS_MAX, &n);
    for (size_t k = 0; k < n; k++)
        may = may || ((!g[k].until_s || g[k].until_s > i->act.now_s) &&
                      actor_may_give(i->actor, &g[k]));
    return e ? e : may ? OK : ERR_NOT_FOUND;
}

enum err invite_again_fn(struct db *db, void *arg)
{
    const struct invite_again *i = arg;
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    struct account account;
    enum err e = account_find(db, a, i->account_id, &account);
    bool is_closed = !e && account.closed_at_s, has_come = !e && account.last_sign_in_at_s;
    arena_free(a);
    if (!e && is_closed)
        e = ERR_NOT_FOUND;
    if (!e)
        e = may_ask_again(db, i);
    if (!e && has_come)
        e = ERR_CONFLICT;
    if (!e)
        e = make_link(db, &(struct asked){ i->account_id, i->key, i->actor, &i->act });
    return e ? e : queue(db, i->mail, i->account_id);
}
