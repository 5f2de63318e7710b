/*
 * area_pages.c: council areas and their squares on the map, as administrators keep them.
 */
#include "modules/partnerships/directory_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/partnerships/desk_words.h"
#include "modules/partnerships/directory_edit.h"
#include "modules/partnerships/map_view.h"
#include "modules/people/visitor.h"

/* --- the list --- */

enum err admin_areas_page(struct ctx *c)
{
    struct area_list areas;
    struct view *v = page_new(c, "");
    enum err e = map_view_fill(c, v);
    if (!e)
        e = area_list(c->db, c->arena, &areas);
    if (e)
        return e;
    struct list *rows = view_list(v, S(rows));
    for (size_t i = 0; i < areas.n; i++) {
        const struct area *a = &areas.item[i];
        struct view *row = list_add(rows);
        view_str(row, S(href), url_path(c->arena, "/admin/areas/%", a->slug));
        view_str(row, S(name), a->name);
        view_bool(row, S(lang_gd), str_eq(a->lang, STR("gd")));
        view_str(row, S(gss), a->gss);
        view_str(row, S(code), a->code);
        view_str(row, S(partnership), a->partnership_name);
        view_int(row, S(column), a->tile_col);
        view_int(row, S(row), a->tile_row);
    }
    view_int(v, S(count), (int64_t)areas.n);
    view_bool(v, S(has_rows), areas.n > 0);
    return ctx_render(c, "admin/areas", v);
}

/* --- one area --- */

struct editing {
    struct ctx *c;
    struct area area;
    struct partnership_list all;
    const struct partnership *to; /* chosen */
    int64_t col, row;             /* chosen; below 0: no number */
    struct view *v;
    struct form *f;
};

static enum err open(struct ctx *c, struct editing *k)
{
    *k = (struct editing){ .c = c };
    enum err e = area_find_by_slug(c->db, c->arena, param_str(c, "slug"), &k->area);
    if (!e)
        e = partnership_list(c->db, c->arena, &k->all);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, STR("/admin/areas"));
    view_str(k->v, S(name), k->area.name);
    view_bool(k->v, S(lang_gd), str_eq(k->area.lang, STR("gd")));
    view_str(k->v, S(code), k->area.code);
    view_str(k->v, S(gss), k->area.gss);
    view_str(k->v, S(action), url_path(c->arena, "/admin/areas/%", k->area.slug));
    k->f = form_new(c, k->v);
    if (!k->f)
        return ERR_LIMIT;
    form_set(k->f, "column", str_printf(c->arena, "%lld", (long long)k->area.tile_col));
    form_set(k->f, "row", str_printf(c->arena, "%lld", (long long)k->area.tile_row));
    form_set(k->f, "partnership", k->area.partnership_slug);
    form_set(k->f, "was", k->area.partnership_slug);
    return OK;
}

static void show_fields(struct editing *k)
{
    struct form_option *option = arena_array(k->c->arena, k->all.n + 1, sizeof *option);
    for (size_t i = 0; option && i < k->all.n; i++)
        option[i] = (struct form_option){ k->all.item[i].slug, k->all.item[i].name, { 0 } };
    form_field(k->f, S(column_field), "column");
    form_field(k->f, S(row_field), "row");
    form_field(k->f, S(was), "was");
    form_options(k->f, S(partnership_field), "partnership", option, option ? k->all.n : 0);
}

enum err admin_area_page(struct ctx *c)
{
    struct editing k;
    enum err e = open(c, &k);
    if (e)
        return e;
    show_fields(&k);
    return form_render(k.f, "admin/area");
}

/* --- saving --- */

static const struct partnership *named(const struct partnership_list *all, struct str slug)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->item[i].slug, slug))
            return &all->item[i];
    return NULL;
}

static int64_t number(struct editing *k, const char *name, int64_t most, const char *message)
{
    int64_t n = -1;
    bool good = str_to_i64(form_value(k->f, name), &n) && n >= 0 && n <= most;
    if (!good)
        form_error(k->f, name, str_from(message));
    return good ? n : -1;
}

static enum err check_square(struct editing *k)
{
    struct str name;
    if (k->col < 0 || k->row < 0)
        return OK;
    enum err e = area_at_tile(k->c->db, k->c->arena, &k->area, k->col, k->row, &name);
    if (!e)
        form_error(k->f, "row",
                   str_printf(k->c->arena, TILE_IS_TAKEN, STR_ARG(name), (long long)k->col,
                              (long long)k->row));
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err check(struct editing *k)
{
    k->col = number(k, "column", TILE_COLS - 1, TILE_ENTER_COLUMN);
    k->row = number(k, "row", TILE_ROWS - 1, TILE_ENTER_ROW);
    k->to = named(&k->all, form_value(k->f, "partnership"));
    if (!k->to)
        form_error(k->f, "partnership", STR(AREA_SELECT_PARTNERSHIP));
    else if (k->to->id != k->area.partnership_id && !k->area.is_shared)
        form_error(k->f, "partnership",
                   str_printf(k->c->arena, AREA_IS_LAST, STR_ARG(k->area.name)));
    if (!str_eq(form_value(k->f, "was"), k->area.partnership_slug))
        form_error(k->f, "partnership", STR(AREA_WAS_MOVED));
    return check_square(k);
}

/* What moves, and what does not: one more button. */
static enum err ask_once_more(struct editing *k)
{
    int64_t n_steps = 0;
    enum err e = area_count_steps(k->c->db, k->area.id, &n_steps);
    if (e)
        return e;
    view_str(k->v, S(from_name), k->area.partnership_name);
    view_str(k->v, S(to_name), k->to->name);
    view_int(k->v, S(n_steps), n_steps);
    view_bool(k->v, S(one_step), n_steps == 1);
    show_fields(k);
    return form_render_next(k->f, "admin/area_move");
}

static enum err save(struct editing *k)
{
    struct ctx *c = k->c;
    struct area_edit x = {
        .actor = &c->visitor->actor,
        .act = ctx_act(c),
        .area_id = k->area.id,
        .tile_col = k->col,
        .tile_row = k->row,
        .partnership_id = k->to->id,
        .seen_partnership_id = k->area.partnership_id,
    };
    enum err e = form_send_once(k->f, area_edit_fn, &x, STR("/admin/areas"));
    if (e == ERR_CONFLICT && (x.is_overtaken || x.is_last_area))
        form_error(k->f, "partnership", STR(AREA_WAS_MOVED));
    if (e == ERR_CONFLICT && x.is_square_taken)
        form_error(k->f, "row", STR(TILE_WAS_TAKEN));
    return e;
}

enum err admin_area_save_page(struct ctx *c)
{
    struct editing k;
    enum err e = open(c, &k);
    if (!e)
        e = check(&k);
    if (e)
        return e;
    bool is_sure = str_eq(param_str(c, "step"), STR("move"));
    if (!form_failed(k.f) && k.to->id != k.area.partnership_id && !is_sure)
        return ask_once_more(&k);
    if (!form_failed(k.f)) {
        e = save(&k);
        if (e != ERR_CONFLICT)
            return e;
    }
    show_fields(&k);
    return form_render(k.f, "admin/area");
}
