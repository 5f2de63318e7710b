/* test_question.c: what is a good answer, and who is asked (modules/consultations/question.h).
 */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/web/form_date.h"
#include "modules/consultations/paragraph.h"
#include "modules/consultations/question.h"

#include <string.h>

static struct arena *a;

static struct question made(enum question_type type, const char *options)
{
    struct question q = { .id = 4, .type = type };
    ok(!question_options_read(a, str_from(options), &q), "options are read");
    return q;
}

/* "value|other", or "! fault", "!other fault". */
static struct str judged(const struct question *q, bool ask_required, const char *value,
                         const char *other)
{
    struct question_answer x = { .value = str_from(value), .other = str_from(other) };
    question_judge(a, q, ask_required, &x);
    if (x.fault.n)
        return str_printf(a, "!%s %.*s", x.is_fault_of_other ? "other" : "", STR_ARG(x.fault));
    return str_printf(a, "%.*s|%.*s", STR_ARG(x.value), STR_ARG(x.other));
}

#define YES_NO "yes\tYes\nno\tNo\nwater\tIt depends; on the water\n"

static void choices(void)
{
    struct question q = made(QUESTION_ONE, YES_NO);
    is_str(judged(&q, true, "yes", ""), "yes|", "[3.5] one: an option offered");
    is_str(judged(&q, true, "", ""), "|", "one: nothing chosen is no fault where not required");
    is_str(judged(&q, true, "maybe", ""), "! Select one of the answers offered",
           "one: an option that is not offered");
    is_str(judged(&q, true, "yes;no", ""), "! Select no more than one answer",
           "one: two options");
    is_str(judged(&q, true, "other", "A"), "! Select one of the answers offered",
           "one: something else where it is not offered");
    is_str(judged(&q, true, "yes", "A"), "yes|", "one: words of something else are dropped");
    q.is_required = true;
    is_str(judged(&q, true, " ", ""), "! Select an answer", "one: required");
    is_str(judged(&q, false, "", ""), "|", "one: required, but not asked for yet");

    q.has_other = true;
    is_str(judged(&q, true, "other", " By bus "), "other|By bus", "something else with words");
    is_str(judged(&q, true, "", "By bus"), "other|By bus", "words without the choice count");
    is_str(judged(&q, true, "no", "By bus"), "no|", "words beside another choice do not");
    is_str(judged(&q, true, "other", ""), "!other Enter what the something else is",
           "something else without words where required");
    q.is_required = false;
    is_str(judged(&q, true, "other", ""), "other|", "and where not");
}

static void several(void)
{
    struct question q = made(QUESTION_SEVERAL, "a\tA\nb\tB\nc\tC\nd\tD\n");
    is_str(judged(&q, true, "c;a", ""), "a;c|", "[3.5] several: in the order of the question");
    is_str(judged(&q, true, "c;c", ""), "c|", "several: once each");
    is_str(judged(&q, true, "c;z", ""), "! Select one of the answers offered",
           "several: one not offered");
    q.least = 2, q.most = 3;
    is_str(judged(&q, true, "a", ""), "! Select at least 2 answers", "several: too few");
    is_str(judged(&q, true, "", ""), "|", "several: none is not too few");
    is_str(judged(&q, true, "a;b;c;d", ""), "! Select no more than 3 answers",
           "several: too many");
    q.most = 1, q.least = 0;
    is_str(judged(&q, true, "a;b", ""), "! Select no more than one answer", "several: one");
    q.is_required = true;
    is_str(judged(&q, true, "", ""), "! Select at least one answer", "several: required");
    q.has_other = true, q.most = 0;
    is_str(judged(&q, true, "other;a", "E"), "a;other|E",
           "several: something else is the last");
    char long_words[QUESTION_OTHER_CHARS + 2];
    memset(long_words, 'x', sizeof long_words);
    long_words[sizeof long_words - 1] = 0;
    is_str(judged(&q, true, "other", long_words),
           "!other The words for something else must be 200 characters or fewer. You have "
           "written 201",
           "several: too long words for something else");
}

