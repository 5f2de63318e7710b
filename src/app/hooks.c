/*
 * hooks.c: which later rooms hear of what an earlier one did, and what they give it to show.
 */
#include "app/house.h"

#include "modules/bodies/body_merge.h"
#include "modules/bodies/body_write.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/moderation/moderation_count.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/bounce.h"
#include "modules/partnerships/map_view.h"
#include "modules/partnerships/subscription_news.h"
#include "modules/responses/published.h"

enum err hooks_mail_end(struct db *db, const struct mail_end *end)
{
    enum err e = bounce_mail_end(db, end);
    return e ? e : subscription_mail_end(db, end);
}

static void count_area(struct map_open out[AREAS_MAX], size_t *n, struct str slug)
{
    size_t i = 0;
    while (i < *n && !str_eq(out[i].slug, slug))
        i++;
    if (i == AREAS_MAX)
        return;
    if (i == *n)
        out[(*n)++] = (struct map_open){ .slug = slug };
    out[i].n++;
}

enum err map_open_list(struct ctx *c, struct map_open out[AREAS_MAX], size_t *n)
{
    struct consultation_shown_list open;
    const struct consultation_filter f = { .state = STR("open") };
    enum err e = consultation_list_shown(c, &f, &open);
    *n = 0;
    for (size_t i = 0; !e && i < open.n; i++) {
        struct str rest = open.item[i].areas, slug;
        while (str_cut(&rest, ';', &slug))
            count_area(out, n, slug);
    }
    return e;
}

enum err published_open_hear(struct db *db, struct arena *a, int64_t consultation_id)
{
    return moderation_recount(db, a, consultation_id);
}

enum err body_changed_hear(struct db *db, struct arena *a, int64_t body_id, int64_t now_s)
{
    return published_obey_body(db, a, body_id, now_s);
}

enum err body_merged_hear(struct db *db, struct arena *a, int64_t into_id, int64_t now_s)
{
    return published_obey_body(db, a, into_id, now_s);
}
