#include "modules/bodies/interest_mail.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/interest_form.h"
#include "modules/bodies/interest_words.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/editor.h"

#define MAIL_TEXT_BYTES ((size_t)64 * 1024)
#define STAFF_MAX 10 /* of one partnership that are told */

enum err interest_post_open(struct interest_post *post, struct ctx *c, const struct interest *i,
                            size_t n_areas)
{
    *post = (struct interest_post){ .c = c, .interest = i, .max = n_areas * STAFF_MAX + 1 };
    post->mail = arena_array(c->arena, post->max, sizeof *post->mail);
    return post->mail ? OK : ERR_LIMIT;
}

static struct str moment(struct arena *a, int64_t at_s)
{
    struct civil t = london_from_s(at_s);
    return str_printf(a, "%.*s, %.*s", STR_ARG(date_long(a, t.date)),
                      STR_ARG(time_of_day(a, t)));
}

static struct view *mail_view(struct interest_post *post)
{
    struct ctx *c = post->c;
    const struct interest *i = post->interest;
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(reference), i->reference);
    view_str(v, S(sent_at), moment(c->arena, i->sent_at_s));
    view_int(v, S(days), INTEREST_ANSWER_DAYS);
    return v;
}

/* Renders by m.kind; to and reply_to are the caller's. */
static enum err add(struct interest_post *post, struct mail m, const struct view *v)
{
    struct ctx *c = post->c;
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    if (post->n == post->max)
        return ERR_INTERNAL;
    enum err e = tpl_render_text(c->templates, m.kind, v, c->arena, text);
    if (e)
        return e;
    m.id = rand_id();
    m.queued_at_s = c->now_s;
    m.object_kind = STR("interest");
    m.object_id = str_printf(c->arena, "%lld", (long long)post->interest->id);
    m.body = buf_view(text);
    post->mail[post->n++] = m;
    return OK;
}

/* --- to the organisation --- */

static struct str link_address(struct interest_post *post, struct str key)
{
    return str_printf(post->c->arena, "%.*s/interest/%.*s", STR_ARG(post->c->site->origin),
                      STR_ARG(key));
}

enum err interest_mail_received(struct interest_post *post, struct str key,
                                struct str area_names)
{
    const struct interest *i = post->interest;
    struct view *v = mail_view(post);
    view_str(v, S(url), link_address(post, key));
    view_str(v, S(areas), area_names);
    struct mail m = { .kind = STR("mail/interest_received"),
                      .to = i->contact_email,
                      .is_to_confirmed = i->is_confirmed,
                      .holds_key = true,
                      .subject = str_printf(post->c->arena, SUBJECT_INTEREST_RECEIVED,
                                            STR_ARG(i->reference)) };
    return i->contact_email.n ? add(post, m, v) : OK;
}

enum err interest_mail_link(struct interest_post *post, struct str key)
{
    const struct interest *i = post->interest;
    struct view *v = mail_view(post);
    view_str(v, S(url), link_address(post, key));
    struct mail m = { .kind = STR("mail/interest_link"),
                      .to = i->contact_email,
                      .is_to_confirmed = i->is_confirmed,
                      .holds_key = true,
                      .subject = str_printf(post->c->arena, SUBJECT_INTEREST_LINK,
                                            STR_ARG(i->reference)) };
    return add(post, m, v);
}

static struct str answer_subject(struct interest_post *post, const struct interest_area *area)
{
    struct arena *a = post->c->arena;
    struct str name = area->partnership_name, reference = post->interest->reference;
    if (area->state == INTEREST_ACCEPTED)
        return str_printf(a, SUBJECT_INTEREST_ACCEPTED, STR_ARG(name), STR_ARG(reference));
    if (area->state == INTEREST_ASKED)
        return str_printf(a, SUBJECT_INTEREST_ASKED, STR_ARG(name), STR_ARG(reference));
    return str_printf(a, SUBJECT_INTEREST_DECLINED, STR_ARG(name), STR_ARG(reference));
}

static enum err mailbox_of(struct interest_post *post, int64_t partnership_id, struct str *out)
{
    struct contact_route route;
    struct ctx *c = post->c;
    enum err e = contact_route_load(c->db, c->arena, partnership_id, 0, c->now_s, &route);
    *out = !e && mail_address_is_valid(route.mailbox) ? route.mailbox : (struct str){ 0 };
    return e;
}

