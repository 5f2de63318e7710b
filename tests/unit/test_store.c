/* test_store.c: opening, refusing, marks, readers, the content version, checks. */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "tests/store_help.h"

#include <sys/stat.h>

static struct arena *a;
static const char *dir;

static enum err open_why(const struct store_config *config, struct str *why)
{
    struct store *s = NULL;
    enum err e = store_open(config, a, &s, why);
    if (s)
        store_close(s);
    return e;
}

static void test_open(void)
{
    struct str why;
    const char *path = help_path(a, dir, "t.db");
    struct store_config config = { .path = path };
    is_i64(open_why(&config, &why), ERR_NOT_FOUND, "an absent file is not made unasked");
    ok(str_find(why, STR("There is no database at ")) == 0, "and it says so");
    config.create = true;
    config.tmp_dir = help_path(a, dir, "tmp");
    is_i64(open_why(&config, &why), OK, "made when asked");
    struct stat st;
    ok(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600, "mode 0600");
    ok(stat(config.tmp_dir, &st) == 0 && S_ISDIR(st.st_mode),
       "the directory for sorts is made");
    config.create = false;
    config.check_at_start = true;
    is_i64(open_why(&config, &why), OK, "opened again, checked");
}

static void test_two(void)
{
    struct store *one = help_store(a, dir), *two = help_store(a, dir);
    struct help_write w = { .name = STR("a"), .value = STR("1") };
    is_i64(store_write(one, help_set, &w), OK, "write through one opening");
    w.value = STR("2");
    is_i64(store_write(two, help_set, &w), OK, "write through another on the same file");
    struct db *db = store_reader_open(one, READER_ALL);
    struct str value = { 0 };
    is_i64(db_one_text(db, "SELECT value FROM setting WHERE name = 'a'", NO_BINDS, a, &value),
           OK, "read");
    is_str(value, "2", "the last write is read");
    store_reader_close(db);
    store_close(one);
    store_close(two);
}

static void test_version(void)
{
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_PUBLIC);
    int64_t v0, v1, epoch0, epoch1, d0, d1;
    is_i64(store_content_version(db, &v0, &epoch0), OK,
           "a public reader reads the content version");
    ok(epoch0 != 0, "the epoch is random");
    is_i64(store_data_version(db, &d0), OK, "data version");
    struct help_write w = { .name = STR("b"), .value = STR("1") };
    is_i64(store_write(s, help_set, &w), OK, "a public table changes");
    is_i64(store_content_version(db, &v1, &epoch1), OK, "read again");
    is_i64(v1, v0 + 1, "[S22] a change of a public table moves the version by one");
    is_i64(epoch1, epoch0, "and leaves the epoch");
    ok(store_data_version(db, &d1) == OK && d1 != d0,
       "the connection sees that something changed");
    store_reader_close(db);
    store_close(s);
}

static void test_snapshot(void)
{
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_PUBLIC);
    int64_t v0, v1, epoch;
    is_i64(db_snapshot_begin(db), OK, "snapshot");
    is_i64(store_content_version(db, &v0, &epoch), OK, "version in it");
    struct help_write w = { .name = STR("c"), .value = STR("1") };
    is_i64(store_write(s, help_set, &w), OK, "a write meanwhile");
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name = 'c'"), 0,
           "not seen in the snapshot");
    is_i64(store_content_version(db, &v1, &epoch), OK, "version again");
    is_i64(v1, v0, "the version is that of the snapshot");
    db_snapshot_end(db);
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name = 'c'"), 1, "seen after it");
    store_reader_close(db);
    store_close(s);
}

