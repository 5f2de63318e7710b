/* event_view.h: how events stand on public pages and in their files. */
#ifndef MODULES_CONSULTATIONS_EVENT_VIEW_H
#define MODULES_CONSULTATIONS_EVENT_VIEW_H

#include "core/web/ctx.h"
#include "modules/consultations/event_shown.h"

/* A row: href, title, times, starts_iso, place, is_online, partnership, is_cancelled, is_held,
 * summary. */
void event_row_view(struct ctx *c, const struct event_shown *e, struct view *v);
/* The start of today in Scotland: what ends before is over. */
int64_t event_today_s(const struct ctx *c);
/* The partnership of the address's area, for event_ask; *is_unknown: there is no such area. */
enum err event_area_read(struct ctx *c, int64_t *partnership_id, struct str *name,
                         bool *is_unknown) MUST_CHECK;

#endif
