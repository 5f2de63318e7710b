/*
 * area.h: the 32 council areas: the unit by which people find their partnership.
 *
 * Duties attach to each council area (act.md 1.1), also where several share a partnership.
 * Filled by directory_import.h. Tiles are the areas' places on the map of equal squares
 * (interface.md 7).
 */
#ifndef MODULES_PARTNERSHIPS_AREA_H
#define MODULES_PARTNERSHIPS_AREA_H

#include "core/store/db.h"

struct area {
    int64_t id;
    struct str gss;  /* "S12000008" */
    struct str code; /* "EAY": the ISO 3166-2:GB ending */
    struct str slug; /* "east-ayrshire" */
    struct str name;
    struct str lang; /* of the name: "en" or "gd" */
    int64_t partnership_id;
    struct str partnership_slug, partnership_name;
    bool is_shared; /* the partnership covers more than this council */
    struct str council_name;
    struct str health_board;
    int64_t population, population_year;
    int64_t tile_col, tile_row;
    struct str tile_label; /* one or two lines, ";" between */
    struct str source, source_on;
    struct str confirmed; /* columns of the import seen in the source, ";" between */
};

struct area_list {
    struct area *item;
    size_t n;
};

#define AREAS_MAX 64 /* councils there can be; 32 now */

/* All areas from A to Z, and in the map's order: top to bottom, left to right. */
enum err area_list(struct db *db, struct arena *a, struct area_list *out) MUST_CHECK;
enum err area_list_by_tile(struct db *db, struct arena *a, struct area_list *out) MUST_CHECK;
/* Those of one partnership, from A to Z. */
enum err area_list_of(struct db *db, struct arena *a, int64_t partnership_id,
                      struct area_list *out) MUST_CHECK;
enum err area_find_by_slug(struct db *db, struct arena *a, struct str slug,
                           struct area *out) MUST_CHECK;

/* The one with that id or slug, or NULL. */
const struct area *area_in(const struct area_list *list, int64_t id);
const struct area *area_named(const struct area_list *list, struct str slug);

/* "/partnerships/fife", or "/partnerships/ayrshire?area=east-ayrshire" where councils share. */
struct str area_path(struct arena *a, const struct area *area);

/* Does a list with ";" between hold the item? "gss;name" holds "name". */
bool list_holds(struct str list, struct str item);

extern const struct sql_list area_sql;

#endif
