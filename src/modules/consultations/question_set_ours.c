#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/consultations/question_set.h"
#include "modules/consultations/question_set_words.h"

struct our_question {
    struct str key;
    enum question_type type;
    struct str title, hint, options;
    bool has_other;
};

#define OUR_QUESTION(k, t, words, more, offered, other)                                        \
    { STR_INIT(k), QUESTION_##t, STR_INIT(words), STR_INIT(more), STR_INIT(offered), other },
static const struct our_question ours[] = { SET_QUESTIONS(OUR_QUESTION) };
#define N_OURS (sizeof ours / sizeof ours[0])

static const struct {
    struct str key, name, note, section;
    bool is_equality;
} sets[] = {
    { STR_INIT("plan"), STR_INIT(SET_PLAN), STR_INIT(SET_PLAN_NOTE), STR_INIT(""), false },
    { STR_INIT("report"), STR_INIT(SET_REPORT), STR_INIT(SET_REPORT_NOTE),
      STR_INIT(SET_REPORT_SECTION), false },
    { STR_INIT("event"), STR_INIT(SET_EVENT), STR_INIT(SET_EVENT_NOTE),
      STR_INIT(SET_EVENT_SECTION), false },
    { STR_INIT("equality"), STR_INIT(SET_EQUALITY), STR_INIT(SET_EQUALITY_NOTE),
      STR_INIT(SET_EQUALITY_SECTION), true },
};

size_t question_set_ours(struct question_set *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0] && n < max; i++) {
        out[n] = (struct question_set){ .key = sets[i].key,
                                        .name = sets[i].name,
                                        .note = sets[i].note,
                                        .is_equality = sets[i].is_equality };
        for (size_t q = 0; q < N_OURS; q++)
            out[n].n_questions += str_eq(ours[q].key, sets[i].key);
        n++;
    }
    return n;
}

static enum err add_questions(struct arena *a, struct str key, struct str outcome,
                              struct question_form *f)
{
    enum err e = OK;
    for (size_t i = 0; i < N_OURS && !e; i++) {
        if (!str_eq(ours[i].key, key) || f->n >= QUESTIONS_MAX)
            continue;
        struct question *q = &f->question[f->n++];
        *q = (struct question){ .id = (int64_t)f->n,
                                .section = f->n_sections - 1,
                                .type = ours[i].type,
                                .title = ours[i].title,
                                .hint = ours[i].hint,
                                .has_other = ours[i].has_other,
                                .outcome = outcome };
        e = question_options_read(a, ours[i].options, q);
    }
    return e;
}

/* A title that fits: the words of a long outcome stand in full before its questions. */
static struct question_section section_of_outcome(struct arena *a, struct str text)
{
    struct question_section s = { .title = text };
    size_t i = 0, end = 0, n = 0;
    while (i < text.n && n < SECTION_TITLE_CHARS) {
        if (text.p[i] == ' ')
            end = i;
        (void)utf8_next(text, &i);
        n++;
    }
    if (i < text.n) {
        s.title = str_join(a, str_sub(text, 0, end ? end : i), STR(" …"));
        s.intro = text;
    }
    return s;
}

static enum err plan_form(struct arena *a, const struct outcomes *outcomes,
                          struct question_form *f)
{
    enum err e = OK;
    for (size_t i = 0; i < outcomes->n && f->n_sections < SECTIONS_MAX && !e; i++) {
        const struct outcome *o = &outcomes->item[i];
        if (!o->is_offered)
            continue;
        f->section[f->n_sections++] = section_of_outcome(a, o->text);
        e = add_questions(a, STR("plan"), o->key, f);
    }
    return e;
}

enum err question_set_ours_form(struct arena *a, struct str key,
                                const struct outcomes *outcomes, struct question_form *out)
{
    *out =
        (struct question_form){ .section = arena_array(a, SECTIONS_MAX, sizeof *out->section),
                                .question =
                                    arena_array(a, QUESTIONS_MAX, sizeof *out->question) };
    if (!out->section || !out->question)
        return ERR_LIMIT;
    if (str_eq(key, STR("plan")))
        return plan_form(a, outcomes, out);
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
        if (str_eq(sets[i].key, key)) {
            out->section[out->n_sections++] =
                (struct question_section){ .title = sets[i].section,
                                           .is_equality = sets[i].is_equality };
            return add_questions(a, key, (struct str){ NULL, 0 }, out);
        }
    return ERR_NOT_FOUND;
}
