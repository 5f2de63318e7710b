#include "modules/partnerships/own.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

static bool is_in(const int64_t *id, size_t n, int64_t wanted)
{
    for (size_t i = 0; i < n; i++)
        if (id[i] == wanted)
            return true;
    return false;
}

static void take(struct ctx *c, struct own *out, const struct partnership *p)
{
    out->partnership = *p;
    out->query = str_printf(c->arena, "?partnership=%.*s", STR_ARG(p->slug));
}

static enum err load_named(struct ctx *c, enum capability cap, struct own *out)
{
    struct partnership p;
    enum err e = partnership_find_by_slug(c->db, c->arena, param_str(c, "partnership"), &p);
    if (e)
        return e;
    if (!actor_may(&c->visitor->actor, cap, p.id))
        return ctx_refuse(c);
    take(c, out, &p);
    return OK;
}

enum err own_partnership_load(struct ctx *c, enum capability cap, struct own *out)
{
    int64_t mine[ACTOR_GRANTS_MAX];
    struct partnership_list all;
    *out = (struct own){ 0 };
    out->n = actor_partnerships(&c->visitor->actor, cap, mine, ACTOR_GRANTS_MAX);
    if (param_has(c, "partnership"))
        return load_named(c, cap, out);
    enum err e = out->n ? partnership_list(c->db, c->arena, &all) : ERR_NOT_FOUND;
    if (e)
        return e;
    for (size_t i = 0; i < all.n; i++)
        if (is_in(mine, out->n, all.item[i].id)) {
            take(c, out, &all.item[i]);
            return OK;
        }
    return ERR_NOT_FOUND;
}

enum err own_partnership_show(struct ctx *c, const struct own *own, enum capability cap,
                              struct view *page)
{
    int64_t mine[ACTOR_GRANTS_MAX];
    struct partnership_list all = { 0 };
    size_t n = actor_partnerships(&c->visitor->actor, cap, mine, ACTOR_GRANTS_MAX);
    struct list *others = view_list(page, S(others));
    view_str(page, S(partnership_name), own->partnership.name);
    view_bool(page, S(has_others), n > 1);
    enum err e = n > 1 ? partnership_list(c->db, c->arena, &all) : OK;
    for (size_t i = 0; i < all.n && !e; i++) {
        const struct partnership *p = &all.item[i];
        if (!is_in(mine, n, p->id))
            continue;
        struct view *v = list_add(others);
        view_str(v, S(name), p->short_name);
        view_str(
            v, S(href),
            str_printf(c->arena, "%.*s?partnership=%.*s", STR_ARG(c->path), STR_ARG(p->slug)));
        view_bool(v, S(is_current), p->id == own->partnership.id);
    }
    return e;
}
