/*
 * directory_pages.c: partnerships, as administrators keep them.
 */
#include "modules/partnerships/directory_pages.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/desk_words.h"
#include "modules/partnerships/directory_edit.h"
#include "modules/people/visitor.h"

/* --- the list --- */

/* How the first contact stands, in a word, and the colour of its tag. */
static void show_route(struct view *v, const struct contact_route *r, bool bounces)
{
    const struct route_step *first = r->first;
    bool is_fresh = first && first->freshness == FRESH_CHECKED;
    bool is_old = first && (first->freshness == FRESH_OLD || first->freshness == FRESH_STALE);
    view_lit(v, S(state_label),
             bounces    ? ROUTE_STATE_BOUNCED
             : is_fresh ? ROUTE_STATE_CONFIRMED
             : is_old   ? ROUTE_STATE_OLD
                        : ROUTE_STATE_UNCONFIRMED);
    view_bool(v, S(is_bad), bounces);
    view_bool(v, S(is_good), !bounces && is_fresh);
    view_bool(v, S(is_old), !bounces && is_old);
}

static void show_areas(struct ctx *c, const struct area_list *areas, int64_t id, struct view *v)
{
    struct buf *names = buf_in(c->arena, 8192);
    for (size_t i = 0; i < areas->n; i++) {
        if (areas->item[i].partnership_id != id)
            continue;
        if (names->n)
            buf_lit(names, ", ");
        buf_str(names, areas->item[i].name);
    }
    view_str(v, S(areas), buf_view(names));
}

static enum err show_row(struct ctx *c, const struct partnership *p,
                         const struct area_list *areas, struct view *v)
{
    struct contact_route route;
    struct partnership_state state;
    enum err e = contact_route_load(c->db, c->arena, p->id, 0, c->now_s, &route);
    if (!e)
        e = partnership_state_load(c->db, p->id, c->now_s, &state);
    if (e)
        return e;
    view_str(v, S(name), p->name);
    view_str(v, S(href), url_path(c->arena, "/admin/partnerships/%", p->slug));
    view_str(v, S(edit_href),
             url_query(c->arena, STR("/coordinator/partnership"), STR("partnership"), p->slug));
    view_str(v, S(short_name), p->short_name);
    view_int(v, S(n), state.n_coordinators);
    show_areas(c, areas, p->id, v);
    show_route(v, &route, state.n_bouncing > 0);
    return OK;
}

enum err admin_partnerships_page(struct ctx *c)
{
    struct partnership_list all;
    struct area_list areas;
    struct view *v = page_new(c, "");
    enum err e = partnership_list(c->db, c->arena, &all);
    if (!e)
        e = area_list(c->db, c->arena, &areas);
    if (e)
        return e;
    struct list *rows = view_list(v, S(rows));
    for (size_t i = 0; i < all.n && !e; i++)
        e = show_row(c, &all.item[i], &areas, list_add(rows));
    view_int(v, S(count), (int64_t)all.n);
    view_bool(v, S(has_rows), all.n > 0);
    return e ? e : ctx_render(c, "admin/partnerships", v);
}

/* --- one of them --- */

struct editing {
    struct ctx *c;
    struct partnership p;
    struct view *v;
    struct form *f;
};

static enum err open(struct ctx *c, struct editing *k)
{
    *k = (struct editing){ .c = c };
    enum err e = partnership_find_by_slug(c->db, c->arena, param_str(c, "slug"), &k->p);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, STR("/admin/partnerships"));
    view_str(k->v, S(name), k->p.name);
    view_str(k->v, S(action), url_path(c->arena, "/admin/partnerships/%", k->p.slug));
    view_str(k->v, S(public_href), url_path(c->arena, "/partnerships/%", k->p.slug));
    view_str(
        k->v, S(edit_href),
        url_query(c->arena, STR("/coordinator/partnership"), STR("partnership"), k->p.slug));
    k->f = form_new(c, k->v);
    if (!k->f)
        return ERR_LIMIT;
    form_set(k->f, "short_name", k->p.short_name);
    form_set(k->f, "address", k->p.slug);
    return OK;
}

static enum err show(struct editing *k)
{
    form_field_most(k->f, S(short_field), "short_name", PARTNERSHIP_SHORT_CHARS);
    form_field(k->f, S(address), "address");
    return form_render(k->f, "admin/partnership");
}

enum err admin_partnership_page(struct ctx *c)
{
    struct editing k;
    enum err e = open(c, &k);
    return e ? e : show(&k);
}

static void show_fault(struct editing *k, enum slug_fault fault)
{
    static const struct str words[] = {
        [SLUG_FORM] = STR_INIT(SLUG_WRONG_FORM),
        [SLUG_TAKEN] = STR_INIT(SLUG_IS_TAKEN),
        [SLUG_OURS] = STR_INIT(SLUG_IS_OURS),
    };
    if (fault)
        form_error(k->f, "address", words[fault]);
}

static bool is_filled_in(struct editing *k)
{
    enum slug_fault fault = SLUG_FINE;
    form_required(k->f, "short_name", STR(PARTNERSHIP_ENTER_SHORT));
    form_length(k->f, "short_name", PARTNERSHIP_SHORT_CHARS, STR(PARTNERSHIP_SHORT));
    form_required(k->f, "address", STR(SLUG_ENTER));
    if (form_value(k->f, "address").n &&
        partnership_slug_judge(k->c->db, form_value(k->f, "address"), k->p.id, &fault) == OK)
        show_fault(k, fault);
    return !form_failed(k->f);
}

enum err admin_partnership_save_page(struct ctx *c)
{
    struct editing k;
    enum err e = open(c, &k);
    if (e)
        return e;
    if (!is_filled_in(&k))
        return show(&k);
    struct partnership_edit x = {
        .actor = &c->visitor->actor,
        .act = ctx_act(c),
        .arena = c->arena,
        .partnership_id = k.p.id,
        .short_name = form_value(k.f, "short_name"),
        .sort_key = utf8_fold(c->arena, form_value(k.f, "short_name")),
        .slug = form_value(k.f, "address"),
    };
    e = form_send_once(k.f, partnership_edit_fn, &x, STR("/admin/partnerships"));
    if (e != ERR_CONFLICT)
        return e;
    show_fault(&k, x.fault);
    return show(&k);
}
