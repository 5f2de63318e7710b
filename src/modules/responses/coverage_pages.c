#include "modules/responses/coverage_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/framework/framework.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"
#include "modules/responses/coverage.h"
#include "modules/responses/coverage_words.h"

#define NAMES_MAX 50

struct covering {
    struct ctx *c;
    struct consultation x;
    struct coverage found;
    struct list_words kinds;
    struct area_list areas;
    struct outcomes outcomes;
    struct view *page;
    bool is_open;
};

static const struct {
    const char *word, *label;
    const char *filter; /* of the register; NULL: it knows none */
} tables[COVERAGE_BY__MAX] = {
    [COVERAGE_BY_OUTCOME] = { "outcome", COVERAGE_OUTCOME, NULL },
    [COVERAGE_BY_AREA] = { "area", COVERAGE_AREA, "area" },
    [COVERAGE_BY_KIND] = { "kind", COVERAGE_KIND, "kind" },
    [COVERAGE_BY_SIZE] = { "size", COVERAGE_SIZE, NULL },
    [COVERAGE_BY_GROUND] = { "ground", COVERAGE_GROUND, "ground" },
};

static enum err covering_open(struct ctx *c, struct covering *k)
{
    *k = (struct covering){ .c = c };
    enum err e = consultation_load_for(c, CAP_RESPONSE_LOG, param_str(c, "slug"), &k->x);
    if (!e && !k->x.published_at_s)
        e = ERR_NOT_FOUND;
    if (!e)
        e = list_load(c->db, c->arena, "body_kind", &k->kinds);
    if (!e)
        e = area_list(c->db, c->arena, &k->areas);
    if (!e)
        e = outcomes_load(c->db, c->arena, &k->outcomes);
    if (!e)
        e = coverage_load(c->db, c->arena, &k->x, &k->found);
    if (e)
        return e;
    k->page = page_new(c, "");
    k->is_open = consultation_state(&k->x, c->now_s) == CONSULTATION_OPEN;
    return OK;
}

static struct str word_label(const struct body_words *all, struct str code)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->item[i].code, code))
            return all->item[i].label;
    return code;
}

static struct str code_label(const struct covering *k, enum coverage_by by, struct str code)
{
    const struct area *area = area_named(&k->areas, code);
    if (!code.n)
        return STR(COVERAGE_UNKNOWN);
    switch (by) {
    case COVERAGE_BY_OUTCOME:
        return outcome_label(&k->outcomes, code);
    case COVERAGE_BY_AREA:
        return area ? area->name : code;
    case COVERAGE_BY_KIND:
        return list_label(&k->kinds, code);
    case COVERAGE_BY_SIZE:
        return word_label(&body_size_bands, code);
    default:
        return word_label(&body_grounds, code);
    }
}

/* --- addresses --- */

static struct str own_path(const struct covering *k, const char *rest)
{
    struct arena *a = k->c->arena;
    struct str of = param_str(k->c, "partnership");
    struct str at =
        str_printf(a, "/coordinator/consultations/%.*s%s", STR_ARG(k->x.slug), rest);
    return of.n ? url_query(a, at, STR("partnership"), of) : at;
}

/* Who of those was not heard, on this page. */
static struct str line_path(const struct covering *k, enum coverage_by by, struct str code)
{
    struct arena *a = k->c->arena;
    struct str at =
        url_query(a, own_path(k, "/coverage"), STR("by"), str_from(tables[by].word));
    return str_printf(a, "%.*s#names",
                      STR_ARG(url_query(a, at, STR("value"), code.n ? code : STR("none"))));
}

/* Inviting those of the register with that filter; empty: it knows no such filter. */
static struct str invite_path(const struct covering *k, enum coverage_by by, struct str code)
{
    struct arena *a = k->c->arena;
    if (!tables[by].filter || !code.n || !k->is_open)
        return STR("");
    struct str at = url_query(a, own_path(k, "/invitations/new"), STR("from"), STR("filter"));
    return url_query(a, at, str_from(tables[by].filter), code);
}

/* --- the tables --- */

