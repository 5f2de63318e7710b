/*
 * framework_pages.h: sets of outcomes, as administrators keep them.
 */
#ifndef MODULES_FRAMEWORK_FRAMEWORK_PAGES_H
#define MODULES_FRAMEWORK_FRAMEWORK_PAGES_H

#include "core/web/ctx.h"

enum err admin_framework_page(struct ctx *c);     /* /admin/framework */
enum err admin_framework_new_page(struct ctx *c); /* /admin/framework/new */
enum err admin_framework_new_post_page(struct ctx *c);
enum err admin_framework_set_page(struct ctx *c);    /* /admin/framework/2023 */
enum err admin_framework_choose_page(struct ctx *c); /* its button */
enum err admin_framework_name_page(struct ctx *c);   /* /admin/framework/2023/name */
enum err admin_framework_name_post_page(struct ctx *c);

/* framework_item_pages.c */
enum err admin_framework_item_new_page(struct ctx *c); /* /admin/framework/2023/items/new */
enum err admin_framework_item_new_post_page(struct ctx *c);
enum err admin_framework_item_page(struct ctx *c); /* /admin/framework/2023/items/NO1 */
enum err admin_framework_item_post_page(struct ctx *c);

#endif
