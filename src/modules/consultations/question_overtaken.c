#include "modules/consultations/question_overtaken.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/consultations/question_words.h"

#define LINES_BYTES ((size_t)16 * 1024)

static struct str number(struct arena *a, int64_t n)
{
    return str_printf(a, "%lld", (long long)n);
}

struct str question_mark(struct arena *a, const struct question *q)
{
    const struct str part[] = { str_from(question_type_name(q->type)),
                                q->title,
                                q->hint,
                                q->body,
                                question_options_text(a, q->option, q->n_options),
                                number(a, q->has_other),
                                number(a, q->least),
                                number(a, q->most),
                                number(a, q->is_required),
                                number(a, q->section_id),
                                number(a, q->only_if),
                                q->only_if_options,
                                q->outcome };
    return overtaken_mark(a, part, sizeof part / sizeof part[0]);
}

struct str section_mark(struct arena *a, const struct question_section *s)
{
    const struct str part[] = { s->title, s->intro, number(a, s->is_equality) };
    return overtaken_mark(a, part, sizeof part / sizeof part[0]);
}

/* --- in words --- */

static struct str limit(struct arena *a, int64_t n)
{
    return n ? number(a, n) : STR("");
}

static struct str options_words(struct arena *a, const struct question *q)
{
    struct buf *b = buf_in(a, LINES_BYTES);
    for (size_t i = 0; i < q->n_options; i++) {
        if (b->n)
            buf_char(b, '\n');
        buf_str(b, question_option_offered(a, q, i));
    }
    if (q->has_other)
        buf_lit(b, "\n" QUESTION_OTHER_LABEL);
    return buf_view(b);
}

static struct str section_words(const struct question_form *form, const struct question *q)
{
    const struct question_section *s = question_section_of(form, q->section_id);
    return s ? s->title : STR("");
}

/* "Does the draft fit?: Yes, In part" */
static struct str route_words(struct arena *a, const struct question_form *form,
                              const struct question *q)
{
    const struct question *from = q->only_if ? question_find(form, q->only_if) : NULL;
    struct buf *b = buf_in(a, LINES_BYTES);
    struct str codes = q->only_if_options, code;
    if (from)
        buf_str(b, from->title);
    for (bool is_first = true; from && str_cut(&codes, ';', &code); is_first = false) {
        buf_str(b, is_first ? STR(": ") : STR(", "));
        buf_str(b, question_option_label(from, code));
    }
    return buf_view(b);
}

void question_compare(struct overtaken *o, struct arena *a, const struct question_form *form,
                      const struct question *mine, const struct question *theirs)
{
    overtaken_compare(o, QUESTION_ROW_TITLE, mine->title, theirs->title);
    overtaken_compare(o, QUESTION_ROW_HINT, mine->hint, theirs->hint);
    overtaken_compare(o, QUESTION_ROW_BODY, mine->body, theirs->body);
    overtaken_compare(o, QUESTION_ROW_OPTIONS, options_words(a, mine),
                      options_words(a, theirs));
    overtaken_compare(o, QUESTION_ROW_LEAST, limit(a, mine->least), limit(a, theirs->least));
    overtaken_compare(o, QUESTION_ROW_MOST, limit(a, mine->most), limit(a, theirs->most));
    overtaken_compare(o, QUESTION_ROW_REQUIRED, said_yes_or_no(mine->is_required),
                      said_yes_or_no(theirs->is_required));
    overtaken_compare(o, QUESTION_ROW_OUTCOME, mine->outcome, theirs->outcome);
    overtaken_compare(o, QUESTION_ROW_SECTION, section_words(form, mine),
                      section_words(form, theirs));
    overtaken_compare(o, QUESTION_ROW_ROUTE, route_words(a, form, mine),
                      route_words(a, form, theirs));
}

void section_compare(struct overtaken *o, const struct question_section *mine,
                     const struct question_section *theirs)
{
    overtaken_compare(o, SECTION_ROW_TITLE, mine->title, theirs->title);
    overtaken_compare(o, SECTION_ROW_INTRO, mine->intro, theirs->intro);
    overtaken_compare(o, SECTION_ROW_EQUALITY, said_yes_or_no(mine->is_equality),
                      said_yes_or_no(theirs->is_equality));
}
