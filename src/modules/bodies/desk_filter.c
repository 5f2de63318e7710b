#include "modules/bodies/desk_filter.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_desk_words.h"
#include "modules/people/visitor.h"

#define HALF_YEAR_DAYS 183

struct reading {
    const struct body_desk *d;
    struct desk_filter *f;
    struct list *ignored, *active;
    bool is_filtered;
};

static const struct body_word contacts[] = {
    { STR_INIT("none"), STR_INIT(LAST_NONE) },
    { STR_INIT("old"), STR_INIT(LAST_OLD) },
};
static const struct body_words contact_words = { contacts, 2 };

/* One more filter in the address, and in words. */
static void use(struct reading *r, const char *name, struct str value, const char *format,
                struct str label)
{
    struct arena *a = r->d->c->arena;
    struct str pair = url_query(a, STR(""), str_from(name), value); /* "?name=value" */
    pair = str_sub(pair, 1, pair.n);
    r->f->query =
        r->f->query.n ? str_printf(a, "%.*s&%.*s", STR_ARG(r->f->query), STR_ARG(pair)) : pair;
    r->is_filtered = true;
    struct buf *words = buf_in(a, 1024);
    buf_lit(words, "");
    buf_str(words, str_from(format));
    buf_str(words, label);
    list_add_str(r->active, buf_view(words));
}

static void ignore(struct reading *r, const char *what)
{
    list_add_str(r->ignored, str_from(what));
}

static void read_words(struct reading *r)
{
    struct str words = param_str(r->d->c, "words");
    if (!words.n)
        return;
    r->f->filter.words = words;
    use(r, "words", words, ACTIVE_WORDS, words);
}

static void read_area(struct reading *r)
{
    struct str slug = param_str(r->d->c, "area");
    const struct area *area = slug.n ? area_named(&r->f->areas, slug) : NULL;
    if (slug.n && !area)
        ignore(r, IGNORED_AREA);
    if (!area)
        return;
    r->f->filter.area_id = area->id;
    use(r, "area", slug, ACTIVE_AREA, area->name);
}

static void read_listed(struct reading *r, const char *name, const struct list_words *list,
                        struct str *out)
{
    struct str code = param_str(r->d->c, name);
    if (!code.n)
        return;
    if (!list_knows(list, code)) {
        ignore(r, IGNORED_CHOICE);
        return;
    }
    *out = code;
    use(r, name, code, str_eq(str_from(name), STR("kind")) ? ACTIVE_KIND : ACTIVE_TOPIC,
        list_label(list, code));
}

/* Of a fixed list; false: none, or none of ours. */
static bool read_fixed(struct reading *r, const char *name, const struct body_words *words,
                       const char *format)
{
    struct str code = param_str(r->d->c, name);
    if (!code.n)
        return false;
    if (!body_word_is(words, code) || str_eq(code, STR("merged"))) {
        ignore(r, IGNORED_CHOICE);
        return false;
    }
    use(r, name, code, format, body_word_label(words, code));
    return true;
}

static void read_tag(struct reading *r)
{
    int64_t id = param_i64(r->d->c, "tag", 0);
    struct arena *a = r->d->c->arena;
    for (size_t i = 0; i < r->f->n_tags && id; i++) {
        if (r->f->tag[i].id != id)
            continue;
        r->f->filter.tag_id = id;
        use(r, "tag", str_printf(a, "%lld", (long long)id), ACTIVE_TAG, r->f->tag[i].name);
        return;
    }
    if (id)
        ignore(r, IGNORED_TAG);
}

static void read_rest(struct reading *r)
{
    struct ctx *c = r->d->c;
    if (str_eq(param_str(c, "stale"), STR("yes"))) {
        r->f->filter.is_stale_only = true;
        use(r, "stale", STR("yes"), ACTIVE_STALE, STR(""));
    }
    if (r->d->is_admin || !read_fixed(r, "last", &contact_words, ACTIVE_LAST))
        return;
    r->f->contact = str_eq(param_str(c, "last"), STR("none")) ? CONTACT_NONE : CONTACT_OLD;
}

static enum err load_choices(const struct body_desk *d, struct desk_filter *out)
{
    struct ctx *c = d->c;
    enum err e = d->is_admin ? area_list(c->db, c->arena, &out->areas)
                             : area_list_of(c->db, c->arena, d->partnership_id, &out->areas);
    if (!e)
        e = list_load(c->db, c->arena, "body_kind", &out->kinds);
    if (!e)
        e = list_load(c->db, c->arena, "topic", &out->topics);
    out->tag = arena_array(c->arena, BODY_TAGS_MAX, sizeof *out->tag);
    if (!e && !out->tag)
        e = ERR_LIMIT;
    return e || d->is_admin
               ? e
               : body_tag_list(c->db, c->arena, d->partnership_id, out->tag, &out->n_tags);
}

