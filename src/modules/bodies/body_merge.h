/*
 * body_merge.h: two entries of one organisation made one (2.10): what hangs on the one that
 * goes moves to the one that stays, its address leads there for ever, and both keep a trace.
 *
 * The one that goes stays in the register as a row of state "merged", with everything that
 * stood in it, so that staff can look it up; nobody finds it in lists, and the public not at
 * all. A room above whose tables name a body adds its statement to body_merge_rows.c: a test
 * walks the schema and fails on a table that is missing there.
 */
#ifndef MODULES_BODIES_BODY_MERGE_H
#define MODULES_BODIES_BODY_MERGE_H

#include "modules/bodies/body.h"
#include "modules/people/role.h"

extern const struct sql_list body_merge_sql, body_merge_rows_sql;

#define MERGE_REASON_CHARS 500
#define MERGES_MAX 20 /* shown on the page of the one that stays */

/* What may stand differently in two entries and has to be chosen. Lists (other names, areas,
 * topics, outcomes, grounds) are united. */
enum merge_field {
    MERGE_NAME,
    MERGE_KIND,
    MERGE_CHARITY,
    MERGE_COMPANY,
    MERGE_PURPOSES,
    MERGE_SIZE,
    MERGE_LANGUAGES,
    MERGE_WEBSITE,
    MERGE_OFFICE,
    MERGE_CONTACT, /* the public one: role, mailbox, telephone together */
    MERGE_OWN,     /* the one that is not public */
    MERGE__MAX
};
const char *merge_field_name(enum merge_field f); /* of the form: "charity_number" */
/* As a page shows it: of contacts all their parts in a line. */
struct str merge_field_text(struct arena *a, const struct body *b, enum merge_field f);
/* Both say something, and not the same. */
bool merge_field_clashes(struct arena *a, const struct body *one, const struct body *other,
                         enum merge_field f);

/* The entry that comes out of `into` and `from`. takes[f]: of a clash what `from` says; where
 * only one says something, that stands. Both names stay findable. Unnamed where one of them is;
 * consent as the more careful one says; not overdue for review where one of them is not. */
void body_merge_make(struct arena *a, const struct body *into, const struct body *from,
                     const bool takes[MERGE__MAX], struct body *out);

/* May this person make one of these two? Whoever may everywhere, and the coordinator of an area
 * of both. */
bool body_merge_may(const struct actor *actor, const struct body *one,
                    const struct body *other);

/* The argument of body_merge_fn. */
struct body_merge {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    int64_t into_id, from_id;
    int64_t into_version, from_version; /* as the check page showed them */
    bool takes[MERGE__MAX];
    struct str reason, by_role;
    bool is_overtaken; /* out: one of them was changed, or merged, meanwhile */
};
/* Inside store_write: one small write, of an entry with some thousand contacts too.
 * ERR_NOT_FOUND: not there, or not this actor's; ERR_CONFLICT: is_overtaken; ERR_INVALID: one
 * and the same. */
enum err body_merge_fn(struct db *db, void *body_merge) MUST_CHECK;

/* Inside a store_write fn, part of it (body_merge_rows.c): every row that names `from` names
 * `into`, or goes. Counted into the change, a field a table, names rising. */
enum err body_merge_rows(struct db *db, int64_t from_id, int64_t into_id,
                         struct change *counts) MUST_CHECK;
/* Inside the same fn: what later rooms show of it follows (app/hooks.c). */
enum err body_merged_hear(struct db *db, struct arena *a, int64_t into_id,
                          int64_t now_s) MUST_CHECK;
/* For the test: each table that body_merge_rows knows, also those that stay; NULL at the end.
 */
const char *body_merge_table(size_t i);

/* --- the trace --- */
struct body_merged {
    int64_t from_id, into_id;
    struct str from_name, into_name, reason, by_role;
    int64_t merged_at_s;
};
/* What was merged into it, the newest first; and (ERR_NOT_FOUND: it was not) where it went. */
enum err body_merged_list(struct db *db, struct arena *a, int64_t into_id,
                          struct body_merged out[MERGES_MAX], size_t *n) MUST_CHECK;
enum err body_merged_find(struct db *db, struct arena *a, int64_t from_id,
                          struct body_merged *out) MUST_CHECK;

#endif
