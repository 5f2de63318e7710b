/*
 * body_flag_pages.h: what the register of charities says otherwise: the lists of an
 * administrator and of a coordinator, and the part of an entry's own page.
 */
#ifndef MODULES_BODIES_BODY_FLAG_PAGES_H
#define MODULES_BODIES_BODY_FLAG_PAGES_H

#include "core/web/ctx.h"

#define BODY_FLAG_PARAMS                                                                       \
    Q_SLUG("partnership"), Q_WORD("show"), Q_INT("page", 40), Q_WORD("done")

/* GET and POST of /admin/bodies/flags and /coordinator/bodies/flags. */
enum err body_flag_list_page(struct ctx *c) MUST_CHECK;
enum err body_flag_decide_page(struct ctx *c) MUST_CHECK;

/* For a page of staff about one entry (partial/body_flags): has_flags, flags [...], flags_href.
 * list: the address of the list to decide on, "/coordinator/bodies/flags?partnership=fife". */
enum err body_flag_panel(struct ctx *c, struct view *page, int64_t body_id,
                         struct str list) MUST_CHECK;

#endif
