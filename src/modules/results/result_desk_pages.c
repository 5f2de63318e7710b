/*
 * result_desk_pages.c: writing results: title, summary, method, a text for each chart, and
 * publishing them.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_view.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/partnerships/route_edit.h"
#include "modules/people/visitor.h"
#include "modules/responses/response_desk.h"
#include "modules/results/result_desk.h"
#include "modules/results/result_pages.h"
#include "modules/results/result_view.h"
#include "modules/results/result_words.h"

#define CONFLICT_STATUS 409

enum { Q_WAITING, Q_DUE };

static const char *const sql[] = {
    [Q_WAITING] = "SELECT count(*) FROM response WHERE consultation_id = $1 AND is_live = 1 "
                  "AND late = 'waiting'",
    [Q_DUE] = "SELECT count(*) FROM consultation WHERE partnership_id = $1 AND stage = "
              "'published' AND closes_at_s <= $2 AND results_at_s IS NULL AND archived_at_s IS "
              "NULL AND results_by <= $3 AND NOT EXISTS (SELECT 1 FROM feedback_item f WHERE "
              "f.consultation_id = consultation.id AND f.published_at_s IS NOT NULL AND "
              "f.removed_at_s IS NULL)",
};
const struct sql_list result_desk_sql = SQL_LIST("result_desk", sql);

enum err results_due_count(struct db *db, int64_t partnership_id, int64_t now_s, struct str day,
                           int64_t *n)
{
    return db_one_i64(db, sql[Q_DUE], BINDS(bi(partnership_id), bi(now_s), bt(day)), n);
}

/* --- opening --- */

struct str result_desk_path(const struct result_desk *d, const char *ending)
{
    return str_join(d->c->arena, url_path(d->c->arena, "/coordinator/results/%", d->x.slug),
                    str_from(ending));
}

bool result_desk_may_write(const struct result_desk *d)
{
    enum consultation_state is = consultation_state(&d->x, d->c->now_s);
    return is == CONSULTATION_CLOSED || is == CONSULTATION_RESULTS;
}

enum err result_desk_open(struct result_desk *d, struct ctx *c)
{
    struct result_version *version;
    size_t n = 0;
    *d = (struct result_desk){ .c = c };
    enum err e = consultation_load_for(c, CAP_ANSWER_PUBLISH, param_str(c, "slug"), &d->x);
    if (!e)
        e = result_draft_load(c->db, c->arena, d->x.id, &d->draft);
    if (!e)
        e = result_draft_tables(c->db, c->arena, d->x.id, &d->table, &d->n_tables);
    if (!e)
        e = result_versions(c->db, c->arena, d->x.id, &version, &n);
    if (e)
        return e;
    d->n_versions = (int64_t)n;
    d->page = page_new(c, "");
    d->form = form_new(c, d->page);
    if (!d->draft.title.n)
        d->draft.title = str_printf(c->arena, RESULTS_TITLE_FIRST, STR_ARG(d->x.title));
    view_str(d->page, S(consultation_title), d->x.title);
    view_str(d->page, S(reference), d->x.reference);
    view_str(d->page, S(base_href), result_desk_path(d, ""));
    view_str(d->page, S(feedback_href), result_desk_path(d, "/feedback"));
    view_bool(d->page, S(may_answer), consultation_may(c, &d->x, CAP_CONSULTATION_EDIT));
    view_str(d->page, S(show_href),
             url_path(c->arena, "/coordinator/consultations/%", d->x.slug));
    view_str(d->page, S(public_href),
             url_path(c->arena, "/consultations/%/results", d->x.slug));
    view_bool(d->page, S(may_write), result_desk_may_write(d));
    view_bool(d->page, S(is_published), n > 0);
    view_int(d->page, S(n), (int64_t)n);
    return OK;
}

static bool asks_something(const struct figure_table *t)
{
    return t->question.n || str_find(t->code, STR("themes")) != STR_NONE ||
           str_eq(t->code, STR("outcomes"));
}

enum err result_desk_figures(const struct result_desk *d, struct figures *out)
{
    enum err e = figures_compute(d->c->db, d->c->arena, &d->x, out);
    size_t kept = 0;
    for (size_t i = 0; !e && i < out->n; i++)
        if (!d->x.is_invited_only || !asks_something(&out->table[i]))
            out->table[kept++] = out->table[i];
    out->n = e ? 0 : kept;
    return e;
}

