#include "app/current.h"
#include "app/house.h"

#include "app/buckets.h"
#include "app/seen.h"
#include "core/base/esc.h"
#include "core/base/log.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "core/web/token.h"
#include "modules/people/visitor.h"

static struct str field_value(struct ctx *c, struct str name)
{
    const struct field *f = fields_find(&c->fields, name);
    return f && fields_count(&c->fields, name) == 1 ? f->value : (struct str){ 0 };
}

/* The session counts as used; when, memory knows better than its row. */
static enum err visitor_load_seen(struct app *app, struct ctx *c, struct visitor_ask *ask,
                                  struct visitor *v)
{
    ask->seen_s = seen_get(app->seen, ask->value);
    enum err e = visitor_load(c->db, c->arena, ask, v);
    if (e)
        return e;
    int64_t number = v->has_session ? v->session.number : v->links.number;
    if (number)
        seen_note(app->seen, &v->value, number, c->now_s);
    return OK;
}

/* The way back: a page that was asked for, or, for a form, the page it stands on. */
static struct str sign_in_path(struct ctx *c, const char *at)
{
    struct buf *out = buf_in(c->arena, 4 * TARGET_MAX_BYTES);
    buf_printf(out, "%s?next=", at);
    esc_url(out, c->req->target_raw);
    return buf_view(out);
}

static enum err ask(struct ctx *c, const char *at)
{
    c->sign_in_at = sign_in_path(c, at);
    return ERR_SIGN_IN;
}

/* The rights of a role, and what must be shown before they are used. */
static enum err check_role(struct ctx *c)
{
    const struct visitor *v = c->visitor;
    if (!v->is_signed_in)
        return ask(c, v->has_session ? "/sign-in/code" : "/sign-in");
    if (!visitor_has(v, (enum capability)c->route->capability))
        return v->needs_factor ? ask(c, "/account/second-factor") : ERR_FORBIDDEN;
    return OK;
}

static enum err check_account(struct ctx *c)
{
    const struct visitor *v = c->visitor;
    return v->is_signed_in ? OK : ask(c, v->has_session ? "/sign-in/code" : "/sign-in");
}

/* Where the way in is: of a page of answering, where that consultation is answered. */
static struct str link_again(const struct ctx *c, enum link_kind kind)
{
    struct str form = STR("/respond/");
    size_t at = kind == LINK_KIND_DRAFT ? str_find(c->path, form) : STR_NONE;
    return at == STR_NONE ? str_from(link_kind_again(kind))
                          : str_sub(c->path, 0, at + form.n - 1);
}

/* What a private link opened, or the form that this browser began (S51). */
static enum err check_link(struct ctx *c)
{
    enum link_kind kind = (enum link_kind)c->route->capability;
    if (link_session_object(c, kind)) {
        if (!c->visitor->has_session)
            c->actor = STR("link");
        return OK;
    }
    c->sign_in_at = link_again(c, kind);
    return ERR_LINK;
}

/* Default is refusal (S9). */
static enum err check_class(struct ctx *c)
{
    switch (c->route->access) {
    case ACCESS_PUBLIC:
        return OK;
    case ACCESS_SESSION:
        return c->visitor->has_session ? OK : ask(c, "/sign-in");
    case ACCESS_ACCOUNT:
        return check_account(c);
    case ACCESS_ROLE:
        return check_role(c);
    case ACCESS_LINK:
        return check_link(c);
    case ACCESS_NONE:
        return ERR_NOT_FOUND;
    }
    return ERR_NOT_FOUND;
}

enum err guard_access(struct ctx *c)
{
    enum err e = check_class(c);
    if (e || !(c->route->flags & ROUTE_PROVED) ||
        session_is_proved(&c->visitor->session, c->now_s))
        return e;
    return ask(c, "/sign-in/again");
}

struct str session_binding(struct arena *a, const struct session_value *v)
{
    struct hash h = hash_of(session_value_text(a, v));
    return hash_hex(a, &h, 32);
}

/* Public data and static files hold nothing that depends on who asks (S28). */
static bool is_same_for_all(const struct route *r)
{
    return r && r->access == ACCESS_PUBLIC && (r->flags & (ROUTE_STATIC | ROUTE_DATA));
}

enum err guard_visitor(struct app *app, struct ctx *c)
{
    struct visitor *v = ARENA_NEW(c->arena, struct visitor);
    struct session_value value;
    struct visitor_ask ask = { .now_s = c->now_s };
    if (!v)
        return ERR_LIMIT;
    *v = (struct visitor){ 0 };
    c->visitor = v;
    c->people = &app->people;
    if (is_same_for_all(c->route))
        return OK;
    if (session_cookie_read(c, &value))
        ask.value = &value;
    enum err e = OK;
    if (ask.value && c->db)
        e = visitor_load_seen(app, c, &ask, v);
    if (e)
        return e;
    if (v->has_session) {
        c->token_binding = session_binding(c->arena, &v->value);
        c->actor = str_printf(c->arena, "account:%lld", (long long)v->account.id);
        resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    } else if (v->links.n) { /* pages for all, too, show whoever has one their draft */
        c->token_binding = session_binding(c->arena, &v->value);
        resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    }
    if (v->is_signed_in)
        c->person_name = v->account.name;
    if (c->route && c->route->access == ACCESS_LINK)
        resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    appnav_fill(c);
    return OK;
}

