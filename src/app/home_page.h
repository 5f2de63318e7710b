/*
 * home_page.h: "/", gathered from the rooms.
 */
#ifndef APP_HOME_PAGE_H
#define APP_HOME_PAGE_H

#include "core/web/ctx.h"

enum err home_page(struct ctx *c);

#endif
