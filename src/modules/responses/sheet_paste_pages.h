/* sheet_paste_pages.h: a question sheet that was filled in elsewhere, pasted into the response
 * that this browser has begun (B.17). */
#ifndef MODULES_RESPONSES_SHEET_PASTE_PAGES_H
#define MODULES_RESPONSES_SHEET_PASTE_PAGES_H

#include "core/web/ctx.h"

enum err sheet_paste_page(struct ctx *c) MUST_CHECK;
enum err sheet_paste_post_page(struct ctx *c) MUST_CHECK;

#endif
