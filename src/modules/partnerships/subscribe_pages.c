/*
 * subscribe_pages.c: "Get updates by email" on a partnership's page. The answer is the same for
 * every address (security.md S6, S18).
 */
#include "modules/partnerships/subscription_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/partnerships/message_page.h"
#include "modules/partnerships/subscription_form.h"
#include "modules/partnerships/subscription_mail.h"
#include "modules/partnerships/subscription_words.h"
#include "modules/people/visitor.h"

struct subscribe {
    struct message_target target;
    struct subscription_form form;
};

static enum err subscribe_open(struct ctx *c, struct subscribe *k)
{
    *k = (struct subscribe){ .form = { .c = c } };
    enum err e = message_target_load(c, &k->target);
    if (!e)
        e = partnership_list(c->db, c->arena, &k->form.all);
    if (e)
        return e;
    struct view *v = k->form.v = page_new(c, "partnerships");
    page_back(c, message_path(c, &k->target, ""));
    view_str(v, S(partnership_name), k->target.partnership.name);
    view_str(v, S(action), message_path(c, &k->target, "/subscribe"));
    k->form.first = k->target.partnership.slug;
    k->form.f = form_new(c, v);
    if (!k->form.f)
        return ERR_LIMIT;
    form_set(k->form.f, "areas", k->form.first); /* what the address says; nothing else */
    return OK;
}

static enum err show(struct subscribe *k)
{
    subscription_form_show(&k->form);
    form_field(k->form.f, S(email), "email");
    return form_render(k->form.f, "partnership/subscribe");
}

static bool is_filled_in(struct subscribe *k, const struct subscription_choice *choice)
{
    struct form *f = k->form.f;
    subscription_form_check(&k->form, choice);
    form_required(f, "email", STR(SUBSCRIBE_ENTER_EMAIL));
    form_email(f, "email", STR(SUBSCRIBE_EMAIL_FORM));
    struct str email = form_value(f, "email");
    if (email.n && !mail_address_is_valid(email))
        form_error(f, "email", STR(SUBSCRIBE_EMAIL_FORM));
    return !form_failed(f);
}

/* What the same address has asked for and not confirmed is asked with it: only the newest link
 * works, and it must not lose the others. */
static enum err add_waiting(struct subscribe *k, struct subscription_request *r)
{
    struct ctx *c = k->form.c;
    struct subscription_request waiting;
    enum err e = subscription_request_of(c->db, c->arena, r->email, &waiting);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    return subscription_choice_join(c->db, c->arena, &r->choice, &waiting.choice, &r->choice);
}

static enum err send(struct subscribe *k, const struct subscription_choice *choice)
{
    struct ctx *c = k->form.c;
    struct subscription_ask ask = { .act = ctx_act(c),
                                    .a = c->arena,
                                    .request = { .id = rand_id(),
                                                 .email = form_value(k->form.f, "email"),
                                                 .choice = *choice },
                                    .key = rand_key(c->arena),
                                    .place = k->target.partnership.slug };
    ask.act.actor = STR("public"); /* whoever is signed in: it belongs to no account */
    enum err e = add_waiting(k, &ask.request);
    if (e)
        return e;
    struct view *v = view_in(c->arena);
    const struct subscription_post post = subscription_post_of(c);
    subscription_choice_show(v, &k->form.all, &ask.request.choice);
    e = subscription_mail_confirm(&post, v, &ask, &ask.mail);
    if (e)
        return e;
    return form_send_once(k->form.f, subscription_ask_fn, &ask,
                          message_sent_path(c, &k->target, "/subscribe", '-', STR("asked")));
}

enum err subscribe_page(struct ctx *c)
{
    struct subscribe k;
    enum err e = subscribe_open(c, &k);
    return e ? e : show(&k);
}

enum err subscribe_post_page(struct ctx *c)
{
    struct subscribe k;
    enum err e = subscribe_open(c, &k);
    if (e)
        return e;
    const struct subscription_choice choice = subscription_form_choice(&k.form);
    if (is_filled_in(&k, &choice) && form_looks_human(k.form.f)) {
        e = send(&k, &choice);
        if (e != ERR_CONFLICT)
            return e;
    }
    return show(&k);
}

enum err subscribe_sent_page(struct ctx *c)
{
    struct message_target t;
    struct str asked;
    enum err e = message_target_load(c, &t);
    if (e)
        return e;
    struct view *v = page_new(c, "partnerships");
    (void)message_sent_read(c, &t, "/subscribe", &asked);
    if (!asked.n) /* nothing was sent: the page must not say so */
        return ctx_see_other(c, message_path(c, &t, "/subscribe"));
    view_str(v, S(partnership_name), t.partnership.name);
    view_str(v, S(partnership_href), message_path(c, &t, ""));
    view_str(v, S(subscribe_href), message_path(c, &t, "/subscribe"));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "partnership/subscribe_sent", v);
}
