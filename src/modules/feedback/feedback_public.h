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

/* Across Scotland, newest first: with whose it is and what it is about. */
struct feedback_filter {
    int64_t partnership_id; /* that asked, alone or with others; 0: any */
    struct str outcome;     /* "2023:NO1" */
    struct str decision;
    struct str words; /* folded, each at the beginning of a word; each empty: any */
    bool by_change;   /* those changed last first, for feeds */
};
struct feedback_found {
    struct feedback_public x;
    struct str consultation_slug, consultation_title, partnership_slug, partnership_name;
    bool has_results; /* it stands on the page of results too */
};
enum err feedback_find(struct db *db, struct arena *a, const struct feedback_filter *f,
                       int64_t skip, int64_t most, struct feedback_found *out,
                       size_t *n) MUST_CHECK;
enum err feedback_find_count(struct db *db, const struct feedback_filter *f,
                             int64_t *n) MUST_CHECK;
/* Outcomes that any of them is about: keys. */
#define FEEDBACK_OUTCOMES_MAX 100
enum err feedback_outcomes(struct db *db, struct arena *a,
                           struct str out[FEEDBACK_OUTCOMES_MAX], size_t *n) MUST_CHECK;
/* Partnerships that have published any. */
struct feedback_partnership {
    struct str slug, name;
};
#define FEEDBACK_PARTNERSHIPS_MAX 100
enum err feedback_partnerships(struct db *db, struct arena *a,
                               struct feedback_partnership out[FEEDBACK_PARTNERSHIPS_MAX],
                               size_t *n) MUST_CHECK;

/* One as templates/feedback/item.mustache shows it: anchor, heading, outcome (or null),
 * decision, decision_tag, asked (HTML; or null), said, did, reason (HTML, or null), plan,
 * plan_href, published_on, published_iso, changed_on, changed_iso (null: as it was published).
 * level: of the headings inside its texts. outcomes may be NULL. */
void feedback_public_view(struct arena *a, const struct outcomes *outcomes,
                          const struct feedback_public *x, int level, struct view *v);

#endif
