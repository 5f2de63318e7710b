/*
 * moderation_tell.h: whose answer is withheld, or has parts removed, is told (12.3): one mail
 * for a response, once all its answers are decided, with reason, the coordinator's words, and a
 * link to the page where other words can be sent. Only who gave an address and agreed to be
 * contacted.
 */
#ifndef MODULES_MODERATION_MODERATION_TELL_H
#define MODULES_MODERATION_MODERATION_TELL_H

#include "modules/moderation/moderation.h"

extern const struct sql_list moderation_tell_sql;

#define TELL_AT_ONCE 200 /* mails of one button; the others stay to be told */

/* Responses with something to tell: those that can be told now, those that cannot at all. */
struct tell_counts {
    int64_t may, cannot;
};
enum err moderation_tell_counts(struct db *db, int64_t consultation_id,
                                struct tell_counts *out) MUST_CHECK;
/* Of one response: answers to tell of, and whether it can be told now. */
enum err moderation_tell_one(struct db *db, int64_t response_id, int64_t *n,
                             bool *may) MUST_CHECK;
/* Not inside a write. An address that has had its mails of the day, or where something changed
 * meanwhile, stays to be told. response_id 0: all that can be. n: mails. */
enum err moderation_tell(struct ctx *c, const struct consultation *x, int64_t response_id,
                         int64_t *n) MUST_CHECK;

#endif
