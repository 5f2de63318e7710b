/*
 * guidance_pages.h: /guidance and its articles.
 */
#ifndef APP_GUIDANCE_PAGES_H
#define APP_GUIDANCE_PAGES_H

#include "core/web/ctx.h"

enum err guidance_list_page(struct ctx *c);
enum err guidance_show_page(struct ctx *c);

#endif
