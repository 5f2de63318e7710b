/* question_set_pages.h: saved sets of questions (3.6): a partnership's list, and adding them to
 * a consultation or saving from it. */
#ifndef MODULES_CONSULTATIONS_QUESTION_SET_PAGES_H
#define MODULES_CONSULTATIONS_QUESTION_SET_PAGES_H

#include "core/web/ctx.h"

enum err question_sets_page(struct ctx *c) MUST_CHECK;
enum err question_set_remove_page(struct ctx *c) MUST_CHECK;
enum err question_set_remove_post_page(struct ctx *c) MUST_CHECK;
enum err question_set_use_page(struct ctx *c) MUST_CHECK;
enum err question_set_use_post_page(struct ctx *c) MUST_CHECK;

#endif
