#include "modules/partnerships/history_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/partnership_words.h"
#include "modules/partnerships/route_form.h"
#include "modules/partnerships/route_history.h"
#include "modules/partnerships/step_words.h"
#include "modules/people/visitor.h"

#define PAGES_MAX 40 /* interface.md section 6: by number up to 1,000 rows */

/* --- a change as a view --- */

static struct str act_line(struct ctx *c, const struct route_change *x)
{
    struct arena *a = c->arena;
    switch (x->act) {
    case ROUTE_ADD:
        return str_printf(a, ACT_ADDED, STR_ARG(x->title));
    case ROUTE_CHANGE:
        return str_printf(a, ACT_CHANGED, STR_ARG(x->title));
    case ROUTE_REMOVE:
        return str_printf(a, ACT_REMOVED, STR_ARG(x->title));
    case ROUTE_MOVE:
        return str_printf(a, ACT_MOVED, STR_ARG(x->title));
    case ROUTE_CHECK:
    case ROUTE_ACT__MAX:
        break;
    }
    return str_printf(a, ACT_CHECKED, STR_ARG(x->title));
}

/* Mailboxes stand on no public page: who gathers addresses reads histories too. */
static struct str shown_value(const struct field_change *f, struct str value, bool is_public)
{
    bool hides = is_public && value.n && str_eq(f->name, STR("email"));
    return hides ? STR(MAILBOX_HIDDEN) : value;
}

static void change_view(struct ctx *c, const struct route_change *x, bool is_public,
                        struct view *v)
{
    struct list *fields = view_list(v, S(fields));
    struct date day = london_from_s(x->changed_at_s).date;
    view_int(v, S(id), x->id);
    view_str(v, S(title), act_line(c, x));
    view_str(v, S(changed_on), date_long(c->arena, day));
    view_str(v, S(changed_iso), date_iso(c->arena, day));
    view_str(v, S(changed_at), time_iso(c->arena, x->changed_at_s));
    view_str(v, S(by_role), x->by_role);
    view_text(v, S(source_label), route_source_label(x->source, x->source_note));
    for (size_t i = 0; i < x->n_fields; i++) {
        struct str label = route_field_label(x->field[i].name);
        if (!label.n)
            continue;
        struct view *f = list_add(fields);
        view_str(f, S(label), label);
        view_text(f, S(old), shown_value(&x->field[i], x->field[i].old, is_public));
        view_text(f, S(new), shown_value(&x->field[i], x->field[i].new, is_public));
    }
    view_bool(v, S(has_fields), list_len(fields) > 0);
}

static void pages_view(struct ctx *c, const struct route_changes *all, int64_t page,
                       struct str path, struct view *v)
{
    struct str word = STR("page");
    bool has_next = page * ROUTE_CHANGES_PAGE < all->total && page < PAGES_MAX;
    struct str next = str_printf(c->arena, "%lld", (long long)page + 1);
    struct str previous = str_printf(c->arena, "%lld", (long long)page - 1);
    view_int(v, S(page_from), (page - 1) * ROUTE_CHANGES_PAGE + 1);
    view_int(v, S(page_to), (page - 1) * ROUTE_CHANGES_PAGE + (int64_t)all->n);
    view_int(v, S(total), all->total);
    view_bool(v, S(is_one), all->total == 1);
    view_bool(v, S(has_pages), page > 1 || has_next);
    view_text(v, S(next_href),
              has_next ? url_query(c->arena, path, word, next) : (struct str){ 0 });
    view_text(v, S(previous_href),
              page > 1 ? url_query(c->arena, path, word, previous) : (struct str){ 0 });
}

/* --- for everybody --- */

/* 301 from a council's own name to its partnership's history. */
static enum err moved(struct ctx *c, const char *ending)
{
    struct area area;
    enum err e = area_find_by_slug(c->db, c->arena, param_str(c, "slug"), &area);
    if (e)
        return e;
    return ctx_moved(c, str_printf(c->arena, "/partnerships/%.*s%s",
                                   STR_ARG(area.partnership_slug), ending));
}