/* --- keeping --- */

struct result_write result_desk_write(const struct result_desk *d)
{
    return (struct result_write){ .arena = d->c->arena,
                                  .act = ctx_act(d->c),
                                  .by_role =
                                      route_by_role(&d->c->visitor->actor, d->x.partnership_id),
                                  .x = d->x,
                                  .draft = d->draft };
}

enum err result_desk_send(struct result_desk *d, store_write_fn fn, struct result_write *w,
                          struct str there)
{
    enum err e = form_send_once(d->form, fn, w, there);
    if (e == ERR_CONFLICT && w->is_overtaken)
        form_error(d->form, "title", STR(RESULTS_OVERTAKEN));
    return e;
}

/* --- title, summary, method; the list of charts --- */

static const struct result_draft_table *draft_of(const struct result_desk *d, struct str code)
{
    for (size_t i = 0; i < d->n_tables; i++)
        if (str_eq(d->table[i].code, code))
            return &d->table[i];
    return NULL;
}

static enum err charts_list(struct result_desk *d)
{
    struct figures f;
    struct list *list = view_list(d->page, S(tables));
    enum err e = result_desk_figures(d, &f);
    for (size_t i = 0; !e && i < f.n; i++) {
        struct figure_table *t = &f.table[i];
        const struct result_draft_table *own = draft_of(d, t->code);
        if (str_eq(t->code, STR("counts")))
            continue;
        if (own)
            t->finding = own->finding;
        struct view *item = list_add(list);
        view_str(item, S(label), result_heading(d->c->arena, t));
        view_bool(item, S(has_words), own && own->words.n);
        view_bool(item, S(is_left_out), own && own->is_left_out);
        view_str(item, S(href),
                 str_printf(d->c->arena, "%.*s/tables/%.*s", STR_ARG(result_desk_path(d, "")),
                            STR_ARG(result_table_id(d->c->arena, t))));
    }
    result_metrics_view(d->c, &f, 0, d->page);
    return e;
}

static enum err desk_show(struct result_desk *d, int status)
{
    struct ctx *c = d->c;
    struct date promised;
    int64_t n_waiting = 0;
    struct moderation_counts answers;
    enum err e = db_one_i64(c->db, sql[Q_WAITING], BINDS(bi(d->x.id)), &n_waiting);
    if (!e)
        e = moderation_counts(c->db, d->x.id, &answers);
    view_list(d->page, S(tables));
    if (!e && result_desk_may_write(d))
        e = charts_list(d);
    if (e)
        return e;
    bool has_promise = date_parse(d->x.results_by, &promised);
    view_text(d->page, S(results),
              has_promise ? date_long(c->arena, promised) : (struct str){ 0 });
    view_int(d->page, S(n_waiting), n_waiting);
    view_bool(d->page, S(has_waiting), n_waiting > 0);
    view_str(d->page, S(waiting_href),
             url_query(c->arena, response_list_path(c->arena, d->x.slug), STR("late"),
                       STR("waiting")));
    view_int(d->page, S(n_to_read), answers.to_read);
    view_str(d->page, S(queue_href), moderation_queue_path(c->arena, d->x.slug));
    view_bool(d->page, S(has_summary), d->draft.summary.n > 0);
    view_bool(d->page, S(was_saved), str_eq(param_str(c, "done"), STR("saved")));
    view_bool(d->page, S(was_published), str_eq(param_str(c, "done"), STR("published")));
    form_field(d->form, S(title_field), "title");
    form_field_most(d->form, S(summary_field), "summary", RESULT_TEXT_CHARS);
    form_field_most(d->form, S(method_field), "method", RESULT_TEXT_CHARS);
    form_field(d->form, S(seen_field), "seen");
    return status ? form_render_status(d->form, status, "results/desk")
                  : form_render(d->form, "results/desk");
}

static struct str seen_now(const struct result_desk *d)
{
    return str_printf(d->c->arena, "%lld", (long long)d->draft.version);
}

enum err result_desk_page(struct ctx *c)
{
    struct result_desk d;
    enum err e = result_desk_open(&d, c);
    if (e)
        return e;
    form_set(d.form, "title", d.draft.title);
    form_set(d.form, "summary", d.draft.summary);
    form_set(d.form, "method", d.draft.method);
    form_set(d.form, "seen", seen_now(&d));
    return desk_show(&d, 0);
}

