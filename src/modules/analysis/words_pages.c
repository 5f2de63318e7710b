/* words_pages.c: the words and phrases that stand in many answers. */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/search_desk.h"
#include "modules/analysis/search_pages.h"
#include "modules/analysis/word_count.h"

static void list_view(struct search_desk *d, symbol as, const struct word_count *x, size_t n)
{
    struct arena *a = d->k.c->arena;
    struct list *list = view_list(d->k.page, as);
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(words), x[i].words);
        view_int(v, S(n), x[i].n);
        view_str(
            v, S(href),
            search_desk_path(d, "/search", str_printf(a, "\"%.*s\"", STR_ARG(x[i].words))));
    }
}

enum err answer_words_page(struct ctx *c)
{
    struct search_desk d;
    struct word_counts *found = ARENA_NEW(c->arena, struct word_counts);
    enum err e = found ? search_desk_open(c, &d) : ERR_LIMIT;
    if (!e)
        e = word_counts_find(c->db, c->arena, &d.f, found);
    if (!e)
        e = search_desk_show(&d, "/words");
    if (e)
        return e;
    list_view(&d, S(single), found->word, found->n_words);
    list_view(&d, S(phrases), found->phrase, found->n_phrases);
    view_int(d.k.page, S(n_answers), found->n_answers);
    view_bool(d.k.page, S(has_words), found->n_words > 0);
    view_bool(d.k.page, S(has_phrases), found->n_phrases > 0);
    view_bool(d.k.page, S(is_cut), found->is_cut);
    return ctx_render(c, "analysis/words", d.k.page);
}
