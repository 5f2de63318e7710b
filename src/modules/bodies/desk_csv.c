/*
 * desk_csv.c: the staff's list of the register as CSV, with its filters: what is public of the
 * entries, what staff know of their state, and the partnership's own tags and last contact.
 * The contact that is not public is in no file.
 */
#include "modules/bodies/desk_list_page.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/web/spool.h"
#include "modules/bodies/desk_filter.h"

#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */
#define SLICE_ROWS 500      /* of one read */
#define SLICE_BYTES (16 * MIB)
#define EXPORT_MS 60000
#define TAGS_BYTES 8192

struct csv {
    struct ctx *c;
    struct body_desk desk; /* with the memory of a slice */
    struct ctx slice_ctx;
    struct desk_filter filter;
    struct body_tag *tag;
    struct spool out;
};

/* --- a row --- */

static const char *const columns[] = { "id",
                                       "name",
                                       "other_names",
                                       "kind",
                                       "charity_number",
                                       "company_number",
                                       "purposes",
                                       "grounds",
                                       "community_body",
                                       "topics",
                                       "outcomes",
                                       "areas",
                                       "size_band",
                                       "languages",
                                       "website",
                                       "office",
                                       "contact_role",
                                       "contact_email",
                                       "contact_phone",
                                       "named_in_public",
                                       "description",
                                       "state",
                                       "consent",
                                       "consent_on",
                                       "source",
                                       "source_on",
                                       "reviewed_on",
                                       "review_overdue",
                                       "last_contact",
                                       "tags" };
#define N_COLUMNS (sizeof columns / sizeof columns[0])

static void add_head(struct buf *b)
{
    struct str name[N_COLUMNS];
    for (size_t i = 0; i < N_COLUMNS; i++)
        name[i] = str_from(columns[i]);
    buf_lit(b, MARK);
    esc_csv_row(b, name, N_COLUMNS);
}

static struct str yes_no(bool is)
{
    return is ? STR("yes") : STR("no");
}

static struct str area_slugs(struct arena *a, const struct body *b)
{
    struct buf *out = buf_in(a, TAGS_BYTES);
    for (size_t i = 0; i < b->n_areas; i++) {
        if (i)
            buf_char(out, ';');
        buf_str(out, b->area[i].slug);
    }
    return buf_view(out);
}

/* The partnership's own: tags with ";" between. */
static enum err own_cells(struct csv *k, int64_t body_id, struct str *last, struct str *tags)
{
    struct ctx *c = &k->slice_ctx;
    struct buf *out = buf_in(c->arena, TAGS_BYTES);
    size_t n = 0;
    *last = *tags = (struct str){ 0 };
    if (k->desk.is_admin)
        return OK;
    enum err e = desk_last_contact(c->db, c->arena, body_id, k->desk.partnership_id, last);
    if (!e)
        e = body_tag_list_of(c->db, c->arena, body_id, k->desk.partnership_id, k->tag, &n);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ';');
        buf_str(out, k->tag[i].name);
    }
    *tags = buf_view(out);
    return e;
}

static enum err add_row(struct csv *k, const struct body *b)
{
    struct arena *a = k->slice_ctx.arena;
    struct str last, tags;
    enum err e = own_cells(k, b->id, &last, &tags);
    const struct str cell[N_COLUMNS] = {
        str_printf(a, "%lld", (long long)b->id),
        b->name,
        str_replace_char(a, b->other_names, '\n', ';'),
        b->kind,
        b->charity_number,
        b->company_number,
        b->purposes,
        b->grounds,
        yes_no(b->is_community),
        b->topics,
        b->outcomes,
        area_slugs(a, b),
        b->size_band,
        b->languages,
        b->website,
        b->office,
        b->contact_role,
        b->contact_email,
        b->contact_phone,
        yes_no(b->is_named),
        b->description,
        b->state,
        b->consent,
        b->consent_on,
        b->source,
        b->source_on,
        b->reviewed_on,
        yes_no(b->is_stale),
        last,
        tags,
    };
    if (e)
        return e;
    esc_csv_row(k->out.text, cell, N_COLUMNS);
    return spool_row(&k->out);
}

/* --- all of them --- */

static enum err add_hit(struct csv *k, int64_t body_id)
{
    struct body_desk_one one;
    bool fits = true;
    enum err e = desk_filter_fits(&k->desk, &k->filter, body_id, &fits);
    if (e || !fits)
        return e;
    e = body_desk_load_id(&k->desk, body_id, &one);
    if (e == ERR_NOT_FOUND) /* gone meanwhile */
        return OK;
    return e ? e : add_row(k, &one.b);
}

/* Ranked words end at BODY_SEARCH_MAX; else in the order of the register, slice after slice. */
static enum err add_slice(struct csv *k, struct body_page *page, bool *has_more)
{
    struct body_hits hits = { 0 };
    enum err e =
        body_search(k->slice_ctx.db, k->slice_ctx.arena, &k->filter.filter, page, &hits);
    for (size_t i = 0; i < hits.n && !e; i++)
        e = add_hit(k, hits.item[i].body_id);
    *has_more = !e && hits.n > 0 && hits.has_more && !k->filter.filter.words.n;
    page->after = hits.n ? hits.item[hits.n - 1].position : 0;
    arena_reset(k->slice_ctx.arena);
    return e;
}

static enum err fill(struct csv *k)
{
    const int64_t until_ms = clock_mono_ms() + EXPORT_MS;
    struct body_page page = { .page = 1,
                              .size = k->filter.filter.words.n ? BODY_SEARCH_MAX : SLICE_ROWS };
    bool has_more = true;
    enum err e = OK;
    add_head(k->out.text);
    while (!e && has_more) {
        e = add_slice(k, &page, &has_more);
        if (!e && has_more && clock_mono_ms() > until_ms)
            e = ERR_BUSY;
    }
    return e;
}

enum err desk_csv_page(struct ctx *c)
{
    struct csv k = { .c = c };
    enum err e = body_desk_open(c, &k.desk);
    if (!e)
        e = desk_filter_read(&k.desk, page_new(c, ""), &k.filter);
    k.tag = arena_array(c->arena, BODY_TAGS_MAX, sizeof *k.tag);
    if (e || !k.tag)
        return e ? e : ERR_LIMIT;
    struct str name =
        str_printf(c->arena, "organisations-%.*s.csv", STR_ARG(body_desk_today(&k.desk)));
    spool_begin(c, &k.out);
    k.slice_ctx = *c;
    k.slice_ctx.arena = arena_new(SLICE_BYTES);
    k.desk.c = &k.slice_ctx;
    e = fill(&k);
    if (!e)
        e = spool_send(&k.out, STR("text/csv; charset=utf-8"), name);
    spool_end(&k.out);
    arena_free(k.slice_ctx.arena);
    return e;
}
