/*
 * consultation_data.c: public consultations as data: JSON by words, state, area and topic
 * (10.1), with the licence in each answer (10.6), and a table of the same fields.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_told.h"
#include "modules/consultations/consultation_view.h"
#include "modules/partnerships/json_out.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/partnership_words.h"

#define DATA_BYTES (8 * MIB)
#define DATA_ROWS CONSULTATION_DATA_ROWS
#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */
#define NOWHERE INT64_MAX   /* a partnership that there is not: nothing fits */
#define WEEK_DAYS 7
#define MONTH_DAYS 30

enum err consultation_filter_read(struct ctx *c, struct consultation_filter *out)
{
    struct partnership p;
    struct str closing = param_str(c, "closing");
    *out = (struct consultation_filter){ .words = param_str(c, "q"),
                                         .area = param_str(c, "area"),
                                         .topic = param_str(c, "topic"),
                                         .state = param_str(c, "state"),
                                         .year = param_i64(c, "year", 0) };
    if (closing.n)
        out->closes_within_days = str_eq(closing, STR("week")) ? WEEK_DAYS : MONTH_DAYS;
    if (!param_has(c, "partnership"))
        return OK;
    enum err e = partnership_find_by_slug(c->db, c->arena, param_str(c, "partnership"), &p);
    out->partnership_id = e ? NOWHERE : p.id;
    return e == ERR_NOT_FOUND ? OK : e;
}

struct str consultation_self(struct ctx *c, struct str path)
{
    static const char *const name[] = { "q",       "area",        "topic", "state",
                                        "closing", "partnership", "year" };
    struct str url = str_join(c->arena, c->site->origin, path);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (param_has(c, name[i]))
            url = str_eq(str_from(name[i]), STR("year"))
                      ? url_query(
                            c->arena, url, STR("year"),
                            str_printf(c->arena, "%lld", (long long)param_i64(c, "year", 0)))
                      : url_query(c->arena, url, str_from(name[i]), param_str(c, name[i]));
    return url;
}

struct listing {
    struct consultation_labels labels;
    struct consultation_shown_list list;
};

static enum err listing_load(struct ctx *c, struct listing **out)
{
    struct consultation_filter f;
    struct listing *l = *out = ARENA_NEW(c->arena, struct listing);
    enum err e = l ? consultation_filter_read(c, &f) : ERR_LIMIT;
    if (!e)
        e = consultation_labels_load(c->db, c->arena, &l->labels);
    return e ? e : consultation_list_shown(c, &f, &l->list);
}

static struct str url_of(struct ctx *c, const struct consultation_shown *x)
{
    return str_join(c->arena, c->site->origin, url_path(c->arena, "/consultations/%", x->slug));
}

static struct str day_of(struct ctx *c, int64_t at_s)
{
    return at_s ? date_iso(c->arena, london_from_s(at_s).date) : (struct str){ 0 };
}

/* next: the address of what comes after; empty: nothing does. */
static void link_header(struct ctx *c, struct str next)
{
    struct str link = STR("<" DATA_LICENCE_URL ">; rel=\"license\"");
    if (next.n)
        link = str_printf(c->arena, "%.*s, <%.*s>; rel=\"next\"", STR_ARG(link), STR_ARG(next));
    resp_header_set(c->resp, STR("Link"), link);
}

/* --- JSON --- */

static void begin(struct ctx *c, struct json *j)
{
    struct arena *a = c->arena;
    *j = (struct json){ .b = buf_in(a, DATA_BYTES) };
    json_open(j, NULL, '{');
    json_open(j, "meta", '{');
    json_text(j, "licence", STR(DATA_LICENCE));
    json_text(j, "licence_url", STR(DATA_LICENCE_URL));
    json_open(j, "attribution", '[');
    json_text(j, NULL,
              str_printf(a, CONSULTATIONS_ATTRIBUTION, STR_ARG(c->site->service_name)));
    json_close(j, ']');
    json_text(j, "generated_on", date_iso(a, london_from_s(c->now_s).date));
    json_text(j, "documentation", str_join(a, c->site->origin, STR("/data")));
}

static enum err send(struct ctx *c, struct json *j, struct str next)
{
    json_close(j, '}');
    buf_char(j->b, '\n');
    link_header(c, next);
    return ctx_send(c, STR("application/json; charset=utf-8"), buf_view(j->b));
}

