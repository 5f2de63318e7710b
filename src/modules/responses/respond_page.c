/*
 * respond_page.c: one page of the form: shown, saved, saved by itself.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

/* --- what was typed, and the draft with it --- */

enum err respond_typed_new(struct respond *k, struct respond_typed *t)
{
    *t = (struct respond_typed){ .max = 2 * k->form.n + 16 };
    t->field = arena_array(k->c->arena, t->max, sizeof *t->field);
    return t->field ? OK : ERR_LIMIT;
}

static int by_name(const void *one, const void *other)
{
    const struct draft_field *a = one, *b = other;
    return str_cmp(a->name, b->name);
}

enum err respond_typed_apply(struct respond *k, const struct respond_typed *t)
{
    struct draft *d = &k->draft;
    struct draft_field *all = arena_array(k->c->arena, d->n_fields + t->n + 1, sizeof *all);
    if (!all)
        return ERR_LIMIT;
    size_t n = t->n;
    if (n)
        memcpy(all, t->field, n * sizeof *all);
    for (size_t i = 0; i < d->n_fields; i++) {
        bool is_new = false;
        for (size_t j = 0; j < t->n && !is_new; j++)
            is_new = str_eq(t->field[j].name, d->field[i].name);
        if (!is_new)
            all[n++] = d->field[i];
    }
    qsort(all, n, sizeof *all, by_name);
    d->field = all;
    d->n_fields = n;
    return respond_steps(k);
}

/* --- showing --- */

static size_t position_of(const struct respond *k, const struct respond_step *s)
{
    return (size_t)(s - k->step);
}

static bool goes_to_check(struct ctx *c)
{
    return str_eq(param_str(c, "back"), STR("check"));
}

/* Where the answers are looked at before they go. */
static struct str check_path(struct respond *k)
{
    return respond_path(k, respond_is_late(k) ? "/late" : "/check");
}

/* Is the page open: before closing, or for what is missing of answers that are late? */
static bool is_page_open(struct respond *k)
{
    return respond_takes(k) || (goes_to_check(k->c) && respond_is_late(k));
}

static struct str back_of(struct respond *k, const struct respond_step *s)
{
    if (goes_to_check(k->c))
        return check_path(k);
    size_t i = position_of(k, s);
    return i ? respond_step_path(k, &k->step[i - 1]) : respond_path(k, "");
}

static void show_progress(struct respond *k, const struct respond_step *s)
{
    struct arena *a = k->c->arena;
    size_t at = position_of(k, s) + 1;
    bool has_numbers = !respond_has_routing(k);
    view_bool(k->v, S(has_numbers), has_numbers);
    view_int(k->v, S(position), (int64_t)at);
    view_int(k->v, S(n_steps), (int64_t)k->n_steps);
    view_str(k->v, S(progress),
             has_numbers
                 ? str_printf(a, RESPOND_QUESTION_OF, STR_ARG(k->x.title), at, k->n_steps)
                 : str_printf(a, RESPOND_SECTION_OF, STR_ARG(k->x.title),
                              STR_ARG(respond_section_title(k, s->section))));
}

static void show_saved(struct respond *k)
{
    struct ctx *c = k->c;
    struct civil at = london_from_s(k->draft.touched_at_s), now = london_from_s(c->now_s);
    struct str time = time_of_day(c->arena, at);
    bool is_today = date_to_days(at.date) == date_to_days(now.date);
    view_str(k->v, S(saved_at),
             !k->draft.save_no ? (struct str){ 0 }
             : is_today        ? str_printf(c->arena, RESPOND_SAVED_TODAY, STR_ARG(time))
                               : str_printf(c->arena, RESPOND_SAVED_ON,
                                            STR_ARG(date_long(c->arena, at.date)), STR_ARG(time)));
}

static enum err show_step(struct respond *k, const struct respond_step *s)
{
    struct ctx *c = k->c;
    bool is_question = s->kind == RESPOND_STEP_QUESTION || s->kind == RESPOND_STEP_PARAGRAPHS;
    page_back(c, back_of(k, s));
    show_progress(k, s);
    show_saved(k);
    view_bool(k->v, S(noindex), true);
    view_str(k->v, S(action), c->req->target_raw);
    view_str(k->v, S(autosave), str_join(c->arena, respond_step_path(k, s), STR("/draft")));
    view_int(k->v, S(save_no), k->draft.save_no);
    view_str(k->v, S(all_href), respond_path(k, ""));
    view_str(k->v, S(autosave_token), form_token_of(c, RESPOND_AUTOSAVE));
    enum err e = is_question ? respond_question_show(k, s) : respond_about_show(k, s);
    return e ? e : form_render(k->f, respond_about_template(s->kind));
}

/*
 * A question that is not asked any more: another window took the other way. What is typed there
 * is kept with the draft all the same, and stands there when it is asked again. NULL: it is
 * none.
 */
static const struct respond_step *unasked_step(struct respond *k, struct str name)
{
    const struct question *q = question_named(&k->form, name);
    struct respond_step *s = q ? ARENA_NEW(k->c->arena, struct respond_step) : NULL;
    if (!s)
        return NULL;
    size_t at = (size_t)(q - k->form.question);
    *s = (struct respond_step){
        .kind = RESPOND_STEP_QUESTION, .name = name, .mark = name, .from = at, .to = at + 1
    };
    return s;
}

/* The step of the address. NULL: none, or none any more: then it is answered. */
static enum err open_step(struct ctx *c, struct respond *k, const struct respond_step **s)
{
    bool is_answered = false;
    *s = NULL;
    enum err e = respond_open(c, k, &is_answered);
    if (e || is_answered)
        return e;
    *s = respond_step_named(k, param_str(c, "step"));
    if (!*s && c->req->method == METHOD_POST)
        *s = unasked_step(k, param_str(c, "step"));
    return *s ? OK : ctx_see_other(c, respond_path(k, ""));
}

