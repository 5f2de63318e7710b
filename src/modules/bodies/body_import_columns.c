/*
 * body_import_columns.c: which column of the file is what.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "gen/symbols.h"
#include "modules/bodies/body_import_desk.h"
#include "modules/bodies/body_import_words.h"
#include "modules/partnerships/area.h"
#include "modules/people/visitor.h"

#define EXAMPLE_CHARS 40
#define OPTION_CHARS 80

struct columns_page {
    struct import_page page;
    struct area_list areas;             /* that may be chosen for all rows */
    struct body_import_row *example;    /* the first row */
    struct str *label;                  /* of each column, with its example */
    const char *name[BODY_COLUMN__MAX]; /* of the form's fields */
    struct str error[BODY_COLUMN__MAX];
};

/* --- opening --- */

static struct str cut(struct arena *a, struct str s, size_t chars)
{
    size_t i = 0, n = 0;
    while (i < s.n && n++ < chars)
        utf8_next(s, &i);
    struct str line = str_replace_char(a, str_sub(s, 0, i), '\n', ' ');
    return i < s.n ? str_join(a, line, STR("…")) : line;
}

static void name_columns(struct columns_page *k)
{
    struct arena *a = k->page.c->arena;
    const struct body_import *of = &k->page.of;
    for (size_t i = 0; i < of->n_header; i++) {
        struct str name = of->header[i].n ? cut(a, of->header[i], OPTION_CHARS)
                                          : str_printf(a, IMPORT_UNNAMED, i + 1);
        struct str cell =
            i < k->example->n_cells ? k->example->cell[i] : (struct str){ NULL, 0 };
        struct str example = cell.n ? cut(a, cell, EXAMPLE_CHARS) : STR(IMPORT_EMPTY_CELL);
        k->label[i] = str_printf(a, "%.*s: %.*s", STR_ARG(name), STR_ARG(example));
    }
    for (int i = 0; i < BODY_COLUMN__MAX; i++)
        k->name[i] = str_z(a, str_join(a, STR("col_"), body_column_name((enum body_column)i)));
}

static enum err load_areas(struct columns_page *k)
{
    struct ctx *c = k->page.c;
    int64_t whose = k->page.of.partnership_id;
    return whose ? area_list_of(c->db, c->arena, whose, &k->areas)
                 : area_list(c->db, c->arena, &k->areas);
}

static enum err open(struct ctx *c, struct columns_page *k)
{
    *k = (struct columns_page){ .example = ARENA_NEW(c->arena, struct body_import_row) };
    size_t n = 0;
    enum err e = import_page_load(c, &k->page);
    k->label = arena_array(c->arena, k->page.of.n_header + 1, sizeof *k->label);
    const struct body_import_rows_ask ask = { .import_id = k->page.of.id };
    if (!e)
        e = k->example && k->label ? load_areas(k) : ERR_LIMIT;
    if (!e)
        e = body_import_rows(c->db, c->arena, &ask, 1, k->example, &n);
    if (e)
        return e;
    name_columns(k);
    k->page.f = form_new(c, k->page.v);
    return k->page.f && !arena_failed(c->arena) ? OK : ERR_LIMIT;
}

static bool may_match(const struct columns_page *k)
{
    enum body_import_state s = k->page.of.state;
    return s == BODY_IMPORT_MATCHING || s == BODY_IMPORT_CHECKED;
}

/* --- showing --- */

static int64_t chosen(const struct columns_page *k, int column)
{
    int64_t n = 0;
    struct str value = form_value(k->page.f, k->name[column]);
    return str_to_i64(value, &n) && n >= 0 && n <= (int64_t)k->page.of.n_header ? n : 0;
}

static void add_option(struct arena *a, struct list *options, int64_t value, struct str label,
                       int64_t now)
{
    struct view *o = list_add(options);
    view_str(o, S(value),
             value ? str_printf(a, "%lld", (long long)value) : (struct str){ NULL, 0 });
    view_str(o, S(label), label);
    view_bool(o, S(checked), value == now);
}

static void show_columns(struct columns_page *k)
{
    struct arena *a = k->page.c->arena;
    struct list *columns = view_list(k->page.v, S(columns));
    for (int i = 0; i < BODY_COLUMN__MAX; i++) {
        struct view *v = list_add(columns);
        int64_t now = chosen(k, i);
        view_lit(v, S(id), k->name[i]);
        view_lit(v, S(name), k->name[i]);
        view_str(v, S(title), body_column_label((enum body_column)i));
        view_bool(v, S(is_private),
                  i == BODY_COLUMN_OWN_NAME || i == BODY_COLUMN_OWN_EMAIL ||
                      i == BODY_COLUMN_OWN_PHONE);
        view_bool(v, S(is_office), i == BODY_COLUMN_TOWN || i == BODY_COLUMN_POSTCODE);
        view_bool(v, S(is_email), i == BODY_COLUMN_EMAIL);
        view_bool(v, S(is_areas), i == BODY_COLUMN_AREAS);
        view_bool(v, S(has_error), k->error[i].n > 0);
        view_str(v, S(error), k->error[i]);
        struct list *options = view_list(v, S(options));
        add_option(a, options, 0, STR(COLUMN_NONE), now);
        for (size_t n = 0; n < k->page.of.n_header; n++)
            add_option(a, options, (int64_t)n + 1, k->label[n], now);
    }
}

