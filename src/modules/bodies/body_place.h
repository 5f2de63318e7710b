/*
 * body_place.h: an entry's place in the register: a number that rises with the name, so that
 * the text index gives entries in the order of lists. Stale ones stand after all others.
 *
 * Between two neighbours there is room for many; where there is none left, those beside move
 * on.
 */
#ifndef MODULES_BODIES_BODY_PLACE_H
#define MODULES_BODIES_BODY_PLACE_H

#include "core/store/db.h"

#define BODY_PLACE_MAX ((int64_t)1 << 61)
#define BODY_PLACE_STEP ((int64_t)1 << 38) /* between names that come one after the other */

extern const struct sql_list body_place_sql;

/* position: as stored; the place is the same for a stale entry and one that is not. */
int64_t body_position(int64_t place, bool is_stale);
int64_t body_place(int64_t position);

/* Inside a store_write fn. A free place for a name, after those of the same name. ERR_LIMIT:
 * the neighbours have to move first (body_place_make_room, which reindexes them). */
enum err body_place_new(struct db *db, struct str sort_key, int64_t *place) MUST_CHECK;
enum err body_place_make_room(struct db *db, struct arena *a, struct str sort_key) MUST_CHECK;

/* Inside a store_write fn: all rows of an entry that hold its position (body_index.c). */
enum err body_move(struct db *db, struct arena *a, int64_t body_id,
                   int64_t position) MUST_CHECK;

#endif
