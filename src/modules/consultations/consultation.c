/*
 * consultation.c: loading, adding and changing consultations.
 */
#include "modules/consultations/consultation.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/consultations/consultation_public.h"
#include "modules/people/visitor.h"

#define COLS                                                                                   \
    "c.id, c.partnership_id, c.version, c.reference, c.slug, c.title, c.kind, c.summary, "     \
    "c.overview, c.why, c.next, c.areas, c.audiences, c.topics, c.outcomes, c.results_by, "    \
    "c.length_reason, c.contact_role, c.contact_email, c.contact_phone, c.post_address, "      \
    "c.other_ways, c.privacy, c.stage, c.minutes, c.opens_at_s, c.closes_at_s, "               \
    "c.first_closes_at_s, c.privacy_version, c.is_invited_only, c.needs_second, c.asked_by, "  \
    "c.published_at_s, c.results_at_s, c.archived_at_s, c.copied_from, c.made_by, "            \
    "c.created_at_s, c.changed_at_s"

enum {
    Q_ONE,
    Q_BY_SLUG,
    Q_PARTNERSHIPS,
    Q_LIST,
    Q_CODE,
    Q_REFERENCES,
    Q_SLUG_TAKEN,
    Q_ADD,
    Q_CHANGE,
    Q_KEEP_SLUG,
    Q_DROP_PARTNERSHIPS,
    Q_ADD_PARTNERSHIP
};

/* clang-format off */
static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS " FROM consultation c WHERE c.id = $1",
    [Q_BY_SLUG] = "SELECT id FROM consultation WHERE slug = $1 UNION ALL "
                  "SELECT consultation_id FROM consultation_slug WHERE slug = $1 LIMIT 1",
    [Q_PARTNERSHIPS] = "SELECT partnership_id FROM consultation_partnership WHERE consultation_id = $1 "
                       "ORDER BY partnership_id LIMIT $2",
    [Q_LIST] = "SELECT " COLS " FROM consultation_partnership p JOIN consultation c ON c.id = p.consultation_id "
               "WHERE p.partnership_id = $1 ORDER BY c.created_at_s DESC, c.id DESC LIMIT $2",
    [Q_CODE] = "SELECT code FROM partnership WHERE id = $1",
    [Q_REFERENCES] = "SELECT count(*) FROM consultation WHERE reference >= $1 AND reference < $2",
    [Q_SLUG_TAKEN] = "SELECT 1 WHERE EXISTS (SELECT 1 FROM consultation WHERE slug = $1 AND id <> $2) "
                     "OR EXISTS (SELECT 1 FROM consultation_slug WHERE slug = $1 AND consultation_id <> $2)",
    [Q_ADD] = "INSERT INTO consultation (reference, slug, partnership_id, title, kind, summary, overview, why, next, areas, "
              "audiences, topics, outcomes, results_by, length_reason, contact_role, contact_email, contact_phone, "
              "post_address, other_ways, privacy, minutes, opens_at_s, closes_at_s, is_invited_only, needs_second, "
              "copied_from, made_by, created_at_s, changed_at_s, privacy_version, stage, version) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
              "$23, $24, $25, $26, $27, $28, $29, $29, 1, 'draft', 1) RETURNING id",
    [Q_CHANGE] = "UPDATE consultation SET slug = $3, partnership_id = $4, title = $5, kind = $6, summary = $7, overview = $8, "
                 "why = $9, next = $10, areas = $11, audiences = $12, topics = $13, outcomes = $14, results_by = $15, "
                 "length_reason = $16, contact_role = $17, contact_email = $18, contact_phone = $19, post_address = $20, "
                 "other_ways = $21, privacy = $22, minutes = $23, opens_at_s = $24, closes_at_s = $25, "
                 "first_closes_at_s = $26, privacy_version = $27, is_invited_only = $28, needs_second = $29, asked_by = $30, "
                 "stage = $31, published_at_s = $32, results_at_s = $33, archived_at_s = $34, changed_at_s = $35, "
                 "version = version + 1 WHERE id = $1 AND version = $2 RETURNING version",
    [Q_KEEP_SLUG] = "INSERT INTO consultation_slug (slug, consultation_id) SELECT slug, id FROM consultation "
                    "WHERE id = $1 AND slug <> $2 AND published_at_s IS NOT NULL ON CONFLICT DO NOTHING",
    [Q_DROP_PARTNERSHIPS] = "DELETE FROM consultation_partnership WHERE consultation_id = $1",
    [Q_ADD_PARTNERSHIP] = "INSERT INTO consultation_partnership (consultation_id, partnership_id) VALUES ($1, $2) "
                          "ON CONFLICT DO NOTHING",
};
/* clang-format on */
const struct sql_list consultation_sql = SQL_LIST("consultation", sql);

/* --- reading --- */

