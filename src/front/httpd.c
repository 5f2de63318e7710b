#include "front/httpd.h"

#include "app/workers.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "front/body.h"
#include "front/framing.h"
#include "front/peer.h"
#include "front/pool.h"
#include "front/watch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/resource.h>

#define POLL_MAX_MS 1000
#define SPARE_FILES 128  /* descriptors that are no connections */
#define STOP_QUIET_MS 50 /* after the last answer: is there another request on its way? */
#define STOP_GIVE_UP_MS (STOP_WAIT_MS + 5000) /* a waiting worker that does not come back */
#define HEADER_LINE_BYTES 1024

/* One polling worker. Only its own thread touches it, but for wake_fd. */
struct polling {
    struct httpd *h;
    size_t number;
    int listen_fd, wake_fd;
    struct MHD_Daemon *daemon;
    struct worker *worker;
    struct pool pool;
    size_t n_active;  /* requests begun and not completed */
    size_t n_waiting; /* suspended */
    pthread_t thread;
};

struct httpd {
    struct app *app;
    const struct config *config;
    const char *tmp_dir;
    struct polling *polling;
    size_t n_polling;
    struct workers *workers;
    struct watch *watch;
    bool shares_socket;
    atomic_bool is_stopping;
};

enum visit_state { VISIT_NEW, VISIT_BODY, VISIT_WAITING, VISIT_ANSWERED };

/* One request on its way. Lives in its own arena; given back when libmicrohttpd has forgotten
 * both the request and the answer's bytes. */
struct visit {
    struct job job; /* first: a job is its visit */
    struct polling *p;
    struct MHD_Connection *connection;
    struct watched *watched;
    struct arena *arena;
    struct req req;
    struct resp resp;
    struct body body;
    struct plan plan;
    enum visit_state state; /* handed between threads by suspend and resume */
    int holders;
};

static void visit_release(struct visit *v)
{
    if (--v->holders)
        return;
    if (v->resp.release)
        v->resp.release(v->resp.release_arg);
    if (v->resp.fd >= 0)
        close(v->resp.fd);
    body_end(&v->body);
    pool_give(&v->p->pool, v->arena);
}

static void on_bytes_sent(void *arg)
{
    visit_release(arg);
}

/* --- the answer --- */

static bool add_header(struct MHD_Response *r, struct str name, struct str value)
{
    char line[HEADER_LINE_BYTES];
    if (name.n + value.n + 2 > sizeof line)
        return false;
    memcpy(line, name.p, name.n);
    line[name.n] = '\0';
    char *v = line + name.n + 1;
    if (value.n)
        memcpy(v, value.p, value.n);
    v[value.n] = '\0';
    return MHD_add_response_header(r, line, v) == MHD_YES;
}

static struct MHD_Response *response_of_body(struct visit *v)
{
    struct resp *resp = &v->resp;
    if (resp->fd >= 0) {
        struct MHD_Response *r =
            MHD_create_response_from_fd_at_offset64(resp->fd_len, resp->fd, resp->fd_from);
        if (r)
            resp->fd = -1; /* closed with the response */
        return r;
    }
    void *bytes = (void *)(uintptr_t)(resp->body.n ? resp->body.p : "");
    struct MHD_Response *r = MHD_create_response_from_buffer_with_free_callback_cls(
        resp->body.n, bytes, on_bytes_sent, v);
    if (r)
        v->holders++;
    return r;
}

static enum MHD_Result visit_send(struct visit *v)
{
    struct resp *resp = &v->resp;
    uint64_t length = resp_length(resp);
    struct MHD_Response *r = response_of_body(v);
    if (!r)
        return MHD_NO;
    bool whole = true;
    for (size_t i = 0; i < resp->n_headers; i++)
        whole = add_header(r, resp->header[i].name, resp->header[i].value) && whole;
    if (resp->close || atomic_load(&v->p->h->is_stopping))
        whole = add_header(r, STR("Connection"), STR("close")) && whole;
    if (!whole)
        log_error("httpd", "header=lost status=%d", resp->status);
    watched_answer(v->watched, length);
    enum MHD_Result done = MHD_queue_response(v->connection, (unsigned)resp->status, r);
    MHD_destroy_response(r);
    return done;
}

static enum MHD_Result visit_refuse(struct visit *v, int status)
{
    app_refuse(v->p->h->app, &v->req, &v->resp, status);
    v->resp.close = true;
    return visit_send(v);
}

/* --- running it --- */

static void visit_answer(struct visit *v, struct worker *w)
{
    app_answer(v->p->h->app, w, &v->req, &v->resp);
    v->resp.close = v->resp.close || v->req.body_too_big;
    v->state = VISIT_ANSWERED;
}

