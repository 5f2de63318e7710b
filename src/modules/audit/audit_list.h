/*
 * audit_list.h: finding records: newest first, by who, what, where and when.
 *
 * Each record is found by terms (table audit_term), written with it. A list takes records by
 * their time, so a range of dates bounds the search, and looks at no more than
 * AUDIT_LOOK_MAX of the first term's records for one page: where no more fit among them it says
 * from where to go on (security.md S49).
 */
#ifndef MODULES_AUDIT_AUDIT_LIST_H
#define MODULES_AUDIT_AUDIT_LIST_H

#include "core/store/write.h"

extern const struct sql_list audit_list_sql;

#define AUDIT_LOOK_MAX 20000 /* terms looked at for one page: some 20 ms */
#define AUDIT_COUNT_MAX 1000 /* matches counted: beyond, "more than 1,000" */

/* For the recorder: the terms of a record just added. */
enum err audit_list_add(struct db *db, int64_t number, const struct store_record *r) MUST_CHECK;

/* Empty and 0 are "any". */
struct audit_filter {
    struct str who;       /* "account:12", "public", "job" */
    struct str group;     /* of actions: "message" of "message.send" */
    struct str kind;      /* of objects */
    struct str object_id; /* with kind */
    struct str request_id;
    int64_t partnership_id; /* records of that partnership and no others */
    int64_t from_s;         /* at or after */
    int64_t until_s;        /* before; 0: any */
};

struct audit_row {
    int64_t number, at_s, partnership_id;
    struct str actor, action, object_kind, object_id, request_id, detail;
};

/* Where a page begins: after that record in the list. All zero: at the newest. */
struct audit_place {
    int64_t at_s, number;
};

struct audit_page {
    struct audit_row *row;
    size_t n;
    bool has_more;           /* there are more, or may be, after `next` */
    struct audit_place next; /* the last one shown, or looked at */
};

/* At most `max` records after the place, newest first. */
struct audit_ask {
    const struct audit_filter *filter;
    struct audit_place after;
    size_t max;
};
enum err audit_list(struct db *db, struct arena *a, const struct audit_ask *ask,
                    struct audit_page *out) MUST_CHECK;

/* How many fit, counted to AUDIT_COUNT_MAX + 1 among the first AUDIT_LOOK_MAX. */
enum err audit_list_count(struct db *db, struct arena *a, const struct audit_filter *filter,
                          int64_t *n) MUST_CHECK;

/* What stands behind that name in the terms there are ("who", "group", "kind"): for the choices
 * of a filter, in order of their letters, at most `max`. */
enum err audit_list_values(struct db *db, struct arena *a, struct str name, struct str *out,
                           size_t max, size_t *n) MUST_CHECK;

/* One record; ERR_NOT_FOUND. */
enum err audit_find(struct db *db, struct arena *a, int64_t number,
                    struct audit_row *out) MUST_CHECK;

/* The place of a record by its number, for `?after=`; ERR_NOT_FOUND. */
enum err audit_list_place(struct db *db, int64_t number, struct audit_place *out) MUST_CHECK;

/* The records of one thing, newest first: its public or own history. */
enum err audit_history(struct db *db, struct arena *a, struct str object_kind,
                       struct str object_id, struct audit_page *out) MUST_CHECK;

#endif
