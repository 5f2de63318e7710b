/*
 * link.h: links that open one thing once (security.md S18).
 *
 * 128 random bits, mailed or printed; the database keeps their hash. GET looks (link_look, a
 * read: scanners and previews use nothing up), POST acts (link_use, in the transaction of what
 * it does). One for the same purpose and subject kills the one before it; ended roles and
 * closed accounts kill all of that account.
 *
 * A link of one purpose is none of another: the purpose is part of the hash. One that is found
 * to be made in the future (a clock that was wrong) has expired.
 *
 * What a link does not do: it never skips the second factor, and a page that offers one answers
 * alike for every address; both are the handlers' part.
 */
#ifndef MODULES_PEOPLE_LINK_H
#define MODULES_PEOPLE_LINK_H

#include "core/store/write.h"

extern const struct sql_list link_sql;

enum link_purpose {
    LINK_FIRST_ADMIN, /* 24 hours: printed at start while there is no administrator */
    LINK_SIGN_IN,     /* 10 minutes */
    LINK_RESET,       /* 30 minutes */
    LINK_INVITATION,  /* 3 days */
    LINK_CONFIRM,     /* 7 days: an address is the person's own */
    LINK_SIGN_OFF,    /* 14 days: the chair's, of a plan or report */
    LINK__MAX
};
int64_t link_life_s(enum link_purpose purpose);

struct link_new {
    enum link_purpose purpose;
    struct str key;     /* rand_key() */
    struct str subject; /* "account:12", "statement:7": what it is for */
    int64_t account_id; /* whose end kills it; 0: nobody's */
    struct str detail;  /* an address to confirm; empty */
    int64_t now_s;
};

enum link_state {
    LINK_GOOD,
    LINK_UNKNOWN, /* never ours, tampered with, or killed: by a newer one, by an ended role */
    LINK_USED,
    LINK_EXPIRED
};

struct link {
    enum link_state state;
    struct str subject, detail; /* empty for LINK_UNKNOWN */
    int64_t account_id, made_at_s, expires_at_s;
};

/* What a GET may know; the texts live in a. OK also where the link is no good: out->state says.
 */
enum err link_look(struct db *db, struct arena *a, enum link_purpose purpose, struct str key,
                   int64_t now_s, struct link *out) MUST_CHECK;

/* --- inside a store_write fn --- */
/* ERR_INVALID: not a key of ours. */
enum err link_make(struct db *db, const struct link_new *n) MUST_CHECK;
/* Uses it up when it is good, else ERR_GONE. Two at once: one is good. */
enum err link_use(struct db *db, struct arena *a, enum link_purpose purpose, struct str key,
                  int64_t now_s, struct link *out) MUST_CHECK;
/* One for the same purpose and subject that is not used and was made within the last seconds
 * before n->now_s. */
enum err link_is_recent(struct db *db, const struct link_new *n, int64_t within_s,
                        bool *out) MUST_CHECK;
enum err link_kill(struct db *db, enum link_purpose purpose, struct str subject) MUST_CHECK;
enum err link_kill_of_account(struct db *db, int64_t account_id) MUST_CHECK;

/* Removes what is over for a day. For the job. */
enum err link_sweep(struct db *db, int64_t now_s) MUST_CHECK;

#endif
