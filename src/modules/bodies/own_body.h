/*
 * own_body.h: which body, in which partnership's eyes, a page under /coordinator/bodies/:id is
 * about. What that partnership may not see is answered as if it did not exist, and recorded
 * (security.md S10).
 */
#ifndef MODULES_BODIES_OWN_BODY_H
#define MODULES_BODIES_OWN_BODY_H

#include "modules/bodies/body.h"
#include "modules/partnerships/own.h"

struct own_body {
    struct own own; /* partnership.id 0: an administrator, who stands outside of all of them */
    struct body body;
    bool is_accepted; /* its coordinator took it in */
};

/* The row has path part `id` and query `partnership`. A person who has the right everywhere and
 * names no partnership sees every live entry. Merged ones are loaded too. */
enum err own_body_load(struct ctx *c, enum capability cap, struct own_body *out) MUST_CHECK;

/* "/coordinator/bodies/12/timeline?partnership=fife" */
struct str own_body_path(struct ctx *c, const struct own_body *b, const char *ending);

/* A page of one body: partnership_name ("" for an administrator), body_name, body_href, action
 * (its own address). Back leads to the body. */
struct view *own_body_page(struct ctx *c, const struct own_body *b);

#endif
