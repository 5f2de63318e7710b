/*
 * body_import_load.c: a file as it comes: is it what it should be, and its rows put by.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_cells.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/bodies/body_import_words.h"

#define LOAD_ARENA_BYTES (5 * BODY_IMPORT_BYTES_MAX) /* a file of Windows-1252 grows by 3 */
#define CELL_BYTES_MAX 32768                         /* longer ones are cut */
#define SNIFF_BYTES 4096

enum { Q_PUT_ROW };

static const char *const sql[] = {
    [Q_PUT_ROW] = "INSERT INTO body_import_row (import_id, line, cells, outcome, problem) "
                  "VALUES ($1, $2, $3, '', '')",
};
const struct sql_list body_import_load_sql = SQL_LIST("body_import_load", sql);

struct load {
    const struct body_import_run *run;
    struct body_file *file;
    struct arena *a; /* of this load */
    struct str text; /* UTF-8 */
    struct str *header;
    size_t n_header;
    bool has_problems; /* the last column says what was wrong: a file of failed rows */
};

/* --- what kind of file --- */

static bool starts_with_bytes(struct str s, const char *bytes, size_t n)
{
    return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

static enum body_file_wrong sniff(struct str s)
{
    if (!str_trim(s).n)
        return BODY_FILE_EMPTY;
    if (s.n > BODY_IMPORT_BYTES_MAX)
        return BODY_FILE_TOO_BIG;
    if (starts_with_bytes(s, "PK\x03\x04", 4) || starts_with_bytes(s, "\xD0\xCF\x11\xE0", 4))
        return BODY_FILE_SPREADSHEET;
    for (size_t i = 0; i < s.n && i < SNIFF_BYTES; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f' && c != '\v')
            return BODY_FILE_NOT_TEXT;
    }
    return memchr(s.p, '\0', s.n) || starts_with_bytes(s, "%PDF", 4) ? BODY_FILE_NOT_TEXT
                                                                     : BODY_FILE_GOOD;
}

/* What Windows-1252 has at 0x80 to 0x9F; 0: nothing. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178
};

static struct str from_windows_1252(struct arena *a, struct str s)
{
    size_t room = 0, n = 0;
    for (size_t i = 0; i < s.n; i++)
        room += (unsigned char)s.p[i] < 0x80 ? 1 : 3;
    char *to = arena_alloc(a, room + 1);
    for (size_t i = 0; to && i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t cp = c < 0x80 || c >= 0xA0 ? c : windows_1252[c - 0x80];
        n += utf8_encode(cp ? cp : ' ', to + n);
    }
    return to ? (struct str){ to, n } : (struct str){ NULL, 0 };
}

/* --- cells --- */

/* Trimmed, without the mark before formulas, without control characters. */
static struct str clean_cell(struct arena *a, struct str raw)
{
    struct str s = csv_unmark(str_trim(str_sub(raw, 0, CELL_BYTES_MAX)));
    while (s.n && raw.n > CELL_BYTES_MAX && !utf8_is_valid(s))
        s.n--;
    char *p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; p && i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool is_c1 = i > 0 && (unsigned char)s.p[i - 1] == 0xC2 && c < 0xA0 && c >= 0x80;
        p[i] = (c < ' ' && c != '\n') || c == 0x7F ? ' ' : s.p[i];
        if (is_c1)
            p[i - 1] = p[i] = ' ';
    }
    return p ? str_trim((struct str){ p, s.n }) : (struct str){ NULL, 0 };
}

static bool is_empty_row(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (str_trim(row->field[i]).n)
            return false;
    }
    return true;
}

/* --- the first look: is all of it well? --- */

static bool looks_like_data(struct arena *a, struct str cell)
{
    struct str number;
    int64_t n;
    return (cell.n && str_to_i64(cell, &n)) || str_find_char(cell, '@') != STR_NONE ||
           str_starts(cell, STR("http")) || str_starts(cell, STR("www.")) ||
           (cell.n > 5 && body_charity_number(a, cell, &number) && number.n);
}

static enum body_file_wrong look_at_header(struct load *l, const struct csv_row *row)
{
    size_t n = row->n;
    while (n && !str_trim(row->field[n - 1]).n)
        n--;
    if (n > BODY_IMPORT_COLUMNS_MAX)
        return BODY_FILE_TOO_MANY_COLUMNS;
    l->header = arena_array(l->a, n + 1, sizeof *l->header);
    for (size_t i = 0; l->header && i < n; i++) {
        l->header[i] = clean_cell(l->a, row->field[i]);
        if (looks_like_data(l->a, l->header[i]))
            return BODY_FILE_NO_HEADER;
    }
    l->has_problems = n > 1 && l->header && str_eq(l->header[n - 1], STR(IMPORT_PROBLEM));
    l->n_header = l->has_problems ? n - 1 : n;
    bool is_other = n == 1 && l->header &&
                    (str_find_char(l->header[0], ';') != STR_NONE ||
                     str_find_char(row->field[0], '\t') != STR_NONE);
    return is_other ? BODY_FILE_SEPARATOR : n ? BODY_FILE_GOOD : BODY_FILE_NO_HEADER;
}

static struct csv *csv_of(struct load *l)
{
    return csv_open(l->a, l->text, BODY_IMPORT_COLUMNS_MAX + 1);
}

static enum body_file_wrong look_at_error(struct load *l, struct csv *csv)
{
    l->file->what = csv_error(csv, &l->file->line);
    if (!l->file->what)
        return BODY_FILE_GOOD;
    return str_eq(str_from(l->file->what), STR("too many fields in a row"))
               ? BODY_FILE_TOO_MANY_COLUMNS
               : BODY_FILE_QUOTES;
}

