/*
 * jobs.h: the server's own thread for due work (architecture, decision 14): mail, last-seen
 * times, and the rows of the table job (job_kinds.h). Running twice does no harm; `cjengage
 * jobs` runs the same once.
 */
#ifndef APP_JOBS_H
#define APP_JOBS_H

#include "core/base/err.h"

struct app;

enum err jobs_start(struct app *app) MUST_CHECK;
void jobs_stop(struct app *app); /* does nothing when not started */
void jobs_wake(struct app *app); /* something may be due now */
enum err jobs_run_once(struct app *app) MUST_CHECK;

#endif
