#include "modules/results/figure.h"

#include "modules/results/figure_inside.h"

static const char *const shapes[FIGURE_SHAPE__MAX] = {
    [FIGURE_NUMBERS] = "numbers", [FIGURE_BARS] = "bars",   [FIGURE_SCALE] = "scale",
    [FIGURE_COLUMNS] = "columns", [FIGURE_TABLE] = "table",
};

const char *figure_shape_name(enum figure_shape s)
{
    return shapes[s];
}

bool figure_shape_from(struct str name, enum figure_shape *out)
{
    for (int i = 0; i < FIGURE_SHAPE__MAX; i++)
        if (str_eq(name, str_from(shapes[i]))) {
            *out = (enum figure_shape)i;
            return true;
        }
    return false;
}

struct figure_table *figure_new(struct figure_work *w, struct str code, enum figure_shape shape,
                                size_t n_rows, size_t n_cols)
{
    if (w->out->n == FIGURE_TABLES_MAX || n_rows * n_cols == 0)
        return NULL;
    struct figure_table *t = &w->out->table[w->out->n];
    *t = (struct figure_table){ .code = code,
                                .shape = shape,
                                .s = { .n_rows = n_rows, .n_cols = n_cols },
                                .mean_tenths = -1 };
    t->row = arena_array(w->arena, n_rows, sizeof *t->row);
    t->col = arena_array(w->arena, n_cols, sizeof *t->col);
    t->s.cell = arena_array(w->arena, n_rows * n_cols, sizeof *t->s.cell);
    return t->row && t->col && t->s.cell ? t : NULL;
}

bool figure_keep(struct figure_work *w, struct figure_table *t)
{
    if (!small_numbers_hide(w->arena, &t->s))
        return false;
    w->out->n++;
    return true;
}

void figure_row(struct figure_table *t, size_t row, struct str code, struct str words,
                int64_t n)
{
    t->row[row] = (struct figure_label){ code, words };
    small_cell_at(&t->s, row, 0)->n = n;
}

void figure_total(struct figure_table *t, struct str words, int64_t n, bool is_fixed)
{
    size_t last = t->s.n_rows - 1;
    figure_row(t, last, STR(FIGURE_TOTAL), words, n);
    small_cell_at(&t->s, last, 0)->is_fixed = is_fixed;
    t->s.has_total_row = true;
}

/* Accounting, which was needed first, stands at the end of the page. */
static void last_put(struct figures *f, size_t n)
{
    struct figure_table moved;
    for (size_t i = 0; i < n && f->n < FIGURE_TABLES_MAX; i++) {
        moved = f->table[0];
        for (size_t k = 1; k < f->n; k++)
            f->table[k - 1] = f->table[k];
        f->table[f->n - 1] = moved;
    }
}

enum err figures_compute(struct db *db, struct arena *a, const struct consultation *x,
                         struct figures *out)
{
    struct figure_work *w = ARENA_NEW(a, struct figure_work);
    *out = (struct figures){ .table = arena_array(a, FIGURE_TABLES_MAX, sizeof *out->table) };
    if (!w || !out->table)
        return ERR_LIMIT;
    *w = (struct figure_work){ .db = db, .arena = a, .x = x, .out = out };
    enum err e = question_form_load(db, a, x->id, &w->form);
    if (!e)
        e = figures_account(w);
    out->n_counted = w->n_counted;
    /* Of fewer than 5 nothing is told but that they came. */
    if (e || w->n_counted <= SMALL_NUMBER_MOST)
        return e;
    size_t first = out->n;
    e = figures_questions(w);
    if (!e)
        e = figures_themes(w);
    if (!e)
        e = figures_when(w);
    if (!e)
        e = figures_who(w);
    if (!e)
        e = figures_equality(w);
    if (!e)
        e = figures_events(w);
    last_put(out, first);
    return e;
}

const struct figure_table *figure_named(const struct figures *f, struct str code)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->table[i].code, code))
            return &f->table[i];
    return NULL;
}

const struct small_cell *figure_cell(const struct figure_table *t, const char *row,
                                     const char *col)
{
    for (size_t r = 0; r < t->s.n_rows; r++)
        for (size_t k = 0; k < t->s.n_cols; k++)
            if (str_eq(t->row[r].code, str_from(row)) && str_eq(t->col[k].code, str_from(col)))
                return small_cell_at(&t->s, r, k);
    return NULL;
}
