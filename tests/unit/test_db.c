/* test_db.c: statements: parameters, values, errors, cursors, plans. */
#include "tests/tap.h"

#include "tests/store_help.h"

static struct arena *a;
static const char *dir;
static struct store *store;

static void test_values(struct db *db)
{
    struct stmt *s = db_query(db, "SELECT $2, $1, $3, $4, $5, $1",
                              BINDS(bi(-7), bt(STR("té")), bd(0.5), bb(STR("\x00\x01")), bn()));
    ok(db_row(s), "a row");
    is_str(db_text(s, 0, a), "té", "$2 is the second value wherever it stands");
    is_i64(db_i64(s, 1), -7, "$1 an integer");
    is_i64(db_i64(s, 5), -7, "$1 twice");
    ok(db_double(s, 2) == 0.5, "a double");
    struct str blob = db_blob(s, 3, a);
    ok(blob.n == 2 && blob.p[0] == 0 && blob.p[1] == 1, "bytes");
    ok(db_is_null(s, 4) && db_text(s, 4, a).n == 0, "null is empty text");
    is_i64(db_open_cursors(db), 1, "one cursor is open");
    ok(!db_row(s) && !db_row(s), "the end, also when asked again");
    is_i64(db_done(s, ERR_GONE), ERR_GONE, "db_done hands on the caller's verdict");
    is_i64(db_open_cursors(db), 0, "no cursor is open");
    s = db_query(db, "SELECT $1 IS NULL, $2 IS NULL, $3 IS NULL, typeof($4)",
                 BINDS(bt((struct str){ 0 }), bt_or_null((struct str){ 0 }),
                       bb((struct str){ 0 }), bb((struct str){ 0 })));
    ok(db_row(s) && !db_bool(s, 0), "empty text is not null");
    ok(db_bool(s, 1), "unless asked");
    ok(!db_bool(s, 2), "nor are no bytes");
    is_str(db_text(s, 3, a), "blob", "and stay bytes");
    is_i64(db_done(s, OK), OK, "done");
}

static void test_short_forms(struct db *db)
{
    int64_t n = 0;
    struct str text;
    is_i64(db_one_i64(db, "SELECT 5", NO_BINDS, &n), OK, "one number");
    is_i64(n, 5, "its value");
    is_i64(db_one_i64(db, "SELECT 1 WHERE 0", NO_BINDS, &n), ERR_NOT_FOUND, "no row");
    is_i64(db_one_text(db, "SELECT 'x'", NO_BINDS, a, &text), OK, "one text");
    is_str(text, "x", "its value");
    struct bind many[12];
    for (int i = 0; i < 12; i++)
        many[i] = bi(i + 1);
    struct binds binds = { many, 12 };
    is_i64(db_one_i64(db, "SELECT $12*100 + $11 + $1 + 0*($2+$3+$4+$5+$6+$7+$8+$9+$10)", binds,
                      &n),
           OK, "parameters of two digits");
    is_i64(n, 1212, "each where it belongs");
}

static const char nested[] = "SELECT value FROM setting WHERE name = $1";

static void test_nested(struct db *db)
{
    struct stmt *outer = db_query(db, nested, BINDS(bt(STR("a"))));
    ok(db_row(outer), "a statement is open");
    struct str inner = { 0 };
    is_i64(db_one_text(db, nested, BINDS(bt(STR("b"))), a, &inner), OK,
           "the same one again within it");
    is_str(inner, "2", "has its own values");
    is_str(db_text(outer, 0, a), "1", "and leaves the outer alone");
    is_i64(db_done(outer, OK), OK, "done");
}

static void test_refused(struct db *db)
{
    struct str text;
    is_i64(db_prepare_only(db, "SELECT nonsense FROM setting", a, &text), ERR_INTERNAL,
           "bad SQL");
    ok(str_find(text, STR("no such column")) == 0, "is named");
    is_i64(db_prepare_only(db, "SELECT value FROM setting WHERE name = \"a\"", a, &text),
           ERR_INTERNAL, "[S4] a double-quoted text is no text");
    is_i64(db_exec(db, "ATTACH ':memory:' AS x", NO_BINDS), ERR_INTERNAL,
           "[S4] no other database");
    is_i64(db_exec(db, "PRAGMA writable_schema=ON", NO_BINDS), ERR_INTERNAL, "[S4] no pragma");
    is_i64(db_exec(db, "CREATE TABLE x (y INTEGER) STRICT", NO_BINDS), ERR_INTERNAL,
           "[S4] no new table");
    is_i64(db_exec(db, "CREATE TEMP TABLE x (y INTEGER) STRICT", NO_BINDS), ERR_INTERNAL,
           "[S4] nor a temporary one");
    is_i64(db_exec(db, "SELECT load_extension('x')", NO_BINDS), ERR_INTERNAL,
           "[S4] no extension");
    int64_t n;
    is_i64(db_one_i64(db, "SELECT length(zeroblob(17000000))", NO_BINDS, &n), ERR_INTERNAL,
           "[S4] no value over the limit");
    is_i64(db_open_cursors(db), 0, "no cursor is left open");
}

static void test_plan(struct db *db)
{
    struct str plan;
    is_i64(db_prepare_only(db, "SELECT value FROM setting WHERE name = $1", a, &plan), OK,
           "a plan");
    ok(str_find(plan, STR("SEARCH")) == 0, "by its key");
    is_i64(db_prepare_only(db, "SELECT value FROM setting WHERE value = $1", a, &plan), OK,
           "a plan");
    ok(str_find(plan, STR("SCAN")) == 0, "a full scan");
}

static enum err many_kinds(struct db *db, void *arg)
{
    (void)arg;
    int64_t id = 0;
    is_i64(db_exec(db, "INSERT INTO setting (name, value) VALUES ('', 'x')", NO_BINDS),
           ERR_CONFLICT, "a CHECK is a conflict");
    is_i64(db_exec(db, "INSERT INTO setting (name, value) VALUES ('a', 'x')", NO_BINDS),
           ERR_CONFLICT, "uniqueness is a conflict");
    is_i64(db_one_i64(
               db,
               "INSERT INTO setting (name, value) VALUES ('r', 'x'), ('q', 'y') RETURNING 12",
               NO_BINDS, &id),
           OK, "RETURNING read in part");
    is_i64(id, 12, "its value");
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name IN ('r', 'q')"), 2,
           "does all of its work");
    is_i64(db_exec(db, "UPDATE setting SET value = 'z' WHERE name IN ('r', 'q')", NO_BINDS), OK,
           "update");
    is_i64(db_changes(db), 2, "two rows");
    const struct store_record r = { .actor = STR("job"), .action = STR("x") };
    return store_record(db, &r);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    store = help_store(a, dir);
    struct help_write w = { .name = STR("a"), .value = STR("1") };
    is_i64(store_write(store, help_set, &w), OK, "a row");
    w = (struct help_write){ .name = STR("b"), .value = STR("2") };
    is_i64(store_write(store, help_set, &w), OK, "another");
    is_i64(store_write(store, many_kinds, NULL), OK, "a fn goes on after a conflict");
    struct db *db = store_reader_open(store, READER_ALL);
    test_values(db);
    test_short_forms(db);
    test_nested(db);
    test_refused(db);
    test_plan(db);
    store_reader_close(db);
    store_close(store);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
