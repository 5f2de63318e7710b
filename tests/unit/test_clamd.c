/* test_clamd.c: the scanner's client against one that is not what it should be. The real one:
 * tests/core/test_file_scan.c. */
#include "tests/tap.h"

#include "modules/files/clamd.h"

#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>

static char dir[] = "/tmp/cj-clamd-XXXXXX", path[64];
static int listening;

static void listen_here(void)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    if (!mkdtemp(dir))
        exit(1);
    snprintf(path, sizeof path, "%s/ctl", dir);
    snprintf(at.sun_path, sizeof at.sun_path, "%s", path);
    listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listening, (const struct sockaddr *)&at, sizeof at) || listen(listening, 4))
        exit(1);
}

/* Says its words at once, as a scanner does that takes no more, and hangs up. */
static void *say(void *words)
{
    struct str s = str_from(words);
    int fd = accept(listening, NULL, NULL);
    char some[64];
    ssize_t n = recv(fd, some, sizeof some, 0);
    if (n > 0)
        n = send(fd, s.p, s.n + 1, MSG_NOSIGNAL);
    shutdown(fd, SHUT_RDWR);
    close(fd);
    return NULL;
}

static enum clamd_verdict ask(const struct clamd_how *how, struct clamd *s)
{
    static char much[1 << 20];
    if (clamd_open(s, how))
        for (int i = 0; i < 8 && clamd_more(s, (struct str){ much, sizeof much }); i++)
            ;
    enum clamd_verdict v = clamd_end(s);
    clamd_close(s);
    return v;
}

static void is_told(const char *words, enum clamd_verdict verdict, const char *title)
{
    const struct clamd_how how = { .socket_path = path };
    struct clamd s;
    pthread_t thread;
    pthread_create(&thread, NULL, say, (void *)(uintptr_t)words);
    ok(ask(&how, &s) == verdict, "[S40] %s", title);
    pthread_join(thread, NULL);
}

static bool stop_soon(void *arg)
{
    int *n = arg;
    return ++*n > 2;
}

static void silent(void)
{
    int n = 0;
    const struct clamd_how how = { path, stop_soon, &n };
    struct clamd s;
    is_i64(ask(&how, &s), CLAMD_AWAY,
           "[S40] one that says nothing is left when the program is told to stop");
}

static void not_there(void)
{
    char longer[200];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    const struct clamd_how none = { .socket_path = "/nonexistent/ctl" },
                           long_one = { .socket_path = longer };
    struct clamd s;
    is_i64(ask(&none, &s), CLAMD_AWAY, "[S40] no socket: away");
    is_i64(ask(&long_one, &s), CLAMD_AWAY, "[S40] a name that no socket can have: away");
}

int main(void)
{
    listen_here();
    not_there();
    is_told("stream: OK", CLAMD_REFUSED,
            "clean, said before it has the whole file, is not clean");
    is_told("INSTREAM size limit exceeded. ERROR", CLAMD_REFUSED,
            "a file that is too large for it");
    is_told("", CLAMD_AWAY, "no words are no verdict");
    is_told("stream: Sample.Test FOUND", CLAMD_INFECTED, "found in the middle");
    silent();
    close(listening);
    unlink(path);
    rmdir(dir);
    return done_testing();
}
