#include "core/web/ctx.h"

#include "core/http/target.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"

struct nav_item {
    const char *key, *href, *label;
};

/* Only sections that are built: no item leads to an empty promise (interface.md section 3). */
static const struct nav_item nav_items[] = {
    { "home", "/", WEB_NAV_HOME },
    { "partnerships", "/partnerships", WEB_NAV_PARTNERSHIPS },
    { "consultations", "/consultations", WEB_NAV_CONSULTATIONS },
    { "events", "/events", WEB_NAV_EVENTS },
    { "guidance", "/guidance", WEB_NAV_GUIDANCE },
};

static void add_nav(struct view *v, const char *current)
{
    struct list *nav = view_list(v, S(nav));
    for (size_t i = 0; i < sizeof nav_items / sizeof nav_items[0]; i++) {
        struct view *item = list_add(nav);
        view_lit(item, S(href), nav_items[i].href);
        view_lit(item, S(label), nav_items[i].label);
        view_bool(item, S(is_current), str_eq(str_from(nav_items[i].key), str_from(current)));
    }
}

static void add_entries(struct list *list, const struct nav_entry *entry, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct view *item = list_add(list);
        view_str(item, S(href), entry[i].href);
        view_str(item, S(label), entry[i].label);
        view_bool(item, S(is_current), entry[i].is_current);
    }
}

static void add_assets(struct view *v, const struct site *site)
{
    view_str(v, S(css_ds), site->css_ds);
    view_str(v, S(css_site), site->css_site);
    view_str(v, S(js_site), site->js_site);
    view_str(v, S(favicon_svg), site->favicon_svg);
    view_str(v, S(favicon_ico), site->favicon_ico);
    view_str(v, S(apple_icon), site->apple_icon);
    view_str(v, S(icons_svg), site->icons_svg);
    view_str(v, S(share_png), site->share_png);
}

static bool is_unlisted(const struct ctx *c)
{
    return c->route && ((c->route->flags & ROUTE_NOINDEX) || c->route->access != ACCESS_PUBLIC);
}

struct view *page_new(struct ctx *c, const char *nav)
{
    struct view *v = view_in(c->arena);
    const struct site *site = c->site;
    c->page = v;
    c->crumbs = NULL;
    c->alternates = NULL;
    view_str(v, S(service_name), site->service_name);
    view_str(v, S(tagline), site->tagline);
    view_str(v, S(origin), site->origin);
    view_str(v, S(path), c->path);
    if (is_unlisted(c)) /* its address is nobody's to keep */
        view_null(v, S(canonical));
    else
        view_str(v, S(canonical), str_join(c->arena, site->origin, c->path));
    view_str(v, S(footer_line), site->footer_line);
    view_bool(v, S(is_sample), site->is_sample);
    view_int(v, S(year), london_from_s(c->now_s).date.year);
    view_null(v, S(page_date));
    view_null(v, S(back_href));
    view_bool(v, S(has_crumbs), false);
    view_bool(v, S(has_errors), false);
    view_bool(v, S(noindex), is_unlisted(c));
    add_nav(v, nav);
    add_entries(view_list(v, S(nav_end)), c->navend, c->n_navend);
    add_entries(view_list(v, S(appnav)), c->appnav, c->n_appnav);
    view_bool(v, S(has_appnav), c->n_appnav > 0);
    view_str(v, S(appnav_label), c->appnav_label);
    view_str(v, S(person_name), c->person_name);
    view_str(v, S(build_id), c->person_name.n ? site->build_id : (struct str){ 0 });
    add_assets(v, site);
    c->alternates = view_list(v, S(alternates));
    c->crumbs = view_list(v, S(crumbs));
    return v;
}

void page_crumb(struct ctx *c, struct str label, struct str href)
{
    struct view *crumb = list_add(c->crumbs);
    if (list_len(c->crumbs) == 1)
        view_bool(c->page, S(has_crumbs), true);
    view_str(crumb, S(label), label);
    view_str(crumb, S(href), href);
}

void page_back(struct ctx *c, struct str href)
{
    view_str(c->page, S(back_href), href);
}

void page_alternate(struct ctx *c, struct str type, struct str title, struct str href)
{
    struct view *link = list_add(c->alternates);
    view_str(link, S(type), type);
    view_str(link, S(title), title);
    view_str(link, S(href), href);
}

static struct str step_href(struct arena *a, const struct page_steps *x, int64_t page)
{
    if (page < 1 || page > x->last)
        return (struct str){ 0 };
    return page == 1
               ? x->base
               : url_query(a, x->base, STR("page"), str_printf(a, "%lld", (long long)page));
}

void page_steps(struct ctx *c, struct view *v, const struct page_steps *x)
{
    struct list *pages = view_list(v, S(pages));
    for (int64_t i = 1; i <= x->last; i++) {
        if (i != 1 && i != x->last && (i < x->now - 2 || i > x->now + 2))
            continue;
        struct view *p = list_add(pages);
        view_str(p, S(href), step_href(c->arena, x, i));
        view_int(p, S(label), i);
        view_bool(p, S(is_current), i == x->now);
    }
    view_bool(v, S(has_pages), x->last > 1);
    view_str(v, S(prev_href), step_href(c->arena, x, x->now - 1));
    view_str(v, S(next_href), step_href(c->arena, x, x->now + 1));
}
