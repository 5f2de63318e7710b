/* test_people_pages.c: looking after people, in process: the table, invitations, roles and
 * accounts, for administrators. */
#include "tests/core/core_team.h"

#define DAY_S 86400

/* --- the table --- */

static void test_list(void)
{
    struct answer a = core_get_as(core, &admin, "/admin/people");
    ok(a.status == 200 && has(a.body, "Sample admin") && has(a.body, "Sample fife") &&
           has(a.body, "Coordinator, Fife") && has(a.body, "5 people, by name"),
       "[7.1] everybody stands in the table, with their roles in words");
    ok(has(a.body, "href=\"/admin/people\" aria-current=\"page\""),
       "[7.1] the navigation leads there");
    a = core_get_as(core, &admin, "/admin/people?role=admin");
    ok(has(a.body, "Sample other") && !has(a.body, "Sample fife"), "[7.1] filtered by role");
    a = core_get_as(core, &admin, "/admin/people?partnership=angus");
    ok(has(a.body, "Sample angus") && !has(a.body, "Sample fife") && has(a.body, "1 person"),
       "[7.2] filtered by partnership");
    a = core_get_as(core, &admin, "/admin/people?role=analyst&partnership=fife&state=closed");
    ok(has(a.body, "Nobody fits") && !has(a.body, "<table") && has(a.body, "Clear the filters"),
       "[7.1] nobody: said in a sentence, with a way on");
    a = core_get_as(core, &admin, "/admin/people?state=invited");
    ok(has(a.body, "Sample reader"), "[7.1] filtered by state");
    a = core_get_as(core, &admin, "/admin/people?role=king&state=x&partnership=atlantis");
    ok(a.status == 200 && has(a.body, "5 people"),
       "[7.1] a filter that is none filters nothing");
}

static void test_find(void)
{
    struct answer a = core_fill_as(core, &admin, "/admin/people/find", "q=FIF");
    ok(a.status == 200 && has(a.body, "Sample fife") && !has(a.body, "Sample angus"),
       "[S23] (ASVS 14.2.1) a name is posted, so that it stands in no address");
    a = core_post_as(core, &admin, "/admin/people/find", "q=%25");
    ok(a.status == 200 && has(a.body, "Nobody with that name"),
       "[S4] a sign of LIKE is a sign");
    a = core_post_as(core, &admin, "/admin/people/find", "q=");
    ok(a.status == 422 && has(a.body, "Enter a part of a name"), "[8.3] nothing to look for");
}

static void test_pages(void)
{
    for (int i = 0; i < 30; i++)
        (void)core_person(core, text_of("many#", i + 100), NULL, NULL);
    struct answer a = core_get_as(core, &admin, "/admin/people");
    struct str next = between(a.body, "<a href=\"/admin/people?after=", "\" rel=\"next\"");
    ok(next.n > 0 && has(a.body, "35 people"), "[7.1] 25 a page");
    a = core_get_as(
        core, &admin,
        str_z(core->arena, str_printf(core->arena, "/admin/people?after=%.*s", STR_ARG(next))));
    ok(has(a.body, "Sample reader") && !has(a.body, "Sample angus") &&
           !has(a.body, "rel=\"next\""),
       "[7.1] and the others on the next, by key");
    a = core_get_as(core, &admin, "/admin/people?after=12345");
    is_i64(a.status, 404, "[7.1] after nobody: no such page");
}

/* --- who may --- */

static void test_strangers(void)
{
    static const char *const at[] = { "/admin/people", "/admin/people/invite" };
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        ok(core_get_as(core, &fife, at[i]).status == 404,
           "[S9] (ASVS 8.2.1, 8.3.1) %s is for who looks after everybody", at[i]);
        ok(core_get_as(core, &reader, at[i]).status == 403, "[S9] %s: without a role", at[i]);
    }
    struct answer mine = core_get_as(core, &fife, person_at(&angus, ""));
    struct someone nobody = { .account_id = angus.account_id ^ 1 };
    struct answer none = core_get_as(core, &fife, person_at(&nobody, ""));
    ok(mine.status == 404 && none.status == 404 && mine.body.n == none.body.n,
       "[S10] (ASVS 8.2.2) a person is answered like one who does not exist");
    struct answer a =
        core_fill_as(core, &fife, person_at(&reader, "/give"), "role=admin&partnership=fife");
    ok(a.status == 403 || a.status == 404, "[S10] no form gives a role: %d", a.status);
    a = core_get_as(core, &admin, "/admin/people/99");
    is_i64(a.status, 404, "[S10] nobody of that number");
}

