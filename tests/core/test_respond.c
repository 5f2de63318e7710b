/* Answering a consultation without an account: the pages, what is kept, errors, routing, the
 * way back, sending once. */
#include "tests/core/respond_help.h"
#include "tests/tap.h"

static void test_start(void)
{
    struct answer a = core_get(core, at(""), NULL);
    ok(a.status == 200 && has(a.body, "It takes about"), "[8.10] how long it takes is said");
    ok(has(a.body, "5 questions"), "[8.10] and how many questions there are");
    ok(has(a.body, "/guidance/words-explained") &&
           core_get(core, "/guidance/words-explained", NULL).status == 200,
       "[8.10] and what words mean");
    ok(has(a.body, "It closes at"), "[3.2] and when it closes, in words");
    ok(has(a.body, "The council keeps your answers."), "[9.1] and the privacy notice");
    ok(!has(a.body, "ds_site-navigation") && !has(a.body, "site-search"),
       "no navigation and no search: nobody loses answers");
    ok(!has(a.body, "Sign in"), "[12.1] nor a wall of accounts");
    struct someone who = begin();
    a = see(&who, at(""));
    ok(has(a.body, "Not started") && !has(a.body, "In progress"), "all is to be done");
    is_str(a.cache, "no-store", "[S22] (ASVS 14.3.2) no browser keeps a page of a draft");
    is_str(core_text(core, "SELECT value FROM response_draft_field WHERE field = 'privacy'"),
           "1", "[9.1] the version of the notice that was shown is kept");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action LIKE 'draft%'"), 0,
           "a draft leaves no record");
}

static void test_pages(void)
{
    struct someone who = begin();
    struct answer a = fill(&who, at("/who"), "");
    ok(a.status == 422 && has(a.body, "Select who you are answering for") &&
           has(a.body, "href=\"#who\"") && has(a.body, "Error: Who are you"),
       "[8.3] nothing chosen: said above and beside the field, which it leads to");
    a = fill(&who, at("/who"), "who=individual");
    ok(leads_to(&a, at("/you")), "[3.14] on");
    a = fill(&who, at("/you"), "name=Sample+Person&email=wrong");
    ok(a.status == 422 && has(a.body, "value=\"wrong\"") && has(a.body, "Sample Person"),
       "[8.3] a fault loses nothing");
    struct someone other_tab = who;
    a = see(&other_tab, at("/you"));
    ok(has(a.body, "value=\"wrong\""), "[8.3] what is faulty is kept on the server too");
    a = fill(&who, at("/you"), "name=Sample+Person&email=sample%40example.org");
    ok(leads_to(&a, q_at(q_first)), "[3.14] to the first question");
    a = fill_q(&who, q_first, "");
    ok(a.status == 422 && has(a.body, "Select an answer"), "[8.3] a required one");
    a = fill_q(&who, q_first, "yes");
    ok(leads_to(&a, q_at(q_long)), "[3.5] the way round a question that is not asked");
    a = see(&who, q_at(q_long));
    ok(has(a.body, "A sample draft plan: Your views") && !has(a.body, "<progress"),
       "with routing the section's name stands there without numbers");
    a = fill_q(&who, q_first, "no");
    ok(leads_to(&a, q_at(q_more)), "[3.5] the other way it is asked");
    a = fill(&who, q_at(q_more),
             z_printf("q%lld=words&q%lld=other&q%lld_other=The+colours", (long long)q_more,
                      (long long)q_more, (long long)q_more));
    ok(leads_to(&a, q_at(q_long)), "[3.5] several, and something else in words");
    a = see(&who, q_at(q_more));
    ok(has(a.body, "value=\"words\" checked") && has(a.body, "The colours"), "all kept");
    a = fill_q(&who, q_long,
               "This+is+a+text+that+is+too+long+for+the+question+because+it+goes+on+and+on+and+"
               "on+until+it+has+more+than+a+hundred");
    ok(a.status == 422 && has(a.body, "must be 100 characters or fewer. You have written") &&
           has(a.body, "goes on and on"),
       "[8.3] too long: how long it is, and every word");
    a = fill(&who, q_at(q_date),
             z_printf("q%lld_day=27&q%lld_month=3&q%lld_year=", (long long)q_date,
                      (long long)q_date, (long long)q_date));
    ok(a.status == 422 && has(a.body, "The date must include a year") &&
           has(a.body, "value=\"27\""),
       "[8.3] half a date");
    a = see(&who, q_at(q_date));
    ok(has(a.body, "value=\"27\""), "[8.3] which is kept in its three pieces");
    a = fill(&who, q_at(q_date),
             z_printf("q%lld_day=27&q%lld_month=march&q%lld_year=2026", (long long)q_date,
                      (long long)q_date, (long long)q_date));
    ok(leads_to(&a, q_at(q_age)), "[3.5] a date with the month's name");
    a = see(&who, at(""));
    ok(has(a.body, "Not started") && has(a.body, "Done"), "the list of sections says how far");
}

