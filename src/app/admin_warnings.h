/*
 * admin_warnings.h: what is wrong with the service, in words, each with what to do about it.
 */
#ifndef APP_ADMIN_WARNINGS_H
#define APP_ADMIN_WARNINGS_H

#include "app/state.h"

/* Under `warnings`: what, todo; has_warnings and needs_attention ("3 things need …"). */
void admin_warnings_show(struct ctx *c, const struct state *s, struct view *v);

#endif
