/* test_invited.c: organisations that are asked to answer: invited, reminded, opened, declined.
 */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/consultation_help.h"

#include "app/house.h"
#include "modules/invitations/invited.h"

#define DAY_S ((int64_t)86400)
#define MORNING_S 1795345200 /* 22 November 2026, 11:00 */
#define N_BODIES 42

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};
static struct core *core;
static struct someone fife, angus;
static struct consultation x;
static int64_t body[N_BODIES];

static const char *text(const char *format, struct str s)
{
    return str_z(core->arena, str_printf(core->arena, "%s%.*s", format, STR_ARG(s)));
}

static const char *at(const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, "/coordinator/consultations/%.*s/invitations%s",
                            STR_ARG(x.slug), ending));
}

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static void set_up(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t section = help_section(&h, &x, "Your views", false);
    (void)help_question(&h, &x, section,
                        (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_publish(&h, &x);
    for (size_t i = 0; i < N_BODIES; i++) {
        struct body b = body_help_sample(
            str_z(core->arena, str_printf(core->arena, "Sample body %02zu", i)));
        if (i > 1)
            b.contact_email = str_printf(core->arena, "body%02zu@example.org", i);
        if (i == 2)
            b.consent = STR("refused");
        b.is_stale = i == 5;
        body[i] = body_help_add(core, b, i == 41 ? "angus" : "fife");
    }
    core_sign_in(core, &fife);
}

/* All of Fife's under one tag, through the pages of the register. */
static void tag_all(void)
{
    struct buf *fields = buf_in(core->arena, 8192);
    buf_lit(fields, "query=&action=tag&step=do&tag=Asked");
    for (size_t i = 0; i < 41; i++)
        buf_str(fields, str_printf(core->arena, "&body=%lld", (long long)body[i]));
    struct answer a =
        core_fill_as(core, &fife, "/coordinator/bodies", str_z(core->arena, buf_view(fields)));
    ok(a.status == 303, "41 organisations have a tag");
}

static const char *ticks(size_t from, size_t to)
{
    struct buf *fields = buf_in(core->arena, 8192);
    buf_lit(fields, "x=1");
    for (size_t i = from; i < to; i++)
        buf_str(fields, str_printf(core->arena, "&body=%lld", (long long)body[i]));
    return str_z(core->arena, buf_view(fields));
}

static void test_inviting(void)
{
    struct answer a = core_get_as(core, &fife, at(""));
    ok(a.status == 200 && has(a.body, "No organisation has been invited yet"),
       "[11.3] nobody is invited at first");
    a = core_get_as(core, &fife, at("/new"));
    ok(a.status == 200 && has(a.body, "Tag: Asked"), "a tag, a group or a list is offered");
    a = core_get_as(core, &fife, at("/new?choose=yes"));
    ok(has(a.body, "Select a saved list, a group or a tag"), "one has to be chosen");
    struct str tag = core_text(core, "SELECT 'tag-' || id FROM body_tag");
    a = core_get_as(core, &fife, text(at("/new?choose=yes&to="), tag));
    ok(a.status == 303, "a tag is a filter of the register");
    const char *check = str_z(core->arena, a.location);
    a = core_get_as(core, &fife, check);
    ok(has(a.body, "with an email address: 38") && has(a.body, "another way: 3"),
       "the page to check tells those with a mailbox from those without");
    ok(has(a.body, "Sample body 00: No email address is known") &&
           has(a.body, "Sample body 02: Does not want to be written to"),
       "and says why not");
    is_i64(
        count("SELECT position > (SELECT max(position) FROM body WHERE is_stale = 0) FROM body "
              "WHERE is_stale = 1"),
        1, "the register shows last whose review is overdue");
    size_t one = str_find(a.body, STR("Sample body 05 ")),
           next = str_find(a.body, STR("Sample body 06 "));
    ok(one != STR_NONE && one < next, "[11.3] whom to invite is checked by name");
    is_i64(count("SELECT count(*) FROM invitation"), 0, "[S24] looking invites nobody");
    a = core_fill_as(core, &fife, check, "x=1");
    ok(a.status == 422 && has(a.body, "Select at least one organisation"),
       "at least one must be ticked");
    a = core_fill_as(core, &fife, check, ticks(0, 41));
    ok(a.status == 303 && has(a.location, "done=invited&n=38"), "38 are invited at once");
    is_i64(count("SELECT count(*) FROM invitation WHERE outbox_id IS NOT NULL"), 38,
           "each with a mail of its own");
    is_i64(count("SELECT count(DISTINCT key_hash) FROM invitation"), 38, "and a link");
    is_i64(count("SELECT count(*) FROM contact_event WHERE kind = 'sent' AND object_kind = "
                 "'consultation'"),
           38, "it stands in the timeline of each");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'invitation.send'"), 2,
           "[S41] two writes, two records");
    a = core_get_as(core, &fife, check);
    ok(has(a.body, "left out here: 38") && !has(a.body, "Invite the ticked"),
       "who is invited already is left out");
}

static struct str key_07, key_08;

/* Before it is sent: then its text is erased. */
static struct str key_of(const char *address)
{
    return str_sub(between(core_mail_to(core, address), "/invited/", "\n"), 0, 26);
}

static void test_mail(void)
{
    struct answer a = core_get_as(core, &fife, at(""));
    ok(has(a.body, "Waiting"), "before it went out a mail waits");
    struct str mail = core_mail_to(core, "body07@example.org");
    key_07 = key_of("body07@example.org");
    key_08 = key_of("body08@example.org");
    ok(has(mail, "A sample draft plan") && has(mail, "It closes at") && has(mail, "minute") &&
           has(mail, "/invited/"),
       "the mail names title, closing moment, minutes and the link");
    core_mails(core);
    a = core_get_as(core, &fife, at(""));
    ok(has(a.body, "Delivered") && has(a.body, "Showing 1 to 25 of 38"),
       "then it is delivered");
    a = core_get_as(core, &fife, at("?page=2&show=open"));
    ok(a.status == 200 && has(a.body, "Showing 26 to 38"), "the table has pages");
    a = core_get_as(core, &fife, at(".csv"));
    ok(a.status == 200 && has(a.type, "text/csv") && has(a.body, "\"Sample body 07\"") &&
           has(a.body, "\"delivered\""),
       "and is there as CSV");
    a = core_get_as(core, &angus, at(""));
    ok(a.status == 404, "[S10] a coordinator of another partnership sees none of it");
}

static void test_link(void)
{
    struct someone who = { .cookie = NULL };
    const char *link = text("/invited/", key_07);
    is_i64((int64_t)key_07.n, 26, "the link holds a key");
    struct answer a = core_get(core, link, NULL);
    ok(a.status == 200 && has(a.body, "Sample body 07") && has(a.body, ">Open<"),
       "[S51] the link shows what it is about, and a button");
    ok(!resp_header(&a.resp, STR("Set-Cookie")).n, "and opens nothing by itself");
    is_i64(count("SELECT count(*) FROM invitation WHERE opened_on <> ''"), 0,
           "nor is it noted");
    a = core_fill(core, link, "do=open");
    ok(a.status == 303 && has(a.location, "/respond") && !has(a.location, "invited"),
       "its button leads to the form, at an address without the key");
    ok(core_take_cookie(core, &who, &a), "the browser is let in");
    is_i64(count("SELECT count(*) FROM invitation WHERE opened_on = '2026-11-22'"), 1,
           "it was opened");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'invitation.open' AND at_s % 86400 "
                 "= 0"),
           1, "[S41] the record tells the day, no finer time");
    a = core_get(core, "/invited/00000000000000000000000000", NULL);
    ok(a.status == 404 && has(a.body, "This link does not work"), "another key opens nothing");
}

