/*
 * editor_staff_pages.c: who looks after an entry, for coordinators of its areas and for
 * administrators: they name a lead where the one before has left (features 2.7).
 */
#include "modules/bodies/home_pages.h"

#include "core/base/arena.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/claim_words.h"
#include "modules/bodies/editor_view.h"
#include "modules/bodies/own_body.h"
#include "modules/people/visitor.h"

struct staff {
    struct ctx *c;
    struct own_body b;
    struct view *v;
    struct form *f;
    struct act act;
    int64_t grant_id;
    enum err error;
};

static struct str own_path(struct staff *k)
{
    return own_body_path(k->c, &k->b, "/people");
}

static enum err open(struct ctx *c, struct staff *k)
{
    *k = (struct staff){ .c = c };
    enum err e = own_body_load(c, CAP_BODY_APPROVE, &k->b);
    if (e)
        return e;
    k->v = own_body_page(c, &k->b);
    if (!k->b.own.partnership.id)
        page_back(c, str_printf(c->arena, "/admin/bodies/%lld", (long long)k->b.body.id));
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err render(struct staff *k)
{
    struct ctx *c = k->c;
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    const struct editor_show how = { "", { 0 }, false, false };
    enum err e =
        editors ? editor_list(c->db, c->arena, k->b.body.id, c->now_s, editors) : ERR_LIMIT;
    if (!e)
        e = editor_show_all(c, editors, &how, k->v);
    if (e)
        return e;
    editor_show_done(c, k->v);
    form_field(k->f, S(go), "editor");
    return form_failed(k->f) ? form_render(k->f, "bodies/people_staff")
                             : form_render_next(k->f, "bodies/people_staff");
}

enum err editor_staff_page(struct ctx *c)
{
    struct staff k;
    enum err e = open(c, &k);
    return e ? e : render(&k);
}

/* The body has to be theirs in the write too (S10). */
static enum err lead_fn(struct db *db, void *arg)
{
    struct staff *k = arg;
    struct body body;
    bool is_accepted;
    int64_t partnership_id = k->b.own.partnership.id;
    const struct role_lead lead = { k->grant_id, k->b.body.id, partnership_id };
    enum err e = partnership_id ? body_load_for(db, k->c->arena, k->b.body.id, partnership_id,
                                                &body, &is_accepted)
                                : OK;
    if (!e)
        e = role_lead(db, &k->c->visitor->actor, &lead, &k->act);
    return k->error = e;
}

enum err editor_staff_post_page(struct ctx *c)
{
    struct staff k;
    enum err e = open(c, &k);
    if (e)
        return e;
    k.act = ctx_act(c);
    k.grant_id = param_i64(c, "editor", 0);
    e = form_send_once(k.f, lead_fn, &k, editor_done_path(c, own_path(&k), 'l'));
    if (k.error != ERR_NOT_FOUND && e != ERR_CONFLICT)
        return e;
    form_error(k.f, "editor", STR(EDITORS_OVER));
    return render(&k);
}