static void test_buttons(void)
{
    struct someone who = begin();
    fill(&who, at("/who"), "who=individual");
    struct answer a = fill(&who, q_at(q_first), "do=later");
    ok(leads_to(&a, at("/save")), "[3.15] come back later, also with nothing chosen yet");
    a = fill(&who, q_at(q_long), z_printf("do=end&q%lld=Half+a+thought", (long long)q_long));
    ok(leads_to(&a, at("/publish")), "skip to the end is always there");
    a = see(&who, q_at(q_long));
    ok(has(a.body, "Half a thought"), "and loses nothing");
    a = see(&who, at("/q999999"));
    ok(leads_to(&a, at("")), "a question that is none leads to the sections");
}

static void test_check(void)
{
    struct someone who = begin();
    struct answer a = fill(&who, at("/check"), "");
    ok(a.status == 422 && has(a.body, "There is a problem") &&
           has(a.body, z_printf("href=\"%s?back=check\"", q_at(q_first))),
       "[3.16] what is missing leads to its page");
    is_i64(core_count(core, "SELECT count(*) FROM response"), 0, "and nothing is sent");
    answer_all(&who);
    a = see(&who, at("/check"));
    ok(has(a.body, "Could be published without your name"),
       "[3.16] each answer says what could become public");
    ok(has(a.body, "Kept apart from the rest, never linked to you"),
       "[9.6] an equality answer says that it is kept apart");
    ok(has(a.body, "Not answered"), "an optional one that is not answered");
    a = fill(&who, z_printf("%s?back=check", at("/publish")), "publish=publish_with_name");
    ok(leads_to(&a, at("/check")), "a change leads back to the check");
    a = fill(&who, at("/check"), "");
    ok(a.status == 422 && has(a.body, "Enter your name, or choose not to be published with it"),
       "[3.23] with name: a name is needed");
    fill(&who, at("/you"), "name=Sample+Person&email=");
    a = see(&who, at("/check"));
    ok(has(a.body, "Could be published with the name Sample Person"),
       "[3.16] and with which name");
    a = fill(&who, at("/publish"), "publish=do_not_publish");
    a = see(&who, at("/check"));
    ok(has(a.body, "Not published") &&
           has(a.body, "Freedom of Information (Scotland) Act 2002"),
       "[9.7] not published, and what that does not mean");
}

static void test_publish(void)
{
    struct someone who = begin();
    fill(&who, at("/who"), "who=organisation");
    fill(&who, at("/you"), "organisation=Sample+Group&name=&role_title=&email=");
    struct answer a = see(&who, at("/publish"));
    ok(has(a.body, "Publish with our organisation’s name") &&
           has(a.body, "‘Sample Group’ will be shown") && has(a.body, "Do not publish"),
       "[3.23] three choices in words");
    ok(!has(a.body, " checked"), "[3.23] none of them chosen at first");
    ok(has(a.body, "Freedom of information and your data"), "[9.7] with the notice beside");
    a = fill(&who, at("/publish"), "");
    ok(a.status == 422 && has(a.body, "Select whether we can publish your response"),
       "[3.23] one must be chosen");
    a = fill(&who, at("/publish"), "publish=publish_with_name");
    ok(leads_to(&a, at("/naming")), "naming in the statement is asked apart");
    a = fill(&who, at("/naming"), "naming=describe");
    ok(leads_to(&a, at("/check")), "and then it is done");
}