/* --- inviting --- */

#define COORDINATOR "name=Sample+New&email=new%40example.org&role=coordinator&partnership=fife"

static void test_invite_errors(void)
{
    struct answer a = core_fill_as(core, &admin, "/admin/people/invite", "name=&email=x");
    ok(a.status == 422 && has(a.body, "href=\"#name\"") && has(a.body, "href=\"#email\"") &&
           has(a.body, "href=\"#role\""),
       "[8.3] errors are linked to their fields");
    a = core_fill_as(core, &admin, "/admin/people/invite",
                     "name=A&email=a%40example.org&role=coordinator&until_day=31&until_month="
                     "2&until_year=2027");
    ok(a.status == 422 && has(a.body, "Select the partnership") &&
           has(a.body, "Enter a real date") && has(a.body, "value=\"31\""),
       "[8.3] a partnership and a real date, what was typed kept");
    a = core_fill_as(core, &admin, "/admin/people/invite",
                     "name=A&email=a%40example.org&role=admin&until_day=1&until_month=Jan&"
                     "until_year=20");
    ok(a.status == 422 && has(a.body, "today or later"),
       "[7.9] an end that is over is refused");
    a = core_fill_as(core, &admin, "/admin/people/invite",
                     "name=A&email=a%40example.org&role=operator");
    ok(a.status == 422 && has(a.body, "Select what the person may do"),
       "[S11] (ASVS 8.2.3) a role that is not offered is none");
    a = core_fill_as(core, &admin, "/admin/people/invite",
                     "name=A&email=a%40example.org&role=body_editor&organisation=Nobody+knows");
    ok(a.status == 422 && has(a.body, "No single organisation has this number or name"),
       "[7.1] an editor is one of an organisation in the register");
    is_i64(id_of("a@example.org"), 0, "and nothing was made");
}

static void test_invite(void)
{
    struct answer a = core_fill_as(core, &admin, "/admin/people/invite",
                                   COORDINATOR "&until_day=31&until_month=mar&until_year=2099"
                                               "&step=check");
    ok(a.status == 200 && has(a.body, "Check the invitation") &&
           has(a.body, "Coordinator, Fife") && has(a.body, "31 Mar 2099"),
       "[7.8] what is about to be sent is shown first");
    is_i64(id_of("new@example.org"), 0, "[7.8] and nothing is made yet");
    a = invite(&admin, "/admin/people/invite",
               COORDINATOR "&until_day=31&until_month=mar&until_year=2099");
    is_i64(a.status, 303, "[7.8] sent");
    a = follow(&admin, &a);
    ok(has(a.body, "Invitation sent") && has(a.body, "Sample New"), "[7.8] and said so");
    struct str mail = core_mail_to(core, "new@example.org");
    ok(has(mail, "/invitation/") && has(mail, "Sample admin asks you to join") &&
           has(mail, "coordinator of the"),
       "[7.8] the mail says who asks, for what, and holds the link");
    a = core_get_as(core, &admin, text_of("/admin/people/#", id_of("new@example.org")));
    ok(has(a.body, "Coordinator, Fife") && has(a.body, "31 Mar 2099") &&
           has(a.body, ">Sample admin</td>") && has(a.body, "waits to be sent"),
       "[7.1] [7.9] the role stands with its dates and who gave it");
    is_i64(count("SELECT count(*) FROM audit WHERE action IN ('account.create', 'role.give', "
                 "'account.invite') AND object_id = (SELECT CAST(id AS TEXT) FROM account "
                 "WHERE email_key = 'new@example.org')"),
           3, "[7.3] [S41] (ASVS 16.3.2) account, role and invitation are in the record");
    a = invite(&admin, "/admin/people/invite", COORDINATOR);
    ok(a.status == 422 && has(a.body, "has that role already"),
       "[7.8] the same role again: no");
}

