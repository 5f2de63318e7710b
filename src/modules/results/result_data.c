/*
 * result_data.c: published figures as CSV (security.md S7) and JSON. A hidden number stands in
 * neither: the column "hidden" says so.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "modules/partnerships/json_out.h"
#include "modules/partnerships/partnership_words.h"
#include "modules/results/result_pages.h"
#include "modules/results/result_view.h"
#include "modules/results/result_words.h"

#define DATA_BYTES (8 * MIB)
#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */

static const char *const columns[] = { "table",  "heading",   "question", "answered",
                                       "row",    "row_label", "column",   "column_label",
                                       "number", "hidden" };
#define N_COLUMNS (sizeof columns / sizeof columns[0])

static enum err opened(struct ctx *c, struct result_open *o)
{
    *o = (struct result_open){ 0 };
    enum err e = result_open(c, "/consultations/%/results", o);
    return !e && o->moved_to.n ? ctx_moved(c, o->moved_to) : e;
}

static void licence_header(struct ctx *c)
{
    resp_header_set(c->resp, STR("Link"), STR("<" DATA_LICENCE_URL ">; rel=\"license\""));
}

static void number_cell(struct buf *b, bool is_hidden, int64_t n)
{
    if (is_hidden)
        esc_csv(b, STR(""));
    else
        esc_csv_number(b, n);
}

static void csv_cell(struct ctx *c, struct buf *b, const struct figure_table *t, size_t at)
{
    size_t r = at / t->s.n_cols, k = at % t->s.n_cols;
    const struct small_cell *x = &t->s.cell[at];
    const struct str text[] = { t->code, result_heading(c->arena, t), t->question };
    const struct str label[] = { t->row[r].code, t->row[r].words, t->col[k].code,
                                 t->col[k].words };
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        esc_csv(b, text[i]);
        buf_char(b, ',');
    }
    number_cell(b, t->is_answered_hidden, t->n_answered);
    for (size_t i = 0; i < sizeof label / sizeof label[0]; i++) {
        buf_char(b, ',');
        esc_csv(b, label[i]);
    }
    buf_char(b, ',');
    number_cell(b, x->is_hidden, x->n);
    buf_char(b, ',');
    esc_csv(b, x->is_hidden ? STR("yes") : STR("no"));
    buf_lit(b, "\r\n");
}

static struct buf *csv_begin(struct ctx *c)
{
    struct str name[N_COLUMNS];
    struct buf *b = buf_in(c->arena, DATA_BYTES);
    for (size_t i = 0; i < N_COLUMNS; i++)
        name[i] = str_from(columns[i]);
    buf_lit(b, MARK);
    esc_csv_row(b, name, N_COLUMNS);
    return b;
}

static void csv_table(struct ctx *c, struct buf *b, const struct figure_table *t)
{
    for (size_t i = 0; i < t->s.n_rows * t->s.n_cols; i++)
        csv_cell(c, b, t, i);
}

static enum err csv_send(struct ctx *c, const struct buf *b, struct str name)
{
    licence_header(c);
    return ctx_send_file(c, STR("text/csv; charset=utf-8"), buf_view(b), name);
}

enum err result_csv_page(struct ctx *c)
{
    struct result_open o;
    enum err e = opened(c, &o);
    if (e || o.moved_to.n)
        return e;
    struct buf *b = csv_begin(c);
    for (size_t i = 0; i < o.r.figures.n; i++)
        csv_table(c, b, &o.r.figures.table[i]);
    return csv_send(c, b, str_printf(c->arena, "%.*s-results.csv", STR_ARG(o.x.slug)));
}

enum err result_table_csv_page(struct ctx *c)
{
    struct result_open o;
    enum err e = opened(c, &o);
    if (e || o.moved_to.n)
        return e;
    const struct figure_table *t = result_table_named(c, &o.r.figures, param_str(c, "table"));
    if (!t)
        return ERR_NOT_FOUND;
    struct buf *b = csv_begin(c);
    csv_table(c, b, t);
    return csv_send(c, b,
                    str_printf(c->arena, "%.*s-%.*s.csv", STR_ARG(o.x.slug),
                               STR_ARG(result_table_id(c->arena, t))));
}

