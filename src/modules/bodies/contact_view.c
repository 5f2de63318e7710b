/*
 * contact_view.c: an entry of the timeline on pages, the list, the entry's own page, the panel
 * of the body's page.
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/contact_pages.h"
#include "modules/bodies/contact_words.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

#define CUT_CHARS 240 /* of what happened, in a list */
#define PANEL_ROWS 5

struct str contact_today(const struct ctx *c)
{
    return date_iso(c->arena, london_from_s(c->now_s).date);
}

struct str contact_path(struct ctx *c, const struct own_body *b, int64_t id, const char *ending)
{
    return own_body_path(
        c, b, str_z(c->arena, str_printf(c->arena, "/timeline/%lld%s", (long long)id, ending)));
}

static struct str cut(struct arena *a, struct str s)
{
    size_t at = 0;
    for (size_t n = 0; at < s.n && n < CUT_CHARS; n++)
        utf8_next(s, &at);
    return at < s.n ? str_join(a, str_trim(str_sub(s, 0, at)), STR("…")) : s;
}

static void show_day(struct ctx *c, struct view *v, struct desk_date name, struct str iso)
{
    struct date d;
    bool is_date = date_parse(iso, &d);
    view_text(v, name.date, is_date ? date_short(c->arena, d) : (struct str){ 0 });
    view_text(v, name.iso, iso);
}

static const char *direction_words(const struct contact_event *e)
{
    bool is_promise = str_eq(e->kind, STR("commitment"));
    if (str_eq(e->direction, STR("out")))
        return is_promise ? CONTACT_OURS : CONTACT_FROM_US;
    if (str_eq(e->direction, STR("in")))
        return is_promise ? CONTACT_THEIRS : CONTACT_FROM_THEM;
    return "";
}

void contact_show(struct ctx *c, struct view *v, const struct contact_event *e, bool is_whole)
{
    struct str today = contact_today(c), by = e->by_name.n ? e->by_name : e->by_role;
    view_int(v, S(event), e->id);
    view_str(v, S(label), contact_event_label(e));
    view_lit(v, S(direction), direction_words(e));
    show_day(c, v, (struct desk_date){ S(on), S(on_iso) }, e->happened_on);
    view_str(v, S(summary), is_whole ? e->summary : cut(c->arena, e->summary));
    view_str(v, S(outcome), is_whole ? e->outcome : cut(c->arena, e->outcome));
    view_str(v, S(step), contact_event_step(e));
    view_bool(v, S(has_step), e->next_step.n > 0);
    show_day(c, v, (struct desk_date){ S(due), S(due_iso) }, e->next_on);
    view_bool(v, S(is_done), e->is_done);
    view_bool(v, S(is_overdue), !e->is_done && e->next_on.n && str_cmp(e->next_on, today) < 0);
    view_bool(v, S(is_today), !e->is_done && str_eq(e->next_on, today));
    view_str(v, S(by), by);
}

/* --- the list --- */

static void show_rows(struct ctx *c, const struct own_body *b, struct view *page,
                      const struct contact_event *row, size_t n)
{
    struct list *rows = view_list(page, S(events));
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(rows);
        contact_show(c, v, &row[i], false);
        view_str(v, S(href), contact_path(c, b, row[i].id, ""));
    }
}

static void show_ways(struct ctx *c, const struct own_body *b, struct view *page)
{
    view_str(page, S(new_event_href), own_body_path(c, b, "/timeline/new"));
    view_str(page, S(timeline_href), own_body_path(c, b, "/timeline"));
}

static void show_filter(struct ctx *c, struct view *page, struct str chosen)
{
    struct list *kinds = view_list(page, S(kinds));
    for (size_t i = 0; i <= contact_kinds.n; i++) {
        struct view *v = list_add(kinds);
        struct str code = i ? contact_kinds.item[i - 1].code : (struct str){ 0 };
        view_str(v, S(value), code);
        view_str(v, S(label), i ? contact_kinds.item[i - 1].label : STR(CONTACT_KIND_ALL));
        view_bool(v, S(checked), str_eq(code, chosen));
    }
    view_bool(page, S(is_filtered), chosen.n > 0);
    view_str(page, S(filter_action), c->path);
}

static enum err read_list(struct ctx *c, const struct own_body *b, struct view *page)
{
    struct str kind = param_str(c, "kind");
    if (!body_word_is(&contact_kinds, kind))
        kind = (struct str){ 0 };
    int64_t number = param_i64(c, "page", 1), n = 0;
    struct contact_ask ask = { b->body.id, b->own.partnership.id, kind,
                               (number - 1) * CONTACT_PAGE_ROWS, CONTACT_PAGE_ROWS };
    struct contact_event *row = arena_array(c->arena, CONTACT_PAGE_ROWS, sizeof *row);
    size_t n_rows = 0;
    enum err e = row && number >= 1 ? contact_event_count(c->db, &ask, &n) : ERR_NOT_FOUND;
    if (!e && number > 1 && ask.first >= (n > CONTACT_COUNT_MAX ? CONTACT_COUNT_MAX : n))
        e = ERR_NOT_FOUND;
    if (!e)
        e = contact_event_list(c->db, c->arena, &ask, row, &n_rows);
    if (e)
        return e;
    struct str base = own_body_path(c, b, "/timeline");
    if (kind.n)
        base = url_query(c->arena, base, STR("kind"), kind);
    show_rows(c, b, page, row, n_rows);
    show_filter(c, page, kind);
    contact_show_pages(c, page, base, &(struct contact_pages_of){ number, n, (int64_t)n_rows });
    return OK;
}

