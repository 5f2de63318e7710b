/*
 * people_list_page.c: everybody with an account, for administrators (interface.md 4.6).
 *
 * The filters stand in the address, to be kept and sent on. A name that is looked for does not:
 * it is posted, as the finder's words are (security.md S23).
 */
#include "app/people_pages.h"

#include "app/people_page_words.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "gen/symbols.h"

#define ADDRESS_BYTES 400

struct people_list {
    struct ctx *c;
    struct view *v;
    struct partnership_list all;
    struct person_filter filter;
    struct str partnership; /* its slug; empty: any */
    struct person_page page;
};

static enum err open_list(struct ctx *c, struct people_list *k)
{
    *k = (struct people_list){ .c = c };
    k->filter = (struct person_filter){ .role = -1, .state = -1, .now_s = c->now_s };
    enum err e = people_check_whole(c);
    return e ? e : partnership_list(c->db, c->arena, &k->all);
}

/* What is none of ours filters nothing. */
static void read_filters(struct people_list *k)
{
    struct ctx *c = k->c;
    enum role role;
    enum person_state state;
    const struct partnership *p =
        people_partnership_by_slug(&k->all, param_str(c, "partnership"));
    if (role_from_name(param_str(c, "role"), &role))
        k->filter.role = (int)role;
    if (person_state_from(param_str(c, "state"), &state))
        k->filter.state = (int)state;
    if (p) {
        k->filter.partnership_id = p->id;
        k->partnership = p->slug;
    }
    k->filter.after = param_i64(c, "after", 0);
}

static struct str next_href(struct people_list *k)
{
    struct buf *b = buf_in(k->c->arena, ADDRESS_BYTES);
    buf_lit(b, "/admin/people?");
    if (k->filter.role >= 0)
        buf_printf(b, "role=%.*s&", STR_ARG(role_name((enum role)k->filter.role)));
    if (k->partnership.n)
        buf_printf(b, "partnership=%.*s&", STR_ARG(k->partnership));
    if (k->filter.state >= 0)
        buf_printf(b, "state=%.*s&",
                   STR_ARG(person_state_name((enum person_state)k->filter.state)));
    buf_printf(b, "after=%lld", (long long)k->page.at[k->page.n - 1].id);
    return buf_view(b);
}

static void add_option(struct list *options, struct str value, struct str label, bool is_chosen)
{
    struct view *o = list_add(options);
    view_str(o, S(value), value);
    view_str(o, S(label), label);
    view_bool(o, S(checked), is_chosen);
}

static void show_filters(struct people_list *k)
{
    const struct person_filter *f = &k->filter;
    struct list *roles = view_list(k->v, S(role_options));
    struct list *places = view_list(k->v, S(partnership_options));
    struct list *states = view_list(k->v, S(state_options));
    add_option(roles, STR(""), STR(FILTER_ANY_ROLE), f->role < 0);
    for (enum role r = 0; r < ROLE__MAX; r++)
        add_option(roles, role_name(r), people_role_label(r), f->role == (int)r);
    add_option(places, STR(""), STR(FILTER_ANY_PARTNERSHIP), !f->partnership_id);
    for (size_t i = 0; i < k->all.n; i++)
        add_option(places, k->all.item[i].slug, k->all.item[i].short_name,
                   f->partnership_id == k->all.item[i].id);
    add_option(states, STR(""), STR(FILTER_ANY_STATE), f->state < 0);
    for (enum person_state s = 0; s < PERSON__MAX; s++)
        add_option(states, person_state_name(s), people_state_label(s), f->state == (int)s);
    view_bool(k->v, S(is_filtered), f->role >= 0 || f->partnership_id || f->state >= 0);
}

static enum err show_people(struct people_list *k, bool is_search)
{
    struct ctx *c = k->c;
    struct list *people = view_list(k->v, S(people));
    enum err e = OK;
    for (size_t i = 0; i < k->page.n && !e; i++) {
        const struct account *p = &k->page.at[i];
        struct view *v = list_add(people);
        view_str(v, S(name), p->name);
        view_str(v, S(email), p->email);
        view_str(v, S(href), people_path(c, p->id, ""));
        people_show_state(c, v, p);
        e = people_show_roles(c, v, &k->all, p->id);
    }
    view_bool(k->v, S(has_people), k->page.n > 0);
    view_int(k->v, S(n_shown), (int64_t)k->page.n);
    view_bool(k->v, S(is_many), k->page.n_all > PERSON_COUNT_MAX);
    view_int(k->v, S(n_all), k->page.n_all);
    view_bool(k->v, S(is_one), k->page.n_all == 1);
    view_bool(k->v, S(is_later), k->filter.after != 0);
    view_str(k->v, S(next_href), k->page.has_more && !is_search ? next_href(k) : STR(""));
    view_bool(k->v, S(is_cut), k->page.has_more && is_search);
    return e;
}

static enum err render(struct people_list *k, bool is_search)
{
    struct ctx *c = k->c;
    enum err e = person_list(c->db, c->arena, &k->filter, &k->page);
    if (e)
        return e;
    k->v = page_new(c, "");
    struct form *f = form_new(c, k->v);
    if (!f)
        return ERR_LIMIT;
    if (is_search && !k->filter.words.n)
        form_error(f, "q", STR(FIND_ENTER));
    form_field(f, S(q), "q");
    view_bool(k->v, S(is_search), is_search);
    show_filters(k);
    e = show_people(k, is_search);
    if (e)
        return e;
    return form_failed(f) ? form_render(f, "admin/people")
                          : form_render_next(f, "admin/people");
}

enum err people_page(struct ctx *c)
{
    struct people_list k;
    enum err e = open_list(c, &k);
    if (e)
        return e;
    read_filters(&k);
    return render(&k, false);
}

enum err people_find_page(struct ctx *c)
{
    struct people_list k;
    enum err e = open_list(c, &k);
    if (e)
        return e;
    k.filter.words = param_str(c, "q");
    return render(&k, true);
}
