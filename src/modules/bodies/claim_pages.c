/*
 * claim_pages.c: requests to look after entries: the list, one of them, and the decision. Under
 * /coordinator those of a partnership, under /admin all, under /body those that wait for
 * whoever leads the editors.
 */
#include "modules/bodies/home_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/claim_desk.h"
#include "modules/bodies/claim_words.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

static const char *state_label(enum claim_state state)
{
    static const char *const label[CLAIM_STATE__MAX] = {
        [CLAIM_UNCONFIRMED] = CLAIM_WORDS_UNCONFIRMED,
        [CLAIM_PENDING] = CLAIM_WORDS_PENDING,
        [CLAIM_APPROVED] = CLAIM_WORDS_APPROVED,
        [CLAIM_DENIED] = CLAIM_WORDS_DENIED,
    };
    return state < CLAIM_STATE__MAX ? label[state] : "";
}

static const char *proof_label(enum claim_proof proof)
{
    static const char *const label[CLAIM_PROOF__MAX] = {
        [CLAIM_BY_DOMAIN] = CLAIM_PROOF_DOMAIN,
        [CLAIM_BY_COORDINATOR] = CLAIM_PROOF_COORDINATOR,
        [CLAIM_BY_LEAD] = CLAIM_PROOF_LEAD,
    };
    return proof < CLAIM_PROOF__MAX ? label[proof] : "";
}

static void show_state(struct view *v, const struct claim *claim)
{
    view_lit(v, S(state_label), state_label(claim->state));
    view_bool(v, S(is_pending), claim->state == CLAIM_PENDING);
    view_bool(v, S(is_approved), claim->state == CLAIM_APPROVED);
    view_bool(v, S(is_new_entry), !claim->body_id);
}

/* --- the list --- */

static void show_row(struct ctx *c, const struct claim *claim, struct view *v)
{
    bool is_admin = str_starts(c->path, STR("/admin/"));
    view_str(v, S(href),
             url_path(c->arena, is_admin ? "/admin/claims/%" : "/coordinator/claims/%",
                      claim->reference));
    view_str(v, S(reference), claim->reference);
    view_str(v, S(organisation),
             message_for_staff(c->arena, claim->body_id ? claim->body_name : claim->new_name));
    view_str(v, S(partnership), claim->partnership_name);
    view_bool(v, S(by_lead), claim->proof == CLAIM_BY_LEAD);
    desk_date(c, v, (struct desk_date){ S(received), S(received_iso) }, claim->claimed_at_s);
    show_state(v, claim);
}

enum err claim_list_page(struct ctx *c)
{
    struct desk d;
    struct desk_ask asked;
    struct claim *row = arena_array(c->arena, DESK_PAGE_ROWS, sizeof *row);
    int64_t n = 0;
    size_t n_rows = 0;
    enum err e = row ? desk_open(c, CAP_BODY_APPROVE, &d) : ERR_LIMIT;
    if (!e)
        e = desk_ask_read(c, &d, &asked);
    if (e)
        return e;
    const struct claim_ask ask = { asked.partnership_id, asked.is_waiting_only, asked.first,
                                   asked.max };
    e = claim_count(c->db, &ask, &n);
    if (!e)
        e = desk_pages(c, &d, &asked, n);
    if (!e)
        e = claim_list(c->db, c->arena, &ask, row, &n_rows);
    if (e)
        return e;
    struct list *rows = view_list(d.page, S(rows));
    for (size_t i = 0; i < n_rows; i++)
        show_row(c, &row[i], list_add(rows));
    return ctx_render(c, d.is_admin ? "admin/claims" : "coordinator/claims", d.page);
}

/* --- one request --- */

static enum err show_areas(struct claim_desk *k)
{
    struct ctx *c = k->c;
    struct area_list areas;
    struct str rest = k->claim.areas, slug;
    struct list *names = view_list(k->v, S(area_names));
    enum err e = area_list(c->db, c->arena, &areas);
    while (!e && str_cut(&rest, ';', &slug))
        if (area_named(&areas, slug))
            list_add_str(names, area_named(&areas, slug)->name);
    return e;
}

static enum err show_new(struct claim_desk *k)
{
    struct ctx *c = k->c;
    struct list_words kinds;
    const struct claim *m = &k->claim;
    enum err e = list_load(c->db, c->arena, "body_kind", &kinds);
    if (e)
        return e;
    view_str(k->v, S(new_name), message_for_staff(c->arena, m->new_name));
    view_str(k->v, S(number), message_for_staff(c->arena, m->charity_number));
    view_str(k->v, S(kind_label), list_label(&kinds, m->kind));
    view_str(k->v, S(site), message_for_staff(c->arena, m->site));
    view_str(k->v, S(what), message_for_staff(c->arena, m->what));
    return show_areas(k);
}

static enum err show(struct claim_desk *k)
{
    struct ctx *c = k->c;
    const struct claim *m = &k->claim;
    struct view *v = k->v;
    view_str(v, S(reference), m->reference);
    view_str(v, S(action), k->own_path);
    view_str(v, S(entry_name), m->body_name);
    view_str(v, S(entry_href), k->entry_href);
    view_bool(v, S(is_erased), m->is_erased);
    view_str(v, S(person), message_for_staff(c->arena, m->person_name));
    view_str(v, S(role), message_for_staff(c->arena, m->role_title));
    view_str(v, S(email), m->email);
    view_str(v, S(words), message_for_staff(c->arena, m->words));
    view_lit(v, S(proof_label), proof_label(m->proof));
    view_str(v, S(received_at), desk_moment(c->arena, m->claimed_at_s));
    view_str(v, S(decided_at),
             m->decided_at_s ? desk_moment(c->arena, m->decided_at_s) : (struct str){ 0 });
    view_str(v, S(decided_by), m->decided_name);
    view_str(v, S(told), message_for_staff(c->arena, m->reason));
    view_str(v, S(own_email), c->visitor->account.email);
    view_bool(v, S(for_lead), k->for_lead);
    view_bool(v, S(was_first), k->was_first);
    show_state(v, m);
    return show_new(k);
}

static enum err render(struct claim_desk *k, int status)
{
    enum err e = show(k);
    if (!e)
        e = claim_desk_fields(k);
    if (e)
        return e;
    return status ? form_render_status(k->f, status, "coordinator/claim")
                  : form_render(k->f, "coordinator/claim");
}

enum err claim_show_page(struct ctx *c)
{
    struct claim_desk k;
    enum err e = claim_desk_open(c, &k);
    return e ? e : render(&k, 0);
}

/* Somebody decided first: theirs stands and is shown. */
static enum err show_first(struct claim_desk *k)
{
    struct ctx *c = k->c;
    enum err e = claim_find(c->db, c->arena, k->claim.reference, &k->claim);
    k->was_first = true;
    return e ? e : render(k, 409);
}

enum err claim_decide_page(struct ctx *c)
{
    struct claim_desk k;
    bool was_decided = false;
    enum err e = claim_desk_open(c, &k);
    if (e)
        return e;
    if (k.claim.state != CLAIM_PENDING)
        return show_first(&k);
    e = claim_desk_decide(&k, &was_decided);
    if (was_decided)
        return show_first(&k);
    return e == ERR_CONFLICT ? render(&k, 0) : e;
}
