/* test_question_sheet.c: the sheet as text, and read again after it was filled in. */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/consultations/question_sheet.h"

static struct arena *a;
static struct question question[9];
static struct question_section section[2] = {
    { .id = 1, .title = STR_INIT("What works") },
    { .id = 2, .title = STR_INIT("About you"), .is_equality = true },
};
static struct question_form form = { .section = section,
                                     .n_sections = 2,
                                     .question = question };

static void add(struct question q, const char *options)
{
    q.id = (int64_t)form.n + 11;
    ok(!question_options_read(a, str_from(options), &q), "options");
    question[form.n++] = q;
}

static void make_form(void)
{
    add((struct question){ .type = QUESTION_ONE,
                           .title = STR_INIT("Does it fit?"),
                           .is_required = true,
                           .has_other = true },
        "yes\tYes\nno\tNo, not at all\n");
    add((struct question){ .type = QUESTION_INFORMATION,
                           .title = STR_INIT("The next part"),
                           .body = STR_INIT("Is about work.") },
        "");
    add((struct question){ .type = QUESTION_LONG,
                           .title = STR_INIT("Why?"),
                           .hint = STR_INIT("Say it in your words"),
                           .only_if = 11,
                           .only_if_options = STR_INIT("no") },
        "");
    add((struct question){ .type = QUESTION_SEVERAL, .title = STR_INIT("Which?"), .most = 2 },
        "a\tHousing\nb\tWork\nc\tHealth\n");
    add((struct question){ .type = QUESTION_SCALE, .title = STR_INIT("How well?") },
        "1\tBadly\n2\t\n3\tVery well\n");
    add((struct question){ .type = QUESTION_PARAGRAPH,
                           .title = STR_INIT("We will help people."),
                           .paragraph = 1 },
        "");
    add((struct question){ .type = QUESTION_DATE,
                           .title = STR_INIT("When?"),
                           .section = 1,
                           .is_equality = true },
        "");
}

static const struct sheet given = {
    .form = &form,
    .title = STR_INIT("A sample draft plan"),
    .address = STR_INIT("https://example.org/consultations/sample"),
    .closes = STR_INIT("11:59pm on Friday 11 December 2026"),
};

static struct str sheet(void)
{
    return sheet_text(a, &given);
}

/* The first `from` in the text becomes `to`. */
static struct str put(struct str text, const char *from, const char *to)
{
    size_t at = str_find(text, str_from(from)), n = str_from(from).n;
    if (!ok(at != STR_NONE, "the sheet holds: %s", from))
        return text;
    return str_printf(a, "%.*s%s%.*s", STR_ARG(str_sub(text, 0, at)), to,
                      STR_ARG(str_sub(text, at + n, text.n)));
}

/* "value|other|rest" of the part with that index. */
static struct str part(const struct sheet_answers *r, size_t i)
{
    return str_printf(a, "%.*s|%.*s|%.*s", STR_ARG(r->part[i].value), STR_ARG(r->part[i].other),
                      STR_ARG(r->part[i].rest));
}

static struct sheet_answers read_back(struct str text)
{
    struct sheet_answers r;
    is_i64(sheet_read(a, &given, text, &r), OK, "a sheet is read");
    return r;
}

static void test_text(void)
{
    struct str text = sheet();
    static const char *const lines[] = {
        "A sample draft plan\n",
        "== What works ==\n",
        "\nQuestion 1. Does it fit?\n",
        "[ ] No, not at all\n[ ] Something else:\n",
        "An answer is needed.\n",
        "\nThe next part\nIs about work.\n",
        "\nQuestion 2. Why?\nSay it in your words\nOnly if you answered No, not at all to "
        "question 1.\nAnswer:\n",
        "Choose no more than 2.\n",
        "[ ] 1 (Badly)\n[ ] 2\n[ ] 3 (Very well)\n",
        "Comment 1. On paragraph 1:\nWe will help people.\n",
        "== About you ==\nThese answers are kept apart",
        "Question 5. When?\nA date, like 27 3 2027.\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        ok(str_find(text, str_from(lines[i])) != STR_NONE, "[3.11] the sheet has: %.20s",
           lines[i]);
}

