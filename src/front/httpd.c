#include "front/httpd.h"

#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "front/httpd_visit.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define POLL_MAX_MS 1000
#define SPARE_FILES ((size_t)128) /* descriptors that are no connections */
#define STOP_QUIET_MS 50  /* after the last answer: is there another request on its way? */
#define STOP_OPEN_MS 1000 /* who is connected may have something on its way */
#define STOP_GIVE_UP_MS (STOP_WAIT_MS + 5000) /* a waiting worker that does not come back */

void polling_wake(struct polling *p)
{
    (void)!eventfd_write(p->wake_fd, 1);
}

static void on_connection(void *arg, struct MHD_Connection *connection, void **slot,
                          enum MHD_ConnectionNotificationCode what)
{
    struct polling *p = arg;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *slot = info ? watch_add(p->h->watch, p->number, info->connect_fd) : NULL;
        p->n_open++;
        return;
    }
    p->n_open--;
    watch_remove(*slot);
    *slot = NULL;
}

static size_t leave_encoded(void *arg, struct MHD_Connection *connection, char *s)
{
    (void)arg;
    (void)connection;
    return strlen(s);
}

/* Only what it complains about, never the values: they may be a visitor's. Once a second:
 * visitors could fill the disk with it. */
static void on_complaint(void *arg, const char *fmt, va_list values)
{
    struct polling *p = arg;
    struct str what = str_trim(str_from(fmt));
    int64_t now_s = clock_mono_ms() / 1000;
    (void)values;
    if (atomic_exchange(&p->complained_s, now_s) == now_s)
        return;
    log_event(LOG_LEVEL_INFO, "httpd", "library=\"%.*s\"", STR_ARG(what));
}

/* --- a polling worker --- */

static size_t connections_each(const struct httpd *h)
{
    struct rlimit files = { 0 };
    size_t most = CONNECTIONS_MAX;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < most + SPARE_FILES)
        most = files.rlim_cur > 2 * SPARE_FILES ? files.rlim_cur - SPARE_FILES : SPARE_FILES;
    return most / h->n_polling;
}

static struct MHD_Daemon *daemon_start(struct polling *p)
{
    struct MHD_OptionItem options[] = {
        { MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)on_complaint, p },
        { MHD_OPTION_LISTEN_SOCKET, p->listen_fd, NULL },
        { MHD_OPTION_CONNECTION_LIMIT, (intptr_t)connections_each(p->h), NULL },
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY_BYTES, NULL },
        { MHD_OPTION_CONNECTION_TIMEOUT, CONNECTION_IDLE_S, NULL },
        { MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL },
        { MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, p },
        { MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, p },
        { MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)on_first_line, p },
        { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_encoded, NULL },
        { MHD_OPTION_END, 0, NULL },
    };
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_ITC | MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME, 0, NULL,
        NULL, on_request, p, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

/*
 * Waits for a socket or a wake, at most that long, then lets the daemon work. While requests
 * keep coming the wait is left out: MHD_run looks at the same sockets. True: something came.
 */
static bool turn(struct polling *p, int epoll_fd, int most_ms)
{
    MHD_UNSIGNED_LONG_LONG due_ms;
    int wait_ms = most_ms, ready = 0;
    struct pollfd fds[2] = { { .fd = epoll_fd, .events = POLLIN },
                             { .fd = p->wake_fd, .events = POLLIN } };
    eventfd_t count;
    if (MHD_get_timeout(p->daemon, &due_ms) == MHD_YES && due_ms < (unsigned)most_ms)
        wait_ms = (int)due_ms;
    if (!p->is_busy)
        ready = poll(fds, 2, wait_ms);
    if (fds[1].revents)
        (void)!eventfd_read(p->wake_fd, &count);
    uint64_t before = p->n_begun;
    MHD_run(p->daemon);
    p->is_busy = p->n_begun != before;
    return p->is_busy || (ready > 0 && fds[0].revents);
}

