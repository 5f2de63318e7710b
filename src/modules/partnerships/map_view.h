/*
 * map_view.h: the tile map and the A to Z list as view values (interface.md section 7): for the
 * home page, the list of partnerships and /map.svg.
 */
#ifndef MODULES_PARTNERSHIPS_MAP_VIEW_H
#define MODULES_PARTNERSHIPS_MAP_VIEW_H

#include "core/web/ctx.h"
#include "modules/partnerships/area.h"

/* Puts tiles, joins, has_open and areas into the view, for partial/map and partial/az. */
enum err map_view_fill(struct ctx *c, struct view *v) MUST_CHECK;

#endif
