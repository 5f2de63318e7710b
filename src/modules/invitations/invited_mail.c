#include "modules/invitations/invited_mail.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/invitations/invited_words.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/link_session.h"
#include "modules/consultations/question.h"

#define MAIL_TEXT_BYTES ((size_t)64 * 1024)

enum err invited_letter_open(struct invited_letter *l, int64_t partnership_id)
{
    struct partnership_list all;
    struct question_form form;
    enum err e = partnership_list(l->db, l->arena, &all);
    if (!e)
        e = question_form_load(l->db, l->arena, l->x->id, &form);
    if (e)
        return e;
    for (size_t i = 0; i < all.n; i++)
        if (all.item[i].id == partnership_id)
            l->partnership_name = all.item[i].name;
    l->minutes = l->x->minutes ? l->x->minutes : question_minutes(&form);
    return OK;
}

static struct str today_of(const struct invited_letter *l)
{
    return date_iso(l->arena, london_from_s(l->now_s).date);
}

static struct contact_event event_of(const struct invited_letter *l, int64_t body_id,
                                     int64_t partnership_id, struct str summary)
{
    return (struct contact_event){ .id = rand_id(),
                                   .body_id = body_id,
                                   .partnership_id = partnership_id,
                                   .kind = STR("sent"),
                                   .channel = STR("email"),
                                   .direction = STR("out"),
                                   .happened_on = today_of(l),
                                   .summary = summary,
                                   .object_kind = STR("consultation"),
                                   .object_id = l->x->id,
                                   .by_account = l->by_account,
                                   .by_role = STR(INVITED_ROLE),
                                   .created_at_s = l->now_s };
}

static enum err render(const struct invited_letter *l, struct str kind, struct str key,
                       struct str *out)
{
    struct arena *a = l->arena;
    struct view *v = view_in(a);
    struct buf *text = buf_in(a, MAIL_TEXT_BYTES);
    bool is_open = consultation_state(l->x, l->now_s) == CONSULTATION_OPEN;
    view_str(v, S(service_name), l->site->service_name);
    view_str(v, S(origin), l->site->origin);
    view_str(v, S(consultation_title), l->x->title);
    view_str(v, S(summary), l->x->summary);
    view_str(v, S(partnership_name), l->partnership_name);
    view_text(v, S(opens),
              is_open ? (struct str){ 0 } : consultation_opens_words(a, l->x->opens_at_s));
    view_str(v, S(closes), consultation_closes_words(a, l->x->closes_at_s));
    view_int(v, S(minutes), l->minutes);
    view_text(v, S(contact_role), l->x->contact_role);
    view_text(v, S(contact_email), l->x->contact_email);
    view_str(v, S(url),
             str_printf(a, "%.*s/invited/%.*s", STR_ARG(l->site->origin), STR_ARG(key)));
    enum err e = tpl_render_text(l->templates, kind, v, a, text);
    *out = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

static enum err make_mail(const struct invited_letter *l, struct invited_item *x, bool is_again,
                          bool is_confirmed)
{
    struct arena *a = l->arena;
    struct str title = l->x->title;
    struct mail *m = &x->mail;
    *m = (struct mail){ .id = rand_id(),
                        .queued_at_s = l->now_s,
                        .kind = is_again ? STR("mail/consultation_invited_again")
                                         : STR("mail/consultation_invited"),
                        .object_kind = STR("consultation"),
                        .object_id = str_printf(a, "%lld", (long long)l->x->id),
                        .to = x->row.email,
                        .is_to_confirmed = is_confirmed,
                        .reply_to = mail_address_is_valid(l->x->contact_email)
                                        ? l->x->contact_email
                                        : (struct str){ 0 },
                        .subject = is_again
                                       ? str_printf(a, SUBJECT_INVITED_AGAIN, STR_ARG(title))
                                       : str_printf(a, SUBJECT_INVITED, STR_ARG(title)),
                        .holds_key = true };
    x->has_mail = true;
    return render(l, m->kind, invited_key(a, l->link_key, x->row.id), &m->body);
}

static void fill_new(const struct invited_letter *l, int64_t body_id, int64_t partnership_id,
                     struct invited_item *out)
{
    *out = (struct invited_item){ .row = { .id = rand_id(),
                                           .consultation_id = l->x->id,
                                           .body_id = body_id,
                                           .partnership_id = partnership_id,
                                           .channel = STR("email"),
                                           .invited_on = today_of(l) } };
    out->key = link_key_hash(invited_key(l->arena, l->link_key, out->row.id));
}

enum err invited_item_new(const struct invited_letter *l, int64_t body_id,
                          int64_t partnership_id, const struct invited_address *to,
                          struct invited_item *out)
{
    struct str closes = consultation_closes_words(l->arena, l->x->closes_at_s);
    fill_new(l, body_id, partnership_id, out);
    out->row.email = to->email;
    out->event =
        event_of(l, body_id, partnership_id,
                 str_printf(l->arena, INVITED_SAID, STR_ARG(l->x->title), STR_ARG(closes)));
    return make_mail(l, out, false, to->is_confirmed);
}

enum err invited_item_again(const struct invited_letter *l, const struct invited *row,
                            bool is_confirmed, struct invited_item *out)
{
    struct str closes = consultation_closes_words(l->arena, l->x->closes_at_s);
    *out = (struct invited_item){ .row = *row };
    out->event = event_of(l, row->body_id, row->partnership_id,
                          str_printf(l->arena, INVITED_SAID_AGAIN, STR_ARG(l->x->title),
                                     STR_ARG(closes), (long long)row->n_reminders + 1));
    return make_mail(l, out, true, is_confirmed);
}

void invited_item_other(const struct invited_letter *l, int64_t body_id, int64_t partnership_id,
                        struct str note, struct invited_item *out)
{
    fill_new(l, body_id, partnership_id, out);
    out->event = event_of(l, body_id, partnership_id,
                          str_printf(l->arena, INVITED_SAID_OTHER, STR_ARG(l->x->title)));
    out->event.outcome = note;
}
