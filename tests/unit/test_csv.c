/* base/csv: reading rows. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/csv.h"
#include "core/base/esc.h"
#include "core/base/limits.h"

/* All rows, fields between '|', each row's line before it. */
static struct str read_all(struct arena *a, struct str text)
{
    struct csv *c = csv_open(a, text, 5);
    struct buf *out = buf_in(a, 100000);
    struct csv_row row;
    while (csv_next(c, &row)) {
        buf_printf(out, "%zu:", row.line);
        for (size_t i = 0; i < row.n; i++) {
            buf_str(out, row.field[i]);
            buf_char(out, '|');
        }
    }
    size_t line = 0;
    if (csv_error(c, &line))
        buf_printf(out, "%zu! %s", line, csv_error(c, &line));
    return buf_view(out);
}

static void reading(struct arena *a)
{
    is_str(read_all(a, STR("a,b\nc,d\n")), "1:a|b|2:c|d|", "[1.3] LF");
    is_str(read_all(a, STR("a,b\r\nc,d\r\n")), "1:a|b|2:c|d|", "[1.3] CRLF");
    is_str(read_all(a, STR("a,b\nc,d")), "1:a|b|2:c|d|", "a last line without newline");
    is_str(read_all(a, STR("\xEF\xBB\xBF"
                           "a,b\n")),
           "1:a|b|", "a byte order mark");
    is_str(read_all(a, STR("\xEF\xBB\xBF\"a\",b\n")), "1:a|b|", "a mark before a quoted field");
    is_str(read_all(a, STR("a,,\n,\n")), "1:a|||2:||", "empty fields");
    is_str(read_all(a, STR("a,")), "1:a||", "an empty field at the very end");
    is_str(read_all(a, STR("\n\r\na\n\n\nb\n\n")), "3:a|6:b|",
           "empty lines are skipped and counted");
    is_str(read_all(a, STR("")), "", "nothing");
    is_str(read_all(a, STR("\"\"\n")), "1:|", "a line with one empty quoted field is a row");
    is_str(read_all(a, STR("\"a,b\",\"c\"\"d\"\"\",\"\"\"\"\n")), "1:a,b|c\"d\"|\"|",
           "quoted: commas and doubled quotes");
    is_str(read_all(a, STR("\"a\r\nb\",c\nd\n")), "1:a\r\nb|c|3:d|",
           "newlines inside, lines counted on");
    is_str(read_all(a, STR("\"a\"\"\",\"b\"\"\",\"c\"\"c\"")), "1:a\"|b\"|c\"c|",
           "several decoded fields in a row");
    is_str(read_all(a, STR("a\rb,c")), "1:a\rb|c|", "a lone CR is data");
}

static void errors(struct arena *a)
{
    ok(str_starts(read_all(a, STR("a\nb\"c\n")), STR("1:a|2! ")),
       "a stray quote is an error of its line");
    ok(str_starts(read_all(a, STR("a\n\"b\"c\n")), STR("1:a|2! ")),
       "text after a closing quote");
    ok(str_starts(read_all(a, STR("a\n\"b\nc\nd")), STR("1:a|2! ")),
       "a quote never closed: where it opens");
    ok(str_starts(read_all(a, STR("a,b,c,d,e\na,b,c,d,e,f\n")), STR("1:a|b|c|d|e|2! ")),
       "[S34] too many fields");
    struct csv *c = csv_open(a, STR("\"a"), 5);
    struct csv_row row;
    ok(!csv_next(c, &row) && !csv_next(c, &row), "an error stays");
}

static void columns(struct arena *a)
{
    struct csv *c = csv_open(a, STR("name,code\nFife,FIF\nMoray\n"), 5);
    struct csv_row row;
    csv_next(c, &row);
    size_t code = csv_column(&row, STR("code"));
    size_t none = csv_column(&row, STR("Code"));
    ok(code == 1 && none == STR_NONE, "columns are found by their exact name");
    csv_next(c, &row);
    is_str(csv_field(&row, code), "FIF", "a field by column");
    is_str(csv_field(&row, none), "", "of no column: empty");
    csv_next(c, &row);
    is_str(csv_field(&row, code), "", "of a short row: empty");
}

/* [S7] what esc_csv writes comes back byte for byte. */
static void round_trip(struct arena *a)
{
    static const struct str text[] = {
        STR_INIT("plain"),        STR_INIT(""),
        STR_INIT("=1"),           STR_INIT("'=1"),
        STR_INIT("''=1"),         STR_INIT("'"),
        STR_INIT("'tis"),         STR_INIT("-"),
        STR_INIT("\"=\""),        STR_INIT("a\r\nb,\"c\""),
        STR_INIT("\xEF\xBC\x9D"), STR_INIT("\n"),
        STR_INIT("\0x"),          STR_INIT("\"\"\"\""),
        STR_INIT("'\""),
    };
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        struct buf *b = buf_in(a, 1000);
        esc_csv(b, text[i]);
        buf_char(b, ',');
        esc_csv(b, text[i]);
        struct csv_row row;
        bool read = csv_next(csv_open(a, buf_view(b), 5), &row);
        ok(read && row.n == 2 && str_eq(csv_unmark(row.field[0]), text[i]) &&
               str_eq(csv_unmark(row.field[1]), text[i]),
           "[S7] text %zu comes back as it was", i);
    }
    is_str(csv_unmark(STR("'=1")), "=1", "[S7] the mark goes");
    is_str(csv_unmark(STR("'tis")), "'tis", "[S7] an apostrophe stays");
}

/* As large as the postcode file: memory must not grow with the rows. */
static void large(struct arena *a)
{
    struct buf text;
    buf_init(&text, 64 * MIB);
    for (int i = 0; i < 200000; i++)
        buf_printf(&text, "\"KY%d\",10,\"a \"\"b\"\"\",%d,%d,S92000003,S12000047\n", i, i, i);
    size_t before = arena_used(a);
    struct csv *c = csv_open(a, buf_view(&text), 10);
    struct csv_row row;
    int64_t rows = 0;
    while (csv_next(c, &row) && row.n == 7 && str_eq(row.field[2], STR("a \"b\"")))
        rows++;
    is_i64(rows, 200000, "[1.4] 200,000 rows");
    ok(arena_used(a) - before < 4 * KIB, "[1.4] in memory that does not grow with them");
    buf_free(&text);
}

static void failing(struct arena *a)
{
    bool all = true;
    for (long n = 1; n <= 7; n++) {
        arena_fail_after(a, n);
        struct csv *c = csv_open(a, STR("\"a\"\"\"\n"), 5);
        struct csv_row row;
        size_t line;
        bool read = csv_next(c, &row);
        arena_fail_after(a, -1);
        all = all && (read ? !arena_failed(a) : csv_error(c, &line) != NULL);
        arena_reset(a);
    }
    ok(all, "without memory: no row, an error, no crash");
}

int main(void)
{
    struct arena *a = arena_new(16 * MIB);
    reading(a);
    errors(a);
    columns(a);
    round_trip(a);
    large(a);
    arena_reset(a);
    failing(a);
    arena_free(a);
    return done_testing();
}
