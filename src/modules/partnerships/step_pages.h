/* step_pages.h: adding, changing and removing one step of a contact route. */
#ifndef MODULES_PARTNERSHIPS_STEP_PAGES_H
#define MODULES_PARTNERSHIPS_STEP_PAGES_H

#include "core/web/ctx.h"

enum err step_new_page(struct ctx *c) MUST_CHECK;
enum err step_new_post_page(struct ctx *c) MUST_CHECK;
enum err step_edit_page(struct ctx *c) MUST_CHECK;
enum err step_edit_post_page(struct ctx *c) MUST_CHECK;
enum err step_remove_page(struct ctx *c) MUST_CHECK;
enum err step_remove_post_page(struct ctx *c) MUST_CHECK;

#endif
