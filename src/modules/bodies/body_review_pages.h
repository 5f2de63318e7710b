/*
 * body_review_pages.h: what the link in the mail of a review opens (2.8): the public text of
 * the entry, a button "This is right", and a form for what has changed. GET changes nothing.
 */
#ifndef MODULES_BODIES_BODY_REVIEW_PAGES_H
#define MODULES_BODIES_BODY_REVIEW_PAGES_H

#include "modules/bodies/body_review.h"
#include "modules/bodies/desk_body_show.h"

enum err review_page(struct ctx *c) MUST_CHECK;
enum err review_post_page(struct ctx *c) MUST_CHECK;
enum err review_changed_page(struct ctx *c) MUST_CHECK;
enum err review_changed_post_page(struct ctx *c) MUST_CHECK;
enum err review_done_page(struct ctx *c) MUST_CHECK;

/* On the page of one entry: when it was reviewed, and how far the asking has come;
 * templates/bodies/review_panel.mustache. */
enum err review_section(struct desk_body *k) MUST_CHECK;

#endif
