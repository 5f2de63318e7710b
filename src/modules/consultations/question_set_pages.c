#include "modules/consultations/question_set_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/question_build.h"
#include "modules/consultations/question_set.h"
#include "modules/consultations/question_set_words.h"
#include "modules/consultations/question_words.h"
#include "modules/partnerships/own.h"
#include "modules/people/visitor.h"

#define OUTCOMES_MAX 64 /* that can be ticked */

static struct str set_path(struct ctx *c, const struct own *own, struct str ending)
{
    return str_printf(c->arena, "/coordinator/question-sets%.*s%.*s", STR_ARG(ending),
                      STR_ARG(own->query));
}

/* --- a partnership's sets --- */

static struct str remove_ending(struct ctx *c, const struct question_set *s)
{
    return str_printf(c->arena, "/%lld/remove", (long long)s->id);
}

enum err question_sets_page(struct ctx *c)
{
    struct own own;
    size_t n = 0;
    struct question_set *all = arena_array(c->arena, QUESTION_SETS_MAX, sizeof *all);
    enum err e = own_partnership_load(c, CAP_CONSULTATION_EDIT, &own);
    if (!e)
        e = all ? question_sets_load(c->db, c->arena, own.partnership.id, all, &n) : ERR_LIMIT;
    struct view *v = e ? NULL : page_new(c, "");
    if (!e)
        e = own_partnership_show(c, &own, CAP_CONSULTATION_EDIT, v);
    if (e)
        return e;
    struct list *ours = view_list(v, S(ours)), *theirs = view_list(v, S(sets));
    for (size_t i = 0; i < n; i++) {
        struct view *row = list_add(all[i].id ? theirs : ours);
        view_str(row, S(name), all[i].name);
        view_str(row, S(note), all[i].note);
        view_int(row, S(n_questions), all[i].n_questions);
        view_bool(row, S(is_equality), all[i].is_equality);
        view_str(row, S(remove_href), set_path(c, &own, remove_ending(c, &all[i])));
    }
    page_back(c, str_join(c->arena, STR("/coordinator/consultations"), own.query));
    view_bool(v, S(has_sets), list_len(theirs) > 0);
    view_bool(v, S(was_removed), str_eq(param_str(c, "done"), STR("removed")));
    return ctx_render(c, "consultations/question_sets", v);
}

/* One that stands in no list of theirs is not theirs, or none. */
static enum err open_removal(struct ctx *c, struct own *own, struct question_set *set,
                             struct form **f)
{
    enum err e = own_partnership_load(c, CAP_CONSULTATION_EDIT, own);
    struct str key = str_printf(c->arena, "%lld", (long long)param_i64(c, "id", 0));
    if (!e)
        e = question_set_find(c->db, c->arena, own->partnership.id, key, set);
    if (e == ERR_NOT_FOUND)
        return ctx_refuse(c);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    *f = form_new(c, v);
    view_str(v, S(name), set->name);
    view_str(v, S(action), set_path(c, own, remove_ending(c, set)));
    view_str(v, S(sets_href), set_path(c, own, STR("")));
    page_back(c, set_path(c, own, STR("")));
    return *f ? OK : ERR_LIMIT;
}

enum err question_set_remove_page(struct ctx *c)
{
    struct own own;
    struct question_set set;
    struct form *f = NULL;
    enum err e = open_removal(c, &own, &set, &f);
    return e ? e : form_render(f, "consultations/question_set_remove");
}

enum err question_set_remove_post_page(struct ctx *c)
{
    struct own own;
    struct form *f = NULL;
    struct question_set_write x = { .w = { .arena = c->arena, .act = ctx_act(c) } };
    enum err e = open_removal(c, &own, &x.set, &f);
    if (e)
        return e;
    x.partnership_id = own.partnership.id;
    e = form_send_once(
        f, question_set_remove_fn, &x,
        url_query(c->arena, set_path(c, &own, STR("")), STR("done"), STR("removed")));
    return e == ERR_CONFLICT ? form_render(f, "consultations/question_set_remove") : e;
}

/* --- of a consultation --- */

struct using
{
    struct build b;
    struct question_set set[QUESTION_SETS_MAX];
    size_t n;
    struct outcomes outcomes;
    struct outcome_options offered; /* to tick */
};

static enum err using_open(struct ctx *c, struct using *k)
{
    enum err e = build_open(c, &k->b);
    if (!e)
        e = outcomes_load(c->db, c->arena, &k->outcomes);
    if (!e)
        e = outcome_options(c->arena, &k->outcomes, k->b.x.outcomes, &k->offered);
    if (!e)
        form_set(k->b.f, "outcomes", outcome_words(c->arena, &k->outcomes, k->b.x.outcomes));
    return e ? e : question_sets_load(c->db, c->arena, k->b.x.partnership_id, k->set, &k->n);
}

