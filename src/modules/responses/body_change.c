/*
 * body_change.c: an organisation's sent response opens again for its editors. What is changed
 * needs a named person's sign-off like the first time, so the link that was mailed to whoever
 * sent it reads the response, and does not change it (own_response_pages.c).
 */
#include "modules/responses/body_change.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "modules/people/visitor.h"
#include "modules/responses/body_response.h"
#include "modules/responses/own_response.h"
#include "modules/responses/respond.h"

static enum err open_again(struct respond *k, const struct response *r)
{
    struct ctx *c = k->c;
    struct body_change x = { .draft = { .id = rand_id(),
                                        .consultation_id = k->x.id,
                                        .key = link_key_hash(rand_key(c->arena)),
                                        .response_id = r->id,
                                        .body_id = r->body_id,
                                        .made_by = c->visitor->account.id,
                                        .now_s = c->now_s } };
    enum err e = respond_as_draft(k, r);
    x.draft.field = k->draft.field;
    x.draft.n_fields = k->draft.n_fields;
    if (!e)
        e = store_write(c->store, body_change_fn, &x);
    return e ? e
             : ctx_see_other(c, str_printf(c->arena, "/body/responses/%lld/share",
                                           (long long)x.draft.id));
}

/* ERR_NOT_FOUND: none of this organisation's. */
static enum err find_sent(struct ctx *c, const struct body *body, struct str receipt,
                          struct response *r)
{
    enum err e = response_by_receipt(c->db, c->arena, receipt, r);
    bool is_theirs = !e && r->is_official && r->body_id == body->id;
    return e || is_theirs ? e : ERR_NOT_FOUND;
}

static enum err back_to_list(struct ctx *c, const struct body *body)
{
    return ctx_see_other(c,
                         url_query(c->arena, STR("/body/responses"), STR("body"), body->slug));
}

enum err body_change_begin(struct ctx *c, const struct body *body, struct str receipt)
{
    struct respond k = { .c = c };
    struct response r;
    enum err e = find_sent(c, body, receipt, &r);
    if (!e)
        e = consultation_load(c->db, c->arena, r.consultation_id, &k.x);
    if (e && e != ERR_NOT_FOUND)
        return e;
    bool may_change =
        !e && !r.withdrawn_on.n && consultation_takes(&k.x, c->req->arrived_at_s, c->now_s);
    return may_change ? open_again(&k, &r) : back_to_list(c, body);
}

enum err body_sent_open(struct ctx *c, const struct body *body, struct str receipt)
{
    struct response r;
    enum err e = find_sent(c, body, receipt, &r);
    if (e == ERR_NOT_FOUND)
        return back_to_list(c, body);
    return e ? e : own_response_open(c, &r);
}
