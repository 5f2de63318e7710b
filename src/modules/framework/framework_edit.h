/*
 * framework_edit.h: an administrator enters an older or a local set of outcomes by hand, item
 * by item, and chooses whose outcomes are offered (features P.15). Codes never change and
 * nothing is taken away: they stand with what was marked with them.
 */
#ifndef MODULES_FRAMEWORK_FRAMEWORK_EDIT_H
#define MODULES_FRAMEWORK_FRAMEWORK_EDIT_H

#include "modules/audit/change.h"
#include "modules/framework/framework.h"
#include "modules/people/role.h"

#define ITEM_SEQ_MAX 9999

struct framework_edit {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    struct framework_version version; /* code; name when adding or renaming */
    struct framework_item item;       /* all but id when adding or saving */
    struct str seen;     /* framework_item_seen, or the name, of what the person saw */
    bool is_overtaken;   /* out: ERR_CONFLICT: somebody else changed it meanwhile */
    bool is_taken;       /* out: ERR_CONFLICT: the code is another's */
    bool is_full;        /* out: ERR_CONFLICT */
    bool has_no_outcome; /* out: ERR_CONFLICT: nothing to offer */
    struct framework_version version_now; /* out, when overtaken */
    struct framework_item item_now;
};

/* Stands for what an item says: unequal once somebody changed it. */
struct str framework_item_seen(struct arena *a, const struct framework_item *item);
/* Whether an item of that code is in any set. */
enum err framework_code_stands(struct db *db, struct str code, bool *out) MUST_CHECK;

enum err framework_version_add_fn(struct db *db, void *framework_edit) MUST_CHECK;
enum err framework_version_rename_fn(struct db *db, void *framework_edit) MUST_CHECK;
/* That version is current, and no other. */
enum err framework_version_choose_fn(struct db *db, void *framework_edit) MUST_CHECK;
enum err framework_item_add_fn(struct db *db, void *framework_edit) MUST_CHECK;
enum err framework_item_save_fn(struct db *db, void *framework_edit) MUST_CHECK;

extern const struct sql_list framework_edit_sql;

#endif
