/*
 * subscription_mail.h: the three mails of a subscription, and a choice in words.
 */
#ifndef MODULES_PARTNERSHIPS_SUBSCRIPTION_MAIL_H
#define MODULES_PARTNERSHIPS_SUBSCRIPTION_MAIL_H

#include "core/tpl/tpl.h"
#include "core/web/ctx.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/subscription.h"

/* Where a mail is made: in a request or by the job. */
struct subscription_post {
    struct arena *a;
    struct tpl_set *templates;
    const struct site *site;
    const struct hash_key *link_key;
    int64_t now_s;
};
struct subscription_post subscription_post_of(struct ctx *c);

/* topic_labels, area_labels: lists of {label}, of what is chosen. */
void subscription_choice_show(struct view *v, const struct partnership_list *all,
                              const struct subscription_choice *choice);

/* The mail with the link to confirm. v holds the choice. */
enum err subscription_mail_confirm(const struct subscription_post *p, struct view *v,
                                   const struct subscription_ask *ask,
                                   struct mail *out) MUST_CHECK;
/* To a subscription: template, subject; links to change and to stop, also in the headers. */
enum err subscription_mail_to(const struct subscription_post *p, struct view *v,
                              const struct subscription *s, struct mail *out) MUST_CHECK;

#endif
