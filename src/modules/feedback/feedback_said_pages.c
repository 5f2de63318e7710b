/*
 * feedback_said_pages.c: you said, we did, across Scotland: a list with filters, each view an
 * address, and a feed (10.2); and the panels of other pages. Public tables only.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/ics.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/consultations/consultation_view.h"
#include "modules/feedback/feedback_page_words.h"
#include "modules/feedback/feedback_pages.h"
#include "modules/feedback/feedback_public.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/partnership_words.h"

#define HEADING_LEVEL 5 /* inside the texts of an answer */
#define FEED_ENTRIES 50
#define FEED_BEGAN_S 1767225600 /* 1 January 2026 */
#define PANEL_ROWS 3

struct said {
    struct ctx *c;
    struct view *v;
    struct outcomes outcomes;
    struct feedback_filter f;
    struct str q, partnership, outcome; /* as in the address */
    bool is_ignored;
};

/* --- the filters of the address --- */

static enum err read_partnership(struct said *k)
{
    struct partnership p;
    struct str slug = param_str(k->c, "partnership");
    enum err e = slug.n ? partnership_find_by_slug(k->c->db, k->c->arena, slug, &p) : OK;
    k->is_ignored |= e == ERR_NOT_FOUND;
    if (e || !slug.n)
        return e == ERR_NOT_FOUND ? OK : e;
    k->partnership = slug;
    k->f.partnership_id = p.id;
    return OK;
}

static enum err read_filters(struct ctx *c, struct said *k)
{
    *k = (struct said){ .c = c, .is_ignored = c->ignored_query };
    struct str decision = param_str(c, "decision");
    enum err e = outcomes_load(c->db, c->arena, &k->outcomes);
    const struct outcome *o = e ? NULL : outcome_of(&k->outcomes, param_str(c, "outcome"));
    for (const struct consultation_word *w = feedback_decisions; w->code; w++)
        if (str_eq(decision, str_from(w->code)))
            k->f.decision = decision;
    k->q = param_str(c, "q");
    k->f.words = utf8_fold(c->arena, k->q);
    k->f.outcome = o ? o->key : (struct str){ 0 };
    k->outcome = o ? o->word : (struct str){ 0 };
    k->is_ignored |= (decision.n && !k->f.decision.n) || (param_has(c, "outcome") && !o);
    return e ? e : read_partnership(k);
}

static struct str said_href(const struct said *k, struct str path)
{
    struct arena *a = k->c->arena;
    const struct {
        struct str name, value;
    } part[] = { { STR("q"), k->q },
                 { STR("partnership"), k->partnership },
                 { STR("outcome"), k->outcome },
                 { STR("decision"), k->f.decision } };
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        if (part[i].value.n)
            path = url_query(a, path, part[i].name, part[i].value);
    return path;
}

/* --- the form --- */

static void add_option(struct list *options, struct str value, struct str label, struct str now)
{
    struct view *o = list_add(options);
    view_str(o, S(value), value);
    view_str(o, S(label), label);
    view_bool(o, S(checked), str_eq(value, now));
}

static enum err outcome_options_view(struct said *k)
{
    struct str key[FEEDBACK_OUTCOMES_MAX];
    size_t n = 0;
    struct list *options = view_list(k->v, S(outcome_options));
    enum err e = feedback_outcomes(k->c->db, k->c->arena, key, &n);
    add_option(options, STR(""), STR(SAID_ANY_OUTCOME), k->outcome);
    for (size_t i = 0; i < n; i++) {
        const struct outcome *o = outcome_of(&k->outcomes, key[i]);
        if (o)
            add_option(options, o->word, o->text, k->outcome);
    }
    view_bool(k->v, S(has_outcomes), n > 0);
    return e;
}

