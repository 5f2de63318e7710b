/*
 * body_import_rows.c: the rows of a file as they wait: read again, counted, given back as a
 * file of those that are wrong.
 */
#include "modules/bodies/body_import_rows.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "modules/bodies/body_cells.h"
#include "modules/bodies/body_import_words.h"

enum { Q_ALL, Q_WITH, Q_COUNT };

#define COLS "line, cells, outcome, coalesce(body_id, 0), problem FROM body_import_row "

static const char *const sql[] = {
    [Q_ALL] = "SELECT " COLS "WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3",
    [Q_WITH] = "SELECT " COLS "WHERE import_id = $1 AND line > $2 AND outcome = $4 "
               "ORDER BY line LIMIT $3",
    [Q_COUNT] = "SELECT count(*) FROM body_import_row WHERE import_id = $1 AND outcome = $2",
};
const struct sql_list body_import_rows_sql = SQL_LIST("body_import_rows", sql);

static const char *const outcome_names[] = {
    [BODY_ROW_NEW] = "",      [BODY_ROW_ADD] = "add",       [BODY_ROW_KNOWN] = "known",
    [BODY_ROW_FLAG] = "flag", [BODY_ROW_FAILED] = "failed",
};
#define N_OUTCOMES (sizeof outcome_names / sizeof outcome_names[0])

struct str body_row_outcome_name(enum body_row_outcome o)
{
    return str_from(outcome_names[o]);
}

static enum body_row_outcome outcome_from(struct str name)
{
    for (size_t i = 0; i < N_OUTCOMES; i++) {
        if (str_eq(str_from(outcome_names[i]), name))
            return (enum body_row_outcome)i;
    }
    return BODY_ROW_NEW;
}

static bool row_from(struct stmt *s, struct arena *a, struct body_import_row *out)
{
    *out = (struct body_import_row){ .line = db_i64(s, 0) };
    out->cell = arena_array(a, BODY_IMPORT_COLUMNS_MAX + 1, sizeof *out->cell);
    if (!out->cell)
        return false;
    out->n_cells = body_cells_read(a, db_text(s, 1, a), out->cell, BODY_IMPORT_COLUMNS_MAX + 1);
    out->outcome = outcome_from(db_text(s, 2, a));
    out->body_id = db_i64(s, 3);
    out->problem = db_text(s, 4, a);
    return true;
}

enum err body_import_rows(struct db *db, struct arena *a,
                          const struct body_import_rows_ask *ask, size_t max,
                          struct body_import_row *out, size_t *n)
{
    struct bind id = bi(ask->import_id), after = bi(ask->after), most = bi((int64_t)max);
    struct stmt *s =
        ask->outcome == BODY_ROW_NEW
            ? db_query(db, sql[Q_ALL], BINDS(id, after, most))
            : db_query(db, sql[Q_WITH],
                       BINDS(id, after, most, bt(body_row_outcome_name(ask->outcome))));
    bool is_well = true;
    *n = 0;
    while (is_well && *n < max && db_row(s))
        is_well = row_from(s, a, &out[(*n)++]);
    return db_done(s, is_well ? OK : ERR_LIMIT);
}

enum err body_import_count(struct db *db, int64_t import_id, enum body_row_outcome outcome,
                           int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT],
                      BINDS(bi(import_id), bt(body_row_outcome_name(outcome))), n);
}

/* --- the file of failed rows --- */

static void add_line(struct buf *out, const struct str *cell, size_t n, size_t width,
                     struct str last)
{
    for (size_t i = 0; i < width; i++) {
        esc_csv(out, i < n ? cell[i] : (struct str){ NULL, 0 });
        buf_char(out, ',');
    }
    esc_csv(out, last);
    buf_lit(out, "\r\n");
}

enum err body_import_failed_csv(struct db *db, struct arena *a, const struct body_import *of,
                                struct buf *out)
{
    struct body_import_rows_ask ask = { .import_id = of->id, .outcome = BODY_ROW_FAILED };
    struct body_import_row *row = arena_array(a, BODY_IMPORT_BATCH, sizeof *row);
    struct arena *own = arena_new((size_t)64 * 1024 * 1024);
    size_t n = row ? BODY_IMPORT_BATCH : 0;
    enum err e = row ? OK : ERR_LIMIT;
    buf_lit(out, "\xEF\xBB\xBF");
    add_line(out, of->header, of->n_header, of->n_header, STR(IMPORT_PROBLEM));
    while (!e && n == BODY_IMPORT_BATCH) {
        arena_reset(own);
        e = body_import_rows(db, own, &ask, BODY_IMPORT_BATCH, row, &n);
        for (size_t i = 0; i < n && !e; i++)
            add_line(out, row[i].cell, row[i].n_cells, of->n_header, row[i].problem);
        ask.after = n ? row[n - 1].line : 0;
    }
    arena_free(own);
    return out->failed && !e ? ERR_LIMIT : e;
}
