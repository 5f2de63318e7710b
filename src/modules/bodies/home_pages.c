/*
 * home_pages.c: "your organisation": where its entry stands, what is due, and the ways on.
 */
#include "modules/bodies/home_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/claim.h"
#include "modules/bodies/claim_words.h"
#include "modules/bodies/home_body.h"
#include "modules/partnerships/area.h"
#include "modules/people/editor.h"
#include "modules/people/visitor.h"

#define CLAIMS_COUNTED 20

static struct str today(struct ctx *c)
{
    return date_iso(c->arena, london_from_s(c->now_s).date);
}

static void show_review(struct home_shown *k)
{
    struct arena *a = k->c->arena;
    struct date d;
    bool was = date_parse(k->h.body.reviewed_on, &d);
    struct date due = was ? date_from_days(date_to_days(d) + HOME_REVIEW_DAYS) : d;
    bool is_due = !was || k->h.body.is_stale ||
                  date_to_days(due) <= date_to_days(london_from_s(k->c->now_s).date);
    view_str(k->v, S(reviewed), was ? date_long(a, d) : (struct str){ 0 });
    view_str(k->v, S(review_due), was ? date_long(a, due) : (struct str){ 0 });
    view_bool(k->v, S(is_due), is_due);
    view_bool(k->v, S(is_first_visit), !was);
}

static enum err show_people(struct home_shown *k)
{
    struct ctx *c = k->c;
    struct editor_list *editors = ARENA_NEW(c->arena, struct editor_list);
    struct claim *claim = arena_array(c->arena, CLAIMS_COUNTED, sizeof *claim);
    size_t n = 0;
    if (!editors || !claim)
        return ERR_LIMIT;
    enum err e = editor_list(c->db, c->arena, k->h.body.id, c->now_s, editors);
    if (!e && k->h.is_lead)
        e = claim_list_for_lead(c->db, c->arena, k->h.body.id, claim, CLAIMS_COUNTED, &n);
    view_int(k->v, S(n_editors), (int64_t)editors->n);
    view_bool(k->v, S(is_alone), editors->n < 2);
    view_int(k->v, S(n_waiting), (int64_t)n);
    view_bool(k->v, S(has_waiting), n > 0);
    return e;
}

/* The partnerships in whose areas it works, each once. */
static enum err show_places(struct home_shown *k)
{
    struct ctx *c = k->c;
    struct area_list areas;
    struct list *places = view_list(k->v, S(places));
    enum err e = area_list(c->db, c->arena, &areas);
    for (size_t i = 0; i < k->h.body.n_areas && !e; i++) {
        const struct area *area = area_in(&areas, k->h.body.area[i].area_id);
        if (!area)
            continue;
        struct view *v = list_add(places);
        view_str(v, S(name), area->name);
        view_str(v, S(href), area_path(c->arena, area));
    }
    view_bool(k->v, S(has_places), list_len(places) > 0);
    return e;
}

enum err home_body_open(struct ctx *c, struct home_shown *k)
{
    *k = (struct home_shown){ .c = c };
    enum err e = home_body_load(c, CAP_BODY_EDIT, &k->h);
    if (e)
        return e;
    k->v = home_body_view(c, &k->h);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

enum err home_body_fill(struct home_shown *k)
{
    struct ctx *c = k->c;
    const struct body *b = &k->h.body;
    view_bool(k->v, S(is_reviewed), str_eq(param_str(c, "done"), STR("reviewed")));
    view_str(k->v, S(state_label), body_word_label(&body_states, b->state));
    view_bool(k->v, S(is_active), str_eq(b->state, STR("active")));
    view_bool(k->v, S(is_named), b->is_named);
    view_str(k->v, S(public_href), url_path(c->arena, "/bodies/%", b->slug));
    view_str(k->v, S(action), home_path(c, &k->h, "/body"));
    view_str(k->v, S(profile_href), home_path(c, &k->h, "/body/profile"));
    view_str(k->v, S(people_href), home_path(c, &k->h, "/body/people"));
    view_str(k->v, S(history_href), home_path(c, &k->h, "/body/history"));
    show_review(k);
    enum err e = show_people(k);
    if (!e)
        e = show_places(k);
    return e;
}

struct review {
    struct arena *a;
    struct act act;
    const struct actor *actor;
    struct body to;
};

static enum err review_fn(struct db *db, void *arg)
{
    struct review *r = arg;
    if (!actor_may_for_body(r->actor, CAP_BODY_EDIT, r->to.id))
        return ERR_NOT_FOUND;
    return body_change(db, r->a, &r->to, &r->act, STR("body.review"));
}

enum err home_body_review(struct home_shown *k)
{
    struct ctx *c = k->c;
    struct review r = {
        .a = c->arena, .act = ctx_act(c), .actor = &c->visitor->actor, .to = k->h.body
    };
    r.to.reviewed_on = today(c);
    r.to.is_stale = false;
    return form_send_once(
        k->f, review_fn, &r,
        url_query(c->arena, home_path(c, &k->h, "/body"), STR("done"), STR("reviewed")));
}
