/*
 * test_respond_errors.c: what goes wrong while somebody answers, case by case (interface.md,
 * the table of errors of section 5 and the standard pages of section 4.7): words at the field,
 * and nothing that was typed is lost.
 */
#include "tests/core/respond_help.h"

#include "modules/responses/draft.h"

static int64_t q_short, q_count, q_some;

/* The message stands above, leads to the field, and stands at the field. */
static void says(const struct answer *a, const char *title, const char *message)
{
    size_t first = str_find(a->body, str_from(message));
    bool is_twice = first != STR_NONE && str_find(str_sub(a->body, first + 1, a->body.n),
                                                  str_from(message)) != STR_NONE;
    ok(a->status == 422 && is_twice && has(a->body, "There is a problem") &&
           has(a->body, "<title>Error: ") && has(a->body, "ds_question--error"),
       "[8.3] %s: the message above and at the field (%d)", title, a->status);
}

/* Further questions, before anybody answers. */
static void ask_more(void)
{
    int64_t more = help_section(&h, &asked, "More", false);
    q_short = help_question(&h, &asked, more,
                            (struct help_ask){ .type = "short",
                                               .title = "In one line, what is missing?",
                                               .is_required = true });
    q_count = help_question(
        &h, &asked, more,
        (struct help_ask){ .type = "number", .title = "How many?", .least = 1, .most = 9 });
    q_some = help_question(&h, &asked, more,
                           (struct help_ask){ .type = "several",
                                              .title = "Which two?",
                                              .options = "a\tOne\nb\tTwo\nc\tThree\n",
                                              .most = 2 });
}

static void test_table(void)
{
    struct someone who = begin();
    struct str long_words = str_printf(core->arena, "%0120d", 7);
    struct answer a = fill_q(&who, q_short, "");
    says(&a, "nothing entered", "Enter your answer");
    a = fill(&who, at("/who"), "");
    says(&a, "nothing chosen", "Select who you are answering for");
    a = fill_q(&who, q_long, str_z(core->arena, long_words));
    says(&a, "too long", "must be 100 characters or fewer. You have written 120");
    ok(has(a.body, str_z(core->arena, long_words)), "[8.3] too long: every word is there");
    a = fill(&who, at("/you"), "name=Sample+person&email=wrong");
    says(&a, "wrong form",
         "Enter an email address in the correct format, like "
         "name@example.com");
    ok(has(a.body, "value=\"wrong\"") && has(a.body, "Sample person"),
       "[8.3] wrong form: what was typed in every field is there");
    a = fill(&who, q_at(q_date),
             z_printf("q%lld_day=27&q%lld_month=3", (long long)q_date, (long long)q_date));
    says(&a, "date incomplete", "must include a year");
    a = fill(&who, q_at(q_date),
             z_printf("q%lld_day=31&q%lld_month=2&q%lld_year=2026", (long long)q_date,
                      (long long)q_date, (long long)q_date));
    says(&a, "date not real", "Enter a real date, like 27 3 2027");
    ok(has(a.body, "value=\"31\"") && has(a.body, "value=\"2026\""),
       "[8.3] date not real: day, month and year are there");
    a = fill_q(&who, q_count, "many");
    ok(a.status == 422 && has(a.body, "value=\"many\""), "[8.3] no number: it is there still");
    a = fill_q(&who, q_count, "12");
    ok(a.status == 422 && has(a.body, "value=\"12\""), "[8.3] a number out of bounds (%d)",
       a.status);
    a = fill(&who, q_at(q_some),
             z_printf("q%lld=a&q%lld=b&q%lld=c", (long long)q_some, (long long)q_some,
                      (long long)q_some));
    ok(a.status == 422 && has(a.body, "value=\"c\" checked"),
       "[8.3] too many chosen: all of them still are (%d)", a.status);
    a = see(&who, at(""));
    ok(has(a.body, "There is a problem") && has(a.body, "ds_tag--red"),
       "[3.14] the list of sections says where a page has a fault");
}

static void test_controls(void)
{
    struct someone who = begin();
    struct answer a = fill(&who, at("/you"), "name=Sample%0Aperson%0B&email=a%40example.org");
    ok(a.status == 303, "[8.3] pasted line ends and control signs lose nothing (%d)", a.status);
    a = see(&who, at("/you"));
    ok(has(a.body, "Sample person"), "[8.3] they are spaces");
    a = fill(&who, at("/you"), "name=Sample+person&email=&copy=yes");
    says(&a, "a copy without an address", "Enter an email address, so that");
}

