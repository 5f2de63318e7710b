#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/web/form.h"
#include "core/web/form_date.h"
#include "modules/consultations/question.h"
#include "modules/consultations/question_words.h"

#define OTHER "other"
#define CODES_BYTES ((size_t)16 * 1024)
#define CALLED_BYTES ((size_t)90)
#define MINUTE_S 60

/* --- options --- */

enum err question_options_read(struct arena *a, struct str stored, struct question *q)
{
    struct str line, label;
    q->n_options = 0;
    q->option = arena_array(a, QUESTION_OPTIONS_MAX, sizeof *q->option);
    if (!q->option)
        return ERR_LIMIT;
    while (str_cut(&stored, '\n', &line)) {
        struct str rest = line, code = { NULL, 0 };
        if (!str_cut(&rest, '\t', &code) || !code.n)
            continue;
        if (q->n_options >= QUESTION_OPTIONS_MAX)
            return ERR_LIMIT;
        label = rest;
        q->option[q->n_options++] = (struct question_option){ code, label };
    }
    return OK;
}

struct str question_options_text(struct arena *a, const struct question_option *o, size_t n)
{
    struct buf *b = buf_in(a, CODES_BYTES);
    for (size_t i = 0; i < n; i++) {
        buf_str(b, o[i].code);
        buf_char(b, '\t');
        buf_str(b, o[i].label);
        buf_char(b, '\n');
    }
    return buf_view(b);
}

const struct question_option *question_option_of(const struct question *q, struct str code)
{
    for (size_t i = 0; i < q->n_options; i++)
        if (str_eq(q->option[i].code, code))
            return &q->option[i];
    return NULL;
}

struct str question_option_label(const struct question *q, struct str code)
{
    const struct question_option *o = question_option_of(q, code);
    if (!o && q->has_other && str_eq(code, STR(OTHER)))
        return STR(QUESTION_OTHER_LABEL);
    return o && o->label.n && q->type != QUESTION_SCALE ? o->label : code;
}

/* false: they do not all fit. */
static bool add_words(struct buf *b, struct str words)
{
    struct str word;
    while (str_cut(&words, ' ', &word)) {
        if (b->n + 1 + word.n > CALLED_BYTES)
            return false;
        if (word.n && b->n)
            buf_char(b, ' ');
        buf_str(b, word);
    }
    return true;
}

/* The marks of headings are left out, and a heading ends with a full stop. */
static struct str paragraph_begins(struct arena *a, struct str markdown)
{
    struct buf *b = buf_in(a, CALLED_BYTES + 8);
    struct str rest = markdown, line;
    bool fits = true;
    while (fits && str_cut(&rest, '\n', &line)) {
        struct str words = line;
        while (str_starts(words, STR("#")))
            words = str_sub(words, 1, STR_NONE);
        fits = add_words(b, str_trim(words));
        if (fits && words.n < line.n)
            buf_char(b, '.');
    }
    if (!fits)
        buf_str(b, STR("…"));
    return buf_view(b);
}

struct str question_called(struct arena *a, const struct question *q)
{
    return q->type == QUESTION_PARAGRAPH
               ? str_printf(a, QUESTION_PARAGRAPH_CALLED, (long long)q->paragraph,
                            STR_ARG(paragraph_begins(a, q->title)))
               : q->title;
}

struct str question_option_offered(struct arena *a, const struct question *q, size_t i)
{
    const struct question_option *o = &q->option[i];
    if (q->type != QUESTION_SCALE || str_eq(o->code, o->label))
        return o->label.n ? o->label : o->code;
    return o->label.n ? str_printf(a, "%.*s – %.*s", STR_ARG(o->code), STR_ARG(o->label))
                      : o->code;
}

/* --- the whole form --- */

/* Seconds that a usual answer takes: reading it, thinking, writing. */
static const int64_t takes_s[QUESTION_TYPE__MAX] = {
    [QUESTION_ONE] = 15,      [QUESTION_SEVERAL] = 25, [QUESTION_SCALE] = 15,
    [QUESTION_SHORT] = 30,    [QUESTION_LONG] = 90,    [QUESTION_NUMBER] = 15,
    [QUESTION_DATE] = 15,     [QUESTION_FILE] = 60,    [QUESTION_INFORMATION] = 30,
    [QUESTION_PARAGRAPH] = 0, /* read with the paper, answered where there is something to say
                               */
};

int64_t question_minutes(const struct question_form *f)
{
    int64_t s = 0;
    for (size_t i = 0; i < f->n; i++)
        s += takes_s[f->question[i].type];
    return s > MINUTE_S ? (s + MINUTE_S - 1) / MINUTE_S : 1;
}

static bool is_counted(const struct question *q)
{
    return q->type != QUESTION_INFORMATION && q->type != QUESTION_PARAGRAPH;
}

size_t question_count(const struct question_form *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += is_counted(&f->question[i]);
    return n;
}

size_t question_number(const struct question_form *f, const struct question *q)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n && is_counted(q); i++) {
        n += is_counted(&f->question[i]);
        if (f->question[i].id == q->id)
            return n;
    }
    return 0;
}

