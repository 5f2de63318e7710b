/*
 * event_pages.c: what is on, by month, and one event, as everybody may see them.
 */
#include "modules/consultations/event_pages.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/consultations/event_view.h"
#include "modules/consultations/event_words.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partnership_page.h"

#define AHEAD_MONTHS 4 /* an empty list looks so far */

int64_t event_today_s(const struct ctx *c)
{
    return london_to_s(london_from_s(c->now_s).date, 0, 0);
}

void event_row_view(struct ctx *c, const struct event_shown *e, struct view *v)
{
    view_str(v, S(href), url_path(c->arena, "/events/%", e->slug));
    view_str(v, S(title), e->title);
    view_str(v, S(summary), e->summary);
    view_str(v, S(times), event_times(c->arena, e->starts_at_s, e->ends_at_s));
    view_str(v, S(starts_iso), time_iso(c->arena, e->starts_at_s));
    view_text(v, S(place), e->place);
    view_bool(v, S(is_online), e->online.n > 0);
    view_str(v, S(partnership), e->partnership_name);
    view_bool(v, S(is_cancelled), str_eq(e->state, STR("cancelled")));
    view_bool(v, S(is_held), str_eq(e->state, STR("held")));
}

enum err event_area_read(struct ctx *c, int64_t *partnership_id, struct str *name,
                         bool *is_unknown)
{
    struct area area;
    *partnership_id = 0;
    *name = (struct str){ 0 };
    *is_unknown = false;
    if (!param_has(c, "area"))
        return OK;
    enum err e = area_find_by_slug(c->db, c->arena, param_str(c, "area"), &area);
    *is_unknown = e == ERR_NOT_FOUND;
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    *partnership_id = area.partnership_id;
    *name = area.name;
    return OK;
}

/* --- the list --- */

static enum err area_options(struct ctx *c, struct view *v, struct str now)
{
    struct area_list areas;
    enum err e = area_list(c->db, c->arena, &areas);
    if (e)
        return e;
    struct list *options = view_list(v, S(area_options));
    struct view *any = list_add(options);
    view_str(any, S(value), STR(""));
    view_lit(any, S(label), EVENT_ANY_AREA);
    view_bool(any, S(checked), !now.n);
    for (size_t i = 0; i < areas.n; i++) {
        struct view *o = list_add(options);
        view_str(o, S(value), areas.item[i].slug);
        view_str(o, S(label), areas.item[i].name);
        view_bool(o, S(checked), str_eq(areas.item[i].slug, now));
    }
    return OK;
}

/* A heading for each month. */
static void months_view(struct ctx *c, struct view *v, const struct event_shown *e, size_t n)
{
    struct list *months = view_list(v, S(months)), *events = NULL;
    int month = 0, year = 0;
    for (size_t i = 0; i < n; i++) {
        struct date d = london_from_s(e[i].starts_at_s).date;
        if (!events || d.month != month || d.year != year) {
            struct view *m = list_add(months);
            view_str(m, S(label), date_month_year(c->arena, d));
            events = view_list(m, S(events));
            month = d.month;
            year = d.year;
        }
        event_row_view(c, &e[i], list_add(events));
    }
    view_bool(v, S(has_rows), n > 0);
}

/* "No events in Fife before 31 March 2027" */
static struct str none_line(struct ctx *c, struct str area)
{
    struct date d = london_from_s(c->now_s).date;
    int months = d.month - 1 + AHEAD_MONTHS + 1;
    struct date after = { d.year + months / 12, months % 12 + 1, 1 };
    struct str day = date_long(c->arena, date_from_days(date_to_days(after) - 1));
    return area.n ? str_printf(c->arena, EVENT_NONE_FOR, STR_ARG(area), STR_ARG(day))
                  : str_printf(c->arena, EVENT_NONE, STR_ARG(day));
}

static struct str with_area(struct ctx *c, struct str url, struct str slug)
{
    return slug.n ? url_query(c->arena, url, STR("area"), slug) : url;
}

