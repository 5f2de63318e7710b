/*
 * audit_say.h: records in words: what was done, to what kind of thing, and what changed.
 *
 * Texts are returned as they are stored: whoever shows them makes what turns the direction of
 * writing visible (security.md S3) and leaves escaping to the template (S1).
 */
#ifndef MODULES_AUDIT_AUDIT_SAY_H
#define MODULES_AUDIT_AUDIT_SAY_H

#include "core/base/str.h"

#include <stdint.h>

/* "Gave a role"; the code itself when it has no words, which a test forbids. */
struct str audit_action_words(struct str action);
struct str audit_group_words(struct str group);
struct str audit_kind_words(struct str kind);
/* Of who is no account; empty: an account. cli:0 is "Command line, user 0". */
struct str audit_actor_words(struct arena *a, struct str actor);
/* "account:12": the id; 0: no account. */
int64_t audit_actor_account(struct str actor);

enum audit_field_kind {
    AUDIT_FIELD_VALUE,   /* `now` alone: it had no old value */
    AUDIT_FIELD_SET,     /* was empty, is `now` */
    AUDIT_FIELD_EMPTIED, /* was `old`, is empty */
    AUDIT_FIELD_CHANGED, /* from `old` to `now` */
    AUDIT_FIELD_SAME,    /* `now`, before and after */
    AUDIT_FIELD_KEYED,   /* a personal value: kept as a hash */
    AUDIT_FIELD_OTHER    /* `now` is a piece of the stored text */
};

struct audit_field {
    struct str name; /* as stored */
    struct str words;
    enum audit_field_kind kind;
    bool is_time; /* a number of UTC seconds: name ends in _s */
    struct str old, now;
};

#define AUDIT_FIELDS_MAX 60

/* The fields of a detail, in order; how many. What is no detail of ours comes as one
 * AUDIT_FIELD_OTHER without a name. */
size_t audit_detail_read(struct arena *a, struct str detail, struct audit_field *out,
                         size_t max);

/* Every word of the tables, for the test: false at the end. */
bool audit_words_at(size_t i, struct str *action, struct str *words);

#endif
