#include "modules/bodies/claim_decide.h"

#include "core/base/arena.h"
#include "modules/people/editor.h"
#include "modules/people/link.h"

enum { Q_DECIDE, Q_ASK, Q_TO_LEAD };

static const char *const sql[] = {
    [Q_DECIDE] = "UPDATE body_claim SET state = $2, reason = $3, decided_at_s = $4, "
                 "decided_by = $5, body_id = $6 WHERE id = $1 AND state IN ('pending', "
                 "'unconfirmed')",
    [Q_ASK] = "UPDATE body_claim SET reason = $2 WHERE id = $1 AND state = 'pending'",
    [Q_TO_LEAD] = "UPDATE body_claim SET state = 'pending', proof = 'lead' WHERE id = $1",
};
const struct sql_list claim_decide_sql = SQL_LIST("claim_decide", sql);

static enum err record(struct db *db, const struct claim_decision *d, const struct claim *c,
                       struct str action)
{
    struct change change;
    change_begin(&change);
    if (c->body_id)
        change_new_i64(&change, "body", c->body_id);
    change_of_partnership(&change, c->partnership_id);
    return change_record(db, &change, &d->act,
                         &(struct change_of){ action, STR("body_claim"), c->id });
}

/* The claim, when it waits and is this actor's to decide. */
static enum err load(struct db *db, struct claim_decision *d, struct claim *out)
{
    enum err e = claim_find_id(db, d->a, d->claim_id, out);
    if (e)
        return e;
    if (d->actor && !claim_may_decide(d->actor, out))
        return ERR_NOT_FOUND;
    d->was_decided = out->state != (d->actor ? CLAIM_PENDING : CLAIM_UNCONFIRMED);
    return d->was_decided ? ERR_CONFLICT : OK;
}

static enum err decide(struct db *db, const struct claim_decision *d, const struct claim *c,
                       enum claim_state to)
{
    return db_exec(db, sql[Q_DECIDE],
                   BINDS(bi(c->id), bt(str_from(claim_state_name(to))), bt(d->reason),
                         bi(d->act.now_s), d->actor ? bi(d->actor->account_id) : bn(),
                         c->body_id ? bi(c->body_id) : bn()));
}

/* Nobody lets themselves in. */
static enum err not_own(struct db *db, struct claim_decision *d, const struct claim *c)
{
    struct account account;
    enum err e = account_find_by_email(db, d->a, c->email, &account);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    d->is_own = d->actor && account.id == d->actor->account_id;
    d->is_closed = account.closed_at_s != 0;
    return d->is_own ? ERR_FORBIDDEN : d->is_closed ? ERR_GONE : OK;
}

static enum err make_entry(struct db *db, struct claim_decision *d, struct claim *c)
{
    if (!d->entry)
        return ERR_INVALID;
    enum err e = body_add(db, d->a, d->entry, &d->act);
    c->body_id = d->entry->id;
    if (!e && c->partnership_id)
        e = body_accept(db, c->body_id, c->partnership_id, d->act.now_s);
    return e;
}

/* The role; whoever decides has been asked for the right to, so the program gives it. */
static enum err give_role(struct db *db, struct claim_decision *d, const struct claim *c,
                          bool has_lead)
{
    const struct actor program = { .kind = ACTOR_OPERATOR };
    d->invite.actor = &program;
    d->invite.act = d->act;
    d->invite.grant.role = ROLE_BODY_EDITOR;
    d->invite.grant.body_id = c->body_id;
    d->invite.grant.is_lead = !has_lead;
    d->invite.grant.from_s = d->act.now_s;
    enum err e = invite_send_fn(db, &d->invite);
    d->invite.actor = NULL;
    bool has_role = e == ERR_CONFLICT; /* is an editor of it already: nothing is left to do */
    return has_role ? OK : e;
}

static enum err approve(struct db *db, struct claim_decision *d, struct claim *c)
{
    struct editor_list *editors = ARENA_NEW(d->a, struct editor_list);
    if (!editors)
        return ERR_LIMIT;
    enum err e = not_own(db, d, c);
    if (!e && d->body_id)
        c->body_id = d->body_id;
    if (!e && !c->body_id)
        e = make_entry(db, d, c);
    if (!e)
        e = editor_list(db, d->a, c->body_id, d->act.now_s, editors);
    if (!e)
        e = give_role(db, d, c, editors->has_lead);
    if (!e)
        e = decide(db, d, c, CLAIM_APPROVED);
    return e ? e : record(db, d, c, STR("claim.approve"));
}

enum err claim_approve_fn(struct db *db, void *claim_decision)
{
    struct claim_decision *d = claim_decision;
    struct claim c;
    enum err e = load(db, d, &c);
    return e ? e : approve(db, d, &c);
}

enum err claim_deny_fn(struct db *db, void *claim_decision)
{
    struct claim_decision *d = claim_decision;
    struct claim c;
    enum err e = load(db, d, &c);
    if (!e)
        e = decide(db, d, &c, CLAIM_DENIED);
    if (!e)
        e = claim_queue_mails(db, &d->mails);
    return e ? e : record(db, d, &c, STR("claim.deny"));
}

enum err claim_ask_fn(struct db *db, void *claim_decision)
{
    struct claim_decision *d = claim_decision;
    struct claim c;
    enum err e = load(db, d, &c);
    if (!e)
        e = db_exec(db, sql[Q_ASK], BINDS(bi(c.id), bt(d->reason)));
    if (!e)
        e = claim_queue_mails(db, &d->mails);
    return e ? e : record(db, d, &c, STR("claim.ask"));
}

/* --- the mailed link --- */

static enum err leave_to_lead(struct db *db, struct claim_decision *d, const struct claim *c)
{
    enum err e = db_exec(db, sql[Q_TO_LEAD], BINDS(bi(c->id)));
    if (!e)
        e = claim_queue_mails(db, &d->mails);
    return e ? e : record(db, d, c, STR("claim.confirm"));
}

enum err claim_confirm_fn(struct db *db, void *claim_decision)
{
    struct claim_decision *d = claim_decision;
    struct editor_list *editors = ARENA_NEW(d->a, struct editor_list);
    struct claim c = { 0 };
    struct link link;
    if (!editors)
        return ERR_LIMIT;
    enum err e = link_use(db, d->a, LINK_CONFIRM, d->key, d->act.now_s, &link);
    if (!e && claim_of_subject(link.subject) != d->claim_id)
        e = ERR_GONE;
    if (!e)
        e = load(db, d, &c);
    if (!e)
        e = editor_list(db, d->a, c.body_id, d->act.now_s, editors);
    if (e)
        return e == ERR_CONFLICT || e == ERR_NOT_FOUND ? ERR_GONE : e;
    d->is_led = editors->has_lead;
    return d->is_led ? leave_to_lead(db, d, &c) : approve(db, d, &c);
}
