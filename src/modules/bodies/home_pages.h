/*
 * home_pages.h: an organisation's own pages, for whoever looks after its entry (interface.md
 * 4.3): home, profile, people.
 */
#ifndef MODULES_BODIES_HOME_PAGES_H
#define MODULES_BODIES_HOME_PAGES_H

#include "core/web/form.h"
#include "modules/bodies/home_body.h"

#define HOME_REVIEW_DAYS 365 /* how long "these details are right" counts */

/* home_pages.c: the home of an organisation, without what later rooms put there
 * (app/body_home_page.h) */
struct home_shown {
    struct ctx *c;
    struct home_body h;
    struct view *v;
    struct form *f;
};
enum err home_body_open(struct ctx *c, struct home_shown *k) MUST_CHECK;
enum err home_body_fill(struct home_shown *k) MUST_CHECK;
/* "This is right". ERR_CONFLICT: show it as it is now. */
enum err home_body_review(struct home_shown *k) MUST_CHECK;

/* profile_pages.c: the end of the address says which part */
enum err profile_page(struct ctx *c) MUST_CHECK;
enum err profile_edit_page(struct ctx *c) MUST_CHECK;
enum err profile_edit_post_page(struct ctx *c) MUST_CHECK;

/* editor_pages.c: who looks after the entry; invite, end, hand over the lead */
enum err editor_list_page(struct ctx *c) MUST_CHECK;
enum err editor_again_post_page(struct ctx *c) MUST_CHECK;
enum err editor_invite_page(struct ctx *c) MUST_CHECK;
enum err editor_invite_post_page(struct ctx *c) MUST_CHECK;
/* editor_step_pages.c */
enum err editor_end_page(struct ctx *c) MUST_CHECK;
enum err editor_end_post_page(struct ctx *c) MUST_CHECK;
enum err editor_lead_page(struct ctx *c) MUST_CHECK;
enum err editor_lead_post_page(struct ctx *c) MUST_CHECK;
/* editor_staff_pages.c: the same for coordinators and administrators: name a lead */
enum err editor_staff_page(struct ctx *c) MUST_CHECK;
enum err editor_staff_post_page(struct ctx *c) MUST_CHECK;

/* home_needs_pages.c: what it needs to take part */
enum err home_needs_page(struct ctx *c) MUST_CHECK;
enum err home_needs_post_page(struct ctx *c) MUST_CHECK;

/* claim_pages.c: requests to look after entries, for those who decide */
enum err claim_list_page(struct ctx *c) MUST_CHECK;
enum err claim_show_page(struct ctx *c) MUST_CHECK;
enum err claim_decide_page(struct ctx *c) MUST_CHECK;

#endif