/* Our own socket: who waits to be accepted still is; nobody new queues meanwhile. */
static void accept_the_rest(struct polling *p, int listen_fd)
{
    struct sockaddr_storage at;
    socklen_t n = sizeof at;
    int fd;
    (void)listen(listen_fd, 0);
    while ((fd = accept4(listen_fd, (struct sockaddr *)&at, &n,
                         SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0) {
        (void)MHD_add_connection(p->daemon, fd, (struct sockaddr *)&at,
                                 n); /* closes it if not */
        n = sizeof at;
    }
    close(listen_fd);
}

/*
 * Nothing in flight is lost: who waits to be accepted still is (systemd's socket keeps its
 * queue for the next process), what has begun is ended, and who is connected gets a moment for
 * what may be on its way.
 */
static void drain(struct polling *p, int epoll_fd)
{
    int64_t began_ms = clock_mono_ms(), late_ms = began_ms + STOP_WAIT_MS;
    MHD_socket listen_fd = MHD_quiesce_daemon(p->daemon);
    if (listen_fd != MHD_INVALID_SOCKET && !p->h->shares_socket)
        accept_the_rest(p, listen_fd);
    bool is_quiet = false;
    while ((p->n_active || !is_quiet ||
            (p->n_open && clock_mono_ms() < began_ms + STOP_OPEN_MS)) &&
           clock_mono_ms() < late_ms)
        is_quiet = !turn(p, epoll_fd, STOP_QUIET_MS);
    while (p->n_waiting && clock_mono_ms() < began_ms + STOP_GIVE_UP_MS)
        turn(p, epoll_fd, STOP_QUIET_MS);
}

static void *polling_main(void *arg)
{
    struct polling *p = arg;
    p->worker = worker_open(p->h->app);
    if (!p->worker)
        die("a polling worker cannot read the database");
    int epoll_fd = MHD_get_daemon_info(p->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    while (!atomic_load(&p->h->is_stopping))
        turn(p, epoll_fd, POLL_MAX_MS);
    drain(p, epoll_fd);
    if (p->n_waiting)
        log_warn("stop", "waiting=%zu", p->n_waiting); /* it must not be stopped then */
    else
        MHD_stop_daemon(p->daemon);
    worker_close(p->worker);
    return NULL;
}

size_t httpd_workers(const struct config *config)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = config->workers > 0 ? (size_t)config->workers : cores > 0 ? (size_t)cores : 1;
    return n < LISTEN_MAX ? n : LISTEN_MAX;
}

static bool polling_start(struct httpd *h, size_t i, const struct listening *l)
{
    struct polling *p = &h->polling[i];
    *p = (struct polling){ .h = h, .number = i, .listen_fd = l->fd[l->is_shared ? 0 : i] };
    p->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    p->daemon = p->wake_fd >= 0 ? daemon_start(p) : NULL;
    if (p->daemon && pthread_create(&p->thread, NULL, polling_main, p) == 0)
        return true;
    log_error("httpd", "start=failed worker=%zu", i);
    return false;
}

struct httpd *httpd_start(struct app *app, const struct config *config,
                          const struct listening *l)
{
    struct httpd *h = calloc(1, sizeof *h);
    size_t n = httpd_workers(config), dir_n = strlen(config->data_dir) + sizeof "/tmp";
    char *tmp = malloc(dir_n);
    INVARIANT(h != NULL && tmp != NULL);
    snprintf(tmp, dir_n, "%s/tmp", config->data_dir);
    *h = (struct httpd){ .app = app, .config = config, .tmp_dir = tmp, .n_polling = n };
    h->shares_socket = l->is_shared;
    h->polling = calloc(n, sizeof *h->polling);
    INVARIANT(h->polling != NULL);
    h->workers = workers_new(app, WAITING_WORKERS);
    h->watch = watch_start(n, connections_each(h), config->request_arrive_s);
    for (size_t i = 0; i < n; i++)
        if (!polling_start(h, i, l))
            return NULL;
    return h;
}

void httpd_stop(struct httpd *h)
{
    atomic_store(&h->is_stopping, true);
    for (size_t i = 0; i < h->n_polling; i++)
        polling_wake(&h->polling[i]);
    for (size_t i = 0; i < h->n_polling; i++)
        pthread_join(h->polling[i].thread, NULL);
    workers_free(h->workers);
    watch_stop(h->watch);
    for (size_t i = 0; i < h->n_polling; i++) {
        pool_end(&h->polling[i].pool);
        close(h->polling[i].wake_fd);
    }
    free(h->polling);
    free((void *)(uintptr_t)h->tmp_dir);
    free(h);
}

const char *httpd_library(void)
{
    return MHD_get_version();
}
