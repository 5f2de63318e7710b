/* interest_retain.h: what is emptied when its time is over. Part of modules/bodies. */
#ifndef MODULES_BODIES_INTEREST_RETAIN_H
#define MODULES_BODIES_INTEREST_RETAIN_H

#include "core/store/write.h"

extern const struct sql_list interest_retain_sql;

/* Once a day: empties what is personal in offers that are over long enough, removes forms that
 * nobody sent. Running twice does no harm. */
enum err interest_retain(struct store *store, int64_t now_s) MUST_CHECK;

#endif
