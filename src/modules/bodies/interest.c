#include "modules/bodies/interest.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/bodies/interest_words.h"

#define DRAWS_MAX 8

#define COLS                                                                                   \
    "i.id, i.reference, i.body_id, i.said_body_id, i.name, i.described_as, i.charity_number, " \
    "i.website, i.what, i.grounds, i.is_community, i.how, i.needs, i.channel, "                \
    "i.contact_name, i.contact_role, i.contact_email, i.contact_phone, i.contact_address, "    \
    "i.confirmed_at_s IS NOT NULL, i.key_made_at_s, i.sent_by, i.sent_at_s, "                  \
    "i.erased_at_s IS NOT NULL"
#define AREA_COLS                                                                              \
    "x.partnership_id, p.slug, p.name, p.short_name, p.code, x.areas, x.state, x.words, "      \
    "x.reply, x.answered_at_s"
#define AREA_FROM                                                                              \
    " FROM interest_area x JOIN partnership p ON p.id = x.partnership_id WHERE x.interest_id " \
    "= $1"

enum {
    Q_ONE,
    Q_BY_REFERENCE,
    Q_BY_KEY,
    Q_AREAS,
    Q_AREA,
    Q_OF_BODY,
    Q_REFERENCES,
    Q_ADD,
    Q_ADD_AREA,
    Q_MOVE,
    Q_SET_BODY,
    Q_SET_KEY,
    Q_CONFIRM
};

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS " FROM expression_of_interest i WHERE i.id = $1",
    [Q_BY_REFERENCE] = "SELECT " COLS " FROM expression_of_interest i WHERE i.reference = $1",
    [Q_BY_KEY] = "SELECT " COLS " FROM expression_of_interest i WHERE i.key_hash = $1",
    [Q_AREAS] = "SELECT " AREA_COLS AREA_FROM " ORDER BY p.sort_key, p.id LIMIT $2",
    [Q_AREA] = "SELECT " AREA_COLS AREA_FROM " AND x.partnership_id = $2",
    [Q_OF_BODY] = "SELECT " COLS " FROM expression_of_interest i WHERE i.body_id = $1 ORDER "
                  "BY i.sent_at_s DESC, i.id LIMIT $2",
    [Q_REFERENCES] = "SELECT count(*) FROM expression_of_interest WHERE reference = $1",
    [Q_ADD] = "INSERT INTO expression_of_interest (id, reference, key_hash, key_made_at_s, "
              "body_id, said_body_id, name, described_as, charity_number, website, what, "
              "grounds, is_community, how, needs, channel, contact_name, contact_role, "
              "contact_email, contact_phone, contact_address, sent_by, sent_at_s) VALUES ($1, "
              "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
              "$19, $20, $21, $22, $4)",
    [Q_ADD_AREA] = "INSERT INTO interest_area (interest_id, partnership_id, areas, state, "
                   "words, reply) VALUES ($1, $2, $3, 'waiting', '', '')",
    [Q_MOVE] = "UPDATE interest_area SET state = $4, words = $5, reply = $6, answered_at_s = "
               "$7, answered_by = $8 WHERE interest_id = $1 AND partnership_id = $2 AND state "
               "= $3",
    [Q_SET_BODY] = "UPDATE expression_of_interest SET body_id = $2 WHERE id = $1 AND body_id "
                   "IS NULL",
    [Q_SET_KEY] = "UPDATE expression_of_interest SET key_hash = $2, key_made_at_s = $3 WHERE "
                  "id = $1",
    [Q_CONFIRM] = "UPDATE expression_of_interest SET confirmed_at_s = $2 WHERE id = $1 AND "
                  "confirmed_at_s IS NULL AND contact_email <> ''",
};
const struct sql_list interest_sql = SQL_LIST("interest", sql);

