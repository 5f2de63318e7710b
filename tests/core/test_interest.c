/* test_interest.c: asking to be involved: one form, many areas, an answer from each (P.17). */
#include "tests/core/interest_help.h"

static void test_questions(void)
{
    struct someone who = browser();
    struct answer a = core_get(core, "/interest/who", NULL);
    ok(a.status == 303 && str_eq(a.location, STR("/interest")),
       "[P.17] a question without a begun form leads to its start");
    a = core_get(core, "/interest", NULL);
    ok(a.status == 200 && has(a.body, ">Start</button>") && has(a.body, "within 14 days"),
       "[P.17] the start says what is asked and what happens then");
    a = fill(&who, "/interest?area=ayrshire", "");
    ok(who.cookie != NULL, "[P.17] a cookie comes with the beginning, not before");
    a = fill(&who, "/interest/who", "name=&charity_number=12&site=nowhere&described_as=");
    ok(a.status == 422 && has(a.body, "href=\"#name\">Enter the name of your organisation<") &&
           has(a.body, "href=\"#charity_number\"") && has(a.body, "href=\"#site\"") &&
           has(a.body, "value=\"nowhere\""),
       "[8.3] what is wrong is said at once, and what was typed is there");
    a = fill(&who, "/interest/who",
             "name=Sample+Steps&charity_number=&site=steps.example.org&described_as=The+Sample+"
             "Steps+group");
    ok(a.status == 422 && has(a.body, "must not hold the name"),
       "[P.17] a description that tells the name is none");
    a = fill(&who, "/interest/who",
             "name=Sample+Steps&charity_number=&site=steps.example.org&described_as=");
    ok(a.status == 303 && str_eq(a.location, STR("/interest/what")),
       "[P.17] next: what it does");
    a = see(&who, "/interest/who");
    ok(has(a.body, "value=\"Sample Steps\"") && has(a.body, "https://steps.example.org"),
       "[P.17] going back, the words are there");
    a = see(&who, "/interest/areas");
    ok(has(a.body, "value=\"east-ayrshire\" checked") &&
           has(a.body, "value=\"south-ayrshire\" checked") &&
           !has(a.body, "value=\"fife\" checked"),
       "[P.17] the partnership's page sets its council areas");
    ok(has(a.body, "Part of the ") && has(a.body, "All of Scotland"),
       "[P.17] councils of one partnership stand together");
    a = fill(&who, "/interest/areas", "x=1");
    ok(a.status == 422 && has(a.body, "Select at least one council area"),
       "[P.17] no area chosen: an error");
    a = fill(&who, "/interest/contact", "channel=phone&contact_name=A&contact_phone=");
    ok(a.status == 422 && has(a.body, "so that we can call you"),
       "[P.17] asked for is what the chosen way needs");
    a = see(&who, "/interest/check");
    ok(a.status == 303 && str_eq(a.location, STR("/interest/what")),
       "[P.17] the check page leads to what is missing");
    a = core_get_as(core, &who, "/interest");
    ok(has(a.body, "Go on with it") && has(a.body, "Sample Steps"),
       "[P.17] the start knows of the form that was begun");
}

static void test_known(void)
{
    struct someone who = browser();
    struct body b =
        help_body(core->worker->db_all, core->arena, "Sample Harbour Trust", "fife");
    b.charity_number = STR("SC099901");
    help_body_add(app_store(core->app), core->arena, &b);
    fill(&who, "/interest", "");
    struct answer a = fill(&who, "/interest/who",
                           "name=Harbour&charity_number=sc+099901&site=&described_as=");
    ok(a.status == 303 && str_eq(a.location, STR("/interest/which")),
       "[P.17] a charity number that the register knows: %.*s", STR_ARG(a.location));
    a = see(&who, "/interest/which");
    ok(has(a.body, "Sample Harbour Trust, charity number SC099901") &&
           has(a.body, "None of these"),
       "[P.17] it is offered, and that it is none of these");
    a = fill(&who, "/interest/which", "said=sample-harbour-trust");
    ok(a.status == 303, "[P.17] and chosen");
}

/* --- sent --- */

