#include "modules/bodies/saved_list.h"

#include "core/base/utf8.h"

enum {
    Q_ALL,
    Q_ONE,
    Q_BODIES,
    Q_COUNT,
    Q_TAKEN,
    Q_ADD,
    Q_RENAME,
    Q_REMOVE,
    Q_EMPTY,
    Q_PUT,
    Q_TAKE,
    Q_SIZE,
    Q_TOUCH,
    Q_KNOWN
};

#define COLS                                                                                   \
    "l.id, l.name, l.is_group, l.filter, l.by_role, l.changed_at_s, (SELECT count(*) FROM "    \
    "saved_list_body b WHERE b.list_id = l.id)"

static const char *const sql[] = {
    [Q_ALL] = "SELECT " COLS " FROM saved_list l WHERE l.partnership_id = $1 ORDER BY "
              "l.name_key LIMIT $2",
    [Q_ONE] = "SELECT " COLS " FROM saved_list l WHERE l.id = $1 AND l.partnership_id = $2",
    [Q_BODIES] = "SELECT b.id FROM saved_list_body x JOIN body b ON b.id = x.body_id WHERE "
                 "x.list_id = $1 AND b.merged_into IS NULL AND EXISTS (SELECT 1 FROM body_set "
                 "s WHERE s.id = b.set_id AND s.is_live = 1) ORDER BY b.sort_key, b.id LIMIT "
                 "$2 OFFSET $3",
    [Q_COUNT] = "SELECT count(*) FROM saved_list WHERE partnership_id = $1",
    [Q_TAKEN] = "SELECT id FROM saved_list WHERE partnership_id = $1 AND name_key = $2",
    [Q_ADD] =
        "INSERT INTO saved_list (partnership_id, name, name_key, note, is_group, filter, "
        "by_role, created_at_s, changed_at_s) VALUES ($1, $2, $3, '', $4, $5, $6, $7, $7) "
        "RETURNING id",
    [Q_RENAME] = "UPDATE saved_list SET name = $3, name_key = $4, changed_at_s = $5 WHERE id = "
                 "$1 AND partnership_id = $2",
    [Q_REMOVE] = "DELETE FROM saved_list WHERE id = $1 AND partnership_id = $2",
    [Q_EMPTY] = "DELETE FROM saved_list_body WHERE list_id = $1",
    [Q_PUT] = "INSERT INTO saved_list_body (list_id, body_id) VALUES ($1, $2) ON CONFLICT "
              "(list_id, body_id) DO NOTHING",
    [Q_TAKE] = "DELETE FROM saved_list_body WHERE list_id = $1 AND body_id = $2",
    [Q_SIZE] = "SELECT count(*) FROM saved_list_body WHERE list_id = $1",
    [Q_KNOWN] = "SELECT id FROM saved_list WHERE id = $1",
    [Q_TOUCH] = "UPDATE saved_list SET changed_at_s = $2 WHERE id = $1",
};
const struct sql_list saved_list_sql = SQL_LIST("saved_list", sql);

static void from_row(struct saved_list *out, struct stmt *s, struct arena *a)
{
    *out = (struct saved_list){ .id = db_i64(s, 0),
                                .name = db_text(s, 1, a),
                                .is_group = db_bool(s, 2),
                                .filter = db_text(s, 3, a),
                                .by_role = db_text(s, 4, a),
                                .changed_at_s = db_i64(s, 5),
                                .n_bodies = db_i64(s, 6) };
}

enum err saved_list_all(struct db *db, struct arena *a, int64_t partnership_id,
                        struct saved_list out[SAVED_LISTS_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_ALL], BINDS(bi(partnership_id), bi(SAVED_LISTS_MAX)));
    *n = 0;
    while (*n < SAVED_LISTS_MAX && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err saved_list_find(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                         struct saved_list *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(id), bi(partnership_id)));
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

bool saved_list_is_known(struct db *db, int64_t id)
{
    int64_t found;
    return db_one_i64(db, sql[Q_KNOWN], BINDS(bi(id)), &found) == OK;
}

enum err saved_list_bodies(struct db *db, int64_t id, int64_t first, int64_t *out, size_t max,
                           size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_BODIES], BINDS(bi(id), bi((int64_t)max), bi(first)));
    *n = 0;
    while (*n < max && db_row(s))
        out[(*n)++] = db_i64(s, 0);
    return db_done(s, OK);
}

/* --- changing --- */

static enum err record(struct db *db, const struct saved_list_change *x, struct str action,
                       struct str was, int64_t n)
{
    struct change change;
    change_begin(&change);
    if (n)
        change_new_i64(&change, "n", n);
    if (!str_eq(was, x->name))
        change_text(&change, "name", was, x->name);
    change_of_partnership(&change, x->partnership_id);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("saved_list"),
                                              .object_id = x->id });
}

