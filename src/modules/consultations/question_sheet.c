#include "modules/consultations/question_sheet.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/consultations/question_sheet_words.h"

#define TEXT_BYTES ((size_t)2 * 1024 * 1024)

struct str sheet_mark(struct arena *a, const struct question_form *f, const struct question *q)
{
    size_t n = question_number(f, q), comments = 0;
    if (n)
        return str_printf(a, SHEET_QUESTION, n);
    for (size_t i = 0; q->type == QUESTION_PARAGRAPH && i < f->n; i++) {
        comments += f->question[i].type == QUESTION_PARAGRAPH;
        if (f->question[i].id == q->id)
            return str_printf(a, SHEET_COMMENT, comments);
    }
    return (struct str){ NULL, 0 };
}

struct str sheet_option(struct arena *a, const struct question *q, size_t i)
{
    if (i >= q->n_options)
        return STR(SHEET_OTHER);
    const struct question_option *o = &q->option[i];
    if (q->type != QUESTION_SCALE)
        return o->label;
    return o->label.n && !str_eq(o->label, o->code)
               ? str_printf(a, SHEET_STEP, STR_ARG(o->code), STR_ARG(o->label))
               : o->code;
}

static struct str how_several(struct arena *a, const struct question *q)
{
    if (q->least > 0 && q->most > 0)
        return str_printf(a, SHEET_FROM_TO, (long long)q->least, (long long)q->most);
    if (q->most > 0)
        return str_printf(a, SHEET_AT_MOST, (long long)q->most);
    return q->least > 1 ? str_printf(a, SHEET_AT_LEAST, (long long)q->least)
                        : STR(SHEET_SEVERAL);
}

struct str sheet_how(struct arena *a, const struct question *q)
{
    switch (q->type) {
    case QUESTION_ONE:
    case QUESTION_SCALE:
        return STR(SHEET_ONE);
    case QUESTION_SEVERAL:
        return how_several(a, q);
    case QUESTION_NUMBER:
        return STR(SHEET_NUMBER);
    case QUESTION_DATE:
        return STR(SHEET_DATE);
    case QUESTION_FILE:
        return STR(SHEET_FILE);
    case QUESTION_SHORT:
    case QUESTION_LONG:
    case QUESTION_PARAGRAPH:
    case QUESTION_INFORMATION:
    case QUESTION_TYPE__MAX:
        break;
    }
    return (struct str){ NULL, 0 };
}

struct str sheet_route(struct arena *a, const struct question_form *f, const struct question *q)
{
    const struct question *from = q->only_if ? question_find(f, q->only_if) : NULL;
    struct buf *b = buf_in(a, TEXT_BYTES);
    struct str codes = q->only_if_options, code;
    if (!from)
        return (struct str){ NULL, 0 };
    while (str_cut(&codes, ';', &code)) {
        if (b->n)
            buf_str(b, STR(SHEET_OR));
        buf_str(b, question_option_label(from, code));
    }
    return str_printf(a, SHEET_ROUTE, (int)b->n, b->p, question_number(f, from));
}

/* --- plain text --- */

/* A line of Markdown as it is read on paper: a heading without its marks. */
static struct str paper_line(struct str s)
{
    size_t i = 0;
    while (i < s.n && s.p[i] == '#')
        i++;
    return i && i < s.n && s.p[i] == ' ' ? str_trim(str_sub(s, i, s.n)) : s;
}

static void line(struct buf *b, struct str s)
{
    if (s.n) {
        buf_str(b, s);
        buf_char(b, '\n');
    }
}

static void lines(struct buf *b, struct str s)
{
    struct str one;
    while (str_cut(&s, '\n', &one)) {
        buf_str(b, paper_line(one));
        buf_char(b, '\n');
    }
}

static void write_options(struct buf *b, struct arena *a, const struct question *q)
{
    size_t n = q->n_options + (q->has_other ? 1 : 0);
    for (size_t i = 0; i < n; i++) {
        buf_lit(b, "[ ] ");
        buf_str(b, sheet_option(a, q, i));
        buf_lit(b, "\n");
    }
}

static void write_question(struct buf *b, struct arena *a, const struct question_form *f,
                           const struct question *q)
{
    struct str mark = sheet_mark(a, f, q);
    buf_char(b, '\n');
    if (q->type == QUESTION_PARAGRAPH) {
        line(b, str_printf(a, SHEET_ON_PARAGRAPH, STR_ARG(mark), (long long)q->paragraph));
        lines(b, q->title);
    } else if (mark.n) {
        line(b, str_printf(a, SHEET_HEADING, STR_ARG(mark), STR_ARG(q->title)));
    } else {
        line(b, q->title);
    }
    line(b, q->hint);
    lines(b, q->body);
    line(b, sheet_route(a, f, q));
    line(b, sheet_how(a, q));
    line(b, q->is_required ? STR(SHEET_REQUIRED) : (struct str){ NULL, 0 });
    write_options(b, a, q);
    if (mark.n && !q->n_options)
        buf_str(b, STR(SHEET_ANSWER "\n\n"));
}

