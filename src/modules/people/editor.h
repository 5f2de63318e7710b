/*
 * editor.h: the people who look after the entry of one body (features 2.7): several, of whom
 * one leads.
 */
#ifndef MODULES_PEOPLE_EDITOR_H
#define MODULES_PEOPLE_EDITOR_H

#include "modules/people/account.h"
#include "modules/people/role.h"

extern const struct sql_list editor_sql;

#define EDITORS_MAX 50 /* of one body that are listed */

struct editor {
    struct grant grant; /* account_id, is_lead, from_s, until_s */
    struct str name, email;
    int64_t asked_at_s, last_sign_in_at_s; /* 0: has not come yet */
};
struct editor_list {
    struct editor at[EDITORS_MAX];
    size_t n;
    bool has_lead;
};

/* Whose role is in force and whose account is open; the lead first, then by name. */
enum err editor_list(struct db *db, struct arena *a, int64_t body_id, int64_t now_s,
                     struct editor_list *out) MUST_CHECK;
/* The one with that grant, or NULL. */
const struct editor *editor_in(const struct editor_list *list, int64_t grant_id);

/* Addresses of a partnership's coordinators: for mails that tell them of work. None: nobody
 * there would do it. */
enum err editor_coordinators(struct db *db, struct arena *a, int64_t partnership_id,
                             int64_t now_s, struct str *out, size_t max, size_t *n) MUST_CHECK;

#endif
