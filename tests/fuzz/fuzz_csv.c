/*
 * fuzz_csv.c: any text read as CSV; what was read, written by esc_csv and read again, is the
 * same.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/esc.h"
#include "core/base/limits.h"

#define FIELDS_MAX 20

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

/* The row, written as our own export writes it. */
static void row_write(struct buf *out, const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (i)
            buf_char(out, ',');
        esc_csv(out, row->field[i]);
    }
    buf_lit(out, "\r\n");
}

static void same_rows(struct arena *a, struct str text, struct str written)
{
    struct csv *first = csv_open(a, text, FIELDS_MAX);
    struct csv *second = csv_open(a, written, FIELDS_MAX);
    struct csv_row x;
    struct csv_row y;
    size_t line = 0;
    while (csv_next(first, &x)) {
        must(csv_next(second, &y) && x.n == y.n);
        for (size_t i = 0; i < x.n; i++)
            must(str_eq(x.field[i], csv_unmark(y.field[i])));
    }
    must(!csv_next(second, &y) && csv_error(second, &line) == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(64 * MIB);
    struct str text = { (const char *)data, size };
    struct csv *c = csv_open(a, text, FIELDS_MAX);
    struct buf *written = buf_in(a, 16 * MIB);
    struct csv_row row;
    size_t line = 0;
    while (csv_next(c, &row)) {
        must(row.n >= 1 && row.n <= FIELDS_MAX && row.line > line);
        line = row.line;
        row_write(written, &row);
    }
    bool wrong = csv_error(c, &line) != NULL;
    must(!wrong || line > 0);
    if (!written->failed)
        same_rows(a, text, buf_view(written));
    arena_free(a);
    return 0;
}
