#include "modules/responses/body_response.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/bodies/contact_event.h"
#include "modules/responses/body_response_words.h"

#define DAY_S 86400

#define DRAFT_COLS                                                                             \
    "d.id, d.consultation_id, d.body_id, coalesce(d.made_by, 0), coalesce(d.signed_by, 0), "   \
    "coalesce(d.lock_account, 0), coalesce(d.lock_at_s, 0), d.begun_at_s, d.touched_at_s, "    \
    "coalesce(s.name, ''), coalesce(l.name, ''), x.title, x.slug, "                            \
    "coalesce(x.closes_at_s, 0), coalesce(d.response_id, 0)"
#define DRAFT_FROM                                                                             \
    " FROM response_draft d JOIN consultation x ON x.id = d.consultation_id LEFT JOIN "        \
    "account s ON s.id = d.signed_by LEFT JOIN account l ON l.id = d.lock_account WHERE "
#define SENT_COLS                                                                              \
    "r.id, r.consultation_id, x.title, x.slug, x.kind, p.short_name, r.receipt, "              \
    "r.received_on, r.counting, coalesce(w.name, ''), coalesce(x.closes_at_s, 0), coalesce(("  \
    "SELECT min(d.id) FROM response_draft d WHERE d.response_id = r.id AND d.body_id = "       \
    "r.body_id), 0)"
#define SENT_FROM                                                                              \
    " FROM response r JOIN consultation x ON x.id = r.consultation_id JOIN partnership p ON "  \
    "p.id = x.partnership_id LEFT JOIN respondent w ON w.response_id = r.id WHERE r.body_id "  \
    "= $1 AND r.is_official = 1 AND r.is_live = 1 "

enum {
    Q_DRAFT,
    Q_DRAFT_OF,
    Q_DRAFTS,
    Q_SENT,
    Q_SENT_TO,
    Q_BEGIN,
    Q_MAKE_OURS,
    Q_TURN,
    Q_TAKE_OVER,
    Q_STOP,
    Q_SIGN,
    Q_WHO_ASKS,
    Q_TITLE
};
static const char *const sql[] = {
    [Q_DRAFT] = "SELECT " DRAFT_COLS DRAFT_FROM "d.id = $1 AND d.body_id = $2",
    [Q_DRAFT_OF] = "SELECT " DRAFT_COLS DRAFT_FROM
                   "d.body_id = $1 AND d.consultation_id = $2 AND d.response_id IS NULL ORDER "
                   "BY d.begun_at_s, d.id LIMIT 1",
    [Q_DRAFTS] = "SELECT " DRAFT_COLS DRAFT_FROM
                 "d.body_id = $1 AND d.response_id IS NULL ORDER BY x.closes_at_s, d.id LIMIT "
                 "$2",
    [Q_SENT] =
        "SELECT " SENT_COLS SENT_FROM "ORDER BY r.received_on DESC, x.title, r.id LIMIT $2",
    [Q_SENT_TO] = "SELECT " SENT_COLS SENT_FROM
                  "AND r.consultation_id = $2 AND r.counting IN ('valid', 'late_out') LIMIT 1",
    [Q_BEGIN] = "UPDATE response_draft SET signed_by = $2, lock_account = $2, lock_at_s = $3 "
                "WHERE id = $1",
    [Q_MAKE_OURS] = "UPDATE response_draft SET body_id = $2, made_by = $3, signed_by = $3 "
                    "WHERE id = $1 AND body_id IS NULL",
    /* $4: who has saved nothing since then has stopped */
    [Q_TURN] =
        "UPDATE response_draft SET lock_account = $2, lock_at_s = $3 WHERE id = $1 AND "
        "(lock_account IS NULL OR lock_account = $2 OR (lock_at_s <= $4 AND touched_at_s "
        "<= $4))",
    [Q_TAKE_OVER] = "UPDATE response_draft SET lock_account = $2, lock_at_s = $3 WHERE id = $1",
    [Q_STOP] = "UPDATE response_draft SET lock_account = NULL, lock_at_s = NULL WHERE id = $1 "
               "AND lock_account = $2",
    [Q_SIGN] = "UPDATE response_draft SET signed_by = $3 WHERE id = $1 AND body_id = $2",
    [Q_WHO_ASKS] = "SELECT partnership_id FROM consultation_partnership WHERE consultation_id "
                   "= $1 ORDER BY partnership_id LIMIT $2",
    [Q_TITLE] = "SELECT title FROM consultation WHERE id = $1",
};
const struct sql_list body_response_sql = SQL_LIST("body_response", sql);

