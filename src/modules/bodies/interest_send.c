#include "modules/bodies/interest_send.h"

#include "modules/bodies/interest_draft.h"

#define BIT(state) (1u << (state))

static enum err record(struct db *db, const struct interest_send *x, const char *action,
                       int64_t partnership_id)
{
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, partnership_id);
    change_text(&change, "reference", STR(""), x->interest.reference);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("interest"),
                                              .object_id = x->interest.id });
}

static enum err record_areas(struct db *db, const struct interest_send *x, const char *action)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < x->n_areas; i++)
        e = record(db, x, action, x->area[i].partnership_id);
    return e;
}

static enum err add_areas(struct db *db, struct interest_send *x)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < x->n_areas; i++)
        e = interest_area_add(db, x->interest.id, &x->area[i]);
    return e ? e : interest_mails(db, x->mail, x->n_mails, &x->n_held);
}

enum err interest_send_fn(struct db *db, void *interest_send)
{
    struct interest_send *x = interest_send;
    enum err e = interest_add(db, &x->interest, &x->key);
    if (!e)
        e = add_areas(db, x);
    if (!e && x->draft_id)
        e = interest_draft_sent(db, x->draft_id, x->act.now_s);
    if (!e)
        e = link_session_begin(db, &x->open);
    return e ? e : record_areas(db, x, "interest.send");
}

enum err interest_more_areas_fn(struct db *db, void *interest_send)
{
    struct interest_send *x = interest_send;
    enum err e = add_areas(db, x);
    x->is_too_late = e == ERR_CONFLICT; /* one of them was added meanwhile */
    return e ? e : record_areas(db, x, "interest.send");
}

static enum err move_areas(struct db *db, struct interest_send *x, unsigned from,
                           enum interest_state to)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < x->n_areas; i++) {
        const struct interest_area *area = &x->area[i];
        e = interest_area_move(db, &(struct interest_move){
                                       .id = x->interest.id,
                                       .partnership_id = area->partnership_id,
                                       .from = from,
                                       .to = to,
                                       .words = area->words,
                                       .reply = to == INTEREST_REPLIED ? x->reply : area->reply,
                                       .now_s = x->act.now_s });
    }
    x->is_too_late = e == ERR_CONFLICT;
    return e ? e : interest_mails(db, x->mail, x->n_mails, &x->n_held);
}

enum err interest_reply_fn(struct db *db, void *interest_send)
{
    struct interest_send *x = interest_send;
    enum err e = move_areas(db, x, BIT(INTEREST_ASKED), INTEREST_REPLIED);
    return e ? e : record_areas(db, x, "interest.reply");
}

enum err interest_withdraw_fn(struct db *db, void *interest_send)
{
    struct interest_send *x = interest_send;
    enum err e =
        move_areas(db, x, BIT(INTEREST_WAITING) | BIT(INTEREST_ASKED) | BIT(INTEREST_REPLIED),
                   INTEREST_WITHDRAWN);
    return e ? e : record_areas(db, x, "interest.withdraw");
}

enum err interest_renew_fn(struct db *db, void *interest_send)
{
    struct interest_send *x = interest_send;
    enum err e = mail_queue(db, x->mail);
    if (e == ERR_TOO_MANY || e == ERR_INVALID)
        return OK; /* the link that was mailed before goes on working */
    if (!e)
        e = interest_set_key(db, x->interest.id, &x->key, x->act.now_s);
    return e ? e : record(db, x, "interest.link", 0);
}

enum err interest_open_fn(struct db *db, void *interest_send)
{
    struct interest_send *x = interest_send;
    enum err e = link_session_begin(db, &x->open);
    if (e || x->interest.is_confirmed || !x->interest.contact_email.n)
        return e;
    e = interest_confirm(db, x->interest.id, x->act.now_s);
    return e ? e : record(db, x, "interest.confirm", 0);
}
