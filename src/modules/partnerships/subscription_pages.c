/*
 * subscription_pages.c: what the links in the mails open. GET shows a button, only POST acts
 * (security.md S18); afterwards the address holds no key (S23). None of these pages is kept.
 */
#include "modules/partnerships/subscription_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/mail/outbox.h"
#include "modules/partnerships/subscription_form.h"
#include "modules/partnerships/subscription_mail.h"
#include "modules/partnerships/subscription_words.h"
#include "modules/people/link.h"
#include "modules/people/people.h"
#include "modules/people/visitor.h"

static struct view *private_page(struct ctx *c)
{
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return page_new(c, "partnerships");
}

/* Whoever holds the link: it belongs to no account, whoever is signed in. */
static struct act act_of_link(struct ctx *c)
{
    struct act act = ctx_act(c);
    act.actor = STR("link");
    return act;
}

static struct str own_path(struct ctx *c, const char *page)
{
    return str_printf(c->arena, "/subscriptions/%s/%.*s", page, STR_ARG(param_str(c, "key")));
}

/* --- where the buttons lead --- */

#define DONE "subscription "

static struct str done_path(struct ctx *c, const char *what)
{
    struct str sealed = ctx_seal(c, str_printf(c->arena, DONE "%s", what));
    return str_printf(c->arena, "/subscriptions/done?r=%.*s", STR_ARG(sealed));
}

static enum err render_done(struct ctx *c, struct str what)
{
    struct view *v = private_page(c);
    view_bool(v, S(is_confirmed), str_eq(what, STR("confirmed")));
    view_bool(v, S(is_saved), str_eq(what, STR("saved")));
    view_bool(v, S(is_stopped), str_eq(what, STR("stopped")));
    return ctx_render(c, "partnership/subscribe_done", v);
}

enum err subscription_done_page(struct ctx *c)
{
    struct str text;
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, STR(DONE)))
        return ctx_see_other(c, STR("/partnerships")); /* nothing was done */
    return render_done(c, str_sub(text, sizeof DONE - 1, text.n));
}

/* A link that does not work (any more); place: where it can be asked for again. */
static enum err render_over(struct ctx *c, enum link_state state, bool is_confirm,
                            struct str place)
{
    struct view *v = private_page(c);
    view_bool(v, S(is_used), state == LINK_USED);
    view_bool(v, S(is_expired), state == LINK_EXPIRED);
    view_bool(v, S(is_confirm), is_confirm);
    if (place.n && state == LINK_EXPIRED)
        view_str(v, S(again_href),
                 str_printf(c->arena, "/partnerships/%.*s/subscribe", STR_ARG(place)));
    else
        view_null(v, S(again_href));
    return ctx_render_status(c, state == LINK_UNKNOWN ? 404 : 410, "partnership/subscribe_over",
                             v);
}

/* --- confirm --- */

struct confirm {
    struct ctx *c;
    struct link link;
    struct subscription_request request; /* of a link that is good */
    struct partnership_list all;
    struct view *v;
    struct form *f;
};