/* --- reading --- */

static void draft_from(struct stmt *s, struct arena *a, struct body_draft *out)
{
    *out = (struct body_draft){
        .id = db_i64(s, 0),
        .consultation_id = db_i64(s, 1),
        .body_id = db_i64(s, 2),
        .made_by = db_i64(s, 3),
        .signed_by = db_i64(s, 4),
        .lock_account = db_i64(s, 5),
        .lock_at_s = db_i64(s, 6),
        .begun_at_s = db_i64(s, 7),
        .touched_at_s = db_i64(s, 8),
        .signed_name = db_text(s, 9, a),
        .lock_name = db_text(s, 10, a),
        .title = db_text(s, 11, a),
        .slug = db_text(s, 12, a),
        .closes_at_s = db_i64(s, 13),
        .response_id = db_i64(s, 14),
    };
}

static enum err one_draft(struct stmt *s, struct arena *a, struct body_draft *out)
{
    bool found = db_row(s);
    if (found)
        draft_from(s, a, out);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

enum err body_draft_find(struct db *db, struct arena *a, int64_t id, int64_t body_id,
                         struct body_draft *out)
{
    return one_draft(db_query(db, sql[Q_DRAFT], BINDS(bi(id), bi(body_id))), a, out);
}

enum err body_draft_of(struct db *db, struct arena *a, int64_t body_id, int64_t consultation_id,
                       struct body_draft *out)
{
    return one_draft(db_query(db, sql[Q_DRAFT_OF], BINDS(bi(body_id), bi(consultation_id))), a,
                     out);
}

enum err body_draft_list(struct db *db, struct arena *a, int64_t body_id,
                         struct body_draft *out, size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_DRAFTS], BINDS(bi(body_id), bi((int64_t)max)));
    for (*n = 0; *n < max && db_row(s);)
        draft_from(s, a, &out[(*n)++]);
    return db_done(s, OK);
}

bool body_draft_is_free(const struct body_draft *d, int64_t account_id, int64_t now_s)
{
    int64_t last_s = d->lock_at_s > d->touched_at_s ? d->lock_at_s : d->touched_at_s;
    return !d->lock_account || d->lock_account == account_id || now_s >= last_s + BODY_LOCK_S;
}

static void sent_from(struct stmt *s, struct arena *a, struct body_sent *out)
{
    *out = (struct body_sent){
        .id = db_i64(s, 0),
        .consultation_id = db_i64(s, 1),
        .title = db_text(s, 2, a),
        .slug = db_text(s, 3, a),
        .kind = db_text(s, 4, a),
        .partnership_name = db_text(s, 5, a),
        .receipt = db_text(s, 6, a),
        .received_on = db_text(s, 7, a),
        .counting = db_text(s, 8, a),
        .sender_name = db_text(s, 9, a),
        .closes_at_s = db_i64(s, 10),
        .change_id = db_i64(s, 11),
    };
}

enum err body_sent_list(struct db *db, struct arena *a, int64_t body_id, struct body_sent *out,
                        size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_SENT], BINDS(bi(body_id), bi((int64_t)max)));
    for (*n = 0; *n < max && db_row(s);)
        sent_from(s, a, &out[(*n)++]);
    return db_done(s, OK);
}

