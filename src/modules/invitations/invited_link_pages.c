/*
 * invited_link_pages.c: the link of an invited organisation. GET shows what it is about and
 * does nothing; POST opens (security.md S51). With the link open the body may also say that it
 * will not answer, and why.
 */
#include "modules/invitations/invited_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/invitations/invited.h"
#include "modules/invitations/invited_words.h"
#include "modules/people/link_session.h"
#include "modules/people/visitor.h"

#define DAY_S 86400

struct linked {
    struct ctx *c;
    struct invited row;
    struct consultation x;
    struct view *page;
    struct form *f;
};

static enum err link_is_over(struct ctx *c)
{
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render_status(c, 404, "consultations/invited_over", page_new(c, ""));
}

/* What the public page says of one that everybody may answer (an invited-only one has it here).
 */
static void show_texts(struct linked *k)
{
    struct arena *a = k->c->arena;
    const struct consultation *x = &k->x;
    struct view *v = k->page;
    view_bool(v, S(is_invited_only), x->is_invited_only);
    view_html(v, S(overview), md_render(a, x->overview, md_shift_to(x->overview, 3), false));
    view_html(v, S(why), md_render(a, x->why, md_shift_to(x->why, 3), false));
    view_html(v, S(next), md_render(a, x->next, md_shift_to(x->next, 3), false));
    view_bool(v, S(has_overview), x->overview.n > 0);
    view_bool(v, S(has_why), x->why.n > 0);
    view_bool(v, S(has_next), x->next.n > 0);
}

static bool takes_no_more(const struct linked *k)
{
    enum consultation_state s = consultation_state(&k->x, k->c->now_s);
    return s != CONSULTATION_OPEN && s != CONSULTATION_FORTHCOMING;
}

static bool may_decline(const struct linked *k)
{
    return !takes_no_more(k) && !k->row.has_answered && !k->row.declined_on.n;
}

static void show_consultation(struct linked *k)
{
    struct arena *a = k->c->arena;
    struct view *v = k->page;
    enum consultation_state s = consultation_state(&k->x, k->c->now_s);
    view_str(v, S(consultation_title), k->x.title);
    view_str(v, S(summary), k->x.summary);
    show_texts(k);
    view_str(v, S(body_name), k->row.body_name);
    view_str(v, S(opens), consultation_opens_words(a, k->x.opens_at_s));
    view_str(v, S(closes), consultation_closes_words(a, k->x.closes_at_s));
    view_bool(v, S(is_open), s == CONSULTATION_OPEN);
    view_bool(v, S(is_forthcoming), s == CONSULTATION_FORTHCOMING);
    view_bool(v, S(is_over), takes_no_more(k));
    view_bool(v, S(may_decline), may_decline(k));
    view_bool(v, S(has_answered), k->row.has_answered);
    view_bool(v, S(has_declined), k->row.declined_on.n > 0);
    view_str(v, S(consultation_href), url_path(a, "/consultations/%", k->x.slug));
    view_str(v, S(respond_href), url_path(a, "/consultations/%/respond", k->x.slug));
    view_str(v, S(action), k->c->path);
    resp_header_set(k->c->resp, STR("Cache-Control"), STR("no-store"));
}

static enum err linked_page(struct linked *k)
{
    struct ctx *c = k->c;
    enum err e = consultation_load(c->db, c->arena, k->row.consultation_id, &k->x);
    if (e)
        return e;
    k->page = page_new(c, "");
    k->f = form_new(c, k->page);
    if (!k->f)
        return ERR_LIMIT;
    show_consultation(k);
    return OK;
}

/* --- /invited/:key --- */

enum err invited_key_page(struct ctx *c)
{
    struct linked k = { .c = c };
    enum err e = invited_by_key(c->db, c->arena, param_str(c, "key"), &k.row);
    if (e == ERR_NOT_FOUND)
        return link_is_over(c);
    if (!e)
        e = linked_page(&k);
    return e ? e : form_render(k.f, "consultations/invited_link");
}