static void take_numbers(struct consultation *c, struct stmt *s, int i)
{
    int64_t *const first[] = { &c->minutes, &c->opens_at_s, &c->closes_at_s,
                               &c->first_closes_at_s, &c->privacy_version };
    for (size_t k = 0; k < sizeof first / sizeof first[0]; k++)
        *first[k] = db_i64(s, i++);
    c->is_invited_only = db_bool(s, i++);
    c->needs_second = db_bool(s, i++);
    int64_t *const rest[] = { &c->asked_by,      &c->published_at_s, &c->results_at_s,
                              &c->archived_at_s, &c->copied_from,    &c->made_by,
                              &c->created_at_s,  &c->changed_at_s };
    for (size_t k = 0; k < sizeof rest / sizeof rest[0]; k++)
        *rest[k] = db_i64(s, i++);
}

static void take_row(struct consultation *c, struct stmt *s, struct arena *a)
{
    int i = 3;
    *c = (struct consultation){ .id = db_i64(s, 0),
                                .partnership_id = db_i64(s, 1),
                                .version = db_i64(s, 2) };
    struct str *const text[] = { &c->reference,     &c->slug,          &c->title,
                                 &c->kind,          &c->summary,       &c->overview,
                                 &c->why,           &c->next,          &c->areas,
                                 &c->audiences,     &c->topics,        &c->outcomes,
                                 &c->results_by,    &c->length_reason, &c->contact_role,
                                 &c->contact_email, &c->contact_phone, &c->post_address,
                                 &c->other_ways,    &c->privacy,       &c->stage };
    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
        *text[k] = db_text(s, i++, a);
    take_numbers(c, s, i);
}

static enum err load_partnerships(struct db *db, struct consultation *c)
{
    struct stmt *s =
        db_query(db, sql[Q_PARTNERSHIPS], BINDS(bi(c->id), bi(CONSULTATION_PARTNERSHIPS_MAX)));
    while (db_row(s))
        c->partnership[c->n_partnerships++] = db_i64(s, 0);
    return db_done(s, OK);
}

enum err consultation_load(struct db *db, struct arena *a, int64_t id, struct consultation *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(id)));
    bool found = db_row(s);
    if (found)
        take_row(out, s, a);
    enum err e = db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
    return e ? e : load_partnerships(db, out);
}

enum err consultation_by_slug(struct db *db, struct arena *a, struct str slug,
                              struct consultation *out)
{
    int64_t id = 0;
    enum err e = db_one_i64(db, sql[Q_BY_SLUG], BINDS(bt(slug)), &id);
    return e ? e : consultation_load(db, a, id, out);
}

bool consultation_may(const struct ctx *c, const struct consultation *x, enum capability cap)
{
    const struct actor *actor = &c->visitor->actor;
    if (cap == CAP_CONSULTATION_EDIT)
        return actor_may(actor, cap, x->partnership_id);
    for (size_t i = 0; i < x->n_partnerships; i++)
        if (actor_may(actor, cap, x->partnership[i]))
            return true;
    return false;
}

enum err consultation_load_for(struct ctx *c, enum capability cap, struct str slug,
                               struct consultation *out)
{
    enum err e = consultation_by_slug(c->db, c->arena, slug, out);
    if (e)
        return e;
    return consultation_may(c, out, cap) ? OK : ctx_refuse(c);
}

enum err consultation_list(struct db *db, struct arena *a, int64_t partnership_id,
                           struct consultation *out, size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(partnership_id), bi((int64_t)max)));
    *n = 0;
    while (*n < max && db_row(s))
        take_row(&out[(*n)++], s, a);
    enum err e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    for (size_t i = 0; !e && i < *n; i++)
        e = load_partnerships(db, &out[i]);
    return e;
}

/* --- names --- */

enum err consultation_code(struct db *db, struct arena *a, const struct consultation *c,
                           struct str *out)
{
    *out = STR("SCO");
    return c->n_partnerships > 1
               ? OK
               : db_one_text(db, sql[Q_CODE], BINDS(bi(c->partnership_id)), a, out);
}

/* CJC-FIF-2026-02: the second of that year (interface.md section 9). */
static enum err reference_new(struct db *db, struct arena *a, struct consultation *c,
                              int64_t now_s)
{
    struct str code;
    int64_t n = 0;
    enum err e = consultation_code(db, a, c, &code);
    if (e)
        return e;
    struct str head =
        str_printf(a, "CJC-%.*s-%d-", STR_ARG(code), london_from_s(now_s).date.year);
    e = db_one_i64(db, sql[Q_REFERENCES], BINDS(bt(head), bt(str_join(a, head, STR("~")))), &n);
    c->reference = str_printf(a, "%.*s%02lld", STR_ARG(head), (long long)n + 1);
    return e;
}

enum err consultation_slug_free(struct db *db, struct arena *a, struct str wish, int64_t id,
                                struct str *out)
{
    static const struct str ours[] = { STR_INIT("new"), STR_INIT("find") };
    struct str base = utf8_slug(a, wish, CONSULTATION_SLUG_CHARS, STR("consultation"));
    *out = base;
    for (int i = 2; i < 1000; i++) {
        int64_t one;
        bool is_ours = str_eq(*out, ours[0]) || str_eq(*out, ours[1]);
        enum err e =
            is_ours ? OK : db_one_i64(db, sql[Q_SLUG_TAKEN], BINDS(bt(*out), bi(id)), &one);
        if (e)
            return e == ERR_NOT_FOUND ? OK : e;
        *out = str_printf(a, "%.*s-%d", STR_ARG(base), i);
    }
    return ERR_LIMIT;
}

