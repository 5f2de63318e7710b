/*
 * framework_item_pages.c: one item of a set of outcomes, new or to change.
 */
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/framework/framework_edit.h"
#include "modules/framework/framework_pages.h"
#include "modules/framework/framework_words.h"
#include "modules/people/visitor.h"

struct item_page {
    struct ctx *c;
    const struct framework_version *set;
    struct framework_items items;
    const struct framework_item *was; /* NULL: a new one */
    struct view *v;
    struct form *f;
};

static struct str set_path(const struct item_page *k)
{
    return url_path(k->c->arena, "/admin/framework/%", k->set->code);
}

/* --- opening --- */

static enum err page_open(struct ctx *c, bool is_new, struct item_page *k)
{
    struct framework_versions all;
    *k = (struct item_page){ .c = c };
    enum err e = framework_versions_load(c->db, c->arena, &all);
    k->set = e ? NULL : framework_version_of(&all, param_str(c, "version"));
    if (!k->set)
        return e ? e : ERR_NOT_FOUND;
    e = framework_items_load(c->db, c->arena, k->set->id, &k->items);
    if (!e && !is_new) {
        k->was = framework_item_of(&k->items, param_str(c, "item"));
        e = k->was ? OK : ERR_NOT_FOUND;
    }
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, set_path(k));
    view_str(k->v, S(action), c->path);
    view_str(k->v, S(set_name), k->set->name);
    view_str(k->v, S(code), is_new ? (struct str){ 0 } : k->was->code);
    view_bool(k->v, S(is_new), is_new);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

/* --- showing --- */

static void show_options(struct item_page *k)
{
    static const struct form_option verified[] = {
        { STR_INIT("yes"), STR_INIT(ITEM_VERIFIED_YES), { 0 } },
        { STR_INIT("no"), STR_INIT(ITEM_VERIFIED_NO), { 0 } },
    };
    struct form_option kind[ITEM__MAX];
    for (enum item_kind i = 0; i < ITEM__MAX; i++)
        kind[i] = (struct form_option){ str_from(item_kind_name(i)),
                                        str_from(item_kind_label(i)),
                                        { 0 } };
    form_options(k->f, S(kind_field), "kind", kind, ITEM__MAX);
    form_options(k->f, S(verified), "verified", verified, 2);
}

static enum err show(struct item_page *k, const struct framework_item *now)
{
    show_options(k);
    if (!k->was)
        form_field(k->f, S(code_field), "code");
    form_field(k->f, S(parent_field), "parent");
    form_field(k->f, S(seq), "seq");
    form_field_most(k->f, S(text_field), "text", FRAMEWORK_TEXT_CHARS);
    form_field(k->f, S(unit_field), "unit");
    form_field(k->f, S(source_field), "source");
    view_bool(k->v, S(is_overtaken), now != NULL);
    view_str(k->v, S(theirs), now ? now->text : (struct str){ 0 });
    view_str(k->v, S(seen),
             now ? framework_item_seen(k->c->arena, now) : form_value(k->f, "seen"));
    return now ? form_render_status(k->f, 409, "admin/framework_item")
               : form_render(k->f, "admin/framework_item");
}

static void fill(struct item_page *k)
{
    struct arena *a = k->c->arena;
    const struct framework_item *was = k->was;
    form_set(k->f, "kind", str_from(item_kind_name(was->kind)));
    form_set(k->f, "parent", was->parent);
    form_set(k->f, "seq", str_printf(a, "%lld", (long long)was->seq));
    form_set(k->f, "text", was->text);
    form_set(k->f, "unit", was->unit);
    form_set(k->f, "source", was->data_source_hint);
    form_set(k->f, "verified", was->is_verified ? STR("yes") : STR("no"));
    form_set(k->f, "seen", framework_item_seen(a, was));
}

/* --- checking --- */

static void check_code(struct item_page *k, struct str code)
{
    if (!form_required(k->f, "code", STR(ITEM_ENTER_CODE)))
        return;
    if (str_eq_nocase(code, STR("new")))
        form_error(k->f, "code", STR(ITEM_CODE_OURS));
    else if (!framework_item_code_is_right(code))
        form_error(k->f, "code", STR(ITEM_CODE_FORM));
    else if (framework_item_of(&k->items, code))
        form_error(k->f, "code", STR(ITEM_CODE_TAKEN));
}

