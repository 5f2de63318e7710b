#include "app/people_ask.h"

#include "app/people_page_words.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/people/invitation.h"
#include "modules/people/link_address.h"
#include "modules/people/people_words.h"
#include "modules/people/visitor.h"

#define MAIL_TEXT_BYTES ((size_t)16 * 1024)

const struct form_date people_until = { "until_day", "until_month", "until_year" };

struct asking {
    struct ctx *c;
    struct invite invite;
    struct mail to_join, to_member;
    enum err error; /* of the write itself, not of the form sent twice */
};

/* --- mails --- */

/* "coordinator of the Fife Community Justice Partnership" */
static struct str role_in_words(struct arena *a, const struct people_ask *ask)
{
    struct str words = role_words(ask->grant.role);
    return ask->place.n ? str_printf(a, ROLE_WORDS_OF, STR_ARG(words), STR_ARG(ask->place))
                        : words;
}

static struct str day_in_words(struct arena *a, int64_t s)
{
    struct civil t = london_from_s(s);
    return str_printf(a, "%.*s, %.*s", STR_ARG(date_with_day(a, t.date)),
                      STR_ARG(time_of_day(a, t)));
}

static struct view *mail_view(struct ctx *c, struct str key, struct str role)
{
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(inviter), c->person_name.n ? c->person_name : STR(INVITER_OPERATOR));
    view_str(v, S(role), role);
    view_str(v, S(url), link_address(c->arena, c->site->origin, LINK_INVITATION, key));
    view_str(v, S(expires), day_in_words(c->arena, c->now_s + link_life_s(LINK_INVITATION)));
    return v;
}

static enum err make_mail(struct ctx *c, struct mail *m, struct str subject,
                          const struct view *v)
{
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    enum err e = tpl_render_text(c->templates, m->kind, v, c->arena, text);
    m->id = rand_id();
    m->queued_at_s = c->now_s;
    m->subject = subject;
    m->body = buf_view(text);
    return e;
}

static enum err make_join_mail(struct ctx *c, struct mail *m, const struct view *v)
{
    m->kind = STR("mail/invitation");
    m->holds_key = true;
    return make_mail(
        c, m, str_printf(c->arena, SUBJECT_INVITATION, STR_ARG(c->site->service_name)), v);
}

static enum err make_mails(struct asking *k, const struct people_ask *ask)
{
    struct ctx *c = k->c;
    struct view *v = mail_view(c, k->invite.key, role_in_words(c->arena, ask));
    k->to_join.to = k->to_member.to = ask->email;
    k->to_member.kind = STR("mail/role_given");
    k->to_member.is_to_confirmed = true; /* has signed in by a link that went there */
    enum err e = make_join_mail(c, &k->to_join, v);
    return e ? e
             : make_mail(
                   c, &k->to_member,
                   str_printf(c->arena, SUBJECT_ROLE_GIVEN, STR_ARG(c->site->service_name)), v);
}

/* --- sending --- */

static enum err send_fn(struct db *db, void *arg)
{
    struct asking *k = arg;
    k->error = invite_send_fn(db, &k->invite);
    return k->error;
}

/* Why not, in words; empty: nothing that the form could say. */
static struct str why_not(const struct asking *k)
{
    switch ((int)k->error) {
    case ERR_GONE:
        return STR(ASK_CLOSED);
    case ERR_CONFLICT:
        return STR(ASK_HAS_ROLE);
    case ERR_FORBIDDEN:
        return STR(ASK_OWN);
    case ERR_INVALID:
        return STR(ASK_EMAIL_FORM);
    case ERR_TOO_MANY:
        return k->invite.mail_is_refused ? STR(ASK_MAILS_OF_DAY) : STR(ASK_ROLES_MAX);
    default:
        return (struct str){ NULL, 0 };
    }
}

bool people_ask_is_change(struct ctx *c)
{
    return str_eq(param_str(c, "step"), STR("change"));
}

bool people_ask_is_send(struct ctx *c)
{
    return str_eq(param_str(c, "step"), STR("send"));
}

