#include "modules/analysis/second_pages.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/agreement.h"
#include "modules/analysis/analysis_desk.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/reading_words.h"
#include "modules/analysis/sample.h"
#include "modules/partnerships/message_page.h"

#define ROWS 25
#define EXCERPT_CHARS 200 /* of an answer in the list of differences */
#define NAMES_BYTES 4096

struct second {
    struct coding k;
    struct sample_count n;
    struct agreement_found found;
};

static enum err open_second(struct ctx *c, struct second *d)
{
    *d = (struct second){ 0 };
    enum err e = coding_open(c, &d->k);
    if (!e)
        e = sample_count(c->db, d->k.x.id, &d->n);
    return e ? e
             : agreement_find(c->db, c->arena, d->k.x.id, d->k.theme, d->k.n_themes, &d->found);
}

/* --- the sample --- */

static enum err offer_questions(struct coding *k)
{
    struct form_option *option = arena_array(k->c->arena, k->form.n + 1, sizeof *option);
    size_t n = 0;
    if (!option)
        return ERR_LIMIT;
    option[n++] = (struct form_option){ .value = STR("0"), .label = STR(SECOND_ANY_QUESTION) };
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        if (reading_has_words(q))
            option[n++] = (struct form_option){
                .value = str_printf(k->c->arena, "%lld", (long long)q->id),
                .label = question_called(k->c->arena, q),
            };
    }
    form_options(k->f, S(question_field), "question", option, n);
    return OK;
}

static enum err readers_view(struct second *d)
{
    struct coding *k = &d->k;
    struct reading_analyst *who = arena_array(k->c->arena, READING_ANALYSTS_MAX, sizeof *who);
    struct list *list = view_list(k->page, S(analysts));
    size_t n = 0;
    enum err e = who ? reading_analysts(k->c->db, k->c->arena, k->x.id, STR("second"), who, &n)
                     : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(name), who[i].name);
        view_int(v, S(n), who[i].n_read);
    }
    view_bool(k->page, S(has_analysts), n > 0);
    return e;
}

static enum err sample_view(struct second *d)
{
    struct coding *k = &d->k;
    struct str read =
        url_query(k->c->arena, coding_path(k, "/read"), STR("layer"), STR("second"));
    view_int(k->page, S(n_drawn), d->n.n_drawn);
    view_int(k->page, S(n_read), d->n.n_second);
    view_bool(k->page, S(has_sample), d->n.n_drawn > 0);
    view_bool(k->page, S(is_done), d->n.n_second >= d->n.n_drawn);
    view_bool(k->page, S(can_draw), d->n.can_be_drawn);
    view_str(k->page, S(read_href), read);
    view_str(k->page, S(desk_href), coding_path(k, ""));
    view_str(k->page, S(action), coding_path(k, "/second"));
    view_bool(k->page, S(was_saved), param_str(k->c, "done").n > 0);
    form_field(k->f, S(n_field), "n");
    enum err e = offer_questions(k);
    return e ? e : readers_view(d);
}

/* --- how far they agree --- */

static struct str kappa_words(struct arena *a, const struct agreement *x)
{
    int64_t k;
    if (!agreement_kappa(x, &k))
        return STR(SECOND_KAPPA_NONE);
    int64_t most = k < 0 ? -k : k;
    return str_printf(a, SECOND_KAPPA, k < 0 ? SECOND_MINUS : "", (long long)(most / 100),
                      (long long)(most % 100));
}

static void agreement_view(struct second *d)
{
    struct coding *k = &d->k;
    struct list *list = view_list(k->page, S(themes));
    for (size_t i = 0; i < d->found.n_themes; i++) {
        const struct theme_agreement *x = &d->found.theme[i];
        struct view *v = list_add(list);
        view_str(v, S(name), x->theme->name);
        view_int(v, S(both), x->of.both);
        view_int(v, S(first_only), x->of.first_only);
        view_int(v, S(second_only), x->of.second_only);
        view_int(v, S(neither), x->of.neither);
        view_int(v, S(per_cent), agreement_per_cent(&x->of));
        view_str(v, S(kappa), kappa_words(k->c->arena, &x->of));
    }
    view_bool(k->page, S(has_themes), d->found.n_themes > 0);
    view_bool(k->page, S(has_both), d->found.n_both > 0);
    view_int(k->page, S(n_both), d->found.n_both);
    view_int(k->page, S(n_alike), d->found.n_both - (int64_t)d->found.n_differ);
    view_int(k->page, S(n_differ), (int64_t)d->found.n_differ);
    view_bool(k->page, S(has_differences), d->found.n_differ > 0);
}

/* --- where they differ --- */

static bool chose(const struct reading_code *code, size_t n, int64_t theme_id)
{
    for (size_t i = 0; i < n; i++)
        if (code[i].theme_id == theme_id)
            return true;
    return false;
}

/* Themes that the one chose and the other did not. */
static struct str only(const struct second *d, const struct reading_code *of, size_t n,
                       const struct reading_code *but, size_t n_but)
{
    struct buf *out = buf_in(d->k.c->arena, NAMES_BYTES);
    for (size_t i = 0; i < d->k.n_themes; i++) {
        const struct theme *t = &d->k.theme[i];
        if (!chose(of, n, t->id) || chose(but, n_but, t->id))
            continue;
        if (buf_view(out).n)
            buf_str(out, STR("; "));
        buf_str(out, t->name);
    }
    return buf_view(out);
}

