/*
 * join_confirm_pages.c: the link that was mailed to the organisation's own domain: its button
 * approves the request at once (security.md S18).
 */
#include "modules/bodies/join_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/claim_decide.h"
#include "modules/bodies/claim_mail.h"
#include "modules/people/editor.h"
#include "modules/people/link.h"
#include "modules/people/visitor.h"

struct confirm {
    struct ctx *c;
    struct link link;
    struct claim claim; /* of a link that is good */
    bool is_led;        /* somebody leads the editors meanwhile, and decides */
    struct view *v;
    struct form *f;
};

static enum err load_claim(struct confirm *k)
{
    struct ctx *c = k->c;
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    if (!editors)
        return ERR_LIMIT;
    enum err e = claim_find_id(c->db, c->arena, claim_of_subject(k->link.subject), &k->claim);
    if (e == ERR_NOT_FOUND || (!e && k->claim.state != CLAIM_UNCONFIRMED)) {
        k->link.state = LINK_UNKNOWN; /* of another kind: it confirms nothing here */
        return OK;
    }
    if (!e)
        e = editor_list(c->db, c->arena, k->claim.body_id, c->now_s, editors);
    k->is_led = !e && editors->has_lead;
    return e;
}

static enum err open(struct ctx *c, struct confirm *k)
{
    *k = (struct confirm){ .c = c };
    enum err e =
        link_look(c->db, c->arena, LINK_CONFIRM, param_str(c, "key"), c->now_s, &k->link);
    if (!e && k->link.state == LINK_GOOD)
        e = load_claim(k);
    if (e)
        return e;
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    k->v = page_new(c, "partnerships");
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err render_over(struct confirm *k)
{
    enum link_state state = k->link.state;
    view_bool(k->v, S(is_used), state == LINK_USED);
    view_bool(k->v, S(is_expired), state == LINK_EXPIRED);
    return ctx_render_status(k->c, state == LINK_UNKNOWN ? 404 : 410, "bodies/join_over", k->v);
}

static enum err render(struct confirm *k)
{
    view_str(k->v, S(action), k->c->path);
    view_str(k->v, S(entry_name), k->claim.body_name);
    view_str(k->v, S(reference), k->claim.reference);
    return form_render(k->f, "bodies/join_confirm");
}

enum err join_confirm_page(struct ctx *c)
{
    struct confirm k;
    enum err e = open(c, &k);
    if (e)
        return e;
    return k.link.state == LINK_GOOD ? render(&k) : render_over(&k);
}

/* Both mails: which one is sent shows in the write. The address has just shown to be theirs. */
static enum err make_mails(struct confirm *k, struct claim_decision *d, struct mail mail[2])
{
    struct claim_mail_of of = { .what = CLAIM_MAIL_APPROVED,
                                .to = k->claim.email,
                                .key = d->invite.key,
                                .is_confirmed = true };
    enum err e = claim_mail_make(k->c, &k->claim, &of, &mail[0]);
    of.key = (struct str){ 0 };
    if (!e)
        e = claim_mail_make(k->c, &k->claim, &of, &mail[1]);
    d->invite.to_join = &mail[0];
    d->invite.to_member = &mail[1];
    struct claim led = k->claim;
    led.proof = CLAIM_BY_LEAD;
    return e || !k->is_led ? e : claim_mail_deciders(k->c, &led, &d->mails);
}

static struct str done_path(struct confirm *k)
{
    struct ctx *c = k->c;
    struct str text = str_printf(c->arena, JOIN_DONE_MARK "%c%.*s", k->is_led ? 'l' : 'a',
                                 STR_ARG(k->claim.reference));
    return str_printf(c->arena, "/body/join/sent?r=%.*s", STR_ARG(ctx_seal(c, text)));
}

static enum err confirm(struct confirm *k)
{
    struct ctx *c = k->c;
    struct mail mail[2];
    struct claim_decision *d = ARENA_NEW(c->arena, struct claim_decision);
    if (!d)
        return ERR_LIMIT;
    *d = (struct claim_decision){
        .act = ctx_act(c), .a = c->arena, .claim_id = k->claim.id, .key = param_str(c, "key")
    };
    d->act.actor = STR("link"); /* whoever holds it, whoever is signed in */
    d->invite = (struct invite){
        .key = rand_key(c->arena),
        .grant.id = rand_id(),
        .account = { .id = rand_id(), .name = k->claim.person_name, .email = k->claim.email }
    };
    rand_bytes(d->invite.account.audit_key.byte, sizeof d->invite.account.audit_key.byte);
    enum err e = make_mails(k, d, mail);
    if (!e)
        e = form_send_once(k->f, claim_confirm_fn, d, done_path(k));
    if (e != ERR_GONE)
        return e;
    k->link.state = LINK_USED;
    return render_over(k);
}

enum err join_confirm_post_page(struct ctx *c)
{
    struct confirm k;
    enum err e = open(c, &k);
    if (e)
        return e;
    return k.link.state == LINK_GOOD ? confirm(&k) : render_over(&k);
}

enum err join_done_show(struct ctx *c, struct str text)
{
    size_t mark = sizeof JOIN_DONE_MARK - 1;
    struct view *v = page_new(c, "partnerships");
    view_str(v, S(reference), str_sub(text, mark + 1, text.n));
    view_bool(v, S(by_lead), text.n > mark && text.p[mark] == 'l');
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "bodies/join_done", v);
}
