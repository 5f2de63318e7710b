/*
 * consultation_feed.c: consultations as a feed (RFC 4287; 10.2) and as a calendar of their
 * dates (RFC 5545; 10.3): opening, closing, and the day promised for results.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/ics.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_view.h"
#include "modules/partnerships/partnership_words.h"

#include <stdlib.h>

#define FEED_ENTRIES 50
#define FEED_BEGAN_S 1767225600 /* 1 January 2026: of a site without consultations */
#define CALENDAR_BYTES (4 * MIB)
#define LAST_MINUTE_S 60

/* --- feed --- */

static int newest_first(const void *left, const void *right)
{
    const struct consultation_shown *a = left, *b = right;
    return (a->changed_at_s < b->changed_at_s) - (a->changed_at_s > b->changed_at_s);
}

static void entry_view(struct ctx *c, const struct consultation_labels *labels,
                       const struct consultation_shown *x, struct view *v)
{
    consultation_row_view(c, labels, x, v);
    view_str(v, S(tag),
             str_printf(c->arena, "tag:%.*s,2026:consultation:%.*s",
                        STR_ARG(ics_host(c->site->origin)), STR_ARG(x->reference)));
    view_str(v, S(changed_at), time_iso(c->arena, x->changed_at_s));
    view_str(v, S(published_at), time_iso(c->arena, x->published_at_s));
    view_str(v, S(opens), consultation_opens_words(c->arena, x->opens_at_s));
    view_str(v, S(closes), consultation_closes_words(c->arena, x->closes_at_s));
}

enum err consultation_render_atom(struct ctx *c, const char *template_name, struct view *v)
{
    enum err e = ctx_render(c, template_name, v);
    if (e)
        return e;
    return resp_header_set(c->resp, STR("Content-Type"),
                           STR("application/atom+xml; charset=utf-8"))
               ? OK
               : ERR_INTERNAL;
}

enum err consultation_feed_page(struct ctx *c)
{
    struct consultation_filter f;
    struct consultation_shown_list list;
    struct consultation_labels *labels = ARENA_NEW(c->arena, struct consultation_labels);
    enum err e = labels ? consultation_filter_read(c, &f) : ERR_LIMIT;
    if (!e)
        e = consultation_list_shown(c, &f, &list);
    if (!e)
        e = consultation_labels_load(c->db, c->arena, labels);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    struct list *entries = view_list(v, S(entries));
    if (list.n)
        qsort(list.item, list.n, sizeof *list.item, newest_first);
    for (size_t i = 0; i < list.n && i < FEED_ENTRIES; i++)
        entry_view(c, labels, &list.item[i], list_add(entries));
    view_str(v, S(updated),
             time_iso(c->arena, list.n ? list.item[0].changed_at_s : FEED_BEGAN_S));
    view_str(v, S(self), consultation_self(c, c->path));
    view_str(v, S(page), consultation_self(c, STR("/consultations")));
    resp_header_set(c->resp, STR("Link"), STR("<" DATA_LICENCE_URL ">; rel=\"license\""));
    return consultation_render_atom(c, "consultations/feed_atom", v);
}

/* --- calendar --- */

struct calendar {
    struct ctx *c;
    struct ics ics;
    const struct consultation_labels *labels;
};

/* "Fife, CJC-FIF-2026-01. What it is about", and the address. */
static struct str about(struct arena *a, struct str areas, const struct consultation_shown *x,
                        struct str url)
{
    struct str first = str_printf(a, CALENDAR_ABOUT, STR_ARG(areas), STR_ARG(x->reference));
    return x->summary.n ? str_printf(a, "%.*s %.*s\n\n%.*s", STR_ARG(first),
                                     STR_ARG(x->summary), STR_ARG(url))
                        : str_printf(a, "%.*s\n\n%.*s", STR_ARG(first), STR_ARG(url));
}

static struct ics_event date_of(struct calendar *k, const struct consultation_shown *x,
                                const char *what, struct str summary)
{
    struct ctx *c = k->c;
    struct arena *a = c->arena;
    struct str url = str_join(a, c->site->origin, url_path(a, "/consultations/%", x->slug));
    struct str areas = body_areas_line(a, &k->labels->all, x->areas);
    return (struct ics_event){
        .uid = str_printf(a, "%.*s-%s@%.*s", STR_ARG(x->reference), what,
                          STR_ARG(ics_host(c->site->origin))),
        .summary = summary,
        .description = about(a, areas, x, url),
        .url = url,
        .sequence = x->n_changes,
        .stamp_s = x->changed_at_s,
        .is_cancelled = x->state == CONSULTATION_WITHDRAWN,
    };
}

static void add_dates(struct calendar *k, const struct consultation_shown *x)
{
    struct arena *a = k->c->arena;
    struct ics_event opens =
        date_of(k, x, "opens", str_printf(a, CALENDAR_OPENS, STR_ARG(x->title)));
    struct ics_event closes =
        date_of(k, x, "closes", str_printf(a, CALENDAR_CLOSES, STR_ARG(x->title)));
    struct ics_event results =
        date_of(k, x, "results", str_printf(a, CALENDAR_RESULTS, STR_ARG(x->title)));
    opens.starts_s = opens.ends_s = x->opens_at_s;
    closes.starts_s = closes.ends_s = x->closes_at_s - LAST_MINUTE_S;
    ics_add(&k->ics, &opens);
    ics_add(&k->ics, &closes);
    if (date_parse(x->results_by, &results.day))
        ics_add(&k->ics, &results);
}

static enum err calendar_open(struct ctx *c, struct calendar *k)
{
    struct consultation_labels *labels = ARENA_NEW(c->arena, struct consultation_labels);
    *k = (struct calendar){ .c = c, .labels = labels };
    ics_begin(&k->ics, c->arena, CALENDAR_BYTES,
              str_printf(c->arena, CALENDAR_NAME, STR_ARG(c->site->service_name)));
    return labels ? consultation_labels_load(c->db, c->arena, labels) : ERR_LIMIT;
}

static enum err calendar_send(struct calendar *k, struct str file_name)
{
    return ctx_send_file(k->c, STR("text/calendar; charset=utf-8"), ics_end(&k->ics),
                         file_name);
}

enum err consultation_calendar_page(struct ctx *c)
{
    struct calendar k;
    struct consultation_filter f;
    struct consultation_shown_list list;
    enum err e = consultation_filter_read(c, &f);
    f.with_withdrawn = true;
    if (!e)
        e = consultation_list_shown(c, &f, &list);
    if (!e)
        e = calendar_open(c, &k);
    if (e)
        return e;
    for (size_t i = 0; i < list.n; i++)
        add_dates(&k, &list.item[i]);
    return calendar_send(&k, STR("consultations.ics"));
}

enum err consultation_show_calendar_page(struct ctx *c)
{
    struct calendar k;
    struct consultation_shown x;
    struct str moved_to;
    enum err e = consultation_open_shown(c, "/consultations/%.ics", &x, &moved_to);
    if (!e && moved_to.n)
        return ctx_moved(c, moved_to);
    if (!e)
        e = calendar_open(c, &k);
    if (e)
        return e;
    add_dates(&k, &x);
    return calendar_send(&k, str_join(c->arena, x.reference, STR(".ics")));
}
