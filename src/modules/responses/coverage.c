#include "modules/responses/coverage.h"

#include "core/base/arena.h"
#include "modules/partnerships/area.h"
#include "modules/responses/response_counted.h"

#include <stdlib.h>

enum { Q_BODIES, Q_INVITED, Q_HEARD };

/* clang-format off */
static const char *const sql[] = {
    [Q_BODIES] = "SELECT b.id, b.position, b.name, b.kind, b.size_band, b.outcomes, b.grounds FROM body_area w CROSS JOIN body b ON b.id = w.body_id "
                 "WHERE w.area_id = $1 AND b.state = 'active' AND (w.is_involved = 1 OR w.is_community = 1)",
    [Q_INVITED] = "SELECT body_id FROM invitation WHERE consultation_id = $1",
    [Q_HEARD] = "SELECT r.body_id FROM response r WHERE r.consultation_id = $1 AND r.body_id IS NOT NULL AND " RESPONSE_COUNTED " UNION SELECT "
                "x.body_id FROM response r CROSS JOIN response_body x ON x.response_id = r.id WHERE r.consultation_id = $1 AND x.body_id IS NOT "
                "NULL AND " RESPONSE_COUNTED,
};
/* clang-format on */
const struct sql_list coverage_sql = SQL_LIST("coverage", sql);

/* --- the bodies --- */

/* A row for each area where it works. */
struct work_row {
    struct covered_body b;
    int64_t position;
    struct str area;
};
struct work_rows {
    struct work_row *at;
    size_t n;
};

static enum err add_area(struct db *db, struct arena *a, const struct area *area,
                         struct work_rows *rows)
{
    struct stmt *s = db_query(db, sql[Q_BODIES], BINDS(bi(area->id)));
    enum err e = OK;
    while (!e && db_row(s)) {
        if (rows->n == COVERAGE_BODIES_MAX) {
            e = ERR_TOO_MANY;
            break;
        }
        rows->at[rows->n++] =
            (struct work_row){ .b = { .id = db_i64(s, 0),
                                      .name = db_text(s, 2, a),
                                      .value = { [COVERAGE_BY_KIND] = db_text(s, 3, a),
                                                 [COVERAGE_BY_SIZE] = db_text(s, 4, a),
                                                 [COVERAGE_BY_OUTCOME] = db_text(s, 5, a),
                                                 [COVERAGE_BY_GROUND] = db_text(s, 6, a) } },
                               .position = db_i64(s, 1),
                               .area = area->slug };
    }
    return db_done(s, e);
}

static bool is_concerned(const struct consultation *x, const struct area *area)
{
    if (x->areas.n)
        return list_holds(x->areas, area->slug);
    for (size_t i = 0; i < x->n_partnerships; i++)
        if (x->partnership[i] == area->partnership_id)
            return true;
    return false;
}

static int by_position(const void *one, const void *other)
{
    const struct work_row *x = one, *y = other;
    return (x->position > y->position) - (x->position < y->position);
}

static enum err load_bodies(struct db *db, struct arena *a, const struct consultation *x,
                            struct coverage *out)
{
    struct area_list areas;
    struct work_rows rows = { .at = arena_array(a, COVERAGE_BODIES_MAX, sizeof *rows.at) };
    enum err e = rows.at ? area_list(db, a, &areas) : ERR_LIMIT;
    for (size_t i = 0; !e && i < areas.n; i++)
        if (is_concerned(x, &areas.item[i]))
            e = add_area(db, a, &areas.item[i], &rows);
    out->at = e ? NULL : arena_array(a, rows.n + 1, sizeof *out->at);
    if (!out->at)
        return e ? e : ERR_LIMIT;
    if (rows.n)
        qsort(rows.at, rows.n, sizeof *rows.at, by_position);
    for (size_t i = 0; i < rows.n; i++) {
        struct covered_body *last = out->n ? &out->at[out->n - 1] : NULL;
        if (!last || last->id != rows.at[i].b.id) {
            last = &out->at[out->n++];
            *last = rows.at[i].b;
        }
        struct str *in = &last->value[COVERAGE_BY_AREA];
        *in = in->n ? str_printf(a, "%.*s;%.*s", STR_ARG(*in), STR_ARG(rows.at[i].area))
                    : rows.at[i].area;
    }
    return OK;
}

/* --- who was asked, who was heard --- */

static int by_id(const void *one, const void *other)
{
    int64_t x = *(const int64_t *)one, y = *(const int64_t *)other;
    return (x > y) - (x < y);
}

struct ids {
    int64_t *at;
    size_t n;
};

static enum err load_ids(struct db *db, struct arena *a, const char *text, int64_t of,
                         struct ids *out)
{
    *out = (struct ids){ .at = arena_array(a, COVERAGE_BODIES_MAX, sizeof *out->at) };
    if (!out->at)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, text, BINDS(bi(of)));
    while (out->n < COVERAGE_BODIES_MAX && db_row(s))
        out->at[out->n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    if (out->n)
        qsort(out->at, out->n, sizeof *out->at, by_id);
    return e;
}

static bool holds(const struct ids *x, int64_t id)
{
    return x->n && bsearch(&id, x->at, x->n, sizeof id, by_id);
}

enum err coverage_load(struct db *db, struct arena *a, const struct consultation *x,
                       struct coverage *out)
{
    struct ids invited, heard;
    *out = (struct coverage){ 0 };
    enum err e = load_bodies(db, a, x, out);
    if (!e)
        e = load_ids(db, a, sql[Q_INVITED], x->id, &invited);
    if (!e)
        e = load_ids(db, a, sql[Q_HEARD], x->id, &heard);
    for (size_t i = 0; !e && i < out->n; i++) {
        out->at[i].was_invited = holds(&invited, out->at[i].id);
        out->at[i].was_heard = holds(&heard, out->at[i].id);
        out->n_invited += out->at[i].was_invited;
        out->n_heard += out->at[i].was_heard;
    }
    return e;
}

/* --- the tables --- */

bool coverage_has(const struct covered_body *b, enum coverage_by by, struct str code)
{
    return code.n ? list_holds(b->value[by], code) : !b->value[by].n;
}

static void add_to(struct coverage_line *out, size_t *n, struct str code,
                   const struct covered_body *b)
{
    size_t at = 0;
    while (at < *n && !str_eq(out[at].code, code))
        at++;
    if (at == COVERAGE_LINES_MAX)
        return;
    if (at == *n)
        out[(*n)++] = (struct coverage_line){ .code = code };
    out[at].n++;
    out[at].n_invited += b->was_invited;
    out[at].n_heard += b->was_heard;
}

static int by_share(const void *one, const void *other)
{
    const struct coverage_line *x = one, *y = other;
    int64_t a = x->n_heard * y->n, b = y->n_heard * x->n;
    if (a != b)
        return a < b ? -1 : 1;
    return x->n != y->n ? (x->n > y->n ? -1 : 1) : str_cmp(x->code, y->code);
}

size_t coverage_lines(const struct coverage *c, enum coverage_by by,
                      struct coverage_line out[COVERAGE_LINES_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        struct str rest = c->at[i].value[by], code;
        if (!rest.n)
            add_to(out, &n, rest, &c->at[i]);
        while (str_cut(&rest, ';', &code))
            add_to(out, &n, code, &c->at[i]);
    }
    if (n)
        qsort(out, n, sizeof *out, by_share);
    return n;
}
