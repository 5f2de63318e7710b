/*
 * person_step_pages.c: what is done to an account or a role, in two steps: a page that says
 * what happens, and its button. What stands in the way is said beside the button.
 */
#include "app/people_pages.h"

#include "app/people_page_words.h"
#include "app/people_step.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/session.h"
#include "modules/people/visitor.h"

/* --- what the buttons do --- */

static enum err close_fn(struct db *db, void *arg)
{
    struct people_step *s = arg;
    return s->error = account_close(db, s->account.id, &s->act);
}

static enum err reopen_fn(struct db *db, void *arg)
{
    struct people_step *s = arg;
    return s->error = account_reopen(db, s->account.id, &s->act);
}

static enum err sign_out_fn(struct db *db, void *arg)
{
    struct people_step *s = arg;
    enum err e = session_end_all(db, s->account.id);
    return s->error = e ? e : session_note_end(db, s->account.id, STR("admin"), &s->act);
}

static enum err end_fn(struct db *db, void *arg)
{
    struct people_step *s = arg;
    return s->error = role_end(db, s->actor, s->grant.id, &s->act);
}

static const struct people_step_kind close_kind = { STEP_CLOSE_TITLE,  STEP_CLOSE_TEXT,
                                                    STEP_CLOSE_BUTTON, DONE_CLOSE,
                                                    "/close",          close_fn };
static const struct people_step_kind reopen_kind = { STEP_REOPEN_TITLE,  STEP_REOPEN_TEXT,
                                                     STEP_REOPEN_BUTTON, DONE_REOPEN,
                                                     "/reopen",          reopen_fn };
static const struct people_step_kind sign_out_kind = { STEP_SIGN_OUT_TITLE,  STEP_SIGN_OUT_TEXT,
                                                       STEP_SIGN_OUT_BUTTON, DONE_SIGN_OUT,
                                                       "/sign-out",          sign_out_fn };
static const struct people_step_kind end_kind = {
    STEP_END_TITLE, STEP_END_TEXT, STEP_END_BUTTON, DONE_END, "", end_fn
};

/* --- the page --- */

/* Why not, in words; empty: nothing that the page could say. */
static struct str why_not(enum err e)
{
    switch ((int)e) {
    case ERR_CONFLICT:
        return STR(STEP_LAST_ADMIN);
    case ERR_NOT_FOUND:
    case ERR_INVALID:
        return STR(STEP_OVER);
    default:
        return (struct str){ NULL, 0 };
    }
}

/* The title with the name in its gap. */
static struct str with_name(struct arena *a, struct str title, struct str name)
{
    size_t gap = str_find(title, STR("%s"));
    return str_printf(a, "%.*s%.*s%.*s", STR_ARG(str_sub(title, 0, gap)), STR_ARG(name),
                      STR_ARG(str_sub(title, gap + 2, title.n)));
}

enum err people_step_show(struct people_step *s, const struct people_step_kind *kind)
{
    s->v = page_new(s->c, "");
    page_back(s->c, s->back);
    s->f = form_new(s->c, s->v);
    if (!s->f)
        return ERR_LIMIT;
    view_str(s->v, S(title), with_name(s->c->arena, str_from(kind->title), s->account.name));
    view_str(s->v, S(text), s->text);
    view_lit(s->v, S(button), kind->button);
    view_str(s->v, S(action), s->action);
    view_str(s->v, S(href), s->back);
    return OK;
}

enum err people_step_render(struct people_step *s)
{
    form_field(s->f, S(go), "go");
    return form_render(s->f, "admin/step");
}

enum err people_step_do(struct people_step *s, const struct people_step_kind *kind)
{
    s->act = ctx_act(s->c);
    s->actor = &s->c->visitor->actor;
    enum err e = form_send_once(s->f, kind->fn, s,
                                people_done_path(s->c, s->back, str_from(kind->done)));
    struct str why = why_not(s->error);
    if (why.n)
        form_error(s->f, "go", why);
    return why.n || e == ERR_CONFLICT ? people_step_render(s) : e;
}

static enum err open_step(struct ctx *c, const struct people_step_kind *kind,
                          struct people_step *s)
{
    *s = (struct people_step){ .c = c };
    enum err e = people_load(c, &s->account);
    if (e)
        return e;
    s->back = people_path(c, s->account.id, "");
    s->action = people_path(c, s->account.id, kind->path);
    s->text = str_from(kind->text);
    return people_step_show(s, kind);
}

static enum err show(struct ctx *c, const struct people_step_kind *kind)
{
    struct people_step s;
    enum err e = open_step(c, kind, &s);
    return e ? e : people_step_render(&s);
}

/* Nobody does it to themselves. */
static enum err act(struct ctx *c, const struct people_step_kind *kind)
{
    struct people_step s;
    enum err e = open_step(c, kind, &s);
    if (e)
        return e;
    if (s.account.id != c->visitor->account.id)
        return people_step_do(&s, kind);
    form_error(s.f, "go", STR(STEP_OWN));
    return people_step_render(&s);
}

enum err person_close_page(struct ctx *c)
{
    return show(c, &close_kind);
}

enum err person_close_post_page(struct ctx *c)
{
    return act(c, &close_kind);
}

enum err person_reopen_page(struct ctx *c)
{
    return show(c, &reopen_kind);
}

enum err person_reopen_post_page(struct ctx *c)
{
    return act(c, &reopen_kind);
}

enum err person_sign_out_page(struct ctx *c)
{
    return show(c, &sign_out_kind);
}

enum err person_sign_out_post_page(struct ctx *c)
{
    return act(c, &sign_out_kind);
}

/* --- a role --- */

/* The grant of that number, when it is the person's and not over. */
enum err people_grant_find(struct ctx *c, int64_t account_id, int64_t id, struct grant *out)
{
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n = 0;
    enum err e = person_roles(c->db, account_id, c->now_s, g, ACTOR_GRANTS_MAX, &n);
    for (size_t i = 0; i < n && !e; i++)
        if (g[i].id == id) {
            *out = g[i];
            return OK;
        }
    return e ? e : ERR_NOT_FOUND;
}

static enum err open_end(struct ctx *c, struct people_step *s)
{
    struct partnership_list all;
    *s = (struct people_step){ .c = c };
    enum err e = people_load(c, &s->account);
    if (!e)
        e = people_grant_find(c, s->account.id, param_i64(c, "grant", 0), &s->grant);
    if (!e)
        e = partnership_list(c->db, c->arena, &all);
    if (e)
        return e;
    s->back = people_path(c, s->account.id, "");
    s->action = c->path;
    s->text =
        str_printf(c->arena, STEP_END_TEXT, STR_ARG(people_grant_label(c, &all, &s->grant)));
    return people_step_show(s, &end_kind);
}

enum err person_end_page(struct ctx *c)
{
    struct people_step s;
    enum err e = open_end(c, &s);
    return e ? e : people_step_render(&s);
}

enum err person_end_post_page(struct ctx *c)
{
    struct people_step s;
    enum err e = open_end(c, &s);
    return e ? e : people_step_do(&s, &end_kind);
}
