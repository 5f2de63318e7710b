#include "modules/people/own_factor_pages.h"

#include "core/base/qr.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/people/account_words.h"
#include "modules/people/enter.h"
#include "modules/people/own_page.h"
#include "modules/people/recovery.h"
#include "modules/people/totp.h"

#define FEW_CODES 3 /* below that the page asks for new ones */

/* --- what travels sealed --- */

static struct str seal_bytes(struct ctx *c, struct str prefix, const void *p, size_t n)
{
    return ctx_seal(c, str_join(c->arena, prefix, (struct str){ p, n }));
}

/* "prefix time bytes": true when it is ours, for that prefix, not too old and whole. */
static bool unseal_bytes(struct ctx *c, struct str sealed, struct str prefix, int64_t life_s,
                         struct str *bytes)
{
    struct str text, time;
    int64_t made_s = 0;
    if (!ctx_unseal(c, sealed, &text) || !str_starts(text, prefix))
        return false;
    *bytes = str_sub(text, prefix.n, text.n);
    size_t end = str_find_char(*bytes, ' ');
    if (end == STR_NONE)
        return false;
    time = str_sub(*bytes, 0, end);
    *bytes = str_sub(*bytes, end + 1, bytes->n);
    return str_to_i64(time, &made_s) && made_s <= c->now_s && c->now_s - made_s < life_s;
}

static struct str pending_prefix(struct ctx *c)
{
    return str_printf(c->arena, "factor %lld ", (long long)c->visitor->account.id);
}

static struct str codes_prefix(struct ctx *c)
{
    return str_printf(c->arena, "codes %lld %lld ", (long long)c->visitor->account.id,
                      (long long)c->visitor->session.number);
}

static struct str with_time(struct ctx *c, struct str prefix)
{
    return str_printf(c->arena, "%.*s%lld ", STR_ARG(prefix), (long long)c->now_s);
}

/* --- the first page: what is set up, and why --- */

static void show_codes_left(struct view *v, int64_t left)
{
    view_int(v, S(codes_left), left);
    view_bool(v, S(has_one_code), left == 1);
    view_bool(v, S(has_few_codes), left < FEW_CODES);
}

enum err own_factor_page(struct ctx *c)
{
    int64_t left = 0;
    const struct account *account = &c->visitor->account;
    enum err e = recovery_left(c->db, account->id, &left);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    view_bool(v, S(has_factor), account->totp_secret.n > 0);
    view_bool(v, S(needs_factor), c->visitor->needs_factor);
    show_codes_left(v, left);
    view_str(v, S(set_up_href), own_page_with_next(c, "/account/second-factor/set-up"));
    return ctx_render(c, "account/factor", v);
}

/* --- setting up --- */

struct set_up {
    struct own_page p;
    char fresh[TOTP_SECRET_BYTES];
    struct str secret;
    bool is_stale; /* the form's own secret was not there, too old or not ours */
};

static enum err set_up_open(struct ctx *c, struct set_up *k)
{
    k->is_stale = false;
    enum err e = own_page_open(c, "/account/second-factor", &k->p);
    if (e)
        return e;
    if (c->req->method == METHOD_POST) {
        bool good = unseal_bytes(c, param_str(c, "pending"), pending_prefix(c),
                                 FACTOR_PENDING_S, &k->secret);
        k->is_stale = !good || k->secret.n != TOTP_SECRET_BYTES;
    }
    if (c->req->method != METHOD_POST || k->is_stale) {
        rand_bytes(k->fresh, sizeof k->fresh);
        k->secret = (struct str){ k->fresh, sizeof k->fresh };
    }
    return OK;
}

static enum err set_up_show(struct set_up *k)
{
    struct ctx *c = k->p.c;
    struct view *v = k->p.v;
    struct qr qr;
    struct str uri = totp_uri(c->arena, k->secret, c->site->service_name, k->p.account->email);
    bool has_qr = qr_draw(c->arena, uri, &qr) == OK;
    view_bool(v, S(has_qr), has_qr);
    view_int(v, S(qr_size), qr.size);
    view_str(v, S(qr_path), qr.path);
    view_str(v, S(secret_text), totp_secret_text(c->arena, k->secret));
    view_str(v, S(pending),
             seal_bytes(c, with_time(c, pending_prefix(c)), k->secret.p, k->secret.n));
    view_str(v, S(next), enter_next(c));
    view_bool(v, S(has_factor), k->p.account->totp_secret.n > 0);
    form_field(k->p.f, S(code), "code");
    return form_render(k->p.f, "account/factor_set_up");
}

enum err own_factor_set_up_page(struct ctx *c)
{
    struct set_up k;
    enum err e = set_up_open(c, &k);
    return e ? e : set_up_show(&k);
}

/* What the write of a set-up or of new codes does. */
struct factor_write {
    struct totp_enrol enrol; /* no secret: new codes only */
    struct recovery_set codes;
    struct session_renew renew;
    struct mail mail;
    struct act act;
    int64_t account_id;
};

static enum err factor_write_fn(struct db *db, void *arg)
{
    const struct factor_write *w = arg;
    enum err e = w->enrol.secret.n ? totp_enrol(db, &w->enrol, &w->act) : OK;
    if (!e)
        e = recovery_replace(db, w->account_id, &w->codes, &w->act);
    if (!e && w->enrol.secret.n)
        e = session_renew(db, &w->renew);
    return e ? e : mail_queue(db, &w->mail);
}

