/*
 * respond_open.c: which consultation, whose draft: before any page of the form.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/arrival.h"
#include "gen/symbols.h"
#include "modules/invitations/invited.h"
#include "modules/responses/body_response.h"
#include "modules/responses/respond.h"

struct str respond_path(struct respond *k, const char *below)
{
    struct str path = url_path(k->c->arena, "/consultations/%/respond", k->x.slug);
    return str_join(k->c->arena, path, str_from(below));
}

struct str respond_step_path(struct respond *k, const struct respond_step *s)
{
    return url_path(k->c->arena, "/consultations/%/respond/%", k->x.slug, s->name);
}

/* The same page under the address that the consultation has now. */
static struct str moved_path(struct respond *k)
{
    struct str old = param_str(k->c, "slug"), path = k->c->path;
    size_t prefix = sizeof "/consultations/" - 1;
    struct str below = str_sub(path, prefix + old.n, path.n);
    return str_join(k->c->arena, url_path(k->c->arena, "/consultations/%", k->x.slug), below);
}

enum err respond_load(struct ctx *c, struct respond *k, bool *is_answered)
{
    *k = (struct respond){ .c = c };
    *is_answered = false;
    enum err e = consultation_by_slug(c->db, c->arena, param_str(c, "slug"), &k->x);
    if (e)
        return e;
    enum consultation_state state = consultation_state(&k->x, c->now_s);
    if (state == CONSULTATION_DRAFT)
        return ERR_NOT_FOUND;
    if (state == CONSULTATION_WITHDRAWN)
        return ERR_GONE;
    if (str_eq(k->x.slug, param_str(c, "slug")))
        return OK;
    *is_answered = true;
    return ctx_moved(c, moved_path(k));
}

enum err respond_open(struct ctx *c, struct respond *k, bool *is_answered)
{
    enum err e = respond_load(c, k, is_answered);
    if (e || *is_answered)
        return e;
    e = draft_own(c, k->x.id, &k->draft);
    if (e == ERR_NOT_FOUND) {
        c->sign_in_at = respond_path(k, "");
        return ERR_LINK;
    }
    if (!e)
        e = body_draft_guard(c, &k->draft, is_answered);
    if (e || *is_answered)
        return e;
    e = question_form_load(c->db, c->arena, k->x.id, &k->form);
    if (!e)
        e = respond_steps(k);
    if (e)
        return e;
    k->v = page_new(c, "");
    view_str(k->v, S(consultation), k->x.title);
    view_str(k->v, S(slug), k->x.slug);
    view_str(k->v, S(papers_href),
             invited_papers_path(k->c->arena, k->x.slug, k->x.is_invited_only));
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

bool respond_is_late(struct respond *k)
{
    enum consultation_state state = consultation_state(&k->x, k->c->now_s);
    return (state == CONSULTATION_CLOSED || state == CONSULTATION_RESULTS) &&
           !respond_takes(k) && !k->draft.response_id;
}

bool respond_takes(struct respond *k)
{
    return consultation_takes(&k->x, arrival_s(k->c), k->draft.begun_at_s);
}
