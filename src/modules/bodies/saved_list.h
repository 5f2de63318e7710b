/*
 * saved_list.h: a partnership's saved lists of entries (2.12): a filter that is read anew each
 * time, or a group of entries chosen by hand. Later rooms send to groups.
 *
 * The functions are for store_write; their argument is a struct saved_list_change. Every query
 * names the partnership: another's list is ERR_NOT_FOUND.
 */
#ifndef MODULES_BODIES_SAVED_LIST_H
#define MODULES_BODIES_SAVED_LIST_H

#include "modules/bodies/body.h"

#define SAVED_LIST_CHARS 80
#define SAVED_LISTS_MAX 100    /* of one partnership */
#define SAVED_LIST_BODIES 1000 /* of one group */

struct saved_list {
    int64_t id;
    struct str name;
    bool is_group;
    struct str filter, by_role;
    int64_t n_bodies, changed_at_s;
};

enum err saved_list_all(struct db *db, struct arena *a, int64_t partnership_id,
                        struct saved_list out[SAVED_LISTS_MAX], size_t *n) MUST_CHECK;
enum err saved_list_find(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                         struct saved_list *out) MUST_CHECK;
/* Whether there is one of that number in any partnership: for the record of a refusal. */
bool saved_list_is_known(struct db *db, int64_t id);
/* Entries of a group that are live and not merged, in the order of the register. */
enum err saved_list_bodies(struct db *db, int64_t id, int64_t first, int64_t *out, size_t max,
                           size_t *n) MUST_CHECK;

struct saved_list_change {
    struct arena *arena;
    struct act act;
    int64_t partnership_id;
    int64_t id;         /* of the list; 0: a new one, of that name */
    struct str name;    /* of a new one, or the new name */
    bool is_group;      /* of a new one */
    struct str filter;  /* of a new one that is no group */
    struct str by_role; /* "Coordinator" */
    const int64_t *body_id;
    size_t n;
    bool is_taken; /* out: ERR_CONFLICT because a list of the partnership has that name */
};
/* A new list, with its entries if it is a group. ERR_TOO_MANY: SAVED_LISTS_MAX. */
enum err saved_list_add_fn(struct db *db, void *saved_list_change) MUST_CHECK;
enum err saved_list_rename_fn(struct db *db, void *saved_list_change) MUST_CHECK;
enum err saved_list_remove_fn(struct db *db, void *saved_list_change) MUST_CHECK;
/* Entries into a group, or out of it; those that the partnership does not see are left out.
 * ERR_TOO_MANY: SAVED_LIST_BODIES; ERR_INVALID: no group. */
enum err saved_list_put_fn(struct db *db, void *saved_list_change) MUST_CHECK;
enum err saved_list_take_fn(struct db *db, void *saved_list_change) MUST_CHECK;

extern const struct sql_list saved_list_sql;

#endif
