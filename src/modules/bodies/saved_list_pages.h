/* saved_list_pages.h: handlers: the partnership's saved lists, and one of them. */
#ifndef MODULES_BODIES_SAVED_LIST_PAGES_H
#define MODULES_BODIES_SAVED_LIST_PAGES_H

#include "core/web/ctx.h"

enum err saved_lists_page(struct ctx *c) MUST_CHECK;
enum err saved_lists_post_page(struct ctx *c) MUST_CHECK;
enum err saved_list_page(struct ctx *c) MUST_CHECK;
enum err saved_list_post_page(struct ctx *c) MUST_CHECK;

#endif
