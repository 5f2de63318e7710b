/* test_write_batch.c: what shares a commit, and what happens to the others when one of them
 * fails. */
#include "tests/tap.h"

#include "core/base/clock.h"
#include "tests/fault/vfs_shim.h"
#include "tests/store_help.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#define N_SENDERS 32
#define N_ROUNDS 6
#define BIG_BYTES (3 * 1024 * 1024) /* over the writer's cache: it writes before the commit */

static struct arena *a;
static const char *dir;
static atomic_bool disk_is_full;
static int sync_ms;

static int slow_disk(void *arg, const struct shim_event *e)
{
    (void)arg;
    if (e->op == SHIM_SYNC)
        nanosleep(&(struct timespec){ sync_ms / 1000, sync_ms % 1000 * 1000000L }, NULL);
    return SQLITE_OK;
}

static int full_disk(void *arg, const struct shim_event *e)
{
    (void)arg;
    return e->op == SHIM_WRITE && atomic_load(&disk_is_full) ? SQLITE_FULL : SQLITE_OK;
}

static struct store *shim_store(const char *name)
{
    return help_open(a, &(struct store_config){ .path = help_path(a, dir, name),
                                                .create = true,
                                                .vfs = SHIM_NAME });
}

/* --- a slow disk
 * ---------------------------------------------------------------------------------------- */

struct sender {
    struct store *store;
    int number;
    int n_ok;
};

static void *send_all(void *arg)
{
    struct sender *me = arg;
    for (int i = 0; i < N_ROUNDS; i++) {
        char name[32];
        int n = snprintf(name, sizeof name, "slow-%d-%d", me->number, i);
        struct help_write w = { .name = { name, (size_t)n }, .value = STR("v") };
        me->n_ok += store_write(me->store, help_set, &w) == OK;
    }
    return NULL;
}

/* The mean number of writes that shared a commit. */
static double run_senders(const char *name)
{
    struct store *s = shim_store(name);
    shim_set(slow_disk, NULL, true);
    struct sender sender[N_SENDERS];
    pthread_t thread[N_SENDERS];
    for (int i = 0; i < N_SENDERS; i++) {
        sender[i] = (struct sender){ .store = s, .number = i };
        pthread_create(&thread[i], NULL, send_all, &sender[i]);
    }
    int n_ok = 0;
    for (int i = 0; i < N_SENDERS; i++) {
        pthread_join(thread[i], NULL);
        n_ok += sender[i].n_ok;
    }
    shim_set(NULL, NULL, false);
    is_i64(n_ok, N_SENDERS * N_ROUNDS, "every write on a slow disk succeeds");
    struct store_stats stats = store_stats(s);
    store_close(s);
    return (double)stats.writes / (double)stats.commits;
}

/* On a machine busy with other things the senders come late: then a slower disk, until they had
 * the time. */
static void test_shared_commit(void)
{
    static const char *const name[] = { "slow1.db", "slow2.db", "slow3.db", "slow4.db",
                                        "slow5.db" };
    double mean = 0;
    sync_ms = 50;
    for (int i = 0; i < 5 && mean <= 8; i++) {
        sync_ms *= 2;
        mean = run_senders(name[i]);
    }
    ok(mean > 8, "with %d ms of fsync %d senders share commits: %.1f writes each on average",
       sync_ms, N_SENDERS, mean);
}

/* --- one batch on purpose
 * --------------------------------------------------------------------------------- */

struct job {
    struct store *store;
    store_write_fn fn;
    void *arg;
    enum err result;
    pthread_t thread;
};

static void *job_run(void *arg)
{
    struct job *job = arg;
    job->result = store_write(job->store, job->fn, job->arg);
    return NULL;
}

struct gate {
    struct store *store;
    int64_t until_waiting;
    atomic_bool is_held;
};

/* Keeps the writer until so many wait behind it; they are the next batch. */
static enum err hold(struct db *db, void *arg)
{
    (void)db;
    struct gate *gate = arg;
    atomic_store(&gate->is_held, true);
    while (store_stats(gate->store).waiting < gate->until_waiting)
        sched_yield();
    const int64_t start_ms = clock_mono_ms();
    while (clock_mono_ms() - start_ms < 60)
        ; /* longer than a batch may take: nobody joins this one */
    return OK;
}

static void run_together(struct store *s, struct job *job, size_t n)
{
    struct gate gate = { .store = s, .until_waiting = (int64_t)n };
    struct job first = { .store = s, .fn = hold, .arg = &gate };
    pthread_create(&first.thread, NULL, job_run, &first);
    while (!atomic_load(&gate.is_held))
        sched_yield();
    for (size_t i = 0; i < n; i++) {
        job[i].store = s;
        pthread_create(&job[i].thread, NULL, job_run, &job[i]);
        while (store_stats(s).waiting < (int64_t)i + 1 && i + 1 < n)
            sched_yield(); /* in this order */
    }
    for (size_t i = 0; i < n; i++)
        pthread_join(job[i].thread, NULL);
    pthread_join(first.thread, NULL);
}

/* Fills the disk, then writes more than the cache holds. */
static enum err overfill(struct db *db, void *arg)
{
    atomic_store(&disk_is_full, true);
    struct help_write *w = arg;
    enum err e = help_set(db, w);
    atomic_store(&disk_is_full, false);
    /* It goes on as if nothing had happened: nothing of this may be stored. */
    struct help_write more = { .name = STR("after-full"), .value = STR("1") };
    enum err second = help_set(db, &more);
    ok(second != OK, "after the transaction has ended a fn can write nothing");
    return e;
}

