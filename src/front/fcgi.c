#include "front/fcgi.h"

#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "front/gateway.h"

#include <errno.h>
#include <fcgiapp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#define ACCEPT_AGAIN_MS 200
#define STOP_ACCEPT_MS 1000

struct fcgi {
    struct app *app;
    char *tmp_dir;
    int listen_fd, stop_fd;
    bool is_shared;               /* whose queue the next process serves */
    _Atomic int64_t accept_until; /* once stopping, in ms */
    pthread_t thread[FCGI_WORKERS];
    size_t n_threads;
    struct slow_work slow;
};

static size_t stream_read(void *arg, char *to, size_t n)
{
    FCGX_Request *request = arg;
    int got = FCGX_GetStr(to, (int)n, request->in);
    return got > 0 ? (size_t)got : 0;
}

static bool stream_write(void *arg, const char *p, size_t n)
{
    FCGX_Request *request = arg;
    while (n) {
        int piece = n < MIB ? (int)n : (int)MIB;
        if (FCGX_PutStr(p, piece, request->out) != piece)
            return false;
        p += piece;
        n -= (size_t)piece;
    }
    return true;
}

/* Stopping: who has knocked at our own socket is still served, for a while. */
static bool may_accept(struct fcgi *f, bool is_stopping)
{
    return !is_stopping || (!f->is_shared && clock_mono_ms() < atomic_load(&f->accept_until));
}

/* The next connection, or -1: we are to stop. Several wait on one socket that does not block.
 */
static int next_connection(struct fcgi *f)
{
    struct pollfd fds[2] = { { .fd = f->stop_fd, .events = POLLIN },
                             { .fd = f->listen_fd, .events = POLLIN } };
    for (;;) {
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            log_error("fcgi", "poll=%s", strerrorname_np(errno));
        bool is_stopping = fds[0].revents != 0;
        if (!may_accept(f, is_stopping))
            return -1;
        int fd = accept4(f->listen_fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0)
            return fd;
        if (is_stopping)
            return -1;
        if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) {
            log_error("fcgi", "accept=%s", strerrorname_np(errno));
            poll(fds, 1, ACCEPT_AGAIN_MS); /* no descriptor free: the queue stays ready */
        }
    }
}

static void set_time_limits(int fd)
{
    struct timeval limit = { .tv_sec = FCGI_IO_TIMEOUT_S };
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) ||
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit))
        log_error("fcgi", "timeout=%s", strerrorname_np(errno));
}

/* One connection, one request: a connection that is kept would occupy this worker while it is
 * idle. */
static void serve(struct fcgi *f, struct worker *w, struct arena *a, int fd)
{
    FCGX_Request request;
    if (FCGX_InitRequest(&request, -1, 0)) {
        close(fd);
        return;
    }
    set_time_limits(fd);
    request.ipcFd = fd;
    request.keepConnection = 1; /* else FCGX_Accept_r closes it before it begins */
    if (FCGX_Accept_r(&request) < 0) {
        log_info("fcgi", "request=broken"); /* the socket is closed by then */
        return;
    }
    struct gateway g = { .app = f->app, .worker = w, .tmp_dir = f->tmp_dir, .door = DOOR_FCGI };
    g.slow = &f->slow;
    g.env = request.envp;
    g.read = stream_read;
    g.write = stream_write;
    g.arg = &request;
    gateway_serve(&g, a);
    request.keepConnection = 0;
    FCGX_Finish_r(&request);
}

static void *worker_main(void *arg)
{
    struct fcgi *f = arg;
    struct worker *w = worker_open(f->app);
    if (!w)
        die("a worker cannot read the database");
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    int fd;
    while ((fd = next_connection(f)) >= 0) {
        serve(f, w, a, fd);
        arena_reset(a);
    }
    arena_free(a);
    worker_close(w);
    return NULL;
}

struct fcgi *fcgi_start(struct app *app, const struct config *config, const struct listening *l)
{
    struct fcgi *f = calloc(1, sizeof *f);
    INVARIANT(f != NULL);
    f->app = app;
    f->listen_fd = l->fd[0];
    f->is_shared = l->is_shared;
    f->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (asprintf(&f->tmp_dir, "%s/tmp", config->data_dir) < 0)
        f->tmp_dir = NULL;
    INVARIANT(f->tmp_dir != NULL && f->stop_fd >= 0);
    if (FCGX_Init()) {
        log_error("fcgi", "start=failed");
        return NULL;
    }
    while (f->n_threads < FCGI_WORKERS &&
           pthread_create(&f->thread[f->n_threads], NULL, worker_main, f) == 0)
        f->n_threads++;
    if (f->n_threads == FCGI_WORKERS)
        return f;
    log_error("fcgi", "threads=%zu", f->n_threads);
    return NULL;
}

void fcgi_stop(struct fcgi *f)
{
    atomic_store(&f->accept_until, clock_mono_ms() + STOP_ACCEPT_MS);
    if (!f->is_shared)
        (void)listen(f->listen_fd, 0);   /* nobody new queues */
    (void)!eventfd_write(f->stop_fd, 1); /* stays readable: all see it */
    for (size_t i = 0; i < f->n_threads; i++)
        pthread_join(f->thread[i], NULL);
    close(f->listen_fd);
    close(f->stop_fd);
    free(f->tmp_dir);
    free(f);
}
