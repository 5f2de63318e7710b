/*
 * body_list_page.c: the public register: words, filters, pages. Each view is an address.
 */
#include "modules/bodies/body_pages.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/http/target.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/body_page_words.h"
#include "modules/bodies/body_search.h"
#include "modules/bodies/body_view.h"
#include "modules/partnerships/partnership.h"

#define NUMBER_BYTES 24

struct body_list {
    struct ctx *c;
    struct view *v;
    struct body_labels labels;
    struct body_filter filter;
    struct search_words words;
    struct str area, partnership, topic, outcome, ground, kind; /* as in the address */
    struct list *active;                                        /* filters as text */
    bool is_ignored;                                            /* a filter was none of ours */
    struct body_page page;
    struct body_hits hits;
};

/* --- the filters of the address --- */

/* A filter that holds: kept for links, and said above the list. */
static void take(struct body_list *k, struct str *kept, struct str word, const char *what,
                 struct str label)
{
    *kept = word;
    struct view *v = list_add(k->active);
    view_lit(v, S(what), what);
    view_str(v, S(label), label);
}

static void read_area(struct body_list *k)
{
    struct str slug = param_str(k->c, "area");
    const struct area *area = slug.n ? area_named(&k->labels.areas, slug) : NULL;
    k->is_ignored |= slug.n && !area;
    if (!area)
        return;
    k->filter.area_id = area->id;
    take(k, &k->area, slug, FILTER_AREA, area->name);
}

static enum err read_partnership(struct body_list *k)
{
    struct partnership p;
    struct ctx *c = k->c;
    if (!param_has(c, "partnership"))
        return OK;
    enum err e = partnership_find_by_slug(c->db, c->arena, param_str(c, "partnership"), &p);
    k->is_ignored |= e == ERR_NOT_FOUND;
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    k->filter.partnership_id = p.id;
    take(k, &k->partnership, p.slug, FILTER_PARTNERSHIP, p.name);
    return OK;
}

static void read_codes(struct body_list *k)
{
    struct ctx *c = k->c;
    struct str topic = param_str(c, "topic"), kind = param_str(c, "kind");
    struct str ground = param_str(c, "ground"), word = param_str(c, "outcome");
    const struct outcome *outcome = word.n ? outcome_of(&k->labels.outcomes, word) : NULL;
    bool is_community = str_eq(ground, STR("community"));
    bool has_topic = topic.n && list_knows(&k->labels.topics, topic);
    bool has_kind = kind.n && list_knows(&k->labels.kinds, kind);
    bool has_ground = ground.n && (is_community || body_word_is(&body_grounds, ground));
    k->is_ignored |= (topic.n && !has_topic) || (kind.n && !has_kind) ||
                     (ground.n && !has_ground) || (word.n && !outcome);
    if (has_topic)
        take(k, &k->topic, topic, FILTER_TOPIC, list_label(&k->labels.topics, topic));
    if (outcome)
        take(k, &k->outcome, outcome->word, FILTER_OUTCOME, outcome->text);
    if (has_ground)
        take(k, &k->ground, ground, FILTER_GROUND,
             is_community ? STR(GROUND_COMMUNITY) : body_word_label(&body_grounds, ground));
    if (has_kind)
        take(k, &k->kind, kind, FILTER_KIND, list_label(&k->labels.kinds, kind));
    k->filter.topic = k->topic;
    k->filter.kind = k->kind;
    k->filter.is_community = has_ground && is_community;
    if (outcome)
        k->filter.outcome = outcome->key;
    if (has_ground && !is_community)
        k->filter.ground = ground;
}

static enum err read_filters(struct body_list *k)
{
    struct ctx *c = k->c;
    struct str words = param_str(c, "q"), kept;
    k->filter = (struct body_filter){ .words = words, .is_public = true };
    k->is_ignored = c->ignored_query;
    search_words_read(c->arena, words, &k->words);
    if (words.n)
        take(k, &kept, words, FILTER_WORDS, words);
    read_area(k);
    read_codes(k);
    int64_t page = param_i64(c, "page", 1);
    k->page = (struct body_page){ .page = page > 0 ? page : 1,
                                  .after = words.n ? 0 : param_i64(c, "after", 0),
                                  .size = BODY_PAGE_ROWS };
    return read_partnership(k);
}

