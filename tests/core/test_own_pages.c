/* test_own_pages.c: a person's own name, address, password, devices and roles. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "core/http/form.h"

#define GOOD "correct+horse+battery+staple"
#define OTHER "violet+umbrella+on+tuesday"

static void test_account(struct core *core)
{
    struct someone who = core_person(core, "owner", "coordinator", "fife");
    struct answer a = core_get(core, "/account", NULL);
    ok(a.status == 303 && str_eq(a.location, STR("/sign-in?next=%2Faccount")),
       "nobody has no account");
    a = core_get_as(core, &who, "/account");
    ok(a.status == 200 && has(a.body, "Sample owner") && has(a.body, "owner@example.org"),
       "one's own name and address");
    ok(has(a.body, "Not set. You sign in with a link") && has(a.body, "Not set up"),
       "no password, no code app");
    ok(has(a.body, "Coordinator of the Fife") && has(a.body, "Since 22 November 2026"),
       "[7.2] the role, where, and since when");
    ok(has(a.body, "href=\"/sign-out\"") && has(a.body, "On this device only"),
       "[S19] (ASVS 7.4.4) the way out");
    a = core_fill_as(core, &who, "/account/name", "name=");
    ok(a.status == 422 && has(a.body, "Enter your name"), "a name that is empty");
    a = core_fill_as(core, &who, "/account/name", "name=Sample+%3Cb%3EOwner");
    ok(a.status == 303 && str_eq(a.location, STR("/account?done=name")), "another name");
    a = core_get_as(core, &who, "/account?done=name");
    ok(has(a.body, "Sample &lt;b&gt;Owner") && has(a.body, "Your name is changed"),
       "[S1] is shown as it was typed");
    ok(core_get_as(core, &who, "/account?done=%3Cscript%3E").status == 200,
       "an unknown word is ignored");
}

/* --- address --- */

static const char *link_in(struct core *core, struct str mail)
{
    struct str key = between(mail, "/account/email/confirm/", "\n");
    return str_z(core->arena,
                 str_printf(core->arena, "/account/email/confirm/%.*s", STR_ARG(key)));
}

static void test_email(struct core *core)
{
    struct someone who = core_person(core, "mover", NULL, NULL);
    struct answer a = core_fill_as(core, &who, "/account/email", "email=");
    ok(a.status == 422 && has(a.body, "Enter your new email address"), "no address");
    a = core_fill_as(core, &who, "/account/email", "email=not+an+address");
    ok(a.status == 422 && has(a.body, "correct format") &&
           has(a.body, "value=\"not an address\""),
       "one that is none is kept to be mended");
    a = core_fill_as(core, &who, "/account/email", "email=MOVER%40example.org");
    ok(a.status == 422 && has(a.body, "not the one you have now"), "the same one");

    a = core_fill_as(core, &who, "/account/email", "email=moved%40example.org");
    ok(a.status == 303, "[S18] another one is asked for");
    a = core_get_as(core, &who, str_z(core->arena, a.location));
    ok(a.status == 200 && has(a.body, "moved@example.org"),
       "the page says where the link went");
    ok(str_eq(core_account(core, &who).email, STR("mover@example.org")),
       "[S18] nothing changes yet");
    ok(has(core_mail_to(core, "mover@example.org"), "to use another email address"),
       "[S41] (ASVS 6.3.7) the old address is told");
    const char *link = link_in(core, core_mail_to(core, "moved@example.org"));

    struct someone other = core_person(core, "stranger", NULL, NULL);
    a = core_get_as(core, &other, link);
    ok(a.status == 404 && has(a.body, "This link does not work"),
       "[S18] the link is nothing to another person");
    a = core_get(core, link, NULL);
    ok(a.status == 303 && str_starts(a.location, STR("/sign-in?next=")),
       "[S18] nor to who is not signed in");
    a = core_get_as(core, &who, link);
    ok(a.status == 200 && has(a.body, "Use the new address"), "[S18] GET shows a button");
    ok(str_eq(core_account(core, &who).email, STR("mover@example.org")),
       "[S18] (ASVS 6.4.1) and changes nothing");
    a = core_fill_as(core, &who, link, "");
    ok(a.status == 303 && str_eq(core_account(core, &who).email, STR("moved@example.org")),
       "[S18] the button does");
    ok(has(core_mail_to(core, "mover@example.org"), "was changed"),
       "[S41] (ASVS 6.3.7) the old address is told of it");
    a = core_get_as(core, &who, link);
    ok(a.status == 410 && has(a.body, "used already"), "[S18] (ASVS 6.5.1) once");
}

