#include "modules/framework/framework_pages.h"

#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/framework/framework_edit.h"
#include "modules/framework/framework_words.h"
#include "modules/people/visitor.h"

#define ROOT "/admin/framework"

static struct str path_of(struct ctx *c, struct str version)
{
    return url_path(c->arena, ROOT "/%", version);
}

/* --- all sets --- */

static int64_t count_of(const struct framework_items *items, enum item_kind kind)
{
    int64_t n = 0;
    for (size_t i = 0; i < items->n; i++)
        n += items->item[i].kind == kind;
    return n;
}

static enum err version_row(struct ctx *c, const struct framework_version *x, struct view *row)
{
    struct framework_items items;
    enum err e = framework_items_load(c->db, c->arena, x->id, &items);
    if (e)
        return e;
    view_str(row, S(href), path_of(c, x->code));
    view_str(row, S(name), x->name);
    view_str(row, S(code), x->code);
    view_bool(row, S(is_current), x->is_current);
    view_int(row, S(n_outcomes), count_of(&items, ITEM_OUTCOME));
    view_int(row, S(n), (int64_t)items.n);
    return OK;
}

enum err admin_framework_page(struct ctx *c)
{
    struct framework_versions all;
    enum err e = framework_versions_load(c->db, c->arena, &all);
    struct view *v = page_new(c, "");
    struct list *rows = view_list(v, S(rows));
    for (size_t i = 0; i < all.n && !e; i++)
        e = version_row(c, &all.item[i], list_add(rows));
    view_bool(v, S(has_rows), all.n > 0);
    view_int(v, S(count), (int64_t)all.n);
    view_bool(v, S(was_saved), str_eq(param_str(c, "done"), STR("chosen")));
    view_lit(v, S(new_href), ROOT "/new");
    return e ? e : ctx_render(c, "admin/framework", v);
}

/* --- one set --- */

struct set_page {
    struct ctx *c;
    struct framework_versions all;
    const struct framework_version *set; /* NULL: a new one */
    struct view *v;
    struct form *f;
};

