/*
 * import_table.h: a small CSV of ours read whole: named columns, every field trimmed, checked
 * for being text and copied. For files of some thousand rows; long ones are read row by row
 * (core/base/csv.h).
 */
#ifndef MODULES_WORK_IMPORT_TABLE_H
#define MODULES_WORK_IMPORT_TABLE_H

#include "modules/work/import_job.h"

#define IMPORT_COLUMNS_MAX 16
#define IMPORT_FIELD_CHARS 1000

struct import_columns {
    const char *const *name;
    size_t n;        /* at most IMPORT_COLUMNS_MAX */
    size_t n_filled; /* the first ones: may not be empty */
};

struct import_line {
    size_t line; /* in the file, 1 first */
    struct str field[IMPORT_COLUMNS_MAX];
};

struct import_table {
    struct import_line *item;
    size_t n;
};

/* ERR_INVALID: what is wrong stands in the job's errors. Columns that are not asked for are
 * passed over. */
enum err import_table_read(struct import_job *job, const struct import_file *file,
                           const struct import_columns *columns, size_t rows_max,
                           struct import_table *out) MUST_CHECK;

#endif