static void test_empty(void)
{
    struct sheet_answers r = read_back(sheet());
    is_i64((int64_t)r.n_found, 6, "[3.11] every question of an empty sheet is found");
    is_str(r.rest, "", "[3.11] nor is its head somebody's words");
    for (size_t i = 0; i < form.n; i++)
        is_str(part(&r, i), "||", "nothing is answered");
}

static void test_filled(void)
{
    struct str t = sheet();
    t = put(t, "[ ] No, not", "[x] No, not");
    t = put(t, "Answer:\n",
            "Answer: It is long.\n\nAnd hard to read:\nQuestion 9 has no sense.\n");
    t = put(t, "[ ] Housing", "[X] Housing");
    t = put(t, "[ ] Health", "[ x ] Health");
    t = put(t, "[ ] 3", "[x] 3");
    t = put(t, "We will help people.\nAnswer:", "We will help people.\nAnswer: Whom?");
    t = put(t, "27 3 2027.\nAnswer:", "27 3 2027.\nAnswer: 1 May 2026");
    struct sheet_answers r = read_back(t);
    is_str(part(&r, 0), "no||", "[3.11] a box that is marked");
    is_str(part(&r, 2), "It is long.\n\nAnd hard to read:\nQuestion 9 has no sense.||",
           "[3.11] words in several lines");
    is_str(part(&r, 3), "a;c||", "[3.11] several boxes");
    is_str(part(&r, 4), "3||", "[3.11] a step of a scale");
    is_str(part(&r, 5), "Whom?||", "[3.11] [3.12] a comment on a paragraph");
    is_str(part(&r, 6), "1 May 2026||", "a date as typed");
}

/* As it comes out of a word processor: no empty lines, no marks before sections. */
static void test_plain(void)
{
    struct str t = sheet(), line;
    struct buf *b = buf_in(a, 65536);
    t = put(t, "Comment 1. On paragraph 1:\nWe will help people.\nAnswer:",
            "Comment 1. On paragraph 1:\nWe will help people.\nAnswer: Whom?\nAnd when?");
    while (str_cut(&t, '\n', &line)) {
        if (str_starts(line, STR("== ")))
            line = str_sub(line, 3, line.n - 6);
        if (!line.n)
            continue;
        buf_str(b, line);
        buf_char(b, '\n');
    }
    struct sheet_answers r = read_back(buf_view(b));
    is_str(part(&r, 5), "Whom?\nAnd when?||",
           "[3.11] the head of the next section is no part of an answer");
    is_str(part(&r, 0), "||", "nor of a choice");
    is_str(r.rest, "", "[3.11] nor somebody's words");
    t = put(sheet(), "== What works ==", "== What works ==\n\nQuestion 2. Why?\nAnswer: So.");
    r = read_back(put(t, "Question 2. Why?\nSay", "Say"));
    is_str(part(&r, 2), "So.||", "an answer before it");
}

static void test_changed(void)
{
    struct sheet_answers r =
        read_back(STR("> Dear all\r\n> Question 1. Does it fit?\r\n> ☐ Yes\r\n"
                      "> ☐ No, not at all\r\n> ☐ Something else: in part\r\n"
                      "**Question 3: Which?\r\n[x] Horses\r\n[x] Work\r\n"
                      "## question 4) How well?\r\nAnswer: 2\r\n"
                      "Question 2.\r\nBecause.\r\nQuestion 2.\r\nAgain."));
    is_str(r.rest, "> Dear all", "[3.11] words before the first question are not lost");
    is_str(part(&r, 0), "other|in part|",
           "words of something else, in another program's boxes");
    is_str(part(&r, 3), "b||[x] Horses", "[3.11] what is not offered is shown, not lost");
    is_str(part(&r, 4), "2||", "a step as a number");
    is_str(part(&r, 2), "Because.\nQuestion 2.\nAgain.||",
           "without “Answer:”, and a heading for the second time is somebody's words");
    is_i64((int64_t)r.n_found, 4, "found by their headings in whatever order");
    r = read_back(STR("Just words."));
    is_str(r.rest, "Just words.", "no heading at all: nothing is lost");
    r = read_back(STR(""));
    is_i64((int64_t)r.n_found, 0, "nothing");
}

int main(void)
{
    a = arena_new((size_t)16 * 1024 * 1024);
    make_form();
    test_text();
    test_empty();
    test_filled();
    test_plain();
    test_changed();
    arena_free(a);
    return done_testing();
}
