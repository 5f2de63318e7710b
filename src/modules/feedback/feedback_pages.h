/*
 * feedback_pages.h: the pages of feedback: as the coordinator writes it, and as everybody reads
 * it: on the results, on the page of its consultation, and as one list across Scotland
 * (features.md 3.50, 3.51, 10.2).
 */
#ifndef MODULES_FEEDBACK_FEEDBACK_PAGES_H
#define MODULES_FEEDBACK_FEEDBACK_PAGES_H

#include "core/web/ctx.h"
#include "modules/feedback/feedback.h"

#define FEEDBACK_SEARCH_CHARS 100
#define FEEDBACK_ROWS 20 /* of a page of the list */
#define FEEDBACK_PAGES_MAX 500

/* feedback_desk_pages.c */
enum err feedback_desk_page(struct ctx *c) MUST_CHECK;
enum err feedback_desk_post_page(struct ctx *c) MUST_CHECK;
enum err feedback_publish_page(struct ctx *c) MUST_CHECK;
enum err feedback_publish_post_page(struct ctx *c) MUST_CHECK;
/* feedback_edit_pages.c */
enum err feedback_new_page(struct ctx *c) MUST_CHECK;
enum err feedback_new_post_page(struct ctx *c) MUST_CHECK;
enum err feedback_edit_page(struct ctx *c) MUST_CHECK;
enum err feedback_edit_post_page(struct ctx *c) MUST_CHECK;
enum err feedback_remove_page(struct ctx *c) MUST_CHECK;
enum err feedback_remove_post_page(struct ctx *c) MUST_CHECK;
/* feedback_said_pages.c: remembered, public tables only */
enum err you_said_page(struct ctx *c) MUST_CHECK;
enum err you_said_feed_page(struct ctx *c) MUST_CHECK;

/* --- for pages that gather --- */
/* Of one consultation: has_feedback, feedback (templates/feedback/items), n_feedback,
 * is_one_answer, n_changes (answers that changed something), is_one_change. */
enum err feedback_panel(struct ctx *c, struct view *v, int64_t consultation_id) MUST_CHECK;
/* Of one partnership, its newest few: has_said, said (templates/feedback/said_row), said_href.
 */
enum err feedback_newest_panel(struct ctx *c, struct view *v, int64_t partnership_id,
                               struct str slug) MUST_CHECK;

#endif
