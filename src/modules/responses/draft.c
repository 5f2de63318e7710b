#include "modules/responses/draft.h"

#include "core/base/arena.h"
#include "modules/people/visitor.h"
#include "modules/work/retain.h"

#define NAME_BYTES 64
#define SAVE_STEP                                                                              \
    1000 /* a saved page stands above every autosave that was on its way before it */

enum {
    Q_LOAD,
    Q_BY_KEY,
    Q_FIELDS,
    Q_ADD,
    Q_SET_FIELD,
    Q_SAVE_PAGE,
    Q_SAVE_FIELD,
    Q_EXISTS,
    Q_SET_KEY,
    Q_OF_RESPONSE,
    Q_END_FIELDS,
    Q_END_PEOPLE,
    Q_END_FILES,
    Q_END,
    Q_OLD
};

#define COLS                                                                                   \
    "d.id, d.consultation_id, d.email, d.response_id, d.body_id, d.made_by, d.signed_by, "     \
    "d.invitation_id, d.lock_account, d.lock_at_s, d.save_no, d.begun_at_s, d.touched_at_s, "  \
    "d.key_hash"

static const char *const sql[] = {
    [Q_LOAD] = "SELECT " COLS " FROM response_draft d WHERE d.id = $1",
    [Q_BY_KEY] = "SELECT " COLS " FROM response_draft d WHERE d.key_hash = $1",
    [Q_FIELDS] = "SELECT field, value FROM response_draft_field WHERE draft_id = $1 ORDER BY "
                 "field LIMIT $2",
    [Q_ADD] = "INSERT INTO response_draft (id, consultation_id, key_hash, email, response_id, "
              "body_id, made_by, invitation_id, save_no, begun_at_s, touched_at_s) VALUES ($1, "
              "$2, $3, '', $4, $5, $6, $7, 0, $8, $8)",
    [Q_SET_FIELD] = "INSERT INTO response_draft_field (draft_id, field, value) VALUES ($1, $2, "
                    "$3) ON CONFLICT (draft_id, field) DO UPDATE SET value = excluded.value",
    [Q_SAVE_PAGE] = "UPDATE response_draft SET save_no = save_no + $2, touched_at_s = $3 WHERE "
                    "id = $1",
    [Q_SAVE_FIELD] = "UPDATE response_draft SET save_no = $2, touched_at_s = $3 WHERE id = $1 "
                     "AND save_no < $2",
    [Q_EXISTS] = "SELECT count(*) FROM response_draft WHERE id = $1",
    [Q_SET_KEY] = "UPDATE response_draft SET key_hash = $2, touched_at_s = $4, email = CASE "
                  "WHEN $3 = '' THEN email ELSE $3 END WHERE id = $1",
    [Q_OF_RESPONSE] = "SELECT id FROM response_draft WHERE response_id = $1",
    [Q_END_FIELDS] = "DELETE FROM response_draft_field WHERE draft_id = $1",
    [Q_END_PEOPLE] = "DELETE FROM response_draft_person WHERE draft_id = $1",
    [Q_END_FILES] = "DELETE FROM file WHERE owner_kind = 'draft' AND owner_id = $1",
    [Q_END] = "DELETE FROM response_draft WHERE id = $1",
    [Q_OLD] = "SELECT d.id FROM response_draft d JOIN consultation x ON x.id = "
              "d.consultation_id WHERE d.touched_at_s <= $1 AND (x.closes_at_s IS NULL OR "
              "x.closes_at_s <= $2) ORDER BY d.touched_at_s LIMIT $3",
};
const struct sql_list draft_sql = SQL_LIST("draft", sql);

