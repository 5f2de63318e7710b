/*
 * event_pages.h: events: what everybody sees (remembered pages, which read public tables only),
 * and how coordinators announce them and record who came.
 */
#ifndef MODULES_CONSULTATIONS_EVENT_PAGES_H
#define MODULES_CONSULTATIONS_EVENT_PAGES_H

#include "core/web/ctx.h"

/* event_pages.c */
enum err event_index_page(struct ctx *c);
enum err event_show_page(struct ctx *c);
/* event_feed.c */
enum err event_feed_page(struct ctx *c);
enum err event_calendar_page(struct ctx *c);
enum err event_show_calendar_page(struct ctx *c);
enum err event_index_data_page(struct ctx *c);

/* event_desk_pages.c */
enum err event_desk_list_page(struct ctx *c);
enum err event_desk_show_page(struct ctx *c);
enum err event_cancel_page(struct ctx *c);
enum err event_cancel_post_page(struct ctx *c);
/* event_desk_form.c */
enum err event_new_page(struct ctx *c);
enum err event_new_post_page(struct ctx *c);
enum err event_edit_page(struct ctx *c);
enum err event_edit_post_page(struct ctx *c);
/* event_held_pages.c */
enum err event_held_page(struct ctx *c);
enum err event_held_post_page(struct ctx *c);

/* Of a consultation, those to come: has_events, events (rows). For its public page. */
enum err event_panel(struct ctx *c, struct view *v, int64_t consultation_id) MUST_CHECK;
/* How many are to come: n_events_words, has_events_ahead. For the home page. */
enum err event_home_panel(struct ctx *c, struct view *v) MUST_CHECK;

#endif
