#include "modules/framework/framework.h"

#include "core/base/arena.h"
#include "modules/framework/framework_words.h"

enum { Q_VERSIONS, Q_ITEMS };

static const char *const sql[] = {
    [Q_VERSIONS] = "SELECT /*scan*/ id, code, name, is_current FROM framework_version "
                   "ORDER BY code DESC",
    [Q_ITEMS] = "SELECT id, seq, kind, code, parent, text, unit, data_source_hint, "
                "is_verified, is_edited FROM framework_item WHERE version_id = $1 ORDER BY "
                "CASE kind WHEN 'aim' THEN 0 WHEN 'priority_action' THEN 1 WHEN "
                "'national_outcome' THEN 2 ELSE 3 END, seq, code",
};
const struct sql_list framework_sql = SQL_LIST("framework", sql);

static const struct {
    const char *name, *label;
} KIND[ITEM__MAX] = {
    [ITEM_AIM] = { "aim", KIND_AIM },
    [ITEM_ACTION] = { "priority_action", KIND_ACTION },
    [ITEM_OUTCOME] = { "national_outcome", KIND_OUTCOME },
    [ITEM_INDICATOR] = { "national_indicator", KIND_INDICATOR },
};

const char *item_kind_name(enum item_kind kind)
{
    return KIND[kind].name;
}

const char *item_kind_label(enum item_kind kind)
{
    return KIND[kind].label;
}

bool item_kind_from_name(struct str name, enum item_kind *out)
{
    for (enum item_kind k = 0; k < ITEM__MAX; k++) {
        if (!str_eq(name, str_from(KIND[k].name)))
            continue;
        *out = k;
        return true;
    }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

bool framework_version_code_is_right(struct str code)
{
    for (size_t i = 0; i < code.n; i++)
        if (!is_digit(code.p[i]) && !is_small(code.p[i]))
            return false;
    return code.n > 0 && code.n <= FRAMEWORK_VERSION_CHARS;
}

bool framework_item_code_is_right(struct str code)
{
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        if (!is_digit(c) && !is_small(c) && !(c >= 'A' && c <= 'Z') && !(c == '-' && i > 0))
            return false;
    }
    return code.n > 0 && code.n <= FRAMEWORK_CODE_CHARS;
}

enum err framework_versions_load(struct db *db, struct arena *a, struct framework_versions *out)
{
    *out = (struct framework_versions){ .item = arena_array(a, FRAMEWORK_VERSIONS_MAX,
                                                            sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_VERSIONS], NO_BINDS);
    while (out->n < FRAMEWORK_VERSIONS_MAX && db_row(s))
        out->item[out->n++] = (struct framework_version){ .id = db_i64(s, 0),
                                                          .code = db_text(s, 1, a),
                                                          .name = db_text(s, 2, a),
                                                          .is_current = db_bool(s, 3) };
    return db_done(s, OK);
}

const struct framework_version *framework_version_of(const struct framework_versions *v,
                                                     struct str code)
{
    for (size_t i = 0; i < v->n; i++)
        if (str_eq(v->item[i].code, code))
            return &v->item[i];
    return NULL;
}

static void item_from_row(struct framework_item *x, struct stmt *s, struct arena *a)
{
    *x = (struct framework_item){ .id = db_i64(s, 0),
                                  .seq = db_i64(s, 1),
                                  .code = db_text(s, 3, a),
                                  .parent = db_text(s, 4, a),
                                  .text = db_text(s, 5, a),
                                  .unit = db_text(s, 6, a),
                                  .data_source_hint = db_text(s, 7, a),
                                  .is_verified = db_bool(s, 8),
                                  .is_edited = db_bool(s, 9) };
    if (!item_kind_from_name(db_text(s, 2, a), &x->kind))
        x->kind = ITEM_INDICATOR;
}

enum err framework_items_load(struct db *db, struct arena *a, int64_t version_id,
                              struct framework_items *out)
{
    *out = (struct framework_items){ .item = arena_array(a, FRAMEWORK_ITEMS_MAX,
                                                         sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_ITEMS], BINDS(bi(version_id)));
    while (out->n < FRAMEWORK_ITEMS_MAX && db_row(s))
        item_from_row(&out->item[out->n++], s, a);
    return db_done(s, OK);
}

const struct framework_item *framework_item_of(const struct framework_items *items,
                                               struct str code)
{
    for (size_t i = 0; i < items->n; i++)
        if (str_eq_nocase(items->item[i].code, code))
            return &items->item[i];
    return NULL;
}
