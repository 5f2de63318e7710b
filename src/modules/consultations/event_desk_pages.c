/*
 * event_desk_pages.c: the events of a partnership as its coordinators see them: the list, one
 * of them, and calling it off.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/event_desk.h"
#include "modules/consultations/event_pages.h"
#include "modules/consultations/event_shown.h"
#include "modules/consultations/event_words.h"
#include "modules/partnerships/own.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

#define LIST_ROWS 25

static struct str state_label(struct str state)
{
    return str_eq(state, STR("held"))        ? STR(EVENT_IS_HELD)
           : str_eq(state, STR("cancelled")) ? STR(EVENT_IS_CANCELLED)
                                             : STR(EVENT_IS_PLANNED);
}

/* --- which one --- */

static enum err partnership_of(struct ctx *c, int64_t id, struct partnership *out)
{
    struct partnership_list all;
    enum err e = partnership_list(c->db, c->arena, &all);
    for (size_t i = 0; !e && i < all.n; i++)
        if (all.item[i].id == id) {
            *out = all.item[i];
            return OK;
        }
    return e ? e : ERR_NOT_FOUND;
}

struct str event_desk_path(const struct event_desk *k, const char *ending)
{
    struct str path = k->e.id ? str_printf(k->c->arena, "/coordinator/events/%lld%s",
                                           (long long)k->e.id, ending)
                              : str_printf(k->c->arena, "/coordinator/events%s", ending);
    return url_query(k->c->arena, path, STR("partnership"), k->partnership.slug);
}

