#include "modules/framework/framework_edit.h"

#include "core/base/arena.h"

#define SEEN_BYTES 16

enum { Q_ADD_VERSION, Q_RENAME, Q_CHOOSE, Q_ADD_ITEM, Q_SAVE_ITEM, Q_STANDS };

static const char *const sql[] = {
    [Q_ADD_VERSION] =
        "INSERT INTO framework_version (code, name, is_current) VALUES ($1, $2, 0)",
    [Q_RENAME] = "UPDATE framework_version SET name = $2 WHERE id = $1",
    [Q_CHOOSE] = "UPDATE /*scan*/ framework_version SET is_current = CASE WHEN id = $1 THEN 1 "
                 "ELSE 0 END",
    [Q_ADD_ITEM] = "INSERT INTO framework_item (version_id, code, kind, parent, seq, text, "
                   "unit, data_source_hint, "
                   "is_verified, is_edited) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
    [Q_SAVE_ITEM] = "UPDATE framework_item SET kind = $3, parent = $4, seq = $5, text = $6, "
                    "unit = $7, data_source_hint = $8, "
                    "is_verified = $9, is_edited = 1 WHERE version_id = $1 AND code = $2",
    [Q_STANDS] = "SELECT /*scan*/ count(*) FROM framework_item WHERE code = $1",
};
const struct sql_list framework_edit_sql = SQL_LIST("framework_edit", sql);

struct str framework_item_seen(struct arena *a, const struct framework_item *item)
{
    const struct str part[] = {
        item->code,
        str_from(item_kind_name(item->kind)),
        item->parent,
        str_printf(a, "%lld %d", (long long)item->seq, item->is_verified),
        item->text,
        item->unit,
        item->data_source_hint,
    };
    struct hash h = hash_parts(NULL, part, sizeof part / sizeof part[0]);
    return hash_hex(a, &h, SEEN_BYTES);
}

enum err framework_code_stands(struct db *db, struct str code, bool *out)
{
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_STANDS], BINDS(bt(code)), &n);
    *out = n > 0;
    return e;
}

/* --- versions --- */

static enum err load(struct db *db, struct framework_edit *x, struct framework_versions *all)
{
    x->is_overtaken = x->is_taken = x->is_full = x->has_no_outcome = false;
    if (!actor_may(x->actor, CAP_SETTINGS, 0))
        return ERR_NOT_FOUND;
    return framework_versions_load(db, x->arena, all);
}

static enum err record_version(struct db *db, const struct framework_edit *x,
                               const struct framework_version *was,
                               const struct framework_version *now, const char *action)
{
    struct change change;
    change_begin(&change);
    change_text(&change, "code", was->code, now->code);
    change_i64(&change, "is_current", was->is_current, now->is_current);
    change_text(&change, "name", was->name, now->name);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("framework_version"),
                                              .object_id = was->id });
}

enum err framework_version_add_fn(struct db *db, void *framework_edit)
{
    struct framework_edit *x = framework_edit;
    struct framework_versions all;
    enum err e = load(db, x, &all);
    if (e)
        return e;
    x->is_taken = framework_version_of(&all, x->version.code) != NULL;
    x->is_full = all.n == FRAMEWORK_VERSIONS_MAX;
    if (x->is_taken || x->is_full)
        return ERR_CONFLICT;
    const struct framework_version none = { 0 };
    const struct framework_version now = { .code = x->version.code, .name = x->version.name };
    e = db_exec(db, sql[Q_ADD_VERSION], BINDS(bt(now.code), bt(now.name)));
    return e ? e : record_version(db, x, &none, &now, "framework.add");
}

enum err framework_version_rename_fn(struct db *db, void *framework_edit)
{
    struct framework_edit *x = framework_edit;
    struct framework_versions all;
    enum err e = load(db, x, &all);
    const struct framework_version *was =
        e ? NULL : framework_version_of(&all, x->version.code);
    if (!was)
        return e ? e : ERR_NOT_FOUND;
    x->is_overtaken = !str_eq(x->seen, was->name);
    if (x->is_overtaken) {
        x->version_now = *was;
        return ERR_CONFLICT;
    }
    struct framework_version now = *was;
    now.name = x->version.name;
    if (str_eq(now.name, was->name))
        return OK;
    e = db_exec(db, sql[Q_RENAME], BINDS(bi(was->id), bt(now.name)));
    return e ? e : record_version(db, x, was, &now, "framework.change");
}

