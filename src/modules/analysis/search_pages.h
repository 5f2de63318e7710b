/*
 * search_pages.h: looking through the answers of a consultation (3.35): search with filters,
 * the words and phrases that stand in many answers, and cross-tables.
 */
#ifndef MODULES_ANALYSIS_SEARCH_PAGES_H
#define MODULES_ANALYSIS_SEARCH_PAGES_H

#include "core/web/ctx.h"

enum err answer_search_page(struct ctx *c) MUST_CHECK;
enum err answer_words_page(struct ctx *c) MUST_CHECK;
enum err cross_table_page(struct ctx *c) MUST_CHECK;
enum err cross_table_csv_page(struct ctx *c) MUST_CHECK;

#endif
