#include "modules/bodies/body_data_pages.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "core/web/spool.h"
#include "modules/bodies/body_data.h"
#include "modules/bodies/body_search.h"
#include "modules/partnerships/partnership.h"

#define SLICE_ROWS 500 /* of one read */
#define SLICE_BYTES (16 * MIB)
#define EXPORT_MS 60000

/* --- which of them --- */

struct listing {
    struct body_filter filter;
    bool has_filter;
    bool is_none; /* a filter names what there is not: nothing fits */
};

static void read_area(struct ctx *c, const struct body_data *d, struct listing *l)
{
    const struct area *area = area_named(&d->labels.areas, param_str(c, "area"));
    if (!param_has(c, "area"))
        return;
    l->has_filter = true;
    l->is_none = l->is_none || !area;
    l->filter.area_id = area ? area->id : 0;
}

static enum err read_partnership(struct ctx *c, struct listing *l)
{
    struct partnership p;
    if (!param_has(c, "partnership"))
        return OK;
    enum err e = partnership_find_by_slug(c->db, c->arena, param_str(c, "partnership"), &p);
    l->has_filter = true;
    l->is_none = l->is_none || e == ERR_NOT_FOUND;
    l->filter.partnership_id = e ? 0 : p.id;
    return e == ERR_NOT_FOUND ? OK : e;
}

static void read_code(struct ctx *c, struct listing *l, const char *name, struct str *to)
{
    *to = param_str(c, name);
    l->has_filter = l->has_filter || to->n;
}

static enum err read_filter(struct ctx *c, const struct body_data *d, struct listing *l)
{
    *l = (struct listing){ .filter = { .is_public = true } };
    read_area(c, d, l);
    read_code(c, l, "topic", &l->filter.topic);
    read_code(c, l, "outcome", &l->filter.outcome);
    read_code(c, l, "ground", &l->filter.ground);
    read_code(c, l, "kind", &l->filter.kind);
    read_code(c, l, "q", &l->filter.words);
    l->filter.is_community = str_eq(l->filter.ground, STR("community"));
    if (l->filter.is_community)
        l->filter.ground = (struct str){ 0 };
    return read_partnership(c, l);
}

/* --- a slice of them --- */

struct slice {
    struct body_public *item;
    size_t n;
    int64_t next; /* position to go on after; 0: that was all */
    size_t n_found;
};

/* Those that a search found; one that was hidden meanwhile is left out. */
static enum err load_found(struct db *db, struct arena *a, const struct body_hits *hits,
                           struct slice *out)
{
    enum err e = OK;
    for (size_t i = 0; i < hits->n && !e; i++) {
        e = body_public_load(db, a, hits->item[i].body_id, &out->item[out->n]);
        out->n += !e;
        e = e == ERR_NOT_FOUND ? OK : e;
    }
    return e;
}

static enum err load_filtered(struct db *db, struct arena *a, const struct listing *l,
                              int64_t after, size_t max, struct slice *out)
{
    struct body_hits hits;
    const struct body_page page = { .page = 1, .after = after, .size = max };
    enum err e = body_search(db, a, &l->filter, &page, &hits);
    if (e)
        return e;
    out->n_found = hits.n_found;
    if (hits.has_more && hits.n && !l->filter.words.n)
        out->next = hits.item[hits.n - 1].position;
    return load_found(db, a, &hits, out);
}

