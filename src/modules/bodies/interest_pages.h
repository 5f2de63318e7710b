/*
 * interest_pages.h: "Ask to be involved" (P.17): the questions, the private page behind the
 * mailed link, and the pages of the coordinators who answer.
 */
#ifndef MODULES_BODIES_INTEREST_PAGES_H
#define MODULES_BODIES_INTEREST_PAGES_H

#include "core/web/ctx.h"

/* interest_pages.c: the form */
enum err interest_start_page(struct ctx *c) MUST_CHECK;
enum err interest_start_post_page(struct ctx *c) MUST_CHECK;
enum err interest_question_page(struct ctx *c) MUST_CHECK;
enum err interest_question_post_page(struct ctx *c) MUST_CHECK;
enum err interest_check_page(struct ctx *c) MUST_CHECK;
enum err interest_check_post_page(struct ctx *c) MUST_CHECK;
enum err interest_sent_page(struct ctx *c) MUST_CHECK;

/* interest_link_pages.c: the private link */
enum err interest_key_page(struct ctx *c) MUST_CHECK;
enum err interest_key_post_page(struct ctx *c) MUST_CHECK;
enum err interest_again_page(struct ctx *c) MUST_CHECK;
enum err interest_again_post_page(struct ctx *c) MUST_CHECK;
enum err interest_again_sent_page(struct ctx *c) MUST_CHECK;

/* interest_open_pages.c: what it opens */
enum err interest_open_page(struct ctx *c) MUST_CHECK;
enum err interest_reply_page(struct ctx *c) MUST_CHECK;
enum err interest_reply_post_page(struct ctx *c) MUST_CHECK;
enum err interest_withdraw_page(struct ctx *c) MUST_CHECK;
enum err interest_withdraw_post_page(struct ctx *c) MUST_CHECK;
enum err interest_more_page(struct ctx *c) MUST_CHECK;
enum err interest_more_post_page(struct ctx *c) MUST_CHECK;

/* interest_body_pages.c: editors of an organisation */
enum err interest_body_page(struct ctx *c) MUST_CHECK;
enum err interest_body_open_page(struct ctx *c) MUST_CHECK;

/* interest_desk_pages.c: the coordinators */
enum err interest_list_page(struct ctx *c) MUST_CHECK;
enum err interest_show_page(struct ctx *c) MUST_CHECK;
enum err interest_answer_page(struct ctx *c) MUST_CHECK;
enum err interest_answer_post_page(struct ctx *c) MUST_CHECK;

#endif