enum err event_index_page(struct ctx *c)
{
    struct event_ask ask = { .from_s = event_today_s(c),
                             .is_past = str_eq(param_str(c, "when"), STR("past")) };
    struct event_shown *events;
    struct str name;
    size_t n = 0;
    bool is_unknown;
    enum err e = event_area_read(c, &ask.partnership_id, &name, &is_unknown);
    if (!e)
        e = event_shown_list(c->db, c->arena, &ask, &events, &n);
    if (e)
        return e;
    struct str slug = name.n ? param_str(c, "area") : (struct str){ 0 };
    struct view *v = page_new(c, "events");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    struct str ics = with_area(c, STR("/events.ics"), slug);
    struct str atom = with_area(c, STR("/events.atom"), slug);
    page_alternate(c, STR("text/calendar"), STR(EVENTS_CALENDAR_TITLE), ics);
    page_alternate(c, STR("application/atom+xml"), STR(EVENTS_FEED_TITLE), atom);
    view_str(v, S(ics_href), ics);
    view_str(v, S(atom_href), atom);
    view_str(v, S(json_href), with_area(c, STR("/events.json"), slug));
    view_text(v, S(area), name);
    view_bool(v, S(is_past), ask.is_past);
    view_str(v, S(other_href),
             with_area(c, ask.is_past ? STR("/events") : STR("/events?when=past"), slug));
    view_bool(v, S(is_ignored), is_unknown || c->ignored_query);
    view_str(v, S(none), none_line(c, name));
    months_view(c, v, events, n);
    e = area_options(c, v, slug);
    return e ? e : ctx_render(c, "events/index", v);
}

/* --- one --- */

static void join_view(struct view *v, struct str online)
{
    bool is_link = url_is_http(online);
    view_text(v, S(online), is_link ? (struct str){ 0 } : online);
    view_text(v, S(online_href), is_link ? online : (struct str){ 0 });
    view_str(v, S(online_host), is_link ? host_of(online) : (struct str){ 0 });
}

enum err event_show_page(struct ctx *c)
{
    struct event_shown e;
    enum err err = event_shown_by_slug(c->db, c->arena, param_str(c, "slug"), &e);
    if (err)
        return err;
    struct view *v = page_new(c, "events");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(EVENT_NAV), STR("/events"));
    struct str ics = url_path(c->arena, "/events/%.ics", e.slug);
    page_alternate(c, STR("text/calendar"), STR(EVENTS_CALENDAR_TITLE), ics);
    event_row_view(c, &e, v);
    join_view(v, e.online);
    view_bool(v, S(may_join),
              e.online.n && e.ends_at_s >= c->now_s && str_eq(e.state, STR("planned")));
    view_str(v, S(ics_href), ics);
    view_text(v, S(access_note), e.access_note);
    view_text(v, S(booking), e.booking);
    view_str(v, S(partnership_href), url_path(c->arena, "/partnerships/%", e.partnership_slug));
    view_str(v, S(message_href),
             url_path(c->arena, "/partnerships/%/contact", e.partnership_slug));
    view_text(v, S(consultation), e.consultation_title);
    view_str(v, S(consultation_href),
             url_path(c->arena, "/consultations/%", e.consultation_slug));
    view_bool(v, S(is_over), e.ends_at_s < c->now_s);
    view_text(v, S(reason), e.cancel_reason);
    view_str(v, S(changed_on), date_long(c->arena, london_from_s(e.changed_at_s).date));
    ctx_valid_until(c, e.ends_at_s > c->now_s ? e.ends_at_s + 1 : 0);
    return ctx_render(c, "events/show", v);
}

/* --- on other pages --- */

enum err event_panel(struct ctx *c, struct view *v, int64_t consultation_id)
{
    const struct event_ask ask = { .consultation_id = consultation_id,
                                   .from_s = event_today_s(c) };
    struct event_shown *events;
    size_t n = 0;
    struct list *rows = view_list(v, S(events));
    enum err e = event_shown_list(c->db, c->arena, &ask, &events, &n);
    for (size_t i = 0; !e && i < n; i++)
        event_row_view(c, &events[i], list_add(rows));
    view_bool(v, S(has_events), !e && n > 0);
    return e;
}

enum err event_home_panel(struct ctx *c, struct view *v)
{
    const struct event_ask ask = { .from_s = event_today_s(c) };
    struct event_shown *events;
    size_t n = 0;
    int64_t n_planned = 0;
    enum err e = event_shown_list(c->db, c->arena, &ask, &events, &n);
    for (size_t i = 0; !e && i < n; i++)
        n_planned += str_eq(events[i].state, STR("planned"));
    view_int(v, S(n_events), n_planned);
    view_bool(v, S(has_events_ahead), n_planned > 0);
    view_bool(v, S(is_one_event), n_planned == 1);
    return e;
}
