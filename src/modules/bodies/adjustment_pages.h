/*
 * adjustment_pages.h: what an organisation needs to take part, as the coordinators of every
 * area it serves see it (P.7).
 */
#ifndef MODULES_BODIES_ADJUSTMENT_PAGES_H
#define MODULES_BODIES_ADJUSTMENT_PAGES_H

#include "modules/bodies/adjustment.h"
#include "modules/bodies/own_body.h"

enum err need_list_page(struct ctx *c) MUST_CHECK;
enum err need_new_page(struct ctx *c) MUST_CHECK;
enum err need_new_post_page(struct ctx *c) MUST_CHECK;
enum err need_show_page(struct ctx *c) MUST_CHECK;
enum err need_answer_page(struct ctx *c) MUST_CHECK;

/* On the page of one body: templates/bodies/needs_panel.mustache. */
enum err need_panel(struct ctx *c, const struct own_body *b, struct view *page) MUST_CHECK;

#endif
