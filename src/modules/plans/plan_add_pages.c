/*
 * plan_add_pages.c: organisations come on the long list (P.3): from the register by filter,
 * from a saved list, from offers to be involved, from those who took part last time. How is
 * kept.
 */
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/desk_filter.h"
#include "modules/bodies/saved_list.h"
#include "modules/plans/plan_desk.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_words.h"

enum { Q_INTEREST, Q_LAST, Q_STANDS, Q_NAME };

/* clang-format off */
static const char *const sql[] = {
    [Q_INTEREST] = "SELECT DISTINCT i.body_id FROM interest_area a CROSS JOIN expression_of_interest i ON i.id = a.interest_id CROSS JOIN body b ON "
                   "b.id = i.body_id WHERE a.partnership_id = $1 AND a.state = 'accepted' AND b.merged_into IS NULL AND b.state = 'active' LIMIT $2",
    [Q_LAST] = "SELECT body_id FROM plan_body WHERE plan_id = $1 AND participation = 'taking_part' LIMIT $2",
    [Q_STANDS] = "SELECT 1 FROM plan_body WHERE plan_id = $1 AND body_id = $2",
    [Q_NAME] = "SELECT name FROM body WHERE id = $1",
};
/* clang-format on */
const struct sql_list plan_add_sql = SQL_LIST("plan_add", sql);

#define CHOICES_MAX (SAVED_LISTS_MAX + PLANS_MAX + 3)

struct adding {
    struct plan_desk d;
    struct body_desk desk;
    struct str source, filter; /* as plan_list keeps them */
    struct str to_filter;      /* a saved filter: its page is another address */
    bool is_made;              /* something was chosen */
    int64_t id[BODY_SEARCH_MAX];
    size_t n, n_before; /* not on the list yet; on it already */
};

static enum err adding_open(struct ctx *c, struct adding **out)
{
    struct adding *k = *out = ARENA_NEW(c->arena, struct adding);
    if (!k)
        return ERR_LIMIT;
    enum err e = plan_desk_open_one(c, &k->d);
    if (!e && plan_is_made_before(&k->d.p))
        e = ERR_NOT_FOUND;
    return e ? e : body_desk_open(c, &k->desk);
}

/* --- what can be chosen --- */

static enum err offer_lists(struct adding *k, struct form_option *option, size_t *n)
{
    struct ctx *c = k->d.c;
    struct saved_list *list = arena_array(c->arena, SAVED_LISTS_MAX, sizeof *list);
    size_t n_lists = 0;
    enum err e = list ? saved_list_all(c->db, c->arena, k->d.own.partnership.id, list, &n_lists)
                      : ERR_LIMIT;
    for (size_t i = 0; i < n_lists; i++)
        option[(*n)++] = (struct form_option){
            .value = str_printf(c->arena, "list-%lld", (long long)list[i].id),
            .label = str_printf(c->arena, PLAN_ADD_LIST, STR_ARG(list[i].name)),
        };
    return e;
}

static enum err offer_plans(struct adding *k, struct form_option *option, size_t *n)
{
    struct ctx *c = k->d.c;
    struct plan *all = arena_array(c->arena, PLANS_MAX, sizeof *all);
    size_t n_plans = 0;
    enum err e =
        all ? plan_list(c->db, c->arena, k->d.own.partnership.id, all, &n_plans) : ERR_LIMIT;
    for (size_t i = 0; i < n_plans; i++)
        if (all[i].id != k->d.p.id && !plan_is_made_before(&all[i]))
            option[(*n)++] = (struct form_option){
                .value = str_printf(c->arena, "last-%lld", (long long)all[i].id),
                .label = str_printf(c->arena, PLAN_ADD_LAST, STR_ARG(all[i].title)),
            };
    return e;
}

