/* test_backup.c: a backup under load, its head, restoring it, what is refused. */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "modules/audit/audit.h"
#include "tests/store_help.h"

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/stat.h>

#define N_SENDERS 16

static struct arena *a;
static const char *dir;
static const struct hash_key key = { { 4, 5, 6 } };

static struct store *audit_store(const char *name)
{
    struct store *s = help_open(a, &(struct store_config){ .path = help_path(a, dir, name),
                                                           .create = true,
                                                           .check_at_start = true });
    store_set_recorder(s, audit_record);
    store_set_verifier(s, audit_verify_copy);
    return s;
}

struct sender {
    struct store *store;
    int number;
    atomic_int n_acknowledged;
    atomic_bool stop;
    pthread_t thread;
};

static void *send_on(void *arg)
{
    struct sender *me = arg;
    for (int i = 0; !atomic_load(&me->stop); i++) {
        char name[32];
        int n = snprintf(name, sizeof name, "load-%d-%d", me->number, i);
        struct help_write w = { .name = { name, (size_t)n },
                                .value = STR("some words of a response") };
        if (store_write(me->store, help_set, &w) == OK)
            atomic_fetch_add(&me->n_acknowledged, 1);
    }
    return NULL;
}

static int read_file(const char *path, char *out, size_t max)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int n = (int)read(fd, out, max);
    close(fd);
    return n;
}

/* While the senders write: what each had acknowledged when the backup began, then the backup.
 */
static void backup_under_load(struct store *s, const char *file, int acknowledged[N_SENDERS])
{
    struct sender sender[N_SENDERS];
    for (int i = 0; i < N_SENDERS; i++) {
        sender[i] = (struct sender){ .store = s, .number = i };
        pthread_create(&sender[i].thread, NULL, send_on, &sender[i]);
    }
    while (store_stats(s).writes < 200)
        sched_yield();
    for (int i = 0; i < N_SENDERS; i++)
        acknowledged[i] = atomic_load(&sender[i].n_acknowledged);
    const int64_t before = store_stats(s).writes;
    struct str why;
    is_i64(store_backup(s, file, a, &why), OK, "[D9] a backup while 16 senders write");
    while (store_stats(s).writes < before + 100)
        sched_yield();
    ok(true, "[D9] they go on writing");
    for (int i = 0; i < N_SENDERS; i++)
        atomic_store(&sender[i].stop, true);
    for (int i = 0; i < N_SENDERS; i++)
        pthread_join(sender[i].thread, NULL);
}

static void check_acknowledged(struct store *s, const int acknowledged[N_SENDERS])
{
    struct db *db = store_reader_open(s, READER_ALL);
    int missing = 0;
    for (int i = 0; i < N_SENDERS; i++) {
        for (int j = 0; j < acknowledged[i]; j++) {
            int64_t n = 0;
            struct str name = str_printf(a, "load-%d-%d", i, j);
            missing += db_one_i64(db, "SELECT 1 FROM setting WHERE name = $1", BINDS(bt(name)),
                                  &n) != OK;
        }
    }
    is_i64(missing, 0, "[D9] everything acknowledged before its start is in it");
    is_i64(help_count(db, "SELECT count(*) FROM audit") -
               help_count(db, "SELECT count(*) FROM setting"),
           0, "[D2] [D9] each with its record");
    store_reader_close(db);
}

static void test_under_load(void)
{
    struct store *s = audit_store("live.db");
    const char *file = help_path(a, dir, "b1");
    const char *restored = help_path(a, dir, "restored.db");
    int acknowledged[N_SENDERS];
    backup_under_load(s, file, acknowledged);
    struct stat st;
    ok(stat(file, &st) == 0 && (st.st_mode & 0777) == 0600, "[D9] its mode is 0600");
    ok(stat(help_path(a, dir, "b1.part"), &st) != 0, "nothing unfinished is left");
    struct help_write w = { .name = STR("after"), .value = STR("1") };
    ok(store_write(s, help_set, &w) == OK, "a write afterwards");
    store_close(s);
    struct str why;
    is_i64(store_restore(file, restored, a, &why), OK, "[D9] restored to an empty place");
    s = audit_store("restored.db");
    struct buf *out = buf_in(a, MIB);
    is_i64(store_check(s, a, out), OK,
           "[D9] integrity, foreign keys, schema and audit chain of the copy");
    check_acknowledged(s, acknowledged);
    struct db *db = store_reader_open(s, READER_ALL);
    struct audit_head head, parsed;
    char text[256];
    int n = read_file(help_path(a, dir, "b1.head"), text, sizeof text);
    ok(n > 0 && audit_head_parse((struct str){ text, (size_t)n }, &parsed),
       "[S43] FILE.head holds a head");
    ok(audit_head(db, &head) == OK && head.number == parsed.number &&
           hash_equal(&head.hash, &parsed.hash),
       "[S43] that of the audit table in it");
    store_reader_close(db);
    store_close(s);
}

