/*
 * plan_contact.h: what was done to reach a body for a plan (P.5): an entry of its timeline, and
 * what that was for the plan. By rule an invitation or a reminder sets participation to
 * `asked`, and an answer that came with it to what it says; both stand in the history and can
 * be taken back.
 */
#ifndef MODULES_PLANS_PLAN_CONTACT_H
#define MODULES_PLANS_PLAN_CONTACT_H

#include "modules/bodies/contact_event.h"
#include "modules/plans/plan_body.h"

extern const struct sql_list plan_contact_sql;

extern const struct plan_word plan_whats[]; /* "invitation", "reminder", "draft" … */
extern const size_t n_plan_whats;

/* One try, or the same try with several bodies. */
struct plan_try {
    struct plan_body_write as; /* plan, partnership, who, body_id, n */
    struct str what;           /* of plan_whats */
    struct str channel;        /* of contact_channels */
    struct str on;             /* YYYY-MM-DD */
    struct str delivery;       /* "", "delivered", "refused" */
    struct str summary, outcome;
    bool has_answer; /* `answer` is what they said */
    enum plan_act answer;
    int64_t outbox_id; /* the mail of ours that carried it; 0: logged by hand */
};
/* A fn of store_write. ERR_CONFLICT: as.refusal. */
enum err plan_try_fn(struct db *db, void *plan_try) MUST_CHECK;

/* What was done for one body, newest first. */
struct plan_contact {
    struct str what, channel, direction, happened_on, delivery, summary, outcome, by_role;
};
#define PLAN_CONTACTS_MAX 200
enum err plan_contacts(struct db *db, struct arena *a, int64_t plan_id, int64_t body_id,
                       struct plan_contact out[PLAN_CONTACTS_MAX], size_t *n) MUST_CHECK;

#endif
