/*
 * body_feed_page.c: entries of the register that changed last, as a feed (RFC 4287;
 * features 10.2).
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_data.h"
#include "modules/bodies/body_data_pages.h"

#define FEED_ENTRIES 50
#define FEED_BEGAN "2026-01-01" /* of a register without entries */

/* A day stands for its midnight. */
static struct str day_iso(struct arena *a, struct str day)
{
    struct date d;
    return time_iso(a, date_parse(day, &d) ? london_to_s(d, 0, 0) : 0);
}

static void entry_view(struct ctx *c, const struct body_labels *labels,
                       const struct body_public *x, struct view *v)
{
    view_str(v, S(name), x->name);
    view_str(v, S(href), url_path(c->arena, "/bodies/%", x->slug));
    view_str(v, S(changed_iso), x->changed_on);
    view_str(v, S(changed_at), day_iso(c->arena, x->changed_on));
    view_str(v, S(kind), list_label(&labels->kinds, x->kind));
    view_str(v, S(areas), body_areas_line(c->arena, labels, x->areas));
    view_str(v, S(purposes), x->purposes);
}

enum err body_feed_page(struct ctx *c)
{
    struct body_labels labels;
    struct body_public *x = arena_array(c->arena, FEED_ENTRIES, sizeof *x);
    size_t n = 0;
    if (!x)
        return ERR_LIMIT;
    enum err e = body_labels_load(c->db, c->arena, &labels);
    if (!e)
        e = body_data_changed(c->db, c->arena, FEED_ENTRIES, x, &n);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    struct list *entries = view_list(v, S(entries));
    for (size_t i = 0; i < n; i++)
        entry_view(c, &labels, &x[i], list_add(entries));
    view_str(v, S(updated), day_iso(c->arena, n ? x[0].changed_on : STR(FEED_BEGAN)));
    body_data_headers(c);
    e = ctx_render(c, "bodies/feed_atom", v);
    if (e)
        return e;
    return resp_header_set(c->resp, STR("Content-Type"),
                           STR("application/atom+xml; charset=utf-8"))
               ? OK
               : ERR_INTERNAL;
}
