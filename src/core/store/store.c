/*
 * store.c: opening, making and closing the database; reading connections; checks.
 */
#include "core/store/store.h"

#include "core/store/inside.h"

#include <errno.h>
#include <sys/stat.h>

#define OPEN_WAIT_MS 10000 /* for another process that holds the lock */
#define CHECK_MAX_LINES 100

static const char *const sql[] = {
    "SELECT version, epoch FROM content_version WHERE id = 1",
};
const struct sql_list store_sql = SQL_LIST("store", sql);

/* Before the first connection; a second call changes nothing. */
static void library_start(const char *tmp_dir)
{
    static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&once);
    if (tmp_dir)
        setenv("SQLITE_TMPDIR", tmp_dir, 1);
    /* CHECK (x IN (…)) of three words and more opens a table of its own for each row that is
     * written: without this it takes 20 pages from the heap and gives them back every time. */
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS,
                   0); /* refused, harmlessly, when SQLite already runs */
    sqlite3_initialize();
    pthread_mutex_unlock(&once);
}

/* --- opening
 * ----------------------------------------------------------------------------------------- */

static struct store *store_new(const struct store_config *config)
{
    struct store *s = calloc(1, sizeof *s);
    if (!s)
        die("no memory for the store");
    s->config = *config;
    if (s->config.schema.n == 0) {
        s->config.schema = schema_sql;
        s->config.tables = schema_tables;
        s->config.n_tables = n_schema_tables;
    }
    if (!s->config.migrations) {
        s->config.migrations = store_migrations;
        s->config.n_migrations = n_store_migrations;
    }
    size_t n = strlen(config->path) + 1;
    s->path = malloc(n);
    if (!s->path)
        die("no memory for the store");
    memcpy(s->path, config->path, n);
    if (s->config.checkpoint_pages == 0)
        s->config.checkpoint_pages = WAL_CHECKPOINT_PAGES;
    s->checkpoint_at = s->config.checkpoint_pages;
    pthread_mutex_init(&s->mutex, NULL);
    return s;
}

static void store_free(struct store *s)
{
    if (s->writer)
        conn_close(s->writer);
    if (s->lock)
        store_lock_close(s->lock);
    for (size_t i = 0; i < s->n_tables; i++)
        sqlite3_free((void *)(uintptr_t)s->table[i].name);
    free(s->table);
    free(s->path);
    pthread_mutex_destroy(&s->mutex);
    free(s);
}

static enum err make_file(struct store *s, struct arena *a, struct str *why)
{
    struct stat st;
    if (stat(s->path, &st) == 0)
        return OK;
    if (errno != ENOENT || !s->config.create) {
        *why = errno == ENOENT ? str_printf(a, STORE_NO_FILE, s->path)
                               : str_printf(a, STORE_CANNOT_OPEN, s->path, strerror(errno));
        return ERR_NOT_FOUND;
    }
    if (file_make_private(s->path) && file_sync_dir(a, s->path))
        return OK;
    *why = str_printf(a, STORE_CANNOT_MAKE, s->path, strerror(errno));
    return ERR_INTERNAL;
}

static enum err open_lock(struct store *s, struct arena *a, struct str *why)
{
    const char *name = str_z(a, str_printf(a, "%s.lock", s->path));
    s->lock = name ? store_lock_open(name) : NULL;
    if (!s->lock) {
        *why = str_printf(a, STORE_CANNOT_MAKE, name ? name : "", strerror(errno));
        return ERR_INTERNAL;
    }
    if (store_lock_present(s->lock, false) &&
        store_lock_take(s->lock, clock_mono_ms() + OPEN_WAIT_MS) == OK)
        return OK;
    *why = str_printf(a, STORE_LOCKED, s->path);
    return ERR_BUSY;
}

static enum err cannot_open(const struct store *s, int rc, const char *what, struct arena *a,
                            struct str *why)
{
    enum err e = db_map(rc);
    if (why->n == 0 && e == ERR_DAMAGED)
        *why = str_printf(a, STORE_DAMAGED, s->path, what);
    else if (why->n == 0)
        *why = str_printf(a, STORE_CANNOT_OPEN, s->path, what);
    return e ? e : ERR_INTERNAL;
}