static void test_sent(void)
{
    struct sent s = send_one("Sample+Sent");
    ok(s.reference.n == 13 && str_starts(s.reference, STR("SCO-")),
       "[P.17] a reference of several areas: %.*s", STR_ARG(s.reference));
    ok(key_is_valid(s.key), "[P.17] [S51] (ASVS 6.6.2) the key comes by mail: %.*s",
       STR_ARG(s.key));
    struct str mail = core_mail_to(core, s.email);
    ok(!has(mail, "Sample Sent") && !has(mail, "drop-in"),
       "[S6] nothing that was typed goes to an address that nobody has confirmed");
    mail = core_mail_to(core, "fife@example.org");
    ok(has(mail, "Sample Sent") && has(mail, joined("/coordinator/interest/", s.reference)),
       "[P.17] [11.5] the coordinator of Fife is told");
    ok(has(core_mail_to(core, "angus@example.org"), "Sample Sent"), "[P.17] and that of Angus");
    is_i64(core_count(core, "SELECT count(*) FROM outbox WHERE kind = "
                            "'mail/interest_to_partnership'"),
           1, "[P.17] where nobody signs in, the mailbox gets the whole of it");
    is_i64(core_count(core, "SELECT count(*) FROM outbox WHERE kind = "
                            "'mail/interest_to_partnership' AND reply_to LIKE "
                            "'charity%' AND subject NOT LIKE '%Sample%'"),
           1,
           "[11.5] [S6] an answer to it reaches the organisation; its subject holds no words "
           "of theirs");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'interest.send' AND "
                            "actor = 'link'"),
           3, "[S41] a record for each partnership");
    struct answer a = see(&s.who, "/interest/open");
    ok(a.status == 200 && has(a.body, "No area has answered yet") &&
           has(a.body, "Waiting for an answer"),
       "[P.17] the private page: nobody has answered yet, and when to expect it");
    ok(str_eq(a.cache, STR("no-store")), "[S22] it is kept nowhere");
    a = see(&s.who, "/interest/what");
    ok(a.status == 303 && str_eq(a.location, STR("/interest/sent")),
       "[P.17] the form that was sent is closed");
    is_i64(core_count(core,
                      "SELECT count(*) FROM interest_draft WHERE is_sent = 1 AND fields <> ''"),
           0, "[P.17] and holds no words any more");
}

static void test_twice(void)
{
    struct someone who = browser();
    fill_all(&who, "Sample+Twice");
    struct answer page = see(&who, "/interest/check");
    ok(has(page.body, "We run a drop-in\non Mondays") && has(page.body, "Easy read") &&
           has(page.body, "Angus, Fife, Moray") && has(page.body, "/interest/areas?back=check"),
       "[P.17] the check page shows all of it, with the way to change");
    const char *tokens = str_z(core->arena, core_tokens(core, page.body));
    int64_t before = core_count(core, "SELECT count(*) FROM expression_of_interest");
    struct answer first = core_post_as(core, &who, "/interest/check", tokens),
                  again = core_post_as(core, &who, "/interest/check", tokens);
    ok(first.status == 303 && str_eq(first.location, again.location),
       "[S26] (ASVS 2.3.4) pressed twice: the same answer");
    is_i64(core_count(core, "SELECT count(*) FROM expression_of_interest") - before, 1,
           "[S50] and one offer");
    struct someone robot = browser();
    fill_all(&robot, "Sample+Robot");
    struct answer a = fill(&robot, "/interest/check", "website=x");
    ok(a.status == 422 && has(a.body, "This has not been sent yet") &&
           has(a.body, "Sample Robot"),
       "[S47] the trap: shown again with what was typed");
}

/* --- the coordinators --- */

