/* test_disk.c: the n-th write or sync fails, for every n: each answer is true, and
 * it recovers [D4]. */
#include "tests/tap.h"

#include "core/base/limits.h"
#include "modules/audit/audit.h"
#include "tests/fault/small_schema.h"
#include "tests/fault/vfs_shim.h"
#include "tests/store_help.h"

#include <pthread.h>
#include <stdatomic.h>

#define N_WRITES 6
#define N_SENDERS 8
#define LARGE_BYTES (30 * KIB)
#define CHECKPOINT_PAGES 15 /* so that some of the failures fall into a checkpoint */
#define N_MAX 400           /* more events than the writes make */

static struct arena *a;
static const char *dir;
static const struct hash_key key = { { 3 } };
static char large[LARGE_BYTES];

/* What fails, how, and for how long. */
struct fault {
    const char *name;
    enum shim_op op;
    int code;
    bool lasts; /* until taken away; else once */
    bool first; /* it happens all the same, then the error is returned: a sync that wrote
                   everything */
};

static const struct fault faults[] = {
    { .name = "a full disk, once", .op = SHIM_WRITE, .code = SQLITE_FULL },
    { .name = "a disk that stays full", .op = SHIM_WRITE, .code = SQLITE_FULL, .lasts = true },
    { .name = "a failed write", .op = SHIM_WRITE, .code = SQLITE_IOERR_WRITE },
    { .name = "writes that go on failing",
      .op = SHIM_WRITE,
      .code = SQLITE_IOERR_WRITE,
      .lasts = true },
    { .name = "a failed fsync", .op = SHIM_SYNC, .code = SQLITE_IOERR_FSYNC },
    { .name = "fsyncs that go on failing",
      .op = SHIM_SYNC,
      .code = SQLITE_IOERR_FSYNC,
      .lasts = true },
};

static struct {
    const struct fault *fault;
    atomic_int countdown; /* 1: the next one */
    atomic_bool hit;
} armed;

static int fail_nth(void *arg, const struct shim_event *e)
{
    (void)arg;
    if (e->op != armed.fault->op)
        return SQLITE_OK;
    int left = atomic_fetch_sub(&armed.countdown, 1);
    if (left == 1 || (left < 1 && armed.fault->lasts)) {
        atomic_store(&armed.hit, true);
        return armed.fault->code;
    }
    return SQLITE_OK;
}

static void arm(const struct fault *f, int n)
{
    armed.fault = f;
    atomic_store(&armed.countdown, n);
    atomic_store(&armed.hit, false);
    shim_set(fail_nth, NULL, true);
}

static void disarm(void)
{
    shim_set(NULL, NULL, true);
}

/* --- one round
 * -------------------------------------------------------------------------------------------
 */

struct round {
    struct store *store;
    enum err result[N_WRITES];
    int untrue; /* answers that were not so */
    int unusable, unsound;
};

static struct store *disk_store(const char *path)
{
    struct store_config config = small_config(path);
    config.vfs = SHIM_NAME;
    config.checkpoint_pages = CHECKPOINT_PAGES;
    struct store *s = help_open(a, &config);
    store_set_recorder(s, audit_record);
    return s;
}

static void clear(const char *path)
{
    static const char *const tail[] = { "", "-wal", "-shm", ".lock" };
    char name[4200];
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s%s", path, tail[i]);
        unlink(name);
    }
}

static struct help_write write_number(int i, char name[16])
{
    int n = snprintf(name, 16, "w%d", i);
    return (struct help_write){ .name = { name, (size_t)n },
                                .value =
                                    i % 2 ? (struct str){ large, LARGE_BYTES } : STR("v") };
}

static bool is_there(struct db *db, int i)
{
    char name[16];
    int64_t one = 0;
    struct help_write w = write_number(i, name);
    return db_one_i64(db, "SELECT 1 FROM setting WHERE name = $1", BINDS(bt(w.name)), &one) ==
           OK;
}

