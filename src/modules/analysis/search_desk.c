#include "modules/analysis/search_desk.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/search_words.h"
#include "modules/partnerships/area.h"
#include "modules/responses/response_desk.h"

static const struct str who_codes[] = { STR_INIT("individual"), STR_INIT("organisation"),
                                        STR_INIT("group") };
#define N_WHO (sizeof who_codes / sizeof *who_codes)

enum err search_desk_open(struct ctx *c, struct search_desk *d)
{
    *d = (struct search_desk){ 0 };
    enum err e = coding_open(c, &d->k);
    if (e)
        return e;
    struct str theme = param_str(c, "theme");
    d->q = param_str(c, "q");
    d->f = (struct answer_filter){ .consultation_id = d->k.x.id,
                                   .question_id = param_i64(c, "question", 0),
                                   .who = param_str(c, "who"),
                                   .area = param_str(c, "area"),
                                   .channel = param_str(c, "channel") };
    if (str_eq(theme, STR("none")))
        d->f.theme_id = ANSWER_NO_THEME;
    else if (theme.n && (!str_to_i64(theme, &d->f.theme_id) ||
                         !theme_of(d->k.theme, d->k.n_themes, d->f.theme_id)))
        return ERR_NOT_FOUND;
    if (d->f.question_id && !question_find(&d->k.form, d->f.question_id))
        return ERR_NOT_FOUND;
    answer_terms_read(c->arena, d->q, &d->terms);
    d->is_filtered = d->q.n || d->f.question_id || d->f.who.n || d->f.area.n ||
                     d->f.channel.n || d->f.theme_id;
    return OK;
}

static struct str with_id(struct arena *a, struct str at, const char *name, int64_t id)
{
    return id ? url_query(a, at, str_from(name), str_printf(a, "%lld", (long long)id)) : at;
}

static struct str with(struct arena *a, struct str at, const char *name, struct str value)
{
    return value.n ? url_query(a, at, str_from(name), value) : at;
}

struct str search_desk_path(const struct search_desk *d, const char *rest, struct str q)
{
    struct arena *a = d->k.c->arena;
    struct str at = with(a, coding_path(&d->k, rest), "q", q);
    at = with_id(a, at, "question", d->f.question_id);
    at = with(a, at, "who", d->f.who);
    at = with(a, at, "area", d->f.area);
    at = with(a, at, "channel", d->f.channel);
    return d->f.theme_id < 0 ? with(a, at, "theme", STR("none"))
                             : with_id(a, at, "theme", d->f.theme_id);
}

/* --- the filters --- */

static void add_option(struct list *list, struct str value, struct str label, bool checked)
{
    struct view *v = list_add(list);
    view_str(v, S(value), value);
    view_str(v, S(label), label);
    view_bool(v, S(checked), checked);
}

static void questions_view(struct search_desk *d)
{
    struct arena *a = d->k.c->arena;
    struct list *list = view_list(d->k.page, S(question_options));
    add_option(list, STR(""), STR(SEARCH_ANY_QUESTION), !d->f.question_id);
    for (size_t i = 0; i < d->k.form.n; i++) {
        const struct question *q = &d->k.form.question[i];
        if (reading_has_words(q))
            add_option(list, str_printf(a, "%lld", (long long)q->id), question_called(a, q),
                       q->id == d->f.question_id);
    }
}

static void themes_view(struct search_desk *d)
{
    struct arena *a = d->k.c->arena;
    struct list *list = view_list(d->k.page, S(theme_options));
    add_option(list, STR(""), STR(SEARCH_ANY), !d->f.theme_id);
    add_option(list, STR("none"), STR(SEARCH_NO_THEME), d->f.theme_id < 0);
    for (size_t i = 0; i < d->k.n_themes; i++)
        add_option(list, str_printf(a, "%lld", (long long)d->k.theme[i].id), d->k.theme[i].name,
                   d->k.theme[i].id == d->f.theme_id);
}

static void who_view(struct search_desk *d)
{
    struct list *list = view_list(d->k.page, S(who_options));
    add_option(list, STR(""), STR(SEARCH_ANY), !d->f.who.n);
    for (size_t i = 0; i < N_WHO; i++)
        add_option(list, who_codes[i], response_who_words(who_codes[i]),
                   str_eq(d->f.who, who_codes[i]));
}

static enum err areas_view(struct search_desk *d)
{
    struct area_list areas;
    struct list *list = view_list(d->k.page, S(area_options));
    enum err e = area_list(d->k.c->db, d->k.c->arena, &areas);
    add_option(list, STR(""), STR(SEARCH_ANY), !d->f.area.n);
    for (size_t i = 0; !e && i < areas.n; i++)
        add_option(list, areas.item[i].slug, areas.item[i].name,
                   str_eq(areas.item[i].slug, d->f.area));
    return e;
}

enum err search_desk_show(struct search_desk *d, const char *rest)
{
    struct view *v = d->k.page;
    questions_view(d);
    themes_view(d);
    who_view(d);
    enum err e = areas_view(d);
    view_str(v, S(q), d->q);
    view_bool(v, S(is_filtered), d->is_filtered);
    view_str(v, S(clear_href), coding_path(&d->k, rest));
    view_str(v, S(action), coding_path(&d->k, rest));
    view_str(v, S(partnership_slug), param_str(d->k.c, "partnership"));
    view_str(v, S(search_href), coding_path(&d->k, "/search"));
    view_str(v, S(words_href), coding_path(&d->k, "/words"));
    view_str(v, S(cross_href), coding_path(&d->k, "/cross"));
    page_back(d->k.c, coding_path(&d->k, ""));
    return e;
}
