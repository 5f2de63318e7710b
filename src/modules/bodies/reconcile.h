/*
 * reconcile.h: our entries beside an extract of the register of charities, by charity number
 * (2.5): removed, renamed and moved ones are flagged for a person to decide (body_flag.h),
 * nothing is changed.
 *
 * "Moved" compares the main operating location with the areas an entry works in, never a
 * registered office. A name that stands among an entry's other names, or by which the charity
 * is known, is no new name. Flags are raised in batches, each with its record.
 */
#ifndef MODULES_BODIES_RECONCILE_H
#define MODULES_BODIES_RECONCILE_H

#include "modules/bodies/body_flag.h"

extern const struct sql_list reconcile_sql;

struct reconcile {
    struct store *store;
    struct db *db; /* reading */
    struct arena *arena;
    struct act act;
    struct str text, file_name, source_on, by_role;
    bool is_whole; /* the whole register of charities: what is missing in it was removed */
    bool is_dry;   /* finds and changes nothing */

    /* out */
    struct str why; /* with ERR_INVALID: what is wrong with the file */
    int64_t import_id;
    int64_t n_rows, n_known; /* of the file; of ours with a number */
    int64_t n_missing;       /* ours that are not in the file */
    int64_t n_settled;       /* open flags that it answered */
    struct body_flag_new *found;
    struct str *found_name; /* of the entry */
    size_t n_found, n_new;
};

enum err reconcile(struct reconcile *r) MUST_CHECK;

#endif