static enum err page_open(struct ctx *c, bool is_new, struct set_page *k)
{
    *k = (struct set_page){ .c = c };
    enum err e = framework_versions_load(c->db, c->arena, &k->all);
    if (e)
        return e;
    if (!is_new) {
        k->set = framework_version_of(&k->all, param_str(c, "version"));
        if (!k->set)
            return ERR_NOT_FOUND;
    }
    k->v = page_new(c, "");
    page_back(c, is_new ? STR(ROOT) : path_of(c, k->set->code));
    view_str(k->v, S(action), c->path);
    view_str(k->v, S(set_name), is_new ? (struct str){ 0 } : k->set->name);
    view_bool(k->v, S(is_new), is_new);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static struct framework_edit edit_of(const struct set_page *k)
{
    return (struct framework_edit){ .actor = &k->c->visitor->actor,
                                    .act = ctx_act(k->c),
                                    .arena = k->c->arena,
                                    .version = { .code = k->set ? k->set->code
                                                                : form_value(k->f, "code") } };
}

static void show_item(struct set_page *k, const struct framework_item *item, struct view *row)
{
    view_str(row, S(code), item->code);
    view_lit(row, S(kind), item_kind_label(item->kind));
    view_str(row, S(text), item->text);
    view_str(row, S(parent), item->parent);
    view_str(row, S(unit), item->unit);
    view_str(row, S(source), item->data_source_hint);
    view_bool(row, S(is_checked), item->is_verified);
    view_str(row, S(href), url_path(k->c->arena, ROOT "/%/items/%", k->set->code, item->code));
}

static enum err set_show(struct set_page *k, bool has_no_outcome)
{
    struct ctx *c = k->c;
    struct framework_items items;
    struct str done = param_str(c, "done");
    enum err e = framework_items_load(c->db, c->arena, k->set->id, &items);
    if (e)
        return e;
    page_back(c, STR(ROOT));
    struct list *rows = view_list(k->v, S(rows));
    for (size_t i = 0; i < items.n; i++)
        show_item(k, &items.item[i], list_add(rows));
    view_bool(k->v, S(has_rows), items.n > 0);
    view_int(k->v, S(count), (int64_t)items.n);
    view_str(k->v, S(code), k->set->code);
    view_bool(k->v, S(is_current), k->set->is_current);
    view_bool(k->v, S(can_choose), !k->set->is_current && count_of(&items, ITEM_OUTCOME) > 0);
    view_bool(k->v, S(has_no_outcome), has_no_outcome);
    view_str(k->v, S(new_href), url_path(c->arena, ROOT "/%/items/new", k->set->code));
    view_str(k->v, S(name_href), url_path(c->arena, ROOT "/%/name", k->set->code));
    view_bool(k->v, S(was_added), str_eq(done, STR("added")));
    view_bool(k->v, S(was_saved), str_eq(done, STR("saved")));
    return form_render_status(k->f, has_no_outcome ? 409 : 200, "admin/framework_set");
}

enum err admin_framework_set_page(struct ctx *c)
{
    struct set_page k;
    enum err e = page_open(c, false, &k);
    return e ? e : set_show(&k, false);
}

enum err admin_framework_choose_page(struct ctx *c)
{
    struct set_page k;
    enum err e = page_open(c, false, &k);
    if (e)
        return e;
    struct framework_edit x = edit_of(&k);
    e = form_send_once(k.f, framework_version_choose_fn, &x, STR(ROOT "?done=chosen"));
    return e == ERR_CONFLICT ? set_show(&k, x.has_no_outcome) : e;
}

/* --- its code and name --- */

static enum err name_show(struct set_page *k, const struct framework_version *now)
{
    if (!k->set)
        form_field(k->f, S(code_field), "code");
    form_field(k->f, S(name_field), "name");
    view_bool(k->v, S(is_overtaken), now != NULL);
    view_str(k->v, S(theirs), now ? now->name : (struct str){ 0 });
    view_str(k->v, S(seen), now ? now->name : form_value(k->f, "seen"));
    return now ? form_render_status(k->f, 409, "admin/framework_name")
               : form_render(k->f, "admin/framework_name");
}

static bool name_is_filled_in(struct set_page *k)
{
    if (!k->set && form_required(k->f, "code", STR(SET_ENTER_CODE))) {
        struct str code = form_value(k->f, "code");
        if (str_eq(code, STR("new")))
            form_error(k->f, "code", STR(SET_CODE_OURS));
        else if (!framework_version_code_is_right(code))
            form_error(k->f, "code", STR(SET_CODE_FORM));
        else if (framework_version_of(&k->all, code))
            form_error(k->f, "code", STR(SET_CODE_TAKEN));
    }
    form_required(k->f, "name", STR(SET_ENTER_NAME));
    form_length(k->f, "name", FRAMEWORK_NAME_CHARS, STR(SET_NAME));
    return !form_failed(k->f);
}

static enum err name_save(struct set_page *k, store_write_fn fn)
{
    if (!name_is_filled_in(k))
        return name_show(k, NULL);
    struct framework_edit x = edit_of(k);
    x.version.name = form_value(k->f, "name");
    x.seen = form_value(k->f, "seen");
    struct str to =
        url_query(k->c->arena, path_of(k->c, x.version.code), STR("done"), STR("saved"));
    enum err e = form_send_once(k->f, fn, &x, to);
    if (e != ERR_CONFLICT)
        return e;
    if (x.is_taken)
        form_error(k->f, "code", STR(SET_CODE_TAKEN));
    if (x.is_full)
        form_error(k->f, "code", STR(SET_FULL));
    return name_show(k, x.is_overtaken ? &x.version_now : NULL);
}

enum err admin_framework_new_page(struct ctx *c)
{
    struct set_page k;
    enum err e = page_open(c, true, &k);
    return e ? e : name_show(&k, NULL);
}

enum err admin_framework_new_post_page(struct ctx *c)
{
    struct set_page k;
    enum err e = page_open(c, true, &k);
    return e ? e : name_save(&k, framework_version_add_fn);
}

enum err admin_framework_name_page(struct ctx *c)
{
    struct set_page k;
    enum err e = page_open(c, false, &k);
    if (e)
        return e;
    form_set(k.f, "name", k.set->name);
    form_set(k.f, "seen", k.set->name);
    return name_show(&k, NULL);
}

enum err admin_framework_name_post_page(struct ctx *c)
{
    struct set_page k;
    enum err e = page_open(c, false, &k);
    return e ? e : name_save(&k, framework_version_rename_fn);
}
