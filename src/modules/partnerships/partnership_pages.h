/*
 * partnership_pages.h: the directory's pages: list, one partnership, route card, contact card,
 * map.
 */
#ifndef MODULES_PARTNERSHIPS_PARTNERSHIP_PAGES_H
#define MODULES_PARTNERSHIPS_PARTNERSHIP_PAGES_H

#include "core/web/ctx.h"

enum err partnership_list_page(struct ctx *c);
enum err partnership_show_page(struct ctx *c);
enum err partnership_card_page(struct ctx *c);  /* one page to print */
enum err partnership_vcard_page(struct ctx *c); /* .vcf */
enum err partnership_map_page(struct ctx *c);   /* /map.svg */

#endif
