/*
 * moderation_count.h: how answers were prepared for publication, in numbers that everybody may
 * read (12.5): kept, with parts removed, mended by their authors, and withheld, by reason. The
 * first three stand open one by one; of those withheld, numbers from 1 to 4 are hidden (S55)
 * before they come into a public table.
 */
#ifndef MODULES_MODERATION_MODERATION_COUNT_H
#define MODULES_MODERATION_MODERATION_COUNT_H

#include "core/base/arena.h"
#include "core/store/write.h"
#include "core/web/ctx.h"

extern const struct sql_list moderation_count_sql;

/* Inside a fn that decided or published: counted anew, once answers stand open. */
enum err moderation_recount(struct db *db, struct arena *a, int64_t consultation_id) MUST_CHECK;
/* counts and has_counts, of a consultation or of all (0): reads public rows alone. */
enum err moderation_counts_show(struct ctx *c, int64_t consultation_id,
                                struct view *v) MUST_CHECK;

#endif