enum err people_ask_render(struct ctx *c, struct form *f, bool is_good)
{
    if (people_ask_is_change(c))
        return form_render_next(f, "admin/people_invite");
    if (is_good && !people_ask_is_send(c))
        return form_render_next(f, "admin/people_invite_check");
    return form_render(f, is_good ? "admin/people_invite_check" : "admin/people_invite");
}

enum err people_ask_send(struct ctx *c, struct form *f, const struct people_ask *ask)
{
    struct asking *k = ARENA_NEW(c->arena, struct asking);
    if (!k)
        return ERR_LIMIT;
    *k = (struct asking){ .c = c };
    k->invite =
        (struct invite){ .actor = &c->visitor->actor,
                         .act = ctx_act(c),
                         .grant = ask->grant,
                         .key = rand_key(c->arena),
                         .account = { .id = rand_id(), .name = ask->name, .email = ask->email },
                         .to_join = &k->to_join,
                         .to_member = &k->to_member };
    k->invite.grant.id = rand_id();
    k->invite.grant.from_s = c->now_s;
    rand_bytes(k->invite.account.audit_key.byte, sizeof k->invite.account.audit_key.byte);
    enum err e = make_mails(k, ask);
    if (!e)
        e = form_send_once(f, send_fn, k, ask->location);
    struct str why = why_not(k);
    if (!why.n)
        return e;
    form_error(f, ask->error_field ? ask->error_field : "email", why);
    return ERR_CONFLICT;
}

/* --- once more --- */

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

enum err people_ask_again(struct ctx *c, struct form *f, int64_t account_id,
                          struct str location)
{
    struct again k = { .again = { .actor = &c->visitor->actor,
                                  .act = ctx_act(c),
                                  .account_id = account_id,
                                  .key = rand_key(c->arena) } };
    struct account account;
    enum err e = account_find(c->db, c->arena, account_id, &account);
    k.mail.to = account.email;
    if (!e)
        e = make_join_mail(c, &k.mail, mail_view(c, k.again.key, STR("")));
    k.again.mail = &k.mail;
    return e ? e : form_send_once(f, again_fn, &k, location);
}

/* --- fields --- */

void people_ask_check(struct form *f)
{
    form_required(f, "name", STR(ASK_ENTER_NAME));
    form_length(f, "name", ACCOUNT_NAME_MAX, STR(ASK_NAME));
    form_required(f, "email", STR(ASK_ENTER_EMAIL));
    form_email(f, "email", STR(ASK_EMAIL_FORM));
}

void people_role_read(struct form *f, const struct partnership_list *all,
                      struct people_ask *out)
{
    struct grant *g = &out->grant;
    if (!people_role_from(form_value(f, "role"), &g->role)) {
        form_error(f, "role", STR(ASK_SELECT_ROLE));
        return;
    }
    if (role_scope(g->role) != SCOPE_PARTNERSHIP)
        return;
    const struct partnership *p = people_partnership_by_slug(all, form_value(f, "partnership"));
    if (!p) {
        form_error(f, "partnership", STR(ASK_SELECT_PARTNERSHIP));
        return;
    }
    g->partnership_id = p->id;
    out->place = p->name;
}

void people_until_read(struct ctx *c, struct form *f, int64_t *until_s)
{
    struct date d;
    *until_s = 0;
    if (form_date_read(c->arena, f, &people_until, &d) != FORM_DATE_GOOD)
        return;
    *until_s = london_to_s(date_from_days(date_to_days(d) + 1), 0, 0);
    if (*until_s <= c->now_s)
        form_error(f, people_until.day, STR(ASK_UNTIL_PAST));
}

enum err people_invitation_mail(struct ctx *c, int64_t account_id, struct str *out)
{
    struct str state;
    enum err e = person_mail_state(c->db, c->arena, account_id, STR("mail/invitation"), &state);
    *out = str_eq(state, STR("sent"))     ? STR(MAIL_SENT)
           : str_eq(state, STR("failed")) ? STR(MAIL_FAILED)
           : state.n                      ? STR(MAIL_QUEUED)
                                          : (struct str){ NULL, 0 };
    return e;
}
