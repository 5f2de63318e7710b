#include "modules/invitations/invited.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/invitations/invited_words.h"
#include "modules/people/editor.h"
#include "modules/people/visitor.h"

#define DAY_S 86400
#define FRESH_DAYS 2 /* who was invited just now is not reminded by the clock */

#define COUNTS "r.is_live = 1 AND r.counting IN ('valid', 'late_out', 'duplicate')"
#define ANSWERED                                                                               \
    "EXISTS (SELECT 1 FROM response r WHERE r.invitation_id = i.id AND " COUNTS                \
    ") OR EXISTS (SELECT 1 FROM response r WHERE r.body_id = i.body_id AND "                   \
    "r.consultation_id = i.consultation_id AND " COUNTS                                        \
    ") OR EXISTS (SELECT 1 FROM response_body x JOIN response r ON r.id = x.response_id "      \
    "WHERE x.body_id = i.body_id AND r.consultation_id = i.consultation_id AND " COUNTS ")"
#define COLS                                                                                   \
    "i.id, i.consultation_id, i.body_id, i.partnership_id, i.channel, i.email, "               \
    "coalesce(i.outbox_id, 0), i.invited_on, i.reminded_on, i.n_reminders, i.opened_on, "      \
    "i.declined_on, b.name, b.slug, " ANSWERED
#define FROM " FROM invitation i JOIN body b ON b.id = i.body_id WHERE "

enum { Q_LIST, Q_LOAD, Q_OF_BODY, Q_BY_KEY };
static const char *const sql[] = {
    [Q_LIST] = "SELECT " COLS FROM "i.consultation_id = $1 ORDER BY b.sort_key, b.id LIMIT $2",
    [Q_LOAD] = "SELECT " COLS FROM "i.id = $1 AND i.ended_at_s IS NULL",
    [Q_OF_BODY] = "SELECT " COLS FROM "i.consultation_id = $1 AND i.body_id = $2",
    [Q_BY_KEY] = "SELECT " COLS FROM "i.key_hash = $1 AND i.ended_at_s IS NULL",
};
const struct sql_list invited_sql = SQL_LIST("invited", sql);

static void invited_from_row(struct stmt *s, struct arena *a, struct invited *out)
{
    *out = (struct invited){
        .id = db_i64(s, 0),
        .consultation_id = db_i64(s, 1),
        .body_id = db_i64(s, 2),
        .partnership_id = db_i64(s, 3),
        .channel = db_text(s, 4, a),
        .email = db_text(s, 5, a),
        .outbox_id = db_i64(s, 6),
        .invited_on = db_text(s, 7, a),
        .reminded_on = db_text(s, 8, a),
        .n_reminders = db_i64(s, 9),
        .opened_on = db_text(s, 10, a),
        .declined_on = db_text(s, 11, a),
        .body_name = db_text(s, 12, a),
        .body_slug = db_text(s, 13, a),
        .has_answered = db_bool(s, 14),
    };
}

static enum err look_at_mail(struct db *db, struct invited *i)
{
    enum mail_state state = MAIL_STATE_NONE;
    i->way = str_eq(i->channel, STR("email")) ? INVITED_NOT_SENT : INVITED_BY_HAND;
    if (i->way == INVITED_BY_HAND || !i->outbox_id)
        return OK;
    enum err e = mail_look(db, i->outbox_id, &state);
    switch (state) {
    case MAIL_STATE_NONE:
        break;
    case MAIL_STATE_WAITING:
        i->way = INVITED_WAITING;
        break;
    case MAIL_STATE_SENT:
        i->way = INVITED_DELIVERED;
        break;
    case MAIL_STATE_FAILED:
        i->way = INVITED_REFUSED;
        break;
    }
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err invited_list(struct db *db, struct arena *a, int64_t consultation_id,
                      struct invited *out, size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(consultation_id), bi((int64_t)max)));
    for (*n = 0; *n < max && db_row(s);)
        invited_from_row(s, a, &out[(*n)++]);
    enum err e = db_done(s, OK);
    for (size_t i = 0; i < *n && !e; i++)
        e = look_at_mail(db, &out[i]);
    return e;
}

static enum err one_invited(struct db *db, struct stmt *s, struct arena *a, struct invited *out)
{
    bool found = db_row(s);
    if (found)
        invited_from_row(s, a, out);
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    return e ? e : look_at_mail(db, out);
}

enum err invited_load(struct db *db, struct arena *a, int64_t id, struct invited *out)
{
    return one_invited(db, db_query(db, sql[Q_LOAD], BINDS(bi(id))), a, out);
}