/* --- addresses --- */

static struct str with(struct body_list *k, struct str url, struct str name, struct str value)
{
    return value.n ? url_query(k->c->arena, url, name, value) : url;
}

/* The view as it is filtered, of a page or a file. */
static struct str view_href(struct body_list *k, struct str url)
{
    url = with(k, url, STR("q"), k->filter.words);
    url = with(k, url, STR("area"), k->area);
    url = with(k, url, STR("partnership"), k->partnership);
    url = with(k, url, STR("topic"), k->topic);
    url = with(k, url, STR("outcome"), k->outcome);
    url = with(k, url, STR("ground"), k->ground);
    return with(k, url, STR("kind"), k->kind);
}

/* The same view, at another page: "page" or "after" with its number; 0: the first. */
static struct str list_href(struct body_list *k, struct str name, int64_t number)
{
    struct str url = view_href(k, STR("/bodies"));
    if (!number)
        return url;
    return with(k, url, name, str_printf(k->c->arena, "%lld", (long long)number));
}

/* The same as files. */
static void files_view(struct body_list *k)
{
    struct str csv = view_href(k, STR("/bodies.csv")), json = view_href(k, STR("/bodies.json"));
    page_alternate(k->c, STR("application/json"), STR(ALTERNATE_BODIES_JSON), json);
    page_alternate(k->c, STR("text/csv"), STR(ALTERNATE_BODIES_CSV), csv);
    page_alternate(k->c, STR("application/atom+xml"), STR(ALTERNATE_BODIES_FEED),
                   STR("/bodies.atom"));
    view_str(k->v, S(csv_href), csv);
    view_str(k->v, S(json_href), json);
}

/* --- the form --- */

static void add_option(struct list *options, struct str value, struct str label, struct str now)
{
    struct view *o = list_add(options);
    view_str(o, S(value), value);
    view_str(o, S(label), label);
    view_bool(o, S(checked), str_eq(value, now));
}

static void list_words_view(struct body_list *k, symbol as, const struct list_words *words,
                            const char *any, struct str now)
{
    struct list *options = view_list(k->v, as);
    add_option(options, STR(""), str_from(any), now);
    for (size_t i = 0; i < words->n; i++)
        if (!words->item[i].is_retired || str_eq(words->item[i].code, now))
            add_option(options, words->item[i].code, words->item[i].label, now);
}

static void form_view(struct body_list *k)
{
    const struct body_labels *labels = &k->labels;
    struct list *areas = view_list(k->v, S(area_options));
    struct list *outcomes = view_list(k->v, S(outcome_options));
    struct list *grounds = view_list(k->v, S(ground_options));
    add_option(areas, STR(""), STR(FILTER_ANY_AREA), k->area);
    for (size_t i = 0; i < labels->areas.n; i++)
        add_option(areas, labels->areas.item[i].slug, labels->areas.item[i].name, k->area);
    add_option(outcomes, STR(""), STR(FILTER_ANY_OUTCOME), k->outcome);
    for (size_t i = 0; i < labels->outcomes.n; i++) {
        const struct outcome *o = &labels->outcomes.item[i];
        if (o->is_offered || str_eq(o->word, k->outcome))
            add_option(outcomes, o->word, o->text, k->outcome);
    }
    add_option(grounds, STR(""), STR(FILTER_ANY_GROUND), k->ground);
    for (size_t i = 0; i < body_grounds.n; i++)
        add_option(grounds, body_grounds.item[i].code, body_grounds.item[i].label, k->ground);
    add_option(grounds, STR("community"), STR(GROUND_COMMUNITY), k->ground);
    list_words_view(k, S(topic_options), &labels->topics, FILTER_ANY_TOPIC, k->topic);
    list_words_view(k, S(kind_options), &labels->kinds, FILTER_ANY_KIND, k->kind);
    view_str(k->v, S(q), k->filter.words);
    view_str(k->v, S(partnership_slug), k->partnership);
    view_bool(k->v, S(is_filtered), list_len(k->active) > 0);
    view_bool(k->v, S(is_ignored), k->is_ignored);
    view_bool(k->v, S(is_more_open), k->topic.n || k->kind.n || k->ground.n || k->outcome.n);
}

/* --- what was found --- */

