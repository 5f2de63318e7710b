/*
 * directory_pages.h: the directory as administrators keep it: /admin/partnerships,
 * /admin/areas.
 */
#ifndef MODULES_PARTNERSHIPS_DIRECTORY_PAGES_H
#define MODULES_PARTNERSHIPS_DIRECTORY_PAGES_H

#include "core/web/ctx.h"

enum err admin_partnerships_page(struct ctx *c);
enum err admin_partnership_page(struct ctx *c);
enum err admin_partnership_save_page(struct ctx *c);

enum err admin_areas_page(struct ctx *c);
enum err admin_area_page(struct ctx *c);
enum err admin_area_save_page(struct ctx *c); /* moving to another partnership asks once more */

#endif
