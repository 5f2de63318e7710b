#include "modules/partnerships/partnership.h"

#include "core/base/arena.h"
#include "modules/partnerships/area.h"

#define COLS                                                                                   \
    "p.id, p.slug, p.name, p.short_name, p.code, p.is_name_confirmed, p.source, p.source_on, " \
    "(SELECT count(*) FROM area b WHERE b.partnership_id = p.id), "                            \
    "COALESCE((SELECT b.lang FROM area b WHERE b.partnership_id = p.id AND b.name = "          \
    "p.short_name), 'en')"

enum { Q_ALL, Q_BY_SLUG, Q_NEARBY };

static const char *const sql[] = {
    [Q_ALL] = "SELECT /*scan*/ " COLS " FROM partnership p ORDER BY p.sort_key",
    [Q_BY_SLUG] =
        "SELECT " COLS " FROM partnership p WHERE p.id = COALESCE((SELECT id FROM partnership "
        "WHERE slug = $1), (SELECT partnership_id FROM partnership_slug WHERE slug = $1))",
    [Q_NEARBY] = "SELECT /*scan*/ " COLS " FROM partnership p WHERE p.id <> $1 AND p.id IN ("
                 "SELECT far.partnership_id FROM area near "
                 "JOIN postcode_part x ON x.area_id = near.id "
                 "JOIN postcode_part y ON y.code = x.code AND y.dataset_id = x.dataset_id "
                 "JOIN area far ON far.id = y.area_id "
                 "WHERE near.partnership_id = $1) ORDER BY p.sort_key",
};
const struct sql_list partnership_sql = SQL_LIST("partnership", sql);

static void partnership_from_row(struct partnership *out, struct stmt *s, struct arena *a)
{
    *out = (struct partnership){
        .id = db_i64(s, 0),
        .slug = db_text(s, 1, a),
        .name = db_text(s, 2, a),
        .short_name = db_text(s, 3, a),
        .code = db_text(s, 4, a),
        .is_name_confirmed = db_bool(s, 5),
        .source = db_text(s, 6, a),
        .source_on = db_text(s, 7, a),
        .n_areas = db_i64(s, 8),
        .lang = db_text(s, 9, a),
    };
}

static enum err list_run(struct stmt *s, struct arena *a, struct partnership_list *out)
{
    *out = (struct partnership_list){ .item = arena_array(a, AREAS_MAX, sizeof *out->item) };
    if (!out->item)
        return db_done(s, ERR_LIMIT);
    while (out->n < AREAS_MAX && db_row(s))
        partnership_from_row(&out->item[out->n++], s, a);
    return db_done(s, OK);
}

enum err partnership_list(struct db *db, struct arena *a, struct partnership_list *out)
{
    return list_run(db_query(db, sql[Q_ALL], NO_BINDS), a, out);
}

enum err partnership_list_nearby(struct db *db, struct arena *a, int64_t id,
                                 struct partnership_list *out)
{
    return list_run(db_query(db, sql[Q_NEARBY], BINDS(bi(id))), a, out);
}

enum err partnership_find_by_slug(struct db *db, struct arena *a, struct str slug,
                                  struct partnership *out)
{
    struct stmt *s = db_query(db, sql[Q_BY_SLUG], BINDS(bt(slug)));
    bool found = db_row(s);
    if (found)
        partnership_from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}
