/*
 * consultation_pages.h: what everybody sees of consultations: lists, the page of one, its
 * public history, and the same as data, feed and calendar. Remembered pages: they read public
 * tables only, and say until when the clock lets them stand.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_PAGES_H
#define MODULES_CONSULTATIONS_CONSULTATION_PAGES_H

#include "core/web/ctx.h"
#include "modules/consultations/consultation_shown.h"

#define CONSULTATION_WORDS_CHARS 100 /* of a search */
#define CONSULTATION_LIST_ROWS 25
#define CONSULTATION_DATA_ROWS 100 /* of one answer with data */
#define CONSULTATION_PAGES_MAX (SHOWN_MAX / CONSULTATION_LIST_ROWS)

/* consultation_list_page.c */
enum err consultation_index_page(struct ctx *c);
enum err partnership_consultations_page(struct ctx *c);
/* consultation_pages.c */
enum err consultation_other_ways_page(struct ctx *c);
enum err consultation_history_page(struct ctx *c);
/* consultation_data.c */
enum err consultation_index_data_page(struct ctx *c);
enum err consultation_index_csv_page(struct ctx *c);
enum err consultation_show_data_page(struct ctx *c);
/* consultation_feed.c */
enum err consultation_feed_page(struct ctx *c);
enum err consultation_calendar_page(struct ctx *c);
enum err consultation_show_calendar_page(struct ctx *c);

/* A feed: the template of it with its media type. */
enum err consultation_render_atom(struct ctx *c, const char *template_name,
                                  struct view *v) MUST_CHECK;
/* For those files: the filters of the address as they are; what names nothing fits nothing. */
enum err consultation_filter_read(struct ctx *c, struct consultation_filter *out) MUST_CHECK;
/* The address of that path, with the filters of this one, as others are to know it. */
struct str consultation_self(struct ctx *c, struct str path);
/* The consultation of the address, for as long as it is so. *moved_to: it has another address
 * now ("/consultations/%" with its ending), to which the handler leads. ERR_NOT_FOUND. */
enum err consultation_open_shown(struct ctx *c, const char *pattern,
                                 struct consultation_shown *out,
                                 struct str *moved_to) MUST_CHECK;
/* The list of the filter, for as long as it is so. */
enum err consultation_list_shown(struct ctx *c, const struct consultation_filter *f,
                                 struct consultation_shown_list *out) MUST_CHECK;

/* --- for pages that gather (src/app) --- */
/* The page of one, but for what happened after it; *out NULL: it is answered already. */
enum err consultation_show_fill(struct ctx *c, struct view **out,
                                int64_t *consultation_id) MUST_CHECK;
/* Open ones, closing soonest first: has_open_consultations, n_open_words, consultations (rows,
 * the first 3). */
enum err consultation_home_panel(struct ctx *c, struct view *v) MUST_CHECK;
/* Of one partnership: has_consultations, consultations (rows: open, and to come),
 * consultations_href, has_past_consultations. */
enum err consultation_panel(struct ctx *c, struct view *v, int64_t partnership_id,
                            struct str slug) MUST_CHECK;

#endif
