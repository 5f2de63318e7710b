#include "app/search_page.h"

#include "app/app_words.h"
#include "app/guidance.h"
#include "core/base/utf8.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/bodies/body_public.h"
#include "modules/bodies/body_search.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/finder.h"

#define WORDS_MAX 8
#define WORD_LEAST 4 /* shorter words are too like one another to guess a spelling by */
#define MEANT_EDITS 2
#define CONSULTATIONS_SHOWN 5
#define BODIES_SHOWN 5 /* the rest at /bodies */

struct search {
    struct ctx *c;
    struct view *v;
    struct list *groups;
    struct str word[WORDS_MAX]; /* folded */
    size_t n_words;
    int64_t n_results;
};

static void split_words(struct search *s, struct str typed)
{
    struct str rest = utf8_fold(s->c->arena, typed), word;
    while (s->n_words < WORDS_MAX && str_cut(&rest, ' ', &word))
        if (word.n)
            s->word[s->n_words++] = word;
}

static struct list *add_group(struct search *s, const char *heading)
{
    struct view *group = list_add(s->groups);
    view_lit(group, S(heading), heading);
    return view_list(group, S(results));
}

static struct view *add_result(struct search *s, struct list *results, struct str href,
                               struct str title)
{
    struct view *r = list_add(results);
    view_str(r, S(href), href);
    view_str(r, S(title), title);
    view_null(r, S(summary));
    view_bool(r, S(lang_gd), false);
    s->n_results++;
    return r;
}

static void add_area(struct search *s, struct list *results, const struct area *area)
{
    struct arena *a = s->c->arena;
    struct view *r = add_result(s, results, area_path(a, area), area->name);
    view_bool(r, S(lang_gd), str_eq(area->lang, STR("gd")));
    view_str(r, S(summary),
             area->is_shared ? str_printf(a, SEARCH_COUNCIL_IN, STR_ARG(area->name),
                                          STR_ARG(area->partnership_name))
                             : area->partnership_name);
}

static enum err search_partnerships(struct search *s, struct str typed)
{
    struct find_result found;
    struct area_list areas;
    enum err e = finder_find(s->c->db, s->c->arena, typed, &found);
    if (!e)
        e = area_list(s->c->db, s->c->arena, &areas);
    if (e || !found.n)
        return e;
    struct list *results = add_group(s, SEARCH_GROUP_PARTNERSHIPS);
    for (size_t i = 0; i < found.n; i++)
        for (size_t k = 0; k < areas.n; k++)
            if (areas.item[k].id == found.item[i].area_id ||
                (found.item[i].partnership_id &&
                 areas.item[k].partnership_id == found.item[i].partnership_id))
                add_area(s, results, &areas.item[k]);
    return OK;
}

/* The first of the register that say it, and the way to all of them. */
static enum err search_bodies(struct search *s, struct str typed)
{
    struct ctx *c = s->c;
    struct body_hits hits;
    const struct body_filter filter = { .words = typed, .is_public = true };
    const struct body_page page = { .page = 1, .size = BODIES_SHOWN };
    enum err e = body_search(c->db, c->arena, &filter, &page, &hits);
    struct list *results = !e && hits.n ? add_group(s, SEARCH_GROUP_BODIES) : NULL;
    for (size_t i = 0; !e && i < hits.n; i++) {
        struct body_public p;
        e = body_public_load(c->db, c->arena, hits.item[i].body_id, &p);
        if (e)
            return e == ERR_NOT_FOUND ? OK : e;
        struct str href = url_path(c->arena, "/bodies/%", p.slug);
        (void)add_result(s, results, href, p.name);
    }
    if (!e && hits.has_more)
        (void)add_result(s, results, url_query(c->arena, STR("/bodies"), STR("q"), typed),
                         STR(SEARCH_ALL_BODIES));
    return e;
}

/* By title and summary, open ones first. */
static enum err search_consultations(struct search *s, struct str typed)
{
    struct ctx *c = s->c;
    struct consultation_shown_list found;
    const struct consultation_filter f = { .words = typed };
    enum err e = consultation_list_shown(c, &f, &found);
    struct list *results = !e && found.n ? add_group(s, SEARCH_GROUP_CONSULTATIONS) : NULL;
    for (size_t i = 0; !e && i < found.n && i < CONSULTATIONS_SHOWN; i++) {
        struct str href = url_path(c->arena, "/consultations/%", found.item[i].slug);
        view_str(add_result(s, results, href, found.item[i].title), S(summary),
                 found.item[i].summary);
    }
    if (!e && found.n > CONSULTATIONS_SHOWN)
        (void)add_result(s, results,
                         url_query(c->arena, STR("/consultations"), STR("q"), typed),
                         STR(SEARCH_ALL_CONSULTATIONS));
    return e;
}

