/* cross_pages.c: a cross-table, to read and as CSV. */
#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/cross_table.h"
#include "modules/analysis/search_desk.h"
#include "modules/analysis/search_pages.h"
#include "modules/analysis/search_words.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"
#include "modules/responses/response_desk.h"

#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */

struct crossing {
    struct search_desk d;
    struct cross_table t;
    struct list_words kinds;
    struct area_list areas;
    size_t row[CROSS_MAX], col[CROSS_MAX]; /* in the order shown: most first */
};

static const struct {
    const char *word, *label;
} sides[CROSS_BY_QUESTION] = {
    [CROSS_BY_WHO] = { "who", CROSS_WHO },
    [CROSS_BY_KIND] = { "kind", CROSS_KIND },
    [CROSS_BY_AREA] = { "area", CROSS_AREA },
    [CROSS_BY_CHANNEL] = { "channel", CROSS_CHANNEL },
    [CROSS_BY_THEME] = { "theme", CROSS_THEME },
    [CROSS_BY_OUTCOME] = { "outcome", CROSS_OUTCOME },
};

static bool is_closed_question(const struct question *q)
{
    return !q->is_equality && (q->type == QUESTION_ONE || q->type == QUESTION_SEVERAL ||
                               q->type == QUESTION_SCALE);
}

/* "who", "q12" */
static struct str side_word(struct arena *a, const struct cross_side *s)
{
    return s->by == CROSS_BY_QUESTION ? str_printf(a, "q%lld", (long long)s->question_id)
                                      : str_from(sides[s->by].word);
}

static bool read_side(struct crossing *k, const char *name, enum cross_by otherwise,
                      struct cross_side *s)
{
    struct str word = param_str(k->d.k.c, name);
    s->by = otherwise;
    if (!word.n)
        return true;
    for (int i = 0; i < CROSS_BY_QUESTION; i++)
        if (str_eq(word, str_from(sides[i].word))) {
            s->by = (enum cross_by)i;
            return true;
        }
    s->by = CROSS_BY_QUESTION;
    const struct question *q =
        str_starts(word, STR("q")) && str_to_i64(str_sub(word, 1, word.n), &s->question_id)
            ? question_find(&k->d.k.form, s->question_id)
            : NULL;
    return q && is_closed_question(q);
}

/* Alike ones by their code, what has none last: no order is left to chance. */
static bool comes_before(const struct cross_side *s, size_t x, size_t y)
{
    if (s->total[x] != s->total[y])
        return s->total[x] > s->total[y];
    if (!s->code[x].n != !s->code[y].n)
        return s->code[x].n > 0;
    return str_cmp(s->code[x], s->code[y]) < 0;
}

