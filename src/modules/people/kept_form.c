#include "modules/people/kept_form.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"
#include "modules/people/visitor.h"

#define SWEEP_MAX 20 /* rows of one write: they can be large */
#define PLAIN_MAX_BYTES (2 * FORM_MAX_BYTES)

enum { Q_KEEP, Q_CROWD, Q_LIST, Q_NTH, Q_HAS, Q_COUNT, Q_DROP, Q_DROP_ALL, Q_SWEEP };

static const char *const sql[] = {
    [Q_KEEP] =
        "INSERT INTO kept_form (session_hash, form_hash, account_id, sealed, kept_at_s) VALUES "
        "($1, $2, $3, $4, $5) ON CONFLICT (session_hash, form_hash) DO UPDATE SET "
        "account_id = excluded.account_id, sealed = excluded.sealed, "
        "kept_at_s = excluded.kept_at_s",
    [Q_CROWD] = "DELETE FROM kept_form WHERE session_hash = $1 AND form_hash NOT IN (SELECT "
                "form_hash FROM kept_form WHERE session_hash = $1 ORDER BY kept_at_s DESC, "
                "form_hash LIMIT $2)",
    [Q_LIST] = "SELECT form_hash, sealed, kept_at_s FROM kept_form WHERE session_hash = $1 AND "
               "account_id = $2 AND kept_at_s > $3 ORDER BY kept_at_s, form_hash LIMIT $4",
    [Q_NTH] = "SELECT sealed FROM kept_form WHERE session_hash = $1 AND account_id = $2 AND "
              "kept_at_s > $3 ORDER BY kept_at_s, form_hash LIMIT 1 OFFSET $4",
    [Q_HAS] = "SELECT 1 FROM kept_form WHERE session_hash = $1 AND form_hash = $2",
    [Q_COUNT] =
        "SELECT count(*) FROM kept_form WHERE session_hash = $1 AND account_id = $2 AND "
        "kept_at_s > $3",
    [Q_DROP] = "DELETE FROM kept_form WHERE session_hash = $1 AND form_hash = $2",
    [Q_DROP_ALL] = "DELETE FROM kept_form WHERE account_id = $1",
    [Q_SWEEP] =
        "DELETE FROM kept_form WHERE (session_hash, form_hash) IN (SELECT session_hash, "
        "form_hash FROM kept_form WHERE kept_at_s <= $1 ORDER BY kept_at_s LIMIT $2)",
};
const struct sql_list kept_form_sql = SQL_LIST("kept_form", sql);

/* --- names and keys --- */

static struct hash hash_for(const char *purpose, const struct session_value *v)
{
    const struct str part[] = { str_from(purpose), { (const char *)v->byte, sizeof v->byte } };
    return hash_parts(NULL, part, 2);
}

static struct hash session_hash(const struct session_value *v)
{
    return hash_for("kept form", v);
}

static struct hash_key key_of(const struct session_value *v)
{
    struct hash h = hash_for("kept form key", v);
    struct hash_key key;
    memcpy(key.byte, h.byte, sizeof key.byte);
    return key;
}

static struct hash form_hash(struct str form_id)
{
    const struct str part[] = { STR("kept form id"), form_id };
    return hash_parts(NULL, part, 2);
}

/* --- as bytes: texts, each after its length --- */

static void put(struct buf *out, struct str s)
{
    buf_printf(out, "%zu:", s.n);
    buf_str(out, s);
}

static struct str pack(struct arena *a, const struct kept_form *k)
{
    struct buf *out = buf_in(a, PLAIN_MAX_BYTES);
    put(out, k->pattern);
    put(out, k->target);
    put(out, k->form_id);
    for (size_t i = 0; i < k->n; i++) {
        put(out, k->field[i].name);
        put(out, k->field[i].value);
        put(out, k->field[i].is_shown ? STR("1") : STR("0"));
    }
    return buf_view(out);
}

static bool get(struct str *rest, struct str *out)
{
    int64_t n;
    struct str number;
    if (!str_cut(rest, ':', &number) || !str_to_i64(number, &n) || n < 0 ||
        (uint64_t)n > rest->n)
        return false;
    *out = str_sub(*rest, 0, (size_t)n);
    *rest = str_sub(*rest, (size_t)n, rest->n);
    return true;
}

static bool unpack(struct arena *a, struct str plain, struct kept_form *out)
{
    *out = (struct kept_form){ .field = arena_array(a, FORM_MAX_FIELDS, sizeof *out->field) };
    if (!out->field || !get(&plain, &out->pattern) || !get(&plain, &out->target) ||
        !get(&plain, &out->form_id))
        return false;
    while (plain.n && out->n < FORM_MAX_FIELDS) {
        struct kept_field *f = &out->field[out->n++];
        struct str mark;
        if (!get(&plain, &f->name) || !get(&plain, &f->value) || !get(&plain, &mark))
            return false;
        f->is_shown = str_eq(mark, STR("1"));
    }
    return plain.n == 0;
}

/* --- keeping --- */

struct keep {
    const struct session_value *value;
    struct str form_id, sealed;
    int64_t now_s;
};

static enum err keep_fn(struct db *db, void *arg)
{
    const struct keep *k = arg;
    const struct hash s = session_hash(k->value), f = form_hash(k->form_id);
    int64_t account_id;
    enum err e = session_owner(db, k->value, &account_id);
    if (!e)
        e = db_exec(db, sql[Q_KEEP],
                    BINDS(bb(hash_view(&s)), bb(hash_view(&f)), bi(account_id), bb(k->sealed),
                          bi(k->now_s)));
    return e ? e : db_exec(db, sql[Q_CROWD], BINDS(bb(hash_view(&s)), bi(KEPT_FORM_MAX)));
}

