/*
 * figure.h: the figures of a consultation, computed from its rows (workflows.md, Definitions of
 * the counts), with small numbers hidden (S55) before anybody sees them.
 *
 * Received are all live responses, each in exactly one of valid, late left out, duplicate left
 * out, withdrawn, not valid. What is told of answers is told of the responses that count
 * (responses/response_counted.h): valid ones, a campaign that is counted once as one. People at
 * events are another figure. Of single answers nothing stands here, so that no two tables can
 * be laid over each other: they share their totals and nothing else.
 */
#ifndef MODULES_RESULTS_FIGURE_H
#define MODULES_RESULTS_FIGURE_H

#include "modules/consultations/question.h"
#include "modules/responses/small_numbers.h"

#define FIGURE_TABLES_MAX 900 /* two of each question, and a dozen more */
#define FIGURE_THEMES_MAX 200

enum figure_shape {
    FIGURE_NUMBERS,
    FIGURE_BARS,
    FIGURE_SCALE,
    FIGURE_COLUMNS,
    FIGURE_TABLE,
    FIGURE_SHAPE__MAX
};
const char *figure_shape_name(enum figure_shape s); /* as stored: "bars" */
bool figure_shape_from(struct str name, enum figure_shape *out);

struct figure_label {
    struct str code, words;
};

struct figure_table {
    struct str code; /* "who", "q12", "themes": of result_table */
    enum figure_shape shape;
    struct str finding, question, words;
    struct figure_label *row, *col;
    struct small_table s; /* its cells, row by row: totals too */
    int64_t n_answered;
    bool is_answered_hidden;
    int64_t mean_tenths; /* of a scale or number; -1: none, or it would give something back */
};

struct figures {
    struct figure_table *table; /* in the order of the page */
    size_t n;
    int64_t n_counted;
};

/* The code of rows and columns that are sums, and of those who gave no answer. */
#define FIGURE_TOTAL "total"
#define FIGURE_SILENT "none"
#define FIGURE_MEAN "mean"

/* ERR_LIMIT: more tables than there is room for. A table that cannot be shown without giving
 * somebody away is not there. */
enum err figures_compute(struct db *db, struct arena *a, const struct consultation *x,
                         struct figures *out) MUST_CHECK;
/* NULL: none of that code. */
const struct figure_table *figure_named(const struct figures *f, struct str code);
/* NULL: no such cell. col "": the only one. */
const struct small_cell *figure_cell(const struct figure_table *t, const char *row,
                                     const char *col);

#endif
