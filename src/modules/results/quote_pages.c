/*
 * quote_pages.c: choosing quotations for a chart out of what is published (3.48).
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/people/visitor.h"
#include "modules/results/quote_pick.h"
#include "modules/results/result_desk.h"
#include "modules/results/result_pages.h"
#include "modules/results/result_view.h"
#include "modules/results/result_words.h"

struct quoting {
    struct result_desk d;
    struct figures figures;
    const struct figure_table *t;
    struct quotable_filter f;
    struct str q; /* as typed */
    int64_t page, n_all;
    struct quotable *row;
    size_t n;
};

/* "q12", "themes:q12": the question; 0: of all. */
static int64_t question_of(struct str code)
{
    int64_t id = 0;
    if (str_starts(code, STR("themes:")))
        code = str_sub(code, sizeof "themes:" - 1, code.n);
    return code.n > 1 && code.p[0] == 'q' && str_to_i64(str_sub(code, 1, code.n), &id) ? id : 0;
}

static struct str quoting_path(const struct quoting *k)
{
    struct arena *a = k->d.c->arena;
    return str_printf(a, "%.*s/quotes/%.*s", STR_ARG(result_desk_path(&k->d, "")),
                      STR_ARG(result_table_id(a, k->t)));
}

static struct str list_path(const struct quoting *k)
{
    struct str path = quoting_path(k);
    return k->q.n ? url_query(k->d.c->arena, path, STR("q"), k->q) : path;
}

static enum err load_rows(struct quoting *k)
{
    struct ctx *c = k->d.c;
    k->q = param_str(c, "q");
    k->page = param_i64(c, "page", 1);
    k->f = (struct quotable_filter){ .consultation_id = k->d.x.id,
                                     .question_id = question_of(k->t->code),
                                     .words = utf8_fold(c->arena, k->q) };
    k->row = arena_array(c->arena, QUOTE_ROWS, sizeof *k->row);
    if (k->page < 1 || !k->row)
        return k->row ? ERR_NOT_FOUND : ERR_LIMIT;
    enum err e = quotable_count(c->db, &k->f, &k->n_all);
    return e ? e
             : quotable_find(c->db, c->arena, &k->f, (k->page - 1) * QUOTE_ROWS, k->row, &k->n);
}

static enum err quoting_open(struct ctx *c, struct quoting *k)
{
    *k = (struct quoting){ 0 };
    enum err e = result_desk_open(&k->d, c);
    if (!e && !result_desk_may_write(&k->d))
        e = ERR_NOT_FOUND;
    if (!e)
        e = result_desk_figures(&k->d, &k->figures);
    if (e)
        return e;
    result_words_set(&k->figures, k->d.table, k->d.n_tables);
    k->t = result_table_named(c, &k->figures, param_str(c, "table"));
    return k->t ? load_rows(k) : ERR_NOT_FOUND;
}

/* --- showing --- */

static enum err chosen_view(struct quoting *k)
{
    struct ctx *c = k->d.c;
    struct result_quote *quote;
    size_t n = 0;
    struct list *list = view_list(k->d.page, S(quotes));
    enum err e = result_quotes(c->db, c->arena, k->d.x.id, &quote, &n);
    for (size_t i = 0; !e && i < n; i++) {
        if (!str_eq(quote[i].code, k->t->code))
            continue;
        struct view *v = list_add(list);
        view_int(v, S(id), quote[i].id);
        view_str(v, S(quote), quote[i].words);
        view_str(v, S(by), quote[i].by);
    }
    view_bool(k->d.page, S(has_quotes), list_len(list) > 0);
    return e;
}

/* The answer and a mark of its words, as they were seen. */
static struct str key_of(struct arena *a, const struct quotable *x)
{
    const struct hash h = hash_of(x->words);
    return str_printf(a, "%lld-%.*s", (long long)x->id, STR_ARG(hash_hex(a, &h, HASH_BYTES)));
}

static void rows_view(struct quoting *k)
{
    struct arena *a = k->d.c->arena;
    struct form_option *option = arena_array(a, k->n + 1, sizeof *option);
    for (size_t i = 0; option && i < k->n; i++)
        option[i] = (struct form_option){
            .value = key_of(a, &k->row[i]),
            .label = k->row[i].words,
            .hint = str_printf(a, QUOTE_OF_NO, (long long)k->row[i].no),
        };
    form_options(k->d.form, S(answer_field), "answer", option, option ? k->n : 0);
    page_steps(k->d.c, k->d.page,
               &(struct page_steps){ .base = list_path(k),
                                     .now = k->page,
                                     .last = (k->n_all + QUOTE_ROWS - 1) / QUOTE_ROWS });
}

