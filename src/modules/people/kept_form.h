/*
 * kept_form.h: a form whose sender has to sign in first: what was typed is kept until then
 * (security.md S26).
 *
 * The row is found by a hash of the session cookie that came with the form, and sealed under a
 * key made from that cookie's value, which the database does not hold: whoever has the database
 * alone reads nothing. Kept only where the cookie once was a session of ours, for its account:
 * strangers fill nothing, and in a shared browser nobody else gets to read it. When that person
 * signs in again in that browser, it is sealed anew under the new cookie's value. Passwords and
 * codes (KIND_SECRET) and files are never kept. It ends when it was sent, when it is dropped,
 * and after KEPT_FORM_S.
 */
#ifndef MODULES_PEOPLE_KEPT_FORM_H
#define MODULES_PEOPLE_KEPT_FORM_H

#include "core/web/ctx.h"
#include "modules/people/session.h"

extern const struct sql_list kept_form_sql;

#define KEPT_FORM_S 86400
#define KEPT_FORM_MAX 5 /* of one session; the oldest gives way */

struct kept_field {
    struct str name, value;
    bool is_shown; /* worth reading: not a word of ours that was chosen */
};
struct kept_form {
    struct str pattern, target,
        form_id; /* its route, its address, and what makes it count once */
    struct kept_field *field;
    size_t n;
};

/* The form of this request, as typed. */
enum err kept_form_of(struct ctx *c, struct kept_form *out) MUST_CHECK;
/* keep [name, value], has_shown, shown [label, value], action. */
void kept_form_view(struct ctx *c, const struct kept_form *k, struct view *v);

/* Keeps it for the session whose cookie came with this request. *is_kept false: there is none
 * that was ours, or it could not be stored. Writes. */
void kept_form_keep(struct ctx *c, const struct kept_form *k, bool *is_kept);

/* After a sign-in: those of that account go from one cookie's value to the next. *n: how many
 * are there now. Writes where there are some. */
struct kept_move {
    const struct session_value *from, *to;
    int64_t account_id;
};
enum err kept_form_move(struct ctx *c, const struct kept_move *move, size_t *n) MUST_CHECK;

/* Of who is signed in: the i-th from 0, the oldest first, and how many there are.
 * ERR_NOT_FOUND. */
enum err kept_form_load(struct ctx *c, size_t i, struct kept_form *out, size_t *n) MUST_CHECK;
/* One that is not needed any more: was sent, or is not wanted. Writes only where it is there.
 */
enum err kept_form_drop(struct ctx *c, struct str form_id) MUST_CHECK;

/* --- inside a store_write fn --- */
enum err kept_form_drop_of_account(struct db *db, int64_t account_id) MUST_CHECK;
enum err kept_form_sweep(struct db *db, int64_t now_s) MUST_CHECK;

#endif
