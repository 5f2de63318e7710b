/*
 * plan_view.h: a body of a plan as rows of tables show it; what is due next for it (P.6).
 */
#ifndef MODULES_PLANS_PLAN_VIEW_H
#define MODULES_PLANS_PLAN_VIEW_H

#include "modules/plans/plan_desk.h"

/* What has to be done next so that nobody is left out. */
enum plan_next {
    NEXT_NOTHING,
    NEXT_DECIDE,
    NEXT_INVITE,
    NEXT_TRY_AGAIN,
    NEXT_CLOSE,
    NEXT_DRAFT
};
struct plan_due {
    enum plan_next what;
    struct str due_on; /* YYYY-MM-DD; empty: no day */
};
/* dates: of the plan. Tries end when there were as many channels as the plan asks for. */
struct plan_due plan_due_of(struct arena *a, const struct plan *p,
                            const struct plan_dates *dates, const struct plan_body *x);
struct str plan_next_label(enum plan_next what);

/* id, name, href, status_label, status, is_reached, likely_label, likely_reason, participation,
 * consulted, n_channels, draft, last_try, source, is_community. */
void plan_body_view(const struct plan_desk *d, const struct plan_body *x, struct view *v);
/* "The register: area=fife", "Entered by hand" */
struct str plan_source_words(struct arena *a, struct str source, struct str filter);

#endif
