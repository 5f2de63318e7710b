/* Whoever gave a response by letter or phone checks what staff typed: by mail or by letter. */
#include "app/house.h"
#include "core/base/buf.h"
#include "core/http/target.h"
#include "tests/core/body_help.h"
#include "tests/core/core_browser.h"
#include "tests/core/core_people.h"

#include "tests/consultation_help.h"

static struct core *core;
static struct someone fife, angus;
static struct help_asks h;
static struct consultation x;
static int64_t long_one;
static const char *sender = "said%40example.org";

static const char *with(const char *format, int64_t n)
{
    struct str f = str_from(format);
    size_t gap = str_find_char(f, '#');
    return str_z(core->arena,
                 str_printf(core->arena, "%.*s%lld%.*s", STR_ARG(str_sub(f, 0, gap)),
                            (long long)n, STR_ARG(str_sub(f, gap + 1, f.n))));
}

/* Logs a call; the path of its page that asks. */
static const char *log_one(const char *publish)
{
    const char *at =
        str_z(core->arena,
              str_join(core->arena, STR("/coordinator/responses/new?consultation="), x.slug));
    const char *fields = with("channel=phone&received_day=20&received_month=11&received_year="
                              "2026&who=individual&name=Sample+Person&read_back=yes&"
                              "q#=Fewer+homes&step=send",
                              long_one);
    struct answer a =
        core_fill_as(core, &fife, at,
                     str_z(core->arena, str_printf(core->arena, "%s&email=%s&publish=%s",
                                                   fields, sender, publish)));
    a = core_get_as(core, &fife, str_z(core->arena, a.location));
    return str_z(core->arena,
                 str_printf(core->arena, "/coordinator/responses/%.*s/read-back",
                            STR_ARG(between(a.body, "receipt number is <strong>", "<"))));
}

static void test_mail(void)
{
    const char *at = log_one("not_asked");
    struct answer a = core_get_as(core, &fife, at);
    ok(a.status == 200 && has(a.body, "said@example.org"),
       "[3.27] staff ask for a check, at the address they have: %d", a.status);
    is_i64(core_get_as(core, &angus, at).status, 404,
           "[S10] (ASVS 8.2.2) staff of another partnership do not");
    a = core_fill_as(core, &fife, at, "email=nobody&do=mail");
    ok(a.status == 422 && has(a.body, "correct format"), "an address that is none comes back");
    is_i64(core_fill_as(core, &fife, at, "email=said%40example.org&do=mail").status, 303,
           "[3.27] the link is mailed");
    const char *link = browser_mailed(core, "said@example.org", "https://example.org");
    struct str mail = core_mail_to(core, "said@example.org");
    if (!*link)
        link = str_z(core->arena, str_join(core->arena, STR("/read-back/"),
                                           str_sub(between(mail, "/read-back/", "\n"), 0, 26)));
    struct browser b = { .core = core };
    is_i64(browser_get(&b, "/read-back").status == 200, false,
           "[S51] (ASVS 6.6.2) without the link there is nothing");
    a = browser_get(&b, link);
    ok(a.status == 200 && has(a.body, "Press the button") && !has(a.body, "Fewer homes"),
       "[S51] (ASVS 6.6.2) the link shows a button and nothing else: %d %s", a.status, link);
    a = browser_fill(&b, link, "");
    is_i64(a.status, 303, "the button opens it");
    a = browser_follow(&b, &a);
    ok(a.status == 200 && has(a.body, "Fewer homes") && has(a.body, "This is right"),
       "[3.27] what was typed is shown");
    a = browser_fill(&b, "/read-back", "publish=");
    ok(a.status == 422 && has(a.body, "Select whether we may publish"),
       "[3.27] [3.23] what nobody had asked is asked now");
    a = browser_get(&b, "/read-back/correct");
    ok(a.status == 200 && has(a.body, "Fewer homes") && !has(a.body, "Your age"),
       "the form that corrects holds it, without equality questions");
    a = browser_fill(&b, "/read-back/correct", with("q#=&publish=publish_anonymous", long_one));
    ok(a.status == 422 && has(a.body, "Enter at least one answer"), "nothing is no answer");
    a = browser_fill(&b, "/read-back/correct",
                     with("q#=More+homes&publish=publish_anonymous", long_one));
    is_i64(a.status, 303, "[B.8] [3.27] it is corrected");
    a = browser_follow(&b, &a);
    ok(has(a.body, "You corrected this on") && has(a.body, "More homes") &&
           !has(a.body, "This is right</button>"),
       "[3.27] and says when");
    is_i64(core_count(core, "SELECT count(*) FROM answer_earlier WHERE value = 'Fewer homes' "
                            "AND reason = 'Corrected by the respondent'"),
           1, "[3.27] what staff typed is kept");
    is_i64(core_count(core, "SELECT count(*) FROM response WHERE corrected_on <> '' AND "
                            "publish_choice = 'publish_anonymous'"),
           1, "with the choice that they made");
    is_i64(core_count(core, "SELECT count(*) FROM response_note WHERE kind = 'changed' AND "
                            "by_role = 'Respondent'"),
           1, "[3.27] and staff find a note");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.correct' AND "
                            "object_kind = 'consultation' AND actor = 'public'"),
           1, "[S41] the record holds consultation and day only");
}

