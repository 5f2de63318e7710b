/*
 * body_response.h: an organisation answers (features 3.19 to 3.21; B.9, B.10): its editors
 * write one draft together, one at a time; a named person signs off and sends it; it is the
 * body's one official response to that consultation, and the body keeps it when people leave.
 *
 * The draft is draft.h's, with a body: its pages are those of every respondent. It belongs to
 * the body's editors: no link opens it for anybody else. Who writes holds its lock, until they
 * stop, or have saved nothing for BODY_LOCK_S, or a colleague takes over.
 */
#ifndef MODULES_RESPONSES_BODY_RESPONSE_H
#define MODULES_RESPONSES_BODY_RESPONSE_H

#include "modules/responses/draft.h"
#include "modules/mail/mail.h"

extern const struct sql_list body_response_sql;

#define BODY_LOCK_S ((int64_t)900)
#define BODY_DRAFTS_MAX 100 /* of one body that are listed */
#define BODY_SENT_MAX 300

struct body_draft {
    int64_t id, consultation_id, body_id;
    int64_t made_by, signed_by; /* signed_by: who may send it */
    int64_t lock_account, lock_at_s, begun_at_s, touched_at_s;
    struct str signed_name, lock_name; /* empty: nobody */
    struct str title, slug;            /* of the consultation */
    int64_t closes_at_s;
    int64_t response_id; /* a sent response that it changes; 0: a new one */
};
/* The statement names the body; another's is ERR_NOT_FOUND (security.md S10). */
enum err body_draft_find(struct db *db, struct arena *a, int64_t id, int64_t body_id,
                         struct body_draft *out) MUST_CHECK;
/* That of the body for the consultation. ERR_NOT_FOUND: it has begun none. */
enum err body_draft_of(struct db *db, struct arena *a, int64_t body_id, int64_t consultation_id,
                       struct body_draft *out) MUST_CHECK;
/* Closing soonest first. */
enum err body_draft_list(struct db *db, struct arena *a, int64_t body_id,
                         struct body_draft *out, size_t max, size_t *n) MUST_CHECK;
/* Nobody else is writing on it at this moment. */
bool body_draft_is_free(const struct body_draft *d, int64_t account_id, int64_t now_s);

/* An official response of the body, the newest first. */
struct body_sent {
    int64_t id, consultation_id;
    struct str title, slug, kind, partnership_name;
    struct str receipt, received_on, counting, sender_name; /* empty: erased */
    int64_t closes_at_s;
    int64_t change_id; /* the draft by which it is being changed; 0: none */
};
enum err body_sent_list(struct db *db, struct arena *a, int64_t body_id, struct body_sent *out,
                        size_t max, size_t *n) MUST_CHECK;
/* That to one consultation, still standing. ERR_NOT_FOUND: none. */
enum err body_sent_to(struct db *db, struct arena *a, int64_t body_id, int64_t consultation_id,
                      struct body_sent *out) MUST_CHECK;

/* --- for store_write; drafts are state and leave no record --- */

struct body_begin {
    struct draft_new draft; /* with body and maker, opened in the maker's browser */
};
/* Whoever begins it writes, and signs off until somebody else is named. ERR_CONFLICT: the body
 * has a draft for that consultation already. */
enum err body_begin_fn(struct db *db, void *body_begin) MUST_CHECK;

/*
 * The sent one opens again: a draft of the body with its answers, which takes its place when a
 * named person has signed off and sent it; until then it stays as it was. One that is being
 * changed already, by a colleague or by the mailed link, goes on as the body's.
 */
struct body_change {
    struct draft_new
        draft; /* with response, body and maker; its id is set to the known one's */
};
enum err body_change_fn(struct db *db, void *body_change) MUST_CHECK;

struct body_turn {
    int64_t id, account_id, now_s;
    bool takes_over;               /* from whoever writes */
    struct link_session_new *open; /* in the browser of whoever writes now */
};
/* ERR_CONFLICT: a colleague is writing. */
enum err body_turn_fn(struct db *db, void *body_turn) MUST_CHECK;
/* They have stopped writing. */
enum err body_stop_fn(struct db *db, void *body_turn) MUST_CHECK;

struct body_sign {
    struct act act;
    int64_t id, body_id, consultation_id, account_id; /* who is to sign off */
    struct mail mail;                                 /* to them; `to` empty: none */
};
enum err body_sign_fn(struct db *db, void *body_sign) MUST_CHECK;

/* --- for the pages of the form --- */

/*
 * Before a page of the form shows or takes anything: *is_answered when the draft is a body's
 * and a colleague is writing on it (the page of the draft, or on a POST what was typed, to be
 * copied), or the body has sent its response meanwhile. Of one person's draft: nothing.
 */
enum err body_draft_guard(struct ctx *c, const struct draft *d, bool *is_answered) MUST_CHECK;
/* The one of the parameter `id`, of one of the person's bodies. */
enum err body_draft_own(struct ctx *c, struct body_draft *out) MUST_CHECK;
/* May this person send it? Else *is_answered: the page that says who signs off. */
enum err body_draft_may_send(struct ctx *c, const struct draft *d,
                             bool *is_answered) MUST_CHECK;

/*
 * Inside the write that stored a response, after response_add: a response with a body stands in
 * its timeline in every partnership that asks, on the day, and nothing finer. Its own record.
 */
enum err body_answered(struct db *db, struct arena *a, const struct response *r,
                       const struct act *act) MUST_CHECK;

#endif
