/*
 * moderation_hint.h: what in an answer may tell who somebody is (3.45): addresses, numbers,
 * postcodes, the sender's own names, names of the register. Hints, never decisions: each is
 * read by a person.
 */
#ifndef MODULES_MODERATION_MODERATION_HINT_H
#define MODULES_MODERATION_MODERATION_HINT_H

#include "modules/moderation/moderation.h"

extern const struct sql_list moderation_hint_sql;

#define MODERATION_HINTS_MAX 40

struct moderation_hint {
    struct str kind; /* "email address" */
    struct str text; /* as it stands in the answer */
};

/* who: of the response; NULL: its names are not looked for. Names of the register are looked up
 * by their beginning, for runs of words with capital letters alone: never through all of it. */
enum err moderation_hints(struct db *db, struct arena *a, struct str words,
                          const struct respondent *who,
                          struct moderation_hint out[MODERATION_HINTS_MAX],
                          size_t *n) MUST_CHECK;

#endif
