/*
 * partnership.h: Community Justice Partnerships: the statutory partners of one or more council
 * areas acting jointly, with others they invite. Not a legal body (act.md 1.1). 30 for 32
 * areas: Ayrshire's three share one.
 */
#ifndef MODULES_PARTNERSHIPS_PARTNERSHIP_H
#define MODULES_PARTNERSHIPS_PARTNERSHIP_H

#include "core/store/db.h"

struct partnership {
    int64_t id;
    struct str slug;
    struct str name;        /* "Community Justice Ayrshire Partnership" */
    struct str short_name;  /* "Ayrshire": the council area's name where there is one */
    struct str lang;        /* of the short name: "en" or "gd" */
    struct str code;        /* of its first council by name: "EAY"; begins reference numbers */
    bool is_name_confirmed; /* seen in the source */
    struct str source, source_on;
    int64_t n_areas;
};

struct partnership_list {
    struct partnership *item;
    size_t n;
};

enum err partnership_list(struct db *db, struct arena *a,
                          struct partnership_list *out) MUST_CHECK;
/* Also by an address that it had before: then out->slug differs, and pages lead on to it. */
enum err partnership_find_by_slug(struct db *db, struct arena *a, struct str slug,
                                  struct partnership *out) MUST_CHECK;
/* Those that share postcodes with one of its councils, by name: neighbours on the ground. */
enum err partnership_list_nearby(struct db *db, struct arena *a, int64_t id,
                                 struct partnership_list *out) MUST_CHECK;

extern const struct sql_list partnership_sql;

#endif
