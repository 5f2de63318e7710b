/*
 * test_body_response.c: an organisation answers: colleagues write in turns, a named person
 * signs off, one official response.
 */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/consultation_help.h"

#include "app/house.h"
#include "core/base/rand.h"
#include "modules/responses/body_response.h"

#define MORNING_S 1795345200 /* 22 November 2026, 11:00 */
#define RESPONSES "/body/responses"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};
static struct core *core;
static struct someone lead, colleague, stranger;
static struct help_asks h;
static struct consultation x;
static int64_t body, question;
static const char *stale;  /* the button of a page shown before */
static struct str earlier; /* receipt of the response in Angus */

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static const char *share(void)
{
    return str_z(core->arena,
                 core_text(core, "SELECT '/body/responses/' || id || '/share' FROM "
                                 "response_draft WHERE body_id IS NOT NULL"));
}

static struct someone editor_of(const char *name, int64_t of)
{
    return core_person(core, name, "body_editor",
                       str_z(core->arena, str_printf(core->arena, "%lld", (long long)of)));
}

static void set_up(void)
{
    h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t section = help_section(&h, &x, "Your views", false);
    question = help_question(&h, &x, section,
                             (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_publish(&h, &x);
    body = body_help_add(core, body_help_sample("Sample Trust"), "fife");
    int64_t other = body_help_add(core, body_help_sample("Sample Group"), "fife");
    lead = editor_of("lead", body);
    colleague = editor_of("colleague", body);
    stranger = editor_of("stranger", other);
    core_sign_in(core, &lead);
    core_sign_in(core, &colleague);
    core_sign_in(core, &stranger);
}

/* --- a response, as the pages of the form store it --- */

struct sending {
    struct response_new new;
    struct act act;
};

static enum err send_fn(struct db *db, void *arg)
{
    struct sending *s = arg;
    enum err e = response_add(db, core->arena, &s->new, &s->act);
    return e ? e : body_answered(db, core->arena, &s->new.response, &s->act);
}

static struct sending official(int64_t consultation_id)
{
    return (struct sending){
        .new = { .response = { .consultation_id = consultation_id,
                               .who = STR("organisation"),
                               .body_id = body,
                               .publish_choice = STR("publish_with_name"),
                               .naming = STR("yes"),
                               .channel = STR("web"),
                               .handling = STR("new"),
                               .counting = STR("valid"),
                               .is_live = true,
                               .is_official = true,
                               .respondent = { .name = STR("Sample colleague"),
                                               .organisation = STR("Sample Trust") } },
                 .code = STR("FIF") },
        .act = { .actor =
                     str_printf(core->arena, "account:%lld", (long long)colleague.account_id),
                 .now_s = clock_now_s() }
    };
}

/* What the organisation answered in Angus, to the same question and to another. */
static void answer_before(void)
{
    struct consultation y = help_consultation(&h, "angus", "An earlier draft plan");
    int64_t section = help_section(&h, &y, "Your views", false);
    int64_t same = help_question(
        &h, &y, section, (struct help_ask){ .type = "long", .title = "What is  missing?" });
    help_publish(&h, &y);
    const struct response_answer answer = { .question_id = same,
                                            .wording = 1,
                                            .value = STR("Housing on the day of release") };
    struct sending s = official(y.id);
    s.new.answer = &answer;
    s.new.n_answers = 1;
    is_i64(store_write(app_store(core->app), send_fn, &s), OK, "an earlier response");
    earlier = s.new.response.receipt;
}

static void test_beginning(void)
{
    struct answer a = core_get_as(core, &lead, RESPONSES);
    ok(a.status == 200 && has(a.body, "An earlier draft plan") &&
           has(a.body, "A sample draft plan"),
       "[3.19] what was sent, and what is open in the areas of the organisation");
    a = core_get_as(core, &stranger, RESPONSES);
    ok(has(a.body, "You have not responded to a consultation here yet") &&
           has(a.body, "A sample draft plan"),
       "another organisation has sent nothing yet");
    const char *start =
        str_z(core->arena, str_printf(core->arena, "consultation=%.*s", STR_ARG(x.slug)));
    struct str tokens = core_tokens(core, core_get_as(core, &colleague, RESPONSES).body);
    stale = str_z(core->arena, str_printf(core->arena, "%s&%.*s", start, STR_ARG(tokens)));
    a = core_fill_as(core, &lead, RESPONSES, "consultation=nothing");
    ok(a.status == 422 && has(a.body, "Select a consultation that is open"),
       "only open ones can be answered");
    a = core_fill_as(core, &lead, RESPONSES, start);
    ok(a.status == 303 && has(a.location, "/share"), "an editor begins the response");
    is_i64(count("SELECT count(*) FROM response_draft WHERE body_id IS NOT NULL AND "
                 "signed_by = made_by AND lock_account = made_by"),
           1, "[3.20] whoever begins it writes, and signs off until another is named");
    is_i64(count("SELECT count(*) FROM response_draft_field WHERE field = 'organisation' AND "
                 "value = 'Sample Trust'"),
           1, "[3.19] it is tied to the register, and the name is filled in");
    a = core_post_as(core, &colleague, RESPONSES, stale);
    ok(a.status == 303 && str_eq(a.location, str_from(share())) &&
           count("SELECT count(*) FROM response_draft") == 1,
       "[3.20] a colleague comes to the same draft");
    a = core_get_as(core, &colleague, RESPONSES);
    ok(has(a.body, "is writing") && has(a.body, "Draft"), "it stands in the list");
    ok(core_get_as(core, &stranger, share()).status == 404,
       "[S10] an editor of another organisation finds none");
}

static void test_turns(void)
{
    struct answer a = core_get_as(core, &colleague, share());
    ok(has(a.body, "Sample lead has been writing since 11:") && has(a.body, "Take over"),
       "[3.20] a clear line says who is writing, and since when");
    a = core_fill_as(core, &colleague, share(), "do=write");
    ok(a.status == 409 && has(a.body, "has been writing since"),
       "nobody else writes meanwhile");
    a = core_fill_as(core, &lead, share(), "do=stop");
    ok(a.status == 303, "the one who writes says that they have stopped");
    a = core_get_as(core, &colleague, share());
    ok(has(a.body, "Nobody is writing now"), "then nobody writes");
    a = core_fill_as(core, &colleague, share(), "do=write");
    ok(a.status == 303 && has(a.location, "/respond"), "and a colleague can");
    is_i64(count("SELECT count(*) FROM link_session WHERE kind = 'draft'"), 2,
           "in their own browser");
    a = core_fill_as(core, &lead, share(), "do=write");
    ok(a.status == 409, "one at a time");
    clock_set_s(clock_now_s() + BODY_LOCK_S);
    core_sign_in(core, &lead);
    core_sign_in(core, &colleague);
    a = core_fill_as(core, &lead, share(), "do=write");
    ok(a.status == 303, "who has saved nothing for 15 minutes has stopped");
    a = core_fill_as(core, &colleague, share(), "do=take");
    ok(a.status == 303 && has(a.location, "/respond"), "or a colleague takes over");
}

static const char *together(void)
{
    return str_z(core->arena,
                 str_printf(core->arena, "/consultations/%.*s/together", STR_ARG(x.slug)));
}

static void test_together(void)
{
    struct answer a =
        core_fill_as(core, &colleague, together(), "do=add&partner=Sample+Group&agreed=yes");
    ok(a.status == 303, "[3.22] another organisation answers with them");
    a = core_fill_as(core, &colleague, together(), "do=add&partner=A+choir");
    a = core_get_as(core, &colleague, together());
    ok(has(a.body, "Named so far: 2") && has(a.body, "Sample Group") && has(a.body, "A choir"),
       "[3.22] from the register, or by name");
    is_i64(
        count("SELECT count(*) FROM response_draft_field WHERE field = 'joint' AND value LIKE "
              "'sample-group%Sample Group%1%'"),
        1, "and that it has agreed is kept");
    a = core_fill_as(core, &colleague, together(), "remove=2");
    a = core_get_as(core, &colleague, together());
    ok(has(a.body, "Named so far: 1") && !has(a.body, "A choir"), "one can be taken off again");
    struct str tokens = core_tokens(core, a.body);
    ok(core_fill_as(core, &lead, share(), "do=take").status == 303, "the lead takes over");
    const char *typed =
        str_z(core->arena, str_printf(core->arena, "partner=A+band&%.*s", STR_ARG(tokens)));
    a = core_post_as(core, &colleague, together(), typed);
    ok(a.status == 409 && has(a.body, "A band") && has(a.body, "Sample lead has taken over"),
       "[S26] (ASVS 2.3.1) what was typed when somebody took over is shown, to be copied");
    a = core_get_as(core, &colleague, together());
    ok(a.status == 303 && str_eq(a.location, str_from(share())),
       "[3.20] the pages of the form are read-only then");
}

static void test_reuse(void)
{
    const char *reuse =
        str_z(core->arena, core_text(core, "SELECT '/body/responses/' || id || '/reuse' FROM "
                                           "response_draft WHERE body_id IS NOT NULL"));
    struct answer a = core_get_as(core, &lead, reuse);
    ok(has(a.body, "An earlier draft plan") && has(a.body, "Angus"),
       "[3.21] what was answered to a like consultation is offered");
    const char *from =
        str_z(core->arena, str_printf(core->arena, "%s?from=%.*s", reuse, STR_ARG(earlier)));
    a = core_get_as(core, &lead, from);
    ok(has(a.body, "What is missing?") && has(a.body, "Housing on the day of release") &&
           has(a.body, "Nothing yet"),
       "[B.10] question by question, beside what the draft has");
    a = core_fill_as(core, &lead, from, "x=1");
    ok(a.status == 422 && has(a.body, "Select at least one answer"), "at least one is ticked");
    ok(!has(a.body, " checked"), "and what was unticked stays so");
    const char *take =
        str_z(core->arena, str_printf(core->arena, "take=q%lld", (long long)question));
    a = core_fill_as(core, &lead, from, take);
    ok(a.status == 303, "[B.10] the ticked ones are taken over");
    is_i64(
        count("SELECT count(*) FROM response_draft_field WHERE value = 'Housing on the day of "
              "release'"),
        1, "[3.21] into the draft");
    a = core_get_as(core, &colleague, share());
    ok(has(a.body, "Housing on the day of release"), "where colleagues read them");
    ok(core_get_as(core, &stranger, from).status == 404, "[S10] and nobody else");
}

static void test_signing(void)
{
    const char *sign = str_z(core->arena, str_printf(core->arena, "do=sign&signer=%lld",
                                                     (long long)colleague.account_id));
    struct answer a = core_fill_as(core, &lead, share(), "do=sign&signer=12");
    ok(a.status == 422 && has(a.body, "Select who signs off"), "only an editor can sign off");
    a = core_fill_as(core, &lead, share(), sign);
    ok(a.status == 303, "[3.20] a person is named who signs off");
    ok(has(core_mail_to(core, "colleague@example.org"), "asks you to sign off the response"),
       "and is told by mail");
    a = core_get_as(core, &lead, share());
    ok(has(a.body, "Waiting for Sample colleague to sign off") &&
           !has(a.body, "Check and send"),
       "the others see for whom it waits");
    a = core_fill_as(core, &lead, share(), "do=stop");
    a = core_get_as(core, &colleague, share());
    ok(has(a.body, "You sign off") && has(a.body, "Check and send"), "and they can send it");
}

/* A page of before, whose button still names the consultation. */
static void tokens_of_lead(void)
{
    struct help_asks again = h;
    struct consultation z = help_consultation(&again, "fife", "Another plan");
    help_publish(&again, &z);
    struct str tokens = core_tokens(core, core_get_as(core, &lead, RESPONSES).body);
    stale = str_z(core->arena, str_printf(core->arena, "consultation=%.*s&%.*s",
                                          STR_ARG(x.slug), STR_ARG(tokens)));
}

static const char *form(const char *page)
{
    return str_z(core->arena, str_printf(core->arena, "/consultations/%.*s/respond/%s",
                                         STR_ARG(x.slug), page));
}

/* By the pages of the form: only who signs off can send it. */
static void test_sending(void)
{
    struct answer a = core_fill_as(core, &colleague, share(), "do=check");
    ok(a.status == 303 && has(a.location, "/respond/check"), "who signs off checks it");
    a = core_fill_as(core, &colleague, form("publish"),
                     "publish=publish_with_name&may_contact=no");
    ok(a.status == 303, "with the choice of publication");
    a = core_fill_as(core, &lead, share(), "do=take");
    a = core_fill_as(core, &lead, form("check"), "");
    ok(a.status == 303 && has(a.location, "/share?done=wait") &&
           count("SELECT count(*) FROM response WHERE is_official = 1") == 1,
       "[3.20] nobody else can send it");
    a = core_fill_as(core, &colleague, share(), "do=take");
    a = core_fill_as(core, &colleague, form("check"), "");
    ok(a.status == 303 && has(a.location, "/respond/sent"), "[3.20] the one who signs off can");
    is_i64(count("SELECT count(*) FROM response r JOIN response_body b ON b.response_id = r.id "
                 "WHERE r.is_official = 1 AND r.is_joint = 1 AND b.agreed = 1"),
           1, "[3.22] one response, of both organisations");
}

static void test_sent(void)
{
    struct sending s;
    is_i64(count("SELECT count(*) FROM contact_event WHERE kind = 'response' AND created_at_s "
                 "% 86400 = 0"),
           2, "[B.9] it stands in the organisation's timeline, by the day");
    s = official(x.id);
    is_i64(store_write(app_store(core->app), send_fn, &s), ERR_CONFLICT,
           "[S50] (ASVS 2.3.3) [3.20] there is one official response of an organisation");
    struct answer a = core_get_as(core, &lead, RESPONSES);
    ok(has(a.body, "2 sent, newest first") && has(a.body, "by Sample colleague") &&
           !has(a.body, "Being written"),
       "[B.9] the organisation keeps it, and sees who sent it");
    core_sign_in(core, &lead);
    tokens_of_lead();
    a = core_post_as(core, &lead, RESPONSES, stale);
    ok(a.status == 303 && count("SELECT count(*) FROM response_draft WHERE body_id IS NOT "
                                "NULL") == 0,
       "a second one is not begun");
}

/* Until closing an editor changes it; what changes needs the sign-off again (3.18, 3.20). */
static void test_changing(void)
{
    struct str receipt = core_text(core, "SELECT receipt FROM response WHERE is_official = 1 "
                                         "AND is_joint = 1");
    const char *change =
        str_z(core->arena, str_printf(core->arena, "change=%.*s", STR_ARG(receipt)));
    struct answer a = core_fill_as(core, &lead, RESPONSES, change);
    ok(a.status == 303 && has(a.location, "/share") && has(a.location, "/body/responses/"),
       "[3.18] an editor opens the sent response again");
    a = core_get_as(core, &lead, share());
    ok(has(a.body, "You have sent this response") && has(a.body, "What is missing?"),
       "[3.18] with its answers, and it is said that it stands as it was sent");
    ok(has(core_get_as(core, &colleague, RESPONSES).body, "Being changed"),
       "colleagues see that it is being changed");
    a = core_fill_as(core, &colleague, RESPONSES, change);
    is_i64(count("SELECT count(*) FROM response_draft WHERE response_id IS NOT NULL"), 1,
           "and come to the same draft");
    a = core_fill_as(core, &stranger, RESPONSES, change);
    ok(a.status == 303 && !has(a.location, "/share"),
       "[S10] (ASVS 8.2.2) another organisation's editor does not");
    a = core_fill_as(
        core, &stranger, RESPONSES,
        str_z(core->arena, str_printf(core->arena, "open=%.*s", STR_ARG(receipt))));
    ok(a.status == 303 && !str_eq(a.location, STR("/r/open")),
       "[S10] (ASVS 8.2.2) nor open it to take it back");
    a = core_fill_as(core, &lead, share(),
                     str_z(core->arena, str_printf(core->arena, "do=sign&signer=%lld",
                                                   (long long)colleague.account_id)));
    a = core_fill_as(core, &lead, share(), "do=write");
    const char *page =
        str_z(core->arena, str_printf(core->arena, "q%lld", (long long)question));
    a = core_fill_as(core, &lead, form(page),
                     str_z(core->arena, str_printf(core->arena, "%s=Changed+words", page)));
    ok(a.status == 303, "the lead writes: %d", a.status);
    a = core_fill_as(core, &lead, form("check"), "");
    ok(a.status == 303 && has(a.location, "/share?done=wait") &&
           count("SELECT count(*) FROM answer WHERE value = 'Changed words'") == 0,
       "[3.20] a change is not sent by anybody but who signs off");
    a = core_fill_as(core, &colleague, share(), "do=take");
    a = core_fill_as(core, &colleague, form("check"), "");
    ok(a.status == 303 &&
           count("SELECT count(*) FROM answer WHERE value = 'Changed words'") == 1 &&
           count("SELECT count(*) FROM response_draft WHERE response_id IS NOT NULL") == 0,
       "[3.20] signed off again it takes the place of the first");
    is_i64(count("SELECT count(*) FROM response r JOIN response_body b ON b.response_id = r.id "
                 "WHERE r.is_official = 1 AND r.is_joint = 1 AND r.counting = 'valid'"),
           1, "[3.22] it is still one response of both organisations");
    clock_set_s(x.closes_at_s);
    core_sign_in(core, &lead);
    a = core_get_as(core, &lead, RESPONSES);
    ok(!has(a.body, "name=\"change\""), "after closing there is no button");
}

/* After closing an editor lets less of it be published; one of another organisation does not.
 */
static void test_consent(void)
{
    struct str receipt = core_text(core, "SELECT receipt FROM response WHERE is_official = 1 "
                                         "AND is_joint = 1");
    const char *open =
        str_z(core->arena, str_printf(core->arena, "open=%.*s", STR_ARG(receipt)));
    struct answer a = core_fill_as(core, &lead, RESPONSES, open);
    ok(a.status == 303 && str_eq(a.location, STR("/r/open")), "[3.20] an editor opens it: %d",
       a.status);
    a = core_get_as(core, &lead, "/r/open");
    ok(has(a.body, "Let less of it be published") && has(a.body, "Take back your consent"),
       "[3.20] with what may still be done");
    a = core_get_as(core, &lead, "/r/open/withdraw");
    ok(has(a.body, "it is recorded with your name"), "[3.20] a named person does it");
    a = core_fill_as(core, &lead, "/r/open/publish", "publish=publish_anonymous");
    ok(a.status == 303 && count("SELECT count(*) FROM response WHERE is_joint = 1 AND "
                                "publish_choice = 'publish_anonymous'") == 1,
       "[3.20] [3.23] less of it is published");
    const char *recorded = str_z(
        core->arena, str_printf(core->arena,
                                "SELECT count(*) FROM audit WHERE action = 'response.publish' "
                                "AND actor = 'account:%lld'",
                                (long long)lead.account_id));
    is_i64(core_count(core, recorded), 1, "[S41] recorded with who did it");
    a = core_fill_as(core, &lead, "/r/open/publish", "publish=publish_with_name");
    is_i64(a.status, 422, "[3.23] not more");
    a = core_fill_as(core, &lead, "/r/open/withdraw", "");
    ok(a.status == 303 &&
           count("SELECT count(*) FROM response WHERE is_joint = 1 AND "
                 "publish_choice = 'do_not_publish' AND counting = 'valid'") == 1,
       "[3.20] the consent is taken back, and it still counts");
}

int main(void)
{
    core = core_start_with(options);
    clock_set_s(MORNING_S);
    set_up();
    answer_before();
    core_sign_in(core, &lead);
    core_sign_in(core, &colleague);
    test_beginning();
    test_turns();
    test_together();
    test_reuse();
    test_signing();
    test_sending();
    test_sent();
    test_changing();
    test_consent();
    core_stop(core);
    return done_testing();
}
