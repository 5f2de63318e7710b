/*
 * job_kinds.h: the table of all due work: its kinds and their functions. Who adds a kind adds a
 * row here; rooms queue theirs with job_queue.
 */
#ifndef APP_JOB_KINDS_H
#define APP_JOB_KINDS_H

#include "modules/work/job_run.h"

extern const struct job_kind job_kinds[];
extern const size_t n_job_kinds;

#endif
