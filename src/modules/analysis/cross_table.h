/*
 * cross_table.h: responses by two of their properties (3.35): who answered, kind of
 * organisation, council area, how it came, theme, outcome, or what was chosen in a question.
 * For staff alone: small numbers are not hidden.
 */
#ifndef MODULES_ANALYSIS_CROSS_TABLE_H
#define MODULES_ANALYSIS_CROSS_TABLE_H

#include "modules/analysis/theme.h"
#include "modules/consultations/question.h"

extern const struct sql_list cross_table_sql;

#define CROSS_MAX 60 /* rows, and columns */

enum cross_by {
    CROSS_BY_WHO,
    CROSS_BY_KIND,
    CROSS_BY_AREA,
    CROSS_BY_CHANNEL,
    CROSS_BY_THEME,
    CROSS_BY_OUTCOME,
    CROSS_BY_QUESTION,
    CROSS_BY__MAX
};
struct cross_side {
    enum cross_by by;
    int64_t question_id;
    struct str code[CROSS_MAX]; /* "fife", "12" of a theme, an option */
    size_t n;
    int64_t total[CROSS_MAX]; /* responses that have it */
    bool is_several;          /* a response can have several of them */
};
struct cross_table {
    struct cross_side row, col;
    int64_t n[CROSS_MAX][CROSS_MAX]; /* rows, columns */
    int64_t n_responses;             /* that count */
};
/* row.by, col.by and their question are given. Codes in the order in which they were met. */
enum err cross_table_fill(struct db *db, struct arena *a, int64_t consultation_id,
                          struct cross_table *out) MUST_CHECK;

#endif