enum err interest_mail_answered(struct interest_post *post, const struct interest_area *area)
{
    const struct interest *i = post->interest;
    struct ctx *c = post->c;
    struct view *v = mail_view(post);
    struct str mailbox;
    enum err e = mailbox_of(post, area->partnership_id, &mailbox);
    if (e || !i->contact_email.n)
        return e;
    view_str(v, S(partnership_name), area->partnership_name);
    view_str(v, S(partnership_url),
             str_join(c->arena, c->site->origin,
                      url_path(c->arena, "/partnerships/%", area->partnership_slug)));
    view_bool(v, S(is_accepted), area->state == INTEREST_ACCEPTED);
    view_bool(v, S(is_asked), area->state == INTEREST_ASKED);
    view_bool(v, S(is_declined), area->state == INTEREST_DECLINED);
    view_str(v, S(told), area->words);
    struct mail m = { .kind = STR("mail/interest_answered"),
                      .to = i->contact_email,
                      .is_to_confirmed = i->is_confirmed,
                      .reply_to = mailbox,
                      .subject = answer_subject(post, area) };
    return add(post, m, v);
}

/* --- to the people of a partnership --- */

static struct str staff_subject(struct interest_post *post, const struct interest_area *area,
                                enum interest_news news)
{
    struct arena *a = post->c->arena;
    struct str name = area->partnership_name, reference = post->interest->reference;
    switch (news) {
    case INTEREST_NEWS_REPLY:
        return str_printf(a, SUBJECT_INTEREST_REPLY, STR_ARG(name), STR_ARG(reference));
    case INTEREST_NEWS_WITHDRAWN:
        return str_printf(a, SUBJECT_INTEREST_WITHDRAWN, STR_ARG(name), STR_ARG(reference));
    case INTEREST_NEWS_NEW:
        break;
    }
    return str_printf(a, SUBJECT_INTEREST_NEW, STR_ARG(name), STR_ARG(reference));
}

/* What the organisation wrote: staff read it after signing in; where nobody signs in for the
 * partnership, it stands in the mail, as a message does. */
static void add_words(struct interest_post *post, const struct interest_area *area,
                      struct view *v)
{
    const struct interest *i = post->interest;
    struct arena *a = post->c->arena;
    view_str(v, S(what), message_for_staff(a, i->what));
    view_str(v, S(how), interest_how_words(a, i->how));
    view_str(v, S(needs), message_for_staff(a, i->needs));
    view_str(v, S(channel), interest_channel_words(i->channel));
    view_str(v, S(contact_name), message_for_staff(a, i->contact_name));
    view_str(v, S(contact_email), i->contact_email);
    view_str(v, S(contact_phone), message_for_staff(a, i->contact_phone));
    view_str(v, S(contact_address), message_for_staff(a, i->contact_address));
    view_str(v, S(reply), message_for_staff(a, area->reply));
}

static struct view *staff_view(struct interest_post *post, const struct interest_area *area,
                               enum interest_news news)
{
    struct ctx *c = post->c;
    struct view *v = mail_view(post);
    view_str(v, S(partnership_name), area->partnership_name);
    view_str(v, S(organisation), message_for_staff(c->arena, post->interest->name));
    view_bool(v, S(is_reply), news == INTEREST_NEWS_REPLY);
    view_bool(v, S(is_withdrawn), news == INTEREST_NEWS_WITHDRAWN);
    view_bool(v, S(is_new), news == INTEREST_NEWS_NEW);
    struct str path = url_path(c->arena, "/coordinator/interest/%", post->interest->reference);
    path = url_query(c->arena, path, STR("partnership"), area->partnership_slug);
    view_str(v, S(url), str_join(c->arena, c->site->origin, path));
    return v;
}

/* Nobody signs in for that partnership yet. */
static enum err to_mailbox(struct interest_post *post, const struct interest_area *area,
                           enum interest_news news)
{
    struct str mailbox;
    enum err e = mailbox_of(post, area->partnership_id, &mailbox);
    struct str to = mailbox.n ? mailbox : post->c->site->contact_mail;
    if (e || !to.n)
        return e;
    struct view *v = staff_view(post, area, news);
    add_words(post, area, v);
    view_bool(v, S(to_operator), !mailbox.n);
    struct mail m = { .kind = STR("mail/interest_to_partnership"),
                      .to = to,
                      .is_to_confirmed = true,
                      .reply_to = post->interest->contact_email,
                      .subject = staff_subject(post, area, news) };
    return add(post, m, v);
}

enum err interest_mail_staff(struct interest_post *post, const struct interest_area *area,
                             enum interest_news news)
{
    struct str to[STAFF_MAX];
    struct ctx *c = post->c;
    size_t n = 0;
    enum err e =
        editor_coordinators(c->db, c->arena, area->partnership_id, c->now_s, to, STAFF_MAX, &n);
    if (e || !n)
        return e ? e : to_mailbox(post, area, news);
    struct view *v = staff_view(post, area, news);
    for (size_t i = 0; !e && i < n; i++)
        e = add(post,
                (struct mail){ .kind = STR("mail/interest_to_coordinator"),
                               .to = to[i],
                               .is_to_confirmed = true,
                               .reply_to = post->interest->contact_email,
                               .subject = staff_subject(post, area, news) },
                v);
    return e;
}
