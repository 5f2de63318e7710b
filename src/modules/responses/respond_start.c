/*
 * respond_start.c: where answering begins and goes on: what it is, Start, the list of sections;
 * not open yet, closed, by invitation only, cookies refused.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/responses/body_response.h"
#include "modules/invitations/invited.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/visitor.h"

#define BEGUN "begun"
/*
 * Whether a browser keeps the cookie is known only when it comes back, and by then the key is
 * known to nobody but this address: the database holds its hash, a GET stores nothing (S24),
 * and an answer to the POST itself would be sent again on reload. So it stands there, sealed.
 * A browser that kept the cookie is led on to the address without it at once, and it opens
 * nothing there. For one that refused it, the page is the way to the link: it can be loaded
 * again for the time that writing it down takes, no longer.
 */
#define BEGUN_S 120

static void show_consultation(struct respond *k)
{
    struct arena *a = k->c->arena;
    struct view *v = k->v;
    view_str(v, S(consultation), k->x.title);
    view_str(v, S(slug), k->x.slug);
    view_str(v, S(papers_href),
             invited_papers_path(k->c->arena, k->x.slug, k->x.is_invited_only));
    view_str(v, S(summary), k->x.summary);
    view_str(v, S(closes), consultation_closes_words(a, k->x.closes_at_s));
    view_str(v, S(opens), consultation_opens_words(a, k->x.opens_at_s));
    view_str(v, S(action), respond_path(k, ""));
    view_str(v, S(contact_role), k->x.contact_role);
    view_str(v, S(contact_email), k->x.contact_email);
    view_str(v, S(contact_phone), k->x.contact_phone);
    view_str(v, S(other_ways), k->x.other_ways);
    view_bool(v, S(noindex), true);
}

/* --- it does not take responses --- */

static enum err show_closed(struct respond *k, enum consultation_state state)
{
    struct date by;
    struct view *v = k->v;
    bool is_known = draft_own(k->c, k->x.id, &k->draft) == OK;
    bool has_draft = is_known && !k->draft.response_id;
    int64_t by_touch = k->draft.touched_at_s + DRAFT_KEEP_S,
            by_close = k->x.closes_at_s + DRAFT_KEEP_CLOSED_S;
    struct civil until = london_from_s(by_touch > by_close ? by_touch : by_close);
    view_bool(v, S(is_forthcoming), state == CONSULTATION_FORTHCOMING);
    view_bool(v, S(has_results), state == CONSULTATION_RESULTS);
    view_bool(v, S(has_draft), has_draft);
    view_bool(v, S(has_change), is_known && k->draft.response_id != 0);
    view_str(v, S(kept_until), date_long(k->c->arena, until.date));
    view_str(v, S(late_href), respond_path(k, "/late"));
    view_str(v, S(results_by),
             date_parse(k->x.results_by, &by) ? date_long(k->c->arena, by) : (struct str){ 0 });
    return ctx_render(k->c, "respond/closed", v);
}

/* --- by whose invitation --- */

/* The one whose link this browser has opened; else that of an organisation whose entry the
 * visitor looks after. *has_one false: none. */
static enum err find_invitation(struct respond *k, struct invited *out, bool *has_one)
{
    struct ctx *c = k->c;
    const struct actor *actor = &c->visitor->actor;
    int64_t id = link_session_object_in(c, LINK_KIND_INVITATION, k->x.id);
    enum err e = id ? invited_load(c->db, c->arena, id, out) : ERR_NOT_FOUND;
    for (size_t i = 0; e == ERR_NOT_FOUND && i < actor->n_grants; i++)
        if (actor->grant[i].role == ROLE_BODY_EDITOR)
            e = invited_of_body(c->db, c->arena, k->x.id, actor->grant[i].body_id, out);
    *has_one = e == OK;
    return e == ERR_NOT_FOUND ? OK : e;
}

/* --- what to know before one begins --- */

static enum err show_start(struct respond *k, bool is_refused)
{
    struct arena *a = k->c->arena;
    struct view *v = k->v;
    int64_t minutes = k->x.minutes ? k->x.minutes : question_minutes(&k->form);
    bool has_equality = false;
    for (size_t i = 0; i < k->form.n_sections; i++)
        has_equality = has_equality || k->form.section[i].is_equality;
    view_int(v, S(minutes), minutes);
    view_bool(v, S(is_one_minute), minutes == 1);
    view_int(v, S(n_questions), (int64_t)question_count(&k->form));
    view_bool(v, S(is_one_question), question_count(&k->form) == 1);
    view_bool(v, S(has_equality), has_equality);
    view_html(v, S(privacy_notice), md_render(a, k->x.privacy, 2, false));
    view_bool(v, S(is_refused), is_refused);
    view_bool(v, S(is_over), link_session_object_in(k->c, LINK_KIND_DRAFT, k->x.id) != 0);
    return form_render(k->f, "respond/start");
}

