#include "modules/plans/plan_public_pages.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/partnership_words.h"
#include "modules/plans/plan_public.h"
#include "modules/plans/plan_words.h"

#define HEADING_LEVEL 1

static struct str long_day(struct arena *a, struct str iso)
{
    struct date day;
    return date_parse(iso, &day) ? date_long(a, day) : STR("");
}

static void plan_view(struct ctx *c, const struct plan_public *p, struct view *v)
{
    struct arena *a = c->arena;
    struct str from = long_day(a, p->starts_on), to = long_day(a, p->ends_on);
    view_str(v, S(plan_title), p->title);
    view_str(v, S(period), str_printf(a, PLAN_PERIOD, STR_ARG(from), STR_ARG(to)));
    view_str(v, S(partnership_name), p->partnership_name);
    view_str(v, S(partnership_href), url_path(a, "/partnerships/%", p->partnership_slug));
    view_str(v, S(published_on), long_day(a, p->published_on));
    view_str(v, S(published_iso), p->published_on);
    view_bool(v, S(is_made_before), p->is_made_before);
    view_bool(v, S(is_superseded), p->superseded_by != 0);
    view_str(v, S(href), str_printf(a, "/plans/%lld", (long long)p->id));
}

static enum err render_list(struct ctx *c, struct view *v, int64_t partnership_id)
{
    struct plan_public *all = arena_array(c->arena, PLANS_PUBLIC_MAX, sizeof *all);
    struct list *list = view_list(v, S(plans));
    size_t n = 0;
    enum err e = all ? plan_public_list(c->db, c->arena, partnership_id, all, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++)
        plan_view(c, &all[i], list_add(list));
    view_bool(v, S(has_plans), n > 0);
    view_bool(v, S(is_all), partnership_id == 0);
    return e ? e : ctx_render(c, "plans/public_list", v);
}

enum err plans_public_page(struct ctx *c)
{
    struct view *v = page_new(c, "plans");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    view_str(v, S(partnership_name), STR(""));
    view_str(v, S(contact_href), STR("/partnerships"));
    return render_list(c, v, 0);
}

enum err plans_of_partnership_page(struct ctx *c)
{
    struct partnership p;
    struct str slug = param_str(c, "slug");
    enum err e = partnership_find_by_slug(c->db, c->arena, slug, &p);
    if (e)
        return e;
    if (!str_eq(p.slug, slug))
        return ctx_moved(c, url_path(c->arena, "/partnerships/%/plans", p.slug));
    struct view *v = page_new(c, "partnerships");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, p.name, url_path(c->arena, "/partnerships/%", p.slug));
    view_str(v, S(partnership_name), p.name);
    view_str(v, S(contact_href), url_path(c->arena, "/partnerships/%/contact", p.slug));
    return render_list(c, v, p.id);
}

static enum err areas_view(struct ctx *c, const struct plan_public *p, struct view *v)
{
    struct area_list areas;
    struct list *list = view_list(v, S(areas));
    struct str rest = p->areas, slug;
    enum err e = area_list(c->db, c->arena, &areas);
    while (!e && str_cut(&rest, ';', &slug)) {
        const struct area *area = area_named(&areas, slug);
        view_str(list_add(list), S(name), area ? area->name : slug);
    }
    return e;
}

enum err plan_public_page(struct ctx *c)
{
    struct plan_public p, newer = { 0 };
    enum err e = plan_public_find(c->db, c->arena, param_i64(c, "id", 0), &p);
    if (!e && p.superseded_by)
        e = plan_public_find(c->db, c->arena, p.superseded_by, &newer);
    if (e)
        return e;
    struct arena *a = c->arena;
    struct view *v = page_new(c, "plans");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(PLANS_CRUMB), STR("/plans"));
    plan_view(c, &p, v);
    view_html(v, S(summary), md_render(a, p.summary, HEADING_LEVEL, false));
    view_bool(v, S(has_summary), p.summary.n > 0);
    view_str(v, S(url), p.url);
    view_str(v, S(framework), p.framework);
    view_str(v, S(plan_sent_on), long_day(a, p.plan_sent_on));
    view_str(v, S(statement_sent_on), long_day(a, p.statement_sent_on));
    view_str(v, S(newer_title), newer.title);
    view_str(v, S(newer_href), str_printf(a, "/plans/%lld", (long long)newer.id));
    view_str(v, S(contact_href), url_path(a, "/partnerships/%/contact", p.partnership_slug));
    e = areas_view(c, &p, v);
    return e ? e : ctx_render(c, "plans/public", v);
}
