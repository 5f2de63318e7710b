/*
 * desk_pages.h: the pages of reports and messages: /coordinator/corrections,
 * /admin/corrections, /coordinator/messages.
 */
#ifndef MODULES_PARTNERSHIPS_DESK_PAGES_H
#define MODULES_PARTNERSHIPS_DESK_PAGES_H

#include "core/web/ctx.h"

#define ANSWER_CHARS 2000

/* Under /coordinator of the own partnership, under /admin of all. */
enum err correction_list_page(struct ctx *c);
enum err bounce_clear_page(struct ctx *c); /* "it takes mail again": of the list page */
enum err correction_show_page(struct ctx *c);
enum err correction_answer_page(struct ctx *c);

enum err message_list_page(struct ctx *c);
enum err message_show_page(struct ctx *c);
enum err message_mark_page(struct ctx *c);

#endif
