/*
 * invited_pages.h: organisations that are asked to answer: the coordinator's list, choosing
 * whom to ask, reminding, noting other channels; and the link that each of them has.
 */
#ifndef MODULES_INVITATIONS_INVITED_PAGES_H
#define MODULES_INVITATIONS_INVITED_PAGES_H

#include "core/web/ctx.h"

/* --- invited_list_pages.c --- */
enum err invited_list_page(struct ctx *c) MUST_CHECK;
enum err invited_csv_page(struct ctx *c) MUST_CHECK;

/* --- invited_new_pages.c: choosing and inviting --- */
enum err invited_new_page(struct ctx *c) MUST_CHECK;
enum err invited_new_post_page(struct ctx *c) MUST_CHECK;

/* --- invited_remind_pages.c: a reminder by hand, and another channel than mail --- */
enum err invited_remind_page(struct ctx *c) MUST_CHECK;
enum err invited_remind_post_page(struct ctx *c) MUST_CHECK;
enum err invited_other_page(struct ctx *c) MUST_CHECK;
enum err invited_other_post_page(struct ctx *c) MUST_CHECK;

/* --- invited_link_pages.c: the mailed link, and saying no by it --- */
enum err invited_key_page(struct ctx *c) MUST_CHECK;
enum err invited_key_post_page(struct ctx *c) MUST_CHECK;
enum err invited_decline_page(struct ctx *c) MUST_CHECK;
enum err invited_decline_post_page(struct ctx *c) MUST_CHECK;

/* --- invited_papers_pages.c: an invited-only consultation, for those who may answer it --- */
enum err invited_show_page(struct ctx *c) MUST_CHECK;
enum err invited_paper_page(struct ctx *c) MUST_CHECK;
enum err invited_paper_file_page(struct ctx *c) MUST_CHECK;
enum err invited_sheet_page(struct ctx *c) MUST_CHECK;
enum err invited_sheet_text_page(struct ctx *c) MUST_CHECK;
enum err invited_sheet_odt_page(struct ctx *c) MUST_CHECK;

#endif
