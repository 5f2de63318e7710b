/*
 * mailed_link.h: a one-time link sent to whoever has an account with the address typed
 * (security.md S6, S18).
 *
 * The page says the same for every address, after the same work: one write in either case. For
 * an address without an account a link that nobody holds is kept for a while, by which asking
 * again is told apart. Within MAILED_LINK_AGAIN_S of the last one nothing more is mailed, and
 * the one that was mailed stays good: whoever asks over and over neither fills a mailbox nor
 * kills the link that its owner is about to open.
 */
#ifndef MODULES_PEOPLE_MAILED_LINK_H
#define MODULES_PEOPLE_MAILED_LINK_H

#include "core/web/ctx.h"
#include "modules/people/link.h"

#define MAILED_LINK_AGAIN_S 120
#define LINK_KEY_MAX 80 /* characters of an address where a key should stand, whole or not */

struct mailed_link {
    enum link_purpose purpose;
    const char *template; /* "mail/sign_in_link" */
    struct str subject;
    struct str detail; /* kept with the link */
};
enum err mailed_link_send(struct ctx *c, const struct mailed_link *m,
                          struct str email) MUST_CHECK;

/* The link to sign in with, which leads on to `next`. */
enum err mailed_link_to_sign_in(struct ctx *c, struct str email, struct str next) MUST_CHECK;

/* The page for a link that opens nothing: why, and the way to a new one. 404 for one that was
 * never ours, 410 for the others. */
enum err mailed_link_over(struct ctx *c, enum link_purpose purpose,
                          enum link_state state) MUST_CHECK;

#endif
