/*
 * consultation_list_page.c: all consultations, and those of one partnership: filters, pages.
 * Each view is an address.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_view.h"
#include "modules/partnerships/partnership_page.h"

#define YEARS_MAX 60
#define WEEK_DAYS 7
#define MONTH_DAYS 30

struct index_list {
    struct ctx *c;
    struct view *v;
    struct consultation_labels labels;
    struct consultation_filter filter;
    struct str path;        /* "/consultations" */
    struct str partnership; /* of the address, on the list of all; empty: any */
    struct str closing;     /* as in the address */
    struct list *active;
    bool is_ignored;
    struct consultation_shown_list found;
};

static const enum consultation_state states[] = { CONSULTATION_OPEN, CONSULTATION_FORTHCOMING,
                                                  CONSULTATION_CLOSED, CONSULTATION_RESULTS,
                                                  CONSULTATION_ARCHIVED };
#define N_STATES (sizeof states / sizeof *states)

static const struct {
    const char *code, *label;
    int64_t days;
} closings[] = { { "week", CLOSING_WEEK, WEEK_DAYS }, { "month", CLOSING_MONTH, MONTH_DAYS } };
#define N_CLOSINGS (sizeof closings / sizeof *closings)

/* --- the filters of the address --- */

static void take(struct index_list *k, const char *what, struct str label)
{
    struct view *v = list_add(k->active);
    view_lit(v, S(what), what);
    view_str(v, S(label), label);
}

static void read_state(struct index_list *k)
{
    struct str state = param_str(k->c, "state");
    for (size_t i = 0; i < N_STATES; i++)
        if (str_eq(state, str_from(consultation_state_name(states[i])))) {
            k->filter.state = state;
            take(k, SHOWN_STATE, consultation_state_label(states[i]));
        }
    k->is_ignored |= state.n && !k->filter.state.n;
}

static void read_closing(struct index_list *k)
{
    struct str closing = param_str(k->c, "closing");
    for (size_t i = 0; i < N_CLOSINGS; i++)
        if (str_eq(closing, str_from(closings[i].code))) {
            k->closing = closing;
            k->filter.closes_within_days = closings[i].days;
            take(k, SHOWN_CLOSING, str_from(closings[i].label));
        }
    k->is_ignored |= closing.n && !k->closing.n;
}

static void read_area_and_topic(struct index_list *k)
{
    struct str slug = param_str(k->c, "area"), topic = param_str(k->c, "topic");
    const struct area *area = slug.n ? area_named(&k->labels.all.areas, slug) : NULL;
    bool has_topic = topic.n && list_knows(&k->labels.all.topics, topic);
    k->is_ignored |= (slug.n && !area) || (topic.n && !has_topic);
    if (area) {
        k->filter.area = slug;
        take(k, SHOWN_AREA, area->name);
    }
    if (has_topic) {
        k->filter.topic = topic;
        take(k, SHOWN_TOPIC, list_label(&k->labels.all.topics, topic));
    }
}

static enum err read_partnership(struct index_list *k)
{
    struct partnership p;
    struct str slug = param_str(k->c, "partnership");
    enum err e = slug.n ? partnership_find_by_slug(k->c->db, k->c->arena, slug, &p) : OK;
    k->is_ignored |= e == ERR_NOT_FOUND;
    if (e || !slug.n)
        return e == ERR_NOT_FOUND ? OK : e;
    k->partnership = slug;
    k->filter.partnership_id = p.id;
    take(k, SHOWN_PARTNERSHIP, p.short_name);
    return OK;
}

static enum err read_filters(struct index_list *k)
{
    struct str words = param_str(k->c, "q");
    k->is_ignored = k->c->ignored_query;
    k->filter.words = words;
    if (words.n)
        take(k, SHOWN_WORDS, words);
    read_area_and_topic(k);
    read_state(k);
    read_closing(k);
    return read_partnership(k);
}

/* --- addresses --- */

static struct str with(struct index_list *k, struct str url, struct str name, struct str value)
{
    return value.n ? url_query(k->c->arena, url, name, value) : url;
}

static struct str number_of(struct index_list *k, int64_t n)
{
    return n ? str_printf(k->c->arena, "%lld", (long long)n) : (struct str){ 0 };
}

/* The view as it is filtered, of the page or a file of it. */
static struct str view_href(struct index_list *k, struct str url)
{
    url = with(k, url, STR("q"), k->filter.words);
    url = with(k, url, STR("area"), k->filter.area);
    url = with(k, url, STR("topic"), k->filter.topic);
    url = with(k, url, STR("state"), k->filter.state);
    url = with(k, url, STR("closing"), k->closing);
    url = with(k, url, STR("partnership"), k->partnership);
    return with(k, url, STR("year"), number_of(k, k->filter.year));
}

