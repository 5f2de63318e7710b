/*
 * sign_in_pages.c: by email and password; and signing out.
 */
#include "modules/people/sign_in_pages.h"

#include "core/web/token.h"
#include "gen/symbols.h"
#include "modules/people/enter.h"
#include "modules/people/people_words.h"
#include "modules/people/visitor.h"

static enum err render(struct enter_page *p)
{
    form_field(p->f, S(email), "email");
    form_field(p->f, S(password), "password");
    return form_render(p->f, "sign_in/password");
}

enum err sign_in_page(struct ctx *c)
{
    struct enter_page p;
    if (c->visitor->is_signed_in)
        return enter_leave(c, enter_next(c));
    enum err e = enter_page_open(c, &p);
    return e ? e : render(&p);
}

static bool is_filled_in(struct form *f)
{
    form_required(f, "email", STR(SIGN_IN_ENTER_EMAIL));
    form_email(f, "email", STR(SIGN_IN_EMAIL_FORM));
    form_required(f, "password", STR(SIGN_IN_ENTER_PASSWORD));
    return !form_failed(f);
}

enum err sign_in_post_page(struct ctx *c)
{
    struct enter_page p;
    struct sign_in s;
    enum sign_in_result r = SIGN_IN_WRONG;
    enum err e = enter_page_open(c, &p);
    if (e || !is_filled_in(p.f))
        return e ? e : render(&p);
    e = enter_prepare(c, &s);
    if (!e)
        e = sign_in_by_password(&s, form_value(p.f, "email"), form_value(p.f, "password"), &r);
    if (e)
        return e;
    switch (r) {
    case SIGN_IN_DONE:
    case SIGN_IN_FACTOR:
        return enter_go_on(c, &s, r, p.next);
    case SIGN_IN_WRONG:
        form_error(p.f, "email", STR(SIGN_IN_NOT_RIGHT));
        break;
    case SIGN_IN_WAIT:
        enter_say_wait(&p, "email", s.wait_s);
        break;
    }
    return render(&p);
}

/* --- signing out --- */

enum err sign_out_page(struct ctx *c)
{
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    if (e)
        return e;
    view_bool(p.v, S(is_in), c->visitor->has_session);
    view_str(p.v, S(person), c->person_name);
    return form_render(p.f, "sign_in/out");
}

struct sign_out {
    const struct visitor *visitor;
    struct act act;
};

static enum err end_fn(struct db *db, void *arg)
{
    const struct sign_out *o = arg;
    enum err e = session_end(db, &o->visitor->value);
    return e ? e : session_note_end(db, o->visitor->account.id, STR("sign_out"), &o->act);
}

static bool has_token(struct ctx *c)
{
    int64_t issued_s;
    return token_check(c->arena, c->form_key, str_from(c->route->pattern), ctx_token_binding(c),
                       c->now_s, param_str(c, "csrf"), &issued_s);
}

/* A session that is over is nothing to refuse the button for: the cookie goes all the same. */
enum err sign_out_post_page(struct ctx *c)
{
    const struct visitor *v = c->visitor;
    struct sign_out o = { v, ctx_act(c) };
    if (v->has_session && !has_token(c))
        return ERR_TOKEN;
    enum err e = v->has_session ? store_write(c->store, end_fn, &o) : OK;
    if (e)
        return e;
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    resp_header_set(c->resp, STR("Clear-Site-Data"), STR("\"storage\""));
    return session_cookie_drop(c) ? ctx_see_other(c, STR("/sign-out")) : ERR_INTERNAL;
}