/* Questions of an invited-only consultation are for who was invited. */
static void test_invited_only(void)
{
    struct someone who = { .cookie = NULL };
    const char *respond = str_z(
        core->arena, str_printf(core->arena, "/consultations/%.*s/respond", STR_ARG(x.slug)));
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x.is_invited_only = true;
    x.summary = STR("Sample summary apart");
    x.overview = STR("Sample overview apart");
    help_change(&h, &x);
    struct answer a = core_get(core, respond, NULL);
    ok(a.status == 200 && has(a.body, "for organisations that were invited") &&
           !has(a.body, ">Start<") && !has(a.body, "What is missing?") &&
           !has(a.body, "Sample summary apart"),
       "[3.13] without an invitation there are title and dates, no questions");
    a = core_get(core, text("/invited/", key_07), NULL);
    ok(has(a.body, "Sample summary apart") && has(a.body, "Sample overview apart"),
       "[3.13] what is asked is said to those who were invited");
    a = core_fill(core, text("/invited/", key_07), "do=open");
    core_take_cookie(core, &who, &a);
    a = core_get_as(core, &who, respond);
    ok(a.status == 200 && has(a.body, ">Start<"), "[3.13] with its link a body can answer");
    a = core_fill_as(core, &who, respond, "");
    ok(a.status == 303, "and begins");
    is_i64(count("SELECT count(*) FROM response_draft d JOIN invitation i ON i.id = "
                 "d.invitation_id WHERE d.body_id IS NULL"),
           1, "the draft knows by whose link");
    is_i64(count("SELECT count(*) FROM response_draft_field WHERE field = 'organisation' AND "
                 "value = 'Sample body 07'"),
           1, "[3.19] and is tied to the register");
    x.is_invited_only = false;
    help_change(&h, &x);
}

