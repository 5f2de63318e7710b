/*
 * interest_mail.h: the mails about expressions of interest: made before the write, queued in
 * it. Part of modules/bodies.
 *
 * To an address that nobody has confirmed goes nothing that was typed (security.md S6), and the
 * key only in the mail that brings it: answers say where it was sent. Replies reach a person
 * (11.5): of mails to the organisation the partnership, of mails to a partnership the
 * organisation.
 */
#ifndef MODULES_BODIES_INTEREST_MAIL_H
#define MODULES_BODIES_INTEREST_MAIL_H

#include "core/web/ctx.h"
#include "modules/bodies/interest.h"

/* Mails of one request, in its arena. */
struct interest_post {
    struct ctx *c;
    const struct interest *interest;
    struct mail *mail;
    size_t n, max;
};
enum err interest_post_open(struct interest_post *post, struct ctx *c, const struct interest *i,
                            size_t n_areas) MUST_CHECK;

/* To the organisation: reference and link; what & when. */
enum err interest_mail_received(struct interest_post *post, struct str key,
                                struct str area_names) MUST_CHECK;
enum err interest_mail_link(struct interest_post *post, struct str key) MUST_CHECK;
/* state accepted, asked or declined; area->words are the coordinator's. */
enum err interest_mail_answered(struct interest_post *post,
                                const struct interest_area *area) MUST_CHECK;

/* To the people of one partnership: its coordinators, else its mailbox, else the operator's. */
enum interest_news { INTEREST_NEWS_NEW, INTEREST_NEWS_REPLY, INTEREST_NEWS_WITHDRAWN };
enum err interest_mail_staff(struct interest_post *post, const struct interest_area *area,
                             enum interest_news news) MUST_CHECK;

#endif
