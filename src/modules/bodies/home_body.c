#include "modules/bodies/home_body.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

static void sort_by_name(struct body *all, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct body one = all[i];
        size_t at = i;
        for (; at > 0 && str_cmp(all[at - 1].name, one.name) > 0; at--)
            all[at] = all[at - 1];
        all[at] = one;
    }
}

/* A merged entry is nobody's any more. */
static enum err load_all(struct ctx *c, enum capability cap, struct home_body *out)
{
    int64_t id[HOME_BODIES_MAX];
    size_t n = actor_bodies(&c->visitor->actor, cap, id, HOME_BODIES_MAX);
    out->all = arena_array(c->arena, HOME_BODIES_MAX, sizeof *out->all);
    enum err e = out->all ? OK : ERR_LIMIT;
    for (size_t i = 0; i < n && !e; i++) {
        struct body *b = &out->all[out->n];
        e = body_load(c->db, c->arena, id[i], b);
        out->n += !e && !b->merged_into;
        if (e == ERR_NOT_FOUND)
            e = OK;
    }
    if (!e)
        sort_by_name(out->all, out->n);
    return e;
}

static const struct body *choose(const struct home_body *h, struct str slug)
{
    if (!slug.n)
        return h->n ? &h->all[0] : NULL;
    for (size_t i = 0; i < h->n; i++)
        if (str_eq(h->all[i].slug, slug))
            return &h->all[i];
    return NULL;
}

/* Somebody else's entry: the refusal is recorded. */
static enum err refuse(struct ctx *c, struct str slug)
{
    int64_t id = 0;
    enum err e = slug.n ? body_id_by_slug(c->db, slug, &id) : ERR_NOT_FOUND;
    return e ? e : ctx_refuse(c);
}

enum err home_body_load(struct ctx *c, enum capability cap, struct home_body *out)
{
    *out = (struct home_body){ 0 };
    struct str slug = param_str(c, "body");
    enum err e = load_all(c, cap, out);
    if (e)
        return e;
    const struct body *b = choose(out, slug);
    if (!b)
        return refuse(c, slug);
    out->body = *b;
    out->is_lead = actor_leads(&c->visitor->actor, b->id);
    out->query = str_printf(c->arena, "?body=%.*s", STR_ARG(b->slug));
    return OK;
}

struct str home_path(struct ctx *c, const struct home_body *h, const char *path)
{
    return str_printf(c->arena, "%s%.*s", path, STR_ARG(h->query));
}

struct view *home_body_view(struct ctx *c, const struct home_body *h)
{
    struct view *v = page_new(c, "");
    struct list *others = view_list(v, S(others));
    view_str(v, S(body_name), h->body.name);
    view_bool(v, S(is_lead), h->is_lead);
    view_bool(v, S(has_actions), h->is_lead); /* where rows have an is_lead of their own */
    view_bool(v, S(has_others), h->n > 1);
    for (size_t i = 0; i < h->n && h->n > 1; i++) {
        struct view *o = list_add(others);
        view_str(o, S(name), h->all[i].name);
        view_str(o, S(href), str_printf(c->arena, "/body?body=%.*s", STR_ARG(h->all[i].slug)));
        view_bool(o, S(is_current), h->all[i].id == h->body.id);
    }
    return v;
}
