#include "modules/framework/list_pages.h"

#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/framework/framework_words.h"
#include "modules/framework/list_edit.h"
#include "modules/people/visitor.h"

static const struct shown_list {
    const char *list; /* list_names */
    struct str slug, name, purpose;
} LIST[] = {
    { "topic", STR_INIT("topics"), STR_INIT(LIST_TOPICS), STR_INIT(LIST_TOPICS_FOR) },
    { "body_kind", STR_INIT("kinds-of-organisation"), STR_INIT(LIST_BODIES),
      STR_INIT(LIST_BODIES_FOR) },
    { "audience", STR_INIT("audiences"), STR_INIT(LIST_AUDIENCES),
      STR_INIT(LIST_AUDIENCES_FOR) },
    { "resource_kind", STR_INIT("kinds-of-resource"), STR_INIT(LIST_RESOURCES),
      STR_INIT(LIST_RESOURCES_FOR) },
};
#define N_LISTS (sizeof LIST / sizeof LIST[0])

static struct str path_of(struct ctx *c, const struct shown_list *l)
{
    return url_path(c->arena, "/admin/lists/%", l->slug);
}

/* --- all of them --- */

enum err admin_lists_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    struct list *rows = view_list(v, S(rows));
    for (size_t i = 0; i < N_LISTS; i++) {
        struct list_words words;
        enum err e = list_load(c->db, c->arena, LIST[i].list, &words);
        if (e)
            return e;
        int64_t n_retired = 0;
        for (size_t k = 0; k < words.n; k++)
            n_retired += words.item[k].is_retired;
        struct view *row = list_add(rows);
        view_str(row, S(href), path_of(c, &LIST[i]));
        view_str(row, S(name), LIST[i].name);
        view_str(row, S(purpose), LIST[i].purpose);
        view_int(row, S(n), (int64_t)words.n - n_retired);
        view_int(row, S(n_retired), n_retired);
    }
    return ctx_render(c, "admin/lists", v);
}

/* --- one of them --- */

struct list_page {
    struct ctx *c;
    const struct shown_list *list;
    struct list_words words;
    const struct list_word *word; /* of the word's page */
    struct view *v;
    struct form *f;
};

