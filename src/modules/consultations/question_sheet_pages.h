/* question_sheet_pages.h: the public pages of the question sheet (3.11): to read, as text, as a
 * document. */
#ifndef MODULES_CONSULTATIONS_QUESTION_SHEET_PAGES_H
#define MODULES_CONSULTATIONS_QUESTION_SHEET_PAGES_H

#include "core/web/ctx.h"

enum err question_sheet_page(struct ctx *c) MUST_CHECK;
enum err question_sheet_text_page(struct ctx *c) MUST_CHECK;
enum err question_sheet_odt_page(struct ctx *c) MUST_CHECK;

#endif
