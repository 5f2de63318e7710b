/* response_import_load.c: a file of answers as it comes: is it what it should be, and its rows
 * put by. */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_cells.h"
#include "modules/responses/response_import.h"
#include "modules/responses/response_import_words.h"

#define CELL_BYTES 32768
#define STAGE_BATCH 200
#define STAGE_BYTES 262144

enum { Q_BEGIN, Q_PUT };

/* clang-format off */
static const char *const sql[] = {
    [Q_BEGIN] = "INSERT INTO response_import (consultation_id, file_name, source, comment, header, columns, state, n_rows, "
                "n_added, n_failed, content_hash, by_account, by_role, made_at_s, changed_at_s) VALUES ($1, $2, $3, $4, $5, "
                "$6, 'given_up', $7, 0, 0, $8, $9, $10, $11, $11) RETURNING id",
    [Q_PUT] = "INSERT INTO response_import_row (import_id, line, cells, problem) VALUES ($1, $2, $3, '')",
};
/* clang-format on */
const struct sql_list response_import_load_sql = SQL_LIST("response_import_load", sql);

/* --- what kind of file --- */

static struct str fault_of_bytes(struct str s)
{
    if (!str_trim(s).n)
        return STR(ANSWERS_FILE_EMPTY);
    if (s.n > RESPONSE_IMPORT_BYTES)
        return STR(ANSWERS_FILE_TOO_BIG);
    if (str_starts(s, STR("PK\x03\x04")) || str_starts(s, STR("\xD0\xCF\x11\xE0")))
        return STR(ANSWERS_FILE_SPREADSHEET);
    return memchr(s.p, '\0', s.n) || str_starts(s, STR("%PDF")) ? STR(ANSWERS_FILE_NOT_TEXT)
                                                                : (struct str){ NULL, 0 };
}

/* Latin-1, and the quotation marks that Windows puts where Latin-1 has nothing. */
static struct str from_latin_1(struct arena *a, struct str s)
{
    char *to = arena_alloc(a, 3 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; to && i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t cp = c == 0x91 || c == 0x92   ? 0x2019
                      : c == 0x93 || c == 0x94 ? 0x201C
                      : c == 0x96 || c == 0x97 ? 0x2013
                      : c == 0x80              ? 0x20AC
                      : c > 0x80 && c < 0xA0   ? ' '
                                               : c;
        n += utf8_encode(cp, to + n);
    }
    return to ? (struct str){ to, n } : (struct str){ NULL, 0 };
}

static struct str cell_text(struct arena *a, struct str raw)
{
    struct str s = csv_unmark(str_trim(str_sub(raw, 0, CELL_BYTES)));
    while (s.n && !utf8_is_valid(s))
        s.n--;
    char *p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; p && i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        p[i] = (c < ' ' && c != '\n') || c == 0x7F ? ' ' : s.p[i];
    }
    return p ? str_trim((struct str){ p, s.n }) : (struct str){ NULL, 0 };
}

static bool is_blank(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (str_trim(row->field[i]).n)
            return false;
    return true;
}

/* --- looking at all of it --- */

static enum err look_through(struct response_import_load *l, struct str text)
{
    struct csv *csv = csv_open(l->a, text, RESPONSE_IMPORT_COLUMNS);
    struct csv_row row;
    size_t line = 0;
    if (csv_next(csv, &row)) {
        l->to.header = arena_array(l->a, row.n + 1, sizeof *l->to.header);
        for (size_t i = 0; l->to.header && i < row.n; i++)
            l->to.header[l->to.n_header++] = cell_text(l->a, row.field[i]);
    }
    while (csv_next(csv, &row))
        l->to.n_rows += !is_blank(&row);
    const char *what = csv_error(csv, &line);
    if (what)
        l->fault = str_printf(l->a, ANSWERS_FILE_QUOTES, line, what);
    else if (!l->to.n_rows)
        l->fault = STR(ANSWERS_FILE_NO_ROWS);
    else if (l->to.n_rows > RESPONSE_IMPORT_ROWS)
        l->fault = str_printf(l->a, ANSWERS_FILE_TOO_MANY, RESPONSE_IMPORT_ROWS);
    return l->fault.n ? ERR_INVALID : arena_failed(l->a) ? ERR_LIMIT : OK;
}

