#include "modules/work/import_table.h"

#include "core/base/arena.h"
#include "core/base/csv.h"
#include "core/base/utf8.h"
#include "modules/work/import_words.h"

#define FIELDS_MAX 64

struct reading {
    struct import_job *job;
    struct str file;
    const struct import_columns *columns;
    size_t at[IMPORT_COLUMNS_MAX];
};

static bool find_columns(struct reading *r, const struct csv_row *header)
{
    bool all = true;
    for (size_t i = 0; i < r->columns->n; i++) {
        r->at[i] = csv_column(header, str_from(r->columns->name[i]));
        if (r->at[i] != STR_NONE)
            continue;
        import_fail(r->job, r->file, header->line, IMPORT_NO_COLUMN, r->columns->name[i]);
        all = false;
    }
    return all;
}

static void read_line(struct reading *r, const struct csv_row *row, struct import_line *out)
{
    out->line = row->line;
    for (size_t i = 0; i < r->columns->n; i++) {
        const char *name = r->columns->name[i];
        struct str s = str_dup(r->job->arena, str_trim(csv_unmark(csv_field(row, r->at[i]))));
        if (!utf8_is_text(s))
            import_fail(r->job, r->file, row->line, IMPORT_BAD_TEXT, name);
        else if (utf8_length(s) > IMPORT_FIELD_CHARS)
            import_fail(r->job, r->file, row->line, IMPORT_LONG_TEXT, name, IMPORT_FIELD_CHARS);
        else if (!s.n && i < r->columns->n_filled)
            import_fail(r->job, r->file, row->line, IMPORT_EMPTY, name);
        out->field[i] = s;
    }
}

enum err import_table_read(struct import_job *job, const struct import_file *file,
                           const struct import_columns *columns, size_t rows_max,
                           struct import_table *out)
{
    struct reading r = { .job = job, .file = file->name, .columns = columns };
    struct csv *csv = csv_open(job->arena, file->text, FIELDS_MAX);
    struct csv_row row;
    size_t error_line = 0;
    *out =
        (struct import_table){ .item = arena_array(job->arena, rows_max, sizeof *out->item) };
    if (!csv || !out->item)
        return ERR_LIMIT;
    if (csv_next(csv, &row) && find_columns(&r, &row))
        while (out->n < rows_max && csv_next(csv, &row))
            read_line(&r, &row, &out->item[out->n++]);
    const char *error = csv_error(csv, &error_line);
    if (error)
        import_fail(job, file->name, error_line, "%s", error);
    else if (out->n == rows_max)
        import_fail(job, file->name, row.line, IMPORT_TOO_MANY_ROWS, rows_max);
    else if (!out->n && !job->n_errors)
        import_fail(job, file->name, 0, IMPORT_NO_ROWS);
    return job->n_errors ? ERR_INVALID : OK;
}
