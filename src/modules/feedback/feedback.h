/*
 * feedback.h: we asked, you said, we did: the answers of a partnership to what people told it
 * (features.md 3.50, 3.51; workflows.md (c), "Feedback").
 *
 * One answer is for a theme or outcome of the coding frame, or for none. It is written once
 * the consultation has closed, as a draft; publishing it makes its public row in the same write
 * (feedback_public.h). What the public reads changes only with a reason in the public history
 * of the consultation (7.4, B.23).
 *
 * Coordinators of the leading partnership write them (CAP_CONSULTATION_EDIT).
 */
#ifndef MODULES_FEEDBACK_FEEDBACK_H
#define MODULES_FEEDBACK_FEEDBACK_H

#include "modules/consultations/consultation.h"
#include "modules/people/role.h"

extern const struct sql_list feedback_sql, feedback_write_sql;

#define FEEDBACK_ITEMS_MAX 60 /* of a consultation */
#define FEEDBACK_ASKED_CHARS 1000
#define FEEDBACK_SAID_CHARS 2000
#define FEEDBACK_DID_CHARS 2000
#define FEEDBACK_REASON_CHARS 1500
#define FEEDBACK_PLAN_CHARS 100
#define FEEDBACK_URL_CHARS 400
#define FEEDBACK_WHY_CHARS CONSULTATION_REASON_CHARS /* of a change, for the public history */

/* Decisions (glossary): "changed", "Changed". */
extern const struct consultation_word feedback_decisions[]; /* NULL code at the end */
const char *feedback_decision_tag(struct str decision);     /* class of its Tag */

struct feedback_item {
    int64_t id, consultation_id, seq, theme_id /* 0: none */, version;
    int64_t published_at_s, removed_at_s; /* 0: not */
    int64_t made_by, changed_at_s;
    struct str we_asked, you_said; /* Markdown; we_asked empty: the consultation's own words */
    struct str decision, we_did, reason, plan_reference, plan_url;
    struct str theme, outcome; /* of the frame as it is now; empty */
};

/* What it is called in lists and histories: its theme, else how what people said begins. */
struct str feedback_label(struct arena *a, const struct feedback_item *x);

enum err feedback_load(struct db *db, struct arena *a, int64_t id,
                       struct feedback_item *out) MUST_CHECK;
/* Those of a consultation that were not taken down, in their order. */
enum err feedback_list(struct db *db, struct arena *a, int64_t consultation_id,
                       struct feedback_item out[FEEDBACK_ITEMS_MAX], size_t *n) MUST_CHECK;
/* Drafts in all consultations that a partnership leads. */
enum err feedback_drafts_count(struct db *db, int64_t partnership_id, int64_t *n) MUST_CHECK;
/* A mark of what a page showed of them: equal while none of them was changed. */
struct str feedback_mark(struct arena *a, const struct feedback_item *x, size_t n);
/* Closed, and not withdrawn: it may be answered. */
bool feedback_is_time(const struct consultation *x, int64_t now_s);

/* --- changing: inside a store_write fn --- */

struct feedback_write {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    struct str by_role; /* for the public history: "coordinator" */
    int64_t consultation_id;
    struct feedback_item to; /* id 0: a new one, or all drafts. version: as it was shown */
    struct str why;  /* a published one is changed or taken down: why, for all to read */
    struct str seen; /* of publishing: feedback_mark of what was shown */
    bool is_up;
    bool is_overtaken; /* after ERR_CONFLICT: somebody else changed or removed it */
};
/* ERR_NOT_FOUND: not theirs, not there, or not closed. ERR_LIMIT: FEEDBACK_ITEMS_MAX. */
enum err feedback_save_fn(struct db *db, void *feedback_write);
enum err feedback_move_fn(struct db *db, void *feedback_write);
enum err feedback_publish_fn(struct db *db, void *feedback_write);
/* Takes it down; of a draft nothing is told. */
enum err feedback_remove_fn(struct db *db, void *feedback_write);

#endif