enum err result_desk_post_page(struct ctx *c)
{
    struct result_desk d;
    enum err e = result_desk_open(&d, c);
    if (!e && !result_desk_may_write(&d))
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    form_required(d.form, "title", STR(RESULTS_ENTER_TITLE));
    form_length(d.form, "title", RESULT_TITLE_CHARS, STR(RESULTS_TITLE_NOUN));
    form_length(d.form, "summary", RESULT_TEXT_CHARS, STR(RESULTS_SUMMARY_NOUN));
    form_length(d.form, "method", RESULT_TEXT_CHARS, STR(RESULTS_METHOD_NOUN));
    if (form_failed(d.form))
        return desk_show(&d, 0);
    struct result_write w = result_desk_write(&d);
    w.draft =
        (struct result_draft){ param_i64(c, "seen", 0), form_value(d.form, "title"),
                               form_value(d.form, "summary"), form_value(d.form, "method") };
    e = result_desk_send(
        &d, result_draft_save_fn, &w,
        url_query(c->arena, result_desk_path(&d, ""), STR("done"), STR("saved")));
    if (e != ERR_CONFLICT)
        return e;
    form_set(d.form, "seen", seen_now(&d));
    return desk_show(&d, CONFLICT_STATUS);
}

/* --- one chart --- */

static enum err table_open(struct result_desk *d, struct ctx *c, struct figures *f,
                           const struct figure_table **t)
{
    enum err e = result_desk_open(d, c);
    if (!e && !result_desk_may_write(d))
        e = ERR_NOT_FOUND;
    if (!e)
        e = result_desk_figures(d, f);
    if (e)
        return e;
    *t = result_table_named(c, f, param_str(c, "table"));
    page_back(c, result_desk_path(d, ""));
    return *t ? OK : ERR_NOT_FOUND;
}

static enum err table_show(struct result_desk *d, const struct figures *f,
                           const struct figure_table *t)
{
    static const struct form_option left_out = { STR_INIT("yes"),
                                                 STR_INIT(LEFT_OUT_LABEL),
                                                 { 0 } };
    const struct result_chart x = { .figures = f, .table = t };
    result_chart_view(d->c, &x, view_sub(d->page, S(chart)));
    view_str(d->page, S(heading), result_heading(d->c->arena, t));
    view_str(d->page, S(action), d->c->path);
    view_str(d->page, S(quotes_href),
             str_printf(d->c->arena, "%.*s/quotes/%.*s", STR_ARG(result_desk_path(d, "")),
                        STR_ARG(result_table_id(d->c->arena, t))));
    form_field(d->form, S(finding_field), "finding");
    form_field_most(d->form, S(words_field), "words", RESULT_WORDS_CHARS);
    form_options(d->form, S(left_out_field), "left_out", &left_out, 1);
    return form_render(d->form, "results/desk_table");
}

enum err result_table_page(struct ctx *c)
{
    struct result_desk d;
    struct figures f;
    const struct figure_table *t;
    enum err e = table_open(&d, c, &f, &t);
    if (e)
        return e;
    const struct result_draft_table *own = draft_of(&d, t->code);
    if (own) {
        form_set(d.form, "finding", own->finding);
        form_set(d.form, "words", own->words);
        form_set(d.form, "left_out", own->is_left_out ? STR("yes") : STR(""));
    }
    return table_show(&d, &f, t);
}

enum err result_table_post_page(struct ctx *c)
{
    struct result_desk d;
    struct figures f;
    const struct figure_table *t;
    enum err e = table_open(&d, c, &f, &t);
    if (e)
        return e;
    form_length(d.form, "finding", RESULT_FINDING_CHARS, STR(RESULTS_FINDING_NOUN));
    form_length(d.form, "words", RESULT_WORDS_CHARS, STR(RESULTS_WORDS_NOUN));
    if (form_failed(d.form))
        return table_show(&d, &f, t);
    const struct result_draft_table own = { t->code, form_value(d.form, "finding"),
                                            form_value(d.form, "words"),
                                            form_chosen(d.form, "left_out", STR("yes")) };
    struct result_write w = result_desk_write(&d);
    w.table = &own;
    e = result_desk_send(
        &d, result_table_save_fn, &w,
        url_query(c->arena, result_desk_path(&d, ""), STR("done"), STR("saved")));
    return e == ERR_CONFLICT ? table_show(&d, &f, t) : e;
}
