/*
 * result_show_page.c: what people told us, as everybody reads it, and its pictures.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_view.h"
#include "modules/feedback/feedback_pages.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/results/result_pages.h"
#include "modules/results/result_view.h"
#include "modules/results/result_words.h"

#define TEXT_HEADINGS 2
#define SVG_TOP 64 /* below the heading and the question */
#define SVG_ROW 30
#define SVG_BAR_AT 300
#define SVG_BAR_MOST 320
#define SVG_ROWS_MAX 40
#define SVG_LABEL_CHARS 38

struct str result_table_id(struct arena *a, const struct figure_table *t)
{
    return str_replace_char(a, str_replace_char(a, t->code, ':', '-'), '_', '-');
}

const struct figure_table *result_table_named(struct ctx *c, const struct figures *f,
                                              struct str name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(result_table_id(c->arena, &f->table[i]), name))
            return &f->table[i];
    return NULL;
}

enum err result_open(struct ctx *c, const char *pattern, struct result_open *out)
{
    enum err e = consultation_open_shown(c, pattern, &out->x, &out->moved_to);
    if (!e && out->x.withdrawn_at_s)
        return ERR_GONE;
    if (e || out->moved_to.n)
        return e;
    return result_load(c->db, c->arena, out->x.id, param_i64(c, "version", 0), &out->r);
}

static struct str day_of(struct ctx *c, int64_t at_s)
{
    return at_s ? date_long(c->arena, london_from_s(at_s).date) : (struct str){ 0 };
}

struct view *result_public_page(struct ctx *c, const struct consultation_shown *x)
{
    struct arena *a = c->arena;
    struct str base = url_path(a, "/consultations/%", x->slug);
    struct view *v = page_new(c, "consultations");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(NAV_CONSULTATIONS_HERE), STR("/consultations"));
    page_crumb(c, x->title, base);
    view_str(v, S(consultation_title), x->title);
    view_str(v, S(reference), x->reference);
    view_str(v, S(partnership_name), x->partnership_name);
    view_str(v, S(partnership_href), url_path(a, "/partnerships/%", x->partnership_slug));
    view_str(v, S(show_href), base);
    view_str(v, S(history_href), str_join(a, base, STR("/history")));
    view_str(v, S(responses_href), str_join(a, base, STR("/responses")));
    view_str(v, S(report_href), str_join(a, base, STR("/report")));
    view_str(v, S(csv_href), str_join(a, base, STR("/results.csv")));
    view_str(v, S(json_href), str_join(a, base, STR("/results.json")));
    view_str(v, S(subscribe_href),
             url_path(a, "/partnerships/%/subscribe", x->partnership_slug));
    view_str(v, S(message_href), url_path(a, "/partnerships/%/contact", x->partnership_slug));
    view_text(v, S(closed_on), day_of(c, x->closes_at_s - 1));
    return v;
}

/* --- not yet --- */

enum err result_none_page(struct ctx *c, const struct consultation_shown *x)
{
    struct view *v = result_public_page(c, x);
    struct date promised;
    bool has_promise = date_parse(x->results_by, &promised);
    view_bool(v, S(is_closed), x->state == CONSULTATION_CLOSED);
    view_bool(v, S(is_archived), x->state == CONSULTATION_ARCHIVED);
    view_bool(v, S(is_overdue), consultation_is_overdue(x, c->now_s));
    view_text(v, S(results), has_promise ? date_long(c->arena, promised) : (struct str){ 0 });
    view_str(v, S(results_iso), x->results_by);
    enum err e = feedback_panel(c, v, x->id);
    return e ? e : ctx_render(c, "results/none", v);
}

/* --- published --- */

static enum err versions_view(struct ctx *c, const struct result_open *o, struct view *v)
{
    struct result_version *all;
    size_t n = 0;
    struct list *list = view_list(v, S(versions));
    enum err e = result_versions(c->db, c->arena, o->x.id, &all, &n);
    for (size_t i = 0; !e && i < n; i++) {
        struct view *item = list_add(list);
        view_int(item, S(n), all[i].n);
        view_str(item, S(published_on), day_of(c, all[i].published_at_s));
        view_text(item, S(note), all[i].note);
        view_bool(item, S(is_current), all[i].n == o->r.version.n);
        view_str(item, S(href),
                 str_printf(c->arena, "%.*s?version=%lld",
                            STR_ARG(url_path(c->arena, "/consultations/%/results", o->x.slug)),
                            (long long)all[i].n));
    }
    view_bool(v, S(has_versions), n > 1);
    view_bool(v, S(is_earlier), n > 0 && o->r.version.n != all[0].n);
    return e;
}

