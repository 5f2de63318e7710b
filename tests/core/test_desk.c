/* test_desk.c: reports and messages, as those who deal with them see them. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "app/jobs.h"
#include "modules/partnerships/message_desk.h"

#include <dirent.h>

#define MAILBOX "community.justice@inverclyde.gov.uk"
#define REPORTS "/coordinator/corrections"
#define MESSAGES "/coordinator/messages"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone coordinator, second, neighbour, analyst, admin;

static const char *joined(const char *before, struct str after)
{
    return str_z(core->arena, str_printf(core->arena, "%s%.*s", before, STR_ARG(after)));
}

/* The mail to that address out of core_mails(core), or empty. */
static struct str mail_to(struct str all, const char *to)
{
    char line[300];
    snprintf(line, sizeof line, "\r\nTo: %s\r\n", to);
    for (;;) {
        size_t end = str_find(all, STR("\n=== end\n"));
        struct str one = str_sub(all, 0, end);
        if (end == STR_NONE || has(one, line))
            return end == STR_NONE ? (struct str){ 0 } : one;
        all = str_sub(all, end + 9, all.n);
    }
}

/* A reader reports; the reference. */
static struct str report(const char *slug, const char *details, const char *email)
{
    const char *at =
        str_z(core->arena, str_printf(core->arena, "/partnerships/%s/report", slug));
    struct answer a = core_fill(
        core, at,
        str_z(core->arena,
              str_printf(core->arena, "what=broken_link&details=%s&email=%s", details, email)));
    struct answer sent = core_get(core, str_z(core->arena, a.location), NULL);
    return between(sent.body, "<strong>", "</strong>");
}

static struct str write_message(const char *slug, const char *name)
{
    const char *at =
        str_z(core->arena, str_printf(core->arena, "/partnerships/%s/contact", slug));
    struct answer a = core_fill(
        core, at,
        str_z(core->arena, str_printf(core->arena,
                                      "name=%s&organisation=Sample+Group&email=reader%%2Bone%%"
                                      "40example.org&message=How+do+we+take+part%%3F&step=send",
                                      name)));
    struct answer sent = core_get(core, str_z(core->arena, a.location), NULL);
    return between(sent.body, "<strong>", "</strong>");
}

/* --- corrections --- */

static void test_empty(void)
{
    struct answer a = core_get_as(core, &coordinator, REPORTS);
    ok(a.status == 200 && has(a.body, "No report waits for an answer"),
       "[1.11] nothing waits, and the page says so");
    a = core_get_as(core, &coordinator, REPORTS "?show=all");
    ok(has(a.body, "Nobody has reported a wrong detail"), "[1.11] nor was there ever one");
    a = core_get_as(core, &coordinator, MESSAGES "?show=all");
    ok(a.status == 200 && has(a.body, "No messages"), "[1.14] no messages");
    is_i64(core_get_as(core, &coordinator, REPORTS "?page=2").status, 404,
           "there is no second page");
}

