/*
 * coordinator_page.h: /coordinator, the home of the workspace: figures, and what waits.
 *
 * It gathers from several rooms: a room that has work for coordinators or analysts gives a
 * function that counts it for one partnership, and a line in the table of coordinator_page.c.
 */
#ifndef APP_COORDINATOR_PAGE_H
#define APP_COORDINATOR_PAGE_H

#include "core/web/ctx.h"

enum err coordinator_home_page(struct ctx *c);

#endif