/* --- the list of sections --- */

/* How far a section is; a page that was saved with a fault stands above all. */
struct progress {
    const struct respond_step *first, *open, *fault;
    size_t n, n_done;
};

/* Was the page saved, and would sending it stop there? */
static bool has_fault(struct respond *k, const struct draft_outcome *o,
                      const struct respond_step *s)
{
    const char *mark = str_z(k->c->arena, s->mark);
    if (!mark || !draft_has(&k->draft, mark))
        return false;
    for (size_t i = 0; i < o->n_faults; i++)
        if (respond_step_of_field(k, o->fault[i].field) == s)
            return true;
    return false;
}

static struct progress progress_of(struct respond *k, const struct draft_outcome *o,
                                   size_t section)
{
    struct progress p = { 0 };
    for (size_t i = 0; i < k->n_steps; i++) {
        const struct respond_step *s = &k->step[i];
        if (s->section != section)
            continue;
        bool is_wrong = has_fault(k, o, s);
        bool is_done = !is_wrong && respond_step_is_done(k, s);
        p.first = p.first ? p.first : s;
        p.fault = p.fault || !is_wrong ? p.fault : s;
        p.open = p.open || is_done ? p.open : s;
        p.n++;
        p.n_done += is_done;
    }
    return p;
}

static struct str tag_words(const struct progress *p)
{
    return p->fault            ? STR(RESPOND_TAG_FAULT)
           : !p->n_done        ? STR(RESPOND_TAG_NEW)
           : p->n_done == p->n ? STR(RESPOND_TAG_DONE)
                               : STR(RESPOND_TAG_BEGUN);
}

static void show_section(struct respond *k, struct list *rows, size_t section,
                         const struct progress *p)
{
    struct view *v = list_add(rows);
    bool is_begun = !p->fault && p->n_done > 0 && p->n_done < p->n;
    view_str(v, S(title), respond_section_title(k, section));
    view_str(v, S(href),
             respond_step_path(k, p->fault              ? p->fault
                                  : p->open && is_begun ? p->open
                                                        : p->first));
    view_str(v, S(tag), tag_words(p));
    view_bool(v, S(is_done), p->n_done == p->n);
    view_bool(v, S(is_begun), is_begun);
    view_bool(v, S(has_fault), p->fault != NULL);
}

static enum err show_sections(struct respond *k)
{
    struct draft_outcome o;
    struct list *rows = view_list(k->v, S(sections));
    size_t n_done = 0;
    enum err e = draft_gather(k->c->db, k->c->arena, &k->draft, &k->x, &k->form, &o);
    for (size_t i = 0; !e && i <= k->form.n_sections + 1; i++) {
        const struct progress p = progress_of(k, &o, i);
        n_done += p.n && p.n_done == p.n;
        if (p.n)
            show_section(k, rows, i, &p);
    }
    if (e)
        return e;
    view_int(k->v, S(n_done), (int64_t)n_done);
    view_int(k->v, S(n_sections), (int64_t)list_len(rows));
    view_str(k->v, S(check_href), respond_path(k, "/check"));
    view_str(k->v, S(save_href), respond_path(k, "/save"));
    view_bool(k->v, S(is_change), k->draft.response_id != 0);
    view_str(k->v, S(joint_href),
             str_eq(draft_value(&k->draft, "who"), STR("organisation"))
                 ? url_path(k->c->arena, "/consultations/%/together", k->x.slug)
                 : (struct str){ 0 });
    page_back(k->c, url_path(k->c->arena, "/consultations/%", k->x.slug));
    return ctx_render(k->c, "respond/tasks", k->v);
}

/* --- the pages --- */

/* The browser kept no cookie: the key of what was begun, for a short while. */
static bool read_begun(struct respond *k, struct str *key)
{
    struct str text, word;
    int64_t at_s;
    return ctx_unseal(k->c, param_str(k->c, BEGUN), &text) && str_cut(&text, ' ', &word) &&
           str_eq(word, STR(BEGUN)) && str_cut(&text, ' ', key) && str_to_i64(text, &at_s) &&
           k->c->now_s < at_s + BEGUN_S;
}

