#include "modules/people/notice.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/people/account.h"
#include "modules/people/account_words.h"
#include "modules/people/visitor.h"

#define TEXT_MAX_BYTES (16 * KIB)

static const struct {
    struct str kind, subject; /* its template */
    bool is_to_stranger;      /* nobody has shown that the address is theirs */
} notices[NOTICE__MAX] = {
    [NOTICE_PASSWORD] = { STR_INIT("mail/account_password"), STR_INIT(SUBJECT_PASSWORD),
                          false },
    [NOTICE_EMAIL_CONFIRM] = { STR_INIT("mail/account_email_confirm"),
                               STR_INIT(SUBJECT_EMAIL_CONFIRM), true },
    [NOTICE_EMAIL_TAKEN] = { STR_INIT("mail/account_email_taken"),
                             STR_INIT(SUBJECT_EMAIL_TAKEN), true },
    [NOTICE_EMAIL_ASKED] = { STR_INIT("mail/account_email_asked"),
                             STR_INIT(SUBJECT_EMAIL_ASKED), false },
    [NOTICE_EMAIL_CHANGED] = { STR_INIT("mail/account_email_changed"),
                               STR_INIT(SUBJECT_EMAIL_CHANGED), false },
    [NOTICE_FACTOR_SET] = { STR_INIT("mail/account_factor_set"), STR_INIT(SUBJECT_FACTOR_SET),
                            false },
    [NOTICE_FACTOR_RESET] = { STR_INIT("mail/account_factor_reset"),
                              STR_INIT(SUBJECT_FACTOR_RESET), false },
    [NOTICE_CODES] = { STR_INIT("mail/account_codes"), STR_INIT(SUBJECT_CODES), false },
    [NOTICE_SIGN_IN] = { STR_INIT("mail/account_sign_in"), STR_INIT(SUBJECT_SIGN_IN), false },
    [NOTICE_SLEEPS] = { STR_INIT("mail/account_sleeps"), STR_INIT(SUBJECT_SLEEPS), false },
    [NOTICE_CLOSED] = { STR_INIT("mail/account_closed"), STR_INIT(SUBJECT_CLOSED), false },
};

struct notice_from notice_from_ctx(const struct ctx *c)
{
    return (struct notice_from){ .arena = c->arena,
                                 .templates = c->templates,
                                 .origin = c->site->origin,
                                 .service_name = c->site->service_name,
                                 .now_s = c->now_s };
}

static struct view *view_of(const struct notice_from *from, const struct notice_of *of)
{
    struct view *v = view_in(from->arena);
    struct civil now = london_from_s(from->now_s);
    view_str(v, S(service_name), from->service_name);
    view_str(v, S(origin), from->origin);
    view_str(v, S(your_name), of->account->name);
    view_str(v, S(link), str_join(from->arena, from->origin, of->link));
    view_str(v, S(device), of->device);
    view_str(v, S(closes_on), of->closes_on);
    view_str(v, S(at),
             str_printf(from->arena, "%.*s on %.*s", STR_ARG(time_of_day(from->arena, now)),
                        STR_ARG(date_long(from->arena, now.date))));
    return v;
}

enum err notice_make(const struct notice_from *from, const struct notice_of *of,
                     struct mail *out)
{
    struct arena *a = from->arena;
    struct buf *text = buf_in(a, TEXT_MAX_BYTES);
    *out = (struct mail){
        .id = rand_id(),
        .queued_at_s = from->now_s,
        .kind = notices[of->what].kind,
        .object_kind = STR("account"),
        .object_id = str_printf(a, "%lld", (long long)of->account->id),
        .to = of->to.n ? of->to : of->account->email,
        .is_to_confirmed = !notices[of->what].is_to_stranger,
        .subject = notices[of->what].subject,
        .holds_key = of->link.n > 0,
    };
    enum err e = tpl_render_text(from->templates, out->kind, view_of(from, of), a, text);
    out->body = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

struct send {
    struct mail mail;
    int64_t account_id;
    struct act act;
};

static enum err send_fn(struct db *db, void *arg)
{
    const struct send *s = arg;
    struct change change;
    enum err e = mail_queue(db, &s->mail);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "kind", STR(""), s->mail.kind);
    return change_record(
        db, &change, &s->act,
        &(struct change_of){ STR("account.told"), STR("account"), s->account_id });
}

enum err notice_send(struct ctx *c, const struct notice_of *of)
{
    const struct notice_from from = notice_from_ctx(c);
    struct send s = { .account_id = of->account->id, .act = ctx_act(c) };
    enum err e = notice_make(&from, of, &s.mail);
    return e ? e : store_write(c->store, send_fn, &s);
}
