/* sheet_paste_pages.h: a question sheet that was filled in elsewhere, pasted into the response
 * that this browser has begun (B.17). */
#ifndef MODULES_RESPONSES_SHEET_PASTE_PAGES_H
#define MODULES_RESPONSES_SHEET_PASTE_PAGES_H

#include "core/web/ctx.h"
#include "modules/consultations/consultation.h"
#include "modules/consultations/question_sheet.h"

/* What was written into the sheet of this consultation. */
enum err sheet_paste_read(struct ctx *c, const struct consultation *x,
                          const struct question_form *form, struct str text,
                          struct sheet_answers *out) MUST_CHECK;

enum err sheet_paste_page(struct ctx *c) MUST_CHECK;
enum err sheet_paste_post_page(struct ctx *c) MUST_CHECK;

#endif
