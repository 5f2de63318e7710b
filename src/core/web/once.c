#include "core/web/once.h"

#include "core/base/hash.h"
#include "core/web/arrival.h"

enum { Q_FIND, Q_ADD, Q_FORGET };

static const char *const sql[] = {
    [Q_FIND] = "SELECT fields_hash, answer FROM form_use WHERE id_hash = $1",
    [Q_ADD] = "INSERT INTO form_use (id_hash, route, fields_hash, answer, day) VALUES ($1, $2, "
              "$3, $4, $5)",
    [Q_FORGET] = "DELETE FROM form_use WHERE day < $1",
};

const struct sql_list once_sql = SQL_LIST("once", sql);

struct once_call {
    struct once *once;
    struct hash form, fields;
    struct hash_key seal_key;
    struct str sealed;  /* this answer, under the id */
    struct str earlier; /* the first answer, unsealed */
    struct str day;
    bool is_other, is_again;
};

/* Everything that was sent but the token, the id itself and when it came first. */
static struct hash hash_fields(struct ctx *c, const struct hash_key *key)
{
    struct str *part = arena_array(c->arena, 2 * c->fields.n + 1, sizeof *part);
    size_t n = 0;
    for (size_t i = 0; part && i < c->fields.n; i++) {
        const struct field *f = &c->fields.field[i];
        if (str_eq(f->name, STR("csrf")) || str_eq(f->name, STR("form_id")) ||
            str_eq(f->name, STR(ARRIVAL_FIELD)))
            continue;
        part[n++] = f->name;
        part[n++] = f->value;
    }
    return hash_parts(key, part, n);
}

static enum err look(struct db *db, struct once_call *call, bool *found)
{
    struct arena *a = call->once->c->arena;
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bb(hash_view(&call->form))));
    *found = db_row(s);
    if (*found) {
        struct str fields = db_blob(s, 0, a), answer = db_blob(s, 1, a);
        call->is_again = str_equal_secret(fields, hash_view(&call->fields)) &&
                         unseal(a, &call->seal_key, answer, &call->earlier);
        call->is_other = !call->is_again;
    }
    return db_done(s, OK);
}

/* Runs on the writer; may be run again from the start. */
static enum err write_once(struct db *db, void *arg)
{
    struct once_call *call = arg;
    struct once *o = call->once;
    bool found;
    call->is_other = call->is_again = false;
    enum err e = look(db, call, &found);
    if (e)
        return e;
    if (found)
        return call->is_other ? ERR_CONFLICT : OK;
    e = o->fn(db, o->arg);
    if (e)
        return e;
    return db_exec(db, sql[Q_ADD],
                   BINDS(bb(hash_view(&call->form)), bt(str_from(o->c->route->pattern)),
                         bb(hash_view(&call->fields)), bb(call->sealed), bt(call->day)));
}

enum err once_write(struct once *o)
{
    struct ctx *c = o->c;
    if (!c->form_id.n || !c->store)
        return ERR_TOKEN;
    struct hash id_hash = hash_keyed(c->form_key, c->form_id);
    struct hash_key under_id;
    memcpy(under_id.byte, hash_of(c->form_id).byte, sizeof under_id.byte);
    struct hash_key fields_key = hash_subkey(&under_id, "fields");
    struct once_call call = { .once = o,
                              .form = id_hash,
                              .day = date_iso(c->arena, london_from_s(c->now_s).date) };
    call.seal_key = hash_subkey(&under_id, "answer");
    call.fields = hash_fields(c, &fields_key);
    call.sealed = seal(c->arena, &call.seal_key, o->location);
    if (arena_failed(c->arena))
        return ERR_LIMIT;
    enum err e = store_write(c->store, write_once, &call);
    o->was_other = call.is_other;
    o->was_again = call.is_again;
    if (!e && call.is_again)
        o->location = call.earlier;
    return e;
}

static enum err forget_before(struct db *db, void *arg)
{
    const struct str *day = arg;
    return db_exec(db, sql[Q_FORGET], BINDS(bt(*day)));
}

enum err once_forget_before(struct store *store, struct date day)
{
    char iso[16];
    int n = snprintf(iso, sizeof iso, "%04d-%02d-%02d", day.year, day.month, day.day);
    struct str s = { iso, n > 0 ? (size_t)n : 0 };
    return store_write(store, forget_before, &s);
}
