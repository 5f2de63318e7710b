#include "app/house.h"

#include "app/current.h"

#include "core/base/limits.h"
#include "core/base/log.h"
#include "gen/symbols.h"

/*
 * Error pages made at start and kept: for refusals of a door that has no worker at hand, and
 * for a request whose own memory ran out. They need no database and no memory of the request.
 */
static const int statuses[] = { 400, 403, 404, 405, 408, 409, 410, 413,
                                414, 415, 422, 429, 431, 500, 501, 503 };
#define N_STATUSES (sizeof statuses / sizeof statuses[0])

static enum err make_one(struct app *app, struct current *now, int status, struct resp *out)
{
    struct req req = { .arena = now->arena, .method = METHOD_GET, .body_fd = -1 };
    struct ctx c = { .arena = now->arena, .req = &req, .resp = out, .site = &now->site };
    char name[16];
    c.templates = app->templates;
    c.now_s = clock_now_s();
    resp_init(out);
    snprintf(name, sizeof name, "error/%d", status);
    struct view *v = page_new(&c, "");
    view_null(v, S(incident));
    view_bool(v, S(is_file), false);
    view_null(v, S(canonical));
    view_bool(v, S(noindex), true);
    enum err e = ctx_render_status(&c, status, name, v);
    if (e)
        return e;
    out->body = str_dup(now->arena, out->body);
    resp_header_set(out, STR("Cache-Control"), STR("no-store"));
    finish_common_headers(app, NULL, out);
    if (status == 503 || status == 429)
        resp_header_set(out, STR("Retry-After"), STR("5"));
    return arena_failed(now->arena) ? ERR_LIMIT : OK;
}

enum err refusals_make(struct app *app, struct current *now)
{
    now->refusals = arena_array(now->arena, N_STATUSES, sizeof *now->refusals);
    for (size_t i = 0; i < N_STATUSES; i++) {
        if (!now->refusals)
            return ERR_LIMIT;
        enum err e = make_one(app, now, statuses[i], &now->refusals[i]);
        if (e)
            return e;
    }
    return OK;
}

static const struct resp *find(const struct current *now, int status)
{
    const struct resp *last = NULL;
    for (size_t i = 0; i < N_STATUSES; i++) {
        if (statuses[i] == status)
            return &now->refusals[i];
        if (statuses[i] == 500)
            last = &now->refusals[i];
    }
    return last;
}

/* A form that met a full queue comes back with what was typed. */
static bool kept_form(struct app *app, struct req *req, struct resp *resp)
{
    struct match *m = req->route;
    if (req->method != METHOD_POST || !m || !m->route)
        return false;
    struct ctx c = { .arena = req->arena,
                     .req = req,
                     .resp = resp,
                     .site = &app_current(app)->site,
                     .route = m->route };
    c.templates = app->templates;
    c.form_key = &app->form_key;
    c.now_s = clock_now_s();
    c.path = req->target.path;
    struct session_value session; /* whether it still lives is seen when the form comes again */
    if (session_cookie_read(&c, &session))
        c.token_binding = session_binding(c.arena, &session);
    if (guard_body(&c) || !c.fields.n)
        return false;
    (void)!guard_token(
        &c); /* keeps the form_id; a wrong token is found out when it comes again */
    error_answer(app, &c, ERR_BUSY);
    finish_common_headers(app, c.route, resp);
    resp_header_set(resp, STR("Cache-Control"), STR("no-store"));
    return true;
}

void refusal_answer(struct app *app, struct req *req, struct resp *resp, int status)
{
    if (status == 503 && req && kept_form(app, req, resp))
        return;
    bool is_head = resp->is_head;
    *resp = *find(app_current(app), status);
    resp->is_head = is_head;
    resp->close = req != NULL;
}
