/*
 * session.h: who is signed in (security.md S19).
 *
 * The cookie holds 256 random bits; the database only their hash, and only values that we
 * issued are found. A new value at sign-in, at the second factor and whenever rights change:
 * the old row goes in the same transaction. A session ends when unused for its idle time (30
 * minutes for staff, 2 hours for others), 12 hours after sign-in, by sign-out, by a change of
 * password or of roles, by closing the account, or by an administrator.
 *
 * No rights stand in a session: roles are read anew at each request (role.h, S13). A GET never
 * writes: `last_seen` is kept in memory by the caller and written by the job at most every
 * SESSION_SEEN_WRITE_S.
 *
 * Clocks: a session that began later than now by more than SESSION_SKEW_S was made by a clock
 * that was wrong, and has ended; one that jumps ahead ends sessions early. Neither makes one
 * live longer.
 *
 * The table is state: writing it needs no record. Sign-in, sign-out and ends by others are
 * recorded all the same (S41): account_note_sign_in, session_note_end.
 */
#ifndef MODULES_PEOPLE_SESSION_H
#define MODULES_PEOPLE_SESSION_H

#include "modules/audit/change.h"

extern const struct sql_list session_sql;

#define SESSION_BYTES 32
#define SESSION_IDLE_STAFF_S 1800
#define SESSION_IDLE_S 7200
#define SESSION_LIFE_S 43200
#define SESSION_PROVED_S 900 /* how long showing who one is stays good for what asks for it */
#define SESSION_SEEN_WRITE_S 300
#define SESSION_SKEW_S 300
#define SESSION_DEVICE_MAX 80 /* bytes of its name */

/* The cookie's value: rand_bytes by the caller. */
struct session_value {
    unsigned char byte[SESSION_BYTES];
};
/* As 64 hexadecimal digits, lower case; back: false when it is not such a text. */
struct str session_value_text(struct arena *a, const struct session_value *v);
bool session_value_parse(struct str text, struct session_value *out);

struct session {
    int64_t number; /* random: names it on pages */
    int64_t account_id;
    bool has_factor; /* the second factor was shown */
    int64_t idle_s, began_at_s, proved_at_s, last_seen_s;
    struct str device; /* "Firefox on Linux", escaped where shown */
};

/* ERR_NOT_FOUND: not ours, or over. seen_s: when memory says it was last used, 0: not known. */
enum err session_find(struct db *db, struct arena *a, const struct session_value *v,
                      int64_t seen_s, int64_t now_s, struct session *out) MUST_CHECK;
/* Whose session that value was, also when it is over, for as long as its row is there.
 * ERR_NOT_FOUND. */
enum err session_owner(struct db *db, const struct session_value *v,
                       int64_t *account_id) MUST_CHECK;
/* Showed who they are within SESSION_PROVED_S: before changing address, factor, password, and
 * before exports of identities, erasure, break-glass. */
bool session_is_proved(const struct session *s, int64_t now_s);

/* Those of an account that are not over, the newest first. */
#define SESSION_LIST_MAX 50
struct session_list {
    struct session at[SESSION_LIST_MAX];
    size_t n;
};
enum err session_list(struct db *db, struct arena *a, int64_t account_id, int64_t now_s,
                      struct session_list *out) MUST_CHECK;

/* --- inside a store_write fn --- */
struct session_new {
    struct session_value value; /* rand_bytes */
    int64_t number;             /* rand_id() */
    int64_t account_id;
    bool has_factor, is_staff;
    struct str device;
    const struct session_value *old; /* what the browser had: ended; NULL: nothing */
    int64_t now_s;
};
enum err session_begin(struct db *db, const struct session_new *n) MUST_CHECK;

/* The same session under a new value; began_at_s stays, so the absolute end stays too. */
struct session_renew {
    struct session_value old, value;
    bool has_factor; /* from now on; one that was shown is not taken back */
    bool is_staff;
    bool is_proved; /* the person has just shown who they are */
    int64_t seen_s; /* when memory says it was last used; 0: not known */
    int64_t now_s;
};
/* ERR_NOT_FOUND: the old one is over; nothing was made. */
enum err session_renew(struct db *db, const struct session_renew *r) MUST_CHECK;

/* Moves last_seen forward, never back. */
enum err session_note_seen(struct db *db, int64_t number, int64_t seen_s) MUST_CHECK;

/* Sign-out. A value that is not ours changes nothing. */
enum err session_end(struct db *db, const struct session_value *v) MUST_CHECK;
/* One of a person's own; another's number changes nothing and is ERR_NOT_FOUND. */
enum err session_end_number(struct db *db, int64_t account_id, int64_t number) MUST_CHECK;
enum err session_end_others(struct db *db, int64_t account_id, int64_t keep_number) MUST_CHECK;
enum err session_end_all(struct db *db, int64_t account_id) MUST_CHECK;
/* The record of an end: how is "sign_out", "one", "others", "all", "admin". */
enum err session_note_end(struct db *db, int64_t account_id, struct str how,
                          const struct act *act) MUST_CHECK;

/* Removes what is over for a day. For the job; a small number of rows a call. */
enum err session_sweep(struct db *db, int64_t now_s) MUST_CHECK;

#endif
