/*
 * sign_in.h: the ways in, put together: password or mailed link, then the second factor where
 * the person has one (security.md S15-S19).
 *
 * Called by waiting workers: each call makes its own writes and waits for the hasher. An
 * unknown address, a closed account, an account without a password and a wrong password get the
 * same answer after the same work: one write, one hash, one write.
 *
 * Who has set a second factor up gets half a session first: actor_load gives it no role, and
 * sign_in_by_factor makes it whole under a new value. Only a whole sign-in wakes the account,
 * forgets wrong answers and makes the browser known. The mailed link is counted by nobody.
 *
 * Left to the pages: cookies, telling the person of a sign-in, the buckets of POSTs, and asking
 * whoever lacks a second factor but needs one to set it up (actor_load's lacks_factor).
 */
#ifndef MODULES_PEOPLE_SIGN_IN_H
#define MODULES_PEOPLE_SIGN_IN_H

#include "modules/people/link.h"
#include "modules/people/session.h"

struct hasher;

enum sign_in_result {
    SIGN_IN_DONE,   /* set the session cookie to `fresh` */
    SIGN_IN_FACTOR, /* the same, and ask for the second factor */
    SIGN_IN_WRONG,
    SIGN_IN_WAIT /* wait_s */
};

struct sign_in {
    struct store *store;
    struct db *db; /* reading */
    struct hasher *hasher;
    struct arena *a;
    const struct hash_key *key; /* the link key: back-off's hashes */
    int64_t now_s;
    struct str request_id;
    struct str address;              /* of the network, v6 cut to its /64 */
    struct str browser;              /* "Firefox on Linux" */
    const struct session_value *old; /* the session cookie, or NULL */
    int64_t seen_s; /* when memory says that session was last used; 0: not known */
    const struct session_value *device; /* the device cookie, or NULL */

    /* sign_in_draw */
    struct session_value fresh, fresh_device;
    int64_t number;

    /* out */
    int64_t account_id;        /* 0: nobody */
    int64_t last_sign_in_at_s; /* the one before this; 0: this is the first */
    int64_t wait_s;
    struct str next; /* of a mailed link: where it was asked for; to be judged like any other */
    bool sets_device; /* set the device cookie to `fresh_device` */
};

/* Draws the values of a session to come: before each call below. */
void sign_in_draw(struct sign_in *s);

/* ERR_BUSY: too many sign-ins at once. */
enum err sign_in_by_password(struct sign_in *s, struct str email, struct str password,
                             enum sign_in_result *out) MUST_CHECK;

/* The POST of a mailed link: LINK_SIGN_IN or LINK_INVITATION. ERR_GONE: unknown, used, expired,
 * account closed. */
enum err sign_in_by_link(struct sign_in *s, enum link_purpose purpose, struct str key,
                         enum sign_in_result *out) MUST_CHECK;

/*
 * A code of the app or a recovery code, for the session in `old`; also to show again who one is
 * (S19). ERR_SIGN_IN: that session is over. ERR_NOT_FOUND: the person has no second factor.
 * SIGN_IN_WRONG changes no cookie.
 */
enum err sign_in_by_factor(struct sign_in *s, struct str typed,
                           enum sign_in_result *out) MUST_CHECK;

/* The password, by who is signed in, to show again who one is (S19): the session in `old` gets
 * the value `fresh`. Errors as sign_in_by_factor; ERR_NOT_FOUND: the person has no password. */
enum err sign_in_again(struct sign_in *s, struct str password,
                       enum sign_in_result *out) MUST_CHECK;

#endif
