/*
 * factor_reset_pages.c: a second factor taken away by two administrators and the person
 * (security.md S17).
 */
#include "app/people_pages.h"

#include "app/people_page_words.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/people/factor_reset.h"
#include "modules/people/mailed_link.h"
#include "modules/people/notice.h"
#include "modules/people/visitor.h"

#define MAIL_TEXT_BYTES ((size_t)16 * 1024)
#define SENT_MARK "factor_reset"
#define PROVE_PATH "/second-factor-reset/"

struct resetting {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct account account;
    struct factor_reset reset;
    bool is_under_way;
    int64_t n_others; /* administrators beside the person */

    struct factor_reset_work work;
    struct mail to_prove, notice;
    enum err error;
};

/* --- the administrators' page --- */

static enum err name_of(struct ctx *c, int64_t id, struct str *out)
{
    struct account account;
    enum err e = account_find(c->db, c->arena, id, &account);
    *out = e ? (struct str){ NULL, 0 } : account.name;
    return e;
}

static enum err show_under_way(struct resetting *k)
{
    struct ctx *c = k->c;
    const struct factor_reset *r = &k->reset;
    int64_t self = c->visitor->account.id;
    struct str asker = { NULL, 0 }, agreer = { NULL, 0 };
    enum err e = k->is_under_way ? name_of(c, r->asked_by, &asker) : OK;
    if (!e && r->agreed_by)
        e = name_of(c, r->agreed_by, &agreer);
    view_bool(k->v, S(is_resetting), k->is_under_way);
    view_str(k->v, S(asker), asker);
    view_str(k->v, S(agreer), agreer);
    view_str(k->v, S(why), r->reason);
    people_show_day(c, k->v, S(asked), S(asked_iso), r->asked_at_s);
    people_show_day(c, k->v, S(proved), S(proved_iso), r->proved_at_s);
    view_bool(k->v, S(may_agree),
              k->is_under_way && !r->agreed_by && r->asked_by != self && k->account.id != self);
    return e;
}

static enum err open_page(struct ctx *c, struct resetting *k)
{
    *k = (struct resetting){ .c = c };
    enum err e = people_load(c, &k->account);
    if (!e)
        e = person_admins_but(c->db, k->account.id, c->now_s, &k->n_others);
    if (e)
        return e;
    e = factor_reset_find(c->db, c->arena, k->account.id, c->now_s, &k->reset);
    k->is_under_way = !e;
    if (e && e != ERR_NOT_FOUND)
        return e;
    k->v = page_new(c, "");
    page_back(c, people_path(c, k->account.id, ""));
    k->f = form_new(c, k->v);
    return k->f ? show_under_way(k) : ERR_LIMIT;
}

static enum err render(struct resetting *k)
{
    bool is_self = k->account.id == k->c->visitor->account.id;
    view_str(k->v, S(name), k->account.name);
    view_str(k->v, S(email), k->account.email);
    view_str(k->v, S(action), people_path(k->c, k->account.id, "/second-factor"));
    view_bool(k->v, S(is_self), is_self);
    view_bool(k->v, S(has_factor), k->account.totp_secret.n > 0);
    view_bool(k->v, S(has_too_few), k->n_others < FACTOR_RESET_ADMINS);
    form_field_most(k->f, S(reason), "reason", PEOPLE_REASON_CHARS);
    form_field(k->f, S(go), "go");
    people_show_done(k->c, k->v);
    return form_render(k->f, "admin/second_factor");
}

enum err person_factor_page(struct ctx *c)
{
    struct resetting k;
    enum err e = open_page(c, &k);
    return e ? e : render(&k);
}

/* --- mails --- */

static enum err make_prove_mail(struct resetting *k)
{
    struct ctx *c = k->c;
    struct view *v = view_in(c->arena);
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    view_str(v, S(your_name), k->account.name);
    view_str(v, S(asker), c->person_name);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(url),
             str_printf(c->arena, "%.*s" PROVE_PATH "%.*s", STR_ARG(c->site->origin),
                        STR_ARG(k->work.key)));
    k->to_prove =
        (struct mail){ .id = rand_id(),
                       .queued_at_s = c->now_s,
                       .kind = STR("mail/factor_reset"),
                       .object_kind = STR("account"),
                       .object_id = str_printf(c->arena, "%lld", (long long)k->account.id),
                       .to = k->account.email,
                       .is_to_confirmed = true,
                       .subject = STR(SUBJECT_FACTOR_RESET),
                       .holds_key = true };
    enum err e = tpl_render_text(c->templates, k->to_prove.kind, v, c->arena, text);
    k->to_prove.body = buf_view(text);
    return e;
}

static enum err make_notice(struct resetting *k)
{
    struct notice_from from = notice_from_ctx(k->c);
    const struct notice_of of = { .what = NOTICE_FACTOR_RESET, .account = &k->account };
    k->work.notice = &k->notice;
    return notice_make(&from, &of, &k->notice);
}