enum err framework_version_choose_fn(struct db *db, void *framework_edit)
{
    struct framework_edit *x = framework_edit;
    struct framework_versions all;
    struct framework_items items;
    enum err e = load(db, x, &all);
    const struct framework_version *was =
        e ? NULL : framework_version_of(&all, x->version.code);
    if (!was)
        return e ? e : ERR_NOT_FOUND;
    e = framework_items_load(db, x->arena, was->id, &items);
    x->has_no_outcome = true;
    for (size_t i = 0; i < items.n; i++)
        x->has_no_outcome = x->has_no_outcome && items.item[i].kind != ITEM_OUTCOME;
    if (e || was->is_current)
        return e;
    if (x->has_no_outcome)
        return ERR_CONFLICT;
    struct framework_version now = *was;
    now.is_current = true;
    e = db_exec(db, sql[Q_CHOOSE], BINDS(bi(was->id)));
    return e ? e : record_version(db, x, was, &now, "framework.choose");
}

/* --- items --- */

static enum err record_item(struct db *db, const struct framework_edit *x, int64_t version_id,
                            const struct framework_item *was, const struct framework_item *now)
{
    bool is_new = !was->code.n;
    struct change change;
    change_begin(&change);
    change_text(&change, "code", was->code, now->code);
    change_text(&change, "data_source_hint", was->data_source_hint, now->data_source_hint);
    change_i64(&change, "is_verified", was->is_verified, now->is_verified);
    change_text(&change, "kind",
                is_new ? (struct str){ 0 } : str_from(item_kind_name(was->kind)),
                str_from(item_kind_name(now->kind)));
    change_text(&change, "parent", was->parent, now->parent);
    change_i64(&change, "seq", was->seq, now->seq);
    change_text(&change, "text", was->text, now->text);
    change_text(&change, "unit", was->unit, now->unit);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = is_new ? STR("framework.add_item")
                                                               : STR("framework.change_item"),
                                              .object_kind = STR("framework_version"),
                                              .object_id = version_id });
}

static enum err put(struct db *db, const char *statement, int64_t version_id,
                    const struct framework_item *item)
{
    return db_exec(db, statement,
                   BINDS(bi(version_id), bt(item->code),
                         bt(str_from(item_kind_name(item->kind))), bt(item->parent),
                         bi(item->seq), bt(item->text), bt(item->unit),
                         bt(item->data_source_hint), bi(item->is_verified)));
}

static enum err load_items(struct db *db, struct framework_edit *x,
                           struct framework_items *items, int64_t *version_id)
{
    struct framework_versions all;
    enum err e = load(db, x, &all);
    const struct framework_version *v = e ? NULL : framework_version_of(&all, x->version.code);
    if (!v)
        return e ? e : ERR_NOT_FOUND;
    *version_id = v->id;
    return framework_items_load(db, x->arena, v->id, items);
}

enum err framework_item_add_fn(struct db *db, void *framework_edit)
{
    struct framework_edit *x = framework_edit;
    struct framework_items items;
    int64_t version_id = 0;
    enum err e = load_items(db, x, &items, &version_id);
    if (e)
        return e;
    x->is_taken = framework_item_of(&items, x->item.code) != NULL;
    x->is_full = items.n == FRAMEWORK_ITEMS_MAX;
    if (x->is_taken || x->is_full)
        return ERR_CONFLICT;
    const struct framework_item none = { 0 };
    e = put(db, sql[Q_ADD_ITEM], version_id, &x->item);
    return e ? e : record_item(db, x, version_id, &none, &x->item);
}

enum err framework_item_save_fn(struct db *db, void *framework_edit)
{
    struct framework_edit *x = framework_edit;
    struct framework_items items;
    int64_t version_id = 0;
    enum err e = load_items(db, x, &items, &version_id);
    const struct framework_item *was = e ? NULL : framework_item_of(&items, x->item.code);
    if (!was)
        return e ? e : ERR_NOT_FOUND;
    struct str seen = framework_item_seen(x->arena, was);
    x->is_overtaken = !str_eq(x->seen, seen);
    if (x->is_overtaken) {
        x->item_now = *was;
        return ERR_CONFLICT;
    }
    x->item.code = was->code;
    if (str_eq(seen, framework_item_seen(x->arena, &x->item)))
        return OK;
    e = put(db, sql[Q_SAVE_ITEM], version_id, &x->item);
    return e ? e : record_item(db, x, version_id, was, &x->item);
}
