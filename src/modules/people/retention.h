/*
 * retention.h: what is kept of people no longer than it has to be (security.md section 11).
 *
 * Sessions, one-time links and back-off go a day after their end, known devices after half a
 * year unused; dormant accounts that were told are closed, closed ones in time erased. Telling
 * (account_list_dormant with DORMANT_WARN, the mail, account_note_warned) is the part of
 * whoever has the words and the address of the site: until that runs, nobody is closed.
 *
 * Run once a day; running twice does no harm. Each write is small.
 */
#ifndef MODULES_PEOPLE_RETENTION_H
#define MODULES_PEOPLE_RETENTION_H

#include "core/store/write.h"

enum err people_retain(struct store *store, struct db *db, int64_t now_s) MUST_CHECK;

#endif