/* --- what is pressed --- */

static enum err ask_fn(struct db *db, void *arg)
{
    struct resetting *k = arg;
    return k->error = factor_reset_ask_fn(db, &k->work);
}

static enum err agree_fn(struct db *db, void *arg)
{
    struct resetting *k = arg;
    return k->error = factor_reset_agree_fn(db, &k->work);
}

static enum err stop_fn(struct db *db, void *arg)
{
    struct resetting *k = arg;
    return k->error = factor_reset_stop_fn(db, &k->work);
}

static enum err send(struct resetting *k, store_write_fn fn, const char *done)
{
    struct ctx *c = k->c;
    struct str to = people_path(c, k->account.id, fn == stop_fn ? "" : "/second-factor");
    enum err e = form_send_once(k->f, fn, k, people_done_path(c, to, str_from(done)));
    if (!k->error && e != ERR_CONFLICT)
        return e;
    if (k->error == ERR_FORBIDDEN)
        form_error(k->f, "go", STR(STEP_OWN));
    else if (k->error == ERR_NOT_FOUND || k->error == ERR_CONFLICT)
        form_error(k->f, "go", STR(STEP_OVER));
    else if (k->error)
        return e;
    return render(k);
}

static enum err ask(struct resetting *k)
{
    form_required(k->f, "reason", STR(ASK_REASON));
    form_length(k->f, "reason", PEOPLE_REASON_CHARS, STR(ASK_REASON_NOUN));
    if (form_failed(k->f))
        return render(k);
    k->work.reason = form_value(k->f, "reason");
    k->work.key = rand_key(k->c->arena);
    k->work.to_prove = &k->to_prove;
    enum err e = make_prove_mail(k);
    return e ? e : send(k, ask_fn, DONE_ASK_RESET);
}

enum err person_factor_post_page(struct ctx *c)
{
    struct resetting k;
    struct str step = param_str(c, "go");
    enum err e = open_page(c, &k);
    if (!e)
        e = make_notice(&k);
    if (e)
        return e;
    k.work.actor = &c->visitor->actor;
    k.work.act = ctx_act(c);
    k.work.account_id = k.account.id;
    if (str_eq(step, STR("agree")))
        return send(&k, agree_fn, k.reset.proved_at_s ? DONE_RESET : DONE_AGREE_RESET);
    return str_eq(step, STR("stop")) ? send(&k, stop_fn, DONE_STOP_RESET) : ask(&k);
}

/* --- the person's page: the mailed link --- */

struct proving {
    struct resetting k;
    enum link_state state;
};

static enum err open_link(struct ctx *c, struct proving *p)
{
    int64_t id = 0;
    *p = (struct proving){ .k.c = c };
    enum err e =
        factor_reset_look(c->db, c->arena, param_str(c, "key"), c->now_s, &p->state, &id);
    if (e || p->state != LINK_GOOD)
        return e;
    e = account_find(c->db, c->arena, id, &p->k.account);
    if (e)
        return e;
    p->k.v = page_new(c, "");
    p->k.f = form_new(c, p->k.v);
    view_str(p->k.v, S(action), c->path);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return p->k.f ? OK : ERR_LIMIT;
}

enum err factor_reset_page(struct ctx *c)
{
    struct proving p;
    enum err e = open_link(c, &p);
    if (e)
        return e;
    return p.state == LINK_GOOD ? form_render(p.k.f, "account/factor_reset")
                                : mailed_link_over(c, LINK_CONFIRM, p.state);
}

static enum err prove_fn(struct db *db, void *arg)
{
    struct resetting *k = arg;
    return k->error = factor_reset_prove_fn(db, &k->work);
}

enum err factor_reset_post_page(struct ctx *c)
{
    struct proving p;
    enum err e = open_link(c, &p);
    if (e)
        return e;
    if (p.state != LINK_GOOD)
        return mailed_link_over(c, LINK_CONFIRM, p.state);
    e = make_notice(&p.k);
    p.k.work.act = ctx_act(c);
    p.k.work.act.actor = STR("link");
    p.k.work.key = param_str(c, "key");
    if (!e)
        e = form_send_once(p.k.f, prove_fn, &p.k,
                           str_printf(c->arena, "/second-factor-reset?r=%.*s",
                                      STR_ARG(ctx_seal(c, STR(SENT_MARK)))));
    if (p.k.error == ERR_GONE)
        return mailed_link_over(c, LINK_CONFIRM, LINK_USED);
    return e == ERR_CONFLICT ? form_render(p.k.f, "account/factor_reset") : e;
}

/* Nothing was pressed: the page must not say so. */
enum err factor_reset_sent_page(struct ctx *c)
{
    struct str text;
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_eq(text, STR(SENT_MARK)))
        return ERR_NOT_FOUND;
    return ctx_render(c, "account/factor_reset_sent", page_new(c, ""));
}
