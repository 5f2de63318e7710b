/*
 * desk_likely.h: "this may be in the register already" (2.10): beside the form that adds an
 * entry, while typing with script, and by a button without.
 */
#ifndef MODULES_BODIES_DESK_LIKELY_H
#define MODULES_BODIES_DESK_LIKELY_H

#include "core/web/form.h"
#include "modules/bodies/body_desk.h"

#define LIKELY_MAX 6 /* shown */

/* What the fields name, charity_number, web, contact_email, contact_phone say; those that the
 * form has. */
struct body_likeness desk_likely_typed(const struct body *b);
/* On the page: likely [name, href or null, number or null, state_label, whys [.]], has_likely;
 * *n: how many. */
enum err desk_likely_show(const struct body_desk *d, const struct body_likeness *like,
                          struct view *page, size_t *n) MUST_CHECK;
/* Without a look: none. */
void desk_likely_none(struct view *page);

/* POST, changes nothing: the list alone, as a piece of HTML for site.js. */
enum err desk_likely_page(struct ctx *c) MUST_CHECK;

#endif