static enum err check_parent(struct item_page *k, const struct framework_item *item)
{
    bool stands = true;
    enum err e = item->parent.n ? framework_code_stands(k->c->db, item->parent, &stands) : OK;
    if (!stands)
        form_error(k->f, "parent",
                   str_printf(k->c->arena, ITEM_NO_PARENT, STR_ARG(item->parent)));
    else if (item->parent.n && str_eq_nocase(item->parent, item->code))
        form_error(k->f, "parent", STR(ITEM_OWN_PARENT));
    return e;
}

static enum err item_read(struct item_page *k, struct framework_item *out)
{
    struct form *f = k->f;
    struct str verified = form_value(f, "verified"), seq = form_value(f, "seq");
    *out = (struct framework_item){ .code = k->was ? k->was->code : form_value(f, "code"),
                                    .parent = form_value(f, "parent"),
                                    .text = form_value(f, "text"),
                                    .unit = form_value(f, "unit"),
                                    .data_source_hint = form_value(f, "source"),
                                    .is_verified = str_eq(verified, STR("yes")) };
    if (!item_kind_from_name(form_value(f, "kind"), &out->kind))
        form_error(f, "kind", STR(ITEM_SELECT_KIND));
    if (!k->was)
        check_code(k, out->code);
    form_required(f, "text", STR(ITEM_ENTER_TEXT));
    form_length(f, "text", FRAMEWORK_TEXT_CHARS, STR(ITEM_TEXT));
    if (!str_to_i64(seq, &out->seq) || out->seq < 1 || out->seq > ITEM_SEQ_MAX)
        form_error(f, "seq", STR(ITEM_ORDER_FORM));
    enum err e = check_parent(k, out);
    form_length(f, "unit", FRAMEWORK_UNIT_CHARS, STR(ITEM_UNIT));
    form_length(f, "source", FRAMEWORK_SOURCE_CHARS, STR(ITEM_SOURCE));
    if (!out->is_verified && !str_eq(verified, STR("no")))
        form_error(f, "verified", STR(ITEM_SELECT_VERIFIED));
    return e;
}

/* --- pages --- */

static enum err save(struct item_page *k)
{
    struct ctx *c = k->c;
    struct framework_edit x = { .actor = &c->visitor->actor,
                                .act = ctx_act(c),
                                .arena = c->arena,
                                .version = *k->set,
                                .seen = form_value(k->f, "seen") };
    enum err e = item_read(k, &x.item);
    if (e || form_failed(k->f))
        return e ? e : show(k, NULL);
    struct str done = k->was ? STR("saved") : STR("added");
    e = form_send_once(k->f, k->was ? framework_item_save_fn : framework_item_add_fn, &x,
                       url_query(c->arena, set_path(k), STR("done"), done));
    if (e != ERR_CONFLICT)
        return e;
    if (x.is_taken)
        form_error(k->f, "code", STR(ITEM_CODE_TAKEN));
    if (x.is_full)
        form_error(k->f, "code", STR(ITEM_FULL));
    return show(k, x.is_overtaken ? &x.item_now : NULL);
}

enum err admin_framework_item_new_page(struct ctx *c)
{
    struct item_page k;
    enum err e = page_open(c, true, &k);
    if (e)
        return e;
    int64_t last = 0;
    for (size_t i = 0; i < k.items.n; i++)
        last = k.items.item[i].seq > last ? k.items.item[i].seq : last;
    form_set(k.f, "seq", str_printf(c->arena, "%lld", (long long)last + 1));
    form_set(k.f, "kind", str_from(item_kind_name(ITEM_OUTCOME)));
    return show(&k, NULL);
}

enum err admin_framework_item_new_post_page(struct ctx *c)
{
    struct item_page k;
    enum err e = page_open(c, true, &k);
    return e ? e : save(&k);
}

enum err admin_framework_item_page(struct ctx *c)
{
    struct item_page k;
    enum err e = page_open(c, false, &k);
    if (e)
        return e;
    fill(&k);
    return show(&k, NULL);
}

enum err admin_framework_item_post_page(struct ctx *c)
{
    struct item_page k;
    enum err e = page_open(c, false, &k);
    return e ? e : save(&k);
}
