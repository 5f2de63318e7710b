#include "modules/partnerships/area.h"

#include "core/base/arena.h"

#define COLS                                                                                   \
    "a.id, a.gss, a.code, a.slug, a.name, a.lang, a.partnership_id, p.slug, p.name, "          \
    "(SELECT count(*) FROM area b WHERE b.partnership_id = a.partnership_id), "                \
    "a.council_name, "                                                                         \
    "a.health_board, a.population, a.population_year, a.tile_col, a.tile_row, a.tile_label, "  \
    "a.source, a.source_on, a.confirmed"
#define FROM " FROM area a JOIN partnership p ON p.id = a.partnership_id "

enum { Q_ALL, Q_BY_TILE, Q_OF, Q_BY_SLUG };

static const char *const sql[] = {
    [Q_ALL] = "SELECT /*scan*/ " COLS FROM "ORDER BY a.sort_key",
    [Q_BY_TILE] = "SELECT /*scan*/ " COLS FROM "ORDER BY a.tile_row, a.tile_col, a.sort_key",
    [Q_OF] = "SELECT " COLS FROM "WHERE a.partnership_id = $1 ORDER BY a.sort_key",
    [Q_BY_SLUG] = "SELECT " COLS FROM "WHERE a.slug = $1",
};
const struct sql_list area_sql = SQL_LIST("area", sql);

static void area_from_row(struct area *out, struct stmt *s, struct arena *a)
{
    *out = (struct area){
        .id = db_i64(s, 0),
        .gss = db_text(s, 1, a),
        .code = db_text(s, 2, a),
        .slug = db_text(s, 3, a),
        .name = db_text(s, 4, a),
        .lang = db_text(s, 5, a),
        .partnership_id = db_i64(s, 6),
        .partnership_slug = db_text(s, 7, a),
        .partnership_name = db_text(s, 8, a),
        .is_shared = db_i64(s, 9) > 1,
        .council_name = db_text(s, 10, a),
        .health_board = db_text(s, 11, a),
        .population = db_i64(s, 12),
        .population_year = db_i64(s, 13),
        .tile_col = db_i64(s, 14),
        .tile_row = db_i64(s, 15),
        .tile_label = db_text(s, 16, a),
        .source = db_text(s, 17, a),
        .source_on = db_text(s, 18, a),
        .confirmed = db_text(s, 19, a),
    };
}

static enum err list_run(struct stmt *s, struct arena *a, struct area_list *out)
{
    *out = (struct area_list){ .item = arena_array(a, AREAS_MAX, sizeof(struct area)) };
    if (!out->item)
        return db_done(s, ERR_LIMIT);
    while (out->n < AREAS_MAX && db_row(s))
        area_from_row(&out->item[out->n++], s, a);
    return db_done(s, OK);
}

enum err area_list(struct db *db, struct arena *a, struct area_list *out)
{
    return list_run(db_query(db, sql[Q_ALL], NO_BINDS), a, out);
}

enum err area_list_by_tile(struct db *db, struct arena *a, struct area_list *out)
{
    return list_run(db_query(db, sql[Q_BY_TILE], NO_BINDS), a, out);
}

enum err area_list_of(struct db *db, struct arena *a, int64_t partnership_id,
                      struct area_list *out)
{
    return list_run(db_query(db, sql[Q_OF], BINDS(bi(partnership_id))), a, out);
}

enum err area_find_by_slug(struct db *db, struct arena *a, struct str slug, struct area *out)
{
    struct stmt *s = db_query(db, sql[Q_BY_SLUG], BINDS(bt(slug)));
    bool found = db_row(s);
    if (found)
        area_from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

const struct area *area_in(const struct area_list *list, int64_t id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].id == id)
            return &list->item[i];
    return NULL;
}

const struct area *area_named(const struct area_list *list, struct str slug)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->item[i].slug, slug))
            return &list->item[i];
    return NULL;
}

struct str area_path(struct arena *a, const struct area *area)
{
    if (!area->is_shared)
        return str_printf(a, "/partnerships/%.*s", STR_ARG(area->partnership_slug));
    return str_printf(a, "/partnerships/%.*s?area=%.*s", STR_ARG(area->partnership_slug),
                      STR_ARG(area->slug));
}

bool list_holds(struct str list, struct str item)
{
    struct str piece;
    while (str_cut(&list, ';', &piece))
        if (str_eq(str_trim(piece), item))
            return true;
    return false;
}