static void scales(void)
{
    struct question q = made(QUESTION_SCALE, "1\tNot at all\n2\t\n3\tVery well\n");
    is_i64((int64_t)q.n_options, 3, "[3.5] scale: steps without a label are steps");
    is_str(judged(&q, true, "2", ""), "2|", "scale: a step");
    is_str(judged(&q, true, "4", ""), "! Select one of the answers offered", "scale: no step");
    q.is_required = true;
    is_str(judged(&q, true, "", ""), "! Select an answer", "scale: required");
    is_str(question_answer_words(a, &q, STR("2"), STR("")), "2 out of 3", "scale in words");
    is_str(question_answer_words(a, &q, STR("3"), STR("")), "3 out of 3 (Very well)",
           "and with its label");
    is_str(question_option_label(&q, STR("3")), "3", "the label of a step is its number");
}

static struct str times(const char *piece, size_t n)
{
    struct buf *b = buf_in(a, 100000);
    for (size_t i = 0; i < n; i++)
        buf_str(b, str_from(piece));
    return buf_view(b);
}

static void words(void)
{
    struct question q = made(QUESTION_SHORT, "");
    is_str(judged(&q, true, "  One\r\nline ", ""), "One line|", "[3.5] short: on one line");
    struct question_answer x = { .value = times("é", QUESTION_SHORT_CHARS) };
    question_judge(a, &q, true, &x);
    ok(!x.fault.n, "short: 200 letters of any kind");
    q.most = 5;
    is_str(judged(&q, true, "123456", ""),
           "! Your answer must be 5 characters or fewer. You have written 6",
           "short: a limit of its own");
    q.is_required = true;
    is_str(judged(&q, true, "", ""), "! Enter your answer", "short: required");

    q = made(QUESTION_LONG, "");
    is_str(judged(&q, true, "One\r\n\r\nTwo\r\n", ""), "One\n\nTwo|",
           "long: its lines are kept");
    x = (struct question_answer){ .value = times("x", 4212) };
    question_judge(a, &q, true, &x);
    is_str(x.fault, "Your answer must be 4,000 characters or fewer. You have written 4,212",
           "[3.5] long: too long, in the words of the interface");
    q = made(QUESTION_PARAGRAPH, "");
    is_str(judged(&q, true, " Say who. ", ""), "Say who.|", "paragraph: a comment");
}

static void numbers(void)
{
    struct question q = made(QUESTION_NUMBER, "");
    is_str(judged(&q, true, " 1,200 ", ""), "1200|", "[3.5] number: without signs between");
    is_str(judged(&q, true, "1 200", ""), "1200|", "number: nor spaces");
    is_str(judged(&q, true, "007", ""), "7|", "number: nor leading zeros");
    is_str(judged(&q, true, "twelve", ""), "! Enter a whole number, like 12", "number: words");
    is_str(judged(&q, true, "1.5", ""), "! Enter a whole number, like 12", "number: a part");
    is_str(judged(&q, true, "99999999999999999999", ""), "! Enter a whole number, like 12",
           "number: too large for any");
    is_str(judged(&q, true, "-1", ""), "! Your answer must be 0 or more", "number: below 0");
    q.least = -10, q.most = 40;
    is_str(judged(&q, true, "-10", ""), "-10|", "number: down to the least");
    is_str(judged(&q, true, "-11", ""), "! Your answer must be -10 or more", "number: less");
    is_str(judged(&q, true, "41", ""), "! Your answer must be 40 or less", "number: more");
    q.is_required = true;
    is_str(judged(&q, true, "", ""), "! Enter a number", "number: required");
}

