/*
 * job.h: due work as rows with a due time (architecture, decision 14).
 *
 * A room that has something to be done later queues it in the transaction that makes it
 * necessary. Whoever runs due work (the server's own thread, `cjengage jobs`) claims a row,
 * does it, and notes how it ended: job_run.h. Two processes never claim the same row at the
 * same time; one whose process died is claimed again after JOB_CLAIM_S. So a job is done at
 * least once, and its function does no harm when it is run twice.
 *
 * The kinds and their functions stand in app/job_kinds.c.
 */
#ifndef MODULES_WORK_JOB_H
#define MODULES_WORK_JOB_H

#include "modules/audit/change.h"

extern const struct sql_list job_sql;

#define JOB_CLAIM_S 900 /* running longer than that: left by a process that died */
/* Between tries 1, 5 and 30 minutes, 2 and 12 hours; then it has failed. */
#define JOB_TRIES_MAX 6

struct job_new {
    struct str kind;    /* of app/job_kinds.c: "account_sleeps" */
    struct str subject; /* what it is for, "account:12"; may be empty. Never anything by which
                           somebody who answers without a name could be told (security.md 11) */
    int64_t due_at_s;   /* not before that */
    int64_t now_s;
};

/*
 * Inside a store_write fn; leaves no record (the table is state). While a job of that kind and
 * subject waits there is no second one: the earlier time counts. One that runs at this moment
 * may have looked before the caller's change, so another is queued beside it.
 */
enum err job_queue(struct db *db, const struct job_new *n) MUST_CHECK;
/* Inside a store_write fn: what waits is not wanted any more. None: OK. */
enum err job_drop(struct db *db, struct str kind, struct str subject) MUST_CHECK;

/* Since when a job of that kind and subject is queued and not done; 0: none is. */
enum err job_wanted_since(struct db *db, struct str kind, struct str subject,
                          int64_t *at_s) MUST_CHECK;

/* --- for the pages of whoever keeps the service --- */
enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_STATE__MAX };
const char *job_state_name(enum job_state s); /* "waiting": as stored and in addresses */

struct job {
    int64_t id;
    struct str kind, subject;
    enum job_state state;
    int64_t due_at_s, next_at_s; /* next_at_s: 0 when done or failed */
    int64_t n_tries;
    int64_t made_at_s, changed_at_s;
    struct str error; /* a short code of ours, of the last try; empty */
};

/* Waiting ones by the time they are due, the others by their last change, the newest first. */
struct job_slice {
    size_t skip, max;
};
enum err job_list(struct db *db, struct arena *a, enum job_state state, struct job_slice part,
                  struct job *out, size_t *n) MUST_CHECK;
/* Up to LIST_MAX_ROWS + 1. */
enum err job_count(struct db *db, enum job_state state, int64_t *n) MUST_CHECK;
/* When a job of that kind last came to its end well; 0: never, or longer ago than
 * JOB_KEEP_DAYS.
 */
enum err job_last_done(struct db *db, struct str kind, int64_t *at_s) MUST_CHECK;
/* A failed one is queued anew, due now, and recorded. ERR_CONFLICT: it is not failed, or gone.
 */
enum err job_retry(struct db *db, int64_t id, const struct act *act) MUST_CHECK;

#define JOB_KEEP_DAYS 30
/* Inside a store_write fn: done ones and failed ones of before then, a batch. */
enum err job_forget_old(struct db *db, int64_t now_s) MUST_CHECK;

#endif