static enum err history_view(struct ctx *c, const struct partnership *p,
                             const struct route_changes *all, struct view *v)
{
    struct list *changes = view_list(v, S(changes));
    for (size_t i = 0; i < all->n; i++)
        change_view(c, &all->item[i], true, list_add(changes));
    view_bool(v, S(has_changes), all->n > 0);
    view_str(v, S(short_name), p->short_name);
    view_bool(v, S(short_gd), str_eq(p->lang, STR("gd")));
    view_str(v, S(title), str_printf(c->arena, HISTORY_TITLE, STR_ARG(p->short_name)));
    view_str(v, S(source), p->source);
    view_str(v, S(source_on), route_date(c->arena, p->source_on));
    view_str(v, S(partnership_href), url_path(c->arena, "/partnerships/%", p->slug));
    view_str(v, S(history_href), url_path(c->arena, "/partnerships/%/history", p->slug));
    view_str(v, S(feed_href), url_path(c->arena, "/partnerships/%/history.atom", p->slug));
    return OK;
}

enum err route_history_page(struct ctx *c)
{
    struct partnership p;
    struct route_changes all;
    int64_t page = param_i64(c, "page", 1);
    enum err e = partnership_find_by_slug(c->db, c->arena, param_str(c, "slug"), &p);
    if (e == ERR_NOT_FOUND)
        return moved(c, "/history");
    if (!e)
        e = route_changes_list(c->db, c->arena, p.id, page, &all);
    if (e)
        return e;
    struct view *v = page_new(c, "partnerships");
    struct str path = url_path(c->arena, "/partnerships/%", p.slug);
    page_crumb(c, STR(CRUMB_HOME), STR("/"));
    page_crumb(c, STR(CRUMB_PARTNERSHIPS), STR("/partnerships"));
    page_crumb(c, p.short_name, path);
    e = history_view(c, &p, &all, v);
    pages_view(c, &all, page, c->path, v);
    page_alternate(c, STR("application/atom+xml"),
                   str_printf(c->arena, ALTERNATE_HISTORY, STR_ARG(p.short_name)),
                   url_path(c->arena, "/partnerships/%/history.atom", p.slug));
    return e ? e : ctx_render(c, "partnership/history", v);
}

/* When the feed last changed; a route that nobody has changed: the month it was imported of. */
static struct str feed_updated(struct ctx *c, const struct partnership *p,
                               const struct route_changes *all)
{
    struct date d;
    if (all->n)
        return time_iso(c->arena, all->item[0].changed_at_s);
    struct str day = p->source_on.n == 7
                         ? str_printf(c->arena, "%.*s-01", STR_ARG(p->source_on))
                         : p->source_on;
    return time_iso(c->arena, date_parse(day, &d) ? london_to_s(d, 0, 0) : 0);
}

enum err route_history_feed_page(struct ctx *c)
{
    struct partnership p;
    struct route_changes all;
    enum err e = partnership_find_by_slug(c->db, c->arena, param_str(c, "slug"), &p);
    if (e == ERR_NOT_FOUND)
        return moved(c, "/history.atom");
    if (!e)
        e = route_changes_list(c->db, c->arena, p.id, 1, &all);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    view_str(v, S(updated), feed_updated(c, &p, &all));
    e = history_view(c, &p, &all, v);
    if (!e)
        e = ctx_render(c, "partnership/history_atom", v);
    if (e)
        return e;
    return resp_header_set(c->resp, STR("Content-Type"),
                           STR("application/atom+xml; charset=utf-8"))
               ? OK
               : ERR_INTERNAL;
}

/* --- in the workspace --- */