static enum err charts_view(struct ctx *c, const struct result_open *o, struct view *v)
{
    struct result_chart x = { .figures = &o->r.figures };
    struct result_quote *quote;
    struct list *charts = view_list(v, S(charts));
    enum err e = result_quotes(c->db, c->arena, o->x.id, &quote, &x.n_quotes);
    if (e)
        return e;
    x.quote = quote;
    if (o->r.n_can_be_read > 0)
        x.answers = url_path(c->arena, "/consultations/%/responses", o->x.slug);
    if (!param_has(c, "version"))
        x.base = url_path(c->arena, "/consultations/%/results", o->x.slug);
    for (size_t i = 0; i < x.figures->n; i++) {
        x.table = &x.figures->table[i];
        if (!str_eq(x.table->code, STR("counts")))
            result_chart_view(c, &x, list_add(charts));
    }
    return OK;
}

enum err result_show_page(struct ctx *c)
{
    struct result_open o = { 0 };
    enum err e = result_open(c, "/consultations/%/results", &o);
    if (!e && o.moved_to.n)
        return ctx_moved(c, o.moved_to);
    if (e == ERR_NOT_FOUND && o.x.id && !param_has(c, "version"))
        return result_none_page(c, &o.x);
    if (e)
        return e;
    const struct result_version *r = &o.r.version;
    struct view *v = result_public_page(c, &o.x);
    view_str(v, S(title), r->title);
    view_str(v, S(results_on), day_of(c, r->published_at_s));
    view_str(v, S(results_iso), time_iso(c->arena, r->published_at_s));
    view_text(v, S(note), r->note);
    view_html(v, S(summary), md_render(c->arena, r->summary, TEXT_HEADINGS, false));
    view_bool(v, S(has_method), r->method.n > 0);
    view_html(v, S(method), md_render(c->arena, r->method, TEXT_HEADINGS, false));
    view_int(v, S(n_removed), r->n_removed);
    view_bool(v, S(was_removed), r->n_removed > 0);
    view_bool(v, S(can_be_read), o.r.n_can_be_read > 0);
    result_metrics_view(c, &o.r.figures, o.r.n_can_be_read, v);
    e = versions_view(c, &o, v);
    if (!e)
        e = charts_view(c, &o, v);
    if (!e)
        e = feedback_panel(c, v, o.x.id);
    return e ? e : ctx_render(c, "results/show", v);
}

/* --- pictures for slides --- */

static struct str shortened(struct arena *a, struct str words)
{
    size_t at = 0, n = 0;
    while (at < words.n && n++ < SVG_LABEL_CHARS)
        (void)utf8_next(words, &at);
    return at < words.n ? str_join(a, str_sub(words, 0, at), STR("…")) : words;
}

static void picture_view(struct ctx *c, const struct result_open *o,
                         const struct figure_table *t, struct view *v)
{
    struct arena *a = c->arena;
    struct list *rows = view_list(v, S(rows));
    size_t *order = result_row_order(a, t);
    size_t k = t->s.n_cols - 1;
    int64_t base = result_base(&o->r.figures, t), y = SVG_TOP;
    for (size_t i = 0; order && i < t->s.n_rows && i < SVG_ROWS_MAX; i++) {
        const struct small_cell *x = small_cell_at(&t->s, order[i], k);
        if (result_row_is_extra(t, order[i]))
            continue;
        struct view *row = list_add(rows);
        int64_t width = x->is_hidden || base <= 0 ? 0 : x->n * SVG_BAR_MOST / base;
        view_str(row, S(label), shortened(a, t->row[order[i]].words));
        view_str(row, S(number), x->is_hidden ? STR(NUMBER_HIDDEN) : result_number(a, x->n));
        view_int(row, S(y), y);
        view_int(row, S(text_y), y + 16);
        view_int(row, S(width), width < SVG_BAR_MOST ? width : SVG_BAR_MOST);
        y += SVG_ROW;
    }
    view_int(v, S(picture_height), y + 34);
    view_int(v, S(foot_y), y + 20);
    view_str(v, S(heading), result_heading(a, t));
    view_str(v, S(question), t->question);
    view_str(v, S(answered), result_answered(a, &o->r.figures, t));
    view_int(v, S(bar_x), SVG_BAR_AT);
    view_str(v, S(source),
             str_join(a, c->site->origin, url_path(a, "/consultations/%/results", o->x.slug)));
}

enum err result_svg_page(struct ctx *c)
{
    struct result_open o = { 0 };
    enum err e = result_open(c, "/consultations/%/results", &o);
    if (!e && o.moved_to.n)
        return ctx_moved(c, o.moved_to);
    if (e)
        return e;
    const struct figure_table *t = result_table_named(c, &o.r.figures, param_str(c, "table"));
    if (!t)
        return ERR_NOT_FOUND;
    struct view *v = page_new(c, "");
    picture_view(c, &o, t, v);
    e = ctx_render(c, "results/chart_svg", v);
    if (e)
        return e;
    return resp_header_set(c->resp, STR("Content-Type"), STR("image/svg+xml; charset=utf-8"))
               ? OK
               : ERR_INTERNAL;
}
