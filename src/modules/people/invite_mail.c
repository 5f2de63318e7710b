#include "modules/people/invite_mail.h"

#include "core/base/buf.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/people/link.h"
#include "modules/people/link_address.h"
#include "modules/people/people_words.h"

#define MAIL_TEXT_BYTES ((size_t)16 * 1024)

struct str invite_expires(struct ctx *c)
{
    struct civil t = london_from_s(c->now_s + link_life_s(LINK_INVITATION));
    return str_printf(c->arena, "%.*s, %.*s", STR_ARG(date_with_day(c->arena, t.date)),
                      STR_ARG(time_of_day(c->arena, t)));
}

static struct view *view_of(struct ctx *c, const struct invite_words *w)
{
    struct view *v = view_in(c->arena);
    bool has_name = c->person_name.n && !w->is_ours;
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(inviter), has_name ? c->person_name : STR(INVITER_OPERATOR));
    view_str(v, S(role), w->role);
    return v;
}

static enum err make(struct ctx *c, struct mail *m, const struct view *v)
{
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    enum err e = tpl_render_text(c->templates, m->kind, v, c->arena, text);
    m->id = rand_id();
    m->queued_at_s = c->now_s;
    m->body = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

enum err invite_mail_to_join(struct ctx *c, const struct invite_words *w, struct str key,
                             struct mail *out)
{
    struct view *v = view_of(c, w);
    *out = (struct mail){ .kind = STR("mail/invitation"), .to = w->to, .holds_key = true };
    out->subject = str_printf(c->arena, SUBJECT_INVITATION, STR_ARG(c->site->service_name));
    view_str(v, S(url), link_address(c->arena, c->site->origin, LINK_INVITATION, key));
    view_str(v, S(expires), invite_expires(c));
    return make(c, out, v);
}

enum err invite_mail_to_member(struct ctx *c, const struct invite_words *w, struct mail *out)
{
    *out =
        (struct mail){ .kind = STR("mail/role_given"), .to = w->to, .is_to_confirmed = true };
    out->subject = str_printf(c->arena, SUBJECT_ROLE_GIVEN, STR_ARG(c->site->service_name));
    return make(c, out, view_of(c, w));
}
