/*
 * partnership_pages.h: the directory's pages: list, one partnership, route card, contact card,
 * map.
 */
#ifndef MODULES_PARTNERSHIPS_PARTNERSHIP_PAGES_H
#define MODULES_PARTNERSHIPS_PARTNERSHIP_PAGES_H

#include "core/web/ctx.h"

enum err partnership_list_page(struct ctx *c);
/* The page of one partnership, for app/partnership_page.c, which adds what other rooms have to
 * say there. v NULL: it was answered already (301). */
struct partnership_shown {
    struct view *v;
    int64_t partnership_id;
    struct str slug;
};
enum err partnership_show_fill(struct ctx *c, struct partnership_shown *out) MUST_CHECK;
enum err partnership_card_page(struct ctx *c);  /* one page to print */
enum err partnership_vcard_page(struct ctx *c); /* .vcf */
enum err partnership_map_page(struct ctx *c);   /* /map.svg */

#endif
