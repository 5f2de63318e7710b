#include "front/gateway.h"

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "front/req_body.h"
#include "front/framing.h"

#include <string.h>

#define READ_BYTES (32 * KIB)
#define ANSWER_HEAD_BYTES (32 * KIB)

/* clang-format off */
static const struct {
    struct str variable, header;
} listed[] = {
    { STR_INIT("CONTENT_TYPE"),           STR_INIT("Content-Type") },
    { STR_INIT("HTTP_ACCEPT"),            STR_INIT("Accept") },
    { STR_INIT("HTTP_ACCEPT_ENCODING"),   STR_INIT("Accept-Encoding") },
    { STR_INIT("HTTP_ACCEPT_LANGUAGE"),   STR_INIT("Accept-Language") },
    { STR_INIT("HTTP_COOKIE"),            STR_INIT("Cookie") },
    { STR_INIT("HTTP_IF_MODIFIED_SINCE"), STR_INIT("If-Modified-Since") },
    { STR_INIT("HTTP_IF_NONE_MATCH"),     STR_INIT("If-None-Match") },
    { STR_INIT("HTTP_IF_RANGE"),          STR_INIT("If-Range") },
    { STR_INIT("HTTP_ORIGIN"),            STR_INIT("Origin") },
    { STR_INIT("HTTP_RANGE"),             STR_INIT("Range") },
    { STR_INIT("HTTP_SEC_FETCH_DEST"),    STR_INIT("Sec-Fetch-Dest") },
    { STR_INIT("HTTP_SEC_FETCH_MODE"),    STR_INIT("Sec-Fetch-Mode") },
    { STR_INIT("HTTP_SEC_FETCH_SITE"),    STR_INIT("Sec-Fetch-Site") },
    { STR_INIT("HTTP_USER_AGENT"),        STR_INIT("User-Agent") },
};
/* clang-format on */
#define N_LISTED (sizeof listed / sizeof listed[0])

struct exchange {
    const struct gateway *g;
    struct arena *a;
    struct req req;
    struct resp resp;
    struct req_body body;
    struct str length_text;
    bool is_bad, is_too_much;
};

/* All strings are copied at once: libfcgi's die with the request. */
static void take_header(struct exchange *x, struct str header, struct str value)
{
    if (!value.n)
        return;
    for (size_t i = 0; i < value.n; i++)
        if (((unsigned char)value.p[i] < ' ' && value.p[i] != '\t') || value.p[i] == 0x7f)
            x->is_bad = true;
    x->req.header[x->req.n_headers++] = (struct header){ header, str_dup(x->a, value) };
}

static void take_variable(struct exchange *x, struct str name, struct str value)
{
    struct req *r = &x->req;
    if (str_eq(name, STR("REQUEST_METHOD")))
        r->method_text = str_dup(x->a, value);
    else if (str_eq(name, STR("REQUEST_URI")))
        r->target_raw = str_dup(x->a, value);
    else if (str_eq(name, STR("CONTENT_LENGTH")))
        x->length_text = str_dup(x->a, value);
    else if (str_eq(name, STR("REMOTE_ADDR")))
        r->peer = str_dup(x->a, value);
    else
        for (size_t i = 0; i < N_LISTED; i++)
            if (str_eq(name, listed[i].variable) && !req_header_count(r, listed[i].header))
                take_header(x, listed[i].header, value);
}

/* What is wrong with the request before its body: a status, or 0. */
static int read_head(struct exchange *x, uint64_t *length)
{
    struct req *r = &x->req;
    size_t bytes = 0;
    r->header = arena_array(x->a, N_LISTED, sizeof *r->header);
    if (!r->header)
        return 503;
    for (char **v = x->g->env; v && *v; v++) {
        struct str pair = str_from(*v);
        size_t equals = str_find_char(pair, '=');
        if (equals != STR_NONE)
            take_variable(x, str_sub(pair, 0, equals), str_sub(pair, equals + 1, pair.n));
    }
    r->method = method_from(r->method_text);
    for (size_t i = 0; i < r->n_headers; i++)
        bytes += r->header[i].name.n + r->header[i].value.n;
    if (bytes > HEADERS_MAX_BYTES)
        return 431;
    if (x->is_bad || !r->method_text.n || !str_starts(r->target_raw, STR("/")))
        return 400;
    if (x->length_text.n && !content_length_parse(x->length_text, length))
        return 400;
    return 0;
}