/* The same as files; of a partnership by its slug. */
static void files_view(struct index_list *k, struct str partnership)
{
    struct ctx *c = k->c;
    struct str json = view_href(k, STR("/consultations.json"));
    struct str csv = view_href(k, STR("/consultations.csv"));
    struct str atom = view_href(k, STR("/consultations.atom"));
    struct str ics = view_href(k, STR("/consultations.ics"));
    struct str *const each[] = { &json, &csv, &atom, &ics };
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++)
        *each[i] = with(k, *each[i], STR("partnership"), partnership);
    page_alternate(c, STR("application/json"), STR(ALTERNATE_CONSULTATIONS_JSON), json);
    page_alternate(c, STR("text/csv"), STR(ALTERNATE_CONSULTATIONS_CSV), csv);
    page_alternate(c, STR("application/atom+xml"), STR(ALTERNATE_CONSULTATIONS_FEED), atom);
    page_alternate(c, STR("text/calendar"), STR(ALTERNATE_CONSULTATIONS_CALENDAR), ics);
    view_str(k->v, S(json_href), json);
    view_str(k->v, S(csv_href), csv);
    view_str(k->v, S(atom_href), atom);
    view_str(k->v, S(ics_href), ics);
}

/* --- the form --- */

static void add_option(struct list *options, struct str value, struct str label, struct str now)
{
    struct view *o = list_add(options);
    view_str(o, S(value), value);
    view_str(o, S(label), label);
    view_bool(o, S(checked), str_eq(value, now));
}

static void state_options(struct index_list *k)
{
    struct list *options = view_list(k->v, S(state_options));
    add_option(options, STR(""), STR(SHOWN_ANY_STATE), k->filter.state);
    for (size_t i = 0; i < N_STATES; i++)
        add_option(options, str_from(consultation_state_name(states[i])),
                   consultation_state_label(states[i]), k->filter.state);
}

static void form_view(struct index_list *k)
{
    const struct body_labels *all = &k->labels.all;
    struct list *areas = view_list(k->v, S(area_options));
    struct list *topics = view_list(k->v, S(topic_options));
    struct list *when = view_list(k->v, S(closing_options));
    add_option(areas, STR(""), STR(SHOWN_ANY_AREA), k->filter.area);
    for (size_t i = 0; i < all->areas.n; i++)
        add_option(areas, all->areas.item[i].slug, all->areas.item[i].name, k->filter.area);
    add_option(topics, STR(""), STR(SHOWN_ANY_TOPIC), k->filter.topic);
    for (size_t i = 0; i < all->topics.n; i++) {
        const struct list_word *w = &all->topics.item[i];
        if (!w->is_retired || str_eq(w->code, k->filter.topic))
            add_option(topics, w->code, w->label, k->filter.topic);
    }
    add_option(when, STR(""), STR(SHOWN_ANY_CLOSING), k->closing);
    for (size_t i = 0; i < N_CLOSINGS; i++)
        add_option(when, str_from(closings[i].code), str_from(closings[i].label), k->closing);
    state_options(k);
    view_str(k->v, S(q), k->filter.words);
    view_text(k->v, S(partnership), k->partnership);
    view_bool(k->v, S(is_more_open), k->filter.topic.n || k->closing.n);
}

/* --- what was found --- */

static enum err rows_view(struct index_list *k)
{
    int64_t page = param_i64(k->c, "page", 1);
    size_t n = k->found.n, first = (size_t)(page > 0 ? page - 1 : 0) * CONSULTATION_LIST_ROWS;
    size_t end = first + CONSULTATION_LIST_ROWS < n ? first + CONSULTATION_LIST_ROWS : n;
    struct list *rows = view_list(k->v, S(rows));
    if (first && first >= n)
        return ERR_NOT_FOUND; /* there is no such page */
    for (size_t i = first; i < end; i++)
        consultation_row_view(k->c, &k->labels, &k->found.item[i], list_add(rows));
    page_steps(k->c, k->v,
               &(struct page_steps){ .base = view_href(k, k->path),
                                     .now = (int64_t)(first / CONSULTATION_LIST_ROWS) + 1,
                                     .last = (int64_t)((n + CONSULTATION_LIST_ROWS - 1) /
                                                       CONSULTATION_LIST_ROWS) });
    view_bool(k->v, S(has_rows), n > 0);
    view_bool(k->v, S(is_one), n == 1);
    view_int(k->v, S(from), (int64_t)first + 1);
    view_int(k->v, S(to), (int64_t)end);
    view_int(k->v, S(count), (int64_t)n);
    view_bool(k->v, S(is_filtered), list_len(k->active) > 0);
    view_bool(k->v, S(is_ignored), k->is_ignored);
    view_str(k->v, S(clear_href), k->path);
    return OK;
}

