/*
 * desk_bulk.h: one action on the ticked entries of a list, after a check page (interface.md
 * section 6; 2.12): tag, take a tag off, put into a group, reviewed, dormant.
 */
#ifndef MODULES_BODIES_DESK_BULK_H
#define MODULES_BODIES_DESK_BULK_H

#include "modules/bodies/body_desk.h"

/* On a page with a table of entries: actions [value, label, checked]. An administrator has no
 * tags and groups. */
void desk_bulk_actions(const struct body_desk *d, struct view *page, struct str chosen);

/* POST: first what is ticked and the action, which answers with the check page; then it is
 * done. */
enum err desk_bulk_page(struct ctx *c) MUST_CHECK;

/* The ticked entries of the field "body". */
size_t desk_ticked(struct ctx *c, int64_t *out, size_t max);

#endif
