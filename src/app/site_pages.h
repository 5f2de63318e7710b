/*
 * site_pages.h: the trust pages, and what machines ask a site for.
 */
#ifndef APP_SITE_PAGES_H
#define APP_SITE_PAGES_H

#include "core/web/ctx.h"

enum err
site_page(struct ctx *c); /* the template "site" + the row's own pattern: "site/about" */
enum err sitemap_page(struct ctx *c);
enum err robots_page(struct ctx *c);
enum err security_txt_page(struct ctx *c);
enum err opensearch_page(struct ctx *c);

#endif
