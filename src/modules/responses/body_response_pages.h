/* body_response_pages.h: an organisation's responses: drafts and sent ones, and one shared
 * draft. */
#ifndef MODULES_RESPONSES_BODY_RESPONSE_PAGES_H
#define MODULES_RESPONSES_BODY_RESPONSE_PAGES_H

#include "core/web/ctx.h"
#include "modules/bodies/home_body.h"

/* --- body_response_pages.c --- */
enum err body_response_list_page(struct ctx *c) MUST_CHECK;
enum err body_response_begin_page(struct ctx *c) MUST_CHECK; /* POST */
/* On the home of an organisation: open and drafts as on the list, responses_href. */
enum err body_response_panel(struct ctx *c, const struct home_body *h,
                             struct view *page) MUST_CHECK;

/* --- body_share_pages.c --- */
enum err body_share_page(struct ctx *c) MUST_CHECK;
enum err body_share_post_page(struct ctx *c) MUST_CHECK;

/* --- body_reuse_pages.c: answers given before, to a like consultation (3.21, B.10) --- */
enum err body_reuse_page(struct ctx *c) MUST_CHECK;
enum err body_reuse_post_page(struct ctx *c) MUST_CHECK;

/* --- body_joint_pages.c: answering together with other organisations (3.22) --- */
enum err body_joint_page(struct ctx *c) MUST_CHECK;
enum err body_joint_post_page(struct ctx *c) MUST_CHECK;

#endif
