#include "app/routes.h"
#include "../tap.h"

/* A path that fits a pattern: names become words. */
static struct str example(char *room, size_t size, const char *pattern)
{
    size_t n = 0;
    for (const char *p = pattern; *p && n + 2 < size; p++) {
        if (*p != ':') {
            room[n++] = *p;
            continue;
        }
        room[n++] = 'z';
        while (p[1] && p[1] != '/' && p[1] != '.')
            p++;
    }
    return (struct str){ room, n };
}

static void check_guards(const struct route *r)
{
    ok(r->access != ACCESS_NONE, "[S9] %s says who may", r->pattern);
    ok(r->run != NULL, "%s has a handler", r->pattern);
    if (r->method == M_POST && r->access == ACCESS_PUBLIC)
        ok(r->flags & (ROUTE_OPEN_POST | ROUTE_NO_TOKEN),
           "[S9] the open POST %s carries its flag", r->pattern);
    if (r->method == M_POST)
        ok(!(r->flags & (ROUTE_REMEMBER | ROUTE_WAITS)), "[S24] %s is not remembered",
           r->pattern);
    if (r->flags & ROUTE_REMEMBER)
        ok(r->access == ACCESS_PUBLIC, "[S22] the remembered %s is public", r->pattern);
}

/* Every name in a pattern is declared, and every declared path parameter stands in it. */
static void check_parameters(const struct route *r)
{
    char room[200];
    struct path_part part[PATH_PARTS_MAX];
    size_t n = 0, declared = 0;
    ok(route_fits(r->pattern, example(room, sizeof room, r->pattern), part, &n),
       "%s fits itself", r->pattern);
    for (const struct param_spec *s = r->param; s < r->param + PARAMS_MAX && s->name; s++) {
        bool found = s->in != IN_PATH;
        declared += s->in == IN_PATH;
        for (size_t i = 0; i < n; i++)
            found |= str_eq(part[i].name, str_from(s->name));
        ok(found, "%s: %s stands in the pattern", r->pattern, s->name);
        ok(s->max > 0, "[S3] %s: %s has a limit", r->pattern, s->name);
        ok(s->in != IN_FORM || r->method == M_POST, "[S24] %s: only a POST has form fields",
           r->pattern);
    }
    ok(declared == n, "%s declares its %zu names", r->pattern, n);
}

static void check_reached(const struct route *r)
{
    char room[200];
    enum method method = r->method == M_POST ? METHOD_POST : METHOD_GET;
    struct match m = routes_match(method, example(room, sizeof room, r->pattern));
    ok(m.route == r, "%s is not shadowed by an earlier row", r->pattern);
}

int main(void)
{
    struct route_walk w = { 0 };
    for (const struct route *r; (r = routes_next(&w));) {
        check_guards(r);
        check_parameters(r);
        check_reached(r);
    }
    struct match m = routes_match(METHOD_POST, STR("/robots.txt"));
    ok(!m.route && m.has_get && !m.has_post,
       "[S36] a known path with another method is told apart from none");
    m = routes_match(METHOD_GET, STR("/no/such/page"));
    ok(!m.route && !m.has_get && !m.has_post, "an unknown path has no row");
    ok(!routes_match(METHOD_GET, STR("/about/")).route,
       "a slash at the end is another address");
    ok(!routes_match(METHOD_GET, STR("")).route, "the empty path has no row");
    return done_testing();
}
