/*
 * body_flag.h: what the register of charities says otherwise than ours (2.5): shown to whoever
 * may edit the entry, who takes theirs or leaves ours. Nothing is changed before.
 *
 * Taking theirs: `removed` closes the entry; `renamed` gives it the new name and keeps the old
 * one among its other names; `moved` adds the council area and takes none away.
 */
#ifndef MODULES_BODIES_BODY_FLAG_H
#define MODULES_BODIES_BODY_FLAG_H

#include "modules/bodies/body.h"

extern const struct sql_list body_flag_sql;

enum body_flag_kind { FLAG_KIND_REMOVED, FLAG_KIND_RENAMED, FLAG_KIND_MOVED, FLAG_KIND__MAX };
struct str body_flag_kind_name(enum body_flag_kind kind); /* "removed": as stored */

enum body_flag_state { FLAG_IS_OPEN, FLAG_IS_TAKEN, FLAG_IS_LEFT };

struct body_flag {
    int64_t id, body_id;
    enum body_flag_kind kind;
    struct str ours, theirs; /* of `moved`: names of council areas */
    enum body_flag_state state;
    int64_t decided_at_s;
    bool is_by_person; /* a person decided; else a later extract agreed with ours */
    struct str body_name, body_slug; /* as they are now */
    struct str source, source_on;    /* of the extract */
};

/* partnership_id 0: of all; else of entries that work in its areas. Open ones by entry; all:
 * the newest first. */
struct body_flag_ask {
    int64_t partnership_id;
    bool shows_all;
    size_t skip, max;
};
enum err body_flag_list(struct db *db, struct arena *a, const struct body_flag_ask *ask,
                        struct body_flag *out, size_t *n) MUST_CHECK;
/* Up to LIST_MAX_ROWS + 1. */
enum err body_flag_count(struct db *db, const struct body_flag_ask *ask, int64_t *n) MUST_CHECK;
/* Open ones of one entry, for its page. */
enum err body_flag_list_of(struct db *db, struct arena *a, int64_t body_id,
                           struct body_flag *out, size_t max, size_t *n) MUST_CHECK;

/* Inside a store_write fn. partnership_id 0: of all; else ERR_NOT_FOUND where the entry does
 * not work there. ERR_CONFLICT: it is decided already. ERR_INVALID: theirs does not fit an
 * entry (a name that is too long): it has to be changed by hand. */
struct body_flag_decision {
    int64_t id, partnership_id, account_id;
    bool is_taken;
    struct act act;
};
enum err body_flag_decide(struct db *db, const struct body_flag_decision *d) MUST_CHECK;

/* --- for reconcile.c --- */

/* Inside a store_write fn: raises it unless an open one says the same, or it was left before as
 * it is now. *is_new: there is something to decide that was not there before. */
struct body_flag_new {
    int64_t body_id, import_id;
    enum body_flag_kind kind;
    struct str ours, theirs;
    bool is_new; /* out */
};
enum err body_flag_raise(struct db *db, struct body_flag_new *n) MUST_CHECK;
/* Inside a store_write fn: an open one of which a later extract says nothing any more. */
enum err body_flag_settle(struct db *db, int64_t id, int64_t now_s) MUST_CHECK;
/* Open ones after an id, by id; only id, body_id and kind are filled. */
enum err body_flag_list_open(struct db *db, int64_t after, struct body_flag *out, size_t max,
                             size_t *n) MUST_CHECK;

#endif
