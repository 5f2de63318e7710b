/*
 * mend.h: other words for the public, from the author of an answer that was withheld or cut
 * (12.3). The answer itself stays as it was sent: it was counted and read. What is sent waits
 * for a decision like any other (moderation.h).
 */
#ifndef MODULES_MODERATION_MEND_H
#define MODULES_MODERATION_MEND_H

#include "modules/moderation/moderation.h"

extern const struct sql_list mend_sql;

#define MEND_DAYS 28
#define MEND_CHARS QUESTION_LONG_MOST

/* The last day on which other words can be sent; empty: its author was not told. */
struct str mend_until(struct arena *a, const struct moderation_item *x);
/* Whether the author was told, the day has not passed, and there is something to mend. */
bool mend_may(struct arena *a, const struct moderation_item *x, struct str today);

struct mend {
    int64_t answer_id, question_id, version; /* version: of the decision that was shown */
    struct str words;
};
struct mend_sending {
    struct arena *arena;
    int64_t response_id;
    const struct consultation *consultation;
    const struct mend *mend;
    size_t n;
    struct str today; /* YYYY-MM-DD */
    int64_t now_s;
};
/* Inside store_write: all or none. ERR_CONFLICT: a decision or the choice is another by now, or
 * the day has passed. Recorded with consultation and day, without the response (S41). */
enum err mend_send_fn(struct db *db, void *mend_sending) MUST_CHECK;

#endif
