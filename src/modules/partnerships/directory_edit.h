/*
 * directory_edit.h: what an administrator changes in the directory itself: a partnership's
 * short name and address, an area's square on the map and its partnership.
 *
 * A former address of a partnership leads to it for ever (10.5) and is never given to another.
 * An import leaves what was set here, and says so (docs/decisions/edits-and-imports.md). Names
 * and contact details of a partnership are changed by route_edit.h.
 */
#ifndef MODULES_PARTNERSHIPS_DIRECTORY_EDIT_H
#define MODULES_PARTNERSHIPS_DIRECTORY_EDIT_H

#include "modules/audit/change.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/role.h"

#define PARTNERSHIP_SHORT_CHARS 80
#define TILE_COLS 7 /* of the drawing (interface.md section 7) */
#define TILE_ROWS 8

/* --- a partnership --- */

enum slug_fault {
    SLUG_FINE,
    SLUG_FORM,  /* small letters, digits, hyphens between */
    SLUG_TAKEN, /* of another partnership, now or before, or of an area of another */
    SLUG_OURS   /* a word of the site: /partnerships/find */
};
enum err partnership_slug_judge(struct db *db, struct str slug, int64_t partnership_id,
                                enum slug_fault *out) MUST_CHECK;

struct partnership_edit {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    int64_t partnership_id;
    struct str short_name, sort_key, slug; /* wanted */
    enum slug_fault fault;                 /* out: ERR_CONFLICT, nothing was changed */
};
enum err partnership_edit_fn(struct db *db, void *partnership_edit) MUST_CHECK;

/* For the list: how the route stands, and who works there. */
struct partnership_state {
    int64_t n_coordinators; /* open accounts with the role now */
    int64_t n_bouncing;     /* addresses that refuse mail */
};
enum err partnership_state_load(struct db *db, int64_t partnership_id, int64_t now_s,
                                struct partnership_state *out) MUST_CHECK;

/* --- an area --- */

struct area_edit {
    const struct actor *actor;
    struct act act;
    int64_t area_id;
    int64_t tile_col, tile_row;  /* wanted */
    int64_t partnership_id;      /* wanted; what it is now: stays */
    int64_t seen_partnership_id; /* what the person saw */
    bool is_square_taken;        /* out: ERR_CONFLICT */
    bool is_last_area;           /* out: ERR_CONFLICT: its partnership would have none left */
    bool is_overtaken;           /* out: ERR_CONFLICT: it was moved meanwhile */
};
enum err area_edit_fn(struct db *db, void *area_edit) MUST_CHECK;

/* Who has that square but the area itself; ERR_NOT_FOUND: nobody. */
enum err area_at_tile(struct db *db, struct arena *a, const struct area *area, int64_t col,
                      int64_t row, struct str *name) MUST_CHECK;
/* Steps of the contact route that are the area's own and go with it. */
enum err area_count_steps(struct db *db, int64_t area_id, int64_t *n) MUST_CHECK;

extern const struct sql_list directory_edit_sql;

#endif
