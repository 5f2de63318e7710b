/*
 * routes.h: the table of contents of the site. The first matching row answers.
 */
#ifndef APP_ROUTES_H
#define APP_ROUTES_H

#include "core/web/param.h"

/* From { 0 }: each row in its order, then NULL. */
struct route_walk {
    size_t room, row;
};
const struct route *routes_next(struct route_walk *w);

#define PATH_PARTS_MAX 4

struct match {
    const struct route *route; /* NULL: none for this method */
    struct path_part part[PATH_PARTS_MAX];
    size_t n_parts;
    bool has_get, has_post; /* methods that this path has rows for: 405 and its Allow */
};

/* Finds the row for a method and a decoded path. GET rows answer HEAD. */
struct match routes_match(enum method method, struct str path);

/* Does the path fit the pattern? For tests of duplicate and shadowed rows too. */
bool route_fits(const char *pattern, struct str path, struct path_part *part, size_t *n_parts);

#endif