static void dates(void)
{
    static const struct {
        const char *typed, *want;
    } said[] = {
        { "27 3 2026", "2026-03-27|" },
        { "27 March 2026", "2026-03-27|" },
        { "27th march, 2026", "2026-03-27|" },
        { "7 Mar 26", "2026-03-07|" },
        { "3 an t-Samhain 2026", "2026-11-03|" },
        { "3 Am Màrt 2026", "2026-03-03|" },
        { "27/3/2026", "2026-03-27|" },
        { "27.03.2026", "2026-03-27|" },
        { "27-3-2026", "2026-03-27|" },
        { "2026-03-27", "2026-03-27|" },
        { "27 3", "! The date must include a year" },
        { "27 March", "! The date must include a year" },
        { "27/3/", "! The date must include a year" },
        { "27//2026", "! The date must include a month" },
        { "March 2026", "! The date must include a day" },
        { "/3/2026", "! The date must include a day" },
        { "2026", "! The date must include a day" },
        { "31 2 2026", "! Enter a real date, like 27 3 2027" },
        { "27 13 2026", "! Enter a real date, like 27 3 2027" },
        { "2026-02-30", "! Enter a real date, like 27 3 2027" },
        { "27/3/2026/1", "! Enter a real date, like 27 3 2027" },
        { "next spring", "! The date must include a day" },
    };
    struct question q = made(QUESTION_DATE, "");
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        is_str(judged(&q, true, said[i].typed, ""), said[i].want, said[i].typed);
    q.is_required = true;
    is_str(judged(&q, true, "", ""), "! Enter a date", "[3.5] date: required");
    is_str(question_answer_words(a, &q, STR("2026-03-27"), STR("")), "27 March 2026",
           "date in words");
}

static void files_and_information(void)
{
    struct question q = made(QUESTION_FILE, "");
    q.is_required = true;
    is_str(judged(&q, true, "", ""), "! Choose a file", "[3.5] file: required");
    is_str(judged(&q, true, "plan.pdf", ""), "plan.pdf|", "file: there is one");
    q = made(QUESTION_INFORMATION, "");
    q.is_required = true;
    is_str(judged(&q, true, "words", ""), "|", "information: no answer, whatever is sent");
}

static void in_words(void)
{
    struct question q = made(QUESTION_SEVERAL, "a\tHousing on release\nb\tWork\n");
    q.has_other = true;
    is_str(question_answer_words(a, &q, STR("a;other"), STR("Pets")),
           "Housing on release, Something else: Pets", "several in words");
    is_str(question_answer_words(a, &q, STR("other"), STR("")), "Something else",
           "something else without words");
    is_str(question_option_label(&q, STR("gone")), "gone", "an unknown option is its code");
    is_str(question_options_text(a, q.option, q.n_options), "a\tHousing on release\nb\tWork\n",
           "options back to text");
    q.type = QUESTION_LONG;
    is_str(question_answer_words(a, &q, STR("As it\nis"), STR("")), "As it\nis", "words");
}

/* --- who is asked --- */

static struct str said_value[10];

static struct str say(void *arg, const char *field)
{
    (void)arg;
    return field[0] == 'q' && field[1] >= '0' && field[1] <= '9' && !field[2]
               ? said_value[field[1] - '0']
               : (struct str){ NULL, 0 };
}

static struct str asked(const struct question_form *f)
{
    const struct answer_source from = { .get = say };
    struct buf *b = buf_in(a, 100);
    for (size_t i = 0; i < f->n; i++)
        if (question_is_asked(f, &f->question[i], &from, a))
            buf_i64(b, f->question[i].id);
    return buf_view(b);
}

static void routes(void)
{
    struct question q[] = {
        { .id = 1, .type = QUESTION_ONE },
        { .id = 2, .type = QUESTION_SEVERAL, .only_if = 1, .only_if_options = STR_INIT("yes") },
        { .id = 3,
          .type = QUESTION_LONG,
          .only_if = 2,
          .only_if_options = STR_INIT("b;other") },
        { .id = 4, .type = QUESTION_LONG },
        { .id = 5, .type = QUESTION_LONG, .only_if = 9, .only_if_options = STR_INIT("x") },
    };
    struct question_form f = { .question = q, .n = 5 };
    is_str(asked(&f), "145",
           "[3.5] nothing answered: what hangs on nothing, or on what is gone");
    said_value[1] = STR("yes");
    is_str(asked(&f), "1245", "the way of the first answer");
    said_value[2] = STR("a;b");
    is_str(asked(&f), "12345", "a chain of two");
    said_value[2] = STR("a");
    is_str(asked(&f), "1245", "another choice");
    said_value[2] = STR("a;other");
    said_value[1] = STR("no");
    is_str(asked(&f), "145", "a chain whose first link was changed: the rest is not asked");
    q[0].only_if = 2, q[0].only_if_options = STR("a");
    said_value[1] = STR("yes");
    is_str(asked(&f), "12345", "a ring in bad rows ends");
}

