/*
 * interest.h: expressions of interest: "we would like to be involved" (P.17; domain
 * workflows.md (a), steps 4 and 5). One form for many areas; the coordinators of each accept,
 * ask more, or decline with a reason; the organisation sees where it stands in each.
 *
 * The reference is quoted to people and opens nothing. What opens is a key of 128 random bits,
 * mailed, kept as a hash (security.md S51); a new one kills the one before. Each partnership
 * reads its own row of interest_area and no other's: every query of a coordinator carries it.
 */
#ifndef MODULES_BODIES_INTEREST_H
#define MODULES_BODIES_INTEREST_H

#include "core/base/hash.h"
#include "modules/audit/change.h"
#include "modules/mail/mail.h"

extern const struct sql_list interest_sql;

#define INTEREST_WHAT_CHARS 2000
#define INTEREST_NEEDS_CHARS 1000
#define INTEREST_WORDS_CHARS 2000 /* a question, a reason, a reply */
#define INTEREST_PERSON_CHARS 100
#define INTEREST_ADDRESS_CHARS 300
#define INTEREST_ANSWER_DAYS 14 /* in which an answer is to be expected: told, not enforced */
#define INTEREST_KEEP_DONE_DAYS                                                                \
    365 /* after the last answer; at the latest after the second:                              \
         */
#define INTEREST_KEEP_MOST_DAYS 730

enum interest_state {
    INTEREST_WAITING,
    INTEREST_ASKED,   /* the coordinator has a question */
    INTEREST_REPLIED, /* the organisation has answered it */
    INTEREST_ACCEPTED,
    INTEREST_DECLINED,
    INTEREST_WITHDRAWN,
    INTEREST_STATE__MAX
};
const char *interest_state_name(enum interest_state state); /* "waiting": as stored */
enum interest_state interest_state_from(struct str name);
struct str interest_state_label(enum interest_state state); /* "Waiting for an answer" */
/* Waits for the coordinator: waiting or replied. */
bool interest_is_open(enum interest_state state);

struct interest {
    int64_t id;
    struct str reference;
    int64_t body_id, said_body_id; /* 0: not known; what the form said */
    struct str name, described_as, charity_number, website, what, grounds, how, needs, channel;
    bool is_community;
    struct str contact_name, contact_role, contact_email, contact_phone, contact_address;
    bool is_confirmed; /* a link mailed to contact_email was opened */
    int64_t key_made_at_s, sent_by, sent_at_s;
    bool is_erased; /* the time to keep it is over: what is personal is gone */
};

/* One partnership's part. */
struct interest_area {
    int64_t partnership_id;
    struct str partnership_slug, partnership_name, partnership_short, code;
    struct str areas; /* slugs of its council areas that were chosen */
    enum interest_state state;
    struct str words, reply;
    int64_t answered_at_s; /* 0: not */
};

#define INTEREST_AREAS_MAX 64

/* ERR_NOT_FOUND. */
enum err interest_load(struct db *db, struct arena *a, int64_t id,
                       struct interest *out) MUST_CHECK;
enum err interest_by_reference(struct db *db, struct arena *a, struct str reference,
                               struct interest *out) MUST_CHECK;
/* By a mailed key, in constant work. ERR_NOT_FOUND: never ours, replaced, or not whole. */
enum err interest_by_key(struct db *db, struct arena *a, struct str key,
                         struct interest *out) MUST_CHECK;
struct hash interest_key_hash(struct str key);

/* All of one offer, by the partnership's name: for whoever sent it, never for a coordinator. */
enum err interest_areas(struct db *db, struct arena *a, int64_t id, struct interest_area *out,
                        size_t *n) MUST_CHECK;
/* One partnership's. ERR_NOT_FOUND. */
enum err interest_area_of(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                          struct interest_area *out) MUST_CHECK;

/* Offers that editors of a body sent, or that a coordinator took in as that body's: newest
 * first. */
enum err interest_of_body(struct db *db, struct arena *a, int64_t body_id, struct interest *out,
                          size_t max, size_t *n) MUST_CHECK;

/* A reference that no other offer has. code: "FIF", or "SCO" where several areas are asked. */
enum err interest_new_reference(struct db *db, struct arena *a, struct str code,
                                struct str *out) MUST_CHECK;

/* --- inside a store_write fn --- */
enum err interest_add(struct db *db, const struct interest *i,
                      const struct hash *key) MUST_CHECK;
enum err interest_area_add(struct db *db, int64_t id,
                           const struct interest_area *area) MUST_CHECK;
/* From one of the states of `from` (a bit each): ERR_CONFLICT when it is in another by now. */
struct interest_move {
    int64_t id, partnership_id;
    unsigned from;
    enum interest_state to;
    struct str words, reply; /* as they stand from now on */
    int64_t answered_by, now_s;
};
enum err interest_area_move(struct db *db, const struct interest_move *m) MUST_CHECK;
enum err interest_set_body(struct db *db, int64_t id, int64_t body_id) MUST_CHECK;
enum err interest_set_key(struct db *db, int64_t id, const struct hash *key,
                          int64_t now_s) MUST_CHECK;
enum err interest_confirm(struct db *db, int64_t id, int64_t now_s) MUST_CHECK;
/* Queues mails; those that may not be written to are left out, *n_held counts them. */
enum err interest_mails(struct db *db, const struct mail *mail, size_t n,
                        size_t *n_held) MUST_CHECK;

#endif
