/*
 * event_desk.h: what the coordinators' pages of events share: which event, whose, its
 * addresses.
 */
#ifndef MODULES_CONSULTATIONS_EVENT_DESK_H
#define MODULES_CONSULTATIONS_EVENT_DESK_H

#include "core/web/form.h"
#include "modules/consultations/event.h"
#include "modules/consultations/overtaken.h"
#include "modules/partnerships/partnership.h"

struct event_desk {
    struct ctx *c;
    struct partnership partnership;
    struct event e; /* id 0: a new one */
    struct view *v; /* partnership_name, title, action (its own address), show_href, Back */
    struct form *f;
    struct overtaken overtaken;
    struct str seen_now; /* with overtaken: what stands there now */
};

/* The event of the path; for a new one the partnership of the query. ERR_NOT_FOUND: none, or
 * not theirs to edit. */
enum err event_desk_open(struct ctx *c, bool is_new, struct event_desk *out) MUST_CHECK;
/* "/coordinator/events/12/edit?partnership=fife" for "/edit". */
struct str event_desk_path(const struct event_desk *k, const char *ending);
/* The argument of a write, at the version that the form was shown with ("seen"). */
struct event_edit event_desk_edit(const struct event_desk *k);
/* 409: somebody else changed it meanwhile. Loads it anew, so that sending again replaces that,
 * and shows where `mine` differs (overtaken.h). */
enum err event_desk_overtaken(struct event_desk *k, const struct event *mine) MUST_CHECK;
/* Shows the form; status 0: as its faults ask. */
enum err event_desk_render(struct event_desk *k, int status,
                           const char *template_name) MUST_CHECK;

#endif
