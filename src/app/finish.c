#include "app/house.h"

#include "app/remember.h"
#include "core/base/limits.h"

/* interface.md section 11, to the letter; the same words in security.md S20. */
#define CSP                                                                                    \
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src "       \
    "'self'; "                                                                                 \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "        \
    "require-trusted-types-for 'script'; trusted-types 'none'"

#define PERMISSIONS                                                                            \
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "       \
    "fullscreen=(), "                                                                          \
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "      \
    "picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), "       \
    "xr-spatial-tracking=()"

static bool is_html(const struct resp *resp)
{
    return str_starts(resp_header(resp, STR("Content-Type")), STR("text/html"));
}

/* security.md S20, S21, S28 */
void finish_common_headers(struct app *app, const struct route *route, struct resp *resp)
{
    bool is_data = route && (route->flags & ROUTE_DATA);
    resp_header_set(resp, STR("X-Content-Type-Options"), STR("nosniff"));
    resp_header_set(resp, STR("Referrer-Policy"), STR("same-origin"));
    resp_header_set(resp, STR("Cross-Origin-Opener-Policy"), STR("same-origin"));
    resp_header_set(resp, STR("Cross-Origin-Resource-Policy"),
                    is_data ? STR("cross-origin") : STR("same-origin"));
    resp_header_set(resp, STR("Permissions-Policy"), STR(PERMISSIONS));
    if (is_data)
        resp_header_set(resp, STR("Access-Control-Allow-Origin"), STR("*"));
    if (is_html(resp))
        resp_header_set(resp, STR("Content-Security-Policy"), STR(CSP));
    if (app->config.is_https)
        resp_header_set(resp, STR("Strict-Transport-Security"),
                        app->config.hsts_subdomains ? STR("max-age=31536000; includeSubDomains")
                                                    : STR("max-age=31536000"));
}

static bool is_text(const struct resp *resp)
{
    struct str type = resp_header(resp, STR("Content-Type"));
    return str_starts(type, STR("text/")) || str_starts(type, STR("application/json")) ||
           str_starts(type, STR("application/ld+json")) || str_starts(type, STR("image/svg")) ||
           str_find(type, STR("xml")) != STR_NONE;
}

/* security.md S22; a handler that set its own (static files, no-store pages) is left alone. */
static void set_caching(struct ctx *c)
{
    struct resp *resp = c->resp;
    if (resp_header(resp, STR("Cache-Control")).n)
        return;
    bool is_public_data = c->route && (c->route->flags & ROUTE_DATA) && resp->status == 200;
    struct str how = c->is_rememberable || is_public_data
                         ? STR("public, max-age=0, must-revalidate")
                     : resp->status == 301 ? STR("public, max-age=3600")
                                           : STR("private, no-cache");
    if (resp->status >= 400)
        how = STR("no-store");
    resp_header_set(resp, STR("Cache-Control"), how);
}

static void set_etag(struct ctx *c)
{
    struct resp *resp = c->resp;
    if (!c->etag.n && c->route && (c->route->flags & ROUTE_DATA) && resp->status == 200 &&
        resp->fd < 0) {
        struct hash h = hash_of(resp->body);
        c->etag = str_printf(c->arena, "W/\"%.*s\"", STR_ARG(hash_hex(c->arena, &h, 12)));
        if (arena_failed(c->arena))
            c->etag = (struct str){ 0 }; /* an empty tag would fit other answers too */
    }
    if (c->etag.n && resp->status == 200)
        resp_header_set(resp, STR("ETag"), c->etag);
}

