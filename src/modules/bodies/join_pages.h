/*
 * join_pages.h: "look after the entry of your organisation": the question pages, open to
 * everybody, and the mailed link (interface.md 4.3; features 2.6).
 */
#ifndef MODULES_BODIES_JOIN_PAGES_H
#define MODULES_BODIES_JOIN_PAGES_H

#include "core/web/ctx.h"

#define JOIN_FIND_CHARS 160

/* join_pages.c */
enum err join_page(struct ctx *c) MUST_CHECK;
enum err join_post_page(struct ctx *c) MUST_CHECK;
enum err join_sent_page(struct ctx *c) MUST_CHECK;

/* join_confirm_pages.c: the mailed link. GET shows a button, only POST acts (S18) */
enum err join_confirm_page(struct ctx *c) MUST_CHECK;
enum err join_confirm_post_page(struct ctx *c) MUST_CHECK;

/* Where the button leads, by the text that was sealed for it: shown at the address of the page
 * of a request that is sent. */
#define JOIN_DONE_MARK "joined "
enum err join_done_show(struct ctx *c, struct str text) MUST_CHECK;

#endif