static void test_report(void)
{
    struct str ref = report("fife", "The+page+moved", "finder%40example.org");
    const char *at = joined(REPORTS "/", ref);
    ok(ref.n == 13, "[1.11] a reader reports and gets a reference: %.*s", STR_ARG(ref));
    struct answer a = core_get_as(core, &coordinator, REPORTS);
    ok(has(a.body, str_z(core->arena, ref)) && has(a.body, "A link does not work") &&
           has(a.body, "ds_tag--blue\">New<"),
       "[1.11] the coordinator's list holds it, as new");
    ok(has(a.body, "Showing 1 to 1 of 1 reports"), "[1.11] and says how many");
    a = core_get_as(core, &coordinator, at);
    ok(a.status == 200 && has(a.body, "The page moved"), "[1.11] with the reporter's words");
    ok(!has(a.body, "finder@"), "[1.11] and without their address");
    ok(has(a.body, "/coordinator/partnership?partnership=fife"),
       "[1.11] with the way to the details");
    ok(has(core_get_as(core, &coordinator, joined(REPORTS "/", str_lower(core->arena, ref)))
               .body,
           "The page moved"),
       "a reference is found in small letters too");
    core_mails(core);
    a = core_fill_as(core, &coordinator, at, "answer=&reason=");
    ok(a.status == 422 && has(a.body, "href=\"#answer\">Select what you did<") &&
           has(a.body, "href=\"#reason\">Enter what the reporter should know<"),
       "[8.3] an answer without a choice and a reason comes back with its errors");
    a = core_fill_as(core, &coordinator, at, "answer=new&reason=The+link+is+new");
    ok(a.status == 422 && has(a.body, "The link is new"), "[8.3] with what was typed");
    a = core_fill_as(core, &coordinator, at, "answer=mended&reason=The+link+is+new+now.");
    is_i64(a.status, 303, "[1.11] the answer is sent");
    a = core_get_as(core, &coordinator, at);
    ok(has(a.body, "Corrected on ") && has(a.body, "by Sample coordinator") &&
           has(a.body, "about to be sent"),
       "[1.11] the page says what was answered, by whom, and that it goes out");
    struct str mail = mail_to(core_mails(core), "finder@example.org");
    ok(has(mail, "We have corrected it") && has(mail, "The link is new now.") &&
           has(mail, str_z(core->arena, ref)),
       "[1.11] the reporter is told the result");
    ok(!has(mail, "The page moved"), "[S6] nothing that was typed in the report stands in it");
    ok(has(core_get_as(core, &coordinator, at).body, "The reporter was told by email"),
       "[1.11] and the page says that it was sent");
    ok(has(core_get_as(core, &coordinator, REPORTS "?show=all").body,
           "ds_tag--green\">Mended<"),
       "[1.11] the list says Mended");
    is_i64(core_count(
               core, "SELECT count(*) FROM audit WHERE action = 'report.answer' AND actor LIKE "
                     "'account:%'"),
           1, "[S41] the answer left its record");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE detail LIKE '%The link is new%'"),
           0, "[S42] without the words");
}

static void test_first_wins(void)
{
    struct str ref = report("fife", "Twice", "twice%40example.org");
    core_mails(core);
    const char *at = joined(REPORTS "/", ref);
    struct str mine = core_tokens(core, core_get_as(core, &second, at).body);
    is_i64(core_fill_as(core, &coordinator, at, "answer=no_change&reason=It+was+right").status,
           303, "[1.11] one coordinator answers");
    struct answer a = core_post_as(
        core, &second, at,
        str_z(core->arena, str_printf(core->arena, "%.*s&answer=mended&reason=My+own+words",
                                      STR_ARG(mine))));
    ok(a.status == 409 && has(a.body, "Someone else answered this first"),
       "[1.11] [S50] (ASVS 2.3.3) the other is told that it was answered: %d", a.status);
    ok(has(a.body, "It was right") && has(a.body, "My own words"),
       "[1.11] with the answer that stands, and the words that were not sent");
    is_i64(core_count(core,
                      "SELECT count(*) FROM outbox WHERE kind = 'mail/report_answered' AND "
                      "to_address = 'twice@example.org'"),
           1, "[1.11] one mail");
    ok(has(mail_to(core_mails(core), "twice@example.org"), "We left it as it is"),
       "of the first");
    is_i64(core_count(core, "SELECT count(*) FROM correction_report WHERE state = 'no_change'"),
           1, "the state moved once");
}

static void test_no_address(void)
{
    struct str ref = report("fife", "Silent", "");
    const char *at = joined(REPORTS "/", ref);
    ok(has(core_get_as(core, &coordinator, at).body, "this is kept for the record"),
       "[1.11] without an address the form says that nobody is written to");
    is_i64(core_fill_as(core, &coordinator, at, "answer=mended&reason=Done").status, 303,
           "[1.11] it is answered all the same");
    is_i64(core_count(core,
                      "SELECT count(*) FROM correction_report WHERE answer_mail_id IS NULL AND "
                      "state = 'mended'"),
           1, "without a mail");
}

static void test_mail_limit(void)
{
    struct str ref = { 0 };
    for (int i = 0; i < MAIL_UNCONFIRMED_A_DAY; i++)
        ref = report("fife", "Often", "often%40example.org");
    const char *at = joined(REPORTS "/", ref);
    is_i64(core_fill_as(core, &coordinator, at, "answer=mended&reason=Done").status, 303,
           "[S6] an address that has had its mails of the day: the answer is kept");
    is_i64(
        core_count(core, "SELECT count(*) FROM outbox WHERE to_address = 'often@example.org'"),
        3, "[S6] and no fourth mail is sent");
    ok(has(core_get_as(core, &coordinator, at).body, "had its 3 emails of the day"),
       "[S6] which the page says");
}

/* --- whose it is --- */

