/*
 * agreement.h: how far two readers of the same answers agree (3.37; workflows.md, Definitions
 * of the counts): per theme present or absent, over the answers that both read; per cent, and
 * Cohen's kappa, which is not defined where a reader used only one value.
 */
#ifndef MODULES_ANALYSIS_AGREEMENT_H
#define MODULES_ANALYSIS_AGREEMENT_H

#include "core/base/arena.h"
#include "modules/analysis/theme.h"

extern const struct sql_list agreement_sql;

/* Answers that both read, by whether each gave them the theme. */
struct agreement {
    int64_t both, first_only, second_only, neither;
};
/* Whole per cent, halves up; 0 answers: 0. */
int64_t agreement_per_cent(const struct agreement *x);
/* In hundredths, halves away from zero. False: not defined. */
bool agreement_kappa(const struct agreement *x, int64_t *hundredths);

struct theme_agreement {
    const struct theme *theme;
    struct agreement of;
};
/* What both have read. */
struct agreement_found {
    struct theme_agreement *theme; /* of those that one of the two used, in the frame's order */
    size_t n_themes;
    int64_t *differ; /* answers that they gave different themes, in their order */
    size_t n_differ;
    int64_t n_both;
};
#define AGREEMENT_ANSWERS_MAX 10000
/* ERR_TOO_MANY: more than AGREEMENT_ANSWERS_MAX of one consultation were read twice. */
enum err agreement_find(struct db *db, struct arena *a, int64_t consultation_id,
                        const struct theme *theme, size_t n_themes,
                        struct agreement_found *out) MUST_CHECK;

#endif
