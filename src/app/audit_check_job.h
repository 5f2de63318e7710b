/*
 * audit_check_job.h: the kind of due work that walks the chain of records and sends its head to
 * the witness (`audit_witness`).
 */
#ifndef APP_AUDIT_CHECK_JOB_H
#define APP_AUDIT_CHECK_JOB_H

#include "modules/work/job_run.h"

enum err audit_check_job(struct job_env *env, struct str subject);

#endif
