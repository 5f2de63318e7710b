/* test_small_numbers.c: small numbers are hidden, and nothing gives them back
 * (modules/responses/small_numbers.h). */
#include "tests/tap.h"

#include "modules/responses/small_numbers.h"

#include <string.h>

#define CELLS_MAX 64
#define UNKNOWN_MOST 1000000

static struct arena *a;
static uint64_t seed = 20261123;

static int64_t random_below(int64_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((seed >> 33) % (uint64_t)n);
}

/* One column; a "*" is hidden. */
static struct str column(const int64_t *n, size_t rows, bool has_total, bool is_total_fixed)
{
    struct small_cell cell[CELLS_MAX] = { 0 };
    for (size_t i = 0; i < rows; i++)
        cell[i].n = n[i];
    cell[rows - 1].is_fixed = is_total_fixed;
    struct small_table t = {
        .n_rows = rows, .n_cols = 1, .has_total_row = has_total, .cell = cell
    };
    if (!small_numbers_hide(a, &t))
        return STR("left out");
    struct str out = STR("");
    for (size_t i = 0; i < rows; i++)
        out = cell[i].is_hidden ? str_join(a, out, STR("* "))
                                : str_printf(a, "%.*s%lld ", STR_ARG(out), (long long)n[i]);
    return out;
}
#define COLUMN(has_total, is_fixed, ...)                                                       \
    column((int64_t[]){ __VA_ARGS__ }, sizeof((int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t),   \
           has_total, is_fixed)

static void by_hand(void)
{
    is_str(COLUMN(true, true, 33, 26, 19, 78), "33 26 19 78 ",
           "[3.41] nothing small, nothing hidden");
    is_str(COLUMN(true, true, 33, 3, 19, 0, 55), "33 * * 0 55 ",
           "[3.41] a count under 5 is hidden, and the next smallest with it");
    is_str(COLUMN(true, true, 33, 5, 55, 93), "33 5 55 93 ", "five is shown");
    is_str(COLUMN(false, false, 33, 3, 19, 0), "33 * * 0 ",
           "and where there is no total, as the rule says it");
    is_str(COLUMN(true, true, 30, 1, 1, 32), "* * * 32 ",
           "two that would be known to be 1 each take a third");
    is_str(COLUMN(true, true, 30, 3, 33), "* * 33 ", "of two both");
    is_str(COLUMN(true, false, 0, 3, 0, 3), "0 * 0 * ", "a small total is hidden too");
    is_str(COLUMN(true, true, 0, 3, 0, 3), "left out",
           "and where it is known elsewhere the table is left out");
    is_str(COLUMN(true, true, 1, 1, 1, 1, 1, 5), "left out",
           "so is one of which everything would be known");
    is_i64(small_numbers_percent(26, 49), -1, "[S55] (ASVS 14.2.6) no percentages under 50");
    is_i64(small_numbers_percent(25, 50), 50, "from 50 on");
    is_i64(small_numbers_percent(2, 3000), 0, "rounded");
}

/* --- somebody who works hidden cells out --- */

struct attack {
    const struct small_table *t;
    int64_t lo[CELLS_MAX], hi[CELLS_MAX];
};

/* A cell's sign in the sum of its line; 0: it is not in it. Lines: rows, then columns. */
static int sign_in(const struct small_table *t, size_t line, size_t cell)
{
    size_t row = cell / t->n_cols, col = cell % t->n_cols;
    if (line < t->n_rows)
        return !t->has_total_col || row != line ? 0 : col == t->n_cols - 1 ? -1 : 1;
    return !t->has_total_row || col != line - t->n_rows ? 0 : row == t->n_rows - 1 ? -1 : 1;
}

/* From one line: each cell is what the others leave. True: something became closer. */
static bool line_narrow(struct attack *x, size_t line)
{
    size_t n = x->t->n_rows * x->t->n_cols;
    bool did = false;
    for (size_t i = 0; i < n; i++) {
        int own = sign_in(x->t, line, i);
        int64_t lo = 0, hi = 0;
        for (size_t k = 0; own && k < n; k++) {
            int s = k == i ? 0 : -own * sign_in(x->t, line, k);
            lo += s > 0 ? x->lo[k] : s < 0 ? -x->hi[k] : 0;
            hi += s > 0 ? x->hi[k] : s < 0 ? -x->lo[k] : 0;
        }
        if (own && lo > x->lo[i])
            x->lo[i] = lo, did = true;
        if (own && hi < x->hi[i])
            x->hi[i] = hi, did = true;
    }
    return did;
}

static bool is_total(const struct small_table *t, size_t i)
{
    return (t->has_total_row && i / t->n_cols == t->n_rows - 1) ||
           (t->has_total_col && i % t->n_cols == t->n_cols - 1);
}

/* 1 to 4 are all possible; a total, whose parts are 1 each at least, may be no small one. */
static bool is_wide(const struct attack *x, size_t i)
{
    return is_total(x->t, i) ? x->hi[i] > SMALL_NUMBER_MOST
                             : x->lo[i] <= 1 && x->hi[i] >= SMALL_NUMBER_MOST;
}

static bool attack_narrow(struct attack *x)
{
    size_t n = x->t->n_rows * x->t->n_cols;
    bool has_zero_hidden = false, did = true;
    for (size_t i = 0; i < n; i++)
        has_zero_hidden |= x->t->cell[i].is_hidden && x->t->cell[i].n == 0;
    for (size_t i = 0; i < n; i++) {
        const struct small_cell *c = &x->t->cell[i];
        bool is_out = c->is_hidden || c->is_unprinted;
        x->lo[i] = !is_out ? c->n : has_zero_hidden || c->is_unprinted ? 0 : 1;
        x->hi[i] = is_out ? UNKNOWN_MOST : c->n;
    }
    for (int round = 0; did && round < 60; round++) {
        did = false;
        for (size_t line = 0; line < x->t->n_rows + x->t->n_cols; line++)
            did |= line_narrow(x, line);
    }
    for (size_t i = 0; i < n; i++)
        if (small_number_is(x->t->cell[i].n) && !is_wide(x, i))
            return false;
    return true;
}

/* Elimination over all sums at once: how many small cells have one solution. */
static size_t attack_solve(const struct small_table *t)
{
    double m[CELLS_MAX][CELLS_MAX] = { { 0 } };
    size_t n = t->n_rows * t->n_cols, lines = t->n_rows + t->n_cols, rank = 0, solved = 0;
    for (size_t line = 0; line < lines; line++)
        for (size_t i = 0; i < n; i++)
            if (t->cell[i].is_hidden || t->cell[i].is_unprinted)
                m[line][i] = sign_in(t, line, i);
    for (size_t i = 0; i < n && rank < lines; i++) {
        size_t at = rank;
        while (at < lines && m[at][i] * m[at][i] < 1e-9)
            at++;
        if (at == lines)
            continue;
        double row[CELLS_MAX], by = m[at][i];
        memcpy(row, m[at], sizeof row);
        memcpy(m[at], m[rank], sizeof row);
        for (size_t k = 0; k < n; k++)
            m[rank][k] = row[k] / by;
        for (size_t l = 0; l < lines; l++) {
            double f = m[l][i];
            for (size_t k = 0; l != rank && k < n; k++)
                m[l][k] -= f * m[rank][k];
        }
        rank++;
    }
    for (size_t line = 0; line < rank; line++) {
        size_t others = 0, last = 0;
        for (size_t i = 0; i < n; i++)
            if (m[line][i] * m[line][i] > 1e-9) {
                others++;
                last = i;
            }
        solved += others == 1 && small_number_is(t->cell[last].n);
    }
    return solved;
}

/* --- random tables --- */

static int64_t random_count(int64_t kind)
{
    int64_t r = random_below(10);
    if (r < 2)
        return 0;
    if (r < 3 + kind)
        return 1 + random_below(4);
    return r < 9 ? 5 + random_below(40) : random_below(3000);
}

static void table_fill(struct small_table *t, struct small_cell *cell, int64_t most)
{
    memset(cell, 0, CELLS_MAX * sizeof *cell);
    t->cell = cell;
    size_t rows = t->n_rows - t->has_total_row, cols = t->n_cols - t->has_total_col;
    int64_t kind = random_below(6);
    for (size_t r = 0; r < rows; r++)
        for (size_t k = 0; k < cols; k++) {
            int64_t n = most ? random_below(most + 1) : random_count(kind);
            small_cell_at(t, r, k)->n = n;
            if (t->has_total_col)
                small_cell_at(t, r, cols)->n += n;
            if (t->has_total_row)
                small_cell_at(t, rows, k)->n += n;
            if (t->has_total_row && t->has_total_col)
                small_cell_at(t, rows, cols)->n += n;
        }
}

static void by_thousands(void)
{
    size_t n_wide = 0, n_solved = 0, n_small_shown = 0, n_out = 0, n_hidden = 0, n_cells = 0;
    for (int i = 0; i < 6000; i++) {
        struct small_table t = { .n_rows = 2 + (size_t)random_below(6),
                                 .n_cols = 1 + (size_t)random_below(6),
                                 .has_total_row = random_below(4) > 0 };
        t.has_total_col = t.n_cols > 2 && random_below(4) > 0;
        struct small_cell cell[CELLS_MAX];
        table_fill(&t, cell, 0);
        n_out += !small_numbers_hide(a, &t);
        struct attack x = { .t = &t };
        n_wide += !attack_narrow(&x);
        n_solved += attack_solve(&t);
        size_t n = t.n_rows * t.n_cols;
        for (size_t k = 0; k < n; k++) {
            n_small_shown += small_number_is(cell[k].n) && !cell[k].is_hidden;
            n_hidden += cell[k].is_hidden;
        }
        n_cells += n;
        arena_reset(a);
    }
    is_i64(n_small_shown, 0, "[S55] (ASVS 14.2.6) of 6,000 tables none shows a number under 5");
    is_i64(n_wide, 0, "[S55] (ASVS 14.2.6) no sum tells which of 1 to 4 a hidden one is");
    is_i64(n_solved, 0, "[S55] (ASVS 14.2.6) all sums together solve none");
    is_i64(n_out, 0, "and none had to be left out");
    ok(n_hidden * 100 < n_cells * 75, "%zu of %zu are hidden", n_hidden, n_cells);
}

/* --- every table that it could also be --- */

struct every {
    struct small_table *t;
    size_t rows, cols; /* without totals */
    int64_t most, try[CELLS_MAX], lo[CELLS_MAX], hi[CELLS_MAX];
};

static bool line_fits(const struct every *x, size_t line)
{
    const struct small_table *t = x->t;
    bool is_row = line < x->rows;
    size_t n = is_row ? x->cols : x->rows, k = is_row ? line : line - x->rows;
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += is_row ? x->try[k * x->cols + i] : x->try[i * x->cols + k];
    const struct small_cell *total =
        is_row ? small_cell_at(t, k, x->cols) : small_cell_at(t, x->rows, k);
    return total->is_hidden ? sum > 0 : sum == total->n;
}

static void every_take(struct every *x)
{
    int64_t all = 0;
    for (size_t i = 0; i < x->rows * x->cols; i++)
        all += x->try[i];
    const struct small_cell *grand = small_cell_at(x->t, x->rows, x->cols);
    if (!grand->is_hidden && all != grand->n)
        return;
    for (size_t line = 0; line < x->rows + x->cols; line++)
        if (!line_fits(x, line))
            return;
    for (size_t i = 0; i < x->rows * x->cols; i++) {
        x->lo[i] = x->try[i] < x->lo[i] ? x->try[i] : x->lo[i];
        x->hi[i] = x->try[i] > x->hi[i] ? x->try[i] : x->hi[i];
    }
}

static void every_try(struct every *x, size_t at)
{
    if (at == x->rows * x->cols) {
        every_take(x);
        return;
    }
    const struct small_cell *c = small_cell_at(x->t, at / x->cols, at % x->cols);
    int64_t from = c->is_hidden ? 1 : c->n, to = c->is_hidden ? x->most : c->n;
    for (x->try[at] = from; x->try[at] <= to; x->try[at]++)
        every_try(x, at + 1);
}

static void by_every_other(void)
{
    size_t n_small = 0, n_bad = 0;
    for (int i = 0; i < 400; i++) {
        struct small_table t = {
            .n_rows = 3, .n_cols = 4, .has_total_row = true, .has_total_col = true
        };
        struct small_cell cell[CELLS_MAX];
        table_fill(&t, cell, 2 + random_below(5));
        bool did = small_numbers_hide(a, &t);
        struct every x = { .t = &t, .rows = 2, .cols = 3, .most = 10 };
        for (size_t k = 0; k < CELLS_MAX; k++)
            x.lo[k] = UNKNOWN_MOST;
        every_try(&x, 0);
        for (size_t k = 0; did && k < 6; k++)
            if (small_number_is(small_cell_at(&t, k / 3, k % 3)->n)) {
                n_small++;
                n_bad += x.lo[k] > 1 || x.hi[k] < SMALL_NUMBER_MOST;
            }
        arena_reset(a);
    }
    ok(n_small > 500, "%zu small numbers of tables of which every other one was tried",
       n_small);
    is_i64(n_bad, 0, "[S55] (ASVS 14.2.6) for each there are tables with 1, 2, 3 and 4");
}

static void others_hidden(void)
{
    /* Of 60 answers 12 are hidden in another table: neither sum nor difference gives them here.
     */
    struct small_cell cell[4] = {
        { .n = 12, .is_hidden = true }, { .n = 20 }, { .n = 28 }, { .n = 60, .is_fixed = true }
    };
    struct small_table t = { .n_rows = 4, .n_cols = 1, .has_total_row = true, .cell = cell };
    ok(small_numbers_hide(a, &t) && cell[0].is_hidden && cell[1].is_hidden &&
           !cell[2].is_hidden,
       "[S55] (ASVS 14.2.6) what another table hides is hidden here, and no sum gives it");
    /* "Did not answer" is shown nowhere, and yet the sums would tell it. */
    struct small_cell silent[4] = { { .n = 20 },
                                    { .n = 21 },
                                    { .n = 3, .is_unprinted = true },
                                    { .n = 44, .is_fixed = true } };
    t.cell = silent;
    ok(small_numbers_hide(a, &t) && silent[0].is_hidden && !silent[1].is_hidden,
       "what is not printed is not to be worked out either");
}

int main(void)
{
    a = arena_new(8 << 20);
    by_hand();
    by_thousands();
    by_every_other();
    others_hidden();
    arena_free(a);
    return done_testing();
}
