/*
 * body_draft_guard.c: an organisation's draft on the pages of the form: one person writes at a
 * time, and one sends it. What was typed by somebody whose turn is over is shown, to be copied.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/body_response.h"
#include "modules/people/visitor.h"

static struct str page_of_draft(struct ctx *c, int64_t id, const char *done)
{
    struct str path = str_printf(c->arena, "/body/responses/%lld/share", (long long)id);
    return done ? url_query(c->arena, path, STR("done"), str_from(done)) : path;
}

static bool is_ours(struct str name)
{
    static const char *const ours[] = { "csrf", "form_id", "website", "do", "no" };
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (str_eq(name, str_from(ours[i])))
            return true;
    return false;
}

static enum err show_typed(struct ctx *c, const struct body_draft *d)
{
    struct view *v = page_new(c, "");
    struct list *typed = view_list(v, S(typed));
    for (size_t i = 0; i < c->fields.n; i++)
        if (c->fields.field[i].value.n && !is_ours(c->fields.field[i].name))
            list_add_str(typed, c->fields.field[i].value);
    view_bool(v, S(has_typed), list_len(typed) > 0);
    view_str(v, S(consultation_title), d->title);
    view_str(v, S(writer), d->lock_name);
    view_str(v, S(share_href), page_of_draft(c, d->id, NULL));
    return ctx_render_status(c, 409, "body_response/taken", v);
}

enum err body_draft_guard(struct ctx *c, const struct draft *d, bool *is_answered)
{
    struct body_draft b;
    int64_t me = c->visitor->account.id;
    if (!d->body_id)
        return OK;
    enum err e = body_draft_find(c->db, c->arena, d->id, d->body_id, &b);
    if (e || b.lock_account == me)
        return e;
    *is_answered = true;
    return c->req->method == METHOD_POST && b.lock_account
               ? show_typed(c, &b)
               : ctx_see_other(c, page_of_draft(c, d->id, NULL));
}

enum err body_draft_may_send(struct ctx *c, const struct draft *d, bool *is_answered)
{
    struct body_sent sent;
    if (!d->body_id)
        return OK;
    enum err e = d->response_id
                     ? ERR_NOT_FOUND /* it takes the place of what was sent */
                     : body_sent_to(c->db, c->arena, d->body_id, d->consultation_id, &sent);
    if (e && e != ERR_NOT_FOUND)
        return e;
    *is_answered = !e || d->signed_by != c->visitor->account.id;
    if (!e)
        return ctx_see_other(c, STR("/body/responses"));
    return *is_answered ? ctx_see_other(c, page_of_draft(c, d->id, "wait")) : OK;
}

enum err body_draft_own(struct ctx *c, struct body_draft *out)
{
    int64_t mine[ACTOR_GRANTS_MAX];
    size_t n = actor_bodies(&c->visitor->actor, CAP_RESPONSE_OWN, mine, ACTOR_GRANTS_MAX);
    enum err e = ERR_NOT_FOUND;
    for (size_t i = 0; i < n && e == ERR_NOT_FOUND; i++)
        e = body_draft_find(c->db, c->arena, param_i64(c, "id", 0), mine[i], out);
    return e;
}
