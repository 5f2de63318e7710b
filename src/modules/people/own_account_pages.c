#include "modules/people/own_account_pages.h"

#include "gen/symbols.h"
#include "modules/people/account_words.h"
#include "modules/people/own_page.h"
#include "modules/people/own_roles.h"
#include "modules/people/people.h"
#include "modules/people/recovery.h"

#define FEW_CODES 3 /* below that the page asks for new ones */

static enum err show_roles(struct ctx *c, struct view *v)
{
    struct own_roles roles;
    enum err e = own_roles_load(c, &roles);
    struct list *list = view_list(v, S(roles));
    for (size_t i = 0; !e && i < roles.n; i++)
        e = own_role_show(c, list_add(list), &roles.at[i]);
    view_bool(v, S(has_roles), !e && roles.n > 0);
    return e;
}

/* What the page that led here did. */
static void show_done(struct ctx *c, struct view *v)
{
    struct str done = param_str(c, "done");
    view_bool(v, S(did_name), str_eq(done, STR("name")));
    view_bool(v, S(did_email), str_eq(done, STR("email")));
    view_bool(v, S(did_password), str_eq(done, STR("password")));
}

static enum err show_sign_in(struct ctx *c, struct view *v)
{
    const struct account *account = &c->visitor->account;
    struct session_list *sessions = ARENA_NEW(c->arena, struct session_list);
    int64_t left = 0;
    if (!sessions)
        return ERR_LIMIT;
    enum err e = session_list(c->db, c->arena, account->id, c->now_s, sessions);
    if (!e)
        e = recovery_left(c->db, account->id, &left);
    bool has_factor = account->totp_secret.n > 0;
    view_bool(v, S(has_password), account->password_hash.n > 0);
    view_bool(v, S(has_factor), has_factor);
    view_bool(v, S(needs_factor), c->visitor->needs_factor);
    view_int(v, S(codes_left), left);
    view_bool(v, S(has_one_code), left == 1);
    view_bool(v, S(has_few_codes), has_factor && left < FEW_CODES);
    view_int(v, S(n_sessions), (int64_t)sessions->n);
    view_bool(v, S(has_others), sessions->n > 1);
    return e;
}

enum err own_account_page(struct ctx *c)
{
    const struct account *account = &c->visitor->account;
    struct view *v = page_new(c, "");
    view_str(v, S(your_name), account->name);
    view_str(v, S(your_email), account->email);
    show_done(c, v);
    enum err e = show_sign_in(c, v);
    if (!e)
        e = show_roles(c, v);
    return e ? e : ctx_render(c, "account/show", v);
}

enum err own_welcome_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    view_str(v, S(your_name), c->visitor->account.name);
    view_bool(v, S(needs_factor), c->visitor->needs_factor);
    view_bool(v, S(has_password), c->visitor->account.password_hash.n > 0);
    enum err e = show_roles(c, v);
    return e ? e : ctx_render(c, "account/welcome", v);
}

/* --- giving up a role --- */

struct role_write {
    const struct actor *actor;
    int64_t id;
    struct act act;
};

static enum err end_fn(struct db *db, void *arg)
{
    const struct role_write *w = arg;
    return role_end(db, w->actor, w->id, &w->act);
}

static enum err role_open(struct ctx *c, struct own_page *p, struct grant *g)
{
    enum err e = own_roles_find(c, param_i64(c, "id", 0), g);
    if (!e && !own_role_may_end(g))
        e = ERR_NOT_FOUND;
    if (!e)
        e = own_page_open(c, "/account", p);
    if (!e)
        e = own_role_show(c, p->v, g);
    return e;
}

enum err own_role_page(struct ctx *c)
{
    struct own_page p;
    struct grant g;
    enum err e = role_open(c, &p, &g);
    return e ? e : form_render(p.f, "account/role");
}

enum err own_role_post_page(struct ctx *c)
{
    struct own_page p;
    struct grant g;
    enum err e = role_open(c, &p, &g);
    if (e)
        return e;
    struct role_write w = { &c->visitor->actor, g.id, ctx_act(c) };
    e = form_send_once(p.f, end_fn, &w, STR("/sign-in?next=%2Faccount"));
    if (e == ERR_CONFLICT) {
        form_error(p.f, "confirm",
                   g.role == ROLE_ADMIN ? STR(OWN_ROLE_LAST_ADMIN) : STR(OWN_ROLE_LEAD));
        return form_render(p.f, "account/role");
    }
    if (!e && !session_cookie_drop(c)) /* its sessions are over */
        return ERR_LIMIT;
    return e;
}
