/*
 * step_fields.h: the fields of a route step, one by one: what differs between two states of it,
 * what it is after a change and before one. Private to route_edit.c and route_history.c.
 */
#ifndef MODULES_PARTNERSHIPS_STEP_FIELDS_H
#define MODULES_PARTNERSHIPS_STEP_FIELDS_H

#include "modules/partnerships/route_history.h"

/* Adds a field that differs, in the order of names. */
void route_entry_put(struct route_entry *x, const char *name, struct str old, struct str new);
/* Every field that differs, those that say where it is from too. */
void route_entry_diff(struct route_entry *x, const struct route_step *was,
                      const struct route_step *now);
bool step_says_the_same(const struct route_step *was, const struct route_step *now);

/*
 * The step with what edit->to says. The partnership's own word is a check, of today. Anything
 * else is a source, named beside the one that still stands for the other fields, and the step
 * is no longer checked (workflows.md (a)).
 */
struct route_step step_after(const struct route_edit *edit, const struct route_step *was);

/* The step with the fields of a change as they were. Where it is from goes back too, if nobody
 * has changed that since; else what goes back is not confirmed, nor the step checked. */
struct route_step step_before(struct arena *a, const struct route_change *c,
                              const struct route_step *now);

/* The change's old value of a field; false: it did not touch it. */
bool route_change_names(const struct route_change *c, const char *field, struct str *old);

#endif