enum err contact_list_page(struct ctx *c)
{
    struct own_body b;
    enum err e = own_body_load(c, CAP_BODY_TIMELINE, &b);
    if (e)
        return e;
    struct view *v = own_body_page(c, &b);
    show_ways(c, &b, v);
    view_str(v, S(partnership_slug), b.own.partnership.slug);
    view_bool(v, S(is_removed), str_eq(param_str(c, "done"), STR("removed")));
    e = read_list(c, &b, v);
    return e ? e : ctx_render(c, "bodies/timeline", v);
}

/* Under a long list; the words of partial/pages. */
void contact_show_pages(struct ctx *c, struct view *page, struct str base,
                        const struct contact_pages_of *of)
{
    int64_t known = of->n > CONTACT_COUNT_MAX ? CONTACT_COUNT_MAX : of->n;
    int64_t last = known ? (known + CONTACT_PAGE_ROWS - 1) / CONTACT_PAGE_ROWS : 1;
    view_int(page, S(from), (of->number - 1) * CONTACT_PAGE_ROWS + 1);
    view_int(page, S(to), (of->number - 1) * CONTACT_PAGE_ROWS + of->n_rows);
    view_str(page, S(count),
             of->n > CONTACT_COUNT_MAX ? STR(CONTACT_MANY)
                                       : str_printf(c->arena, "%lld", (long long)of->n));
    view_bool(page, S(has_rows), of->n_rows > 0);
    page_steps(c, page, &(struct page_steps){ .base = base, .now = of->number, .last = last });
}

enum err contact_panel(struct ctx *c, const struct own_body *b, struct view *page)
{
    struct contact_event row[PANEL_ROWS];
    struct contact_ask ask = { .body_id = b->body.id,
                               .partnership_id = b->own.partnership.id,
                               .max = PANEL_ROWS };
    size_t n = 0;
    bool may = b->own.partnership.id &&
               actor_may(&c->visitor->actor, CAP_BODY_TIMELINE, b->own.partnership.id);
    enum err e = may ? contact_event_list(c->db, c->arena, &ask, row, &n) : OK;
    view_bool(page, S(has_timeline), may);
    view_bool(page, S(has_events), n > 0);
    show_rows(c, b, page, row, n);
    show_ways(c, b, page);
    return e;
}

/* --- one entry --- */

enum err contact_open(struct ctx *c, struct own_body *b, struct contact_event *out)
{
    enum err e = own_body_load(c, CAP_BODY_TIMELINE, b);
    if (e)
        return e;
    const struct contact_find find = { param_i64(c, "event", 0), b->body.id,
                                       b->own.partnership.id };
    return contact_event_find(c->db, c->arena, &find, out);
}

static enum err show_entry(struct ctx *c, const struct own_body *b,
                           const struct contact_event *e)
{
    struct view *v = own_body_page(c, b);
    struct form *f = form_new(c, v);
    if (!f)
        return ERR_LIMIT;
    page_back(c, own_body_path(c, b, "/timeline"));
    contact_show(c, v, e, true);
    view_str(v, S(edit_href), contact_path(c, b, e->id, "/edit"));
    view_str(v, S(due_href), str_join(c->arena, STR("/coordinator/due"), b->own.query));
    view_str(v, S(remove_href), contact_path(c, b, e->id, "/remove"));
    view_bool(v, S(is_own), contact_event_is_own(e));
    view_bool(v, S(is_removed), e->removed_at_s > 0);
    view_bool(v, S(was_saved), str_eq(param_str(c, "done"), STR("saved")));
    view_str(v, S(written_at), desk_moment(c->arena, e->created_at_s));
    return form_render(f, "bodies/timeline_entry");
}

enum err contact_show_page(struct ctx *c)
{
    struct own_body b;
    struct contact_event entry;
    enum err e = contact_open(c, &b, &entry);
    return e ? e : show_entry(c, &b, &entry);
}

enum err contact_done_page(struct ctx *c)
{
    struct own_body b;
    struct contact_event entry;
    enum err e = contact_open(c, &b, &entry);
    if (e)
        return e;
    struct str word = param_str(c, "done_now");
    struct form *f = form_new(c, page_new(c, ""));
    struct contact_edit k = {
        .actor = &c->visitor->actor, .act = ctx_act(c), .arena = c->arena, .to = entry
    };
    k.to.is_done = str_eq(word, STR("yes"));
    if (!f)
        return ERR_LIMIT;
    if (!k.to.is_done && !str_eq(word, STR("no")))
        return ERR_INVALID;
    return form_send_once(f, contact_event_done_fn, &k, contact_path(c, &b, entry.id, ""));
}