static void test_email_links(struct core *core)
{
    struct someone who = core_person(core, "waiter", NULL, NULL);
    struct someone other = core_person(core, "taken", NULL, NULL);
    (void)other;
    (void)core_fill_as(core, &who, "/account/email", "email=first%40example.org");
    const char *first = link_in(core, core_mail_to(core, "first@example.org"));
    (void)core_fill_as(core, &who, "/account/email", "email=second%40example.org");
    const char *second = link_in(core, core_mail_to(core, "second@example.org"));
    ok(core_get_as(core, &who, first).status == 404, "[S18] a new one kills the old");
    ok(core_get_as(core, &who, second).status == 200, "[S18] and is good");
    clock_set_s(clock_now_s() + 7 * 86400);
    core_sign_in(core, &who);
    struct answer a = core_get_as(core, &who, second);
    ok(a.status == 410 && has(a.body, "7 days"), "[S18] (ASVS 6.4.1) for 7 days");
    ok(core_get_as(core, &who, "/account/email/confirm/nonsense").status == 404,
       "[S18] a key that is none");

    a = core_fill_as(core, &who, "/account/email", "email=taken%40example.org");
    ok(a.status == 303, "[S15] (ASVS 6.3.8) an address of somebody else looks like any other");
    ok(has(core_mail_to(core, "taken@example.org"), "It has one already"),
       "[S15] its owner is told");
    for (int i = 0; i < 2; i++)
        (void)core_fill_as(core, &who, "/account/email", "email=taken%40example.org");
    a = core_fill_as(core, &who, "/account/email", "email=taken%40example.org");
    ok(a.status == 422 && has(a.body, "3 mails"), "[S6] three mails a day, and it is said");
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    a = core_get_as(core, &who, "/account/email");
    ok(a.status == 303 && str_starts(a.location, STR("/sign-in/again")),
       "[S19] (ASVS 7.5.1) who one is has to be shown just before");
}

/* --- password --- */

static struct answer change(struct core *core, struct someone *who, const char *fields)
{
    return core_fill_as(core, who, "/account/password", fields);
}

static void test_bad_passwords(struct core *core)
{
    static const struct {
        const char *password, *says;
    } bad[] = {
        { "Password1234", "too easy to guess" },
        { "qwertyqwerty", "follows the keyboard" },
        { "kilmarnock2026", "mostly a name" },
        { "aaaaaaaaaaaa", "repeats itself" },
        { "202620262026", "more than digits and signs" },
        { "Sample.chooser1", "mostly a name" },
        { "East-Ayrshire-2026", "mostly a name" },
        { "communityjusticeengage", "mostly a name" },
        { "too+short", "12 characters or more" },
        { "", "Enter a new password" },
    };
    struct someone who = core_person(core, "chooser", NULL, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct str body = str_printf(core->arena, "password=%s", bad[i].password);
        struct answer a = change(core, &who, str_z(core->arena, body));
        bool is_told = a.status == 422 && has(a.body, bad[i].says);
        ok(is_told, "[S14] [7.7] (ASVS 6.2.1, 6.2.4) %s is refused", bad[i].password);
        ok(!bad[i].password[0] || !has(a.body, bad[i].password),
           "[S14] (ASVS 14.2.1) and not shown again");
        core_sign_in(core, &who);
    }
    struct answer a = core_get_as(core, &who, "/account/password");
    ok(has(a.body, "type=\"password\"") && has(a.body, "autocomplete=\"new-password\""),
       "[S14] (ASVS 6.2.6) hidden while it is typed");
    ok(!has(a.body, "maxlength"), "[S14] (ASVS 6.2.7, 6.2.8) nothing is cut off");
}

