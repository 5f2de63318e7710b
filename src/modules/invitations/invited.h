/*
 * invited.h: organisations that were asked to answer a consultation (features 3.13, 11.3): who,
 * by which channel, and what came of it.
 *
 * Each has a link of its own, which is good again and again until two years after closing. Its
 * key is made of the invitation's id and the key file, so that a reminder brings the same link
 * and no row tells it. Whether a mail got through is asked of the outbox; whether a body has
 * answered, of the responses.
 */
#ifndef MODULES_INVITATIONS_INVITED_H
#define MODULES_INVITATIONS_INVITED_H

#include "core/base/hash.h"
#include "modules/bodies/contact_event.h"
#include "modules/consultations/consultation.h"
#include "modules/mail/mail.h"

extern const struct sql_list invited_sql, invited_write_sql;

#define INVITED_MAX 1000    /* of one consultation that are listed */
#define INVITED_AT_ONCE 100 /* on one check page */
#define INVITED_PART 20     /* of one write: far below the writer's 50 ms */
#define INVITED_REASON_CHARS 1000
#define INVITED_REST_DAYS 5 /* between two reminders, by hand or by the clock */

/* How the invitation fares on its way. */
enum invited_way {
    INVITED_BY_HAND, /* not by mail: a letter, a call */
    INVITED_WAITING,
    INVITED_DELIVERED,
    INVITED_REFUSED,
    INVITED_NOT_SENT, /* its address had had its mails of the day, or cannot be written to */
    INVITED_WAY__MAX
};

struct invited {
    int64_t id, consultation_id, body_id, partnership_id;
    struct str channel, email;
    int64_t outbox_id; /* its last mail; 0: none */
    struct str invited_on, reminded_on;
    int64_t n_reminders;
    struct str opened_on, declined_on;
    struct str body_name, body_slug;
    bool has_answered; /* by its link, as the body, or as one of a joint response */
    enum invited_way way;
};

/* By name. */
enum err invited_list(struct db *db, struct arena *a, int64_t consultation_id,
                      struct invited *out, size_t max, size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND. */
enum err invited_load(struct db *db, struct arena *a, int64_t id,
                      struct invited *out) MUST_CHECK;
enum err invited_of_body(struct db *db, struct arena *a, int64_t consultation_id,
                         int64_t body_id, struct invited *out) MUST_CHECK;
enum err invited_by_key(struct db *db, struct arena *a, struct str key,
                        struct invited *out) MUST_CHECK;
/* The key in its mails, by the link key of the program. */
struct str invited_key(struct arena *a, const struct hash_key *link_key, int64_t id);

/*
 * May this browser see the questions of the consultation and answer it? Of one for everybody
 * always; of an invited-only one the holder of an invitation's link, an editor of a body that
 * was invited, and the coordinators of those who ask. An error is a refusal.
 */
struct invitation_pass {
    bool is_allowed;
    bool is_by_link;       /* the invitation's link is open here: what is begun answers it */
    int64_t invitation_id; /* by whose link, or of whose body; 0: none */
    int64_t body_id;       /* who was invited; 0: none */
};
enum err invitation_allows(struct ctx *c, const struct consultation *x,
                           struct invitation_pass *out) MUST_CHECK;
/* Where it and its papers are read: its public page, or that of those who were invited. */
struct str invited_papers_path(struct arena *a, struct str slug, bool is_invited_only);

/* Where a body may be written to. why: empty, or in words why not. */
struct invited_address {
    struct str email;
    bool is_confirmed; /* somebody who knows has said that the entry is right */
    struct str why_not;
};
enum err invited_address(struct db *db, struct arena *a, const struct body *b, int64_t now_s,
                         struct invited_address *out) MUST_CHECK;

/* --- changing: for store_write --- */

/* One to be invited, reminded, or noted as asked another way. */
struct invited_item {
    struct invited row; /* id: rand_id() of a new one */
    struct hash key;
    struct mail mail;
    bool has_mail;
    struct contact_event event;
};
struct invited_batch {
    struct act act;
    int64_t consultation_id, partnership_id;
    struct str today;
    const struct invited_item *item;
    size_t n; /* at most INVITED_PART */
};
/* Who is invited already is left out, so the same batch does no harm twice. */
enum err invited_send_fn(struct db *db, void *invited_batch) MUST_CHECK;
/* Who has declined, or was reminded within INVITED_REST_DAYS, is left out. */
enum err invited_remind_fn(struct db *db, void *invited_batch) MUST_CHECK;
/* Asked by letter, call …: of a body that is not invited yet a new row, else its channel. */
enum err invited_other_fn(struct db *db, void *invited_batch) MUST_CHECK;

/* By its link: it was opened; the body will not answer. */
struct invited_answer {
    struct act act; /* actor "link" */
    struct invited row;
    struct link_session_new *open;
    struct contact_event event;
    struct str today;
};
enum err invited_open_fn(struct db *db, void *invited_answer) MUST_CHECK;
enum err invited_decline_fn(struct db *db, void *invited_answer) MUST_CHECK;

/* --- reminders by the clock: half way, and three days before the end --- */
#define INVITED_JOB "consultation_reminders"
#define INVITED_LAST_DAYS 3
/* Is a reminder due on that day, of one who has neither answered nor declined? */
bool invited_is_due(const struct consultation *x, const struct invited *i, int64_t now_s);
/* May it be reminded by hand? */
bool invited_may_remind(const struct invited *i, int64_t now_s);

#endif
