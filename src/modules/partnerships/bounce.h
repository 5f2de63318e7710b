/*
 * bounce.h: addresses of contact routes that refuse mail (1.13).
 *
 * Refused is what a server answers with 5xx; tries that ran out say nothing about an address.
 * Staff see each refusal at once. Readers are told, and mail goes to the next step of the route
 * or to the operator, beyond a limit: BOUNCE_LIMIT refusals since the last mail that got
 * through, or one where nothing got through in BOUNCE_DAYS
 * (docs/decisions/mail-that-comes-back.md). A mail that gets through, another address, or the
 * word of the staff that it takes mail again ends it.
 */
#ifndef MODULES_PARTNERSHIPS_BOUNCE_H
#define MODULES_PARTNERSHIPS_BOUNCE_H

#include "modules/mail/mail.h"
#include "modules/people/role.h"
#include "modules/work/job_run.h"

#define BOUNCE_LIMIT 3
#define BOUNCE_DAYS 30
#define BOUNCES_MAX 64 /* of one partnership: as many as a route has steps */

struct bounce {
    int64_t step_id;
    struct str role, organisation, email; /* of the step */
    int64_t n_refused, first_at_s, last_at_s;
    bool is_shown; /* beyond the limit */
};

/* Of one partnership; 0: of all, with the partnership of each. */
enum err bounce_list(struct db *db, struct arena *a, int64_t partnership_id,
                     struct bounce out[BOUNCES_MAX], size_t *n) MUST_CHECK;
enum err bounce_count(struct db *db, int64_t partnership_id, int64_t *n) MUST_CHECK;

/* How a mail ended: a hook of modules/mail, inside its write. Other rooms' mails: nothing. */
enum err bounce_mail_end(struct db *db, const struct mail_end *end) MUST_CHECK;

/* The argument of bounce_clear_fn: "it takes mail again". */
struct bounce_clear {
    const struct actor *actor;
    struct act act;
    int64_t partnership_id, step_id;
};
/* Inside store_write. ERR_NOT_FOUND: not this actor's. Nothing flagged: nothing changes. */
enum err bounce_clear_fn(struct db *db, void *bounce_clear) MUST_CHECK;

/* The job: tells the sender of a refused message. subject: the message's id. */
#define BOUNCE_TELL_KIND "message_refused"
enum err bounce_tell_job(struct job_env *env, struct str subject) MUST_CHECK;

extern const struct sql_list bounce_sql;

#endif
