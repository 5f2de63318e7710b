/*
 * invited_new_pages.c: whom to ask: a saved list, a group, a tag or filters of the register;
 * then a page to check, from which the ticked ones are invited, each by a mail of its own.
 */
#include "modules/invitations/invited_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/desk_filter.h"
#include "modules/bodies/saved_list.h"
#include "modules/invitations/invited_desk.h"
#include "modules/invitations/invited_words.h"

#define SPACE_FOR_CHOICES (SAVED_LISTS_MAX + BODY_TAGS_MAX + 1)

/* --- choosing --- */

static size_t add_lists(struct invited_desk *k, struct form_option *option, size_t n,
                        enum err *e)
{
    struct ctx *c = k->c;
    struct saved_list *list = arena_array(c->arena, SAVED_LISTS_MAX, sizeof *list);
    size_t n_lists = 0;
    *e = list ? saved_list_all(c->db, c->arena, k->desk.partnership_id, list, &n_lists)
              : ERR_LIMIT;
    for (size_t i = 0; i < n_lists && !*e; i++) {
        struct str label =
            list[i].is_group ? str_printf(c->arena, INVITED_CHOICE_GROUP, STR_ARG(list[i].name),
                                          (long long)list[i].n_bodies)
                             : str_printf(c->arena, INVITED_CHOICE_LIST, STR_ARG(list[i].name));
        option[n++] = (struct form_option){
            str_printf(c->arena, "list-%lld", (long long)list[i].id), label, { 0 }
        };
    }
    return n;
}

static size_t add_tags(struct invited_desk *k, struct form_option *option, size_t n,
                       enum err *e)
{
    struct ctx *c = k->c;
    struct body_tag *tag = arena_array(c->arena, BODY_TAGS_MAX, sizeof *tag);
    size_t n_tags = 0;
    *e = tag ? body_tag_list(c->db, c->arena, k->desk.partnership_id, tag, &n_tags) : ERR_LIMIT;
    for (size_t i = 0; i < n_tags && !*e; i++)
        option[n++] =
            (struct form_option){ str_printf(c->arena, "tag-%lld", (long long)tag[i].id),
                                  str_printf(c->arena, INVITED_CHOICE_TAG,
                                             STR_ARG(tag[i].name)),
                                  { 0 } };
    return n;
}

static enum err show_choices(struct invited_desk *k)
{
    struct form_option *option = arena_array(k->c->arena, SPACE_FOR_CHOICES, sizeof *option);
    enum err e = option ? OK : ERR_LIMIT;
    size_t n = 1;
    if (!e) {
        option[0] = (struct form_option){ STR(""), STR(INVITED_CHOOSE), { 0 } };
        n = add_lists(k, option, n, &e);
    }
    if (!e)
        n = add_tags(k, option, n, &e);
    if (e)
        return e;
    if (param_has(k->c, "choose") && !param_has(k->c, "to"))
        form_error(k->f, "to", STR(INVITED_SELECT_LIST));
    form_options(k->f, S(to), "to", option, n);
    view_bool(k->page, S(has_choices), n > 1);
    view_str(k->page, S(partnership_slug), k->desk.own.partnership.slug);
    view_str(k->page, S(register_href), body_desk_path(&k->desk, ""));
    view_str(k->page, S(action),
             str_printf(k->c->arena, "/coordinator/consultations/%.*s/invitations/new",
                        STR_ARG(k->x.slug)));
    return form_render(k->f, "consultations/invited_choose");
}

/* --- who that is --- */

struct choice {
    struct invited_desk k;
    int64_t id[BODY_SEARCH_MAX];
    size_t n;
    bool is_made;         /* something was chosen */
    struct str to_filter; /* a saved filter: its page is another address */
    struct str query;     /* the filters of this one */
};

static enum err take_list(struct choice *x, int64_t id)
{
    struct ctx *c = x->k.c;
    struct saved_list list;
    enum err e = saved_list_find(c->db, c->arena, id, x->k.desk.partnership_id, &list);
    if (e == ERR_NOT_FOUND && saved_list_is_known(c->db, id))
        return ctx_refuse(c);
    if (e)
        return e;
    if (list.is_group)
        return saved_list_bodies(c->db, id, 0, x->id, BODY_SEARCH_MAX, &x->n);
    x->to_filter = str_printf(c->arena, "from=filter%s%.*s", list.filter.n ? "&" : "",
                              STR_ARG(list.filter));
    return OK;
}

