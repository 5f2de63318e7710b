/*
 * first_admin.h: how an empty place gets its first administrator (security.md S17): no default
 * account exists; while nobody is administrator each start prints a link, good once and for
 * 24 hours. A new one kills the one before it, and all of them are worth nothing as soon as
 * there is an administrator.
 */
#ifndef MODULES_PEOPLE_FIRST_ADMIN_H
#define MODULES_PEOPLE_FIRST_ADMIN_H

#include "modules/people/account.h"
#include "modules/people/session.h"

/* A fresh link: *key is what stands after "/first-admin/". ERR_CONFLICT: somebody is
 * administrator. */
enum err first_admin_link(struct store *store, struct arena *a, int64_t now_s,
                          struct str *key) MUST_CHECK;

/* --- inside a store_write fn --- */
struct first_admin {
    struct arena *a;
    struct str key;
    struct account_new account;
    struct str password_hash; /* empty: signs in by link */
    int64_t grant_id;         /* rand_id() */
    struct session_new session;
    struct act act;

    bool is_taken; /* out, with ERR_CONFLICT: the address; else somebody is administrator */
};

/*
 * Uses the link up, makes the account with its role, begins its session: all or nothing.
 * ERR_GONE: the link is no good; ERR_CONFLICT; ERR_INVALID: name or address (account_create).
 */
enum err first_admin_create(struct db *db, struct first_admin *f) MUST_CHECK;

#endif
