/*
 * routes.c: every page of the site, grouped by room. Read it as the table of contents.
 *
 * A row holds the guards: method, who may, which parameters with their types and limits, and
 * flags. The first row that fits answers, so addresses with a fixed word or an ending stand
 * before those with a name in their place.
 */
#include "app/routes.h"

#include "app/assets.h"

/* clang-format off */
const struct route routes[] = {
/* method  pattern                          access         parameters                     flags            handler */

/* --- static files (app/assets.c) --- */
{ M_GET,  "/favicon.ico",                   ACCESS_PUBLIC, NO_PARAMS,                     0,               favicon_page },
{ M_GET,  "/static/:file*",                 ACCESS_PUBLIC, PARAMS(P_FILE("file")),        ROUTE_STATIC,    static_file_page },
{ M_GET,  "/static/images/:file*",          ACCESS_PUBLIC, PARAMS(P_FILE("file")),        ROUTE_STATIC,    static_image_page },
};
/* clang-format on */

const size_t n_routes = sizeof routes / sizeof routes[0];
