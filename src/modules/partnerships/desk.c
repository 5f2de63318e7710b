#include "modules/partnerships/desk.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/partnerships/desk_words.h"
#include "modules/people/visitor.h"

static bool is_admin_page(const struct ctx *c)
{
    return str_starts(c->path, STR("/admin/"));
}

enum err desk_open(struct ctx *c, enum capability cap, struct desk *out)
{
    *out = (struct desk){ .is_admin = is_admin_page(c) };
    if (out->is_admin) {
        if (!actor_may(&c->visitor->actor, cap, 0))
            return ctx_refuse(c);
        out->page = page_new(c, "");
        return OK;
    }
    enum err e = own_partnership_load(c, cap, &out->own);
    if (e)
        return e;
    out->page = page_new(c, "");
    view_str(out->page, S(edit_href),
             url_query(c->arena, STR("/coordinator/partnership"), STR("partnership"),
                       out->own.partnership.slug));
    return own_partnership_show(c, &out->own, cap, out->page);
}

enum err desk_ask_for(struct ctx *c, enum capability cap, int64_t partnership_id)
{
    int64_t where = is_admin_page(c) ? 0 : partnership_id;
    bool may = actor_may(&c->visitor->actor, cap, where) &&
               actor_may(&c->visitor->actor, cap, partnership_id);
    return may ? OK : ctx_refuse(c);
}

enum err desk_ask_read(struct ctx *c, const struct desk *d, struct desk_ask *out)
{
    int64_t page = param_i64(c, "page", 1);
    *out = (struct desk_ask){
        .partnership_id = d->is_admin ? 0 : d->own.partnership.id,
        .is_waiting_only = !str_eq(param_str(c, "show"), STR("all")),
        .first = (page - 1) * DESK_PAGE_ROWS,
        .max = DESK_PAGE_ROWS,
    };
    return page < 1 ? ERR_NOT_FOUND : OK;
}

static struct str list_href(struct ctx *c, const struct desk *d, bool all)
{
    struct str href = c->path;
    if (!d->is_admin && param_has(c, "partnership"))
        href = url_query(c->arena, href, STR("partnership"), d->own.partnership.slug);
    if (all)
        href = url_query(c->arena, href, STR("show"), STR("all"));
    return href;
}

static struct str count_words(struct arena *a, int64_t n)
{
    return n > DESK_COUNT_MAX ? STR(DESK_MANY) : str_printf(a, "%lld", (long long)n);
}

enum err desk_pages(struct ctx *c, const struct desk *d, const struct desk_ask *ask, int64_t n)
{
    int64_t known = n > DESK_COUNT_MAX ? DESK_COUNT_MAX : n;
    int64_t last = known ? (known + DESK_PAGE_ROWS - 1) / DESK_PAGE_ROWS : 1;
    int64_t now = ask->first / DESK_PAGE_ROWS + 1;
    if (now > last)
        return ERR_NOT_FOUND;
    bool all = !ask->is_waiting_only;
    view_int(d->page, S(from), ask->first + 1);
    view_int(d->page, S(to), now == last ? known : ask->first + DESK_PAGE_ROWS);
    view_str(d->page, S(count), count_words(c->arena, n));
    view_bool(d->page, S(shows_all), all);
    view_bool(d->page, S(has_rows), n > 0);
    view_str(d->page, S(waiting_href), list_href(c, d, false));
    view_str(d->page, S(all_href), list_href(c, d, true));
    view_bool(d->page, S(is_admin), d->is_admin);
    page_steps(c, d->page,
               &(struct page_steps){ .base = list_href(c, d, all), .now = now, .last = last });
    return OK;
}

void desk_date(struct ctx *c, struct view *v, struct desk_date name, int64_t at_s)
{
    if (!at_s) {
        view_null(v, name.date);
        view_null(v, name.iso);
        return;
    }
    struct date d = london_from_s(at_s).date;
    view_str(v, name.date, date_short(c->arena, d));
    view_str(v, name.iso, date_iso(c->arena, d));
}

struct str desk_moment(struct arena *a, int64_t at_s)
{
    struct civil t = london_from_s(at_s);
    return str_printf(a, "%.*s, %.*s", STR_ARG(date_long(a, t.date)),
                      STR_ARG(time_of_day(a, t)));
}

struct str desk_reference(struct ctx *c)
{
    struct str typed = param_str(c, "reference");
    char *out = arena_alloc(c->arena, typed.n + 1);
    if (!out)
        return (struct str){ 0 };
    for (size_t i = 0; i < typed.n; i++)
        out[i] = (char)(typed.p[i] >= 'a' && typed.p[i] <= 'z' ? typed.p[i] - 'a' + 'A'
                                                               : typed.p[i]);
    return (struct str){ out, typed.n };
}
