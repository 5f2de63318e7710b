/*
 * finder_view.h: the finder's form and the attribution line as view values, for every page that
 * shows them.
 */
#ifndef MODULES_PARTNERSHIPS_FINDER_VIEW_H
#define MODULES_PARTNERSHIPS_FINDER_VIEW_H

#include "core/web/ctx.h"

/* q, has_places, finder_error, postcode_year: for partial/finder and partial/attribution. error
 * may be empty. */
enum err finder_view_fill(struct ctx *c, struct view *v, struct str typed,
                          struct str error) MUST_CHECK;
/* postcode_year alone. */
enum err finder_view_year(struct ctx *c, struct view *v) MUST_CHECK;

#endif