static void json_codes(struct json *j, const char *key, const struct list_words *words,
                       struct str codes)
{
    struct str code;
    json_open(j, key, '[');
    while (str_cut(&codes, ';', &code)) {
        json_open(j, NULL, '{');
        json_text(j, "code", code);
        json_text(j, "label", list_label(words, code));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_outcomes(struct json *j, const struct outcomes *all, struct str codes)
{
    struct str code;
    json_open(j, "outcomes", '[');
    while (str_cut(&codes, ';', &code)) {
        json_open(j, NULL, '{');
        json_text(j, "code", code);
        json_text(j, "label", outcome_label(all, code));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_areas(struct json *j, const struct area_list *areas, struct str slugs)
{
    struct str slug;
    json_open(j, "areas", '[');
    while (str_cut(&slugs, ';', &slug)) {
        const struct area *area = area_named(areas, slug);
        json_open(j, NULL, '{');
        json_text(j, "area", slug);
        json_text(j, "name", area ? area->name : slug);
        json_text_or_null(j, "gss", area ? area->gss : (struct str){ 0 });
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_dates(struct ctx *c, struct json *j, const struct consultation_shown *x)
{
    struct arena *a = c->arena;
    bool is_extended = x->first_closes_at_s != x->closes_at_s;
    json_text(j, "opens_at", time_iso(a, x->opens_at_s));
    json_text(j, "closes_at", time_iso(a, x->closes_at_s));
    json_text(j, "closes_in_words", consultation_closes_words(a, x->closes_at_s));
    json_text_or_null(j, "first_closes_at",
                      is_extended ? time_iso(a, x->first_closes_at_s) : (struct str){ 0 });
    json_text_or_null(j, "results_promised_by", x->results_by);
    json_text_or_null(j, "results_published_on", day_of(c, x->results_at_s));
    json_bool(j, "results_overdue", consultation_is_overdue(x, c->now_s));
    json_text(j, "published_on", day_of(c, x->published_at_s));
    json_text(j, "changed_at", time_iso(a, x->changed_at_s));
}

/* What lists and single answers both hold; the object stays open. */
static void json_begin_one(struct ctx *c, struct json *j, const char *key,
                           const struct consultation_labels *labels,
                           const struct consultation_shown *x)
{
    json_open(j, key, '{');
    json_text(j, "reference", x->reference);
    json_text(j, "slug", x->slug);
    json_text(j, "title", x->title);
    json_text(j, "summary", x->summary);
    json_text(j, "url", url_of(c, x));
    json_text(j, "state", str_from(consultation_state_name(x->state)));
    json_text(j, "kind", x->kind);
    json_text(j, "kind_label", consultation_label(consultation_kinds, x->kind));
    json_text(j, "partnership", x->partnership_slug);
    json_text(j, "partnership_name", x->partnership_name);
    json_dates(c, j, x);
    json_areas(j, &labels->all.areas, x->areas);
    json_codes(j, "audiences", &labels->audiences, x->audiences);
    json_codes(j, "topics", &labels->all.topics, x->topics);
    json_outcomes(j, &labels->all.outcomes, x->outcomes);
    json_int(j, "questions", x->n_questions);
    json_int(j, "minutes", x->minutes);
    json_bool(j, "by_invitation", x->is_invited_only);
}

/* The same list from that page on, with the filters of the address. */
static struct str page_url(struct ctx *c, int64_t page)
{
    return url_query(c->arena, consultation_self(c, c->path), STR("page"),
                     str_printf(c->arena, "%lld", (long long)page));
}

enum err consultation_index_data_page(struct ctx *c)
{
    struct listing *l;
    struct json j;
    enum err e = listing_load(c, &l);
    if (e)
        return e;
    size_t n = l->list.n, page = (size_t)param_i64(c, "page", 1);
    size_t first = (page ? page - 1 : 0) * DATA_ROWS;
    size_t end = first + DATA_ROWS < n ? first + DATA_ROWS : n;
    if (first && first >= n)
        return ERR_NOT_FOUND; /* there is no such page */
    struct str next = end < n ? page_url(c, (int64_t)(end / DATA_ROWS) + 1) : (struct str){ 0 };
    begin(c, &j);
    json_int(&j, "found", (int64_t)n);
    json_text_or_null(&j, "next", next);
    json_close(&j, '}');
    json_open(&j, "data", '[');
    for (size_t i = first; i < end; i++) {
        json_begin_one(c, &j, NULL, &l->labels, &l->list.item[i]);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    return send(c, &j, next);
}

static enum err json_documents(struct ctx *c, struct json *j,
                               const struct consultation_shown *x)
{
    struct shown_document *d;
    size_t n = 0;
    enum err e = consultation_shown_documents(c->db, c->arena, x->id, &d, &n);
    json_open(j, "documents", '[');
    for (size_t i = 0; !e && i < n; i++) {
        struct str here = str_printf(c->arena, "%.*s/documents/%lld", STR_ARG(c->site->origin),
                                     (long long)d[i].id);
        json_open(j, NULL, '{');
        json_text(j, "title", d[i].title);
        json_text(j, "kind", d[i].kind);
        json_text_or_null(j, "language", d[i].language);
        json_text_or_null(j, "url", d[i].has_text || d[i].has_file ? here : d[i].url);
        json_bool(j, "is_replaced", d[i].replaced_by != 0);
        json_close(j, '}');
    }
    json_close(j, ']');
    return e;
}

static enum err json_changes(struct ctx *c, struct json *j, const struct consultation_shown *x)
{
    struct shown_change *h;
    size_t n = 0;
    enum err e = consultation_shown_changes(c->db, c->arena, x->id, &h, &n);
    json_open(j, "changes", '[');
    for (size_t i = 0; !e && i < n; i++) {
        json_open(j, NULL, '{');
        json_text(j, "kind", h[i].kind);
        json_text(j, "label", consultation_change_label(&h[i]));
        json_text_or_null(j, "subject", h[i].subject);
        json_text_or_null(j, "before",
                          consultation_change_value(c->arena, &h[i], h[i].old_value));
        json_text_or_null(j, "now", consultation_change_value(c->arena, &h[i], h[i].new_value));
        json_text_or_null(j, "reason", h[i].reason);
        json_text(j, "by_role", h[i].by_role);
        json_text(j, "changed_at", time_iso(c->arena, h[i].changed_at_s));
        json_close(j, '}');
    }
    json_close(j, ']');
    return e;
}

enum err consultation_show_data_page(struct ctx *c)
{
    struct consultation_shown x;
    struct json j;
    struct str moved_to;
    struct consultation_labels *labels = ARENA_NEW(c->arena, struct consultation_labels);
    enum err e =
        labels ? consultation_open_shown(c, "/consultations/%.json", &x, &moved_to) : ERR_LIMIT;
    if (!e && moved_to.n)
        return ctx_moved(c, moved_to);
    if (!e && x.state == CONSULTATION_WITHDRAWN)
        e = ERR_GONE;
    if (!e)
        e = consultation_labels_load(c->db, c->arena, labels);
    if (e)
        return e;
    begin(c, &j);
    json_close(&j, '}');
    json_begin_one(c, &j, "data", labels, &x);
    json_text_or_null(&j, "overview_markdown", x.overview);
    json_text_or_null(&j, "why_markdown", x.why);
    json_text_or_null(&j, "next_markdown", x.next);
    json_text_or_null(&j, "other_ways", x.other_ways);
    json_open(&j, "contact", '{');
    json_text_or_null(&j, "role", x.contact_role);
    json_text_or_null(&j, "email", x.contact_email);
    json_text_or_null(&j, "phone", x.contact_phone);
    json_close(&j, '}');
    e = json_documents(c, &j, &x);
    if (!e)
        e = json_changes(c, &j, &x);
    json_close(&j, '}');
    return e ? e : send(c, &j, (struct str){ 0 });
}

/* --- CSV --- */

static const char *const columns[] = { "reference",
                                       "slug",
                                       "title",
                                       "summary",
                                       "state",
                                       "kind",
                                       "kind_label",
                                       "partnership",
                                       "partnership_name",
                                       "opens_at",
                                       "closes_at",
                                       "first_closes_at",
                                       "results_promised_by",
                                       "results_published_on",
                                       "areas",
                                       "audiences",
                                       "topics",
                                       "outcomes",
                                       "questions",
                                       "minutes",
                                       "by_invitation",
                                       "url",
                                       "licence" };
#define N_COLUMNS (sizeof columns / sizeof *columns)

static void add_row(struct ctx *c, struct buf *b, const struct consultation_shown *x)
{
    struct arena *a = c->arena;
    bool is_extended = x->first_closes_at_s != x->closes_at_s;
    const struct str cell[N_COLUMNS] = {
        x->reference,
        x->slug,
        x->title,
        x->summary,
        str_from(consultation_state_name(x->state)),
        x->kind,
        consultation_label(consultation_kinds, x->kind),
        x->partnership_slug,
        x->partnership_name,
        time_iso(a, x->opens_at_s),
        time_iso(a, x->closes_at_s),
        is_extended ? time_iso(a, x->first_closes_at_s) : (struct str){ 0 },
        x->results_by,
        day_of(c, x->results_at_s),
        x->areas,
        x->audiences,
        x->topics,
        x->outcomes,
        str_printf(a, "%lld", (long long)x->n_questions),
        str_printf(a, "%lld", (long long)x->minutes),
        x->is_invited_only ? STR("yes") : STR("no"),
        url_of(c, x),
        STR(DATA_LICENCE_URL),
    };
    esc_csv_row(b, cell, N_COLUMNS);
}

enum err consultation_index_csv_page(struct ctx *c)
{
    struct listing *l;
    struct str name[N_COLUMNS];
    struct buf *b = buf_in(c->arena, DATA_BYTES);
    enum err e = listing_load(c, &l);
    if (e)
        return e;
    for (size_t i = 0; i < N_COLUMNS; i++)
        name[i] = str_from(columns[i]);
    buf_lit(b, MARK);
    esc_csv_row(b, name, N_COLUMNS);
    for (size_t i = 0; i < l->list.n; i++)
        add_row(c, b, &l->list.item[i]);
    link_header(c, (struct str){ 0 });
    return ctx_send_file(c, STR("text/csv; charset=utf-8"), buf_view(b),
                         STR("consultations.csv"));
}
