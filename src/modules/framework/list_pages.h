/*
 * list_pages.h: the lists, as administrators extend them.
 */
#ifndef MODULES_FRAMEWORK_LIST_PAGES_H
#define MODULES_FRAMEWORK_LIST_PAGES_H

#include "core/web/ctx.h"

enum err admin_lists_page(struct ctx *c);     /* /admin/lists */
enum err admin_list_page(struct ctx *c);      /* /admin/lists/topics */
enum err admin_list_move_page(struct ctx *c); /* its buttons */
enum err admin_list_new_page(struct ctx *c);  /* /admin/lists/topics/new */
enum err admin_list_new_post_page(struct ctx *c);
enum err admin_list_word_page(struct ctx *c); /* /admin/lists/topics/words/housing */
enum err admin_list_word_post_page(struct ctx *c);

#endif
