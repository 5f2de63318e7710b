/*
 * invitation_pages.c: the first way in: an invitation accepted, and the first administrator.
 */
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/people/enter.h"
#include "modules/people/first_admin.h"
#include "modules/people/hasher.h"
#include "modules/people/invitation.h"
#include "modules/people/mailed_link.h"
#include "modules/people/new_password.h"
#include "modules/people/own_roles.h"
#include "modules/people/people_words.h"
#include "modules/people/sign_in_pages.h"
#include "modules/people/visitor.h"

/* --- an invitation --- */

static enum err add_grant(struct ctx *c, struct list *roles, const struct grant *g)
{
    struct str words;
    enum err e = own_role_words(c, g, &words);
    if (!e)
        list_add_str(roles, words);
    return e;
}

static enum err render_invitation(struct ctx *c, const struct invitation *i)
{
    struct enter_page p;
    enum err e = enter_page_open(c, &p);
    if (e)
        return e;
    struct list *roles = view_list(p.v, S(roles));
    for (size_t k = 0; !e && k < i->n_grants; k++)
        e = add_grant(c, roles, &i->grant[k]);
    view_bool(p.v, S(has_roles), i->n_grants > 0);
    view_str(p.v, S(inviter), i->inviter);
    view_str(p.v, S(person), i->account.name);
    view_str(p.v, S(email), i->account.email);
    view_str(p.v, S(action), c->path);
    return e ? e : form_render(p.f, "sign_in/invitation");
}

enum err invitation_page(struct ctx *c)
{
    struct invitation i;
    enum err e = invitation_look(c->db, c->arena, param_str(c, "key"), c->now_s, &i);
    if (e)
        return e;
    return i.state == LINK_GOOD ? render_invitation(c, &i)
                                : mailed_link_over(c, LINK_INVITATION, i.state);
}

enum err invitation_post_page(struct ctx *c)
{
    struct sign_in s;
    struct invitation i;
    enum sign_in_result r = SIGN_IN_WRONG;
    enum err e = enter_prepare(c, &s);
    if (!e)
        e = sign_in_by_link(&s, LINK_INVITATION, param_str(c, "key"), &r);
    if (!e)
        return enter_go_on(c, &s, r, STR("/account/welcome"));
    if (e != ERR_GONE)
        return e;
    e = invitation_look(c->db, c->arena, param_str(c, "key"), c->now_s, &i);
    return e ? e : mailed_link_over(c, LINK_INVITATION, i.state);
}

/* --- the first administrator --- */

struct admin_form {
    struct enter_page p;
    struct link link;
};

static enum err open_admin(struct ctx *c, struct admin_form *k)
{
    bool has_admin = true;
    enum err e =
        link_look(c->db, c->arena, LINK_FIRST_ADMIN, param_str(c, "key"), c->now_s, &k->link);
    if (!e)
        e = account_has_admin(c->db, c->now_s, &has_admin);
    if (!e && has_admin && k->link.state == LINK_GOOD)
        k->link.state = LINK_USED;
    if (e || k->link.state != LINK_GOOD)
        return e;
    e = enter_page_open(c, &k->p);
    if (!e)
        view_str(k->p.v, S(action), c->path);
    return e;
}

static enum err render_admin(struct admin_form *k)
{
    form_field(k->p.f, S(name), "name");
    form_field(k->p.f, S(email), "email");
    form_field(k->p.f, S(password), "password");
    return form_render(k->p.f, "sign_in/first_admin");
}

enum err first_admin_page(struct ctx *c)
{
    struct admin_form k;
    enum err e = open_admin(c, &k);
    if (e)
        return e;
    return k.link.state == LINK_GOOD ? render_admin(&k)
                                     : mailed_link_over(c, LINK_FIRST_ADMIN, k.link.state);
}

static enum err check_admin(struct admin_form *k)
{
    struct form *f = k->p.f;
    form_required(f, "name", STR(FIRST_ADMIN_ENTER_NAME));
    form_length(f, "name", ACCOUNT_NAME_MAX, STR(FIRST_ADMIN_NAME));
    form_required(f, "email", STR(SIGN_IN_ENTER_EMAIL));
    form_email(f, "email", STR(SIGN_IN_EMAIL_FORM));
    const struct new_password of = { form_value(f, "name"), form_value(f, "email") };
    return form_value(f, "password").n ? new_password_judge(k->p.c, f, "password", &of) : OK;
}

static enum err create_fn(struct db *db, void *arg)
{
    return first_admin_create(db, arg);
}

static enum err hash_password_of(struct admin_form *k, struct first_admin *f)
{
    struct ctx *c = k->p.c;
    struct str typed = form_value(k->p.f, "password");
    char *hash = arena_alloc(c->arena, HASH_PASSWORD_BYTES);
    if (!hash)
        return ERR_LIMIT;
    enum err e = typed.n ? hasher_make(c->people->hasher, typed, hash) : OK;
    if (!e && typed.n)
        f->password_hash = str_from(hash);
    return e;
}

static struct first_admin first_admin_of(struct admin_form *k, const struct sign_in *s)
{
    struct ctx *c = k->p.c;
    struct first_admin f = {
        .a = c->arena,
        .key = param_str(c, "key"),
        .account = { .id = rand_id(),
                     .name = form_value(k->p.f, "name"),
                     .email = form_value(k->p.f, "email") },
        .grant_id = rand_id(),
        .act = { STR("link"), c->request_id, c->now_s },
    };
    rand_bytes(&f.account.audit_key, sizeof f.account.audit_key);
    f.session = (struct session_new){ .value = s->fresh,
                                      .number = s->number,
                                      .account_id = f.account.id,
                                      .is_staff = true,
                                      .device = s->browser,
                                      .old = s->old,
                                      .now_s = c->now_s };
    return f;
}

static enum err create_admin(struct admin_form *k)
{
    struct ctx *c = k->p.c;
    struct sign_in s;
    enum err e = enter_prepare(c, &s);
    if (e)
        return e;
    struct first_admin f = first_admin_of(k, &s);
    e = hash_password_of(k, &f);
    if (!e)
        e = store_write(c->store, create_fn, &f);
    if (!e)
        return enter_go_on(c, &s, SIGN_IN_DONE, (struct str){ 0 });
    if (e == ERR_GONE || (e == ERR_CONFLICT && !f.is_taken))
        return mailed_link_over(c, LINK_FIRST_ADMIN, LINK_USED);
    if (e != ERR_CONFLICT && e != ERR_INVALID)
        return e;
    form_error(k->p.f, "email",
               f.is_taken ? STR(FIRST_ADMIN_EMAIL_TAKEN) : STR(SIGN_IN_EMAIL_FORM));
    return render_admin(k);
}

enum err first_admin_post_page(struct ctx *c)
{
    struct admin_form k;
    enum err e = open_admin(c, &k);
    if (e)
        return e;
    if (k.link.state != LINK_GOOD)
        return mailed_link_over(c, LINK_FIRST_ADMIN, k.link.state);
    e = check_admin(&k);
    if (e)
        return e;
    return form_failed(k.p.f) ? render_admin(&k) : create_admin(&k);
}
