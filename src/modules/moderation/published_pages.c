/*
 * published_pages.c: responses that can be read (3.46): the list, and each at its number. The
 * list reads public rows alone; that a number was taken back is asked of the count of numbers.
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_pages.h"
#include "modules/framework/list.h"
#include "modules/moderation/moderation_count.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/moderation_words.h"
#include "modules/moderation/published_list.h"
#include "modules/responses/published.h"

#define GONE 410

enum { Q_LAST_NO };

static const char *const sql[] = {
    [Q_LAST_NO] = "SELECT last_no FROM moderation_choice WHERE consultation_id = $1",
};
const struct sql_list published_pages_sql = SQL_LIST("published_pages", sql);

struct published_view {
    struct ctx *c;
    struct arena *a;
    struct consultation_shown x;
    struct list_words kinds;
    struct published_filter f;
    struct str q; /* as typed */
    int64_t number, n;
    bool is_ignored;
    struct view *v;
};

/* "Third sector organisation"; of a person "Individual". */
static struct str who_words(const struct published_view *k, const struct published_one *x)
{
    return x->kind.n                             ? list_label(&k->kinds, x->kind)
           : str_eq(x->who, STR("individual"))   ? STR(WHO_INDIVIDUAL)
           : str_eq(x->who, STR("organisation")) ? STR(WHO_ORGANISATION)
                                                 : STR(WHO_GROUP);
}

static enum err open_published(struct ctx *c, const char *pattern, struct published_view *k,
                               struct str *moved_to)
{
    *k = (struct published_view){ .c = c, .a = c->arena };
    enum err e = consultation_open_shown(c, pattern, &k->x, moved_to);
    if (!e && k->x.state == CONSULTATION_WITHDRAWN)
        e = ERR_GONE;
    if (!e)
        e = list_load(c->db, k->a, "body_kind", &k->kinds);
    if (e || moved_to->n)
        return e;
    k->v = page_new(c, "consultations");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(WEB_NAV_CONSULTATIONS), STR("/consultations"));
    page_crumb(c, k->x.title, url_path(k->a, "/consultations/%", k->x.slug));
    return OK;
}

static void show_one(struct published_view *k, const struct published_one *x, struct view *v)
{
    view_str(v, S(title), str_printf(k->a, SHOWN_NO, (long long)x->no));
    view_str(v, S(name), x->name);
    view_str(v, S(who), who_words(k, x));
    view_str(v, S(body_href),
             x->body_slug.n ? url_path(k->a, "/bodies/%", x->body_slug) : (struct str){ 0 });
    view_str(v, S(href),
             str_printf(k->a, "/consultations/%.*s/responses/%lld", STR_ARG(k->x.slug),
                        (long long)x->no));
}

static enum err show_answers(struct published_view *k, const struct published_one *x,
                             int64_t question_id, struct view *v)
{
    struct published_words *w;
    size_t n = 0;
    enum err e = published_answers(k->c->db, k->a, x->id, question_id, &w, &n);
    struct list *list = view_list(v, S(answers));
    for (size_t i = 0; !e && i < n; i++) {
        struct view *o = list_add(list);
        view_str(o, S(question), w[i].question);
        view_str(o, S(text), w[i].text);
        view_bool(o, S(is_redacted), str_eq(w[i].state, STR("redacted")));
        view_bool(o, S(is_mended), str_eq(w[i].state, STR("mended")));
    }
    return e;
}

/* --- the list --- */

static void option_add(struct list *to, struct str value, struct str label, struct str now)
{
    struct view *o = list_add(to);
    view_str(o, S(value), value);
    view_str(o, S(label), label);
    view_bool(o, S(checked), str_eq(value, now));
}

static enum err show_filters(struct published_view *k)
{
    struct published_words *w;
    struct str kind[PUBLISHED_KINDS_MAX];
    size_t n = 0, n_kinds = 0;
    enum err e = published_questions(k->c->db, k->a, k->x.id, &w, &n);
    if (!e)
        e = published_kinds(k->c->db, k->a, k->x.id, kind, &n_kinds);
    if (e)
        return e;
    struct list *kinds = view_list(k->v, S(kind_options));
    struct list *questions = view_list(k->v, S(question_options));
    struct str now = str_printf(k->a, "%lld", (long long)k->f.question_id);
    option_add(kinds, STR(""), STR(ANY_KIND), k->f.kind);
    option_add(kinds, STR("individual"), STR(WHO_INDIVIDUAL), k->f.kind);
    option_add(kinds, STR("organisation"), STR(WHO_ORGANISATION), k->f.kind);
    option_add(kinds, STR("group"), STR(WHO_GROUP), k->f.kind);
    for (size_t i = 0; i < n_kinds; i++)
        option_add(kinds, kind[i], list_label(&k->kinds, kind[i]), k->f.kind);
    option_add(questions, STR(""), STR(FILTER_ANY_QUESTION), now);
    for (size_t i = 0; i < n; i++)
        option_add(questions, str_printf(k->a, "%lld", (long long)w[i].question_id),
                   w[i].question, now);
    return OK;
}

static struct str with_filter(const struct published_view *k, struct str path)
{
    if (k->q.n)
        path = url_query(k->a, path, STR("q"), k->q);
    if (k->f.kind.n)
        path = url_query(k->a, path, STR("kind"), k->f.kind);
    if (k->f.question_id)
        path = url_query(k->a, path, STR("question"),
                         str_printf(k->a, "%lld", (long long)k->f.question_id));
    return path;
}

static struct str list_path(const struct published_view *k)
{
    return with_filter(k, url_path(k->a, "/consultations/%/responses", k->x.slug));
}

