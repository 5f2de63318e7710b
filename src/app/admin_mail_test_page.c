/*
 * admin_mail_test_page.c: /admin/settings/mail-test: a mail to the administrator's own address,
 * and what became of it. The settings of the mail server are shown, its password is not.
 */
#include "app/admin_pages.h"
#include "app/admin_view.h"
#include "app/admin_words.h"
#include "app/current.h"
#include "app/house.h"
#include "app/work_words.h"
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

#define KIND "mail/test"
#define TEXT_MAX_BYTES (16 * KIB)

static struct str tls_words(enum mail_tls tls)
{
    switch (tls) {
    case MAIL_TLS_NONE:
        return STR(MAIL_TLS_WORDS_NONE);
    case MAIL_TLS_STARTTLS:
        return STR(MAIL_TLS_WORDS_STARTTLS);
    case MAIL_TLS_ALWAYS:
        break;
    }
    return STR(MAIL_TLS_WORDS_ALWAYS);
}

static void show_server(struct ctx *c, struct view *v)
{
    const struct app *app = c->app;
    const struct mail_config *m = &app->mail;
    view_bool(v, S(has_server), m->smtp_host != NULL);
    view_str(v, S(server),
             m->smtp_host ? str_printf(c->arena, MAIL_SERVER_AT, m->smtp_host, m->smtp_port)
                          : STR(""));
    view_str(v, S(encryption), tls_words(m->tls));
    view_bool(v, S(signs_in), m->user != NULL);
    view_str(v, S(from_address), m->from);
    view_str(v, S(reply_to), app_current(c->app)->reply_to);
    view_str(v, S(your_email), c->visitor->account.email);
}

static struct str outcome(struct ctx *c, const struct outbox_entry *m)
{
    const struct app *app = c->app;
    struct arena *a = c->arena;
    struct str why = work_mail_why(a, m->error);
    switch (m->state) {
    case OUTBOX_SENT:
        return app->mail.smtp_host ? STR(TEST_SENT) : STR(TEST_FILE);
    case OUTBOX_SENDING:
        return STR(TEST_SENDING);
    case OUTBOX_QUEUED:
        if (!m->n_tries)
            return STR(TEST_WAITING);
        return str_printf(a, TEST_AGAIN, STR_ARG(why),
                          STR_ARG(admin_when(c, m->next_try_at_s)));
    case OUTBOX_FAILED:
    case OUTBOX__MAX:
        break;
    }
    return str_printf(a, TEST_FAILED, STR_ARG(why));
}

/* Only a test of one's own: every other number is as if there were none. */
static bool is_own_test(struct ctx *c, const struct outbox_entry *m)
{
    struct str own = str_printf(c->arena, "%lld", (long long)c->visitor->account.id);
    return str_eq(m->kind, STR(KIND)) && str_eq(m->object_id, own);
}

static void show_outcome(struct ctx *c, struct view *v)
{
    struct outbox_entry m;
    bool found = param_has(c, "mail") &&
                 outbox_find(c->db, c->arena, param_i64(c, "mail", 0), &m) == OK &&
                 is_own_test(c, &m);
    view_bool(v, S(has_outcome), found);
    if (!found)
        return;
    view_str(v, S(outcome), outcome(c, &m));
    view_str(v, S(sent_at), admin_when(c, m.queued_at_s));
    view_bool(v, S(is_over), m.state == OUTBOX_SENT || m.state == OUTBOX_FAILED);
    view_str(v, S(href),
             str_printf(c->arena, "/admin/settings/mail-test?mail=%lld", (long long)m.id));
}

static enum err page_open(struct ctx *c, struct view **v, struct form **f)
{
    *v = page_new(c, "");
    page_back(c, STR("/admin/settings"));
    *f = form_new(c, *v);
    show_server(c, *v);
    return *f ? OK : ERR_LIMIT;
}

enum err admin_mail_test_page(struct ctx *c)
{
    struct view *v;
    struct form *f;
    enum err e = page_open(c, &v, &f);
    show_outcome(c, v);
    return e ? e : form_render(f, "admin/mail_test");
}

/* --- sending one --- */

struct test_mail {
    struct mail mail;
    struct act act;
};

static enum err queue_fn(struct db *db, void *arg)
{
    const struct test_mail *t = arg;
    struct change change;
    enum err e = mail_queue(db, &t->mail);
    if (e)
        return e;
    change_begin(&change);
    return change_record(db, &change, &t->act,
                         &(struct change_of){ STR("mail.test"), STR("outbox"), t->mail.id });
}

static enum err make_mail(struct ctx *c, struct mail *out)
{
    const struct account *me = &c->visitor->account;
    struct buf *text = buf_in(c->arena, TEXT_MAX_BYTES);
    struct view *v = view_in(c->arena);
    view_str(v, S(your_name), me->name);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(reply_to), app_current(c->app)->reply_to);
    *out = (struct mail){
        .id = rand_id(),
        .queued_at_s = c->now_s,
        .kind = STR(KIND),
        .object_kind = STR("account"),
        .object_id = str_printf(c->arena, "%lld", (long long)me->id),
        .to = me->email,
        .is_to_confirmed = true,
        .subject = STR(SUBJECT_MAIL_TEST),
    };
    enum err e = tpl_render_text(c->templates, out->kind, v, c->arena, text);
    out->body = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

enum err admin_mail_test_post_page(struct ctx *c)
{
    struct view *v;
    struct form *f;
    struct test_mail t = { .act = ctx_act(c) };
    enum err e = page_open(c, &v, &f);
    if (!e)
        e = make_mail(c, &t.mail);
    if (e)
        return e;
    e = form_send_once(
        f, queue_fn, &t,
        str_printf(c->arena, "/admin/settings/mail-test?mail=%lld", (long long)t.mail.id));
    if (e != ERR_CONFLICT)
        return e;
    view_bool(v, S(has_outcome), false);
    return form_render(f, "admin/mail_test");
}
