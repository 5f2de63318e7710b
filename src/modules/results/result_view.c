#include "modules/results/result_view.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/results/result_pages.h"
#include "modules/results/result_words.h"

#define WORDS_HEADINGS 3 /* headings within somebody's words begin below the chart's */
#define WHOLE 100
#define COLUMN_STEP 60 /* units of the picture: a column with its gap */
#define COLUMN_WIDTH 46
#define COLUMN_GAP 7
#define COLUMN_TOP 24 /* room for the number above the highest */
#define COLUMN_HIGH 120
#define COLUMN_LABELS 26 /* room below for the weeks */
#define SCALE_WIDTH 600
#define SCALE_EDGE 2        /* white between parts */
#define SCALE_TEXT_LEAST 24 /* narrower parts have no number in them: the key tells it */
#define SCALE_COLOURS 5

static const struct {
    const char *code, *heading;
} headings[] = {
    { "account", HEADING_ACCOUNT },   { "of_which", HEADING_OF_WHICH },
    { "who", HEADING_WHO },           { "kinds", HEADING_KINDS },
    { "area", HEADING_AREA },         { "weeks", HEADING_WEEKS },
    { "months", HEADING_WEEKS },      { "themes", HEADING_THEMES },
    { "outcomes", HEADING_OUTCOMES }, { "kind:themes", HEADING_KIND_THEMES },
    { "people", HEADING_PEOPLE },     { "counts", HEADING_COUNTS },
};

struct str result_number(struct arena *a, int64_t n)
{
    if (n < 1000)
        return str_printf(a, "%lld", (long long)n);
    return str_printf(a, "%.*s,%03lld", STR_ARG(result_number(a, n / 1000)),
                      (long long)(n % 1000));
}

static bool is_theme(const struct figure_table *t)
{
    return str_starts(t->code, STR("themes")) || str_eq(t->code, STR("outcomes")) ||
           str_eq(t->code, STR("kind:themes"));
}

struct str result_heading(struct arena *a, const struct figure_table *t)
{
    if (t->finding.n)
        return t->finding;
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        if (str_eq(t->code, str_from(headings[i].code)))
            return str_from(headings[i].heading);
    return str_starts(t->code, STR("themes:"))
               ? str_printf(a, HEADING_THEMES_OF, STR_ARG(t->question))
               : t->question;
}

struct str result_answered(struct arena *a, const struct figures *f,
                           const struct figure_table *t)
{
    if (!t->question.n)
        return (struct str){ 0 };
    if (!t->is_answered_hidden)
        return t->n_answered == 1
                   ? STR(ANSWERED_ONE)
                   : str_printf(a, ANSWERED_MANY, STR_ARG(result_number(a, t->n_answered)));
    return str_printf(a, ANSWERED_HIDDEN, STR_ARG(result_number(a, f->n_counted)));
}

bool result_row_is_extra(const struct figure_table *t, size_t row)
{
    return str_eq(t->row[row].code, STR(FIGURE_TOTAL)) ||
           str_eq(t->row[row].code, STR(FIGURE_SILENT));
}

int64_t result_base(const struct figures *f, const struct figure_table *t)
{
    return t->is_answered_hidden || t->n_answered <= 0 ? f->n_counted : t->n_answered;
}

/* Shown answers, hidden ones, no answer, the sum. */
static int rank_of(const struct figure_table *t, size_t row)
{
    if (str_eq(t->row[row].code, STR(FIGURE_TOTAL)))
        return 3;
    if (str_eq(t->row[row].code, STR(FIGURE_SILENT)))
        return 2;
    return small_cell_at(&t->s, row, t->s.n_cols - 1)->is_hidden ? 1 : 0;
}

static bool comes_before(const struct figure_table *t, size_t a, size_t b)
{
    int of_a = rank_of(t, a), of_b = rank_of(t, b);
    if (of_a != of_b)
        return of_a < of_b;
    int64_t n_a = small_cell_at(&t->s, a, t->s.n_cols - 1)->n;
    int64_t n_b = small_cell_at(&t->s, b, t->s.n_cols - 1)->n;
    return of_a == 0 && n_a != n_b ? n_a > n_b : a < b;
}