static const struct {
    const char *name, *label;
} states[INTEREST_STATE__MAX] = {
    [INTEREST_WAITING] = { "waiting", INTEREST_LABEL_WAITING },
    [INTEREST_ASKED] = { "asked", INTEREST_LABEL_ASKED },
    [INTEREST_REPLIED] = { "replied", INTEREST_LABEL_REPLIED },
    [INTEREST_ACCEPTED] = { "accepted", INTEREST_LABEL_ACCEPTED },
    [INTEREST_DECLINED] = { "declined", INTEREST_LABEL_DECLINED },
    [INTEREST_WITHDRAWN] = { "withdrawn", INTEREST_LABEL_WITHDRAWN },
};

const char *interest_state_name(enum interest_state state)
{
    return states[state].name;
}

enum interest_state interest_state_from(struct str name)
{
    enum interest_state s = 0;
    while (s < INTEREST_STATE__MAX && !str_eq(name, str_from(states[s].name)))
        s++;
    return s;
}

struct str interest_state_label(enum interest_state state)
{
    return state < INTEREST_STATE__MAX ? str_from(states[state].label) : (struct str){ 0 };
}

bool interest_is_open(enum interest_state state)
{
    return state == INTEREST_WAITING || state == INTEREST_REPLIED;
}

/* --- reading --- */

static void from_row(struct interest *out, struct stmt *s, struct arena *a)
{
    int i = 0;
    *out = (struct interest){ .id = db_i64(s, i++) };
    out->reference = db_text(s, i++, a);
    out->body_id = db_i64(s, i++);
    out->said_body_id = db_i64(s, i++);
    struct str *const first[] = { &out->name,    &out->described_as, &out->charity_number,
                                  &out->website, &out->what,         &out->grounds };
    for (size_t k = 0; k < sizeof first / sizeof first[0]; k++)
        *first[k] = db_text(s, i++, a);
    out->is_community = db_bool(s, i++);
    struct str *const rest[] = { &out->how,           &out->needs,          &out->channel,
                                 &out->contact_name,  &out->contact_role,   &out->contact_email,
                                 &out->contact_phone, &out->contact_address };
    for (size_t k = 0; k < sizeof rest / sizeof rest[0]; k++)
        *rest[k] = db_text(s, i++, a);
    out->is_confirmed = db_bool(s, i++);
    out->key_made_at_s = db_i64(s, i++);
    out->sent_by = db_i64(s, i++);
    out->sent_at_s = db_i64(s, i++);
    out->is_erased = db_bool(s, i);
}