static enum err page_open(struct ctx *c, struct list_page *k)
{
    *k = (struct list_page){ .c = c };
    for (size_t i = 0; i < N_LISTS; i++)
        if (str_eq(LIST[i].slug, param_str(c, "list")))
            k->list = &LIST[i];
    if (!k->list)
        return ERR_NOT_FOUND;
    enum err e = list_load(c->db, c->arena, k->list->list, &k->words);
    if (e)
        return e;
    k->v = page_new(c, "");
    view_str(k->v, S(list_name), k->list->name);
    view_str(k->v, S(action), c->path);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static struct list_edit edit_of(const struct list_page *k)
{
    return (struct list_edit){ .actor = &k->c->visitor->actor,
                               .act = ctx_act(k->c),
                               .arena = k->c->arena,
                               .list = k->list->list };
}

static struct str done_path(const struct list_page *k, const char *done)
{
    return url_query(k->c->arena, path_of(k->c, k->list), STR("done"), str_from(done));
}

static enum err list_show(struct list_page *k)
{
    struct ctx *c = k->c;
    struct list *rows = view_list(k->v, S(rows));
    struct str done = param_str(c, "done");
    page_back(c, STR("/admin/lists"));
    for (size_t i = 0; i < k->words.n; i++) {
        const struct list_word *word = &k->words.item[i];
        struct view *row = list_add(rows);
        view_str(row, S(label), word->label);
        view_str(row, S(code), word->code);
        view_str(row, S(href),
                 url_path(c->arena, "/admin/lists/%/words/%", k->list->slug, word->code));
        view_bool(row, S(is_retired), word->is_retired);
        view_bool(row, S(can_up), i > 0);
        view_bool(row, S(can_down), i + 1 < k->words.n);
    }
    view_bool(k->v, S(has_rows), k->words.n > 0);
    view_int(k->v, S(count), (int64_t)k->words.n);
    view_str(k->v, S(purpose), k->list->purpose);
    view_str(k->v, S(new_href), url_path(c->arena, "/admin/lists/%/new", k->list->slug));
    view_bool(k->v, S(was_added), str_eq(done, STR("added")));
    view_bool(k->v, S(was_saved), str_eq(done, STR("saved")));
    view_bool(k->v, S(was_moved), str_eq(done, STR("moved")));
    return form_render(k->f, "admin/list");
}

enum err admin_list_page(struct ctx *c)
{
    struct list_page k;
    enum err e = page_open(c, &k);
    return e ? e : list_show(&k);
}

/* "up-housing", "down-housing". */
enum err admin_list_move_page(struct ctx *c)
{
    struct list_page k;
    struct str way;
    enum err e = page_open(c, &k);
    if (e)
        return e;
    struct list_edit x = edit_of(&k);
    x.code = form_value(k.f, "do");
    if (!str_cut(&x.code, '-', &way))
        return ERR_BAD_REQUEST;
    x.up = str_eq(way, STR("up"));
    if (!x.up && !str_eq(way, STR("down")))
        return ERR_BAD_REQUEST;
    e = form_send_once(k.f, list_word_move_fn, &x, done_path(&k, "moved"));
    return e == ERR_CONFLICT ? list_show(&k) : e;
}

/* --- a word --- */

static enum err word_show(struct list_page *k, const struct list_word *now)
{
    static const struct form_option offered[] = {
        { STR_INIT("yes"), STR_INIT(LIST_OFFERED), { 0 } },
        { STR_INIT("no"), STR_INIT(LIST_RETIRED), STR_INIT(LIST_RETIRED_HINT) },
    };
    struct view *v = k->v;
    page_back(k->c, path_of(k->c, k->list));
    form_field(k->f, S(label_field), "label");
    form_options(k->f, S(offered), "offered", offered, 2);
    view_bool(v, S(is_new), !k->word);
    view_str(v, S(title), k->word ? k->word->label : (struct str){ 0 });
    view_str(v, S(code), k->word ? k->word->code : (struct str){ 0 });
    view_bool(v, S(is_overtaken), now != NULL);
    view_str(v, S(theirs), now ? now->label : (struct str){ 0 });
    view_bool(v, S(is_retired), now && now->is_retired);
    view_str(v, S(seen), now ? list_word_seen(k->c->arena, now) : form_value(k->f, "seen"));
    return now ? form_render_status(k->f, 409, "admin/list_word")
               : form_render(k->f, "admin/list_word");
}

static bool word_is_filled_in(struct list_page *k)
{
    form_required(k->f, "label", STR(LIST_ENTER_LABEL));
    form_length(k->f, "label", LIST_LABEL_CHARS, STR(LIST_LABEL));
    struct str offered = form_value(k->f, "offered");
    if (k->word && !str_eq(offered, STR("yes")) && !str_eq(offered, STR("no")))
        form_error(k->f, "offered", STR(LIST_SELECT_OFFERED));
    return !form_failed(k->f);
}

static struct list_edit word_edit_of(const struct list_page *k)
{
    struct list_edit x = edit_of(k);
    x.code = k->word ? k->word->code : (struct str){ 0 };
    x.label = form_value(k->f, "label");
    x.is_retired = str_eq(form_value(k->f, "offered"), STR("no"));
    x.seen = form_value(k->f, "seen");
    return x;
}

static void show_taken(struct list_page *k, const struct list_edit *x)
{
    form_error(k->f, "label",
               str_printf(k->c->arena, x->now.is_retired ? LIST_TAKEN_RETIRED : LIST_TAKEN,
                          STR_ARG(x->now.label)));
}

static enum err word_refused(struct list_page *k, const struct list_edit *x)
{
    if (x->is_overtaken)
        return word_show(k, &x->now);
    if (x->is_taken)
        show_taken(k, x);
    if (x->is_full)
        form_error(k->f, "label", STR(LIST_FULL));
    return word_show(k, NULL);
}

enum err admin_list_new_page(struct ctx *c)
{
    struct list_page k;
    enum err e = page_open(c, &k);
    return e ? e : word_show(&k, NULL);
}

enum err admin_list_new_post_page(struct ctx *c)
{
    struct list_page k;
    enum err e = page_open(c, &k);
    if (e)
        return e;
    if (!word_is_filled_in(&k))
        return word_show(&k, NULL);
    struct list_edit x = word_edit_of(&k);
    e = form_send_once(k.f, list_word_add_fn, &x, done_path(&k, "added"));
    return e == ERR_CONFLICT ? word_refused(&k, &x) : e;
}

static enum err word_open(struct ctx *c, struct list_page *k)
{
    enum err e = page_open(c, k);
    if (e)
        return e;
    k->word = list_word_of(&k->words, param_str(c, "word"));
    if (!k->word)
        return ERR_NOT_FOUND;
    form_set(k->f, "label", k->word->label);
    form_set(k->f, "offered", k->word->is_retired ? STR("no") : STR("yes"));
    form_set(k->f, "seen", list_word_seen(c->arena, k->word));
    return OK;
}

enum err admin_list_word_page(struct ctx *c)
{
    struct list_page k;
    enum err e = word_open(c, &k);
    return e ? e : word_show(&k, NULL);
}

enum err admin_list_word_post_page(struct ctx *c)
{
    struct list_page k;
    enum err e = word_open(c, &k);
    if (e)
        return e;
    if (!word_is_filled_in(&k))
        return word_show(&k, NULL);
    struct list_edit x = word_edit_of(&k);
    e = form_send_once(k.f, list_word_save_fn, &x, done_path(&k, "saved"));
    return e == ERR_CONFLICT ? word_refused(&k, &x) : e;
}