static enum err show_choices(struct adding *k)
{
    struct ctx *c = k->d.c;
    struct form_option *option = arena_array(c->arena, CHOICES_MAX, sizeof *option);
    size_t n = 2;
    if (!option)
        return ERR_LIMIT;
    option[0] = (struct form_option){ STR("all"), STR(PLAN_ADD_ALL), { 0 } };
    option[1] = (struct form_option){ STR("interest"), STR(PLAN_ADD_INTEREST), { 0 } };
    enum err e = offer_lists(k, option, &n);
    if (!e)
        e = offer_plans(k, option, &n);
    if (e)
        return e;
    if (param_has(c, "choose") && !param_str(c, "to").n)
        form_error(k->d.f, "to", STR(PLAN_SELECT_FROM));
    form_options(k->d.f, S(to), "to", option, n);
    view_str(k->d.page, S(partnership_slug), k->d.own.partnership.slug);
    view_str(k->d.page, S(register_href), body_desk_path(&k->desk, ""));
    view_str(k->d.page, S(action),
             str_printf(c->arena, "/coordinator/plans/%lld/bodies/add", (long long)k->d.p.id));
    page_back(c, plan_desk_path_of(&k->d, k->d.p.id, "/bodies"));
    return form_render(k->d.f, "plans/add");
}

/* --- who that is --- */

static enum err take(struct adding *k, int64_t body_id)
{
    int64_t stands = 0;
    enum err e =
        db_one_i64(k->d.c->db, sql[Q_STANDS], BINDS(bi(k->d.p.id), bi(body_id)), &stands);
    if (e == ERR_NOT_FOUND && k->n < BODY_SEARCH_MAX) {
        k->id[k->n++] = body_id;
        e = OK;
    } else if (!e) {
        k->n_before++;
    }
    return e;
}

static enum err take_all(struct adding *k, const int64_t *id, size_t n)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < n; i++)
        e = take(k, id[i]);
    return e;
}