enum err event_desk_open(struct ctx *c, bool is_new, struct event_desk *k)
{
    struct own own;
    *k = (struct event_desk){ .c = c };
    enum err e = is_new ? own_partnership_load(c, CAP_CONSULTATION_EDIT, &own)
                        : event_load_for(c, param_i64(c, "id", 0), &k->e);
    if (!e)
        e = partnership_of(c, is_new ? own.partnership.id : k->e.partnership_id,
                           &k->partnership);
    if (e)
        return e;
    struct str list = url_query(c->arena, STR("/coordinator/events"), STR("partnership"),
                                k->partnership.slug);
    k->v = page_new(c, "");
    page_back(c, is_new || str_ends(c->path, str_printf(c->arena, "/%lld", (long long)k->e.id))
                     ? list
                     : event_desk_path(k, ""));
    view_str(k->v, S(partnership_name), k->partnership.short_name);
    view_str(k->v, S(title), k->e.title);
    view_str(k->v, S(action),
             url_query(c->arena, c->path, STR("partnership"), k->partnership.slug));
    view_str(k->v, S(show_href), k->e.id ? event_desk_path(k, "") : list);
    view_bool(k->v, S(is_new), is_new);
    k->overtaken = overtaken_none(k->v, k->e.id ? event_desk_path(k, "") : list);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

struct event_edit event_desk_edit(const struct event_desk *k)
{
    struct event_edit edit = {
        .actor = &k->c->visitor->actor, .act = ctx_act(k->c), .arena = k->c->arena, .to = k->e
    };
    int64_t seen = 0;
    if (k->e.id && str_to_i64(form_value(k->f, "seen"), &seen))
        edit.to.version = seen;
    return edit;
}

static void compare(struct event_desk *k, const struct event *mine)
{
    const struct event *e = &k->e;
    struct arena *a = k->c->arena;
    struct overtaken *o = &k->overtaken;
    overtaken_compare(o, EVENT_ROW_TITLE, mine->title, e->title);
    overtaken_compare(o, EVENT_ROW_SUMMARY, mine->summary, e->summary);
    overtaken_compare(o, EVENT_ROW_TIMES, event_times(a, mine->starts_at_s, mine->ends_at_s),
                      event_times(a, e->starts_at_s, e->ends_at_s));
    overtaken_compare(o, EVENT_ROW_PLACE, mine->place, e->place);
    overtaken_compare(o, EVENT_ROW_ONLINE, mine->online, e->online);
    overtaken_compare(o, EVENT_ROW_ACCESS, mine->access_note, e->access_note);
    overtaken_compare(o, EVENT_ROW_BOOKING, mine->booking, e->booking);
    overtaken_compare(o, EVENT_ROW_PUBLIC, said_yes_or_no(mine->is_public),
                      said_yes_or_no(e->is_public));
    overtaken_compare(o, EVENT_ROW_STATE, state_label(mine->state), state_label(e->state));
    overtaken_compare(o, EVENT_ROW_THEMES, mine->themes, e->themes);
}

enum err event_desk_overtaken(struct event_desk *k, const struct event *mine)
{
    enum err e = event_load_for(k->c, k->e.id, &k->e);
    if (e)
        return e;
    k->seen_now = str_printf(k->c->arena, "%lld", (long long)k->e.version);
    overtaken_set(&k->overtaken);
    compare(k, mine);
    return OK;
}

enum err event_desk_render(struct event_desk *k, int status, const char *template_name)
{
    view_str(k->v, S(seen_now), k->seen_now.n ? k->seen_now : form_value(k->f, "seen"));
    return status ? form_render_status(k->f, status, template_name)
                  : form_render(k->f, template_name);
}

/* --- the list --- */

static void row_view(struct event_desk *k, const struct event *e, struct view *v)
{
    struct arena *a = k->c->arena;
    struct event_desk one = *k;
    struct date day = london_from_s(e->starts_at_s).date;
    one.e = *e;
    view_str(v, S(href), event_desk_path(&one, ""));
    view_str(v, S(title), e->title);
    view_str(v, S(on), date_short(a, day));
    view_str(v, S(on_iso), date_iso(a, day));
    view_text(v, S(place), e->place);
    view_str(v, S(state_label), state_label(e->state));
    view_bool(v, S(is_held), str_eq(e->state, STR("held")));
    view_bool(v, S(is_cancelled), str_eq(e->state, STR("cancelled")));
    view_bool(v, S(is_public), e->is_public);
    view_int(v, S(n_bodies), e->n_bodies);
    view_int(v, S(n_people), e->n_people);
}

enum err event_desk_list_page(struct ctx *c)
{
    struct event_desk k = { .c = c };
    struct own own;
    struct event *all = arena_array(c->arena, EVENTS_MAX, sizeof *all);
    size_t n = 0;
    int64_t page = param_i64(c, "page", 1);
    enum err e = all ? own_partnership_load(c, CAP_CONSULTATION_EDIT, &own) : ERR_LIMIT;
    if (!e)
        e = event_list(c->db, c->arena, own.partnership.id, all, EVENTS_MAX, &n);
    size_t first = (size_t)(page > 0 ? page - 1 : 0) * LIST_ROWS;
    if (!e && first && first >= n)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    k.partnership = own.partnership;
    k.v = page_new(c, "");
    size_t end = first + LIST_ROWS < n ? first + LIST_ROWS : n;
    struct list *rows = view_list(k.v, S(rows));
    for (size_t i = first; i < end; i++)
        row_view(&k, &all[i], list_add(rows));
    page_steps(c, k.v,
               &(struct page_steps){ .base = event_desk_path(&k, ""),
                                     .now = (int64_t)(first / LIST_ROWS) + 1,
                                     .last = (int64_t)((n + LIST_ROWS - 1) / LIST_ROWS) });
    view_bool(k.v, S(has_rows), n > 0);
    view_int(k.v, S(from), (int64_t)first + 1);
    view_int(k.v, S(to), (int64_t)end);
    view_int(k.v, S(count), (int64_t)n);
    view_str(k.v, S(new_href), event_desk_path(&k, "/new"));
    view_bool(k.v, S(was_saved), str_eq(param_str(c, "done"), STR("saved")));
    e = own_partnership_show(c, &own, CAP_CONSULTATION_EDIT, k.v);
    return e ? e : ctx_render(c, "events/desk_list", k.v);
}

/* --- one --- */

static enum err who_came(struct event_desk *k)
{
    struct event_presence present[EVENT_BODIES_MAX];
    int64_t heads[EVENT_KIND__MAX];
    size_t n = 0;
    struct list *bodies = view_list(k->v, S(bodies)), *kinds = view_list(k->v, S(kinds));
    enum err e = event_present(k->c->db, k->c->arena, k->e.id, present, &n);
    if (!e)
        e = event_heads(k->c->db, k->c->arena, k->e.id, heads);
    for (size_t i = 0; !e && i < n; i++) {
        struct view *v = list_add(bodies);
        view_str(v, S(name), present[i].name);
        view_int(v, S(n), present[i].n_people);
        view_bool(v, S(is_counted), present[i].n_people > 0);
    }
    for (size_t i = 0; !e && i < EVENT_KIND__MAX; i++) {
        if (!heads[i])
            continue;
        struct view *v = list_add(kinds);
        view_lit(v, S(label), event_kinds[i].label);
        view_int(v, S(n), heads[i]);
    }
    view_bool(k->v, S(has_bodies), list_len(bodies) > 0);
    view_bool(k->v, S(has_kinds), list_len(kinds) > 0);
    return e;
}

static enum err about_view(struct event_desk *k)
{
    const struct event *x = &k->e;
    struct consultation about;
    view_str(k->v, S(times), event_times(k->c->arena, x->starts_at_s, x->ends_at_s));
    view_text(k->v, S(summary), x->summary);
    view_text(k->v, S(place), x->place);
    view_text(k->v, S(online), x->online);
    view_text(k->v, S(access_note), x->access_note);
    view_text(k->v, S(booking), x->booking);
    view_text(k->v, S(themes), x->themes);
    view_text(k->v, S(reason), x->cancel_reason);
    view_str(k->v, S(state_label), state_label(x->state));
    view_bool(k->v, S(is_public), x->is_public);
    view_str(k->v, S(public_href), url_path(k->c->arena, "/events/%", x->slug));
    view_int(k->v, S(n_people), x->n_people);
    view_null(k->v, S(consultation));
    enum err e = x->consultation_id
                     ? consultation_load(k->c->db, k->c->arena, x->consultation_id, &about)
                     : ERR_NOT_FOUND;
    if (!e)
        view_str(k->v, S(consultation), about.title);
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err event_desk_show_page(struct ctx *c)
{
    struct event_desk k;
    struct str done = param_str(c, "done");
    enum err e = event_desk_open(c, false, &k);
    if (!e)
        e = about_view(&k);
    if (!e)
        e = who_came(&k);
    if (e)
        return e;
    bool is_cancelled = str_eq(k.e.state, STR("cancelled"));
    bool is_held = str_eq(k.e.state, STR("held"));
    view_bool(k.v, S(was_saved), str_eq(done, STR("saved")));
    view_bool(k.v, S(was_cancelled), str_eq(done, STR("cancelled")));
    view_bool(k.v, S(was_held), str_eq(done, STR("held")));
    view_bool(k.v, S(is_cancelled), is_cancelled);
    view_bool(k.v, S(is_held), is_held);
    view_bool(k.v, S(may_edit), !is_cancelled);
    view_bool(k.v, S(may_cancel), !is_cancelled && !is_held);
    view_bool(k.v, S(may_hold), !is_cancelled && k.e.starts_at_s <= c->now_s);
    view_str(k.v, S(edit_href), event_desk_path(&k, "/edit"));
    view_str(k.v, S(cancel_href), event_desk_path(&k, "/cancel"));
    view_str(k.v, S(held_href), event_desk_path(&k, "/held"));
    return ctx_render(c, "events/desk_show", k.v);
}

/* --- calling it off --- */

static enum err cancel_open(struct ctx *c, struct event_desk *k)
{
    enum err e = event_desk_open(c, false, k);
    if (!e && !str_eq(k->e.state, STR("planned")))
        e = ERR_NOT_FOUND;
    if (!e)
        view_str(k->v, S(times), event_times(c->arena, k->e.starts_at_s, k->e.ends_at_s));
    return e;
}

static enum err cancel_show(struct event_desk *k, int status)
{
    form_field_most(k->f, S(reason), "reason", EVENT_REASON_CHARS);
    return event_desk_render(k, status, "events/desk_cancel");
}

enum err event_cancel_page(struct ctx *c)
{
    struct event_desk k;
    enum err e = cancel_open(c, &k);
    if (e)
        return e;
    form_set(k.f, "seen", str_printf(c->arena, "%lld", (long long)k.e.version));
    return cancel_show(&k, 0);
}

enum err event_cancel_post_page(struct ctx *c)
{
    struct event_desk k;
    enum err e = cancel_open(c, &k);
    if (e)
        return e;
    form_required(k.f, "reason", STR(EVENT_ENTER_REASON));
    form_length(k.f, "reason", EVENT_REASON_CHARS, STR(EVENT_REASON));
    if (form_failed(k.f))
        return cancel_show(&k, 0);
    struct event_edit edit = event_desk_edit(&k);
    edit.to.cancel_reason = form_value(k.f, "reason");
    e = form_send_once(
        k.f, event_cancel_fn, &edit,
        url_query(c->arena, event_desk_path(&k, ""), STR("done"), STR("cancelled")));
    if (e == ERR_CONFLICT && edit.is_overtaken) {
        e = event_desk_overtaken(&k, &edit.to);
        return e ? e : cancel_show(&k, 409);
    }
    return e == ERR_CONFLICT ? cancel_show(&k, 0) : e;
}
