/* test_write.c: the one door for changes: batches, savepoints, records, refusals. */
#include "tests/tap.h"

#include "core/base/clock.h"
#include "tests/store_help.h"

#include <pthread.h>

#define N_THREADS 24
#define N_WRITES 20

static struct arena *a;
static const char *dir;

static void test_alone(void)
{
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_ALL);
    struct help_write w = { .name = STR("one"), .value = STR("1") };
    is_i64(store_write(s, help_set, &w), OK, "a write");
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name = 'one'"), 1, "is there");
    is_i64(help_count(db, "SELECT count(*) FROM audit"), 1, "[S41] with its record");
    w = (struct help_write){ .name = STR("two"), .value = STR("2"), .then = ERR_INVALID };
    is_i64(store_write(s, help_set, &w), ERR_INVALID, "a fn that fails has its own error");
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name = 'two'"), 0,
           "and leaves nothing");
    is_i64(help_count(db, "SELECT count(*) FROM audit"), 1, "no record either");
    w = (struct help_write){ .name = STR("three"), .value = STR("3"), .no_record = true };
    is_i64(store_write(s, help_set, &w), ERR_INTERNAL,
           "[S41] a change without its record is refused");
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name = 'three'"), 0,
           "[S41] and not stored");
    store_reader_close(db);
    store_close(s);
}

static enum err use_form(struct db *db, void *arg)
{
    (void)arg;
    return db_exec(db,
                   "INSERT INTO form_use (id_hash, route, fields_hash, answer, day) "
                   "VALUES (randomblob(32), 'x', zeroblob(32), zeroblob(0), '2026-11-22')",
                   NO_BINDS);
}

static enum err change_nothing(struct db *db, void *arg)
{
    (void)arg;
    return db_exec(db, "UPDATE setting SET value = 'x' WHERE name = 'absent'", NO_BINDS);
}

static enum err commit_itself(struct db *db, void *arg)
{
    (void)arg;
    return db_exec(db, "COMMIT", NO_BINDS);
}

static enum err touch_version(struct db *db, void *arg)
{
    (void)arg;
    return db_exec(db, "UPDATE content_version SET version = 99", NO_BINDS);
}

static void test_rules(void)
{
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_ALL);
    int64_t v0, v1, epoch;
    is_i64(store_content_version(db, &v0, &epoch), OK, "version");
    is_i64(store_write(s, use_form, NULL), OK, "[S41] a state table needs no record");
    is_i64(store_write(s, change_nothing, NULL), OK,
           "a statement that changed no row needs none");
    is_i64(store_content_version(db, &v1, &epoch), OK, "version");
    is_i64(v1, v0, "neither moves the content version");
    is_i64(store_write(s, commit_itself, NULL), ERR_INTERNAL,
           "a fn cannot end the transaction");
    is_i64(store_write(s, touch_version, NULL), ERR_INTERNAL, "nor write the content version");
    store_set_recorder(s, NULL);
    struct help_write w = { .name = STR("four"), .value = STR("4") };
    is_i64(store_write(s, help_set, &w), ERR_INTERNAL,
           "[S41] without a recorder nothing is recorded or stored");
    store_reader_close(db);
    store_close(s);
}

/* --- many at once
 * --------------------------------------------------------------------------------------- */

struct sender {
    struct store *store;
    int number;
    int n_ok, n_refused;
};

static void *send_all(void *arg)
{
    struct sender *me = arg;
    for (int i = 0; i < N_WRITES; i++) {
        char name[32];
        int n = snprintf(name, sizeof name, "many-%d-%d", me->number, i);
        struct help_write w = { .name = { name, (size_t)n }, .value = STR("v") };
        w.then = i % 4 == 3 ? ERR_CONFLICT : OK;
        enum err e = store_write(me->store, help_set, &w);
        me->n_ok += e == OK;
        me->n_refused += e == ERR_CONFLICT;
    }
    return NULL;
}

static void test_many(void)
{
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_ALL);
    struct sender sender[N_THREADS];
    pthread_t thread[N_THREADS];
    for (int i = 0; i < N_THREADS; i++) {
        sender[i] = (struct sender){ .store = s, .number = i };
        pthread_create(&thread[i], NULL, send_all, &sender[i]);
    }
    int n_ok = 0, n_refused = 0;
    for (int i = 0; i < N_THREADS; i++) {
        pthread_join(thread[i], NULL);
        n_ok += sender[i].n_ok;
        n_refused += sender[i].n_refused;
    }
    is_i64(n_ok, N_THREADS * N_WRITES * 3 / 4, "every good write of many threads succeeds");
    is_i64(n_refused, N_THREADS * N_WRITES / 4, "every failing one fails alone");
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name LIKE 'many-%'"), n_ok,
           "what was acknowledged is there, and nothing else");
    is_i64(help_count(db, "SELECT count(*) FROM audit WHERE object_id LIKE 'many-%'"), n_ok,
           "[D2] each with its record");
    is_i64(help_count(db, "SELECT max(number) - count(*) FROM audit"), 0,
           "records are numbered without gaps");
    struct store_stats stats = store_stats(s);
    ok(stats.commits <= stats.writes, "%lld commits for %lld writes, largest batch %lld",
       (long long)stats.commits, (long long)stats.writes, (long long)stats.batch_max);
    store_reader_close(db);
    store_close(s);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    test_alone();
    test_rules();
    test_many();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