static enum err open_start(struct ctx *c, struct respond *k, bool *is_answered)
{
    enum err e = respond_load(c, k, is_answered);
    if (!e && !*is_answered)
        e = question_form_load(c->db, c->arena, k->x.id, &k->form);
    if (e || *is_answered)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    show_consultation(k);
    return k->f ? OK : ERR_LIMIT;
}

static enum err show_refused_cookie(struct respond *k, struct str key)
{
    view_str(k->v, S(url), respond_link(k, key));
    resp_header_set(k->c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(k->c, "respond/no_cookie", k->v);
}

static enum err show_new(struct respond *k)
{
    struct invited by;
    bool is_invited;
    enum err e = find_invitation(k, &by, &is_invited);
    return e ? e : show_start(k, k->x.is_invited_only && !is_invited);
}

enum err respond_start_page(struct ctx *c)
{
    struct respond k;
    struct str key;
    bool is_answered;
    enum err e = open_start(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    enum consultation_state state = consultation_state(&k.x, c->now_s);
    e = draft_own(c, k.x.id, &k.draft);
    bool has_draft = e == OK;
    if (e && e != ERR_NOT_FOUND)
        return e;
    e = has_draft ? body_draft_guard(c, &k.draft, &is_answered) : OK;
    if (e || is_answered)
        return e;
    if (has_draft && param_has(c, BEGUN))
        return ctx_see_other(c, respond_path(&k, ""));
    if (state != CONSULTATION_OPEN && !(has_draft && respond_takes(&k)))
        return show_closed(&k, state);
    if (!has_draft && read_begun(&k, &key))
        return show_refused_cookie(&k, key);
    if (!has_draft)
        return show_new(&k);
    e = respond_steps(&k);
    return e ? e : show_sections(&k);
}

/* What is known already is filled in; it can be changed (WCAG 3.3.7). */
static size_t first_fields(struct respond *k, const struct invited *by,
                           struct draft_field field[4])
{
    size_t n = 0;
    field[n++] =
        (struct draft_field){ STR("privacy"), str_printf(k->c->arena, "%lld",
                                                         (long long)k->x.privacy_version) };
    if (!by)
        return n;
    field[n++] = (struct draft_field){ STR("who"), STR("organisation") };
    field[n++] = (struct draft_field){ STR("organisation"), by->body_name };
    field[n++] = (struct draft_field){ STR("body"), by->body_slug };
    return n;
}

static enum err begin(struct respond *k, const struct invited *by)
{
    struct ctx *c = k->c;
    struct str key = rand_key(c->arena);
    struct draft_field field[4];
    struct draft_new x = { .id = rand_id(),
                           .consultation_id = k->x.id,
                           .key = link_key_hash(key),
                           .invitation_id = by ? by->id : 0,
                           .field = field,
                           .n_fields = first_fields(k, by, field),
                           .is_opened = true,
                           .now_s = c->now_s };
    link_session_prepare(c, LINK_KIND_DRAFT, k->x.id, x.id, &x.open);
    enum err e = store_write(c->store, draft_add_fn, &x);
    if (e)
        return e;
    struct str sealed = ctx_seal(
        c, str_printf(c->arena, BEGUN " %.*s %lld", STR_ARG(key), (long long)c->now_s));
    return link_session_lead(c, &x.open,
                             url_query(c->arena, respond_path(k, ""), STR(BEGUN), sealed));
}

enum err respond_start_post_page(struct ctx *c)
{
    struct respond k;
    struct invited by;
    bool is_answered, is_invited = false;
    enum err e = open_start(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    bool has_draft = draft_own(c, k.x.id, &k.draft) == OK;
    bool is_open = consultation_state(&k.x, c->req->arrived_at_s) == CONSULTATION_OPEN;
    if (!has_draft && is_open)
        e = find_invitation(&k, &by, &is_invited);
    if (e)
        return e;
    if (has_draft || !is_open || (k.x.is_invited_only && !is_invited))
        return ctx_see_other(c, respond_path(&k, ""));
    if (param_has(c, "website")) {
        view_bool(k.v, S(looks_automatic), true);
        return show_start(&k, false);
    }
    return begin(&k, is_invited ? &by : NULL);
}