static void of_the_form(void)
{
    struct question q[] = {
        { .type = QUESTION_INFORMATION }, { .type = QUESTION_ONE },
        { .type = QUESTION_LONG },        { .type = QUESTION_LONG },
        { .type = QUESTION_PARAGRAPH },
    };
    struct question_form f = { .question = q, .n = 5 };
    is_i64((int64_t)question_count(&f), 3, "information and paragraphs are not counted");
    is_i64(question_minutes(&f), 4, "[8.10] minutes, rounded up");
    f.n = 1;
    is_i64(question_minutes(&f), 1, "at least one");
}

/* --- paragraphs of a document --- */

static struct str cut(const char *markdown)
{
    struct str piece[8];
    struct buf *b = buf_in(a, 4000);
    size_t n = document_paragraphs(str_from(markdown), piece, 8);
    for (size_t i = 0; i < n; i++) {
        buf_char(b, '[');
        buf_str(b, piece[i]);
        buf_char(b, ']');
    }
    return buf_view(b);
}

static void paragraphs(void)
{
    is_str(cut("One.\n\nTwo,\nstill two.\n"), "[One.][Two,\nstill two.]",
           "[3.12] paragraphs of a document");
    is_str(cut("# Aim\n\nOne.\n\n## Next\n### And\n\nTwo."),
           "[# Aim\n\nOne.][## Next\n### And\n\nTwo.]", "[3.12] headings with their text");
    is_str(cut("We will:\n\n- a\n- b\n\n1. c\n\nThen."),
           "[We will:\n\n- a\n- b\n\n1. c][Then.]",
           "[3.12] lists with what stands before them");
    is_str(cut("- a\n\n---\n\n***\n\nB"), "[- a][B]", "lines across are nothing");
    is_str(cut("```\na\n\nb\n```\n\nC"), "[```\na\n\nb\n```][C]", "a fenced block is whole");
    is_str(cut("1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n7\n\n8\n\n9\n\n10"),
           "[1][2][3][4][5][6][7][8\n\n9\n\n10]", "the last one holds what is left");
    is_str(cut(""), "", "nothing");
    is_str(cut("# Only a heading"), "[# Only a heading]", "a heading alone");
}

static struct str called(const char *markdown)
{
    const struct question q = { .type = QUESTION_PARAGRAPH,
                                .paragraph = 3,
                                .title = str_from(markdown) };
    return question_called(a, &q);
}

static void names(void)
{
    const struct question q = { .type = QUESTION_LONG, .title = STR("# What is missing?") };
    is_str(question_called(a, &q), "# What is missing?", "a question is called as it is asked");
    is_str(called("## Help on release\n\nNobody leaves\ncustody."),
           "Paragraph 3: Help on release. Nobody leaves custody.",
           "[3.12] a paragraph by its number and words, without the marks of a heading");
    is_str(called("One two three four five six seven eight nine ten eleven twelve thirteen "
                  "fourteen fifteen sixteen"),
           "Paragraph 3: One two three four five six seven eight nine ten eleven twelve "
           "thirteen fourteen fifteen…",
           "a long one by its beginning, whole words");
    is_str(called(""), "Paragraph 3: ", "one without words");
}

int main(void)
{
    a = arena_new((size_t)8 * 1024 * 1024);
    choices();
    several();
    scales();
    words();
    numbers();
    dates();
    files_and_information();
    in_words();
    routes();
    of_the_form();
    paragraphs();
    names();
    arena_free(a);
    return done_testing();
}