static void draft_from_row(struct draft *out, struct stmt *s, struct arena *a)
{
    *out = (struct draft){ .id = db_i64(s, 0),
                           .consultation_id = db_i64(s, 1),
                           .email = db_text(s, 2, a),
                           .response_id = db_i64(s, 3),
                           .body_id = db_i64(s, 4),
                           .made_by = db_i64(s, 5),
                           .signed_by = db_i64(s, 6),
                           .invitation_id = db_i64(s, 7),
                           .lock_account = db_i64(s, 8),
                           .lock_at_s = db_i64(s, 9),
                           .save_no = db_i64(s, 10),
                           .begun_at_s = db_i64(s, 11),
                           .touched_at_s = db_i64(s, 12) };
}

static enum err load_fields(struct db *db, struct arena *a, struct draft *d)
{
    d->field = arena_array(a, DRAFT_FIELDS_MAX, sizeof *d->field);
    if (!d->field)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_FIELDS], BINDS(bi(d->id), bi(DRAFT_FIELDS_MAX)));
    while (d->n_fields < DRAFT_FIELDS_MAX && db_row(s))
        d->field[d->n_fields++] =
            (struct draft_field){ .name = db_text(s, 0, a), .value = db_text(s, 1, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

static enum err load_one(struct db *db, struct arena *a, struct stmt *s, struct draft *out)
{
    *out = (struct draft){ 0 };
    bool found = db_row(s);
    struct str key = found ? db_blob(s, 13, a) : (struct str){ 0 };
    if (found)
        draft_from_row(out, s, a);
    if (key.n == sizeof out->key.byte)
        memcpy(out->key.byte, key.p, key.n);
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    return e ? e : load_fields(db, a, out);
}

enum err draft_load(struct db *db, struct arena *a, int64_t id, struct draft *out)
{
    return load_one(db, a, db_query(db, sql[Q_LOAD], BINDS(bi(id))), out);
}

enum err draft_by_key(struct db *db, struct arena *a, struct str key, struct draft *out)
{
    const struct hash h = link_key_hash(key);
    return load_one(db, a, db_query(db, sql[Q_BY_KEY], BINDS(bb(hash_view(&h)))), out);
}

enum err draft_own(struct ctx *c, int64_t consultation_id, struct draft *out)
{
    int64_t id = link_session_object_in(c, LINK_KIND_DRAFT, consultation_id);
    *out = (struct draft){ 0 };
    enum err e = id ? draft_load(c->db, c->arena, id, out) : ERR_NOT_FOUND;
    /* an organisation's is its editors', whoever opened a link to it */
    if (!e && out->body_id &&
        !actor_may_for_body(&c->visitor->actor, CAP_RESPONSE_OWN, out->body_id))
        return ERR_NOT_FOUND;
    return !e && out->consultation_id != consultation_id ? ERR_NOT_FOUND : e;
}

/* --- its fields, which stand in the order of their names --- */

static const struct draft_field *find_field(const struct draft *d, struct str name)
{
    size_t from = 0, to = d->n_fields;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_cmp(name, d->field[middle].name);
        if (!order)
            return &d->field[middle];
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

struct str draft_value(const struct draft *d, const char *field)
{
    const struct draft_field *f = find_field(d, str_from(field));
    return f ? f->value : (struct str){ 0 };
}

bool draft_has(const struct draft *d, const char *field)
{
    return find_field(d, str_from(field)) != NULL;
}

static struct str get_value(void *arg, const char *field)
{
    return draft_value(arg, field);
}

struct answer_source draft_answers(const struct draft *d)
{
    union {
        const struct draft *given;
        void *arg;
    } u = { .given = d }; /* get_value only reads it */
    return (struct answer_source){ .get = get_value, .arg = u.arg };
}

/* --- writing --- */

static struct bind bi_or_null(int64_t v)
{
    return v ? bi(v) : bn();
}

static enum err set_fields(struct db *db, int64_t id, const struct draft_field *field, size_t n)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < n; i++)
        e = db_exec(db, sql[Q_SET_FIELD], BINDS(bi(id), bt(field[i].name), bt(field[i].value)));
    return e;
}

enum err draft_add(struct db *db, const struct draft_new *new)
{
    enum err e = db_exec(db, sql[Q_ADD],
                         BINDS(bi(new->id), bi(new->consultation_id), bb(hash_view(&new->key)),
                               bi_or_null(new->response_id), bi_or_null(new->body_id),
                               bi_or_null(new->made_by), bi_or_null(new->invitation_id),
                               bi(new->now_s)));
    if (!e)
        e = set_fields(db, new->id, new->field, new->n_fields);
    return !e && new->is_opened ? link_session_begin(db, &new->open) : e;
}

enum err draft_open_fn(struct db *db, void *draft_new)
{
    const struct draft_new *new = draft_new;
    return link_session_begin(db, &new->open);
}

enum err draft_of_response(struct db *db, int64_t response_id, int64_t *id)
{
    return db_one_i64(db, sql[Q_OF_RESPONSE], BINDS(bi(response_id)), id);
}

enum err draft_add_fn(struct db *db, void *draft_new)
{
    return draft_add(db, draft_new);
}

/* Nothing changed: an older save than the newest, or no such draft any more. */
static enum err was_not_saved(struct db *db, struct draft_save *x)
{
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_EXISTS], BINDS(bi(x->id)), &n);
    x->was_dropped = !e && n > 0;
    return e || n ? e : ERR_NOT_FOUND;
}