/* Comments on the draft plan, paragraph by paragraph. */
static void test_paragraphs(void)
{
    struct consultation before = asked;
    asked = help_consultation(&h, "fife", "Another sample plan");
    int64_t section = help_section(&h, &asked, "The draft", false);
    int64_t paper = help_document(&h, &asked, "Sample draft", "One.\n\nTwo *words*.");
    int64_t q[2];
    for (int64_t i = 0; i < 2; i++)
        q[i] = help_question(&h, &asked, section,
                             (struct help_ask){ .type = "paragraph",
                                                .title = i ? "Two *words*." : "One.",
                                                .document_id = paper,
                                                .paragraph = i + 1 });
    help_publish(&h, &asked);
    struct someone who = begin();
    const char *page = z_printf("%s/d%lld", at(""), (long long)paper);
    struct answer a = see(&who, page);
    ok(has(a.body, "Comment on paragraph 1") && has(a.body, "Comment on paragraph 2") &&
           has(a.body, "<em>words</em>"),
       "[3.12] each paragraph with its number and a box of its own");
    ok(has(a.body, "question 3 of 4") && has(a.body, "<progress"),
       "without routing the page is counted");
    a = fill(&who, page,
             z_printf("q%lld=&q%lld=Not+in+our+area", (long long)q[0], (long long)q[1]));
    ok(leads_to(&a, at("/publish")), "[3.12] one comment is enough");
    a = see(&who, page);
    ok(has(a.body, "Not in our area") && has(a.body, "<details class=\"ds_details\" open>"),
       "[3.12] which stands there open");
    a = see(&who, at("/check"));
    ok(has(a.body, "Comment on paragraph 2") && !has(a.body, "Comment on paragraph 1"),
       "[3.16] the check shows what was commented on");
    asked = before;
}

static void test_invited_only(void)
{
    struct consultation before = asked;
    asked = help_consultation(&h, "fife", "A sample for those invited");
    ask_them(&asked);
    asked.is_invited_only = true;
    help_publish(&h, &asked);
    struct someone who = browser();
    struct answer a = see(&who, at(""));
    ok(has(a.body, "for organisations that were invited") && !has(a.body, ">Start<"),
       "[3.13] who was not invited cannot begin, and reads whom to ask");
    int64_t n = core_count(core, "SELECT count(*) FROM response_draft");
    asked = before;
    struct str tokens = core_tokens(core, core_get(core, at(""), NULL).body);
    a = core_post(core, "/consultations/a-sample-for-those-invited/respond",
                  str_z(core->arena, tokens));
    ok(a.status == 303 && core_count(core, "SELECT count(*) FROM response_draft") == n,
       "[3.13] nor by a form of another consultation");
}

/* An organisation of the register, confirmed by the person; a hidden one is never shown. */
static void test_register(void)
{
    struct body b = help_body(h.db, h.a, "Sample Throughcare Project", "fife");
    help_body_add(h.store, h.a, &b);
    struct someone who = begin();
    fill(&who, at("/who"), "who=organisation");
    struct answer a = fill(&who, at("/you"),
                           "organisation=The+Sample+Throughcare+Project&name=&role_title=&"
                           "email=");
    ok(leads_to(&a, at("/body")), "[3.19] the register has something like it");
    a = see(&who, at("/body"));
    ok(has(a.body, "Sample Throughcare Project") && has(a.body, "None of these") &&
           !has(a.body, " checked"),
       "[3.19] which the person confirms or not");
    a = fill(&who, at("/body"), z_printf("body=%.*s", STR_ARG(b.slug)));
    ok(leads_to(&a, at("/views")), "and goes on");
    fill(&who, at("/views"), "represents_n=12&gathered=At+our+drop-in");
    fill_q(&who, q_first, "yes");
    fill(&who, at("/publish"), "publish=publish_with_name&may_contact=");
    fill(&who, at("/naming"), "naming=yes");
    a = fill(&who, at("/check"), "");
    ok(leads_to(&a, at("/sent")), "[3.19] it is sent");
    is_i64(core_count(core, z_printf("SELECT count(*) FROM response WHERE body_id = %lld AND "
                                     "represents_n = 12 AND is_official = 0 AND naming = 'yes'",
                                     (long long)b.id)),
           1, "[3.19] tied to the entry, and not the body's official word");
}

int main(void)
{
    start_respond();
    test_start();
    test_pages();
    test_buttons();
    test_check();
    test_publish();
    test_paragraphs();
    test_register();
    test_invited_only();
    core_stop(core);
    return done_testing();
}