enum err body_sent_to(struct db *db, struct arena *a, int64_t body_id, int64_t consultation_id,
                      struct body_sent *out)
{
    struct stmt *s = db_query(db, sql[Q_SENT_TO], BINDS(bi(body_id), bi(consultation_id)));
    bool found = db_row(s);
    if (found)
        sent_from(s, a, out);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

/* --- writing --- */

enum err body_begin_fn(struct db *db, void *body_begin)
{
    struct body_begin *x = body_begin;
    const struct draft_new *d = &x->draft;
    int64_t other = 0;
    enum err e =
        db_one_i64(db, sql[Q_DRAFT_OF], BINDS(bi(d->body_id), bi(d->consultation_id)), &other);
    if (e != ERR_NOT_FOUND)
        return e ? e : ERR_CONFLICT;
    e = draft_add(db, d);
    return e ? e : db_exec(db, sql[Q_BEGIN], BINDS(bi(d->id), bi(d->made_by), bi(d->now_s)));
}

enum err body_change_fn(struct db *db, void *body_change)
{
    struct draft_new *d = &((struct body_change *)body_change)->draft;
    int64_t known = 0;
    enum err e = draft_of_response(db, d->response_id, &known);
    if (!e) {
        d->id = known;
        return db_exec(db, sql[Q_MAKE_OURS], BINDS(bi(known), bi(d->body_id), bi(d->made_by)));
    }
    if (e != ERR_NOT_FOUND)
        return e;
    e = draft_add(db, d);
    return e ? e : db_exec(db, sql[Q_BEGIN], BINDS(bi(d->id), bi(d->made_by), bi(d->now_s)));
}

enum err body_turn_fn(struct db *db, void *body_turn)
{
    struct body_turn *x = body_turn;
    enum err e = x->takes_over ? db_exec(db, sql[Q_TAKE_OVER],
                                         BINDS(bi(x->id), bi(x->account_id), bi(x->now_s)))
                               : db_exec(db, sql[Q_TURN],
                                         BINDS(bi(x->id), bi(x->account_id), bi(x->now_s),
                                               bi(x->now_s - BODY_LOCK_S)));
    if (!e && db_changes(db) != 1)
        e = ERR_CONFLICT;
    return e ? e : link_session_begin(db, x->open);
}

enum err body_stop_fn(struct db *db, void *body_turn)
{
    const struct body_turn *x = body_turn;
    return db_exec(db, sql[Q_STOP], BINDS(bi(x->id), bi(x->account_id)));
}

/* A mail that its address cannot take any more today does not stop it. */
enum err body_sign_fn(struct db *db, void *body_sign)
{
    const struct body_sign *x = body_sign;
    struct change c;
    enum err e = db_exec(db, sql[Q_SIGN], BINDS(bi(x->id), bi(x->body_id), bi(x->account_id)));
    if (!e && db_changes(db) != 1)
        e = ERR_NOT_FOUND;
    if (!e && x->mail.to.n)
        e = mail_queue(db, &x->mail);
    if (e && e != ERR_TOO_MANY && e != ERR_INVALID)
        return e;
    change_begin(&c);
    change_new_i64(&c, "account", x->account_id);
    change_new_i64(&c, "body", x->body_id);
    return change_record(db, &c, &x->act,
                         &(struct change_of){ .action = STR("draft.sign_off"),
                                              .object_kind = STR("consultation"),
                                              .object_id = x->consultation_id });
}

/* --- the timeline --- */

static enum err add_event(struct db *db, const struct response *r, const struct act *act,
                          const struct contact_event *like)
{
    int64_t asks[CONSULTATION_PARTNERSHIPS_MAX] = { 0 };
    size_t n = 0;
    struct stmt *s = db_query(db, sql[Q_WHO_ASKS],
                              BINDS(bi(r->consultation_id), bi(CONSULTATION_PARTNERSHIPS_MAX)));
    while (n < CONSULTATION_PARTNERSHIPS_MAX && db_row(s))
        asks[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; i < n && !e; i++) {
        struct contact_event one = *like;
        one.id = rand_id();
        one.partnership_id = asks[i];
        e = contact_event_add(db, &one, act);
    }
    return e;
}

/* Of the glossary's channels of responses those that a timeline knows. */
static struct str channel_of(struct str channel)
{
    static const char *const known[] = { "email", "letter", "phone", "meeting", "event" };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(channel, str_from(known[i])))
            return channel;
    return STR("");
}

enum err body_answered(struct db *db, struct arena *a, const struct response *r,
                       const struct act *act)
{
    struct str title;
    if (!r->body_id || !r->is_live)
        return OK;
    enum err e = db_one_text(db, sql[Q_TITLE], BINDS(bi(r->consultation_id)), a, &title);
    if (e)
        return e;
    /* sent by somebody who is nobody's officer here: no account is told (S41) */
    bool is_known = r->is_official || r->entered_by;
    const struct act day = { .actor = is_known ? act->actor : STR("public"),
                             .now_s = act->now_s - act->now_s % DAY_S };
    const struct contact_event like = { .body_id = r->body_id,
                                        .kind = STR("response"),
                                        .channel = channel_of(r->channel),
                                        .direction = STR("in"),
                                        .happened_on = r->received_on,
                                        .summary = str_printf(a, BODY_SAID, STR_ARG(title)),
                                        .object_kind = STR("consultation"),
                                        .object_id = r->consultation_id,
                                        .by_role = STR(BODY_SAID_BY),
                                        .created_at_s = day.now_s };
    return add_event(db, r, &day, &like);
}
