/* test_team_pages.c: the team of a partnership, for its coordinators; and a second factor taken
 * away by two people. */
#include "tests/core/core_team.h"

#include "core/base/rand.h"
#include "modules/people/factor_reset.h"
#include "modules/people/totp.h"

/* --- the team of a partnership --- */

static void test_team(void)
{
    struct answer a = core_get_as(core, &fife, "/coordinator/team");
    ok(a.status == 200 && has(a.body, "Sample fife (you)") && !has(a.body, "Sample angus"),
       "[7.2] a coordinator sees who works here");
    a = invite(&fife, "/coordinator/team/invite",
               "name=Sample+Helper&email=analyst%40example.org&role=admin&partnership=angus");
    is_i64(a.status, 303, "[7.2] and invites an analyst");
    int64_t id = id_of("analyst@example.org");
    ok(grant_of(id, ROLE_ANALYST) && !grant_of(id, ROLE_ADMIN),
       "[S11] (ASVS 8.2.3, 15.3.3) a role and a partnership sent with the form are ignored");
    is_i64(count("SELECT count(*) FROM role_grant g JOIN partnership p ON p.id = "
                 "g.partnership_id JOIN account a ON a.id = g.account_id WHERE p.slug = "
                 "'fife' AND a.email_key = 'analyst@example.org'"),
           1, "[S11] it is for the own one");
    a = core_get_as(core, &fife, "/coordinator/team");
    ok(has(a.body, "Sample Helper") && has(a.body, "Send again") && has(a.body, "Invited") &&
           has(a.body, "waits to be sent"),
       "[7.8] they stand in the table as invited");
    a = core_fill_as(core, &fife, "/coordinator/team", text_of("person=#", id));
    ok(a.status == 303 && has(follow(&fife, &a).body, "A new invitation is on its way"),
       "[7.8] and can be asked again");
}

static void test_team_foreign(void)
{
    struct someone theirs = core_person(core, "theirs", "analyst", "angus");
    int64_t grant = grant_of(theirs.account_id, ROLE_ANALYST);
    struct str q = str_printf(core->arena, "person=%lld&grant=%lld",
                              (long long)theirs.account_id, (long long)grant);
    const char *own = str_z(
        core->arena,
        str_printf(core->arena, "/coordinator/team/end?partnership=fife&%.*s", STR_ARG(q)));
    const char *foreign = str_z(
        core->arena,
        str_printf(core->arena, "/coordinator/team/end?partnership=angus&%.*s", STR_ARG(q)));
    is_i64(core_get_as(core, &fife, own).status, 404,
           "[S10] (ASVS 8.2.2) a neighbour's analyst is nobody here");
    is_i64(core_get_as(core, &fife, foreign).status, 404, "[S10] nor by the neighbour's name");
    is_i64(
        core_fill_as(core, &fife, "/coordinator/team", text_of("person=#", theirs.account_id))
            .status,
        404, "[S10] nor is an invitation sent to them");
    ok(grant_of(theirs.account_id, ROLE_ANALYST) == grant,
       "[S10] they are still what they were");
    int64_t mine = grant_of(fife.account_id, ROLE_COORDINATOR);
    const char *self = str_z(
        core->arena, str_printf(core->arena, "/coordinator/team/end?person=%lld&grant=%lld",
                                (long long)fife.account_id, (long long)mine));
    is_i64(core_get_as(core, &fife, self).status, 404,
           "[S10] a coordinator is not theirs to end");
    is_i64(core_get_as(core, &angus, own).status, 404, "[S10] Angus does not act for Fife");
}

static void test_team_end(void)
{
    struct someone helper = core_person(core, "assistant", "analyst", "fife");
    is_i64(core_get_as(core, &helper, "/coordinator/team").status, 403,
           "[S9] an analyst looks after nobody");
    struct str at = str_printf(core->arena, "/coordinator/team/end?person=%lld&grant=%lld",
                               (long long)helper.account_id,
                               (long long)grant_of(helper.account_id, ROLE_ANALYST));
    struct answer a = core_fill_as(core, &fife, str_z(core->arena, at), "go=yes");
    ok(a.status == 303 && has(follow(&fife, &a).body, "The role has ended"),
       "[7.2] a coordinator ends an analyst");
    is_i64(core_get_as(core, &helper, "/account").status, 303,
           "[S13] [S19] (ASVS 7.4.2) whose live session ends");
}

/* --- a second factor by two people --- */

struct enrolment {
    int64_t account_id;
    struct str secret, typed;
};

static enum err enrol_fn(struct db *db, void *arg)
{
    const struct enrolment *n = arg;
    const struct act act = { STR("cli:0"), { 0 }, clock_now_s() };
    return totp_enrol(db, &(struct totp_enrol){ n->account_id, n->secret, n->typed, 0 }, &act);
}

static void enrol(struct someone *who)
{
    struct enrolment n = { .account_id = who->account_id,
                           .secret = STR("12345678901234567890") };
    n.typed = totp_code_text(core->arena, n.secret, clock_now_s());
    is_i64(store_write(app_store(core->app), enrol_fn, &n), OK, "a second factor is set up");
}

