/*
 * people_setup.c: what the people room needs of the program and of rooms above it.
 */
#include "app/house.h"

#include "core/base/embedded_text.h"
#include "modules/bodies/body.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/hasher.h"

static bool is_plain(struct str target)
{
    for (size_t i = 0; i < target.n; i++)
        if ((unsigned char)target.p[i] <= ' ' || target.p[i] == '\\' || target.p[i] == 0x7f)
            return false;
    return str_starts(target, STR("/")) && !str_starts(target, STR("//"));
}

/* Where `next` may lead: a GET row that is a page (S29). */
static bool is_page(struct str target)
{
    size_t query = str_find_char(target, '?');
    struct str path = query == STR_NONE ? target : str_sub(target, 0, query);
    if (!is_plain(target))
        return false;
    struct match m = routes_match(METHOD_GET, path);
    return m.route && !(m.route->flags & (ROUTE_STATIC | ROUTE_DATA)) &&
           !str_starts(path, STR("/sign-"));
}

static enum err partnership_name(struct db *db, struct arena *a, int64_t id, struct str *out)
{
    struct partnership_list list;
    *out = (struct str){ 0 };
    enum err e = partnership_list(db, a, &list);
    for (size_t i = 0; !e && i < list.n; i++)
        if (list.item[i].id == id)
            *out = list.item[i].name;
    return e || out->n ? e : ERR_NOT_FOUND;
}

static enum err body_name(struct db *db, struct arena *a, int64_t id, struct str *out)
{
    struct body body;
    enum err e = body_load(db, a, id, &body);
    *out = e ? (struct str){ 0 } : body.name;
    return e;
}

static void add(struct str name, struct str *out, size_t max, size_t *n)
{
    if (name.n && *n < max)
        out[(*n)++] = name;
}

/* Towns that passwords are named after: no data set that may be loaded later has to be there.
 */
static void add_towns(struct str *out, size_t max, size_t *n)
{
    struct str rest = { 0 }, town;
    for (size_t i = 0; i < n_words_embedded; i++)
        if (str_eq(words_embedded[i].name, STR("scottish-towns")))
            rest = words_embedded[i].text;
    while (str_cut(&rest, '\n', &town))
        add(town, out, max, n);
}

static enum err places(struct db *db, struct arena *a, struct str *out, size_t max, size_t *n)
{
    struct area_list areas = { 0 };
    struct partnership_list partnerships = { 0 };
    *n = 0;
    enum err e = area_list(db, a, &areas);
    if (!e)
        e = partnership_list(db, a, &partnerships);
    for (size_t i = 0; !e && i < areas.n; i++) {
        add(areas.item[i].name, out, max, n);
        add(areas.item[i].council_name, out, max, n);
    }
    for (size_t i = 0; !e && i < partnerships.n; i++)
        add(partnerships.item[i].name, out, max, n);
    add_towns(out, max, n);
    return e;
}

enum err people_setup(struct app *app)
{
    app->people.is_page = is_page;
    app->people.partnership_name = partnership_name;
    app->people.body_name = body_name;
    app->people.places = places;
    app->people.hasher = hasher_start();
    return app->people.hasher ? OK : ERR_INTERNAL;
}
