/*
 * partnership_page.h: the page of one partnership, gathered from the rooms.
 */
#ifndef APP_PARTNERSHIP_PAGE_H
#define APP_PARTNERSHIP_PAGE_H

#include "core/web/ctx.h"

enum err partnership_show_page(struct ctx *c);

#endif