/* --- who is asked --- */

static const struct question *with_id(const struct question_form *f, int64_t id)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->question[i].id == id)
            return &f->question[i];
    return NULL;
}

static bool has_code(struct str codes, struct str code)
{
    struct str piece;
    while (str_cut(&codes, ';', &piece))
        if (str_eq(str_trim(piece), code))
            return true;
    return false;
}

static bool shares_code(struct str codes, struct str others)
{
    struct str piece;
    while (str_cut(&codes, ';', &piece))
        if (piece.n && has_code(others, piece))
            return true;
    return false;
}

bool question_is_asked(const struct question_form *f, const struct question *q,
                       const struct answer_source *answers, struct arena *a)
{
    /* The form's length ends a chain that bad rows have closed to a ring. */
    for (size_t steps = 0; q->only_if && steps <= f->n; steps++) {
        const struct question *earlier = with_id(f, q->only_if);
        if (!earlier) /* it was removed: nobody can choose the way, so everybody is asked */
            return true;
        const char *field = str_z(a, str_printf(a, "q%lld", (long long)earlier->id));
        if (!field || !shares_code(q->only_if_options, answers->get(answers->arg, field)))
            return false;
        q = earlier;
    }
    return true;
}

/* --- is it a good answer? --- */

static void judge_words(struct arena *a, const struct question *q, struct question_answer *x)
{
    bool is_short = q->type == QUESTION_SHORT;
    size_t most = q->most > 0 ? (size_t)q->most
                  : is_short  ? QUESTION_SHORT_CHARS
                              : QUESTION_LONG_CHARS;
    x->value = utf8_normalise_newlines(a, x->value);
    if (is_short)
        x->value = str_replace_char(a, x->value, '\n', ' ');
    if (utf8_length(x->value) > most)
        x->fault = form_too_long(a, STR(QUESTION_YOURS), most, utf8_length(x->value));
}

/* "1,200" and "1 200" as "1200". */
static struct str bare_number(struct arena *a, struct str typed)
{
    struct buf *b = buf_in(a, CODES_BYTES);
    for (size_t i = 0; i < typed.n; i++)
        if (typed.p[i] != ' ' && typed.p[i] != ',')
            buf_char(b, typed.p[i]);
    return buf_view(b);
}

static void judge_number(struct arena *a, const struct question *q, struct question_answer *x)
{
    int64_t n = 0;
    struct str typed = bare_number(a, x->value);
    if (!str_to_i64(typed, &n)) {
        x->fault = STR(QUESTION_WHOLE_NUMBER);
        return;
    }
    if (n < q->least)
        x->fault = str_printf(a, QUESTION_NUMBER_LEAST, (long long)q->least);
    else if (q->most && n > q->most)
        x->fault = str_printf(a, QUESTION_NUMBER_MOST, (long long)q->most);
    else
        x->value = str_printf(a, "%lld", (long long)n);
}

static void judge_date(struct arena *a, struct question_answer *x)
{
    struct date d;
    x->fault = form_date_from_text(a, x->value, &d);
    if (!x->fault.n)
        x->value = date_iso(a, d);
}

/* Is every code one that the question offers? */
static bool are_offered(const struct question *q, struct str codes)
{
    struct str piece;
    while (str_cut(&codes, ';', &piece)) {
        piece = str_trim(piece);
        bool is_other = q->has_other && str_eq(piece, STR(OTHER));
        if (piece.n && !is_other && !question_option_of(q, piece))
            return false;
    }
    return true;
}

/* The chosen ones in the order of the question; *n: how many. */
static struct str in_order(struct arena *a, const struct question *q, struct str codes,
                           size_t *n)
{
    struct buf *b = buf_in(a, CODES_BYTES);
    *n = 0;
    for (size_t i = 0; i <= q->n_options; i++) {
        struct str code = i < q->n_options ? q->option[i].code : STR(OTHER);
        if ((i == q->n_options && !q->has_other) || !has_code(codes, code))
            continue;
        if ((*n)++)
            buf_char(b, ';');
        buf_str(b, code);
    }
    return buf_view(b);
}

static struct str fault_of_count(struct arena *a, const struct question *q, size_t n)
{
    int64_t most = q->type == QUESTION_SEVERAL ? q->most : 1;
    int64_t least = q->type == QUESTION_SEVERAL ? q->least : 1;
    if (most > 0 && (int64_t)n > most)
        return most == 1 ? STR(QUESTION_AT_MOST_ONE)
                         : str_printf(a, QUESTION_AT_MOST, (long long)most);
    if (n > 0 && (int64_t)n < least)
        return str_printf(a, QUESTION_AT_LEAST, (long long)least);
    return (struct str){ NULL, 0 };
}

