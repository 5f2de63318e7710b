/*
 * editor_pages.c: who looks after the entry of an organisation (features 2.7): several, of whom
 * one leads, invites others and lets in who asks.
 */
#include "modules/bodies/home_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/claim.h"
#include "modules/bodies/claim_words.h"
#include "modules/bodies/editor_view.h"
#include "modules/bodies/home_body.h"
#include "modules/people/invite.h"
#include "modules/people/invite_mail.h"
#include "modules/people/people_words.h"
#include "modules/people/visitor.h"

#define CLAIMS_SHOWN 20

struct people_page {
    struct ctx *c;
    struct home_body h;
    struct view *v;
    struct form *f;
};

static enum err open(struct ctx *c, bool lead_only, struct people_page *k)
{
    *k = (struct people_page){ .c = c };
    enum err e = home_body_load(c, CAP_BODY_EDIT, &k->h);
    if (!e && lead_only && !k->h.is_lead)
        e = ctx_refuse(c);
    if (e)
        return e;
    k->v = home_body_view(c, &k->h);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

/* --- the table --- */

static enum err show_requests(struct people_page *k)
{
    struct ctx *c = k->c;
    struct claim *claim = arena_array(c->arena, CLAIMS_SHOWN, sizeof *claim);
    struct list *list = view_list(k->v, S(requests));
    size_t n = 0;
    enum err e = !claim          ? ERR_LIMIT
                 : !k->h.is_lead ? OK
                                 : claim_list_for_lead(c->db, c->arena, k->h.body.id, claim,
                                                       CLAIMS_SHOWN, &n);
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(reference), claim[i].reference);
        view_str(v, S(name), claim[i].person_name);
        view_str(v, S(role), claim[i].role_title);
        view_str(v, S(href),
                 str_join(c->arena,
                          url_path(c->arena, "/body/people/requests/%", claim[i].reference),
                          k->h.query));
    }
    view_bool(k->v, S(has_requests), n > 0);
    return e;
}

enum err editor_list_page(struct ctx *c)
{
    struct people_page k;
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    enum err e = editors ? open(c, false, &k) : ERR_LIMIT;
    if (!e)
        e = editor_list(c->db, c->arena, k.h.body.id, c->now_s, editors);
    if (e)
        return e;
    page_back(c, home_path(c, &k.h, "/body"));
    editor_show_done(c, k.v);
    view_str(k.v, S(action), home_path(c, &k.h, "/body/people"));
    view_str(k.v, S(invite_href), home_path(c, &k.h, "/body/people/invite"));
    const struct editor_show how = { "/body/people", k.h.query, k.h.is_lead, k.h.is_lead };
    e = editor_show_all(c, editors, &how, k.v);
    if (!e)
        e = show_requests(&k);
    return e ? e : form_render_next(k.f, "bodies/people");
}

/* --- the invitation once more --- */

struct again {
    struct invite_again again;
    struct mail mail;
};

static enum err again_fn(struct db *db, void *arg)
{
    struct again *k = arg;
    enum err e = invite_again_fn(db, &k->again);
    return e == ERR_CONFLICT ? OK : e; /* came meanwhile: the page shows it */
}

enum err editor_again_post_page(struct ctx *c)
{
    struct people_page k;
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    enum err e = editors ? open(c, true, &k) : ERR_LIMIT;
    if (!e)
        e = editor_list(c->db, c->arena, k.h.body.id, c->now_s, editors);
    if (e)
        return e;
    const struct editor *one = editor_in(editors, param_i64(c, "editor", 0));
    if (!one)
        return ERR_NOT_FOUND;
    struct again x = { .again = { .actor = &c->visitor->actor,
                                  .act = ctx_act(c),
                                  .account_id = one->grant.account_id,
                                  .key = rand_key(c->arena) } };
    e = invite_mail_to_join(c, &(struct invite_words){ .to = one->email }, x.again.key,
                            &x.mail);
    x.again.mail = &x.mail;
    return e ? e
             : form_send_once(k.f, again_fn, &x,
                              editor_done_path(c, home_path(c, &k.h, "/body/people"), 'i'));
}