/* The rights that come awake decide how long the session may rest. */
static enum err will_be_staff(struct ctx *c, bool *out)
{
    struct actor actor;
    bool lacks;
    const struct actor_ask ask = { c->visitor->account.id, c->now_s, true };
    enum err e = actor_load(c->db, c->arena, &ask, &actor, &lacks);
    *out = !e && actor_is_staff(&actor);
    return e;
}

static void write_new(struct ctx *c, struct factor_write *w)
{
    const struct visitor *who = c->visitor;
    *w = (struct factor_write){ .act = ctx_act(c), .account_id = who->account.id };
    rand_bytes(&w->codes, sizeof w->codes);
    w->renew = (struct session_renew){ .old = who->value,
                                       .has_factor = true,
                                       .is_proved = true,
                                       .seen_s = who->session.last_seen_s,
                                       .now_s = c->now_s };
    rand_bytes(&w->renew.value, sizeof w->renew.value);
}

static struct str codes_location(struct ctx *c, const struct recovery_set *codes)
{
    struct str sealed =
        seal_bytes(c, with_time(c, codes_prefix(c)), codes->byte, sizeof codes->byte);
    struct str path =
        str_printf(c->arena, "/account/second-factor/codes?shown=%.*s", STR_ARG(sealed));
    struct str next = enter_next(c);
    return next.n ? url_query(c->arena, path, STR("next"), next) : path;
}

/* The cookie of the session's new value: not where the same form came twice, because then the
 * first answer carries it. */
static enum err give_cookie(struct ctx *c, const struct session_value *value)
{
    struct session s;
    enum err e = session_find(c->db, c->arena, value, 0, c->now_s, &s);
    if (e == ERR_NOT_FOUND)
        return OK;
    return e ? e : session_cookie_set(c, value) ? OK : ERR_LIMIT;
}

static enum err enrol(struct set_up *k)
{
    struct ctx *c = k->p.c;
    struct factor_write w;
    write_new(c, &w);
    w.enrol = (struct totp_enrol){ .account_id = w.account_id,
                                   .secret = k->secret,
                                   .typed = form_value(k->p.f, "code"),
                                   .keep_session = c->visitor->session.number };
    enum err e = will_be_staff(c, &w.renew.is_staff);
    if (!e)
        e = own_page_notice(c, NOTICE_FACTOR_SET, &w.mail);
    if (!e)
        e = form_send_once(k->p.f, factor_write_fn, &w, codes_location(c, &w.codes));
    return e ? e : give_cookie(c, &w.renew.value);
}

static bool is_right_code(struct set_up *k)
{
    struct form *f = k->p.f;
    int64_t step;
    if (k->is_stale) {
        form_error(f, "code", STR(FACTOR_STALE));
        return false;
    }
    if (!form_required(f, "code", STR(FACTOR_ENTER_CODE)))
        return false;
    if (!totp_match(k->secret, form_value(f, "code"), k->p.c->now_s, 0, &step))
        form_error(f, "code", STR(FACTOR_WRONG_CODE));
    return !form_failed(f);
}

enum err own_factor_set_up_post_page(struct ctx *c)
{
    struct set_up k;
    enum err e = set_up_open(c, &k);
    if (e)
        return e;
    if (is_right_code(&k)) {
        e = enrol(&k);
        if (e != ERR_CONFLICT)
            return e;
    }
    return set_up_show(&k);
}

/* --- recovery codes --- */

enum err own_codes_page(struct ctx *c)
{
    struct str bytes;
    struct recovery_set codes;
    struct view *v = page_new(c, "");
    bool good =
        unseal_bytes(c, param_str(c, "shown"), codes_prefix(c), FACTOR_CODES_S, &bytes) &&
        bytes.n == sizeof codes.byte;
    struct list *list = view_list(v, S(codes));
    if (!c->visitor->account.totp_secret.n) /* there are none, and none to make */
        return ctx_see_other(c, STR("/account/second-factor"));
    if (good)
        memcpy(codes.byte, bytes.p, sizeof codes.byte);
    for (size_t i = 0; good && i < RECOVERY_CODES; i++)
        view_str(list_add(list), S(code), recovery_text(c->arena, &codes, i));
    view_bool(v, S(has_codes), good);
    view_str(v, S(your_email), c->visitor->account.email);
    view_str(v, S(date), date_long(c->arena, london_from_s(c->now_s).date));
    struct str next = enter_next(c);
    view_str(v, S(next), next.n ? next : enter_home(c));
    return ctx_render(c, "account/factor_codes", v);
}

static enum err new_codes_open(struct ctx *c, struct own_page *p)
{
    enum err e = own_page_open(c, "/account/second-factor", p);
    return e                                ? e
           : p->account->totp_secret.n == 0 ? ERR_NOT_FOUND /* nothing to recover */
                                            : OK;
}

enum err own_new_codes_page(struct ctx *c)
{
    struct own_page p;
    enum err e = new_codes_open(c, &p);
    return e ? e : form_render(p.f, "account/factor_new_codes");
}

enum err own_new_codes_post_page(struct ctx *c)
{
    struct own_page p;
    struct factor_write w;
    enum err e = new_codes_open(c, &p);
    if (e)
        return e;
    write_new(c, &w);
    e = own_page_notice(c, NOTICE_CODES, &w.mail);
    if (!e)
        e = form_send_once(p.f, factor_write_fn, &w, codes_location(c, &w.codes));
    return e == ERR_CONFLICT ? form_render(p.f, "account/factor_new_codes") : e;
}
