/*
 * consultation_news.h: what subscribers hear of a consultation: that it opened, is about to
 * close, has closed, and that its closing date moved (11.2).
 *
 * Each has a job at its moment, which looks at the consultation as it is then: after an
 * extension the job of the old date finds that it is no longer right and tells nothing. Of an
 * invited-only consultation nothing is told.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_NEWS_H
#define MODULES_CONSULTATIONS_CONSULTATION_NEWS_H

#include "modules/consultations/consultation.h"
#include "modules/work/job_run.h"

#define CONSULTATION_NEWS_JOB "consultation_news"
#define CONSULTATION_SOON_DAYS 3 /* before the last day: "closes soon" */

/* Inside a store_write fn, after each change: queues the jobs of what lies ahead. Of a draft:
 * nothing. Twice does no harm. */
enum err consultation_news_plan(struct db *db, struct arena *a, const struct consultation *x,
                                int64_t now_s) MUST_CHECK;
/* Inside the fn of an extension: told the next morning. */
enum err consultation_news_extended(struct db *db, struct arena *a,
                                    const struct consultation *x, int64_t now_s) MUST_CHECK;

/* Inside a fn: another thing that subscribers hear the next morning, with the page of the
 * consultation. */
enum err consultation_news_tell(struct db *db, struct arena *a, const struct consultation *x,
                                struct str line, int64_t now_s) MUST_CHECK;

/* A job_fn; subject: "12:opened:1796000400". */
enum err consultation_news_job(struct job_env *env, struct str subject) MUST_CHECK;

#endif
