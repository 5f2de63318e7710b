/*
 * body_response_pages.c: what an organisation has answered, is writing, and could answer, over
 * all areas (4.3 of interface.md).
 */
#include "modules/responses/body_response_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/responses/body_change.h"
#include "modules/responses/body_response.h"
#include "modules/responses/body_response_words.h"
#include "modules/consultations/consultation_shown.h"
#include "modules/consultations/consultation_view.h"
#include "modules/invitations/invited.h"
#include "modules/partnerships/area.h"
#include "modules/people/visitor.h"

#define OPEN_MAX 50 /* open ones that are listed */

struct answering {
    struct ctx *c;
    struct home_body h;
    struct view *v;
    struct form *f;
};

static struct str share_path(struct arena *a, int64_t draft_id)
{
    return str_printf(a, "/body/responses/%lld/share", (long long)draft_id);
}

/* --- what is open --- */

static bool concerns(const struct body *b, const struct consultation_shown *x)
{
    for (size_t i = 0; i < b->n_areas; i++)
        if (b->area[i].partnership_id == x->partnership_id ||
            list_holds(x->areas, b->area[i].slug))
            return true;
    return false;
}

/* Asked for by name, or of its areas and for everybody. */
static enum err is_asked(struct ctx *c, const struct body *b,
                         const struct consultation_shown *x, bool *out)
{
    struct invited row;
    *out = concerns(b, x) && !x->is_invited_only;
    if (*out)
        return OK;
    enum err e = invited_of_body(c->db, c->arena, x->id, b->id, &row);
    *out = !e;
    return e == ERR_NOT_FOUND ? OK : e;
}

static void show_open(struct ctx *c, const struct consultation_shown *x, struct list *rows)
{
    struct view *v = list_add(rows);
    view_str(v, S(title), x->title);
    view_str(v, S(slug), x->slug);
    view_str(v, S(href), invited_papers_path(c->arena, x->slug, x->is_invited_only));
    view_str(v, S(partnership_name), x->partnership_name);
    view_str(v, S(closes), consultation_closes_words(c->arena, x->closes_at_s));
    view_str(v, S(asks), consultation_asks(c->arena, x));
}

