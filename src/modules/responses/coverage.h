/*
 * coverage.h: while a consultation is open, whom it has heard from against the register (3.56,
 * B.4): by outcome, council area, kind, size and s.14 ground, so that gaps show while there is
 * time.
 *
 * In scope: active entries, each once however often it was merged, that work in the council
 * areas which the consultation concerns. Heard: a response that counts was sent for it, alone
 * or together with others; a person's own answer is no body's.
 */
#ifndef MODULES_RESPONSES_COVERAGE_H
#define MODULES_RESPONSES_COVERAGE_H

#include "modules/consultations/consultation.h"

extern const struct sql_list coverage_sql;

enum coverage_by {
    COVERAGE_BY_OUTCOME,
    COVERAGE_BY_AREA,
    COVERAGE_BY_KIND,
    COVERAGE_BY_SIZE,
    COVERAGE_BY_GROUND,
    COVERAGE_BY__MAX
};

struct covered_body {
    int64_t id;
    struct str name;
    struct str value[COVERAGE_BY__MAX]; /* codes, ";" between; empty: none is known */
    bool was_invited, was_heard;
};
struct coverage {
    struct covered_body *at; /* by name */
    size_t n;
    int64_t n_invited, n_heard;
};
#define COVERAGE_BODIES_MAX 20000
/* ERR_TOO_MANY: more. */
enum err coverage_load(struct db *db, struct arena *a, const struct consultation *x,
                       struct coverage *out) MUST_CHECK;

/* A line of one table: a code and how many bodies have it. */
struct coverage_line {
    struct str code; /* empty: not known */
    int64_t n, n_invited, n_heard;
};
#define COVERAGE_LINES_MAX 100
/* Nobody heard first, then the lowest share. */
size_t coverage_lines(const struct coverage *c, enum coverage_by by,
                      struct coverage_line out[COVERAGE_LINES_MAX]);
/* Has the body that code; an empty code: has it none? */
bool coverage_has(const struct covered_body *b, enum coverage_by by, struct str code);

#endif