/* An empty file gets schema.sql, an older one its migrations; another program's is refused. */
static enum err bring_schema(struct store *s, struct arena *a, struct str *why)
{
    sqlite3 *h = s->writer->h;
    int64_t n_tables = 0, application = 0;
    int rc = conn_number(h, "SELECT count(*) FROM sqlite_schema", &n_tables);
    if (rc == SQLITE_OK)
        rc = conn_number(h, "PRAGMA application_id", &application);
    if (rc != SQLITE_OK)
        return cannot_open(s, rc, sqlite3_errmsg(h), a, why);
    if (n_tables == 0 && !s->config.create) {
        *why = str_printf(a, STORE_NO_TABLES, s->path);
        return ERR_NOT_FOUND;
    }
    if (n_tables > 0 && application != SCHEMA_APPLICATION_ID) {
        *why = str_printf(a, STORE_NOT_OURS, s->path);
        return ERR_CONFLICT;
    }
    struct str mode = conn_text(h, "PRAGMA journal_mode=WAL", a, &rc);
    if (rc != SQLITE_OK || !str_eq(mode, STR("wal")))
        return cannot_open(s, rc ? rc : SQLITE_CANTOPEN, sqlite3_errmsg(h), a, why);
    if (n_tables > 0)
        return migrate(s, s->writer, a, why);
    struct str what;
    enum err e = schema_create(s->writer, &what);
    if (e)
        *why = str_printf(a, STORE_SCHEMA_FAILED, str_z(a, what));
    return e;
}

static enum err quick_check(struct store *s, struct arena *a, struct str *why)
{
    int rc = SQLITE_OK;
    conn_let_check(s->writer->h, true);
    struct str line = conn_text(s->writer->h, "PRAGMA quick_check(1)", a, &rc);
    conn_let_check(s->writer->h, false);
    if (rc == SQLITE_OK && str_eq(line, STR("ok")))
        return OK;
    if (rc == SQLITE_OK)
        rc = SQLITE_CORRUPT;
    const char *what =
        line.n ? str_z(a, str_replace_char(a, line, '\n', ' ')) : sqlite3_errstr(rc);
    return cannot_open(s, rc, what ? what : "", a, why);
}

static enum err open_locked(struct store *s, struct arena *a, struct str *why)
{
    int rc = SQLITE_OK;
    s->writer = conn_open(s, true, READER_ALL, &rc);
    if (!s->writer)
        return cannot_open(s, rc, sqlite3_errstr(rc), a, why);
    s->writer->is_internal = true;
    enum err e = OK;
    if (s->config.check_at_start)
        e = quick_check(s, a, why);
    if (e == OK)
        e = bring_schema(s, a, why);
    if (e == OK)
        e = schema_load_marks(s, a, why);
    if (e && why->n == 0)
        cannot_open(s, sqlite3_extended_errcode(s->writer->h), sqlite3_errmsg(s->writer->h), a,
                    why);
    s->writer->is_internal = false;
    return e;
}

enum err store_open(const struct store_config *config, struct arena *a, struct store **out,
                    struct str *why)
{
    *why = (struct str){ 0 };
    *out = NULL;
    if (config->tmp_dir && mkdir(config->tmp_dir, 0700) != 0 && errno != EEXIST) {
        *why = str_printf(a, STORE_CANNOT_MAKE, config->tmp_dir, strerror(errno));
        return ERR_INTERNAL;
    }
    library_start(config->tmp_dir);
    struct store *s = store_new(config);
    if (schema_number(s->config.schema) == 0)
        die(STORE_NO_NUMBER);
    enum err e = make_file(s, a, why);
    if (e == OK)
        e = open_lock(s, a, why);
    if (e) {
        store_free(s);
        return e;
    }
    e = open_locked(s, a, why);
    if (e && s->writer) {
        conn_close(s->writer); /* under the lock */
        s->writer = NULL;
    }
    store_lock_give(s->lock);
    if (e)
        store_free(s);
    else
        *out = s;
    return e;
}

