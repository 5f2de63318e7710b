/*
 * result_report_page.c: the report of a consultation in the shape that partners know (3.40):
 * how answers came, who answered, question by question figures with what people raised, text
 * and quotations, what was done, what the figures cannot tell. As a page that prints, and as a
 * text to edit. The same for everybody, of what is published, and for the coordinator before
 * that, of the figures as they are now.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_view.h"
#include "modules/feedback/feedback_pages.h"
#include "modules/feedback/feedback_public.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/results/result_desk.h"
#include "modules/results/result_pages.h"
#include "modules/results/result_view.h"
#include "modules/results/result_words.h"
#include "modules/work/odt.h"

#define TEXT_HEADINGS 3
#define TEXT_BYTES ((size_t)64 * 1024)

struct report {
    struct ctx *c;
    struct str title, consultation_title, reference, partnership_name, summary, method, note;
    struct str closed_on, published_on; /* published_on empty: a preview */
    const struct figures *figures;
    const struct result_quote *quote;
    size_t n_quotes;
    int64_t consultation_id, n_can_be_read;
    struct view *v;
};

/* --- its parts --- */

static bool is_question(const struct figure_table *t)
{
    return t->code.n > 1 && t->code.p[0] == 'q' && t->question.n;
}

static bool is_how(const struct figure_table *t)
{
    static const char *const code[] = { "account", "of_which", "weeks", "months", "people" };
    for (size_t i = 0; i < sizeof code / sizeof code[0]; i++)
        if (str_eq(t->code, str_from(code[i])))
            return true;
    return false;
}

static bool is_who(const struct figure_table *t)
{
    return str_eq(t->code, STR("who")) || str_eq(t->code, STR("kinds")) ||
           str_eq(t->code, STR("area"));
}

static bool is_of_question(const struct figure_table *t)
{
    return str_starts(t->code, STR("themes:"));
}

static bool is_raised(const struct figure_table *t)
{
    return !is_question(t) && !is_how(t) && !is_who(t) && !is_of_question(t) &&
           !str_eq(t->code, STR("counts"));
}

/* The lines of a text, for a word processor. */
static void lines_view(struct view *v, symbol name, struct str text)
{
    struct list *lines = view_list(v, name);
    struct str line;
    while (str_cut(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.n)
            list_add_str(lines, line);
    }
}

static void chart_add(const struct report *k, const struct figure_table *t, struct list *to)
{
    const struct result_chart x = {
        .figures = k->figures, .table = t, .quote = k->quote, .n_quotes = k->n_quotes
    };
    struct view *v = list_add(to);
    result_chart_view(k->c, &x, v);
    lines_view(v, S(words_lines), t->words);
}

static struct list *part_add(struct list *parts, const char *id, const char *heading)
{
    struct view *v = list_add(parts);
    view_lit(v, S(id), id);
    view_lit(v, S(heading), heading);
    return view_list(v, S(charts));
}

/* Whether the question of a table of themes ("themes:q12") has figures of its own. */
static bool question_is_shown(const struct report *k, size_t i)
{
    struct str code = k->figures->table[i].code;
    const struct figure_table *own =
        figure_named(k->figures, str_sub(code, sizeof "themes:" - 1, code.n));
    return own && is_question(own);
}

/* Each question, and what people raised in answer to it. */
static void questions_add(const struct report *k, struct list *to)
{
    for (size_t i = 0; i < k->figures->n; i++) {
        const struct figure_table *t = &k->figures->table[i];
        if (!is_question(t))
            continue;
        chart_add(k, t, to);
        const struct figure_table *themes =
            figure_named(k->figures, str_join(k->c->arena, STR("themes:"), t->code));
        if (themes)
            chart_add(k, themes, to);
    }
    for (size_t i = 0; i < k->figures->n; i++)
        if (is_of_question(&k->figures->table[i]) && !question_is_shown(k, i))
            chart_add(k, &k->figures->table[i], to);
}

static void fitting_add(const struct report *k, bool (*fits)(const struct figure_table *t),
                        struct list *to)
{
    for (size_t i = 0; i < k->figures->n; i++)
        if (fits(&k->figures->table[i]))
            chart_add(k, &k->figures->table[i], to);
}

static bool has_any(const struct report *k, bool (*fits)(const struct figure_table *t))
{
    for (size_t i = 0; i < k->figures->n; i++)
        if (fits(&k->figures->table[i]))
            return true;
    return false;
}

static void parts_view(const struct report *k)
{
    struct list *parts = view_list(k->v, S(parts));
    if (has_any(k, is_how))
        fitting_add(k, is_how, part_add(parts, "part-how", REPORT_HOW));
    if (has_any(k, is_who))
        fitting_add(k, is_who, part_add(parts, "part-who", REPORT_WHO));
    if (has_any(k, is_question))
        questions_add(k, part_add(parts, "part-questions", REPORT_QUESTIONS));
    if (has_any(k, is_raised))
        fitting_add(k, is_raised, part_add(parts, "part-raised", REPORT_RAISED));
}

