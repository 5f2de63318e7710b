/* message_pages.h: pages on which a reader writes to a partnership (message_pages.c,
 * report_pages.c). */
#ifndef MODULES_PARTNERSHIPS_MESSAGE_PAGES_H
#define MODULES_PARTNERSHIPS_MESSAGE_PAGES_H

#include "core/web/ctx.h"

enum err contact_page(struct ctx *c) MUST_CHECK;
enum err contact_post_page(struct ctx *c) MUST_CHECK; /* check, change or send */
enum err contact_sent_page(struct ctx *c) MUST_CHECK;

enum err report_page(struct ctx *c) MUST_CHECK;
enum err report_post_page(struct ctx *c) MUST_CHECK;
enum err report_sent_page(struct ctx *c) MUST_CHECK;

#endif