/* Exactly `length` bytes. A status, or 0. */
static int read_body(struct exchange *x, uint64_t length)
{
    char *piece = length ? arena_alloc(x->a, READ_BYTES) : NULL;
    if (length && !piece)
        return 503;
    req_body_announce(&x->body, length);
    while (length) {
        size_t n = x->g->read(x->g->arg, piece, length < READ_BYTES ? length : READ_BYTES);
        if (!n)
            return 400;
        length -= n;
        if (!req_body_add(&x->body, x->a, (struct str){ piece, n }))
            break;
    }
    return req_body_finish(&x->body, &x->req) ? 0 : 503;
}

static bool send_file(struct exchange *x)
{
    uint64_t from = x->resp.fd_from, left = x->resp.fd_len;
    char *piece = arena_alloc(x->a, READ_BYTES);
    while (piece && left) {
        ssize_t n =
            pread(x->resp.fd, piece, left < READ_BYTES ? left : READ_BYTES, (off_t)from);
        if (n <= 0 || !x->g->write(x->g->arg, piece, (size_t)n))
            return false;
        from += (uint64_t)n;
        left -= (uint64_t)n;
    }
    return left == 0;
}

static void send_answer(struct exchange *x)
{
    const struct resp *r = &x->resp;
    struct buf head;
    buf_init(&head, ANSWER_HEAD_BYTES);
    buf_printf(&head, "Status: %d %s\r\n", r->status, status_reason(r->status));
    for (size_t i = 0; i < r->n_headers; i++) {
        buf_str(&head, r->header[i].name);
        buf_lit(&head, ": ");
        buf_str(&head, r->header[i].value);
        buf_lit(&head, "\r\n");
    }
    if (r->status != 304)
        buf_printf(&head, "Content-Length: %llu\r\n", (unsigned long long)resp_length(r));
    buf_lit(&head, "\r\n");
    bool sent = !head.failed && x->g->write(x->g->arg, head.p, head.n);
    buf_free(&head);
    if (!sent || r->is_head || r->status == 304)
        return;
    if (r->fd >= 0)
        sent = send_file(x);
    else if (r->body.n)
        sent = x->g->write(x->g->arg, r->body.p, r->body.n);
    if (!sent)
        log_info("gateway", "answer=cut status=%d", r->status);
}

/* The counter of a kind of slow work; NULL: not slow. */
static _Atomic int *counter_of(const struct gateway *g, enum run_on kind, int *max)
{
    *max = kind == RUN_HASHING ? FCGI_HASHING_MAX : FCGI_WAITS_MAX;
    if (!g->slow || (kind != RUN_HASHING && kind != RUN_WAITS))
        return NULL;
    return kind == RUN_HASHING ? &g->slow->hashing : &g->slow->waits;
}

/* Answers, or refuses with 503 where that kind has its share of the workers already. */
static void answer_in_turn(struct exchange *x, enum run_on kind)
{
    const struct gateway *g = x->g;
    int max;
    _Atomic int *counter = counter_of(g, kind, &max);
    if (counter && atomic_fetch_add(counter, 1) >= max)
        app_refuse(g->app, &x->req, &x->resp, 503);
    else
        app_answer(g->app, g->worker, &x->req, &x->resp);
    if (counter)
        atomic_fetch_sub(counter, 1);
}

void gateway_serve(const struct gateway *g, struct arena *a)
{
    struct exchange x = { .g = g, .a = a };
    x.req = (struct req){ .arena = a, .door = g->door, .body_fd = -1 };
    x.req.arrived_at_s = clock_now_s();
    x.req.arrived_mono_us = clock_mono_us();
    req_body_begin(&x.body, 0, g->tmp_dir);
    resp_init(&x.resp);

    uint64_t length = 0;
    int refused = read_head(&x, &length);
    struct plan plan = { .run_on = RUN_HERE };
    if (!refused) {
        plan = app_plan(g->app, &x.req);
        req_body_begin(&x.body, plan.body_max, g->tmp_dir);
        refused = read_body(&x, length);
    }
    if (refused)
        app_refuse(g->app, &x.req, &x.resp, refused);
    else
        answer_in_turn(&x, plan.run_on);
    send_answer(&x);

    if (x.resp.release)
        x.resp.release(x.resp.release_arg);
    if (x.resp.fd >= 0)
        close(x.resp.fd);
    req_body_end(&x.body);
}