enum err invited_of_body(struct db *db, struct arena *a, int64_t consultation_id,
                         int64_t body_id, struct invited *out)
{
    return one_invited(
        db, db_query(db, sql[Q_OF_BODY], BINDS(bi(consultation_id), bi(body_id))), a, out);
}

enum err invited_by_key(struct db *db, struct arena *a, struct str key, struct invited *out)
{
    const struct hash h = link_key_hash(key);
    if (!key_is_valid(key))
        return ERR_NOT_FOUND;
    return one_invited(db, db_query(db, sql[Q_BY_KEY], BINDS(bb(hash_view(&h)))), a, out);
}

struct str invited_key(struct arena *a, const struct hash_key *link_key, int64_t id)
{
    const struct hash_key key = hash_subkey(link_key, "invited");
    const struct hash h = hash_keyed(&key, str_printf(a, "%lld", (long long)id));
    return key_from_bytes(a, h.byte);
}

/* --- who may answer --- */

#define BODIES_MAX ACTOR_GRANTS_MAX

/* An editor of a body that was invited. */
static enum err allow_editor(struct ctx *c, const struct consultation *x,
                             struct invitation_pass *out)
{
    int64_t body[BODIES_MAX];
    size_t n = actor_bodies(&c->visitor->actor, CAP_CONSULTATION_INVITED, body, BODIES_MAX);
    enum err e = OK;
    for (size_t i = 0; i < n && !e && !out->invitation_id; i++) {
        struct invited row;
        e = invited_of_body(c->db, c->arena, x->id, body[i], &row);
        if (!e)
            *out = (struct invitation_pass){ true, false, row.id, row.body_id };
        else if (e == ERR_NOT_FOUND)
            e = OK;
    }
    return e;
}

enum err invitation_allows(struct ctx *c, const struct consultation *x,
                           struct invitation_pass *out)
{
    struct invited row;
    *out = (struct invitation_pass){ .is_allowed = false };
    int64_t id = link_session_object_in(c, LINK_KIND_INVITATION, x->id);
    enum err e = id ? invited_load(c->db, c->arena, id, &row) : ERR_NOT_FOUND;
    if (!e && row.consultation_id == x->id)
        *out = (struct invitation_pass){ true, true, row.id, row.body_id };
    else if (!e || e == ERR_NOT_FOUND)
        e = allow_editor(c, x, out);
    out->is_allowed = !e && (out->invitation_id || !x->is_invited_only ||
                             consultation_may(c, x, CAP_CONSULTATION_INVITED));
    return e;
}

/* --- where to write --- */

enum err invited_address(struct db *db, struct arena *a, const struct body *b, int64_t now_s,
                         struct invited_address *out)
{
    struct editor_list *editors = ARENA_NEW(a, struct editor_list);
    *out = (struct invited_address){ .email = b->contact_email };
    if (!editors)
        return ERR_LIMIT;
    enum err e = editor_list(db, a, b->id, now_s, editors);
    if (e)
        return e;
    out->is_confirmed = editors->n > 0 || b->reviewed_on.n > 0;
    if (!out->email.n && editors->n)
        out->email = editors->at[0].email;
    if (!out->email.n)
        out->email = b->own_email;
    if (!mail_address_is_valid(out->email))
        out->why_not = STR(INVITED_NO_MAILBOX);
    if (str_eq(b->consent, STR("refused")))
        out->why_not = STR(INVITED_NOT_WANTED);
    if (str_eq(b->state, STR("closed")))
        out->why_not = STR(INVITED_IS_CLOSED);
    return OK;
}

/* --- when to remind --- */

static int64_t day_of(struct str iso)
{
    struct date d;
    return date_parse(iso, &d) ? date_to_days(d) : 0;
}

bool invited_may_remind(const struct invited *i, int64_t now_s)
{
    int64_t today = date_to_days(london_from_s(now_s).date);
    bool rests = i->reminded_on.n && today < day_of(i->reminded_on) + INVITED_REST_DAYS;
    return !i->has_answered && !i->declined_on.n && !rests;
}

bool invited_is_due(const struct consultation *x, const struct invited *i, int64_t now_s)
{
    int64_t today = date_to_days(london_from_s(now_s).date);
    int64_t half =
        date_to_days(london_from_s(x->opens_at_s + (x->closes_at_s - x->opens_at_s) / 2).date);
    int64_t last = date_to_days(london_from_s(x->closes_at_s - 1).date) - INVITED_LAST_DAYS;
    struct str told_on = i->reminded_on.n ? i->reminded_on : i->invited_on;
    int64_t told = day_of(told_on);
    bool is_time = (today >= half && told < half) || (today >= last && told < last);
    return is_time && today >= told + FRESH_DAYS && invited_may_remind(i, now_s) &&
           consultation_state(x, now_s) == CONSULTATION_OPEN;
}
