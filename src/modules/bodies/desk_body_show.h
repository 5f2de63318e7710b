/*
 * desk_body_show.h: the page of one entry as staff see it (/coordinator/bodies/:id and
 * /admin/bodies/:id): what is held, what may be changed, tags.
 *
 * Other subjects hang on it: the timeline of contacts, adjustments, merging, review, and later
 * consultations and plans. Each has a function in the list of desk_body_sections.c, which puts
 * its values into the page's view, and a partial called at the mark "Sections" of
 * templates/bodies/desk_body.mustache. A section whose own form came back with errors shows the
 * page again with desk_body_render.
 */
#ifndef MODULES_BODIES_DESK_BODY_SHOW_H
#define MODULES_BODIES_DESK_BODY_SHOW_H

#include "core/web/form.h"
#include "modules/bodies/body_desk.h"

struct desk_body {
    struct body_desk desk;
    struct body_desk_one one;
    struct view *page;
    struct form *f; /* the page's forms share its tokens */
};

/* The entry of the address, with the page begun; ERR as body_desk_load. */
enum err desk_body_open(struct ctx *c, struct desk_body *out) MUST_CHECK;
/* Everything on the page; status 0: 200, or 422 after a POST. */
enum err desk_body_render(struct desk_body *k, int status) MUST_CHECK;

/* NULL after the last (desk_body_sections.c). */
typedef enum err (*desk_body_section)(struct desk_body *k);
extern const desk_body_section desk_body_sections[];

/* Handlers. */
enum err desk_body_page(struct ctx *c) MUST_CHECK;
enum err desk_body_post_page(struct ctx *c) MUST_CHECK;

#endif