static enum err render_use(struct using *k)
{
    struct arena *a = k->b.c->arena;
    struct form *f = k->b.f;
    struct form_option set[QUESTION_SETS_MAX], section[SECTIONS_MAX + 1];
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++)
        set[i] = (struct form_option){ k->set[i].key, k->set[i].name, k->set[i].note };
    section[n++] = (struct form_option){ .label = STR(SET_WHOLE) };
    for (size_t i = 0; i < k->b.form.n_sections && n <= SECTIONS_MAX; i++)
        section[n++] = (struct form_option){
            .value = str_printf(a, "%lld", (long long)k->b.form.section[i].id),
            .label = k->b.form.section[i].title,
        };
    form_options(f, S(set_field), "set", set, k->n);
    form_options(f, S(outcomes), "outcomes", k->offered.option, k->offered.n);
    form_options(f, S(section_field), "section", section, n);
    form_field(f, S(name_field), "name");
    form_field_most(f, S(note_field), "note", QUESTION_SET_NOTE_CHARS);
    view_bool(k->b.page, S(has_questions), k->b.form.n > 0);
    view_str(k->b.page, S(action), build_path(&k->b, "/sets"));
    view_bool(k->b.page, S(was_saved), str_eq(param_str(k->b.c, "done"), STR("saved")));
    page_back(k->b.c, build_path(&k->b, ""));
    return form_render(f, "consultations/question_set_use");
}

/* Those ticked. The questions of a draft plan are about outcomes, so some have to be. */
static void read_outcomes(struct using *k, struct question_set_write *x)
{
    struct str sent[OUTCOMES_MAX], rest, key;
    size_t n = param_list(k->b.c, "outcomes", sent, OUTCOMES_MAX);
    struct str keys = outcome_choose(k->b.c->arena, &k->outcomes, k->b.x.outcomes, sent, n);
    if (!keys.n && str_eq(x->set.key, STR("plan")))
        form_error(k->b.f, "outcomes", STR(SET_SELECT_OUTCOMES));
    x->outcomes = k->outcomes;
    for (size_t i = 0; i < x->outcomes.n; i++) {
        bool is_asked = false;
        for (rest = keys; str_cut(&rest, ';', &key);)
            is_asked = is_asked || str_eq(key, x->outcomes.item[i].key);
        x->outcomes.item[i].is_offered = is_asked;
    }
}

static enum err add_set(struct using *k)
{
    struct question_set_write x = { .w = build_write(&k->b),
                                    .partnership_id = k->b.x.partnership_id };
    x.set.key = form_value(k->b.f, "set");
    bool is_known = false;
    for (size_t i = 0; i < k->n; i++)
        is_known = is_known || str_eq(k->set[i].key, x.set.key);
    if (!is_known)
        form_error(k->b.f, "set", STR(SET_SELECT));
    read_outcomes(k, &x);
    if (form_failed(k->b.f))
        return render_use(k);
    enum err e = form_send_once(
        k->b.f, question_set_add_fn, &x,
        url_query(k->b.c->arena, build_path(&k->b, ""), STR("done"), STR("set")));
    if (e == ERR_CONFLICT && x.w.refused)
        form_error(k->b.f, "set",
                   question_refusal_words(k->b.c->arena, x.w.refused, x.w.which));
    return e == ERR_CONFLICT ? render_use(k) : e;
}

static enum err save_set(struct using *k)
{
    struct form *f = k->b.f;
    struct question_set_write x = { .w = build_write(&k->b),
                                    .partnership_id = k->b.x.partnership_id };
    form_required(f, "name", STR(SET_ENTER_NAME));
    form_length(f, "name", QUESTION_SET_CHARS, STR(SET_THE_NAME));
    form_length(f, "note", QUESTION_SET_NOTE_CHARS, STR(SET_THE_NOTE));
    x.set.name = form_value(f, "name");
    x.set.note = form_value(f, "note");
    for (size_t i = 0; i < k->n; i++)
        if (k->set[i].id && str_eq(k->set[i].name, x.set.name))
            form_error(f, "name", STR(SET_TAKEN));
    if (str_to_i64(form_value(f, "section"), &x.section_id) &&
        !build_section(&k->b, x.section_id))
        x.section_id = 0;
    if (form_failed(f))
        return render_use(k);
    enum err e = form_send_once(
        f, question_set_save_fn, &x,
        url_query(k->b.c->arena, build_path(&k->b, "/sets"), STR("done"), STR("saved")));
    if (e == ERR_CONFLICT && x.has_no_questions)
        form_error(f, "section", STR(SET_EMPTY));
    if (e == ERR_TOO_MANY)
        form_error(f, "name", STR(SET_MANY));
    return e == ERR_CONFLICT || e == ERR_TOO_MANY ? render_use(k) : e;
}

enum err question_set_use_page(struct ctx *c)
{
    struct using *k = ARENA_NEW(c->arena, struct using);
    enum err e = k ? using_open(c, k) : ERR_LIMIT;
    return e ? e : render_use(k);
}

enum err question_set_use_post_page(struct ctx *c)
{
    struct using *k = ARENA_NEW(c->arena, struct using);
    enum err e = k ? using_open(c, k) : ERR_LIMIT;
    if (e)
        return e;
    return str_eq(param_str(c, "do"), STR("save")) ? save_set(k) : add_set(k);
}
