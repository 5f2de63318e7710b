/*
 * invite_mail.h: the mails to somebody who is asked to join, or who has a sign-in and gets a
 * further role: made before the write, queued by invite_send_fn.
 */
#ifndef MODULES_PEOPLE_INVITE_MAIL_H
#define MODULES_PEOPLE_INVITE_MAIL_H

#include "core/web/ctx.h"
#include "modules/mail/mail.h"

struct invite_words {
    struct str to;
    struct str role; /* "coordinator of the …"; empty: sent once more */
    bool is_ours;    /* the program asks, and no person by name */
};

/* With the link of that key; its address is nobody's yet. */
enum err invite_mail_to_join(struct ctx *c, const struct invite_words *w, struct str key,
                             struct mail *out) MUST_CHECK;
/* To an address by which its owner has signed in before. */
enum err invite_mail_to_member(struct ctx *c, const struct invite_words *w,
                               struct mail *out) MUST_CHECK;

/* "Friday 11 December 2026, 10:42am": until when a link of an invitation works. */
struct str invite_expires(struct ctx *c);

#endif
