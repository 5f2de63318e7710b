#include "front/listen.h"

#include "core/base/arena.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#define SYSTEMD_FIRST_FD 3 /* SD_LISTEN_FDS_START */

static enum err refuse(struct arena *a, struct str *why, const char *where, int error)
{
    *why = str_printf(a, "cannot listen on %s: %s", where, strerrordesc_np(error));
    return ERR_INVALID;
}

static int port_of(const struct sockaddr_storage *at)
{
    if (at->ss_family == AF_INET)
        return ntohs(((const struct sockaddr_in *)(const void *)at)->sin_port);
    if (at->ss_family == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)(const void *)at)->sin6_port);
    return 0;
}

static struct str address_text(struct arena *a, const struct sockaddr_storage *at)
{
    char host[INET6_ADDRSTRLEN] = "";
    if (at->ss_family == AF_UNIX) {
        const struct sockaddr_un *un = (const void *)at;
        return str_printf(a, "unix:%.*s", (int)sizeof un->sun_path, un->sun_path);
    }
    if (at->ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)at)->sin6_addr, host,
                  sizeof host);
        return str_printf(a, "http://[%s]:%d", host, port_of(at));
    }
    inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)at)->sin_addr, host,
              sizeof host);
    return str_printf(a, "http://%s:%d", host, port_of(at));
}

/* Notes the address that a bound socket has. */
static bool note_address(struct arena *a, struct listening *l)
{
    struct sockaddr_storage at = { 0 };
    socklen_t n = sizeof at;
    if (getsockname(l->fd[0], (struct sockaddr *)&at, &n))
        return false;
    l->port = port_of(&at);
    l->where = address_text(a, &at);
    return true;
}

bool listen_take(struct arena *a, int fd, struct listening *out)
{
    int listens = 0;
    socklen_t n = sizeof listens;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &n) || !listens)
        return false;
    *out = (struct listening){ .fd = { fd }, .n = 1, .is_shared = true };
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return note_address(a, out);
}

/* sd_listen_fds(3): meant for us when LISTEN_PID is our own. */
bool listen_inherited(struct arena *a, struct listening *out)
{
    int64_t pid, n;
    if (!str_to_i64(str_from(getenv("LISTEN_PID")), &pid) || pid != getpid() ||
        !str_to_i64(str_from(getenv("LISTEN_FDS")), &n) || n != 1)
        return false;
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return listen_take(a, SYSTEMD_FIRST_FD, out);
}

/* -1 with errno. With `alone` somebody else who listens there is found, also one that shares
 * its port. */
static int bind_one(const struct addrinfo *at, bool alone)
{
    int yes = 1;
    int fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        (alone || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes) == 0) &&
        bind(fd, at->ai_addr, at->ai_addrlen) == 0 && (alone || listen(fd, SOMAXCONN) == 0))
        return fd;
    int why = errno;
    close(fd);
    errno = why;
    return -1;
}

static void set_port(struct addrinfo *at, int port)
{
    if (at->ai_family == AF_INET6)
        ((struct sockaddr_in6 *)(void *)at->ai_addr)->sin6_port = htons((uint16_t)port);
    else
        ((struct sockaddr_in *)(void *)at->ai_addr)->sin_port = htons((uint16_t)port);
}

static bool bind_all(struct arena *a, struct addrinfo *at, size_t n, struct listening *out)
{
    int probe = bind_one(at, true);
    if (probe < 0)
        return false;
    close(probe);
    *out = (struct listening){ 0 };
    for (size_t i = 0; i < n && i < LISTEN_MAX; i++) {
        out->fd[i] = bind_one(at, false);
        if (out->fd[i] < 0)
            return false;
        out->n++;
        if (i == 0 && !note_address(a, out))
            return false;
        set_port(at, out->port);
    }
    return true;
}

enum err listen_tcp(struct arena *a, const char *host, int port, size_t n,
                    struct listening *out, struct str *why)
{
    struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM }, *at = NULL;
    struct str name = str_printf(a, "%s:%d", host, port);
    const char *where = str_z(a, name);
    hints.ai_flags = AI_PASSIVE;
    int bad = getaddrinfo(host, NULL, &hints, &at);
    if (bad) {
        *why = str_printf(a, "cannot listen on %s: %s", where, gai_strerror(bad));
        return ERR_INVALID;
    }
    set_port(at, port);
    enum err e = bind_all(a, at, n, out) ? OK : refuse(a, why, where, errno);
    freeaddrinfo(at);
    return e;
}

enum err listen_unix(struct arena *a, const char *path, struct listening *out, struct str *why)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    struct stat st;
    size_t n = strlen(path);
    if (n >= sizeof at.sun_path)
        return refuse(a, why, path, ENAMETOOLONG);
    memcpy(at.sun_path, path, n);
    if (lstat(path, &st) == 0 && (!S_ISSOCK(st.st_mode) || unlink(path)))
        return refuse(a, why, path, S_ISSOCK(st.st_mode) ? errno : EEXIST);

    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mode_t old = umask(0117); /* 0660: the web server is in our group, or we in its */
    bool bound = fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) == 0;
    int error = errno;
    umask(old);
    if (bound && listen(fd, SOMAXCONN) == 0 && listen_take(a, fd, out)) {
        out->is_shared = false;
        return OK;
    }
    if (fd >= 0)
        close(fd);
    return refuse(a, why, path, bound ? errno : error);
}