static enum err show_rows(struct published_view *k)
{
    struct published_one *one = arena_array(k->a, PUBLISHED_ROWS, sizeof *one);
    struct list *rows = view_list(k->v, S(rows));
    int64_t skip = (k->number - 1) * PUBLISHED_ROWS;
    size_t n = 0;
    enum err e = one ? published_find_count(k->c->db, &k->f, &k->n) : ERR_LIMIT;
    if (!e)
        e = published_find(k->c->db, k->a, &k->f, skip, PUBLISHED_ROWS, one, &n);
    if (!e && skip && !n)
        e = ERR_NOT_FOUND;
    for (size_t i = 0; !e && i < n; i++) {
        struct view *v = list_add(rows);
        show_one(k, &one[i], v);
        e = show_answers(k, &one[i], k->f.question_id, v);
    }
    view_bool(k->v, S(has_rows), n > 0);
    view_int(k->v, S(from), skip + 1);
    view_int(k->v, S(to), skip + (int64_t)n);
    view_int(k->v, S(count), k->n);
    view_bool(k->v, S(is_one), k->n == 1);
    page_steps(k->c, k->v,
               &(struct page_steps){ .base = list_path(k),
                                     .now = k->number,
                                     .last = (k->n + PUBLISHED_ROWS - 1) / PUBLISHED_ROWS });
    return e;
}

static void list_head(struct published_view *k, const struct published_count *all)
{
    struct view *v = k->v;
    struct str base = url_path(k->a, "/consultations/%", k->x.slug);
    bool is_filtered = k->f.words.n || k->f.kind.n || k->f.question_id;
    struct str csv = str_join(k->a, base, STR("/responses.csv"));
    struct str json = str_join(k->a, base, STR("/responses.json"));
    page_alternate(k->c, STR("text/csv"), k->x.title, csv);
    page_alternate(k->c, STR("application/json"), k->x.title, json);
    view_str(v, S(consultation_title), k->x.title);
    view_str(v, S(reference), k->x.reference);
    view_str(v, S(consultation_href), base);
    view_str(v, S(csv_href), csv);
    view_str(v, S(json_href), json);
    view_str(v, S(action), str_join(k->a, base, STR("/responses")));
    view_str(v, S(clear_href), str_join(k->a, base, STR("/responses")));
    view_str(v, S(q), k->q);
    view_bool(v, S(is_filtered), is_filtered);
    view_bool(v, S(has_any), all->responses > 0);
    view_int(v, S(n_responses), all->responses);
    view_bool(v, S(is_one_response), all->responses == 1);
    view_int(v, S(n_answers), all->answers);
    view_bool(v, S(is_one_answer), all->answers == 1);
    view_bool(v, S(is_closed),
              k->x.state == CONSULTATION_CLOSED || k->x.state == CONSULTATION_RESULTS ||
                  k->x.state == CONSULTATION_ARCHIVED);
    view_bool(v, S(has_results), k->x.results_at_s != 0);
}

enum err published_list_page(struct ctx *c)
{
    struct str moved_to;
    struct published_count all;
    struct published_view *k = ARENA_NEW(c->arena, struct published_view);
    enum err e = k ? open_published(c, "/consultations/%/responses", k, &moved_to) : ERR_LIMIT;
    if (e)
        return e;
    if (moved_to.n)
        return ctx_moved(c, moved_to);
    k->q = param_str(c, "q");
    k->number = param_i64(c, "page", 1) > 0 ? param_i64(c, "page", 1) : 1;
    k->f = (struct published_filter){ .consultation_id = k->x.id,
                                      .question_id = param_i64(c, "question", 0),
                                      .words = utf8_fold(c->arena, k->q),
                                      .kind = param_str(c, "kind") };
    e = published_count(c->db, k->x.id, &all);
    if (!e)
        e = show_rows(k);
    if (!e)
        e = show_filters(k);
    if (!e)
        e = moderation_counts_show(c, k->x.id, k->v);
    if (e)
        return e;
    list_head(k, &all);
    return ctx_render(c, "moderation/published", k->v);
}

/* --- one --- */

/* A number that was given is never given again: where nothing stands at it, it was taken down.
 */
static enum err show_gone(struct published_view *k, int64_t no)
{
    int64_t last = 0;
    enum err e = db_one_i64(k->c->db, sql[Q_LAST_NO], BINDS(bi(k->x.id)), &last);
    if (e || no > last)
        return e ? e : ERR_NOT_FOUND;
    view_str(k->v, S(title), str_printf(k->a, SHOWN_NO, (long long)no));
    view_str(k->v, S(consultation_title), k->x.title);
    view_str(k->v, S(list_href), url_path(k->a, "/consultations/%/responses", k->x.slug));
    return ctx_render_status(k->c, GONE, "moderation/published_gone", k->v);
}

enum err published_one_page(struct ctx *c)
{
    struct str moved_to;
    struct published_one one;
    struct published_view *k = ARENA_NEW(c->arena, struct published_view);
    enum err e = k ? open_published(c, "/consultations/%/responses", k, &moved_to) : ERR_LIMIT;
    if (e)
        return e;
    if (moved_to.n)
        return ctx_moved(c, moved_to);
    int64_t no = param_i64(c, "no", 0);
    struct str list = url_path(k->a, "/consultations/%/responses", k->x.slug);
    page_crumb(c, STR(CRUMB_RESPONSES), list);
    e = published_by_no(c->db, k->a, k->x.id, no, &one);
    if (e == ERR_NOT_FOUND)
        return show_gone(k, no);
    if (!e)
        e = show_answers(k, &one, 0, k->v);
    if (e)
        return e;
    show_one(k, &one, k->v);
    view_str(k->v, S(consultation_title), k->x.title);
    view_str(k->v, S(reference), k->x.reference);
    view_str(k->v, S(list_href), list);
    return ctx_render(c, "moderation/published_one", k->v);
}