/* Done means there; unsure means either; any other answer means absent. */
static void compare(struct round *r)
{
    struct db *db = store_reader_open(r->store, READER_ALL);
    struct audit_verdict v;
    for (int i = 0; i < N_WRITES; i++) {
        bool there = is_there(db, i);
        if (r->result[i] != ERR_UNSURE && there != (r->result[i] == OK))
            r->untrue++;
    }
    r->unsound += audit_verify(db, &key, NULL, &v) != OK ||
                  help_count(db, "SELECT count(*) FROM setting") !=
                      help_count(db, "SELECT count(*) FROM audit");
    store_reader_close(db);
}

static void after_fault(struct round *r, const char *path)
{
    char name[16];
    compare(r);
    struct help_write more = write_number(N_WRITES, name);
    r->unusable += store_write(r->store, help_set, &more) != OK;
    compare(r);
    store_close(r->store);
    r->store = disk_store(path);
    compare(r);
    store_close(r->store);
}

static void run_round(struct round *r, const struct fault *f, int n, const char *path)
{
    clear(path);
    r->store = disk_store(path);
    arm(f, n);
    for (int i = 0; i < N_WRITES; i++) {
        char name[16];
        struct help_write w = write_number(i, name);
        r->result[i] = store_write(r->store, help_set, &w);
    }
    disarm();
    after_fault(r, path);
}

static void test_every_n(const struct fault *f)
{
    const char *path = help_path(a, dir, "disk.db");
    struct round r = { 0 };
    int n = 0, failed = 0;
    do {
        run_round(&r, f, ++n, path);
        for (int i = 0; i < N_WRITES; i++)
            failed += r.result[i] != OK;
    } while (atomic_load(&armed.hit) && n < N_MAX);
    ok(n > 3 && n < N_MAX, "[D4] %s, at each of %d places: %d writes failed", f->name, n - 1,
       failed);
    is_i64(r.untrue, 0, "[D4] every answer was true, at once, later and after opening again");
    is_i64(r.unusable, 0,
           "[D4] with the fault gone the next write succeeds, without a restart");
    is_i64(r.unsound, 0, "[D2] each write has its record, and the chain is whole");
}

/* --- many senders
 * ------------------------------------------------------------------------------------------ */

struct sender {
    struct store *store;
    int first;
    enum err result[N_WRITES];
    pthread_t thread;
};

static void *send_all(void *arg)
{
    struct sender *me = arg;
    for (int i = 0; i < N_WRITES; i++) {
        char name[16];
        struct help_write w = write_number(me->first + i, name);
        me->result[i] = store_write(me->store, help_set, &w);
    }
    return NULL;
}

static int untrue_of(struct db *db, const struct sender *sender)
{
    int untrue = 0;
    for (int i = 0; i < N_WRITES; i++) {
        bool there = is_there(db, sender->first + i);
        untrue += sender->result[i] != ERR_UNSURE && there != (sender->result[i] == OK);
    }
    return untrue;
}

static int round_of_many(const struct fault *f, int n, const char *path)
{
    struct sender sender[N_SENDERS];
    clear(path);
    struct store *s = disk_store(path);
    arm(f, n);
    for (int i = 0; i < N_SENDERS; i++) {
        sender[i] = (struct sender){ .store = s, .first = i * N_WRITES };
        pthread_create(&sender[i].thread, NULL, send_all, &sender[i]);
    }
    for (int i = 0; i < N_SENDERS; i++)
        pthread_join(sender[i].thread, NULL);
    disarm();
    struct db *db = store_reader_open(s, READER_ALL);
    int untrue = 0;
    for (int i = 0; i < N_SENDERS; i++)
        untrue += untrue_of(db, &sender[i]);
    store_reader_close(db);
    store_close(s);
    return untrue;
}

static void test_many(const struct fault *f)
{
    const char *path = help_path(a, dir, "many.db");
    int untrue = 0;
    for (int n = 1; n < 60; n += 4)
        untrue += round_of_many(f, n, path);
    is_i64(untrue, 0, "[D4] and with many senders in one batch each is told the truth");
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    memset(large, 'x', sizeof large);
    audit_set_key(&key);
    shim_register();
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        test_every_n(&faults[i]);
        test_many(&faults[i]);
    }
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