/* Most first; `order` holds places in s->code. */
static void sort_side(const struct cross_side *s, size_t order[CROSS_MAX])
{
    for (size_t i = 0; i < s->n; i++) {
        size_t at = i;
        for (; at > 0 && comes_before(s, i, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static enum err crossing_open(struct ctx *c, struct crossing **out)
{
    struct crossing *k = *out = ARENA_NEW(c->arena, struct crossing);
    if (!k)
        return ERR_LIMIT;
    *k = (struct crossing){ 0 };
    enum err e = search_desk_open(c, &k->d);
    if (!e && (!read_side(k, "row", CROSS_BY_THEME, &k->t.row) ||
               !read_side(k, "col", CROSS_BY_WHO, &k->t.col)))
        e = ERR_NOT_FOUND;
    if (!e)
        e = list_load(c->db, c->arena, "body_kind", &k->kinds);
    if (!e)
        e = area_list(c->db, c->arena, &k->areas);
    if (!e)
        e = cross_table_fill(c->db, c->arena, k->d.k.x.id, &k->t);
    if (e)
        return e;
    sort_side(&k->t.row, k->row);
    sort_side(&k->t.col, k->col);
    return OK;
}

/* --- what stands in heads --- */

static struct str theme_label(const struct crossing *k, struct str code)
{
    int64_t id = 0;
    const struct theme *t =
        str_to_i64(code, &id) ? theme_of(k->d.k.theme, k->d.k.n_themes, id) : NULL;
    return t ? t->name : code;
}

static struct str code_label(const struct crossing *k, const struct cross_side *s,
                             struct str code)
{
    const struct area *area;
    const struct question *q;
    switch (s->by) {
    case CROSS_BY_WHO:
        return response_who_words(code);
    case CROSS_BY_KIND:
        return code.n ? list_label(&k->kinds, code) : STR(CROSS_NO_KIND);
    case CROSS_BY_AREA:
        area = area_named(&k->areas, code);
        return area ? area->name : code.n ? code : STR(CROSS_NO_AREA);
    case CROSS_BY_CHANNEL:
        return consultation_label(consultation_channels, code);
    case CROSS_BY_THEME:
    case CROSS_BY_OUTCOME:
        return theme_label(k, code);
    default:
        q = question_find(&k->d.k.form, s->question_id);
        return q ? question_option_label(q, code) : code;
    }
}

static struct str side_label(const struct crossing *k, const struct cross_side *s)
{
    if (s->by != CROSS_BY_QUESTION)
        return str_from(sides[s->by].label);
    const struct question *q = question_find(&k->d.k.form, s->question_id);
    return q ? question_called(k->d.k.c->arena, q) : STR("");
}

/* --- the page --- */

static void options_view(struct crossing *k, symbol as, const struct cross_side *now)
{
    struct arena *a = k->d.k.c->arena;
    struct list *list = view_list(k->d.k.page, as);
    for (int i = 0; i < CROSS_BY_QUESTION; i++) {
        struct view *v = list_add(list);
        view_str(v, S(value), str_from(sides[i].word));
        view_str(v, S(label), str_from(sides[i].label));
        view_bool(v, S(checked), (int)now->by == i);
    }
    for (size_t i = 0; i < k->d.k.form.n; i++) {
        const struct question *q = &k->d.k.form.question[i];
        if (!is_closed_question(q))
            continue;
        struct view *v = list_add(list);
        view_str(v, S(value), str_printf(a, "q%lld", (long long)q->id));
        view_str(v, S(label), question_called(a, q));
        view_bool(v, S(checked), now->by == CROSS_BY_QUESTION && now->question_id == q->id);
    }
}

/* As filters of the search; false: the search knows no such filter. */
static bool as_filter(const struct cross_side *s, struct str code, struct search_desk *d)
{
    if (s->by == CROSS_BY_WHO)
        d->f.who = code;
    else if (s->by == CROSS_BY_AREA && code.n)
        d->f.area = code;
    else if (s->by == CROSS_BY_CHANNEL)
        d->f.channel = code;
    else
        return (s->by == CROSS_BY_THEME || s->by == CROSS_BY_OUTCOME) &&
               str_to_i64(code, &d->f.theme_id);
    return true;
}

static void cell_view(struct crossing *k, size_t row, size_t col, struct view *v)
{
    struct search_desk to = k->d;
    to.f = (struct answer_filter){ .consultation_id = k->d.f.consultation_id };
    bool leads = as_filter(&k->t.row, k->t.row.code[row], &to) &&
                 as_filter(&k->t.col, k->t.col.code[col], &to);
    view_int(v, S(n), k->t.n[row][col]);
    view_str(v, S(label), code_label(k, &k->t.col, k->t.col.code[col]));
    view_str(v, S(href),
             leads && k->t.n[row][col] ? search_desk_path(&to, "/search", STR("")) : STR(""));
}

static void table_view(struct crossing *k)
{
    struct view *page = k->d.k.page;
    struct list *heads = view_list(page, S(heads)), *rows = view_list(page, S(rows));
    for (size_t j = 0; j < k->t.col.n; j++) {
        struct view *v = list_add(heads);
        view_str(v, S(label), code_label(k, &k->t.col, k->t.col.code[k->col[j]]));
        view_int(v, S(n), k->t.col.total[k->col[j]]);
    }
    for (size_t i = 0; i < k->t.row.n; i++) {
        struct view *v = list_add(rows);
        struct list *cells = view_list(v, S(cells));
        view_str(v, S(label), code_label(k, &k->t.row, k->t.row.code[k->row[i]]));
        view_int(v, S(total), k->t.row.total[k->row[i]]);
        for (size_t j = 0; j < k->t.col.n; j++)
            cell_view(k, k->row[i], k->col[j], list_add(cells));
    }
    view_bool(page, S(has_rows), k->t.row.n > 0 && k->t.col.n > 0);
    view_int(page, S(n_responses), k->t.n_responses);
    view_bool(page, S(is_several), k->t.row.is_several || k->t.col.is_several);
}

static struct str csv_path(struct crossing *k)
{
    struct arena *a = k->d.k.c->arena;
    struct str at =
        url_query(a, coding_path(&k->d.k, "/cross.csv"), STR("row"), side_word(a, &k->t.row));
    return url_query(a, at, STR("col"), side_word(a, &k->t.col));
}

enum err cross_table_page(struct ctx *c)
{
    struct crossing *k;
    enum err e = crossing_open(c, &k);
    if (!e)
        e = search_desk_show(&k->d, "/cross");
    if (e)
        return e;
    options_view(k, S(row_options), &k->t.row);
    options_view(k, S(col_options), &k->t.col);
    table_view(k);
    view_str(k->d.k.page, S(row_label), side_label(k, &k->t.row));
    view_str(k->d.k.page, S(col_label), side_label(k, &k->t.col));
    view_str(k->d.k.page, S(csv_href), csv_path(k));
    return ctx_render(c, "analysis/cross", k->d.k.page);
}

/* --- the file --- */

enum err cross_table_csv_page(struct ctx *c)
{
    struct crossing *k;
    enum err e = crossing_open(c, &k);
    if (e)
        return e;
    struct buf *b = buf_in(c->arena, 4 * MIB);
    struct str cell[CROSS_MAX + 2];
    size_t n = 0;
    cell[n++] = side_label(k, &k->t.row);
    cell[n++] = STR(CROSS_TOTAL);
    for (size_t j = 0; j < k->t.col.n; j++)
        cell[n++] = code_label(k, &k->t.col, k->t.col.code[k->col[j]]);
    buf_lit(b, MARK);
    esc_csv_row(b, cell, n);
    for (size_t i = 0; i < k->t.row.n; i++) {
        n = 0;
        cell[n++] = code_label(k, &k->t.row, k->t.row.code[k->row[i]]);
        cell[n++] = str_printf(c->arena, "%lld", (long long)k->t.row.total[k->row[i]]);
        for (size_t j = 0; j < k->t.col.n; j++)
            cell[n++] = str_printf(c->arena, "%lld", (long long)k->t.n[k->row[i]][k->col[j]]);
        esc_csv_row(b, cell, n);
    }
    return ctx_send_file(
        c, STR("text/csv; charset=utf-8"), buf_view(b),
        str_printf(c->arena, "cross-table-%.*s.csv", STR_ARG(k->d.k.x.reference)));
}
