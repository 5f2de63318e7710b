/* test_consultation_publish.c: a consultation is checked, published by one person or by a
 * second one, extended, withdrawn and put away; papers; links to look at a draft. */
#include "tests/core/question_help.h"

#include "modules/consultations/consultation_dates.h"

static struct someone fife, second, angus, analyst;
static int64_t id;

#define LIST "/coordinator/consultations"
#define ONE LIST "/sample-plan"
#define PUBLIC_PAGE "/consultations/sample-plan"

static int64_t version(void)
{
    return core_count(core, "SELECT version FROM consultation WHERE slug = 'sample-plan'");
}

static struct answer fill_one(const struct someone *who, const char *ending, const char *fields)
{
    struct arena *a = core->arena;
    const char *at = str_z(a, str_printf(a, ONE "%s", ending));
    return core_fill_seen(core, who, at, fields);
}

/* The clock goes on, and everybody signs in again. */
static void go_to(int64_t now_s)
{
    clock_set_s(now_s);
    struct someone *all[] = { &fife, &second, &angus, &analyst };
    for (size_t i = 0; i < 4; i++)
        core_sign_in(core, all[i]);
}

static void test_missing(void)
{
    struct answer a = core_fill_as(core, &fife, LIST "/new",
                                   "title=Sample+plan&kind=plan_draft&from=nothing");
    is_i64(a.status, 303, "a draft is made");
    id = core_count(core, "SELECT id FROM consultation");
    a = core_get_as(core, &fife, ONE "/publish");
    ok(a.status == 200 && has(a.body, "A summary of two lines") &&
           has(a.body, "When it opens") && has(a.body, "At least one question") &&
           has(a.body, "href=\"" ONE "/dates\"") && has(a.body, "There is no paper to read"),
       "what is missing stands as links, warnings beside it");
    ok(has(a.body, "The date by which results are promised"),
       "[B.13] none is published without a date promised for results");
    a = fill_one(&fife, "/publish", "do=publish");
    ok(a.status == 422 && has(a.body, "Add what is missing") &&
           core_count(core, "SELECT count(*) FROM consultation_public") == 0,
       "and nothing is published");
}

static void fill_all(void)
{
    struct answer a =
        fill_one(&fife, "/about",
                 "title=Sample+plan&ending=sample-plan&kind=plan_draft&summary=Sample+summary&"
                 "overview=Sample+overview&why=Sample+why&next=Sample+next&areas=fife&"
                 "audiences=public&minutes=");
    is_i64(a.status, 303, "about");
    a = fill_one(&fife, "/dates",
                 "opens_day=4&opens_month=1&opens_year=2027&opens_time=9am&closes_day=28&"
                 "closes_month=3&closes_year=2027&closes_time=&results_day=30&results_month=6&"
                 "results_year=2027&length=");
    is_i64(a.status, 303, "dates");
    a = fill_one(&fife, "/contact",
                 "contact_role=Coordinator&contact_email=justice%40example.org");
    is_i64(a.status, 303, "contact");
    int64_t section = section_made(id, "Sample section", false);
    (void)question_made(id,
                        (struct question){ .section_id = section,
                                           .type = QUESTION_LONG,
                                           .title = STR("What is missing?") },
                        "");
}

static const char *paper_at(const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, "/papers/%lld%s",
                            (long long)core_count(core, "SELECT max(id) FROM "
                                                        "consultation_document WHERE "
                                                        "replaced_by IS NULL AND removed_at_s "
                                                        "IS NULL /*scan*/"),
                            ending));
}

