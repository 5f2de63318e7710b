#include "app/house.h"

#include "app/app_words.h"
#include "app/error_status.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"
#include "core/web/arrival.h"
#include "core/web/token.h"
#include "gen/symbols.h"
#include "modules/people/kept_form.h"
#include "modules/people/visitor.h"

int error_status(enum err e, bool is_post)
{
    switch (e) {
    case OK:
        return 200;
    case ERR_BAD_REQUEST:
        return 400;
    case ERR_FORBIDDEN:
    case ERR_TOKEN:
        return 403;
    case ERR_SIGN_IN:
    case ERR_LINK:
        return is_post ? 403 : 303;
    case ERR_NOT_FOUND:
        return 404;
    case ERR_METHOD:
        return 405;
    case ERR_CONFLICT:
        return 409;
    case ERR_GONE:
        return 410;
    case ERR_TOO_BIG:
        return 413;
    case ERR_MEDIA:
        return 415;
    case ERR_INVALID:
        return 422;
    case ERR_TOO_MANY:
        return 429;
    case ERR_BUSY:
    case ERR_UNSURE:
    case ERR_FULL:
    case ERR_DAMAGED:
        return 503;
    case ERR_LIMIT:
        return is_post ? 413 : 503;
    case ERR_INTERNAL:
    case ERR__MAX:
        return 500;
    }
    return 500;
}

/* The form's tokens for another try: the same form_id, so that it counts once whatever
 * happened. */
static void add_tokens(struct ctx *c, struct view *v)
{
    int64_t issued = c->token_issued_s ? c->token_issued_s : c->now_s - FORM_LEAST_S;
    view_str(v, S(form_id), c->form_id);
    view_str(v, S(csrf),
             token_make(c->arena, c->form_key, str_from(c->route->pattern),
                        ctx_token_binding(c), issued));
}

/* Does this refusal come back with what was typed and one button (security.md S26)? */
static bool keeps_typed(const struct ctx *c, int status, enum err e)
{
    bool is_form = c->route && c->req->method == METHOD_POST && c->fields.n > 0;
    return is_form && (e == ERR_TOKEN || e == ERR_SIGN_IN || e == ERR_LINK || status == 429 ||
                       status >= 500);
}

/* Who has to sign in first: kept until then, where the cookie was ours. */
static void add_sign_in(struct ctx *c, const struct kept_form *k, struct view *v)
{
    bool is_kept = false;
    kept_form_keep(c, k, &is_kept);
    view_bool(v, S(is_kept), is_kept);
    view_bool(v, S(is_unproved), c->visitor->is_signed_in);
    view_str(v, S(sign_in_href), c->sign_in_at);
}

static enum err render_keep(struct ctx *c, int status, enum err e)
{
    struct kept_form k;
    struct view *v = page_new(c, "");
    enum err failed = kept_form_of(c, &k);
    if (failed)
        return failed;
    view_bool(v, S(is_expired), e == ERR_TOKEN);
    view_bool(v, S(is_signed_out), e == ERR_SIGN_IN);
    if (e == ERR_SIGN_IN)
        add_sign_in(c, &k, v);
    view_bool(v, S(is_link_over), e == ERR_LINK);
    view_str(v, S(again_href), e == ERR_LINK ? c->sign_in_at : (struct str){ 0 });
    view_bool(v, S(is_too_many), status == 429);
    view_bool(v, S(is_busy), status >= 500);
    struct str wait = resp_header(c->resp, STR("Retry-After"));
    view_str(v, S(retry_words),
             wait.n ? str_printf(c->arena, "%.*s seconds", STR_ARG(wait)) : (struct str){ 0 });
    view_str(v, S(incident), c->incident);
    kept_form_view(c, &k, v);
    bool keeps_place =
        status == 429 || status == 503; /* S52: refused by us, in time for them */
    view_str(v, S(arrived), keeps_place ? arrival_seal(c) : (struct str){ 0 });
    add_tokens(c, v);
    return ctx_render_status(c, status, "error/keep", v);
}

/* To where signing in goes on, and from there back to the page that was asked for. */
static enum err go_and_sign_in(struct ctx *c)
{
    return ctx_see_other(c, c->sign_in_at);
}

static enum err render_page(struct ctx *c, int status)
{
    char name[16];
    snprintf(name, sizeof name, "error/%d", status);
    struct view *v = page_new(c, "");
    view_str(v, S(incident), c->incident);
    view_bool(v, S(is_file), c->route && (c->route->flags & ROUTE_UPLOAD));
    view_null(v, S(canonical));
    view_bool(v, S(noindex), true);
    return ctx_render_status(c, status, name, v);
}

static enum err render_data(struct ctx *c, int status, enum err e)
{
    c->resp->status = status;
    struct str body = str_printf(
        c->arena, "{\"error\":{\"status\":%d,\"code\":\"%s\",\"incident\":\"%.*s\"}}\n", status,
        err_name(e), STR_ARG(c->incident));
    return ctx_send(c, STR("application/json; charset=utf-8"), body);
}

void error_answer(struct app *app, struct ctx *c, enum err e)
{
    int status = error_status(e, c->req->method == METHOD_POST);
    struct str retry = resp_header(c->resp, STR("Retry-After")),
               allow = resp_header(c->resp, STR("Allow"));
    resp_init(c->resp);
    c->resp->is_head = c->req->method == METHOD_HEAD;
    c->is_rememberable = false;
    c->etag = (struct str){ 0 };
    c->has_form = false;
    if (allow.n)
        resp_header_set(c->resp, STR("Allow"), allow);
    if (status == 503 && !retry.n)
        retry = STR("5");
    if (retry.n)
        resp_header_set(c->resp, STR("Retry-After"), retry);
    if (status >= 500 && !arena_failed(c->arena)) {
        c->incident = incident_id(c->arena);
        log_error("answer", "id=%.*s code=%s route=%s", STR_ARG(c->incident), err_name(e),
                  c->route ? c->route->pattern : "-");
    }
    enum err shown = arena_failed(c->arena)                       ? ERR_LIMIT
                     : c->route && (c->route->flags & ROUTE_DATA) ? render_data(c, status, e)
                     : keeps_typed(c, status, e)                  ? render_keep(c, status, e)
                     : e == ERR_SIGN_IN || e == ERR_LINK          ? go_and_sign_in(c)
                                                                  : render_page(c, status);
    if (shown && arena_failed(c->arena))
        status = error_status(ERR_LIMIT, c->req->method == METHOD_POST);
    if (shown)
        refusal_answer(app, NULL, c->resp, status);
}