static void test_letter(void)
{
    const char *at = log_one("do_not_publish");
    struct answer a = core_fill_as(core, &fife, at, "email=&do=letter");
    struct str key = str_sub(between(a.body, "/read-back/", "<"), 0, 26);
    ok(a.status == 200 && key.n == 26 && has(a.body, "Sample plan"),
       "[3.27] a letter with the address is printed: %d", a.status);
    const char *link = str_z(core->arena, str_join(core->arena, STR("/read-back/"), key));
    struct browser b = { .core = core };
    a = browser_fill(&b, link, "");
    a = browser_follow(&b, &a);
    ok(has(a.body, "Fewer homes") && !has(a.body, "May we publish"),
       "what was asked before is not asked again");
    is_i64(browser_fill(&b, "/read-back", "").status, 303, "[3.27] it is right");
    ok(has(browser_get(&b, "/read-back").body, "that this is right"), "and that is said");
    is_i64(core_count(core, "SELECT count(*) FROM response WHERE confirmed_on <> '' AND "
                            "corrected_on = ''"),
           1, "[3.27] confirmed, with the day");
    a = core_fill_as(core, &fife, at, "email=&do=letter");
    is_i64(browser_get(&b, link).status, 404,
           "[S51] (ASVS 6.6.2) a new link ends the one before");
    is_i64(browser_get(&b, "/read-back/zzzz").status, 404, "a link that is none says so");
}

/* After those: one confirmed, one corrected, and one more that nobody has looked at. */
static void test_dashboard(void)
{
    const char *list =
        str_z(core->arena, str_printf(core->arena, "/coordinator/responses?consultation=%.*s",
                                      STR_ARG(x.slug)));
    const char *at = log_one("do_not_publish");
    struct answer a = core_get_as(core, &fife, list);
    ok(has(a.body, "1 confirmed") && has(a.body, "1 corrected") &&
           has(a.body, "0 without a reply yet"),
       "[3.27] the dashboard counts what came back");
    is_i64(core_fill_as(core, &fife, at, "email=&do=letter").status, 200, "another is asked");
    a = core_get_as(core, &fife, list);
    ok(has(a.body, "1 without a reply yet"), "[3.27] and who has not replied");
    a = core_get_as(core, &fife,
                    str_z(core->arena, str_printf(core->arena, "%s&status=unanswered", list)));
    ok(has(a.body, "1 to 1 of 1 response"), "[3.27] which leads to it");
    a = core_get_as(core, &fife,
                    str_z(core->arena, str_printf(core->arena, "%s&status=corrected", list)));
    ok(has(a.body, "1 to 1 of 1 response"), "[3.27] as to what was corrected");
}

/* Their own link, asked for by the receipt number, is no question of ours; and whoever changes
 * by it what staff typed has replied. */
static void test_own_link(void)
{
    const char *list =
        str_z(core->arena, str_printf(core->arena, "/coordinator/responses?consultation=%.*s",
                                      STR_ARG(x.slug)));
    sender = "caller%40example.org";
    const char *ask = log_one("publish_anonymous");
    struct str receipt = between(str_from(ask), "/coordinator/responses/", "/read-back");
    struct browser b = { .core = core };
    const char *fields = str_z(core->arena, str_printf(core->arena, "receipt=%.*s&email=%s",
                                                       STR_ARG(receipt), sender));
    is_i64(browser_fill(&b, "/r", fields).status, 303, "[3.18] a caller asks for their link");
    ok(has(core_get_as(core, &fife, list).body, "1 without a reply yet"),
       "[3.27] which asks them nothing: they are not without a reply");
    is_i64(core_fill_as(core, &fife, ask, "email=&do=letter").status, 200, "they are asked");
    ok(has(core_get_as(core, &fife, list).body, "2 without a reply yet"), "[3.27] and are now");
    is_i64(browser_fill(&b, "/r", fields).status, 303, "they ask for their own link again");
    struct str mail = core_mail_to(core, "caller@example.org");
    const char *link = str_z(core->arena, str_join(core->arena, STR("/r/"),
                                                   str_sub(between(mail, "/r/", "\n"), 0, 26)));
    is_i64(browser_fill(&b, link, "").status, 303, "open it");
    is_i64(browser_fill(&b, "/r/open/change", "").status, 303, "and change their answers");
    const char *form =
        str_z(core->arena, url_path(core->arena, "/consultations/%/respond", x.slug));
    browser_fill(
        &b, str_z(core->arena, str_printf(core->arena, "%s/q%lld", form, (long long)long_one)),
        with("q#=Fewer+and+better+homes", long_one));
    struct answer a =
        browser_fill(&b, str_z(core->arena, str_printf(core->arena, "%s/check", form)), "");
    ok(a.status == 303 && has(a.location, "/r/open"), "they are sent again: %d", a.status);
    a = core_get_as(core, &fife, list);
    ok(has(a.body, "1 without a reply yet") && has(a.body, "2 corrected"),
       "[3.27] what they changed is their reply");
    is_i64(
        core_count(core,
                   "SELECT count(*) FROM answer_earlier e JOIN answer a ON a.id = e.answer_id "
                   "WHERE e.value = 'Fewer homes' AND a.value = 'Fewer and better homes'"),
        1, "[3.27] and what staff typed is kept");
}

int main(void)
{
    core = core_start();
    clock_set_s(1795344780); /* 22 November 2026, 10:53 */
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "Sample plan");
    long_one = help_question(&h, &x, help_section(&h, &x, "Your views", false),
                             (struct help_ask){ .type = "long", .title = "What is missing?" });
    (void)help_question(&h, &x, help_section(&h, &x, "About you", true),
                        (struct help_ask){ .type = "one",
                                           .title = "Your age",
                                           .options = "a\tUnder 25\nb\t25 or more\n" });
    help_publish(&h, &x);
    test_mail();
    test_letter();
    test_dashboard();
    test_own_link();
    core_stop(core);
    return done_testing();
}
