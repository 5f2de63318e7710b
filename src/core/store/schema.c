/*
 * schema.c: schema.sql in an empty database, the marks of tables, and whether two schemas are
 * the same.
 */
#include "core/store/inside.h"

#include "core/base/rand.h"

#define DESCRIPTION_MAX_BYTES (1 * MIB)

int store_schema_number(void)
{
    return schema_number(schema_sql);
}

int schema_number(struct str schema)
{
    size_t at = str_find(schema, STR("PRAGMA user_version"));
    if (at == STR_NONE)
        return 0;
    struct str rest = str_sub(schema, at, STR_NONE), piece;
    if (!str_cut(&rest, '=', &piece) || !str_cut(&rest, ';', &piece))
        return 0;
    int64_t number = 0;
    if (!str_to_i64(str_trim(piece), &number) || number < 1 || number > INT32_MAX)
        return 0;
    return (int)number;
}

/* On a connection that is_internal. */
enum err schema_create(struct db *db, struct str *why)
{
    const struct store *s = db->store;
    int rc = conn_exec(db, "BEGIN IMMEDIATE");
    if (rc == SQLITE_OK)
        rc = conn_exec(db, s->config.schema.p);
    if (rc == SQLITE_OK) {
        struct stmt *st = db_query(db, "UPDATE content_version SET epoch = $1 WHERE id = 1",
                                   BINDS(bi(rand_id())));
        while (db_row(st))
            ;
        rc = st->rc;
        enum err e = db_done(st, OK);
        if (e == OK)
            rc = conn_exec(db, "COMMIT");
    }
    if (rc == SQLITE_OK)
        return OK;
    *why = str_from(sqlite3_errmsg(db->h));
    return db_map(rc);
}

/* --- marks
 * -------------------------------------------------------------------------------------------
 */

static enum table_mark mark_from(enum schema_mark mark)
{
    switch (mark) {
    case SCHEMA_PUBLIC:
        return TABLE_PUBLIC;
    case SCHEMA_PRIVATE:
        return TABLE_PRIVATE;
    case SCHEMA_STATE:
        return TABLE_STATE;
    }
    return TABLE_UNMARKED;
}

/* By name in the list; a shadow table of a text index ("search_data") by its parent, the
 * longest that fits. */
static enum table_mark mark_in_list(const struct store *s, struct str table, bool is_shadow)
{
    enum table_mark mark = TABLE_UNMARKED;
    size_t best = 0;
    for (size_t i = 0; i < s->config.n_tables; i++) {
        const struct schema_table *t = &s->config.tables[i];
        if (str_eq_nocase(t->name, table))
            return mark_from(t->mark);
        bool fits = is_shadow && table.n > t->name.n && table.p[t->name.n] == '_' &&
                    str_eq_nocase(str_sub(table, 0, t->name.n), t->name);
        if (fits && t->name.n > best) {
            best = t->name.n;
            mark = mark_from(t->mark);
        }
    }
    return mark;
}

enum table_mark schema_mark_of(const struct store *s, struct str table)
{
    for (size_t i = 0; i < s->n_tables; i++) {
        if (str_eq_nocase(str_from(s->table[i].name), table))
            return s->table[i].mark;
    }
    return TABLE_UNMARKED;
}

static bool marks_add(struct store *s, const char *name, enum table_mark mark)
{
    struct table_entry *more = realloc(s->table, (s->n_tables + 1) * sizeof *more);
    if (!more)
        return false;
    s->table = more;
    char *copy = sqlite3_mprintf("%s", name);
    if (!copy)
        return false;
    s->table[s->n_tables++] = (struct table_entry){ copy, mark };
    return true;
}