static enum err rows_view(struct body_list *k)
{
    struct ctx *c = k->c;
    struct list *rows = view_list(k->v, S(rows));
    for (size_t i = 0; i < k->hits.n; i++) {
        struct body_public p;
        enum err e = body_public_load(c->db, c->arena, k->hits.item[i].body_id, &p);
        if (e && e != ERR_NOT_FOUND)
            return e;
        if (!e)
            body_row_view(c, &k->labels, &p, &k->words, list_add(rows));
    }
    return OK;
}

static void add_pages(struct body_list *k, int64_t now, int64_t last)
{
    struct list *pages = view_list(k->v, S(pages));
    for (int64_t i = 1; i <= last; i++) {
        if (i != 1 && i != last && (i < now - 2 || i > now + 2))
            continue;
        struct view *p = list_add(pages);
        view_str(p, S(href), list_href(k, STR("page"), i == 1 ? 0 : i));
        view_int(p, S(label), i);
        view_bool(p, S(is_current), i == now);
    }
}

/* Of ten rows while they are counted, beyond that from place to place. */
static void pages_view(struct body_list *k)
{
    struct view *v = k->v;
    bool is_beyond = k->page.after > 0;
    size_t known = k->hits.n_found > BODY_SEARCH_MAX ? BODY_SEARCH_MAX : k->hits.n_found;
    int64_t last = known ? (int64_t)((known + BODY_PAGE_ROWS - 1) / BODY_PAGE_ROWS) : 1;
    int64_t now = k->page.page;
    struct str prev = { 0 }, next = { 0 };
    if (is_beyond || now > 1)
        prev = list_href(k, STR("page"), is_beyond ? last : now - 1);
    if (!is_beyond && now < last)
        next = list_href(k, STR("page"), now + 1);
    else if (k->hits.has_more && !k->words.n)
        next = list_href(k, STR("after"), k->hits.item[k->hits.n - 1].position);
    if (is_beyond)
        view_list(v, S(pages));
    else
        add_pages(k, now, last);
    view_bool(v, S(has_pages), prev.n || next.n);
    view_str(v, S(prev_href), prev);
    view_str(v, S(next_href), next);
    view_bool(v, S(is_beyond), is_beyond);
    view_int(v, S(from), (now - 1) * BODY_PAGE_ROWS + 1);
    view_int(v, S(to), (now - 1) * BODY_PAGE_ROWS + (int64_t)k->hits.n);
    view_str(v, S(count),
             k->hits.n_found > BODY_SEARCH_MAX
                 ? STR(MANY_BODIES)
                 : str_printf(k->c->arena, "%zu", k->hits.n_found));
    view_bool(v, S(is_one), k->hits.n_found == 1);
}

static enum err suggestion_view(struct body_list *k)
{
    struct ctx *c = k->c;
    struct str meant = { 0 };
    view_null(k->v, S(meant));
    view_null(k->v, S(meant_href));
    enum err e = k->hits.n_found || !k->words.n
                     ? OK
                     : body_search_suggest(c->db, c->arena, k->filter.words, &meant);
    if (e || !meant.n)
        return e;
    k->filter.words = meant;
    view_str(k->v, S(meant), meant);
    view_str(k->v, S(meant_href), list_href(k, STR("page"), 0));
    return OK;
}

enum err body_list_page(struct ctx *c)
{
    struct body_list *k = ARENA_NEW(c->arena, struct body_list);
    if (!k)
        return ERR_LIMIT;
    k->c = c;
    k->v = page_new(c, "partnerships");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(WEB_NAV_PARTNERSHIPS), STR("/partnerships"));
    k->active = view_list(k->v, S(active));
    enum err e = body_labels_load(c->db, c->arena, &k->labels);
    if (!e)
        e = read_filters(k);
    if (!e)
        e = body_search(c->db, c->arena, &k->filter, &k->page, &k->hits);
    if (!e && !k->hits.n && (k->page.page > 1 || k->page.after))
        e = ERR_NOT_FOUND; /* there is no such page */
    if (e)
        return e;
    form_view(k);
    pages_view(k);
    files_view(k);
    view_bool(k->v, S(has_rows), k->hits.n > 0);
    e = rows_view(k);
    if (!e)
        e = suggestion_view(k);
    return e ? e : ctx_render(c, "bodies/index", k->v);
}
