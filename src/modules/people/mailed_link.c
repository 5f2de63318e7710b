#include "modules/people/mailed_link.h"

#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/mail/mail.h"
#include "modules/people/link_address.h"
#include "modules/people/people.h"
#include "modules/people/people_words.h"
#include "modules/people/visitor.h"

#define MAIL_TEXT_BYTES ((size_t)16 * 1024)

struct ask {
    const struct mailed_link *m;
    struct arena *a;
    struct str email, nobody; /* the subject of an address without an account */
    struct link_new link;
    struct mail mail;
    struct act act;
};

static enum err tell(struct db *db, struct ask *k, const struct account *account)
{
    struct change c;
    k->mail.to = account->email;
    k->mail.object_id = str_printf(k->a, "%lld", (long long)account->id);
    k->mail.is_to_confirmed = account->last_sign_in_at_s > 0;
    enum err e = mail_queue(db, &k->mail);
    if (e)
        return e;
    change_begin(&c);
    change_text(&c, "kind", STR(""), k->mail.kind);
    return change_record(
        db, &c, &k->act,
        &(struct change_of){ STR("account.link"), STR("account"), account->id });
}

/* Asking again within a short time changes nothing, for anybody. */
static enum err make(struct db *db, struct ask *k, const struct account *account)
{
    bool is_recent = false;
    k->link.account_id = account ? account->id : 0;
    k->link.subject =
        account ? str_printf(k->a, "account:%lld", (long long)account->id) : k->nobody;
    enum err e = link_is_recent(db, &k->link, MAILED_LINK_AGAIN_S, &is_recent);
    if (e || is_recent)
        return e;
    if (account)
        e = tell(db, k, account);
    return e ? e : link_make(db, &k->link);
}

/* Where no mail may go (S6), the work is that for nobody. */
static enum err ask_fn(struct db *db, void *arg)
{
    struct ask *k = arg;
    struct account account;
    enum err e = account_find_by_email(db, k->a, k->email, &account);
    if (e && e != ERR_NOT_FOUND)
        return e;
    bool is_somebody = !e && !account.closed_at_s;
    e = make(db, k, is_somebody ? &account : NULL);
    bool is_mute = is_somebody && (e == ERR_TOO_MANY || e == ERR_INVALID);
    return is_mute ? make(db, k, NULL) : e;
}

static enum err render_mail(struct ctx *c, struct ask *k)
{
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(url), link_address(c->arena, c->site->origin, k->m->purpose, k->link.key));
    enum err e = tpl_render_text(c->templates, str_from(k->m->template), v, c->arena, text);
    k->mail.body = buf_view(text);
    return e;
}

/* A keyed hash: what was typed stands nowhere. */
static struct str subject_of_nobody(struct ctx *c, struct str email)
{
    struct hash h = hash_keyed(&c->people->link_key, account_email_key(c->arena, email));
    return str_printf(c->arena, "nobody:%.*s", STR_ARG(hash_hex(c->arena, &h, HASH_BYTES)));
}

enum err mailed_link_send(struct ctx *c, const struct mailed_link *m, struct str email)
{
    struct ask k = { .m = m,
                     .a = c->arena,
                     .email = email,
                     .nobody = subject_of_nobody(c, email),
                     .link = { .purpose = m->purpose,
                               .key = rand_key(c->arena),
                               .detail = m->detail,
                               .now_s = c->now_s },
                     .act = ctx_act(c) };
    k.mail = (struct mail){ .id = rand_id(),
                            .queued_at_s = c->now_s,
                            .kind = str_from(m->template),
                            .object_kind = STR("account"),
                            .subject = m->subject,
                            .holds_key = true };
    enum err e = render_mail(c, &k);
    return e ? e : store_write(c->store, ask_fn, &k);
}

enum err mailed_link_to_sign_in(struct ctx *c, struct str email, struct str next)
{
    const struct mailed_link m = { .purpose = LINK_SIGN_IN,
                                   .template = "mail/sign_in_link",
                                   .subject = STR(SUBJECT_SIGN_IN_LINK),
                                   .detail = next };
    return mailed_link_send(c, &m, email);
}

/* --- a link that opens nothing --- */

static const char *ask_again_at(enum link_purpose purpose)
{
    switch (purpose) {
    case LINK_SIGN_IN:
        return "/sign-in/link";
    case LINK_RESET:
        return "/reset";
    case LINK_FIRST_ADMIN:
    case LINK_INVITATION:
    case LINK_CONFIRM:
    case LINK_SIGN_OFF:
    case LINK__MAX:
        break;
    }
    return NULL;
}

enum err mailed_link_over(struct ctx *c, enum link_purpose purpose, enum link_state state)
{
    struct view *v = page_new(c, "");
    const char *again = ask_again_at(purpose);
    view_bool(v, S(is_used), state == LINK_USED);
    view_bool(v, S(is_expired), state == LINK_EXPIRED);
    view_bool(v, S(is_unknown), state == LINK_UNKNOWN || state == LINK_GOOD);
    view_bool(v, S(is_invitation), purpose == LINK_INVITATION);
    view_bool(v, S(is_first_admin), purpose == LINK_FIRST_ADMIN);
    view_str(v, S(again_href), str_from(again));
    view_bool(v, S(is_in), c->visitor->is_signed_in);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    bool was_ours = state == LINK_USED || state == LINK_EXPIRED;
    return ctx_render_status(c, was_ours ? 410 : 404, "sign_in/link_over", v);
}
