/* question_sheet_pages.h: the public pages of the question sheet (3.11): to read, as text, as a
 * document. */
#ifndef MODULES_CONSULTATIONS_QUESTION_SHEET_PAGES_H
#define MODULES_CONSULTATIONS_QUESTION_SHEET_PAGES_H

#include "modules/consultations/consultation.h"

enum err question_sheet_page(struct ctx *c) MUST_CHECK;
enum err question_sheet_text_page(struct ctx *c) MUST_CHECK;
enum err question_sheet_odt_page(struct ctx *c) MUST_CHECK;

/* Of an invited-only consultation, to who may see it; base: the address of its page for them.
 */
enum question_sheet_as { QUESTION_SHEET_PAGE, QUESTION_SHEET_TEXT, QUESTION_SHEET_ODT };
enum err question_sheet_invited(struct ctx *c, const struct consultation *x, struct str base,
                                enum question_sheet_as as) MUST_CHECK;

#endif
