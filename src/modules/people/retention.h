/*
 * retention.h: what is kept of people no longer than it has to be (security.md section 11):
 * sessions, one-time links and back-off go a day after their end, known devices after half a
 * year unused. Accounts that nobody uses: dormant.h.
 *
 * Run once a day; running twice does no harm. Each write is small.
 */
#ifndef MODULES_PEOPLE_RETENTION_H
#define MODULES_PEOPLE_RETENTION_H

#include "core/store/write.h"

enum err people_retain(struct store *store, int64_t now_s) MUST_CHECK;

#endif
