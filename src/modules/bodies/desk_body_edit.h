/* desk_body_edit.h: handlers: the form of a new entry, and those that change one, part by part.
 */
#ifndef MODULES_BODIES_DESK_BODY_EDIT_H
#define MODULES_BODIES_DESK_BODY_EDIT_H

#include "core/web/ctx.h"

enum err desk_body_new_page(struct ctx *c) MUST_CHECK;
enum err desk_body_new_post_page(struct ctx *c) MUST_CHECK;

/* Which part, the end of the address says: "/edit" who it is, "/edit/work" … */
enum err desk_body_edit_page(struct ctx *c) MUST_CHECK;
enum err desk_body_edit_post_page(struct ctx *c) MUST_CHECK;

#endif
