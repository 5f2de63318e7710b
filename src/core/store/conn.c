/*
 * conn.c: opening a connection: pragmas, limits, and the authorizer that learns and refuses.
 */
#include "core/store/inside.h"

#define PRAGMAS                                                                                \
    "PRAGMA busy_timeout=5000;"                                                                \
    "PRAGMA foreign_keys=ON;"                                                                  \
    "PRAGMA wal_autocheckpoint=0;"                                                             \
    "PRAGMA mmap_size=0;"                                                                      \
    "PRAGMA cell_size_check=ON;"
/* Deleting by REPLACE fires triggers only when they may recurse: audit's must. */
static const char writer_pragmas[] = PRAGMAS "PRAGMA synchronous=FULL;"
                                             "PRAGMA recursive_triggers=ON;"
                                             "PRAGMA journal_size_limit=4194304;";
static const char reader_pragmas[] = PRAGMAS "PRAGMA query_only=ON;"
                                             "PRAGMA cache_size=-1024;";

#define STATEMENT_OPS 25000
#define CHECK_OPS 1000000 /* one program over every table: 25,000 fell short at 145 of them */

/* What one statement or value of ours may reach at most (security.md S4). */
static const struct {
    int id, value;
} limits[] = {
    { SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 },
    { SQLITE_LIMIT_SQL_LENGTH, 64 * 1024 },
    { SQLITE_LIMIT_COLUMN, 100 },
    { SQLITE_LIMIT_EXPR_DEPTH, 100 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 16 },
    { SQLITE_LIMIT_VDBE_OP, STATEMENT_OPS },
    { SQLITE_LIMIT_FUNCTION_ARG, 32 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, DB_PARAMS_MAX },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static bool is_version_table(const char *table)
{
    return strcmp(table, "content_version") == 0;
}

/*
 * Connecting a text index compiles, and never runs, an UPDATE of the schema table by row
 * number: both halves of that are let through. SQLite itself refuses the same to statements.
 */
static bool is_connecting(int action, const char *table, const char *column)
{
    return strcmp(table, "sqlite_master") == 0 &&
           (action == SQLITE_UPDATE || (action == SQLITE_READ && strcmp(column, "ROWID") == 0));
}

/*
 * An empty column name: no column is read, as in count(*). Then a name without a mark is that
 * of a subquery: every real table has one (schema_load_marks).
 */
static bool may_read(const struct db *db, const char *table, const char *column)
{
    if (db->reader == READER_ALL || is_version_table(table))
        return true;
    enum table_mark mark = store_table_mark(db->store, str_from(table));
    if (mark == TABLE_UNMARKED)
        return column[0] == '\0' && strncmp(table, "sqlite_", 7) != 0 &&
               strncmp(table, "pragma_", 7) != 0;
    return mark == TABLE_PUBLIC;
}

static bool may_write(struct db *db, const char *table)
{
    if (db->reader == READER_PUBLIC || is_version_table(table) ||
        strncmp(table, "sqlite_", 7) == 0)
        return false;
    struct stmt *s = db->preparing;
    if (!s)
        return true; /* an index of text writes its own tables */
    s->writes = true;
    enum table_mark mark = store_table_mark(db->store, str_from(table));
    s->writes_public = s->writes_public || mark == TABLE_PUBLIC;
    s->writes_private = s->writes_private || mark == TABLE_PRIVATE || mark == TABLE_UNMARKED;
    return true;
}

static int authorize(void *arg, int action, const char *first, const char *second,
                     const char *database, const char *trigger)
{
    struct db *db = arg;
    const char *name = first ? first : "", *detail = second ? second : "";
    (void)database;
    (void)trigger;
    if (db->is_internal || is_connecting(action, name, detail))
        return SQLITE_OK;
    bool ok = false;
    if (action == SQLITE_SELECT || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE)
        ok = true;
    else if (action == SQLITE_READ)
        ok = may_read(db, name, detail);
    else if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE)
        ok = may_write(db, name);
    else if (action == SQLITE_PRAGMA) /* FTS5 asks for it */
        ok = strcmp(name, "data_version") == 0 && !second;
    return ok ? SQLITE_OK : SQLITE_DENY;
}