static enum err quoting_show(struct quoting *k, int status)
{
    struct result_desk *d = &k->d;
    struct arena *a = d->c->arena;
    enum err e = chosen_view(k);
    if (e)
        return e;
    rows_view(k);
    form_field_most(d->form, S(passage_field), "passage", QUOTE_CHARS);
    view_str(d->page, S(heading), result_heading(a, k->t));
    view_str(d->page, S(action), list_path(k));
    view_str(d->page, S(filter_action), quoting_path(k));
    view_str(d->page, S(q), k->q);
    view_bool(d->page, S(is_filtered), k->q.n > 0);
    view_bool(d->page, S(has_rows), k->n > 0);
    view_int(d->page, S(count), k->n_all);
    view_str(d->page, S(queue_href), moderation_queue_path(a, d->x.slug));
    view_bool(d->page, S(was_saved), param_str(d->c, "done").n > 0);
    page_back(d->c, str_printf(a, "%.*s/tables/%.*s", STR_ARG(result_desk_path(d, "")),
                               STR_ARG(result_table_id(a, k->t))));
    return status ? form_render_status(d->form, status, "results/quotes")
                  : form_render(d->form, "results/quotes");
}

enum err quotes_page(struct ctx *c)
{
    struct quoting k;
    enum err e = quoting_open(c, &k);
    return e ? e : quoting_show(&k, 0);
}

/* --- choosing --- */

static const struct quotable *chosen(struct quoting *k)
{
    struct str key = form_value(k->d.form, "answer");
    for (size_t i = 0; i < k->n; i++)
        if (str_eq(key_of(k->d.c->arena, &k->row[i]), key))
            return &k->row[i];
    return NULL;
}

/* What was typed for the passage; nothing: the whole answer. */
static bool judge_passage(struct quoting *k, const struct quotable *x, struct passage *out)
{
    struct form *f = k->d.form;
    struct str typed = str_trim(form_value(f, "passage"));
    if (!typed.n)
        *out = (struct passage){ 0, (int64_t)utf8_length(x->words) };
    else if (!reading_passage(x->words, typed, out))
        form_error(f, "passage", STR(QUOTE_NOT_THERE));
    if (!form_failed(f) && out->n_chars > QUOTE_CHARS)
        form_error(f, "passage", STR(QUOTE_TOO_LONG));
    return !form_failed(f);
}

static struct quote_write write_of(const struct quoting *k)
{
    return (struct quote_write){ .act = ctx_act(k->d.c),
                                 .arena = k->d.c->arena,
                                 .consultation_id = k->d.x.id,
                                 .partnership_id = k->d.x.partnership_id,
                                 .code = k->t->code };
}

static enum err send(struct quoting *k, store_write_fn fn, struct quote_write *w)
{
    struct str there = url_query(k->d.c->arena, quoting_path(k), STR("done"), STR("saved"));
    enum err e = form_send_once(k->d.form, fn, w, there);
    if (e == ERR_CONFLICT || e == ERR_LIMIT) {
        form_error(k->d.form, "answer", e == ERR_LIMIT ? STR(QUOTE_MANY) : STR(QUOTE_GONE));
        e = load_rows(k);
        return e ? e : quoting_show(k, 0);
    }
    return e;
}

enum err quotes_post_page(struct ctx *c)
{
    struct quoting k;
    enum err e = quoting_open(c, &k);
    if (e)
        return e;
    struct quote_write w = write_of(&k);
    w.quote_id = param_i64(c, "drop", 0);
    if (w.quote_id)
        return send(&k, quote_drop_fn, &w);
    const struct quotable *x = chosen(&k);
    if (!x)
        form_error(k.d.form, "answer",
                   form_value(k.d.form, "answer").n ? STR(QUOTE_GONE) : STR(QUOTE_CHOOSE));
    if (!x || !judge_passage(&k, x, &w.where))
        return quoting_show(&k, 0);
    w.answer_id = x->id;
    w.seen = hash_of(x->words);
    return send(&k, quote_pick_fn, &w);
}
