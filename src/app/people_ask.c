#include "app/people_ask.h"

#include "app/people_page_words.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/people/editor.h"
#include "modules/people/invitation.h"
#include "modules/people/invite_mail.h"
#include "modules/people/people.h"
#include "modules/people/people_words.h"
#include "modules/people/visitor.h"

#define BODIES_LOOKED_AT 10 /* entries of about the same name */

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
    if (ask->grant.body_id)
        return str_printf(a, ROLE_WORDS_EDITOR_OF, STR_ARG(ask->place));
    return ask->place.n ? str_printf(a, ROLE_WORDS_OF, STR_ARG(words), STR_ARG(ask->place))
                        : words;
}

static enum err make_mails(struct asking *k, const struct people_ask *ask)
{
    struct ctx *c = k->c;
    struct invite_words w = { .to = ask->email, .role = role_in_words(c->arena, ask) };
    enum err e = invite_mail_to_join(c, &w, k->invite.key, &k->to_join);
    return e ? e : invite_mail_to_member(c, &w, &k->to_member);
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
    if (!e)
        e = invite_mail_to_join(c, &(struct invite_words){ .to = account.email }, k.again.key,
                                &k.mail);
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

static void read_partnership(struct form *f, const struct partnership_list *all,
                             struct people_ask *out)
{
    const struct partnership *p = people_partnership_by_slug(all, form_value(f, "partnership"));
    if (!p) {
        form_error(f, "partnership", STR(ASK_SELECT_PARTNERSHIP));
        return;
    }
    out->grant.partnership_id = p->id;
    out->place = p->name;
}

/* By its charity number, or by its name where one alone has it. */
static enum err find_body(struct ctx *c, struct str typed, int64_t *id)
{
    struct body_match match[BODIES_LOOKED_AT];
    struct body_likeness like = { .name = typed };
    struct str number;
    size_t n = 0, n_same = 0;
    if (body_charity_number(c->arena, typed, &number))
        like = (struct body_likeness){ .charity_number = number };
    unsigned why = like.name.n ? BODY_SAME_NAME : BODY_SAME_NUMBER;
    enum err e = body_likely(c->db, c->arena, &like, match, BODIES_LOOKED_AT, &n);
    for (size_t i = 0; !e && i < n; i++) {
        if (!(match[i].why & why))
            continue;
        *id = match[i].body_id;
        n_same++;
    }
    return e ? e : n_same == 1 ? OK : ERR_NOT_FOUND;
}

static enum err read_body(struct ctx *c, struct form *f, struct people_ask *out)
{
    struct editor_list editors;
    struct grant *g = &out->grant;
    struct str typed = form_value(f, "organisation");
    enum err e = typed.n ? find_body(c, typed, &g->body_id) : ERR_NOT_FOUND;
    if (e == ERR_NOT_FOUND) {
        form_error(f, "organisation", typed.n ? STR(ASK_NO_BODY) : STR(ASK_ENTER_BODY));
        return OK;
    }
    if (!e)
        e = c->people->body_name(c->db, c->arena, g->body_id, &out->place);
    if (!e)
        e = editor_list(c->db, c->arena, g->body_id, c->now_s, &editors);
    g->is_lead = !e && !editors.has_lead;
    return e;
}

enum err people_role_read(struct ctx *c, struct form *f, const struct partnership_list *all,
                          struct people_ask *out)
{
    if (!role_from_name(form_value(f, "role"), &out->grant.role)) {
        form_error(f, "role", STR(ASK_SELECT_ROLE));
        return OK;
    }
    if (role_scope(out->grant.role) == SCOPE_PARTNERSHIP)
        read_partnership(f, all, out);
    return role_scope(out->grant.role) == SCOPE_BODY ? read_body(c, f, out) : OK;
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
