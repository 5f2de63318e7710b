#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/people/account_words.h"
#include "modules/people/link.h"
#include "modules/people/own_details_pages.h"
#include "modules/people/own_page.h"

#define MAILS_MAX 2

/* One write: the link and its mails, or what the link does. */
struct email_write {
    struct ctx *c;
    const struct account *account;
    struct link_new link;    /* asked for: no key where the address is another person's */
    struct str key, address; /* confirmed */
    struct mail mail[MAILS_MAX];
    size_t n_mails;
    struct act act;
};

static struct str subject_of(struct ctx *c)
{
    return str_printf(c->arena, "account:%lld", (long long)c->visitor->account.id);
}

static enum err queue_all(struct db *db, const struct email_write *w)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < w->n_mails; i++)
        e = mail_queue(db, &w->mail[i]);
    return e;
}

static enum err add_mail(struct email_write *w, const struct notice_of *of)
{
    const struct notice_from from = notice_from_ctx(w->c);
    return notice_make(&from, of, &w->mail[w->n_mails++]);
}

/* --- asking for another address --- */

static enum err ask_fn(struct db *db, void *arg)
{
    const struct email_write *w = arg;
    struct change change;
    enum err e = w->link.key.n ? link_make(db, &w->link) : OK;
    if (!e)
        e = queue_all(db, w);
    if (e)
        return e;
    change_begin(&change);
    change_personal(&change, "email", &w->account->audit_key, w->account->email, w->address);
    return change_record(
        db, &change, &w->act,
        &(struct change_of){ STR("account.email_asked"), STR("account"), w->account->id });
}

static struct str sent_prefix(struct ctx *c)
{
    return str_printf(c->arena, "email %lld ", (long long)c->visitor->account.id);
}

/* Makes the link, unless the address has a sign-in already: then its owner is told so. */
static enum err prepare_link(struct email_write *w)
{
    struct ctx *c = w->c;
    struct account other;
    enum err e = account_find_by_email(c->db, c->arena, w->address, &other);
    if (e && e != ERR_NOT_FOUND)
        return e;
    if (!e)
        return add_mail(w, &(struct notice_of){ .what = NOTICE_EMAIL_TAKEN,
                                                .account = w->account,
                                                .to = w->address });
    w->link = (struct link_new){ .purpose = LINK_CONFIRM,
                                 .key = rand_key(c->arena),
                                 .subject = subject_of(c),
                                 .account_id = w->account->id,
                                 .detail = w->address,
                                 .now_s = c->now_s };
    struct str path = str_printf(c->arena, "/account/email/confirm/%.*s", STR_ARG(w->link.key));
    return add_mail(w, &(struct notice_of){ .what = NOTICE_EMAIL_CONFIRM,
                                            .account = w->account,
                                            .to = w->address,
                                            .link = path });
}

static enum err ask(struct own_page *p)
{
    struct ctx *c = p->c;
    struct email_write w = { .c = c, .account = p->account, .act = ctx_act(c) };
    w.address = form_value(p->f, "email");
    enum err e = prepare_link(&w);
    if (!e)
        e = add_mail(&w,
                     &(struct notice_of){ .what = NOTICE_EMAIL_ASKED, .account = w.account });
    struct str sealed = ctx_seal(c, str_join(c->arena, sent_prefix(c), w.address));
    if (e)
        return e;
    return form_send_once(p->f, ask_fn, &w,
                          str_printf(c->arena, "/account/email/sent?to=%.*s", STR_ARG(sealed)));
}

static void check_address(struct own_page *p)
{
    struct ctx *c = p->c;
    struct form *f = p->f;
    form_required(f, "email", STR(OWN_ENTER_EMAIL));
    form_email(f, "email", STR(OWN_EMAIL_FORM));
    struct str typed = form_value(f, "email");
    if (!mail_address_is_valid(typed))
        form_error(f, "email", STR(OWN_EMAIL_FORM));
    if (str_eq(account_email_key(c->arena, typed),
               account_email_key(c->arena, p->account->email)))
        form_error(f, "email", STR(OWN_EMAIL_SAME));
    if (!form_failed(f) && !mail_may_write_to(c->db, typed, c->now_s))
        form_error(f, "email", STR(OWN_EMAIL_OFTEN));
}

