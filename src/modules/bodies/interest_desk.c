#include "modules/bodies/interest_desk.h"

#include "core/base/arena.h"
#include "modules/bodies/adjustment.h"
#include "modules/bodies/contact_event.h"
#include "modules/bodies/interest_form.h"
#include "modules/bodies/interest_words.h"
#include "modules/partnerships/area.h"

#define LIST                                                                                   \
    "SELECT i.id, i.reference, i.name, x.areas, x.state, i.sent_at_s, i.erased_at_s IS NOT "   \
    "NULL FROM interest_area x JOIN expression_of_interest i ON i.id = x.interest_id WHERE "   \
    "x.partnership_id = $1 "
#define ORDER "ORDER BY i.sent_at_s DESC, i.id LIMIT $2 OFFSET $3"
#define WAITING "x.state IN ('waiting', 'replied') "

enum { Q_LIST, Q_LIST_WAITING, Q_COUNT, Q_COUNT_WAITING };

/* Counts stop at DESK_COUNT_MAX + 1. */
static const char *const sql[] = {
    [Q_LIST] = LIST ORDER,
    [Q_LIST_WAITING] = LIST "AND " WAITING ORDER,
    [Q_COUNT] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM interest_area x WHERE "
                "x.partnership_id = $1 LIMIT 1001) y",
    [Q_COUNT_WAITING] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM interest_area x WHERE "
                        "x.partnership_id = $1 AND " WAITING "LIMIT 1001) y",
};
const struct sql_list interest_desk_sql = SQL_LIST("interest_desk", sql);

