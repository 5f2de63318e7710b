/*
 * test_processes.c: several processes on one file, and processes killed while they write [D1]
 * [D2] [D10]. The program calls itself for the other processes: `test_processes write DB NAME
 * COUNT` and `test_processes storm DB NAME`, which acknowledge on standard output.
 */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "modules/audit/audit.h"
#include "tests/fault/vfs_record.h"
#include "tests/store_help.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#define N_PROCESSES 3
#define N_EACH 60
#define N_THREADS 4
#define N_ROUNDS 12
#define CHECKPOINT_PAGES 60

static struct arena *a;
static const char *dir;
static const struct hash_key key = { { 6 } };

static struct store *process_store(const char *path)
{
    struct store_config config = { .path = path,
                                   .create = true,
                                   .checkpoint_pages = CHECKPOINT_PAGES };
    struct store *s = help_open(a, &config);
    store_set_recorder(s, audit_record);
    store_set_verifier(s, audit_verify_copy);
    return s;
}

/* --- the other process
 * ----------------------------------------------------------------------------------- */

struct sender {
    struct store *store;
    const char *name;
    int number, count;
};

/* NAME.THREAD.I and a newline, only after store_write has said OK. */
static void *send_all(void *arg)
{
    const struct sender *me = arg;
    for (int i = 0; i < me->count; i++) {
        char line[64];
        int n = snprintf(line, sizeof line, "%s.%d.%d\n", me->name, me->number, i);
        struct help_write w = { .name = { line, (size_t)n - 1 }, .value = STR("some words") };
        if (store_write(me->store, help_set, &w) == OK && write(1, line, (size_t)n) != n)
            break;
    }
    return NULL;
}

static int run_as_other(char **argv, int count)
{
    struct store *s = process_store(argv[2]);
    struct sender sender[N_THREADS];
    pthread_t thread[N_THREADS];
    for (int i = 0; i < N_THREADS; i++) {
        sender[i] = (struct sender){ s, argv[3], i, count };
        pthread_create(&thread[i], NULL, send_all, &sender[i]);
    }
    for (int i = 0; i < N_THREADS; i++)
        pthread_join(thread[i], NULL);
    store_close(s);
    return 0;
}

/* --- starting it
 * -------------------------------------------------------------------------------------------
 */

struct process {
    pid_t pid;
    int out; /* its acknowledgements */
};

static struct process process_start(const char *what, const char *path, const char *name)
{
    int end[2];
    if (pipe2(end, O_CLOEXEC) != 0)
        die("no pipe");
    pid_t pid = fork();
    if (pid == 0) {
        dup2(end[1], 1);
        execl("/proc/self/exe", "test_processes", what, path, name, (char *)NULL);
        _exit(127);
    }
    close(end[1]);
    return (struct process){ pid, end[0] };
}

/* Reads what comes until it ends; after `enough` lines the process is killed, and what was
 * still on the way read. */
static struct str read_acknowledged(struct process p, int enough)
{
    struct buf *out = buf_in(a, MIB);
    char block[4096];
    int lines = 0;
    for (ssize_t n; (n = read(p.out, block, sizeof block)) > 0;) {
        buf_add(out, block, (size_t)n);
        for (ssize_t i = 0; i < n; i++)
            lines += block[i] == '\n';
        if (enough > 0 && lines >= enough)
            kill(p.pid, SIGKILL);
    }
    close(p.out);
    return buf_view(out);
}

/* Whole lines only: a killed process may leave half of one. */
static int missing_of(struct db *db, struct str acknowledged, int *n)
{
    int missing = 0;
    while (str_find_char(acknowledged, '\n') != STR_NONE) {
        struct str name;
        int64_t count = 0;
        str_cut(&acknowledged, '\n', &name);
        enum err e = db_one_i64(db, "SELECT count(*) FROM setting WHERE name = $1",
                                BINDS(bt(name)), &count);
        missing += e != OK || count != 1;
        (*n)++;
    }
    return missing;
}

/* --- the tests
 * ------------------------------------------------------------------------------------------------
 */

static void test_together(void)
{
    const char *path = help_path(a, dir, "together.db");
    struct store *s = process_store(path);
    struct process p[N_PROCESSES];
    for (int i = 0; i < N_PROCESSES; i++)
        p[i] = process_start("write", path, str_z(a, str_printf(a, "p%d", i)));
    struct sender me = { s, "me", 0, N_EACH };
    int n = 0, missing = 0, n_mine = 0;
    for (int i = 0; i < me.count; i++) {
        struct help_write w = { .name = str_printf(a, "mine.%d", i), .value = STR("v") };
        n_mine += store_write(s, help_set, &w) == OK;
    }
    is_i64(n_mine, N_EACH, "[D10] writes while three other processes write too");
    struct db *db = store_reader_open(s, READER_ALL);
    for (int i = 0; i < N_PROCESSES; i++) {
        missing += missing_of(db, read_acknowledged(p[i], 0), &n);
        int status = 0;
        waitpid(p[i].pid, &status, 0);
        is_i64(status, 0, "[D10] the other process ends well");
    }
    is_i64(n, N_PROCESSES * N_THREADS * N_EACH, "[D10] all their writes were acknowledged");
    is_i64(missing, 0, "[D10] and every one is there, once");
    is_i64(help_count(db, "SELECT count(*) FROM setting"), n + n_mine,
           "[D10] and nothing else");
    struct buf *out = buf_in(a, MIB);
    is_i64(store_check(s, a, out), OK,
           "[D10] the database is sound, the audit chain without a gap");
    int64_t version = 0, epoch;
    ok(store_content_version(db, &version, &epoch) == OK, "[D10] the version is read");
    ok(version > 0, "[D10] the content version moved %lld times", (long long)version);
    store_reader_close(db);
    store_close(s);
}

static void test_storm(void)
{
    const char *path = help_path(a, dir, "storm.db");
    store_close(process_store(path));
    uint64_t lot = 7;
    int n = 0, missing = 0, unsound = 0, halves = 0;
    for (int round = 0; round < N_ROUNDS; round++) {
        struct process p = process_start("storm", path, str_z(a, str_printf(a, "r%d", round)));
        struct str acknowledged = read_acknowledged(p, 1 + (int)(lot_next(&lot) % 60));
        waitpid(p.pid, NULL, 0);
        struct store *s = process_store(path);
        struct db *db = store_reader_open(s, READER_ALL);
        missing += missing_of(db, acknowledged, &n);
        struct buf *out = buf_in(a, MIB);
        unsound += store_check(s, a, out) != OK;
        halves += help_count(db, "SELECT count(*) FROM setting") !=
                  help_count(db, "SELECT count(*) FROM audit");
        store_reader_close(db);
        store_close(s);
    }
    ok(n > N_ROUNDS, "[D1] %d rounds of kill -9, %d writes acknowledged", N_ROUNDS, n);
    is_i64(missing, 0, "[D1] every acknowledged write exists once");
    is_i64(halves, 0, "[D2] and has its record");
    is_i64(unsound, 0, "[D2] the database and the audit chain are sound after each");
}

int main(int argc, char **argv)
{
    a = arena_new(HELP_ARENA_BYTES);
    audit_set_key(&key);
    if (argc == 4)
        return run_as_other(argv, strcmp(argv[1], "storm") == 0 ? 1000000 : N_EACH);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    test_together();
    test_storm();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
