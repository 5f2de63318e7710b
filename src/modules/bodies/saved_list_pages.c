#include "modules/bodies/saved_list_pages.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/body_batch.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/bodies/desk_bulk.h"
#include "modules/bodies/desk_rows.h"
#include "modules/bodies/saved_list.h"
#include "modules/people/visitor.h"

struct listing {
    struct ctx *c;
    struct body_desk desk;
    struct saved_list list; /* of the page of one */
    struct view *page;
    struct form *f;
};

static struct str list_path(const struct listing *k, int64_t id)
{
    const char *of = str_z(k->c->arena, str_printf(k->c->arena, "/lists/%lld", (long long)id));
    return body_desk_path(&k->desk, of ? of : "");
}

/* Lists are a partnership's: an administrator has none. */
static enum err listing_open(struct ctx *c, bool is_list, struct listing *k)
{
    *k = (struct listing){ .c = c };
    enum err e = body_desk_open(c, &k->desk);
    if (!e)
        e = body_desk_show(&k->desk, is_list, &k->page);
    if (e)
        return e;
    page_back(c, body_desk_path(&k->desk, is_list ? "" : "/lists"));
    k->f = form_new(c, k->page);
    return k->f ? OK : ERR_LIMIT;
}

static struct saved_list_change change_of(const struct listing *k)
{
    return (struct saved_list_change){ .arena = k->c->arena,
                                       .act = ctx_act(k->c),
                                       .partnership_id = k->desk.partnership_id,
                                       .id = k->list.id,
                                       .by_role = STR(LIST_BY_COORDINATOR) };
}

/* The name as typed, or its error. */
static bool read_name(struct listing *k, struct saved_list_change *x)
{
    form_required(k->f, "name", STR(LIST_ENTER_NAME));
    form_length(k->f, "name", SAVED_LIST_CHARS, STR(LIST_NAME_WORDS));
    x->name = form_value(k->f, "name");
    return !form_failed(k->f);
}

static void say_why(struct listing *k, const struct saved_list_change *x, enum err e)
{
    if (e == ERR_CONFLICT && x->is_taken)
        form_error(k->f, "name", STR(LIST_TAKEN));
    if (e == ERR_TOO_MANY)
        form_error(k->f, "name", STR(LIST_MANY));
}

/* --- all of them --- */

/* The filter that is about to be kept: of the address, or of the form. */
static struct str query_of(struct listing *k)
{
    struct str query = param_str(k->c, k->c->req->method == METHOD_POST ? "filter" : "query");
    return desk_query_is_clean(query) ? query : STR("");
}

static enum err render_all(struct listing *k)
{
    struct ctx *c = k->c;
    struct saved_list *list = arena_array(c->arena, SAVED_LISTS_MAX, sizeof *list);
    struct list *rows = view_list(k->page, S(lists));
    size_t n = 0;
    enum err e =
        list ? saved_list_all(c->db, c->arena, k->desk.partnership_id, list, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(rows);
        struct date day = london_from_s(list[i].changed_at_s).date;
        view_str(v, S(name), list[i].name);
        view_str(v, S(href), list_path(k, list[i].id));
        view_bool(v, S(is_group), list[i].is_group);
        view_int(v, S(n), list[i].n_bodies);
        view_str(v, S(changed), date_short(c->arena, day));
        view_str(v, S(changed_iso), date_iso(c->arena, day));
    }
    struct str query = query_of(k);
    view_bool(k->page, S(has_lists), n > 0);
    view_int(k->page, S(n_lists), (int64_t)n);
    view_bool(k->page, S(is_filter), query.n > 0);
    view_str(k->page, S(query), query);
    view_str(k->page, S(action), body_desk_path(&k->desk, "/lists"));
    view_bool(k->page, S(was_saved), str_eq(param_str(c, "done"), STR("saved")));
    view_bool(k->page, S(was_removed), str_eq(param_str(c, "done"), STR("removed")));
    form_field(k->f, S(name), "name");
    return e ? e : form_render(k->f, "bodies/desk_lists");
}

enum err saved_lists_page(struct ctx *c)
{
    struct listing k;
    enum err e = listing_open(c, true, &k);
    return e ? e : render_all(&k);
}

/* A filter to keep (`query`), or an empty group. */
enum err saved_lists_post_page(struct ctx *c)
{
    struct listing k;
    enum err e = listing_open(c, true, &k);
    if (e)
        return e;
    struct saved_list_change x = change_of(&k);
    x.filter = query_of(&k);
    x.is_group = !x.filter.n;
    if (!read_name(&k, &x))
        return render_all(&k);
    e = form_send_once(
        k.f, saved_list_add_fn, &x,
        url_query(c->arena, body_desk_path(&k.desk, "/lists"), STR("done"), STR("saved")));
    say_why(&k, &x, e);
    return e == ERR_CONFLICT || e == ERR_TOO_MANY ? render_all(&k) : e;
}

