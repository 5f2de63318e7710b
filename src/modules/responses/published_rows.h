/* published_rows.h: what the two files of published.h share. */
#ifndef MODULES_RESPONSES_PUBLISHED_ROWS_H
#define MODULES_RESPONSES_PUBLISHED_ROWS_H

#include "modules/responses/published.h"

struct published_facts {
    int64_t response_id, consultation_id, published_id; /* 0: nothing of it stands open */
    bool may;
    struct str who, name, kind, slug; /* as they may be shown */
    int64_t now_s;
};
/* ERR_NOT_FOUND */
enum err published_facts(struct db *db, struct arena *a, int64_t response_id,
                         struct published_facts *out) MUST_CHECK;
/* All of it is taken down. */
enum err published_take_down(struct db *db, const struct published_facts *f) MUST_CHECK;
/* The answers as the decisions say; with `adds` also those that do not stand there yet. n:
 * those that were added. */
enum err published_match(struct db *db, struct arena *a, struct published_facts *f, bool adds,
                         int64_t *n) MUST_CHECK;
/* Decisions that were made on other words are dropped. */
enum err published_drop_stale(struct db *db, struct arena *a,
                              const struct published_facts *f) MUST_CHECK;

#endif