static void line_view(struct covering *k, enum coverage_by by, const struct coverage_line *x,
                      struct view *v)
{
    view_str(v, S(label), code_label(k, by, x->code));
    view_int(v, S(n), x->n);
    view_int(v, S(n_invited), x->n_invited);
    view_int(v, S(n_heard), x->n_heard);
    view_int(v, S(n_left), x->n - x->n_heard);
    view_int(v, S(per_cent), x->n ? x->n_heard * 100 / x->n : 0);
    view_bool(v, S(is_empty), x->n_heard == 0);
    view_bool(v, S(is_left), x->n > x->n_heard);
    view_str(v, S(href), line_path(k, by, x->code));
}

static enum err tables_view(struct covering *k)
{
    struct coverage_line *line = arena_array(k->c->arena, COVERAGE_LINES_MAX, sizeof *line);
    struct list *list = view_list(k->page, S(tables));
    int64_t n_empty = 0;
    if (!line)
        return ERR_LIMIT;
    for (int i = 0; i < COVERAGE_BY__MAX; i++) {
        enum coverage_by by = (enum coverage_by)i;
        struct view *v = list_add(list);
        struct list *rows = view_list(v, S(rows));
        size_t n = coverage_lines(&k->found, by, line);
        view_str(v, S(label), str_from(tables[by].label));
        for (size_t j = 0; j < n; j++) {
            line_view(k, by, &line[j], list_add(rows));
            n_empty += line[j].n_heard == 0 && line[j].code.n > 0;
        }
    }
    view_int(k->page, S(n_empty), n_empty);
    return OK;
}

/* --- who was not heard --- */

static bool asked_by(struct ctx *c, enum coverage_by *by)
{
    for (int i = 0; i < COVERAGE_BY__MAX; i++)
        if (str_eq(param_str(c, "by"), str_from(tables[i].word))) {
            *by = (enum coverage_by)i;
            return true;
        }
    return false;
}

static void names_view(struct covering *k)
{
    struct arena *a = k->c->arena;
    enum coverage_by by = COVERAGE_BY_AREA;
    bool is_asked = asked_by(k->c, &by);
    struct str code = param_str(k->c, "value");
    struct list *list = view_list(k->page, S(names));
    int64_t n = 0;
    code = str_eq(code, STR("none")) ? STR("") : code;
    for (size_t i = 0; is_asked && i < k->found.n; i++) {
        const struct covered_body *b = &k->found.at[i];
        if (b->was_heard || !coverage_has(b, by, code) || n++ >= NAMES_MAX)
            continue;
        struct view *v = list_add(list);
        struct str at = own_path(k, "/invitations/other");
        view_str(v, S(name), b->name);
        view_bool(v, S(was_invited), b->was_invited);
        view_bool(v, S(can_invite), k->is_open && !b->was_invited);
        view_str(
            v, S(href),
            url_query(a, at, STR("organisation"), str_printf(a, "%lld", (long long)b->id)));
    }
    view_bool(k->page, S(has_names), is_asked);
    view_bool(k->page, S(is_cut), n > NAMES_MAX);
    view_int(k->page, S(n_names), n);
    view_str(k->page, S(names_label), is_asked ? code_label(k, by, code) : STR(""));
    view_str(k->page, S(invite_href), is_asked ? invite_path(k, by, code) : STR(""));
}

enum err coverage_page(struct ctx *c)
{
    struct covering k;
    enum err e = covering_open(c, &k);
    if (!e)
        e = tables_view(&k);
    if (e)
        return e;
    names_view(&k);
    view_str(k.page, S(consultation_title), k.x.title);
    view_int(k.page, S(n), (int64_t)k.found.n);
    view_int(k.page, S(n_invited), k.found.n_invited);
    view_int(k.page, S(n_heard), k.found.n_heard);
    view_bool(k.page, S(has_bodies), k.found.n > 0);
    view_bool(k.page, S(is_open), k.is_open);
    view_str(k.page, S(closes), consultation_closes_words(c->arena, k.x.closes_at_s));
    view_str(k.page, S(invitations_href), own_path(&k, "/invitations"));
    page_back(c, own_path(&k, ""));
    return ctx_render(c, "responses/coverage", k.page);
}
