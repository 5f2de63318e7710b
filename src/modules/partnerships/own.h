/*
 * own.h: which partnership a page of the workspace is about.
 *
 * A person may work for several. Pages under /coordinator take `partnership`, a slug; without
 * it the first one by name in which the person has the right. One that is not theirs is
 * answered as if it did not exist (security.md S10).
 */
#ifndef MODULES_PARTNERSHIPS_OWN_H
#define MODULES_PARTNERSHIPS_OWN_H

#include "core/web/ctx.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/role.h"

struct own {
    struct partnership partnership;
    struct str query; /* "?partnership=fife": keeps to it in links and forms; may be empty */
    size_t n;         /* how many the person has that right in by scope */
};

/* ERR_NOT_FOUND: not theirs, or none. An administrator has a right in every one, but none by
 * scope: without the parameter there is none to choose. */
enum err own_partnership_load(struct ctx *c, enum capability cap, struct own *out) MUST_CHECK;

/* On a page: partnership_name; others [name, href, is_current] and
 * has_others, to switch by; `path` is the page's own. */
enum err own_partnership_show(struct ctx *c, const struct own *own, enum capability cap,
                              struct view *page) MUST_CHECK;

#endif
