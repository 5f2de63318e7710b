/* test_migrate.c: older databases come to exactly schema.sql, or stay as they were. */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/store/inside.h"
#include "tests/directory_help.h"

static struct arena *a;
static const char *dir;

/* Three versions of a small schema: 2 adds a column, 3 rebuilds a table and adds an index. */
#define HEAD                                                                                   \
    "PRAGMA application_id = 1128940910;"                                                      \
    "CREATE TABLE content_version (id INTEGER PRIMARY KEY, version INTEGER, epoch INTEGER) "   \
    "STRICT;"                                                                                  \
    "INSERT INTO content_version VALUES (1, 0, 0);"                                            \
    "CREATE TABLE audit (number INTEGER PRIMARY KEY, hash BLOB) STRICT;"

static const char schema_1[] =
    HEAD "CREATE TABLE body ( -- public\n"
         "    id INTEGER PRIMARY KEY, -- a comment\n"
         "    name TEXT NOT NULL\n"
         ") STRICT;"
         "CREATE TABLE note (id INTEGER PRIMARY KEY, body_id INTEGER NOT NULL "
         "REFERENCES body (id)) STRICT;"
         "PRAGMA user_version = 1;";
static const char schema_3[] =
    HEAD "CREATE TABLE body ( -- public\n"
         "    id INTEGER PRIMARY KEY,\n"
         "    name TEXT NOT NULL CHECK (name <> ''),\n"
         "    town TEXT NOT NULL DEFAULT ''\n"
         ") STRICT;"
         "CREATE INDEX body_name ON body (name);"
         "CREATE TABLE note (id INTEGER PRIMARY KEY, body_id INTEGER NOT NULL "
         "REFERENCES body (id)) STRICT;"
         "PRAGMA user_version = 3;";

#define STEP_2                                                                                 \
    {                                                                                          \
        2, "ALTER TABLE body ADD COLUMN town TEXT NOT NULL DEFAULT ''; PRAGMA user_version = " \
           "2;"                                                                                \
    }
#define STEP_3                                                                                 \
    {                                                                                          \
        3, "CREATE TABLE body_new ( id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name "   \
           "<> ''), "                                                                          \
           "town TEXT NOT NULL DEFAULT '' ) STRICT;"                                           \
           "INSERT INTO body_new (id, name, town) SELECT id, name, town FROM body;"            \
           "DROP TABLE body; ALTER TABLE body_new RENAME TO body;"                             \
           "CREATE INDEX body_name ON body (name); PRAGMA user_version = 3;"                   \
    }
static const struct store_migration good[] = { STEP_2, STEP_3 };

static const struct schema_table tables[] = { { STR_INIT("content_version"), SCHEMA_STATE },
                                              { STR_INIT("audit"), SCHEMA_PRIVATE },
                                              { STR_INIT("body"), SCHEMA_PUBLIC },
                                              { STR_INIT("note"), SCHEMA_PRIVATE } };

static struct store_config config_of(const char *name, const char *schema)
{
    return (struct store_config){ .path = help_path(a, dir, name),
                                  .create = true,
                                  .schema = str_from(schema),
                                  .tables = tables,
                                  .n_tables = 4,
                                  .migrations = good,
                                  .n_migrations = 2 };
}

static enum err add_rows(struct db *db, void *arg)
{
    (void)arg;
    enum err e = db_exec(db, "INSERT INTO body (id, name) VALUES (1, 'Tap')", NO_BINDS);
    if (e == OK)
        e = db_exec(db, "INSERT INTO note (id, body_id) VALUES (1, 1)", NO_BINDS);
    const struct store_record r = { .actor = STR("job"), .action = STR("x") };
    return e ? e : store_record(db, &r);
}

static enum err no_record(struct db *db, const struct store_record *r)
{
    (void)db;
    (void)r;
    return OK;
}

/* A database of schema 1 with a row in each table. */
static void make_old(const char *name)
{
    const struct store_config config = config_of(name, schema_1);
    struct store *s = help_open(a, &config);
    store_set_recorder(s, no_record);
    ok(store_write(s, add_rows, NULL) == OK, "a database of schema 1");
    store_close(s);
}

static struct str describe(struct store *s)
{
    struct buf *out = buf_in(a, MIB);
    ok(schema_describe(s->writer->h, a, out) == OK, "described");
    return buf_view(out);
}

static int n_backups(void)
{
    int n = 0;
    DIR *d = opendir(dir);
    for (struct dirent *f; (f = readdir(d));)
        n += strstr(f->d_name, ".before-3-") && !strstr(f->d_name, ".head");
    closedir(d);
    return n;
}

