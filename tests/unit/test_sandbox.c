/* What a process inside the sandbox can still do, tried by children of this one. */
#include "../tap.h"

#include "core/base/arena.h"
#include "front/sandbox.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define NOBODY 65534
#define ABI_NET 4

static char inside[200], outside[200];
static struct sandbox box;
static int open_port, closed_port;

static int write_at(const char *folder)
{
    char path[260];
    snprintf(path, sizeof path, "%s/file", folder);
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    return fd >= 0 && write(fd, "x", 1) == 1 ? 0 : errno;
}

static int rename_and_remove(void)
{
    char from[260], to[260];
    snprintf(from, sizeof from, "%s/file", inside);
    snprintf(to, sizeof to, "%s/other", inside);
    return write_at(inside) || rename(from, to) || unlink(to) ? errno : 0;
}

static int write_inside(void)
{
    return write_at(inside);
}

static int temporary_file(void)
{
    return open(inside, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) >= 0 ? 0 : errno;
}

static int read_etc(void)
{
    return open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int write_outside(void)
{
    return write_at(outside);
}

static int read_outside(void)
{
    return open(outside, O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int read_root(void)
{
    return open("/root", O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int read_home(void)
{
    return open("/home", O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int write_etc(void)
{
    return open("/etc/passwd", O_WRONLY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int run_a_program(void)
{
    char name[] = "/bin/true";
    char *argv[] = { name, NULL };
    execv("/bin/true", argv);
    return errno;
}

static int trace_the_parent(void)
{
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0 ? 0 : errno;
}

static int raw_socket(void)
{
    if (setgid(NOBODY) || setuid(NOBODY))
        return geteuid() == 0 ? 0 : errno;
    return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) >= 0 ? 0 : errno;
}

static int gain_privileges(void)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? EPERM : 0;
}

static int connect_to(int port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return connect(fd, (struct sockaddr *)&at, sizeof at) == 0 ? 0 : errno;
}

static int connect_allowed(void)
{
    return connect_to(open_port);
}

static int connect_other(void)
{
    return connect_to(closed_port);
}

static int bind_a_port(void)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return bind(fd, (struct sockaddr *)&at, sizeof at) == 0 ? 0 : errno;
}

/* What `deed` gives in a child inside the sandbox: 0 done, else its errno. */
static int in_sandbox(int (*deed)(void))
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(sandbox_enter(&box) < 0 ? 255 : deed());
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 254;
}

static int listening_port(void)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    socklen_t n = sizeof at;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, 8) ||
        getsockname(fd, (struct sockaddr *)&at, &n))
        return -1;
    return ntohs(at.sin_port);
}

static int abi_here(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(sandbox_enter(&box));
    int status = 0;
    waitpid(pid, &status, 0);
    return WEXITSTATUS(status);
}

static void files(void)
{
    is_i64(in_sandbox(write_inside), 0, "a file in the data directory is written");
    is_i64(in_sandbox(rename_and_remove), 0, "renamed and removed");
    is_i64(in_sandbox(temporary_file), 0, "a file without a name too");
    is_i64(in_sandbox(read_etc), 0, "/etc is read");
    is_i64(in_sandbox(write_outside), EACCES, "writing elsewhere fails");
    is_i64(in_sandbox(read_outside), EACCES, "reading elsewhere fails");
    is_i64(in_sandbox(read_root), EACCES, "reading /root fails");
    is_i64(in_sandbox(read_home), EACCES, "reading /home fails");
    is_i64(in_sandbox(write_etc), EACCES, "writing in /etc fails");
    is_i64(in_sandbox(run_a_program), EACCES, "[S5] running a program fails");
}

static void processes(void)
{
    is_i64(in_sandbox(trace_the_parent), EPERM, "tracing a process outside fails");
    is_i64(in_sandbox(raw_socket), EPERM, "a raw socket fails for a service's account");
    is_i64(in_sandbox(gain_privileges), EPERM, "no program can give new privileges");
}

static void ports(int abi)
{
    if (abi < ABI_NET) {
        ok(true, "[S8] connecting to other ports fails # SKIP Landlock ABI %d knows no ports",
           abi);
        return;
    }
    is_i64(in_sandbox(connect_allowed), 0, "a named port is reached");
    is_i64(in_sandbox(connect_other), EACCES, "[S8] connecting to another port fails");
    is_i64(in_sandbox(bind_a_port), EACCES, "listening somewhere else fails");
}

int main(void)
{
    const char *tmp = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    snprintf(inside, sizeof inside, "%s/sandbox-in-XXXXXX", tmp);
    snprintf(outside, sizeof outside, "%s/sandbox-out-XXXXXX", tmp);
    if (!mkdtemp(inside) || !mkdtemp(outside))
        return 1;
    open_port = listening_port();
    closed_port = listening_port();
    sandbox_write(&box, inside);
    sandbox_connect(&box, open_port);
    int abi = abi_here();
    if (abi < 1)
        ok(true, "the sandbox # SKIP this kernel has no Landlock");
    else
        files();
    if (abi >= 1) {
        processes();
        ports(abi);
    }
    char path[260];
    snprintf(path, sizeof path, "%s/file", inside);
    unlink(path);
    rmdir(inside);
    rmdir(outside);
    return done_testing();
}