static enum err report_view(struct report *k)
{
    struct arena *a = k->c->arena;
    struct view *v = k->v;
    view_str(v, S(title), k->title);
    view_str(v, S(odt_title), k->title);
    view_str(v, S(consultation_title), k->consultation_title);
    view_str(v, S(reference), k->reference);
    view_str(v, S(partnership_name), k->partnership_name);
    view_str(v, S(closed_on), k->closed_on);
    view_text(v, S(results_on), k->published_on);
    view_text(v, S(note), k->note);
    view_html(v, S(summary),
              md_render(a, k->summary, md_shift_to(k->summary, TEXT_HEADINGS), false));
    view_html(v, S(method),
              md_render(a, k->method, md_shift_to(k->method, TEXT_HEADINGS), false));
    view_bool(v, S(has_summary), k->summary.n > 0);
    view_bool(v, S(has_method), k->method.n > 0);
    lines_view(v, S(summary_lines), k->summary);
    lines_view(v, S(method_lines), k->method);
    result_metrics_view(k->c, k->figures, k->n_can_be_read, v);
    parts_view(k);
    return feedback_panel(k->c, v, k->consultation_id);
}

static enum err report_odt(struct report *k, struct str slug)
{
    struct arena *a = k->c->arena;
    struct str bytes;
    const struct odt odt = { .templates = k->c->templates,
                             .content = STR("results/report_odt"),
                             .v = k->v };
    enum err e = odt_write(a, &odt, &bytes);
    return e ? e
             : ctx_send_file(k->c, STR(ODT_MEDIA), bytes,
                             str_printf(a, "%.*s-report.odt", STR_ARG(slug)));
}

static struct str day_of(struct arena *a, int64_t at_s)
{
    return date_long(a, london_from_s(at_s).date);
}

/* --- as everybody reads it --- */

/* v NULL: it was answered that there are none yet, or that it moved. */
static enum err public_open(struct ctx *c, const char *pattern, struct report *k,
                            struct result_open *o)
{
    struct result_quote *quote;
    *o = (struct result_open){ 0 };
    *k = (struct report){ .c = c };
    enum err e = result_open(c, pattern, o);
    if (!e && o->moved_to.n)
        return ctx_moved(c, o->moved_to);
    if (e == ERR_NOT_FOUND && o->x.id && !param_has(c, "version"))
        return result_none_page(c, &o->x);
    if (!e)
        e = result_quotes(c->db, c->arena, o->x.id, &quote, &k->n_quotes);
    if (e)
        return e;
    k->quote = quote;
    k->title = o->r.version.title;
    k->consultation_title = o->x.title;
    k->reference = o->x.reference;
    k->partnership_name = o->x.partnership_name;
    k->summary = o->r.version.summary;
    k->method = o->r.version.method;
    k->note = o->r.version.note;
    k->closed_on = day_of(c->arena, o->x.closes_at_s - 1);
    k->published_on = day_of(c->arena, o->r.version.published_at_s);
    k->figures = &o->r.figures;
    k->consultation_id = o->x.id;
    k->n_can_be_read = o->r.n_can_be_read;
    k->v = result_public_page(c, &o->x);
    view_int(k->v, S(n_removed), o->r.version.n_removed);
    view_bool(k->v, S(was_removed), o->r.version.n_removed > 0);
    return report_view(k);
}

enum err result_report_page(struct ctx *c)
{
    struct report k;
    struct result_open o;
    enum err e = public_open(c, "/consultations/%/report", &k, &o);
    return e || !k.v ? e : ctx_render(c, "results/report", k.v);
}

enum err result_report_odt_page(struct ctx *c)
{
    struct report k;
    struct result_open o;
    enum err e = public_open(c, "/consultations/%/report.odt", &k, &o);
    return e || !k.v ? e : report_odt(&k, o.x.slug);
}

/* --- before it is published --- */

static enum err preview_open(struct ctx *c, struct result_desk *d, struct figures *f,
                             struct report *k)
{
    struct result_quote *quote;
    struct consultation_shown shown;
    struct str moved_to;
    *k = (struct report){ .c = c };
    enum err e = result_desk_open(d, c);
    if (!e && !result_desk_may_write(d))
        e = ERR_NOT_FOUND;
    if (!e)
        e = result_desk_figures(d, f);
    if (!e)
        e = result_quotes(c->db, c->arena, d->x.id, &quote, &k->n_quotes);
    if (!e)
        e = consultation_open_shown(c, "/coordinator/results/%/report", &shown, &moved_to);
    if (e)
        return e;
    result_words_set(f, d->table, d->n_tables);
    k->quote = quote;
    k->title = d->draft.title;
    k->consultation_title = d->x.title;
    k->reference = d->x.reference;
    k->partnership_name = shown.partnership_name;
    k->summary = d->draft.summary;
    k->method = d->draft.method;
    k->closed_on = day_of(c->arena, d->x.closes_at_s - 1);
    k->figures = f;
    k->consultation_id = d->x.id;
    k->v = d->page;
    view_bool(k->v, S(was_removed), false);
    page_back(c, result_desk_path(d, ""));
    return report_view(k);
}

enum err result_preview_page(struct ctx *c)
{
    struct result_desk d;
    struct figures f;
    struct report k;
    enum err e = preview_open(c, &d, &f, &k);
    return e ? e : ctx_render(c, "results/report_preview", k.v);
}

enum err result_preview_odt_page(struct ctx *c)
{
    struct result_desk d;
    struct figures f;
    struct report k;
    enum err e = preview_open(c, &d, &f, &k);
    return e ? e : report_odt(&k, d.x.slug);
}