static enum err show(struct own_page *p)
{
    form_field(p->f, S(email), "email");
    view_str(p->v, S(your_email), p->account->email);
    return form_render(p->f, "account/email");
}

enum err own_email_page(struct ctx *c)
{
    struct own_page p;
    enum err e = own_page_open(c, "/account", &p);
    return e ? e : show(&p);
}

enum err own_email_post_page(struct ctx *c)
{
    struct own_page p;
    enum err e = own_page_open(c, "/account", &p);
    if (e)
        return e;
    check_address(&p);
    if (!form_failed(p.f)) {
        e = ask(&p);
        if (e != ERR_CONFLICT)
            return e;
    }
    return show(&p);
}

enum err own_email_sent_page(struct ctx *c)
{
    struct str text, prefix = sent_prefix(c);
    if (!ctx_unseal(c, param_str(c, "to"), &text) || !str_starts(text, prefix))
        return ctx_see_other(c, STR("/account/email"));
    struct view *v = page_new(c, "");
    view_str(v, S(email), str_sub(text, prefix.n, text.n));
    view_str(v, S(your_email), c->visitor->account.email);
    return ctx_render(c, "account/email_sent", v);
}

/* --- the link --- */

static enum err look(struct ctx *c, struct link *link)
{
    enum err e = link_look(c->db, c->arena, LINK_CONFIRM, param_str(c, "key"), c->now_s, link);
    if (!e && !str_eq(link->subject, subject_of(c)))
        link->state = LINK_UNKNOWN; /* another person's, or of another thing */
    return e;
}

static enum err show_over(struct ctx *c, enum link_state state)
{
    struct view *v = page_new(c, "");
    view_bool(v, S(was_used), state == LINK_USED);
    view_bool(v, S(has_expired), state == LINK_EXPIRED);
    view_bool(v, S(is_unknown), state == LINK_UNKNOWN);
    view_str(v, S(your_email), c->visitor->account.email);
    return ctx_render_status(c, state == LINK_UNKNOWN ? 404 : 410, "account/email_over", v);
}

static enum err show_button(struct own_page *p, const struct link *link)
{
    view_str(p->v, S(email), link->detail);
    view_str(p->v, S(your_email), p->account->email);
    return form_render(p->f, "account/email_confirm");
}

enum err own_email_confirm_page(struct ctx *c)
{
    struct own_page p;
    struct link link;
    enum err e = look(c, &link);
    if (!e && link.state != LINK_GOOD)
        return show_over(c, link.state);
    if (!e)
        e = own_page_open(c, "/account", &p);
    return e ? e : show_button(&p, &link);
}

/* The links by which the old address signs in go with it. */
static enum err confirm_fn(struct db *db, void *arg)
{
    const struct email_write *w = arg;
    const struct account *account = w->account;
    struct link link;
    enum err e = link_use(db, w->c->arena, LINK_CONFIRM, w->key, w->act.now_s, &link);
    if (!e)
        e = account_change(db, account->id, account->name, link.detail, &w->act);
    if (!e)
        e = link_kill(db, LINK_SIGN_IN, link.subject);
    if (!e)
        e = link_kill(db, LINK_RESET, link.subject);
    return e ? e : queue_all(db, w);
}

static enum err confirm(struct own_page *p)
{
    struct ctx *c = p->c;
    struct email_write w = { .c = c, .account = p->account, .act = ctx_act(c) };
    w.key = param_str(c, "key");
    enum err e =
        add_mail(&w, &(struct notice_of){ .what = NOTICE_EMAIL_CHANGED, .account = w.account });
    return e ? e : form_send_once(p->f, confirm_fn, &w, STR("/account?done=email"));
}

enum err own_email_confirm_post_page(struct ctx *c)
{
    struct own_page p;
    struct link link;
    enum err e = look(c, &link);
    if (!e && link.state != LINK_GOOD)
        return show_over(c, link.state);
    if (!e)
        e = own_page_open(c, "/account", &p);
    if (e)
        return e;
    e = confirm(&p);
    if (e == ERR_GONE)
        return show_over(c, LINK_USED);
    if (e != ERR_CONFLICT)
        return e;
    form_error(p.f, "confirm", STR(OWN_EMAIL_TAKEN));
    return show_button(&p, &link);
}