static void test_password(struct core *core)
{
    struct someone who = core_person(core, "keeper", NULL, NULL);
    struct someone phone = who;
    core_sign_in(core, &phone);
    struct answer a = change(core, &who, "password=" GOOD);
    ok(a.status == 303 && core_account(core, &who).password_hash.n > 0,
       "[7.7] a first password");
    ok(core_get_as(core, &phone, "/account").status == 303,
       "[S14] (ASVS 7.4.3) every other device is signed out");
    ok(core_get_as(core, &who, "/account?done=password").status == 200, "this one is not");
    ok(has(core_mail_to(core, "keeper@example.org"), "password of your account was changed"),
       "[S41] (ASVS 6.3.7) told by mail");
    a = change(core, &who, "password=" OTHER);
    ok(a.status == 422 && has(a.body, "Enter your current password"),
       "[S14] (ASVS 6.2.3) from then on the present one is asked for");
    a = change(core, &who, "current=wrong+one+entirely&password=" OTHER);
    ok(a.status == 422 && has(a.body, "current password is not right") &&
           !has(a.body, "wrong one"),
       "[S14] (ASVS 6.2.3) a wrong one");
    struct str before = core_account(core, &who).password_hash;
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    a = change(core, &who, "current=" GOOD "&password=" OTHER);
    ok(a.status == 303 && !str_eq(core_account(core, &who).password_hash, before),
       "[S14] (ASVS 6.2.2) the right one changes it, at any time");
    for (int i = 0; i < 6; i++)
        a = change(core, &who, "current=guess+after+guess&password=" GOOD);
    ok(a.status == 422, "[S16] guesses");
    struct answer page = core_get_as(core, &who, "/account/password");
    struct str body = str_printf(core->arena, "%.*s&current=" OTHER "&password=" GOOD,
                                 STR_ARG(core_tokens(core, page.body)));
    for (int i = 0; i < 5; i++) {
        page = core_get_as(core, &who, "/account/password");
        body = str_printf(core->arena, "%.*s&current=guess+again&password=" GOOD,
                          STR_ARG(core_tokens(core, page.body)));
        a = core_post_as(core, &who, "/account/password", str_z(core->arena, body));
    }
    ok(a.status == 422 && has(a.body, "Wait "), "[S16] [7.7] (ASVS 6.3.1) have to wait");
}

static void test_no_password_unproved(struct core *core)
{
    struct someone who = core_person(core, "linker", NULL, NULL);
    struct answer page = core_get_as(core, &who, "/account/password");
    struct str body =
        str_printf(core->arena, "%.*s&password=" GOOD, STR_ARG(core_tokens(core, page.body)));
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    struct answer a = core_get_as(core, &who, "/account/password");
    ok(a.status == 303 && str_starts(a.location, STR("/sign-in/again?next=")),
       "[S19] (ASVS 7.5.1) without one to ask for, who one is has to be shown");
    a = core_post_as(core, &who, "/account/password", str_z(core->arena, body));
    ok(a.status != 303 && !core_account(core, &who).password_hash.n && !has(a.body, "staple"),
       "[S19] also for the form, which keeps no password");
}

/* --- devices --- */

static void test_new_device(struct core *core)
{
    static const char *const fields = "email=member%40example.org&password=" GOOD;
    struct someone who = core_person(core, "member", "network_national", NULL);
    (void)change(core, &who, "password=" GOOD);
    struct answer a = core_fill(core, "/sign-in", fields);
    ok(a.status == 303 && !has(core_mail_to(core, "member@example.org"), "not seen before"),
       "[S41] the first sign-in is no news");
    clock_set_s(clock_now_s() + 60);
    a = core_fill(core, "/sign-in", fields);
    ok(a.status == 303 && has(core_mail_to(core, "member@example.org"), "not seen before"),
       "[S41] (ASVS 6.3.7) staff are told of a sign-in from a browser that is not known");
    struct someone reader = core_person(core, "visitor", NULL, NULL);
    (void)change(core, &reader, "password=" GOOD);
    for (int i = 0; i < 2; i++)
        (void)core_fill(core, "/sign-in", "email=visitor%40example.org&password=" GOOD);
    ok(!has(core_mail_to(core, "visitor@example.org"), "not seen before"),
       "[S41] others are not: their browsers are not remembered");
}

