#include "modules/bodies/claim_desk.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/claim_decide.h"
#include "modules/bodies/claim_mail.h"
#include "modules/bodies/claim_words.h"
#include "modules/bodies/editor_view.h"
#include "modules/bodies/home_body.h"
#include "modules/partnerships/desk.h"
#include "modules/people/visitor.h"

#define LIKELY_MAX 5
#define NEW "new"

/* --- whose it is --- */

static enum err open_for_lead(struct ctx *c, struct claim_desk *k)
{
    struct home_body h;
    enum err e = home_body_load(c, CAP_BODY_EDIT, &h);
    if (e)
        return e;
    bool is_theirs =
        h.is_lead && k->claim.proof == CLAIM_BY_LEAD && k->claim.body_id == h.body.id;
    if (!is_theirs)
        return ctx_refuse(c);
    k->for_lead = true;
    k->v = home_body_view(c, &h);
    k->back = home_path(c, &h, "/body/people");
    k->own_path = str_join(c->arena, c->path, h.query);
    k->entry_href = home_path(c, &h, "/body/profile");
    return OK;
}

static enum err open_for_staff(struct ctx *c, struct claim_desk *k)
{
    bool is_admin = str_starts(c->path, STR("/admin/"));
    const struct claim *m = &k->claim;
    enum err e = desk_ask_for(c, CAP_BODY_APPROVE, m->partnership_id);
    if (e)
        return e;
    k->v = page_new(c, "");
    view_bool(k->v, S(has_others), false);
    k->back = is_admin ? STR("/admin/claims") : STR("/coordinator/claims");
    k->own_path = c->path;
    if (m->body_id)
        k->entry_href =
            str_printf(c->arena, is_admin ? "/admin/bodies/%lld" : "/coordinator/bodies/%lld",
                       (long long)m->body_id);
    return OK;
}