static void test_papers(void)
{
    struct answer a = core_get_as(core, &fife, ONE "/papers");
    ok(a.status == 200 && has(a.body, "There is no paper yet"), "no papers: what to do");
    a = fill_one(&fife, "/papers/new", "kind=x&title=&of=none&url=ftp%3A//x");
    ok(a.status == 422 && has(a.body, "Select what it is") && has(a.body, "Enter a title") &&
           has(a.body, "starts with https"),
       "[8.3] a paper with errors");
    a = fill_one(&fife, "/papers/new",
                 "kind=plan_draft&title=Sample+draft&of=none&body=First+words.%0A%0ASecond+"
                 "words.&comment=yes");
    is_i64(a.status, 303, "[3.4] the draft as text");
    is_i64(core_count(core, "SELECT count(*) FROM question WHERE type = 'paragraph'"), 2,
           "[3.12] its paragraphs are open to comment");
    const char *easy =
        str_z(core->arena,
              str_printf(core->arena,
                         "kind=easy_read&title=Sample+easy+read&url=https%%3A//example."
                         "org/easy&of=%lld",
                         (long long)core_count(core, "SELECT id FROM consultation_document")));
    a = fill_one(&fife, "/papers/new",
                 "kind=bsl&title=Sample+BSL&url=https%3A//example.org&of=none");
    ok(a.status == 422 && has(a.body, "Select which paper"),
       "[8.7] another format says of what");
    is_i64(fill_one(&fife, "/papers/new", easy).status, 303, "[8.7] easy read is added");
    a = core_get_as(core, &fife, ONE "/papers");
    ok(has(a.body, "Another format of: Sample draft") && has(a.body, "Easy read") &&
           has(a.body, "open to comment"),
       "[8.7] as a labelled version of the draft");
}

/* Who signs a draft off can read its papers. */
static void test_paper_before(const struct someone *guest, struct str preview)
{
    struct str paper_id = between(preview, "href=\"" PUBLIC_PAGE "/preview/papers/", "\"");
    struct arena *arena = core->arena;
    const char *paper =
        str_z(arena, str_printf(arena, PUBLIC_PAGE "/preview/papers/%.*s", STR_ARG(paper_id)));
    struct answer a = core_get(core, paper, guest->cookie);
    ok(a.status == 200 && has(a.body, "<p>First words.</p>") && has(a.body, "not public yet"),
       "[3.8] its papers can be read whole");
    ok(has(preview, "Paragraph 1") && !has(preview, "<h3>First words"),
       "[3.12] a paragraph open to comment has a short heading");
    is_i64(core_get(core, paper, NULL).status, 303, "[3.8] not without the link");
    is_i64(
        core_get(core, str_z(arena, str_printf(arena, "%s/file", paper)), guest->cookie).status,
        404, "[3.8] where there is no file there is none");
    const char *desk =
        str_z(arena, str_printf(arena, ONE "/preview/papers/%.*s", STR_ARG(paper_id)));
    is_i64(core_get_as(core, &analyst, desk).status, 200, "the partnership's people read it");
    is_i64(core_get_as(core, &angus, desk).status, 404, "[S10] and no others");
}