static void judge_choice(struct arena *a, const struct question *q, struct question_answer *x)
{
    size_t n = 0;
    x->other = str_trim(utf8_normalise_newlines(a, x->other));
    if (q->has_other && x->other.n && !x->value.n) /* they say it without the tick */
        x->value = STR(OTHER);
    if (!are_offered(q, x->value)) {
        x->fault = STR(QUESTION_NOT_OFFERED);
        return;
    }
    x->value = in_order(a, q, x->value, &n);
    if (!q->has_other || !has_code(x->value, STR(OTHER)))
        x->other = (struct str){ NULL, 0 };
    x->fault = fault_of_count(a, q, n);
    if (!x->fault.n && utf8_length(x->other) > QUESTION_OTHER_CHARS) {
        x->is_fault_of_other = true;
        x->fault =
            form_too_long(a, STR(QUESTION_OTHERS), QUESTION_OTHER_CHARS, utf8_length(x->other));
    }
}

static struct str fault_of_empty(const struct question *q)
{
    switch (q->type) {
    case QUESTION_ONE:
    case QUESTION_SCALE:
        return STR(QUESTION_SELECT);
    case QUESTION_SEVERAL:
        return STR(QUESTION_SELECT_SOME);
    case QUESTION_NUMBER:
        return STR(QUESTION_ENTER_NUMBER);
    case QUESTION_DATE:
        return STR(QUESTION_ENTER_DATE);
    case QUESTION_FILE:
        return STR(QUESTION_CHOOSE_FILE);
    case QUESTION_SHORT:
    case QUESTION_LONG:
    case QUESTION_PARAGRAPH:
    case QUESTION_INFORMATION:
    case QUESTION_TYPE__MAX:
        break;
    }
    return STR(QUESTION_ENTER);
}

static void judge_typed(struct arena *a, const struct question *q, struct question_answer *x)
{
    switch (q->type) {
    case QUESTION_ONE:
    case QUESTION_SCALE:
    case QUESTION_SEVERAL:
        judge_choice(a, q, x);
        break;
    case QUESTION_SHORT:
    case QUESTION_LONG:
    case QUESTION_PARAGRAPH:
        judge_words(a, q, x);
        break;
    case QUESTION_NUMBER:
        judge_number(a, q, x);
        break;
    case QUESTION_DATE:
        judge_date(a, x);
        break;
    case QUESTION_FILE:
    case QUESTION_INFORMATION:
    case QUESTION_TYPE__MAX:
        break;
    }
}

void question_judge(struct arena *a, const struct question *q, bool ask_required,
                    struct question_answer *x)
{
    x->fault = (struct str){ NULL, 0 };
    x->is_fault_of_other = false;
    x->value = str_trim(x->value);
    if (q->type == QUESTION_INFORMATION)
        x->value = x->fault;
    if (!q->has_other)
        x->other = x->fault;
    if (x->value.n || str_trim(x->other).n)
        judge_typed(a, q, x);
    if (x->fault.n || !ask_required || !q->is_required || q->type == QUESTION_INFORMATION)
        return;
    if (!x->value.n) {
        x->fault = fault_of_empty(q);
    } else if (q->has_other && !x->other.n && has_code(x->value, STR(OTHER))) {
        x->fault = STR(QUESTION_ENTER_OTHER);
        x->is_fault_of_other = true;
    }
}

/* --- an answer as people read it --- */

static struct str scale_words(struct arena *a, const struct question *q, struct str code)
{
    const struct question_option *o = question_option_of(q, code);
    if (!o)
        return code;
    return o->label.n && !str_eq(o->label, code)
               ? str_printf(a, QUESTION_OF_SCALE_LABEL, STR_ARG(code), q->n_options,
                            STR_ARG(o->label))
               : str_printf(a, QUESTION_OF_SCALE, STR_ARG(code), q->n_options);
}

static struct str choice_words(struct arena *a, const struct question *q, struct str codes,
                               struct str other)
{
    struct buf *b = buf_in(a, CODES_BYTES);
    struct str code;
    while (str_cut(&codes, ';', &code)) {
        bool is_said = other.n && q->has_other && str_eq(code, STR(OTHER));
        if (b->n)
            buf_lit(b, ", ");
        buf_str(b, is_said ? str_printf(a, QUESTION_OTHER_WORDS, STR_ARG(other))
                           : question_option_label(q, code));
    }
    return buf_view(b);
}

/* Names, as a draft that is sent leaves them. */
static struct str name_words(struct arena *a, struct str names)
{
    struct buf *b = buf_in(a, 2 * names.n + 1);
    struct str name;
    while (str_cut(&names, ';', &name))
        buf_printf(b, b->n ? ", %.*s" : "%.*s", STR_ARG(name));
    return buf_view(b);
}

struct str question_answer_words(struct arena *a, const struct question *q, struct str value,
                                 struct str other)
{
    struct date d;
    switch (q->type) {
    case QUESTION_ONE:
    case QUESTION_SEVERAL:
        return choice_words(a, q, value, other);
    case QUESTION_SCALE:
        return scale_words(a, q, value);
    case QUESTION_DATE:
        return date_parse(value, &d) ? date_long(a, d) : value;
    case QUESTION_FILE:
        return name_words(a, value);
    case QUESTION_SHORT:
    case QUESTION_LONG:
    case QUESTION_NUMBER:
    case QUESTION_INFORMATION:
    case QUESTION_PARAGRAPH:
    case QUESTION_TYPE__MAX:
        break;
    }
    return value;
}
