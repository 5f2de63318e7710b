/*
 * second_pages.h: the second reading of a sample (3.37): drawing it, how far it is, how far the
 * two readers agree, and where they differ.
 */
#ifndef MODULES_ANALYSIS_SECOND_PAGES_H
#define MODULES_ANALYSIS_SECOND_PAGES_H

#include "core/web/ctx.h"

enum err second_reading_page(struct ctx *c) MUST_CHECK;
enum err second_reading_post_page(struct ctx *c) MUST_CHECK;

#endif