static void test_preview(void)
{
    struct answer a = core_get_as(core, &analyst, ONE "/preview");
    ok(a.status == 200 && has(a.body, "Preview: nothing is saved") &&
           has(a.body, "What is missing?") && has(a.body, "Sample overview"),
       "[3.8] the people of the partnership see it as a respondent");
    a = fill_one(&fife, "/previews", "note=&days=31");
    ok(a.status == 422 && has(a.body, "Enter who the link is for") &&
           has(a.body, "from 1 to 30"),
       "[3.8] a link is for somebody, for some days");
    a = fill_one(&fife, "/previews", "note=Sample+chair&days=3");
    is_i64(a.status, 303, "[3.8] a link is made");
    struct str key = between(core_get_as(core, &fife, str_z(core->arena, a.location)).body,
                             "/preview/", "<");
    is_i64((int64_t)key.n, 26, "[3.8] [S51] of 26 signs");
    const char *at = str_z(core->arena, str_printf(core->arena, "/preview/%.*s", STR_ARG(key)));
    is_i64(core_get(core, PUBLIC_PAGE "/preview", NULL).status, 303,
           "[3.8] without the link there is nothing to see");
    a = core_get(core, at, NULL);
    ok(a.status == 200 && has(a.body, "Open the draft") && !has(a.body, "Sample plan"),
       "[S51] it shows one button");
    a = core_fill(core, at, "");
    ok(a.status == 303 && str_eq(a.location, STR(PUBLIC_PAGE "/preview")),
       "[S51] whose address holds no key");
    struct someone guest = { 0 };
    ok(core_take_cookie(core, &guest, &a), "[3.8] the browser has opened it");
    a = core_get(core, PUBLIC_PAGE "/preview", guest.cookie);
    ok(a.status == 200 && has(a.body, "What is missing?"), "[3.8] and sees the questions");
    test_paper_before(&guest, a.body);
    const char *end =
        str_z(core->arena, str_printf(core->arena, "end=%lld",
                                      (long long)core_count(core, "SELECT id FROM "
                                                                  "consultation_preview")));
    is_i64(fill_one(&fife, "/previews", end).status, 303, "[3.8] it is ended");
    is_i64(core_get(core, at, NULL).status, 404, "[3.8] and opens nothing");
    ok(core_get(core, PUBLIC_PAGE "/preview", guest.cookie).status != 200,
       "[3.8] nor does the browser that had it open");
    ok(core_get(core, PUBLIC_PAGE "/preview/papers/1", guest.cookie).status != 200,
       "[3.8] the papers neither");
    a = fill_one(&fife, "/previews", "note=Sample+board&days=1");
    key = between(core_get_as(core, &fife, str_z(core->arena, a.location)).body, "/preview/",
                  "<");
    at = str_z(core->arena, str_printf(core->arena, "/preview/%.*s", STR_ARG(key)));
    is_i64(core_get(core, at, NULL).status, 200, "[3.8] another one is good");
    go_to(clock_now_s() + CONSULTATION_DAY_S + 1);
    is_i64(core_get(core, at, NULL).status, 404, "[3.8] until it expires");
}

static void test_second(void)
{
    is_i64(fill_one(&fife, "/who", "who=everybody&second=two").status, 303,
           "[3.9] a second person is asked for");
    struct answer a = fill_one(&fife, "/publish", "do=publish");
    ok(a.status == 422 && has(a.body, "needs a second person"), "[3.9] one alone cannot");
    a = fill_one(&fife, "/publish", "do=ask");
    is_i64(a.status, 303, "[3.9] the first person asks");
    struct str mail = core_mail_to(core, "second@example.org");
    ok(has(mail, "asks a second coordinator") && has(mail, ONE "/publish"),
       "[3.9] the second one is told by mail");
    ok(!has(core_mail_to(core, "fife@example.org"), "asks a second coordinator"),
       "[3.9] the first is not");
    a = core_get_as(core, &fife, ONE "/publish");
    ok(has(a.body, "The same person cannot do both") && !has(a.body, "value=\"publish\""),
       "[3.9] and sees that another must do it");
    a = core_get_as(core, &second, ONE "/publish");
    struct str tokens = core_tokens(core, a.body);
    ok(has(a.body, "value=\"publish\""), "[3.9] the second one has the button");
    struct answer own =
        core_fill_as(core, &second, ONE "/publish",
                     str_z(core->arena, str_printf(core->arena, "do=publish&seen=%lld",
                                                   (long long)version() - 1)));
    is_i64(own.status, 409, "[3.9] what was changed meanwhile is looked at again");
    (void)tokens;
    is_i64(fill_one(&fife, "/privacy", "privacy=Sample+notice").status, 303,
           "the first one changes something");
    is_i64(core_count(core, "SELECT count(*) FROM consultation WHERE stage = 'draft'"), 1,
           "[3.9] so it has to be asked for again");
    is_i64(fill_one(&fife, "/publish", "do=ask").status, 303, "[3.9] asked again");
    is_i64(fill_one(&fife, paper_at(""),
                    str_z(core->arena,
                          str_printf(core->arena,
                                     "kind=easy_read&title=Sample+easy+read&body=Easy&of=%lld",
                                     (long long)core_count(core, "SELECT min(id) FROM "
                                                                 "consultation_document "
                                                                 "/*scan*/"))))
               .status,
           303, "a paper is changed");
    is_i64(core_count(core, "SELECT count(*) FROM consultation WHERE stage = 'draft'"), 1,
           "[3.9] that has to be asked for again too");
    is_i64(fill_one(&fife, "/publish", "do=ask").status, 303, "[3.9] asked a third time");
    a = fill_one(&second, "/publish", "do=publish");
    is_i64(a.status, 303, "[3.9] the second one publishes");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'consultation.publish'"),
           1, "[S41] on record");
    ok(str_eq(core_text(core, "SELECT kind || ' ' || by_role FROM consultation_change"),
              STR("published coordinator")),
       "[7.4] and in the public history");
}

