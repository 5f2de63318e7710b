/* desk_list_page.h: handlers: the staff's list of the register, and the same as CSV. */
#ifndef MODULES_BODIES_DESK_LIST_PAGE_H
#define MODULES_BODIES_DESK_LIST_PAGE_H

#include "core/web/ctx.h"

enum err desk_list_page(struct ctx *c) MUST_CHECK;
enum err desk_csv_page(struct ctx *c) MUST_CHECK; /* the same as CSV */

#endif