static enum err show(struct columns_page *k)
{
    struct ctx *c = k->page.c;
    struct form_option *option = arena_array(c->arena, k->areas.n + 1, sizeof *option);
    if (!option)
        return ERR_LIMIT;
    for (size_t i = 0; i < k->areas.n; i++)
        option[i] = (struct form_option){ k->areas.item[i].slug, k->areas.item[i].name, { 0 } };
    show_columns(k);
    form_options(k->page.f, S(areas), "areas", option, k->areas.n);
    view_str(k->page.v, S(action), import_path(&k->page, "/columns"));
    view_bool(k->page.v, S(was_windows),
              c->req->method != METHOD_POST && str_eq(param_str(c, "read"), STR("windows")));
    return form_render(k->page.f, "bodies/import_columns");
}

/* What was chosen before, or guessed; the one area where there is only one. */
static void fill(struct columns_page *k)
{
    struct arena *a = k->page.c->arena;
    const struct body_import *of = &k->page.of;
    for (int i = 0; i < BODY_COLUMN__MAX; i++) {
        size_t at = of->columns.at[i];
        if (at != STR_NONE)
            form_set(k->page.f, k->name[i], str_printf(a, "%zu", at + 1));
    }
    bool is_one = k->areas.n == 1 && !of->default_areas.n;
    form_set(k->page.f, "areas", is_one ? k->areas.item[0].slug : of->default_areas);
}

enum err body_import_columns_page(struct ctx *c)
{
    struct columns_page k;
    enum err e = open(c, &k);
    if (e)
        return e;
    if (!may_match(&k))
        return ctx_see_other(c, import_path(&k.page, ""));
    fill(&k);
    return show(&k);
}

/* --- choosing --- */

static void fail(struct columns_page *k, int column, struct str words)
{
    if (!k->error[column].n)
        k->error[column] = words;
    form_error(k->page.f, k->name[column], words);
}

static struct str chosen_areas(struct columns_page *k)
{
    struct ctx *c = k->page.c;
    struct str sent[AREAS_MAX];
    size_t n = param_list(c, "areas", sent, AREAS_MAX);
    struct buf *out = buf_in(c->arena, 4096);
    for (size_t i = 0; i < k->areas.n; i++) {
        for (size_t j = 0; j < n; j++) {
            if (str_eq(sent[j], k->areas.item[i].slug))
                buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(sent[j]));
        }
    }
    return buf_view(out);
}

static bool read_columns(struct columns_page *k, struct body_import_step *step)
{
    struct arena *a = k->page.c->arena;
    for (int i = 0; i < BODY_COLUMN__MAX; i++) {
        int64_t n = chosen(k, i);
        step->columns.at[i] = n ? (size_t)n - 1 : STR_NONE;
        for (int before = 0; n && before < i; before++) {
            if (step->columns.at[before] == (size_t)n - 1)
                fail(k, i,
                     str_printf(a, IMPORT_COLUMN_TWICE,
                                STR_ARG(body_column_label((enum body_column)before))));
        }
    }
    step->default_areas = chosen_areas(k);
    if (step->columns.at[BODY_COLUMN_NAME] == STR_NONE)
        fail(k, BODY_COLUMN_NAME, STR(IMPORT_SELECT_NAME));
    if (step->columns.at[BODY_COLUMN_AREAS] == STR_NONE && !step->default_areas.n)
        fail(k, BODY_COLUMN_AREAS, STR(IMPORT_SELECT_AREAS));
    return !form_failed(k->page.f);
}

enum err body_import_match_page(struct ctx *c)
{
    struct columns_page k;
    enum err e = open(c, &k);
    if (e)
        return e;
    const struct act act = ctx_act(c);
    struct body_import_step step = import_step(&k.page, &act);
    if (!may_match(&k))
        return ctx_see_other(c, import_path(&k.page, ""));
    if (!read_columns(&k, &step))
        return show(&k);
    e = form_send_once(k.page.f, body_import_match_fn, &step, import_path(&k.page, ""));
    if (e == ERR_CONFLICT) /* in another tab it has gone on */
        return ctx_see_other(c, import_path(&k.page, ""));
    if (!e && step.is_done)
        import_go_on_if_small(&k.page);
    return e;
}
