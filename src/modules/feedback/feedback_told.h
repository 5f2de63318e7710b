/*
 * feedback_told.h: whoever answered hears what became of it (features.md 3.52, B.12): one mail
 * for each publication, with their own words about each theme that is answered, what was
 * decided, and why. Only to those who agreed to be contacted, and of each answer once.
 *
 * Who agreed and raised none of the themes hears once that answers are there. The mail goes an
 * hour after publishing, so that what was published by mistake can be taken down; what is
 * published in that hour goes in the same mail.
 */
#ifndef MODULES_FEEDBACK_FEEDBACK_TOLD_H
#define MODULES_FEEDBACK_FEEDBACK_TOLD_H

#include "modules/feedback/feedback.h"
#include "modules/work/job_run.h"

extern const struct sql_list feedback_told_sql;

#define FEEDBACK_TOLD_JOB "feedback_told"
#define FEEDBACK_TOLD_AFTER_S 3600

/* Inside the fn that publishes. is_first: nothing was published before; then subscribers hear
 * of it too (11.2). */
enum err feedback_told_plan(struct db *db, struct arena *a, const struct consultation *of,
                            bool is_first, int64_t now_s) MUST_CHECK;

/* A job_fn; subject: the consultation's id. Each mail is queued in the write that keeps that it
 * was: run again, or by two processes at once, nobody is told twice. */
enum err feedback_told_job(struct job_env *env, struct str subject) MUST_CHECK;

#endif
