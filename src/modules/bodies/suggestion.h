/*
 * suggestion.h: "this one is missing": an organisation that somebody names for the register
 * (2.9).
 *
 * The coordinator of the first area chosen looks at it, an administrator where none was. It is
 * answered once: added, there already, or not taken in with a reason; whoever gave an address
 * is told. Words and address are erased as those of messages are (suggestion_retain).
 */
#ifndef MODULES_BODIES_SUGGESTION_H
#define MODULES_BODIES_SUGGESTION_H

#include "modules/audit/change.h"
#include "modules/mail/mail.h"
#include "modules/partnerships/message_desk.h"
#include "modules/partnerships/report_desk.h"
#include "modules/people/role.h"

extern const struct sql_list suggestion_sql;

#define SUGGESTION_WORDS_CHARS 1000
#define SUGGESTION_REASON_CHARS 1000

enum suggestion_state {
    SUGGESTION_NEW,
    SUGGESTION_ADDED,
    SUGGESTION_THERE,
    SUGGESTION_DECLINED,
    SUGGESTION_STATE__MAX
};
/* "already_there" and so on, as stored and posted; SUGGESTION_STATE__MAX: no such word. */
enum suggestion_state suggestion_state_from(struct str name);

struct suggestion {
    int64_t id, partnership_id; /* 0: an administrator's */
    struct str reference, name, charity_number, website, areas /* slugs */;
    struct str words, email; /* empty once erased */
    enum suggestion_state state;
    int64_t body_id; /* what became of it; 0: nothing */
    struct str reason;
    int64_t received_at_s, answered_at_s; /* 0: not yet */
    struct str partnership_name, partnership_slug, answered_name;
    bool is_erased;
};

/* A receipt number that no suggestion has. */
enum err suggestion_new_reference(struct db *db, struct arena *a, struct str code,
                                  struct str *out) MUST_CHECK;

/* The argument of suggestion_send_fn. */
struct suggestion_send {
    struct act act;
    struct suggestion suggestion;
    struct mail mail; /* to whoever sent it; no address: none */
};
enum err suggestion_send_fn(struct db *db, void *suggestion_send) MUST_CHECK;

/* Of one partnership, or with partnership_id 0 all; newest first. */
enum err suggestion_count(struct db *db, const struct desk_ask *ask, int64_t *n) MUST_CHECK;
enum err suggestion_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                         struct suggestion *out, size_t *n) MUST_CHECK;
/* ERR_NOT_FOUND: no such reference. Who may see it the caller asks. */
enum err suggestion_find(struct db *db, struct arena *a, struct str reference,
                         struct suggestion *out) MUST_CHECK;

/* The argument of suggestion_answer_fn. */
struct suggestion_answer {
    const struct actor *actor;
    struct act act;
    int64_t suggestion_id, partnership_id;
    enum suggestion_state state;
    int64_t body_id; /* of ADDED and THERE */
    struct str reason;
    struct mail mail;  /* rendered; no address: nobody is told */
    bool was_answered; /* out: somebody else answered first */
};
/* ERR_NOT_FOUND: not this actor's; ERR_CONFLICT: answered already. */
enum err suggestion_answer_fn(struct db *db, void *suggestion_answer) MUST_CHECK;

/* Erases what is kept no longer (MESSAGE_KEEP_DONE_DAYS, MESSAGE_KEEP_MOST_DAYS). */
enum err suggestion_retain(struct store *store, int64_t now_s) MUST_CHECK;

#endif
