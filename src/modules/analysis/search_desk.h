/*
 * search_desk.h: the filters that the pages of looking through answers share. Part of
 * modules/analysis.
 */
#ifndef MODULES_ANALYSIS_SEARCH_DESK_H
#define MODULES_ANALYSIS_SEARCH_DESK_H

#include "modules/analysis/analysis_desk.h"
#include "modules/analysis/answer_search.h"

struct search_desk {
    struct coding k;
    struct answer_filter f;
    struct str q; /* as typed */
    struct answer_terms terms;
    bool is_filtered;
};
/* ERR_NOT_FOUND: not the visitor's to code, or a filter that names nothing here. */
enum err search_desk_open(struct ctx *c, struct search_desk *d) MUST_CHECK;
/* "/coding/search" with the words and the filters of this page. */
struct str search_desk_path(const struct search_desk *d, const char *rest, struct str q);
/* The form: q; question_options, who_options, area_options, channel_options, theme_options
 * [value, label, checked]; is_filtered, clear_href, action, partnership_slug. */
enum err search_desk_show(struct search_desk *d, const char *rest) MUST_CHECK;

#endif
