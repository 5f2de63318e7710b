/*
 * response_write.c: a response is stored: all of it or nothing, in the caller's write.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "modules/responses/draft.h"
#include "modules/responses/response_rows.h"
#include "modules/files/file.h"

#define DAY_SECONDS 86400

enum {
    Q_ADD,
    Q_ADD_WHO,
    Q_ADD_ANSWER,
    Q_ADD_EQUALITY,
    Q_ADD_BODY,
    Q_DROP_BODIES,
    Q_PARTNERSHIP
};

/* clang-format off */
static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO response (id, consultation_id, receipt, key_hash, who, body_id, areas, represents_n, gathered, "
              "publish_choice, publish_wording, naming, may_contact, privacy_version, channel, received_on, entered_on, "
              "entered_by, entered_role, source_ref, was_read_back, confirmed_on, corrected_on, event_id, import_id, is_live, "
              "invitation_id, handling, counting, counting_reason, late, late_reason, is_official, is_joint, campaign_id, "
              "duplicate_of, withdrawn_on, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
              "$16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, 1)",
    [Q_ADD_WHO] = "INSERT INTO respondent (response_id, name, organisation, name_key, role_title, email, phone, address, "
                  "audit_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    [Q_ADD_ANSWER] = "INSERT INTO answer (id, response_id, question_id, wording, value, other) VALUES ($1, $2, $3, $4, $5, $6)",
    [Q_ADD_EQUALITY] = "INSERT INTO equality_answer (id, consultation_id, question_id, wording, value, other, day) VALUES "
                       "($1, $2, $3, $4, $5, $6, $7)",
    [Q_ADD_BODY] = "INSERT INTO response_body (id, response_id, body_id, name, agreed) VALUES ($1, $2, $3, $4, $5)",
    [Q_DROP_BODIES] = "DELETE FROM response_body WHERE response_id = $1",
    [Q_PARTNERSHIP] = "SELECT partnership_id FROM consultation WHERE id = $1",
};
/* clang-format on */
const struct sql_list response_write_sql = SQL_LIST("response_write", sql);

struct str response_day(struct arena *a, int64_t now_s)
{
    return date_iso(a, london_from_s(now_s).date);
}

struct str response_name_key(struct arena *a, const struct respondent *who)
{
    return utf8_fold(
        a, str_printf(a, "%.*s %.*s", STR_ARG(who->name), STR_ARG(who->organisation)));
}

/* --- the record --- */

bool response_act_is_staff(const struct act *act)
{
    return str_starts(act->actor, STR("account:")) || str_starts(act->actor, STR("cli:"));
}

static enum err record_nameless(struct db *db, const struct response_record *r,
                                int64_t partnership_id)
{
    const struct act day = { .actor = STR("public"),
                             .now_s = r->act->now_s - r->act->now_s % DAY_SECONDS };
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, partnership_id);
    return change_record(db, &change, &day,
                         &(struct change_of){ .action = r->action,
                                              .object_kind = STR("consultation"),
                                              .object_id = r->response->consultation_id });
}

enum err response_record(struct db *db, struct change *change, const struct response_record *r)
{
    int64_t partnership = 0;
    enum err e = db_one_i64(db, sql[Q_PARTNERSHIP], BINDS(bi(r->response->consultation_id)),
                            &partnership);
    if (e || r->is_nameless)
        change_end(change);
    if (e)
        return e;
    if (r->is_nameless)
        return record_nameless(db, r, partnership);
    change_of_partnership(change, partnership);
    return change_record(db, change, r->act,
                         &(struct change_of){ .action = r->action,
                                              .object_kind = STR("response"),
                                              .object_id = r->response->id });
}

static enum err record_added(struct db *db, const struct response *r, const struct act *act)
{
    bool is_logged = r->entered_by != 0;
    bool is_known = response_act_is_staff(act) && (is_logged || r->is_official);
    struct change change;
    change_begin(&change);
    change_text(&change, "channel", STR(""), r->channel);
    change_new_i64(&change, "consultation", r->consultation_id);
    change_text(&change, "received_on", STR(""), r->received_on);
    return response_record(db, &change,
                           &(struct response_record){
                               .response = r,
                               .act = act,
                               .action = is_logged ? STR("response.log") : STR("response.send"),
                               .is_nameless = !is_known });
}

/* --- rows --- */

