/*
 * plan_try_form.h: the fields of a try, with one body or with several ticked ones (P.5): what
 * it was, by which channel, when, whether it arrived, what was said.
 */
#ifndef MODULES_PLANS_PLAN_TRY_FORM_H
#define MODULES_PLANS_PLAN_TRY_FORM_H

#include "modules/plans/plan_contact.h"
#include "modules/plans/plan_desk.h"

/* On the page: what_field, channel_field, try_field (the date), delivery_field, summary_field,
 * answer_field. what: chosen at first. */
void plan_try_fields(struct plan_desk *d, const char *what);
/* False: messages are set. */
bool plan_try_read(struct plan_desk *d, struct plan_try *out);
/* The sentence for as.refusal, beside the answer. */
void plan_try_refused(struct plan_desk *d, enum plan_refusal refusal, const char *field);

#endif
