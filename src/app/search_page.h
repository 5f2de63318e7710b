/*
 * search_page.h: one search over partnerships and guidance (interface.md 4.1, /search).
 */
#ifndef APP_SEARCH_PAGE_H
#define APP_SEARCH_PAGE_H

#include "core/web/ctx.h"

enum err search_page(struct ctx *c);

#endif