enum err respond_step_page(struct ctx *c)
{
    struct respond k;
    const struct respond_step *s;
    enum err e = open_step(c, &k, &s);
    if (e || !s)
        return e;
    return is_page_open(&k) ? show_step(&k, s) : ctx_see_other(c, respond_path(&k, ""));
}

/* --- saving --- */

static enum err take(struct respond *k, const struct respond_step *s, struct respond_typed *t)
{
    bool is_question = s->kind == RESPOND_STEP_QUESTION || s->kind == RESPOND_STEP_PARAGRAPHS;
    enum err e = respond_typed_new(k, t);
    if (e)
        return e;
    return is_question ? respond_question_take(k, s, t) : respond_about_take(k, s, t);
}

static enum err judge(struct respond *k, const struct respond_step *s, struct respond_typed *t)
{
    if (s->kind == RESPOND_STEP_QUESTION || s->kind == RESPOND_STEP_PARAGRAPHS)
        return respond_question_judge(k, s, t);
    respond_about_judge(k, s, t);
    return OK;
}

static enum err store(struct respond *k, const struct respond_typed *t, int64_t save_no,
                      bool *was_dropped)
{
    struct draft_save x = { .id = k->draft.id,
                            .field = t->field,
                            .n_fields = t->n,
                            .save_no = save_no,
                            .now_s = k->c->now_s };
    enum err e = store_write(k->c->store, draft_save_fn, &x);
    *was_dropped = x.was_dropped;
    return e;
}

/* A new name of the organisation: what the register has like it is asked anew. */
static enum err ask_body(struct respond *k, struct respond_typed *t)
{
    struct form_option option[BODY_OPTIONS_MAX + 1];
    struct str before = draft_value(&k->draft, "organisation");
    size_t n = 0;
    enum err e = respond_typed_apply(k, t);
    bool is_same = !e && str_eq(before, draft_value(&k->draft, "organisation"));
    if (!e && !is_same)
        e = respond_likely(k, option, &n);
    if (n)
        respond_typed_add(t, "body", (struct str){ 0 });
    else if (!e && !is_same && draft_value(&k->draft, "body").n)
        respond_typed_add(t, "body", STR("none"));
    return e;
}

/* Where the button leads: on, to the list of sections, or to the end. */
static enum err go_on(struct respond *k, struct str from, struct str button)
{
    struct ctx *c = k->c;
    if (!is_page_open(k))
        return ctx_see_other(c, respond_path(k, ""));
    if (str_eq(button, STR("later")))
        return ctx_see_other(c, respond_path(k, "/save"));
    if (str_eq(button, STR("end")) && goes_to_check(c))
        return ctx_see_other(c, check_path(k));
    if (str_eq(button, STR("end")))
        return ctx_see_other(c, respond_step_path(k, respond_step_named(k, STR("publish"))));
    const struct respond_step *s = respond_step_named(k, from);
    if (!s) /* it is not asked any more */
        return ctx_see_other(c, respond_path(k, ""));
    size_t next = position_of(k, s) + 1;
    bool asks_more = next < k->n_steps && k->step[next].kind == RESPOND_STEP_BODY &&
                     !respond_step_is_done(k, &k->step[next]);
    bool to_check = goes_to_check(c) && !asks_more;
    if (to_check || next >= k->n_steps)
        return ctx_see_other(c, check_path(k));
    struct str path = respond_step_path(k, &k->step[next]);
    return ctx_see_other(
        c, goes_to_check(c) ? url_query(c->arena, path, STR("back"), STR("check")) : path);
}

enum err respond_step_post_page(struct ctx *c)
{
    struct respond k;
    struct respond_typed t;
    const struct respond_step *s;
    bool was_dropped;
    enum err e = open_step(c, &k, &s);
    if (e || !s)
        return e;
    struct str button = param_str(c, "do"), name = s->name;
    e = take(&k, s, &t);
    if (!e && !button.n)
        e = judge(&k, s, &t);
    if (!e && s->kind == RESPOND_STEP_YOU)
        e = ask_body(&k, &t);
    if (!e)
        e = store(&k, &t, 0, &was_dropped);
    if (!e)
        e = respond_typed_apply(&k, &t);
    if (e)
        return e;
    s = respond_step_named(&k, name);
    if (form_failed(k.f) && s && is_page_open(&k))
        return show_step(&k, s);
    return go_on(&k, name, button);
}

/* What is empty and was never saved is left out: it is no answer yet. */
static void drop_untouched(const struct respond *k, struct respond_typed *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const char *name = str_z(k->c->arena, t->field[i].name);
        if (t->field[i].value.n || (name && draft_has(&k->draft, name)))
            t->field[n++] = t->field[i];
    }
    t->n = n;
}

enum err respond_autosave_page(struct ctx *c)
{
    struct respond k;
    struct respond_typed t;
    const struct respond_step *s;
    bool was_dropped = false;
    int64_t no = param_i64(c, "no", 0);
    enum err e = open_step(c, &k, &s);
    if (e || !s)
        return e;
    e = no > 0 ? take(&k, s, &t) : ERR_INVALID;
    if (e)
        return e;
    drop_untouched(&k, &t);
    e = store(&k, &t, no, &was_dropped);
    struct str time = time_of_day(c->arena, london_from_s(c->now_s));
    struct str said = str_printf(c->arena, RESPOND_SAVED_NOW, STR_ARG(time));
    return e ? e
             : ctx_send(c, STR("application/json; charset=utf-8"),
                        str_printf(c->arena, "{\"saved\":\"%.*s\"}\n",
                                   was_dropped ? 0 : (int)said.n, said.p));
}