struct str sheet_text(struct arena *a, const struct sheet *s)
{
    struct buf *b = buf_in(a, TEXT_BYTES);
    const struct question_form *f = s->form;
    line(b, s->title);
    line(b, str_printf(a, SHEET_CLOSES, STR_ARG(s->closes)));
    line(b, s->address);
    buf_str(b, STR("\n" SHEET_HOW_TEXT "\n"));
    for (size_t i = 0; i < f->n; i++) {
        const struct question_section *section = &f->section[f->question[i].section];
        if (!i || f->question[i - 1].section != f->question[i].section) {
            buf_char(b, '\n');
            line(b, str_printf(a, SHEET_SECTION, STR_ARG(section->title)));
            line(b, section->is_equality ? STR(SHEET_EQUALITY) : (struct str){ NULL, 0 });
            lines(b, section->intro);
        }
        write_question(b, a, f, &f->question[i]);
    }
    return buf_view(b);
}

/* --- for templates --- */

static void show_words(struct view *v, symbol as, symbol has, struct str s)
{
    view_str(v, as, s);
    view_bool(v, has, s.n > 0);
}

/* A paragraph of a document keeps no ends of lines. */
static void show_lines(struct view *v, symbol as, struct str s)
{
    struct list *list = view_list(v, as);
    struct str one;
    while (str_cut(&s, '\n', &one))
        if (str_trim(one).n)
            list_add_str(list, paper_line(one));
}

struct markdown {
    symbol as, has, lines; /* lines: a list of them, for documents */
    int top;               /* level of the highest heading, for pages */
    struct str words;
};

static void show_markdown(struct arena *a, bool is_html, struct view *v, struct markdown m)
{
    show_words(v, m.as, m.has, m.words);
    show_lines(v, m.lines, m.words);
    if (is_html)
        view_html(v, m.as, md_render(a, m.words, md_shift_to(m.words, m.top), false));
}

static void show_one(struct arena *a, const struct question_form *f, const struct question *q,
                     struct view *v)
{
    struct list *options = view_list(v, S(options));
    for (size_t i = 0; i < q->n_options; i++)
        list_add_str(options, sheet_option(a, q, i));
    bool is_long = q->type == QUESTION_LONG || q->type == QUESTION_PARAGRAPH;
    bool has_options = q->n_options > 0;
    view_int(v, S(id), q->id);
    show_words(v, S(mark), S(has_mark), sheet_mark(a, f, q));
    view_str(v, S(title), q->title);
    show_words(v, S(hint), S(has_hint), q->hint);
    show_words(v, S(how), S(has_how), sheet_how(a, q));
    show_words(v, S(route), S(has_route), sheet_route(a, f, q));
    view_bool(v, S(is_required), q->is_required);
    view_bool(v, S(has_options), has_options);
    view_bool(v, S(has_other), q->has_other);
    view_bool(v, S(is_long), is_long);
    view_bool(v, S(is_short),
              !is_long && !has_options && q->type != QUESTION_INFORMATION &&
                  q->type != QUESTION_FILE);
    view_bool(v, S(is_paragraph), q->type == QUESTION_PARAGRAPH);
    view_int(v, S(paragraph), q->paragraph);
}

void sheet_show(struct arena *a, const struct question_form *f, bool is_html, struct view *v)
{
    struct list *sections = view_list(v, S(sections)), *questions = NULL;
    for (size_t i = 0; i < f->n; i++) {
        const struct question_section *s = &f->section[f->question[i].section];
        if (!i || f->question[i - 1].section != f->question[i].section) {
            struct view *row = list_add(sections);
            view_str(row, S(section_title), s->title);
            show_markdown(
                a, is_html, row,
                (struct markdown){ S(intro), S(has_intro), S(intro_lines), 3, s->intro });
            view_bool(row, S(is_equality), s->is_equality);
            questions = view_list(row, S(questions));
        }
        struct view *row = list_add(questions);
        show_one(a, f, &f->question[i], row);
        bool is_paragraph = f->question[i].type == QUESTION_PARAGRAPH; /* whose title it is */
        struct str body = is_paragraph ? f->question[i].title : f->question[i].body;
        show_markdown(a, is_html, row,
                      (struct markdown){ S(body), S(has_body), S(body_lines), 4, body });
        show_lines(row, S(hint_lines), f->question[i].hint);
    }
}