/* Neither begun nor answered. */
static enum err is_new(struct ctx *c, int64_t body_id, int64_t consultation_id, bool *out)
{
    struct body_draft d;
    struct body_sent s;
    *out = false;
    enum err e = body_draft_of(c->db, c->arena, body_id, consultation_id, &d);
    if (e != ERR_NOT_FOUND)
        return e;
    e = body_sent_to(c->db, c->arena, body_id, consultation_id, &s);
    *out = e == ERR_NOT_FOUND;
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err list_open(struct ctx *c, const struct body *b, struct list *rows)
{
    const struct consultation_filter open = { .state = STR("open") };
    struct consultation_shown_list all;
    enum err e = consultation_shown_all(c->db, c->arena, &open, c->now_s, &all);
    for (size_t i = 0; !e && i < all.n && list_len(rows) < OPEN_MAX; i++) {
        bool is = false, is_fresh = false;
        e = is_asked(c, b, &all.item[i], &is);
        if (!e && is)
            e = is_new(c, b->id, all.item[i].id, &is_fresh);
        if (!e && is && is_fresh)
            show_open(c, &all.item[i], rows);
    }
    return e;
}

/* --- drafts and sent ones --- */

static enum err list_drafts(struct ctx *c, int64_t body_id, struct list *rows)
{
    struct arena *a = c->arena;
    struct body_draft *d = arena_array(a, BODY_DRAFTS_MAX, sizeof *d);
    size_t n = 0;
    enum err e = d ? body_draft_list(c->db, a, body_id, d, BODY_DRAFTS_MAX, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n && !e; i++) {
        struct view *v = list_add(rows);
        bool is_free = body_draft_is_free(&d[i], c->visitor->account.id, c->now_s);
        view_str(v, S(title), d[i].title);
        view_str(v, S(href), share_path(a, d[i].id));
        view_bool(v, S(is_closed), c->now_s >= d[i].closes_at_s);
        view_str(v, S(closes), consultation_closes_words(a, d[i].closes_at_s));
        view_str(v, S(signer), d[i].signed_name);
        view_str(v, S(writer), is_free ? (struct str){ 0 } : d[i].lock_name);
    }
    return e;
}

static enum err list_sent(struct ctx *c, int64_t body_id, struct list *rows)
{
    struct arena *a = c->arena;
    struct body_sent *s = arena_array(a, BODY_SENT_MAX, sizeof *s);
    size_t n = 0;
    enum err e = s ? body_sent_list(c->db, a, body_id, s, BODY_SENT_MAX, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n && !e; i++) {
        struct view *v = list_add(rows);
        struct date d;
        view_str(v, S(title), s[i].title);
        view_str(v, S(href), url_path(a, "/consultations/%", s[i].slug));
        view_str(v, S(partnership_name), s[i].partnership_name);
        view_str(v, S(receipt), s[i].receipt);
        view_str(v, S(received),
                 date_parse(s[i].received_on, &d) ? date_short(a, d) : s[i].received_on);
        view_str(v, S(received_iso), s[i].received_on);
        view_str(v, S(sender), s[i].sender_name);
        view_bool(v, S(is_withdrawn), str_eq(s[i].counting, STR("withdrawn")));
        view_bool(v, S(can_change), c->now_s < s[i].closes_at_s);
        view_bool(v, S(is_changing), s[i].change_id != 0);
        view_str(v, S(change_href), share_path(a, s[i].change_id));
    }
    return e;
}

/* --- the page --- */

static enum err answering_open(struct ctx *c, struct answering *k)
{
    *k = (struct answering){ .c = c };
    enum err e = home_body_load(c, CAP_RESPONSE_OWN, &k->h);
    if (e)
        return e;
    k->v = home_body_view(c, &k->h);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err render_list(struct answering *k)
{
    struct ctx *c = k->c;
    struct list *drafts = view_list(k->v, S(drafts)), *sent = view_list(k->v, S(sent)),
                *open = view_list(k->v, S(open));
    enum err e = list_drafts(c, k->h.body.id, drafts);
    if (!e)
        e = list_sent(c, k->h.body.id, sent);
    if (!e)
        e = list_open(c, &k->h.body, open);
    view_bool(k->v, S(has_drafts), list_len(drafts) > 0);
    view_bool(k->v, S(has_sent), list_len(sent) > 0);
    view_bool(k->v, S(has_open), list_len(open) > 0);
    view_bool(k->v, S(is_empty), !list_len(drafts) && !list_len(sent));
    view_int(k->v, S(n_sent), (int64_t)list_len(sent));
    view_str(k->v, S(action), home_path(c, &k->h, "/body/responses"));
    return e ? e : form_render(k->f, "body_response/list");
}

enum err body_response_list_page(struct ctx *c)
{
    struct answering k;
    enum err e = answering_open(c, &k);
    return e ? e : render_list(&k);
}

enum err body_response_panel(struct ctx *c, const struct home_body *h, struct view *page)
{
    struct list *open = view_list(page, S(open)), *drafts = view_list(page, S(drafts));
    enum err e = list_open(c, &h->body, open);
    if (!e)
        e = list_drafts(c, h->body.id, drafts);
    view_bool(page, S(has_open), list_len(open) > 0);
    view_bool(page, S(has_drafts), list_len(drafts) > 0);
    view_str(page, S(responses_href), home_path(c, h, "/body/responses"));
    return e;
}

/* --- beginning --- */

/* What is known is filled in, and can be changed (WCAG 3.3.7). */
static enum err begin(struct answering *k, const struct consultation *x, int64_t invitation_id)
{
    struct ctx *c = k->c;
    const struct account *me = &c->visitor->account;
    const struct draft_field known[] = {
        { STR("body"), k->h.body.slug },
        { STR("email"), me->email },
        { STR("name"), me->name },
        { STR("organisation"), k->h.body.name },
        { STR("privacy"), str_printf(c->arena, "%lld", (long long)x->privacy_version) },
        { STR("who"), STR("organisation") },
    };
    struct body_begin b = { .draft = { .id = rand_id(),
                                       .consultation_id = x->id,
                                       .key = link_key_hash(rand_key(c->arena)),
                                       .body_id = k->h.body.id,
                                       .made_by = me->id,
                                       .invitation_id = invitation_id,
                                       .field = known,
                                       .n_fields = sizeof known / sizeof *known,
                                       .is_opened = true,
                                       .now_s = c->now_s } };
    link_session_prepare(c, LINK_KIND_DRAFT, x->id, b.draft.id, &b.draft.open);
    enum err e = form_send_once(k->f, body_begin_fn, &b, share_path(c->arena, b.draft.id));
    if (e)
        return e;
    return link_session_cookie(c, &b.draft.open) ? OK : ERR_INTERNAL;
}

/* A colleague began it, or sent it: there. */
static enum err begun_already(struct answering *k, const struct consultation *x, bool *is)
{
    struct ctx *c = k->c;
    struct body_draft d;
    bool is_fresh;
    enum err e = body_draft_of(c->db, c->arena, k->h.body.id, x->id, &d);
    *is = true;
    if (!e)
        return ctx_see_other(c, share_path(c->arena, d.id));
    if (e == ERR_NOT_FOUND)
        e = is_new(c, k->h.body.id, x->id, &is_fresh);
    if (e)
        return e;
    *is = !is_fresh;
    return is_fresh ? OK : ctx_see_other(c, home_path(c, &k->h, "/body/responses"));
}

enum err body_response_begin_page(struct ctx *c)
{
    struct answering k;
    struct consultation x;
    struct invitation_pass pass;
    bool is = false;
    enum err e = answering_open(c, &k);
    if (e)
        return e;
    if (form_value(k.f, "change").n)
        return body_change_begin(c, &k.h.body, form_value(k.f, "change"));
    if (form_value(k.f, "open").n)
        return body_sent_open(c, &k.h.body, form_value(k.f, "open"));
    e = consultation_by_slug(c->db, c->arena, form_value(k.f, "consultation"), &x);
    if (!e)
        e = invitation_allows(c, &x, &pass);
    if (e && e != ERR_NOT_FOUND)
        return e;
    if (e || !pass.is_allowed || consultation_state(&x, c->now_s) != CONSULTATION_OPEN) {
        form_error(k.f, "consultation", STR(BODY_SELECT_CONSULTATION));
        return render_list(&k);
    }
    e = begun_already(&k, &x, &is);
    if (e || is)
        return e;
    e = begin(&k, &x, pass.body_id == k.h.body.id ? pass.invitation_id : 0);
    return e == ERR_CONFLICT ? render_list(&k) : e;
}