static enum err add_row(struct db *db, const struct response *r, const struct response_new *new)
{
    return db_exec(
        db, sql[Q_ADD],
        BINDS(bi(r->id), bi(r->consultation_id), bt(r->receipt),
              new->has_key ? bb(hash_view(&new->key)) : bn(), bt(r->who),
              response_id_bind(r->body_id), bt(r->areas), bi(r->represents_n), bt(r->gathered),
              bt(r->publish_choice), bi(r->publish_wording), bt(r->naming), bi(r->may_contact),
              bi(r->privacy_version), bt(r->channel), bt(r->received_on), bt(r->entered_on),
              response_id_bind(r->entered_by), bt(r->entered_role), bt(r->source_ref),
              bi(r->was_read_back), bt(r->confirmed_on), bt(r->corrected_on),
              response_id_bind(r->event_id), response_id_bind(r->import_id), bi(r->is_live),
              response_id_bind(r->invitation_id), bt(r->handling), bt(r->counting),
              bt(r->counting_reason), bt(r->late), bt(r->late_reason), bi(r->is_official),
              bi(r->is_joint), response_id_bind(r->campaign_id),
              response_id_bind(r->duplicate_of), bt(r->withdrawn_on)));
}

static enum err add_who(struct db *db, struct arena *a, const struct response *r)
{
    const struct respondent *p = &r->respondent;
    return db_exec(db, sql[Q_ADD_WHO],
                   BINDS(bi(r->id), bt(p->name), bt(p->organisation),
                         bt(response_name_key(a, p)), bt(p->role_title), bt(p->email),
                         bt(p->phone), bt(p->address), response_key_bind(&p->audit_key)));
}

static enum err add_answers(struct db *db, const struct response_new *new)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < new->n_answers; i++) {
        const struct response_answer *x = &new->answer[i];
        e = db_exec(db, sql[Q_ADD_ANSWER],
                    BINDS(bi(rand_id()), bi(new->response.id), bi(x->question_id),
                          bi(x->wording), bt(x->value), bt(x->other)));
    }
    return e;
}

/* Shuffled: neither ids nor the order of writing tell which of them belong together. */
static enum err add_equality(struct db *db, struct arena *a, const struct response_new *new)
{
    size_t n = new->n_equality, *order = arena_array(a, n, sizeof *order);
    if (!order)
        return ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)((uint64_t)rand_id() % (i + 1));
        order[i] = order[at];
        order[at] = i;
    }
    enum err e = OK;
    for (size_t i = 0; !e && i < n; i++) {
        const struct response_answer *x = &new->equality[order[i]];
        e = db_exec(db, sql[Q_ADD_EQUALITY],
                    BINDS(bi(rand_id()), bi(new->response.consultation_id), bi(x->question_id),
                          bi(x->wording), bt(x->value), bt(x->other),
                          bt(new->response.entered_on)));
    }
    return e;
}

enum err response_put_bodies(struct db *db, int64_t response_id,
                             const struct response_body *body, size_t n)
{
    enum err e = db_exec(db, sql[Q_DROP_BODIES], BINDS(bi(response_id)));
    for (size_t i = 0; !e && i < n; i++)
        e = db_exec(db, sql[Q_ADD_BODY],
                    BINDS(bi(rand_id()), bi(response_id), response_id_bind(body[i].body_id),
                          bt(body[i].name), bi(body[i].agreed)));
    return e;
}

/* Its files hang on the response from now on, and it is over. */
enum err response_take_draft(struct db *db, int64_t draft_id, int64_t response_id)
{
    enum err e = file_hand_on(db, STR("draft"), draft_id, STR("response"), response_id);
    return e ? e : draft_end(db, draft_id);
}

static enum err name_it(struct db *db, struct arena *a, struct response_new *new,
                        const struct act *act)
{
    struct response *r = &new->response;
    if (!r->id) {
        r->id = rand_id();
        rand_bytes(r->respondent.audit_key.byte, sizeof r->respondent.audit_key.byte);
    }
    r->version = 1;
    r->entered_on = response_day(a, act->now_s);
    if (!r->received_on.n)
        r->received_on = r->entered_on;
    return r->receipt.n ? OK : response_receipt(db, a, new->code, &r->receipt);
}

enum err response_add(struct db *db, struct arena *a, struct response_new *new,
                      const struct act *act)
{
    enum err e = name_it(db, a, new, act);
    if (!e)
        e = add_row(db, &new->response, new);
    if (!e)
        e = add_who(db, a, &new->response);
    if (!e)
        e = add_answers(db, new);
    if (!e)
        e = add_equality(db, a, new);
    if (!e)
        e = response_put_bodies(db, new->response.id, new->body, new->n_bodies);
    if (!e && new->draft_id)
        e = response_take_draft(db, new->draft_id, new->response.id);
    return e ? e : record_added(db, &new->response, act);
}
