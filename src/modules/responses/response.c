#include "modules/responses/response.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/people/link_session.h"

#define DRAWS_MAX 8
#define ANSWERS_MAX 1000

#define COLS                                                                                   \
    "r.id, r.consultation_id, r.version, r.receipt, r.who, r.body_id, r.areas, "               \
    "r.represents_n, r.gathered, r.publish_choice, r.naming, r.publish_wording, "              \
    "r.privacy_version, r.may_contact, r.channel, r.received_on, r.entered_on, "               \
    "r.entered_role, r.source_ref, r.entered_by, r.was_read_back, r.confirmed_on, "            \
    "r.corrected_on, r.event_id, r.import_id, r.invitation_id, r.is_live, r.handling, "        \
    "r.counting, r.counting_reason, r.late, r.late_reason, r.is_official, r.is_joint, "        \
    "r.campaign_id, r.duplicate_of, r.withdrawn_on, p.name, p.organisation, p.role_title, "    \
    "p.email, p.phone, p.address, p.audit_key"
#define FROM " FROM response r LEFT JOIN respondent p ON p.response_id = r.id "

enum { Q_ONE, Q_BY_RECEIPT, Q_BY_KEY, Q_RECEIPTS, Q_ANSWERS, Q_KEPT, Q_BODIES, Q_COUNT };

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS FROM "WHERE r.id = $1 AND r.is_live = 1",
    [Q_BY_RECEIPT] = "SELECT " COLS FROM "WHERE r.receipt = $1 AND r.is_live = 1",
    [Q_BY_KEY] = "SELECT " COLS FROM "WHERE r.key_hash = $1 AND r.is_live = 1",
    [Q_RECEIPTS] = "SELECT count(*) FROM response WHERE receipt = $1",
    [Q_ANSWERS] = "SELECT id, question_id, wording, value, other FROM answer WHERE "
                  "response_id = $1 AND (value <> '' OR other <> '') ORDER BY question_id "
                  "LIMIT $2",
    [Q_KEPT] = "SELECT id, question_id, wording, value, other FROM answer WHERE response_id "
               "= $1 ORDER BY question_id LIMIT $2",
    [Q_BODIES] = "SELECT body_id, name, agreed FROM response_body WHERE response_id = $1 ORDER "
                 "BY name, id LIMIT $2",
    [Q_COUNT] = "SELECT count(*) FROM response WHERE consultation_id = $1 AND is_live = 1",
};
const struct sql_list response_sql = SQL_LIST("response", sql);

static int who_from_row(struct response *out, struct stmt *s, struct arena *a, int i)
{
    struct respondent *p = &out->respondent;
    struct str *const text[] = { &p->name,  &p->organisation, &p->role_title,
                                 &p->email, &p->phone,        &p->address };
    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
        *text[k] = db_text(s, i++, a);
    struct str key = db_blob(s, i++, a);
    for (size_t k = 0; k < key.n && k < sizeof p->audit_key.byte; k++)
        p->audit_key.byte[k] = (unsigned char)key.p[k];
    return i;
}

static int handling_from_row(struct response *out, struct stmt *s, struct arena *a, int i)
{
    out->is_live = db_bool(s, i++);
    struct str *const text[] = { &out->handling, &out->counting, &out->counting_reason,
                                 &out->late, &out->late_reason };
    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
        *text[k] = db_text(s, i++, a);
    out->is_official = db_bool(s, i++);
    out->is_joint = db_bool(s, i++);
    out->campaign_id = db_i64(s, i++);
    out->duplicate_of = db_i64(s, i++);
    out->withdrawn_on = db_text(s, i++, a);
    return i;
}

