/*
 * message_desk.h: messages to a partnership, as its coordinators see them, and how long what
 * people wrote is kept.
 *
 * The words belong to the partnership: its coordinators read them, administrators do not
 * (CAP_MESSAGE_READ). Messages that went to the operator's mailbox, because none of the
 * partnership was known, are kept here for the coordinator to come.
 */
#ifndef MODULES_PARTNERSHIPS_MESSAGE_DESK_H
#define MODULES_PARTNERSHIPS_MESSAGE_DESK_H

#include "modules/partnerships/report_desk.h"

/* Messages and reports: after that long done, or at the latest that long after they came, the
 * personal columns are emptied (docs/decisions/how-long-messages-are-kept.md). */
#define MESSAGE_KEEP_DONE_DAYS 365
#define MESSAGE_KEEP_MOST_DAYS 730

struct message_row {
    int64_t id, partnership_id;
    struct str partnership_name, partnership_slug;
    struct str reference;
    struct str area_name; /* the council the sender came by; empty: none */
    struct str sender_name, organisation, email, body; /* empty once erased */
    struct str sent_to;                                /* as stored */
    int64_t received_at_s;
    int64_t refused_at_s, done_at_s; /* 0: not */
    struct str done_name;
    bool is_erased;
};

/* ask->partnership_id is never 0: nobody reads the messages of all. */
enum err message_count(struct db *db, const struct desk_ask *ask, int64_t *n) MUST_CHECK;
enum err message_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                      struct message_row *out, size_t *n) MUST_CHECK;
enum err message_partnership(struct db *db, struct str reference, int64_t *out) MUST_CHECK;
enum err message_find(struct db *db, struct arena *a, struct str reference,
                      int64_t partnership_id, struct message_row *out) MUST_CHECK;

/* The argument of message_mark_fn: dealt with, or not after all. */
struct message_mark {
    const struct actor *actor;
    struct act act;
    int64_t message_id, partnership_id;
    bool is_done;
};
/* Inside store_write. Marked so already: nothing changes. ERR_NOT_FOUND: not this actor's. */
enum err message_mark_fn(struct db *db, void *message_mark) MUST_CHECK;

/* Once a day: empties what is kept long enough. Running twice does no harm. */
enum err message_retain(struct store *store, int64_t now_s) MUST_CHECK;

extern const struct sql_list message_desk_sql;

#endif
