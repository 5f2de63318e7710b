/*
 * due_pages.c: what is due in a partnership: next steps and commitments, the earliest first.
 */
#include "core/base/arena.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/contact_pages.h"
#include "modules/people/visitor.h"

#define EVER "9999-12-31"

enum err contact_due_today(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    return contact_event_count_due(c->db, partnership_id, contact_today(c), n);
}

static void show_row(struct ctx *c, const struct own *own, const struct contact_event *e,
                     struct view *v)
{
    const struct own_body b = { .own = *own, .body = { .id = e->body_id } };
    contact_show(c, v, e, false);
    view_str(v, S(href), contact_path(c, &b, e->id, ""));
    view_str(v, S(body_name), e->body_name);
    view_str(v, S(body_href), own_body_path(c, &b, ""));
}

static enum err show_due(struct ctx *c, const struct own *own, struct view *page)
{
    int64_t number = param_i64(c, "page", 1), n = 0;
    struct contact_due ask = { own->partnership.id, STR(EVER), (number - 1) * CONTACT_PAGE_ROWS,
                               CONTACT_PAGE_ROWS };
    struct contact_event *row = arena_array(c->arena, CONTACT_PAGE_ROWS, sizeof *row);
    size_t n_rows = 0;
    enum err e = row && number >= 1
                     ? contact_event_count_due(c->db, ask.partnership_id, ask.until, &n)
                     : ERR_NOT_FOUND;
    if (!e && number > 1 && ask.first >= (n > CONTACT_COUNT_MAX ? CONTACT_COUNT_MAX : n))
        e = ERR_NOT_FOUND;
    if (!e)
        e = contact_event_list_due(c->db, c->arena, &ask, row, &n_rows);
    if (e)
        return e;
    struct list *rows = view_list(page, S(events));
    for (size_t i = 0; i < n_rows; i++)
        show_row(c, own, &row[i], list_add(rows));
    contact_show_pages(c, page, str_join(c->arena, c->path, own->query),
                       &(struct contact_pages_of){ number, n, (int64_t)n_rows });
    return OK;
}

/* What was just marked, with the way to take it back. */
static enum err show_marked(struct ctx *c, const struct own *own, struct view *page)
{
    struct contact_event entry;
    const struct contact_find find = { param_i64(c, "marked", 0), 0, own->partnership.id };
    view_null(page, S(marked));
    enum err e = find.id ? contact_event_find(c->db, c->arena, &find, &entry) : ERR_NOT_FOUND;
    if (!e && entry.is_done)
        show_row(c, own, &entry, view_sub(page, S(marked)));
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err due_list_page(struct ctx *c)
{
    struct own own;
    enum err e = own_partnership_load(c, CAP_BODY_TIMELINE, &own);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    view_str(v, S(action), str_join(c->arena, c->path, own.query));
    e = f ? own_partnership_show(c, &own, CAP_BODY_TIMELINE, v) : ERR_LIMIT;
    if (!e)
        e = show_due(c, &own, v);
    if (!e)
        e = show_marked(c, &own, v);
    return e ? e : form_render(f, "bodies/due");
}

enum err due_done_page(struct ctx *c)
{
    struct own own;
    enum err e = own_partnership_load(c, CAP_BODY_TIMELINE, &own);
    struct form *f = form_new(c, page_new(c, ""));
    if (e || !f)
        return e ? e : ERR_LIMIT;
    struct contact_edit k = { .actor = &c->visitor->actor,
                              .act = ctx_act(c),
                              .arena = c->arena,
                              .to = { .id = param_i64(c, "event", 0),
                                      .partnership_id = own.partnership.id,
                                      .is_done = true } };
    return form_send_once(f, contact_event_done_fn, &k,
                          str_printf(c->arena, "/coordinator/due%.*s&marked=%lld",
                                     STR_ARG(own.query), (long long)k.to.id));
}
