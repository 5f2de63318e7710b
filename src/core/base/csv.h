/*
 * csv.h: reading CSV (RFC 4180) by row from any source, and the header line that gives columns
 * their names.
 *
 * Takes CRLF or LF, quoted fields with doubled quotes and newlines inside, a byte order mark,
 * and a last line without newline. A stray quote inside an unquoted field is an error with its
 * line number.
 */
#ifndef CORE_BASE_CSV_H
#define CORE_BASE_CSV_H

#include "core/base/err.h"
#include "core/base/str.h"

struct csv_row {
    struct str *field; /* in the reader's memory: valid until the next csv_next */
    size_t n;
    size_t line; /* where the row begins, 1 first */
};

struct csv;

/* The whole text must stay alive while reading. max_fields bounds a row. */
struct csv *csv_open(struct arena *a, struct str text, size_t max_fields);
/* true: a row. false: end, or an error: see csv_error. Empty lines are skipped. */
bool csv_next(struct csv *c, struct csv_row *row);
/* NULL when all is well; else what is wrong, in words, with *line where. */
const char *csv_error(const struct csv *c, size_t *line);

/* Position of a column in a header row, or STR_NONE. */
size_t csv_column(const struct csv_row *header, struct str name);
/* Field at a position, empty when the row is short or the position is STR_NONE. */
struct str csv_field(const struct csv_row *row, size_t column);
/* Takes off the mark that esc_csv put before a formula sign. */
struct str csv_unmark(struct str field);

#endif
