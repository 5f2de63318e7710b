/*
 * visitor.h: who makes a request, found out from the session cookie before any handler runs
 * (app/guard.c), and never kept beyond it (security.md S13, S19).
 *
 * Handlers of rows open to roles read on: the row's capability is held somewhere. Whether it is
 * held for the object at hand they ask with actor_may and the object's own partnership or body;
 * what comes back false is ERR_NOT_FOUND, as for an object that does not exist (S10).
 */
#ifndef MODULES_PEOPLE_VISITOR_H
#define MODULES_PEOPLE_VISITOR_H

#include "core/web/ctx.h"
#include "modules/people/account.h"
#include "modules/people/link_session.h"
#include "modules/people/role.h"
#include "modules/people/session.h"

struct visitor {
    bool has_session;   /* has begun to sign in: `account`, `session`, `value` are set */
    bool is_signed_in;  /* wholly: the second factor was shown where the person has one */
    bool needs_factor;  /* is signed in, but roles rest until a second factor is set up */
    struct actor actor; /* all zero: the public */
    struct account account;
    struct session session;
    struct session_value value; /* of the cookie, whether or not it leads to a session */
    bool has_value;
    struct link_sessions links; /* private links that are open, forms that were begun */
};

/* seen_s: when memory says the session was last used, 0: not known. A value that leads nowhere
 * is the public, and OK. */
struct visitor_ask {
    const struct session_value *value; /* NULL: no cookie */
    int64_t seen_s, now_s;
};
enum err visitor_load(struct db *db, struct arena *a, const struct visitor_ask *ask,
                      struct visitor *out) MUST_CHECK;

/* Has some role whose column gives the capability, in whatever scope: what a row asks. */
bool visitor_has(const struct visitor *v, enum capability cap);

/* Who does it, for the functions that leave a record. */
struct act ctx_act(const struct ctx *c);

#endif
