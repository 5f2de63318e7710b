/*
 * interest_desk.h: expressions of interest as the coordinators of one partnership see and
 * answer them (P.17). Every function takes the partnership: what others were asked and answered
 * stays theirs.
 */
#ifndef MODULES_BODIES_INTEREST_DESK_H
#define MODULES_BODIES_INTEREST_DESK_H

#include "modules/bodies/body.h"
#include "modules/bodies/interest.h"
#include "modules/partnerships/report_desk.h"
#include "modules/people/role.h"

extern const struct sql_list interest_desk_sql;

struct interest_row {
    int64_t id;
    struct str reference, name, areas;
    enum interest_state state;
    int64_t sent_at_s;
    bool is_erased;
};
/* The newest first; is_waiting_only: new ones, and those that replied. */
enum err interest_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                       struct interest_row *out, size_t *n) MUST_CHECK;
enum err interest_count(struct db *db, const struct desk_ask *ask, int64_t *n) MUST_CHECK;

/* The argument of interest_answer_fn. */
struct interest_answer {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    struct interest interest;
    struct interest_area area; /* as it stood; state and words are the answer */
    struct body body;          /* accepted as: id, or judged and to be added where it is 0 */
    int64_t event_id, adjustment_id; /* rand_id() */
    const struct mail *mail;
    size_t n_mails;
    size_t n_held;    /* out: the organisation is not told by mail today */
    bool is_too_late; /* out: answered or withdrawn meanwhile, nothing was changed */
};

/*
 * Inside store_write. Accepting puts the organisation into the partnership's register: its
 * areas there, what it needs, an entry of the timeline. ERR_NOT_FOUND: not this actor's;
 * ERR_CONFLICT: is_too_late.
 */
enum err interest_answer_fn(struct db *db, void *interest_answer) MUST_CHECK;

/* A new entry made of an offer, not judged yet. */
void interest_as_body(struct arena *a, const struct interest *i, int64_t now_s,
                      struct body *out);
/* Adds the council areas of a partnership's part to an entry. */
struct area_list;
enum err interest_add_areas(struct arena *a, const struct area_list *all, struct str slugs,
                            const struct interest *i, struct body *b) MUST_CHECK;

#endif
