#include "tests/core/core_clamd.h"

#include "core/base/log.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#define PROGRAM "/usr/sbin/clamd"
#define STARTS_MS 20000 /* without a word */

/* In two pieces: scanners of the developers' machines know it as well. */
struct str clamd_sample(void)
{
    return STR("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-"
               "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
}

static const char *below(const struct clamd_of_test *d, const char *name)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s", d->dir, name);
    return path;
}

static void write_text(const char *path, const char *text)
{
    FILE *f = fopen(path, "we");
    if (!f || fputs(text, f) < 0 || fclose(f))
        die("%s: cannot be written", path);
}

/* A copy: where the system confines /usr/sbin/clamd it may not read our folder. */
static void copy_program(const struct clamd_of_test *d)
{
    char some[65536];
    ssize_t n = 0;
    int from = open(PROGRAM, O_RDONLY | O_CLOEXEC);
    int to = open(below(d, "clamd"), O_WRONLY | O_CREAT | O_CLOEXEC, 0700);
    if (from < 0 || to < 0)
        die(PROGRAM " is missing: the package clamav-daemon brings it");
    while ((n = read(from, some, sizeof some)) > 0)
        if (write(to, some, (size_t)n) != n)
            die("clamd: cannot be copied");
    close(from);
    close(to);
}

/* A name, any kind of file, anywhere in it, the bytes. */
static void write_signature(const struct clamd_of_test *d)
{
    char line[256];
    struct str s = clamd_sample();
    size_t n = (size_t)snprintf(line, sizeof line, "Sample.Test:0:*:");
    for (size_t i = 0; i < s.n; i++)
        n += (size_t)snprintf(line + n, sizeof line - n, "%02x", (unsigned char)s.p[i]);
    snprintf(line + n, sizeof line - n, "\n");
    write_text(below(d, "db/sample.ndb"), line);
}

void clamd_prepare(struct clamd_of_test *d)
{
    *d = (struct clamd_of_test){ .dir = "/tmp/cj-clamd-XXXXXX" };
    if (!mkdtemp(d->dir) || mkdir(below(d, "db"), 0700))
        die("no folder for clamd");
    snprintf(d->socket_path, sizeof d->socket_path, "%s/ctl", d->dir);
    copy_program(d);
    write_signature(d);
}

static bool answers(const struct clamd_of_test *d)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    snprintf(at.sun_path, sizeof at.sun_path, "%s", d->socket_path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool does = fd >= 0 && connect(fd, (const struct sockaddr *)&at, sizeof at) == 0;
    if (fd >= 0)
        close(fd);
    return does;
}

void clamd_run(struct clamd_of_test *d, const char *stream_max)
{
    char text[600], program[96], config[128];
    char *argv[] = { program, config, NULL };
    snprintf(text, sizeof text,
             "LocalSocket %s\nDatabaseDirectory %s/db\nTemporaryDirectory %s\nForeground yes\n"
             "MaxThreads 2\n%s%s\n",
             d->socket_path, d->dir, d->dir, stream_max ? "StreamMaxLength " : "",
             stream_max ? stream_max : "");
    write_text(below(d, "clamd.conf"), text);
    snprintf(program, sizeof program, "%s/clamd", d->dir);
    snprintf(config, sizeof config, "--config-file=%s/clamd.conf", d->dir);
    int say[2];
    if (pipe2(say, O_CLOEXEC))
        die("no pipe");
    d->pid = fork();
    if (d->pid == 0) {
        dup2(say[1], 1);
        dup2(say[1], 2);
        execv(program, argv);
        _exit(127);
    }
    close(say[1]);
    d->said = say[0];
    for (struct pollfd one = { .fd = d->said, .events = POLLIN }; !answers(d);)
        if (d->pid < 0 || poll(&one, 1, STARTS_MS) <= 0 ||
            read(d->said, text, sizeof text) <= 0)
            die("clamd does not start");
}

void clamd_stop(struct clamd_of_test *d)
{
    if (d->pid <= 0)
        return;
    kill(d->pid, SIGTERM);
    waitpid(d->pid, NULL, 0);
    unlink(d->socket_path);
    close(d->said);
    d->pid = 0;
}

void clamd_remove(struct clamd_of_test *d)
{
    static const char *const files[] = { "db/sample.ndb", "db", "clamd", "clamd.conf" };
    clamd_stop(d);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        if (unlink(below(d, files[i])))
            rmdir(below(d, files[i]));
    rmdir(d->dir);
}
