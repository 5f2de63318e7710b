/*
 * plan_fact.h: the two facts of a plan and a body, the one status that is a view over them, and
 * how participation may change (P.2; act.md, section 4). docs/plan-status.md holds the same
 * tables in words; a test walks through both.
 */
#ifndef MODULES_PLANS_PLAN_FACT_H
#define MODULES_PLANS_PLAN_FACT_H

#include "core/base/str.h"

/* s.20(4): helping to prepare the plan. Set by a person or by a contact, with its history. */
enum participation {
    PART_NOT_ASKED,
    PART_ASKED,
    PART_TAKING_PART,
    PART_DECLINED,
    PART_NO_REPLY,
    PART_UNREACHABLE,
    PART__MAX
};
/* s.20(6)(b): being asked for views on the draft. Computed, never typed. */
enum consulted { CONS_NOT_SENT, CONS_TRIED, CONS_SENT, CONS_REPLIED, CONS__MAX };

enum plan_status {
    STATUS_NOT_SUITABLE,
    STATUS_PARTICIPATING,
    STATUS_CONSULTED,
    STATUS_DECLINED,
    STATUS_UNREACHABLE,
    STATUS_NO_REPLY,
    STATUS_INVITED,
    STATUS_IDENTIFIED,
    STATUS__MAX
};

struct str participation_name(enum participation x); /* as stored: "taking_part" */
struct str participation_label(enum participation x);
bool participation_from_name(struct str name, enum participation *out);
struct str consulted_name(enum consulted x);
struct str consulted_label(enum consulted x);
struct str plan_status_name(enum plan_status x);
struct str plan_status_label(enum plan_status x);
bool plan_status_from_name(struct str name, enum plan_status *out);

/* The first line of act.md's table that fits. */
enum plan_status plan_status_of(bool is_suitable, enum participation p, enum consulted c);
/* Neither taking part nor consulted, and in scope: who must not be left out. */
bool plan_status_is_missing(enum plan_status x);

/* What was done to reach a body. */
struct plan_tries {
    int n_channels;       /* by which it was asked to take part */
    int n_refused;        /* of those tries: came back, nobody there */
    int n_draft_channels; /* by which it was sent the draft */
    bool is_draft_delivered, has_draft, has_replied;
};
/* n_tries: of the plan. */
enum consulted plan_consulted_of(const struct plan_tries *t, int64_t n_tries);

/* What changes participation. */
enum plan_act {
    ACT_INVITED,
    ACT_TAKES_PART,
    ACT_DECLINED,
    ACT_NO_REPLY,
    ACT_UNREACHABLE,
    PLAN_ACTS
};
struct str plan_act_name(enum plan_act x); /* in forms: "takes_part" */
struct str plan_act_label(enum plan_act x);
bool plan_act_from_name(struct str name, enum plan_act *out);

enum plan_refusal {
    PLAN_MAY,
    PLAN_NOT_FROM_THERE, /* not from where it stands */
    PLAN_TOO_FEW_TRIES,  /* "no reply" before the agreed tries by different channels */
    PLAN_NONE_REFUSED    /* "could not be reached" without a try that came back */
};
/* *to: where it leads. */
enum plan_refusal plan_act_may(enum plan_act act, enum participation from,
                               const struct plan_tries *t, int64_t n_tries,
                               enum participation *to);

#endif
