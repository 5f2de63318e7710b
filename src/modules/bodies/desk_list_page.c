#include "modules/bodies/desk_list_page.h"

#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/desk_bulk.h"
#include "modules/bodies/desk_rows.h"
#include "modules/partnerships/partnership_page.h"

static void show_done(struct ctx *c, struct view *page)
{
    static const struct {
        const char *word;
        symbol as;
    } known[] = { { "added", S(done_added) },     { "moved", S(done_moved) },
                  { "tagged", S(done_tagged) },   { "untagged", S(done_untagged) },
                  { "grouped", S(done_grouped) }, { "reviewed", S(done_reviewed) },
                  { "dormant", S(done_dormant) }, { "nothing", S(done_nothing) } };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        view_bool(page, known[i].as, str_eq(param_str(c, "done"), str_from(known[i].word)));
}

static void show_ways(const struct body_desk *d, const struct desk_filter *f, struct view *page)
{
    view_str(page, S(new_href), body_desk_path(d, "/new"));
    view_str(page, S(import_href), body_desk_path(d, "/import"));
    view_str(page, S(lists_href), body_desk_path(d, "/lists"));
    view_str(page, S(csv_href), desk_filter_path(d, f, ".csv"));
    view_str(page, S(save_href),
             url_query(d->c->arena, body_desk_path(d, "/lists"), STR("query"), f->query));
    view_str(page, S(filter_action),
             d->is_admin ? STR("/admin/bodies") : STR("/coordinator/bodies"));
    view_text(page, S(own_slug), d->own.partnership.slug);
    view_str(page, S(query), f->query);
}

enum err desk_list_page(struct ctx *c)
{
    struct body_desk d;
    struct desk_filter f;
    struct desk_found found;
    struct view *page = NULL;
    int64_t number = param_i64(c, "page", 1), after = param_i64(c, "after", 0);
    enum err e = body_desk_open(c, &d);
    if (!e)
        e = body_desk_show(&d, true, &page);
    if (!e)
        e = desk_filter_read(&d, page, &f);
    if (e)
        return e;
    after = f.filter.words.n ? 0 : after; /* ranked: no position to go on from */
    if (number < 1)
        return ERR_NOT_FOUND;
    e = desk_filter_find(&d, &f, number, after, &found);
    if (!e)
        e = desk_rows_show(&d, found.id, found.n, page);
    const struct desk_paging at = { .path = desk_filter_path(&d, &f, ""),
                                    .page = number,
                                    .after = after,
                                    .can_after = !f.filter.words.n };
    if (!e)
        e = desk_pages_show(&d, &at, &found, page);
    if (e)
        return e;
    desk_filter_show(&d, &f, page);
    show_ways(&d, &f, page);
    desk_bulk_actions(&d, page, (struct str){ 0 });
    show_done(c, page);
    struct form *form = form_new(c, page);
    return form ? form_render(form, "bodies/desk_list") : ERR_LIMIT;
}