static void test_scope(void)
{
    struct str ref = report("angus", "Angus+only", "finder%40example.org");
    const char *at = joined(REPORTS "/", ref), *as_admin = joined("/admin/corrections/", ref);
    ok(!has(core_get_as(core, &coordinator, REPORTS "?show=all").body, str_z(core->arena, ref)),
       "[S10] (ASVS 8.2.2) Fife's list does not hold what is about Angus");
    struct answer foreign = core_get_as(core, &coordinator, at),
                  none = core_get_as(core, &coordinator, REPORTS "/ANG-0000-0000");
    ok(foreign.status == 404 && none.status == 404 && has(foreign.body, "Page not found") &&
           foreign.body.n == none.body.n,
       "[S10] (ASVS 8.2.2) it is answered as one that does not exist");
    struct str tokens =
        core_tokens(core, core_get_as(core, &neighbour, at).body); /* none of one's own */
    struct answer a =
        core_post_as(core, &coordinator, at,
                     str_z(core->arena, str_printf(core->arena, "%.*s&answer=mended&reason=x",
                                                   STR_ARG(tokens))));
    ok(a.status == 404 || a.status == 403, "[S10] nor can it be answered: %d", a.status);
    ok(has(core_get_as(core, &admin, "/admin/corrections").body, str_z(core->arena, ref)),
       "[1.11] the administrator's list holds it");
    ok(has(core_get_as(core, &admin, as_admin).body, "Angus only"), "and opens it");
    ok(core_get_as(core, &coordinator, "/admin/corrections").status != 200,
       "[S10] which a coordinator does not see");
    is_i64(core_get_as(core, &coordinator, as_admin).status, 404, "[S10] nor one of it");
    is_i64(core_get_as(core, &analyst, REPORTS).status, 403, "[S9] an analyst has none");
    is_i64(core_get_as(core, &analyst, MESSAGES).status, 403, "[S9] and no messages");
    is_i64(core_get_as(core, &admin, MESSAGES "?partnership=fife").status, 403,
           "[S9] an administrator reads nobody's messages");
    is_i64(core_fill_as(core, &admin, as_admin, "answer=no_change&reason=Right").status, 303,
           "[1.11] an administrator may answer a report");
    core_mails(core); /* refusals are written down by the job */
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'access.refused'") > 0,
           1, "[S41] what was refused is on record");
}

/* --- messages --- */

static void test_messages(void)
{
    struct str ref = write_message("fife", "Mairi+%E2%80%AESample");
    const char *at = joined(MESSAGES "/", ref);
    ok(ref.n == 13, "[1.14] a reader writes: %.*s", STR_ARG(ref));
    struct answer a = core_get_as(core, &coordinator, MESSAGES);
    ok(has(a.body, str_z(core->arena, ref)) && has(a.body, "kept for the coordinator"),
       "[1.14] the coordinator finds it, though it went to the operator's mailbox");
    ok(has(a.body, "Mairi [U+202E]Sample"), "[S3] what turns the writing is a visible mark");
    a = core_get_as(core, &coordinator, at);
    ok(a.status == 200 && has(a.body, "How do we take part?"), "[1.14] with its words");
    ok(has(a.body, "href=\"mailto:reader%2Bone@example.org?subject="),
       "[11.5] it is answered by mail to the sender");
    is_i64(core_get_as(core, &neighbour, at).status, 404,
           "[S10] (ASVS 8.2.2) not by the neighbours");
    is_i64(core_fill_as(core, &coordinator, at, "done=yes").status, 303, "it is marked done");
    a = core_get_as(core, &coordinator, at);
    ok(has(a.body, "Sample coordinator") && has(a.body, "Not done after all"),
       "by whom, and may be taken back");
    ok(!has(core_get_as(core, &coordinator, MESSAGES).body, str_z(core->arena, ref)),
       "done ones leave the list");
    is_i64(core_fill_as(core, &second, at, "done=no").status, 303, "taken back by another");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'message.mark'"), 2,
           "[S41] both are on record");
    is_i64(core_fill_as(core, &coordinator, at, "done=perhaps").status, 422,
           "another word marks nothing");
    is_i64(core_fill_as(core, &coordinator, at, "done=yes").status, 303, "done");
}