void kept_form_keep(struct ctx *c, const struct kept_form *k, bool *is_kept)
{
    const struct visitor *v = c->visitor;
    int64_t unused;
    *is_kept = false;
    if (!c->store || !v || !v->has_value || session_owner(c->db, &v->value, &unused))
        return;
    const struct hash_key key = key_of(&v->value);
    struct keep keep = { &v->value, k->form_id, seal(c->arena, &key, pack(c->arena, k)),
                         c->now_s };
    if (arena_failed(c->arena))
        return;
    enum err e = store_write(c->store, keep_fn, &keep);
    *is_kept = e == OK;
    if (e && e != ERR_NOT_FOUND)
        log_warn("kept_form", "code=%s", err_name(e));
}

/* --- after a sign-in --- */

struct row {
    struct str form_hash, sealed;
    int64_t kept_at_s;
};

struct move {
    const struct kept_move *of;
    struct row row[KEPT_FORM_MAX];
    size_t n;
};

/* Read by the request, sealed anew; what does not open is left to be swept. */
static enum err read_rows(struct ctx *c, struct move *m)
{
    struct str plain;
    struct arena *a = c->arena;
    const struct hash s = session_hash(m->of->from);
    const struct hash_key from = key_of(m->of->from), to = key_of(m->of->to);
    struct stmt *q = db_query(c->db, sql[Q_LIST],
                              BINDS(bb(hash_view(&s)), bi(m->of->account_id),
                                    bi(c->now_s - KEPT_FORM_S), bi(KEPT_FORM_MAX)));
    while (m->n < KEPT_FORM_MAX && db_row(q)) {
        struct row *r = &m->row[m->n];
        *r = (struct row){ db_blob(q, 0, a), db_blob(q, 1, a), db_i64(q, 2) };
        if (!unseal(a, &from, r->sealed, &plain))
            continue;
        r->sealed = seal(a, &to, plain);
        m->n++;
    }
    return db_done(q, arena_failed(a) ? ERR_LIMIT : OK);
}

static enum err move_fn(struct db *db, void *arg)
{
    const struct move *m = arg;
    const struct hash from = session_hash(m->of->from), to = session_hash(m->of->to);
    enum err e = OK;
    for (size_t i = 0; !e && i < m->n; i++) {
        const struct row *r = &m->row[i];
        e = db_exec(db, sql[Q_DROP], BINDS(bb(hash_view(&from)), bb(r->form_hash)));
        if (!e)
            e = db_exec(db, sql[Q_KEEP],
                        BINDS(bb(hash_view(&to)), bb(r->form_hash), bi(m->of->account_id),
                              bb(r->sealed), bi(r->kept_at_s)));
    }
    return e;
}

enum err kept_form_move(struct ctx *c, const struct kept_move *move, size_t *n)
{
    struct move m = { .of = move };
    *n = 0;
    enum err e = read_rows(c, &m);
    if (!e && m.n)
        e = store_write(c->store, move_fn, &m);
    if (!e)
        *n = m.n;
    return e;
}

/* --- of who is signed in --- */

enum err kept_form_load(struct ctx *c, size_t i, struct kept_form *out, size_t *n)
{
    const struct visitor *v = c->visitor;
    const struct hash s = session_hash(&v->value);
    const struct hash_key key = key_of(&v->value);
    int64_t count = 0;
    struct str plain, sealed = { 0 };
    const struct bind who[] = { bb(hash_view(&s)), bi(v->account.id),
                                bi(c->now_s - KEPT_FORM_S), bi((int64_t)i) };
    enum err e = db_one_i64(c->db, sql[Q_COUNT], (struct binds){ who, 3 }, &count);
    *n = (size_t)count;
    if (e)
        return e;
    struct stmt *q = db_query(c->db, sql[Q_NTH], (struct binds){ who, 4 });
    if (db_row(q))
        sealed = db_blob(q, 0, c->arena);
    e = db_done(q, sealed.n ? OK : ERR_NOT_FOUND);
    if (e)
        return e;
    bool is_ours = unseal(c->arena, &key, sealed, &plain) && unpack(c->arena, plain, out);
    return arena_failed(c->arena) ? ERR_LIMIT : is_ours ? OK : ERR_NOT_FOUND;
}

struct drop {
    struct hash session, form;
};

static enum err drop_fn(struct db *db, void *arg)
{
    const struct drop *d = arg;
    return db_exec(db, sql[Q_DROP], BINDS(bb(hash_view(&d->session)), bb(hash_view(&d->form))));
}

enum err kept_form_drop(struct ctx *c, struct str form_id)
{
    int64_t one;
    struct drop d = { session_hash(&c->visitor->value), form_hash(form_id) };
    enum err e = db_one_i64(c->db, sql[Q_HAS],
                            BINDS(bb(hash_view(&d.session)), bb(hash_view(&d.form))), &one);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    return store_write(c->store, drop_fn, &d);
}

enum err kept_form_drop_of_account(struct db *db, int64_t account_id)
{
    return db_exec(db, sql[Q_DROP_ALL], BINDS(bi(account_id)));
}

enum err kept_form_sweep(struct db *db, int64_t now_s)
{
    return db_exec(db, sql[Q_SWEEP], BINDS(bi(now_s - KEPT_FORM_S), bi(SWEEP_MAX)));
}
