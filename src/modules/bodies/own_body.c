#include "modules/bodies/own_body.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

/* One that exists, but not for this partnership: the refusal is recorded. */
static enum err load_for(struct ctx *c, int64_t id, struct own_body *out)
{
    enum err e = body_load_for(c->db, c->arena, id, out->own.partnership.id, &out->body,
                               &out->is_accepted);
    if (e != ERR_NOT_FOUND)
        return e;
    e = body_load(c->db, c->arena, id, &out->body);
    return e ? e : ctx_refuse(c);
}

enum err own_body_load(struct ctx *c, enum capability cap, struct own_body *out)
{
    int64_t id = param_i64(c, "id", 0);
    *out = (struct own_body){ 0 };
    if (!param_has(c, "partnership") && actor_may(&c->visitor->actor, cap, 0))
        return body_load(c->db, c->arena, id, &out->body);
    enum err e = own_partnership_load(c, cap, &out->own);
    return e ? e : load_for(c, id, out);
}

struct str own_body_path(struct ctx *c, const struct own_body *b, const char *ending)
{
    return str_printf(c->arena, "/coordinator/bodies/%lld%s%.*s", (long long)b->body.id, ending,
                      STR_ARG(b->own.query));
}

struct view *own_body_page(struct ctx *c, const struct own_body *b)
{
    struct view *v = page_new(c, "");
    struct str href = own_body_path(c, b, "");
    page_back(c, href);
    view_str(v, S(partnership_name), b->own.partnership.name);
    view_str(v, S(body_name), b->body.name);
    view_str(v, S(body_href), href);
    view_str(v, S(action), str_join(c->arena, c->path, b->own.query));
    return v;
}