static enum err choose(struct choice *x)
{
    struct ctx *c = x->k.c;
    struct desk_filter f;
    struct str to = param_str(c, "to");
    int64_t id = 0;
    x->is_made = to.n > 0 || param_has(c, "from");
    if (!x->is_made)
        return OK;
    if (str_starts(to, STR("list-")) && str_to_i64(str_sub(to, 5, to.n), &id))
        return take_list(x, id);
    if (str_starts(to, STR("tag-")) && str_to_i64(str_sub(to, 4, to.n), &id)) {
        x->to_filter = str_printf(c->arena, "from=filter&tag=%lld", (long long)id);
        return OK;
    }
    if (to.n)
        return ERR_NOT_FOUND;
    enum err e = desk_filter_read(&x->k.desk, x->k.page, &f);
    x->query = e ? (struct str){ 0 } : f.query;
    return e ? e : desk_filter_all(&x->k.desk, &f, x->id, BODY_SEARCH_MAX, &x->n);
}

/* --- the page to check --- */

struct guest {
    struct body b;
    struct invited_address to;
};
struct guests {
    struct guest *at;
    size_t n;        /* those of the page */
    size_t n_before; /* chosen, and invited already */
    bool has_more;
};

static enum err add_guest(struct choice *x, int64_t body_id, struct guests *out)
{
    struct ctx *c = x->k.c;
    struct guest *g = &out->at[out->n];
    struct invited row;
    struct body_desk_one one;
    enum err e = invited_of_body(c->db, c->arena, x->k.x.id, body_id, &row);
    if (e != ERR_NOT_FOUND) {
        out->n_before += !e;
        return e;
    }
    e = body_desk_load_id(&x->k.desk, body_id, &one);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    g->b = one.b;
    if (!one.is_accepted) /* its own contact is not this partnership's to use */
        g->b.own_email = (struct str){ 0 };
    e = invited_address(c->db, c->arena, &g->b, c->now_s, &g->to);
    out->n += !e;
    return e;
}

static enum err load_guests(struct choice *x, struct guests *out)
{
    *out =
        (struct guests){ .at = arena_array(x->k.c->arena, INVITED_AT_ONCE, sizeof *out->at) };
    enum err e = out->at ? OK : ERR_LIMIT;
    size_t i = 0;
    for (; i < x->n && out->n < INVITED_AT_ONCE && !e; i++)
        e = add_guest(x, x->id[i], out);
    out->has_more = !e && i < x->n;
    return e;
}

static bool is_ticked(struct choice *x, int64_t body_id)
{
    struct ctx *c = x->k.c;
    struct str sent[INVITED_AT_ONCE];
    if (c->req->method != METHOD_POST)
        return true;
    size_t n = param_list(c, "body", sent, INVITED_AT_ONCE);
    for (size_t i = 0; i < n; i++) {
        int64_t id = 0;
        if (str_to_i64(sent[i], &id) && id == body_id)
            return true;
    }
    return false;
}

static void show_guest(struct choice *x, const struct guest *g, struct list *rows)
{
    struct arena *a = x->k.c->arena;
    struct view *v = list_add(rows);
    view_int(v, S(id), g->b.id);
    view_str(v, S(name), g->b.name);
    view_str(v, S(email), g->to.email);
    view_str(v, S(why_not), g->to.why_not);
    view_bool(v, S(checked), is_ticked(x, g->b.id));
    view_str(v, S(other_href),
             str_printf(a, "%.*s&organisation=%lld",
                        STR_ARG(invited_desk_path(&x->k, "/other")), (long long)g->b.id));
}

/* With what was chosen, so that the form comes back to the same organisations. */
static struct str own_address(struct choice *x)
{
    struct arena *a = x->k.c->arena;
    struct str path = invited_desk_path(&x->k, "/new"), to = param_str(x->k.c, "to");
    if (to.n)
        return url_query(a, path, STR("to"), to);
    return str_printf(a, "%.*s&from=filter%s%.*s", STR_ARG(path), x->query.n ? "&" : "",
                      STR_ARG(x->query));
}

