/*
 * event.h: meetings, workshops and focus groups (P.8): announced where they are public, and
 * recorded once when they were held: which organisations came, how many people of which kind.
 * Names of participants are never asked for and never kept.
 *
 * What everybody may read stands in event_public, made anew in each write. Rights:
 * CAP_CONSULTATION_EDIT of the event's partnership.
 */
#ifndef MODULES_CONSULTATIONS_EVENT_H
#define MODULES_CONSULTATIONS_EVENT_H

#include "modules/consultations/consultation.h"

extern const struct sql_list event_sql;

#define EVENT_TITLE_CHARS 120
#define EVENT_SUMMARY_CHARS 2000
#define EVENT_LINE_CHARS 300
#define EVENT_NOTE_CHARS 600
#define EVENT_REASON_CHARS 600
#define EVENT_THEMES_CHARS 8000
#define EVENT_BODIES_MAX 60
#define EVENT_PEOPLE_MAX 5000 /* of one kind, or of one organisation */
#define EVENTS_MAX 1000       /* lists hold no more */

enum event_kind {
    EVENT_LIVED_EXPERIENCE,
    EVENT_FAMILY,
    EVENT_VICTIM,
    EVENT_THIRD_SECTOR,
    EVENT_COMMUNITY,
    EVENT_PARTNER_STAFF,
    EVENT_ELECTED,
    EVENT_OTHER,
    EVENT_KIND__MAX
};
extern const struct consultation_word event_kinds[]; /* in that order; NULL code at the end */

struct event {
    int64_t id, partnership_id, consultation_id /* 0: none */, version;
    struct str slug, title, summary;
    int64_t starts_at_s, ends_at_s;
    struct str place, online, access_note, booking;
    bool is_public;
    struct str state; /* planned, held, cancelled */
    struct str cancel_reason, themes;
    int64_t created_at_s, changed_at_s;
    int64_t n_bodies, n_people; /* of its record, when listed */
};

struct event_presence {
    int64_t body_id;
    struct str name;  /* when loaded */
    int64_t n_people; /* 0: not counted */
};

/* ERR_NOT_FOUND. */
enum err event_load(struct db *db, struct arena *a, int64_t id, struct event *out) MUST_CHECK;
/* For pages: only where the visitor may edit consultations of its partnership. */
enum err event_load_for(struct ctx *c, int64_t id, struct event *out) MUST_CHECK;
/* Of a partnership, the latest first; at most max. */
enum err event_list(struct db *db, struct arena *a, int64_t partnership_id, struct event *out,
                    size_t max, size_t *n) MUST_CHECK;
/* Who came. heads: by enum event_kind, 0: none of that kind. */
enum err event_present(struct db *db, struct arena *a, int64_t id,
                       struct event_presence out[EVENT_BODIES_MAX], size_t *n) MUST_CHECK;
enum err event_heads(struct db *db, struct arena *a, int64_t id,
                     int64_t heads[EVENT_KIND__MAX]) MUST_CHECK;

/* --- inside a store_write fn; each leaves its record and makes the public row anew --- */
/* id, slug, version, state and times are set here. */
enum err event_add(struct db *db, struct arena *a, struct event *e,
                   const struct act *act) MUST_CHECK;
/* The argument of those that follow. ERR_CONFLICT with is_overtaken: version is not the one
 * that was shown. */
struct event_edit {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    struct event to; /* id 0: a new one; version: as shown */
    const struct event_presence *present;
    size_t n_present;
    int64_t heads[EVENT_KIND__MAX];
    bool is_overtaken; /* out */
};
enum err event_save_fn(struct db *db, void *event_edit) MUST_CHECK;
/* to.cancel_reason. A held one is not called off. */
enum err event_cancel_fn(struct db *db, void *event_edit) MUST_CHECK;
/* It was held: to.themes, present, heads in place of those before. */
enum err event_held_fn(struct db *db, void *event_edit) MUST_CHECK;

#endif
