/* body_pages.h: the public register: its list and one organisation over all areas. */
#ifndef MODULES_BODIES_BODY_PAGES_H
#define MODULES_BODIES_BODY_PAGES_H

#include "core/web/ctx.h"

/* The list's parameters: words and filters, each optional; `page` to 100, then `after`. */
#define BODY_QUERY_CHARS 100
#define BODY_PAGE_ROWS 10
#define BODY_PAGES_MAX 100 /* of 10: what is counted */

enum err body_list_page(struct ctx *c) MUST_CHECK;
enum err body_show_page(struct ctx *c) MUST_CHECK;

/* On the page of a partnership: the first organisations that work there: bodies [href, name,
 * kind], has_bodies, bodies_href (all of them). */
enum err body_panel(struct ctx *c, struct view *v, int64_t partnership_id,
                    struct str slug) MUST_CHECK;

#endif
