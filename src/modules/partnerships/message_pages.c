/*
 * message_pages.c: a message to a partnership: the form, check, sent.
 */
#include "modules/partnerships/message_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/partnerships/message_page.h"
#include "modules/partnerships/message_words.h"

#define MARK_MAILED 'm' /* the sender is written to; else the address has had its mails */
#define MARK_NOT_MAILED 'n'

struct contact {
    struct ctx *c;
    struct message_target target;
    struct view *v;
    struct form *f;
};

static enum err contact_open(struct ctx *c, struct contact *k)
{
    *k = (struct contact){ .c = c };
    enum err e = message_target_load(c, &k->target);
    if (e)
        return e;
    if (!message_is_offered(k->target.mailbox, c->site->contact_mail))
        return ERR_NOT_FOUND;
    k->v = page_new(c, "partnerships");
    page_back(c, message_path(c, &k->target, ""));
    view_str(k->v, S(partnership_name), k->target.partnership.name);
    view_str(k->v, S(action), message_path(c, &k->target, "/contact"));
    message_view_way(k->v, &k->target);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static bool wants_copy(struct contact *k)
{
    return str_eq(form_value(k->f, "copy"), STR("yes"));
}

/* After the checks, so that each field holds its message. */
static void show_fields(struct contact *k)
{
    static const struct form_option copy = { STR_INIT("yes"), STR_INIT(MESSAGE_COPY), { 0 } };
    form_field(k->f, S(your_name), "name");
    form_field(k->f, S(organisation), "organisation");
    form_field(k->f, S(email), "email");
    form_field_most(k->f, S(message), "message", MESSAGE_CHARS);
    form_options(k->f, S(copy), "copy", &copy, 1);
    view_bool(k->v, S(wants_copy), wants_copy(k));
}

static bool is_filled_in(struct contact *k)
{
    struct form *f = k->f;
    form_required(f, "name", STR(MESSAGE_ENTER_NAME));
    form_length(f, "name", MESSAGE_NAME_CHARS, STR(MESSAGE_NAME));
    form_length(f, "organisation", MESSAGE_ORGANISATION_CHARS, STR(MESSAGE_ORGANISATION));
    form_required(f, "email", STR(MESSAGE_ENTER_EMAIL));
    form_email(f, "email", STR(MESSAGE_EMAIL_FORM));
    form_required(f, "message", STR(MESSAGE_ENTER_MESSAGE));
    form_length(f, "message", MESSAGE_CHARS, STR(MESSAGE_MESSAGE));
    return !form_failed(f);
}

/* --- mails --- */

static struct view *mail_view(struct contact *k, const struct message *m)
{
    struct view *v = message_mail_view(k->c, &k->target, m->reference);
    struct arena *a = k->c->arena;
    view_str(v, S(your_name), message_for_staff(a, m->sender_name));
    view_str(v, S(organisation), message_for_staff(a, m->organisation));
    view_str(v, S(email), m->email);
    view_str(v, S(message), message_for_staff(a, m->body));
    message_view_way(v, &k->target);
    view_bool(v, S(wants_copy), wants_copy(k));
    return v;
}

static enum err add_mails(struct contact *k, struct message_send *s)
{
    struct ctx *c = k->c;
    const struct message *m = &s->message;
    struct view *v = mail_view(k, m);
    struct str name = k->target.partnership.name;
    struct str id = str_printf(c->arena, "%lld", (long long)m->id);
    struct mail out = { .kind = STR("mail/message_to_partnership"),
                        .object_kind = STR("message"),
                        .object_id = id,
                        .to = m->to_operator ? c->site->contact_mail : k->target.mailbox,
                        .is_to_confirmed = true,
                        .reply_to = m->email,
                        .subject = str_printf(c->arena, SUBJECT_MESSAGE, STR_ARG(name),
                                              STR_ARG(m->reference)) };
    struct mail copy = { .kind = STR("mail/message_copy"),
                         .object_kind = STR("message"),
                         .object_id = id,
                         .to = m->email,
                         .subject = str_printf(c->arena, SUBJECT_COPY, STR_ARG(name),
                                               STR_ARG(m->reference)) };
    enum err e = message_add_mail(c, s, out, v);
    return e ? e : message_add_mail(c, s, copy, v);
}

static enum err send(struct contact *k)
{
    struct ctx *c = k->c;
    struct message_send s = { .actor = c->actor, .now_s = c->now_s };
    s.message = (struct message){
        .id = rand_id(),
        .partnership_id = k->target.partnership.id,
        .area_id = k->target.area_id,
        .sender_name = form_value(k->f, "name"),
        .organisation = form_value(k->f, "organisation"),
        .email = form_value(k->f, "email"),
        .body = form_value(k->f, "message"),
        .to_operator = !k->target.mailbox.n,
        .to_next_step = k->target.mailbox.n && k->target.first_refuses,
    };
    enum err e = message_new_reference(c->db, c->arena, k->target.partnership.code,
                                       &s.message.reference);
    if (!e)
        e = add_mails(k, &s);
    if (e)
        return e;
    bool mailed = mail_may_write_to(c->db, s.message.email, c->now_s);
    return form_send_once(k->f, message_send_fn, &s,
                          message_sent_path(c, &k->target, "/contact",
                                            mailed ? MARK_MAILED : MARK_NOT_MAILED,
                                            s.message.reference));
}

/* --- pages --- */

enum err contact_page(struct ctx *c)
{
    struct contact k;
    enum err e = contact_open(c, &k);
    if (e)
        return e;
    if (k.target.is_renamed)
        return ctx_moved(c, message_path(c, &k.target, "/contact"));
    show_fields(&k);
    return form_render(k.f, "partnership/contact");
}

enum err contact_post_page(struct ctx *c)
{
    struct contact k;
    enum err e = contact_open(c, &k);
    if (e)
        return e;
    bool is_send = str_eq(param_str(c, "step"), STR("send"));
    if (str_eq(param_str(c, "step"), STR("change"))) {
        show_fields(&k);
        return form_render_next(k.f, "partnership/contact");
    }
    bool good = is_filled_in(&k), human = good && form_looks_human(k.f);
    if (human && is_send) {
        e = send(&k);
        if (e != ERR_CONFLICT)
            return e;
    }
    show_fields(&k);
    if (human && !is_send)
        return form_render_next(k.f, "partnership/contact_check");
    return form_render(k.f,
                       good && is_send ? "partnership/contact_check" : "partnership/contact");
}

enum err contact_sent_page(struct ctx *c)
{
    struct message_target t;
    struct str reference;
    enum err e = message_target_load(c, &t);
    if (e)
        return e;
    struct view *v = page_new(c, "partnerships");
    char mark = message_sent_read(c, &t, "/contact", &reference);
    if (!reference.n) /* nothing was sent: the page must not say so */
        return ctx_see_other(c, message_path(c, &t, ""));
    view_str(v, S(partnership_name), t.partnership.name);
    view_str(v, S(partnership_href), message_path(c, &t, ""));
    view_str(v, S(reference), reference);
    view_bool(v, S(is_mailed), mark == MARK_MAILED);
    message_view_way(v, &t);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "partnership/contact_sent", v);
}
