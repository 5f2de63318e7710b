/*
 * plan_public.h: what everybody reads of the plans that are published, also of those that were
 * made before this record. Public tables only.
 */
#ifndef MODULES_PLANS_PLAN_PUBLIC_H
#define MODULES_PLANS_PLAN_PUBLIC_H

#include "core/store/db.h"

extern const struct sql_list plan_public_sql;

#define PLANS_PUBLIC_MAX 500

struct plan_public {
    int64_t id, partnership_id;
    struct str title, areas /* slugs */, starts_on, ends_on, published_on, summary, url,
        framework;
    bool is_made_before;
    int64_t superseded_by; /* 0: it is the newest */
    struct str plan_sent_on, statement_sent_on;
    struct str partnership_slug, partnership_name;
};
/* Of one partnership, or of all (0): by partnership, the newest period first. */
enum err plan_public_list(struct db *db, struct arena *a, int64_t partnership_id,
                          struct plan_public out[PLANS_PUBLIC_MAX], size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND: none that is published. */
enum err plan_public_find(struct db *db, struct arena *a, int64_t id,
                          struct plan_public *out) MUST_CHECK;

/* Inside a store_write fn that changed a plan or its copies and leaves the record: what the
 * public reads follows. Nothing, while it is not published. */
enum err plan_public_put(struct db *db, int64_t plan_id, int64_t partnership_id) MUST_CHECK;

#endif