static void test_answers(void)
{
    struct sent s = send_one("Sample+Answered");
    fill(&s.who, joined("/interest/", s.key), "");
    const char *at = joined("/coordinator/interest/", s.reference);
    struct answer a = core_get_as(core, &fife, "/coordinator/interest");
    ok(a.status == 200 && has(a.body, "Sample Answered") && has(a.body, ">New<"),
       "[P.17] the coordinator's list holds it");
    a = core_get_as(core, &fife, at);
    ok(a.status == 200 && has(a.body, s.email) && has(a.body, "Easy read") &&
           !has(a.body, "Angus"),
       "[P.17] with what they wrote, and without other areas");
    is_i64(core_get_as(core, &neighbour, at).status, 404,
           "[S10] (ASVS 8.2.2) whom it does not name sees nothing");
    is_i64(
        core_get_as(core, &fife,
                    joined(str_z(core->arena, str_printf(core->arena, "%s?partnership=", at)),
                           STR("angus")))
            .status,
        404, "[S10] nor one for another area");
    core_mails(core);

    const char *accept = joined(at, STR("/accept"));
    a = core_fill_as(core, &fife, accept, "entry=&kind=&words=");
    ok(a.status == 422 && has(a.body, "href=\"#entry\">Select the entry"),
       "[P.17] accepting asks which entry it is");
    a = core_fill_as(core, &fife, accept, "entry=new&kind=&words=Hello");
    ok(a.status == 422 && has(a.body, "href=\"#kind\"") && has(a.body, "Hello"),
       "[P.17] a new one needs its kind");
    a = core_fill_as(core, &fife, accept, "entry=new&kind=charity&words=Welcome+to+Fife.");
    is_i64(a.status, 303, "[P.17] Fife accepts");
    is_i64(core_count(core, "SELECT count(*) FROM body WHERE name = 'Sample Answered' AND "
                            "own_email LIKE 'charity%' AND is_named = 1 AND consent = "
                            "'given'"),
           1, "[P.17] it is in the register");
    is_i64(core_count(core, "SELECT count(*) FROM contact_event WHERE kind = 'interest' AND "
                            "object_kind = 'interest'"),
           1, "[P.17] [2.11] with an entry of the timeline");
    is_i64(core_count(core, "SELECT count(*) FROM adjustment WHERE request = 'Easy read'"), 1,
           "[P.17] [P.7] and what it needs");
    is_i64(core_count(core, "SELECT count(*) FROM body_partnership p JOIN body b ON b.id = "
                            "p.body_id WHERE b.name = 'Sample Answered' AND "
                            "p.accepted_at_s IS NOT NULL"),
           1, "[P.17] accepted in that partnership alone");
    ok(has(core_get_as(core, &fife, at).body, "Accepted"), "[P.17] the page says so");
    struct str mail = core_mail_to(core, s.email);
    ok(has(mail, "has accepted your offer") && has(mail, "Welcome to Fife.") &&
           has(mail, "/interest/again") && !has(mail, "Sample Answered"),
       "[P.17] the organisation is told at once, without a key");

    const char *ask = joined(at, STR("/ask?partnership=angus"));
    a = core_fill_as(core, &angus, joined(at, STR("/decline")), "words=");
    ok(a.status == 422 && has(a.body, "Enter the reason"), "[P.17] no reason: an error");
    a = core_fill_as(core, &angus, ask, "words=Which+days%3F");
    is_i64(a.status, 303, "[P.17] Angus asks");
    a = see(&s.who, "/interest/open");
    ok(has(a.body, "Which days?") && has(a.body, "/interest/open/reply?area=angus") &&
           has(a.body, "Welcome to Fife."),
       "[P.17] the private page shows each answer");
    a = fill(&s.who, "/interest/open/reply?area=angus", "reply=");
    ok(a.status == 422 && has(a.body, "Enter your answer"), "[8.3] an empty answer is none");
    a = fill(&s.who, "/interest/open/reply?area=angus", "reply=On+Mondays");
    is_i64(a.status, 303, "[P.17] they answer there");
    core_mails(core);
    ok(has(core_mail_to(core, "angus@example.org"), "has answered the question"),
       "[P.17] the coordinator is told");
    ok(has(core_get_as(core, &angus, at).body, "On Mondays"), "[P.17] and reads it");
    ok(!has(core_get_as(core, &fife, at).body, "On Mondays"), "[S10] Fife does not");

    a = core_get_as(core, &angus, joined(at, STR("/accept")));
    ok(has(a.body, "Sample Answered</label>") && has(a.body, "checked"),
       "[P.17] the entry that Fife made is offered, and chosen");
    struct str id = core_text(core, "SELECT CAST(id AS TEXT) FROM body WHERE name = 'Sample "
                                    "Answered'");
    struct answer page = core_get_as(core, &angus, joined(at, STR("/decline")));
    const char *late = str_z(core->arena, str_printf(core->arena, "%.*s&words=No",
                                                     STR_ARG(core_tokens(core, page.body))));
    a = core_fill_as(
        core, &angus, joined(at, STR("/accept")),
        str_z(core->arena, str_printf(core->arena, "entry=%.*s&kind=&words=", STR_ARG(id))));
    is_i64(a.status, 303, "[P.17] Angus accepts it as that");
    is_i64(core_count(core, "SELECT count(*) FROM body_area a JOIN body b ON b.id = a.body_id "
                            "WHERE b.name = 'Sample Answered'"),
           2, "[P.17] one entry, both areas");
    is_i64(core_count(core, "SELECT count(*) FROM adjustment WHERE request = 'Easy read'"), 1,
           "[P.7] asked for once");
    a = core_post_as(core, &angus, joined(at, STR("/decline")), late);
    ok(a.status == 409 && has(a.body, "This was not sent") && has(a.body, "No</textarea>"),
       "[S50] (ASVS 2.3.3) a second answer does not overwrite the first: %d", a.status);
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action IN ('interest.accept', "
                      "'interest.ask', 'interest.decline') AND partnership_id IS NOT NULL"),
           3, "[S41] each answer left its record with its partnership");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE detail LIKE '%Which days%' OR "
                            "detail LIKE '%Welcome%'"),
           0, "[S42] without words");
}

