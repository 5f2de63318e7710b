/*
 * published.h: what the public reads of responses (security.md S53, S54): copies of the open
 * answers of those who agreed, after a coordinator decided on each (modules/moderation). Every
 * public page, list, file, search and quotation takes words from published_answer and from
 * nothing else; no row that the public reads names the response.
 *
 * An answer may stand there while its response is live, valid, not withheld, its sender chose
 * to publish it with or without name, and the decision on it is to publish and was made on the
 * words that it has now. Whatever writes one of those calls published_obey in the same write.
 */
#ifndef MODULES_RESPONSES_PUBLISHED_H
#define MODULES_RESPONSES_PUBLISHED_H

#include "core/store/write.h"
#include "modules/audit/change.h"

extern const struct sql_list published_sql;
extern const struct sql_list published_rows_sql;

/* SQL: the open words of answer `a` to question `q`: what is read, coded, published. */
#define OPEN_WORDS                                                                             \
    "CASE WHEN q.type IN ('short', 'long', 'paragraph') THEN a.value ELSE a.other END"
/* SQL, of response `r`: its answers may be published once they are read. */
#define RESPONSE_RELEASABLE                                                                    \
    "r.is_live = 1 AND r.counting = 'valid' AND r.handling <> 'withheld' AND "                 \
    "r.publish_choice IN ('publish_with_name', 'publish_anonymous')"

/*
 * Inside a store_write fn that changed the response, its answers or the decisions on them:
 * takes down what no longer may stand, takes the name off, or puts the words of a newer
 * decision in place; a decision made on other words is dropped. Moves nothing else: counts and
 * themes stand. The log (moderation_change) says consent_changed; the record is the caller's.
 */
enum err published_obey(struct db *db, struct arena *a, int64_t response_id,
                        int64_t now_s) MUST_CHECK;
/* Inside a fn: copies what may be read and does not stand there yet. Its number is the next. */
enum err published_put(struct db *db, struct arena *a, int64_t response_id,
                       int64_t now_s) MUST_CHECK;
/* Inside the fn that changes or merges entries of the register: name, kind and link of what
 * `body_id` sent. */
enum err published_obey_body(struct db *db, struct arena *a, int64_t body_id,
                             int64_t now_s) MUST_CHECK;
/* Inside a fn, before a response is deleted: all that hangs on it here. */
enum err published_forget(struct db *db, int64_t response_id) MUST_CHECK;

/* How many answers are ready to be published and do not stand open yet. */
enum err published_waiting(struct db *db, int64_t consultation_id, int64_t *n) MUST_CHECK;
/*
 * Publishes all of them, in random order, some to a write, and keeps in moderation_choice that
 * answers stand open. db: a reader. Not inside a write. n: answers that were published.
 */
enum err published_open(struct store *store, struct db *db, int64_t consultation_id,
                        const struct act *act, int64_t *n) MUST_CHECK;

/* Inside each of its writes: what later rooms count of it for the public (app/hooks.c). */
enum err published_open_hear(struct db *db, struct arena *a,
                             int64_t consultation_id) MUST_CHECK;

/* "Can be read": how many responses, and how many answers of them, stand open. */
struct published_count {
    int64_t responses, answers;
};
enum err published_count(struct db *db, int64_t consultation_id,
                         struct published_count *out) MUST_CHECK;

#endif
