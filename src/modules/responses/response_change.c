/*
 * response_change.c: a response is changed: its marks and who sent it, and its answers, of
 * which the earlier text is kept where that matters.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/responses/published.h"
#include "modules/responses/response_rows.h"

#define CHANGE_ARENA_BYTES ((size_t)32 * 1024 * 1024) /* what is published of it too */

enum {
    Q_CHANGE,
    Q_CHANGE_WHO,
    Q_KEEP_EARLIER,
    Q_SET_ANSWER,
    Q_ADD_ANSWER,
    Q_DROP_ANSWER,
    Q_HAS_EARLIER,
    Q_DROP_TEXT,
    Q_DROP_BANDS,
    Q_DROP_LIKES,
    Q_UNREAD,
    Q_WHOLE,
    Q_DROP_PASSAGES,
    Q_DROP_CODES
};

/* clang-format off */
static const char *const sql[] = {
    [Q_CHANGE] = "UPDATE response SET who = $3, body_id = $4, areas = $5, represents_n = $6, gathered = $7, publish_choice = $8, "
                 "publish_wording = $9, naming = $10, may_contact = $11, privacy_version = $12, channel = $13, received_on = $14, "
                 "source_ref = $15, was_read_back = $16, confirmed_on = $17, corrected_on = $18, event_id = $19, "
                 "invitation_id = $20, handling = $21, counting = $22, counting_reason = $23, late = $24, late_reason = $25, "
                 "is_official = $26, is_joint = $27, campaign_id = $28, duplicate_of = $29, withdrawn_on = $30, "
                 "version = version + 1 WHERE id = $1 AND version = $2",
    [Q_CHANGE_WHO] = "UPDATE respondent SET name = $2, organisation = $3, name_key = $4, role_title = $5, email = $6, "
                     "phone = $7, address = $8 WHERE response_id = $1",
    [Q_KEEP_EARLIER] = "INSERT INTO answer_earlier (id, answer_id, value, other, reason, by_role, until_on) VALUES "
                       "($1, $2, $3, $4, $5, $6, $7)",
    [Q_SET_ANSWER] = "UPDATE answer SET wording = $2, value = $3, other = $4 WHERE id = $1",
    [Q_ADD_ANSWER] = "INSERT INTO answer (id, response_id, question_id, wording, value, other) VALUES ($1, $2, $3, $4, $5, $6)",
    [Q_DROP_ANSWER] = "DELETE FROM answer WHERE id = $1",
    [Q_HAS_EARLIER] = "SELECT count(*) FROM answer_earlier WHERE answer_id = $1",
    [Q_DROP_TEXT] = "DELETE FROM response_text WHERE response_id = $1",
    [Q_DROP_BANDS] = "DELETE FROM response_band WHERE response_id = $1",
    [Q_DROP_LIKES] = "DELETE FROM response_like WHERE (response_id = $1 OR other_id = $1) AND state = 'open'",
    [Q_UNREAD] = "DELETE FROM answer_reading WHERE answer_id = $1",
    [Q_WHOLE] = "UPDATE OR IGNORE answer_code SET start_at = 0, n_chars = 0 WHERE answer_id = $1 AND n_chars > 0",
    [Q_DROP_PASSAGES] = "DELETE FROM answer_code WHERE answer_id = $1 AND n_chars > 0",
    [Q_DROP_CODES] = "DELETE FROM answer_code WHERE answer_id = $1",
};
/* clang-format on */
const struct sql_list response_change_sql = SQL_LIST("response_change", sql);

/* --- what is recorded --- */

static void say_text(struct change *c, const char *name, struct str old, struct str new)
{
    if (!str_eq(old, new))
        change_text(c, name, old, new);
}

static void say_number(struct change *c, const char *name, int64_t old, int64_t new)
{
    if (old != new)
        change_i64(c, name, old, new);
}

struct who_said {
    struct change *c;
    const struct hash_key *key;
};

static void say_personal(const struct who_said *x, const char *name, struct str old,
                         struct str new)
{
    if (!str_eq(old, new))
        change_personal(x->c, name, x->key, old, new);
}

