/*
 * invited_job.h: reminders by the clock (11.3), once a day: half way and three days before the
 * end, to invited bodies that have neither answered nor declined.
 */
#ifndef MODULES_INVITATIONS_INVITED_JOB_H
#define MODULES_INVITATIONS_INVITED_JOB_H

#include "modules/invitations/invited.h"
#include "modules/work/job_run.h"

extern const struct sql_list invited_job_sql;

/* Of all open consultations. A row reminded today is not due any more, so a run that was cut
 * off goes on where it stood. */
enum err invited_remind_due(const struct job_env *env,
                            const struct hash_key *link_key) MUST_CHECK;

#endif
