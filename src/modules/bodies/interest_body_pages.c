/*
 * interest_body_pages.c: the offers of an organisation to be involved, for those who look after
 * its entry. Opening one is the same as opening its private link, for this browser.
 */
#include "modules/bodies/interest_pages.h"

#include "core/base/arena.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/interest_send.h"
#include "modules/people/visitor.h"

#define OFFERS_MAX 50 /* of one organisation that are listed */

static void show_row(struct ctx *c, const struct interest *i, const struct interest_area *area,
                     size_t n, struct view *v)
{
    size_t n_answered = 0, n_accepted = 0;
    struct date sent = london_from_s(i->sent_at_s).date;
    for (size_t k = 0; k < n; k++) {
        bool is_answer = area[k].state == INTEREST_ACCEPTED ||
                         area[k].state == INTEREST_DECLINED || area[k].state == INTEREST_ASKED;
        n_answered += is_answer;
        n_accepted += area[k].state == INTEREST_ACCEPTED;
    }
    view_str(v, S(organisation), i->name);
    view_str(v, S(reference), i->reference);
    view_str(v, S(received), date_short(c->arena, sent));
    view_str(v, S(received_iso), date_iso(c->arena, sent));
    view_int(v, S(n), (int64_t)n);
    view_int(v, S(n_answered), (int64_t)n_answered);
    view_int(v, S(n_accepted), (int64_t)n_accepted);
}

static enum err show_of_body(struct ctx *c, int64_t body_id, struct list *rows)
{
    struct interest *i = arena_array(c->arena, OFFERS_MAX, sizeof *i);
    struct interest_area *area = arena_array(c->arena, INTEREST_AREAS_MAX, sizeof *area);
    size_t n = 0, n_areas = 0;
    enum err e =
        i && area ? interest_of_body(c->db, c->arena, body_id, i, OFFERS_MAX, &n) : ERR_LIMIT;
    for (size_t k = 0; !e && k < n; k++) {
        if (i[k].is_erased)
            continue;
        e = interest_areas(c->db, c->arena, i[k].id, area, &n_areas);
        if (!e)
            show_row(c, &i[k], area, n_areas, list_add(rows));
    }
    return e;
}

enum err interest_body_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    struct list *rows = view_list(v, S(rows));
    const struct actor *actor = &c->visitor->actor;
    enum err e = f ? OK : ERR_LIMIT;
    for (size_t i = 0; !e && i < actor->n_grants; i++)
        if (actor->grant[i].role == ROLE_BODY_EDITOR)
            e = show_of_body(c, actor->grant[i].body_id, rows);
    view_bool(v, S(has_rows), list_len(rows) > 0);
    view_str(v, S(action), c->path);
    return e ? e : form_render_status(f, 200, "interest/body");
}

/* One of theirs; else as if it did not exist. */
enum err interest_body_open_page(struct ctx *c)
{
    struct interest_send x = { .act = ctx_act(c) };
    enum err e = interest_by_reference(c->db, c->arena, param_str(c, "reference"), &x.interest);
    if (e)
        return e;
    bool is_own = x.interest.body_id && !x.interest.is_erased &&
                  actor_may_for_body(&c->visitor->actor, CAP_BODY_EDIT, x.interest.body_id);
    if (!is_own)
        return ctx_refuse(c);
    x.interest.is_confirmed = true; /* signing in shows nothing about that address */
    link_session_prepare(c, LINK_KIND_INTEREST, 0, x.interest.id, &x.open);
    e = store_write(c->store, interest_open_fn, &x);
    if (e)
        return e;
    return link_session_lead(c, &x.open, STR("/interest/open"));
}
