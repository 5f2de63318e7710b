/* test_memory.c: SQLite's n-th allocation fails, for every n, while opening, writing and
 * reading [D5]. */
#include "tests/tap.h"

#include "modules/audit/audit.h"
#include "tests/fault/small_schema.h"
#include "tests/fault/vfs_shim.h"
#include "tests/store_help.h"

#include <sqlite3.h>
#include <stdatomic.h>

#define N_MAX 20000 /* more allocations than any of the paths makes */

static struct arena *a;
static const char *dir;
static const struct hash_key key = { { 5 } };
static sqlite3_mem_methods real;
static atomic_int countdown; /* 1: the next allocation fails; below: none */
static bool lasts;           /* and all after it */
static atomic_bool hit;

static bool fails_now(void)
{
    int left = atomic_load(&countdown);
    if (left <= 0 && !(lasts && atomic_load(&hit)))
        return false;
    if (left > 0)
        left = atomic_fetch_sub(&countdown, 1);
    if (left > 1)
        return false;
    atomic_store(&hit, true);
    return true;
}

static void *failing_malloc(int n)
{
    return fails_now() ? NULL : real.xMalloc(n);
}

static void *failing_realloc(void *p, int n)
{
    return fails_now() ? NULL : real.xRealloc(p, n);
}

static void arm(int n)
{
    atomic_store(&hit, false);
    atomic_store(&countdown, n);
}

static bool disarm(void)
{
    bool was = atomic_load(&hit);
    atomic_store(&countdown, 0);
    atomic_store(&hit, false);
    return was;
}

static struct store_config config_of(const char *path)
{
    struct store_config config = small_config(path);
    config.vfs = SHIM_NAME;
    return config;
}

static void clear(const char *path)
{
    static const char *const tail[] = { "", "-wal", "-shm", ".lock" };
    for (int i = 0; i < 4; i++)
        unlink(str_z(a, str_printf(a, "%s%s", path, tail[i])));
}

static void test_open(void)
{
    const char *path = help_path(a, dir, "open.db");
    const struct store_config config = config_of(path);
    int n = 0, silent = 0, opened_late = 0;
    bool was_hit = true;
    while (was_hit && ++n < N_MAX) {
        struct store *s = NULL;
        struct str why;
        clear(path);
        arm(n);
        enum err e = store_open(&config, a, &s, &why);
        was_hit = disarm();
        silent += e && why.n == 0;
        if (s)
            store_close(s);
        s = NULL;
        opened_late += store_open(&config, a, &s, &why) != OK;
        if (s)
            store_close(s);
    }
    ok(n > 50 && n < N_MAX, "[D5] opening, with the allocation failing at each of %d places",
       n - 1);
    is_i64(silent, 0, "[D5] either it opens, or says why not");
    is_i64(opened_late, 0, "[D5] and what it left behind opens afterwards");
}

struct tally {
    int untrue, unusable, unsound;
};

static void look(struct store *s, enum err first, struct tally *t)
{
    struct help_write after = { .name = STR("after"), .value = STR("1") };
    t->unusable += store_write(s, help_set, &after) != OK;
    struct db *db = store_reader_open(s, READER_ALL);
    struct audit_verdict v;
    bool there = help_count(db, "SELECT count(*) FROM setting WHERE name = 'first'") == 1;
    t->untrue += first != ERR_UNSURE && there != (first == OK);
    t->unsound += audit_verify(db, &key, NULL, &v) != OK ||
                  help_count(db, "SELECT count(*) FROM setting") !=
                      help_count(db, "SELECT count(*) FROM audit");
    store_reader_close(db);
}

static void test_write(const char *what)
{
    const char *path = help_path(a, dir, "write.db");
    const struct store_config config = config_of(path);
    struct tally t = { 0 };
    int n = 0, kinds[ERR__MAX] = { 0 };
    bool was_hit = true;
    while (was_hit && ++n < N_MAX) {
        clear(path);
        struct store *s = help_open(a, &config);
        store_set_recorder(s, audit_record);
        struct help_write w = { .name = STR("first"), .value = STR("1") };
        arm(n);
        enum err e = store_write(s, help_set, &w);
        was_hit = disarm();
        kinds[e]++;
        look(s, e, &t);
        store_close(s);
    }
    ok(n > 20 && n < N_MAX, "[D5] writing, memory failing %s at each of %d places", what,
       n - 1);
    is_i64(t.untrue, 0, "[D5] every answer was true");
    is_i64(t.unusable, 0, "[D5] the next write succeeds");
    is_i64(t.unsound, 0, "[D5] no half write");
    for (int e = 0; e < ERR__MAX; e++) {
        if (kinds[e] && e != OK)
            ok(e == ERR_BUSY || e == ERR_UNSURE || e == ERR_FULL, "[D5] %d answers were %s",
               kinds[e], err_name((enum err)e));
    }
}

static void test_read(void)
{
    struct store *s = help_store(a, dir);
    int n = 0, wrong = 0;
    bool was_hit = true;
    while (was_hit && ++n < N_MAX) {
        int64_t count = 0;
        arm(n);
        struct db *db = store_reader_open(s, READER_PUBLIC);
        enum err e = db ? db_one_i64(db, "SELECT count(*) + 7 FROM setting", NO_BINDS, &count)
                        : ERR_BUSY;
        store_reader_close(db);
        was_hit = disarm();
        wrong += e == OK ? count != 7 : e != ERR_BUSY;
    }
    ok(n > 20 && n < N_MAX, "[D5] reading, with the allocation failing at each of %d places",
       n - 1);
    is_i64(wrong, 0, "[D5] the right answer or busy");
    store_close(s);
}

int main(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    sqlite3_mem_methods failing = real;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) != SQLITE_OK)
        die("SQLite runs already");
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    audit_set_key(&key);
    shim_register();
    shim_set(NULL, NULL, true); /* no power fails here: fsync would only cost time */
    test_open();
    test_write("once");
    lasts = true;
    test_write("for good");
    test_read();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