/* A WAL that grew while somebody read is small again once they have gone and somebody writes.
 */
static void test_wal_small(void)
{
    struct store *s = audit_store("wal.db");
    struct db *db = store_reader_open(s, READER_ALL);
    ok(db_snapshot_begin(db) == OK && help_count(db, "SELECT count(*) FROM setting") == 0,
       "a long read");
    char *p = arena_alloc(a, 4 * MIB);
    memset(p, 'x', 4 * MIB);
    struct help_write w = { .name = STR("big"), .value = { p, 4 * MIB } };
    struct stat st;
    const char *wal = help_path(a, dir, "wal.db-wal");
    for (int i = 0; i < 5; i++) {
        memset(p, 'a' + i, 4 * MIB); /* the same bytes again would not be written */
        ok(store_write(s, help_set, &w) == OK, "a large write");
    }
    ok(stat(wal, &st) == 0, "a WAL");
    ok(st.st_size > 20 * (off_t)MIB, "it grew meanwhile (%lld bytes)", (long long)st.st_size);
    db_snapshot_end(db);
    w.value = STR("small");
    for (int i = 0; i < 3; i++)
        ok(store_write(s, help_set, &w) == OK, "writes go on");
    memset(p, 'z', 4 * MIB);
    w.value = (struct str){ p, 4 * MIB };
    ok(store_write(s, help_set, &w) == OK, "and on");
    ok(stat(wal, &st) == 0, "the WAL");
    ok(st.st_size < 9 * (off_t)MIB, "[D9] is small again (%lld bytes)", (long long)st.st_size);
    store_reader_close(db);
    store_close(s);
}

static void test_restore_over(void)
{
    struct store *s = audit_store("over.db");
    struct help_write w = { .name = STR("x"), .value = STR("backed up") };
    int64_t v0, v1, epoch0, epoch1;
    struct str why, value;
    const char *file = help_path(a, dir, "b2"), *path = help_path(a, dir, "over.db");
    ok(store_write(s, help_set, &w) == OK && store_backup(s, file, a, &why) == OK, "a backup");
    w.value = STR("later");
    ok(store_write(s, help_set, &w) == OK, "a later write");
    struct db *db = store_reader_open(s, READER_ALL);
    ok(store_content_version(db, &v0, &epoch0) == OK, "version");
    store_reader_close(db);
    is_i64(store_restore(file, path, a, &why), ERR_CONFLICT,
           "[D9] a database in use is not replaced");
    ok(str_find(why, STR("is in use")) != STR_NONE, "and it says so");
    store_close(s);
    is_i64(store_restore(file, path, a, &why), OK, "closed, it is");
    s = audit_store("over.db");
    db = store_reader_open(s, READER_ALL);
    is_i64(db_one_text(db, "SELECT value FROM setting WHERE name = 'x'", NO_BINDS, a, &value),
           OK, "read");
    is_str(value, "backed up", "[D9] the state of the backup");
    ok(store_content_version(db, &v1, &epoch1) == OK && epoch1 != epoch0,
       "[D9] the epoch is another: no remembered page passes for one of this database");
    store_reader_close(db);
    store_close(s);
    int kept = 0;
    DIR *d = opendir(dir);
    for (struct dirent *f; (f = readdir(d));)
        kept += str_starts(str_from(f->d_name), STR("over.db.before-restore-"));
    closedir(d);
    is_i64(kept, 1, "[D9] the old one is kept beside it");
}

static void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ok(write(fd, text, strlen(text)) == (ssize_t)strlen(text), "a file");
    close(fd);
}

static void test_refused(void)
{
    struct str why;
    const char *junk = help_path(a, dir, "junk"), *to = help_path(a, dir, "to.db");
    write_file(junk, "This is not a database, whatever its name says. It is some words, long "
                     "enough to be read as one.");
    is_i64(store_restore(junk, to, a, &why), ERR_DAMAGED,
           "[D8] what is no database is not restored");
    is_i64(store_restore(help_path(a, dir, "absent"), to, a, &why), ERR_NOT_FOUND,
           "nor what is not there");
    ok(access(to, F_OK) != 0, "and nothing was made");
    struct store *s = audit_store("live.db");
    is_i64(store_backup(s, help_path(a, dir, "no/such/place"), a, &why), ERR_FULL,
           "a backup to nowhere fails");
    ok(str_find(why, STR("No such file")) != STR_NONE, "and says why");
    store_close(s);
}

int main(void)
{
    a = arena_new(4 * HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    audit_set_key(&key);
    test_under_load();
    test_wal_small();
    test_restore_over();
    test_refused();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
