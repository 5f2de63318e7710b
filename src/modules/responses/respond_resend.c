/*
 * respond_resend.c: a sent response is changed until closing (feature 3.18): its answers open
 * in the form again as a draft of their own, and take the place of those before when they are
 * sent again. Until then it stays as it was.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/responses/own_response_words.h"
#include "modules/responses/read_back_words.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"
#include "modules/people/visitor.h"

/* --- opening --- */

enum err respond_reopen(struct respond *k, const struct response *r)
{
    struct ctx *c = k->c;
    int64_t known = 0;
    enum err e = draft_of_response(c->db, r->id, &known);
    if (e && e != ERR_NOT_FOUND)
        return e;
    struct draft_new x = { .id = known ? known : rand_id(),
                           .consultation_id = k->x.id,
                           .key = link_key_hash(rand_key(c->arena)),
                           .response_id = r->id,
                           .is_opened = true,
                           .now_s = c->now_s };
    link_session_prepare(c, LINK_KIND_DRAFT, k->x.id, x.id, &x.open);
    e = respond_as_draft(k, r);
    x.field = k->draft.field;
    x.n_fields = k->draft.n_fields;
    if (!e)
        e = store_write(c->store, known ? draft_open_fn : draft_add_fn, &x);
    if (e)
        return e;
    return link_session_lead(c, &x.open, respond_path(k, ""));
}

/* --- sending again --- */

struct resending {
    const struct response_new *new;
    struct arena *arena;
    struct act act;
    int64_t response_id, draft_id, closes_at_s;
    struct mail mail;
    struct link_session_new open;
};

/* Who it is of and what was chosen, anew; how it came, how it counts and whose official
 * response it is stay. It is read again. */
static void take_new(struct response *to, const struct response *new)
{
    bool same_body = str_eq(to->respondent.organisation, new->respondent.organisation);
    int64_t body_id = new->body_id ? new->body_id : same_body ? to->body_id : 0;
    struct hash_key key = to->respondent.audit_key;
    struct str address = to->respondent.address;
    to->respondent = new->respondent;
    to->respondent.audit_key = key;
    to->respondent.address = address;
    to->who = new->who;
    to->body_id = to->is_official ? to->body_id : body_id;
    to->areas = new->areas;
    to->represents_n = new->represents_n;
    to->gathered = new->gathered;
    to->publish_choice = new->publish_choice;
    to->publish_wording = new->publish_wording;
    to->naming = new->naming;
    to->may_contact = new->may_contact;
    to->privacy_version = new->privacy_version;
    to->is_joint = new->is_joint;
    if (!str_eq(to->handling, STR("identity_check")))
        to->handling = body_id && !to->is_official ? new->handling : STR("new");
}

/* Withdrawn meanwhile, by another window: ERR_CONFLICT. */
static enum err resend_fn(struct db *db, void *arg)
{
    struct resending *x = arg;
    struct response to;
    bool is_held;
    enum err e = response_load(db, x->arena, x->response_id, &to);
    if (!e && to.withdrawn_on.n)
        e = ERR_CONFLICT;
    if (e)
        return e;
    take_new(&to, &x->new->response);
    bool is_typed = to.entered_by != 0;
    if (is_typed) /* they have looked at what staff typed, and mended it (3.27) */
        to.corrected_on = date_iso(x->arena, london_from_s(x->act.now_s).date);
    e = response_change(db, &to, &x->act, STR("response.change"));
    const struct response_rewrite rewrite = {
        .response_id = to.id,
        .answer = x->new->answer,
        .n_answers = x->new->n_answers,
        .keep_earlier = is_typed || x->act.now_s >= x->closes_at_s,
        .reason = is_typed ? STR(READ_BACK_REASON) : STR(RESPOND_CHANGED_IN_TIME),
        .by_role = STR(OWN_BY_RESPONDENT),
        .now_s = x->act.now_s
    };
    if (!e)
        e = response_rewrite_answers(db, x->arena, &rewrite);
    if (!e)
        e = response_put_bodies(db, to.id, x->new->body, x->new->n_bodies);
    if (!e)
        e = response_take_draft(db, x->draft_id, to.id);
    if (!e)
        e = link_session_begin(db, &x->open);
    return e || !x->mail.to.n ? e : respond_mail_queue(db, &x->mail, &is_held);
}

enum err respond_resend(struct respond *k, struct draft_outcome *o)
{
    struct ctx *c = k->c;
    struct response was;
    struct resending x = { .new = &o->new,
                           .arena = c->arena,
                           .act = k->draft.body_id
                                      ? ctx_act(c)
                                      : (struct act){ .actor = STR("link"), .now_s = c->now_s },
                           .response_id = k->draft.response_id,
                           .draft_id = k->draft.id,
                           .closes_at_s = k->x.closes_at_s };
    enum err e = response_load(c->db, c->arena, x.response_id, &was);
    if (!e && was.respondent.email.n)
        e = respond_mail_changed(k, was.respondent.email, was.receipt, &x.mail);
    if (e)
        return e;
    link_session_prepare(c, LINK_KIND_RESPONSE, k->x.id, was.id, &x.open);
    return form_send_once(k->f, resend_fn, &x, STR("/r/open?done=changed"));
}
