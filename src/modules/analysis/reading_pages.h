/*
 * reading_pages.h: the reading desk (3.32-3.34): how far each question is, and one answer after
 * the other with its themes.
 */
#ifndef MODULES_ANALYSIS_READING_PAGES_H
#define MODULES_ANALYSIS_READING_PAGES_H

#include "core/web/ctx.h"

enum err reading_desk_page(struct ctx *c) MUST_CHECK;
enum err reading_answer_page(struct ctx *c) MUST_CHECK;
enum err reading_answer_post_page(struct ctx *c) MUST_CHECK;

#endif
