/*
 * figure_inside.h: the parts of figures_compute. Used in this room only.
 */
#ifndef MODULES_RESULTS_FIGURE_INSIDE_H
#define MODULES_RESULTS_FIGURE_INSIDE_H

#include "modules/results/figure.h"

struct figure_work {
    struct db *db;
    struct arena *arena;
    const struct consultation *x;
    struct question_form form;
    struct figures *out;
    int64_t n_counted; /* responses that count */
    struct figure_table
        *of_question[QUESTIONS_MAX]; /* tables of the form's questions; or NULL */
};

/* The next table, not yet part of the figures; NULL: out of room. */
struct figure_table *figure_new(struct figure_work *w, struct str code, enum figure_shape shape,
                                size_t n_rows, size_t n_cols);
/* Hides small numbers; keeps the table where that can be done. */
bool figure_keep(struct figure_work *w, struct figure_table *t);
/* A row with its only cell. */
void figure_row(struct figure_table *t, size_t row, struct str code, struct str words,
                int64_t n);
/* The last row: the sum of those before it, known to be so many. */
void figure_total(struct figure_table *t, struct str words, int64_t n, bool is_fixed);

/* figure_account.c: accounting by channel, its "of which", who, kinds, areas, weeks, events. */
enum err figures_account(struct figure_work *w) MUST_CHECK;
enum err figures_who(struct figure_work *w) MUST_CHECK;
enum err figures_when(struct figure_work *w) MUST_CHECK;
enum err figures_events(struct figure_work *w) MUST_CHECK;
/* figure_question.c: closed questions, and those about equality */
enum err figures_questions(struct figure_work *w) MUST_CHECK;
enum err figures_equality(struct figure_work *w) MUST_CHECK;
/* figure_theme.c */
enum err figures_themes(struct figure_work *w) MUST_CHECK;

extern const struct sql_list figure_account_sql;
extern const struct sql_list figure_question_sql;
extern const struct sql_list figure_theme_sql;

#endif
