/*
 * interest_link_pages.c: the mailed link to an expression of interest, and asking for a new one
 * (security.md S51). GET shows one button; its POST opens. The address with the key is in no
 * later request.
 */
#include "modules/bodies/interest_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/interest_mail.h"
#include "modules/bodies/interest_send.h"
#include "modules/bodies/interest_words.h"
#include "modules/people/visitor.h"

#define AGAIN_S 300 /* a new key no sooner than that after the one before it */

/* No key of ours, or one whose time is over. */
static enum err link_is_over(struct ctx *c, bool is_erased)
{
    struct view *v = page_new(c, "");
    view_bool(v, S(is_erased), is_erased);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render_status(c, is_erased ? 410 : 404, "interest/link_over", v);
}

enum err interest_key_page(struct ctx *c)
{
    struct interest i;
    enum err e = interest_by_key(c->db, c->arena, param_str(c, "key"), &i);
    if (e == ERR_NOT_FOUND || (!e && i.is_erased))
        return link_is_over(c, !e);
    struct view *v = page_new(c, "");
    struct form *f = e ? NULL : form_new(c, v);
    view_str(v, S(action), c->path);
    view_str(v, S(reference), i.reference);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return e ? e : form_render(f, "interest/link");
}

enum err interest_key_post_page(struct ctx *c)
{
    struct interest_send x = { .act = ctx_act(c) };
    enum err e = interest_by_key(c->db, c->arena, param_str(c, "key"), &x.interest);
    if (e == ERR_NOT_FOUND || (!e && x.interest.is_erased))
        return link_is_over(c, !e);
    if (e)
        return e;
    x.act.actor = STR("link");
    link_session_prepare(c, LINK_KIND_INTEREST, 0, x.interest.id, &x.open);
    e = store_write(c->store, interest_open_fn, &x);
    if (e)
        return e;
    return link_session_lead(c, &x.open, STR("/interest/open"));
}

/* --- a new link --- */

static enum err show_again(struct ctx *c, struct view *v, struct form *f)
{
    (void)c;
    form_field(f, S(reference), "reference");
    form_field(f, S(email), "email");
    view_str(v, S(action), STR("/interest/again"));
    return form_render(f, "interest/again");
}

enum err interest_again_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    return f ? show_again(c, v, f) : ERR_LIMIT;
}

/* To the address that is stored, never to the one that was typed. */
static enum err renew(struct ctx *c, const struct interest *i)
{
    struct interest_post post;
    struct interest_send x = { .act = ctx_act(c), .interest = *i };
    struct str key = rand_key(c->arena);
    x.key = interest_key_hash(key);
    enum err e = interest_post_open(&post, c, &x.interest, 1);
    if (!e)
        e = interest_mail_link(&post, key);
    x.mail = post.mail;
    x.n_mails = post.n;
    return e ? e : store_write(c->store, interest_renew_fn, &x);
}

/* Does what was asked, where number and address fit. The answer is the same for all. */
static enum err ask_again(struct ctx *c, struct form *f)
{
    struct interest i;
    struct str reference;
    if (!receipt_parse(c->arena, form_value(f, "reference"), &reference))
        return OK;
    enum err e = interest_by_reference(c->db, c->arena, reference, &i);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    bool fits = i.contact_email.n && str_eq_nocase(i.contact_email, form_value(f, "email"));
    bool is_soon = c->now_s < i.key_made_at_s + AGAIN_S && i.key_made_at_s <= c->now_s;
    return fits && !i.is_erased && !is_soon ? renew(c, &i) : OK;
}

enum err interest_again_post_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    if (!f)
        return ERR_LIMIT;
    form_required(f, "reference", STR(INTEREST_ENTER_REFERENCE));
    form_required(f, "email", STR(INTEREST_ENTER_EMAIL));
    form_email(f, "email", STR(INTEREST_EMAIL_FORM));
    if (form_failed(f) || !form_looks_human(f))
        return show_again(c, v, f);
    enum err e = ask_again(c, f);
    return e ? e : ctx_see_other(c, STR("/interest/again/sent"));
}

enum err interest_again_sent_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    view_str(v, S(contact_mail), c->site->contact_mail);
    return ctx_render(c, "interest/again_sent", v);
}
