#include "modules/bodies/body_export.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "modules/bodies/body_import.h"
#include "modules/bodies/body_rows.h"
#include "modules/partnerships/area.h"

#define SLICE_ROWS 200 /* of one read */
#define SLICE_BYTES (16 * MIB)
#define FLUSH_BYTES (256 * KIB)
#define TEXT_BYTES (2 * MIB)
#define MARK "\xEF\xBB\xBF" /* by which spreadsheets know UTF-8 */

enum { Q_SLICE, Q_AREAS };

static const char *const sql[] = {
    [Q_SLICE] = "SELECT " BODY_COLS " FROM body b JOIN body_set s ON s.id = b.set_id "
                "WHERE b.position > $1 AND s.is_live = 1 AND b.state <> 'merged' "
                "ORDER BY b.position LIMIT $2",
    [Q_AREAS] = "SELECT area_id FROM body_area WHERE body_id = $1 ORDER BY area_id",
};
const struct sql_list body_export_sql = SQL_LIST("body_export", sql);

struct export
{
    struct body_export *x;
    struct arena *a; /* of a slice */
    struct area_list areas;
    struct buf text;
};

/* --- one entry --- */

static struct str yes_no(bool is)
{
    return is ? STR("yes") : STR("no");
}

static enum err area_slugs(struct export *k, int64_t body_id, struct str *out)
{
    struct buf *b = buf_in(k->a, 4 * KIB);
    struct stmt *s = db_query(k->x->db, sql[Q_AREAS], BINDS(bi(body_id)));
    while (db_row(s)) {
        const struct area *area = area_in(&k->areas, db_i64(s, 0));
        if (b->n && area)
            buf_lit(b, ";");
        if (area)
            buf_str(b, area->slug);
    }
    *out = buf_view(b);
    return db_done(s, b->failed ? ERR_LIMIT : OK);
}

static bool is_private(enum body_column c)
{
    return c == BODY_COLUMN_OWN_NAME || c == BODY_COLUMN_OWN_EMAIL ||
           c == BODY_COLUMN_OWN_PHONE;
}

static void fill_columns(const struct body *b, struct str areas,
                         struct str out[BODY_COLUMN__MAX])
{
    out[BODY_COLUMN_NAME] = b->name;
    out[BODY_COLUMN_OTHER_NAMES] = b->other_names;
    out[BODY_COLUMN_CHARITY_NUMBER] = b->charity_number;
    out[BODY_COLUMN_COMPANY_NUMBER] = b->company_number;
    out[BODY_COLUMN_KIND] = b->kind;
    out[BODY_COLUMN_PURPOSES] = b->purposes;
    out[BODY_COLUMN_AREAS] = areas;
    out[BODY_COLUMN_TOWN] = b->office;
    out[BODY_COLUMN_WEBSITE] = b->website;
    out[BODY_COLUMN_CONTACT_ROLE] = b->contact_role;
    out[BODY_COLUMN_EMAIL] = b->contact_email;
    out[BODY_COLUMN_PHONE] = b->contact_phone;
    out[BODY_COLUMN_OWN_NAME] = b->own_name;
    out[BODY_COLUMN_OWN_EMAIL] = b->own_email;
    out[BODY_COLUMN_OWN_PHONE] = b->own_phone;
    out[BODY_COLUMN_TOPICS] = b->topics;
    out[BODY_COLUMN_GROUNDS] = b->grounds;
    out[BODY_COLUMN_COMMUNITY] = yes_no(b->is_community);
    out[BODY_COLUMN_INCOME] = b->size_band;
    out[BODY_COLUMN_LANGUAGES] = b->languages;
}

static const char *const further[] = { "state",    "may_be_named", "public_description",
                                       "outcomes", "consent",      "consent_on",
                                       "source",   "source_on",    "reviewed_on",
                                       "address" };
#define N_FURTHER (sizeof further / sizeof further[0])

static void fill_further(const struct body *b, struct str out[N_FURTHER])
{
    const struct str value[N_FURTHER] = {
        b->state,      yes_no(b->is_named), b->description, b->outcomes,    b->consent,
        b->consent_on, b->source,           b->source_on,   b->reviewed_on, b->slug,
    };
    memcpy(out, value, sizeof value);
}

static void add_cells(struct export *k, const struct str *column, const struct str *rest)
{
    for (enum body_column c = 0; c < BODY_COLUMN__MAX; c++) {
        if (is_private(c) && !k->x->has_private)
            continue;
        if (c)
            buf_char(&k->text, ',');
        esc_csv(&k->text, column[c]);
    }
    for (size_t i = 0; i < N_FURTHER; i++) {
        buf_char(&k->text, ',');
        esc_csv(&k->text, rest[i]);
    }
    buf_lit(&k->text, "\r\n");
}

static void add_head(struct export *k)
{
    struct str column[BODY_COLUMN__MAX], rest[N_FURTHER];
    for (enum body_column c = 0; c < BODY_COLUMN__MAX; c++)
        column[c] = body_column_name(c);
    for (size_t i = 0; i < N_FURTHER; i++)
        rest[i] = str_from(further[i]);
    buf_lit(&k->text, MARK);
    add_cells(k, column, rest);
}

static enum err add_body(struct export *k, const struct body *b)
{
    struct str column[BODY_COLUMN__MAX] = { { NULL, 0 } }, rest[N_FURTHER], areas;
    enum err e = area_slugs(k, b->id, &areas);
    if (e)
        return e;
    fill_columns(b, areas, column);
    fill_further(b, rest);
    add_cells(k, column, rest);
    k->x->n_rows++;
    return k->text.failed ? ERR_LIMIT : OK;
}

/* --- all --- */

static enum err read_slice(struct export *k, int64_t after, struct body *out, size_t *n)
{
    struct stmt *s = db_query(k->x->db, sql[Q_SLICE], BINDS(bi(after), bi(SLICE_ROWS)));
    for (*n = 0; *n < SLICE_ROWS && db_row(s); (*n)++)
        body_from_row(&out[*n], s, k->a);
    return db_done(s, arena_failed(k->a) ? ERR_LIMIT : OK);
}

static enum err flush(struct export *k)
{
    bool is_written = k->x->write(k->x->arg, buf_view(&k->text));
    buf_clear(&k->text);
    return is_written ? OK : ERR_FULL;
}

static enum err add_slice(struct export *k, int64_t *after, size_t *n)
{
    struct body *slice = arena_array(k->a, SLICE_ROWS, sizeof *slice);
    enum err e = slice ? read_slice(k, *after, slice, n) : ERR_LIMIT;
    for (size_t i = 0; !e && i < *n; i++) {
        e = add_body(k, &slice[i]);
        if (!e && k->text.n > FLUSH_BYTES)
            e = flush(k);
    }
    if (!e && *n)
        *after = slice[*n - 1].position;
    arena_reset(k->a);
    return e;
}

enum err body_export_all(struct body_export *x)
{
    struct arena *whole = arena_new(MIB);
    struct export k = { .x = x, .a = arena_new(SLICE_BYTES) };
    int64_t after = 0;
    size_t n = SLICE_ROWS;
    buf_init(&k.text, TEXT_BYTES);
    x->n_rows = 0;
    enum err e = area_list(x->db, whole, &k.areas);
    if (!e)
        add_head(&k);
    while (!e && n == SLICE_ROWS)
        e = add_slice(&k, &after, &n);
    if (!e)
        e = flush(&k);
    buf_free(&k.text);
    arena_free(k.a);
    arena_free(whole);
    return e;
}
