/*
 * event_desk_form.c: announcing an event, and changing it.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form_date.h"
#include "core/web/form_time.h"
#include "gen/symbols.h"
#include "modules/consultations/event_desk.h"
#include "modules/consultations/event_pages.h"
#include "modules/consultations/event_words.h"

#define CONSULTATIONS_OFFERED 100
#define MINUTES 60

static const struct form_date on_date = { "day", "month", "year" };
static const struct form_option public_options[] = {
    { STR_INIT("yes"), STR_INIT(EVENT_PUBLIC_YES), { 0 } },
    { STR_INIT("no"), STR_INIT(EVENT_PUBLIC_NO), { 0 } },
};

struct event_form {
    struct event_desk k;
    struct consultation *offered; /* of the partnership */
    size_t n_offered;
    struct event to;
};

static enum err form_open(struct ctx *c, bool is_new, struct event_form *x)
{
    *x = (struct event_form){ 0 };
    enum err e = event_desk_open(c, is_new, &x->k);
    if (!e && str_eq(x->k.e.state, STR("cancelled")))
        e = ERR_NOT_FOUND;
    x->offered = arena_array(c->arena, CONSULTATIONS_OFFERED, sizeof *x->offered);
    if (!e && !x->offered)
        e = ERR_LIMIT;
    return e ? e
             : consultation_list(c->db, c->arena, x->k.partnership.id, x->offered,
                                 CONSULTATIONS_OFFERED, &x->n_offered);
}

/* --- showing --- */

static void fill_time(struct event_form *x, const char *name, int64_t at_s)
{
    form_set(x->k.f, name, time_of_day(x->k.c->arena, london_from_s(at_s)));
}

static void form_fill(struct event_form *x)
{
    struct form *f = x->k.f;
    struct arena *a = x->k.c->arena;
    const struct event *e = &x->k.e;
    if (!e->id)
        return;
    struct date day = london_from_s(e->starts_at_s).date;
    form_set(f, "title", e->title);
    form_set(f, "summary", e->summary);
    form_set(f, on_date.day, str_printf(a, "%d", day.day));
    form_set(f, on_date.month, str_printf(a, "%d", day.month));
    form_set(f, on_date.year, str_printf(a, "%d", day.year));
    fill_time(x, "starts", e->starts_at_s);
    fill_time(x, "ends", e->ends_at_s);
    form_set(f, "place", e->place);
    form_set(f, "online", e->online);
    form_set(f, "access_note", e->access_note);
    form_set(f, "booking", e->booking);
    form_set(f, "public", e->is_public ? STR("yes") : STR("no"));
    form_set(f, "seen", str_printf(a, "%lld", (long long)e->version));
    for (size_t i = 0; i < x->n_offered; i++)
        if (x->offered[i].id == e->consultation_id)
            form_set(f, "consultation", x->offered[i].slug);
}

static enum err form_show(struct event_form *x, int status)
{
    struct form *f = x->k.f;
    struct form_option *option = arena_array(x->k.c->arena, x->n_offered + 1, sizeof *option);
    if (!option)
        return ERR_LIMIT;
    option[0] = (struct form_option){ STR(""), STR(EVENT_NO_CONSULTATION), { 0 } };
    for (size_t i = 0; i < x->n_offered; i++)
        option[i + 1] = (struct form_option){ x->offered[i].slug, x->offered[i].title, { 0 } };
    form_field(f, S(title_field), "title");
    form_field_most(f, S(summary), "summary", EVENT_SUMMARY_CHARS);
    form_options(f, S(consultation), "consultation", option, x->n_offered + 1);
    form_date_field(f, S(on_field), &on_date);
    form_field(f, S(starts), "starts");
    form_field(f, S(ends), "ends");
    form_field(f, S(place), "place");
    form_field(f, S(online), "online");
    form_field_most(f, S(access_note), "access_note", EVENT_NOTE_CHARS);
    form_field_most(f, S(booking), "booking", EVENT_NOTE_CHARS);
    form_options(f, S(public_field), "public", public_options, 2);
    return event_desk_render(&x->k, status, "events/desk_form");
}

/* --- reading --- */

static void read_consultation(struct event_form *x)
{
    struct str slug = form_value(x->k.f, "consultation");
    x->to.consultation_id = 0;
    for (size_t i = 0; i < x->n_offered; i++)
        if (str_eq(x->offered[i].slug, slug))
            x->to.consultation_id = x->offered[i].id;
    if (slug.n && !x->to.consultation_id)
        form_error(x->k.f, "consultation", STR(EVENT_SELECT_CONSULTATION));
}

