/*
 * invite.h: somebody is asked to join: account, role, one-time link and mail in one write
 * (features 7.8; security.md S18).
 *
 * An address that has no account gets one without a password, and a link good for three days. A
 * person who was invited and has not come yet gets the further role and a new link, which kills
 * the old one. A person who has signed in before gets the role, and a mail that says so.
 */
#ifndef MODULES_PEOPLE_INVITE_H
#define MODULES_PEOPLE_INVITE_H

#include "modules/mail/mail.h"
#include "modules/people/account.h"
#include "modules/people/role.h"

struct invite {
    const struct actor *actor; /* who asks: role_give's guard holds (S10) */
    struct act act;
    struct account_new account; /* its id and key are used where the address is nobody's */
    struct grant grant;         /* but its account_id */
    struct str key;             /* rand_key() */
    const struct mail *to_join, *to_member; /* NULL: nothing is mailed */

    /* out */
    int64_t account_id;
    bool is_member;       /* has signed in before: no link was made */
    bool mail_is_refused; /* with ERR_TOO_MANY: the address has had its mails of the day */
};

/*
 * A store_write fn; `arg` is a struct invite. Errors of account_create and role_give;
 * ERR_GONE: the account of that address is closed; ERR_CONFLICT: the person holds that role
 * already.
 */
enum err invite_send_fn(struct db *db, void *arg) MUST_CHECK;

struct invite_again {
    const struct actor *actor;
    struct act act;
    int64_t account_id;
    struct str key;
    const struct mail *mail; /* NULL: nothing is mailed */
};

/*
 * A store_write fn: a new link for somebody who has not come yet; the old one is dead.
 * ERR_NOT_FOUND: no such person, closed, or none of their roles is the actor's to give;
 * ERR_CONFLICT: has signed in meanwhile.
 */
enum err invite_again_fn(struct db *db, void *arg) MUST_CHECK;

/* Whether the person has been asked and has not come yet. */
bool account_is_invited(const struct account *account);

/* "account:12": what a link of an account is for. */
#define ACCOUNT_SUBJECT_BYTES 32
struct str account_subject(char room[ACCOUNT_SUBJECT_BYTES], int64_t account_id);

#endif
