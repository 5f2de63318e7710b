/*
 * draft_remind.h: one mail, some days before closing, to whoever had the link of a draft mailed
 * and has not sent the response (security.md section 11, drafts not sent).
 *
 * Only the hash of a draft's key is kept, so a mailed key is made from the program's own secret
 * and a random number that stands among the draft's fields: the reminder holds the same link as
 * the mail before. Where a link that was shown on the page took its place, the reminder holds
 * none: a new one would end the one that was written down, and the address may not even be
 * theirs.
 */
#ifndef MODULES_RESPONSES_DRAFT_REMIND_H
#define MODULES_RESPONSES_DRAFT_REMIND_H

#include "modules/responses/draft.h"
#include "modules/work/job_run.h"

extern const struct sql_list draft_remind_sql;

#define DRAFT_REMIND_S ((int64_t)3 * 86400) /* so long before closing */
#define DRAFT_REST_S ((int64_t)86400)       /* nobody who wrote within that needs one */

/* The key that was mailed with that number. */
struct str draft_mailed_key(struct arena *a, const struct hash_key *link_key, int64_t draft_id,
                            struct str number);
/* Once a day. A draft that has had its reminder is not due any more, so a run that was cut off
 * goes on where it stood; an address that has had its mails of the day gets it the next day. */
enum err draft_remind_due(const struct job_env *env,
                          const struct hash_key *link_key) MUST_CHECK;

#endif
