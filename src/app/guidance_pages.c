#include "app/guidance_pages.h"

#include "app/guidance.h"
#include "core/md/md.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"

#define CONTENTS_MAX 20
#define CONTENTS_WORTH 3 /* fewer headings need no list of them */

static struct str path_of(struct ctx *c, const struct guidance *g)
{
    return url_path(c->arena, "/guidance/%", g->slug);
}

static void add_articles(struct ctx *c, struct view *v, const struct guidance *all, size_t n,
                         struct str current)
{
    struct list *articles = view_list(v, S(articles));
    for (size_t i = 0; i < n; i++) {
        struct view *item = list_add(articles);
        view_str(item, S(href), path_of(c, &all[i]));
        view_str(item, S(title), all[i].title);
        view_str(item, S(summary), all[i].summary);
        view_bool(item, S(is_current), str_eq(all[i].slug, current));
    }
}

enum err guidance_list_page(struct ctx *c)
{
    size_t n;
    const struct guidance *all = guidance_all(c->arena, &n);
    struct view *v = page_new(c, "guidance");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    add_articles(c, v, all, n, (struct str){ 0 });
    return ctx_render(c, "guidance/index", v);
}

static void add_contents(struct ctx *c, struct view *v, const struct guidance *g)
{
    struct md_heading heading[CONTENTS_MAX];
    size_t n = md_headings(c->arena, g->body, 0, heading, CONTENTS_MAX);
    struct list *contents = view_list(v, S(contents));
    view_bool(v, S(has_contents), n >= CONTENTS_WORTH);
    for (size_t i = 0; i < n; i++) {
        struct view *item = list_add(contents);
        view_str(item, S(href), str_join(c->arena, STR("#"), heading[i].id));
        view_str(item, S(text), heading[i].text);
    }
}

static void add_sources(struct view *v, const struct guidance *g)
{
    struct list *sources = view_list(v, S(sources));
    for (size_t i = 0; i < g->n_sources; i++) {
        struct view *item = list_add(sources);
        view_str(item, S(text), g->source[i].text);
        if (g->source[i].href.n)
            view_str(item, S(href), g->source[i].href);
        else
            view_null(item, S(href));
    }
}

static void add_neighbour(struct ctx *c, struct view *v, symbol href, symbol title,
                          const struct guidance *g)
{
    if (g) {
        view_str(v, href, path_of(c, g));
        view_str(v, title, g->title);
        return;
    }
    view_null(v, href);
    view_null(v, title);
}

static void fill(struct ctx *c, struct view *v, const struct guidance *g)
{
    struct date checked;
    bool has_date = date_parse(g->checked, &checked);
    view_str(v, S(title), g->title);
    view_str(v, S(summary), g->summary);
    view_html(v, S(body), md_render(c->arena, g->body, 0, true));
    view_str(v, S(checked_iso), g->checked);
    view_str(v, S(checked_on), has_date ? date_long(c->arena, checked) : g->checked);
    add_contents(c, v, g);
    add_sources(v, g);
}

enum err guidance_show_page(struct ctx *c)
{
    size_t n, i = 0;
    const struct guidance *all = guidance_all(c->arena, &n);
    while (i < n && !str_eq(all[i].slug, param_str(c, "slug")))
        i++;
    if (i == n)
        return ERR_NOT_FOUND;
    struct view *v = page_new(c, "guidance");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(WEB_NAV_GUIDANCE), STR("/guidance"));
    fill(c, v, &all[i]);
    add_articles(c, v, all, n, all[i].slug);
    add_neighbour(c, v, S(prev_href), S(prev_title), i ? &all[i - 1] : NULL);
    add_neighbour(c, v, S(next_href), S(next_title), i + 1 < n ? &all[i + 1] : NULL);
    return ctx_render(c, "guidance/show", v);
}
