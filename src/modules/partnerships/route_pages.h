/* route_pages.h: the workspace's page of a partnership's contact route, and of its name. */
#ifndef MODULES_PARTNERSHIPS_ROUTE_PAGES_H
#define MODULES_PARTNERSHIPS_ROUTE_PAGES_H

#include "core/web/ctx.h"

enum err route_edit_page(struct ctx *c) MUST_CHECK;
/* Its buttons: move a step, say that details are right. */
enum err route_edit_post_page(struct ctx *c) MUST_CHECK;
enum err route_name_page(struct ctx *c) MUST_CHECK;
enum err route_name_post_page(struct ctx *c) MUST_CHECK;

#endif