/* One byte range of a whole answer (static files and stored ones). */
static void apply_range(struct ctx *c)
{
    struct resp *resp = c->resp;
    struct str range = req_header(c->req, STR("Range")),
               condition = req_header(c->req, STR("If-Range"));
    uint64_t from, n, length = resp_length(resp);
    if (!c->can_range || resp->status != 200)
        return;
    resp_header_set(resp, STR("Accept-Ranges"), STR("bytes"));
    bool is_weak = str_starts(c->etag, STR("W/")); /* no reason to join parts (13.1.5) */
    if (!range.n || c->req->method != METHOD_GET ||
        (condition.n && (is_weak || !str_eq(condition, c->etag))))
        return;
    switch (range_parse(range, length, &from, &n)) {
    case RANGE_NONE:
        return;
    case RANGE_UNSATISFIABLE:
        resp->status = 416;
        resp->body = (struct str){ 0 };
        resp_header_drop(resp, STR("ETag"));
        resp_header_drop(resp, STR("Content-Type"));
        resp_header_set(resp, STR("Cache-Control"), STR("no-store"));
        resp_header_set(resp, STR("Content-Range"),
                        str_printf(c->arena, "bytes */%llu", (unsigned long long)length));
        return;
    case RANGE_OK:
        resp->status = 206;
        resp->body = str_sub(resp->body, (size_t)from, (size_t)n);
        resp_header_set(resp, STR("Content-Range"),
                        str_printf(c->arena, "bytes %llu-%llu/%llu", (unsigned long long)from,
                                   (unsigned long long)(from + n - 1),
                                   (unsigned long long)length));
        return;
    }
}

static bool is_not_modified(struct ctx *c)
{
    bool reads = c->req->method == METHOD_GET || c->req->method == METHOD_HEAD;
    return reads && c->resp->status == 200 && c->etag.n &&
           etag_matches(req_header(c->req, STR("If-None-Match")), c->etag);
}

/* What is worth gzipping; the best level where the page is kept, a quick one where it is not.
 */
static struct str gzipped(struct ctx *c)
{
    if (c->resp->body.n < GZIP_MIN_BYTES || !is_text(c->resp) ||
        resp_header(c->resp, STR("Content-Encoding")).n)
        return (struct str){ 0 };
    struct str z = gzip_bytes(c->arena, c->resp->body, c->is_rememberable ? 9 : 1);
    return z.n < c->resp->body.n ? z : (struct str){ 0 };
}

#ifdef CJ_TEST
/* W3C Server Timing, milliseconds: for make bench, which asks a test build that remembers
 * nothing. */
static void tell_timing(struct ctx *c)
{
    int64_t all_us = clock_mono_us() - c->began_us;
    struct str line = str_printf(c->arena, "all;dur=%.3f, render;dur=%.3f, gzip;dur=%.3f",
                                 (double)all_us / 1000, (double)c->rendering_us / 1000,
                                 (double)c->gzip_us / 1000);
    resp_header_set(c->resp, STR("Server-Timing"), line);
}
#endif

void finish_answer(struct app *app, struct ctx *c)
{
    struct resp *resp = c->resp;
    set_caching(c);
    set_etag(c);
    finish_common_headers(app, c->route, resp);
    bool is_known = is_not_modified(c); /* asked before the range (RFC 9110 13.2.2) */
    if (!is_known)
        apply_range(c);
    if (is_text(resp))
        resp_header_set(resp, STR("Vary"), STR("Accept-Encoding"));
    bool takes_gzip = accepts_gzip(req_header(c->req, STR("Accept-Encoding")));
    bool tries = resp->status != 206 && resp->fd < 0 && (takes_gzip || c->is_rememberable);
#ifdef CJ_TEST
    int64_t from_us = clock_mono_us();
#endif
    struct str z = tries ? gzipped(c) : (struct str){ 0 };
#ifdef CJ_TEST
    c->gzip_us = clock_mono_us() - from_us;
    if (app->config.server_timing)
        tell_timing(c);
#endif
    if (c->is_rememberable && !arena_failed(c->arena)) {
        struct remember_terms terms = { .key = c->remember_key,
                                        .route = c->route,
                                        .gzip = z,
                                        .version = c->version,
                                        .epoch = c->epoch,
                                        .valid_until_s = c->valid_until_s };
        remember_add(app->remember, &terms, resp);
    }
    if (is_known) {
        resp->status = 304;
        resp->body = (struct str){ 0 };
        resp_header_drop(resp, STR("Content-Type"));
        resp_header_drop(resp, STR("Content-Encoding"));
        return;
    }
    if (z.n && takes_gzip) {
        resp->body = z;
        resp_header_set(resp, STR("Content-Encoding"), STR("gzip"));
    }
}
