#include "modules/people/visitor.h"

enum err visitor_load(struct db *db, struct arena *a, const struct visitor_ask *ask,
                      struct visitor *out)
{
    bool lacks_factor = false;
    *out = (struct visitor){ 0 };
    if (!ask->value)
        return OK;
    out->value = *ask->value;
    out->has_value = true;
    enum err e = link_session_load(db, a, ask->value, ask->seen_s, ask->now_s, &out->links);
    if (!e)
        e = session_find(db, a, ask->value, ask->seen_s, ask->now_s, &out->session);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    e = account_find(db, a, out->session.account_id, &out->account);
    struct actor_ask who = { .account_id = out->session.account_id,
                             .now_s = ask->now_s,
                             .has_factor = out->session.has_factor };
    if (!e)
        e = actor_load(db, a, &who, &out->actor, &lacks_factor);
    if (e == ERR_NOT_FOUND) { /* the account was closed under it */
        *out = (struct visitor){ .value = *ask->value, .has_value = true, .links = out->links };
        return OK;
    }
    if (e)
        return e;
    out->has_session = true;
    bool is_half = out->account.totp_secret.n > 0 && !out->session.has_factor;
    out->is_signed_in = !is_half;
    out->needs_factor = !is_half && lacks_factor;
    return OK;
}

bool visitor_has(const struct visitor *v, enum capability cap)
{
    if (!v->is_signed_in)
        return false;
    for (size_t i = 0; i < v->actor.n_grants; i++)
        if (access_reach(cap, HOLDER_ROLES + (enum holder)v->actor.grant[i].role) != REACH_NO)
            return true;
    return false;
}

struct act ctx_act(const struct ctx *c)
{
    return (struct act){ .actor = c->actor, .request_id = c->request_id, .now_s = c->now_s };
}
