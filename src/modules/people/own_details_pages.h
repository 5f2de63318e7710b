/*
 * own_details_pages.h: a person's own name and address of mail (security.md S18, S19).
 *
 * An address changes when its owner opens the link mailed to it, signed in to the same account,
 * and presses the button; the old one is told when it is asked for and when it is done. Whether
 * an address has a sign-in of another person shows on no page: that address is told by mail.
 */
#ifndef MODULES_PEOPLE_OWN_DETAILS_PAGES_H
#define MODULES_PEOPLE_OWN_DETAILS_PAGES_H

#include "core/web/ctx.h"

/* own_details_pages.c: /account/name, also as a step of /account/welcome */
enum err own_name_page(struct ctx *c) MUST_CHECK;
enum err own_name_post_page(struct ctx *c) MUST_CHECK;

/* own_email_pages.c: /account/email, .../sent, .../confirm/:key */
enum err own_email_page(struct ctx *c) MUST_CHECK;
enum err own_email_post_page(struct ctx *c) MUST_CHECK;
enum err own_email_sent_page(struct ctx *c) MUST_CHECK;
enum err own_email_confirm_page(struct ctx *c) MUST_CHECK;
enum err own_email_confirm_post_page(struct ctx *c) MUST_CHECK;

#endif