static struct str excerpt(struct arena *a, struct str words)
{
    bool is_long = utf8_length(words) > EXCERPT_CHARS;
    struct passage all = { 0, EXCERPT_CHARS };
    return is_long ? str_printf(a, "%.*s…", STR_ARG(passage_words(words, all))) : words;
}

static enum err difference_view(struct second *d, int64_t answer_id, struct list *list)
{
    struct ctx *c = d->k.c;
    struct reading_answer x;
    struct reading_code *first, *second;
    size_t n_first, n_second;
    enum err e = reading_load(c->db, c->arena, STR("agreed"), d->k.x.id, answer_id, &x);
    if (!e)
        e = reading_codes(c->db, c->arena, answer_id, STR("first"), &first, &n_first);
    if (!e)
        e = reading_codes(c->db, c->arena, answer_id, STR("second"), &second, &n_second);
    if (e)
        return e;
    const struct question *q = question_find(&d->k.form, x.question_id);
    struct view *v = list_add(list);
    struct str settle =
        url_query(c->arena, coding_path(&d->k, "/read"), STR("layer"), STR("agreed"));
    view_str(v, S(words), message_for_staff(c->arena, excerpt(c->arena, x.words)));
    view_str(v, S(question), q ? question_called(c->arena, q) : STR(""));
    view_str(v, S(by_first), only(d, first, n_first, second, n_second));
    view_str(v, S(by_second), only(d, second, n_second, first, n_first));
    view_bool(v, S(is_settled), x.version > 0);
    view_str(v, S(href),
             url_query(c->arena, settle, STR("answer"),
                       str_printf(c->arena, "%lld", (long long)answer_id)));
    return OK;
}

static enum err differences_view(struct second *d)
{
    struct ctx *c = d->k.c;
    struct list *list = view_list(d->k.page, S(differences));
    int64_t n = (int64_t)d->found.n_differ, last = (n + ROWS - 1) / ROWS;
    int64_t now = param_i64(c, "page", 1);
    enum err e = OK;
    now = now > last ? last : now;
    for (int64_t i = now ? (now - 1) * ROWS : 0; !e && i < n && i < now * ROWS; i++)
        e = difference_view(d, d->found.differ[i], list);
    view_str(d->k.page, S(settle_href),
             url_query(c->arena, coding_path(&d->k, "/read"), STR("layer"), STR("agreed")));
    page_steps(c, d->k.page,
               &(struct page_steps){
                   .base = coding_path(&d->k, "/second"), .now = now, .last = last });
    return e;
}

static enum err render_second(struct second *d, int status)
{
    enum err e = sample_view(d);
    if (!e)
        e = differences_view(d);
    if (e)
        return e;
    agreement_view(d);
    page_back(d->k.c, coding_path(&d->k, ""));
    return form_render_status(d->k.f, status, "analysis/second");
}

enum err second_reading_page(struct ctx *c)
{
    struct second d;
    enum err e = open_second(c, &d);
    return e ? e : render_second(&d, 200);
}

/* --- drawing --- */

static struct sample_write write_of(const struct coding *k)
{
    const struct theme_write as = coding_theme_write(k);
    return (struct sample_write){ .act = as.act,
                                  .consultation_id = as.consultation_id,
                                  .partnership_id = as.partnership_id };
}

static enum err draw(struct second *d, struct str to)
{
    struct coding *k = &d->k;
    int64_t id[SAMPLE_DRAW_MAX], n = 0;
    struct sample_write w = write_of(k);
    int64_t question_id = param_i64(k->c, "question", 0);
    if (question_id && !question_find(&k->form, question_id))
        return ERR_INVALID;
    if (!str_to_i64(form_value(k->f, "n"), &n) || n < 1 || n > SAMPLE_DRAW_MAX)
        form_error(k->f, "n", STR(SECOND_ENTER_N));
    if (form_failed(k->f))
        return render_second(d, 422);
    enum err e = sample_choose(k->c->db, k->x.id, question_id, (size_t)n, id, &w.n);
    if (e)
        return e;
    if (!w.n) {
        form_error(k->f, "n", STR(SECOND_NONE_LEFT));
        return render_second(d, 422);
    }
    w.id = id;
    e = form_send_once(k->f, sample_draw_fn, &w, to);
    return e == ERR_CONFLICT ? render_second(d, 422) : e;
}

enum err second_reading_post_page(struct ctx *c)
{
    struct second d;
    enum err e = open_second(c, &d);
    if (e)
        return e;
    struct str to =
        url_query(c->arena, coding_path(&d.k, "/second"), STR("done"), STR("saved"));
    if (str_eq(param_str(c, "do"), STR("draw")))
        return draw(&d, to);
    if (!str_eq(param_str(c, "do"), STR("take_back")))
        return ERR_INVALID;
    struct sample_write w = write_of(&d.k);
    e = form_send_once(d.k.f, sample_take_back_fn, &w, to);
    return e == ERR_CONFLICT ? render_second(&d, 422) : e;
}