static int on_wal(void *arg, sqlite3 *h, const char *name, int pages)
{
    struct db *db = arg;
    (void)h;
    (void)name;
    db->wal_pages = pages;
    return SQLITE_OK;
}

static int configure(struct db *db)
{
    sqlite3 *h = db->h;
    sqlite3_extended_result_codes(h, 1);
    sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    if (!db->is_writer) /* a checkpoint belongs to the writer, under the lock */
        sqlite3_db_config(h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        sqlite3_limit(h, limits[i].id, limits[i].value);
    int rc = conn_exec(db, db->is_writer ? writer_pragmas : reader_pragmas);
#ifdef CJ_TEST
    if (rc == SQLITE_OK && db->is_writer && db->store->config.sync_off)
        rc = conn_exec(db, "PRAGMA synchronous=OFF");
#endif
    if (rc == SQLITE_OK && db->is_writer)
        sqlite3_wal_hook(h, on_wal, db);
    if (rc == SQLITE_OK)
        rc = sqlite3_set_authorizer(h, authorize, db);
    return rc;
}

struct db *conn_open(struct store *s, bool is_writer, enum reader reader, int *rc)
{
    struct db *db = sqlite3_malloc64(sizeof *db);
    if (!db) {
        *rc = SQLITE_NOMEM;
        return NULL;
    }
    *db = (struct db){ .store = s, .is_writer = is_writer, .reader = reader };
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    *rc = sqlite3_open_v2(s->path, &db->h, flags, s->config.vfs);
    if (*rc == SQLITE_OK)
        *rc = configure(db);
    if (*rc != SQLITE_OK) {
        conn_close(db);
        return NULL;
    }
    return db;
}

void conn_close(struct db *db)
{
    db_forget_statements(db);
    sqlite3_close_v2(db->h);
    sqlite3_free(db);
}

int conn_exec(struct db *db, const char *sql)
{
    bool was = db->is_internal;
    db->is_internal = true;
    int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
    db->is_internal = was;
    return rc;
}

int conn_number(sqlite3 *h, const char *sql, int64_t *out)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(h, sql, -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(st);
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(st, 0);
    int end = sqlite3_finalize(st);
    if (rc != SQLITE_ROW)
        return rc;
    return end;
}

struct str conn_text(sqlite3 *h, const char *sql, struct arena *a, int *rc)
{
    struct str text = { 0 };
    sqlite3_stmt *st = NULL;
    *rc = sqlite3_prepare_v2(h, sql, -1, &st, NULL);
    if (*rc == SQLITE_OK)
        *rc = sqlite3_step(st);
    if (*rc == SQLITE_ROW)
        text = str_dup(a, str_from((const char *)sqlite3_column_text(st, 0)));
    int end = sqlite3_finalize(st);
    if (*rc == SQLITE_ROW)
        *rc = end;
    return text;
}

int conn_open_bare(const char *path, int flags, const char *vfs, sqlite3 **out)
{
    int rc = sqlite3_open_v2(path, out, flags | SQLITE_OPEN_NOMUTEX, vfs);
    if (rc == SQLITE_OK) {
        sqlite3_extended_result_codes(*out, 1);
        rc = sqlite3_exec(*out, PRAGMAS, NULL, NULL, NULL);
    }
    if (rc != SQLITE_OK) {
        sqlite3_close_v2(*out);
        *out = NULL;
    }
    return rc;
}

void conn_let_check(sqlite3 *h, bool is_let)
{
    sqlite3_limit(h, SQLITE_LIMIT_VDBE_OP, is_let ? CHECK_OPS : STATEMENT_OPS);
}
