/*
 * respond_mail.c: the mails of answering: the link to go on, the receipt. The full answers only
 * where that was ticked (security.md S6).
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

#define MAIL_TEXT_BYTES ((size_t)512 * 1024)

struct str respond_link(struct respond *k, struct str key)
{
    return str_printf(k->c->arena, "%.*s/r/%.*s", STR_ARG(k->c->site->origin), STR_ARG(key));
}

static struct view *mail_view(struct respond *k, struct str key)
{
    struct ctx *c = k->c;
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(consultation), k->x.title);
    view_str(v, S(closes), consultation_closes_words(c->arena, k->x.closes_at_s));
    view_str(v, S(url), respond_link(k, key));
    return v;
}

static enum err fill(struct respond *k, const struct view *v, struct mail *m)
{
    struct ctx *c = k->c;
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    enum err e = tpl_render_text(c->templates, m->kind, v, c->arena, text);
    m->id = rand_id();
    m->queued_at_s = c->now_s;
    m->object_kind = STR("consultation");
    m->object_id = str_printf(c->arena, "%lld", (long long)k->x.id);
    m->holds_key = true;
    m->body = buf_view(text);
    return e;
}

enum err respond_mail_link(struct respond *k, struct str to, struct str key, struct mail *out)
{
    int64_t by_touch = k->c->now_s + DRAFT_KEEP_S,
            by_close = k->x.closes_at_s + DRAFT_KEEP_CLOSED_S;
    struct civil until = london_from_s(by_touch > by_close ? by_touch : by_close);
    struct view *v = mail_view(k, key);
    view_str(v, S(kept_until), date_long(k->c->arena, until.date));
    *out = (struct mail){ .kind = STR("mail/response_draft"),
                          .to = to,
                          .subject = STR(SUBJECT_RESPONSE_DRAFT) };
    return fill(k, v, out);
}

enum err respond_mail_receipt(struct respond *k, const struct respond_receipt *x,
                              struct mail *out)
{
    struct date by;
    struct ctx *c = k->c;
    struct view *v = mail_view(k, x->key);
    struct civil now = london_from_s(c->now_s);
    view_str(v, S(receipt), x->receipt);
    view_str(v, S(sent_at),
             str_printf(c->arena, "%.*s, %.*s", STR_ARG(date_long(c->arena, now.date)),
                        STR_ARG(time_of_day(c->arena, now))));
    view_str(v, S(results_by),
             date_parse(k->x.results_by, &by) ? date_long(c->arena, by) : (struct str){ 0 });
    view_bool(v, S(has_copy), x->has_copy);
    view_bool(v, S(is_late), x->is_late);
    enum err e = x->has_copy ? respond_view_answers(k, v) : OK;
    *out = (struct mail){ .kind = STR("mail/response_received"),
                          .to = x->to,
                          .subject = STR(SUBJECT_RESPONSE_RECEIVED) };
    return e ? e : fill(k, v, out);
}

enum err respond_mail_changed(struct respond *k, struct str to, struct str receipt,
                              struct mail *out)
{
    struct view *v = mail_view(k, (struct str){ 0 });
    view_str(v, S(receipt), receipt);
    view_str(v, S(contact_email), k->x.contact_email);
    *out = (struct mail){ .kind = STR("mail/response_changed"),
                          .to = to,
                          .subject = STR(SUBJECT_RESPONSE_CHANGED) };
    return fill(k, v, out); /* its text goes once it is sent: it says which response it was */
}

enum err respond_mail_queue(struct db *db, const struct mail *m, bool *is_held)
{
    enum err e = mail_queue(db, m);
    *is_held = e == ERR_TOO_MANY || e == ERR_INVALID;
    return *is_held ? OK : e;
}