/* Names rise by byte. */
static void say_first(const struct who_said *x, const struct response *was,
                      const struct response *is)
{
    struct change *c = x->c;
    say_personal(x, "address", was->respondent.address, is->respondent.address);
    say_text(c, "areas", was->areas, is->areas);
    say_number(c, "body", was->body_id, is->body_id);
    say_number(c, "campaign", was->campaign_id, is->campaign_id);
    say_text(c, "channel", was->channel, is->channel);
    say_text(c, "confirmed_on", was->confirmed_on, is->confirmed_on);
    say_text(c, "corrected_on", was->corrected_on, is->corrected_on);
    say_text(c, "counting", was->counting, is->counting);
    say_personal(x, "counting_reason", was->counting_reason, is->counting_reason);
    say_number(c, "duplicate_of", was->duplicate_of, is->duplicate_of);
    say_personal(x, "email", was->respondent.email, is->respondent.email);
    say_number(c, "event", was->event_id, is->event_id);
    say_personal(x, "gathered", was->gathered, is->gathered);
    say_text(c, "handling", was->handling, is->handling);
    say_number(c, "invitation", was->invitation_id, is->invitation_id);
    say_number(c, "is_joint", was->is_joint, is->is_joint);
    say_number(c, "is_official", was->is_official, is->is_official);
}

static void say_rest(const struct who_said *x, const struct response *was,
                     const struct response *is)
{
    struct change *c = x->c;
    say_text(c, "late", was->late, is->late);
    say_personal(x, "late_reason", was->late_reason, is->late_reason);
    say_number(c, "may_contact", was->may_contact, is->may_contact);
    say_personal(x, "name", was->respondent.name, is->respondent.name);
    say_text(c, "naming", was->naming, is->naming);
    say_personal(x, "organisation", was->respondent.organisation, is->respondent.organisation);
    say_personal(x, "phone", was->respondent.phone, is->respondent.phone);
    say_number(c, "privacy_version", was->privacy_version, is->privacy_version);
    say_text(c, "publish_choice", was->publish_choice, is->publish_choice);
    say_number(c, "publish_wording", was->publish_wording, is->publish_wording);
    say_text(c, "received_on", was->received_on, is->received_on);
    say_number(c, "represents_n", was->represents_n, is->represents_n);
    say_personal(x, "role_title", was->respondent.role_title, is->respondent.role_title);
    say_personal(x, "source_ref", was->source_ref, is->source_ref);
    say_number(c, "was_read_back", was->was_read_back, is->was_read_back);
    say_text(c, "who", was->who, is->who);
    say_text(c, "withdrawn_on", was->withdrawn_on, is->withdrawn_on);
}

static enum err record_change(struct db *db, const struct response *was,
                              const struct response *is, const struct response_record *r)
{
    struct change change;
    change_begin(&change);
    const struct who_said x = { &change, &was->respondent.audit_key };
    if (!r->is_nameless) {
        say_first(&x, was, is);
        say_rest(&x, was, is);
    }
    return response_record(db, &change, r);
}

/* --- the change --- */

static enum err change_row(struct db *db, const struct response *r)
{
    enum err e = db_exec(
        db, sql[Q_CHANGE],
        BINDS(bi(r->id), bi(r->version), bt(r->who), response_id_bind(r->body_id), bt(r->areas),
              bi(r->represents_n), bt(r->gathered), bt(r->publish_choice),
              bi(r->publish_wording), bt(r->naming), bi(r->may_contact), bi(r->privacy_version),
              bt(r->channel), bt(r->received_on), bt(r->source_ref), bi(r->was_read_back),
              bt(r->confirmed_on), bt(r->corrected_on), response_id_bind(r->event_id),
              response_id_bind(r->invitation_id), bt(r->handling), bt(r->counting),
              bt(r->counting_reason), bt(r->late), bt(r->late_reason), bi(r->is_official),
              bi(r->is_joint), response_id_bind(r->campaign_id),
              response_id_bind(r->duplicate_of), bt(r->withdrawn_on)));
    return e ? e : db_changes(db) == 1 ? OK : ERR_CONFLICT;
}

static enum err change_who(struct db *db, struct arena *a, const struct response *r)
{
    const struct respondent *p = &r->respondent;
    return db_exec(db, sql[Q_CHANGE_WHO],
                   BINDS(bi(r->id), bt(p->name), bt(p->organisation),
                         bt(response_name_key(a, p)), bt(p->role_title), bt(p->email),
                         bt(p->phone), bt(p->address)));
}

static enum err change_all(struct db *db, struct arena *a, const struct response *to,
                           const struct response_record *r)
{
    struct response was;
    enum err e = response_load(db, a, to->id, &was);
    if (!e)
        e = change_row(db, to);
    if (!e)
        e = change_who(db, a, to);
    if (!e)
        e = published_obey(db, a, to->id, r->act->now_s);
    return e ? e : record_change(db, &was, to, r);
}

