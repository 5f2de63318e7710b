/*
 * route_form.h: what the forms that edit a contact route share: whose route, who does it, where
 * a change was found. Part of modules/partnerships.
 */
#ifndef MODULES_PARTNERSHIPS_ROUTE_FORM_H
#define MODULES_PARTNERSHIPS_ROUTE_FORM_H

#include "core/web/form.h"
#include "modules/partnerships/own.h"
#include "modules/partnerships/route_edit.h"

/* The argument of a change by the person of this request, in that partnership. */
struct route_edit route_edit_new(struct ctx *c, const struct own *own);

/* "/coordinator/partnership" with an ending ("/steps/12") and the partnership's query. */
struct str route_edit_path(struct ctx *c, const struct own *own, const char *ending);
/* The page of the route after something was done: it says `done`, at the step (0: the top). */
struct str route_done_path(struct ctx *c, const struct own *own, const char *done,
                           int64_t step_id);

/* A page below "Partnership page": the shell, Back link, `action`, partnership_name. */
struct view *route_form_page(struct ctx *c, const struct own *own);

/* Not found here: if it is another partnership's, out of this person's reach, the refusal is
 * recorded (S41). `whose`: the partnership it belongs to, 0: none. */
enum err route_not_found(struct ctx *c, int64_t whose) MUST_CHECK;

/* Fields source, source_other, evidence, seen: shown, checked, read. */
void route_source_show(struct form *f);
void route_source_check(struct form *f);
void route_source_read(struct form *f, struct route_edit *edit);

/* The line "Where it was found" of a history: "The council’s website". */
struct str route_source_label(enum route_source source, struct str note);

#endif