static enum body_file_wrong look(struct load *l)
{
    struct csv *csv = csv_of(l);
    struct csv_row row;
    if (!csv_next(csv, &row)) {
        enum body_file_wrong wrong = look_at_error(l, csv);
        return wrong == BODY_FILE_GOOD ? BODY_FILE_EMPTY : wrong;
    }
    l->file->line = row.line;
    enum body_file_wrong wrong = look_at_header(l, &row);
    while (wrong == BODY_FILE_GOOD && csv_next(csv, &row)) {
        l->file->n_rows += is_empty_row(&row) ? 0 : 1;
        if (l->file->n_rows > BODY_IMPORT_ROWS_MAX)
            wrong = BODY_FILE_TOO_MANY_ROWS;
    }
    if (wrong == BODY_FILE_GOOD)
        wrong = look_at_error(l, csv);
    return wrong == BODY_FILE_GOOD && !l->file->n_rows ? BODY_FILE_NO_ROWS : wrong;
}

/* --- putting the rows by --- */

struct batch {
    int64_t import_id;
    struct arena *a;
    int64_t line[BODY_IMPORT_BATCH];
    struct str cells[BODY_IMPORT_BATCH];
    size_t n, n_bytes;
};

static enum err put_rows_fn(struct db *db, void *arg)
{
    const struct batch *b = arg;
    enum err e = OK;
    for (size_t i = 0; i < b->n && !e; i++)
        e = db_exec(db, sql[Q_PUT_ROW],
                    BINDS(bi(b->import_id), bi(b->line[i]), bt(b->cells[i])));
    return e;
}

static enum err put_batch(const struct load *l, struct batch *b)
{
    const struct body_import_run *run = l->run;
    bool stops = run->is_stopping && run->is_stopping(run->stop_arg);
    enum err e = stops ? ERR_BUSY : b->n ? store_write_step(run->store, put_rows_fn, b) : OK;
    b->n = b->n_bytes = 0;
    arena_reset(b->a);
    return e;
}

/* The column that says what was wrong is left out. */
static void take_row(const struct load *l, struct batch *b, const struct csv_row *row)
{
    struct str cell[BODY_IMPORT_COLUMNS_MAX + 1];
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++) {
        bool is_problem = l->has_problems && i == l->n_header;
        if (!is_problem)
            cell[n++] = clean_cell(b->a, row->field[i]);
    }
    struct buf *out = buf_in(b->a, (size_t)16 * 1024 * 1024);
    body_cells_write(out, cell, n);
    b->line[b->n] = (int64_t)row->line;
    b->cells[b->n] = buf_view(out);
    b->n_bytes += b->cells[b->n++].n;
}

static enum err put_rows(struct load *l, int64_t import_id)
{
    struct batch *b = ARENA_NEW(l->a, struct batch);
    struct csv *csv = csv_of(l);
    struct csv_row row;
    if (!b || !csv_next(csv, &row))
        return ERR_LIMIT;
    *b = (struct batch){ .import_id = import_id, .a = arena_new((size_t)128 * 1024 * 1024) };
    enum err e = OK;
    while (!e && csv_next(csv, &row)) {
        if (is_empty_row(&row))
            continue;
        take_row(l, b, &row);
        if (b->n == BODY_IMPORT_BATCH || b->n_bytes > BODY_IMPORT_BATCH_BYTES)
            e = arena_failed(b->a) ? ERR_LIMIT : put_batch(l, b);
    }
    if (!e)
        e = put_batch(l, b);
    arena_free(b->a);
    return e;
}

static enum err begin(struct load *l, const struct body_import_new *n, struct str text,
                      int64_t *id)
{
    struct body_columns guessed;
    struct buf *header = buf_in(l->a, (size_t)8 * 1024 * 1024);
    struct hash h = hash_of(text);
    body_cells_write(header, l->header, l->n_header);
    body_columns_guess(l->a, l->header, l->n_header, &guessed);
    struct body_import_begin b = { .new = n,
                                   .act = &l->run->act,
                                   .a = l->a,
                                   .header = buf_view(header),
                                   .columns = body_columns_text(l->a, &guessed),
                                   .hash = hash_hex(l->a, &h, 16),
                                   .n_rows = (int64_t)l->file->n_rows };
    if (arena_failed(l->a))
        return ERR_LIMIT;
    enum err e = store_write(l->run->store, body_import_begin_fn, &b);
    *id = b.id;
    return e;
}

static enum err load_in(struct load *l, const struct body_import_new *n, struct str text,
                        int64_t *id)
{
    l->file->wrong = sniff(text);
    if (l->file->wrong)
        return ERR_INVALID;
    l->text = text;
    l->file->was_windows_1252 = !utf8_is_valid(text);
    if (l->file->was_windows_1252)
        l->text = from_windows_1252(l->a, text);
    l->file->wrong = look(l);
    if (l->file->wrong || arena_failed(l->a))
        return l->file->wrong ? ERR_INVALID : ERR_LIMIT;
    enum err e = begin(l, n, text, id);
    if (e)
        return e;
    e = put_rows(l, *id);
    if (e) {
        struct body_import_step drop = { .id = *id, .act = &l->run->act };
        enum err dropped = store_write(l->run->store, body_import_give_up_fn, &drop);
        return e == ERR_BUSY && dropped ? dropped : e;
    }
    return OK;
}

enum err body_import_load(const struct body_import_run *run, const struct body_import_new *n,
                          struct str text, struct body_file *file, int64_t *id)
{
    struct load l = { .run = run, .file = file, .a = arena_new(LOAD_ARENA_BYTES) };
    *file = (struct body_file){ .wrong = BODY_FILE_GOOD };
    enum err e = load_in(&l, n, text, id);
    arena_free(l.a);
    return e;
}
