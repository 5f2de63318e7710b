/*
 * analysis_desk.h: what the pages of coding share: the consultation that the visitor may code,
 * its page and form, addresses.
 */
#ifndef MODULES_ANALYSIS_ANALYSIS_DESK_H
#define MODULES_ANALYSIS_ANALYSIS_DESK_H

#include "core/web/form.h"
#include "modules/analysis/theme.h"
#include "modules/consultations/question.h"

struct coding {
    struct ctx *c;
    struct consultation x;
    struct question_form form;
    struct view *page;
    struct form *f;
    struct theme *theme;
    size_t n_themes;
};
/* ERR_NOT_FOUND: none, not published, or not the visitor's to code. */
enum err coding_open(struct ctx *c, struct coding *k) MUST_CHECK;
/* "/coordinator/consultations/SLUG/coding" and what follows, in the partnership of the page. */
struct str coding_path(const struct coding *k, const char *rest);
/* The role in which this visitor codes, in words that stand in histories. */
struct str coding_role(const struct coding *k);
struct theme_write coding_theme_write(const struct coding *k);

#endif