enum err guard_keep_words(struct ctx *c, enum err e)
{
    bool is_form = (e == ERR_SIGN_IN || e == ERR_LINK) && c->req->method == METHOD_POST;
    if (!is_form || guard_body(c) || guard_cross_site(c))
        return e;
    struct str id = field_value(c, STR("form_id"));
    if (key_is_valid(id))
        c->form_id = id;
    return e;
}

void guard_note_refused(struct app *app, const struct ctx *c, enum err e)
{
    bool is_refusal = e == ERR_FORBIDDEN || (e == ERR_NOT_FOUND && c->was_refused);
    if (is_refusal && c->route && c->visitor && c->visitor->is_signed_in)
        seen_refused(app->seen, c->visitor->account.id, c->route->pattern, c->now_s);
}

bool request_has_our_cookie(const struct req *r)
{
    return req_cookie(r, STR("__Host-cj")).n || req_cookie(r, STR("cj")).n;
}

enum err guard_body(struct ctx *c)
{
    struct str boundary = { 0 }, body;
    if (c->req->body_too_big)
        return ERR_TOO_BIG;
    enum err e = form_body(c->req, &body);
    if (e)
        return e;
    switch (form_type_of(req_header(c->req, STR("Content-Type")), &boundary)) {
    case FORM_URLENCODED:
        if (body.n > FORM_MAX_BYTES)
            return ERR_TOO_BIG;
        return form_parse_urlencoded(c->arena, body, &c->fields);
    case FORM_MULTIPART:
        return form_parse_multipart(c->arena, body, boundary, &c->fields);
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

enum err guard_token(struct ctx *c)
{
    struct str id = field_value(c, STR("form_id"));
    bool needs_none = (c->route->flags & ROUTE_SAVES) && c->token_binding.n;
    if (!key_is_valid(id) && !needs_none)
        return ERR_TOKEN;
    c->form_id = id; /* ours or not, it names this sending; the token says whether we made it */
    bool good =
        token_check(c->arena, c->form_key, str_from(c->route->pattern), ctx_token_binding(c),
                    c->now_s, field_value(c, STR("csrf")), &c->token_issued_s);
    return good ? OK : ERR_TOKEN;
}

static enum bucket_kind bucket_of(const struct ctx *c)
{
    if (!c->route)
        return BUCKET_PAGE;
    if (c->route->flags & ROUTE_SEARCH)
        return BUCKET_SEARCH;
    /* one provider's machine posts the stops of all its readers */
    bool is_by_key = c->route->flags & ROUTE_NO_TOKEN;
    if (c->route->flags & ROUTE_BEGINS)
        return BUCKET_DRAFT;
    /* a page of a form that was begun: the beginning was counted, and so is what it sends */
    bool is_of_link = c->route->access == ACCESS_LINK;
    return c->req->method == METHOD_POST && !is_by_key && !is_of_link ? BUCKET_POST
                                                                      : BUCKET_PAGE;
}

/* Static files cost nothing; what hashes a password has a back-off of its own (S16); forms of
 * who is signed in are not the public's (S48), and whoever sends too many has a name. */
static bool is_uncounted(const struct ctx *c)
{
    bool is_post = c->req->method == METHOD_POST;
    return c->route && ((c->route->flags & (ROUTE_STATIC | ROUTE_FINAL)) ||
                        (is_post && (c->route->flags & ROUTE_HASH)) ||
                        (is_post && c->visitor && c->visitor->has_session));
}

/* A draft's saves within one a second: many people write behind one address (S48). */
static bool is_own_pace(struct app *app, const struct ctx *c)
{
    int wait_s;
    const struct link_sessions *links = &c->visitor->links;
    if (!c->route || !(c->route->flags & ROUTE_SAVES) || !links->number)
        return false;
    struct str who = str_printf(c->arena, "draft %lld", (long long)links->number);
    return buckets_take(app->buckets, BUCKET_SAVE, who, clock_mono_ms(), &wait_s);
}

enum err guard_rate(struct app *app, struct ctx *c)
{
    int wait_s = 0;
    const struct current *now = app_current(app);
    if (is_uncounted(c) || is_own_pace(app, c))
        return OK;
    if (address_is_in(c->req->peer, now->trusted, now->n_trusted))
        return OK; /* an office of many people behind one address, named by an administrator */
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
