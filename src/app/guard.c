#include "app/house.h"

#include "app/buckets.h"
#include "core/base/log.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "core/web/token.h"

/* Default is refusal: only what the row opens to everybody is open until accounts are built
 * (S9). */
enum err guard_access(struct ctx *c)
{
    switch (c->route->access) {
    case ACCESS_PUBLIC:
        return OK;
    case ACCESS_NONE:
    case ACCESS_LINK:
    case ACCESS_BODY:
    case ACCESS_COORDINATOR:
    case ACCESS_ANALYST:
    case ACCESS_NETWORK:
    case ACCESS_ADMIN:
        return ERR_NOT_FOUND;
    }
    return ERR_NOT_FOUND;
}

bool request_has_our_cookie(const struct req *r)
{
    return req_cookie(r, STR("__Host-cj")).n || req_cookie(r, STR("cj")).n;
}

enum err guard_body(struct ctx *c)
{
    struct str boundary = { 0 };
    if (c->req->body_too_big)
        return ERR_TOO_BIG;
    switch (form_type_of(req_header(c->req, STR("Content-Type")), &boundary)) {
    case FORM_URLENCODED:
        return form_parse_urlencoded(c->arena, c->req->body, &c->fields);
    case FORM_MULTIPART:
        return form_parse_multipart(c->arena, c->req->body, boundary, &c->fields);
    case FORM_NONE:
        return c->req->body_len ? ERR_MEDIA : OK;
    case FORM_OTHER:
        return ERR_MEDIA;
    }
    return ERR_MEDIA;
}

/* http://localhost:PORT counts as the loopback origin listened on (architecture, "Settings and
 * keys"). */
static bool is_our_origin(struct ctx *c, struct str origin)
{
    if (str_eq(origin, c->site->origin))
        return true;
    struct str loopback = STR("http://127.0.0.1:"), name = STR("http://localhost:");
    return str_starts(c->site->origin, loopback) && str_starts(origin, name) &&
           str_eq(str_sub(c->site->origin, loopback.n, c->site->origin.n),
                  str_sub(origin, name.n, origin.n));
}

enum err guard_cross_site(struct ctx *c)
{
    struct str site = req_header(c->req, STR("Sec-Fetch-Site"));
    if (site.n)
        return str_eq(site, STR("same-origin")) || str_eq(site, STR("none")) ? OK : ERR_TOKEN;
    if (!req_header_count(c->req, STR("Origin")))
        return OK; /* not a browser; the token still has to be right */
    return is_our_origin(c, req_header(c->req, STR("Origin"))) ? OK : ERR_TOKEN;
}

static struct str field_value(struct ctx *c, struct str name)
{
    const struct field *f = fields_find(&c->fields, name);
    return f && fields_count(&c->fields, name) == 1 ? f->value : (struct str){ 0 };
}

enum err guard_token(struct ctx *c)
{
    struct str id = field_value(c, STR("form_id"));
    if (!key_is_valid(id))
        return ERR_TOKEN;
    c->form_id = id; /* ours or not, it names this sending; the token says whether we made it */
    bool good = token_check(c->arena, c->form_key, str_from(c->route->pattern), id, c->now_s,
                            field_value(c, STR("csrf")), &c->token_issued_s);
    return good ? OK : ERR_TOKEN;
}

static enum bucket_kind bucket_of(const struct ctx *c)
{
    if (!c->route)
        return BUCKET_PAGE;
    if (c->route->flags & ROUTE_SEARCH)
        return BUCKET_SEARCH;
    return c->req->method == METHOD_POST ? BUCKET_POST : BUCKET_PAGE;
}

enum err guard_rate(struct app *app, struct ctx *c)
{
    int wait_s = 0;
    if (c->route && (c->route->flags & ROUTE_STATIC))
        return OK;
    if (buckets_take(app->buckets, bucket_of(c), c->req->peer, clock_mono_ms(), &wait_s))
        return OK;
    resp_header_set(c->resp, STR("Retry-After"), str_printf(c->arena, "%d", wait_s));
    return ERR_TOO_MANY;
}

void guard_note(struct app *app, const struct ctx *c, enum err e)
{
    if (e != ERR_TOKEN && e != ERR_TOO_MANY)
        return;
    uint64_t source = buckets_source(app->buckets, c->req->peer, c->now_s);
    log_warn("refused", "code=%s route=%s source=%016llx", err_name(e),
             c->route ? c->route->pattern : "-", (unsigned long long)source);
}
