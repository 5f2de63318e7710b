/*
 * work_words.h: mails and due work in words, for the pages of whoever keeps the service: what a
 * kind is, what it is about, why it failed. Codes that are not in the tables are shown so that
 * they can still be read.
 */
#ifndef APP_WORK_WORDS_H
#define APP_WORK_WORDS_H

#include "modules/mail/outbox.h"
#include "modules/work/job_run.h"

struct str work_mail_kind(struct arena *a, struct str kind);         /* "mail/message_copy" */
struct str work_mail_about(struct arena *a, struct str object_kind); /* "message" */
struct str work_mail_state(enum outbox_state s);
struct str work_mail_why(struct arena *a, struct str error); /* empty for an empty one */

struct str work_job_kind(struct arena *a, struct str kind);
struct str work_job_state(enum job_state s);
struct str work_job_why(struct arena *a, struct str error);

#endif
