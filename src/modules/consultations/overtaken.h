/*
 * overtaken.h: two people who change one thing at once (security.md S26). A form says what it
 * showed, by a version or by a mark of the words; who sends second gets both texts on one page,
 * with all that was typed still in the form, and decides.
 *
 * templates/consultations/overtaken.mustache shows it.
 */
#ifndef MODULES_CONSULTATIONS_OVERTAKEN_H
#define MODULES_CONSULTATIONS_OVERTAKEN_H

#include "core/tpl/value.h"

struct overtaken {
    struct view *page;
    struct list *rows;
};

/* A mark of what a form showed: equal for equal parts alone. */
struct str overtaken_mark(struct arena *a, const struct str *part, size_t n);

/* Nobody was first. page: is_overtaken, is_gone, compared, has_compared, theirs_href. */
struct overtaken overtaken_none(struct view *page, struct str theirs_href);
/* Somebody was. */
void overtaken_set(struct overtaken *o);
/* Somebody took it away: what was typed can be kept as a new one. The form then says
 * OVERTAKEN_GONE for what it showed, and sends to the same address. */
#define OVERTAKEN_GONE "gone"
void overtaken_gone(struct overtaken *o);
/* A row, where the two differ: "Yours" and "Now". */
void overtaken_compare(struct overtaken *o, const char *label, struct str mine,
                       struct str theirs);
struct str said_yes_or_no(bool is);

#endif
