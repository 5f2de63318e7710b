/*
 * test_body_response.c: an organisation answers: colleagues write in turns, a named person
 * signs off, one official response.
 */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/consultation_help.h"

#include "app/house.h"
#include "core/base/rand.h"
#include "modules/consultations/body_response.h"

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

static void test_beginning(void)
{
    struct answer a = core_get_as(core, &lead, RESPONSES);
    ok(a.status == 200 && has(a.body, "You have not responded to a consultation here yet") &&
           has(a.body, "A sample draft plan"),
       "[3.19] at first there is what is open in the areas of the organisation");
    const char *start =
        str_z(core->arena, str_printf(core->arena, "consultation=%.*s", STR_ARG(x.slug)));
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
    a = core_fill_as(core, &colleague, RESPONSES, start);
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
    ok(has(a.body, "Sample lead is writing since 11:") && has(a.body, "Take over"),
       "[3.20] a clear line says who is writing, and since when");
    a = core_fill_as(core, &colleague, share(), "do=write");
    ok(a.status == 409 && has(a.body, "is writing since"), "nobody else writes meanwhile");
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
    a = core_get_as(core, &colleague, share());
    ok(has(a.body, "You sign off") && has(a.body, "Check and send"), "and they can send it");
}

/* --- sent --- */

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

static struct sending official(void)
{
    return (struct sending){
        .new = { .response = { .consultation_id = x.id,
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

static void test_sent(void)
{
    struct sending s = official();
    s.new.draft_id = count("SELECT id FROM response_draft WHERE body_id IS NOT NULL");
    is_i64(store_write(app_store(core->app), send_fn, &s), OK, "it is sent");
    is_i64(count("SELECT count(*) FROM contact_event WHERE kind = 'response' AND created_at_s "
                 "% 86400 = 0"),
           1, "[B.9] it stands in the organisation's timeline, by the day");
    s = official();
    is_i64(store_write(app_store(core->app), send_fn, &s), ERR_CONFLICT,
           "[S50] (ASVS 2.3.3) [3.20] there is one official response of an organisation");
    struct answer a = core_get_as(core, &lead, RESPONSES);
    ok(has(a.body, "1 sent, newest first") && has(a.body, "by Sample colleague") &&
           !has(a.body, "Being written"),
       "[B.9] the organisation keeps it, and sees who sent it");
    const char *start =
        str_z(core->arena, str_printf(core->arena, "consultation=%.*s", STR_ARG(x.slug)));
    a = core_fill_as(core, &lead, RESPONSES, start);
    ok(a.status == 303 && count("SELECT count(*) FROM response_draft WHERE body_id IS NOT "
                                "NULL") == 0,
       "a second one is not begun");
}

int main(void)
{
    core = core_start_with(options);
    clock_set_s(MORNING_S);
    set_up();
    test_beginning();
    test_turns();
    test_signing();
    test_sent();
    core_stop(core);
    return done_testing();
}
