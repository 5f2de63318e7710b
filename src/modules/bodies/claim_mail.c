#include "modules/bodies/claim_mail.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/claim_words.h"
#include "modules/people/editor.h"
#include "modules/people/invite_mail.h"
#include "modules/people/link_address.h"

#define MAIL_TEXT_BYTES ((size_t)16 * 1024)
#define COORDINATORS_TOLD 8

static const struct {
    const char *kind, *subject;
} mails[CLAIM_MAIL__MAX] = {
    [CLAIM_MAIL_LINK] = { "mail/claim_link", SUBJECT_CLAIM_LINK },
    [CLAIM_MAIL_RECEIVED] = { "mail/claim_received", SUBJECT_CLAIM_RECEIVED },
    [CLAIM_MAIL_WAITS] = { "mail/claim_waits", SUBJECT_CLAIM_WAITS },
    [CLAIM_MAIL_APPROVED] = { "mail/claim_approved", SUBJECT_CLAIM_APPROVED },
    [CLAIM_MAIL_DENIED] = { "mail/claim_denied", SUBJECT_CLAIM_DENIED },
    [CLAIM_MAIL_ASKED] = { "mail/claim_asked", SUBJECT_CLAIM_ASKED },
};

static struct str moment(struct arena *a, int64_t s)
{
    struct civil t = london_from_s(s);
    return str_printf(a, "%.*s, %.*s", STR_ARG(date_long(a, t.date)),
                      STR_ARG(time_of_day(a, t)));
}

/* Where the mail leads. */
static struct str url_of(struct ctx *c, const struct claim *claim,
                         const struct claim_mail_of *of)
{
    struct arena *a = c->arena;
    struct str path = { 0 };
    if (of->what == CLAIM_MAIL_LINK)
        path = url_path(a, "/body/join/confirm/%", of->key);
    else if (of->what == CLAIM_MAIL_APPROVED && of->key.n)
        return link_address(a, c->site->origin, LINK_INVITATION, of->key);
    else if (of->what == CLAIM_MAIL_APPROVED)
        path = STR("/sign-in?next=%2Fbody");
    else if (claim->proof == CLAIM_BY_LEAD)
        path = url_query(a, url_path(a, "/body/people/requests/%", claim->reference),
                         STR("body"), claim->body_slug);
    else
        path = url_path(a, claim->partnership_id ? "/coordinator/claims/%" : "/admin/claims/%",
                        claim->reference);
    return str_join(a, c->site->origin, path);
}

static struct view *view_of(struct ctx *c, const struct claim *claim,
                            const struct claim_mail_of *of)
{
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(reference), claim->reference);
    view_str(v, S(body_name), claim->body_name); /* of the register, nothing that was typed */
    view_str(v, S(sent_at), moment(c->arena, c->now_s));
    view_str(v, S(url), url_of(c, claim, of));
    view_str(v, S(expires), invite_expires(c));
    view_bool(v, S(is_member), of->what == CLAIM_MAIL_APPROVED && !of->key.n);
    view_bool(v, S(by_lead), claim->proof == CLAIM_BY_LEAD);
    view_bool(v, S(by_admin), claim->proof != CLAIM_BY_LEAD && !claim->partnership_id);
    view_str(v, S(words), of->words);
    return v;
}

enum err claim_mail_make(struct ctx *c, const struct claim *claim,
                         const struct claim_mail_of *of, struct mail *out)
{
    struct arena *a = c->arena;
    struct buf *text = buf_in(a, MAIL_TEXT_BYTES);
    struct str before = str_from(mails[of->what].subject);
    size_t gap = str_find(before, STR("%.*s"));
    *out = (struct mail){
        .id = rand_id(),
        .queued_at_s = c->now_s,
        .kind = str_from(mails[of->what].kind),
        .object_kind = STR("body_claim"),
        .object_id = str_printf(a, "%lld", (long long)claim->id),
        .to = of->to,
        .is_to_confirmed = of->is_confirmed,
        .reply_to = of->reply_to,
        .subject =
            str_printf(a, "%.*s%.*s%.*s", STR_ARG(str_sub(before, 0, gap)),
                       STR_ARG(claim->reference), STR_ARG(str_sub(before, gap + 4, before.n))),
        .holds_key = of->key.n > 0,
    };
    enum err e = tpl_render_text(c->templates, out->kind, view_of(c, claim, of), a, text);
    out->body = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

enum err claim_mail_add(struct ctx *c, const struct claim *claim,
                        const struct claim_mail_of *of, struct claim_mails *to)
{
    if (to->n == CLAIM_MAILS_MAX)
        return ERR_INTERNAL;
    enum err e = claim_mail_make(c, claim, of, &to->at[to->n]);
    to->n += !e;
    return e;
}

static enum err add_waits(struct ctx *c, const struct claim *claim, struct str address,
                          struct claim_mails *to)
{
    return claim_mail_add(c, claim,
                          &(struct claim_mail_of){
                              .what = CLAIM_MAIL_WAITS, .to = address, .is_confirmed = true },
                          to);
}

static enum err tell_lead(struct ctx *c, const struct claim *claim, struct claim_mails *to)
{
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    if (!editors)
        return ERR_LIMIT;
    enum err e = editor_list(c->db, c->arena, claim->body_id, c->now_s, editors);
    if (!e && editors->has_lead)
        e = add_waits(c, claim, editors->at[0].email, to);
    return e;
}

enum err claim_mail_deciders(struct ctx *c, const struct claim *claim, struct claim_mails *to)
{
    struct str email[COORDINATORS_TOLD];
    size_t n = 0;
    if (claim->proof == CLAIM_BY_LEAD)
        return tell_lead(c, claim, to);
    enum err e = claim->partnership_id
                     ? editor_coordinators(c->db, c->arena, claim->partnership_id, c->now_s,
                                           email, COORDINATORS_TOLD, &n)
                     : OK;
    if (!e && !claim->partnership_id && c->site->contact_mail.n)
        email[n++] = c->site->contact_mail;
    for (size_t i = 0; !e && i < n; i++)
        e = add_waits(c, claim, email[i], to);
    return e;
}