static enum err slice_load(struct db *db, struct arena *a, const struct listing *l,
                           int64_t after, size_t max, struct slice *out)
{
    *out = (struct slice){ .item = arena_array(a, max, sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    if (l->is_none)
        return OK;
    if (l->has_filter)
        return load_filtered(db, a, l, after, max, out);
    enum err e = body_public_list(db, a, after, max, out->item, &out->n);
    if (out->n == max)
        out->next = out->item[max - 1].position;
    return e;
}

/* --- CSV --- */

static enum err csv_slice(struct spool *s, const struct body_data *d, const struct listing *l,
                          struct arena *a, int64_t *after)
{
    struct slice part;
    size_t max = l->filter.words.n ? BODY_SEARCH_MAX : SLICE_ROWS;
    enum err e = slice_load(s->c->db, a, l, *after, max, &part);
    for (size_t i = 0; i < part.n && !e; i++) {
        body_csv_row(s->text, d, a, &part.item[i]);
        e = spool_row(s);
    }
    *after = part.next;
    return e;
}

static enum err csv_fill(struct spool *s, const struct body_data *d, const struct listing *l)
{
    const int64_t until_ms = clock_mono_ms() + EXPORT_MS;
    struct arena *a = arena_new(SLICE_BYTES);
    int64_t after = 0;
    enum err e;
    body_csv_head(s->text);
    do {
        e = csv_slice(s, d, l, a, &after);
        arena_reset(a);
        if (!e && after && clock_mono_ms() > until_ms)
            e = ERR_BUSY;
    } while (!e && after);
    arena_free(a);
    return e;
}

/* The bytes follow from the content of public tables. */
static enum err content_version(struct ctx *c, struct str *out)
{
    int64_t version, epoch;
    enum err e = store_content_version(c->db, &version, &epoch);
    *out = str_printf(c->arena, "%lld|%lld", (long long)epoch, (long long)version);
    return e;
}

enum err body_list_csv_page(struct ctx *c)
{
    struct body_data d;
    struct listing l;
    struct str version;
    struct spool s;
    enum err e = content_version(c, &version);
    if (e)
        return e;
    if (ctx_is_known(c, version))
        return ctx_send(c, STR("text/csv; charset=utf-8"), (struct str){ 0 });
    e = body_data_load(c, &d);
    if (!e)
        e = read_filter(c, &d, &l);
    if (e)
        return e;
    body_data_headers(c);
    spool_begin(c, &s);
    e = csv_fill(&s, &d, &l);
    if (!e)
        e = spool_send(&s, STR("text/csv; charset=utf-8"), STR("organisations.csv"));
    spool_end(&s);
    return e;
}

/* --- JSON --- */

/* The address of what comes after, with the same filters. */
static struct str next_url(struct ctx *c, int64_t after)
{
    static const char *const names[] = { "q",       "area",   "partnership", "topic",
                                         "outcome", "ground", "kind" };
    struct str url = str_join(c->arena, c->site->origin, STR("/bodies.json"));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (param_has(c, names[i]))
            url = url_query(c->arena, url, str_from(names[i]), param_str(c, names[i]));
    return url_query(c->arena, url, STR("after"),
                     str_printf(c->arena, "%lld", (long long)after));
}

static enum err list_count(struct ctx *c, const struct listing *l, const struct slice *part,
                           struct json *j)
{
    int64_t n = 0;
    if (l->has_filter && param_has(c, "after"))
        return OK; /* counted on the first page only */
    enum err e = l->has_filter ? OK : body_data_count(c->db, &n);
    bool is_more = part->n_found > BODY_SEARCH_MAX;
    if (l->has_filter)
        n = is_more ? BODY_SEARCH_MAX : (int64_t)part->n_found;
    json_int(j, "found", n);
    json_bool(j, "found_is_least", is_more);
    return e;
}

enum err body_list_data_page(struct ctx *c)
{
    struct body_data d;
    struct listing l;
    struct slice part;
    struct json j;
    enum err e = body_data_load(c, &d);
    if (!e)
        e = read_filter(c, &d, &l);
    if (!e)
        e = slice_load(c->db, c->arena, &l, param_i64(c, "after", 0), BODY_DATA_PAGE, &part);
    if (e)
        return e;
    body_data_begin(c, &j);
    e = list_count(c, &l, &part, &j);
    json_text_or_null(&j, "next", part.next ? next_url(c, part.next) : (struct str){ 0 });
    json_close(&j, '}');
    json_open(&j, "data", '[');
    for (size_t i = 0; i < part.n; i++)
        body_json(&j, NULL, &d, &part.item[i]);
    json_close(&j, ']');
    return e ? e : body_data_send(c, &j, STR("application/json; charset=utf-8"));
}

/* --- one of them --- */

/* *moved_to: where it is now, when it was asked for by a former address. */
static enum err load_one(struct ctx *c, const char *pattern, struct body_public *x,
                         struct str *moved_to)
{
    struct str slug = param_str(c, "slug");
    enum err e = body_public_by_slug(c->db, c->arena, slug, x);
    bool is_moved = !e && !str_eq(x->slug, slug);
    *moved_to = is_moved ? url_path(c->arena, pattern, x->slug) : (struct str){ 0 };
    return e;
}

enum err body_show_data_page(struct ctx *c)
{
    struct body_public x;
    struct body_data d;
    struct str moved_to;
    struct json j;
    enum err e = load_one(c, "/bodies/%.json", &x, &moved_to);
    if (!e && moved_to.n)
        return ctx_moved(c, moved_to);
    if (!e)
        e = body_data_load(c, &d);
    if (e)
        return e;
    body_data_begin(c, &j);
    json_close(&j, '}');
    body_json(&j, "data", &d, &x);
    return body_data_send(c, &j, STR("application/json; charset=utf-8"));
}

enum err body_show_ld_page(struct ctx *c)
{
    struct body_public x;
    struct body_data d;
    struct str moved_to;
    struct json j;
    enum err e = load_one(c, "/bodies/%.jsonld", &x, &moved_to);
    if (!e && moved_to.n)
        return ctx_moved(c, moved_to);
    if (!e)
        e = body_data_load(c, &d);
    if (e)
        return e;
    body_json_ld(&j, c, &d, &x);
    return body_data_send(c, &j, STR("application/ld+json; charset=utf-8"));
}