static void test_declining(void)
{
    struct someone who = { .cookie = NULL };
    const char *link = text("/invited/", key_08);
    struct answer a = core_fill(core, link, "do=decline");
    ok(a.status == 303 && has(a.location, "/decline"), "the other button says no");
    core_take_cookie(core, &who, &a);
    const char *decline = str_z(core->arena, a.location);
    ok(core_get(core, decline, NULL).status != 200, "without the link there is no such page");
    a = core_fill_as(core, &who, decline, "reason=Too+little+time");
    ok(a.status == 303, "with a reason");
    a = core_get_as(core, &who, decline);
    ok(has(a.body, "Thank you for telling us"), "and is thanked");
    is_i64(count("SELECT count(*) FROM contact_event WHERE kind = 'response' AND outcome = "
                 "'Too little time'"),
           1, "the reason stands in the timeline");
    a = core_get(core, link, NULL);
    ok(has(a.body, "has said that it will not answer") && !has(a.body, "value=\"decline\""),
       "[11.3] its link says so, and asks no more");
    a = core_get_as(core, &fife, at("?show=declined"));
    ok(has(a.body, "Sample body 08") && has(a.body, "of 1 organisations"), "and in the table");
}

static void test_other(void)
{
    const char *to = str_z(core->arena, str_printf(core->arena, "%s?organisation=%lld",
                                                   at("/other"), (long long)body[0]));
    struct answer a = core_fill_as(core, &fife, to, "on_day=23&on_month=11&on_year=2026");
    ok(a.status == 422 && has(a.body, "Select how you asked") && has(a.body, "in the past"),
       "a call needs a channel and a day that was");
    a = core_fill_as(
        core, &fife, to,
        "channel=phone&on_day=20&on_month=11&on_year=2026&note=Spoke+to+the+chair");
    ok(a.status == 303, "it is noted");
    is_i64(count("SELECT count(*) FROM invitation WHERE channel = 'phone' AND invited_on = "
                 "'2026-11-20' AND outbox_id IS NULL"),
           1, "as an invitation by phone");
    a = core_get_as(core, &fife, at(""));
    ok(has(a.body, "Phone call") && has(a.body, "Not email") == false, "the table says so");
    const char *foreign = str_z(core->arena, str_printf(core->arena, "%s?organisation=%lld",
                                                        at("/other"), (long long)body[41]));
    ok(core_get_as(core, &fife, foreign).status == 404,
       "[S10] not of a body that works elsewhere");
}

static void test_reminding(void)
{
    struct answer a = core_fill_as(core, &fife, at("/remind"), "");
    ok(a.status == 303 && has(a.location, "done=reminded&n=37"),
       "[11.3] those who have not answered are reminded, not the one that declined");
    ok(has(core_mail_to(core, "body07@example.org"), "has no answer from you yet") &&
           str_eq(key_of("body07@example.org"), key_07),
       "with the same link");
    ok(core_get(core, text("/invited/", key_07), NULL).status == 200, "which still works");
    a = core_get_as(core, &fife, at("/remind"));
    ok(has(a.body, "Nobody can be reminded now"), "nobody twice within five days");
}

static int64_t n_reminders(void)
{
    return count("SELECT sum(n_reminders) FROM invitation");
}

static void pass_to(int64_t day)
{
    clock_set_s(MORNING_S + day * DAY_S);
    core_mails(core); /* does what is due */
    core_mails(core);
}

/* Open from 21 November for 28 days: half way is 5 December, the last days begin on the 16th.
 */
static void test_clock(void)
{
    int64_t n = n_reminders();
    pass_to(10);
    is_i64(n_reminders(), n, "before half way the clock reminds nobody");
    pass_to(14);
    is_i64(n_reminders(), n + 37, "half way it reminds those who are silent");
    pass_to(15);
    is_i64(n_reminders(), n + 37, "once");
    pass_to(25);
    is_i64(n_reminders(), n + 74, "and three days before the end once more");
    pass_to(30);
    is_i64(n_reminders(), n + 74, "after the end nobody");
    struct answer a = core_get(core, text("/invited/", key_07), NULL);
    ok(a.status == 200 && has(a.body, "It takes no more answers") &&
           !has(a.body, "value=\"decline\""),
       "[11.3] then the link says that it is over");
    core_sign_in(core, &fife);
    a = core_get_as(core, &fife, at(""));
    ok(has(a.body, "Not answered") && !has(a.body, "are reminded by the service"),
       "and the page no longer says that it does");
}

int main(void)
{
    core = core_start_with(options);
    clock_set_s(MORNING_S);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    set_up();
    tag_all();
    core_sign_in(core, &fife);
    core_sign_in(core, &angus);
    test_inviting();
    test_mail();
    test_link();
    test_invited_only();
    core_sign_in(core, &fife);
    test_declining();
    test_other();
    core_sign_in(core, &fife);
    test_reminding();
    test_clock();
    core_stop(core);
    return done_testing();
}
