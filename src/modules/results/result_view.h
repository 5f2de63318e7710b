/*
 * result_view.h: figures on pages: each table with its heading, its rows in words and what its
 * picture is drawn from. The same for the public page, for staff and for the report.
 */
#ifndef MODULES_RESULTS_RESULT_VIEW_H
#define MODULES_RESULTS_RESULT_VIEW_H

#include "core/web/ctx.h"
#include "modules/results/result.h"

struct result_chart {
    const struct figures *figures;
    const struct figure_table *table;
    struct str
        base; /* of the addresses of its files: "/consultations/plan/results"; or empty */
    struct str answers; /* the list of published responses; or empty */
    const struct result_quote *quote;
    size_t n_quotes;
};

/* Its heading: the finding, or what it is. */
struct str result_heading(struct arena *a, const struct figure_table *t);
/* "44 of 44 answered"; of one that hides it in words; empty: there is nothing to say. */
struct str result_answered(struct arena *a, const struct figures *f,
                           const struct figure_table *t);
/* Rows in the order of a picture: the largest first where they have no order of their own,
 * hidden ones after them as they were asked (their order would tell), sums last. */
size_t *result_row_order(struct arena *a, const struct figure_table *t);
bool result_row_is_extra(const struct figure_table *t, size_t row); /* a sum, or no answer */
/* How many the bars are measured by. */
int64_t result_base(const struct figures *f, const struct figure_table *t);

/* What templates/results/chart.mustache needs. */
void result_chart_view(struct ctx *c, const struct result_chart *x, struct view *v);
/* has_metrics; n_responses, n_bodies (or null: hidden), n_can_be_read */
void result_metrics_view(struct ctx *c, const struct figures *f, int64_t n_can_be_read,
                         struct view *v);
/* "1,204" */
struct str result_number(struct arena *a, int64_t n);

#endif