static enum err form_view(struct said *k)
{
    struct feedback_partnership p[FEEDBACK_PARTNERSHIPS_MAX];
    size_t n = 0;
    struct list *where = view_list(k->v, S(partnership_options));
    struct list *decisions = view_list(k->v, S(decision_options));
    enum err e = feedback_partnerships(k->c->db, k->c->arena, p, &n);
    add_option(where, STR(""), STR(SAID_ANY_PARTNERSHIP), k->partnership);
    for (size_t i = 0; i < n; i++)
        add_option(where, p[i].slug, p[i].name, k->partnership);
    add_option(decisions, STR(""), STR(SAID_ANY_DECISION), k->f.decision);
    for (const struct consultation_word *w = feedback_decisions; w->code; w++)
        add_option(decisions, str_from(w->code), str_from(w->label), k->f.decision);
    view_str(k->v, S(q), k->q);
    return e ? e : outcome_options_view(k);
}

/* --- rows --- */

/* On the results where there are any, else on the page of the consultation. */
static struct str place_of(struct arena *a, const struct feedback_found *x)
{
    return str_printf(a, "%.*s%s#answer-%lld",
                      STR_ARG(url_path(a, "/consultations/%", x->consultation_slug)),
                      x->has_results ? "/results" : "", (long long)x->x.id);
}

static void row_view(struct ctx *c, const struct outcomes *outcomes,
                     const struct feedback_found *x, struct view *v)
{
    feedback_public_view(c->arena, outcomes, &x->x, HEADING_LEVEL, v);
    view_str(v, S(href), place_of(c->arena, x));
    view_str(v, S(consultation_title), x->consultation_title);
    view_str(v, S(partnership_name), x->partnership_name);
    view_str(v, S(partnership_href),
             url_path(c->arena, "/partnerships/%", x->partnership_slug));
}

static enum err rows_view(struct said *k)
{
    struct ctx *c = k->c;
    int64_t n_all = 0, page = param_i64(c, "page", 1), skip = (page - 1) * FEEDBACK_ROWS;
    struct feedback_found *found = arena_array(c->arena, FEEDBACK_ROWS, sizeof *found);
    struct list *rows = view_list(k->v, S(rows));
    size_t n = 0;
    enum err e = found ? feedback_find_count(c->db, &k->f, &n_all) : ERR_LIMIT;
    if (!e)
        e = feedback_find(c->db, c->arena, &k->f, skip, FEEDBACK_ROWS, found, &n);
    if (!e && (page < 1 || (!n && page > 1)))
        e = ERR_NOT_FOUND;
    for (size_t i = 0; !e && i < n; i++)
        row_view(c, &k->outcomes, &found[i], list_add(rows));
    view_bool(k->v, S(has_rows), n > 0);
    view_int(k->v, S(from), skip + 1);
    view_int(k->v, S(to), skip + (int64_t)n);
    view_int(k->v, S(count), n_all);
    view_bool(k->v, S(is_one), n_all == 1);
    page_steps(c, k->v,
               &(struct page_steps){ .base = said_href(k, STR("/you-said")),
                                     .now = page,
                                     .last = (n_all + FEEDBACK_ROWS - 1) / FEEDBACK_ROWS });
    return e;
}

enum err you_said_page(struct ctx *c)
{
    struct said k;
    enum err e = read_filters(c, &k);
    if (e)
        return e;
    struct str feed = said_href(&k, STR("/you-said.atom"));
    k.v = page_new(c, "consultations");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(NAV_CONSULTATIONS_HERE), STR("/consultations"));
    page_alternate(c, STR("application/atom+xml"), STR(ALTERNATE_SAID_FEED), feed);
    view_str(k.v, S(atom_href), feed);
    view_bool(k.v, S(is_ignored), k.is_ignored);
    view_bool(k.v, S(is_filtered), k.q.n || k.partnership.n || k.outcome.n || k.f.decision.n);
    e = form_view(&k);
    if (!e)
        e = rows_view(&k);
    return e ? e : ctx_render(c, "feedback/said", k.v);
}

/* --- feed --- */

static void entry_view(struct said *k, const struct feedback_found *x, struct view *v)
{
    struct arena *a = k->c->arena;
    row_view(k->c, &k->outcomes, x, v);
    view_str(v, S(tag),
             str_printf(a, "tag:%.*s,2026:feedback:%lld", STR_ARG(ics_host(k->c->site->origin)),
                        (long long)x->x.id));
    view_text(v, S(we_asked), x->x.we_asked);
    view_str(v, S(you_said), x->x.you_said);
    view_text(v, S(we_did), x->x.we_did);
    view_text(v, S(why), x->x.reason);
    view_str(v, S(published_at), time_iso(a, x->x.published_at_s));
    view_str(v, S(changed_at), time_iso(a, x->x.changed_at_s));
}

