/* test_question_sheet.c: the question sheet of a consultation: page, plain text, document. */
#include "tests/core/question_help.h"

#define AT "/consultations/sample-draft-plan/questions"

static struct consultation x;

static struct str get(const char *at)
{
    struct answer a = core_get(core, at, NULL);
    is_i64(a.status, 200, at);
    return a.body;
}

static void make_consultation(void)
{
    x = consultation_made("Sample draft plan");
    is_i64(core_get(core, AT, NULL).status, 404, "[3.11] a draft has no sheet for everybody");
    int64_t works = section_made(x.id, "What works & what not", false);
    int64_t about = section_made(x.id, "About you", true);
    int64_t one =
        question_made(x.id,
                      (struct question){
                          .section_id = works, .type = QUESTION_ONE, .title = STR("Fits it?") },
                      "Yes\nNo <at all>");
    question_made(x.id,
                  (struct question){ .section_id = works,
                                     .type = QUESTION_LONG,
                                     .title = STR("Why?"),
                                     .hint = STR("In your words"),
                                     .only_if = one,
                                     .only_if_options = STR("yes") },
                  "");
    question_made(x.id,
                  (struct question){ .section_id = works,
                                     .type = QUESTION_INFORMATION,
                                     .title = STR("A word before"),
                                     .body = STR("Read *this*.") },
                  "");
    question_made(
        x.id,
        (struct question){ .section_id = about, .type = QUESTION_NUMBER, .title = STR("Age?") },
        "");
    consultation_opened(x.id);
}

static void test_page(void)
{
    struct str body = get(AT);
    ok(has(body, "Question 1. Fits it?") && has(body, "Question 3. Age?") &&
           has(body, "In your words"),
       "[3.11] all questions, numbered, with their hints");
    ok(has(body, "No &lt;at all&gt;") && has(body, "What works &amp; what not"),
       "[S1] words are escaped");
    ok(has(body, "Only if you answered Yes to question 1."), "[3.11] says who is asked");
    ok(has(body, "<em>this</em>"), "information in Markdown");
    ok(has(body, "The answers are kept apart from the response"), "[9.6] equality questions");
    ok(has(body, "11:59pm on") || has(body, "It closes at"), "says when it closes");
    ok(has(body, AT ".txt") && has(body, AT ".odt"), "[3.11] leads to the sheets");
}

static void test_text(void)
{
    struct answer a = core_get(core, AT ".txt", NULL);
    ok(str_starts(a.type, STR("text/plain")) && has(a.body, "\nQuestion 2. Why?\n"),
       "[3.11] as plain text");
    ok(has(a.body, "[ ] No <at all>\n"), "as typed");
}

/* The head of the first file: not packed, no further fields, its name and its bytes. What is in
 * it is looked at by tests/browser/questions.test.mjs. */
static bool begins_well(struct str bytes)
{
    static const char kind[] = "mimetype"
                               "application/vnd.oasis.opendocument.text";
    const size_t method = 8, extra = 28, name = 30;
    return bytes.n > 1000 && str_starts(bytes, STR("PK\3\4")) && !bytes.p[method] &&
           !bytes.p[method + 1] && !bytes.p[extra] && !bytes.p[extra + 1] &&
           str_starts(str_sub(bytes, name, bytes.n), str_from(kind));
}

static void test_odt(void)
{
    struct answer a = core_get(core, AT ".odt", NULL);
    is_i64(a.status, 200, "[3.11] the sheet as a document");
    is_str(a.type, "application/vnd.oasis.opendocument.text", "of its kind");
    ok(begins_well(a.body), "[3.11] an archive with its kind first and not packed");
    struct answer again = core_get(core, AT ".odt", NULL);
    ok(str_eq(a.body, again.body), "the same bytes for the same words");
}

static void test_invited(void)
{
    struct consultation_help h = { .is_change = true };
    is_i64(consultation_load(core->worker->db_all, core->arena, x.id, &h.c), OK, "loaded");
    h.c.is_invited_only = true;
    is_i64(question_help_write(consultation_help_fn, &h), OK, "invited only");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM consultation_public_question"), 0,
           "[3.13] no question of it stands in public");
    struct str body = get(AT);
    ok(has(body, "for those who were invited") && !has(body, "Fits it?"),
       "[3.13] of an invited-only consultation nobody else reads the questions");
    is_i64(core_get(core, AT ".odt", NULL).status, 404, "[3.13] nor as a document");
    is_i64(core_get(core, AT ".txt", NULL).status, 404, "[3.13] nor as text");
}

int main(void)
{
    static const char *const options[] = { "--limit-pages", "0", NULL };
    core = core_start_with(options);
    make_consultation();
    test_page();
    test_text();
    test_odt();
    test_invited();
    core_stop(core);
    return done_testing();
}
