/*
 * account.h: people with a sign-in: made, found, closed, woken, erased (security.md sections 5
 * and 11).
 *
 * Functions that take `struct act` are called inside a store_write fn and leave a record; they
 * draw nothing and read no clock, so that the fn can be run again. Personal values stand in
 * records as hashes under the account's own key, which erasing destroys (S42).
 *
 * A closed account signs in no more: closing ends its sessions and kills its links and known
 * devices, in the same transaction. Its row stays until erased; then the row is a bare number
 * that records name.
 */
#ifndef MODULES_PEOPLE_ACCOUNT_H
#define MODULES_PEOPLE_ACCOUNT_H

#include "modules/audit/change.h"

extern const struct sql_list account_sql;

#define ACCOUNT_NAME_MAX 120 /* characters */

/* Without a sign-in (security.md 11), in days; a month counted as a twelfth of a year. Nobody
 * is closed who was not told at least DORMANT_NOTICE_DAYS before, whatever the clock did. */
#define DORMANT_WARN_DAYS 335
#define DORMANT_CLOSE_DAYS 365
#define DORMANT_ERASE_DAYS 548
#define DORMANT_NOTICE_DAYS 30
#define DORMANT_CLOSED_DAYS 183 /* between closing and erasing, at least */

struct account {
    int64_t id;
    struct str name, email;
    struct str password_hash;  /* empty: signs in by link only */
    struct str totp_secret;    /* TOTP_SECRET_BYTES, or empty: no second factor */
    int64_t totp_last_step;    /* of the last code used: totp.h */
    struct hash_key audit_key; /* zero once erased */
    int64_t created_at_s;
    int64_t last_sign_in_at_s; /* 0: never */
    int64_t warned_at_s;       /* 0: not told */
    int64_t closed_at_s;       /* 0: open */
};

/* --- reading: any connection that reads private tables --- */
/* ERR_NOT_FOUND. Closed ones are found by id, and by address so that it is not given twice. */
enum err account_find(struct db *db, struct arena *a, int64_t id,
                      struct account *out) MUST_CHECK;
/* The address in any case of letters, with white space around it. */
enum err account_find_by_email(struct db *db, struct arena *a, struct str email,
                               struct account *out) MUST_CHECK;
/* The form of an address by which it is compared, and by which back-off counts it. */
struct str account_email_key(struct arena *a, struct str email);

/* --- writing: inside a store_write fn --- */
struct account_new {
    int64_t id; /* rand_id() */
    struct str name, email;
    struct hash_key audit_key; /* rand_bytes */
};
/* ERR_INVALID: no name, or an address that cannot stand in a mail. ERR_CONFLICT: the address is
 * taken. */
enum err account_create(struct db *db, const struct account_new *n,
                        const struct act *act) MUST_CHECK;

/* Name and address, both given. The caller has made sure that the person owns the address
 * (S18: a confirmed link) and has shown who they are (S19). Errors as account_create. */
enum err account_change(struct db *db, int64_t id, struct str name, struct str email,
                        const struct act *act) MUST_CHECK;

/* A new hash from the hasher. Ends every session but keep_session (0: all), so that a change
 * throws out whoever knew the old one. The record says that it changed, never what. */
enum err account_set_password(struct db *db, int64_t id, struct str hash, int64_t keep_session,
                              const struct act *act) MUST_CHECK;
/* The same password with newer parameters, at sign-in: ends nothing. */
enum err account_rehash(struct db *db, int64_t id, struct str hash,
                        const struct act *act) MUST_CHECK;

/* A sign-in that succeeded: wakes the account. how: "password", "link". ERR_GONE: closed. */
enum err account_note_sign_in(struct db *db, int64_t id, struct str how,
                              const struct act *act) MUST_CHECK;

/* ERR_CONFLICT: the last administrator is not closed. Closing twice is harmless. */
enum err account_close(struct db *db, int64_t id, const struct act *act) MUST_CHECK;
/* Signs in again, with the password and factor it had; counts as awake from now. */
enum err account_reopen(struct db *db, int64_t id, const struct act *act) MUST_CHECK;
/* Closes, empties the personal columns, destroys the key, removes codes. ERR_CONFLICT: the last
 * administrator. */
enum err account_erase(struct db *db, int64_t id, const struct act *act) MUST_CHECK;

/* --- dormant accounts (7.10), for the job --- */
enum dormant { DORMANT_WARN, DORMANT_CLOSE, DORMANT_ERASE };
/* Ids of accounts to be warned, closed, erased now, the longest asleep first. */
enum err account_list_dormant(struct db *db, enum dormant what, int64_t now_s, int64_t *id,
                              size_t max, size_t *n) MUST_CHECK;
/* The account was told; the caller queues the mail in the same fn. */
enum err account_note_warned(struct db *db, int64_t id, const struct act *act) MUST_CHECK;

/* --- administrators --- */
/* Whether an open account is one at now_s: while there is none, a start prints the first link.
 */
enum err account_has_admin(struct db *db, int64_t now_s, bool *out) MUST_CHECK;
/* ERR_CONFLICT: no other account is administrator without an end. */
enum err account_keeps_admin(struct db *db, int64_t id, int64_t now_s) MUST_CHECK;

#endif