static void wake(struct polling *p)
{
    (void)!eventfd_write(p->wake_fd, 1);
}

/* On a waiting worker's thread. After the resume the visit belongs to the polling worker again.
 */
static void visit_work(struct job *job, struct worker *w)
{
    struct visit *v = (struct visit *)(void *)job;
    struct polling *p = v->p;
    visit_answer(v, w);
    MHD_resume_connection(v->connection);
    wake(p); /* without it a resumed connection sleeps for ever */
}

static enum MHD_Result visit_suspend(struct visit *v)
{
    struct polling *p = v->p;
    v->state = VISIT_WAITING;
    v->job = (struct job){ .run_on = v->plan.run_on, .run = visit_work };
    watched_suspend(v->watched);
    p->n_waiting++;
    MHD_suspend_connection(v->connection);
    if (workers_submit(p->h->workers, &v->job))
        return MHD_YES;
    app_refuse(p->h->app, &v->req, &v->resp, MHD_HTTP_SERVICE_UNAVAILABLE);
    v->state = VISIT_ANSWERED;
    MHD_resume_connection(v->connection);
    wake(p);
    return MHD_YES;
}

/* Everything of the request is here. */
static enum MHD_Result visit_run(struct visit *v)
{
    if (!body_finish(&v->body, &v->req))
        return visit_refuse(v, MHD_HTTP_SERVICE_UNAVAILABLE);
    if (v->plan.run_on != RUN_HERE)
        return visit_suspend(v);
    visit_answer(v, v->p->worker);
    return visit_send(v);
}

/* --- reading it --- */

struct header_walk {
    struct visit *v;
    size_t bytes;
    bool is_too_much;
};

static enum MHD_Result on_header(void *arg, enum MHD_ValueKind kind, const char *name,
                                 size_t name_n, const char *value, size_t value_n)
{
    struct header_walk *walk = arg;
    struct req *r = &walk->v->req;
    (void)kind;
    walk->bytes += name_n + value_n + 4; /* ": " and the line's end */
    if (r->n_headers == HEADERS_MAX || walk->bytes > HEADERS_MAX_BYTES) {
        walk->is_too_much = true;
        return MHD_NO;
    }
    r->header[r->n_headers++] = (struct header){ { name, name_n }, { value, value_n } };
    return MHD_YES;
}

static struct str connection_address(struct visit *v)
{
    char text[INET6_ADDRSTRLEN] = "";
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(v->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *at = info ? info->client_addr : NULL;
    if (at && at->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)at)->sin_addr, text,
                  sizeof text);
    else if (at && at->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)at)->sin6_addr, text,
                  sizeof text);
    else
        return STR("unix");
    return str_dup(v->arena, str_from(text));
}

/* The first call, with headers only: sets the request up. Only a refusal is answered here: any
 * other answer on the first call would end the connection. */
static enum MHD_Result visit_begin(struct visit *v, const char *method, const char *version)
{
    struct httpd *h = v->p->h;
    struct req *r = &v->req;
    struct header_walk walk = { .v = v };
    r->method_text = str_from(method);
    r->method = method_from(r->method_text);
    r->header = arena_array(v->arena, HEADERS_MAX, sizeof *r->header);
    if (!r->header)
        return MHD_NO;
    MHD_get_connection_values_n(v->connection, MHD_HEADER_KIND, on_header, &walk);
    if (walk.is_too_much)
        return visit_refuse(v, MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE);
    if (!framing_is_plain(r, str_from(version)))
        return visit_refuse(v, MHD_HTTP_BAD_REQUEST);
    r->peer = peer_of(r, connection_address(v), h->config->trusted_proxy);

    v->plan = app_plan(h->app, r);
    body_begin(&v->body, v->plan.body_max, h->tmp_dir);
    uint64_t length;
    if (content_length_parse(req_header(r, STR("Content-Length")), &length)) {
        body_announce(&v->body, length);
        if (length > DRAIN_MAX_BYTES)
            return visit_refuse(v, MHD_HTTP_CONTENT_TOO_LARGE);
    }
    v->state = VISIT_BODY;
    return MHD_YES;
}

static enum MHD_Result visit_take(struct visit *v, const char *bytes, size_t *n)
{
    struct str piece = { bytes, *n };
    *n = 0;
    watched_received(v->watched, piece.n);
    return body_add(&v->body, v->arena, piece) ? MHD_YES : MHD_NO;
}

/* --- what libmicrohttpd calls, all on the polling worker's thread --- */

static enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *n, void **slot)
{
    struct visit *v = *slot;
    (void)arg;
    (void)connection;
    (void)url; /* decoded already: target_raw is what counts */
    if (!v)
        return MHD_NO;
    switch (v->state) {
    case VISIT_NEW:
        return visit_begin(v, method, version);
    case VISIT_BODY:
        return *n ? visit_take(v, bytes, n) : visit_run(v);
    case VISIT_WAITING:
        return MHD_YES;
    case VISIT_ANSWERED:
        v->p->n_waiting--;
        return visit_send(v);
    }
    return MHD_NO;
}

/* A request's first line is here, before anything is decoded. The answer becomes the handler's
 * slot. */
static void *on_first_line(void *arg, const char *target, struct MHD_Connection *connection)
{
    struct polling *p = arg;
    struct arena *a = pool_take(&p->pool);
    struct visit *v = ARENA_NEW(a, struct visit);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    if (!v) {
        pool_give(&p->pool, a);
        return NULL;
    }
    *v = (struct visit){ .p = p, .connection = connection, .arena = a, .holders = 1 };
    v->watched = info ? info->socket_context : NULL;
    v->req = (struct req){ .arena = a, .door = DOOR_HTTP, .body_fd = -1 };
    v->req.target_raw = str_dup(a, str_from(target));
    v->req.arrived_at_s = clock_now_s();
    v->req.arrived_mono_us = clock_mono_us();
    resp_init(&v->resp);
    body_begin(&v->body, 0, p->h->tmp_dir);
    watched_begin(v->watched);
    p->n_active++;
    return v;
}

static void on_completed(void *arg, struct MHD_Connection *connection, void **slot,
                         enum MHD_RequestTerminationCode how)
{
    struct polling *p = arg;
    struct visit *v = *slot;
    (void)connection;
    (void)how;
    if (!v)
        return;
    *slot = NULL;
    p->n_active--;
    watched_idle(v->watched);
    visit_release(v);
}

static void on_connection(void *arg, struct MHD_Connection *connection, void **slot,
                          enum MHD_ConnectionNotificationCode what)
{
    struct polling *p = arg;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *slot = info ? watch_add(p->h->watch, p->number, info->connect_fd) : NULL;
        return;
    }
    watch_remove(*slot);
    *slot = NULL;
}

static size_t leave_encoded(void *arg, struct MHD_Connection *connection, char *s)
{
    (void)arg;
    (void)connection;
    return strlen(s);
}

/* Only what it complains about, never the values: they may be a visitor's. */
static void on_complaint(void *arg, const char *fmt, va_list values)
{
    struct str what = str_trim(str_from(fmt));
    (void)arg;
    (void)values;
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
        { MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)on_complaint, NULL },
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

/* Waits for a socket or a wake, at most that long, then lets the daemon work. True: something
 * came. */
static bool turn(struct polling *p, int epoll_fd, int most_ms)
{
    MHD_UNSIGNED_LONG_LONG due_ms;
    int wait_ms = most_ms;
    if (MHD_get_timeout(p->daemon, &due_ms) == MHD_YES && due_ms < (unsigned)most_ms)
        wait_ms = (int)due_ms;
    struct pollfd fds[2] = { { .fd = epoll_fd, .events = POLLIN },
                             { .fd = p->wake_fd, .events = POLLIN } };
    eventfd_t count;
    int ready = poll(fds, 2, wait_ms);
    if (fds[1].revents)
        (void)!eventfd_read(p->wake_fd, &count);
    MHD_run(p->daemon);
    return ready > 0 && fds[0].revents;
}

static bool accept_queue_holds(int fd)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    return poll(&p, 1, 0) > 0 && (p.revents & POLLIN);
}

/*
 * Nothing in flight is lost: who waits to be accepted on our own socket still is (systemd's
 * keeps its queue for the next process), then what has begun is ended, then one quiet moment
 * shows that no request is on its way.
 */
static void drain(struct polling *p, int epoll_fd)
{
    int64_t began_ms = clock_mono_ms(), late_ms = began_ms + STOP_WAIT_MS;
    while (!p->h->shares_socket && accept_queue_holds(p->listen_fd) &&
           clock_mono_ms() < late_ms)
        turn(p, epoll_fd, 0);
    MHD_socket fd = MHD_quiesce_daemon(p->daemon);
    if (fd != MHD_INVALID_SOCKET && !p->h->shares_socket)
        close(fd);
    bool is_quiet = false;
    while ((p->n_active || !is_quiet) && clock_mono_ms() < late_ms)
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
        wake(&h->polling[i]);
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
