/* test_damage.c: damaged pages, before the start and while serving [D8]. */
#include "tests/tap.h"

#include "core/base/limits.h"
#include "tests/store_help.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define PAGE_BYTES 4096
#define N_ROWS 400

static struct arena *a;
static const char *dir;
static char large[3 * PAGE_BYTES];

static enum err fill(struct db *db, void *arg)
{
    (void)arg;
    enum err e = OK;
    for (int i = 0; i < N_ROWS && e == OK; i++) {
        struct help_write w = {
            .name = str_printf(a, "row number %d", i),
            .value = i % 50
                         ? str_printf(a, "some words, number %d of those that fill a page", i)
                         : (struct str){ large, sizeof large }
        };
        e = help_set(db, &w);
    }
    return e;
}

/* Tables and indexes of several levels, and pages of overflow. */
static const char *make(const char *name)
{
    const char *path = help_path(a, dir, name);
    struct store *s = help_open(a, &(struct store_config){ .path = path, .create = true });
    ok(store_write(s, fill, NULL) == OK, "a database of many pages");
    store_close(s);
    return path;
}

/* By another process: to open and close the file here would drop SQLite's locks on it. */
static void flip(const char *path, off_t at, unsigned char mask)
{
    pid_t pid = fork();
    if (pid == 0) {
        unsigned char byte = 0;
        int fd = open(path, O_RDWR | O_CLOEXEC);
        bool done = pread(fd, &byte, 1, at) == 1;
        byte ^= mask;
        _exit(done && pwrite(fd, &byte, 1, at) == 1 ? 0 : 1);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    if (status != 0)
        die("cannot flip a byte of %s", path);
}

static enum err open_checked(const char *path, struct str *why)
{
    struct store *s = NULL;
    enum err e =
        store_open(&(struct store_config){ .path = path, .check_at_start = true }, a, &s, why);
    if (s)
        store_close(s);
    return e;
}

/* Every page: what it says it is; of overflow pages, where they lead. */
static void test_before_start(void)
{
    const char *path = make("pages.db");
    struct stat st;
    struct str why;
    ok(stat(path, &st) == 0, "its file");
    ok(st.st_size > 20 * PAGE_BYTES, "%lld pages", (long long)st.st_size / PAGE_BYTES);
    int unseen = 0, silent = 0;
    for (off_t page = 0; page < st.st_size / PAGE_BYTES; page++) {
        const off_t at = page == 0 ? 100 : page * PAGE_BYTES;
        flip(path, at, 0x55);
        unseen += open_checked(path, &why) != ERR_DAMAGED;
        silent += str_find(why, STR(" is damaged: ")) == STR_NONE;
        flip(path, at, 0x55);
    }
    is_i64(unseen, 0, "[D8] a damaged byte at the head of any page: refused at start");
    is_i64(silent, 0, "[D8] with one clear line");
    flip(path, 3, 0xff);
    is_i64(open_checked(path, &why), ERR_DAMAGED, "[D8] the file's own head too");
    flip(path, 3, 0xff);
    is_i64(open_checked(path, &why), OK, "put right, it opens");
}

/* The page that a query by key has to read, found by its content. */
static off_t find_page(const char *path, const char *words)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *p = fstat(fd, &st) == 0 ? arena_alloc(a, (size_t)st.st_size) : NULL;
    bool whole = p && read(fd, p, (size_t)st.st_size) == st.st_size;
    close(fd);
    const char *found = whole ? memmem(p, (size_t)st.st_size, words, strlen(words)) : NULL;
    if (!found)
        die("no page has these words");
    return (found - p) / PAGE_BYTES * PAGE_BYTES;
}

static enum err read_all(struct db *db)
{
    struct stmt *s = db_query(db, "SELECT value FROM setting /*scan*/", NO_BINDS);
    while (db_row(s))
        ;
    return db_done(s, OK);
}

static void test_while_serving(void)
{
    const char *path = make("serving.db");
    const off_t page = find_page(path, "words, number 399 of");
    struct store *s = help_open(a, &(struct store_config){ .path = path });
    struct db *db = store_reader_open(s, READER_PUBLIC),
              *other = store_reader_open(s, READER_PUBLIC);
    int64_t version, epoch;
    ok(!store_is_damaged(s), "all is well at the start");
    flip(path, page, 0x55);
    is_i64(read_all(db), ERR_DAMAGED, "[D8] a request that meets damage is told so");
    ok(store_is_damaged(s), "[D8] the store knows from then on");
    struct help_write w = { .name = STR("new"), .value = STR("1") };
    is_i64(store_write(s, help_set, &w), ERR_DAMAGED, "[D8] writes are refused");
    is_i64(store_content_version(other, &version, &epoch), OK, "[D8] reads elsewhere go on");
    is_i64(db_open_cursors(db), 0, "no cursor is left open");
    flip(path, page, 0x55);
    store_reader_close(db);
    store_reader_close(other);
    store_close(s);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    memset(large, 'x', sizeof large);
    test_before_start();
    test_while_serving();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
