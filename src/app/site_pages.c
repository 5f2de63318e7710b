#include "app/site_pages.h"

#include "app/guidance.h"
#include "app/routes.h"
#include "core/web/web_words.h"
#include "core/base/clock.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/event_shown.h"
#include "modules/partnerships/finder_view.h"
#include "modules/partnerships/partnership.h"

#define SECURITY_TXT_DAYS 365

static void view_or_null(struct view *v, symbol name, struct str s)
{
    if (s.n)
        view_str(v, name, s);
    else
        view_null(v, name);
}

enum err site_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    view_or_null(v, S(contact_mail), c->site->contact_mail);
    enum err e = finder_view_year(c, v); /* the attribution on /data */
    if (e)
        return e;
    const char *name = str_z(c->arena, str_printf(c->arena, "site%s", c->route->pattern));
    return name ? ctx_render(c, name, v) : ERR_LIMIT;
}

static enum err render_as(struct ctx *c, const char *template_name, struct view *v,
                          struct str type)
{
    enum err e = ctx_render(c, template_name, v);
    if (e)
        return e;
    return resp_header_set(c->resp, STR("Content-Type"), type) ? OK : ERR_INTERNAL;
}

static void add_address(struct list *pages, struct str href, struct str changed_iso)
{
    struct view *p = list_add(pages);
    view_str(p, S(href), href);
    view_or_null(p, S(changed_iso), changed_iso);
}

/* Every remembered page without a name in its address is one to find; the named ones come from
 * their rooms. */
static bool is_fixed_page(const struct route *r)
{
    struct str pattern = str_from(r->pattern);
    return (r->flags & ROUTE_REMEMBER) && !(r->flags & (ROUTE_NOINDEX | ROUTE_DATA)) &&
           str_find_char(pattern, ':') == STR_NONE && str_find_char(pattern, '.') == STR_NONE;
}

static enum err add_consultations(struct ctx *c, struct list *pages)
{
    struct consultation_shown_list all;
    const struct consultation_filter every = { 0 };
    enum err e = consultation_list_shown(c, &every, &all);
    for (size_t i = 0; !e && i < all.n; i++)
        add_address(pages, url_path(c->arena, "/consultations/%", all.item[i].slug),
                    date_iso(c->arena, london_from_s(all.item[i].changed_at_s).date));
    return e;
}

static enum err add_events(struct ctx *c, struct list *pages)
{
    struct event_shown *events;
    size_t n = 0;
    const struct event_ask ask = { .from_s = c->now_s };
    enum err e = event_shown_list(c->db, c->arena, &ask, &events, &n);
    for (size_t i = 0; !e && i < n; i++)
        add_address(pages, url_path(c->arena, "/events/%", events[i].slug),
                    date_iso(c->arena, london_from_s(events[i].changed_at_s).date));
    return e;
}

enum err sitemap_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    struct list *pages = view_list(v, S(pages));
    size_t n;
    struct route_walk w = { 0 };
    for (const struct route *r; (r = routes_next(&w));)
        if (is_fixed_page(r))
            add_address(pages, str_from(r->pattern), (struct str){ 0 });
    const struct guidance *g = guidance_all(c->arena, &n);
    for (size_t i = 0; i < n; i++)
        add_address(pages, url_path(c->arena, "/guidance/%", g[i].slug), g[i].checked);
    struct partnership_list all;
    enum err e = partnership_list(c->db, c->arena, &all);
    if (e)
        return e;
    for (size_t i = 0; i < all.n; i++)
        add_address(pages, url_path(c->arena, "/partnerships/%", all.item[i].slug),
                    (struct str){ 0 });
    e = add_consultations(c, pages);
    if (!e)
        e = add_events(c, pages);
    if (e)
        return e;
    return render_as(c, "site/sitemap_xml", v, STR("application/xml; charset=utf-8"));
}

enum err robots_page(struct ctx *c)
{
    return render_as(c, "site/robots_txt", page_new(c, ""), STR("text/plain; charset=utf-8"));
}

enum err security_txt_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    int64_t expires_s = (c->now_s / 86400 + SECURITY_TXT_DAYS) * 86400;
    view_or_null(v, S(contact_mail), c->site->contact_mail);
    view_str(v, S(expires), time_iso(c->arena, expires_s));
    return render_as(c, "site/security_txt", v, STR("text/plain; charset=utf-8"));
}

enum err opensearch_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    view_str(v, S(short_name), str_sub(c->site->service_name, 0, 16));
    return render_as(c, "site/opensearch_xml", v,
                     STR("application/opensearchdescription+xml; charset=utf-8"));
}
