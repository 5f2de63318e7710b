/*
 * feedback_public.h: what everybody may read of feedback: public tables only. Of an
 * invited-only consultation there is none, and of a withdrawn one neither.
 */
#ifndef MODULES_FEEDBACK_FEEDBACK_PUBLIC_H
#define MODULES_FEEDBACK_FEEDBACK_PUBLIC_H

#include "core/web/ctx.h"
#include "modules/feedback/feedback.h"
#include "modules/framework/framework.h"

extern const struct sql_list feedback_public_sql;

struct feedback_public {
    int64_t id, consultation_id, partnership_id, seq;
    struct str theme, outcome; /* name; "2023:NO1"; each may be empty */
    struct str we_asked, you_said, decision, we_did, reason, plan_reference, plan_url;
    int64_t published_at_s, changed_at_s;
};

/* Inside a store_write fn: its public row as the item is now, or none. */
enum err feedback_public_renew(struct db *db, struct arena *a, int64_t item_id) MUST_CHECK;

/* All of a consultation, in their order: for its page, its results and its report. */
enum err feedback_public_list(struct db *db, struct arena *a, int64_t consultation_id,
                              struct feedback_public out[FEEDBACK_ITEMS_MAX],
                              size_t *n) MUST_CHECK;

/* One as templates/feedback/item.mustache shows it: anchor, heading, outcome (or null),
 * decision, decision_tag, asked (HTML; or null), said, did, reason (HTML, or null), plan,
 * plan_href, published_on, published_iso, changed_on, changed_iso (null: as it was published).
 * level: of the headings inside its texts. outcomes may be NULL. */
void feedback_public_view(struct arena *a, const struct outcomes *outcomes,
                          const struct feedback_public *x, int level, struct view *v);

#endif
