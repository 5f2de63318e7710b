/*
 * body_view.h: how entries of the register stand on public pages: labels of their codes, a row
 * of a list. Part of modules/bodies.
 */
#ifndef MODULES_BODIES_BODY_VIEW_H
#define MODULES_BODIES_BODY_VIEW_H

#include "core/store/search.h"
#include "core/web/ctx.h"
#include "modules/bodies/body_public.h"
#include "modules/framework/framework.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"

/* The lists by whose words codes are shown; public tables, read once a page. */
struct body_labels {
    struct list_words topics, kinds;
    struct outcomes outcomes;
    struct area_list areas;
};
enum err body_labels_load(struct db *db, struct arena *a, struct body_labels *out) MUST_CHECK;

/* "Fife", "Angus and Fife", "5 council areas", "all council areas of Scotland" */
struct str body_areas_line(struct arena *a, const struct body_labels *labels, struct str areas);

/* A row of a list: href, kind, is_charity, charity_number, areas, is_stale, reviewed, state
 * (null where active), and title and summary in pieces [text, is_match]. */
void body_row_view(struct ctx *c, const struct body_labels *labels, const struct body_public *p,
                   const struct search_words *words, struct view *v);

/* A value of the record of an entry in words: names of areas and topics, "Yes", a date; what is
 * none of our codes stays. field: as the columns are called. */
struct str body_value_words(struct arena *a, const struct body_labels *labels, struct str field,
                            struct str value);

/* "22 November 2026", and its machine form; null where the text is no date. */
void body_date_view(struct ctx *c, struct view *v, symbol shown, symbol iso, struct str date);

#endif
