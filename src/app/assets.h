/*
 * assets.h: static files by the name in an address: hashed names for a year, or read from
 * --static while editing.
 */
#ifndef APP_ASSETS_H
#define APP_ASSETS_H

#include "core/http/static_embedded.h"
#include "core/web/ctx.h"

struct app;

/* "/static/site.3f9a2c1b.css" for "site.css"; with --static DIR plain "/static/site.css". */
struct str asset_url(struct arena *a, const struct app *app, const char *name);
/* The addresses that every page's shell names. */
void assets_fill_site(struct app *app);

enum err static_file_page(struct ctx *c); /* /static/:file* */
enum err favicon_page(struct ctx *c);     /* /favicon.ico, asked for by habit */

#endif
