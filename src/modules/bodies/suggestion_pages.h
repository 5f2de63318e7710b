/* suggestion_pages.h: naming an organisation that is missing, and answering who did (2.9). */
#ifndef MODULES_BODIES_SUGGESTION_PAGES_H
#define MODULES_BODIES_SUGGESTION_PAGES_H

#include "core/web/ctx.h"

/* For everybody. */
enum err suggest_page(struct ctx *c) MUST_CHECK;
enum err suggest_post_page(struct ctx *c) MUST_CHECK;
enum err suggest_sent_page(struct ctx *c) MUST_CHECK;

/* For staff, under /coordinator of one partnership, under /admin of all. */
enum err suggestion_list_page(struct ctx *c) MUST_CHECK;
enum err suggestion_show_page(struct ctx *c) MUST_CHECK;
enum err suggestion_answer_page(struct ctx *c) MUST_CHECK;

#endif
