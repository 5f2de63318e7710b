/*
 * body_review.h: is an entry still right? (2.8; feature B.7)
 *
 * An active entry that nobody who knows has looked at for REVIEW_MONTHS is asked about by mail:
 * to its editors; without any to its public mailbox, else to its own contact. A reminder
 * follows, then an urgent one; then the entry is overdue: it sinks in the results and says so,
 * and its coordinators are told in one mail a day. Each mail holds a link, of which the newest
 * works: GET shows the public text, only POST acts (security.md S18).
 *
 * Done once a day; an entry is a write of its own, recorded as "job".
 */
#ifndef MODULES_BODIES_BODY_REVIEW_H
#define MODULES_BODIES_BODY_REVIEW_H

#include "modules/bodies/body.h"
#include "modules/mail/mail.h"
#include "modules/work/job_run.h"

extern const struct sql_list body_review_sql, body_review_mail_sql;

#define BODY_REVIEW_JOB "body_review"
#define REVIEW_MONTHS 12
#define REVIEW_REMINDER_DAYS 30 /* after the first mail */
#define REVIEW_URGENT_DAYS 14   /* after the reminder */
#define REVIEW_OVERDUE_DAYS 14  /* after the urgent one */
#define REVIEW_DAY_MAX 500      /* entries begun, and moved on, in one day: the rest tomorrow */
#define REVIEW_CHANGED_CHARS 2000

enum review_stage {
    REVIEW_FIRST,
    REVIEW_REMINDER,
    REVIEW_URGENT,
    REVIEW_OVERDUE,
    REVIEW_STAGE__MAX
};
const char *review_stage_name(enum review_stage s); /* as stored */

struct body_review {
    int64_t body_id;
    enum review_stage stage;
    int64_t asked_at_s, next_at_s; /* next_at_s 0: none */
};
/* ERR_NOT_FOUND: nobody was asked. */
enum err body_review_find(struct db *db, struct arena *a, int64_t body_id,
                          struct body_review *out) MUST_CHECK;

/* A job_fn; the subject is not used. */
enum err body_review_job(struct job_env *env, struct str subject) MUST_CHECK;

/* --- by the mailed link --- */
/* The entry that a key is about. ERR_NOT_FOUND: a key that is none, or whose mail was followed
 * by a newer one, or whose question was answered. */
enum err body_review_by_key(struct db *db, struct arena *a, struct str key,
                            struct body *out) MUST_CHECK;

/* The argument of the two functions below, for store_write. ERR_NOT_FOUND: as above. */
struct body_review_answer {
    struct act act; /* actor "link" */
    struct arena *arena;
    struct str key, today;
    int64_t id;           /* rand_id(): of the entries in timelines */
    struct str words;     /* of review_changed_fn: what has changed */
    struct str next_step; /* and what its coordinators have to do */
};
/* It is right: reviewed today. */
enum err review_right_fn(struct db *db, void *body_review_answer) MUST_CHECK;
/* Something has changed: it stands in the timeline of every partnership that took the body in,
 * else of every one in whose areas it works, as due today. The question is asked again when a
 * reminder would be. */
enum err review_changed_fn(struct db *db, void *body_review_answer) MUST_CHECK;

/* --- part of it: body_review_mail.c --- */
#define REVIEW_MAILS_MAX 5
struct review_mails {
    struct mail mail[REVIEW_MAILS_MAX];
    size_t n; /* 0: nobody can be asked */
};
/* To whoever is asked about an entry; key: of the link in it. */
enum err review_mails_make(const struct job_env *env, const struct body *b,
                           enum review_stage stage, struct str key,
                           struct review_mails *out) MUST_CHECK;
/* Tells coordinators of entries that became overdue: one mail a person. */
enum err review_tell(const struct job_env *env) MUST_CHECK;

#endif
