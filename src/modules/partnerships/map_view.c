#include "modules/partnerships/map_view.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/partnerships/map_words.h"

/* Geometry of interface.md section 7, in units of the drawing. */
#define TILE 84
#define GAP 6
#define STEP (TILE + GAP)
#define CODE_DOWN 51     /* baseline of the three letters */
#define NAME_DOWN_ONE 47 /* baseline of a name in one line */
#define NAME_DOWN_TWO 39 /* of the first of two */

struct opens {
    struct map_open item[AREAS_MAX];
    size_t n;
};

static int64_t open_in(const struct opens *opens, struct str slug)
{
    for (size_t i = 0; i < opens->n; i++)
        if (str_eq(opens->item[i].slug, slug))
            return opens->item[i].n;
    return 0;
}

static struct str tile_title(struct arena *a, const struct area *area, int64_t n_open)
{
    struct str title =
        area->is_shared
            ? str_printf(a, MAP_TILE_SHARED, STR_ARG(area->name), STR_ARG(area->code),
                         STR_ARG(area->partnership_name))
            : str_printf(a, "%.*s (%.*s)", STR_ARG(area->name), STR_ARG(area->code));
    if (n_open == 1)
        return str_printf(a, MAP_OPEN_ONE, STR_ARG(title));
    return n_open ? str_printf(a, MAP_OPEN_MANY, STR_ARG(title), (long long)n_open) : title;
}

static void add_tile(struct arena *a, struct list *tiles, const struct area *area,
                     int64_t n_open)
{
    struct view *t = list_add(tiles);
    struct str rest = area->tile_label, line1 = { 0 }, line2 = { 0 };
    int64_t x = area->tile_col * STEP, y = area->tile_row * STEP;
    str_cut(&rest, ';', &line1);
    bool has_two = str_cut(&rest, ';', &line2);
    view_str(t, S(href), area_path(a, area));
    view_str(t, S(title), tile_title(a, area, n_open));
    view_str(t, S(code), area->code);
    view_int(t, S(x), x);
    view_int(t, S(y), y);
    view_int(t, S(cx), x + TILE / 2);
    view_int(t, S(code_y), y + CODE_DOWN);
    view_int(t, S(name_y), y + (has_two ? NAME_DOWN_TWO : NAME_DOWN_ONE));
    view_str(t, S(line1), line1);
    view_str(t, S(line2), line2);
    view_bool(t, S(has_line2), has_two);
    view_bool(t, S(lang_gd), str_eq(area->lang, STR("gd")));
    view_bool(t, S(is_open), n_open > 0);
    view_int(t, S(count), n_open);
}

/* The gap between two neighbouring tiles of one partnership is filled, so that they read as
 * one. */
static void add_join(struct list *joins, const struct area *one, const struct area *other)
{
    bool beside = one->tile_row == other->tile_row && other->tile_col == one->tile_col + 1;
    bool below = one->tile_col == other->tile_col && other->tile_row == one->tile_row + 1;
    if (one->partnership_id != other->partnership_id || (!beside && !below))
        return;
    struct view *j = list_add(joins);
    view_int(j, S(x), one->tile_col * STEP + (beside ? TILE : 0));
    view_int(j, S(y), one->tile_row * STEP + (below ? TILE : 0));
    view_int(j, S(width), beside ? GAP : TILE);
    view_int(j, S(height), below ? GAP : TILE);
}

static enum err fill_map(struct ctx *c, struct view *v, const struct opens *opens)
{
    struct area_list areas;
    enum err e = area_list_by_tile(c->db, c->arena, &areas);
    if (e)
        return e;
    struct list *tiles = view_list(v, S(tiles)), *joins = view_list(v, S(joins));
    view_bool(v, S(has_open), opens->n > 0);
    for (size_t i = 0; i < areas.n; i++) {
        add_tile(c->arena, tiles, &areas.item[i], open_in(opens, areas.item[i].slug));
        for (size_t k = 0; k < areas.n; k++)
            add_join(joins, &areas.item[i], &areas.item[k]);
    }
    return OK;
}

static struct str in_words(struct arena *a, int64_t n_open)
{
    if (!n_open)
        return (struct str){ 0 };
    return n_open == 1 ? STR(MAP_LIST_ONE) : str_printf(a, MAP_LIST_MANY, (long long)n_open);
}

enum err map_view_fill(struct ctx *c, struct view *v)
{
    struct area_list areas;
    struct opens *opens = ARENA_NEW(c->arena, struct opens);
    enum err e = opens ? map_open_list(c, opens->item, &opens->n) : ERR_LIMIT;
    if (!e)
        e = area_list(c->db, c->arena, &areas);
    if (e)
        return e;
    struct list *list = view_list(v, S(areas));
    for (size_t i = 0; i < areas.n; i++) {
        const struct area *area = &areas.item[i];
        struct view *item = list_add(list);
        view_str(item, S(href), area_path(c->arena, area));
        view_str(item, S(name), area->name);
        view_bool(item, S(lang_gd), str_eq(area->lang, STR("gd")));
        view_str(item, S(partnership), area->partnership_name);
        view_bool(item, S(is_shared), area->is_shared);
        view_str(item, S(open), in_words(c->arena, open_in(opens, area->slug)));
    }
    return fill_map(c, v, opens);
}
