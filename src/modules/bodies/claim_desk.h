/*
 * claim_desk.h: one request as whoever decides it has it before them: whose it is, the form of
 * the decision, and what it does. Part of modules/bodies.
 */
#ifndef MODULES_BODIES_CLAIM_DESK_H
#define MODULES_BODIES_CLAIM_DESK_H

#include "core/web/form.h"
#include "modules/bodies/claim.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

struct claim_desk {
    struct ctx *c;
    struct claim claim;
    bool for_lead;  /* under /body: for whoever leads the editors */
    bool was_first; /* somebody decided while this was typed */
    struct str own_path, back, entry_href;
    struct view *v;
    struct form *f;
};

/* The request of :reference, under the part of the site in which the page stands.
 * ERR_NOT_FOUND: none, or not theirs. */
enum err claim_desk_open(struct ctx *c, struct claim_desk *k) MUST_CHECK;
/* decision, words; and for a new one entry, with the entries that look like it. */
enum err claim_desk_fields(struct claim_desk *k) MUST_CHECK;
/* Answers 303; ERR_CONFLICT: the form says why not, or *was_decided. */
enum err claim_desk_decide(struct claim_desk *k, bool *was_decided) MUST_CHECK;

#endif
