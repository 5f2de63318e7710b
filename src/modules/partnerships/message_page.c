#include "modules/partnerships/message_page.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "gen/symbols.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/contact_route.h"

#define MAIL_TEXT_BYTES ((size_t)64 * 1024)

static enum err find_by_area(struct ctx *c, struct str slug, struct message_target *out)
{
    struct area area;
    enum err e = area_find_by_slug(c->db, c->arena, slug, &area);
    if (e)
        return e;
    out->area_id = area.id;
    out->area_slug = area.slug;
    return partnership_find_by_slug(c->db, c->arena, area.partnership_slug, &out->partnership);
}

static enum err take_area(struct ctx *c, struct message_target *out)
{
    struct area area;
    if (!param_has(c, "area"))
        return OK;
    enum err e = area_find_by_slug(c->db, c->arena, param_str(c, "area"), &area);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    if (area.partnership_id == out->partnership.id) {
        out->area_id = area.id;
        out->area_slug = area.slug;
    }
    return OK;
}

static void take_mailbox(const struct contact_route *route, struct message_target *out)
{
    const struct route_step *of = route->mailbox_of;
    out->first_refuses = route->is_first_bouncing;
    if (!mail_address_is_valid(route->mailbox))
        return;
    out->mailbox = route->mailbox;
    if (route->is_first_bouncing && of)
        out->next_name = of->organisation.n ? of->organisation : of->role;
}

enum err message_target_load(struct ctx *c, struct message_target *out)
{
    struct contact_route route;
    struct str slug = param_str(c, "slug");
    *out = (struct message_target){ 0 };
    enum err e = partnership_find_by_slug(c->db, c->arena, slug, &out->partnership);
    if (e == ERR_NOT_FOUND)
        e = find_by_area(c, slug, out);
    else if (!e)
        e = take_area(c, out);
    out->is_renamed = !e && !out->area_slug.n && !str_eq(out->partnership.slug, slug);
    if (!e)
        e = contact_route_load(c->db, c->arena, out->partnership.id, out->area_id, c->now_s,
                               &route);
    if (!e)
        take_mailbox(&route, out);
    return e;
}

void message_view_way(struct view *v, const struct message_target *t)
{
    view_bool(v, S(no_mailbox), !t->mailbox.n);
    view_bool(v, S(first_refuses), t->first_refuses);
    view_str(v, S(next_name), t->next_name);
}

struct str message_path(struct ctx *c, const struct message_target *t, const char *ending)
{
    struct str path =
        str_printf(c->arena, "/partnerships/%.*s%s", STR_ARG(t->partnership.slug), ending);
    return t->area_slug.n && t->partnership.n_areas > 1
               ? str_printf(c->arena, "%.*s?area=%.*s", STR_ARG(path), STR_ARG(t->area_slug))
               : path;
}

struct view *message_mail_view(struct ctx *c, const struct message_target *t,
                               struct str reference)
{
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(partnership_name), t->partnership.name);
    view_str(v, S(partnership_url),
             str_join(c->arena, c->site->origin, message_path(c, t, "")));
    view_str(v, S(reference), reference);
    struct civil now = london_from_s(c->now_s);
    view_str(v, S(sent_at),
             str_printf(c->arena, "%.*s, %.*s", STR_ARG(date_long(c->arena, now.date)),
                        STR_ARG(time_of_day(c->arena, now))));
    return v;
}

static bool turns_direction(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

struct str message_for_staff(struct arena *a, struct str typed)
{
    struct buf *out = buf_in(a, MAIL_TEXT_BYTES);
    for (size_t i = 0; i < typed.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(typed, &i);
        if (turns_direction(cp))
            buf_printf(out, "[U+%04X]", (unsigned)cp);
        else
            buf_add(out, typed.p + from, i - from);
    }
    return buf_view(out);
}

enum err message_add_mail(struct ctx *c, struct message_send *send, struct mail m,
                          const struct view *v)
{
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    if (send->n_mails == MESSAGE_MAILS_MAX)
        return ERR_INTERNAL;
    enum err e = tpl_render_text(c->templates, m.kind, v, c->arena, text);
    if (e)
        return e;
    m.id = rand_id();
    m.queued_at_s = c->now_s;
    m.body = buf_view(text);
    send->mail[send->n_mails++] = m;
    return OK;
}

static struct str sent_prefix(struct ctx *c, const struct message_target *t, const char *ending)
{
    return str_printf(c->arena, "%.*s%s ", STR_ARG(t->partnership.slug), ending);
}

struct str message_sent_path(struct ctx *c, const struct message_target *t, const char *ending,
                             char mark, struct str reference)
{
    struct str text = str_printf(c->arena, "%.*s%c%.*s", STR_ARG(sent_prefix(c, t, ending)),
                                 mark, STR_ARG(reference));
    return str_printf(c->arena, "/partnerships/%.*s%s/sent?r=%.*s",
                      STR_ARG(t->partnership.slug), ending, STR_ARG(ctx_seal(c, text)));
}

char message_sent_read(struct ctx *c, const struct message_target *t, const char *ending,
                       struct str *reference)
{
    struct str text, prefix = sent_prefix(c, t, ending);
    *reference = (struct str){ 0 };
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, prefix) ||
        text.n <= prefix.n)
        return 0;
    *reference = str_sub(text, prefix.n + 1, text.n);
    return text.p[prefix.n];
}
