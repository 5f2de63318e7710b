/* theme_frame_pages.c: the whole frame: begun with the outcomes, added to. */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/analysis_desk.h"
#include "modules/analysis/theme_pages.h"
#include "modules/analysis/theme_words.h"
#include "modules/framework/framework.h"

static void row_view(const struct coding *k, const struct theme *t, struct view *v)
{
    struct arena *a = k->c->arena;
    const char *rest = str_z(a, str_printf(a, "/frame/%lld", (long long)t->id));
    const struct question *q = t->question_id ? question_find(&k->form, t->question_id) : NULL;
    const struct theme *into = theme_of(k->theme, k->n_themes, t->merged_into);
    view_str(v, S(name), t->name);
    view_str(v, S(definition), t->definition);
    view_bool(v, S(has_definition), t->definition.n > 0);
    view_str(v, S(href), coding_path(k, rest ? rest : ""));
    view_int(v, S(n), t->n_answers);
    view_bool(v, S(is_of_question), q != NULL);
    view_str(v, S(question), q ? question_called(a, q) : STR(""));
    view_bool(v, S(is_merged), into != NULL);
    view_str(v, S(into), into ? into->name : STR(""));
}

static void rows_view(const struct coding *k)
{
    struct list *outcomes = view_list(k->page, S(outcomes)),
                *themes = view_list(k->page, S(themes)), *ended = view_list(k->page, S(ended));
    for (size_t i = 0; i < k->n_themes; i++) {
        const struct theme *t = &k->theme[i];
        row_view(k, t, list_add(t->is_ended ? ended : t->outcome.n ? outcomes : themes));
    }
    view_bool(k->page, S(has_begun), list_len(outcomes) > 0);
    view_bool(k->page, S(has_themes), list_len(themes) > 0);
    view_bool(k->page, S(has_ended), list_len(ended) > 0);
}

/* Whose answers are words, so that they are read for themes. */
static enum err offer_questions(struct coding *k)
{
    struct form_option *option = arena_array(k->c->arena, k->form.n + 1, sizeof *option);
    size_t n = 0;
    if (!option)
        return ERR_LIMIT;
    option[n++] = (struct form_option){ .value = STR("0"), .label = STR(THEME_ANY_QUESTION) };
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        if (q->type == QUESTION_LONG || q->type == QUESTION_SHORT || q->has_other)
            option[n++] = (struct form_option){
                .value = str_printf(k->c->arena, "%lld", (long long)q->id),
                .label = question_called(k->c->arena, q),
            };
    }
    form_options(k->f, S(question_field), "question", option, n);
    return OK;
}

static enum err render_frame(struct coding *k)
{
    struct str done = param_str(k->c, "done");
    rows_view(k);
    enum err e = offer_questions(k);
    view_bool(k->page, S(was_saved), done.n > 0);
    view_str(k->page, S(action), coding_path(k, "/frame"));
    form_field(k->f, S(name_field), "name");
    form_field_most(k->f, S(definition_field), "definition", THEME_DEFINITION_CHARS);
    page_back(k->c, url_path(k->c->arena, "/coordinator/consultations/%", k->x.slug));
    return e ? e : form_render(k->f, "analysis/frame");
}

enum err theme_frame_page(struct ctx *c)
{
    struct coding k;
    enum err e = coding_open(c, &k);
    return e ? e : render_frame(&k);
}

/* The outcomes of the framework in force. */
static enum err standing(struct coding *k, struct theme_write *w)
{
    struct outcomes all;
    enum err e = outcomes_load(k->c->db, k->c->arena, &all);
    struct theme *t = e ? NULL : arena_array(k->c->arena, all.n + 1, sizeof *t);
    if (!t)
        return e ? e : ERR_LIMIT;
    for (size_t i = 0; i < all.n; i++)
        if (all.item[i].is_offered)
            t[w->n_standing++] = (struct theme){ .outcome = all.item[i].key,
                                                 .name = all.item[i].text,
                                                 .definition = all.item[i].version_name };
    w->standing = t;
    return OK;
}

static enum err begin(struct coding *k, struct str to)
{
    struct theme_write w = coding_theme_write(k);
    enum err e = standing(k, &w);
    if (!e)
        e = form_send_once(k->f, theme_begin_fn, &w, to);
    return e == ERR_CONFLICT ? render_frame(k) : e;
}

enum err theme_frame_post_page(struct ctx *c)
{
    struct coding k;
    enum err e = coding_open(c, &k);
    if (e)
        return e;
    struct str to = url_query(c->arena, coding_path(&k, "/frame"), STR("done"), STR("saved"));
    if (str_eq(param_str(c, "do"), STR("begin")))
        return begin(&k, to);
    struct theme_write w = coding_theme_write(&k);
    form_required(k.f, "name", STR(THEME_ENTER_NAME));
    form_length(k.f, "name", THEME_NAME_CHARS, STR(THEME_THE_NAME));
    form_length(k.f, "definition", THEME_DEFINITION_CHARS, STR(THEME_THE_DEFINITION));
    w.to.question_id = param_i64(c, "question", 0);
    if (w.to.question_id && !question_find(&k.form, w.to.question_id))
        return ERR_INVALID;
    w.to.name = form_value(k.f, "name");
    w.to.definition = form_value(k.f, "definition");
    if (form_failed(k.f))
        return render_frame(&k);
    e = form_send_once(k.f, theme_add_fn, &w, to);
    if (w.is_taken || e == ERR_TOO_MANY)
        form_error(k.f, "name", w.is_taken ? STR(THEME_TAKEN) : STR(THEME_MANY));
    return e == ERR_CONFLICT || e == ERR_TOO_MANY ? render_frame(&k) : e;
}