static struct str number_of_other(struct core *core, const struct someone *who)
{
    struct str page = core_get_as(core, who, "/account/sessions").body;
    return between(page, "name=\"session\" value=\"", "\"");
}

static struct answer sign_out(struct core *core, const struct someone *who, struct str which)
{
    struct str body = str_printf(core->arena, "session=%.*s", STR_ARG(which));
    return core_fill_as(core, who, "/account/sessions", str_z(core->arena, body));
}

static void test_sessions(struct core *core)
{
    struct someone who = core_person(core, "roamer", NULL, NULL);
    struct someone one = who, two = who;
    struct answer a = core_get_as(core, &who, "/account/sessions");
    ok(has(a.body, "Sample browser") && has(a.body, "Now, on this device") &&
           !has(a.body, "name=\"session\""),
       "[7.7] [S19] (ASVS 7.5.2) the device in hand alone");
    clock_set_s(clock_now_s() + 60);
    core_sign_in(core, &one);
    core_sign_in(core, &two);
    a = sign_out(core, &who, number_of_other(core, &who));
    ok(a.status == 303 && str_eq(a.location, STR("/account/sessions?done=one")),
       "[S19] (ASVS 7.5.2) one is signed out");
    int n = (core_get_as(core, &one, "/account").status == 200) +
            (core_get_as(core, &two, "/account").status == 200);
    is_i64(n, 1, "[S19] and only one");
    a = sign_out(core, &who, STR("others"));
    ok(a.status == 303 && core_get_as(core, &one, "/account").status == 303 &&
           core_get_as(core, &two, "/account").status == 303,
       "[S19] (ASVS 7.4.3) then all the others");
    ok(core_get_as(core, &who, "/account/sessions?done=others").status == 200,
       "this one goes on");
}

static void test_sessions_of_others(struct core *core)
{
    struct someone who = core_person(core, "curious", NULL, NULL);
    struct someone other = core_person(core, "target", NULL, NULL), phone = other;
    core_sign_in(core, &phone);
    struct str theirs = number_of_other(core, &other);
    struct answer a = sign_out(core, &who, theirs);
    ok(str_eq(a.location, STR("/account/sessions?done=gone")),
       "[S10] another person's number is no number");
    ok(core_get_as(core, &other, "/account").status == 200 &&
           core_get_as(core, &phone, "/account").status == 200,
       "[S10] (ASVS 8.2.2) and ends nothing");
    a = sign_out(core, &who, STR(""));
    ok(str_eq(a.location, STR("/account/sessions?done=gone")), "no number at all");
    a = sign_out(core, &who, STR("99999999999999999999999"));
    ok(str_eq(a.location, STR("/account/sessions?done=gone")), "one too large");
    ok(has(core_get_as(core, &who, "/account/sessions?done=gone").body, "signed out already"),
       "the page says so");
}

/* --- roles --- */

static const char *give_up_link(struct core *core, const struct someone *who)
{
    struct str page = core_get_as(core, who, "/account").body;
    struct str id = between(page, "href=\"/account/roles/", "/give-up\"");
    return str_z(core->arena,
                 str_printf(core->arena, "/account/roles/%.*s/give-up", STR_ARG(id)));
}

static void test_roles(struct core *core)
{
    struct someone who = core_person(core, "leaver", "coordinator", "fife");
    struct someone other = core_person(core, "stayer", "analyst", "angus");
    const char *at = give_up_link(core, &who), *theirs = give_up_link(core, &other);
    struct answer a = core_get_as(core, &who, at);
    ok(a.status == 200 && has(a.body, "Coordinator of the Fife"), "asks once more");
    ok(core_get_as(core, &who, theirs).status == 404, "[S10] another person's role is none");
    ok(core_get_as(core, &who, "/account/roles/0/give-up").status == 404, "nor is none");
    a = core_fill_as(core, &who, at, "");
    ok(a.status == 303 && str_starts(a.location, STR("/sign-in")),
       "[S13] [S19] (ASVS 7.4.2) the role ends and so does the sign-in");
    core_sign_in(core, &who);
    ok(has(core_get_as(core, &who, "/account").body, "You have no role"), "[7.2] it is gone");
    ok(core_get_as(core, &who, at).status == 404, "and cannot be given up twice");
    struct someone national = core_person(core, "national", "network_national", NULL);
    a = core_get_as(core, &national, "/account");
    ok(has(a.body, "National member") && !has(a.body, "/give-up"),
       "[S12] a national member cannot");
}