static enum err one(struct stmt *s, struct arena *a, struct interest *out)
{
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err interest_load(struct db *db, struct arena *a, int64_t id, struct interest *out)
{
    return one(db_query(db, sql[Q_ONE], BINDS(bi(id))), a, out);
}

enum err interest_by_reference(struct db *db, struct arena *a, struct str reference,
                               struct interest *out)
{
    return one(db_query(db, sql[Q_BY_REFERENCE], BINDS(bt(reference))), a, out);
}

struct hash interest_key_hash(struct str key)
{
    const struct str part[] = { STR("interest"), key };
    return hash_parts(NULL, part, 2);
}

enum err interest_by_key(struct db *db, struct arena *a, struct str key, struct interest *out)
{
    const struct hash h = interest_key_hash(key);
    if (!key_is_valid(key))
        return ERR_NOT_FOUND;
    return one(db_query(db, sql[Q_BY_KEY], BINDS(bb(hash_view(&h)))), a, out);
}

static void area_from_row(struct interest_area *out, struct stmt *s, struct arena *a)
{
    *out = (struct interest_area){
        .partnership_id = db_i64(s, 0),
        .partnership_slug = db_text(s, 1, a),
        .partnership_name = db_text(s, 2, a),
        .partnership_short = db_text(s, 3, a),
        .code = db_text(s, 4, a),
        .areas = db_text(s, 5, a),
        .state = interest_state_from(db_text(s, 6, a)),
        .words = db_text(s, 7, a),
        .reply = db_text(s, 8, a),
        .answered_at_s = db_i64(s, 9),
    };
}

enum err interest_areas(struct db *db, struct arena *a, int64_t id, struct interest_area *out,
                        size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_AREAS], BINDS(bi(id), bi(INTEREST_AREAS_MAX)));
    *n = 0;
    while (db_row(s))
        area_from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err interest_area_of(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                          struct interest_area *out)
{
    struct stmt *s = db_query(db, sql[Q_AREA], BINDS(bi(id), bi(partnership_id)));
    bool found = db_row(s);
    if (found)
        area_from_row(out, s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err interest_of_body(struct db *db, struct arena *a, int64_t body_id, struct interest *out,
                          size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_OF_BODY], BINDS(bi(body_id), bi((int64_t)max)));
    *n = 0;
    while (*n < max && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err interest_new_reference(struct db *db, struct arena *a, struct str code,
                                struct str *out)
{
    for (int i = 0; i < DRAWS_MAX; i++) {
        int64_t n = 0;
        *out = receipt_new(a, code);
        if (!out->n)
            return ERR_LIMIT;
        enum err e = db_one_i64(db, sql[Q_REFERENCES], BINDS(bt(*out)), &n);
        if (e || !n)
            return e;
    }
    return ERR_INTERNAL;
}

/* --- writing --- */

static struct bind id_or_null(int64_t id)
{
    return id ? bi(id) : bn();
}

enum err interest_add(struct db *db, const struct interest *i, const struct hash *key)
{
    return db_exec(db, sql[Q_ADD],
                   BINDS(bi(i->id), bt(i->reference), bb(hash_view(key)), bi(i->sent_at_s),
                         id_or_null(i->body_id), id_or_null(i->said_body_id), bt(i->name),
                         bt(i->described_as), bt(i->charity_number), bt(i->website),
                         bt(i->what), bt(i->grounds), bi(i->is_community), bt(i->how),
                         bt(i->needs), bt(i->channel), bt(i->contact_name), bt(i->contact_role),
                         bt(i->contact_email), bt(i->contact_phone), bt(i->contact_address),
                         id_or_null(i->sent_by)));
}

enum err interest_area_add(struct db *db, int64_t id, const struct interest_area *area)
{
    return db_exec(db, sql[Q_ADD_AREA],
                   BINDS(bi(id), bi(area->partnership_id), bt(area->areas)));
}

enum err interest_area_move(struct db *db, const struct interest_move *m)
{
    for (enum interest_state from = 0; from < INTEREST_STATE__MAX; from++) {
        if (!(m->from & 1u << from))
            continue;
        enum err e =
            db_exec(db, sql[Q_MOVE],
                    BINDS(bi(m->id), bi(m->partnership_id), bt(str_from(states[from].name)),
                          bt(str_from(states[m->to].name)), bt(m->words), bt(m->reply),
                          bi(m->now_s), id_or_null(m->answered_by)));
        if (e || db_changes(db))
            return e;
    }
    return ERR_CONFLICT;
}

enum err interest_set_body(struct db *db, int64_t id, int64_t body_id)
{
    return db_exec(db, sql[Q_SET_BODY], BINDS(bi(id), bi(body_id)));
}

enum err interest_set_key(struct db *db, int64_t id, const struct hash *key, int64_t now_s)
{
    return db_exec(db, sql[Q_SET_KEY], BINDS(bi(id), bb(hash_view(key)), bi(now_s)));
}

enum err interest_confirm(struct db *db, int64_t id, int64_t now_s)
{
    return db_exec(db, sql[Q_CONFIRM], BINDS(bi(id), bi(now_s)));
}

enum err interest_mails(struct db *db, const struct mail *mail, size_t n, size_t *n_held)
{
    *n_held = 0;
    for (size_t i = 0; i < n; i++) {
        enum err e = mail_queue(db, &mail[i]);
        if (e && e != ERR_TOO_MANY && e != ERR_INVALID)
            return e;
        *n_held += e != OK;
    }
    return OK;
}
