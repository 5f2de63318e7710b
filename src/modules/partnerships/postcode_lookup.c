/* postcode_lookup.c: the councils of a postcode, from the loaded lists. Other half of
 * postcode.h. */
#include "modules/partnerships/postcode.h"

#include <string.h>

enum { Q_UNITS, Q_PART, Q_EXACT };

static const char *const sql[] = {
    [Q_UNITS] =
        "SELECT u.area_id, u.units FROM postcode_unit u JOIN dataset d ON d.id = u.dataset_id "
        "WHERE d.kind = 'postcodes' AND d.is_live = 1 AND u.sector = $1 ORDER BY u.area_id",
    [Q_PART] = "SELECT p.area_id, p.n_postcodes FROM postcode_part p JOIN dataset d ON d.id = "
               "p.dataset_id "
               "WHERE d.kind = 'postcodes' AND d.is_live = 1 AND p.code = $1 "
               "ORDER BY p.n_postcodes DESC, p.area_id",
    [Q_EXACT] = "SELECT is_exact FROM dataset WHERE kind = 'postcodes' AND is_live = 1",
};
const struct sql_list postcode_sql = SQL_LIST("postcode", sql);

#define UNIT_SIGNS 2 /* the last two letters of a postcode */

static struct str text_of(const char *z)
{
    return (struct str){ z, strlen(z) };
}

/* Units stand as "AA AB AD": two letters and a space each. */
static bool units_hold(const char *units, size_t n, const char *unit)
{
    for (size_t i = 0; i + UNIT_SIGNS <= n; i += UNIT_SIGNS + 1)
        if (memcmp(units + i, unit, UNIT_SIGNS) == 0)
            return true;
    return false;
}

static void answer_begin(struct postcode_answer *out, enum postcode_basis basis,
                         const char *code)
{
    *out = (struct postcode_answer){ .basis = basis };
    memcpy(out->code, code, strlen(code) + 1);
}

static enum err lookup_unit(struct db *db, struct arena *a, const struct postcode *p,
                            struct postcode_answer *out)
{
    const char *unit = p->full + strlen(p->full) - UNIT_SIGNS;
    answer_begin(out, POSTCODE_BY_UNIT, p->full);
    struct stmt *s = db_query(db, sql[Q_UNITS], BINDS(bt(text_of(p->sector))));
    while (db_row(s)) {
        struct str units = db_text(s, 1, a);
        if (!units_hold(units.p, units.n, unit) || out->n == POSTCODE_CANDIDATES_MAX)
            continue;
        out->candidate[out->n++] = (struct postcode_candidate){ .area_id = db_i64(s, 0),
                                                                .n_postcodes = 1,
                                                                .share = 1 };
    }
    return db_done(s, out->n ? OK : ERR_NOT_FOUND);
}

static enum err lookup_part(struct db *db, const char *code, enum postcode_basis basis,
                            struct postcode_answer *out)
{
    answer_begin(out, basis, code);
    if (!*code)
        return ERR_NOT_FOUND;
    int64_t all = 0;
    struct stmt *s = db_query(db, sql[Q_PART], BINDS(bt(text_of(code))));
    while (db_row(s)) {
        all += db_i64(s, 1);
        if (out->n < POSTCODE_CANDIDATES_MAX)
            out->candidate[out->n++] =
                (struct postcode_candidate){ .area_id = db_i64(s, 0),
                                             .n_postcodes = db_i64(s, 1) };
    }
    for (size_t i = 0; i < out->n; i++)
        out->candidate[i].share =
            all > 0 ? (double)out->candidate[i].n_postcodes / (double)all : 0;
    return db_done(s, out->n ? OK : ERR_NOT_FOUND);
}

enum err postcode_lookup(struct db *db, struct arena *a, const struct postcode *p,
                         struct postcode_answer *out)
{
    enum err e = ERR_NOT_FOUND;
    answer_begin(out, POSTCODE_BY_UNIT, "");
    if (p->form == POSTCODE_FULL)
        e = lookup_unit(db, a, p, out);
    if (e == ERR_NOT_FOUND && (p->form == POSTCODE_FULL || p->form == POSTCODE_SECTOR))
        e = lookup_part(db, p->sector, POSTCODE_BY_SECTOR, out);
    if (e == ERR_NOT_FOUND && p->form == POSTCODE_OUTWARD) {
        e = lookup_part(db, p->outward, POSTCODE_BY_OUTWARD, out);
        if (e == ERR_NOT_FOUND)
            e = lookup_part(db, p->other_sector, POSTCODE_BY_SECTOR, out);
    }
    return e;
}

bool postcode_is_exact(struct db *db)
{
    int64_t exact = 0;
    return db_one_i64(db, sql[Q_EXACT], NO_BINDS, &exact) == OK && exact == 1;
}