enum err you_said_feed_page(struct ctx *c)
{
    struct said k;
    struct feedback_found *found = arena_array(c->arena, FEED_ENTRIES, sizeof *found);
    int64_t updated_s = FEED_BEGAN_S;
    size_t n = 0;
    enum err e = found ? read_filters(c, &k) : ERR_LIMIT;
    k.f.by_change = true;
    if (!e)
        e = feedback_find(c->db, c->arena, &k.f, 0, FEED_ENTRIES, found, &n);
    if (e)
        return e;
    k.v = page_new(c, "");
    struct list *entries = view_list(k.v, S(entries));
    for (size_t i = 0; i < n; i++) {
        entry_view(&k, &found[i], list_add(entries));
        updated_s = found[i].x.changed_at_s > updated_s ? found[i].x.changed_at_s : updated_s;
    }
    struct str path = said_href(&k, STR("/you-said"));
    view_str(k.v, S(self),
             str_join(c->arena, c->site->origin, said_href(&k, STR("/you-said.atom"))));
    view_str(k.v, S(page), str_join(c->arena, c->site->origin, path));
    view_str(k.v, S(updated), time_iso(c->arena, updated_s));
    resp_header_set(c->resp, STR("Link"), STR("<" DATA_LICENCE_URL ">; rel=\"license\""));
    return consultation_render_atom(c, "feedback/feed_atom", k.v);
}

/* --- for pages that gather --- */

static bool is_change(const struct feedback_public *x)
{
    return str_eq(x->decision, STR("changed")) || str_eq(x->decision, STR("partly"));
}

/* Its texts as they were typed, for a word processor. */
static void text_lines_view(const struct feedback_public *x, struct view *v)
{
    view_str(v, S(you_said), x->you_said);
    view_text(v, S(we_did), x->we_did);
    view_text(v, S(why), x->reason);
}

enum err feedback_panel(struct ctx *c, struct view *v, int64_t consultation_id)
{
    struct feedback_public *x = arena_array(c->arena, FEEDBACK_ITEMS_MAX, sizeof *x);
    struct outcomes outcomes;
    size_t n = 0;
    int64_t n_changes = 0;
    enum err e = x ? feedback_public_list(c->db, c->arena, consultation_id, x, &n) : ERR_LIMIT;
    if (!e)
        e = outcomes_load(c->db, c->arena, &outcomes);
    if (e)
        return e;
    struct list *rows = view_list(v, S(feedback));
    for (size_t i = 0; i < n; i++) {
        struct view *row = list_add(rows);
        feedback_public_view(c->arena, &outcomes, &x[i], HEADING_LEVEL, row);
        text_lines_view(&x[i], row);
        n_changes += is_change(&x[i]);
    }
    view_bool(v, S(has_feedback), n > 0);
    view_int(v, S(n_feedback), (int64_t)n);
    view_bool(v, S(is_one_answer), n == 1);
    view_int(v, S(n_changes), n_changes);
    view_bool(v, S(is_one_change), n_changes == 1);
    return OK;
}

enum err feedback_newest_panel(struct ctx *c, struct view *v, int64_t partnership_id,
                               struct str slug)
{
    struct feedback_found x[PANEL_ROWS];
    size_t n = 0;
    const struct feedback_filter f = { .partnership_id = partnership_id };
    enum err e = feedback_find(c->db, c->arena, &f, 0, PANEL_ROWS, x, &n);
    struct list *rows = view_list(v, S(said));
    for (size_t i = 0; !e && i < n; i++)
        row_view(c, NULL, &x[i], list_add(rows));
    view_bool(v, S(has_said), n > 0);
    view_str(v, S(said_href), url_query(c->arena, STR("/you-said"), STR("partnership"), slug));
    view_str(v, S(said_atom),
             url_query(c->arena, STR("/you-said.atom"), STR("partnership"), slug));
    return e;
}