static struct str after_opening(const struct linked *k, bool declines)
{
    struct arena *a = k->c->arena;
    if (consultation_state(&k->x, k->c->now_s) != CONSULTATION_OPEN && !declines)
        return invited_papers_path(a, k->x.slug, k->x.is_invited_only);
    return url_path(a, declines ? "/consultations/%/decline" : "/consultations/%/respond",
                    k->x.slug);
}

/* By the link nothing finer than the day is recorded: the body may answer without a name. */
static struct act act_of_link(struct ctx *c)
{
    struct act act = ctx_act(c);
    act.actor = STR("link");
    act.now_s -= act.now_s % DAY_S;
    act.request_id = (struct str){ 0 };
    return act;
}

enum err invited_key_post_page(struct ctx *c)
{
    struct linked k = { .c = c };
    struct link_session_new open;
    enum err e = invited_by_key(c->db, c->arena, param_str(c, "key"), &k.row);
    if (e == ERR_NOT_FOUND)
        return link_is_over(c);
    if (!e)
        e = consultation_load(c->db, c->arena, k.row.consultation_id, &k.x);
    if (e)
        return e;
    link_session_prepare(c, LINK_KIND_INVITATION, k.x.id, k.row.id, &open);
    struct invited_answer x = { .act = act_of_link(c),
                                .row = k.row,
                                .open = &open,
                                .today = date_iso(c->arena, london_from_s(c->now_s).date) };
    e = store_write(c->store, invited_open_fn, &x);
    if (e)
        return e;
    bool declines = str_eq(param_str(c, "do"), STR("decline"));
    return link_session_lead(c, &open, after_opening(&k, declines));
}

/* --- /consultations/:slug/decline --- */

static enum err decline_open(struct ctx *c, struct linked *k)
{
    *k = (struct linked){ .c = c };
    enum err e = consultation_by_slug(c->db, c->arena, param_str(c, "slug"), &k->x);
    if (e)
        return e;
    int64_t id = link_session_object_in(c, LINK_KIND_INVITATION, k->x.id);
    e = id ? invited_load(c->db, c->arena, id, &k->row) : ERR_NOT_FOUND;
    return e ? e : linked_page(k);
}

static enum err show_decline(struct linked *k)
{
    form_field_most(k->f, S(reason), "reason", INVITED_REASON_CHARS);
    return form_render(k->f, "consultations/invited_decline");
}

enum err invited_decline_page(struct ctx *c)
{
    struct linked k;
    enum err e = decline_open(c, &k);
    return e ? e : show_decline(&k);
}

enum err invited_decline_post_page(struct ctx *c)
{
    struct linked k;
    enum err e = decline_open(c, &k);
    if (e)
        return e;
    if (!may_decline(&k)) /* the page says why */
        return ctx_see_other(c, c->path);
    form_length(k.f, "reason", INVITED_REASON_CHARS, STR(INVITED_REASON));
    if (form_failed(k.f))
        return show_decline(&k);
    struct invited_answer x = { .act = act_of_link(c),
                                .row = k.row,
                                .today = date_iso(c->arena, london_from_s(c->now_s).date) };
    x.event = (struct contact_event){ .id = rand_id(),
                                      .body_id = k.row.body_id,
                                      .partnership_id = k.row.partnership_id,
                                      .kind = STR("response"),
                                      .channel = STR("email"),
                                      .direction = STR("in"),
                                      .happened_on = x.today,
                                      .summary = str_printf(c->arena, INVITED_SAID_NO,
                                                            STR_ARG(k.x.title)),
                                      .outcome = form_value(k.f, "reason"),
                                      .object_kind = STR("consultation"),
                                      .object_id = k.x.id,
                                      .by_role = STR("invited organisation"),
                                      .created_at_s = x.act.now_s };
    e = form_send_once(k.f, invited_decline_fn, &x, c->path);
    return e == ERR_CONFLICT ? show_decline(&k) : e;
}
