#include "app/house.h"

#include "app/jobs.h"
#include "app/live.h"
#include "app/remember.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"

struct plan app_plan(struct app *app, struct req *req)
{
    struct plan plan = { .run_on = RUN_HERE, .body_max = FORM_MAX_BYTES };
    struct match *m = ARENA_NEW(req->arena, struct match);
    (void)app;
    if (!m || target_parse(req->arena, req->target_raw, &req->target))
        return plan; /* app_answer says what is wrong */
    *m = routes_match(req->method, req->target.path);
    req->route = m;
    if (!m->route)
        return plan;
    if (m->route->flags & ROUTE_HASH)
        plan.run_on = RUN_HASHING;
    else if (m->route->method == M_POST)
        plan.run_on = RUN_WRITING;
    else if (m->route->flags & ROUTE_WAITS)
        plan.run_on = RUN_WAITS;
    return plan;
}

static bool may_be_remembered(const struct exchange *x)
{
    return x->match->route && (x->match->route->flags & ROUTE_REMEMBER) &&
           !x->app->config.no_remember && !x->app->config.templates_dir &&
           !request_has_our_cookie(x->req);
}

/* A remembered answer goes out as it is: 304, gzipped or plain. */
static void send_remembered(struct exchange *x, struct remembered *entry)
{
    struct resp *resp = x->resp;
    memcpy(resp->header, entry->header, entry->n_headers * sizeof entry->header[0]);
    resp->n_headers = entry->n_headers;
    resp->release = remember_release;
    resp->release_arg = entry;
    resp->status = entry->status;
    atomic_fetch_add_explicit(&x->app->n_remembered, 1, memory_order_relaxed);
    if (etag_matches(req_header(x->req, STR("If-None-Match")), entry->etag)) {
        resp->status = 304;
        resp_header_drop(resp, STR("Content-Type"));
        return;
    }
    resp->body = entry->plain;
    if (entry->gzip.n && accepts_gzip(req_header(x->req, STR("Accept-Encoding")))) {
        resp->body = entry->gzip;
        resp_header_set(resp, STR("Content-Encoding"), STR("gzip"));
    }
}

static bool answered_from_memory(struct exchange *x, struct str key)
{
    if (worker_version(x->worker))
        return false;
    struct remembered *entry = remember_find(x->app->remember, key, x->worker->version,
                                             x->worker->epoch, clock_now_s());
    if (entry)
        send_remembered(x, entry);
    return entry != NULL;
}

static void ctx_fill(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    struct app *app = x->app;
    *c = (struct ctx){ .arena = x->req->arena, .req = x->req, .resp = x->resp, .app = app };
    c->route = x->match->route;
    c->site = &app->site;
    c->templates = app->templates;
    c->form_key = &app->form_key;
    c->actor = STR("public");
    c->now_s = clock_now_s();
    c->valid_until_s = london_next_midnight_s(c->now_s);
    c->path = x->req->target.path;
    c->db = x->worker ? x->worker->db_all : NULL;
    c->store = app->store;
}

/* The guards of the row, in order; then the parameters. */
static enum err guard(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    bool is_post = x->req->method == METHOD_POST;
    enum err e = guard_access(c);
    if (!e && is_post)
        e = guard_body(c);
    if (!e && is_post)
        e = guard_cross_site(c);
    if (!e && is_post && !(c->route->flags & ROUTE_NO_TOKEN))
        e = guard_token(c);
    if (!e)
        e = params_build(c, x->match->part, x->match->n_parts);
    if (!e && !x->is_remembered)
        e = guard_rate(x->app, c);
    return e;
}

/* Version, epoch and page from one snapshot of the public connection; kept ready when it came
 * out well. */
