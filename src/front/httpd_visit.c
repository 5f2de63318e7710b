#include "front/httpd_visit.h"

#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "front/req_body.h"
#include "front/framing.h"
#include "front/peer.h"

#include <arpa/inet.h>
#include <string.h>

#define HEADER_LINE_BYTES 1024

enum visit_state { VISIT_NEW, VISIT_BODY, VISIT_WAITING, VISIT_ANSWERED };

/* One request on its way. Lives in its own arena; given back when libmicrohttpd has forgotten
 * both the request and the answer's bytes. */
struct visit {
    struct job job; /* first: a job is its visit */
    struct polling *p;
    struct MHD_Connection *connection;
    struct watched *watched;
    const char *first_line; /* where libmicrohttpd has it */
    struct arena *arena;
    struct req req;
    struct resp resp;
    struct req_body body;
    struct plan plan;
    enum visit_state state; /* handed between threads by suspend and resume */
    int64_t queued_ms;
    bool is_waiting; /* counted in n_waiting; the polling worker's own */
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
    req_body_end(&v->body);
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

static bool add_headers(struct MHD_Response *r, const struct resp *resp)
{
    bool whole = true;
    for (size_t i = 0; i < resp->n_headers; i++)
        whole = add_header(r, resp->header[i].name, resp->header[i].value) && whole;
    if (!whole)
        log_error("httpd", "header=lost status=%d", resp->status);
    return whole;
}

static void end_ready(void *made)
{
    MHD_destroy_response(made);
}

/*
 * A remembered page as libmicrohttpd's own object, made by whoever sends it first. Its bytes
 * are the page's, which each visit holds until it is completed.
 */
static struct MHD_Response *response_ready(const struct resp *resp)
{
    struct MHD_Response *r = atomic_load(&resp->ready->made), *earlier = NULL;
    if (r)
        return r;
    void *bytes = (void *)(uintptr_t)(resp->body.n ? resp->body.p : "");
    r = MHD_create_response_from_buffer(resp->body.n, bytes, MHD_RESPMEM_PERSISTENT);
    if (!r)
        return NULL;
    atomic_store(&resp->ready->end, end_ready);
    if (add_headers(r, resp) &&
        atomic_compare_exchange_strong(&resp->ready->made, (void **)&earlier, r))
        return r;
    MHD_destroy_response(r); /* another thread was first */
    return earlier;
}

static enum MHD_Result visit_send(struct visit *v)
{
    struct resp *resp = &v->resp;
    bool closes = resp->close || atomic_load(&v->p->h->is_stopping);
    struct MHD_Response *r = resp->ready && !closes ? response_ready(resp) : NULL;
    watched_answer(v->watched, resp_length(resp));
    if (r)
        return MHD_queue_response(v->connection, (unsigned)resp->status, r);
    r = response_of_body(v);
    if (!r)
        return MHD_NO;
    add_headers(r, resp);
    if (closes)
        add_header(r, STR("Connection"), STR("close"));
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

/* 503, with what was typed. */
static void visit_busy(struct visit *v)
{
    app_refuse(v->p->h->app, &v->req, &v->resp, MHD_HTTP_SERVICE_UNAVAILABLE);
    v->state = VISIT_ANSWERED;
}

/* On a waiting worker's thread. After the resume the visit belongs to the polling worker again.
 */
static void visit_work(struct job *job, struct worker *w)
{
    struct visit *v = (struct visit *)(void *)job;
    struct polling *p = v->p;
    if (clock_mono_ms() - v->queued_ms < WRITE_WAIT_MS)
        visit_answer(v, w);
    else /* the disk stands still: whoever comes next would wait as long again */
        visit_busy(v);
    MHD_resume_connection(v->connection);
    polling_wake(p); /* without it a resumed connection sleeps for ever */
}

static enum MHD_Result visit_suspend(struct visit *v)
{
    struct polling *p = v->p;
    v->state = VISIT_WAITING;
    v->job = (struct job){ .run_on = v->plan.run_on, .run = visit_work };
    watched_suspend(v->watched);
    v->is_waiting = true;
    v->queued_ms = clock_mono_ms();
    p->n_waiting++;
    MHD_suspend_connection(v->connection);
    if (workers_submit(p->h->workers, &v->job))
        return MHD_YES;
    visit_busy(v);
    MHD_resume_connection(v->connection);
    polling_wake(p);
    return MHD_YES;
}

/* Everything of the request is here. */
static enum MHD_Result visit_run(struct visit *v)
{
    if (!req_body_finish(&v->body, &v->req))
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
    bool is_cut =
        version != v->first_line + r->target_raw.n + 1; /* a NUL hides the rest of it */
    if (is_cut || !framing_is_plain(r, str_from(version)))
        return visit_refuse(v, MHD_HTTP_BAD_REQUEST);
    r->peer = peer_of(r, connection_address(v), h->config->trusted_proxy);

    v->plan = app_plan(h->app, r);
    req_body_begin(&v->body, v->plan.body_max, h->tmp_dir);
    uint64_t length;
    if (content_length_parse(req_header(r, STR("Content-Length")), &length)) {
        req_body_announce(&v->body, length);
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
    return req_body_add(&v->body, v->arena, piece) ? MHD_YES : MHD_NO;
}

/* It is back from its waiting worker: to be answered, or because the client went away
 * meanwhile. */
static void visit_returned(struct visit *v)
{
    if (v->is_waiting)
        v->p->n_waiting--;
    v->is_waiting = false;
}

/* --- what libmicrohttpd calls, all on the polling worker's thread --- */

/* The parameters are libmicrohttpd's. NOLINTNEXTLINE(readability-function-size) */
enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *url,
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
        visit_returned(v);
        return visit_send(v);
    }
    return MHD_NO;
}

/* A request's first line is here, before anything is decoded. The answer becomes the handler's
 * slot. */
void *on_first_line(void *arg, const char *target, struct MHD_Connection *connection)
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
    v->first_line = target;
    v->req = (struct req){ .arena = a, .door = DOOR_HTTP, .body_fd = -1 };
    v->req.target_raw = str_dup(a, str_from(target));
    v->req.arrived_at_s = clock_now_s();
    v->req.arrived_mono_us = clock_mono_us();
    resp_init(&v->resp);
    req_body_begin(&v->body, 0, p->h->tmp_dir);
    watched_begin(v->watched);
    p->n_active++;
    p->n_begun++;
    return v;
}

void on_completed(void *arg, struct MHD_Connection *connection, void **slot,
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
    visit_returned(v);
    watched_idle(v->watched);
    visit_release(v);
}