static struct str link_in(struct str mail)
{
    return between(mail, "/invitation/", "\n");
}

static void test_again(void)
{
    const char *at = text_of("/admin/people/#", id_of("new@example.org"));
    struct str old = link_in(core_mail_to(core, "new@example.org"));
    struct answer a = core_fill_as(core, &admin, at, "");
    is_i64(a.status, 303, "[7.8] sent again");
    ok(has(follow(&admin, &a).body, "A new invitation is on its way"), "[7.8] and said so");
    struct str fresh = link_in(core_mail_to(core, "new@example.org"));
    ok(fresh.n && !str_eq(fresh, old), "[7.8] with another link");
    const char *was =
        str_z(core->arena, str_printf(core->arena, "/invitation/%.*s", STR_ARG(str_trim(old))));
    const char *is = str_z(
        core->arena, str_printf(core->arena, "/invitation/%.*s", STR_ARG(str_trim(fresh))));
    ok(core_get(core, was, NULL).status != 200, "[7.8] [S18] (ASVS 6.4.1) the old one is dead");
    is_i64(core_get(core, is, NULL).status, 200, "[7.8] the new one opens");
    int64_t now_s = clock_now_s();
    clock_set_s(now_s + 3 * DAY_S + 1);
    is_i64(core_get(core, is, NULL).status, 410, "[7.8] [S18] and not after 3 days");
    clock_set_s(now_s);
}

/* Somebody who has an account gets the role, and another mail. */
static void test_invite_known(void)
{
    struct someone known = core_person(core, "known", "analyst", "angus");
    int64_t n = count("SELECT count(*) FROM account");
    /* has signed in: the session of the test does not say so by itself */
    struct answer a = invite(&admin, "/admin/people/invite",
                             "name=Other+Name&email=KNOWN%40example.org&role=coordinator&"
                             "partnership=fife");
    is_i64(a.status, 303, "[7.8] an address that has an account");
    is_i64(count("SELECT count(*) FROM account"), n, "[7.8] makes no second one");
    ok(grant_of(known.account_id, ROLE_COORDINATOR) && grant_of(known.account_id, ROLE_ANALYST),
       "[7.2] it gets the role beside those it has");
    ok(str_eq(core_account(core, &known).name, STR("Sample known")),
       "[S11] and keeps its name");
}

static void test_own_role(void)
{
    struct answer a = invite(&admin, "/admin/people/invite",
                             "name=Me&email=admin%40example.org&role=coordinator&"
                             "partnership=fife");
    ok(a.status == 422 && has(a.body, "You cannot give a role to yourself"),
       "[S10] [S12] nobody gives a role to themselves");
    a = core_fill_as(core, &admin, person_at(&admin, "/give"), "role=network_coordinator");
    ok(a.status == 422 && has(a.body, "You cannot give a role to yourself"),
       "[S12] (ASVS 8.3.2) nor the way into closed sessions");
}

static void test_mail_limit(void)
{
    struct answer a = { 0 };
    static const char *const place[] = { "fife", "angus", "moray", "falkirk" };
    for (size_t i = 0; i < 4; i++) {
        struct str fields = str_printf(
            core->arena, "name=Often&email=often%%40example.org&role=analyst&partnership=%s",
            place[i]);
        a = invite(&admin, "/admin/people/invite", str_z(core->arena, fields));
    }
    ok(a.status == 422 && has(a.body, "as many emails from us"),
       "[S6] an address nobody has confirmed gets 3 mails a day");
    is_i64(count("SELECT count(*) FROM outbox WHERE to_address = 'often@example.org'"), 3,
           "[S6] and no more");
}

/* --- roles --- */

