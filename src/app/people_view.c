#include "app/people_view.h"

#include "app/people_page_words.h"
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/people.h"
#include "modules/people/visitor.h"

static const struct {
    struct str label, hint;
} role_words_of[ROLE__MAX] = {
    [ROLE_BODY_EDITOR] = { STR_INIT(ROLE_LABEL_BODY_EDITOR), STR_INIT(ROLE_HINT_BODY_EDITOR) },
    [ROLE_COORDINATOR] = { STR_INIT(ROLE_LABEL_COORDINATOR), STR_INIT(ROLE_HINT_COORDINATOR) },
    [ROLE_ANALYST] = { STR_INIT(ROLE_LABEL_ANALYST), STR_INIT(ROLE_HINT_ANALYST) },
    [ROLE_NETWORK_COORDINATOR] = { STR_INIT(ROLE_LABEL_NETWORK_COORDINATOR),
                                   STR_INIT(ROLE_HINT_NETWORK_COORDINATOR) },
    [ROLE_NETWORK_NATIONAL] = { STR_INIT(ROLE_LABEL_NETWORK_NATIONAL),
                                STR_INIT(ROLE_HINT_NETWORK_NATIONAL) },
    [ROLE_ADMIN] = { STR_INIT(ROLE_LABEL_ADMIN), STR_INIT(ROLE_HINT_ADMIN) },
};

static const struct str state_labels[PERSON__MAX] = {
    [PERSON_INVITED] = STR_INIT(STATE_INVITED),
    [PERSON_ACTIVE] = STR_INIT(STATE_ACTIVE),
    [PERSON_SLEEPING] = STR_INIT(STATE_SLEEPING),
    [PERSON_CLOSED] = STR_INIT(STATE_CLOSED),
};

struct str people_role_label(enum role role)
{
    return role_words_of[role].label;
}

struct str people_state_label(enum person_state state)
{
    return state_labels[state];
}

const struct partnership *people_partnership(const struct partnership_list *all, int64_t id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].id == id)
            return &all->item[i];
    return NULL;
}

const struct partnership *people_partnership_by_slug(const struct partnership_list *all,
                                                     struct str slug)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->item[i].slug, slug))
            return &all->item[i];
    return NULL;
}

static struct str editor_label(struct ctx *c, const struct grant *g)
{
    struct str name, label = people_role_label(g->role);
    if (c->people->body_name(c->db, c->arena, g->body_id, &name))
        return label; /* the organisation is gone: the role alone */
    return str_printf(c->arena, g->is_lead ? ROLE_AT_LEAD : ROLE_AT, STR_ARG(label),
                      STR_ARG(name));
}

struct str people_grant_label(struct ctx *c, const struct partnership_list *all,
                              const struct grant *g)
{
    const struct partnership *p = people_partnership(all, g->partnership_id);
    struct str label = people_role_label(g->role);
    if (g->body_id)
        return editor_label(c, g);
    return p ? str_printf(c->arena, ROLE_AT, STR_ARG(label), STR_ARG(p->short_name)) : label;
}

enum err people_show_roles(struct ctx *c, struct view *v, const struct partnership_list *all,
                           int64_t account_id)
{
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n = 0;
    enum err e = person_roles(c->db, account_id, c->now_s, g, ACTOR_GRANTS_MAX, &n);
    struct list *roles = view_list(v, S(roles));
    for (size_t i = 0; i < n; i++)
        list_add_str(roles, people_grant_label(c, all, &g[i]));
    view_bool(v, S(has_roles), n > 0);
    return e;
}

void people_show_day(struct ctx *c, struct view *v, symbol as, symbol as_iso, int64_t s)
{
    if (!s) {
        view_null(v, as);
        view_null(v, as_iso);
        return;
    }
    struct date d = london_from_s(s).date;
    view_str(v, as, date_short(c->arena, d));
    view_str(v, as_iso, date_iso(c->arena, d));
}

void people_show_state(struct ctx *c, struct view *v, const struct account *account)
{
    enum person_state state = person_state_of(account, c->now_s);
    view_str(v, S(state), people_state_label(state));
    view_bool(v, S(is_invited), state == PERSON_INVITED);
    view_bool(v, S(is_sleeping), state == PERSON_SLEEPING);
    view_bool(v, S(is_closed), state == PERSON_CLOSED);
    people_show_day(c, v, S(seen), S(seen_iso), account->last_sign_in_at_s);
    people_show_day(c, v, S(made), S(made_iso), account->created_at_s);
    people_show_day(c, v, S(closed), S(closed_iso), account->closed_at_s);
}

void people_role_options(struct form *f, symbol as, const char *name)
{
    struct form_option option[ROLE__MAX];
    size_t n = 0;
    static const enum role order[] = { ROLE_COORDINATOR,      ROLE_ANALYST,
                                       ROLE_BODY_EDITOR,      ROLE_NETWORK_COORDINATOR,
                                       ROLE_NETWORK_NATIONAL, ROLE_ADMIN };
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        option[n++] = (struct form_option){ role_name(order[i]), role_words_of[order[i]].label,
                                            role_words_of[order[i]].hint };
    form_options(f, as, name, option, n);
}

void people_partnership_options(struct ctx *c, struct form *f, symbol as,
                                const struct partnership_list *all)
{
    struct form_option *option = arena_array(c->arena, all->n + 1, sizeof *option);
    if (!option)
        return;
    option[0] = (struct form_option){ { NULL, 0 }, STR(SELECT_PARTNERSHIP_FIRST), { NULL, 0 } };
    for (size_t i = 0; i < all->n; i++)
        option[i + 1] =
            (struct form_option){ all->item[i].slug, all->item[i].short_name, { NULL, 0 } };
    form_options(f, as, "partnership", option, all->n + 1);
}

/* --- what was just done --- */

#define DONE_MARK "people "

struct str people_done_path(struct ctx *c, struct str path, struct str done)
{
    struct str text = str_printf(c->arena, DONE_MARK "%.*s", STR_ARG(done));
    return str_printf(c->arena, "%.*s%cdone=%.*s", STR_ARG(path),
                      str_find_char(path, '?') == STR_NONE ? '?' : '&',
                      STR_ARG(ctx_seal(c, text)));
}

void people_show_done(struct ctx *c, struct view *page)
{
    struct str text, mark = STR(DONE_MARK);
    bool is = ctx_unseal(c, param_str(c, "done"), &text) && str_starts(text, mark);
    view_bool(page, S(is_done), is);
    view_str(page, S(done), is ? str_sub(text, mark.n, text.n) : STR(""));
}

/* --- whose --- */

enum err people_check_whole(struct ctx *c)
{
    return actor_may(&c->visitor->actor, CAP_PEOPLE, 0) ? OK : ctx_refuse(c);
}

enum err people_load(struct ctx *c, struct account *out)
{
    enum err e = people_check_whole(c);
    if (!e)
        e = account_find(c->db, c->arena, param_i64(c, "id", 0), out);
    return e ? e : out->email.n ? OK : ERR_NOT_FOUND;
}

struct str people_path(struct ctx *c, int64_t id, const char *ending)
{
    return str_printf(c->arena, "/admin/people/%lld%s", (long long)id, ending);
}
