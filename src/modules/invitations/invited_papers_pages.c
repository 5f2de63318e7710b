/*
 * invited_papers_pages.c: what an invited-only consultation is about, its papers and its
 * question sheet, for those who may answer it (security.md section 2): whoever has opened an
 * invitation's link in this browser, editors of an organisation that was invited, and the
 * coordinators of those who ask. Nobody else; of one for everybody the public pages have it
 * all.
 */
#include "modules/invitations/invited_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_preview.h"
#include "modules/consultations/question_sheet_pages.h"
#include "modules/invitations/invited.h"

struct str invited_papers_path(struct arena *a, struct str slug, bool is_invited_only)
{
    return url_path(a, is_invited_only ? "/consultations/%/invited" : "/consultations/%", slug);
}

/* What is to be shown, or what was answered instead. */
struct invited_view {
    struct previewed p;
    bool is_answered;
};

static enum err refuse(struct ctx *c, const struct consultation *x)
{
    struct view *v = page_new(c, "");
    view_str(v, S(consultation_title), x->title);
    view_str(v, S(contact_role), x->contact_role);
    view_str(v, S(contact_email), x->contact_email);
    view_str(v, S(consultation_href), url_path(c->arena, "/consultations/%", x->slug));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render_status(c, 403, "consultations/invited_refused", v);
}

static enum err view_open(struct ctx *c, struct invited_view *k)
{
    struct invitation_pass pass;
    *k = (struct invited_view){ .p = { .is_invited = true } };
    struct consultation *x = &k->p.x;
    enum err e = consultation_by_slug(c->db, c->arena, param_str(c, "slug"), x);
    if (!e && !x->published_at_s)
        e = ERR_NOT_FOUND;
    if (!e && str_eq(x->stage, STR("withdrawn")))
        e = ERR_GONE;
    if (!e)
        e = invitation_allows(c, x, &pass);
    if (e)
        return e;
    k->p.at = invited_papers_path(c->arena, x->slug, true);
    k->is_answered = !x->is_invited_only || !pass.is_allowed;
    if (!x->is_invited_only)
        return ctx_see_other(c, invited_papers_path(c->arena, x->slug, false));
    return pass.is_allowed ? OK : refuse(c, x);
}

static enum err with_view(struct ctx *c,
                          enum err (*show)(struct ctx *c, const struct previewed *p))
{
    struct invited_view k;
    enum err e = view_open(c, &k);
    return e || k.is_answered ? e : show(c, &k.p);
}

static enum err with_sheet(struct ctx *c, enum question_sheet_as as)
{
    struct invited_view k;
    enum err e = view_open(c, &k);
    return e || k.is_answered ? e : question_sheet_invited(c, &k.p.x, k.p.at, as);
}

enum err invited_show_page(struct ctx *c)
{
    return with_view(c, preview_show);
}

enum err invited_paper_page(struct ctx *c)
{
    return with_view(c, preview_show_paper);
}

enum err invited_paper_file_page(struct ctx *c)
{
    return with_view(c, preview_send_paper);
}

enum err invited_sheet_page(struct ctx *c)
{
    return with_sheet(c, QUESTION_SHEET_PAGE);
}

enum err invited_sheet_text_page(struct ctx *c)
{
    return with_sheet(c, QUESTION_SHEET_TEXT);
}

enum err invited_sheet_odt_page(struct ctx *c)
{
    return with_sheet(c, QUESTION_SHEET_ODT);
}
