/* desk_find.c: the entries that a filter of the staff's list finds, a page of them. */
#include "modules/bodies/body_place.h"
#include "modules/bodies/desk_filter.h"

#define SCAN_MAX 12000 /* entries of one partnership whose last contact is looked at */

enum { Q_LAST };
static const char *const sql[] = {
    [Q_LAST] = "SELECT last_contact_on FROM body_partnership WHERE body_id = $1 AND "
               "partnership_id = $2",
};
const struct sql_list desk_filter_sql = SQL_LIST("desk_filter", sql);

enum err desk_last_contact(struct db *db, struct arena *a, int64_t body_id,
                           int64_t partnership_id, struct str *out)
{
    *out = (struct str){ 0 };
    enum err e = db_one_text(db, sql[Q_LAST], BINDS(bi(body_id), bi(partnership_id)), a, out);
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err find_plain(const struct body_desk *d, const struct desk_filter *f,
                           const struct body_page *page, struct desk_found *out)
{
    struct body_hits hits = { 0 };
    enum err e = body_search(d->c->db, d->c->arena, &f->filter, page, &hits);
    for (size_t i = 0; i < hits.n && i < DESK_ROWS && !e; i++) {
        out->id[out->n++] = hits.item[i].body_id;
        out->last = hits.item[i].position;
    }
    out->n_found = hits.n_found;
    out->has_more = hits.has_more;
    return e;
}

/* --- by the last contact --- */

struct scan {
    const struct body_desk *d;
    const struct desk_filter *f;
    size_t first; /* matches before the page */
    size_t n_seen;
    struct desk_found *out;
};

static bool fits(const struct desk_filter *f, struct str last)
{
    return f->contact == CONTACT_NONE ? !last.n
                                      : last.n > 0 && str_cmp(last, f->half_year_ago) < 0;
}

enum err desk_filter_fits(const struct body_desk *d, const struct desk_filter *f,
                          int64_t body_id, bool *out)
{
    struct str last;
    *out = true;
    if (f->contact == CONTACT_ANY)
        return OK;
    enum err e = desk_last_contact(d->c->db, d->c->arena, body_id, d->partnership_id, &last);
    *out = !e && fits(f, last);
    return e;
}

static enum err scan_hits(struct scan *s, const struct body_hits *hits)
{
    struct desk_found *out = s->out;
    enum err e = OK;
    for (size_t i = 0; i < hits->n && !e && out->n_found <= BODY_SEARCH_MAX; i++) {
        bool is_one = false;
        e = desk_filter_fits(s->d, s->f, hits->item[i].body_id, &is_one);
        if (e || !is_one)
            continue;
        if (out->n_found++ < s->first)
            continue;
        if (out->n == DESK_ROWS) {
            out->has_more = true;
            continue;
        }
        out->id[out->n++] = hits->item[i].body_id;
        out->last = hits->item[i].position;
    }
    s->n_seen += hits->n;
    return e;
}

static enum err find_by_contact(const struct body_desk *d, const struct desk_filter *f,
                                struct body_page page, struct desk_found *out)
{
    struct scan s = { .d = d, .f = f, .out = out };
    struct body_hits hits = { .has_more = true };
    enum err e = OK;
    s.first = page.after ? 0 : (size_t)(page.page - 1) * DESK_ROWS;
    page.page = 1;
    page.size = BODY_SEARCH_MAX;
    while (!e && hits.has_more && out->n_found <= BODY_SEARCH_MAX && s.n_seen < SCAN_MAX) {
        e = body_search(d->c->db, d->c->arena, &f->filter, &page, &hits);
        if (!e)
            e = scan_hits(&s, &hits);
        if (!hits.n || f->filter.words.n)
            break;
        page.after = hits.item[hits.n - 1].position;
    }
    return e;
}

enum err desk_filter_find(const struct body_desk *d, const struct desk_filter *f, int64_t page,
                          int64_t after, struct desk_found *out)
{
    const struct body_page ask = { .page = page, .after = after, .size = DESK_ROWS };
    *out = (struct desk_found){ 0 };
    return f->contact ? find_by_contact(d, f, ask, out) : find_plain(d, f, &ask, out);
}

/* --- all of them --- */

/* By name: the register's own answers put what fits the words first, and stale entries last. */
static int by_name(const void *one, const void *other)
{
    const struct body_hit *x = one, *y = other;
    int64_t a = body_place(x->position), b = body_place(y->position);
    return (a > b) - (a < b);
}

enum err desk_filter_all(const struct body_desk *d, const struct desk_filter *f, int64_t *id,
                         size_t max, size_t *n)
{
    struct body_hits hits = { 0 };
    const struct body_page all = { .page = 1, .size = BODY_SEARCH_MAX };
    enum err e = body_search(d->c->db, d->c->arena, &f->filter, &all, &hits);
    *n = 0;
    if (hits.n)
        qsort(hits.item, hits.n, sizeof *hits.item, by_name);
    for (size_t i = 0; i < hits.n && *n < max && !e; i++) {
        bool fits = true;
        e = desk_filter_fits(d, f, hits.item[i].body_id, &fits);
        if (!e && fits)
            id[(*n)++] = hits.item[i].body_id;
    }
    return e;
}
