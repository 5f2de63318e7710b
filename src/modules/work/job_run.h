/*
 * job_run.h: doing what is due. Of the table of kinds (app/job_kinds.c), the functions of rooms
 * that do jobs, and the thread that runs them (app/jobs.c).
 */
#ifndef MODULES_WORK_JOB_RUN_H
#define MODULES_WORK_JOB_RUN_H

#include "modules/work/job.h"

extern const struct sql_list job_run_sql;

struct tpl_set;
struct site;
struct mail_config;

/* What a job's function has at hand. */
struct job_env {
    struct store *store;
    struct db *db; /* reads all tables */
    struct tpl_set *templates;
    const struct site *site;
    const struct mail_config *mail;
    struct arena *arena; /* the job's own, reset after each */
    int64_t now_s;
    bool (*is_stopping)(void *arg); /* long ones ask between their parts; may be NULL */
    void *stop_arg;
    void *app; /* for app/ only */

    /* Set by a function that fails: */
    const char *why; /* a short code for the page, of our own; NULL: the name of the error */
    bool is_final;   /* trying again would not help */

    /* Set with OK: it is not done, and nothing failed. The row waits until then, counts no try
     * and keeps the time it was made; `why` says what it waits for. */
    int64_t again_at_s;
};

/* OK: done. The function writes by store_write, in parts that each stand by themselves. */
typedef enum err (*job_fn)(struct job_env *env, struct str subject);

struct job_kind {
    const char *name;
    job_fn run;
    int daily_at_min;  /* minutes after London's midnight of a daily one; 0: queued by rooms */
    const char *label; /* in words, for the page */
};

const struct job_kind *job_kind_find(const struct job_kind *kind, size_t n, struct str name);

/*
 * Daily kinds that nowhere wait are queued for now, and what a clock set wrong has put far off
 * is put right; then claims and does what is due, at most JOB_RUN_MAX. A job that fails does
 * not end the run. An error is one of the database.
 */
#define JOB_RUN_MAX 50
enum err job_run_due(struct job_env *env, const struct job_kind *kind, size_t n) MUST_CHECK;

#endif