static void test_more_and_withdraw(void)
{
    struct sent s = send_one("Sample+More");
    struct answer a = see(&s.who, "/interest/open/areas");
    ok(a.status == 200 && !has(a.body, "value=\"fife\"") && has(a.body, "value=\"highland\""),
       "[P.17] further areas: those that were asked are not offered");
    ok(fill(&s.who, "/interest/open/areas", "areas=fife").status == 422, "[P.17] nor taken");
    is_i64(fill(&s.who, "/interest/open/areas", "areas=highland").status, 303,
           "[P.17] another is asked");
    ok(has(see(&s.who, "/interest/open").body, "Highland"), "[P.17] and stands in the table");
    a = see(&s.who, "/interest/open/withdraw?area=fife");
    ok(a.status == 200 && has(a.body, "Withdraw the offer") && !has(a.body, "<li>Angus"),
       "[P.17] withdrawing has a page of its own");
    is_i64(fill(&s.who, "/interest/open/withdraw?area=fife", "x=1").status, 303,
           "[P.17] from one area");
    ok(has(see(&s.who, "/interest/open").body, "Withdrawn"), "[P.17] the table says so");
    a = core_get_as(core, &fife, joined("/coordinator/interest/", s.reference));
    ok(has(a.body, "Withdrawn") && !has(a.body, ">Accept</a>"),
       "[P.17] the coordinator sees it, and has nothing to answer");
    is_i64(fill(&s.who, "/interest/open/withdraw", "x=1").status, 303, "[P.17] from all");
    is_i64(core_count(core,
                      "SELECT count(*) FROM interest_area x JOIN expression_of_interest i "
                      "ON i.id = x.interest_id WHERE i.name = 'Sample More' AND "
                      "x.state <> 'withdrawn'"),
           0, "[P.17] nothing waits any more");
}

static void fill_as_editor(struct someone *editor, const char *name)
{
    core_fill_as(
        core, editor, "/interest/who",
        str_z(core->arena,
              str_printf(core->arena, "name=%s&charity_number=&site=&described_as=", name)));
    core_fill_as(core, editor, "/interest/what", "what=Bicycles&grounds=service");
    core_fill_as(core, editor, "/interest/how", "how=told");
    core_fill_as(core, editor, "/interest/contact",
                 "channel=email&contact_name=Sample&contact_email=bodyeditor%40example.org");
    core_fill_as(core, editor, "/interest/areas", "areas=fife");
}

/* Somebody who looks after the entry finds it in the form, and the answers without a mail. */
static void test_editor(void)
{
    struct body b = help_body(core->worker->db_all, core->arena, "Sample Edited", "fife");
    b.purposes = STR("We mend bicycles");
    help_body_add(app_store(core->app), core->arena, &b);
    struct someone editor =
        core_person(core, "bodyeditor", "body_editor",
                    str_z(core->arena, str_printf(core->arena, "%lld", (long long)b.id)));
    struct answer a = core_get_as(core, &editor, "/body/interest");
    ok(a.status == 200 && has(a.body, "You have not offered yet"),
       "[P.17] no offer yet: Start");
    a = core_fill_as(core, &editor, "/interest", "do=new");
    ok(a.status == 303, "[P.17] an editor begins");
    ok(has(core_get_as(core, &editor, "/interest/what").body, "We mend bicycles"),
       "[P.17] what the entry says is filled in");
    fill_as_editor(&editor, "Sample+Edited");
    a = core_fill_as(core, &editor, "/interest/check", "");
    ok(a.status == 303 && str_starts(a.location, STR("/interest/sent")), "[P.17] and sends");
    is_i64(core_count(core, "SELECT count(*) FROM expression_of_interest i JOIN body b ON b.id "
                            "= i.body_id WHERE b.name = 'Sample Edited' AND i.sent_by IS NOT "
                            "NULL"),
           1, "[P.17] it is known whose it is");
    a = core_get_as(core, &editor, "/body/interest");
    struct str reference = between(a.body, "name=\"reference\" value=\"", "\"");
    ok(has(a.body, "0 of 1") && reference.n == 13,
       "[P.17] it stands on the organisation's page");
    a = core_fill_as(core, &editor, "/body/interest", joined("reference=", reference));
    ok(a.status == 303 && str_eq(a.location, STR("/interest/open")), "[P.17] and opens");
    struct someone other = core_person(core, "otherbody", "body_editor", "1");
    core_fill_as(core, &other, "/interest", "do=new");
    fill_as_editor(&other, "Sample+Harbour+Trust");
    core_fill_as(core, &other, "/interest/check", "");
    a = core_post_as(
        core, &other, "/body/interest",
        str_z(core->arena,
              str_printf(
                  core->arena, "%.*s&reference=%.*s",
                  STR_ARG(core_tokens(core, core_get_as(core, &other, "/body/interest").body)),
                  STR_ARG(reference))));
    is_i64(a.status, 404, "[S10] (ASVS 8.2.2) not for editors of another organisation");
}

int main(void)
{
    start_interest();
    test_questions();
    test_known();
    test_sent();
    test_twice();
    test_answers();
    test_more_and_withdraw();
    test_editor();
    core_stop(core);
    return done_testing();
}
