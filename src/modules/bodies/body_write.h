/*
 * body_write.h: adding many entries at once, for imports; single ones by body.h.
 */
#ifndef MODULES_BODIES_BODY_WRITE_H
#define MODULES_BODIES_BODY_WRITE_H

#include "modules/bodies/body.h"

extern const struct sql_list body_write_sql;

/* Inside a store_write fn: as body_add, at a place found beforehand (0: found here), without a
 * record: a batch has one of its own (architecture, decision 2). ERR_CONFLICT: the place is
 * taken. b->set_id says which import. */
enum err body_add_at(struct db *db, struct arena *a, struct body *b, int64_t place,
                     int64_t now_s) MUST_CHECK;
/* The same without its words in the text index: body_index_words (body_rows.h) for all of a
 * batch at its end. */
enum err body_add_rows_at(struct db *db, struct arena *a, struct body *b, int64_t place,
                          int64_t now_s) MUST_CHECK;
/* Inside the fn that changed it, where it may be named or not now or is of another kind: what
 * later rooms show of it follows (app/hooks.c). */
enum err body_changed_hear(struct db *db, struct arena *a, int64_t body_id,
                           int64_t now_s) MUST_CHECK;

#endif