enum err draft_save_fn(struct db *db, void *draft_save)
{
    struct draft_save *x = draft_save;
    x->was_dropped = false;
    enum err e =
        x->save_no
            ? db_exec(db, sql[Q_SAVE_FIELD], BINDS(bi(x->id), bi(x->save_no), bi(x->now_s)))
            : db_exec(db, sql[Q_SAVE_PAGE], BINDS(bi(x->id), bi(SAVE_STEP), bi(x->now_s)));
    if (e)
        return e;
    return db_changes(db) ? set_fields(db, x->id, x->field, x->n_fields) : was_not_saved(db, x);
}

enum err draft_set_key(struct db *db, const struct draft_key *x)
{
    const struct draft_field mailed = { STR("mailed"), x->mailed };
    enum err e = db_exec(db, sql[Q_SET_KEY],
                         BINDS(bi(x->id), bb(hash_view(&x->key)), bt(x->email), bi(x->now_s)));
    if (!e && !db_changes(db))
        return ERR_NOT_FOUND;
    return !e && x->mailed.n ? set_fields(db, x->id, &mailed, 1) : e;
}

/* The bytes of its files go with the daily sweep of what hangs on nothing: too many for one
 * write. */
enum err draft_end(struct db *db, int64_t id)
{
    static const int last[] = { Q_END_FIELDS, Q_END_PEOPLE, Q_END_FILES, Q_END };
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof last / sizeof last[0]; i++)
        e = db_exec(db, sql[last[i]], BINDS(bi(id)));
    return e;
}

/* --- what is kept no longer --- */

static enum err find_old(struct db *db, int64_t now_s, int64_t id[RETAIN_ROWS], size_t *n)
{
    struct stmt *s = db_query(
        db, sql[Q_OLD],
        BINDS(bi(now_s - DRAFT_KEEP_S), bi(now_s - DRAFT_KEEP_CLOSED_S), bi(RETAIN_ROWS)));
    *n = 0;
    while (*n < RETAIN_ROWS && db_row(s))
        id[(*n)++] = db_i64(s, 0);
    return db_done(s, OK);
}

static enum err sweep_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    int64_t id[RETAIN_ROWS];
    size_t n = 0;
    enum err e = find_old(db, x->now_s, id, &n);
    for (size_t i = 0; !e && i < n; i++) {
        e = link_session_end(db, LINK_KIND_DRAFT, id[i]);
        if (!e)
            e = draft_end(db, id[i]);
    }
    x->n = e ? 0 : (int64_t)n;
    return e || !n ? e : retain_record(db, x, STR("draft.erase"), STR("response"));
}

enum err draft_sweep(struct store *store, int64_t now_s)
{
    return retain_rounds(store, sweep_fn, now_s);
}
