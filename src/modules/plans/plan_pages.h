/*
 * plan_pages.h: the pages of plan cycles for coordinators (P.1-P.9): all of them, one with its
 * dates, its organisations and what is due for each, who would be left out.
 */
#ifndef MODULES_PLANS_PLAN_PAGES_H
#define MODULES_PLANS_PLAN_PAGES_H

#include "core/web/ctx.h"

extern const struct sql_list plan_add_sql;

enum err plan_list_page(struct ctx *c) MUST_CHECK;
enum err plan_new_page(struct ctx *c) MUST_CHECK;
enum err plan_new_post_page(struct ctx *c) MUST_CHECK;
enum err plan_edit_page(struct ctx *c) MUST_CHECK;
enum err plan_edit_post_page(struct ctx *c) MUST_CHECK;
enum err plan_show_page(struct ctx *c) MUST_CHECK;
enum err plan_show_post_page(struct ctx *c) MUST_CHECK;
enum err plan_date_page(struct ctx *c) MUST_CHECK;
enum err plan_date_post_page(struct ctx *c) MUST_CHECK;

enum err plan_bodies_page(struct ctx *c) MUST_CHECK;
enum err plan_bodies_post_page(struct ctx *c) MUST_CHECK;
enum err plan_add_page(struct ctx *c) MUST_CHECK;
enum err plan_add_post_page(struct ctx *c) MUST_CHECK;
enum err plan_body_page(struct ctx *c) MUST_CHECK;
enum err plan_body_post_page(struct ctx *c) MUST_CHECK;
enum err plan_try_page(struct ctx *c) MUST_CHECK;
enum err plan_try_post_page(struct ctx *c) MUST_CHECK;

enum err plan_efforts_page(struct ctx *c) MUST_CHECK;
enum err plan_efforts_post_page(struct ctx *c) MUST_CHECK;
enum err plan_missing_page(struct ctx *c) MUST_CHECK;
enum err plan_missing_post_page(struct ctx *c) MUST_CHECK;

enum err plan_publish_page(struct ctx *c) MUST_CHECK;
enum err plan_publish_post_page(struct ctx *c) MUST_CHECK;
enum err plan_copies_page(struct ctx *c) MUST_CHECK;
enum err plan_copies_post_page(struct ctx *c) MUST_CHECK;

#endif
