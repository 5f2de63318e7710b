/*
 * question_typed.c: what coordinators type of a question: options, one a line; and why a change
 * was refused, in words.
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/consultations/question_words.h"
#include "modules/consultations/question_write.h"

#define CODE_CHARS 30

static const struct question_option *with_label(const struct question *q, struct str label)
{
    for (size_t i = 0; i < q->n_options; i++)
        if (str_eq(q->option[i].label, label))
            return &q->option[i];
    return NULL;
}

/* "housing-on-release", not one that is taken, now or before. */
static struct str free_code(struct arena *a, struct str label, const struct question *before,
                            const struct question *q)
{
    struct str base = utf8_slug(a, label, CODE_CHARS, STR("option")), code = base;
    for (int i = 2; question_option_of(before, code) || question_option_of(q, code) ||
                    str_eq(code, STR("other"));
         i++)
        code = str_printf(a, "%.*s-%d", STR_ARG(base), i);
    return code;
}

/* An option of before at that place which is not among the new ones: it was reworded. */
static const struct question_option *reworded(const struct question *before,
                                              const struct question *q, size_t i)
{
    bool is_there = before->n_options == q->n_options && i < before->n_options;
    return is_there && !with_label(q, before->option[i].label) ? &before->option[i] : NULL;
}

enum err question_options_typed(struct arena *a, struct str typed,
                                const struct question *before, struct question *q)
{
    const struct question old = before ? *before : (struct question){ 0 }; /* it may be q */
    struct str rest = utf8_normalise_newlines(a, typed), line;
    q->n_options = 0;
    q->option = arena_array(a, QUESTION_OPTIONS_MAX, sizeof *q->option);
    if (!q->option)
        return ERR_LIMIT;
    while (str_cut(&rest, '\n', &line)) {
        line = str_trim(str_replace_char(a, line, '\t', ' '));
        if (!line.n || with_label(q, line))
            continue;
        if (q->n_options >= QUESTION_OPTIONS_MAX)
            return ERR_TOO_MANY;
        q->option[q->n_options++].label = line;
    }
    for (size_t i = 0; i < q->n_options; i++) {
        const struct question_option *o = with_label(&old, q->option[i].label);
        if (!o)
            o = reworded(&old, q, i);
        q->option[i].code = o ? o->code : free_code(a, q->option[i].label, &old, q);
    }
    return arena_failed(a) ? ERR_LIMIT : OK;
}

struct str question_refusal_words(struct arena *a, enum question_refusal why, struct str which)
{
    switch (why) {
    case QUESTION_IS_CLOSED:
        return STR(QUESTION_REFUSED_CLOSED);
    case QUESTION_NEEDS_REASON:
        return STR(QUESTION_REFUSED_REASON);
    case QUESTION_IS_FROZEN:
        return STR(QUESTION_REFUSED_FROZEN);
    case QUESTION_IS_KEPT_APART:
        return STR(QUESTION_REFUSED_APART);
    case QUESTION_OPTION_CHOSEN:
        return str_printf(a, QUESTION_REFUSED_CHOSEN, STR_ARG(which));
    case QUESTION_OUT_OF_ORDER:
        return str_printf(a, QUESTION_REFUSED_ORDER, STR_ARG(which));
    case QUESTION_IS_NEEDED:
        return str_printf(a, QUESTION_REFUSED_NEEDED, STR_ARG(which));
    case QUESTION_NO_ROOM:
        return STR(QUESTION_REFUSED_ROOM);
    case SECTION_NOT_EMPTY:
        return STR(QUESTION_REFUSED_SECTION);
    case QUESTION_IS_OVERTAKEN: /* shown by overtaken.h */
    case QUESTION_WRITTEN:
        break;
    }
    return (struct str){ NULL, 0 };
}