enum err schema_load_marks(struct store *s, struct arena *a, struct str *why)
{
    sqlite3_stmt *st = NULL;
    enum err e = OK;
    int rc =
        sqlite3_prepare_v2(s->writer->h,
                           "SELECT name, type FROM pragma_table_list "
                           "WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                           -1, &st, NULL);
    while (rc == SQLITE_OK && e == OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
        rc = SQLITE_OK;
        const char *name = (const char *)sqlite3_column_text(st, 0);
        bool is_shadow =
            str_eq(str_from((const char *)sqlite3_column_text(st, 1)), STR("shadow"));
        enum table_mark mark = mark_in_list(s, str_from(name), is_shadow);
        if (mark == TABLE_UNMARKED) {
            *why = str_printf(a, STORE_UNMARKED, name);
            e = ERR_CONFLICT;
        } else if (!marks_add(s, name, mark)) {
            rc = SQLITE_NOMEM;
        }
    }
    sqlite3_finalize(st);
    return e || rc == SQLITE_DONE ? e : db_map(rc);
}

/* --- comparing
 * --------------------------------------------------------------------------------------- */

/* The end of a quoted name, string or bracketed name that starts at i. */
static size_t after_quoted(struct str sql, size_t i)
{
    const char end = sql.p[i] == '[' ? ']' : sql.p[i];
    for (i++; i < sql.n; i++) {
        if (sql.p[i] == end)
            return i + 1;
    }
    return sql.n;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* After spaces and comments from i on. */
static size_t after_spaces(struct str sql, size_t i)
{
    while (i < sql.n) {
        if (is_space(sql.p[i])) {
            i++;
        } else if (sql.p[i] == '-' && i + 1 < sql.n && sql.p[i + 1] == '-') {
            while (i < sql.n && sql.p[i] != '\n')
                i++;
        } else {
            break;
        }
    }
    return i;
}

static bool is_glue(char c) /* spaces beside it mean nothing */
{
    return c == '(' || c == ')' || c == ',' || c == ';' || c == '=';
}

/* "body" is body: renaming a table leaves its name quoted. */
static struct str without_quotes(struct str token)
{
    if (token.n < 3 || token.p[0] != '"')
        return token;
    struct str name = str_sub(token, 1, token.n - 2);
    for (size_t i = 0; i < name.n; i++) {
        const char c = name.p[i];
        if (!(c == '_' || (c >= 'a' && c <= 'z') || (i > 0 && c >= '0' && c <= '9')))
            return token;
    }
    return name;
}

/* One line without comments, spaces only where two words would run together. */
static void describe_sql(struct buf *out, struct str sql)
{
    size_t i = after_spaces(sql, 0);
    char last = '(';
    while (i < sql.n) {
        size_t next = after_spaces(sql, i);
        if (next > i && next < sql.n && !is_glue(last) && !is_glue(sql.p[next]))
            buf_char(out, ' ');
        if (next >= sql.n)
            break;
        size_t end = next + 1;
        if (strchr("'\"`[", sql.p[next]))
            end = after_quoted(sql, next);
        buf_str(out, without_quotes(str_sub(sql, next, end - next)));
        last = sql.p[end - 1];
        i = end;
    }
}

enum err schema_describe(sqlite3 *h, struct arena *a, struct buf *out)
{
    sqlite3_stmt *st = NULL;
    (void)a;
    int rc = sqlite3_prepare_v2(h,
                                "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                                "WHERE sql IS NOT NULL ORDER BY type, name",
                                -1, &st, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
        rc = SQLITE_OK;
        for (int col = 0; col < 3; col++) {
            buf_str(out, str_from((const char *)sqlite3_column_text(st, col)));
            buf_char(out, ' ');
        }
        describe_sql(out, str_from((const char *)sqlite3_column_text(st, 3)));
        buf_char(out, '\n');
    }
    sqlite3_finalize(st);
    return rc == SQLITE_DONE ? OK : db_map(rc);
}

static bool has_line(struct str text, struct str line)
{
    struct str one;
    while (str_cut(&text, '\n', &one)) {
        if (str_eq(one, line))
            return true;
    }
    return false;
}

static void report_missing(struct buf *out, struct str all, struct str in, bool is_extra)
{
    struct str line;
    while (str_cut(&all, '\n', &line)) {
        if (line.n == 0 || has_line(in, line))
            continue;
        line = str_sub(line, 0, 200);
        if (is_extra)
            buf_printf(out, STORE_DIFFERS "\n", STR_ARG(line));
        else
            buf_printf(out, STORE_MISSING "\n", STR_ARG(line));
    }
}

/* A database in memory, made of schema.sql, described. */
static enum err describe_fresh(const struct store *s, struct arena *a, struct buf *out)
{
    sqlite3 *fresh = NULL;
    int rc =
        sqlite3_open_v2(":memory:", &fresh, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(fresh, s->config.schema.p, NULL, NULL, NULL);
    enum err e = rc == SQLITE_OK ? schema_describe(fresh, a, out) : db_map(rc);
    sqlite3_close_v2(fresh);
    return e;
}

enum err schema_compare_with(const struct store *s, sqlite3 *h, struct arena *a,
                             struct buf *out)
{
    struct buf *is = buf_in(a, DESCRIPTION_MAX_BYTES),
               *should = buf_in(a, DESCRIPTION_MAX_BYTES);
    enum err e = schema_describe(h, a, is);
    if (e == OK)
        e = describe_fresh(s, a, should);
    if (e)
        return e;
    if (is->failed || should->failed)
        return ERR_LIMIT;
    report_missing(out, buf_view(is), buf_view(should), true);
    report_missing(out, buf_view(should), buf_view(is), false);
    return OK;
}
