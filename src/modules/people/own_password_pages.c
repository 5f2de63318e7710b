#include "modules/people/own_password_pages.h"

#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/people/account_words.h"
#include "modules/people/backoff.h"
#include "modules/people/device.h"
#include "modules/people/enter.h"
#include "modules/people/hasher.h"
#include "modules/people/link.h"
#include "modules/people/new_password.h"
#include "modules/people/own_page.h"

struct password_page {
    struct own_page p;
    bool has_password;
    struct session_value device;
    struct backoff_try try;
    int64_t wait_s;
};

/* Without a password to ask for, who one is has to have been shown just now (S19). */
static enum err open_page(struct ctx *c, struct password_page *k)
{
    const struct visitor *who = c->visitor;
    k->has_password = who->account.password_hash.n > 0;
    if (!k->has_password && !session_is_proved(&who->session, c->now_s)) {
        c->sign_in_at = url_query(c->arena, STR("/sign-in/again"), STR("next"), c->path);
        return ERR_SIGN_IN;
    }
    return own_page_open(c, own_page_is_welcome(c) ? "/account/welcome/name" : "/account",
                         &k->p);
}

static enum err show(struct password_page *k)
{
    struct view *v = k->p.v;
    form_field(k->p.f, S(current), "current");
    form_field(k->p.f, S(password), "password");
    view_bool(v, S(has_password), k->has_password);
    view_bool(v, S(is_welcome), own_page_is_welcome(k->p.c));
    view_str(v, S(your_email), k->p.account->email);
    view_str(v, S(home_href), enter_home(k->p.c));
    return form_render(k->p.f, "account/password");
}

enum err own_password_page(struct ctx *c)
{
    struct password_page k;
    enum err e = open_page(c, &k);
    return e ? e : show(&k);
}

/* --- the present one --- */

static enum err take_fn(struct db *db, void *arg)
{
    struct password_page *k = arg;
    return backoff_take(db, &k->try, &k->wait_s);
}

static void say_wait(struct password_page *k)
{
    struct arena *a = k->p.c->arena;
    form_error(k->p.f, "current",
               str_printf(a, OWN_CURRENT_WAIT, STR_ARG(enter_wait_words(a, k->wait_s))));
}

static void set_try(struct password_page *k)
{
    struct ctx *c = k->p.c;
    const struct account *account = k->p.account;
    k->try = (struct backoff_try){ .key = &c->people->link_key,
                                   .email_key = account_email_key(c->arena, account->email),
                                   .now_s = c->now_s };
    if (device_cookie_read(c, &k->device) &&
        device_is_known(c->db, &k->device, account->id, c->now_s))
        k->try.device = &k->device;
}

/* Counts the guess, then compares. */
static enum err check_current(struct password_page *k)
{
    struct ctx *c = k->p.c;
    struct hash_verdict verdict;
    set_try(k);
    enum err e = store_write(c->store, take_fn, k);
    if (e)
        return e;
    if (k->wait_s) {
        say_wait(k);
        return OK;
    }
    e = hasher_check(c->people->hasher, form_value(k->p.f, "current"),
                     k->p.account->password_hash, &verdict);
    if (!e && !verdict.is_right)
        form_error(k->p.f, "current", STR(OWN_CURRENT_WRONG));
    return e;
}

/* --- the new one --- */

struct password_write {
    const struct account *account;
    const struct backoff_try *clear; /* NULL: there was none to guess */
    struct str hash, subject;
    int64_t keep;
    struct mail mail;
    struct act act;
};

static enum err password_fn(struct db *db, void *arg)
{
    const struct password_write *w = arg;
    enum err e = account_set_password(db, w->account->id, w->hash, w->keep, &w->act);
    if (!e && w->clear)
        e = backoff_clear(db, w->clear);
    if (!e)
        e = link_kill(db, LINK_RESET, w->subject);
    return e ? e : mail_queue(db, &w->mail);
}

static enum err set_password(struct password_page *k)
{
    struct ctx *c = k->p.c;
    struct password_write w = {
        .account = k->p.account,
        .clear = k->has_password ? &k->try : NULL,
        .keep = c->visitor->session.number,
        .act = ctx_act(c)
    };
    char *hash = arena_alloc(c->arena, HASH_PASSWORD_BYTES);
    if (!hash)
        return ERR_LIMIT;
    enum err e = hasher_make(c->people->hasher, form_value(k->p.f, "password"), hash);
    if (!e)
        e = own_page_notice(c, NOTICE_PASSWORD, &w.mail);
    if (e)
        return e;
    w.hash = str_from(hash);
    w.subject = str_printf(c->arena, "account:%lld", (long long)w.account->id);
    return form_send_once(k->p.f, password_fn, &w,
                          own_page_is_welcome(c) ? enter_home(c)
                                                 : STR("/account?done=password"));
}

/* Everything that can be said without the slow hash first. */
static enum err is_filled_in(struct password_page *k)
{
    struct ctx *c = k->p.c;
    const struct new_password of = { k->p.account->name, k->p.account->email };
    if (k->has_password)
        form_required(k->p.f, "current", STR(OWN_ENTER_CURRENT));
    enum err e = new_password_judge(c, k->p.f, "password", &of);
    if (!e && k->has_password && !form_failed(k->p.f))
        e = check_current(k);
    return e;
}

enum err own_password_post_page(struct ctx *c)
{
    struct password_page k;
    enum err e = open_page(c, &k);
    if (!e)
        e = is_filled_in(&k);
    if (e)
        return e;
    if (!form_failed(k.p.f)) {
        e = set_password(&k);
        if (e != ERR_CONFLICT)
            return e;
    }
    return show(&k);
}