/* Every word stands in the text, at the beginning of a word there. */
static bool holds_all(const struct search *s, struct str text)
{
    struct str padded = str_join(s->c->arena, STR(" "), utf8_fold(s->c->arena, text));
    for (size_t i = 0; i < s->n_words; i++)
        if (str_find(padded, str_join(s->c->arena, STR(" "), s->word[i])) == STR_NONE)
            return false;
    return s->n_words > 0;
}

static void search_guidance(struct search *s)
{
    size_t n;
    const struct guidance *g = guidance_all(s->c->arena, &n);
    struct list *results = NULL;
    for (int by_title = 1; by_title >= 0; by_title--)
        for (size_t i = 0; i < n; i++) {
            bool in_title = holds_all(s, g[i].title);
            struct str all = str_printf(s->c->arena, "%.*s %.*s %.*s", STR_ARG(g[i].title),
                                        STR_ARG(g[i].summary), STR_ARG(g[i].body));
            if (in_title != (by_title == 1) || !holds_all(s, all))
                continue;
            if (!results)
                results = add_group(s, SEARCH_GROUP_GUIDANCE);
            struct str href = url_path(s->c->arena, "/guidance/%", g[i].slug);
            view_str(add_result(s, results, href, g[i].title), S(summary), g[i].summary);
        }
}

/* The word of the text that is nearest to the one typed, if that is near enough. */
static void nearest(const struct search *s, struct str typed, struct str text, struct str *best,
                    unsigned *edits)
{
    struct str rest = utf8_fold(s->c->arena, text), word;
    while (str_cut(&rest, ' ', &word)) {
        if (word.n < WORD_LEAST)
            continue;
        unsigned d = utf8_distance(typed, word, MEANT_EDITS);
        if (d < *edits) {
            *edits = d;
            *best = word;
        }
    }
}

/* When nothing was found: the same words, each as our articles spell the nearest one. Empty: no
 * better idea. */
static struct str spelling(struct search *s)
{
    size_t n;
    const struct guidance *g = guidance_all(s->c->arena, &n);
    struct str meant = { 0 };
    bool is_other = false;
    for (size_t i = 0; i < s->n_words; i++) {
        struct str best = s->word[i];
        unsigned edits = MEANT_EDITS + 1;
        for (size_t k = 0; k < n && s->word[i].n >= WORD_LEAST; k++) {
            nearest(s, s->word[i], g[k].title, &best, &edits);
            nearest(s, s->word[i], g[k].body, &best, &edits);
        }
        is_other |= !str_eq(best, s->word[i]);
        meant = meant.n ? str_printf(s->c->arena, "%.*s %.*s", STR_ARG(meant), STR_ARG(best))
                        : best;
    }
    return is_other ? meant : (struct str){ 0 };
}

static enum err add_spelling(struct search *s, struct str typed)
{
    struct ctx *c = s->c;
    struct str meant = s->n_results ? (struct str){ 0 } : spelling(s);
    enum err e = OK;
    if (!s->n_results && !meant.n && s->n_words)
        e = body_search_suggest(c->db, c->arena, typed, &meant);
    view_null(s->v, S(meant));
    view_null(s->v, S(meant_href));
    if (e || !meant.n)
        return e;
    view_str(s->v, S(meant), meant);
    view_str(s->v, S(meant_href), url_query(c->arena, STR("/search"), STR("q"), meant));
    return OK;
}

enum err search_page(struct ctx *c)
{
    struct search s = { .c = c, .v = page_new(c, "") };
    struct str typed = param_str(c, "q");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    s.groups = view_list(s.v, S(groups));
    split_words(&s, typed);
    if (s.n_words) {
        enum err e = search_partnerships(&s, typed);
        if (!e)
            e = search_consultations(&s, typed);
        if (!e)
            e = search_bodies(&s, typed);
        if (e)
            return e;
        search_guidance(&s);
    }
    view_str(s.v, S(q), typed);
    view_bool(s.v, S(has_q), s.n_words > 0);
    view_bool(s.v, S(has_results), s.n_results > 0);
    view_int(s.v, S(n_results), s.n_results);
    view_bool(s.v, S(is_one), s.n_results == 1);
    enum err e = add_spelling(&s, typed);
    return e ? e : ctx_render(c, "search", s.v);
}