static void test_readers(void)
{
    struct store *s = help_store(a, dir);
    struct db *pub = store_reader_open(s, READER_PUBLIC),
              *all = store_reader_open(s, READER_ALL);
    int64_t n;
    is_i64(help_count(pub, "SELECT count(*) FROM setting"),
           help_count(all, "SELECT count(*) FROM setting"), "public tables are read on both");
    ok(help_count(all, "SELECT count(*) FROM audit") > 0, "a private table on a reader of all");
    is_i64(db_one_i64(pub, "SELECT count(*) FROM audit", NO_BINDS, &n), ERR_INTERNAL,
           "[S22] a private table is refused to a public reader, even counted");
    is_i64(db_one_i64(pub, "SELECT number FROM audit", NO_BINDS, &n), ERR_INTERNAL,
           "[S22] and its columns");
    is_i64(db_one_i64(pub, "SELECT count(*) FROM form_use", NO_BINDS, &n), ERR_INTERNAL,
           "[S22] a state table too");
    is_i64(db_one_i64(pub, "SELECT (SELECT count(*) FROM audit) + count(*) FROM setting",
                      NO_BINDS, &n),
           ERR_INTERNAL, "[S22] hidden in a subquery too");
    is_i64(db_one_i64(pub, "SELECT count(*) FROM sqlite_schema", NO_BINDS, &n), ERR_INTERNAL,
           "[S22] the schema too");
    is_i64(help_count(pub, "WITH x AS (SELECT name FROM setting) SELECT count(*) FROM x"),
           help_count(all, "SELECT count(*) FROM setting"),
           "a named subquery over a public table is read");
    is_i64(db_exec(all, "DELETE FROM setting /*scan*/", NO_BINDS), ERR_INTERNAL,
           "[S24] a reading connection cannot write");
    is_i64(db_exec(pub, "INSERT INTO setting (name, value) VALUES ('x', 'y')", NO_BINDS),
           ERR_INTERNAL, "[S24] nor a public one");
    is_i64(store_table_mark(s, STR("setting")), TABLE_PUBLIC, "mark: public");
    is_i64(store_table_mark(s, STR("audit")), TABLE_PRIVATE, "mark: private");
    is_i64(store_table_mark(s, STR("content_version")), TABLE_STATE, "mark: state");
    is_i64(store_table_mark(s, STR("nothing")), TABLE_UNMARKED, "no such table");
    store_reader_close(pub);
    store_reader_close(all);
    store_close(s);
}

/* A text index: its shadow tables have its mark, for reading and for the version. */
static void test_text_index(void)
{
    static const struct schema_table tables[] = {
        { STR_INIT("content_version"), SCHEMA_STATE },
        { STR_INIT("audit"), SCHEMA_PRIVATE },
        { STR_INIT("find"), SCHEMA_PUBLIC },
        { STR_INIT("find_secret"), SCHEMA_PRIVATE },
    };
    static const char text[] =
        "PRAGMA application_id = 1128940910; PRAGMA user_version = 1;"
        "CREATE TABLE content_version (id INTEGER PRIMARY KEY, version INTEGER, epoch INTEGER) "
        "STRICT;"
        "INSERT INTO content_version VALUES (1, 0, 0);"
        "CREATE TABLE audit (number INTEGER PRIMARY KEY, hash BLOB) STRICT;"
        "CREATE VIRTUAL TABLE find USING fts5(words);"
        "CREATE VIRTUAL TABLE find_secret USING fts5(words);";
    struct store_config config = { .path = help_path(a, dir, "fts.db"),
                                   .create = true,
                                   .schema = { text, sizeof text - 1 },
                                   .tables = tables,
                                   .n_tables = 3 };
    struct str why;
    is_i64(open_why(&config, &why), ERR_CONFLICT, "a table without a mark is refused");
    is_str(why, "Table find_secret of the database has no mark in schema.sql.", "and named");
    config.n_tables = 4;
    struct store *s = help_open(a, &config);
    is_i64(store_table_mark(s, STR("find_data")), TABLE_PUBLIC,
           "a shadow table has its parent's mark");
    is_i64(store_table_mark(s, STR("find_secret_data")), TABLE_PRIVATE,
           "of the nearest parent");
    struct db *pub = store_reader_open(s, READER_PUBLIC);
    is_i64(help_count(pub, "SELECT count(*) FROM find WHERE find MATCH '\"x\"'"), 0,
           "a public index is searched on a public reader");
    int64_t n;
    is_i64(db_one_i64(pub, "SELECT count(*) FROM find_secret WHERE find_secret MATCH 'x'",
                      NO_BINDS, &n),
           ERR_INTERNAL, "[S22] a private one is not");
    store_reader_close(pub);
    store_close(s);
}

static void test_check(void)
{
    struct store *s = help_store(a, dir);
    struct buf *out = buf_in(a, MIB);
    is_i64(store_check(s, a, out), OK, "a sound database passes its check");
    is_str(buf_view(out), "", "without a word");
    store_close(s);
}

/* Counting so far takes any machine longer than the limit. */
static void test_time_limit(void)
{
    static const char *const count =
        "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 4000000000) "
        "SELECT count(*) FROM k";
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_ALL);
    int64_t n = 0;
    db_time_limit(db, 1);
    is_i64(db_one_i64(db, count, NO_BINDS, &n), ERR_BUSY,
           "[S49] (ASVS 15.2.2) a query that takes too long is ended");
    db_time_limit(db, 0);
    is_i64(db_one_i64(db, "SELECT count(*) FROM audit", NO_BINDS, &n), OK,
           "and the connection is good for the next one");
    store_reader_close(db);
    store_close(s);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    test_open();
    test_two();
    test_version();
    test_snapshot();
    test_readers();
    test_text_index();
    test_check();
    test_time_limit();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
