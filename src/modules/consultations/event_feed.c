/*
 * event_feed.c: events as a calendar (RFC 5545), as a feed (RFC 4287) and as data.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/ics.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/event_pages.h"
#include "modules/consultations/event_view.h"
#include "modules/consultations/event_words.h"
#include "modules/partnerships/json_out.h"
#include "modules/partnerships/partnership_words.h"

#define CALENDAR_BYTES (4 * MIB)
#define BACK_S ((int64_t)90 * 86400) /* files hold what was that long ago */
#define FEED_BEGAN_S 1767225600      /* 1 January 2026 */

static enum err list_of(struct ctx *c, struct event_shown **out, size_t *n)
{
    struct event_ask ask = { .from_s = event_today_s(c) - BACK_S };
    struct str name;
    bool is_unknown;
    *n = 0;
    enum err e = event_area_read(c, &ask.partnership_id, &name, &is_unknown);
    return e || is_unknown ? e : event_shown_list(c->db, c->arena, &ask, out, n);
}

static struct str url_of(struct ctx *c, const struct event_shown *e)
{
    return str_join(c->arena, c->site->origin, url_path(c->arena, "/events/%", e->slug));
}

static void licence_header(struct ctx *c)
{
    resp_header_set(c->resp, STR("Link"), STR("<" DATA_LICENCE_URL ">; rel=\"license\""));
}

/* --- calendar --- */

static struct str add_part(struct arena *a, struct str all, struct str part)
{
    return !part.n ? all
           : all.n ? str_printf(a, "%.*s\n\n%.*s", STR_ARG(all), STR_ARG(part))
                   : part;
}

static void add_event(struct ctx *c, struct ics *ics, const struct event_shown *e)
{
    struct arena *a = c->arena;
    struct str url = url_of(c, e), about = add_part(a, e->cancel_reason, e->summary);
    struct str more = str_printf(a, EVENT_MORE_AT, STR_ARG(url));
    if (e->online.n)
        about = add_part(a, about, str_printf(a, EVENT_JOIN_LINE, STR_ARG(e->online)));
    about = add_part(a, add_part(a, about, e->access_note), e->booking);
    const struct ics_event x = {
        .uid = str_printf(a, "event-%.*s@%.*s", STR_ARG(e->slug),
                          STR_ARG(ics_host(c->site->origin))),
        .summary = e->title,
        .description = add_part(a, about, more),
        .location = e->place.n ? e->place : e->online,
        .url = url,
        .sequence = e->version,
        .stamp_s = e->changed_at_s,
        .starts_s = e->starts_at_s,
        .ends_s = e->ends_at_s,
        .is_cancelled = str_eq(e->state, STR("cancelled")),
    };
    ics_add(ics, &x);
}

static enum err calendar_of(struct ctx *c, const struct event_shown *e, size_t n,
                            struct str file_name)
{
    struct ics ics;
    ics_begin(&ics, c->arena, CALENDAR_BYTES,
              str_printf(c->arena, EVENT_CALENDAR_NAME, STR_ARG(c->site->service_name)));
    for (size_t i = 0; i < n; i++)
        add_event(c, &ics, &e[i]);
    return ctx_send_file(c, STR("text/calendar; charset=utf-8"), ics_end(&ics), file_name);
}

enum err event_calendar_page(struct ctx *c)
{
    struct event_shown *events = NULL;
    size_t n;
    enum err e = list_of(c, &events, &n);
    return e ? e : calendar_of(c, events, n, STR("events.ics"));
}

enum err event_show_calendar_page(struct ctx *c)
{
    struct event_shown e;
    enum err err = event_shown_by_slug(c->db, c->arena, param_str(c, "slug"), &e);
    return err ? err : calendar_of(c, &e, 1, str_join(c->arena, e.slug, STR(".ics")));
}

/* --- feed --- */

enum err event_feed_page(struct ctx *c)
{
    struct event_shown *events = NULL;
    size_t n;
    int64_t updated_s = FEED_BEGAN_S;
    enum err e = list_of(c, &events, &n);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    struct list *entries = view_list(v, S(entries));
    for (size_t i = 0; i < n; i++) {
        struct view *entry = list_add(entries);
        event_row_view(c, &events[i], entry);
        view_str(entry, S(tag),
                 str_printf(c->arena, "tag:%.*s,2026:event:%.*s",
                            STR_ARG(ics_host(c->site->origin)), STR_ARG(events[i].slug)));
        view_str(entry, S(changed_at), time_iso(c->arena, events[i].changed_at_s));
        if (events[i].changed_at_s > updated_s)
            updated_s = events[i].changed_at_s;
    }
    struct str self = str_join(c->arena, c->site->origin, c->path);
    if (param_has(c, "area"))
        self = url_query(c->arena, self, STR("area"), param_str(c, "area"));
    view_str(v, S(self), self);
    view_str(v, S(updated), time_iso(c->arena, updated_s));
    licence_header(c);
    return consultation_render_atom(c, "events/feed_atom", v);
}

/* --- data --- */

static void json_event(struct ctx *c, struct json *j, const struct event_shown *e)
{
    json_open(j, NULL, '{');
    json_text(j, "slug", e->slug);
    json_text(j, "title", e->title);
    json_text(j, "summary", e->summary);
    json_text(j, "url", url_of(c, e));
    json_text(j, "state", e->state);
    json_text_or_null(j, "cancel_reason", e->cancel_reason);
    json_text(j, "starts_at", time_iso(c->arena, e->starts_at_s));
    json_text(j, "ends_at", time_iso(c->arena, e->ends_at_s));
    json_text_or_null(j, "place", e->place);
    json_text_or_null(j, "online", e->online);
    json_text_or_null(j, "access", e->access_note);
    json_text_or_null(j, "booking", e->booking);
    json_text(j, "partnership", e->partnership_slug);
    json_text_or_null(j, "consultation", e->consultation_slug);
    json_text(j, "changed_at", time_iso(c->arena, e->changed_at_s));
    json_close(j, '}');
}

enum err event_index_data_page(struct ctx *c)
{
    struct event_shown *events = NULL;
    struct json j = { .b = buf_in(c->arena, CALENDAR_BYTES) };
    size_t n;
    enum err e = list_of(c, &events, &n);
    if (e)
        return e;
    json_open(&j, NULL, '{');
    json_open(&j, "meta", '{');
    json_text(&j, "licence", STR(DATA_LICENCE));
    json_text(&j, "licence_url", STR(DATA_LICENCE_URL));
    json_open(&j, "attribution", '[');
    json_text(&j, NULL,
              str_printf(c->arena, CONSULTATIONS_ATTRIBUTION, STR_ARG(c->site->service_name)));
    json_close(&j, ']');
    json_text(&j, "generated_on", date_iso(c->arena, london_from_s(c->now_s).date));
    json_text(&j, "documentation", str_join(c->arena, c->site->origin, STR("/data")));
    json_int(&j, "found", (int64_t)n);
    json_close(&j, '}');
    json_open(&j, "data", '[');
    for (size_t i = 0; i < n; i++)
        json_event(c, &j, &events[i]);
    json_close(&j, ']');
    json_close(&j, '}');
    buf_char(j.b, '\n');
    licence_header(c);
    return ctx_send(c, STR("application/json; charset=utf-8"), buf_view(j.b));
}
