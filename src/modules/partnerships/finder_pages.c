#include "modules/partnerships/finder_pages.h"

#include "core/base/utf8.h"
#include "gen/symbols.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/finder.h"
#include "modules/partnerships/finder_view.h"
#include "modules/partnerships/map_view.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/partnership_words.h"

#define TYPED_MAX_CHARS 100

/* What the candidates' ids stand for. */
struct directory {
    struct area_list areas;
    struct partnership_list partnerships;
};

static const struct partnership *partnership_in(const struct directory *d, int64_t id)
{
    for (size_t i = 0; i < d->partnerships.n; i++)
        if (d->partnerships.item[i].id == id)
            return &d->partnerships.item[i];
    return NULL;
}

static struct str found_path(struct ctx *c, const struct directory *d, const struct found *f)
{
    const struct area *area = area_in(&d->areas, f->area_id);
    const struct partnership *p = partnership_in(d, f->partnership_id);
    if (area)
        return area_path(c->arena, area);
    return p ? url_path(c->arena, "/partnerships/%", p->slug) : STR("/partnerships");
}

/* "About 9 in 10 postcodes"; empty where it was not found by postcodes. */
static struct str likely(struct arena *a, double share)
{
    const double nearly_all = 0.95;
    const double few = 0.05;
    if (share <= 0 || share >= 1)
        return (struct str){ 0 };
    if (share >= nearly_all)
        return STR(FIND_LIKELY_ALL);
    int tenths = (int)(share * 10 + 0.5);
    return share < few ? STR(FIND_LIKELY_FEW)
                       : str_printf(a, FIND_LIKELY_TENTHS, tenths ? tenths : 1);
}

static void candidate_view(struct ctx *c, const struct directory *d, const struct found *f,
                           struct view *v)
{
    const struct area *area = area_in(&d->areas, f->area_id);
    const struct partnership *p = partnership_in(d, f->partnership_id);
    struct str name = area ? area->name : p ? p->short_name : (struct str){ 0 };
    view_str(v, S(href), found_path(c, d, f));
    view_str(v, S(name),
             f->place.n
                 ? str_printf(c->arena, FIND_PLACE_NAME, STR_ARG(f->place), STR_ARG(name))
                 : name);
    view_bool(v, S(lang_gd), area && !f->place.n && str_eq(area->lang, STR("gd")));
    view_str(v, S(partnership),
             area ? area->partnership_name
             : p  ? p->name
                  : (struct str){ 0 });
    view_bool(v, S(is_shared), area ? area->is_shared : true);
    view_text(v, S(likely), likely(c->arena, f->share));
}

static struct str error_words(struct ctx *c, const struct find_result *r)
{
    switch (r->kind) {
    case FIND_ONE:
    case FIND_SEVERAL:
    case FIND_EVERYWHERE:
        return (struct str){ 0 };
    case FIND_NOTHING_TYPED:
        if (c->req->method != METHOD_POST)
            return (struct str){ 0 };
        return finder_has_places(c->db) ? STR(FIND_ENTER_PLACE) : STR(FIND_ENTER);
    case FIND_MALFORMED:
        return STR(FIND_MALFORMED_ERROR);
    case FIND_NOT_SCOTTISH:
        return STR(FIND_NOT_SCOTTISH_ERROR);
    case FIND_NOT_IN_DATA:
        return STR(FIND_NOT_IN_DATA_ERROR);
    case FIND_UNKNOWN_NAME:
        return STR(FIND_UNKNOWN_ERROR);
    }
    return (struct str){ 0 };
}

static enum err answer_page(struct ctx *c, const struct directory *d,
                            const struct find_result *r, struct str typed)
{
    struct view *v = page_new(c, "partnerships");
    page_crumb(c, STR(CRUMB_HOME), STR("/"));
    page_crumb(c, STR(CRUMB_PARTNERSHIPS), STR("/partnerships"));
    view_bool(v, S(is_blank), r->kind == FIND_NOTHING_TYPED);
    view_bool(v, S(is_choice), r->kind == FIND_SEVERAL);
    view_bool(v, S(is_malformed), r->kind == FIND_MALFORMED);
    view_bool(v, S(is_not_scottish), r->kind == FIND_NOT_SCOTTISH);
    view_bool(v, S(is_unknown), r->kind == FIND_NOT_IN_DATA);
    view_bool(v, S(is_not_found), r->kind == FIND_UNKNOWN_NAME);
    view_bool(v, S(by_postcode), r->is_postcode);
    view_bool(v, S(is_one), r->n == 1);
    view_bool(v, S(is_guess), r->is_guess);
    view_bool(v, S(near_border), r->is_postcode && r->postcode.is_at_border);
    view_text(v, S(place), str_dup(c->arena, str_from(r->code)));
    struct list *candidates = view_list(v, S(candidates));
    for (size_t i = 0; i < r->n; i++)
        candidate_view(c, d, &r->item[i], list_add(candidates));
    enum err e = finder_view_fill(c, v, typed, error_words(c, r));
    if (!e)
        e = map_view_fill(c, v);
    return e ? e : ctx_render(c, "partnership/find", v);
}

/* A name or postcode is short; of anything longer the beginning is looked at and shown again.
 */
static struct str shortened(struct str typed)
{
    size_t at = 0;
    for (size_t n = 0; n < TYPED_MAX_CHARS && at < typed.n; n++)
        utf8_next(typed, &at);
    return str_sub(typed, 0, at);
}

enum err finder_page(struct ctx *c)
{
    struct str typed = shortened(param_str(c, "q"));
    struct find_result r;
    struct directory d;
    enum err e = finder_find(c->db, c->arena, typed, &r);
    if (!e)
        e = area_list(c->db, c->arena, &d.areas);
    if (!e)
        e = partnership_list(c->db, c->arena, &d.partnerships);
    if (e)
        return e;
    if (r.kind == FIND_ONE)
        return ctx_see_other(c, found_path(c, &d, &r.item[0]));
    if (r.kind == FIND_EVERYWHERE)
        return ctx_see_other(c, STR("/partnerships"));
    return answer_page(c, &d, &r, typed);
}
