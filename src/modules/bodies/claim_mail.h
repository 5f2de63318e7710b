/*
 * claim_mail.h: the mails about a claim. To an address that somebody just typed goes a
 * reference of ours and a link, and nothing else that was typed (security.md S6).
 */
#ifndef MODULES_BODIES_CLAIM_MAIL_H
#define MODULES_BODIES_CLAIM_MAIL_H

#include "core/web/ctx.h"
#include "modules/bodies/claim.h"

enum claim_mail {
    CLAIM_MAIL_LINK,     /* to the body's own domain: `key` */
    CLAIM_MAIL_RECEIVED, /* a person decides */
    CLAIM_MAIL_WAITS,    /* to whoever decides */
    CLAIM_MAIL_APPROVED, /* `key` of an invitation; empty: has a sign-in */
    CLAIM_MAIL_DENIED,   /* `words`: the reason */
    CLAIM_MAIL_ASKED,    /* `words`: the question; `reply_to` */
    CLAIM_MAIL__MAX
};
struct claim_mail_of {
    enum claim_mail what;
    struct str to, key, words, reply_to;
    bool is_confirmed; /* the address is known to be its owner's */
};
/* ERR_LIMIT: no memory. */
enum err claim_mail_make(struct ctx *c, const struct claim *claim,
                         const struct claim_mail_of *of, struct mail *out) MUST_CHECK;
/* The same, added to a list that is not full. */
enum err claim_mail_add(struct ctx *c, const struct claim *claim,
                        const struct claim_mail_of *of, struct claim_mails *to) MUST_CHECK;
/* To those who decide a pending claim: the lead; the coordinators; else the people who run the
 * site. */
enum err claim_mail_deciders(struct ctx *c, const struct claim *claim,
                             struct claim_mails *to) MUST_CHECK;

#endif