static void test_last_admin(struct core *core)
{
    struct someone who = core_person(core, "root", "admin", NULL);
    struct answer a = core_fill_as(core, &who, give_up_link(core, &who), "");
    ok(a.status == 422 && has(a.body, "You are the last administrator"),
       "[7.1] the last administrator stays");
    struct someone second = core_person(core, "second", "admin", NULL);
    (void)second;
    a = core_fill_as(core, &who, give_up_link(core, &who), "");
    ok(a.status == 303, "[7.1] until there is another");
}

static void test_welcome(struct core *core)
{
    struct someone who = core_person(core, "newcomer", "coordinator", "angus");
    core_sign_in_half(core, &who);
    struct answer a = core_get_as(core, &who, "/account/welcome");
    ok(a.status == 200 && has(a.body, "Coordinator of the Angus") &&
           has(a.body, "Set up a code app"),
       "[7.8] what the person may do, and what comes next");
    a = core_fill_as(core, &who, "/account/welcome/name", "name=Sample+Newcomer");
    ok(str_eq(a.location, STR("/account/welcome/password")), "the name, then the password");
    a = core_get_as(core, &who, "/account/welcome/password");
    ok(has(a.body, "Go on without a password"), "which is optional");
    a = core_fill_as(core, &who, "/account/welcome/password", "password=" GOOD);
    ok(str_starts(a.location, STR("/account/second-factor")),
       "[7.6] [S17] (ASVS 6.3.3) then the code app, which the role needs");
}

/* --- memory --- */

/* The n-th allocation of the request fails, for every n until none does. */
static void check_memory(struct core *core, const struct someone *who, const char *at,
                         const char *form)
{
    bool failed = true, is_whole = true;
    for (long n = 0; failed && n < 20000; n += n < 60 ? 1 : n / 7) {
        core->fail_after = n;
        struct answer a = form ? core_post_as(core, who, at, form) : core_get_as(core, who, at);
        core->fail_after = -1;
        failed = a.ran_out;
        is_whole &= !failed || a.status == 503 || a.status == 413;
    }
    ok(!failed && is_whole, "[D5] %s: memory that ends is a 503, whatever was being done", at);
}

static void test_memory(struct core *core)
{
    static const char *const pages[] = { "/account",
                                         "/account/email",
                                         "/account/password",
                                         "/account/sessions",
                                         "/account/second-factor",
                                         "/account/second-factor/set-up",
                                         "/account/second-factor/codes",
                                         "/account/welcome" };
    struct someone who = core_person(core, "squeezed", "coordinator", "fife");
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        check_memory(core, &who, pages[i], NULL);
    struct str tokens = core_tokens(core, core_get_as(core, &who, "/account/email").body);
    struct str form =
        str_printf(core->arena, "%.*s&email=next%%40example.org", STR_ARG(tokens));
    check_memory(core, &who, "/account/email", str_z(core->arena, form));
    ok(has(core_mail_to(core, "next@example.org"), "confirm/"),
       "[D5] in the end the mail is queued");
    tokens = core_tokens(core, core_get_as(core, &who, "/account/name").body);
    form = str_printf(core->arena, "%.*s&name=Sample+Squeezed", STR_ARG(tokens));
    check_memory(core, &who, "/account/name", str_z(core->arena, form));
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    struct core *core = core_start_with(options);
    clock_set_s(1795344780);
    test_account(core);
    test_email(core);
    test_email_links(core);
    test_bad_passwords(core);
    test_password(core);
    test_no_password_unproved(core);
    test_new_device(core);
    test_sessions(core);
    test_sessions_of_others(core);
    clock_set_s(1795344780);
    test_roles(core);
    test_last_admin(core);
    test_welcome(core);
    test_memory(core);
    core_stop(core);
    return done_testing();
}
