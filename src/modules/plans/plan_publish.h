/*
 * plan_publish.h: a plan becomes public (s.19): the gate before it (P.9), and the copies that
 * Community Justice Scotland is sent (P.13).
 */
#ifndef MODULES_PLANS_PLAN_PUBLISH_H
#define MODULES_PLANS_PLAN_PUBLISH_H

#include "modules/plans/plan_body.h"

extern const struct sql_list plan_publish_sql;

#define PLAN_NOTE_CHARS 1000
#define PLAN_COPIES_MAX 50

/* What it was sent, and when it said that it has it. */
struct plan_copy {
    int64_t id;
    struct str what; /* of plan_copy_kinds */
    struct str sent_on, how, acked_on, note, by_role;
};
extern const struct plan_word plan_copy_kinds[], plan_copy_ways[];
extern const size_t n_plan_copy_kinds, n_plan_copy_ways;
/* The newest first. */
enum err plan_copies(struct db *db, struct arena *a, int64_t plan_id,
                     struct plan_copy out[PLAN_COPIES_MAX], size_t *n) MUST_CHECK;

/* What stands between a plan and its publication. */
struct plan_gate {
    int64_t n_bodies;  /* on the list; none: nobody was considered */
    int64_t n_missing; /* neither taking part, consulted nor an exception: s.20(6)(b) */
    int64_t n_exceptions;
    bool has_draft_copy; /* Community Justice Scotland was sent the draft: s.20(6)(a) */
};
enum err plan_gate_load(struct db *db, struct arena *a, const struct plan *p,
                        struct plan_gate *out) MUST_CHECK;
bool plan_gate_is_open(const struct plan_gate *g);

struct plan_publish {
    struct plan_write as;  /* as.to: the plan; published_on and url as they are to be */
    struct plan_copy copy; /* of the fns of copies */
    struct plan_gate gate; /* out */
    bool is_shut;          /* out: the gate is (ERR_CONFLICT) */
};
/* The gate is asked again in the write itself. */
enum err plan_publish_fn(struct db *db, void *plan_publish) MUST_CHECK;
/* A copy was sent; copy.id says which: it said that it has it; it was entered by mistake. */
enum err plan_copy_add_fn(struct db *db, void *plan_publish) MUST_CHECK;
enum err plan_copy_ack_fn(struct db *db, void *plan_publish) MUST_CHECK;
enum err plan_copy_remove_fn(struct db *db, void *plan_publish) MUST_CHECK;

#endif