bool store_be_alone(struct store *s)
{
    return store_lock_present(s->lock, true);
}

void store_close(struct store *s)
{
    writer_close(s);
    store_free(s);
}

struct str store_path(const struct store *s)
{
    return str_from(s->path);
}

int store_migrated_from(const struct store *s)
{
    return s->migrated_from;
}

void store_set_recorder(struct store *s, store_recorder recorder)
{
    s->recorder = recorder;
}

void store_set_verifier(struct store *s, store_verifier verifier)
{
    s->verifier = verifier;
}

/* --- reading
 * ----------------------------------------------------------------------------------------- */

struct db *store_reader_open(struct store *s, enum reader reader)
{
    int rc = SQLITE_OK;
    struct db *db = conn_open(s, false, reader, &rc);
    if (!db)
        log_error("store.reader", "code=%d what=%s", rc, sqlite3_errstr(rc));
    return db;
}

void store_reader_close(struct db *db)
{
    if (db)
        conn_close(db);
}

enum table_mark store_table_mark(const struct store *s, struct str table)
{
    return schema_mark_of(s, table);
}

enum err store_content_version(struct db *db, int64_t *version, int64_t *epoch)
{
    struct stmt *s = db_query(db, sql[0], NO_BINDS);
    bool found = db_row(s);
    if (found) {
        *version = db_i64(s, 0);
        *epoch = db_i64(s, 1);
    }
    return db_done(s, found ? OK : ERR_INTERNAL);
}

enum err store_data_version(struct db *db, int64_t *out)
{
    return db_one_i64(db, "PRAGMA data_version", NO_BINDS, out);
}

bool store_is_damaged(const struct store *s)
{
    return atomic_load(&s->is_damaged);
}

/* --- checking
 * ---------------------------------------------------------------------------------------- */

static int add_lines(sqlite3 *h, const char *pragma, bool is_keys, struct buf *out)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(h, pragma, -1, &st, NULL);
    for (int n = 0; rc == SQLITE_OK && n < CHECK_MAX_LINES; n++) {
        rc = sqlite3_step(st);
        if (rc != SQLITE_ROW)
            break;
        rc = SQLITE_OK;
        const char *line = (const char *)sqlite3_column_text(st, 0);
        if (is_keys)
            buf_printf(out, STORE_POINTS_NOWHERE "\n", line);
        else if (strcmp(line, "ok") != 0)
            buf_printf(out, "%s\n", line);
    }
    sqlite3_finalize(st);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

enum err store_check(struct store *s, struct arena *a, struct buf *out)
{
    struct db *db = store_reader_open(s, READER_ALL);
    if (!db)
        return ERR_INTERNAL;
    const size_t before = out->n;
    db->is_internal = true;
    conn_let_check(db->h, true);
    int rc = add_lines(db->h, "PRAGMA integrity_check", false, out);
    conn_let_check(db->h, false);
    if (rc == SQLITE_OK)
        rc = add_lines(db->h, "PRAGMA foreign_key_check", true, out);
    enum err e = rc == SQLITE_OK ? schema_compare_with(s, db->h, a, out) : db_map(rc);
    db->is_internal = false;
    struct str why = { 0 };
    if (e == OK && s->verifier && s->verifier(db, a, &why) != OK) {
        buf_str(out, why);
        buf_char(out, '\n');
    }
    if (rc != SQLITE_OK && out->n == before)
        buf_printf(out, "%s\n", sqlite3_errstr(rc));
    store_reader_close(db);
    if (e == OK && out->n > before)
        e = ERR_DAMAGED;
    return e;
}

struct store_stats store_stats(const struct store *s)
{
    struct store *own = (struct store *)(uintptr_t)s;
    pthread_mutex_lock(&own->mutex);
    struct store_stats stats = own->stats;
    pthread_mutex_unlock(&own->mutex);
    return stats;
}

const char *store_library(void)
{
    return sqlite3_libversion();
}
