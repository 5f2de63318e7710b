#include "app/house.h"

#include "app/current.h"
#include "app/jobs.h"
#include "app/live.h"
#include "app/remember.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"
#include "modules/people/kept_form.h"
#include "modules/people/visitor.h"

#define COSTLY_MS 60000 /* as an export ends by itself between its rows */

/* What a target leads to: its row, or that there is none; NULL when it does not parse. */
static struct match *find_row(struct req *req)
{
    struct match *m = ARENA_NEW(req->arena, struct match);
    if (!m || target_parse(req->arena, req->target_raw, &req->target))
        return NULL; /* app_answer says what is wrong */
    *m = routes_match(req->method, req->target.path);
    return m;
}

/* A page kept under exactly this target needs no parsing: whether it is still valid is asked
 * when it is sent. */
static struct remembered *peek(struct app *app, const struct req *req)
{
    bool reads = req->method == METHOD_GET || req->method == METHOD_HEAD;
    return reads && !request_has_our_cookie(req) ? remember_peek(app->remember, req->target_raw)
                                                 : NULL;
}

struct plan app_plan(struct app *app, struct req *req)
{
    struct plan plan = { .run_on = RUN_HERE, .body_max = FORM_MAX_BYTES };
    req->remembered = peek(app, req);
    if (req->remembered && arena_defer(req->arena, remember_release, req->remembered))
        return plan;
    req->remembered = NULL;
    const struct match *m = req->route = find_row(req);
    if (!m || !m->route)
        return plan;
    /* whoever has no session is led to sign in: their file is not taken first */
    if ((m->route->flags & ROUTE_UPLOAD) && request_has_our_cookie(req))
        plan.body_max = UPLOAD_MAX_BYTES;
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
    x->remembered = entry;
    resp->status = entry->status;
    atomic_fetch_add_explicit(&x->app->n_remembered, 1, memory_order_relaxed);
    if (etag_matches(req_header(x->req, STR("If-None-Match")), entry->etag)) {
        resp->status = 304;
        resp_header_drop(resp, STR("Content-Type"));
        return;
    }
    resp->body = entry->plain;
    resp->ready = &entry->ready_plain;
    if (entry->gzip.n && accepts_gzip(req_header(x->req, STR("Accept-Encoding")))) {
        resp->body = entry->gzip;
        resp->ready = &entry->ready_gzip;
        resp_header_set(resp, STR("Content-Encoding"), STR("gzip"));
    }
}

/* The page of that key, held until the request's memory goes. */
static bool answered_from_memory(struct exchange *x, struct str key)
{
    struct worker *w = x->worker;
    if (!w || worker_version(w))
        return false;
    struct remembered *entry =
        remember_find(x->app->remember, key, w->version, w->epoch, clock_now_s());
    if (!entry || !arena_defer(x->req->arena, remember_release, entry))
        return false;
    send_remembered(x, entry);
    return true;
}

/* The page that app_plan found, if it is valid now; else the ordinary way. */
static bool answered_by_peek(struct exchange *x)
{
    struct remembered *entry = x->req->remembered;
    struct worker *w = x->worker;
    if (!entry)
        return false;
    if (w && worker_version(w) == OK &&
        remembered_is_valid(entry, w->version, w->epoch, clock_now_s())) {
        send_remembered(x, entry);
        return true;
    }
    x->req->route = find_row(x->req);
    return false;
}

static void ctx_fill(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    struct app *app = x->app;
    *c = (struct ctx){ .arena = x->req->arena, .req = x->req, .resp = x->resp, .app = app };
    c->route = x->match->route;
    c->site = &app_current(app)->site;
    c->templates = app->templates;
    c->form_key = &app->form_key;
    c->tmp_dir = app->tmp_dir;
    c->actor = STR("public");
    c->now_s = clock_now_s();
    c->valid_until_s = london_next_midnight_s(c->now_s);
    c->path = x->req->target.path;
    c->db = x->worker ? x->worker->db_all : NULL;
    c->store = app->store;
    if (x->req->method == METHOD_POST)
        c->request_id = str_sub(rand_key(c->arena), 0, 8);
}

