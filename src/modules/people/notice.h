/*
 * notice.h: mails that tell a person what happened to their sign-in, so that whoever did not do
 * it can act at once (security.md S41; ASVS 6.3.7).
 *
 * Made before the write, queued by mail_queue in its fn. They hold no password, code or key but
 * the confirming link, which goes to the address that it confirms.
 */
#ifndef MODULES_PEOPLE_NOTICE_H
#define MODULES_PEOPLE_NOTICE_H

#include "core/web/ctx.h"
#include "modules/mail/mail.h"

struct account;

enum notice {
    NOTICE_PASSWORD,      /* set or changed */
    NOTICE_EMAIL_CONFIRM, /* to the new address: `link` */
    NOTICE_EMAIL_TAKEN,   /* to an address that somebody asked for and that has a sign-in */
    NOTICE_EMAIL_ASKED,   /* to the present address: another one was asked for */
    NOTICE_EMAIL_CHANGED, /* to the one before */
    NOTICE_FACTOR_SET,
    NOTICE_FACTOR_RESET, /* by the operator, or by two people */
    NOTICE_CODES,        /* new recovery codes */
    NOTICE_SIGN_IN,      /* from a browser that was not known: `device` */
    NOTICE_SLEEPS,       /* will be closed: `closes_on` */
    NOTICE_CLOSED,       /* was closed, because nobody used it */
    NOTICE__MAX
};

/* Where mails come from: a request's own, or a job's. */
struct notice_from {
    struct arena *arena;
    const struct tpl_set *templates;
    struct str origin, service_name;
    int64_t now_s;
};
struct notice_from notice_from_ctx(const struct ctx *c);

struct notice_of {
    enum notice what;
    const struct account *account;
    struct str to;        /* another address than the account's; else empty */
    struct str link;      /* its path, with the key */
    struct str device;    /* "Firefox on Linux" */
    struct str closes_on; /* "Friday 11 December 2026" */
};
/* ERR_LIMIT: no memory. *out lives in from->arena. */
enum err notice_make(const struct notice_from *from, const struct notice_of *of,
                     struct mail *out) MUST_CHECK;

/* Makes and queues it in a write of its own, recorded as one to that account. */
enum err notice_send(struct ctx *c, const struct notice_of *of) MUST_CHECK;

#endif
