/*
 * route_edit.h: changing a contact route: steps added, changed, moved, removed, checked; the
 * partnership's name (features 1.10, 1.12; workflows.md (a) "Contact freshness").
 *
 * Each change leaves, in the same write, a row that everybody may read (route_history.h), the
 * copy of what was seen (route_evidence, not for the public), and the record. What a person has
 * changed, checked or removed an import leaves as it is.
 *
 * The functions are for store_write; their argument is a struct route_edit. Each asks whether
 * the actor may in that partnership, and every query names the partnership: another's step is
 * ERR_NOT_FOUND (security.md S10). Where somebody else has changed what the person saw they
 * answer ERR_CONFLICT with is_overtaken, and store nothing.
 */
#ifndef MODULES_PARTNERSHIPS_ROUTE_EDIT_H
#define MODULES_PARTNERSHIPS_ROUTE_EDIT_H

#include "core/store/write.h"
#include "modules/partnerships/contact_route.h"
#include "modules/people/role.h"

/* Where somebody found what they changed. */
enum route_source {
    SOURCE_NONE, /* a step was moved */
    SOURCE_PARTNERSHIP,
    SOURCE_COUNCIL,
    SOURCE_TSI,
    SOURCE_CONTACT, /* an email or a call */
    SOURCE_OTHER,
    SOURCE_PUT_BACK,
    SOURCE__MAX
};
const char *route_source_name(enum route_source source); /* "council": as stored and posted */
/* Of those that a person may choose; SOURCE_NONE: none of them. */
enum route_source route_source_from(struct str name);

#define STEP_ROLE_CHARS 200
#define STEP_ORGANISATION_CHARS 200
#define STEP_URL_CHARS 500
#define STEP_DETAIL_CHARS 1000
#define STEP_NOTE_CHARS 200
#define STEP_EVIDENCE_CHARS 4000

struct route_edit {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    int64_t partnership_id;
    int64_t step_id; /* 0: a new one; when checking: all of them */
    struct str by_role, today;
    struct str seen; /* route_seen of what the person had before them */

    struct route_step to; /* role, organisation, email, phone, url, detail; kind and area of a
                             new one */
    struct str name;      /* of the partnership */
    enum route_source source;
    struct str source_note, evidence; /* may be empty */
    bool up;
    int64_t change_id; /* to put back */

    /* out */
    bool is_overtaken;
    struct route_step theirs; /* then: the step as it is now */
    struct str theirs_name;
    int64_t saved_id; /* the step */
};

enum err route_step_save_fn(struct db *db, void *route_edit) MUST_CHECK;
enum err route_step_remove_fn(struct db *db, void *route_edit) MUST_CHECK;
/* One place up or down; at the end nothing changes. */
enum err route_step_move_fn(struct db *db, void *route_edit) MUST_CHECK;
/* "These details are right": of one step, or of all. `seen` is of all. */
enum err route_check_fn(struct db *db, void *route_edit) MUST_CHECK;
enum err route_name_save_fn(struct db *db, void *route_edit) MUST_CHECK;
/* What change_id changed becomes again what it was. ERR_NOT_FOUND: no such change here;
 * ERR_INVALID: a check or a move, or it stands already as it was. `seen`: of the step. */
enum err route_put_back_fn(struct db *db, void *route_edit) MUST_CHECK;

/* A mark of what the steps say (not their order, not when they were checked): the same as long
 * as nobody has changed them. */
struct str route_seen(struct arena *a, const struct route_step *step, size_t n);
struct str route_seen_name(struct arena *a, struct str name);

/* "coordinator" of that partnership, else the administrator's title: as everybody reads it. */
struct str route_by_role(const struct actor *actor, int64_t partnership_id);

extern const struct sql_list route_edit_sql;

#endif
