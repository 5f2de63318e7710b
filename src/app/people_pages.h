/*
 * people_pages.h: looking after people (features 7.1, 7.2, 7.8, 7.9; interface.md 4.4, 4.6):
 * for administrators everybody, for coordinators the analysts of their own partnership.
 */
#ifndef APP_PEOPLE_PAGES_H
#define APP_PEOPLE_PAGES_H

#include "core/web/ctx.h"

#define PEOPLE_REASON_CHARS 500
#define PERSON_ID_MAX INT64_MAX /* addresses name people by a random number */
#define DONE_CHARS 1000         /* of a sealed text of ours */

/* people_list_page.c */
enum err people_page(struct ctx *c) MUST_CHECK;
enum err people_find_page(struct ctx *c) MUST_CHECK;

/* people_invite_pages.c */
enum err people_invite_page(struct ctx *c) MUST_CHECK;
enum err people_invite_post_page(struct ctx *c) MUST_CHECK;
enum err people_invited_page(struct ctx *c) MUST_CHECK;

/* person_page.c */
enum err person_page(struct ctx *c) MUST_CHECK;
enum err person_again_post_page(struct ctx *c) MUST_CHECK; /* sends the invitation again */

/* person_give_page.c */
enum err person_give_page(struct ctx *c) MUST_CHECK;
enum err person_give_post_page(struct ctx *c) MUST_CHECK;

/* person_step_pages.c: a page that says what happens, and its button */
enum err person_close_page(struct ctx *c) MUST_CHECK;
enum err person_close_post_page(struct ctx *c) MUST_CHECK;
enum err person_reopen_page(struct ctx *c) MUST_CHECK;
enum err person_reopen_post_page(struct ctx *c) MUST_CHECK;
enum err person_sign_out_page(struct ctx *c) MUST_CHECK;
enum err person_sign_out_post_page(struct ctx *c) MUST_CHECK;
enum err person_end_page(struct ctx *c) MUST_CHECK;
enum err person_end_post_page(struct ctx *c) MUST_CHECK;

/* factor_reset_pages.c */
enum err person_factor_page(struct ctx *c) MUST_CHECK;
enum err person_factor_post_page(struct ctx *c) MUST_CHECK;
enum err factor_reset_page(struct ctx *c) MUST_CHECK;
enum err factor_reset_post_page(struct ctx *c) MUST_CHECK;
enum err factor_reset_sent_page(struct ctx *c) MUST_CHECK;

/* team_pages.c */
enum err team_page(struct ctx *c) MUST_CHECK;
enum err team_invite_page(struct ctx *c) MUST_CHECK;
enum err team_invite_post_page(struct ctx *c) MUST_CHECK;
enum err team_invited_page(struct ctx *c) MUST_CHECK;
enum err team_again_post_page(struct ctx *c) MUST_CHECK;
enum err team_end_page(struct ctx *c) MUST_CHECK;
enum err team_end_post_page(struct ctx *c) MUST_CHECK;

#endif