static void test_give_and_end(void)
{
    struct someone helper = core_person(core, "helper", NULL, NULL);
    ok(core_get_as(core, &helper, "/coordinator/team").status == 403, "before: no way in");
    struct answer a = core_fill_as(core, &admin, person_at(&helper, "/give"),
                                   "role=coordinator&partnership=fife");
    is_i64(a.status, 303, "[7.1] a role is given");
    ok(has(follow(&admin, &a).body, "The role is given"), "[7.1] and said so");
    ok(core_get_as(core, &helper, "/coordinator/team").status == 303,
       "[S19] (ASVS 7.2.4) the session from before it ends");
    core_sign_in(core, &helper);
    ok(core_get_as(core, &helper, "/coordinator/team").status == 200,
       "[S13] it counts at once");
    a = core_fill_as(core, &admin, person_at(&helper, "/give"),
                     "role=coordinator&partnership=fife");
    ok(a.status == 422 && has(a.body, "has that role already"), "[7.1] once");
    a = core_get_as(core, &admin, end_at(&helper, ROLE_COORDINATOR));
    ok(a.status == 200 && has(a.body, "Coordinator, Fife") && has(a.body, "End role"),
       "[7.1] ending says first what happens");
    ok(core_get_as(core, &helper, "/coordinator/team").status == 200,
       "[S24] a GET ends nothing");
    a = core_fill_as(core, &admin, end_at(&helper, ROLE_COORDINATOR), "go=yes");
    is_i64(a.status, 303, "[7.1] ended");
    ok(core_get_as(core, &helper, "/coordinator/team").status == 303,
       "[S13] [S19] (ASVS 7.4.2, 8.3.2) the live session ends with it");
    core_sign_in(core, &helper);
    ok(core_get_as(core, &helper, "/coordinator/team").status == 403,
       "[S13] and signing in again does not bring it back");
    a = core_get_as(core, &admin, person_at(&helper, ""));
    ok(has(a.body, "Earlier roles") && has(a.body, "has no role now"),
       "[7.1] what was stays to be seen");
}

static void test_support(void)
{
    struct someone supplier = core_person(core, "supplier", NULL, NULL);
    struct answer a = core_fill_as(core, &admin, person_at(&supplier, "/give"),
                                   "role=admin&until_day=01&until_month=Samhain&until_year="
                                   "2099");
    is_i64(a.status, 303, "[7.9] support access has a last day");
    ok(has(follow(&admin, &a).body, "1 Nov 2099"), "[7.9] which is shown");
    ok(has(core_get_as(core, &admin, person_at(&supplier, "")).body, ">Sample admin</td>"),
       "[7.9] with who gave it");
    int64_t now_s = clock_now_s();
    clock_set_s(london_day("2099-11-02", 0) - 60);
    core_sign_in(core, &supplier);
    is_i64(core_get_as(core, &supplier, "/admin/people").status, 200, "[7.9] good to its end");
    clock_set_s(london_day("2099-11-02", 0));
    is_i64(core_get_as(core, &supplier, "/admin/people").status, 403,
           "[7.9] [S13] (ASVS 8.3.2) and over at midnight by itself, in a live session too");
    clock_set_s(now_s);
    core_sign_in(core, &admin);
    a = core_fill_as(core, &admin, end_at(&supplier, ROLE_ADMIN), "go=yes");
    is_i64(a.status, 303, "[7.9] and it can be ended before");
}

static void test_network(void)
{
    struct someone member = core_person(core, "member", NULL, NULL);
    struct answer a = core_fill_as(core, &admin, person_at(&member, "/give"),
                                   "role=network_national&partnership=fife");
    is_i64(a.status, 303, "[7.1] a class of the network");
    ok(has(follow(&admin, &a).body, "Network member, national partner"), "[7.1] in words");
    is_i64(count("SELECT count(*) FROM role_grant WHERE role = 'network_national' AND "
                 "partnership_id IS NOT NULL"),
           0, "[S11] a partnership sent with it is none of it");
}

static void test_last_admin(void)
{
    struct answer a = core_fill_as(core, &other, end_at(&admin, ROLE_ADMIN), "go=yes");
    is_i64(a.status, 303, "one of two administrators ends");
    core_sign_in(core, &other);
    a = core_fill_as(core, &other, end_at(&other, ROLE_ADMIN), "go=yes");
    ok(a.status == 422 && has(a.body, "This is the only administrator") &&
           has(a.body, "aria-describedby=\"go-error\""),
       "[7.1] the last administrator does not end, and the page says so beside the button");
    core_give(core, &admin, "admin", NULL);
}