/* Another list of that name: ERR_CONFLICT. */
static enum err check_name(struct db *db, struct saved_list_change *x, struct str key)
{
    int64_t other = 0;
    x->is_taken = false;
    enum err e = db_one_i64(db, sql[Q_TAKEN], BINDS(bi(x->partnership_id), bt(key)), &other);
    if (e == ERR_NOT_FOUND || (!e && other == x->id))
        return OK;
    x->is_taken = !e;
    return e ? e : ERR_CONFLICT;
}

static enum err put_bodies(struct db *db, const struct saved_list_change *x, int64_t *n_put)
{
    enum err e = OK;
    *n_put = 0;
    for (size_t i = 0; i < x->n && !e; i++) {
        struct body b;
        bool is_accepted;
        e = body_load_for(db, x->arena, x->body_id[i], x->partnership_id, &b, &is_accepted);
        if (!e) {
            e = db_exec(db, sql[Q_PUT], BINDS(bi(x->id), bi(b.id)));
            *n_put += e ? 0 : db_changes(db);
        } else if (e == ERR_NOT_FOUND) {
            e = OK;
        }
    }
    return e;
}

enum err saved_list_add_fn(struct db *db, void *saved_list_change)
{
    struct saved_list_change *x = saved_list_change;
    struct str key = utf8_fold(x->arena, x->name);
    int64_t n = 0;
    x->id = 0;
    enum err e = check_name(db, x, key);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(x->partnership_id)), &n);
    if (!e && n >= SAVED_LISTS_MAX)
        e = ERR_TOO_MANY;
    if (!e)
        e = db_one_i64(db, sql[Q_ADD],
                       BINDS(bi(x->partnership_id), bt(x->name), bt(key), bi(x->is_group),
                             bt(x->filter), bt(x->by_role), bi(x->act.now_s)),
                       &x->id);
    if (!e)
        e = put_bodies(db, x, &n);
    return e ? e : record(db, x, STR("body_list.add"), STR(""), n);
}

enum err saved_list_rename_fn(struct db *db, void *saved_list_change)
{
    struct saved_list_change *x = saved_list_change;
    struct saved_list was;
    struct str key = utf8_fold(x->arena, x->name);
    enum err e = saved_list_find(db, x->arena, x->id, x->partnership_id, &was);
    if (!e)
        e = check_name(db, x, key);
    if (!e)
        e = db_exec(
            db, sql[Q_RENAME],
            BINDS(bi(x->id), bi(x->partnership_id), bt(x->name), bt(key), bi(x->act.now_s)));
    return e ? e : record(db, x, STR("body_list.rename"), was.name, 0);
}

enum err saved_list_remove_fn(struct db *db, void *saved_list_change)
{
    struct saved_list_change *x = saved_list_change;
    struct saved_list was;
    enum err e = saved_list_find(db, x->arena, x->id, x->partnership_id, &was);
    if (!e)
        e = db_exec(db, sql[Q_EMPTY], BINDS(bi(x->id)));
    if (!e)
        e = db_exec(db, sql[Q_REMOVE], BINDS(bi(x->id), bi(x->partnership_id)));
    x->name = (struct str){ 0 };
    return e ? e : record(db, x, STR("body_list.remove"), e ? STR("") : was.name, 0);
}

static enum err load_group(struct db *db, struct saved_list_change *x, struct saved_list *out)
{
    enum err e = saved_list_find(db, x->arena, x->id, x->partnership_id, out);
    if (e)
        return e;
    x->name = out->name;
    return out->is_group ? OK : ERR_INVALID;
}

static enum err touch(struct db *db, const struct saved_list_change *x, struct str action,
                      int64_t n)
{
    enum err e = db_exec(db, sql[Q_TOUCH], BINDS(bi(x->id), bi(x->act.now_s)));
    return e ? e : record(db, x, action, x->name, n);
}

enum err saved_list_put_fn(struct db *db, void *saved_list_change)
{
    struct saved_list_change *x = saved_list_change;
    struct saved_list group;
    int64_t n_put = 0, size = 0;
    enum err e = load_group(db, x, &group);
    if (!e)
        e = put_bodies(db, x, &n_put);
    if (!e)
        e = db_one_i64(db, sql[Q_SIZE], BINDS(bi(x->id)), &size);
    if (!e && size > SAVED_LIST_BODIES)
        e = ERR_TOO_MANY;
    return e || !n_put ? e : touch(db, x, STR("body_list.put"), n_put);
}

enum err saved_list_take_fn(struct db *db, void *saved_list_change)
{
    struct saved_list_change *x = saved_list_change;
    struct saved_list group;
    int64_t n = 0;
    enum err e = load_group(db, x, &group);
    for (size_t i = 0; i < x->n && !e; i++) {
        e = db_exec(db, sql[Q_TAKE], BINDS(bi(x->id), bi(x->body_id[i])));
        n += e ? 0 : db_changes(db);
    }
    return e || !n ? e : touch(db, x, STR("body_list.take"), n);
}
