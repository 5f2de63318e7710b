/*
 * plan.h: the plan cycle of a partnership (P.1): a plan of s.19 of the Community Justice
 * (Scotland) Act 2016 with its period, council areas, stage and dates; or one that was made
 * before this record, of which only that is kept.
 *
 * Rows are the partnership's own: who may is asked before (CAP_PLAN_DECIDE).
 */
#ifndef MODULES_PLANS_PLAN_H
#define MODULES_PLANS_PLAN_H

#include "core/base/arena.h"
#include "modules/audit/change.h"

extern const struct sql_list plan_sql, plan_write_sql;

#define PLANS_MAX 100 /* of one partnership */
#define PLAN_AREAS_MAX 10
#define PLAN_TITLE_CHARS 150
#define PLAN_SUMMARY_CHARS 20000
#define PLAN_URL_CHARS 500
#define PLAN_TRIES_MAX 9
#define PLAN_TRIES_AT_FIRST 2 /* by different channels (act.md, section 4) */

struct plan_word {
    struct str code, label;
};
extern const struct plan_word plan_stages[], plan_reasons[];
extern const size_t n_plan_stages, n_plan_reasons;
struct str plan_word_label(const struct plan_word *all, size_t n, struct str code);
bool plan_word_is(const struct plan_word *all, size_t n, struct str code);

struct plan {
    int64_t id, partnership_id;
    struct str title;
    struct str starts_on, ends_on;       /* YYYY-MM-DD */
    struct str reason, stage;            /* of plan_reasons, plan_stages */
    struct str publish_on, published_on; /* published_on empty: not yet */
    struct str summary, url;
    int64_t framework_id;
    struct str framework; /* its name, when loaded */
    int64_t n_tries;
    int64_t version;
    int64_t area[PLAN_AREAS_MAX]; /* ids */
    size_t n_areas;
};
bool plan_is_made_before(const struct plan *p);
/* May its record still grow: neither published nor made before. */
bool plan_is_open(const struct plan *p);

/* ERR_NOT_FOUND: none of that partnership. */
enum err plan_load(struct db *db, struct arena *a, int64_t partnership_id, int64_t id,
                   struct plan *out) MUST_CHECK;
/* The newest period first. */
enum err plan_list(struct db *db, struct arena *a, int64_t partnership_id,
                   struct plan out[PLANS_MAX], size_t *n) MUST_CHECK;
/* Another of the partnership, for one of these areas, whose period overlaps: its title; empty:
 * none. */
enum err plan_overlap(struct db *db, struct arena *a, const struct plan *p,
                      struct str *title) MUST_CHECK;

/* --- its dates --- */

enum plan_step {
    STEP_ASSESSMENT,
    STEP_LONG_LIST,
    STEP_DECISIONS,
    STEP_INVITATIONS,
    STEP_REMINDERS,
    STEP_SESSIONS,
    STEP_GAP_CHECK,
    STEP_DRAFT_OUT,
    STEP_DRAFT_CJS,
    STEP_PUBLICATION,
    STEP_STATEMENT,
    STEP_COPY_CJS,
    STEP_REVIEW,
    PLAN_STEPS
};
const char *plan_step_name(enum plan_step step); /* as stored: "long_list" */
struct str plan_step_label(enum plan_step step); /* "Make the long list" */
struct str plan_step_hint(enum plan_step step);  /* what it is for, with its section */
bool plan_step_from_name(struct str name, enum plan_step *out);
/* The day that the step falls on at first, from the day of publication (workflows b). */
struct str plan_step_due(struct arena *a, enum plan_step step, struct str publish_on);

struct plan_dates {
    struct {
        struct str due_on, done_on; /* YYYY-MM-DD; empty: none */
    } at[PLAN_STEPS];
};
enum err plan_dates_load(struct db *db, struct arena *a, int64_t plan_id,
                         struct plan_dates *out) MUST_CHECK;

/* --- changing it: fns of store_write, each with its record --- */

struct plan_write {
    struct arena *arena;
    struct act act;
    int64_t by_account;
    struct str by_role;
    struct plan to; /* id, version as it was seen, and what it is to say */
    enum plan_step step;
    struct str due_on, done_on;

    int64_t made_id; /* out */
    bool is_late;    /* out: somebody else changed it meanwhile (ERR_CONFLICT) */
};
/* With its steps, due by their offsets. */
enum err plan_add_fn(struct db *db, void *plan_write) MUST_CHECK;
/* Title, period, reason, day of publication, summary, address, tries, areas. */
enum err plan_change_fn(struct db *db, void *plan_write) MUST_CHECK;
/* preparing, drafting, consulting, approving: back and forth. ERR_INVALID: another stage. */
enum err plan_stage_fn(struct db *db, void *plan_write) MUST_CHECK;
enum err plan_date_fn(struct db *db, void *plan_write) MUST_CHECK;

#endif
