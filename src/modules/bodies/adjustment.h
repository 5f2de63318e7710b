/*
 * adjustment.h: what an organisation needs to take part (s.20(4)(c) of the Act; P.7): asked for
 * once, remembered for every area it serves.
 *
 * Every partnership in whose areas the body works reads and answers them, and the body's own
 * editors read them (CAP_BODY_NEEDS). A room above adds one inside its own write with
 * adjustment_add: the form by which a body says that it wants to be involved asks for it too.
 */
#ifndef MODULES_BODIES_ADJUSTMENT_H
#define MODULES_BODIES_ADJUSTMENT_H

#include "modules/bodies/body.h"
#include "modules/people/role.h"

extern const struct sql_list adjustment_sql;

#define ADJUSTMENT_REQUEST_CHARS 1000
#define ADJUSTMENT_RESPONSE_CHARS 1000
#define ADJUSTMENTS_MAX 50 /* of one body, shown and kept: adding one more is ERR_TOO_MANY */

extern const struct body_words adjustment_states; /* asked, agreed, done, not_possible, ended */

struct adjustment {
    int64_t id; /* rand_id() */
    int64_t body_id;
    int64_t partnership_id; /* who asked in its name, or answered last; 0: the body itself */
    struct str request, response, state;
    struct str asked_on, answered_on; /* YYYY-MM-DD; answered_on empty: not yet */
    struct str by_role;          /* "coordinator", "body editor", "expression of interest" */
    struct str partnership_name; /* when loaded */
    int64_t created_at_s;
};

/* Whether it may go from one state to the other: asked to agreed or not possible, agreed to
 * done, and so on; nothing goes back to asked. */
bool adjustment_may_become(struct str from, struct str to);

/* Inside a store_write fn; leaves its record. State, answer and their date are set here. The
 * same words, asked for already and not ended: OK, and nothing is added. ERR_NOT_FOUND: no such
 * body. */
enum err adjustment_add(struct db *db, const struct adjustment *adjustment,
                        const struct act *act) MUST_CHECK;

/* The argument of the two functions below, which ask for the right themselves: of a partnership
 * that the body works in, or of an editor of the body (partnership_id 0). */
struct adjustment_edit {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    struct adjustment to; /* body_id, partnership_id, by_role; and request, or id and answer */
    struct str seen;      /* the state that the form showed */
    bool is_overtaken;    /* out: it is another one by now */
};
enum err adjustment_add_fn(struct db *db, void *adjustment_edit) MUST_CHECK;
/* ERR_CONFLICT: is_overtaken. ERR_INVALID: no way from that state to this one, or a "no"
 * without its reason. */
enum err adjustment_answer_fn(struct db *db, void *adjustment_edit) MUST_CHECK;

/* Those not ended first, then the newest. */
enum err adjustment_list(struct db *db, struct arena *a, int64_t body_id,
                         struct adjustment out[ADJUSTMENTS_MAX], size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND: none of that body. */
enum err adjustment_find(struct db *db, struct arena *a, int64_t body_id, int64_t id,
                         struct adjustment *out) MUST_CHECK;

#endif
