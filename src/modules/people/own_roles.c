#include "modules/people/own_roles.h"

#include "core/tpl/value.h"
#include "gen/symbols.h"
#include "modules/people/invitation.h"
#include "modules/people/people.h"
#include "modules/people/people_words.h"
#include "modules/people/visitor.h"

#define PAST_MAX 200 /* grants of one account that are looked through, the newest first */

static bool is_over(const struct grant *g, int64_t now_s)
{
    return g->until_s && g->until_s <= now_s;
}

enum err own_roles_load(struct ctx *c, struct own_roles *out)
{
    struct grant *all = arena_array(c->arena, PAST_MAX, sizeof *all);
    size_t n = 0;
    out->n = 0;
    if (!all)
        return ERR_LIMIT;
    enum err e = role_list(c->db, c->visitor->account.id, all, PAST_MAX, &n);
    for (size_t i = 0; !e && i < n && out->n < ACTOR_GRANTS_MAX; i++)
        if (!is_over(&all[i], c->now_s))
            out->at[out->n++] = all[i];
    return e;
}

enum err own_roles_find(struct ctx *c, int64_t id, struct grant *out)
{
    struct own_roles roles;
    enum err e = own_roles_load(c, &roles);
    for (size_t i = 0; !e && i < roles.n; i++) {
        if (roles.at[i].id == id) {
            *out = roles.at[i];
            return OK;
        }
    }
    return e ? e : ERR_NOT_FOUND;
}

bool own_role_may_end(const struct grant *g)
{
    return g->role != ROLE_NETWORK_NATIONAL;
}

static struct str with_capital(struct arena *a, struct str s)
{
    if (!s.n || s.p[0] < 'a' || s.p[0] > 'z')
        return s;
    return str_printf(a, "%c%.*s", s.p[0] - 'a' + 'A', STR_ARG(str_sub(s, 1, s.n)));
}

static struct str day(struct arena *a, int64_t at_s)
{
    return date_long(a, london_from_s(at_s).date);
}

enum err own_role_words(struct ctx *c, const struct grant *g, struct str *out)
{
    struct arena *a = c->arena;
    struct str where = { 0 };
    enum err e = g->partnership_id
                     ? c->people->partnership_name(c->db, a, g->partnership_id, &where)
                 : g->body_id ? c->people->body_name(c->db, a, g->body_id, &where)
                              : OK;
    *out = role_words(g->role);
    if (e == ERR_NOT_FOUND) /* gone meanwhile: the role alone */
        return OK;
    if (g->body_id)
        *out = g->is_lead ? str_printf(a, ROLE_WORDS_LEAD_OF, STR_ARG(where))
                          : str_printf(a, ROLE_WORDS_EDITOR_OF, STR_ARG(where));
    else if (where.n)
        *out = str_printf(a, ROLE_WORDS_OF, STR_ARG(*out), STR_ARG(where));
    return e;
}

enum err own_role_show(struct ctx *c, struct view *v, const struct grant *g)
{
    struct arena *a = c->arena;
    struct str words;
    enum err e = own_role_words(c, g, &words);
    if (e)
        return e;
    view_str(v, S(words), with_capital(a, words));
    view_str(v, S(from), day(a, g->from_s));
    view_str(v, S(until), g->until_s ? day(a, g->until_s) : (struct str){ 0 });
    view_bool(v, S(is_later), g->from_s > c->now_s);
    view_str(v, S(give_up_href),
             own_role_may_end(g)
                 ? str_printf(a, "/account/roles/%lld/give-up", (long long)g->id)
                 : (struct str){ 0 });
    return OK;
}
