/* reading_desk_pages.c: the way in: how far each question is, who has read, what is next. */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/analysis_desk.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/reading_pages.h"
#include "modules/analysis/reading_words.h"

static struct str read_path(const struct coding *k, int64_t question_id)
{
    struct arena *a = k->c->arena;
    struct str at = coding_path(k, "/read");
    return question_id ? url_query(a, at, STR("question"),
                                   str_printf(a, "%lld", (long long)question_id))
                       : at;
}

static struct str share(struct arena *a, const struct reading_progress *p)
{
    return str_printf(a, READING_SHARE, (long long)p->n_read, (long long)p->n_all);
}

static enum err questions_view(struct coding *k)
{
    struct arena *a = k->c->arena;
    struct list *list = view_list(k->page, S(questions));
    struct reading_progress all = { 0 };
    struct reading_progress *of = arena_array(a, k->form.n + 1, sizeof *of);
    enum err e = of ? reading_progress(k->c->db, &k->form, of) : ERR_LIMIT;
    for (size_t i = 0; !e && i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        if (!reading_has_words(q))
            continue;
        const struct reading_progress p = of[i];
        struct view *v = list_add(list);
        view_str(v, S(question), question_called(a, q));
        view_str(v, S(share), share(a, &p));
        view_bool(v, S(is_left), p.n_read < p.n_all);
        view_bool(v, S(is_none), p.n_all == 0);
        view_str(v, S(href), read_path(k, q->id));
        all.n_read += p.n_read;
        all.n_all += p.n_all;
    }
    view_bool(k->page, S(has_questions), list_len(list) > 0);
    view_bool(k->page, S(has_answers), all.n_all > 0);
    view_bool(k->page, S(is_done), all.n_all > 0 && all.n_read >= all.n_all);
    view_str(k->page, S(share), share(a, &all));
    view_int(k->page, S(per_cent), all.n_all ? all.n_read * 100 / all.n_all : 0);
    return e;
}

static enum err analysts_view(struct coding *k)
{
    struct reading_analyst *who = arena_array(k->c->arena, READING_ANALYSTS_MAX, sizeof *who);
    struct list *list = view_list(k->page, S(analysts));
    size_t n = 0;
    enum err e = who ? reading_analysts(k->c->db, k->c->arena, k->x.id, STR("first"), who, &n)
                     : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(name), who[i].name);
        view_int(v, S(n), who[i].n_read);
    }
    view_bool(k->page, S(has_analysts), n > 0);
    return e;
}

enum err reading_desk_page(struct ctx *c)
{
    struct coding k;
    enum err e = coding_open(c, &k);
    if (!e)
        e = questions_view(&k);
    if (!e)
        e = analysts_view(&k);
    if (e)
        return e;
    view_str(k.page, S(all_href), read_path(&k, 0));
    view_str(k.page, S(second_href), coding_path(&k, "/second"));
    view_str(k.page, S(search_href), coding_path(&k, "/search"));
    view_str(k.page, S(words_href), coding_path(&k, "/words"));
    view_str(k.page, S(cross_href), coding_path(&k, "/cross"));
    view_str(k.page, S(action), coding_path(&k, ""));
    view_bool(k.page, S(has_themes), k.n_themes > 0);
    page_back(c, url_path(c->arena, "/coordinator/consultations/%", k.x.slug));
    return form_render(k.f, "analysis/desk");
}