/* The guards of the row, in order; then the parameters. */
static enum err guard(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    bool is_post = x->req->method == METHOD_POST;
    enum err e = guard_access(c);
    if (e)
        return guard_keep_words(c, e);
    if (is_post)
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
    if (!e) {
        c->site = current_site_at(x->app, c, version);
        e = c->site ? c->route->run(c) : ERR_INTERNAL;
    }
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

/* A form that was kept over a lost session has now been taken (S26). */
static enum err forget_kept(struct ctx *c)
{
    bool was_taken = c->req->method == METHOD_POST && c->resp->status == 303;
    bool may_be_kept = c->visitor->has_session && key_is_valid(c->form_id);
    if (was_taken && may_be_kept && kept_form_drop(c, c->form_id))
        log_warn("kept_form", "drop=failed");
    return OK;
}

/* Costly work never takes more than its share, nor longer than is fit (S49). */
static enum err run_costly(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    const int64_t who = c->visitor->account.id;
    enum err e = slots_take(&x->app->costly, who);
    if (e)
        return e;
    db_time_limit(c->db, COSTLY_MS);
    e = c->route->run(c);
    db_time_limit(c->db, 0);
    slots_give(&x->app->costly, who);
    return e;
}

static enum err run_handler(struct exchange *x)
{
    struct ctx *c = &x->ctx;
    enum err e = guard(x);
    if (e)
        return e;
    if (!x->is_remembered) {
        e = c->route->flags & ROUTE_COSTLY ? run_costly(x) : c->route->run(c);
        return e ? e : forget_kept(c);
    }
    struct str key = str_join(c->arena, c->path, params_canonical_query(c));
    if (!str_eq(key, x->req->target_raw) && answered_from_memory(x, key))
        return OK;
    e = guard_rate(x->app, c); /* from memory it costs nothing; made afresh it counts (S48) */
    return e ? e : run_remembered(x, key);
}

static enum err no_route(struct exchange *x)
{
    struct match *m = x->match;
    enum err e = guard_rate(x->app, &x->ctx);
    if (e || (!m->has_get && !m->has_post))
        return e ? e : ERR_NOT_FOUND;
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
    if (answered_by_peek(x))
        return;
    x->match = x->req->route ? x->req->route : &none;
    if (!x->req->route) {
        refuse_target(x);
        return;
    }
    x->is_remembered = may_be_remembered(x);
    if (x->is_remembered && answered_from_memory(x, x->req->target_raw))
        return;
    ctx_fill(x);
#ifdef CJ_TEST
    c->began_us = clock_mono_us();
#endif
    enum err e = guard_visitor(x->app, c);
    if (!e)
        e = x->match->route ? run_handler(x) : no_route(x);
    if (arena_failed(c->arena))
        e = ERR_LIMIT;
    if (!x->remembered) {
        if (e) {
            guard_note(x->app, c, e);
            guard_note_refused(x->app, c, e);
            error_answer(x->app, c, e);
        }
        finish_answer(x->app, c);
    }
    INVARIANT(!x->worker || db_open_cursors(x->worker->db_all) == 0);
    INVARIANT(!x->worker || db_open_cursors(x->worker->db_public) == 0);
}

static const char *role_class(const struct ctx *c)
{
    if (!c || !c->visitor || !c->visitor->is_signed_in)
        return "public";
    return actor_is_staff(&c->visitor->actor) ? "staff" : "account";
}

static void log_request(const struct req *req, const struct resp *resp, const char *pattern,
                        const struct ctx *c)
{
    struct log_request line = {
        .incident = c ? c->incident : (struct str){ 0 },
        .role = role_class(c),
        .route = str_from(pattern ? pattern : "-"),
        .status = resp->status,
        .bytes = (int64_t)resp_length(resp),
        .ms = (clock_mono_us() - req->arrived_mono_us) / 1000,
    };
    log_often(&line, req->arrived_at_s);
}

void app_answer(struct app *app, struct worker *w, struct req *req, struct resp *resp)
{
    struct exchange x = { .app = app, .worker = w, .req = req, .resp = resp };
    resp_init(resp);
    resp->is_head = req->method == METHOD_HEAD;
    atomic_fetch_add_explicit(&app->n_requests, 1, memory_order_relaxed);
    live_templates_refresh(app);
    if (w && worker_version(w) == OK)
        current_refresh(app, w->db_public, w->version);
    pthread_rwlock_rdlock(&app->swap_lock);
    answer(&x);
    pthread_rwlock_unlock(&app->swap_lock);
    if (req->method == METHOD_POST) {
        atomic_fetch_add(&app->generation, 1);
        jobs_wake(app); /* what was written may have mail waiting */
    }
    const struct route *route = x.remembered ? x.remembered->route : x.match->route;
    log_request(req, resp, route ? route->pattern : NULL, &x.ctx);
}

void app_refuse(struct app *app, struct req *req, struct resp *resp, int status)
{
    resp_init(resp);
    resp->is_head = req->method == METHOD_HEAD;
    refusal_answer(app, req, resp, status);
    log_request(req, resp, NULL, NULL);
}
