/*
 * body_public.h: what everybody may read of an entry: rows of their own (body_public), without
 * those that may not be named, are merged, or came with an import that is not live.
 */
#ifndef MODULES_BODIES_BODY_PUBLIC_H
#define MODULES_BODIES_BODY_PUBLIC_H

#include "core/store/db.h"

extern const struct sql_list body_public_sql;

struct body_public {
    int64_t body_id, position;
    struct str slug, name, other_names, kind, charity_number, company_number, purposes;
    struct str grounds, topics, outcomes, areas /* slugs */, languages, website, office;
    struct str contact_role, contact_email, contact_phone, state;
    struct str source, source_on, reviewed_on, changed_on;
    bool is_community, is_stale;
};

enum err body_public_load(struct db *db, struct arena *a, int64_t body_id,
                          struct body_public *out) MUST_CHECK;
/* Also by an address that it, or one merged into it, had before: then out->slug differs (301).
 */
enum err body_public_by_slug(struct db *db, struct arena *a, struct str slug,
                             struct body_public *out) MUST_CHECK;
/* In the order of the register, after that position (0: from the first). For exports and lists
 * without filters. */
enum err body_public_list(struct db *db, struct arena *a, int64_t after, size_t max,
                          struct body_public *out, size_t *n) MUST_CHECK;
/* Those that work in the areas of a partnership. */
enum err body_public_list_of(struct db *db, struct arena *a, int64_t partnership_id,
                             int64_t after, size_t max, struct body_public *out,
                             size_t *n) MUST_CHECK;

#endif