/* Summer time begins on its last day. */
static void test_clock(void)
{
    struct answer a = core_get(core, PUBLIC_PAGE, NULL);
    ok(a.status == 200 && has(a.body, "Sample overview"),
       "[3.1] it is public, before it opens");
    ok(has(core_get_as(core, &fife, ONE).body, "Forthcoming"), "[3.1] forthcoming");
    go_to(london_to_s((struct date){ 2027, 1, 4 }, 9, 0));
    ok(has(core_get_as(core, &fife, ONE).body, ">Open<"), "[3.1] open by the clock alone");
    (void)core_mails(core);
    is_i64(core_count(core, "SELECT count(*) FROM subscription_news WHERE topic = "
                            "'consultations' AND line LIKE '%is open for your views%'"),
           1, "[11.2] subscribers hear that it opened");
    a = core_get_as(core, &fife, "/coordinator");
    ok(has(a.body, "Open consultations") && has(a.body, "Closes at 11:59pm on Sunday 28 March"),
       "the home of the workspace names it");
}

static void test_extend(void)
{
    struct answer a = fill_one(&fife, "/extend",
                               "closes_day=28&closes_month=3&closes_year=2027&closes_time=&"
                               "results_day=30&results_month=6&results_year=2027&reason=");
    ok(a.status == 422 && has(a.body, "must be after 11:59pm on Sunday 28 March 2027") &&
           has(a.body, "Enter why it is extended"),
       "[3.3] later than before, and with a reason");
    a = fill_one(&fife, "/extend",
                 "closes_day=11&closes_month=4&closes_year=2027&closes_time=&results_day=1&"
                 "results_month=7&results_year=2027&reason=Sample+reason");
    is_i64(a.status, 303, "[3.3] extended");
    is_i64(core_count(core, "SELECT closes_at_s - first_closes_at_s FROM consultation_public"),
           14 * CONSULTATION_DAY_S, "[3.3] the old date is kept");
    is_i64(core_count(core, "SELECT count(*) FROM consultation_change WHERE kind = 'extended' "
                            "AND reason = 'Sample reason' AND old_value = '1806274800'"),
           1, "[3.3] [7.4] with the reason in the public history");
    ok(has(core_text(core, "SELECT subject FROM consultation_change WHERE kind = 'extended'"),
           "results now promised by 1 July 2027, before by 30 June 2027"),
       "[B.13] [B.23] and that the day promised for results moved with it");
    ok(has(core_get_as(core, &fife, ONE).body, "It was to close at 11:59pm on Sunday 28 March"),
       "[3.3] shown beside the new one");
    is_i64(core_count(core, "SELECT count(*) FROM subscription_news WHERE line LIKE '%"
                            "closes later than planned%'"),
           1, "[3.3] [11.2] subscribers hear that it moved");
    go_to(1806274800);
    (void)core_mails(core);
    is_i64(core_count(core, "SELECT count(*) FROM subscription_news WHERE line LIKE '%"
                            "has closed%'"),
           0, "[3.3] on the old date nothing is told");
    ok(has(core_get_as(core, &fife, ONE).body, ">Open<"), "[3.3] and it is open");
}

