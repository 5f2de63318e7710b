/*
 * link_pages.c: signing in by a mailed link. The link's page shows a button; only pressing it
 * uses the link up (S18).
 */
#include "gen/symbols.h"
#include "modules/people/enter.h"
#include "modules/people/mailed_link.h"
#include "modules/people/people_words.h"
#include "modules/people/sign_in_pages.h"
#include "modules/people/visitor.h"

static enum err render_ask(struct enter_page *p)
{
    form_field(p->f, S(email), "email");
    return form_render(p->f, "sign_in/link_ask");
}

enum err link_ask_page(struct ctx *c)
{
    struct enter_page p;
    if (c->visitor->is_signed_in)
        return enter_leave(c, enter_next(c));
    enum err e = enter_page_open(c, &p);
    return e ? e : render_ask(&p);
}

enum err link_ask_post_page(struct ctx *c)
{
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    if (e)
        return e;
    form_required(p.f, "email", STR(SIGN_IN_ENTER_EMAIL));
    form_email(p.f, "email", STR(SIGN_IN_EMAIL_FORM));
    if (form_failed(p.f))
        return render_ask(&p);
    e = mailed_link_to_sign_in(c, form_value(p.f, "email"), p.next);
    return e ? e : ctx_see_other(c, enter_path(c, "/sign-in/sent", p.next));
}

enum err link_sent_page(struct ctx *c)
{
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    return e ? e : ctx_render(c, "sign_in/link_sent", p.v);
}

/* --- the link --- */

enum err link_open_page(struct ctx *c)
{
    struct link link;
    struct enter_page p;
    enum err e = link_look(c->db, c->arena, LINK_SIGN_IN, param_str(c, "key"), c->now_s, &link);
    if (e || link.state != LINK_GOOD)
        return e ? e : mailed_link_over(c, LINK_SIGN_IN, link.state);
    e = enter_page_open(c, &p);
    if (e)
        return e;
    view_str(p.v, S(action), c->path);
    return form_render(p.f, "sign_in/link_open");
}

/* Why it opens nothing: it was good when the page was shown. */
static enum err show_over(struct ctx *c)
{
    struct link link;
    enum err e = link_look(c->db, c->arena, LINK_SIGN_IN, param_str(c, "key"), c->now_s, &link);
    return e ? e : mailed_link_over(c, LINK_SIGN_IN, link.state);
}

enum err link_open_post_page(struct ctx *c)
{
    struct sign_in s;
    enum sign_in_result r = SIGN_IN_WRONG;
    enum err e = enter_prepare(c, &s);
    if (!e)
        e = sign_in_by_link(&s, LINK_SIGN_IN, param_str(c, "key"), &r);
    if (e == ERR_GONE)
        return show_over(c);
    return e ? e : enter_go_on(c, &s, r, s.next);
}