/* What the filter finds, as rows. */
static enum err found_view(struct index_list *k)
{
    enum err e = consultation_list_shown(k->c, &k->filter, &k->found);
    return e ? e : rows_view(k);
}

enum err consultation_index_page(struct ctx *c)
{
    struct index_list *k = ARENA_NEW(c->arena, struct index_list);
    if (!k)
        return ERR_LIMIT;
    k->c = c;
    k->path = STR("/consultations");
    k->v = page_new(c, "consultations");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    k->active = view_list(k->v, S(active));
    enum err e = consultation_labels_load(c->db, c->arena, &k->labels);
    if (e)
        return e;
    e = read_filters(k);
    if (!e)
        e = found_view(k);
    if (e)
        return e;
    form_view(k);
    files_view(k, (struct str){ 0 });
    return ctx_render(c, "consultations/index", k->v);
}

/* --- of one partnership --- */

/* The years in which any of them opened, the latest first; the filter's own is one of them. */
static enum err year_options(struct index_list *k)
{
    struct consultation_shown_list all;
    const struct consultation_filter every = { .partnership_id = k->filter.partnership_id };
    int64_t year[YEARS_MAX], wanted = param_i64(k->c, "year", 0);
    size_t n = 0;
    enum err e = consultation_list_shown(k->c, &every, &all);
    if (e)
        return e;
    for (size_t i = 0; i < all.n; i++) {
        int64_t y = london_from_s(all.item[i].opens_at_s).date.year;
        size_t at = 0;
        while (at < n && year[at] > y)
            at++;
        if ((at < n && year[at] == y) || n == YEARS_MAX)
            continue;
        for (size_t m = n++; m > at; m--)
            year[m] = year[m - 1];
        year[at] = y;
    }
    for (size_t i = 0; i < n; i++)
        if (year[i] == wanted)
            k->filter.year = wanted;
    k->is_ignored |= wanted && !k->filter.year;
    struct list *options = view_list(k->v, S(year_options));
    add_option(options, STR(""), STR(SHOWN_ANY_YEAR), number_of(k, k->filter.year));
    for (size_t i = 0; i < n; i++)
        add_option(options, number_of(k, year[i]), number_of(k, year[i]),
                   number_of(k, k->filter.year));
    if (k->filter.year)
        take(k, SHOWN_YEAR, number_of(k, k->filter.year));
    view_bool(k->v, S(has_any), all.n > 0);
    return OK;
}

static void partnership_view(struct index_list *k, const struct shown *shown)
{
    struct ctx *c = k->c;
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(WEB_NAV_PARTNERSHIPS), STR("/partnerships"));
    page_crumb(c, shown->p.short_name, url_path(c->arena, "/partnerships/%", shown->p.slug));
    view_str(k->v, S(short_name), shown->p.short_name);
    view_bool(k->v, S(short_gd), str_eq(shown->p.lang, STR("gd")));
    view_str(k->v, S(subscribe_href),
             url_path(c->arena, "/partnerships/%/subscribe", shown->p.slug));
    view_str(k->v, S(partnership_href), url_path(c->arena, "/partnerships/%", shown->p.slug));
    view_str(k->v, S(action), k->path);
}

enum err partnership_consultations_page(struct ctx *c)
{
    struct index_list *k = ARENA_NEW(c->arena, struct index_list);
    struct shown *shown = ARENA_NEW(c->arena, struct shown);
    struct str moved_to;
    if (!k || !shown)
        return ERR_LIMIT;
    enum err e = shown_load(c, shown, &moved_to);
    if (e)
        return e == ERR_NOT_FOUND && moved_to.n ? ctx_moved(c, moved_to) : e;
    k->c = c;
    k->path = url_path(c->arena, "/partnerships/%/consultations", shown->p.slug);
    k->v = page_new(c, "partnerships");
    k->filter.partnership_id = shown->p.id;
    k->active = view_list(k->v, S(active));
    partnership_view(k, shown);
    k->is_ignored = c->ignored_query;
    e = consultation_labels_load(c->db, c->arena, &k->labels);
    if (e)
        return e;
    read_state(k);
    e = year_options(k);
    if (!e)
        e = found_view(k);
    if (e)
        return e;
    state_options(k);
    files_view(k, shown->p.slug);
    return ctx_render(c, "consultations/partnership", k->v);
}