/* --- one --- */

static enum err open_one(struct ctx *c, struct listing *k)
{
    enum err e = listing_open(c, false, k);
    if (e)
        return e;
    int64_t id = param_i64(c, "id", 0);
    e = saved_list_find(c->db, c->arena, id, k->desk.partnership_id, &k->list);
    return e == ERR_NOT_FOUND && saved_list_is_known(c->db, id) ? ctx_refuse(c) : e;
}

static enum err show_group(struct listing *k)
{
    struct ctx *c = k->c;
    struct desk_found found = { .n_found = (size_t)k->list.n_bodies };
    int64_t page = param_i64(c, "page", 1);
    const struct desk_paging at = { .path = list_path(k, k->list.id), .page = page };
    if (page < 1)
        return ERR_NOT_FOUND;
    enum err e = saved_list_bodies(c->db, k->list.id, (page - 1) * DESK_ROWS, found.id,
                                   DESK_ROWS, &found.n);
    if (!e)
        e = desk_rows_show(&k->desk, found.id, found.n, k->page);
    return e ? e : desk_pages_show(&k->desk, &at, &found, k->page);
}

static enum err render_one(struct listing *k)
{
    struct view *v = k->page;
    struct str done = param_str(k->c, "done");
    view_str(v, S(list_title), k->list.name);
    view_bool(v, S(is_group), k->list.is_group);
    view_str(v, S(action), list_path(k, k->list.id));
    view_str(v, S(open_href), desk_query_path(&k->desk, k->list.filter));
    view_str(v, S(lists_href), body_desk_path(&k->desk, "/lists"));
    view_bool(v, S(was_saved), str_eq(done, STR("saved")));
    view_bool(v, S(was_taken), str_eq(done, STR("taken")));
    form_set(k->f, "name", k->list.name);
    form_field(k->f, S(name), "name");
    (void)view_list(v, S(rows));
    view_bool(v, S(has_rows), false);
    enum err e = k->list.is_group ? show_group(k) : OK;
    return e ? e : form_render(k->f, "bodies/desk_one_list");
}

enum err saved_list_page(struct ctx *c)
{
    struct listing k;
    enum err e = open_one(c, &k);
    return e ? e : render_one(&k);
}

static enum err rename_it(struct listing *k)
{
    struct saved_list_change x = change_of(k);
    if (!read_name(k, &x))
        return render_one(k);
    enum err e = form_send_once(
        k->f, saved_list_rename_fn, &x,
        url_query(k->c->arena, list_path(k, k->list.id), STR("done"), STR("saved")));
    say_why(k, &x, e);
    return e == ERR_CONFLICT ? render_one(k) : e;
}

static enum err take_out(struct listing *k)
{
    int64_t id[BODY_BATCH_MAX];
    struct saved_list_change x = change_of(k);
    x.body_id = id;
    x.n = desk_ticked(k->c, id, BODY_BATCH_MAX);
    enum err e = form_send_once(
        k->f, saved_list_take_fn, &x,
        url_query(k->c->arena, list_path(k, k->list.id), STR("done"), STR("taken")));
    return e == ERR_CONFLICT ? render_one(k) : e;
}

/* Asked on a page of its own; then it is done. */
static enum err ask_remove(struct listing *k)
{
    view_str(k->page, S(list_title), k->list.name);
    view_str(k->page, S(action), list_path(k, k->list.id));
    view_str(k->page, S(back_href), list_path(k, k->list.id));
    view_bool(k->page, S(is_group), k->list.is_group);
    return form_render_next(k->f, "bodies/desk_list_remove");
}

static enum err remove_it(struct listing *k)
{
    struct saved_list_change x = change_of(k);
    enum err e = form_send_once(k->f, saved_list_remove_fn, &x,
                                url_query(k->c->arena, body_desk_path(&k->desk, "/lists"),
                                          STR("done"), STR("removed")));
    return e == ERR_CONFLICT ? ask_remove(k) : e;
}

enum err saved_list_post_page(struct ctx *c)
{
    struct listing k;
    enum err e = open_one(c, &k);
    if (e)
        return e;
    struct str pressed = form_value(k.f, "do");
    if (str_eq(pressed, STR("rename")))
        return rename_it(&k);
    if (str_eq(pressed, STR("take")) && k.list.is_group)
        return take_out(&k);
    if (str_eq(pressed, STR("ask")))
        return ask_remove(&k);
    return str_eq(pressed, STR("remove")) ? remove_it(&k) : ERR_BAD_REQUEST;
}
