/*
 * body_desk.h: what the staff's pages of the register share: whose register a page shows, its
 * addresses, the entry that the address names.
 *
 * A coordinator sees, under /coordinator/bodies, the bodies that work in the partnership's
 * areas or have been dealt with there, and edits those that work there; an administrator all of
 * Scotland, under /admin/bodies. What is not theirs is answered as if it did not exist, with
 * the refusal on record (security.md S10, S41).
 */
#ifndef MODULES_BODIES_BODY_DESK_H
#define MODULES_BODIES_BODY_DESK_H

#include "core/web/ctx.h"
#include "modules/bodies/body.h"
#include "modules/partnerships/own.h"

struct body_desk {
    struct ctx *c;
    bool is_admin;
    struct own own;         /* of a coordinator */
    int64_t partnership_id; /* 0: an administrator, all of Scotland */
};

enum err body_desk_open(struct ctx *c, struct body_desk *out) MUST_CHECK;

/* "/coordinator/bodies/lists?partnership=fife" for "/lists". */
struct str body_desk_path(const struct body_desk *d, const char *ending);
/* Of one entry: "/coordinator/bodies/12/edit?partnership=fife" for "/edit". */
struct str body_desk_path_of(const struct body_desk *d, int64_t body_id, const char *ending);
/* "Entered by the coordinator of Fife" */
struct str body_desk_source(const struct body_desk *d);
/* Today in Scotland, YYYY-MM-DD. */
struct str body_desk_today(const struct body_desk *d);

struct body_desk_one {
    struct body b;
    bool is_accepted; /* the contact that is not public may be seen here */
    bool is_ours;     /* may be edited here: works in one of the areas, or all are */
};
/* The entry of the parameter `id`. */
enum err body_desk_load(const struct body_desk *d, struct body_desk_one *out) MUST_CHECK;
/* The same of an id at hand; ERR_NOT_FOUND without a record. */
enum err body_desk_load_id(const struct body_desk *d, int64_t id,
                           struct body_desk_one *out) MUST_CHECK;
/* The same, to be changed: refused where it is not the coordinator's to edit, or merged. */
enum err body_desk_load_to_edit(const struct body_desk *d,
                                struct body_desk_one *out) MUST_CHECK;

/* A new page with what all of them show: is_admin, partnership_name, list_href; on lists the
 * way to the person's other partnerships. */
enum err body_desk_show(const struct body_desk *d, bool is_list, struct view **page) MUST_CHECK;

#endif
