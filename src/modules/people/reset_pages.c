/*
 * reset_pages.c: a new password by a mailed link (S18). It ends every session and lets nobody
 * in: the person signs in with it, and with the second factor where there is one.
 */
#include "gen/symbols.h"
#include "modules/people/enter.h"
#include "modules/people/hasher.h"
#include "modules/people/mailed_link.h"
#include "modules/people/new_password.h"
#include "modules/people/notice.h"
#include "modules/people/people_words.h"
#include "modules/people/sign_in_pages.h"
#include "modules/people/visitor.h"

/* --- asking --- */

static enum err render_ask(struct enter_page *p)
{
    form_field(p->f, S(email), "email");
    return form_render(p->f, "sign_in/reset_ask");
}

enum err reset_ask_page(struct ctx *c)
{
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    return e ? e : render_ask(&p);
}

enum err reset_ask_post_page(struct ctx *c)
{
    static const struct mailed_link link = { .purpose = LINK_RESET,
                                             .template = "mail/reset_link",
                                             .subject = STR_INIT(SUBJECT_RESET) };
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    if (e)
        return e;
    form_required(p.f, "email", STR(SIGN_IN_ENTER_EMAIL));
    form_email(p.f, "email", STR(SIGN_IN_EMAIL_FORM));
    if (form_failed(p.f))
        return render_ask(&p);
    e = mailed_link_send(c, &link, form_value(p.f, "email"));
    return e ? e : ctx_see_other(c, STR("/reset/sent"));
}

enum err reset_sent_page(struct ctx *c)
{
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    return e ? e : ctx_render(c, "sign_in/reset_sent", p.v);
}

/* --- the link --- */

struct reset {
    struct enter_page p;
    struct link link;
    struct account account;
    struct str key, hash;
    struct mail mail;
    struct act act;
};

static enum err find_account(struct reset *r)
{
    struct ctx *c = r->p.c;
    enum err e = account_find(c->db, c->arena, r->link.account_id, &r->account);
    if (e == ERR_NOT_FOUND || (!e && r->account.closed_at_s))
        r->link.state = LINK_UNKNOWN;
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err open_reset(struct ctx *c, struct reset *r)
{
    *r = (struct reset){ .p.c = c, .key = param_str(c, "key") };
    r->act = (struct act){ STR("link"), c->request_id, c->now_s };
    enum err e = link_look(c->db, c->arena, LINK_RESET, r->key, c->now_s, &r->link);
    if (!e && r->link.state == LINK_GOOD)
        e = find_account(r);
    if (e || r->link.state != LINK_GOOD)
        return e;
    e = enter_page_open(c, &r->p);
    if (!e) {
        view_str(r->p.v, S(action), c->path);
        view_str(r->p.v, S(email), r->account.email);
    }
    return e;
}

static enum err render_new(struct reset *r)
{
    form_field(r->p.f, S(password), "password");
    return form_render(r->p.f, "sign_in/reset_open");
}

enum err reset_open_page(struct ctx *c)
{
    struct reset r;
    enum err e = open_reset(c, &r);
    if (e)
        return e;
    return r.link.state == LINK_GOOD ? render_new(&r)
                                     : mailed_link_over(c, LINK_RESET, r.link.state);
}

static enum err reset_fn(struct db *db, void *arg)
{
    struct reset *r = arg;
    struct link link;
    enum err e = link_use(db, r->p.c->arena, LINK_RESET, r->key, r->act.now_s, &link);
    if (!e)
        e = account_set_password(db, link.account_id, r->hash, 0, &r->act);
    return e ? e : mail_queue(db, &r->mail);
}

static enum err set_password(struct reset *r)
{
    struct ctx *c = r->p.c;
    const struct notice_from from = notice_from_ctx(c);
    const struct notice_of of = { .what = NOTICE_PASSWORD, .account = &r->account };
    char *hash = arena_alloc(c->arena, HASH_PASSWORD_BYTES);
    if (!hash)
        return ERR_LIMIT;
    enum err e = notice_make(&from, &of, &r->mail);
    if (!e)
        e = hasher_make(c->people->hasher, form_value(r->p.f, "password"), hash);
    r->hash = str_from(hash);
    return e ? e : store_write(c->store, reset_fn, r);
}

enum err reset_open_post_page(struct ctx *c)
{
    struct reset r;
    enum err e = open_reset(c, &r);
    if (e)
        return e;
    if (r.link.state != LINK_GOOD)
        return mailed_link_over(c, LINK_RESET, r.link.state);
    const struct new_password of = { r.account.name, r.account.email };
    e = new_password_judge(c, r.p.f, "password", &of);
    if (e || form_failed(r.p.f))
        return e ? e : render_new(&r);
    e = set_password(&r);
    if (e == ERR_GONE)
        return mailed_link_over(c, LINK_RESET, LINK_USED);
    return e ? e : ctx_see_other(c, STR("/reset/done"));
}

enum err reset_done_page(struct ctx *c)
{
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    return e ? e : ctx_render(c, "sign_in/reset_done", p.v);
}
