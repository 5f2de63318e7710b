/*
 * moderation_pages.h: the queue of answers, the decision on each, the second person's release
 * (features 3.43-3.45, 12.2), and what everybody reads: published responses (3.46, 3.49), how
 * they are chosen (12.4, 12.5).
 */
#ifndef MODULES_MODERATION_MODERATION_PAGES_H
#define MODULES_MODERATION_MODERATION_PAGES_H

#include "core/web/form.h"
#include "modules/consultations/question.h"
#include "modules/moderation/moderation.h"

extern const struct sql_list published_list_sql;
extern const struct sql_list published_pages_sql;
extern const struct sql_list moderation_log_sql;

#define PUBLISHED_ROWS 20
#define PUBLISHED_PAGES_MAX 500
#define PUBLISHED_WORDS_CHARS 100

struct str moderation_state_label(struct str state); /* of an item; empty: to read */
const char *moderation_state_tag(struct str state);
struct str moderation_queue_path(struct arena *a, struct str slug);
/* The consultation of :slug, closed or not, for whoever may publish its answers. */
enum err moderation_open(struct ctx *c, enum capability cap,
                         struct consultation *out) MUST_CHECK;
bool moderation_is_closed(const struct ctx *c, const struct consultation *x);
/* before [text, is_cut] and after of an item, as it would stand. */
void moderation_show_sides(struct view *v, const struct moderation_item *x, struct str after,
                           struct arena *a);

/* queue_page.c */
enum err moderation_queue_page(struct ctx *c);
enum err moderation_queue_post_page(struct ctx *c);
/* redact_page.c */
enum err redact_page(struct ctx *c);
enum err redact_post_page(struct ctx *c);
/* mend_page.c */
enum err mend_page(struct ctx *c);
enum err mend_post_page(struct ctx *c);
/* release_page.c */
enum err release_page(struct ctx *c);
enum err release_post_page(struct ctx *c);
/* published_pages.c, published_data.c */
enum err published_list_page(struct ctx *c);
enum err published_one_page(struct ctx *c);
enum err published_csv_page(struct ctx *c);
enum err published_json_page(struct ctx *c);
/* moderation_log.c */
enum err moderation_log_send(struct ctx *c, const struct consultation *x) MUST_CHECK;
enum err moderation_policy_page(struct ctx *c);

#endif