static enum err show_guests(struct choice *x, const struct guests *guests)
{
    struct view *v = x->k.page;
    struct list *by_mail = view_list(v, S(by_mail)), *others = view_list(v, S(by_hand));
    for (size_t i = 0; i < guests->n; i++)
        show_guest(x, &guests->at[i], guests->at[i].to.why_not.n ? others : by_mail);
    view_int(v, S(n_by_mail), (int64_t)list_len(by_mail));
    view_int(v, S(n_by_hand), (int64_t)list_len(others));
    view_bool(v, S(has_by_mail), list_len(by_mail) > 0);
    view_bool(v, S(has_by_hand), list_len(others) > 0);
    view_int(v, S(n_before), (int64_t)guests->n_before);
    view_bool(v, S(has_before), guests->n_before > 0);
    view_bool(v, S(has_more), guests->has_more);
    view_int(v, S(most), INVITED_AT_ONCE);
    view_str(v, S(closes), consultation_closes_words(x->k.c->arena, x->k.x.closes_at_s));
    view_str(v, S(back_href), invited_desk_path(&x->k, "/new"));
    view_str(v, S(action), own_address(x));
    page_back(x->k.c, invited_desk_path(&x->k, "/new"));
    return form_render(x->k.f, "consultations/invited_check");
}

static enum err choice_open(struct ctx *c, struct choice **out)
{
    struct choice *x = *out = ARENA_NEW(c->arena, struct choice);
    if (!x)
        return ERR_LIMIT;
    enum err e = invited_desk_open(c, &x->k);
    return e ? e : choose(x);
}

enum err invited_new_page(struct ctx *c)
{
    struct choice *x;
    struct guests guests;
    enum err e = choice_open(c, &x);
    if (e)
        return e;
    if (x->to_filter.n)
        return ctx_see_other(c, str_printf(c->arena, "%.*s&%.*s",
                                           STR_ARG(invited_desk_path(&x->k, "/new")),
                                           STR_ARG(x->to_filter)));
    if (!x->is_made) {
        page_back(c, invited_desk_path(&x->k, ""));
        return show_choices(&x->k);
    }
    e = load_guests(x, &guests);
    return e ? e : show_guests(x, &guests);
}

/* --- inviting --- */

static enum err make_items(struct choice *x, const struct guests *guests,
                           struct invited_item *item, size_t *n)
{
    struct invited_letter letter;
    enum err e = invited_desk_letter(&x->k, &letter);
    *n = 0;
    for (size_t i = 0; i < guests->n && !e; i++) {
        const struct guest *g = &guests->at[i];
        if (g->to.why_not.n || !is_ticked(x, g->b.id))
            continue;
        e = invited_item_new(&letter, g->b.id, x->k.desk.partnership_id, &g->to, &item[*n]);
        *n += !e;
    }
    return e;
}

enum err invited_new_post_page(struct ctx *c)
{
    struct choice *x;
    struct guests guests;
    struct invited_item *item = arena_array(c->arena, INVITED_AT_ONCE, sizeof *item);
    size_t n = 0;
    enum err e = choice_open(c, &x);
    if (!e && (!x->is_made || !x->k.can_ask || x->to_filter.n))
        return ctx_see_other(c, invited_desk_path(&x->k, "/new"));
    if (!e)
        e = load_guests(x, &guests);
    if (!e)
        e = item ? make_items(x, &guests, item, &n) : ERR_LIMIT;
    if (e)
        return e;
    if (!n && !guests.n_before) {
        form_error(x->k.f, "body", STR(INVITED_SELECT_BODY));
        return show_guests(x, &guests);
    }
    struct str done =
        url_query(c->arena, invited_desk_path(&x->k, ""), STR("done"), STR("invited"));
    done = url_query(c->arena, done, STR("n"), str_printf(c->arena, "%zu", n));
    e = invited_desk_write(&x->k, invited_send_fn, item, n, done);
    return e == ERR_CONFLICT ? show_guests(x, &guests) : e;
}