/* --- putting it by --- */

struct staging {
    struct response_import_load *l;
    struct str header, hash;
    int64_t line[STAGE_BATCH];
    struct str cells[STAGE_BATCH];
    size_t n, n_bytes;
};

static enum err begin_fn(struct db *db, void *arg)
{
    const struct staging *x = arg;
    struct response_import_load *l = x->l;
    const struct response_import *to = &l->to;
    struct change change;
    enum err e =
        db_one_i64(db, sql[Q_BEGIN],
                   BINDS(bi(to->consultation_id), bt(to->file_name), bt(to->source),
                         bt(to->comment), bt(x->header), bt(to->columns), bi(to->n_rows),
                         bt(x->hash), bi(to->by_account), bt(to->by_role), bi(l->act.now_s)),
                   &l->to.id);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "hash", STR(""), x->hash);
    change_new_i64(&change, "rows", to->n_rows);
    return change_record(db, &change, &l->act,
                         &(struct change_of){ .action = STR("import.begin"),
                                              .object_kind = STR("response_import"),
                                              .object_id = l->to.id });
}

static enum err stage_fn(struct db *db, void *arg)
{
    const struct staging *x = arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < x->n; i++)
        e = db_exec(db, sql[Q_PUT], BINDS(bi(x->l->to.id), bi(x->line[i]), bt(x->cells[i])));
    return e;
}

static enum err stage_some(struct staging *x)
{
    enum err e = x->n ? store_write(x->l->store, stage_fn, x) : OK;
    x->n = x->n_bytes = 0;
    return e;
}

static void stage_row(struct staging *x, const struct csv_row *row)
{
    struct str cell[RESPONSE_IMPORT_COLUMNS];
    struct buf *out = buf_in(x->l->a, (size_t)8 * 1024 * 1024);
    for (size_t i = 0; i < row->n; i++)
        cell[i] = cell_text(x->l->a, row->field[i]);
    body_cells_write(out, cell, row->n);
    x->line[x->n] = (int64_t)row->line;
    x->cells[x->n] = buf_view(out);
    x->n_bytes += x->cells[x->n++].n;
}

static enum err stage_all(struct staging *x, struct str text)
{
    struct csv *csv = csv_open(x->l->a, text, RESPONSE_IMPORT_COLUMNS);
    struct csv_row row;
    enum err e = csv_next(csv, &row) ? OK : ERR_LIMIT;
    while (!e && csv_next(csv, &row)) {
        if (is_blank(&row))
            continue;
        stage_row(x, &row);
        if (x->n == STAGE_BATCH || x->n_bytes > STAGE_BYTES)
            e = stage_some(x);
    }
    if (!e && arena_failed(x->l->a))
        e = ERR_LIMIT;
    return e ? e : stage_some(x);
}

enum err response_import_load(struct response_import_load *l, struct str text)
{
    struct staging *x = ARENA_NEW(l->a, struct staging);
    struct buf *header = buf_in(l->a, (size_t)1024 * 1024);
    struct response_columns guessed;
    struct hash h = hash_of(text);
    l->fault = fault_of_bytes(text);
    if (l->fault.n || !x)
        return l->fault.n ? ERR_INVALID : ERR_LIMIT;
    l->was_windows_1252 = !utf8_is_valid(text);
    if (l->was_windows_1252)
        text = from_latin_1(l->a, text);
    enum err e = look_through(l, text);
    if (!e)
        e = response_columns_guess(l->a, l->form, l->to.header, l->to.n_header, &guessed);
    if (e)
        return e;
    l->to.columns = response_columns_text(l->a, l->form, &guessed);
    body_cells_write(header, l->to.header, l->to.n_header);
    *x = (struct staging){ .l = l, .header = buf_view(header), .hash = hash_hex(l->a, &h, 16) };
    e = store_write(l->store, begin_fn, x);
    return e ? e : stage_all(x, text);
}
