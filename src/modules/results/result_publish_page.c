/*
 * result_publish_page.c: looking results over as everybody will read them, and publishing them.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/results/result_desk.h"
#include "modules/results/result_pages.h"
#include "modules/results/result_view.h"
#include "modules/results/result_words.h"

#define TEXT_HEADINGS 2

static enum err publish_open(struct result_desk *d, struct ctx *c, struct figures *f)
{
    enum err e = result_desk_open(d, c);
    if (!e && !result_desk_may_write(d))
        e = ERR_NOT_FOUND;
    if (!e)
        e = result_desk_figures(d, f);
    if (e)
        return e;
    result_words_set(f, d->table, d->n_tables);
    page_back(c, result_desk_path(d, ""));
    return OK;
}

static enum err publish_show(struct result_desk *d, const struct figures *f)
{
    struct result_chart x = { .figures = f };
    struct list *charts = view_list(d->page, S(charts));
    struct result_quote *quote;
    enum err e = result_quotes(d->c->db, d->c->arena, d->x.id, &quote, &x.n_quotes);
    if (e)
        return e;
    x.quote = quote;
    for (size_t i = 0; i < f->n; i++) {
        x.table = &f->table[i];
        if (!str_eq(x.table->code, STR("counts")))
            result_chart_view(d->c, &x, list_add(charts));
    }
    result_metrics_view(d->c, f, 0, d->page);
    view_str(d->page, S(title), d->draft.title);
    view_html(d->page, S(summary),
              md_render(d->c->arena, d->draft.summary, TEXT_HEADINGS, false));
    view_bool(d->page, S(has_summary), d->draft.summary.n > 0);
    view_bool(d->page, S(has_method), d->draft.method.n > 0);
    view_html(d->page, S(method),
              md_render(d->c->arena, d->draft.method, TEXT_HEADINGS, false));
    form_field_most(d->form, S(note_field), "note", RESULT_NOTE_CHARS);
    return form_render(d->form, "results/publish");
}

enum err result_publish_page(struct ctx *c)
{
    struct result_desk d;
    struct figures f;
    enum err e = publish_open(&d, c, &f);
    return e ? e : publish_show(&d, &f);
}

enum err result_publish_post_page(struct ctx *c)
{
    struct result_desk d;
    struct figures f;
    enum err e = publish_open(&d, c, &f);
    if (e)
        return e;
    if (!d.draft.summary.n)
        form_error(d.form, "note", STR(RESULTS_ENTER_SUMMARY));
    if (d.n_versions > 0)
        form_required(d.form, "note", STR(RESULTS_ENTER_NOTE));
    form_length(d.form, "note", RESULT_NOTE_CHARS, STR(RESULTS_NOTE_NOUN));
    if (form_failed(d.form))
        return publish_show(&d, &f);
    struct result_write w = result_desk_write(&d);
    w.figures = &f;
    w.note = d.n_versions > 0 ? form_value(d.form, "note") : STR("");
    e = result_desk_send(
        &d, result_publish_fn, &w,
        url_query(c->arena, result_desk_path(&d, ""), STR("done"), STR("published")));
    return e == ERR_CONFLICT ? publish_show(&d, &f) : e;
}
