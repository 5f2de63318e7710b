/*
 * route_history.h: what people changed in a contact route, as everybody may read it (features
 * 1.12, 7.4): when, what from what to what, where it was found, by which role.
 *
 * A route without a row is as it was imported.
 */
#ifndef MODULES_PARTNERSHIPS_ROUTE_HISTORY_H
#define MODULES_PARTNERSHIPS_ROUTE_HISTORY_H

#include "modules/audit/change.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/route_edit.h"

enum route_act {
    ROUTE_ADD,
    ROUTE_CHANGE,
    ROUTE_REMOVE,
    ROUTE_MOVE,
    ROUTE_CHECK,
    ROUTE_ACT__MAX
};
const char *route_act_name(enum route_act act);

struct field_change {
    struct str name; /* as stored: "phone", "checked_on" */
    struct str old, new;
};

/* All fields of a change there can be: the step's 11, kind, position, the name and its mark. */
#define ROUTE_FIELDS_MAX 16

struct route_change {
    int64_t id;
    int64_t step_id; /* 0: the partnership's name */
    enum route_act act;
    struct str title; /* what the step was called then */
    enum route_source source;
    struct str source_note;
    struct str by_role;
    int64_t changed_at_s;
    struct field_change *field; /* by name */
    size_t n_fields;
};

struct route_changes {
    struct route_change *item;
    size_t n;
    int64_t total;
};

#define ROUTE_CHANGES_PAGE 25

/* Newest first, page 1 the first. ERR_NOT_FOUND: no such page. */
enum err route_changes_list(struct db *db, struct arena *a, int64_t partnership_id,
                            int64_t page, struct route_changes *out) MUST_CHECK;
/* One of that partnership. ERR_NOT_FOUND */
enum err route_change_find(struct db *db, struct arena *a, int64_t partnership_id, int64_t id,
                           struct route_change *out) MUST_CHECK;
/* The partnership of a change, to tell a foreign one from none; 0: none. */
int64_t route_change_whose(struct db *db, int64_t id);
/* The copy kept with it, empty when there is none. For who may edit the route. */
enum err route_evidence_find(struct db *db, struct arena *a, const struct actor *actor,
                             int64_t partnership_id, int64_t change_id,
                             struct str *out) MUST_CHECK;

/* May it be put back? Checks and moves may not. */
bool route_change_can_go_back(const struct route_change *c);
/* A field that readers know by a name of its own, with that name; empty: what stands behind
 * (source, dates). */
struct str route_field_label(struct str field);

/* Inside a store_write fn: the change with its fields, the copy kept, the record. */
struct route_entry {
    enum route_act act;
    int64_t step_id;
    struct str title;
    enum route_source source;
    struct field_change field[ROUTE_FIELDS_MAX]; /* by name */
    size_t n;
};
enum err route_change_add(struct db *db, const struct route_edit *edit,
                          const struct route_entry *entry) MUST_CHECK;

extern const struct sql_list route_history_sql;

#endif
