/*
 * contact_route.h: how a body gets involved: ordered steps, each with its source and date.
 *
 * An imported step was confirmed by nobody in the partnership: it says where it is from and is
 * never "checked"; a field that was not seen in the source is "not confirmed" (domain README,
 * workflows.md (a)). Once a coordinator has confirmed a step it holds a date and a role: after
 * 6 months it may be out of date, after 12 the route leads with the Third Sector Interface and
 * the council.
 */
#ifndef MODULES_PARTNERSHIPS_CONTACT_ROUTE_H
#define MODULES_PARTNERSHIPS_CONTACT_ROUTE_H

#include "core/base/clock.h"
#include "core/store/db.h"

enum step_kind {
    STEP_COORDINATOR, /* who to contact first: the coordinator or the partnership's own page */
    STEP_TSI,
    STEP_FORUM,
    STEP_SEAT,
    STEP_MAILING_LIST,
    STEP_NEXT_MEETING,
    STEP_COUNCIL,
    STEP__MAX
};

enum freshness {
    FRESH_UNCONFIRMED, /* imported, confirmed by nobody */
    FRESH_CHECKED,
    FRESH_OLD,  /* checked more than ROUTE_OLD_MONTHS ago */
    FRESH_STALE /* more than ROUTE_STALE_MONTHS ago */
};

#define ROUTE_OLD_MONTHS 6 /* workflows.md (a), "Contact freshness" */
#define ROUTE_STALE_MONTHS 12
#define ROUTE_STEPS_MAX 64 /* of one partnership */

struct route_step {
    int64_t id;
    enum step_kind kind;
    int64_t area_id; /* 0: for the whole partnership */
    struct str role, organisation, email, phone, url, detail;
    struct str source;
    struct str source_on; /* YYYY-MM or YYYY-MM-DD */
    struct str confirmed; /* which of the fields above were seen in the source, ";" between */
    struct str checked_on, checked_by_role; /* empty: never */
    bool is_removed;                        /* by a person; in no route, kept for its history */
    enum freshness freshness;
    int64_t n_refused; /* mails to its address came back (bounce.h) */
    bool is_bouncing;  /* beyond the limit: readers are told, mail goes elsewhere */
};

struct contact_route {
    struct route_step *step; /* in the order to follow */
    size_t n;
    size_t n_own; /* the first n_own are for the whole partnership or the asked council; others
                     come after */
    const struct route_step *first; /* the coordinator's step where one is known, else NULL */
    struct str mailbox; /* of the first contact; where its mail comes back, of the next own step
                           that takes mail; empty: none known */
    const struct route_step *mailbox_of; /* whose it is; NULL: none */
    bool is_first_bouncing;              /* the first contact's mail comes back */
};

/* "tsi" and so on, as stored. */
const char *step_kind_name(enum step_kind kind);
bool step_kind_from_name(struct str name, enum step_kind *out); /* false: none of ours */
/* How organisations take part (forum, seat, mailing list, next meeting), not whom to contact.
 */
bool step_kind_is_way(enum step_kind kind);
/* What it is called: its role, or the name of its kind. */
struct str step_title(const struct route_step *s);

/*
 * The route of a partnership on the day of now_s. area_id: the council the reader came by, its
 * steps first; 0 for none. Steps stand in the partnership's order, but for the coordinator's
 * when it holds no way to reach anybody or is stale: then the Third Sector Interface leads, and
 * the council, and the coordinator comes last.
 */
enum err contact_route_load(struct db *db, struct arena *a, int64_t partnership_id,
                            int64_t area_id, int64_t now_s,
                            struct contact_route *out) MUST_CHECK;

/* The same in the partnership's order and nothing else, for whoever edits it: n, step. */
enum err contact_route_list(struct db *db, struct arena *a, int64_t partnership_id,
                            int64_t now_s, struct contact_route *out) MUST_CHECK;

/* One step of that partnership, a removed one too. ERR_NOT_FOUND */
enum err route_step_find(struct db *db, struct arena *a, int64_t partnership_id, int64_t id,
                         struct route_step *out) MUST_CHECK;

/* The partnership of a step, to tell a foreign one from none; 0: none. */
int64_t route_step_whose(struct db *db, int64_t id);

/* What waits for somebody to check it: of the steps of a partnership, how many nobody has
 * checked, how many not for 6 months, how many not for 12 (those are not in n_old). */
struct route_due {
    size_t n_steps, n_never, n_old, n_stale;
};
enum err route_due(struct db *db, struct arena *a, int64_t partnership_id, int64_t now_s,
                   struct route_due *out) MUST_CHECK;

/* When whom to contact first was last checked, for every partnership where somebody did. */
struct route_checked {
    int64_t partnership_id;
    struct str on, by_role;
};
struct route_checks {
    struct route_checked *item;
    size_t n;
};
enum err route_checks_load(struct db *db, struct arena *a, struct route_checks *out) MUST_CHECK;
const struct route_checked *route_checked_of(const struct route_checks *all,
                                             int64_t partnership_id); /* NULL: never */

/* Of a step checked on a day (YYYY-MM-DD, or empty) as seen at now_s, London time. */
enum freshness route_freshness(struct str checked_on, int64_t now_s);

/* Is the field (role, organisation, email, phone, url) of the step confirmed: seen in the
 * source, or checked? */
bool step_confirms(const struct route_step *s, struct str field);

/* "November 2026", "3 November 2026". */
struct str route_date(struct arena *a, struct str on);

extern const struct sql_list contact_route_sql;

#endif
