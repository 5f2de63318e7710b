/*
 * contact_event.h: what a partnership and an organisation had to do with each other (2.11,
 * 3.55): calls, meetings, mails, promises, and what is due next.
 *
 * A row belongs to one partnership, which alone reads it, also of a national body: every
 * function here takes the partnership, and who may is asked before (CAP_BODY_TIMELINE).
 *
 * Shared ground: a room above adds rows of the kinds "interest", "register", "sent" and
 * "response" inside its own write, with contact_event_add and the object that they are about.
 * Those are read like all others, and mended or removed by nobody.
 */
#ifndef MODULES_BODIES_CONTACT_EVENT_H
#define MODULES_BODIES_CONTACT_EVENT_H

#include "modules/audit/change.h"
#include "modules/bodies/body.h"
#include "modules/people/role.h"

extern const struct sql_list contact_event_sql;

#define CONTACT_SUMMARY_CHARS 2000
#define CONTACT_OUTCOME_CHARS 2000
#define CONTACT_STEP_CHARS 200
#define CONTACT_PAGE_ROWS 25
#define CONTACT_COUNT_MAX 1000 /* lists count no further */

extern const struct body_words contact_kinds;    /* "contact", "commitment", "sent" … */
extern const struct body_words contact_channels; /* "phone", "meeting" … */

struct contact_event {
    int64_t id; /* rand_id() */
    int64_t body_id, partnership_id;
    struct str kind;        /* of contact_kinds */
    struct str channel;     /* of contact_channels; empty: none */
    struct str direction;   /* "out": we to them, "in": they to us; empty */
    struct str happened_on; /* YYYY-MM-DD */
    struct str summary, outcome;
    struct str next_step, next_on; /* next_on empty: nothing is due */
    bool is_done;                  /* what was due is done */
    struct str object_kind;        /* what it is about: "interest"; empty */
    int64_t object_id;
    int64_t by_account;   /* 0: the program, or nobody with an account */
    struct str by_role;   /* "coordinator" */
    struct str by_name;   /* when loaded */
    struct str body_name; /* when loaded */
    int64_t created_at_s, removed_at_s;
};

/* Whether a person wrote it here and may mend it: "contact", "commitment" and "note". */
bool contact_event_is_own(const struct contact_event *e);
/* What it is called on pages: "Phone call", "Commitment". */
struct str contact_event_label(const struct contact_event *e);
/* What is due: the next step, of a commitment without one the commitment itself. */
struct str contact_event_step(const struct contact_event *e);
/* Tells one version of an entry from another, for two who mend it at once. */
struct str contact_event_seen(struct arena *a, const struct contact_event *e);

/* --- inside a store_write fn; each leaves its record --- */
/* ERR_NOT_FOUND: no such body. Of what is a contact the newest date stands in lists too. */
enum err contact_event_add(struct db *db, const struct contact_event *e,
                           const struct act *act) MUST_CHECK;

/* What a room above hung on its object and takes back, in a write that leaves a record of its
 * own: in each partnership one entry like it, of its body, kind, channel, day and object, that
 * no account wrote. */
enum err contact_event_take_back(struct db *db, const struct contact_event *like,
                                 int64_t now_s) MUST_CHECK;

/* The argument of the functions below, which ask for the right themselves. */
struct contact_edit {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    struct contact_event to;     /* id, body_id, partnership_id, and what it is to say */
    struct str seen;             /* as contact_event_seen gave it when the form was shown */
    struct contact_event theirs; /* out: with is_overtaken, what stands there */
    bool is_overtaken;
};
enum err contact_event_add_fn(struct db *db, void *contact_edit) MUST_CHECK;
/* ERR_CONFLICT: is_overtaken, somebody else was first. ERR_NOT_FOUND: none of this partnership,
 * removed, or not written by a person. */
enum err contact_event_change_fn(struct db *db, void *contact_edit) MUST_CHECK;
/* Entered by mistake: the row stays and stands in no list. */
enum err contact_event_remove_fn(struct db *db, void *contact_edit) MUST_CHECK;
/* to.is_done: what was due is done, or not after all. Of every kind. */
enum err contact_event_done_fn(struct db *db, void *contact_edit) MUST_CHECK;

/* --- reading --- */
/* Also a removed one. ERR_NOT_FOUND: none of that body in that partnership. */
struct contact_find {
    int64_t id, body_id /* 0: of whichever */, partnership_id;
};
enum err contact_event_find(struct db *db, struct arena *a, const struct contact_find *find,
                            struct contact_event *out) MUST_CHECK;

/* The newest first; removed ones are left out. */
struct contact_ask {
    int64_t body_id, partnership_id;
    struct str kind; /* empty: all */
    int64_t first, max;
};
enum err contact_event_list(struct db *db, struct arena *a, const struct contact_ask *ask,
                            struct contact_event *out, size_t *n) MUST_CHECK;
enum err contact_event_count(struct db *db, const struct contact_ask *ask,
                             int64_t *n) MUST_CHECK;

/* What is due in a partnership and not done, the earliest first, up to and with that day
 * (YYYY-MM-DD; "9999-12-31": all). */
struct contact_due {
    int64_t partnership_id;
    struct str until;
    int64_t first, max;
};
enum err contact_event_list_due(struct db *db, struct arena *a, const struct contact_due *ask,
                                struct contact_event *out, size_t *n) MUST_CHECK;
enum err contact_event_count_due(struct db *db, int64_t partnership_id, struct str until,
                                 int64_t *n) MUST_CHECK;

#endif
