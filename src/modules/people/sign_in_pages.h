/*
 * sign_in_pages.h: the pages of signing in and out (interface.md 4.2). Each carries `next`, the
 * way back, and leads on by 303; every failure of email and password looks alike.
 */
#ifndef MODULES_PEOPLE_SIGN_IN_PAGES_H
#define MODULES_PEOPLE_SIGN_IN_PAGES_H

#include "core/web/ctx.h"

/* sign_in_pages.c: email and password; the end of a session */
enum err sign_in_page(struct ctx *c) MUST_CHECK;
enum err sign_in_post_page(struct ctx *c) MUST_CHECK;
enum err sign_out_page(struct ctx *c) MUST_CHECK;
enum err sign_out_post_page(struct ctx *c) MUST_CHECK;

/* link_pages.c: a mailed link instead */
enum err link_ask_page(struct ctx *c) MUST_CHECK;
enum err link_ask_post_page(struct ctx *c) MUST_CHECK;
enum err link_sent_page(struct ctx *c) MUST_CHECK;
enum err link_open_page(struct ctx *c) MUST_CHECK;
enum err link_open_post_page(struct ctx *c) MUST_CHECK;

/* code_pages.c: the second factor; and showing again who one is */
enum err code_page(struct ctx *c) MUST_CHECK;
enum err code_post_page(struct ctx *c) MUST_CHECK;
enum err recovery_page(struct ctx *c) MUST_CHECK;
enum err recovery_post_page(struct ctx *c) MUST_CHECK;
enum err again_page(struct ctx *c) MUST_CHECK;
enum err again_post_page(struct ctx *c) MUST_CHECK;

/* kept_pages.c: words kept while their sender signed in again */
enum err kept_page(struct ctx *c) MUST_CHECK;
enum err kept_post_page(struct ctx *c) MUST_CHECK;

/* invitation_pages.c: the first way in */
enum err invitation_page(struct ctx *c) MUST_CHECK;
enum err invitation_post_page(struct ctx *c) MUST_CHECK;
enum err first_admin_page(struct ctx *c) MUST_CHECK;
enum err first_admin_post_page(struct ctx *c) MUST_CHECK;

/* reset_pages.c: a new password by a mailed link */
enum err reset_ask_page(struct ctx *c) MUST_CHECK;
enum err reset_ask_post_page(struct ctx *c) MUST_CHECK;
enum err reset_sent_page(struct ctx *c) MUST_CHECK;
enum err reset_open_page(struct ctx *c) MUST_CHECK;
enum err reset_open_post_page(struct ctx *c) MUST_CHECK;
enum err reset_done_page(struct ctx *c) MUST_CHECK;

#endif
