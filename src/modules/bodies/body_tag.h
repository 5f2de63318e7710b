/*
 * body_tag.h: a partnership's own tags on entries of the register (2.12): seen by its
 * coordinators alone, and terms of the search index.
 *
 * The functions are for store_write; their argument is a struct body_tag_change.
 */
#ifndef MODULES_BODIES_BODY_TAG_H
#define MODULES_BODIES_BODY_TAG_H

#include "modules/bodies/body.h"

#define BODY_TAG_CHARS 40
#define BODY_TAGS_MAX 100 /* of one partnership */

struct body_tag {
    int64_t id;
    struct str name;
};

/* Of a partnership, and of an entry there, by name. */
enum err body_tag_list(struct db *db, struct arena *a, int64_t partnership_id,
                       struct body_tag out[BODY_TAGS_MAX], size_t *n) MUST_CHECK;
enum err body_tag_list_of(struct db *db, struct arena *a, int64_t body_id,
                          int64_t partnership_id, struct body_tag out[BODY_TAGS_MAX],
                          size_t *n) MUST_CHECK;

struct body_tag_change {
    struct arena *arena;
    struct act act;
    int64_t partnership_id;
    const int64_t *body_id; /* those that the partnership does not see are left out */
    size_t n;               /* BODY_BATCH_MAX of body_batch.h at most */
    struct str name;        /* of the tag: made when there is none of that name */
    int64_t tag_id;         /* to take away, instead of a name */
};
/* ERR_TOO_MANY: the partnership has BODY_TAGS_MAX. */
enum err body_tag_fn(struct db *db, void *body_tag_change) MUST_CHECK;
/* Of that name or id; what has it no more is forgotten with its last entry. ERR_NOT_FOUND: no
 * such tag of the partnership. */
enum err body_untag_fn(struct db *db, void *body_tag_change) MUST_CHECK;

extern const struct sql_list body_tag_sql;

#endif
