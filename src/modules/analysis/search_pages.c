/* search_pages.c: answers that hold what was looked for. */
#include "modules/analysis/search_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/search_desk.h"
#include "modules/partnerships/message_page.h"
#include "modules/responses/response_desk.h"

#define ROWS 25
#define SENTENCES_SHOWN 3

struct search {
    struct search_desk d;
    int64_t page;
    int64_t n_answers, n_responses, last_response;
    struct list *rows;
};

/* The words of a sentence, one after the other, those that were looked for marked. */
static void sentence_view(struct search *k, struct str sentence, struct list *parts)
{
    struct arena *a = k->d.k.c->arena;
    struct str rest = message_for_staff(a, sentence), word;
    while (str_cut(&rest, ' ', &word)) {
        struct view *v = list_add(parts);
        view_str(v, S(words), word);
        view_bool(v, S(is_marked), answer_terms_mark(a, &k->d.terms, word));
    }
}

/* The first sentences with one of the words; without words, the first ones. */
static void excerpt_view(struct search *k, struct str words, struct view *v)
{
    struct arena *a = k->d.k.c->arena;
    struct passage *part = arena_array(a, READING_SENTENCES_MAX, sizeof *part);
    struct list *parts = view_list(v, S(parts));
    size_t n = part ? reading_sentences(words, part) : 0, n_shown = 0;
    for (size_t i = 0; i < n && n_shown < SENTENCES_SHOWN; i++) {
        struct str sentence = passage_words(words, part[i]);
        bool has = !k->d.terms.n;
        for (size_t t = 0; t < k->d.terms.n && !has; t++) {
            const struct answer_terms one = { .at = { k->d.terms.at[t] }, .n = 1 };
            has = answer_terms_fit(a, &one, sentence);
        }
        if (!has)
            continue;
        sentence_view(k, sentence, parts);
        n_shown++;
    }
    if (!n_shown && n) /* a phrase that runs over two sentences */
        sentence_view(k, passage_words(words, part[0]), parts);
    view_bool(v, S(is_cut), n > n_shown);
}

static void row_view(struct search *k, const struct answer_seen *x)
{
    struct arena *a = k->d.k.c->arena;
    struct view *v = list_add(k->rows);
    const struct question *q = question_find(&k->d.k.form, x->question_id);
    view_str(v, S(question), q ? question_called(a, q) : STR(""));
    view_str(v, S(who), response_who_words(x->who));
    view_str(v, S(reference), str_printf(a, "%.*s", STR_ARG(x->receipt)));
    view_str(v, S(href),
             url_query(a, coding_path(&k->d.k, "/read"), STR("answer"),
                       str_printf(a, "%lld", (long long)x->id)));
    excerpt_view(k, str_printf(a, "%.*s", STR_ARG(x->words)), v);
}

static bool add_answer(void *arg, const struct answer_seen *x)
{
    struct search *k = arg;
    if (!answer_terms_fit(x->scratch, &k->d.terms, x->words))
        return true;
    if (k->n_answers++ / ROWS == k->page - 1)
        row_view(k, x);
    k->n_responses += x->response_id != k->last_response;
    k->last_response = x->response_id;
    return true;
}

enum err answer_search_page(struct ctx *c)
{
    struct search k = { .page = param_i64(c, "page", 1) };
    enum err e = search_desk_open(c, &k.d);
    if (!e)
        e = search_desk_show(&k.d, "/search");
    if (e)
        return e;
    struct view *v = k.d.k.page;
    k.rows = view_list(v, S(rows));
    e = k.page < 1 ? ERR_NOT_FOUND : answers_each(c->db, &k.d.f, add_answer, &k);
    if (e)
        return e;
    view_int(v, S(count), k.n_answers);
    view_int(v, S(n_responses), k.n_responses);
    view_bool(v, S(is_one), k.n_answers == 1);
    view_bool(v, S(is_one_response), k.n_responses == 1);
    view_bool(v, S(has_rows), list_len(k.rows) > 0);
    page_steps(c, v,
               &(struct page_steps){ .base = search_desk_path(&k.d, "/search", k.d.q),
                                     .now = k.page,
                                     .last = (k.n_answers + ROWS - 1) / ROWS });
    return ctx_render(c, "analysis/search", v);
}