/* --- JSON --- */

static void json_number(struct json *j, const char *key, bool is_hidden, int64_t n)
{
    if (is_hidden)
        json_text_or_null(j, key, (struct str){ 0 });
    else
        json_int(j, key, n);
}

static void json_table(struct ctx *c, struct json *j, const struct figure_table *t)
{
    json_open(j, NULL, '{');
    json_text(j, "table", t->code);
    json_text(j, "heading", result_heading(c->arena, t));
    json_text_or_null(j, "question", t->question);
    json_text_or_null(j, "text", t->words);
    json_number(j, "answered", t->is_answered_hidden, t->n_answered);
    if (t->mean_tenths >= 0)
        json_text(j, "mean",
                  str_printf(c->arena, "%lld.%lld", (long long)(t->mean_tenths / 10),
                             (long long)(t->mean_tenths % 10)));
    json_open(j, "cells", '[');
    for (size_t i = 0; i < t->s.n_rows * t->s.n_cols; i++) {
        const struct figure_label *r = &t->row[i / t->s.n_cols], *k = &t->col[i % t->s.n_cols];
        json_open(j, NULL, '{');
        json_text(j, "row", r->code);
        json_text(j, "row_label", r->words);
        json_text_or_null(j, "column", k->code);
        json_text_or_null(j, "column_label", k->words);
        json_number(j, "number", t->s.cell[i].is_hidden, t->s.cell[i].n);
        json_bool(j, "hidden", t->s.cell[i].is_hidden);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}

static void json_begin(struct ctx *c, struct json *j, const struct result_open *o)
{
    struct arena *a = c->arena;
    json_open(j, NULL, '{');
    json_open(j, "meta", '{');
    json_text(j, "licence", STR(DATA_LICENCE));
    json_text(j, "licence_url", STR(DATA_LICENCE_URL));
    json_open(j, "attribution", '[');
    json_text(j, NULL, str_printf(a, RESULTS_ATTRIBUTION, STR_ARG(c->site->service_name)));
    json_close(j, ']');
    json_text(j, "documentation", str_join(a, c->site->origin, STR("/data")));
    json_close(j, '}');
    json_text(j, "consultation", o->x.reference);
    json_text(j, "title", o->r.version.title);
    json_int(j, "version", o->r.version.n);
    json_text_or_null(j, "note", o->r.version.note);
    json_text(j, "published_on", date_iso(a, london_from_s(o->r.version.published_at_s).date));
    json_text(j, "summary", o->r.version.summary);
    json_text_or_null(j, "method", o->r.version.method);
    json_int(j, "answers_removed_since", o->r.version.n_removed);
    json_int(j, "responses_that_can_be_read", o->r.n_can_be_read);
}

enum err result_json_page(struct ctx *c)
{
    struct result_open o;
    struct result_quote *quote;
    size_t n = 0;
    enum err e = opened(c, &o);
    if (e || o.moved_to.n)
        return e;
    e = result_quotes(c->db, c->arena, o.x.id, &quote, &n);
    if (e)
        return e;
    struct json j = { .b = buf_in(c->arena, DATA_BYTES) };
    json_begin(c, &j, &o);
    json_open(&j, "tables", '[');
    for (size_t i = 0; i < o.r.figures.n; i++)
        json_table(c, &j, &o.r.figures.table[i]);
    json_close(&j, ']');
    json_open(&j, "quotations", '[');
    for (size_t i = 0; i < n; i++) {
        json_open(&j, NULL, '{');
        json_text(&j, "table", quote[i].code);
        json_text(&j, "words", quote[i].words);
        json_text(&j, "by", quote[i].by);
        json_int(&j, "response", quote[i].no);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    buf_char(j.b, '\n');
    licence_header(c);
    return ctx_send(c, STR("application/json; charset=utf-8"), buf_view(j.b));
}
