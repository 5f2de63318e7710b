/*
 * arrival.h: when a form was first sent (security.md S52). A send that was refused by 429 or
 * 503 keeps its place for ARRIVAL_KEEP_S: the page that comes back with what was typed carries
 * the moment, sealed together with its form_id, so that nothing has to be stored.
 */
#ifndef CORE_WEB_ARRIVAL_H
#define CORE_WEB_ARRIVAL_H

#include "core/web/ctx.h"

#define ARRIVAL_FIELD "arrived"
#define ARRIVAL_KEEP_S 86400

/* The moment at which this form arrived for the first time: what closing is measured by, never
 * the time of the commit. */
int64_t arrival_s(struct ctx *c);
/* That moment for the form that goes back; under c->form_id, which stays. */
struct str arrival_seal(struct ctx *c);

#endif