static void test_pages(void)
{
    for (int i = 0; i < DESK_COUNT_MAX / 30; i++)
        (void)report("moray", "Many", "");
    struct someone moray = core_person(core, "moray", "coordinator", "moray");
    struct answer a = core_get_as(core, &moray, REPORTS);
    ok(has(a.body, "Showing 1 to 25 of 33 reports") && has(a.body, "rel=\"next\""),
       "25 a page, and the next");
    a = core_get_as(core, &moray, REPORTS "?page=2");
    ok(a.status == 200 && has(a.body, "Showing 26 to 33 of 33"), "which holds the rest");
    is_i64(core_get_as(core, &moray, REPORTS "?page=3").status, 404, "and there is no third");
}

/* --- home --- */

static void test_home(void)
{
    core_sign_in(core, &coordinator);
    core_sign_in(core, &analyst);
    struct answer a = core_get_as(core, &coordinator, "/coordinator");
    ok(a.status == 200 && has(a.body, "To do") && has(a.body, "Contact details to check"),
       "the workspace says what waits");
    ok(has(a.body, "cj-metrics") && has(a.body, "href=\"/coordinator/corrections\""),
       "with figures and the way there");
    a = core_get_as(core, &analyst, "/coordinator");
    ok(a.status == 200 && has(a.body, "Nothing is waiting for you"),
       "an analyst has none of that work");
    ok(!has(a.body, "/coordinator/messages") && !has(a.body, "/coordinator/corrections"),
       "[S9] and no way to it");
    ok(has(core_get_as(core, &coordinator, "/coordinator?partnership=angus").body,
           "Page not found"),
       "[S10] nor does Fife see what waits in Angus");
    core_give(core, &second, "coordinator", "moray");
    a = core_get_as(core, &second, "/coordinator?partnership=moray");
    ok(has(a.body, "Your partnerships") && has(a.body, "?partnership=fife"),
       "[7.2] who works for two can switch");
}

/* --- how long --- */

static void test_retention(void)
{
    int64_t now = clock_now_s();
    struct str kept = write_message("fife", "Late");
    clock_set_s(now + (int64_t)86400 * (MESSAGE_KEEP_DONE_DAYS + 2));
    is_i64(message_retain(app_store(core->app), clock_now_s()), OK, "a year on");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM message WHERE done_at_s IS NOT NULL AND (body <> '' OR "
               "email <> '' OR sender_name <> '' OR organisation <> '')"),
           0, "[S41] what was dealt with holds nothing personal any more");
    is_i64(core_count(core, "SELECT count(*) FROM message WHERE erased_at_s IS NOT NULL"), 1,
           "but the fact is still there");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM correction_report WHERE state <> 'new' AND (body <> '' "
               "OR email <> '' OR reason <> '')"),
           0, "of reports too");
    is_i64(
        core_count(core,
                   "SELECT count(*) FROM correction_report WHERE state = 'new' AND body = ''"),
        0, "what waits is kept");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'message.erase'"), 1,
           "[S41] and it is on record, once");
    core_sign_in(core, &coordinator);
    ok(has(core_get_as(core, &coordinator, REPORTS "?show=all").body, "Mended"),
       "the list goes on");
    struct str old =
        core_text(core, "SELECT reference FROM message WHERE erased_at_s IS NOT NULL");
    ok(has(core_get_as(core, &coordinator, joined(MESSAGES "/", old)).body,
           "the time to keep it is over"),
       "an erased message says so");
    clock_set_s(now + (int64_t)86400 * (MESSAGE_KEEP_MOST_DAYS + 2));
    is_i64(message_retain(app_store(core->app), clock_now_s()), OK, "two years on");
    is_i64(core_count(core, "SELECT count(*) FROM message WHERE body <> ''"), 0,
           "what nobody dealt with goes too");
    is_i64(message_retain(app_store(core->app), clock_now_s()), OK, "once more does no harm");
    ok(kept.n > 0, "a message that waited");
}

int main(void)
{
    core = core_start_with(options);
    coordinator = core_person(core, "coordinator", "coordinator", "fife");
    second = core_person(core, "second", "coordinator", "fife");
    neighbour = core_person(core, "neighbour", "coordinator", "angus");
    analyst = core_person(core, "analyst", "analyst", "fife");
    admin = core_person(core, "admin", "admin", NULL);
    test_empty();
    test_report();
    test_first_wins();
    test_no_address();
    test_mail_limit();
    test_scope();
    test_messages();
    test_pages();
    test_home();
    test_retention();
    core_stop(core);
    return done_testing();
}