/* --- inviting --- */

static bool is_filled_in(struct people_page *k)
{
    form_required(k->f, "name", STR(EDITORS_ENTER_NAME));
    form_length(k->f, "name", ACCOUNT_NAME_MAX, STR(EDITORS_NAME));
    form_required(k->f, "email", STR(EDITORS_ENTER_EMAIL));
    form_email(k->f, "email", STR(JOIN_EMAIL_FORM));
    return !form_failed(k->f);
}

static enum err render_invite(struct people_page *k)
{
    page_back(k->c, home_path(k->c, &k->h, "/body/people"));
    view_str(k->v, S(action), home_path(k->c, &k->h, "/body/people/invite"));
    form_field(k->f, S(name), "name");
    form_field(k->f, S(email), "email");
    return form_render(k->f, "bodies/people_invite");
}

enum err editor_invite_page(struct ctx *c)
{
    struct people_page k;
    enum err e = open(c, true, &k);
    return e ? e : render_invite(&k);
}

struct inviting {
    struct invite invite;
    struct mail to_join, to_member;
    enum err error; /* of the write itself, not of the form sent twice */
};

static enum err invite_fn(struct db *db, void *arg)
{
    struct inviting *x = arg;
    return x->error = invite_send_fn(db, &x->invite);
}

/* Why not, in words; empty: nothing that the form could say. */
static struct str why_not(const struct inviting *x)
{
    switch ((int)x->error) {
    case ERR_GONE:
        return STR(EDITORS_CLOSED);
    case ERR_CONFLICT:
        return STR(EDITORS_HAS_ROLE);
    case ERR_FORBIDDEN:
        return STR(EDITORS_OWN);
    case ERR_INVALID:
        return STR(JOIN_EMAIL_FORM);
    case ERR_TOO_MANY:
        return x->invite.mail_is_refused ? STR(DECIDE_MAILS_OF_DAY) : STR(EDITORS_ROLES_MAX);
    default:
        return (struct str){ NULL, 0 };
    }
}

static enum err invite(struct people_page *k)
{
    struct ctx *c = k->c;
    struct str email = form_value(k->f, "email");
    struct inviting x = { .invite = { .actor = &c->visitor->actor,
                                      .act = ctx_act(c),
                                      .key = rand_key(c->arena),
                                      .account = { .id = rand_id(),
                                                   .name = form_value(k->f, "name"),
                                                   .email = email },
                                      .grant = { .id = rand_id(),
                                                 .role = ROLE_BODY_EDITOR,
                                                 .body_id = k->h.body.id,
                                                 .from_s = c->now_s } } };
    rand_bytes(x.invite.account.audit_key.byte, sizeof x.invite.account.audit_key.byte);
    struct invite_words w = { .to = email };
    w.role = str_printf(c->arena, ROLE_WORDS_EDITOR_OF, STR_ARG(k->h.body.name));
    enum err e = invite_mail_to_join(c, &w, x.invite.key, &x.to_join);
    if (!e)
        e = invite_mail_to_member(c, &w, &x.to_member);
    x.invite.to_join = &x.to_join;
    x.invite.to_member = &x.to_member;
    if (!e)
        e = form_send_once(k->f, invite_fn, &x,
                           editor_done_path(c, home_path(c, &k->h, "/body/people"), 'i'));
    struct str why = why_not(&x);
    if (why.n)
        form_error(k->f, "email", why);
    return why.n ? ERR_CONFLICT : e;
}

enum err editor_invite_post_page(struct ctx *c)
{
    struct people_page k;
    enum err e = open(c, true, &k);
    if (e)
        return e;
    if (!is_filled_in(&k))
        return render_invite(&k);
    e = invite(&k);
    return e == ERR_CONFLICT ? render_invite(&k) : e;
}