/* --- accounts --- */

static void test_close(void)
{
    struct someone leaver = core_person(core, "leaver", "analyst", "fife");
    struct answer a = core_get_as(core, &admin, person_at(&leaver, "/close"));
    ok(a.status == 200 && has(a.body, "Close the account of Sample leaver?"), "asked first");
    is_i64(core_get_as(core, &leaver, "/account").status, 200, "[S24] nothing happened yet");
    a = core_fill_as(core, &admin, person_at(&leaver, "/close"), "go=yes");
    ok(has(follow(&admin, &a).body, "The account is closed"), "closed");
    is_i64(core_get_as(core, &leaver, "/account").status, 303,
           "[S19] (ASVS 7.4.2) a closed account's live session ends");
    a = core_get_as(core, &admin, "/admin/people?state=closed");
    ok(has(a.body, "Sample leaver"), "[7.1] it is found among the closed");
    a = core_fill_as(core, &admin, person_at(&leaver, "/give"),
                     "role=analyst&partnership=angus");
    ok(a.status == 422 && has(a.body, "is closed"), "a closed account gets no role");
    a = core_fill_as(core, &admin, person_at(&leaver, "/reopen"), "go=yes");
    ok(has(follow(&admin, &a).body, "open again"), "opened again");
    a = core_fill_as(core, &admin, person_at(&leaver, "/reopen"), "go=yes");
    ok(a.status == 422 && has(a.body, "changed meanwhile"), "only once");
    a = core_fill_as(core, &admin, person_at(&admin, "/close"), "go=yes");
    ok(a.status == 422 && has(a.body, "Another administrator has to do this"),
       "nobody closes themselves out");
}

static void test_sign_out(void)
{
    struct answer a = core_fill_as(core, &admin, person_at(&reader, "/sign-out"), "go=yes");
    ok(has(follow(&admin, &a).body, "signed out everywhere"), "signed out");
    is_i64(core_get_as(core, &reader, "/account").status, 303,
           "[S19] (ASVS 7.4.5) an administrator ends anybody's sessions");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'session.end' AND detail LIKE "
                 "'%\"admin\"%'"),
           1, "[S41] (ASVS 16.3.1) and the record says by whom");
    core_sign_in(core, &reader);
}

/* Two presses of one button: one effect. */
static void test_twice(void)
{
    struct someone twice = core_person(core, "twice", "analyst", "fife");
    const char *at = end_at(&twice, ROLE_ANALYST);
    struct str tokens = core_tokens(core, core_get_as(core, &admin, at).body);
    const char *form =
        str_z(core->arena, str_printf(core->arena, "%.*s&go=yes", STR_ARG(tokens)));
    struct answer a = core_post_as(core, &admin, at, form);
    struct answer b = core_post_as(core, &other, at, "go=yes");
    ok(a.status == 303 && b.status != 303, "[S50] (ASVS 2.3.3) ended once: %d", b.status);
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'role.end' AND object_id = "
                 "(SELECT CAST(id AS TEXT) FROM account WHERE name = 'Sample twice')"),
           1, "[S50] with one record");
}

/* --- dormant --- */

static void test_sleeping(void)
{
    int64_t now_s = clock_now_s();
    clock_set_s(now_s + (DORMANT_WARN_DAYS + 1) * (int64_t)DAY_S);
    core_sign_in(core, &admin);
    struct answer a = core_get_as(core, &admin, "/admin/people?state=dormant");
    ok(a.status == 200 && has(a.body, "Sleeping since"),
       "[7.10] who has not signed in for long stands as sleeping, since when");
    clock_set_s(now_s);
    sign_in_all();
}

int main(void)
{
    start_people();
    test_list();
    test_find();
    test_pages();
    test_strangers();
    test_invite_errors();
    test_invite();
    test_again();
    test_invite_known();
    test_own_role();
    test_mail_limit();
    sign_in_all();
    test_give_and_end();
    test_support();
    test_network();
    test_last_admin();
    sign_in_all();
    test_close();
    test_sign_out();
    test_twice();
    sign_in_all();
    sign_in_all();
    test_sleeping();
    core_stop(core);
    return done_testing();
}