static struct str big_text(void)
{
    char *p = arena_alloc(a, BIG_BYTES);
    memset(p, 'x', BIG_BYTES);
    return (struct str){ p, BIG_BYTES };
}

static void test_lost_transaction(void)
{
    struct store *s = shim_store("full.db");
    struct db *db = store_reader_open(s, READER_ALL);
    struct help_write one = { .name = STR("one"), .value = STR("1") };
    struct help_write two = { .name = STR("two"), .value = big_text() };
    struct help_write three = { .name = STR("three"), .value = STR("3"), .then = ERR_CONFLICT };
    struct help_write four = { .name = STR("four"), .value = STR("4") };
    struct job job[] = { { .fn = help_set, .arg = &one },
                         { .fn = overfill, .arg = &two },
                         { .fn = help_set, .arg = &three },
                         { .fn = help_set, .arg = &four } };
    int64_t v0, v1, epoch;
    ok(store_content_version(db, &v0, &epoch) == OK, "version before");
    shim_set(full_disk, NULL, false);
    run_together(s, job, 4);
    shim_set(NULL, NULL, false);
    is_i64(store_stats(s).reruns, 1,
           "[D4] the transaction was lost to a full disk, and the batch run again");
    is_i64(job[0].result, OK, "[D4] the write before it is stored");
    is_i64(job[1].result, ERR_FULL, "[D4] the one that met the full disk is told so");
    is_i64(job[2].result, ERR_CONFLICT, "[D4] one that fails keeps its own error");
    is_i64(job[3].result, OK, "[D4] the write after it is stored");
    is_i64(help_count(db, "SELECT count(*) FROM setting WHERE name IN ('one', 'four')"), 2,
           "[D4] what was acknowledged is there");
    is_i64(help_count(db, "SELECT count(*) FROM setting"), 2, "[D4] and nothing else");
    is_i64(help_count(db, "SELECT count(*) FROM audit"), 2, "[D2] with its records");
    ok(store_content_version(db, &v1, &epoch) == OK, "version after");
    ok(v1 == v0 + 1 || v1 == v0 + 2,
       "the version moved once a commit: the slow one may end a batch");
    store_reader_close(db);
    store_close(s);
}

static enum err dangling(struct db *db, void *arg)
{
    (void)arg;
    enum err e = db_exec(db, "INSERT INTO child (id, parent_id) VALUES (1, 99)", NO_BINDS);
    const struct store_record r = { .actor = STR("job"), .action = STR("child.add") };
    return e ? e : store_record(db, &r);
}

/* A key that is checked at COMMIT would fail everybody's. */
static void test_deferred_key(void)
{
    struct str schema = str_join(a, schema_sql,
                                 STR("CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;"
                                     "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id "
                                     "INTEGER NOT NULL REFERENCES parent (id) "
                                     "DEFERRABLE INITIALLY DEFERRED) STRICT;"));
    struct schema_table *tables = arena_array(a, n_schema_tables + 2, sizeof *tables);
    memcpy(tables, schema_tables, n_schema_tables * sizeof *tables);
    tables[n_schema_tables] = (struct schema_table){ STR_INIT("parent"), SCHEMA_PRIVATE };
    tables[n_schema_tables + 1] = (struct schema_table){ STR_INIT("child"), SCHEMA_PRIVATE };
    struct store_config config = { .path = help_path(a, dir, "key.db"),
                                   .create = true,
                                   .schema = { str_z(a, schema), schema.n },
                                   .tables = tables,
                                   .n_tables = n_schema_tables + 2 };
    struct store *s = help_open(a, &config);
    struct help_write one = { .name = STR("one"), .value = STR("1") };
    struct job job[] = { { .fn = help_set, .arg = &one }, { .fn = dangling } };
    run_together(s, job, 2);
    is_i64(job[0].result, OK, "a row that points nowhere fails nobody else");
    is_i64(job[1].result, ERR_CONFLICT, "only who wrote it");
    store_close(s);
}

static void test_slow_fn(void)
{
    struct store *s = help_store(a, dir);
    struct gate gate = { .store = s };
    is_i64(store_write(s, hold, &gate), OK,
           "a fn that holds the writer too long is done all the same");
    is_i64(store_stats(s).slow_fns, 1, "and counted");
    store_close(s);
}

/* Two processes, as two stores of one file. */
static void test_step(void)
{
    const char *path = help_path(a, dir, "step.db");
    struct store *job = help_open(a, &(struct store_config){ .path = path, .create = true });
    struct store *people = help_open(a, &(struct store_config){ .path = path });
    struct help_write w = { .name = STR("step"), .value = STR("1") };
    for (int i = 0; i < 3; i++)
        ok(store_write_step(job, help_set, &w) == OK, "a step of a long job");
    is_i64(store_stats(job).rests, 0, "goes on at once where nobody else writes");
    ok(store_write(people, help_set, &w) == OK, "somebody of another process writes");
    ok(store_write_step(job, help_set, &w) == OK, "the next step");
    is_i64(store_stats(job).rests, 1, "makes room afterwards");
    ok(store_write(job, help_set, &w) == OK, "somebody of the same process writes");
    ok(store_write_step(job, help_set, &w) == OK, "the next step");
    is_i64(store_stats(job).rests, 2, "makes room as well");
    ok(store_write_step(job, help_set, &w) == OK, "and then");
    is_i64(store_stats(job).rests, 2, "it goes on");
    store_close(people);
    store_close(job);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    shim_register();
    test_slow_fn();
    test_step();
    test_shared_commit();
    test_lost_transaction();
    test_deferred_key();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