size_t *result_row_order(struct arena *a, const struct figure_table *t)
{
    size_t *order = arena_array(a, t->s.n_rows + 1, sizeof *order);
    bool is_sorted = (t->shape == FIGURE_BARS && !str_eq(t->code, STR("who"))) || is_theme(t);
    for (size_t i = 0; order && i < t->s.n_rows; i++) {
        size_t at = i;
        while (is_sorted && at > 0 && comes_before(t, i, order[at - 1])) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    return order;
}

/* --- rows --- */

static void number_view(struct arena *a, const struct small_cell *x, struct view *v)
{
    view_bool(v, S(is_hidden), x->is_hidden);
    view_str(v, S(number), x->is_hidden ? STR(NUMBER_HIDDEN) : result_number(a, x->n));
}

static void row_view(struct ctx *c, const struct result_chart *x, size_t row, struct view *v)
{
    const struct figure_table *t = x->table;
    const struct small_cell *first = small_cell_at(&t->s, row, 0);
    struct list *cells = view_list(v, S(cells));
    int64_t base = result_base(x->figures, t);
    int percent = first->is_hidden || t->is_answered_hidden || result_row_is_extra(t, row)
                      ? -1
                      : small_numbers_percent(first->n, t->n_answered);
    view_str(v, S(label), t->row[row].words);
    for (size_t k = 0; k < t->s.n_cols; k++)
        number_view(c->arena, small_cell_at(&t->s, row, k), list_add(cells));
    number_view(c->arena, first, v);
    view_null(v, S(percent));
    if (percent >= 0)
        view_str(v, S(percent), str_printf(c->arena, "%d%%", percent));
    view_bool(v, S(is_extra), result_row_is_extra(t, row));
    view_int(v, S(width), first->is_hidden || base <= 0 ? 0 : first->n * WHOLE / base);
}

static bool any_hidden(const struct figure_table *t)
{
    for (size_t i = 0; i < t->s.n_rows * t->s.n_cols; i++)
        if (t->s.cell[i].is_hidden)
            return true;
    return false;
}

static bool has_percent(const struct figure_table *t)
{
    return t->shape != FIGURE_TABLE && !t->is_answered_hidden &&
           t->n_answered >= PERCENT_BASE_LEAST;
}

/* --- pictures --- */

/* "Very well: 4. Fairly well: 11." of all rows. */
static struct str described(struct arena *a, const struct figure_table *t)
{
    struct str all = { 0 };
    for (size_t i = 0; i < t->s.n_rows; i++) {
        const struct small_cell *x = &t->s.cell[i * t->s.n_cols];
        if (!result_row_is_extra(t, i))
            all =
                str_printf(a, "%.*s%s%.*s: %.*s.", STR_ARG(all), all.n ? " " : "",
                           STR_ARG(t->row[i].words),
                           STR_ARG(x->is_hidden ? STR(NUMBER_HIDDEN) : result_number(a, x->n)));
    }
    return all;
}

/* One stacked bar; drawn only where all of it is told. False: it is not. */
static bool scale_view(struct ctx *c, const struct figure_table *t, struct view *v)
{
    struct list *parts = view_list(v, S(parts));
    int64_t all = 0, at = 0, n = 0;
    for (size_t i = 0; i < t->s.n_rows; i++)
        all += result_row_is_extra(t, i) ? 0 : t->s.cell[i].n;
    if (any_hidden(t) || all == 0)
        return false;
    for (size_t i = 0; i < t->s.n_rows; i++) {
        if (result_row_is_extra(t, i))
            continue;
        int64_t width = t->s.cell[i].n * SCALE_WIDTH / all;
        struct view *part = list_add(parts);
        view_int(part, S(x), at);
        view_int(part, S(width), width > SCALE_EDGE ? width - SCALE_EDGE : 0);
        view_int(part, S(cx), at + width / 2);
        view_int(part, S(colour), n++ % SCALE_COLOURS + 1);
        view_str(part, S(label), t->row[i].words);
        view_str(part, S(number), result_number(c->arena, t->s.cell[i].n));
        view_bool(part, S(has_text), width >= SCALE_TEXT_LEAST);
        at += width;
    }
    return true;
}

static void columns_view(struct ctx *c, const struct figure_table *t, struct view *v)
{
    struct list *columns = view_list(v, S(columns));
    int64_t most = 1, at = 0;
    for (size_t i = 0; i < t->s.n_rows; i++)
        if (!result_row_is_extra(t, i) && !t->s.cell[i].is_hidden && t->s.cell[i].n > most)
            most = t->s.cell[i].n;
    for (size_t i = 0; i < t->s.n_rows; i++) {
        const struct small_cell *x = &t->s.cell[i];
        if (result_row_is_extra(t, i))
            continue;
        int64_t high = x->is_hidden ? 0 : x->n * COLUMN_HIGH / most;
        struct view *column = list_add(columns);
        view_int(column, S(x), at + COLUMN_GAP);
        view_int(column, S(y), COLUMN_TOP + COLUMN_HIGH - high);
        view_int(column, S(width), COLUMN_WIDTH);
        view_int(column, S(height), high);
        view_int(column, S(cx), at + COLUMN_STEP / 2);
        view_int(column, S(number_y), COLUMN_TOP + COLUMN_HIGH - high - 6);
        view_str(column, S(number),
                 x->is_hidden ? STR(NUMBER_HIDDEN_SHORT) : result_number(c->arena, x->n));
        view_str(column, S(label), t->row[i].words);
        at += COLUMN_STEP;
    }
    view_int(v, S(picture_width), at);
    view_int(v, S(picture_height), COLUMN_TOP + COLUMN_HIGH + COLUMN_LABELS);
    view_int(v, S(base_y), COLUMN_TOP + COLUMN_HIGH);
    view_int(v, S(label_y), COLUMN_TOP + COLUMN_HIGH + COLUMN_LABELS - 8);
}

/* --- the chart --- */

static void quotes_view(const struct result_chart *x, struct view *v)
{
    struct list *quotes = view_list(v, S(quotes));
    for (size_t i = 0; i < x->n_quotes; i++) {
        if (!str_eq(x->quote[i].code, x->table->code))
            continue;
        struct view *q = list_add(quotes);
        view_str(q, S(quote), x->quote[i].words);
        view_str(q, S(by), x->quote[i].by);
    }
}

static void notes_view(struct ctx *c, const struct figure_table *t, struct view *v)
{
    view_bool(v, S(has_hidden), any_hidden(t) || t->is_answered_hidden);
    view_bool(v, S(does_not_add_up),
              is_theme(t) || (t->shape == FIGURE_BARS && t->question.n && !t->s.has_total_row));
    view_bool(v, S(is_theme), is_theme(t));
    view_null(v, S(mean));
    if (t->mean_tenths >= 0)
        view_str(v, S(mean),
                 str_printf(c->arena, "%lld.%lld", (long long)(t->mean_tenths / 10),
                            (long long)(t->mean_tenths % 10)));
}

/* A question in words: how many answered it, which the line above says. */
static bool is_words(const struct figure_table *t)
{
    return t->shape == FIGURE_NUMBERS && t->question.n && t->s.n_rows == 1 &&
           t->mean_tenths < 0 && str_eq(t->row[0].code, STR("answered"));
}

/* "q12": the published answers to that question. */
static struct str answers_href(struct arena *a, const struct result_chart *x)
{
    struct str id = str_sub(x->table->code, 1, x->table->code.n);
    return x->answers.n ? url_query(a, x->answers, STR("question"), id) : (struct str){ 0 };
}

void result_chart_view(struct ctx *c, const struct result_chart *x, struct view *v)
{
    struct arena *a = c->arena;
    const struct figure_table *t = x->table;
    size_t *order = result_row_order(a, t);
    struct list *rows = view_list(v, S(rows)), *heads = view_list(v, S(heads));
    struct str heading = result_heading(a, t);
    struct str id = result_table_id(a, t);
    bool is_scale = t->shape == FIGURE_SCALE && scale_view(c, t, v);
    if (!is_scale)
        view_list(v, S(parts));
    if (t->shape == FIGURE_COLUMNS)
        columns_view(c, t, v);
    view_str(v, S(id), id);
    view_str(v, S(code), t->code);
    view_str(v, S(heading), heading);
    view_str(v, S(question), str_eq(heading, t->question) ? STR("") : t->question);
    view_str(v, S(answered), result_answered(a, x->figures, t));
    view_bool(v, S(has_words), t->words.n > 0);
    view_html(v, S(words), md_render(a, t->words, WORDS_HEADINGS, false));
    view_str(v, S(described), described(a, t));
    view_bool(v, S(is_words), is_words(t));
    view_str(v, S(answers_href), is_words(t) ? answers_href(a, x) : (struct str){ 0 });
    view_bool(v, S(is_numbers), t->shape == FIGURE_NUMBERS && !is_words(t));
    view_bool(v, S(is_scale), is_scale);
    view_bool(v, S(is_columns), t->shape == FIGURE_COLUMNS);
    view_bool(v, S(is_bars),
              t->shape == FIGURE_BARS || (t->shape == FIGURE_SCALE && !is_scale));
    view_bool(v, S(is_table), t->shape == FIGURE_TABLE);
    view_bool(v, S(has_percent), has_percent(t));
    view_str(v, S(row_head), is_theme(t) ? STR(HEAD_THEME) : STR(HEAD_ANSWER));
    for (size_t k = 0; k < t->s.n_cols; k++)
        view_str(list_add(heads), S(label),
                 t->col[k].words.n ? t->col[k].words : STR(HEAD_NUMBER));
    for (size_t i = 0; order && i < t->s.n_rows; i++)
        row_view(c, x, order[i], list_add(rows));
    view_bool(v, S(has_files), x->base.n > 0);
    view_str(v, S(svg_href), str_printf(a, "%.*s/%.*s.svg", STR_ARG(x->base), STR_ARG(id)));
    view_str(v, S(csv_href), str_printf(a, "%.*s/%.*s.csv", STR_ARG(x->base), STR_ARG(id)));
    notes_view(c, t, v);
    quotes_view(x, v);
}

void result_metrics_view(struct ctx *c, const struct figures *f, int64_t n_can_be_read,
                         struct view *v)
{
    const struct figure_table *t = figure_named(f, STR("counts"));
    const struct small_cell *bodies = t ? figure_cell(t, "bodies", "") : NULL;
    view_bool(v, S(has_metrics), t != NULL);
    view_str(v, S(n_responses), result_number(c->arena, f->n_counted));
    view_null(v, S(n_bodies));
    if (bodies && !bodies->is_hidden)
        view_str(v, S(n_bodies), result_number(c->arena, bodies->n));
    view_str(v, S(n_can_be_read), result_number(c->arena, n_can_be_read));
}
