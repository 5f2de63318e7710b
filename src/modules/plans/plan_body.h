/*
 * plan_body.h: the organisations that were considered for a plan (s.20(4)(a)), each with its
 * two facts (P.2-P.6, P.9). Read whole: a partnership's list is some hundreds.
 */
#ifndef MODULES_PLANS_PLAN_BODY_H
#define MODULES_PLANS_PLAN_BODY_H

#include "modules/plans/plan.h"
#include "modules/plans/plan_fact.h"

extern const struct sql_list plan_body_sql, plan_body_write_sql;

#define PLAN_BODIES_MAX 3000
#define PLAN_REASON_CHARS 500
#define PLAN_PART_CHARS 200

struct plan_body {
    int64_t id; /* of the body */
    struct str name, kind, grounds, topics, outcomes, size_band;
    bool is_named;          /* in public at all */
    struct str description; /* else by this */
    bool is_community, is_closed;
    struct str email; /* where it can be asked; empty */

    struct str source; /* of plan_list: "register" */
    bool is_suitable;
    struct str unsuitable_reason;
    struct str likely, likely_reason, decided_on; /* likely: "", "yes", "no" */
    enum participation participation;
    struct str participation_on;
    struct str took_part, stages;
    struct str naming; /* "yes", "describe", "no" */
    struct str except_role, except_reason, except_on;
    int64_t version;

    struct plan_tries tries;
    struct str last_try_on; /* of asking; empty: none */
    struct str draft_on;    /* the last day it was sent the draft; empty */
    struct str replied_on;
    enum consulted consulted;
    enum plan_status status;
};

struct plan_bodies {
    struct plan_body *at; /* by name */
    size_t n;
};
/* ERR_TOO_MANY: over PLAN_BODIES_MAX. */
enum err plan_bodies_load(struct db *db, struct arena *a, const struct plan *p,
                          struct plan_bodies *out) MUST_CHECK;
const struct plan_body *plan_body_of(const struct plan_bodies *all, int64_t body_id);

/* What stands on the plan's page. */
struct plan_count {
    int64_t n, n_in_scope, n_undecided, n_likely, n_missing, n_exceptions;
    int64_t n_status[STATUS__MAX];
};
struct plan_count plan_count_of(const struct plan_bodies *all);
/* May the plan be published as far as organisations go: each takes part, was consulted, or is
 * an exception. */
bool plan_body_holds_up(const struct plan_body *b);

struct plan_body_change {
    struct str kind, old_value, new_value, reason, by_role;
    int64_t changed_at_s;
};
#define PLAN_CHANGES_MAX 200
/* Newest first. */
enum err plan_body_history(struct db *db, struct arena *a, int64_t plan_id, int64_t body_id,
                           struct plan_body_change out[PLAN_CHANGES_MAX], size_t *n) MUST_CHECK;

/* How the long list was made, oldest first (s.20(4)(a)). */
struct plan_source {
    struct str source, filter, by_role;
    int64_t n_added, n_before, added_at_s;
};
#define PLAN_SOURCES_MAX 200
enum err plan_sources(struct db *db, struct arena *a, int64_t plan_id,
                      struct plan_source out[PLAN_SOURCES_MAX], size_t *n) MUST_CHECK;

/* --- changing: fns of store_write --- */

struct plan_body_write {
    struct arena *arena;
    struct act act;
    int64_t by_account;
    struct str by_role;
    int64_t plan_id, partnership_id;
    struct str today; /* YYYY-MM-DD */

    const int64_t *body_id; /* whose */
    size_t n;
    struct str source, filter; /* of plan_bodies_add_fn */

    struct str value, reason; /* of the decision */
    struct str took_part, stages;
    enum plan_act does;
    int64_t version;          /* of one, as it was seen; 0: not asked */
    int64_t contact_event_id; /* what moved it; 0: by hand */
    int64_t n_tries;          /* of the plan */

    size_t n_added, n_before;  /* out, of plan_bodies_add_fn */
    bool is_late;              /* out: somebody else changed it meanwhile (ERR_CONFLICT) */
    enum plan_refusal refusal; /* out: of plan_body_act_fn (ERR_CONFLICT) */
};
/* Adds those that do not stand on the list yet. ERR_TOO_MANY: over PLAN_BODIES_MAX. */
enum err plan_bodies_add_fn(struct db *db, void *plan_body_write) MUST_CHECK;
/* s.20(4)(a): value "yes", "no" or "" (taken back), of each; a reason for "no" at least. */
enum err plan_body_likely_fn(struct db *db, void *plan_body_write) MUST_CHECK;
/* value "no": not a body of s.14 or s.37 for this area, with a reason; "yes": it is. */
enum err plan_body_suitable_fn(struct db *db, void *plan_body_write) MUST_CHECK;
/* One body: `does`, as far as plan_act_may lets it. */
enum err plan_body_act_fn(struct db *db, void *plan_body_write) MUST_CHECK;
/* One body: the last change of participation is undone. ERR_NOT_FOUND: there is none. */
enum err plan_body_take_back_fn(struct db *db, void *plan_body_write) MUST_CHECK;
/* One body: value "yes", "describe", "no": how the statement names it. */
enum err plan_body_naming_fn(struct db *db, void *plan_body_write) MUST_CHECK;
/* One body: published although it was not reached, by that role with a reason; an empty reason
 * takes the exception back. */
enum err plan_body_except_fn(struct db *db, void *plan_body_write) MUST_CHECK;

#endif
