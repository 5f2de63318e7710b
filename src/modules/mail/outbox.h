/*
 * outbox.h: the outbox as the people who keep the service see it (feature 11.4): what kind of
 * mail, about what, to a masked address, how far it came. Never a subject and never a text: no
 * statement here reads them (security.md S6).
 */
#ifndef MODULES_MAIL_OUTBOX_H
#define MODULES_MAIL_OUTBOX_H

#include "modules/audit/change.h"

extern const struct sql_list outbox_sql;

enum outbox_state { OUTBOX_QUEUED, OUTBOX_SENDING, OUTBOX_SENT, OUTBOX_FAILED, OUTBOX__MAX };
const char *outbox_state_name(enum outbox_state s);
enum outbox_state outbox_state_from(struct str name); /* OUTBOX__MAX: none */

struct outbox_entry {
    int64_t id;
    struct str kind; /* "mail/message_copy" */
    struct str object_kind, object_id;
    struct str to; /* masked: "a•••@example.org"; empty: erased */
    enum outbox_state state;
    int64_t n_tries;
    int64_t next_try_at_s; /* 0: none */
    int64_t queued_at_s, changed_at_s;
    struct str error;    /* a short code, see send.h; empty */
    bool holds_key;      /* a private link stands in it */
    bool can_send_again; /* outbox_send_again would take it */
};

/* state OUTBOX__MAX: all. The one that changed last first. */
struct outbox_ask {
    enum outbox_state state;
    size_t skip, max;
};
enum err outbox_list(struct db *db, struct arena *a, const struct outbox_ask *ask,
                     struct outbox_entry *out, size_t *n) MUST_CHECK;
/* Up to LIST_MAX_ROWS + 1. */
enum err outbox_count(struct db *db, enum outbox_state state, int64_t *n) MUST_CHECK;
/* Failed since then, and not sent after all; and when the longest waiting one was queued (0:
 * none waits). */
enum err outbox_trouble(struct db *db, int64_t since_s, int64_t *n_failed,
                        int64_t *oldest_s) MUST_CHECK;
enum err outbox_find(struct db *db, struct arena *a, int64_t id,
                     struct outbox_entry *out) MUST_CHECK;

/*
 * Inside a store_write fn: queues it once more as it was written, unseen, and records that.
 * ERR_CONFLICT: it is not over yet, its text is gone, a link in it may have ended, or it was
 * sent already to an address that nobody has shown to be theirs.
 */
enum err outbox_send_again(struct db *db, int64_t id, const struct act *act) MUST_CHECK;

/* What waits was put off by a clock that stood in the future: it is due now. */
enum err outbox_mend_clock(struct store *store, struct db *db, int64_t now_s) MUST_CHECK;

/* "a•••@example.org" */
struct str mail_address_masked(struct arena *a, struct str address);

#endif
