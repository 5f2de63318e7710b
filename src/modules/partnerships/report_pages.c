/*
 * report_pages.c: "tell us what is wrong" on a partnership's page.
 */
#include "modules/partnerships/message_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/partnerships/message_page.h"
#include "modules/partnerships/message_words.h"

static const struct form_option what_options[REPORT__MAX] = {
    [REPORT_PERSON] = { STR_INIT("wrong_person"), STR_INIT(REPORT_PERSON_LABEL), { 0 } },
    [REPORT_NUMBER] = { STR_INIT("wrong_number"), STR_INIT(REPORT_NUMBER_LABEL), { 0 } },
    [REPORT_LINK] = { STR_INIT("broken_link"), STR_INIT(REPORT_LINK_LABEL), { 0 } },
    [REPORT_OTHER] = { STR_INIT("other"), STR_INIT(REPORT_OTHER_LABEL), { 0 } },
};

struct report_form {
    struct ctx *c;
    struct message_target target;
    struct view *v;
    struct form *f;
};

static enum err report_open(struct ctx *c, struct report_form *k)
{
    *k = (struct report_form){ .c = c };
    enum err e = message_target_load(c, &k->target);
    if (e)
        return e;
    k->v = page_new(c, "partnerships");
    page_back(c, message_path(c, &k->target, ""));
    view_str(k->v, S(partnership_name), k->target.partnership.name);
    view_str(k->v, S(action), message_path(c, &k->target, "/report"));
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static void show_fields(struct report_form *k)
{
    form_options(k->f, S(what), "what", what_options, REPORT__MAX);
    form_field_most(k->f, S(details), "details", REPORT_CHARS);
    form_field(k->f, S(email), "email");
}

static bool is_filled_in(struct report_form *k)
{
    struct form *f = k->f;
    if (report_what_from(form_value(f, "what")) == REPORT__MAX)
        form_error(f, "what", STR(REPORT_SELECT));
    form_required(f, "details", STR(REPORT_ENTER_DETAILS));
    form_length(f, "details", REPORT_CHARS, STR(REPORT_DETAILS));
    form_email(f, "email", STR(MESSAGE_EMAIL_FORM));
    return !form_failed(f);
}

/* --- mails --- */

static struct view *mail_view(struct report_form *k, const struct report *r)
{
    struct view *v = message_mail_view(k->c, &k->target, r->reference);
    view_str(v, S(what), what_options[r->what].label);
    view_str(v, S(details), message_for_staff(k->c->arena, r->body));
    return v;
}

/* To those who check it. The address goes to those who answer, not to both. */
static enum err add_check_mail(struct report_form *k, struct message_send *s, struct str to,
                               bool with_address)
{
    struct ctx *c = k->c;
    const struct report *r = &s->report;
    struct view *v = mail_view(k, r);
    view_str(v, S(email), with_address ? r->email : (struct str){ 0 });
    view_bool(v, S(no_email), with_address && !r->email.n);
    struct mail m = { .kind = STR("mail/report_to_operator"),
                      .object_kind = STR("correction_report"),
                      .object_id = str_printf(c->arena, "%lld", (long long)r->id),
                      .to = to,
                      .is_to_confirmed = true,
                      .reply_to = with_address ? r->email : (struct str){ 0 },
                      .subject = str_printf(c->arena, SUBJECT_REPORT,
                                            STR_ARG(k->target.partnership.name),
                                            STR_ARG(r->reference)) };
    return message_add_mail(c, s, m, v);
}

static enum err add_receipt_mail(struct report_form *k, struct message_send *s)
{
    struct ctx *c = k->c;
    const struct report *r = &s->report;
    struct mail m = { .kind = STR("mail/report_received"),
                      .object_kind = STR("correction_report"),
                      .object_id = str_printf(c->arena, "%lld", (long long)r->id),
                      .to = r->email,
                      .subject = str_printf(c->arena, SUBJECT_REPORT_RECEIVED,
                                            STR_ARG(k->target.partnership.name),
                                            STR_ARG(r->reference)) };
    return message_add_mail(c, s, m, mail_view(k, r));
}

static enum err add_mails(struct report_form *k, struct message_send *s)
{
    struct str site_mail = k->c->site->contact_mail;
    enum err e = OK;
    if (k->target.mailbox.n && !k->target.first_refuses)
        e = add_check_mail(k, s, k->target.mailbox, !site_mail.n);
    if (!e && site_mail.n)
        e = add_check_mail(k, s, site_mail, true);
    if (!e && s->report.email.n)
        e = add_receipt_mail(k, s);
    return e;
}

static enum err send(struct report_form *k)
{
    struct ctx *c = k->c;
    struct message_send s = { .actor = c->actor, .now_s = c->now_s };
    s.report = (struct report){
        .id = rand_id(),
        .partnership_id = k->target.partnership.id,
        .what = report_what_from(form_value(k->f, "what")),
        .body = form_value(k->f, "details"),
        .email = form_value(k->f, "email"),
    };
    enum err e =
        message_new_reference(c->db, c->arena, k->target.partnership.code, &s.report.reference);
    if (!e)
        e = add_mails(k, &s);
    if (e)
        return e;
    return form_send_once(k->f, report_send_fn, &s,
                          message_sent_path(c, &k->target, "/report", '-', s.report.reference));
}

/* --- pages --- */

enum err report_page(struct ctx *c)
{
    struct report_form k;
    enum err e = report_open(c, &k);
    if (e)
        return e;
    if (k.target.is_renamed)
        return ctx_moved(c, message_path(c, &k.target, "/report"));
    show_fields(&k);
    return form_render(k.f, "partnership/report");
}

enum err report_post_page(struct ctx *c)
{
    struct report_form k;
    enum err e = report_open(c, &k);
    if (e)
        return e;
    if (is_filled_in(&k) && form_looks_human(k.f)) {
        e = send(&k);
        if (e != ERR_CONFLICT)
            return e;
    }
    show_fields(&k);
    return form_render(k.f, "partnership/report");
}

enum err report_sent_page(struct ctx *c)
{
    struct message_target t;
    struct str reference;
    enum err e = message_target_load(c, &t);
    if (e)
        return e;
    struct view *v = page_new(c, "partnerships");
    (void)message_sent_read(c, &t, "/report", &reference);
    if (!reference.n) /* nothing was sent: the page must not say so */
        return ctx_see_other(c, message_path(c, &t, ""));
    view_str(v, S(partnership_name), t.partnership.name);
    view_str(v, S(partnership_href), message_path(c, &t, ""));
    view_str(v, S(reference), reference);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "partnership/report_sent", v);
}