/* --- changing --- */

static struct bind id_or_null(int64_t id)
{
    return id ? bi(id) : bn();
}

static enum err put_partnerships(struct db *db, const struct consultation *c)
{
    enum err e = db_exec(db, sql[Q_DROP_PARTNERSHIPS], BINDS(bi(c->id)));
    if (!e)
        e = db_exec(db, sql[Q_ADD_PARTNERSHIP], BINDS(bi(c->id), bi(c->partnership_id)));
    for (size_t i = 0; !e && i < c->n_partnerships; i++)
        e = db_exec(db, sql[Q_ADD_PARTNERSHIP], BINDS(bi(c->id), bi(c->partnership[i])));
    return e;
}

static enum err record(struct db *db, const struct consultation *c, const struct act *act,
                       struct str action)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "closes_at", c->closes_at_s);
    change_new_i64(&change, "needs_second", c->needs_second);
    change_of_partnership(&change, c->partnership_id);
    change_text(&change, "reference", STR(""), c->reference);
    change_text(&change, "stage", STR(""), c->stage);
    change_text(&change, "title", STR(""), c->title);
    const struct change_of of = { action, STR("consultation"), c->id };
    return change_record(db, &change, act, &of);
}

enum err consultation_add(struct db *db, struct arena *a, struct consultation *c,
                          const struct act *act)
{
    c->stage = STR("draft");
    c->version = c->privacy_version = 1;
    c->created_at_s = c->changed_at_s = act->now_s;
    enum err e = reference_new(db, a, c, act->now_s);
    if (!e)
        e = consultation_slug_free(db, a, c->slug.n ? c->slug : c->title, 0, &c->slug);
    if (!e)
        e = db_one_i64(
            db, sql[Q_ADD],
            BINDS(bt(c->reference), bt(c->slug), bi(c->partnership_id), bt(c->title),
                  bt(c->kind), bt(c->summary), bt(c->overview), bt(c->why), bt(c->next),
                  bt(c->areas), bt(c->audiences), bt(c->topics), bt(c->outcomes),
                  bt(c->results_by), bt(c->length_reason), bt(c->contact_role),
                  bt(c->contact_email), bt(c->contact_phone), bt(c->post_address),
                  bt(c->other_ways), bt(c->privacy), bi(c->minutes), id_or_null(c->opens_at_s),
                  id_or_null(c->closes_at_s), bi(c->is_invited_only), bi(c->needs_second),
                  id_or_null(c->copied_from), id_or_null(c->made_by), bi(act->now_s)),
            &c->id);
    if (!e)
        e = put_partnerships(db, c);
    return e ? e : record(db, c, act, STR("consultation.add"));
}

static enum err write_row(struct db *db, struct consultation *to)
{
    enum err e = db_one_i64(
        db, sql[Q_CHANGE],
        BINDS(bi(to->id), bi(to->version), bt(to->slug), bi(to->partnership_id), bt(to->title),
              bt(to->kind), bt(to->summary), bt(to->overview), bt(to->why), bt(to->next),
              bt(to->areas), bt(to->audiences), bt(to->topics), bt(to->outcomes),
              bt(to->results_by), bt(to->length_reason), bt(to->contact_role),
              bt(to->contact_email), bt(to->contact_phone), bt(to->post_address),
              bt(to->other_ways), bt(to->privacy), bi(to->minutes), id_or_null(to->opens_at_s),
              id_or_null(to->closes_at_s), id_or_null(to->first_closes_at_s),
              bi(to->privacy_version), bi(to->is_invited_only), bi(to->needs_second),
              id_or_null(to->asked_by), bt(to->stage), id_or_null(to->published_at_s),
              id_or_null(to->results_at_s), id_or_null(to->archived_at_s),
              bi(to->changed_at_s)),
        &to->version);
    return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
}

enum err consultation_change(struct db *db, struct arena *a, struct consultation *to,
                             const struct act *act, struct str action)
{
    to->changed_at_s = act->now_s;
    enum err e = db_exec(db, sql[Q_KEEP_SLUG], BINDS(bi(to->id), bt(to->slug)));
    if (!e)
        e = write_row(db, to);
    if (!e)
        e = put_partnerships(db, to);
    if (!e)
        e = consultation_public_renew(db, a, to->id);
    return e ? e : record(db, to, act, action);
}

void consultation_take_back(struct consultation *to)
{
    if (str_eq(to->stage, STR("waiting")))
        to->stage = STR("draft");
}

enum err consultation_ask_again(struct db *db, struct arena *a, int64_t id,
                                const struct act *act)
{
    struct consultation to = { 0 };
    enum err e = consultation_load(db, a, id, &to);
    if (e || !str_eq(to.stage, STR("waiting")))
        return e;
    consultation_take_back(&to);
    return consultation_change(db, a, &to, act, STR("consultation.change"));
}
