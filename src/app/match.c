#include "app/routes.h"

/* The text before the next '/' of *rest, which starts with '/'. False at the end. */
static bool next_segment(struct str *rest, struct str *segment)
{
    if (!rest->n || rest->p[0] != '/')
        return false;
    struct str after = str_sub(*rest, 1, rest->n);
    size_t slash = str_find_char(after, '/');
    *segment = str_sub(after, 0, slash);
    *rest = slash == STR_NONE ? (struct str){ 0 } : str_sub(after, slash, after.n);
    return true;
}

/* ":slug" takes a whole segment without a dot; ":slug.vcf" one that ends so; ":file*" any. */
static bool segment_fits(struct str pattern, struct str segment, struct path_part *part)
{
    if (!pattern.n || pattern.p[0] != ':')
        return str_eq(pattern, segment);
    struct str name = str_sub(pattern, 1, pattern.n), ending = { 0 };
    size_t dot = str_find_char(name, '.');
    bool takes_dots = str_ends(name, STR("*"));
    if (takes_dots)
        name = str_sub(name, 0, name.n - 1);
    if (dot != STR_NONE) {
        ending = str_sub(name, dot, name.n);
        name = str_sub(name, 0, dot);
    }
    if (!str_ends(segment, ending) || segment.n <= ending.n)
        return false;
    struct str value = str_sub(segment, 0, segment.n - ending.n);
    if (!takes_dots && str_find_char(value, '.') != STR_NONE)
        return false;
    *part = (struct path_part){ name, value };
    return true;
}

bool route_fits(const char *pattern, struct str path, struct path_part *part, size_t *n_parts)
{
    struct str want = str_from(pattern), have = path, p, s;
    *n_parts = 0;
    while (next_segment(&want, &p)) {
        struct path_part found = { 0 };
        if (!next_segment(&have, &s) || !segment_fits(p, s, &found))
            return false;
        if (found.name.n && *n_parts < PATH_PARTS_MAX)
            part[(*n_parts)++] = found;
    }
    return have.n == 0;
}

struct match routes_match(enum method method, struct str path)
{
    struct match m = { 0 };
    bool wants_post = method == METHOD_POST;
    struct route_walk w = { 0 };
    for (const struct route *r; (r = routes_next(&w));) {
        struct path_part part[PATH_PARTS_MAX];
        size_t n;
        if (!route_fits(r->pattern, path, part, &n))
            continue;
        bool is_post = r->method == M_POST;
        m.has_get |= !is_post;
        m.has_post |= is_post;
        if (m.route || is_post != wants_post || method == METHOD_OTHER)
            continue;
        m.route = r;
        m.n_parts = n;
        memcpy(m.part, part, sizeof part);
    }
    return m;
}
