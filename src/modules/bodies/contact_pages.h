/*
 * contact_pages.h: the timeline of an organisation, and what is due in a partnership (2.11,
 * 3.55).
 */
#ifndef MODULES_BODIES_CONTACT_PAGES_H
#define MODULES_BODIES_CONTACT_PAGES_H

#include "modules/bodies/contact_event.h"
#include "modules/bodies/own_body.h"

enum err contact_list_page(struct ctx *c) MUST_CHECK;
enum err contact_show_page(struct ctx *c) MUST_CHECK;
enum err contact_done_page(struct ctx *c) MUST_CHECK;
enum err contact_new_page(struct ctx *c) MUST_CHECK;
enum err contact_new_post_page(struct ctx *c) MUST_CHECK;
enum err contact_edit_page(struct ctx *c) MUST_CHECK;
enum err contact_edit_post_page(struct ctx *c) MUST_CHECK;
enum err contact_remove_page(struct ctx *c) MUST_CHECK;
enum err contact_remove_post_page(struct ctx *c) MUST_CHECK;
enum err due_list_page(struct ctx *c) MUST_CHECK;
enum err due_done_page(struct ctx *c) MUST_CHECK;

/* On the page of one body: the newest entries, and the ways to all and to a new one; of
 * templates/bodies/timeline_panel.mustache. For whoever reads that partnership's timeline. */
enum err contact_panel(struct ctx *c, const struct own_body *b, struct view *page) MUST_CHECK;

/* What is due up to today in a partnership: a figure of the workspace's home. */
enum err contact_due_today(struct ctx *c, int64_t partnership_id, int64_t *n) MUST_CHECK;

/* --- part of these pages: contact_view.c --- */
/* An entry in a list or on its page: href, label, on, on_iso, direction, summary, is_cut,
 * outcome, step, due, due_iso (null: nothing is due), is_done, is_overdue, by. */
void contact_show(struct ctx *c, struct view *v, const struct contact_event *e, bool is_whole);
struct str contact_path(struct ctx *c, const struct own_body *b, int64_t id,
                        const char *ending);
/* Opens the entry of the row's path. */
enum err contact_open(struct ctx *c, struct own_body *b, struct contact_event *out) MUST_CHECK;
/* What stands under a list: from, to, count, has_rows, and partial/pages. */
struct contact_pages_of {
    int64_t number, n, n_rows; /* of the page, of all, of this page */
};
void contact_show_pages(struct ctx *c, struct view *page, struct str base,
                        const struct contact_pages_of *of);
/* Today in Scotland, YYYY-MM-DD. */
struct str contact_today(const struct ctx *c);

#endif
