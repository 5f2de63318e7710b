/*
 * code_pages.c: the second factor: a code of the app, or a recovery code; and showing again
 * who one is before what asks for it (S17, S19).
 */
#include "gen/symbols.h"
#include "modules/people/enter.h"
#include "modules/people/mailed_link.h"
#include "modules/people/people_words.h"
#include "modules/people/sign_in_pages.h"
#include "modules/people/totp.h"
#include "modules/people/visitor.h"

enum way { WAY_APP, WAY_RECOVERY, WAY_PASSWORD };

/* What the ways differ in. The field is a secret: never shown again, never kept. */
static const struct {
    const char *field, *template;
    struct str enter, wrong;
} ways[] = {
    [WAY_APP] = { "code", "sign_in/code", STR_INIT(SIGN_IN_ENTER_CODE),
                  STR_INIT(SIGN_IN_CODE_NOT_RIGHT) },
    [WAY_RECOVERY] = { "code", "sign_in/recovery", STR_INIT(SIGN_IN_ENTER_RECOVERY),
                       STR_INIT(SIGN_IN_RECOVERY_NOT_RIGHT) },
    [WAY_PASSWORD] = { "password", "sign_in/again", STR_INIT(SIGN_IN_ENTER_PASSWORD),
                       STR_INIT(SIGN_IN_PASSWORD_NOT_RIGHT) },
};

static enum err open_page(struct ctx *c, struct enter_page *p)
{
    enum err e = enter_page_open(c, p);
    if (e)
        return e;
    view_bool(p->v, S(is_again), c->visitor->is_signed_in);
    view_str(p->v, S(code_href), enter_path(c, "/sign-in/code", p->next));
    view_str(p->v, S(recovery_href), enter_path(c, "/sign-in/recovery", p->next));
    view_str(p->v, S(person), c->visitor->account.email);
    return OK;
}

static enum err render(struct enter_page *p, enum way way)
{
    if (way == WAY_PASSWORD)
        form_field(p->f, S(password), "password");
    else
        form_field(p->f, S(code), "code");
    return form_render(p->f, ways[way].template);
}

static enum err show(struct ctx *c, enum way way)
{
    struct enter_page p;
    enum err e = open_page(c, &p);
    return e ? e : render(&p, way);
}

/* Six digits, with spaces as apps show them. */
static bool is_code(struct str typed)
{
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        bool is_digit = typed.p[i] >= '0' && typed.p[i] <= '9';
        if (!is_digit && typed.p[i] != ' ')
            return false;
        n += is_digit;
    }
    return n == TOTP_DIGITS;
}

static bool is_filled_in(struct enter_page *p, enum way way)
{
    struct str typed = form_value(p->f, ways[way].field);
    if (!typed.n || (way == WAY_APP && !is_code(typed)))
        form_error(p->f, ways[way].field, ways[way].enter);
    return !form_failed(p->f);
}

static enum err judge(struct enter_page *p, enum way way, struct sign_in *s,
                      enum sign_in_result *r)
{
    struct str typed = form_value(p->f, ways[way].field);
    enum err e = enter_prepare(p->c, s);
    if (e)
        return e;
    return way == WAY_PASSWORD ? sign_in_again(s, typed, r)
                               : sign_in_by_factor(s, str_trim(typed), r);
}

static enum err post(struct ctx *c, enum way way)
{
    struct enter_page p;
    struct sign_in s;
    enum sign_in_result r = SIGN_IN_WRONG;
    enum err e = open_page(c, &p);
    if (e || !is_filled_in(&p, way))
        return e ? e : render(&p, way);
    e = judge(&p, way, &s, &r);
    if (e == ERR_SIGN_IN) /* ended since: from the start */
        return ctx_see_other(c, enter_path(c, "/sign-in", p.next));
    if (e == ERR_NOT_FOUND) /* taken away since */
        return enter_leave(c, p.next);
    if (e)
        return e;
    if (r == SIGN_IN_DONE)
        return enter_go_on(c, &s, r, p.next);
    if (r == SIGN_IN_WAIT)
        enter_say_wait(&p, ways[way].field, s.wait_s);
    else
        form_error(p.f, ways[way].field, ways[way].wrong);
    return render(&p, way);
}

/* --- pages --- */

static bool has_factor(const struct ctx *c)
{
    return c->visitor->account.totp_secret.n > 0;
}

/* Nothing to ask of who has no second factor, or has just shown it. */
static bool is_asked(const struct ctx *c)
{
    const struct visitor *v = c->visitor;
    return has_factor(c) && !(v->is_signed_in && session_is_proved(&v->session, c->now_s));
}

enum err code_page(struct ctx *c)
{
    return is_asked(c) ? show(c, WAY_APP) : enter_leave(c, enter_next(c));
}

enum err code_post_page(struct ctx *c)
{
    return post(c, WAY_APP);
}

enum err recovery_page(struct ctx *c)
{
    return is_asked(c) ? show(c, WAY_RECOVERY) : enter_leave(c, enter_next(c));
}

enum err recovery_post_page(struct ctx *c)
{
    return post(c, WAY_RECOVERY);
}

/* By the strongest that the person has; by mailed link where there is neither. */
enum err again_page(struct ctx *c)
{
    struct enter_page p;
    struct str next = enter_next(c);
    if (session_is_proved(&c->visitor->session, c->now_s))
        return enter_leave(c, next);
    if (has_factor(c))
        return ctx_see_other(c, enter_path(c, "/sign-in/code", next));
    enum err e = open_page(c, &p);
    if (e)
        return e;
    return c->visitor->account.password_hash.n ? render(&p, WAY_PASSWORD)
                                               : form_render(p.f, "sign_in/again_link");
}

static enum err send_link(struct ctx *c)
{
    struct str next = enter_next(c);
    enum err e = mailed_link_to_sign_in(c, c->visitor->account.email, next);
    return e ? e : ctx_see_other(c, enter_path(c, "/sign-in/sent", next));
}

/* The password alone proves nothing where there is an app. */
enum err again_post_page(struct ctx *c)
{
    if (has_factor(c))
        return ctx_see_other(c, enter_path(c, "/sign-in/code", enter_next(c)));
    if (str_eq(param_str(c, "how"), STR("link")))
        return send_link(c);
    return post(c, WAY_PASSWORD);
}
