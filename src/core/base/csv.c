#include "core/base/csv.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"

struct csv {
    struct str text;
    size_t at;   /* position in text */
    size_t line; /* of that position */
    size_t max_fields;
    struct str *field;
    bool *doubled;     /* the field, raw between its quotes, holds doubled quotes */
    struct buf *plain; /* this row's fields with such quotes made single */
    const char *error;
    size_t error_line;
};

struct csv *csv_open(struct arena *a, struct str text, size_t max_fields)
{
    struct csv *c = ARENA_NEW(a, struct csv);
    if (!c)
        return NULL;
    *c = (struct csv){ .text = text, .line = 1, .max_fields = max_fields };
    c->field = arena_array(a, max_fields, sizeof *c->field);
    c->doubled = arena_array(a, max_fields, sizeof *c->doubled);
    c->plain = buf_in(a, text.n + 1);
    if (!c->field || !c->doubled)
        return NULL;
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        c->at = 3;
    return c;
}

static bool csv_fail(struct csv *c, const char *what)
{
    c->error = what;
    c->error_line = c->line;
    return false;
}

/* The sign at a distance from the position; 0 past the end (callers compare with signs that are
 * not 0). */
static char csv_peek(const struct csv *c, size_t ahead)
{
    return c->text.n - c->at > ahead ? c->text.p[c->at + ahead] : '\0';
}

/* At a newline, as LF or CRLF? Its length, else 0. */
static size_t csv_newline(const struct csv *c)
{
    char first = csv_peek(c, 0);
    if (first == '\n')
        return 1;
    return first == '\r' && csv_peek(c, 1) == '\n' ? 2 : 0;
}

static bool csv_ended(const struct csv *c)
{
    return c->at >= c->text.n;
}

static bool csv_plain_field(struct csv *c, struct str *out)
{
    size_t from = c->at;
    while (!csv_ended(c) && csv_peek(c, 0) != ',' && !csv_newline(c)) {
        if (csv_peek(c, 0) == '"')
            return csv_fail(c,
                            "a quotation mark inside a field that is not in quotation marks");
        c->at++;
    }
    *out = str_sub(c->text, from, c->at - from);
    return true;
}

static bool csv_quoted_field(struct csv *c, struct str *out, bool *doubled)
{
    size_t begun = c->line;
    size_t from = ++c->at;
    *doubled = false;
    for (;;) {
        if (csv_ended(c)) {
            c->line = begun;
            return csv_fail(c, "a quotation mark opens a field and is never closed");
        }
        char sign = csv_peek(c, 0);
        if (sign == '"' && csv_peek(c, 1) != '"')
            break;
        *doubled |= sign == '"';
        c->at += sign == '"' ? 2 : 1;
        c->line += sign == '\n';
    }
    *out = str_sub(c->text, from, c->at - from);
    c->at++;
    if (!csv_ended(c) && csv_peek(c, 0) != ',' && !csv_newline(c))
        return csv_fail(c, "text after the closing quotation mark of a field");
    return true;
}

/* Makes doubled quotes single. The room is taken once, so that no field moves while others
 * point to it. */
static bool csv_undouble(struct csv *c, size_t n_fields)
{
    size_t room = 0;
    for (size_t i = 0; i < n_fields; i++)
        room += c->doubled[i] ? c->field[i].n : 0;
    buf_clear(c->plain);
    if (room == 0)
        return true;
    if (!buf_reserve(c->plain, room))
        return csv_fail(c, "a row that is too long");
    for (size_t i = 0; i < n_fields; i++) {
        if (!c->doubled[i])
            continue;
        struct str raw = c->field[i];
        size_t from = c->plain->n;
        for (size_t k = 0; k < raw.n; k++) {
            buf_char(c->plain, raw.p[k]);
            k += raw.p[k] == '"' ? 1 : 0;
        }
        c->field[i] = str_sub(buf_view(c->plain), from, STR_NONE);
    }
    return true;
}

static void csv_skip_empty_lines(struct csv *c)
{
    for (size_t n = csv_newline(c); n; n = csv_newline(c)) {
        c->at += n;
        c->line++;
    }
}

bool csv_next(struct csv *c, struct csv_row *row)
{
    if (!c || c->error)
        return false;
    csv_skip_empty_lines(c);
    if (csv_ended(c))
        return false;
    size_t begun = c->line;
    size_t n = 0;
    for (bool more = true; more;) {
        if (n == c->max_fields)
            return csv_fail(c, "too many fields in a row");
        c->doubled[n] = false;
        bool read = csv_peek(c, 0) == '"' ? csv_quoted_field(c, &c->field[n], &c->doubled[n])
                                          : csv_plain_field(c, &c->field[n]);
        if (!read)
            return false;
        n++;
        more = csv_peek(c, 0) == ',';
        c->at += more ? 1 : 0;
    }
    if (!csv_undouble(c, n))
        return false;
    size_t newline = csv_newline(c);
    c->at += newline;
    c->line += newline ? 1 : 0;
    *row = (struct csv_row){ .field = c->field, .n = n, .line = begun };
    return true;
}

const char *csv_error(const struct csv *c, size_t *line)
{
    *line = c ? c->error_line : 0;
    return c ? c->error : "no memory to read it";
}

size_t csv_column(const struct csv_row *header, struct str name)
{
    for (size_t i = 0; i < header->n; i++)
        if (str_eq(header->field[i], name))
            return i;
    return STR_NONE;
}

struct str csv_field(const struct csv_row *row, size_t column)
{
    return column < row->n ? row->field[column] : (struct str){ NULL, 0 };
}

struct str csv_unmark(struct str field)
{
    if (field.n > 1 && field.p[0] == '\'' && esc_csv_is_formula(field))
        return str_sub(field, 1, STR_NONE);
    return field;
}