static void test_change(void)
{
    struct answer a = fill_one(&fife, "/privacy", "privacy=Sample+new+notice&reason=");
    ok(a.status == 422 && has(a.body, "Enter what you changed"),
       "[B.23] once published a change has a reason");
    a = fill_one(&fife, "/privacy", "privacy=Sample+new+notice&reason=Sample+lawyers");
    is_i64(a.status, 303, "[9.1] the notice is changed");
    is_i64(core_count(core, "SELECT privacy_version FROM consultation_public"), 2,
           "[9.1] and its version rose");
    is_i64(core_count(core, "SELECT count(*) FROM consultation_change WHERE kind = "
                            "'privacy_changed' AND reason = 'Sample lawyers'"),
           1, "[B.23] the public history tells it");
    a = fill_one(&fife, "/dates",
                 "results_day=15&results_month=7&results_year=2027&reason=Sample+delay");
    is_i64(a.status, 303, "the day promised for results is moved");
    is_str(core_text(core, "SELECT old_value || ' / ' || new_value || ' / ' || reason FROM "
                           "consultation_change WHERE kind = 'details_changed'"),
           "Results promised by 1 July 2027 / Results promised by 15 July 2027 / Sample delay",
           "[B.13] [B.23] the day that was promised before stays in the public history");
    a = fill_one(&fife, paper_at(""),
                 "kind=summary&title=Sample+summary&of=none&body=Sample&reason=Sample+mend");
    is_i64(a.status, 303, "[B.23] a paper is replaced");
    is_i64(core_count(core, "SELECT count(*) FROM consultation_public_document WHERE "
                            "replaced_by IS NOT NULL"),
           1, "[B.23] the old one stays");
    is_i64(fill_one(&fife, paper_at("/remove"), "reason=Sample+mistake").status, 303,
           "a paper is taken away");
    is_i64(core_count(core, "SELECT count(*) FROM consultation_change WHERE kind IN "
                            "('document_replaced', 'document_removed')"),
           2, "[B.23] both are told");
}

static void test_end(void)
{
    is_i64(core_get_as(core, &fife, ONE "/archive").status, 404, "an open one is not archived");
    go_to(1806274800 + 14 * CONSULTATION_DAY_S);
    (void)core_mails(core);
    is_i64(core_count(core, "SELECT count(*) FROM subscription_news WHERE line LIKE '%"
                            "has closed%'"),
           1, "[11.2] subscribers hear that it closed");
    ok(has(core_get_as(core, &fife, ONE).body, ">Closed<"), "[3.1] closed by the clock");
    is_i64(core_get_as(core, &fife, ONE "/extend").status, 404,
           "it cannot be extended any more");
    is_i64(fill_one(&fife, "/archive", "x=1").status, 303, "[3.1] it is archived");
    ok(has(core_get_as(core, &fife, ONE).body, "Archived"), "[3.1] and says so");
    is_i64(fill_one(&fife, "/withdraw", "reason=").status, 422,
           "[B.23] no reason, no withdrawal");
    is_i64(fill_one(&fife, "/withdraw", "reason=Sample+error").status, 303, "it is withdrawn");
    is_i64(core_get(core, PUBLIC_PAGE, NULL).status, 410, "[3.1] its page says that it was");
    is_i64(core_get_as(core, &angus, ONE "/withdraw").status, 404, "[S10] not Angus's");
}

int main(void)
{
    core = core_start();
    clock_set_s(london_to_s((struct date){ 2026, 11, 22 }, 12, 0));
    fife = core_person(core, "fife", "coordinator", "fife");
    second = core_person(core, "second", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    analyst = core_person(core, "analyst", "analyst", "fife");
    test_missing();
    fill_all();
    test_papers();
    test_preview();
    test_second();
    test_clock();
    test_extend();
    test_change();
    test_end();
    core_stop(core);
    return done_testing();
}