static void read_times(struct event_form *x)
{
    struct form *f = x->k.f;
    struct date day;
    int from = 0, to = 0;
    enum form_date_is is = form_date_read(x->k.c->arena, f, &on_date, &day);
    if (is == FORM_DATE_EMPTY)
        form_error(f, on_date.day, STR(EVENT_ENTER_DATE));
    bool has_from = form_time_read(f, "starts", STR(EVENT_ENTER_START), &from);
    bool has_to = form_time_read(f, "ends", STR(EVENT_ENTER_END), &to);
    if (has_from && has_to && to <= from)
        form_error(f, "ends", STR(EVENT_END_BEFORE));
    if (is != FORM_DATE_GOOD || !has_from || !has_to)
        return;
    x->to.starts_at_s = london_to_s(day, from / MINUTES, from % MINUTES);
    x->to.ends_at_s = london_to_s(day, to / MINUTES, to % MINUTES);
}

static bool form_read(struct event_form *x)
{
    struct form *f = x->k.f;
    struct str is_public = form_value(f, "public");
    x->to = x->k.e;
    x->to.partnership_id = x->k.partnership.id;
    form_required(f, "title", STR(EVENT_ENTER_TITLE));
    form_length(f, "title", EVENT_TITLE_CHARS, STR(EVENT_TITLE));
    form_length(f, "summary", EVENT_SUMMARY_CHARS, STR(EVENT_SUMMARY));
    read_consultation(x);
    read_times(x);
    form_length(f, "place", EVENT_LINE_CHARS, STR(EVENT_PLACE));
    form_length(f, "online", EVENT_LINE_CHARS, STR(EVENT_ONLINE));
    form_length(f, "access_note", EVENT_NOTE_CHARS, STR(EVENT_ACCESS));
    form_length(f, "booking", EVENT_NOTE_CHARS, STR(EVENT_BOOKING));
    x->to.title = form_value(f, "title");
    x->to.summary = form_value(f, "summary");
    x->to.place = form_value(f, "place");
    x->to.online = form_value(f, "online");
    x->to.access_note = form_value(f, "access_note");
    x->to.booking = form_value(f, "booking");
    x->to.is_public = str_eq(is_public, STR("yes"));
    if (!x->to.place.n && !x->to.online.n)
        form_error(f, "place", STR(EVENT_ENTER_PLACE));
    if (!x->to.is_public && !str_eq(is_public, STR("no")))
        form_error(f, "public", STR(EVENT_SELECT_PUBLIC));
    return !form_failed(f);
}

/* --- pages --- */

/* A new one has no number before it is stored: then the list says that it is there. */
static enum err form_save(struct event_form *x)
{
    struct event_desk *k = &x->k;
    struct event_edit edit = event_desk_edit(k);
    int64_t seen = edit.to.version;
    edit.to = x->to;
    edit.to.version = seen;
    struct str there =
        url_query(k->c->arena, event_desk_path(k, ""), STR("done"), STR("saved"));
    enum err e = form_send_once(k->f, event_save_fn, &edit, there);
    if (e == ERR_CONFLICT && edit.is_overtaken) {
        e = event_desk_overtaken(k, &x->to);
        return e ? e : form_show(x, 409);
    }
    return e == ERR_CONFLICT ? form_show(x, 0) : e;
}

static enum err open_and_show(struct ctx *c, bool is_new)
{
    struct event_form x;
    enum err e = form_open(c, is_new, &x);
    if (e)
        return e;
    form_fill(&x);
    return form_show(&x, 0);
}

static enum err open_and_save(struct ctx *c, bool is_new)
{
    struct event_form x;
    enum err e = form_open(c, is_new, &x);
    if (e)
        return e;
    return form_read(&x) ? form_save(&x) : form_show(&x, 0);
}

enum err event_new_page(struct ctx *c)
{
    return open_and_show(c, true);
}

enum err event_new_post_page(struct ctx *c)
{
    return open_and_save(c, true);
}

enum err event_edit_page(struct ctx *c)
{
    return open_and_show(c, false);
}

enum err event_edit_post_page(struct ctx *c)
{
    return open_and_save(c, false);
}
