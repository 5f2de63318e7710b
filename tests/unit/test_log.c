/* base/log: lines that cannot be forged, reopening, dying. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/err.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>

static char dir[200], path[220], moved[220];

static struct str file_read(struct arena *a, const char *name)
{
    struct buf *b = buf_in(a, 4 * MIB);
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    char part[4096];
    for (ssize_t n = read(fd, part, sizeof part); n > 0; n = read(fd, part, sizeof part))
        buf_add(b, part, (size_t)n);
    close(fd);
    return buf_view(b);
}

static void lines(struct arena *a)
{
    clock_set_s(1795344780);
    log_info("started", "port=%d", 8080);
    log_warn("odd", "name=%s", "x\nfake event=\"1\"");
    struct str text = file_read(a, path);
    is_str(text,
           "2026-11-22T10:53:00Z info started port=8080\n"
           "2026-11-22T10:53:00Z warn odd name=x\\x0Afake event=\\x221\\x22\n",
           "[S45] one line an event, values escaped");
    log_error("broken", "code=%d", 5);
    text = file_read(a, path);
    ok(str_find(text, STR(" error broken code=5 at=tests/unit/test_log.c:")) != STR_NONE,
       "an error says where");
}

static void long_line(struct arena *a)
{
    char bad[3000];
    memset(bad, '\n', sizeof bad);
    size_t before = file_read(a, path).n;
    log_error("long", "text=%.*s", 3000, bad);
    struct str line = str_sub(file_read(a, path), before, STR_NONE);
    ok(line.n <= 4096 && str_find_char(line, '\n') == line.n - 1,
       "[S45] a long line is cut and ends");
    ok(str_find(line, STR("... at=")) != STR_NONE, "and says so");
}

static void reopening(struct arena *a)
{
    ok(rename(path, moved) == 0, "the file is moved away");
    log_info("still", "n=%d", 1);
    ok(str_find(file_read(a, moved), STR("still")) != STR_NONE, "lines follow it");
    ok(log_reopen(), "opened again");
    log_info("again", "n=%d", 2);
    is_str(str_sub(file_read(a, path), 21, STR_NONE), "info again n=2\n",
           "lines go to the new file");
}

static void *writer(void *arg)
{
    for (int i = 0; i < 500; i++) {
        log_info("thread", "who=%s i=%d pad=%060d", (const char *)arg, i, 0);
        if (i % 100 == 50)
            log_reopen();
    }
    return NULL;
}

static void threads(struct arena *a)
{
    static char name[4][2] = { "a", "b", "c", "d" };
    pthread_t t[4];
    for (size_t i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, writer, name[i]);
    for (size_t i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    struct str rest = file_read(a, path);
    struct str line;
    int whole = 0;
    while (str_cut(&rest, '\n', &line))
        whole +=
            str_find(line, STR(" info thread who=")) == 20 &&
            str_ends(line,
                     STR(" pad=000000000000000000000000000000000000000000000000000000000000"));
    is_i64(whole, 2000, "4 threads: every line is whole, none is lost");
}

static void dying(struct arena *a)
{
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        close(STDERR_FILENO);
        INVARIANT(1 + 1 == 3);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    ok(WIFEXITED(status) && WEXITSTATUS(status) == 70,
       "a broken invariant ends the program with 70");
    ok(str_find(file_read(a, path),
                STR(" error died broken invariant: 1 + 1 == 3 at=tests/unit/test_log.c:")) !=
           STR_NONE,
       "and is in the log");
}

static void names(struct arena *a)
{
    struct str id = incident_id(a);
    ok(id.n == 8 && !str_eq(id, incident_id(a)), "an incident has 8 signs");
    ok(!log_open("/nowhere/at/all"), "a log that cannot be opened is said so");
    bool named = true;
    for (int e = 0; e < ERR__MAX; e++)
        named = named && err_name((enum err)e) != NULL;
    ok(named && strcmp(err_name(ERR_NOT_FOUND), "not_found") == 0, "every error has a name");
    ok(strcmp(err_name((enum err)99), "unknown") == 0, "and what is none is unknown");
}

int main(void)
{
    rand_init();
    struct arena *a = arena_new(64 * MIB);
    if (!mkdtemp(tap_temp(dir, sizeof dir)))
        return 1;
    snprintf(path, sizeof path, "%s/log", dir);
    snprintf(moved, sizeof moved, "%s/log.1", dir);
    ok(log_open(path), "opened");
    lines(a);
    long_line(a);
    reopening(a);
    threads(a);
    dying(a);
    names(a);
    ok(log_open(NULL), "back to standard error");
    unlink(path);
    unlink(moved);
    rmdir(dir);
    arena_free(a);
    return done_testing();
}
