#include "modules/bodies/desk_rows.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/partnerships/partnership_page.h"

#define PAGES_MAX (BODY_SEARCH_MAX / DESK_ROWS)
#define AREA_NAMES_MAX 4 /* of a row; then how many more */

struct rows {
    const struct body_desk *d;
    struct list_words kinds;
    struct body_tag *tag;
    struct list *list;
};

static struct str short_day(struct arena *a, struct str iso)
{
    struct date day;
    return date_parse(iso, &day) ? date_short(a, day) : iso;
}

static struct str area_words(struct arena *a, const struct body *b)
{
    struct buf *out = buf_in(a, 4096);
    for (size_t i = 0; i < b->n_areas && i < AREA_NAMES_MAX; i++) {
        if (i)
            buf_lit(out, ", ");
        buf_str(out, b->area[i].name);
    }
    if (b->n_areas > AREA_NAMES_MAX)
        buf_printf(out, ROW_MORE_AREAS, b->n_areas - AREA_NAMES_MAX);
    return buf_view(out);
}

static enum err show_of_partnership(struct rows *k, const struct body *b, struct view *v)
{
    struct ctx *c = k->d->c;
    struct str last = { 0 };
    struct list *tags = view_list(v, S(tags));
    size_t n = 0;
    enum err e = OK;
    if (!k->d->is_admin) {
        e = desk_last_contact(c->db, c->arena, b->id, k->d->partnership_id, &last);
        if (!e)
            e = body_tag_list_of(c->db, c->arena, b->id, k->d->partnership_id, k->tag, &n);
    }
    for (size_t i = 0; i < n; i++)
        list_add_str(tags, k->tag[i].name);
    view_bool(v, S(has_tags), n > 0);
    view_text(v, S(last), last.n ? short_day(c->arena, last) : last);
    view_text(v, S(last_iso), last);
    return e;
}

static enum err show_row(struct rows *k, const struct body *b)
{
    struct arena *a = k->d->c->arena;
    struct view *v = list_add(k->list);
    view_int(v, S(id), b->id);
    view_str(v, S(name), b->name);
    view_str(v, S(href), body_desk_path_of(k->d, b->id, ""));
    view_str(v, S(kind), list_label(&k->kinds, b->kind));
    view_str(v, S(areas), area_words(a, b));
    view_str(v, S(state_label), body_word_label(&body_states, b->state));
    view_bool(v, S(is_active), str_eq(b->state, STR("active")));
    view_bool(v, S(is_stale), b->is_stale);
    view_bool(v, S(is_hidden), !b->is_named);
    view_text(v, S(reviewed), b->reviewed_on.n ? short_day(a, b->reviewed_on) : STR(""));
    view_text(v, S(reviewed_iso), b->reviewed_on);
    return show_of_partnership(k, b, v);
}

enum err desk_rows_show(const struct body_desk *d, const int64_t *id, size_t n,
                        struct view *page)
{
    struct ctx *c = d->c;
    struct rows k = { .d = d, .list = view_list(page, S(rows)) };
    k.tag = arena_array(c->arena, BODY_TAGS_MAX, sizeof *k.tag);
    enum err e = k.tag ? list_load(c->db, c->arena, "body_kind", &k.kinds) : ERR_LIMIT;
    for (size_t i = 0; i < n && !e; i++) {
        struct body_desk_one one;
        e = body_desk_load_id(d, id[i], &one);
        if (!e)
            e = show_row(&k, &one.b);
        else if (e == ERR_NOT_FOUND)
            e = OK;
    }
    view_bool(page, S(has_rows), list_len(k.list) > 0);
    view_bool(page, S(asks_last), !d->is_admin);
    view_bool(page, S(can_tick), true);
    return e;
}

/* --- pages --- */

static struct str page_href(const struct body_desk *d, const struct desk_paging *at,
                            int64_t page)
{
    struct arena *a = d->c->arena;
    return page > 1
               ? url_query(a, at->path, STR("page"), str_printf(a, "%lld", (long long)page))
               : at->path;
}

static void add_pages(const struct body_desk *d, const struct desk_paging *at, int64_t last,
                      struct view *v)
{
    struct list *pages = view_list(v, S(pages));
    for (int64_t i = 1; i <= last && !at->after; i++) {
        if (i != 1 && i != last && (i < at->page - 2 || i > at->page + 2))
            continue;
        struct view *p = list_add(pages);
        view_str(p, S(href), page_href(d, at, i));
        view_int(p, S(label), i);
        view_bool(p, S(is_current), i == at->page);
    }
}

static struct str next_href(const struct body_desk *d, const struct desk_paging *at,
                            const struct desk_found *found, int64_t last)
{
    struct arena *a = d->c->arena;
    bool is_within = !at->after && at->page < last;
    if (is_within)
        return page_href(d, at, at->page + 1);
    if (!found->has_more || !at->can_after)
        return (struct str){ 0 };
    return url_query(a, at->path, STR("after"), str_printf(a, "%lld", (long long)found->last));
}

enum err desk_pages_show(const struct body_desk *d, const struct desk_paging *at,
                         const struct desk_found *found, struct view *page)
{
    struct arena *a = d->c->arena;
    bool is_many = found->n_found > BODY_SEARCH_MAX;
    size_t known = is_many ? BODY_SEARCH_MAX : found->n_found;
    int64_t last = known ? (int64_t)((known + DESK_ROWS - 1) / DESK_ROWS) : 1;
    if (at->page < 1 || (!at->after && at->page > last))
        return ERR_NOT_FOUND;
    int64_t from = (at->page - 1) * DESK_ROWS + 1;
    struct str next = next_href(d, at, found, last);
    view_int(page, S(from), from);
    view_int(page, S(to), from + (int64_t)found->n - 1);
    view_int(page, S(n_shown), (int64_t)found->n);
    view_bool(page, S(is_after), at->after > 0);
    view_bool(page, S(is_one), found->n_found == 1);
    view_str(page, S(count), is_many ? STR(COUNT_MANY) : str_printf(a, "%zu", found->n_found));
    view_bool(page, S(has_pages), last > 1 || next.n > 0 || at->after > 0);
    view_str(page, S(prev_href),
             !at->after && at->page > 1 ? page_href(d, at, at->page - 1) : (struct str){ 0 });
    view_str(page, S(next_href), next);
    view_text(page, S(first_href), at->after ? at->path : (struct str){ 0 });
    add_pages(d, at, last, page);
    return OK;
}