/* The consultation closes while a page is open, with words typed on it. */
static void test_closed_meanwhile(void)
{
    int64_t closes = asked.closes_at_s;
    struct someone who = begin();
    fill_q(&who, q_first, "yes");
    struct answer page = see(&who, q_at(q_long));
    struct str tokens = core_tokens(core, page.body);
    asked.closes_at_s = clock_now_s() - 3600;
    help_change(&h, &asked);
    struct answer a = core_post_as(
        core, &who, q_at(q_long),
        z_printf("%.*s&q%lld=Typed+at+closing", STR_ARG(tokens), (long long)q_long));
    ok(leads_to(&a, at("")), "[8.3] closed meanwhile: the page says so");
    a = see(&who, at(""));
    ok(has(a.body, "This consultation has closed") && has(a.body, "They are kept until"),
       "[8.3] closed meanwhile: what became of the answers is said");
    a = see(&who, at("/late"));
    ok(has(a.body, "Typed at closing"), "[8.3] closed meanwhile: the last words are kept");
    ok(has(a.body, "Something is missing") && has(a.body, "/publish?back=check"),
       "[3.30] what is missing leads to its page");
    a = see(&who, at("/publish?back=check"));
    ok(a.status == 200, "[3.30] which is open for that (%d)", a.status);
    a = see(&who, at("/publish"));
    ok(leads_to(&a, at("")), "[S52] (ASVS 2.3.2, 2.4.1) and for nothing else");
    a = fill(&who, at("/late"), "reason=The+bus");
    ok(a.status == 422 && has(a.body, "The bus") && has(a.body, "There is a problem"),
       "[8.3] asked too soon: the reason stays (%d)", a.status);
    fill(&who, z_printf("%s?back=check", at("/who")), "who=individual");
    fill(&who, z_printf("%s?back=check", q_at(q_short)),
         z_printf("q%lld=Words", (long long)q_short));
    a = fill(&who, z_printf("%s?back=check", at("/publish")), "publish=do_not_publish");
    ok(leads_to(&a, at("/late")), "[3.30] and back to asking");
    a = fill(&who, at("/late"), "reason=The+bus");
    ok(leads_to(&a, at("/sent")), "[3.30] then it can be asked");
    a = see(&who, str_z(core->arena, a.location));
    struct answer again = see(&who, at("/q1"));
    ok(leads_to(&again, at("")), "[8.3] sent: its pages lead to the first one");
    ok(has(a.body, "decides whether they are counted") &&
           !has(a.body, "change or withdraw your response until"),
       "[3.17] the receipt of a late one promises nothing that is over");
    asked.closes_at_s = closes;
    help_change(&h, &asked);
}

static void remove_drafts(void)
{
    clock_set_s(clock_now_s() + 60);
    int64_t far = clock_now_s() + 400 * (int64_t)HELP_DAY_S;
    if (draft_sweep(app_store(core->app), far))
        die("sweep");
}

/* The draft is gone, or the browser's session is: the words come back with one button. */
static void test_over(void)
{
    struct someone who = begin();
    struct str tokens = core_tokens(core, see(&who, q_at(q_long)).body);
    const char *form =
        z_printf("%.*s&q%lld=My+long+answer", STR_ARG(tokens), (long long)q_long);
    struct someone other = browser();
    struct answer a =
        core_ask(core, "POST", q_at(q_long),
                 "Content-Type: application/x-www-form-urlencoded\n", str_from(form));
    ok(a.status == 403 && has(a.body, "My long answer") && has(a.body, "Send again"),
       "[8.3] the session is over: every word, and one button (%d)", a.status);
    a = see(&other, q_at(q_long));
    ok(leads_to(&a, at("")),
       "[8.3] the session is over: a page leads to where one begins or opens a link");
    remove_drafts();
    a = core_post_as(core, &who, q_at(q_long), form);
    ok(a.status == 403 && has(a.body, "My long answer") && has(a.body, "in another tab"),
       "[8.3] the draft has expired: every word, and the way on (%d)", a.status);
    a = see(&who, "/r/00000000000000000000000000");
    ok(a.status == 404 && has(a.body, "This link opens nothing") &&
           has(a.body, "Get a new link"),
       "[8.3] the link has expired: what may have happened, and the way to a new one");
    a = core_post_as(core, &who, at("/you"), "csrf=old&form_id=&name=Sample+person");
    ok(a.status == 403 && has(a.body, "Sample person"),
       "[8.3] [S26] (ASVS 2.3.1, 2.3.4) a form that is too old comes back whole (%d)",
       a.status);
}

/* Another window took the other way: the question of this one is not asked any more. */
static void test_unasked(void)
{
    struct someone who = begin();
    fill_q(&who, q_first, "no");
    struct str tokens = core_tokens(core, see(&who, q_at(q_more)).body);
    fill_q(&who, q_first, "yes");
    struct answer a =
        core_post_as(core, &who, q_at(q_more),
                     z_printf("%.*s&q%lld=words", STR_ARG(tokens), (long long)q_more));
    ok(leads_to(&a, at("")), "[8.3] [3.5] a question that is not asked any more");
    fill_q(&who, q_first, "no");
    a = see(&who, q_at(q_more));
    ok(has(a.body, "value=\"words\" checked"),
       "[8.3] [3.5] what was chosen stands there when it is asked again");
}

static void test_address(void)
{
    struct someone who = browser();
    struct answer a = fill(&who, at(""), "");
    const char *sealed = str_z(core->arena, a.location);
    a = see(&who, sealed);
    ok(leads_to(&a, at("")) && !has(a.location, "begun"),
       "[S23] (ASVS 14.2.1) a browser that kept the cookie is led to the address without the "
       "key");
    struct someone refused = browser();
    a = see(&refused, sealed);
    ok(has(a.body, "Your browser does not keep our cookie"),
       "[3.15] one that refused it reads the link");
    clock_set_s(clock_now_s() + 120);
    a = see(&refused, sealed);
    ok(!has(a.body, "does not keep our cookie") && !has(a.body, "/r/0"),
       "[S51] for two minutes and no longer");
}

int main(void)
{
    start_respond();
    ask_more();
    help_change(&h, &asked);
    test_table();
    test_controls();
    test_closed_meanwhile();
    test_over();
    test_unasked();
    test_address();
    core_stop(core);
    return done_testing();
}
