/*
 * dormant.h: accounts that nobody uses (feature 7.10; security.md section 11): after 11 months
 * the person is told by mail, after 12 the account is closed, after 18 erased. Never the last
 * administrator's. Done once a day; each person is a write of their own, recorded as "job".
 */
#ifndef MODULES_PEOPLE_DORMANT_H
#define MODULES_PEOPLE_DORMANT_H

#include "modules/work/job_run.h"

/* A job_fn; the subject is not used. */
enum err dormant_job(struct job_env *env, struct str subject) MUST_CHECK;

#endif
