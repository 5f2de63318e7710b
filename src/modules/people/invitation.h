/*
 * invitation.h: somebody is asked to take part as coordinator, analyst, editor, member
 * (features 7.8).
 *
 * Account and roles are made first, by whoever invites (account_create, role_give), and the
 * link with them in one write; the mail names it as ORIGIN/invitation/KEY. Using the link is
 * a sign-in (sign_in_by_link with LINK_INVITATION). Sending it again makes a new one, which
 * kills the old.
 */
#ifndef MODULES_PEOPLE_INVITATION_H
#define MODULES_PEOPLE_INVITATION_H

#include "modules/people/account.h"
#include "modules/people/link.h"
#include "modules/people/role.h"

/* --- inside a store_write fn --- */
struct invitation_new {
    struct str key;     /* rand_key() */
    int64_t account_id; /* who is invited */
    int64_t inviter_id; /* 0: the operator of the service */
    int64_t now_s;
};
enum err invitation_make(struct db *db, struct arena *a,
                         const struct invitation_new *n) MUST_CHECK;

/* What a page may say of it. */
#define INVITATION_GRANTS_MAX 8
struct invitation {
    enum link_state state;
    struct account account; /* set where the state is LINK_GOOD, as the rest */
    struct str inviter;     /* a name, or empty */
    struct grant grant[INVITATION_GRANTS_MAX];
    size_t n_grants;
    int64_t expires_at_s;
};
enum err invitation_look(struct db *db, struct arena *a, struct str key, int64_t now_s,
                         struct invitation *out) MUST_CHECK;

/* "coordinator": a role as pages and mails say it. */
struct str role_words(enum role role);

#endif
