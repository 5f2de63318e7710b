/*
 * editor_step_pages.c: a role ended, or the lead handed over, by whoever leads the editors: a
 * page that says what happens, and its button.
 */
#include "modules/bodies/home_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/claim_words.h"
#include "modules/bodies/editor_view.h"
#include "modules/bodies/home_body.h"
#include "modules/people/people.h"
#include "modules/people/visitor.h"

struct step {
    struct ctx *c;
    struct home_body h;
    struct editor editor;
    struct view *v;
    struct form *f;

    /* of the write */
    struct act act;
    struct session_value fresh; /* the actor's own session goes on under it (S19) */
    bool is_renewed;
    enum err error;
};

static enum err open(struct ctx *c, struct step *k)
{
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    *k = (struct step){ .c = c };
    enum err e = editors ? home_body_load(c, CAP_BODY_EDIT, &k->h) : ERR_LIMIT;
    if (!e && !k->h.is_lead)
        e = ctx_refuse(c);
    if (!e)
        e = editor_list(c->db, c->arena, k->h.body.id, c->now_s, editors);
    if (e)
        return e;
    const struct editor *one = editor_in(editors, param_i64(c, "editor", 0));
    if (!one || one->grant.account_id == c->visitor->account.id)
        return ERR_NOT_FOUND;
    k->editor = *one;
    k->v = home_body_view(c, &k->h);
    page_back(c, home_path(c, &k->h, "/body/people"));
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static struct str with_name(struct step *k, const char *words)
{
    struct str s = str_from(words);
    size_t gap = str_find(s, STR("%s"));
    return str_printf(k->c->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(s, 0, gap)),
                      STR_ARG(k->editor.name), STR_ARG(str_sub(s, gap + 2, s.n)));
}

static enum err render(struct step *k, bool is_lead)
{
    view_str(k->v, S(title), with_name(k, is_lead ? STEP_LEAD_TITLE : STEP_EDITOR_TITLE));
    view_lit(k->v, S(text), is_lead ? STEP_LEAD_TEXT : STEP_EDITOR_TEXT);
    view_lit(k->v, S(button), is_lead ? STEP_LEAD_BUTTON : STEP_EDITOR_BUTTON);
    view_str(k->v, S(action), str_join(k->c->arena, k->c->path, k->h.query));
    view_str(k->v, S(href), home_path(k->c, &k->h, "/body/people"));
    form_field(k->f, S(go), "go");
    return form_render(k->f, "admin/step");
}

static enum err render_not_done(struct step *k, bool is_lead)
{
    form_error(k->f, "go", STR(EDITORS_OVER));
    return render(k, is_lead);
}

static struct str done_path(struct step *k, char what)
{
    return editor_done_path(k->c, home_path(k->c, &k->h, "/body/people"), what);
}

/* --- ending --- */

static enum err end_fn(struct db *db, void *arg)
{
    struct step *k = arg;
    return k->error = role_end(db, &k->c->visitor->actor, k->editor.grant.id, &k->act);
}

enum err editor_end_page(struct ctx *c)
{
    struct step k;
    enum err e = open(c, &k);
    return e ? e : render(&k, false);
}

enum err editor_end_post_page(struct ctx *c)
{
    struct step k;
    enum err e = open(c, &k);
    if (e)
        return e;
    k.act = ctx_act(c);
    e = form_send_once(k.f, end_fn, &k, done_path(&k, 'e'));
    bool is_over = k.error == ERR_NOT_FOUND || e == ERR_CONFLICT;
    return is_over ? render_not_done(&k, false) : e;
}

/* --- the lead --- */

static enum err renew(struct db *db, struct step *k)
{
    const struct visitor *v = k->c->visitor;
    const struct session_renew r = { .old = v->value,
                                     .value = k->fresh,
                                     .has_factor = v->session.has_factor,
                                     .is_staff = actor_is_staff(&v->actor),
                                     .seen_s = v->session.last_seen_s,
                                     .now_s = k->act.now_s };
    enum err e = session_end_others(db, v->account.id, v->session.number);
    return e ? e : session_renew(db, &r);
}

static enum err lead_fn(struct db *db, void *arg)
{
    struct step *k = arg;
    const struct role_lead lead = { .grant_id = k->editor.grant.id, .body_id = k->h.body.id };
    k->error = role_lead(db, &k->c->visitor->actor, &lead, &k->act);
    if (k->error)
        return k->error;
    enum err e = renew(db, k);
    k->is_renewed = !e;
    return e;
}

enum err editor_lead_page(struct ctx *c)
{
    struct step k;
    enum err e = open(c, &k);
    return e ? e : render(&k, true);
}

enum err editor_lead_post_page(struct ctx *c)
{
    struct step k;
    enum err e = open(c, &k);
    if (e)
        return e;
    k.act = ctx_act(c);
    rand_bytes(k.fresh.byte, sizeof k.fresh.byte);
    e = form_send_once(k.f, lead_fn, &k, done_path(&k, 'l'));
    if (k.error == ERR_NOT_FOUND || k.error == ERR_CONFLICT || e == ERR_CONFLICT)
        return render_not_done(&k, true);
    if (!e && k.is_renewed && !session_cookie_set(c, &k.fresh))
        return ERR_LIMIT;
    return e;
}
