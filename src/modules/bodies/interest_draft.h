/*
 * interest_draft.h: the form of an expression of interest while it is filled in (P.17).
 *
 * The pages ask one thing each; each "Continue" stores its page, so that going back and forth,
 * a reload or a lost connection loses nothing. The draft belongs to the browser that began it
 * (link_session.h, LINK_KIND_INTEREST_DRAFT) and is gone a day after its last change. Once it
 * was sent its words are emptied: they stand in the expression of interest.
 */
#ifndef MODULES_BODIES_INTEREST_DRAFT_H
#define MODULES_BODIES_INTEREST_DRAFT_H

#include "modules/people/link_session.h"

extern const struct sql_list interest_draft_sql;

/* The fields of the form, all pages together. Of checkboxes the chosen ones, ";" between. */
enum interest_field {
    INTEREST_NAME,
    INTEREST_CHARITY_NUMBER,
    INTEREST_SITE, /* "website" is the name of the trap for robots */
    INTEREST_DESCRIBED_AS,
    INTEREST_SAID, /* the address of the entry that it says it is, or "none" */
    INTEREST_WHAT,
    INTEREST_GROUNDS, /* of s.14, "community" (s.37), "unsure" */
    INTEREST_AREAS,   /* slugs of council areas, or "scotland" */
    INTEREST_HOW,     /* told, asked, write, group */
    INTEREST_NEEDS,
    INTEREST_CHANNEL,
    INTEREST_CONTACT_NAME,
    INTEREST_CONTACT_ROLE,
    INTEREST_CONTACT_EMAIL,
    INTEREST_CONTACT_PHONE,
    INTEREST_CONTACT_ADDRESS,
    INTEREST_FIELD__MAX
};
const char *interest_field_name(enum interest_field field); /* "contact_name" */

struct interest_draft {
    int64_t id;
    struct str value[INTEREST_FIELD__MAX];
    bool is_sent;
    int64_t begun_at_s;
};

/* ERR_NOT_FOUND: it is kept no longer. */
enum err interest_draft_load(struct db *db, struct arena *a, int64_t id,
                             struct interest_draft *out) MUST_CHECK;

/* The argument of the fns: made by interest_draft_saving. */
struct interest_draft_save {
    int64_t id;
    struct str fields;
    struct link_session_new open; /* of a new one */
    bool is_new;
    int64_t now_s;
};
struct interest_draft_save interest_draft_saving(struct ctx *c,
                                                 const struct interest_draft *draft);
/* Inside store_write; state, no record. A sent one stays as it is. */
enum err interest_draft_save_fn(struct db *db, void *interest_draft_save) MUST_CHECK;
/* Inside another room's fn: it was sent. */
enum err interest_draft_sent(struct db *db, int64_t id, int64_t now_s) MUST_CHECK;

/* Removes what is kept long enough. */
enum err interest_draft_sweep(struct db *db, int64_t now_s) MUST_CHECK;

#endif
