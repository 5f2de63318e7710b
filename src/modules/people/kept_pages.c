/*
 * kept_pages.c: what was typed before the sign-in: to be sent now, or dropped (S26).
 */
#include "core/base/limits.h"
#include "core/http/target.h"
#include "core/web/token.h"
#include "gen/symbols.h"
#include "modules/people/enter.h"
#include "modules/people/kept_form.h"
#include "modules/people/sign_in_pages.h"

static struct str path_of(struct ctx *c, size_t i, struct str next)
{
    struct str n = str_printf(c->arena, "%zu", i);
    return url_query(c->arena, enter_path(c, "/sign-in/kept", next), STR("n"), n);
}

/* Made for the form's own route, as its page would. */
static void add_tokens(struct enter_page *p, const struct kept_form *k)
{
    struct ctx *c = p->c;
    view_str(p->v, S(kept_id), k->form_id);
    view_str(p->v, S(kept_csrf),
             token_make(c->arena, c->form_key, k->pattern, ctx_token_binding(c),
                        c->now_s - FORM_LEAST_S));
}

enum err kept_page(struct ctx *c)
{
    struct kept_form k;
    struct enter_page p;
    size_t n = 0, at = (size_t)param_i64(c, "n", 0);
    enum err e = kept_form_load(c, at, &k, &n);
    if (e == ERR_NOT_FOUND)
        return n && at ? ctx_see_other(c, path_of(c, 0, enter_next(c)))
                       : enter_leave(c, enter_next(c));
    if (!e)
        e = enter_page_open(c, &p);
    if (e)
        return e;
    kept_form_view(c, &k, p.v);
    add_tokens(&p, &k);
    view_bool(p.v, S(has_others), n > 1);
    view_int(p.v, S(number), (int64_t)at + 1);
    view_int(p.v, S(count), (int64_t)n);
    view_str(p.v, S(other_href), path_of(c, (at + 1) % n, p.next));
    return form_render(p.f, "sign_in/kept");
}

enum err kept_post_page(struct ctx *c)
{
    enum err e = kept_form_drop(c, param_str(c, "kept"));
    return e ? e : ctx_see_other(c, enter_path(c, "/sign-in/kept", enter_next(c)));
}
