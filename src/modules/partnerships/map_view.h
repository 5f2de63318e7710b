/*
 * map_view.h: the tile map and the A to Z list as view values (interface.md section 7): for the
 * home page, the list of partnerships and /map.svg.
 */
#ifndef MODULES_PARTNERSHIPS_MAP_VIEW_H
#define MODULES_PARTNERSHIPS_MAP_VIEW_H

#include "core/web/ctx.h"
#include "modules/partnerships/area.h"

/* How many consultations are open in a council area. */
struct map_open {
    struct str slug;
    int64_t n;
};
/* Given by src/app (hooks.c), which knows the rooms above: the areas with any. */
enum err map_open_list(struct ctx *c, struct map_open out[AREAS_MAX], size_t *n) MUST_CHECK;

/* Puts tiles, joins, has_open and areas into the view, for partial/map and partial/az. */
enum err map_view_fill(struct ctx *c, struct view *v) MUST_CHECK;

#endif