static enum err confirm_open(struct ctx *c, struct confirm *k)
{
    *k = (struct confirm){ .c = c };
    enum err e =
        link_look(c->db, c->arena, LINK_CONFIRM, param_str(c, "key"), c->now_s, &k->link);
    if (!e && k->link.state == LINK_GOOD) {
        e = subscription_request_find(c->db, c->arena, k->link.subject, &k->request);
        if (e == ERR_NOT_FOUND) { /* a link of another kind confirms nothing here */
            k->link.state = LINK_UNKNOWN;
            e = OK;
        }
    }
    if (!e)
        e = partnership_list(c->db, c->arena, &k->all);
    if (e)
        return e;
    k->v = private_page(c);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err confirm_show(struct confirm *k)
{
    struct ctx *c = k->c;
    if (k->link.state != LINK_GOOD)
        return render_over(c, k->link.state, true, k->link.detail);
    view_str(k->v, S(action), own_path(c, "confirm"));
    view_str(k->v, S(masked), mail_address_masked(c->arena, k->request.email));
    subscription_choice_show(k->v, &k->all, &k->request.choice);
    return form_render(k->f, "partnership/subscribe_confirm");
}

enum err subscription_confirm_page(struct ctx *c)
{
    struct confirm k;
    enum err e = confirm_open(c, &k);
    return e ? e : confirm_show(&k);
}

/* As it will be: new, or what the address has already with the request added. */
static enum err confirm_fill(struct confirm *k, struct subscription_confirm *w)
{
    struct ctx *c = k->c;
    struct subscription *s = &w->subscription;
    enum err e = subscription_find_by_email(c->db, c->arena, k->request.email, s);
    if (e == ERR_NOT_FOUND) {
        *s = (struct subscription){ .id = rand_id(),
                                    .email = k->request.email,
                                    .choice = k->request.choice };
        rand_bytes(s->audit_key.byte, sizeof s->audit_key.byte);
    } else if (!e) {
        e = subscription_choice_join(c->db, c->arena, &s->choice, &k->request.choice,
                                     &s->choice);
    }
    if (e && e != ERR_NOT_FOUND)
        return e;
    const struct subscription_post post = subscription_post_of(c);
    struct view *v = view_in(c->arena);
    subscription_choice_show(v, &k->all, &s->choice);
    w->request = k->request;
    w->mail.kind = STR("mail/subscription_started");
    w->mail.subject = str_printf(c->arena, SUBJECT_STARTED, STR_ARG(c->site->service_name));
    return subscription_mail_to(&post, v, s, &w->mail);
}

enum err subscription_confirm_post_page(struct ctx *c)
{
    struct confirm k;
    struct subscription_confirm w = { .act = act_of_link(c),
                                      .a = c->arena,
                                      .key = param_str(c, "key"),
                                      .link_key = &c->people->link_key };
    enum err e = confirm_open(c, &k);
    if (!e && k.link.state == LINK_GOOD)
        e = confirm_fill(&k, &w);
    if (e)
        return e;
    /* a link that is no good fails in the write; the same form again gets its first answer */
    e = form_send_once(k.f, subscription_confirm_fn, &w, done_path(c, "confirmed"));
    if (e == ERR_GONE && k.link.state == LINK_GOOD)
        k.link.state = LINK_USED; /* between our look and our write */
    return e == ERR_GONE || e == ERR_CONFLICT ? confirm_show(&k) : e;
}

/* --- change --- */

struct manage {
    struct subscription subscription;
    struct subscription_form form;
};

static enum err manage_open(struct ctx *c, struct manage *k)
{
    struct subscription *s = &k->subscription;
    *k = (struct manage){ .form = { .c = c } };
    enum err e = subscription_find_by_key(c->db, c->arena, param_str(c, "key"), s);
    if (!e)
        e = partnership_list(c->db, c->arena, &k->form.all);
    if (e)
        return e;
    struct view *v = k->form.v = private_page(c);
    k->form.f = form_new(c, v);
    if (!k->form.f)
        return ERR_LIMIT;
    k->form.first = s->choice.areas;
    form_set(k->form.f, "topics", s->choice.topics);
    form_set(k->form.f, "areas", s->choice.areas);
    view_str(v, S(action), own_path(c, "open"));
    view_str(v, S(stop_href), own_path(c, "stop"));
    view_str(v, S(masked), mail_address_masked(c->arena, s->email));
    view_bool(v, S(is_paused), s->paused_at_s > 0);
    return OK;
}

static enum err manage_show(struct manage *k)
{
    subscription_form_show(&k->form);
    return form_render(k->form.f, "partnership/subscribe_manage");
}

static enum err no_such_key(struct ctx *c)
{
    return render_over(c, LINK_UNKNOWN, false, (struct str){ 0 });
}

enum err subscription_open_page(struct ctx *c)
{
    struct manage k;
    enum err e = manage_open(c, &k);
    if (e == ERR_NOT_FOUND)
        return no_such_key(c);
    return e ? e : manage_show(&k);
}

enum err subscription_open_post_page(struct ctx *c)
{
    struct manage k;
    enum err e = manage_open(c, &k);
    if (e == ERR_NOT_FOUND)
        return no_such_key(c);
    if (e)
        return e;
    struct subscription_change change = { .act = act_of_link(c),
                                          .a = c->arena,
                                          .key = param_str(c, "key"),
                                          .choice = subscription_form_choice(&k.form) };
    if (!subscription_form_check(&k.form, &change.choice))
        return manage_show(&k);
    e = form_send_once(k.form.f, subscription_change_fn, &change, done_path(c, "saved"));
    if (e == ERR_NOT_FOUND)
        return no_such_key(c);
    return e == ERR_CONFLICT ? manage_show(&k) : e;
}

/* --- stop --- */

enum err subscription_stop_page(struct ctx *c)
{
    struct subscription s;
    enum err e = subscription_find_by_key(c->db, c->arena, param_str(c, "key"), &s);
    if (e == ERR_NOT_FOUND)
        return no_such_key(c);
    if (e)
        return e;
    struct view *v = private_page(c);
    view_str(v, S(action), own_path(c, "stop"));
    view_str(v, S(open_href), own_path(c, "open"));
    view_str(v, S(masked), mail_address_masked(c->arena, s.email));
    return ctx_render(c, "partnership/subscribe_stop", v);
}

enum err subscription_stop_post_page(struct ctx *c)
{
    struct subscription_stop stop = { .act = act_of_link(c),
                                      .a = c->arena,
                                      .key = param_str(c, "key") };
    bool is_one_click = param_has(c, "List-Unsubscribe");
    enum err e = store_write(c->store, subscription_stop_fn, &stop);
    if (e)
        return e;
    if (is_one_click) /* once more: it stays stopped */
        return render_done(c, STR("stopped"));
    return stop.was_there ? ctx_see_other(c, done_path(c, "stopped")) : no_such_key(c);
}