enum err claim_desk_open(struct ctx *c, struct claim_desk *k)
{
    *k = (struct claim_desk){ .c = c };
    enum err e = claim_find(c->db, c->arena, desk_reference(c), &k->claim);
    if (!e)
        e = str_starts(c->path, STR("/body/")) ? open_for_lead(c, k) : open_for_staff(c, k);
    if (e)
        return e;
    page_back(c, k->back);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

/* --- the form --- */

/* What staff of that partnership may know of: public, or of their own areas. */
static enum err may_know(struct claim_desk *k, const struct body_match *m, bool *out)
{
    struct body body;
    bool is_accepted;
    int64_t partnership_id = k->claim.partnership_id;
    *out = m->is_public || !partnership_id;
    if (*out)
        return OK;
    enum err e =
        body_load_for(k->c->db, k->c->arena, m->body_id, partnership_id, &body, &is_accepted);
    *out = !e;
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err find_likely(struct claim_desk *k, struct body_match out[LIKELY_MAX], size_t *n)
{
    struct body_match all[LIKELY_MAX];
    size_t n_all = 0;
    const struct body_likeness like = { .name = k->claim.new_name,
                                        .charity_number = k->claim.charity_number,
                                        .website = k->claim.site };
    enum err e = body_likely(k->c->db, k->c->arena, &like, all, LIKELY_MAX, &n_all);
    *n = 0;
    for (size_t i = 0; !e && i < n_all; i++) {
        bool may = false;
        e = may_know(k, &all[i], &may);
        if (!e && may)
            out[(*n)++] = all[i];
    }
    return e;
}

static struct str entry_code(struct arena *a, int64_t body_id)
{
    return str_printf(a, "e%lld", (long long)body_id);
}

static enum err show_entry(struct claim_desk *k)
{
    struct form_option option[LIKELY_MAX + 1];
    struct body_match likely[LIKELY_MAX];
    size_t n = 0;
    enum err e = k->claim.body_id ? OK : find_likely(k, likely, &n);
    for (size_t i = 0; i < n; i++)
        option[i + 1] = (struct form_option){ entry_code(k->c->arena, likely[i].body_id),
                                              likely[i].name, likely[i].charity_number };
    option[0] = (struct form_option){ STR(NEW), STR(DECIDE_NEW), { 0 } };
    form_options(k->f, S(entry), "entry", option, n + 1);
    view_bool(k->v, S(has_likely), n > 0);
    return e;
}

enum err claim_desk_fields(struct claim_desk *k)
{
    static const struct form_option options[] = {
        { STR_INIT("approve"), STR_INIT(DECIDE_APPROVE), STR_INIT(DECIDE_APPROVE_HINT) },
        { STR_INIT("ask"), STR_INIT(DECIDE_ASK), STR_INIT(DECIDE_ASK_HINT) },
        { STR_INIT("deny"), STR_INIT(DECIDE_DENY), STR_INIT(DECIDE_DENY_HINT) },
    };
    form_options(k->f, S(decision), "decision", options, 3);
    form_field_most(k->f, S(reason), "reason", CLAIM_REASON_CHARS);
    return show_entry(k);
}

/* --- approving --- */

/* The entry that a new one is said to be; 0: a new one. */
static enum err read_entry(struct claim_desk *k, int64_t *body_id)
{
    struct body_match likely[LIKELY_MAX];
    size_t n = 0;
    struct str typed = form_value(k->f, "entry");
    *body_id = 0;
    enum err e = find_likely(k, likely, &n);
    if (e || str_eq(typed, STR(NEW)) || (!n && !typed.n))
        return e;
    for (size_t i = 0; i < n; i++)
        if (str_eq(typed, entry_code(k->c->arena, likely[i].body_id)))
            *body_id = likely[i].body_id;
    if (!*body_id)
        form_error(k->f, "entry", STR(DECIDE_SELECT_ENTRY));
    return OK;
}

static enum err fill_areas(struct claim_desk *k, struct body *b)
{
    struct ctx *c = k->c;
    struct area_list areas;
    struct str rest = k->claim.areas, slug;
    enum err e = area_list(c->db, c->arena, &areas);
    b->area = arena_array(c->arena, AREAS_MAX, sizeof *b->area);
    if (e || !b->area)
        return e ? e : ERR_LIMIT;
    while (str_cut(&rest, ';', &slug)) {
        const struct area *area = area_named(&areas, slug);
        if (area && b->n_areas < AREAS_MAX)
            b->area[b->n_areas++] = (struct body_area){ .area_id = area->id,
                                                        .partnership_id = area->partnership_id,
                                                        .slug = area->slug,
                                                        .name = area->name,
                                                        .is_involved = true };
    }
    return OK;
}

/* A new entry by what was asked for; what is wrong with it stands beside the decision. */
static enum err make_entry(struct claim_desk *k, struct body *b)
{
    struct ctx *c = k->c;
    struct body_fault fault[BODY_FAULTS_MAX];
    size_t n = 0;
    struct str today = date_iso(c->arena, london_from_s(c->now_s).date);
    *b = (struct body){ .name = k->claim.new_name,
                        .charity_number = k->claim.charity_number,
                        .kind = k->claim.kind,
                        .website = k->claim.site,
                        .purposes = k->claim.what,
                        .size_band = STR("unknown"),
                        .is_named = true,
                        .consent = STR("given"),
                        .consent_on = today,
                        .state = STR("active"),
                        .source = STR(DECIDE_SOURCE),
                        .source_on = today };
    enum err e = fill_areas(k, b);
    if (!e)
        e = body_judge(c->db, c->arena, b, fault, &n);
    if (!e && n)
        form_error(k->f, "decision",
                   str_printf(c->arena, DECIDE_ENTRY_WRONG, STR_ARG(fault[0].message)));
    return e;
}

static enum err make_approval(struct claim_desk *k, struct claim_decision *d)
{
    struct ctx *c = k->c;
    struct mail *mail = arena_array(c->arena, 2, sizeof *mail);
    struct claim_mail_of of = { .what = CLAIM_MAIL_APPROVED, .to = k->claim.email };
    if (!mail)
        return ERR_LIMIT;
    d->invite = (struct invite){
        .key = rand_key(c->arena),
        .grant.id = rand_id(),
        .account = { .id = rand_id(), .name = k->claim.person_name, .email = k->claim.email },
        .to_join = &mail[0],
        .to_member = &mail[1]
    };
    rand_bytes(d->invite.account.audit_key.byte, sizeof d->invite.account.audit_key.byte);
    of.key = d->invite.key;
    enum err e = claim_mail_make(c, &k->claim, &of, &mail[0]);
    of.key = (struct str){ 0 };
    of.is_confirmed = true; /* used only where its owner has signed in before */
    return e ? e : claim_mail_make(c, &k->claim, &of, &mail[1]);
}

static enum err prepare_approval(struct claim_desk *k, struct claim_decision *d)
{
    enum err e = k->claim.body_id ? OK : read_entry(k, &d->body_id);
    if (e || form_failed(k->f))
        return e;
    if (!k->claim.body_id && !d->body_id) {
        d->entry = ARENA_NEW(k->c->arena, struct body);
        e = d->entry ? make_entry(k, d->entry) : ERR_LIMIT;
    }
    return e || form_failed(k->f) ? e : make_approval(k, d);
}

/* --- the decision --- */

static enum err prepare_words(struct claim_desk *k, bool asks, struct claim_decision *d)
{
    form_required(k->f, "reason", STR(DECIDE_ENTER_WORDS));
    form_length(k->f, "reason", CLAIM_REASON_CHARS, STR(DECIDE_WORDS));
    if (form_failed(k->f))
        return OK;
    d->reason = form_value(k->f, "reason");
    const struct claim_mail_of of = {
        .what = asks ? CLAIM_MAIL_ASKED : CLAIM_MAIL_DENIED,
        .to = k->claim.email,
        .words = d->reason,
        .reply_to = asks ? k->c->visitor->account.email : (struct str){ 0 },
    };
    return claim_mail_add(k->c, &k->claim, &of, &d->mails);
}

/* Why not, in words beside the decision; false: nothing that the form could say. */
static bool says_why(struct claim_desk *k, enum err e, const struct claim_decision *d)
{
    const char *why = d->is_own                             ? DECIDE_OWN
                      : d->is_closed                        ? DECIDE_CLOSED
                      : d->invite.mail_is_refused           ? DECIDE_MAILS_OF_DAY
                      : e == ERR_INVALID && d->invite.key.n ? DECIDE_CANNOT_MAIL
                                                            : NULL;
    if (why)
        form_error(k->f, "decision", str_from(why));
    return why != NULL;
}

static struct str done_path(struct claim_desk *k)
{
    return k->for_lead ? editor_done_path(k->c, k->back, 'd') : k->own_path;
}

enum err claim_desk_decide(struct claim_desk *k, bool *was_decided)
{
    struct ctx *c = k->c;
    struct str typed = form_value(k->f, "decision");
    bool approves = str_eq(typed, STR("approve")), asks = str_eq(typed, STR("ask"));
    bool denies = str_eq(typed, STR("deny"));
    struct claim_decision *d = ARENA_NEW(c->arena, struct claim_decision);
    if (!d)
        return ERR_LIMIT;
    *d = (struct claim_decision){
        .actor = &c->visitor->actor, .act = ctx_act(c), .a = c->arena, .claim_id = k->claim.id
    };
    if (!approves && !asks && !denies)
        form_error(k->f, "decision", STR(DECIDE_SELECT));
    enum err e = approves         ? prepare_approval(k, d)
                 : asks || denies ? prepare_words(k, asks, d)
                                  : OK;
    if (e || form_failed(k->f))
        return e ? e : ERR_CONFLICT;
    e = form_send_once(k->f,
                       approves ? claim_approve_fn
                       : asks   ? claim_ask_fn
                                : claim_deny_fn,
                       d, done_path(k));
    *was_decided = d->was_decided;
    return says_why(k, e, d) ? ERR_CONFLICT : e;
}