enum err route_changes_page(struct ctx *c)
{
    struct own own;
    struct route_changes all;
    int64_t page = param_i64(c, "page", 1);
    enum err e = own_partnership_load(c, CAP_ROUTE_EDIT, &own);
    if (!e)
        e = route_changes_list(c->db, c->arena, own.partnership.id, page, &all);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    struct list *changes = view_list(v, S(changes));
    page_crumb(c, STR(CRUMB_WORKSPACE_PAGE), route_edit_path(c, &own, ""));
    for (size_t i = 0; i < all.n; i++) {
        struct view *item = list_add(changes);
        const char *at =
            str_z(c->arena, str_printf(c->arena, "/history/%lld", (long long)all.item[i].id));
        change_view(c, &all.item[i], false, item);
        view_str(item, S(href), route_edit_path(c, &own, at ? at : ""));
    }
    view_bool(v, S(has_changes), all.n > 0);
    view_str(v, S(public_href),
             url_path(c->arena, "/partnerships/%/history", own.partnership.slug));
    view_str(v, S(source), own.partnership.source);
    view_str(v, S(source_on), route_date(c->arena, own.partnership.source_on));
    pages_view(c, &all, page, route_edit_path(c, &own, "/history"), v);
    e = own_partnership_show(c, &own, CAP_ROUTE_EDIT, v);
    return e ? e : ctx_render(c, "coordinator/route_changes", v);
}

struct change_page {
    struct ctx *c;
    struct own own;
    struct route_change change;
    struct route_step step; /* of a step's change */
    struct view *v;
    struct form *f;
};

static enum err change_open(struct ctx *c, struct change_page *k)
{
    int64_t id = param_i64(c, "id", 0);
    *k = (struct change_page){ .c = c };
    enum err e = own_partnership_load(c, CAP_ROUTE_EDIT, &k->own);
    if (e)
        return e;
    e = route_change_find(c->db, c->arena, k->own.partnership.id, id, &k->change);
    if (e == ERR_NOT_FOUND)
        return route_not_found(c, route_change_whose(c->db, id));
    if (!e && k->change.step_id)
        e = route_step_find(c->db, c->arena, k->own.partnership.id, k->change.step_id,
                            &k->step);
    if (e)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err change_show(struct change_page *k, int status, bool is_overtaken,
                            bool stands_already)
{
    struct ctx *c = k->c;
    struct str words;
    enum err e = route_evidence_find(c->db, c->arena, &c->visitor->actor, k->own.partnership.id,
                                     k->change.id, &words);
    if (e)
        return e;
    struct view *v = k->v;
    page_back(c, route_edit_path(c, &k->own, "/history"));
    view_str(v, S(partnership_name), k->own.partnership.name);
    change_view(c, &k->change, false, view_sub(v, S(change)));
    view_text(v, S(evidence), words);
    view_bool(v, S(can_go_back), route_change_can_go_back(&k->change));
    view_bool(v, S(is_add), k->change.act == ROUTE_ADD);
    view_bool(v, S(is_remove), k->change.act == ROUTE_REMOVE);
    view_bool(v, S(is_overtaken), is_overtaken);
    view_bool(v, S(stands_already), stands_already);
    view_str(v, S(action), str_join(c->arena, c->path, k->own.query));
    view_str(v, S(seen_now),
             k->change.step_id ? route_seen(c->arena, &k->step, 1)
                               : route_seen_name(c->arena, k->own.partnership.name));
    return form_render_status(k->f, status, "coordinator/route_change");
}

enum err route_change_page(struct ctx *c)
{
    struct change_page k;
    enum err e = change_open(c, &k);
    return e ? e : change_show(&k, 200, false, false);
}

enum err route_change_post_page(struct ctx *c)
{
    struct change_page k;
    enum err e = change_open(c, &k);
    if (e)
        return e;
    struct route_edit edit = route_edit_new(c, &k.own);
    edit.change_id = k.change.id;
    edit.seen = form_value(k.f, "seen");
    e = form_send_once(k.f, route_put_back_fn, &edit,
                       route_done_path(c, &k.own, "back", k.change.step_id));
    if (e == ERR_INVALID)
        return change_show(&k, 422, false, true);
    if (e != ERR_CONFLICT)
        return e;
    if (edit.is_overtaken && k.change.step_id)
        k.step = edit.theirs;
    else if (edit.is_overtaken)
        k.own.partnership.name = edit.theirs_name;
    return change_show(&k, 409, edit.is_overtaken, false);
}
