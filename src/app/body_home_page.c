#include "app/body_home_page.h"

#include "modules/bodies/home_pages.h"
#include "modules/responses/body_response_pages.h"
#include "modules/people/visitor.h"

static enum err render_home(struct home_shown *k)
{
    enum err e = home_body_fill(k);
    if (!e)
        e = body_response_panel(k->c, &k->h, k->v);
    return e ? e : form_render_next(k->f, "bodies/home");
}

enum err body_home_page(struct ctx *c)
{
    struct home_shown k;
    int64_t any;
    if (!param_has(c, "body") && !actor_bodies(&c->visitor->actor, CAP_BODY_EDIT, &any, 1))
        return ctx_see_other(c, STR("/body/join")); /* the way to one's own organisation */
    enum err e = home_body_open(c, &k);
    return e ? e : render_home(&k);
}

enum err body_home_post_page(struct ctx *c)
{
    struct home_shown k;
    enum err e = home_body_open(c, &k);
    if (!e)
        e = home_body_review(&k);
    return e == ERR_CONFLICT ? render_home(&k) : e;
}
