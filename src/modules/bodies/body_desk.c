#include "modules/bodies/body_desk.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

enum err body_desk_open(struct ctx *c, struct body_desk *out)
{
    *out = (struct body_desk){ .c = c, .is_admin = str_starts(c->path, STR("/admin/")) };
    if (out->is_admin)
        return actor_may(&c->visitor->actor, CAP_BODY_EDIT, 0) ? OK : ctx_refuse(c);
    enum err e = own_partnership_load(c, CAP_BODY_EDIT, &out->own);
    out->partnership_id = e ? 0 : out->own.partnership.id;
    return e;
}

struct str body_desk_path(const struct body_desk *d, const char *ending)
{
    struct arena *a = d->c->arena;
    struct str path =
        str_printf(a, "/%s/bodies%s", d->is_admin ? "admin" : "coordinator", ending);
    return d->is_admin ? path : str_join(a, path, d->own.query);
}

struct str body_desk_path_of(const struct body_desk *d, int64_t body_id, const char *ending)
{
    struct arena *a = d->c->arena;
    const char *of = str_z(a, str_printf(a, "/%lld%s", (long long)body_id, ending));
    return body_desk_path(d, of ? of : "");
}

struct str body_desk_source(const struct body_desk *d)
{
    return d->is_admin ? STR(DESK_SOURCE_ADMIN)
                       : str_printf(d->c->arena, DESK_SOURCE_OF,
                                    STR_ARG(d->own.partnership.short_name));
}

struct str body_desk_today(const struct body_desk *d)
{
    return date_iso(d->c->arena, london_from_s(d->c->now_s).date);
}

static bool works_in(const struct body *b, int64_t partnership_id)
{
    for (size_t i = 0; i < b->n_areas; i++)
        if (b->area[i].partnership_id == partnership_id)
            return true;
    return false;
}

enum err body_desk_load_id(const struct body_desk *d, int64_t id, struct body_desk_one *out)
{
    struct ctx *c = d->c;
    *out = (struct body_desk_one){ .is_ours = d->is_admin };
    if (d->is_admin)
        return body_load(c->db, c->arena, id, &out->b);
    enum err e =
        body_load_for(c->db, c->arena, id, d->partnership_id, &out->b, &out->is_accepted);
    if (!e)
        out->is_ours = works_in(&out->b, d->partnership_id);
    return e;
}

enum err body_desk_load(const struct body_desk *d, struct body_desk_one *out)
{
    struct ctx *c = d->c;
    struct body other;
    int64_t id = param_i64(c, "id", 0);
    enum err e = body_desk_load_id(d, id, out);
    if (e != ERR_NOT_FOUND || d->is_admin)
        return e;
    e = body_load(c->db, c->arena, id, &other);
    return e ? e : ctx_refuse(c);
}

enum err body_desk_load_to_edit(const struct body_desk *d, struct body_desk_one *out)
{
    enum err e = body_desk_load(d, out);
    if (e)
        return e;
    if (!out->is_ours)
        return ctx_refuse(d->c);
    return out->b.merged_into ? ERR_NOT_FOUND : OK;
}

enum err body_desk_show(const struct body_desk *d, bool is_list, struct view **page)
{
    struct view *v = page_new(d->c, "");
    *page = v;
    view_bool(v, S(is_admin), d->is_admin);
    view_str(v, S(list_href), body_desk_path(d, ""));
    if (!d->is_admin && is_list)
        return own_partnership_show(d->c, &d->own, CAP_BODY_EDIT, v);
    view_text(v, S(partnership_name), d->own.partnership.name);
    view_bool(v, S(has_others), false);
    return OK;
}
