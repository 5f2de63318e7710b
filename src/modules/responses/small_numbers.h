/*
 * small_numbers.h: the one place that hides small numbers (security.md S55). A count of people
 * or responses from 1 to 4 singles somebody out: it is hidden, the next smallest of its row and
 * column with it, and as much more as it takes that no sum gives it back.
 *
 * What is promised: whoever knows every number shown, every sum, and that a hidden number is 1
 * at least (0 where a zero is hidden) is left with 1, 2, 3 and 4 all possible for each small
 * one. Where numbers known elsewhere leave less room than that, two values remain at least.
 * A zero says nobody and stays, save where nothing else can be hidden.
 */
#ifndef MODULES_RESPONSES_SMALL_NUMBERS_H
#define MODULES_RESPONSES_SMALL_NUMBERS_H

#include "core/base/arena.h"
#include "core/base/str.h"

#define SMALL_NUMBER_MOST 4   /* the largest that is hidden for itself */
#define PERCENT_BASE_LEAST 50 /* fewer answers have no percentages */
#define SMALL_TABLE_CELLS_MAX 4000

struct small_cell {
    int64_t n;
    bool is_hidden;    /* out; in: it is hidden in another table, and is to stay so here */
    bool is_fixed;     /* stands elsewhere or goes without saying: cannot be hidden */
    bool is_unprinted; /* follows from others, but is shown in no case: "did not answer" */
};

/* Totals are cells like others: the last column, the last row. */
struct small_table {
    size_t n_rows, n_cols;   /* with those of totals */
    bool has_total_col;      /* in each row the last cell is the sum of the others */
    bool has_total_row;      /* in each column likewise */
    struct small_cell *cell; /* row by row */
    bool is_tight; /* out: what is fixed left some small one less room than promised */
};

static inline struct small_cell *small_cell_at(const struct small_table *t, size_t row,
                                               size_t col)
{
    return &t->cell[row * t->n_cols + col];
}

bool small_number_is(int64_t n); /* 1 to 4 */

/* Sets is_hidden. False: it cannot be protected beside what is fixed (or memory ran out): the
 * table must be left out whole. */
bool small_numbers_hide(struct arena *a, struct small_table *t);

/* Whole per cent of `of`, rounded; -1: too few answered for a percentage, or none did. */
int small_numbers_percent(int64_t n, int64_t of);

#endif
