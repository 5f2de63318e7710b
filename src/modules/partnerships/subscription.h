/*
 * subscription.h: who gets mail about which topics in which areas, without an account.
 *
 * An address is typed in a form, gets one mail with a link, and counts only once the link's
 * button was pressed (security.md S6, S18): until then there is a request, which is gone after
 * 7 days. One subscription an address; confirming another request adds to it. Stopping removes
 * it at once; the record of it keeps the address only as a hash under a key that goes with the
 * row (S42).
 *
 * Each mail holds a key of its subscription, which opens two things: its own page, and the
 * stop. The key is made of the subscription's id and the key file, and found again by its hash.
 */
#ifndef MODULES_PARTNERSHIPS_SUBSCRIPTION_H
#define MODULES_PARTNERSHIPS_SUBSCRIPTION_H

#include "modules/audit/change.h"
#include "modules/mail/mail.h"

enum topic {
    TOPIC_CONTACT_ROUTE,
    TOPIC_CONSULTATIONS,
    TOPIC_RESULTS,
    TOPIC_PLANS,
    TOPIC_REPORTS,
    TOPIC_EVENTS,
    TOPIC__MAX
};

/* "contact_route", as stored and posted. */
const char *topic_name(enum topic topic);
/* Something here mails about it: only those are offered. A later one is switched on in the
 * table of subscription.c, with its words in subscription_words.h. */
bool topic_is_built(enum topic topic);
/* "When the contact details change or are checked" */
const char *topic_label(enum topic topic);

#define SUBSCRIPTION_EVERYWHERE "all" /* in `areas`: every partnership, alone in the list */
#define SUBSCRIPTION_REFUSALS 3       /* mails refused one after the other: paused (11.6) */

/* What is wanted: names of topics, and slugs of partnerships or SUBSCRIPTION_EVERYWHERE, with
 * ";" between, in the order of the lists. */
struct subscription_choice {
    struct str topics, areas;
};

/* Both together: what is in one or the other. *out may be one of them. */
enum err subscription_choice_join(struct db *db, struct arena *a,
                                  const struct subscription_choice *one,
                                  const struct subscription_choice *other,
                                  struct subscription_choice *out) MUST_CHECK;

struct subscription {
    int64_t id;
    struct str email;
    struct subscription_choice choice;
    struct hash_key audit_key;
    int64_t confirmed_at_s;
    int64_t paused_at_s; /* 0: mails go */
};

/* The key in the mails of a subscription, by the link key of the program. */
struct str subscription_key(struct arena *a, const struct hash_key *link_key, int64_t id);

/* ERR_NOT_FOUND: no subscription (any more). */
enum err subscription_find_by_key(struct db *db, struct arena *a, struct str key,
                                  struct subscription *out) MUST_CHECK;
enum err subscription_find(struct db *db, struct arena *a, int64_t id,
                           struct subscription *out) MUST_CHECK;
enum err subscription_find_by_email(struct db *db, struct arena *a, struct str email,
                                    struct subscription *out) MUST_CHECK;

/* How many have confirmed a topic for a partnership; of them those who chose all of Scotland.
 */
struct subscription_count {
    int64_t n, n_everywhere;
};
enum err subscription_count(struct db *db, int64_t partnership_id, enum topic topic,
                            struct subscription_count *out) MUST_CHECK;

/* --- asking --- */

struct subscription_request {
    int64_t id;
    struct str email;
    struct subscription_choice choice;
};

/* What an address has asked for and not confirmed; by the subject of its link, or the address.
 */
enum err subscription_request_find(struct db *db, struct arena *a, struct str subject,
                                   struct subscription_request *out) MUST_CHECK;
enum err subscription_request_of(struct db *db, struct arena *a, struct str email,
                                 struct subscription_request *out) MUST_CHECK;

/* --- store_write fns --- */

struct subscription_ask {
    struct act act;
    struct arena *a;
    struct subscription_request request; /* its id is used when the address has none waiting */
    struct str key;                      /* of the link */
    struct str place;                    /* slug of the page it was asked on */
    struct mail mail;
};
/* An address that has had its mails of the day: nothing changes, and nobody is told. */
enum err subscription_ask_fn(struct db *db, void *subscription_ask) MUST_CHECK;

struct subscription_confirm {
    struct act act;
    struct arena *a;
    struct str key; /* of the link */
    struct subscription_request request;
    struct subscription subscription; /* as it will be: new, or with the request added */
    const struct hash_key *link_key;
    struct mail mail;
};
/* ERR_GONE: the link is no good (any more). */
enum err subscription_confirm_fn(struct db *db, void *subscription_confirm) MUST_CHECK;

struct subscription_change {
    struct act act;
    struct arena *a;
    struct str key;
    struct subscription_choice choice;
};
/* Also ends a pause. ERR_NOT_FOUND: stopped meanwhile. */
enum err subscription_change_fn(struct db *db, void *subscription_change) MUST_CHECK;

struct subscription_stop {
    struct act act;
    struct arena *a;
    struct str key;
    bool was_there;
};
enum err subscription_stop_fn(struct db *db, void *subscription_stop) MUST_CHECK;

/* Removes requests that nobody confirmed within the life of their link. For the job. */
enum err subscription_sweep(struct store *store, int64_t now_s) MUST_CHECK;

/* The row of a key, when the link key made one that is not there yet. Inside a store_write fn.
 */
enum err subscription_key_keep(struct db *db, struct str key, int64_t id) MUST_CHECK;

extern const struct sql_list subscription_sql;

#endif
