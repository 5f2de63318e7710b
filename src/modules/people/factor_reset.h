/*
 * factor_reset.h: a second factor lost together with its recovery codes is taken away by two
 * administrators and the person (security.md S17): one asks and says why, the person presses
 * the button of a mailed link, the other one agrees, in whichever order the last two come.
 *
 * None of the three is another of them. Where there are not enough administrators the operator
 * does it (`cjengage user reset-factor`).
 */
#ifndef MODULES_PEOPLE_FACTOR_RESET_H
#define MODULES_PEOPLE_FACTOR_RESET_H

#include "modules/mail/mail.h"
#include "modules/people/link.h"
#include "modules/people/role.h"

extern const struct sql_list factor_reset_sql;

#define FACTOR_RESET_ADMINS 2 /* beside the person */

struct factor_reset {
    int64_t account_id, asked_by, asked_at_s;
    struct str reason;
    int64_t proved_at_s; /* 0: the person has not pressed the button */
    int64_t agreed_by;   /* 0: nobody has */
    int64_t agreed_at_s;
};

/* The one under way. ERR_NOT_FOUND: none; it is forgotten with its link, after 7 days. */
enum err factor_reset_find(struct db *db, struct arena *a, int64_t account_id, int64_t now_s,
                           struct factor_reset *out) MUST_CHECK;

/* The link as a GET may see it; *account_id is set where its state is LINK_GOOD. */
enum err factor_reset_look(struct db *db, struct arena *a, struct str key, int64_t now_s,
                           enum link_state *state, int64_t *account_id) MUST_CHECK;

/* --- store_write fns; `arg` is a struct factor_reset_work --- */
struct factor_reset_work {
    const struct actor *actor;
    struct act act;
    int64_t account_id;
    struct str reason;           /* asking */
    struct str key;              /* asking: rand_key(); proving: of the link */
    const struct mail *to_prove; /* asking */
    const struct mail *notice;   /* queued when it is done; NULL: nothing is mailed */

    bool is_done; /* out: the factor is gone */
};

/* Takes the place of one under way. ERR_FORBIDDEN: not an administrator, or the person;
 * ERR_NOT_FOUND: no open account, or it has no second factor; ERR_CONFLICT: fewer than
 * FACTOR_RESET_ADMINS others. */
enum err factor_reset_ask_fn(struct db *db, void *arg) MUST_CHECK;
/* ERR_FORBIDDEN: not an administrator, the person, or whoever asked; ERR_NOT_FOUND: none under
 * way. */
enum err factor_reset_agree_fn(struct db *db, void *arg) MUST_CHECK;
/* By any administrator. ERR_FORBIDDEN, ERR_NOT_FOUND. */
enum err factor_reset_stop_fn(struct db *db, void *arg) MUST_CHECK;
/* The POST of the mailed link: uses it up. ERR_GONE: it is no good, or none is under way. */
enum err factor_reset_prove_fn(struct db *db, void *arg) MUST_CHECK;

#endif
