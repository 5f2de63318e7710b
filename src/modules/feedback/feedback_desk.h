/*
 * feedback_desk.h: what the coordinator's pages of feedback have in common. Used in this room
 * only.
 */
#ifndef MODULES_FEEDBACK_FEEDBACK_DESK_H
#define MODULES_FEEDBACK_FEEDBACK_DESK_H

#include "core/web/form.h"
#include "modules/analysis/theme.h"
#include "modules/consultations/overtaken.h"
#include "modules/feedback/feedback.h"
#include "modules/feedback/feedback_public.h"

struct feedback_desk {
    struct ctx *c;
    struct consultation x;
    struct feedback_item *item; /* FEEDBACK_ITEMS_MAX */
    size_t n;
    struct theme *theme;
    size_t n_themes;
    struct view *page;
    struct form *form;
    struct overtaken overtaken;
};

/* Opens a page of the consultation of :slug. ERR_NOT_FOUND: not theirs, or it has not closed.
 */
enum err feedback_desk_open(struct feedback_desk *d, struct ctx *c) MUST_CHECK;
/* "/coordinator/results/plan-2027/feedback" and the ending. */
struct str feedback_desk_path(const struct feedback_desk *d, const char *ending);
struct str feedback_desk_item_path(const struct feedback_desk *d, int64_t id,
                                   const char *ending);
/* NULL: none of that number. */
const struct feedback_item *feedback_desk_item(const struct feedback_desk *d, int64_t id);
/* The argument of a write. */
struct feedback_write feedback_desk_write(const struct feedback_desk *d);
/* As it would be read by all. */
struct feedback_public feedback_as_public(const struct feedback_desk *d,
                                          const struct feedback_item *x);

#endif
