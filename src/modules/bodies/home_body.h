/*
 * home_body.h: which organisation a page under /body is about: one of those whose entry the
 * person looks after. A person may look after several: `body`, an address of an entry, says
 * which; without it the first one by name. One that is not theirs is answered as if it did not
 * exist (security.md S10).
 */
#ifndef MODULES_BODIES_HOME_BODY_H
#define MODULES_BODIES_HOME_BODY_H

#include "core/web/ctx.h"
#include "modules/bodies/body.h"
#include "modules/people/role.h"

#define HOME_BODIES_MAX ACTOR_GRANTS_MAX

struct home_body {
    struct body body;
    bool is_lead;
    struct str query; /* "?body=sample-trust" */
    struct body *all; /* all of the person's, by name */
    size_t n;
};

/* ERR_NOT_FOUND: not theirs, or none. */
enum err home_body_load(struct ctx *c, enum capability cap, struct home_body *out) MUST_CHECK;

/* "/body/people?body=sample-trust" */
struct str home_path(struct ctx *c, const struct home_body *h, const char *path);

/* A page: body_name, is_lead; others [name, href, is_current] and has_others, to switch by. */
struct view *home_body_view(struct ctx *c, const struct home_body *h);

#endif