static void response_from_row(struct response *out, struct stmt *s, struct arena *a)
{
    int i = 0;
    *out = (struct response){ .id = db_i64(s, i++) };
    out->consultation_id = db_i64(s, i++);
    out->version = db_i64(s, i++);
    out->receipt = db_text(s, i++, a);
    out->who = db_text(s, i++, a);
    out->body_id = db_i64(s, i++);
    out->areas = db_text(s, i++, a);
    out->represents_n = db_i64(s, i++);
    out->gathered = db_text(s, i++, a);
    out->publish_choice = db_text(s, i++, a);
    out->naming = db_text(s, i++, a);
    out->publish_wording = db_i64(s, i++);
    out->privacy_version = db_i64(s, i++);
    out->may_contact = db_bool(s, i++);
    struct str *const came[] = { &out->channel, &out->received_on, &out->entered_on,
                                 &out->entered_role, &out->source_ref };
    for (size_t k = 0; k < sizeof came / sizeof came[0]; k++)
        *came[k] = db_text(s, i++, a);
    out->entered_by = db_i64(s, i++);
    out->was_read_back = db_bool(s, i++);
    out->confirmed_on = db_text(s, i++, a);
    out->corrected_on = db_text(s, i++, a);
    out->event_id = db_i64(s, i++);
    out->import_id = db_i64(s, i++);
    out->invitation_id = db_i64(s, i++);
    i = handling_from_row(out, s, a, i);
    who_from_row(out, s, a, i);
}

static enum err one_response(struct stmt *s, struct arena *a, struct response *out)
{
    bool found = db_row(s);
    if (found)
        response_from_row(out, s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err response_load(struct db *db, struct arena *a, int64_t id, struct response *out)
{
    return one_response(db_query(db, sql[Q_ONE], BINDS(bi(id))), a, out);
}

enum err response_by_receipt(struct db *db, struct arena *a, struct str receipt,
                             struct response *out)
{
    return one_response(db_query(db, sql[Q_BY_RECEIPT], BINDS(bt(receipt))), a, out);
}

enum err response_by_key(struct db *db, struct arena *a, struct str key, struct response *out)
{
    const struct hash h = link_key_hash(key);
    if (!key_is_valid(key))
        return ERR_NOT_FOUND;
    return one_response(db_query(db, sql[Q_BY_KEY], BINDS(bb(hash_view(&h)))), a, out);
}

enum err response_receipt(struct db *db, struct arena *a, struct str code, struct str *out)
{
    for (int i = 0; i < DRAWS_MAX; i++) {
        int64_t n = 0;
        *out = receipt_new(a, code);
        if (!out->n)
            return ERR_LIMIT;
        enum err e = db_one_i64(db, sql[Q_RECEIPTS], BINDS(bt(*out)), &n);
        if (e || !n)
            return e;
    }
    return ERR_INTERNAL;
}

static enum err read_answers(struct stmt *s, struct arena *a, struct response_answer **out,
                             size_t *n)
{
    *out = arena_array(a, ANSWERS_MAX, sizeof **out);
    for (*n = 0; *out && *n < ANSWERS_MAX && db_row(s);)
        (*out)[(*n)++] = (struct response_answer){ .id = db_i64(s, 0),
                                                   .question_id = db_i64(s, 1),
                                                   .wording = db_i64(s, 2),
                                                   .value = db_text(s, 3, a),
                                                   .other = db_text(s, 4, a) };
    return db_done(s, !*out || arena_failed(a) ? ERR_LIMIT : OK);
}

enum err response_answers(struct db *db, struct arena *a, int64_t id,
                          struct response_answer **out, size_t *n)
{
    return read_answers(db_query(db, sql[Q_ANSWERS], BINDS(bi(id), bi(ANSWERS_MAX))), a, out,
                        n);
}

enum err response_answers_kept(struct db *db, struct arena *a, int64_t id,
                               struct response_answer **out, size_t *n)
{
    return read_answers(db_query(db, sql[Q_KEPT], BINDS(bi(id), bi(ANSWERS_MAX))), a, out, n);
}

enum err response_bodies(struct db *db, struct arena *a, int64_t id, struct response_body **out,
                         size_t *n)
{
    *n = 0;
    *out = arena_array(a, RESPONSE_BODIES_MAX, sizeof **out);
    if (!*out)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_BODIES], BINDS(bi(id), bi(RESPONSE_BODIES_MAX)));
    while (*n < RESPONSE_BODIES_MAX && db_row(s))
        (*out)[(*n)++] = (struct response_body){ .body_id = db_i64(s, 0),
                                                 .name = db_text(s, 1, a),
                                                 .agreed = db_bool(s, 2) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err response_count(struct db *db, int64_t consultation_id, int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT], BINDS(bi(consultation_id)), n);
}
