/*
 * question_sheet_read.c: a sheet that was filled in, from the text that is pasted. Mail
 * programs and word processors change spaces, boxes and the ends of lines: what stands under
 * the heading of a question is its own, lines that the sheet itself holds are nobody's words,
 * and what is not understood is kept.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "modules/consultations/question_sheet.h"
#include "modules/consultations/question_sheet_words.h"

#define REST_BYTES ((size_t)1024 * 1024)

/* Lines of the empty sheet, folded; in order of their bytes. */
struct known_lines {
    struct str *line;
    size_t n;
};

struct reading {
    struct arena *arena;
    const struct question_form *form;
    struct sheet_answers *out;
    struct known_lines known, between;
    struct sheet_part *part; /* whose lines come now; NULL: nobody's */
    bool is_answer;          /* after "Answer:" */
    struct buf *value, *rest, *nobodys;
};

static int by_bytes(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static bool load_lines(struct arena *a, struct str text, struct known_lines *out)
{
    size_t n = 1;
    struct str one;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    out->line = arena_array(a, n, sizeof *out->line);
    while (out->line && str_cut(&text, '\n', &one))
        out->line[out->n++] = utf8_fold(a, one);
    if (out->line)
        qsort(out->line, out->n, sizeof *out->line, by_bytes);
    return out->line != NULL;
}

static bool load_known(struct reading *r, const struct sheet *s)
{
    return load_lines(r->arena, sheet_text(r->arena, s), &r->known);
}

static void keep(struct buf *b, struct str line)
{
    buf_str(b, line);
    buf_char(b, '\n');
}

/* What stands between questions: heads of sections, and information. Word processors give it
 * without a mark, so an answer before it would go on over it. */
static bool load_between(struct reading *r)
{
    const struct question_form *f = r->form;
    struct buf *b = buf_in(r->arena, REST_BYTES);
    keep(b, STR(SHEET_EQUALITY));
    for (size_t i = 0; i < f->n_sections; i++) {
        keep(b, f->section[i].title);
        keep(b, f->section[i].intro);
    }
    for (size_t i = 0; i < f->n; i++)
        if (f->question[i].type == QUESTION_INFORMATION) {
            keep(b, f->question[i].title);
            keep(b, f->question[i].hint);
            keep(b, f->question[i].body);
        }
    return load_lines(r->arena, buf_view(b), &r->between);
}

static bool holds(const struct reading *r, const struct known_lines *known, struct str line)
{
    struct str folded = utf8_fold(r->arena, line);
    return folded.n && bsearch(&folded, known->line, known->n, sizeof folded, by_bytes);
}

static bool is_known(const struct reading *r, struct str line)
{
    return !utf8_fold(r->arena, line).n || holds(r, &r->known, line);
}

/* --- headings --- */

/* The number after the word, with its stop: "Question 4." */
static size_t number_after(struct str line, struct str word)
{
    size_t i = word.n, n = 0;
    if (line.n <= word.n || !str_eq_nocase(str_sub(line, 0, word.n), word))
        return 0;
    while (i < line.n && line.p[i] == ' ')
        i++;
    for (; i < line.n && line.p[i] >= '0' && line.p[i] <= '9' && n < QUESTIONS_MAX; i++)
        n = n * 10 + (size_t)(line.p[i] - '0');
    bool has_stop = i < line.n && (line.p[i] == '.' || line.p[i] == ':' || line.p[i] == ')');
    return has_stop || i == line.n ? n : 0;
}

/* Marks of Markdown and of quoted mail before a line. */
static struct str bare(struct str line)
{
    size_t i = 0;
    while (i < line.n && (line.p[i] == '>' || line.p[i] == '#' || line.p[i] == '*' ||
                          line.p[i] == ' ' || line.p[i] == '\t'))
        i++;
    return str_trim(str_sub(line, i, line.n));
}

static struct sheet_part *part_of(struct reading *r, struct str line)
{
    size_t number = number_after(line, STR("Question"));
    size_t comment = number ? 0 : number_after(line, STR("Comment"));
    size_t comments = 0;
    for (size_t i = 0; (number || comment) && i < r->form->n; i++) {
        const struct question *q = &r->form->question[i];
        comments += q->type == QUESTION_PARAGRAPH;
        bool is_it = number ? question_number(r->form, q) == number
                            : q->type == QUESTION_PARAGRAPH && comments == comment;
        if (is_it)
            return r->out->part[i].was_found ? NULL : &r->out->part[i];
    }
    return NULL;
}

/* --- options --- */

/* Takes a box off the line. 0: there is none; 1: an empty one; 2: a marked one. */
static int take_box(struct str *line)
{
    static const struct {
        struct str sign;
        int is;
    } boxes[] = {
        { STR_INIT("[ ]"), 1 }, { STR_INIT("[]"), 1 }, { STR_INIT("☐"), 1 },
        { STR_INIT("( )"), 1 }, { STR_INIT("☒"), 2 },  { STR_INIT("☑"), 2 },
        { STR_INIT("✓"), 2 },   { STR_INIT("✔"), 2 },  { STR_INIT("■"), 2 },
    };
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        if (str_starts(*line, boxes[i].sign)) {
            *line = str_trim(str_sub(*line, boxes[i].sign.n, line->n));
            return boxes[i].is;
        }
    size_t end = line->n && (line->p[0] == '[' || line->p[0] == '(')
                     ? str_find_char(*line, line->p[0] == '[' ? ']' : ')')
                     : STR_NONE;
    if (end == STR_NONE || end > 4)
        return 0;
    bool is_empty = !str_trim(str_sub(*line, 1, end - 1)).n;
    *line = str_trim(str_sub(*line, end + 1, line->n));
    return is_empty ? 1 : 2;
}

static void choose(struct reading *r, struct str code)
{
    struct sheet_part *p = r->part;
    p->value =
        p->value.n ? str_printf(r->arena, "%.*s;%.*s", STR_ARG(p->value), STR_ARG(code)) : code;
}

/* Words of an option, or of "Something else: …". */
static bool choose_by_words(struct reading *r, struct str words)
{
    const struct question *q = r->part->q;
    struct str folded = utf8_fold(r->arena, words), other = STR("Something else");
    for (size_t i = 0; i < q->n_options && folded.n; i++) {
        const struct question_option *o = &q->option[i];
        if (!str_eq(folded, utf8_fold(r->arena, sheet_option(r->arena, q, i))) &&
            !str_eq(folded, utf8_fold(r->arena, o->label)) &&
            !(q->type == QUESTION_SCALE && str_eq(str_trim(words), o->code)))
            continue;
        choose(r, o->code);
        return true;
    }
    if (!q->has_other || words.n < other.n || !str_eq_nocase(str_sub(words, 0, other.n), other))
        return false;
    struct str said = str_trim(str_sub(words, other.n, words.n));
    if (said.n && said.p[0] == ':')
        said = str_trim(str_sub(said, 1, said.n));
    choose(r, STR("other"));
    r->part->other = said;
    return true;
}

/* "Something else: by bus" without its mark: they say it. */
static bool has_words_of_other(const struct reading *r, struct str words)
{
    struct str other = STR(SHEET_OTHER);
    return r->part->q->has_other && words.n > other.n &&
           str_eq_nocase(str_sub(words, 0, other.n), other) &&
           str_trim(str_sub(words, other.n, words.n)).n > 0;
}

static void read_option(struct reading *r, struct str line)
{
    struct str words = bare(line);
    int box = take_box(&words);
    bool is_said = box == 1 && has_words_of_other(r, words);
    if (box == 1 && !is_said)
        return;
    if (!box && r->is_answer && choose_by_words(r, words))
        return;
    if ((box == 2 || is_said) && choose_by_words(r, words))
        return;
    if (box == 2 || !is_known(r, line))
        keep(r->rest, line);
}

/* --- lines --- */

static void end_part(struct reading *r)
{
    if (!r->part)
        return;
    struct str words = str_trim(buf_view(r->value)), rest = str_trim(buf_view(r->rest));
    if (words.n)
        r->part->value = str_dup(r->arena, words);
    r->part->rest = str_dup(r->arena, rest);
    buf_clear(r->value);
    buf_clear(r->rest);
    r->part = NULL;
    r->is_answer = false;
}

static void begin_part(struct reading *r, struct sheet_part *part, struct str line)
{
    end_part(r);
    r->part = part;
    part->was_found = true;
    r->out->n_found++;
    /* A mail program may have joined the answer to its heading's line. */
    size_t at = str_find(line, STR(SHEET_ANSWER));
    if (at != STR_NONE && !is_known(r, line)) {
        r->is_answer = true;
        keep(r->value, str_trim(str_sub(line, at + sizeof SHEET_ANSWER - 1, line.n)));
    }
}

static bool is_choice(const struct question *q)
{
    return q->type == QUESTION_ONE || q->type == QUESTION_SEVERAL || q->type == QUESTION_SCALE;
}

static void read_in_part(struct reading *r, struct str line)
{
    struct str words = bare(line), answer = STR(SHEET_ANSWER);
    bool is_mark = !r->is_answer && words.n >= answer.n &&
                   str_eq_nocase(str_sub(words, 0, answer.n), answer);
    if (is_mark) {
        r->is_answer = true;
        line = str_trim(str_sub(words, answer.n, words.n));
    }
    if (is_choice(r->part->q))
        read_option(r, line);
    else if (r->is_answer || !is_known(r, line))
        keep(r->value, line);
}

static void read_line(struct reading *r, struct str line)
{
    struct str words = bare(line);
    struct sheet_part *part = part_of(r, words);
    bool is_section = str_starts(words, STR("==")) && is_known(r, words);
    if (part) {
        begin_part(r, part, words);
    } else if (is_section || (r->is_answer && holds(r, &r->between, words))) {
        end_part(r);
    } else if (r->part) {
        read_in_part(r, line);
    } else if (!is_known(r, words)) {
        keep(r->nobodys, line);
    }
}

enum err sheet_read(struct arena *a, const struct sheet *s, struct str text,
                    struct sheet_answers *out)
{
    const struct question_form *f = s->form;
    struct reading r = { .arena = a, .form = f, .out = out };
    struct str line;
    *out = (struct sheet_answers){ .n = f->n,
                                   .part = arena_array(a, f->n + 1, sizeof *out->part) };
    if (!out->part || !load_known(&r, s) || !load_between(&r))
        return ERR_LIMIT;
    for (size_t i = 0; i < f->n; i++)
        out->part[i].q = &f->question[i];
    r.value = buf_in(a, REST_BYTES);
    r.rest = buf_in(a, REST_BYTES);
    r.nobodys = buf_in(a, REST_BYTES);
    text = utf8_normalise_newlines(a, text);
    while (str_cut(&text, '\n', &line))
        read_line(&r, line);
    end_part(&r);
    out->rest = str_trim(buf_view(r.nobodys));
    return arena_failed(a) ? ERR_LIMIT : OK;
}
