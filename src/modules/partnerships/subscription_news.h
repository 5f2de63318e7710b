/*
 * subscription_news.h: what there is to tell, and telling it: one mail a day at most to each
 * subscription, at 8 in the morning, with everything that happened since the last.
 *
 * A room that changes something says so in its own write (subscription_notify: one small row,
 * however many there are to tell). The job goes through the subscriptions in batches, each its
 * own write. A subscription remembers how far it was told, and that moves in the write that
 * queues its mail: run again after a crash, or by two processes at once, nobody is told twice.
 *
 * One job a morning (kind SUBSCRIPTION_JOB), queued with its news.
 */
#ifndef MODULES_PARTNERSHIPS_SUBSCRIPTION_NEWS_H
#define MODULES_PARTNERSHIPS_SUBSCRIPTION_NEWS_H

#include "core/tpl/tpl.h"
#include "core/web/ctx.h"
#include "modules/partnerships/subscription.h"

#define NEWS_HOUR 8       /* London */
#define NEWS_LINES_MAX 60 /* of one mail; the pages have the rest */
#define NEWS_KEEP_DAYS 30 /* told long ago */
#define NEWS_BATCH 100    /* subscriptions of one write: each takes some four statements */

struct subscription_news {
    enum topic topic;
    int64_t partnership_id;
    struct str line; /* one line of ours: "The contact details were checked" */
    struct str path; /* the page it is about; empty: the partnership's */
    int64_t now_s;
};

#define SUBSCRIPTION_JOB "subscription_news"

/* Inside a store_write fn, which leaves its own record. The same line for the same page is told
 * once a morning. */
enum err subscription_notify(struct db *db, const struct subscription_news *n) MUST_CHECK;

/* The first 8 o'clock in London after that. */
int64_t subscription_due_s(int64_t now_s);

struct subscription_run {
    struct store *store;
    struct db *db; /* reading */
    struct tpl_set *templates;
    const struct site *site;
    const struct hash_key *link_key;
    int64_t now_s;
    bool (*is_stopping)(void *arg); /* asked between batches; may be NULL: then ERR_BUSY */
    void *stop_arg;
};

/* Queues the mails that are due, and removes news told long ago. Twice does no harm. Who had a
 * mail within the last 20 hours is told by a job of its own, a day later. */
enum err subscription_run_due(const struct subscription_run *run) MUST_CHECK;

/* A mail of ours ended (struct mail_config, on_end): counts what its server refused, and pauses
 * after SUBSCRIPTION_REFUSALS one after the other. Others' mails are left alone. */
enum err subscription_mail_end(struct db *db, const struct mail_end *end) MUST_CHECK;

extern const struct sql_list subscription_news_sql;

#endif
