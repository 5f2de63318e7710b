/* reading_pages.c: one answer: its words, what they are about, and on to the next. */
#include "modules/analysis/reading_pages.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/reading_desk.h"
#include "modules/analysis/reading_words.h"
#include "modules/people/visitor.h"

bool reading_desk_is(const struct reading_desk *d, const char *layer)
{
    return str_eq(d->layer, str_from(layer));
}

struct str reading_desk_path(const struct reading_desk *d, const char *name, int64_t id)
{
    struct arena *a = d->k.c->arena;
    struct str at = coding_path(&d->k, "/read");
    if (!reading_desk_is(d, "first"))
        at = url_query(a, at, STR("layer"), d->layer);
    if (d->of_question)
        at =
            url_query(a, at, STR("question"), str_printf(a, "%lld", (long long)d->of_question));
    return id ? url_query(a, at, str_from(name), str_printf(a, "%lld", (long long)id)) : at;
}

static enum err find_next(struct reading_desk *d, int64_t *id)
{
    struct ctx *c = d->k.c;
    struct reading_answer before;
    int64_t after = param_i64(c, "after", 0);
    struct reading_next next = { .consultation_id = d->k.x.id,
                                 .question_id = d->of_question,
                                 .layer = d->layer,
                                 .by_account = c->visitor->account.id };
    enum err e = OK;
    if (after) {
        e = reading_load(c->db, c->arena, d->layer, d->k.x.id, after, &before);
        next.after = e ? NULL : &before;
        e = e == ERR_NOT_FOUND ? OK : e;
    }
    return e ? e : reading_next(c->db, &next, id);
}

/* Its words and its themes, as far as this person may see them. */
static enum err load_answer(struct reading_desk *d, int64_t id)
{
    struct ctx *c = d->k.c;
    enum err e = reading_load(c->db, c->arena, d->layer, d->k.x.id, id, &d->x);
    d->q = e ? NULL : question_find(&d->k.form, d->x.question_id);
    if (!e && !d->q)
        e = ERR_NOT_FOUND;
    if (!e)
        e = reading_stand(c->db, id, &d->stand);
    if (e)
        return e;
    d->bar = reading_bar(&d->stand, d->layer, c->visitor->account.id, c->now_s);
    if (d->bar)
        return OK;
    e = reading_codes(c->db, c->arena, id, d->layer, &d->code, &d->n_codes);
    return e || !reading_desk_is(d, "agreed") ? e : reading_settle_load(d);
}

/* The answer that is asked for, or the next. is_done: there is none. */
static enum err open_answer(struct reading_desk *d, int64_t id)
{
    enum err e = id ? OK : find_next(d, &id);
    d->is_done = !e && !id;
    return e || d->is_done ? e : load_answer(d, id);
}

static struct str layer_asked_for(struct ctx *c)
{
    struct str asked = param_str(c, "layer");
    return str_eq(asked, STR("second")) || str_eq(asked, STR("agreed")) ? asked : STR("first");
}

static enum err open_desk(struct ctx *c, struct reading_desk *d, int64_t id)
{
    *d = (struct reading_desk){ .layer = layer_asked_for(c) };
    enum err e = coding_open(c, &d->k);
    if (e)
        return e;
    d->of_question = reading_desk_is(d, "first") ? param_i64(c, "question", 0) : 0;
    if (d->of_question && !question_find(&d->k.form, d->of_question))
        return ERR_NOT_FOUND;
    return open_answer(d, id);
}

static enum err render_done(struct reading_desk *d)
{
    struct coding *k = &d->k;
    const struct question *q = d->of_question ? question_find(&k->form, d->of_question) : NULL;
    view_bool(k->page, S(is_of_question), q != NULL);
    view_str(k->page, S(question), q ? question_called(k->c->arena, q) : STR(""));
    view_bool(k->page, S(is_second), reading_desk_is(d, "second"));
    view_bool(k->page, S(is_settling), reading_desk_is(d, "agreed"));
    view_str(k->page, S(desk_href), coding_path(k, ""));
    view_str(k->page, S(second_href), coding_path(k, "/second"));
    page_back(k->c, coding_path(k, reading_desk_is(d, "first") ? "" : "/second"));
    return ctx_render(k->c, "analysis/read_all", k->page);
}

enum err reading_answer_page(struct ctx *c)
{
    struct reading_desk d;
    enum err e = open_desk(c, &d, param_i64(c, "answer", 0));
    if (e)
        return e;
    if (d.is_done)
        return render_done(&d);
    return d.bar ? reading_barred_show(&d, 200) : reading_desk_show(&d, 200);
}

/* --- saving --- */

static bool is_offered(const struct reading_desk *d, int64_t theme_id)
{
    const struct theme *t = theme_of(d->k.theme, d->k.n_themes, theme_id);
    return t && reading_desk_offers(d, t);
}

