#include "modules/people/enter.h"

#include "core/base/log.h"
#include "core/http/address.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/people/browser_name.h"
#include "modules/people/kept_form.h"
#include "modules/people/notice.h"
#include "modules/people/people_words.h"
#include "modules/people/visitor.h"

#define MINUTE_S 60
#define WAIT_IN_SECONDS 90 /* longer ones are told in minutes */

static struct str network_of(struct ctx *c)
{
    char room[ADDRESS_NETWORK_BYTES];
    return str_dup(c->arena, address_network(c->req->peer, room));
}

enum err enter_prepare(struct ctx *c, struct sign_in *s)
{
    struct session_value *device = ARENA_NEW(c->arena, struct session_value);
    const struct visitor *v = c->visitor;
    if (!device)
        return ERR_LIMIT;
    *s = (struct sign_in){
        .store = c->store,
        .db = c->db,
        .hasher = c->people->hasher,
        .a = c->arena,
        .key = &c->people->link_key,
        .now_s = c->now_s,
        .request_id = c->request_id,
        .address = network_of(c),
        .browser = browser_name(c->arena, req_header(c->req, STR("User-Agent"))),
        .old = v->has_value ? &v->value : NULL,
        .seen_s = v->session.last_seen_s,
    };
    if (device_cookie_read(c, device))
        s->device = device;
    sign_in_draw(s);
    return OK;
}

struct str enter_next(struct ctx *c)
{
    struct str next = param_str(c, "next");
    return next.n && c->people->is_page(next) ? next : (struct str){ 0 };
}

struct str enter_path(struct ctx *c, const char *at, struct str next)
{
    struct str path = str_from(at);
    return next.n ? url_query(c->arena, path, STR("next"), next) : path;
}

/* --- where it goes on --- */

static const char *home_of(const struct visitor *v)
{
    if (v->needs_factor)
        return "/account/second-factor";
    if (actor_has_role(&v->actor, ROLE_COORDINATOR) || actor_has_role(&v->actor, ROLE_ANALYST))
        return "/coordinator";
    if (actor_has_role(&v->actor, ROLE_ADMIN))
        return "/admin";
    return actor_has_role(&v->actor, ROLE_BODY_EDITOR) ? "/body" : "/account";
}

struct str enter_home(struct ctx *c)
{
    return people_next(c, str_from(home_of(c->visitor)), "/");
}

/* The own account is open to whose role still rests; for anything else a code app comes first.
 */
static enum err leave(struct ctx *c, const struct visitor *v, struct str next)
{
    const char *home = home_of(v);
    bool has_home = c->people->is_page(str_from(home));
    if (v->needs_factor && has_home && !str_starts(next, STR("/account")))
        return ctx_see_other(c, enter_path(c, home, next));
    return ctx_see_other(c, people_next(c, next, has_home ? home : "/"));
}

enum err enter_leave(struct ctx *c, struct str next)
{
    return leave(c, c->visitor, next);
}

static bool set_cookies(struct ctx *c, const struct sign_in *s)
{
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return session_cookie_set(c, &s->fresh) &&
           (!s->sets_device || device_cookie_set(c, &s->fresh_device));
}

/* Words kept over the session before this one, if they are this person's. */
static size_t take_kept(struct ctx *c, const struct sign_in *s)
{
    size_t n = 0;
    const struct kept_move move = { s->old, &s->fresh, s->account_id };
    if (s->old && kept_form_move(c, &move, &n))
        log_warn("kept_form", "move=failed");
    return n;
}

/* Staff who have signed in before are told of a browser that was not known. What was shown
 * again in a session that goes on is no sign-in. The sign-in stands, also when no mail can be
 * queued. */
static void tell_of_device(struct ctx *c, const struct sign_in *s,
                           const struct account *account)
{
    if (!s->sets_device || !s->last_sign_in_at_s || c->visitor->is_signed_in)
        return;
    enum err e =
        notice_send(c, &(struct notice_of){
                           .what = NOTICE_SIGN_IN, .account = account, .device = s->browser });
    if (e)
        log_warn("notice", "sign_in=%s", err_name(e));
}

enum err enter_go_on(struct ctx *c, const struct sign_in *s, enum sign_in_result result,
                     struct str next)
{
    struct visitor now;
    const struct visitor_ask ask = { .value = &s->fresh, .now_s = c->now_s };
    if (!set_cookies(c, s))
        return ERR_INTERNAL;
    size_t n_kept = take_kept(c, s);
    if (result == SIGN_IN_FACTOR)
        return ctx_see_other(c, enter_path(c, "/sign-in/code", next));
    enum err e = visitor_load(c->db, c->arena, &ask, &now);
    if (!e)
        tell_of_device(c, s, &now.account);
    if (e)
        return e;
    return n_kept && !now.needs_factor ? ctx_see_other(c, enter_path(c, "/sign-in/kept", next))
                                       : leave(c, &now, next);
}

/* --- pages --- */

enum err enter_page_open(struct ctx *c, struct enter_page *p)
{
    *p = (struct enter_page){ .c = c, .v = page_new(c, ""), .next = enter_next(c) };
    view_str(p->v, S(next), p->next);
    view_bool(p->v, S(has_wait), false);
    view_str(p->v, S(link_href), enter_path(c, "/sign-in/link", p->next));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    p->f = form_new(c, p->v);
    return p->f ? OK : ERR_LIMIT;
}

struct str enter_wait_words(struct arena *a, int64_t wait_s)
{
    long long minutes = (long long)((wait_s + MINUTE_S - 1) / MINUTE_S);
    if (wait_s == 1)
        return STR(WAIT_SECOND);
    if (wait_s <= WAIT_IN_SECONDS && wait_s != MINUTE_S)
        return str_printf(a, WAIT_SECONDS, (long long)wait_s);
    return minutes == 1 ? STR(WAIT_MINUTE) : str_printf(a, WAIT_MINUTES, minutes);
}

void enter_say_wait(struct enter_page *p, const char *field, int64_t wait_s)
{
    struct arena *a = p->c->arena;
    struct str wait = enter_wait_words(a, wait_s);
    view_bool(p->v, S(has_wait), true);
    form_error(p->f, field, str_printf(a, SIGN_IN_WAIT_WORDS, STR_ARG(wait)));
}