enum err interest_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                       struct interest_row *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[ask->is_waiting_only ? Q_LIST_WAITING : Q_LIST],
                              BINDS(bi(ask->partnership_id), bi(ask->max), bi(ask->first)));
    *n = 0;
    while (*n < (size_t)ask->max && db_row(s))
        out[(*n)++] = (struct interest_row){ .id = db_i64(s, 0),
                                             .reference = db_text(s, 1, a),
                                             .name = db_text(s, 2, a),
                                             .areas = db_text(s, 3, a),
                                             .state = interest_state_from(db_text(s, 4, a)),
                                             .sent_at_s = db_i64(s, 5),
                                             .is_erased = db_bool(s, 6) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err interest_count(struct db *db, const struct desk_ask *ask, int64_t *n)
{
    return db_one_i64(db, sql[ask->is_waiting_only ? Q_COUNT_WAITING : Q_COUNT],
                      BINDS(bi(ask->partnership_id)), n);
}

/* --- an entry of the register --- */

void interest_as_body(struct arena *a, const struct interest *i, int64_t now_s,
                      struct body *out)
{
    struct str today = date_iso(a, london_from_s(now_s).date);
    *out = (struct body){ .name = i->name,
                          .charity_number = i->charity_number,
                          .website = i->website,
                          .purposes = i->what,
                          .grounds = i->grounds,
                          .is_community = i->is_community,
                          .size_band = STR("unknown"),
                          .own_name = i->contact_name,
                          .own_email = i->contact_email,
                          .own_phone = i->contact_phone,
                          .is_named = !i->described_as.n,
                          .description = i->described_as,
                          .consent = STR("given"),
                          .consent_on = today,
                          .state = STR("active"),
                          .source = str_printf(a, INTEREST_SOURCE, STR_ARG(i->reference)),
                          .source_on = today,
                          .reviewed_on = today };
}

static bool works_in(const struct body *b, int64_t area_id)
{
    for (size_t i = 0; i < b->n_areas; i++)
        if (b->area[i].area_id == area_id)
            return true;
    return false;
}

enum err interest_add_areas(struct arena *a, const struct area_list *all, struct str slugs,
                            const struct interest *i, struct body *b)
{
    struct body_area *area = arena_array(a, b->n_areas + all->n, sizeof *area);
    if (!area)
        return ERR_LIMIT;
    for (size_t k = 0; k < b->n_areas; k++)
        area[k] = b->area[k];
    b->area = area;
    for (size_t k = 0; k < all->n; k++) {
        const struct area *x = &all->item[k];
        if (!list_holds(slugs, x->slug) || works_in(b, x->id))
            continue;
        area[b->n_areas++] = (struct body_area){ .area_id = x->id,
                                                 .partnership_id = x->partnership_id,
                                                 .slug = x->slug,
                                                 .name = x->name,
                                                 .is_involved = i->grounds.n > 0,
                                                 .is_community = i->is_community };
    }
    return OK;
}

/* What the offer tells of an entry that is there: areas, and a contact where none is held. */
static enum err join_entry(struct db *db, struct interest_answer *x, int64_t *body_id)
{
    struct area_list all;
    struct body b;
    enum err e = body_load(db, x->arena, x->body.id, &b);
    *body_id = b.id;
    if (!e)
        e = area_list(db, x->arena, &all);
    if (e)
        return e;
    size_t n_before = b.n_areas;
    bool has_contact = b.own_name.n || b.own_email.n || b.own_phone.n;
    if (!has_contact) {
        b.own_name = x->interest.contact_name;
        b.own_email = x->interest.contact_email;
        b.own_phone = x->interest.contact_phone;
    }
    e = interest_add_areas(x->arena, &all, x->area.areas, &x->interest, &b);
    if (e || (has_contact && b.n_areas == n_before))
        return e;
    return body_change(db, x->arena, &b, &x->act, STR("body.change"));
}

static enum err make_entry(struct db *db, struct interest_answer *x, int64_t *body_id)
{
    struct body b = x->body; /* may be run again: the argument stays as it was */
    enum err e = body_add(db, x->arena, &b, &x->act);
    *body_id = b.id;
    return e;
}

static enum err note_event(struct db *db, const struct interest_answer *x, int64_t body_id)
{
    struct str how = interest_how_words(x->arena, x->interest.how);
    const struct contact_event event = {
        .id = x->event_id,
        .body_id = body_id,
        .partnership_id = x->area.partnership_id,
        .kind = STR("interest"),
        .direction = STR("in"),
        .happened_on = date_iso(x->arena, london_from_s(x->interest.sent_at_s).date),
        .summary = str_printf(x->arena, INTEREST_EVENT_SENT, STR_ARG(how)),
        .outcome = x->area.words,
        .object_kind = STR("interest"),
        .object_id = x->interest.id,
        .by_account = x->actor->account_id,
        .by_role = STR("coordinator"),
    };
    return contact_event_add(db, &event, &x->act);
}

static enum err note_needs(struct db *db, const struct interest_answer *x, int64_t body_id)
{
    const struct adjustment need = { .id = x->adjustment_id,
                                     .body_id = body_id,
                                     .request = x->interest.needs,
                                     .state = STR("asked"),
                                     .asked_on = date_iso(
                                         x->arena, london_from_s(x->interest.sent_at_s).date),
                                     .by_role = STR("expression of interest"),
                                     .created_at_s = x->act.now_s };
    if (!need.request.n)
        return OK;
    enum err e = adjustment_add(db, &need, &x->act);
    return e == ERR_TOO_MANY ? OK : e; /* the words stand in the offer */
}

static enum err accept(struct db *db, struct interest_answer *x)
{
    int64_t body_id = 0;
    enum err e = x->body.id ? join_entry(db, x, &body_id) : make_entry(db, x, &body_id);
    if (!e)
        e = body_accept(db, body_id, x->area.partnership_id, x->act.now_s);
    if (!e)
        e = note_event(db, x, body_id);
    if (!e)
        e = note_needs(db, x, body_id);
    return e ? e : interest_set_body(db, x->interest.id, body_id);
}

/* --- the answer --- */

static enum err record(struct db *db, const struct interest_answer *x)
{
    struct change change;
    struct str action = x->area.state == INTEREST_ACCEPTED ? STR("interest.accept")
                        : x->area.state == INTEREST_ASKED  ? STR("interest.ask")
                                                           : STR("interest.decline");
    change_begin(&change);
    change_i64(&change, "mailed", 0, x->n_mails > x->n_held);
    change_of_partnership(&change, x->area.partnership_id);
    change_text(&change, "reference", STR(""), x->interest.reference);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("interest"),
                                              .object_id = x->interest.id });
}

enum err interest_answer_fn(struct db *db, void *interest_answer)
{
    struct interest_answer *x = interest_answer;
    const unsigned open = 1u << INTEREST_WAITING | 1u << INTEREST_REPLIED;
    const struct interest_move move = { .id = x->interest.id,
                                        .partnership_id = x->area.partnership_id,
                                        .from = x->area.state == INTEREST_ASKED
                                                    ? open
                                                    : open | 1u << INTEREST_ASKED,
                                        .to = x->area.state,
                                        .words = x->area.words,
                                        .reply = x->area.reply,
                                        .answered_by = x->actor->account_id,
                                        .now_s = x->act.now_s };
    x->is_too_late = false;
    if (!actor_may(x->actor, CAP_INTEREST_READ, x->area.partnership_id))
        return ERR_NOT_FOUND;
    enum err e = interest_area_move(db, &move);
    x->is_too_late = e == ERR_CONFLICT;
    if (!e && x->area.state == INTEREST_ACCEPTED)
        e = accept(db, x);
    if (!e)
        e = interest_mails(db, x->mail, x->n_mails, &x->n_held);
    return e ? e : record(db, x);
}