enum err response_change(struct db *db, const struct response *to, const struct act *act,
                         struct str action)
{
    struct arena *a = arena_new(CHANGE_ARENA_BYTES);
    const struct response_record r = {
        .response = to, .act = act, .action = action, .is_nameless = !response_act_is_staff(act)
    };
    enum err e = change_all(db, a, to, &r);
    arena_free(a);
    return e;
}

/* --- answers --- */

static enum err keep_earlier(struct db *db, struct arena *a, const struct response_rewrite *x,
                             const struct response_answer *was)
{
    bool is_blank = !was->value.n && !was->other.n;
    if (!x->keep_earlier || is_blank)
        return OK;
    return db_exec(db, sql[Q_KEEP_EARLIER],
                   BINDS(bi(rand_id()), bi(was->id), bt(was->value), bt(was->other),
                         bt(x->reason), bt(x->by_role), bt(response_day(a, x->now_s))));
}

/*
 * Its words are others now: it comes to be read again (modules/analysis/reading.h). Until then
 * its themes stand, those of passages as of the whole answer; where nothing is left, none.
 */
static enum err read_anew(struct db *db, int64_t answer_id, bool is_blank)
{
    static const int some[] = { Q_UNREAD, Q_WHOLE, Q_DROP_PASSAGES };
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof some / sizeof some[0]; i++)
        e = db_exec(db, sql[some[i]], BINDS(bi(answer_id)));
    return !e && is_blank ? db_exec(db, sql[Q_DROP_CODES], BINDS(bi(answer_id))) : e;
}

/* Without an answer now. One that has earlier texts stays for their sake, blank. */
static enum err clear_answer(struct db *db, struct arena *a, const struct response_rewrite *x,
                             const struct response_answer *was)
{
    int64_t n = 0;
    enum err e = keep_earlier(db, a, x, was);
    if (!e)
        e = read_anew(db, was->id, true);
    if (!e)
        e = db_one_i64(db, sql[Q_HAS_EARLIER], BINDS(bi(was->id)), &n);
    if (e)
        return e;
    return n ? db_exec(db, sql[Q_SET_ANSWER],
                       BINDS(bi(was->id), bi(was->wording), bt(STR("")), bt(STR(""))))
             : db_exec(db, sql[Q_DROP_ANSWER], BINDS(bi(was->id)));
}

static const struct response_answer *answer_to(const struct response_answer *list, size_t n,
                                               int64_t question_id)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].question_id == question_id)
            return &list[i];
    return NULL;
}

static enum err set_answer(struct db *db, struct arena *a, const struct response_rewrite *x,
                           const struct response_answer *was)
{
    const struct response_answer *is = answer_to(x->answer, x->n_answers, was->question_id);
    if (!is || (!is->value.n && !is->other.n))
        return clear_answer(db, a, x, was);
    if (str_eq(is->value, was->value) && str_eq(is->other, was->other))
        return OK;
    enum err e = keep_earlier(db, a, x, was);
    if (!e)
        e = read_anew(db, was->id, false);
    return e ? e
             : db_exec(db, sql[Q_SET_ANSWER],
                       BINDS(bi(was->id), bi(is->wording), bt(is->value), bt(is->other)));
}

/* Its words are others now: what is alike is looked for anew. What was decided stays. */
static enum err forget_likes(struct db *db, int64_t response_id)
{
    static const int drops[] = { Q_DROP_TEXT, Q_DROP_BANDS, Q_DROP_LIKES };
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof drops / sizeof drops[0]; i++)
        e = db_exec(db, sql[drops[i]], BINDS(bi(response_id)));
    return e;
}

enum err response_rewrite_answers(struct db *db, struct arena *a,
                                  const struct response_rewrite *x)
{
    struct response_answer *was;
    size_t n;
    enum err e = response_answers_kept(db, a, x->response_id, &was, &n);
    for (size_t i = 0; !e && i < n; i++)
        e = set_answer(db, a, x, &was[i]);
    for (size_t i = 0; !e && i < x->n_answers; i++) {
        const struct response_answer *is = &x->answer[i];
        if ((is->value.n || is->other.n) && !answer_to(was, n, is->question_id))
            e = db_exec(db, sql[Q_ADD_ANSWER],
                        BINDS(bi(rand_id()), bi(x->response_id), bi(is->question_id),
                              bi(is->wording), bt(is->value), bt(is->other)));
    }
    if (!e)
        e = published_obey(db, a, x->response_id, x->now_s);
    return e ? e : forget_likes(db, x->response_id);
}
