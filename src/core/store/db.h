/*
 * db.h: one SQLite connection and the only way to run a statement on it. The only SQLite user
 * is core/store.
 *
 * Statements are literals of a module's sql[] list, in the subset that SQLite and PostgreSQL
 * share (docs/decisions, style.md "SQL: one way"): $1..$n parameters, RETURNING, ON CONFLICT,
 * window functions. The prepared statement is cached per connection by the literal's address. A
 * cursor is finished by db_done on every path; dispatch asserts db_open_cursors() == 0 after
 * the handler. One thread at a time per connection.
 */
#ifndef CORE_STORE_DB_H
#define CORE_STORE_DB_H

#include "core/base/err.h"
#include "core/base/str.h"

struct db;
struct stmt;

enum bind_kind { BIND_NULL, BIND_INT, BIND_DOUBLE, BIND_TEXT, BIND_BLOB };

struct bind {
    enum bind_kind kind;
    union {
        int64_t i;
        double d;
        struct str s;
    } as;
};

struct binds {
    const struct bind *b;
    size_t n;
};

static inline struct bind bi(int64_t v)
{
    return (struct bind){ .kind = BIND_INT, .as.i = v };
}

static inline struct bind bd(double v)
{
    return (struct bind){ .kind = BIND_DOUBLE, .as.d = v };
}

static inline struct bind bt(struct str v) /* text; must live until db_done */
{
    return (struct bind){ .kind = BIND_TEXT, .as.s = v };
}

static inline struct bind bb(struct str v)
{
    return (struct bind){ .kind = BIND_BLOB, .as.s = v };
}

static inline struct bind bn(void)
{
    return (struct bind){ .kind = BIND_NULL };
}

/* Text, or NULL when it is empty. */
static inline struct bind bt_or_null(struct str v)
{
    return v.n ? bt(v) : bn();
}

#define BINDS(...)                                                                             \
    ((struct binds){ (const struct bind[]){ __VA_ARGS__ },                                     \
                     sizeof((const struct bind[]){ __VA_ARGS__ }) / sizeof(struct bind) })
#define NO_BINDS ((struct binds){ NULL, 0 })

/*
 * A module's statements, so that a test can prepare all of them: its header declares
 * `extern const struct sql_list audit_sql;`, its .c file has `static const char *const sql[] =
 * {...};` and `const struct sql_list audit_sql = SQL_LIST("audit", sql);`; app/sql_lists.c
 * names it. NULL entries are gaps.
 */
struct sql_list {
    const char *name;
    const char *const *sql;
    size_t n;
};
#define SQL_LIST(name, array)                                                                  \
    {                                                                                          \
        (name), (array), sizeof(array) / sizeof((array)[0])                                    \
    }

/*
 * Starts a statement. Never NULL: an error (bad SQL is logged and dies in debug builds) makes a
 * cursor without rows whose error db_done returns.
 */
struct stmt *db_query(struct db *db, const char *sql, struct binds binds);
bool db_row(struct stmt *s); /* steps; false at the end or on an error */

int64_t db_i64(struct stmt *s, int col);
double db_double(struct stmt *s, int col);
bool db_bool(struct stmt *s, int col);
bool db_is_null(struct stmt *s, int col);
struct str db_text(struct stmt *s, int col,
                   struct arena *a); /* copied into the arena; empty for NULL */
struct str db_blob(struct stmt *s, int col, struct arena *a);

/* Resets; the database's own error if there was one, else e. A constraint is ERR_CONFLICT;
 * busy, interrupted and out of memory ERR_BUSY; disk full and I/O errors ERR_FULL; CORRUPT and
 * NOTADB ERR_DAMAGED (and the store says so from then on); anything else ERR_INTERNAL. All but
 * constraint and busy are logged. */
enum err db_done(struct stmt *s, enum err e) MUST_CHECK;

enum err db_exec(struct db *db, const char *sql, struct binds binds) MUST_CHECK;
/* First column of the first row; ERR_NOT_FOUND without one. Runs the statement to its end. */
enum err db_one_i64(struct db *db, const char *sql, struct binds binds,
                    int64_t *out) MUST_CHECK;
enum err db_one_text(struct db *db, const char *sql, struct binds binds, struct arena *a,
                     struct str *out) MUST_CHECK;

/* Statements that still run then are interrupted: ERR_BUSY. 0: no limit any more (S49). */
void db_time_limit(struct db *db, int64_t ms);
int db_open_cursors(const struct db *db);
int64_t db_changes(struct db *db); /* rows changed by the last statement */

/* A read transaction, so that several queries see one state. Ends before the handler returns.
 */
enum err db_snapshot_begin(struct db *db) MUST_CHECK;
void db_snapshot_end(struct db *db);

/* For tests of the statement lists: prepares only; with explain, the query plan's text. */
enum err db_prepare_only(struct db *db, const char *sql, struct arena *a,
                         struct str *plan_or_error) MUST_CHECK;

#endif
