/*
 * change.h: what one change did, as the detail of its record: a JSON object of field names with
 * the old and the new value (security.md S42).
 *
 *   {"email":{"keyed":["9f2c…","77a0…"]},"role":["","coordinator"]}
 *
 * Personal values stand as keyed hashes under the key of that person, which is in the person's
 * row: equal values are seen to be equal, and once the key is destroyed they mean nothing,
 * while the chain still verifies. Canonical: names rise by byte, no white space; a name out of
 * order is a programming error.
 *
 * Inside a store_write fn: the memory is the change's own. change_begin; change_...;
 * change_record, which also ends it; change_end on the paths that do not get there.
 */
#ifndef MODULES_AUDIT_CHANGE_H
#define MODULES_AUDIT_CHANGE_H

#include "core/base/buf.h"
#include "core/base/hash.h"
#include "core/store/write.h"

/* Who does it, and when: for the record of every change. */
struct act {
    struct str actor;      /* "account:12", "public", "link", "job", "cli:1000" */
    struct str request_id; /* may be empty */
    int64_t now_s;
};

struct change {
    struct buf json;
    const char *last;       /* name */
    int64_t partnership_id; /* change_of_partnership */
};

void change_begin(struct change *c);
void change_end(struct change *c);

void change_text(struct change *c, const char *name, struct str old, struct str new);
void change_i64(struct change *c, const char *name, int64_t old, int64_t new);
/* A value that has no old one. Named "partnership" it is also change_of_partnership. */
void change_new_i64(struct change *c, const char *name, int64_t value);
/* An empty value stays visible as empty. */
void change_personal(struct change *c, const char *name, const struct hash_key *key_of_person,
                     struct str old, struct str new);

/* The thing belongs to that partnership: its coordinators may read the record. Asked for with
 * everything that a partnership owns; 0 is none. */
void change_of_partnership(struct change *c, int64_t partnership_id);

/* What was changed: its kind, id and how ("account.close"). */
struct change_of {
    struct str action, object_kind;
    int64_t object_id; /* 0: there is only one, like the settings */
};
/* Hands the record over and ends the change. ERR_LIMIT: the detail did not fit. */
enum err change_record(struct db *db, struct change *c, const struct act *act,
                       const struct change_of *of) MUST_CHECK;

#endif
