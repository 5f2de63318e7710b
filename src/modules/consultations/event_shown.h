/*
 * event_shown.h: events as everybody may read them. Reads public tables only.
 */
#ifndef MODULES_CONSULTATIONS_EVENT_SHOWN_H
#define MODULES_CONSULTATIONS_EVENT_SHOWN_H

#include "modules/consultations/event.h"

extern const struct sql_list event_shown_sql;

#define EVENTS_SHOWN_MAX 400

struct event_shown {
    int64_t id, partnership_id, consultation_id, version, starts_at_s, ends_at_s, changed_at_s;
    struct str slug, title, summary, place, online, access_note, booking, state, cancel_reason;
    struct str partnership_slug, partnership_name;
    struct str consultation_slug, consultation_title; /* empty: none that is public */
};

enum err event_shown_by_slug(struct db *db, struct arena *a, struct str slug,
                             struct event_shown *out) MUST_CHECK;
/* partnership_id, consultation_id 0: of any. */
struct event_ask {
    int64_t partnership_id, consultation_id;
    int64_t from_s; /* not over before that, the next first; is_past: over, the last first */
    bool is_past;
};
enum err event_shown_list(struct db *db, struct arena *a, const struct event_ask *ask,
                          struct event_shown **out, size_t *n) MUST_CHECK;

/* "Thursday 10 December 2026, 10am to 12 noon" */
struct str event_times(struct arena *a, int64_t starts_at_s, int64_t ends_at_s);

#endif
