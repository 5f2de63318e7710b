/*
 * once.h: a form's effect, once for each form_id (security.md S25, S26; scaleout.md rule 7).
 *
 * The row of form_use (hash of the id, route, hash of the fields, answer, day) is written in
 * the effect's own transaction. Fields and answer are hashed and sealed under the id itself, so
 * that the row tells nobody what it led to.
 */
#ifndef CORE_WEB_ONCE_H
#define CORE_WEB_ONCE_H

#include "core/web/ctx.h"

struct once {
    struct ctx *c;
    store_write_fn fn;
    void *arg;
    struct str location; /* in: the answer to remember; out: the first answer when sent again */
    bool was_other;      /* the same id came with other fields */
    bool was_again;      /* the same id, the same fields: nothing was stored now */
};

enum err once_write(struct once *o) MUST_CHECK;

/* Forms used before that day can be forgotten: their tokens are long dead. */
enum err once_forget_before(struct store *store, struct date day) MUST_CHECK;

extern const struct sql_list once_sql;

#endif