/* Themes that were ticked, at one place. */
static bool add_codes(struct reading_desk *d, const char *field, struct passage at)
{
    struct str ticked[READING_CODES_MAX];
    size_t n = param_list(d->k.c, field, ticked, READING_CODES_MAX);
    for (size_t i = 0; i < n; i++) {
        int64_t id;
        if (!str_to_i64(ticked[i], &id) || !is_offered(d, id) || d->n_new == READING_CODES_MAX)
            return false;
        d->new_code[d->n_new++] = (struct reading_code){ .theme_id = id,
                                                         .start_at = at.start_at,
                                                         .n_chars = at.n_chars };
    }
    return true;
}

/* Passages of before whose box is still ticked. */
static bool keep_passages(struct reading_desk *d)
{
    struct str ticked[READING_CODES_MAX];
    size_t n = param_list(d->k.c, "keep", ticked, READING_CODES_MAX);
    for (size_t i = 0; i < n; i++) {
        int64_t id;
        if (!str_to_i64(ticked[i], &id))
            return false;
        for (size_t j = 0; j < d->n_codes && d->n_new < READING_CODES_MAX; j++)
            if (d->code[j].id == id && d->code[j].n_chars)
                d->new_code[d->n_new++] = d->code[j];
    }
    return true;
}

static void judge(struct reading_desk *d)
{
    struct form *f = d->k.f;
    bool has_themes = param_has(d->k.c, "passage_theme");
    struct str typed = form_value(f, "passage");
    d->new_passage = (struct passage){ 0 };
    form_length(f, "passage", READING_PASSAGE_CHARS, STR(READING_THE_PASSAGE));
    form_length(f, "note", READING_NOTE_CHARS, STR(READING_THE_NOTE));
    form_length(f, "extract", READING_NOTE_CHARS, STR(READING_THE_EXTRACT));
    if (typed.n && !reading_passage(d->x.words, typed, &d->new_passage))
        form_error(f, "passage", STR(READING_PASSAGE_WRONG));
    if (typed.n && !has_themes)
        form_error(f, "passage_theme", STR(READING_PASSAGE_THEME));
    if (!typed.n && has_themes)
        form_error(f, "passage", STR(READING_PASSAGE_MISSING));
}

static enum err gather(struct reading_desk *d)
{
    d->new_code = arena_array(d->k.c->arena, READING_CODES_MAX, sizeof *d->new_code);
    if (!d->new_code)
        return ERR_LIMIT;
    bool is_good = add_codes(d, "theme", (struct passage){ 0 }) && keep_passages(d);
    if (is_good && d->new_passage.n_chars)
        is_good = add_codes(d, "passage_theme", d->new_passage);
    return is_good ? OK : ERR_INVALID;
}

static struct reading_write write_of(struct reading_desk *d)
{
    const struct theme_write as = coding_theme_write(&d->k);
    return (struct reading_write){ .arena = as.arena,
                                   .act = as.act,
                                   .by_account = as.by_account,
                                   .by_role = as.by_role,
                                   .consultation_id = as.consultation_id,
                                   .partnership_id = as.partnership_id,
                                   .answer_id = d->x.id,
                                   .layer = d->layer,
                                   .version = param_i64(d->k.c, "version", 0),
                                   .code = d->new_code,
                                   .n_codes = d->n_new,
                                   .note = form_value(d->k.f, "note"),
                                   .extract = form_value(d->k.f, "extract") };
}

/* What stands there now, with what was typed below it. */
static enum err show_overtaken(struct reading_desk *d, const struct reading_write *w)
{
    d->is_late = w->is_late;
    d->is_reworded = w->is_changed;
    enum err e = open_answer(d, d->x.id);
    if (e)
        return e;
    return d->bar ? reading_barred_show(d, 409) : reading_desk_show(d, 409);
}

static struct str onwards(const struct reading_desk *d)
{
    struct arena *a = d->k.c->arena;
    if (!str_eq(param_str(d->k.c, "do"), STR("stay")))
        return reading_desk_path(d, "after", d->x.id);
    return url_query(a, reading_desk_path(d, "answer", d->x.id), STR("done"), STR("saved"));
}

enum err reading_answer_post_page(struct ctx *c)
{
    struct reading_desk d;
    int64_t id = param_i64(c, "answer", 0);
    enum err e = id ? open_desk(c, &d, id) : ERR_NOT_FOUND;
    if (e)
        return e;
    if (d.bar)
        return reading_barred_show(&d, 409);
    judge(&d);
    if (form_failed(d.k.f))
        return reading_desk_show(&d, 422);
    e = gather(&d);
    struct reading_write w = write_of(&d);
    if (!e && !hash_from_hex(param_str(c, "seen"), &w.words_hash))
        e = ERR_INVALID;
    if (e)
        return e;
    e = form_send_once(d.k.f, reading_save_fn, &w, onwards(&d));
    if (e != ERR_CONFLICT)
        return e;
    return w.is_late || w.is_changed || w.is_barred ? show_overtaken(&d, &w)
                                                    : reading_desk_show(&d, 422);
}