enum err desk_filter_read(const struct body_desk *d, struct view *page, struct desk_filter *out)
{
    struct ctx *c = d->c;
    struct date today = london_from_s(c->now_s).date;
    *out = (struct desk_filter){ .filter.partnership_id = d->partnership_id };
    out->half_year_ago =
        date_iso(c->arena, date_from_days(date_to_days(today) - HALF_YEAR_DAYS));
    struct reading r = { .d = d,
                         .f = out,
                         .ignored = view_list(page, S(ignored)),
                         .active = view_list(page, S(active)) };
    enum err e = load_choices(d, out);
    if (e)
        return e;
    read_words(&r);
    read_area(&r);
    read_listed(&r, "kind", &out->kinds, &out->filter.kind);
    read_listed(&r, "topic", &out->topics, &out->filter.topic);
    if (read_fixed(&r, "ground", &body_grounds, ACTIVE_GROUND))
        out->filter.ground = param_str(c, "ground");
    if (read_fixed(&r, "state", &body_states, ACTIVE_STATE))
        out->filter.state = param_str(c, "state");
    read_tag(&r);
    read_rest(&r);
    if (c->ignored_query)
        ignore(&r, IGNORED_CHOICE);
    view_bool(page, S(has_ignored), list_len(r.ignored) > 0);
    view_bool(page, S(is_filtered), r.is_filtered);
    view_str(page, S(clear_href), body_desk_path(d, ""));
    return OK;
}

/* --- addresses --- */

struct str desk_query_path(const struct body_desk *d, struct str query)
{
    struct str path = body_desk_path(d, "");
    if (!query.n)
        return path;
    return str_printf(d->c->arena, "%.*s%c%.*s", STR_ARG(path),
                      str_find_char(path, '?') == STR_NONE ? '?' : '&', STR_ARG(query));
}

struct str desk_filter_path(const struct body_desk *d, const struct desk_filter *f,
                            const char *ending)
{
    struct str path = body_desk_path(d, ending);
    if (!f->query.n)
        return path;
    return str_printf(d->c->arena, "%.*s%c%.*s", STR_ARG(path),
                      str_find_char(path, '?') == STR_NONE ? '?' : '&', STR_ARG(f->query));
}

bool desk_query_is_clean(struct str query)
{
    if (query.n > DESK_QUERY_CHARS)
        return false;
    for (size_t i = 0; i < query.n; i++) {
        char ch = query.p[i];
        bool is_plain =
            (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9');
        if (!is_plain && str_find_char(STR("%&=-_.~+"), ch) == STR_NONE)
            return false;
    }
    return true;
}

/* --- the form --- */

static void add_option(struct list *options, struct str value, struct str label, bool is_chosen)
{
    struct view *v = list_add(options);
    view_str(v, S(value), value);
    view_str(v, S(label), label);
    view_bool(v, S(checked), is_chosen);
}

static void show_fixed(struct view *page, symbol as, const struct body_words *words,
                       struct str chosen)
{
    struct list *options = view_list(page, as);
    add_option(options, STR(""), STR(FILTER_ANY), !chosen.n);
    for (size_t i = 0; i < words->n; i++)
        if (!str_eq(words->item[i].code, STR("merged")))
            add_option(options, words->item[i].code, words->item[i].label,
                       str_eq(words->item[i].code, chosen));
}

static void show_listed(struct view *page, symbol as, const struct list_words *words,
                        struct str chosen)
{
    struct list *options = view_list(page, as);
    add_option(options, STR(""), STR(FILTER_ANY), !chosen.n);
    for (size_t i = 0; i < words->n; i++)
        add_option(options, words->item[i].code, words->item[i].label,
                   str_eq(words->item[i].code, chosen));
}

void desk_filter_show(const struct body_desk *d, const struct desk_filter *f, struct view *page)
{
    static const struct str last[] = { { 0 }, STR_INIT("none"), STR_INIT("old") };
    struct arena *a = d->c->arena;
    struct list *areas = view_list(page, S(area_options));
    struct list *tags = view_list(page, S(tag_options));
    view_str(page, S(words_typed), f->filter.words);
    add_option(areas, STR(""), STR(FILTER_ANY), !f->filter.area_id);
    for (size_t i = 0; i < f->areas.n; i++)
        add_option(areas, f->areas.item[i].slug, f->areas.item[i].name,
                   f->areas.item[i].id == f->filter.area_id);
    add_option(tags, STR(""), STR(FILTER_ANY), !f->filter.tag_id);
    for (size_t i = 0; i < f->n_tags; i++)
        add_option(tags, str_printf(a, "%lld", (long long)f->tag[i].id), f->tag[i].name,
                   f->tag[i].id == f->filter.tag_id);
    show_listed(page, S(kind_options), &f->kinds, f->filter.kind);
    show_listed(page, S(topic_options), &f->topics, f->filter.topic);
    show_fixed(page, S(ground_options), &body_grounds, f->filter.ground);
    show_fixed(page, S(state_options), &body_states, f->filter.state);
    show_fixed(page, S(last_options), &contact_words, last[f->contact]);
    view_bool(page, S(is_stale_only), f->filter.is_stale_only);
    const struct body_filter *on = &f->filter;
    view_bool(page, S(has_more),
              on->topic.n || on->ground.n || on->state.n || on->tag_id || on->is_stale_only ||
                  f->contact);
    view_bool(page, S(asks_areas), f->areas.n > 1);
    view_bool(page, S(asks_tags), f->n_tags > 0);
    view_bool(page, S(asks_last), !d->is_admin);
}
