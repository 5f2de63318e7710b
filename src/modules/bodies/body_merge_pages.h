/*
 * body_merge_pages.h: two entries made one, in two steps (2.10): choose the other one; look at
 * both side by side, choose field by field where they clash, and merge. Under /coordinator for
 * entries of the own areas, under /admin for all.
 */
#ifndef MODULES_BODIES_BODY_MERGE_PAGES_H
#define MODULES_BODIES_BODY_MERGE_PAGES_H

#include "modules/bodies/body_merge.h"
#include "modules/bodies/desk_body_show.h"

enum err merge_choose_page(struct ctx *c) MUST_CHECK;
enum err merge_check_page(struct ctx *c) MUST_CHECK;
enum err merge_post_page(struct ctx *c) MUST_CHECK;

/* On the page of one entry: what was merged into it, or where it went, and the way to merge;
 * templates/bodies/merge_panel.mustache. */
enum err merge_section(struct desk_body *k) MUST_CHECK;

/* For route rows: the fields that may clash. */
#define MERGE_FIELDS                                                                           \
    F_WORD("name"), F_WORD("kind"), F_WORD("charity_number"), F_WORD("company_number"),        \
        F_WORD("purposes"), F_WORD("size_band"), F_WORD("languages"), F_WORD("website_of"),    \
        F_WORD("office"), F_WORD("contact"), F_WORD("own"),                                    \
        F_TEXT("reason", MERGE_REASON_CHARS), F_WORD("seen")

#endif
