/*
 * subscription_pages.h: mail about chosen topics and areas: ask (subscribe_pages.c); confirm,
 * change and stop by the links in the mails (subscription_pages.c).
 */
#ifndef MODULES_PARTNERSHIPS_SUBSCRIPTION_PAGES_H
#define MODULES_PARTNERSHIPS_SUBSCRIPTION_PAGES_H

#include "core/web/ctx.h"

enum err subscribe_page(struct ctx *c) MUST_CHECK;
enum err subscribe_post_page(struct ctx *c) MUST_CHECK;
enum err subscribe_sent_page(struct ctx *c) MUST_CHECK;

enum err subscription_confirm_page(struct ctx *c) MUST_CHECK;
enum err subscription_confirm_post_page(struct ctx *c) MUST_CHECK;
enum err subscription_open_page(struct ctx *c) MUST_CHECK;
enum err subscription_open_post_page(struct ctx *c) MUST_CHECK;
enum err subscription_stop_page(struct ctx *c) MUST_CHECK;
/* Also what a mail provider sends for its reader (RFC 8058): that is answered by a page and no
 * redirect, as section 3.1 asks. */
enum err subscription_stop_post_page(struct ctx *c) MUST_CHECK;
/* Where the three lead: an address without the key. */
enum err subscription_done_page(struct ctx *c) MUST_CHECK;

#endif
