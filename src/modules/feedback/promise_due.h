/*
 * promise_due.h: the coordinators of a consultation are written to before the day by which
 * results were promised, and after it (B.13): 14 days and 3 days before, the day after it, and
 * each month from then on, while neither results nor answers are published. A day that is moved
 * begins anew.
 */
#ifndef MODULES_FEEDBACK_PROMISE_DUE_H
#define MODULES_FEEDBACK_PROMISE_DUE_H

#include "modules/work/job_run.h"

extern const struct sql_list promise_due_sql;

/* What is written on that day; 0: nothing. Days from today to the promised one, less than 0
 * after it. The number tells one mail from the next: 14, 3, and after the day -1, -2 … by
 * month. */
int promise_mail_of(int64_t days_left);

/* A daily job_fn. Each mail is queued in a write that first looks whether it was: run again, or
 * after a crash, nobody gets it twice. */
enum err promise_due_job(struct job_env *env, struct str subject) MUST_CHECK;

#endif