static enum err run_remembered(struct exchange *x, struct str key)
{
    struct ctx *c = &x->ctx;
    int64_t version, epoch;
    c->db = x->worker->db_public;
    c->store = NULL;
    enum err e = db_snapshot_begin(c->db);
    if (e)
        return e;
    e = store_content_version(c->db, &version, &epoch);
    if (!e)
        e = c->route->run(c);
    db_snapshot_end(c->db);
    if (e)
        return e;
    struct str tag =
        str_printf(c->arena, "%.*s|%.*s|%lld|%lld|%lld|%.*s", STR_ARG(app_build_id()),
                   STR_ARG(x->app->config_id), (long long)epoch, (long long)version,
                   (long long)c->valid_until_s, STR_ARG(key));
    struct hash h = hash_of(tag);
    c->etag = str_printf(c->arena, "W/\"%.*s\"", STR_ARG(hash_hex(c->arena, &h, 12)));
    c->is_rememberable = c->resp->status == 200 && c->resp->fd < 0 && !c->has_form;
    c->remember_key = key;
    c->version = version;
    c->epoch = epoch;
    return OK;
}

static enum err run_handler(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    enum err e = guard(x);
    if (e)
        return e;
    if (!x->is_remembered)
        return c->route->run(c);
    struct str key = str_join(c->arena, c->path, params_canonical_query(c));
    if (!str_eq(key, x->req->target_raw) && answered_from_memory(x, key))
        return OK;
    return run_remembered(x, key);
}

static enum err no_route(struct exchange *x)
{
    struct match *m = x->match;
    if (!m->has_get && !m->has_post)
        return ERR_NOT_FOUND;
    resp_header_set(x->resp, STR("Allow"),
                    m->has_get && m->has_post ? STR("GET, HEAD, POST")
                    : m->has_get              ? STR("GET, HEAD")
                                              : STR("POST"));
    return ERR_METHOD;
}

/* A target that does not parse never reached a route. */
static void refuse_target(struct exchange *x)
{
    struct target unused;
    enum err e = target_parse(x->req->arena, x->req->target_raw, &unused);
    refusal_answer(x->app, x->req, x->resp, e == ERR_TOO_BIG ? 414 : e ? 400 : 503);
}

static void answer(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    static struct match none;
    x->match = x->req->route ? x->req->route : &none;
    if (!x->req->route) {
        refuse_target(x);
        return;
    }
    x->is_remembered = may_be_remembered(x);
    if (x->is_remembered && answered_from_memory(x, x->req->target_raw))
        return;
    ctx_fill(x);
    enum err e = x->match->route ? run_handler(x) : no_route(x);
    if (arena_failed(c->arena))
        e = ERR_LIMIT;
    if (!x->resp->release) {
        if (e)
            error_answer(x->app, c, e);
        finish_answer(x->app, c);
    }
    INVARIANT(!x->worker || db_open_cursors(x->worker->db_all) == 0);
    INVARIANT(!x->worker || db_open_cursors(x->worker->db_public) == 0);
}

static void log_request(const struct exchange *x)
{
    const struct route *route = x->match->route;
    struct str incident = x->ctx.incident;
    log_info("request", "id=%.*s route=%s status=%d bytes=%llu ms=%lld role=public",
             STR_ARG(incident.n ? incident : STR("-")), route ? route->pattern : "-",
             x->resp->status, (unsigned long long)resp_length(x->resp),
             (long long)(clock_mono_us() - x->req->arrived_mono_us) / 1000);
}

void app_answer(struct app *app, struct worker *w, struct req *req, struct resp *resp)
{
    struct exchange x = { .app = app, .worker = w, .req = req, .resp = resp };
    resp_init(resp);
    resp->is_head = req->method == METHOD_HEAD;
    atomic_fetch_add_explicit(&app->n_requests, 1, memory_order_relaxed);
    live_templates_refresh(app);
    pthread_rwlock_rdlock(&app->swap_lock);
    answer(&x);
    pthread_rwlock_unlock(&app->swap_lock);
    if (req->method == METHOD_POST) {
        atomic_fetch_add(&app->generation, 1);
        jobs_wake(app); /* what was written may have mail waiting */
    }
    log_request(&x);
}

void app_refuse(struct app *app, struct req *req, struct resp *resp, int status)
{
    resp_init(resp);
    resp->is_head = req->method == METHOD_HEAD;
    refusal_answer(app, req, resp, status);
    log_info("request", "id=- route=- status=%d bytes=%llu ms=0 role=public", resp->status,
             (unsigned long long)resp_length(resp));
}
