/*
 * respond_steps.c: which pages the form has for this draft, in their order.
 */
#include "core/base/arena.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

#define ABOUT_STEPS 8 /* built-in pages */

static const struct built_in {
    enum respond_kind kind;
    const char *name, *mark;
    const char *fields; /* ";" between */
} built_in[] = {
    { RESPOND_STEP_WHO, "who", "who", "who" },
    { RESPOND_STEP_YOU, "you", "email", "name;organisation;role_title;email;phone;copy" },
    { RESPOND_STEP_BODY, "body", "body", "body" },
    { RESPOND_STEP_AREAS, "areas", "areas", "areas" },
    { RESPOND_STEP_VIEWS, "views", "represents_n", "represents_n;gathered" },
    { RESPOND_STEP_PUBLISH, "publish", "publish", "publish;may_contact" },
    { RESPOND_STEP_NAMING, "naming", "naming", "naming" },
};
#define N_BUILT_IN (sizeof built_in / sizeof built_in[0])

bool respond_is_individual(const struct respond *k)
{
    struct str who = draft_value(&k->draft, "who");
    return !who.n || str_eq(who, STR("individual"));
}

/* --- which are asked --- */

static bool asks(const struct respond *k, enum respond_kind kind)
{
    bool is_one = respond_is_individual(k);
    switch (kind) {
    case RESPOND_STEP_AREAS:
        return str_find_char(k->x.areas, ';') != STR_NONE;
    case RESPOND_STEP_BODY:
        return !is_one && draft_has(&k->draft, "body");
    case RESPOND_STEP_VIEWS:
    case RESPOND_STEP_NAMING:
        return !is_one;
    case RESPOND_STEP_WHO:
    case RESPOND_STEP_YOU:
    case RESPOND_STEP_PUBLISH:
    case RESPOND_STEP_QUESTION:
    case RESPOND_STEP_PARAGRAPHS:
        break;
    }
    return true;
}

static void add_built_in(struct respond *k, bool is_publishing)
{
    for (size_t i = 0; i < N_BUILT_IN; i++) {
        const struct built_in *b = &built_in[i];
        bool is_of_end = b->kind == RESPOND_STEP_PUBLISH || b->kind == RESPOND_STEP_NAMING;
        if (is_of_end != is_publishing || !asks(k, b->kind))
            continue;
        k->step[k->n_steps++] =
            (struct respond_step){ .kind = b->kind,
                                   .name = str_from(b->name),
                                   .mark = str_from(b->mark),
                                   .section = is_publishing ? k->form.n_sections + 1 : 0 };
    }
}

/* Do they stand on one page: the paragraphs of one document, or information before them? */
static bool goes_on(const struct question *one, const struct question *next)
{
    bool same = one->section == next->section;
    if (one->type == QUESTION_INFORMATION)
        return same && next->type != QUESTION_PARAGRAPH;
    return same && one->type == QUESTION_PARAGRAPH && next->type == QUESTION_PARAGRAPH &&
           one->document_id == next->document_id;
}

static struct respond_step step_of(struct respond *k, size_t from, size_t to)
{
    struct arena *a = k->c->arena;
    const struct question *last = &k->form.question[to - 1];
    bool is_paper = last->type == QUESTION_PARAGRAPH;
    return (struct respond_step){
        .kind = is_paper ? RESPOND_STEP_PARAGRAPHS : RESPOND_STEP_QUESTION,
        .name = is_paper ? str_printf(a, "d%lld", (long long)last->document_id)
                         : question_name(a, last),
        .mark = question_name(a, last),
        .from = from,
        .to = to,
        .section = last->section + 1
    };
}

static void add_questions(struct respond *k)
{
    const struct question_form *f = &k->form;
    struct answer_source from = draft_answers(&k->draft);
    size_t begin = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (i + 1 < f->n && goes_on(&f->question[i], &f->question[i + 1]))
            continue;
        /* a page is asked where its question is; information alone, where it is */
        bool is_done = f->question[i].is_equality && k->draft.response_id;
        if (!is_done && question_is_asked(f, &f->question[i], &from, k->c->arena))
            k->step[k->n_steps++] = step_of(k, begin, i + 1);
        begin = i + 1;
    }
}

enum err respond_steps(struct respond *k)
{
    k->n_steps = 0;
    k->step = arena_array(k->c->arena, k->form.n + ABOUT_STEPS, sizeof *k->step);
    if (!k->step)
        return ERR_LIMIT;
    add_built_in(k, false);
    add_questions(k);
    add_built_in(k, true);
    return arena_failed(k->c->arena) ? ERR_LIMIT : OK;
}

/* --- finding --- */

const struct respond_step *respond_step_named(const struct respond *k, struct str name)
{
    for (size_t i = 0; i < k->n_steps; i++)
        if (str_eq(k->step[i].name, name))
            return &k->step[i];
    return NULL;
}

static bool holds_question(const struct respond *k, const struct respond_step *s,
                           struct str field)
{
    for (size_t i = s->from; i < s->to; i++) {
        struct str name = question_name(k->c->arena, &k->form.question[i]);
        if (str_starts(field, name) && (field.n == name.n || field.p[name.n] == '_'))
            return true;
    }
    return false;
}

const struct respond_step *respond_step_of_field(const struct respond *k, struct str field)
{
    for (size_t i = 0; i < N_BUILT_IN; i++) {
        struct str rest = str_from(built_in[i].fields), piece;
        while (str_cut(&rest, ';', &piece))
            if (str_eq(piece, field))
                return respond_step_named(k, str_from(built_in[i].name));
    }
    for (size_t i = 0; i < k->n_steps; i++)
        if (holds_question(k, &k->step[i], field))
            return &k->step[i];
    return NULL;
}

bool respond_has_routing(const struct respond *k)
{
    for (size_t i = 0; i < k->form.n; i++)
        if (k->form.question[i].only_if)
            return true;
    return false;
}

struct str respond_section_title(const struct respond *k, size_t section)
{
    if (!section)
        return STR(RESPOND_ABOUT);
    return section > k->form.n_sections ? STR(RESPOND_PUBLISHING)
                                        : k->form.section[section - 1].title;
}

/* --- how far it is --- */

static bool needs_answer(const struct respond *k, const struct respond_step *s)
{
    return s->kind == RESPOND_STEP_WHO || s->kind == RESPOND_STEP_PUBLISH ||
           (s->kind == RESPOND_STEP_QUESTION && k->form.question[s->to - 1].is_required);
}

bool respond_step_is_done(struct respond *k, const struct respond_step *s)
{
    const char *mark = str_z(k->c->arena, s->mark);
    bool was_saved = mark && draft_has(&k->draft, mark);
    return was_saved && (!needs_answer(k, s) || draft_value(&k->draft, mark).n > 0);
}