static void test_equal(void)
{
    make_old("old.db");
    struct store_config config = config_of("old.db", schema_3),
                        fresh = config_of("new.db", schema_3);
    struct store *old = help_open(a, &config), *new = help_open(a, &fresh);
    is_i64(store_migrated_from(old), 1, "migrated from 1");
    is_i64(store_migrated_from(new), 0, "the new one was not");
    struct str is = describe(old), should = describe(new);
    ok(str_eq(is, should), "[D8] migrated and new schema are the same");
    if (!str_eq(is, should)) {
        tap_show("is", is);
        tap_show("should", should);
    }
    struct buf *out = buf_in(a, MIB);
    is_i64(store_check(old, a, out), OK, "and the check finds nothing");
    struct db *db = store_reader_open(old, READER_ALL);
    is_i64(
        help_count(
            db, "SELECT count(*) FROM note JOIN body ON body.id = body_id WHERE name = 'Tap'"),
        1, "rows are kept");
    is_i64(n_backups(), 1, "[D9] a backup was made before");
    store_reader_close(db);
    store_close(old);
    store_close(new);
    old = help_open(a, &config);
    is_i64(store_migrated_from(old), 0, "opened again there is nothing to do");
    is_i64(n_backups(), 1, "and no further backup");
    store_close(old);
}

static void refused(const char *name, const struct store_migration *list, size_t n,
                    const char *part)
{
    struct store_config config = config_of(name, schema_3);
    config.migrations = list;
    config.n_migrations = n;
    struct store *s = NULL;
    struct str why;
    is_i64(store_open(&config, a, &s, &why), ERR_CONFLICT,
           "a migration that cannot be done is refused");
    if (!ok(str_find(why, str_from(part)) != STR_NONE, "with the reason: %s", part))
        tap_show("why", why);
}

static void test_refused(void)
{
    static const struct store_migration broken[] = {
        STEP_2,
        { 3, "DELETE FROM note; ALTER TABLE absent RENAME TO x; PRAGMA user_version = 3;" }
    };
    static const struct store_migration silent[] = { STEP_2, { 3, "DELETE FROM note;" } };
    static const struct store_migration dangling[] = {
        STEP_2, { 3, "DELETE FROM body; PRAGMA user_version = 3;" }
    };
    static const struct store_migration gap[] = { STEP_3 };
    make_old("bad.db");
    refused("bad.db", gap, 1, "No migration leads from schema 1 to 3.");
    refused("bad.db", broken, 2, "Migration 3 failed, nothing was changed: no such table");
    refused("bad.db", silent, 2, "does not set user_version");
    refused("bad.db", dangling, 2, "rows that point nowhere");
    struct store_config config = config_of("bad.db", schema_3);
    struct store *s = help_open(a, &config);
    is_i64(store_migrated_from(s), 2, "each step is a transaction of its own: the first stood");
    struct db *db = store_reader_open(s, READER_ALL);
    is_i64(help_count(db, "SELECT count(*) FROM note JOIN body ON body.id = body_id"), 1,
           "a step that failed left nothing behind");
    store_reader_close(db);
    store_close(s);
}

static void test_newer(void)
{
    struct store_config config = config_of("old.db", schema_1);
    struct store *s = NULL;
    struct str why;
    is_i64(store_open(&config, a, &s, &why), ERR_CONFLICT, "[D8] a newer database is refused");
    ok(str_find(why, STR("has schema 3, newer than this program's 1")) != STR_NONE,
       "[D8] with a clear line");
}

/* A database as the program made it while its schema was that number: tests/unit/schema_N.sql
 * stay as they are. */
static void make_earlier(int number, const char *path)
{
    sqlite3 *h = NULL;
    char name[64];
    snprintf(name, sizeof name, "tests/unit/schema_%d.sql", number);
    const char *schema = str_z(a, help_read(a, name));
    ok(schema && sqlite3_open(path, &h) == SQLITE_OK &&
           sqlite3_exec(h, schema, NULL, NULL, NULL) == SQLITE_OK,
       "a database of the program's schema %d", number);
    sqlite3_close(h);
}

static void test_own(int number)
{
    char name[64];
    snprintf(name, sizeof name, "earlier-%d.db", number);
    const char *path = help_path(a, dir, name);
    make_earlier(number, path);
    struct store *s = help_open(a, &(struct store_config){ .path = path });
    snprintf(name, sizeof name, "new-%d.db", number);
    struct store *new =
        help_open(a, &(struct store_config){ .path = help_path(a, dir, name), .create = true });
    struct str is = describe(s), should = describe(new);
    is_i64(store_migrated_from(s), number, "it is migrated");
    if (!ok(str_eq(is, should), "[D8] to exactly the schema of a new one")) {
        tap_show("is", is);
        tap_show("should", should);
    }
    store_close(s);
    store_close(new);
}

static void test_numbers(void)
{
    ok(schema_number(schema_sql) >= 1, "schema.sql has a number");
    is_i64(schema_number(STR("PRAGMA user_version = 12 ;")), 12, "read from its text");
    is_i64(schema_number(STR("CREATE TABLE x (y);")), 0, "none");
    for (int n = 2; n <= schema_number(schema_sql); n++) {
        bool found = false;
        for (size_t i = 0; i < n_store_migrations; i++)
            found = found || store_migrations[i].number == n;
        ok(found, "a migration leads to schema %d", n);
    }
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    test_equal();
    test_refused();
    test_newer();
    for (int number = 1; number < schema_number(schema_sql); number++)
        test_own(number);
    test_numbers();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