static void test_too_few(void)
{
    struct someone lost = core_person(core, "lostone", "admin", NULL);
    enrol(&lost);
    struct answer a = core_get_as(core, &admin, person_at(&lost, "/second-factor"));
    ok(has(a.body, "How you made sure"),
       "[S17] with two administrators beside, it can be asked");
    a = core_fill_as(core, &other, end_at(&admin, ROLE_ADMIN), "go=yes");
    a = core_get_as(core, &other, person_at(&lost, "/second-factor"));
    ok(has(a.body, "cjengage user reset-factor lostone@example.org"),
       "[S17] with one there are not enough: the page names the command");
    core_give(core, &admin, "admin", NULL);
    a = core_fill_as(core, &admin, end_at(&lost, ROLE_ADMIN), "go=yes");
}

static void test_reset(void)
{
    struct someone lost = core_person(core, "lost", "coordinator", "fife");
    enrol(&lost);
    sign_in_all();
    const char *at = person_at(&lost, "/second-factor");
    struct answer a = core_fill_as(core, &admin, at, "reason=&go=ask");
    ok(a.status == 422 && has(a.body, "Enter why"), "[S17] a reason is asked for");
    a = core_fill_as(core, &admin, at, "reason=Spoke+on+the+phone&go=ask");
    is_i64(a.status, 303, "[S17] the first administrator asks");
    ok(core_account(core, &lost).totp_secret.n, "[S17] which takes nothing away");
    struct str mail = core_mail_to(core, "lost@example.org");
    struct str key = str_trim(between(mail, "/second-factor-reset/", "\n"));
    ok(key.n == KEY_SIGNS, "[S17] the person gets a link");
    ok(!has(core_get_as(core, &admin, at).body, "value=\"agree\""),
       "[S17] who asked is not offered to agree");
    a = core_fill_as(core, &admin, at, "go=agree");
    ok(a.status == 422 && core_account(core, &lost).totp_secret.n,
       "[S17] (ASVS 6.3.3) nor can they, by a form of their own");
    a = core_get_as(core, &other, at);
    ok(has(a.body, "Spoke on the phone") && has(a.body, "value=\"agree\""),
       "[S17] another administrator reads the reason");
    a = core_fill_as(core, &other, at, "go=agree");
    ok(a.status == 303 && core_account(core, &lost).totp_secret.n,
       "[S17] two administrators alone take nothing away");
    const char *link =
        str_z(core->arena, str_printf(core->arena, "/second-factor-reset/%.*s", STR_ARG(key)));
    is_i64(core_get(core, link, NULL).status, 200, "[S18] the link shows a button");
    ok(core_account(core, &lost).totp_secret.n, "[S18] (ASVS 6.4.1) looking uses nothing up");
    a = core_fill(core, link, "go=yes");
    is_i64(a.status, 303, "[S17] the person presses it");
    is_i64(core_get(core, str_z(core->arena, a.location), NULL).status, 200, "and is thanked");
    ok(!core_account(core, &lost).totp_secret.n, "[S17] (ASVS 6.4.4) now it is gone");
    ok(has(core_mail_to(core, "lost@example.org"), "was removed"), "[S17] and they are told");
    ok(core_get(core, link, NULL).status != 200, "[S18] the link is used up");
    is_i64(count("SELECT count(*) FROM audit WHERE action LIKE 'factor.%!_reset' ESCAPE '!'"),
           3, "[S41] each of the three is in the record");
}

static void test_reset_stopped(void)
{
    struct someone lost = core_person(core, "unsure", "coordinator", "fife");
    enrol(&lost);
    sign_in_all();
    const char *at = person_at(&lost, "/second-factor");
    (void)core_fill_as(core, &admin, at, "reason=Heard&go=ask");
    struct str key = str_trim(
        between(core_mail_to(core, "unsure@example.org"), "/second-factor-reset/", "\n"));
    struct answer a = core_fill_as(core, &other, at, "go=stop");
    is_i64(a.status, 303, "[S17] another administrator stops it");
    const char *link =
        str_z(core->arena, str_printf(core->arena, "/second-factor-reset/%.*s", STR_ARG(key)));
    ok(core_get(core, link, NULL).status != 200, "[S17] and its link opens nothing");
    is_i64(core_get(core, "/second-factor-reset/not-a-key", NULL).status, 404,
           "[S18] nor does one that is none");
    clock_set_s(clock_now_s() + SESSION_PROVED_S + 1);
    a = core_get_as(core, &admin, at);
    ok(a.status == 303 && str_starts(a.location, STR("/sign-in/again")),
       "[S19] (ASVS 7.5.1) it wants to be shown who asks, again");
}

int main(void)
{
    start_people();
    test_team();
    test_team_foreign();
    test_team_end();
    test_too_few();
    test_reset();
    test_reset_stopped();
    core_stop(core);
    return done_testing();
}