static enum err take_query(struct adding *k, const char *text, int64_t of)
{
    struct ctx *c = k->d.c;
    int64_t *id = arena_array(c->arena, BODY_SEARCH_MAX, sizeof *id);
    size_t n = 0;
    if (!id)
        return ERR_LIMIT;
    struct stmt *s = db_query(c->db, text, BINDS(bi(of), bi(BODY_SEARCH_MAX)));
    while (n < BODY_SEARCH_MAX && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    return e ? e : take_all(k, id, n);
}

static enum err take_filter(struct adding *k)
{
    struct ctx *c = k->d.c;
    struct desk_filter f;
    int64_t *id = arena_array(c->arena, BODY_SEARCH_MAX, sizeof *id);
    size_t n = 0;
    enum err e = id ? desk_filter_read(&k->desk, k->d.page, &f) : ERR_LIMIT;
    if (!e)
        e = desk_filter_all(&k->desk, &f, id, BODY_SEARCH_MAX, &n);
    k->source = STR("register");
    k->filter = e ? STR("") : f.query;
    return e ? e : take_all(k, id, n);
}

static enum err take_list(struct adding *k, int64_t list_id)
{
    struct ctx *c = k->d.c;
    struct saved_list list;
    int64_t *id = arena_array(c->arena, BODY_SEARCH_MAX, sizeof *id);
    size_t n = 0;
    enum err e = id ? saved_list_find(c->db, c->arena, list_id, k->d.own.partnership.id, &list)
                    : ERR_LIMIT;
    if (e)
        return e;
    if (!list.is_group) {
        k->to_filter = str_printf(c->arena, "from=filter%s%.*s", list.filter.n ? "&" : "",
                                  STR_ARG(list.filter));
        return OK;
    }
    k->source = STR("saved");
    k->filter = list.name;
    e = saved_list_bodies(c->db, list_id, 0, id, BODY_SEARCH_MAX, &n);
    return e ? e : take_all(k, id, n);
}

static enum err take_last(struct adding *k, int64_t plan_id)
{
    struct plan last;
    enum err e = plan_load(k->d.c->db, k->d.c->arena, k->d.own.partnership.id, plan_id, &last);
    k->source = STR("last_plan");
    k->filter = e ? STR("") : last.title;
    return e ? e : take_query(k, sql[Q_LAST], plan_id);
}

static enum err choose(struct adding *k)
{
    struct ctx *c = k->d.c;
    struct str to = param_str(c, "to");
    int64_t id = 0;
    k->is_made = to.n > 0 || param_has(c, "from");
    if (!k->is_made)
        return OK;
    if (!to.n || str_eq(to, STR("all")))
        return take_filter(k);
    if (str_eq(to, STR("interest"))) {
        k->source = STR("interest");
        return take_query(k, sql[Q_INTEREST], k->d.own.partnership.id);
    }
    if (str_starts(to, STR("list-")) && str_to_i64(str_sub(to, 5, to.n), &id))
        return take_list(k, id);
    if (str_starts(to, STR("last-")) && str_to_i64(str_sub(to, 5, to.n), &id))
        return take_last(k, id);
    return ERR_NOT_FOUND;
}

/* --- the page to check, and adding --- */

static struct str own_address(struct adding *k)
{
    struct arena *a = k->d.c->arena;
    struct str path = plan_desk_path_of(&k->d, k->d.p.id, "/bodies/add");
    struct str to = param_str(k->d.c, "to");
    if (to.n)
        return url_query(a, path, STR("to"), to);
    path = url_query(a, path, STR("from"), STR("filter"));
    return str_printf(a, "%.*s%s%.*s", STR_ARG(path), k->filter.n ? "&" : "",
                      STR_ARG(k->filter));
}

static enum err show_check(struct adding *k, int status)
{
    struct plan_desk *d = &k->d;
    struct list *list = view_list(d->page, S(rows));
    enum err e = OK;
    for (size_t i = 0; !e && i < k->n; i++) {
        struct str name = { 0 };
        e = db_one_text(d->c->db, sql[Q_NAME], BINDS(bi(k->id[i])), d->c->arena, &name);
        view_str(list_add(list), S(name), name);
    }
    view_int(d->page, S(count), (int64_t)k->n);
    view_bool(d->page, S(has_rows), k->n > 0);
    view_int(d->page, S(n_before), (int64_t)k->n_before);
    view_bool(d->page, S(has_before), k->n_before > 0);
    view_str(d->page, S(action), own_address(k));
    view_str(d->page, S(back_href), plan_desk_path_of(d, d->p.id, "/bodies/add"));
    page_back(d->c, plan_desk_path_of(d, d->p.id, "/bodies/add"));
    return e ? e : form_render_status(d->f, status, "plans/add_check");
}

enum err plan_add_page(struct ctx *c)
{
    struct adding *k;
    enum err e = adding_open(c, &k);
    if (!e && !plan_is_open(&k->d.p)) /* published: its list stands */
        return ctx_see_other(c, plan_desk_path_of(&k->d, k->d.p.id, "/bodies"));
    if (!e)
        e = choose(k);
    if (e)
        return e;
    if (k->to_filter.n) {
        struct str at = plan_desk_path_of(&k->d, k->d.p.id, "/bodies/add");
        bool has_query = str_find_char(at, '?') != STR_NONE;
        return ctx_see_other(c, str_printf(c->arena, "%.*s%s%.*s", STR_ARG(at),
                                           has_query ? "&" : "?", STR_ARG(k->to_filter)));
    }
    return k->is_made ? show_check(k, 200) : show_choices(k);
}

enum err plan_add_post_page(struct ctx *c)
{
    struct adding *k;
    enum err e = adding_open(c, &k);
    if (!e)
        e = choose(k);
    if (e)
        return e;
    if (!k->is_made || k->to_filter.n || !plan_is_open(&k->d.p))
        return ctx_see_other(c, plan_desk_path_of(&k->d, k->d.p.id, "/bodies/add"));
    struct plan_body_write w = plan_desk_body_write(&k->d);
    w.body_id = k->id;
    w.n = k->n;
    w.source = k->source;
    w.filter = k->filter;
    e = form_send_once(k->d.f, plan_bodies_add_fn, &w,
                       plan_desk_done(&k->d, "/bodies", "added"));
    return e == ERR_CONFLICT ? show_check(k, 422) : e;
}
