/* test_sign_in_links.c: links that let in or set a password, and words kept while signing in.
 */
#include "tests/core/core_browser.h"
#include "tests/core/core_people.h"

#include "app/house.h"
#include "core/base/rand.h"
#include "modules/people/first_admin.h"
#include "modules/people/invitation.h"
#include "modules/people/mailed_link.h"
#include "modules/people/visitor.h"

#define EMAIL "coordinator@example.org"
#define ASK "email=coordinator%40example.org"
#define NEW_PASSWORD "nine+blue+otters+swim"

static struct core *core;
static struct someone person;

static const char *glue(const char *before, struct str s, const char *after)
{
    return str_z(core->arena, str_printf(core->arena, "%s%.*s%s", before, STR_ARG(s), after));
}

static void with_core(void (*test)(void))
{
    core = core_start();
    person = core_person(core, "coordinator", "coordinator", "fife");
    test();
    core_stop(core);
}

/* --- a link to sign in --- */

static void test_link(void)
{
    struct browser b = { .core = core }, scanner = { .core = core };
    struct answer a =
        browser_fill(&b, "/sign-in/link?next=%2Fguidance", ASK "&next=%2Fguidance");
    is_str(a.location, "/sign-in/sent?next=%2Fguidance", "[7.7] a link is asked for");
    a = browser_follow(&b, &a);
    ok(a.status == 200 && has(a.body, "Check your email") && !has(a.body, EMAIL),
       "[7.7] the page says what to do");
    const char *at = browser_mailed(core, EMAIL, "/sign-in/link/");
    is_i64((int64_t)strlen(at), 14 + KEY_SIGNS, "[S18] (ASVS 6.6.3) 128 bits");
    is_i64(core_count(core, "SELECT count(*) FROM outbox WHERE holds_key = 1"), 1,
           "[S18] the mail's text does not stay");
    for (int i = 0; i < 3; i++)
        a = browser_get(&scanner, at);
    ok(a.status == 200 && has(a.body, "<button") && !scanner.session.n,
       "[S18] (ASVS 6.4.1) opening it shows a button and uses nothing up");
    is_str(a.cache, "no-store", "[S22] and is kept by nobody");
    ok(!has(a.body, "rel=\"canonical\"") && has(a.body, "noindex"), "[S23] in no index");
    a = browser_fill(&b, at, "");
    is_str(a.location, "/account/second-factor?next=%2Fguidance",
           "[7.7] the button signs in, and the way back is kept");
    is_i64(browser_get(&b, "/account").status, 200, "[7.7] signed in");
    struct str before = b.session;
    a = browser_fill(&scanner, at, "");
    ok(a.status == 410 || a.status == 403, "[S18] once");
    a = browser_get(&scanner, at);
    ok(a.status == 410 && has(a.body, "This link has been used") &&
           has(a.body, "href=\"/sign-in/link\""),
       "[S18] (ASVS 6.4.1) a used one says so and leads to a new one: %d", a.status);
    ok(str_eq(before, b.session) && !scanner.session.n, "and signs nobody in");
}

static void test_link_bad(void)
{
    struct browser b = { .core = core };
    browser_fill(&b, "/sign-in/link", ASK);
    const char *first = browser_mailed(core, EMAIL, "/sign-in/link/");
    struct answer page = browser_get(&b, first), a;
    struct str tokens = core_tokens(core, page.body);
    clock_set_s(clock_now_s() + MAILED_LINK_AGAIN_S);
    browser_fill(&b, "/sign-in/link", ASK);
    const char *second = browser_mailed(core, EMAIL, "/sign-in/link/");
    ok(strcmp(first, second) != 0, "a second link");
    a = browser_get(&b, first);
    ok(a.status == 404 && has(a.body, "a newer link has taken its place"),
       "[S18] (ASVS 6.4.1) it kills the first: %d", a.status);
    a = browser_post(&b, first, glue("", tokens, ""));
    ok(a.status == 404 && !b.session.n, "[S18] also for who has its page open: %d", a.status);
    clock_set_s(clock_now_s() + link_life_s(LINK_SIGN_IN));
    a = browser_get(&b, second);
    ok(a.status == 410 && has(a.body, "This link is too old"),
       "[S18] expired after 10 minutes");
    a = browser_post(&b, second, glue("", tokens, ""));
    ok((a.status == 410 || a.status == 403) && !b.session.n, "[S18] its button does nothing");
    static const char *const bad[] = { "/sign-in/link/00000000000000000000000000",
                                       "/sign-in/link/x", "/sign-in/link/%27%20or%201",
                                       "/sign-in/link/ABCDEFGHJKMNPQRSTVWXYZ0123" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        a = browser_get(&b, bad[i]);
        ok(a.status == 404 && has(a.body, "This link does not work") &&
               has(a.body, "href=\"/sign-in/link\""),
           "[S18] tampered with: %s: %d", bad[i], a.status);
    }
    const char *other = glue("/reset/", str_sub(str_from(second), 14, KEY_SIGNS), "");
    is_i64(browser_get(&b, other).status, 404, "[S18] a link of one kind is none of another");
}

/* Whoever asks over and over neither fills the mailbox nor kills the link that was mailed. */
static void test_link_often(void)
{
    struct browser b = { .core = core };
    struct answer a = { 0 };
    browser_fill(&b, "/sign-in/link", ASK);
    const char *at = browser_mailed(core, EMAIL, "/sign-in/link/");
    struct str tokens = core_tokens(core, browser_get(&b, "/sign-in/link").body);
    for (int i = 0; i < 5; i++)
        a = browser_post(&b, "/sign-in/link", glue("", tokens, "&" ASK));
    is_i64(a.status, 303, "[S18] asked again: the same answer");
    is_i64(core_count(core, "SELECT count(*) FROM outbox"), 1, "[S6] but no further mail");
    is_i64(browser_get(&b, at).status, 200, "[S18] and the first link is good");
    for (int i = 0; i < 30 && a.status != 429; i++)
        a = browser_post(&b, "/sign-in/link", glue("", tokens, "&email=other%40example.org"));
    is_i64(a.status, 429, "[S48] one source cannot ask without end");
}

/* --- a new password --- */

static void test_reset(void)
{
    struct browser b = { .core = core }, signed_in = { .core = core };
    signed_in.session = session_value_text(core->arena, &person.session);
    is_i64(browser_get(&signed_in, "/account").status, 200, "signed in elsewhere");
    struct answer a = browser_fill(&b, "/reset", ASK);
    is_str(a.location, "/reset/sent", "[7.7] a new password is asked for");
    is_i64(browser_follow(&b, &a).status, 200, "[7.7] the page says what to do");
    const char *at = browser_mailed(core, EMAIL, "/reset/");
    a = browser_get(&b, at);
    ok(a.status == 200 && has(a.body, "autocomplete=\"new-password\""),
       "[S18] opening the link changes nothing");
    static const char *const poor[] = { "Password1234",   "qwertyqwerty", "kilmarnock2026",
                                        "aaaaaaaaaaaa",   "202620262026", "short",
                                        "Fife-Council-26" };
    for (size_t i = 0; i < 7; i++) {
        a = browser_fill(&b, at, glue("password=", str_from(poor[i]), ""));
        ok(a.status == 422 && has(a.body, "href=\"#password\">Your password"),
           "[S14] (ASVS 6.2.1, 6.2.4) refused: %s: %d", poor[i], a.status);
    }
    a = browser_fill(&b, at, "password=");
    ok(a.status == 422 && has(a.body, "Enter a new password"), "nothing typed");
    a = browser_fill(&b, at, "password=" NEW_PASSWORD);
    is_str(a.location, "/reset/done", "[S14] a good one is taken, and the link was good still");
    is_i64((int64_t)b.session.n, 0, "[S18] (ASVS 6.4.3) a reset signs nobody in");
    is_i64(browser_get(&signed_in, "/account").status, 303,
           "[S19] (ASVS 7.4.3) every session has ended");
    ok(has(core_mail_to(core, EMAIL), "password of your account was changed"),
       "the person is told");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'account.password' AND "
                            "actor = 'link'"),
           1, "[S41] (ASVS 16.3.1) it is recorded");
    a = browser_get(&b, at);
    ok(a.status == 410 && has(a.body, "href=\"/reset\""), "[S18] the link worked once");
    a = browser_fill(&b, "/sign-in", ASK "&password=" NEW_PASSWORD);
    is_i64(a.status, 303, "[7.7] the new password lets in");
}

static enum err close_fn(struct db *db, void *arg)
{
    const struct act act = { STR("cli:0"), { 0 }, clock_now_s() };
    (void)arg;
    return account_close(db, person.account_id, &act);
}

static void test_closed(void)
{
    struct browser b = { .core = core };
    browser_fill(&b, "/reset", ASK);
    const char *reset = browser_mailed(core, EMAIL, "/reset/");
    browser_fill(&b, "/sign-in/link", ASK);
    const char *link = browser_mailed(core, EMAIL, "/sign-in/link/");
    is_i64(store_write(app_store(core->app), close_fn, NULL), OK, "the account is closed");
    ok(browser_get(&b, reset).status == 404 && browser_get(&b, link).status == 404,
       "[S18] its links are dead");
    int64_t n = core_count(core, "SELECT count(*) FROM outbox");
    clock_set_s(clock_now_s() + 3600);
    struct answer a = browser_fill(&b, "/sign-in/link", ASK);
    is_i64(a.status, 303, "[S18] asking gets the same answer");
    is_i64(core_count(core, "SELECT count(*) FROM outbox"), n, "[S18] and no mail");
}

/* --- an invitation --- */

struct invited {
    struct invitation_new link;
};

static enum err invite_fn(struct db *db, void *arg)
{
    const struct invited *i = arg;
    return invitation_make(db, core->arena, &i->link);
}

static void test_invitation(void)
{
    struct someone admin = core_person(core, "admin", "admin", NULL);
    struct browser b = { .core = core };
    struct invited i = { { rand_key(core->arena), person.account_id, admin.account_id,
                           clock_now_s() } };
    is_i64(store_write(app_store(core->app), invite_fn, &i), OK, "somebody is invited");
    const char *at = glue("/invitation/", i.link.key, "");
    struct answer a = browser_get(&b, at);
    ok(a.status == 200 && has(a.body, "Sample admin invites you"), "[7.8] it says who invites");
    ok(has(a.body, "<li>coordinator of the Community Justice Fife Partnership") ||
           has(a.body, "<li>coordinator of the Fife"),
       "[7.8] and to what: %.*s", STR_ARG(between(a.body, "<li>coordinator", "</li>")));
    clock_set_s(clock_now_s() + link_life_s(LINK_INVITATION));
    a = browser_get(&b, at);
    ok(a.status == 410 && has(a.body, "This link is too old") &&
           has(a.body, "Ask the person who invited you"),
       "[7.8] [S18] after three days it says whom to ask: %d", a.status);
    clock_set_s(i.link.now_s);
    a = browser_get(&b, at);
    ok(!b.session.n && has(a.body, "Accept and sign in"), "[S18] opening it accepts nothing");
    a = browser_fill(&b, at, "");
    ok(a.status == 303 && str_starts(a.location, STR("/account/")),
       "[7.8] the button signs in and leads to the first steps: %.*s", STR_ARG(a.location));
    is_i64(browser_get(&b, "/account").status, 200, "[7.8] signed in");
    struct browser other = { .core = core };
    a = browser_get(&other, at);
    ok(a.status == 410 && has(a.body, "Ask the person who invited you"), "[S18] once");
    is_i64(browser_get(&other, "/invitation/zzz").status, 404, "[S18] a key of nobody");
}

/* --- the first administrator --- */

static const char *first_link(void)
{
    struct str key = { 0 };
    enum err e = first_admin_link(app_store(core->app), core->arena, clock_now_s(), &key);
    return e ? "" : glue("/first-admin/", key, "");
}

#define ADMIN "name=Sample+Admin&email=admin%40example.org"

static void test_first_admin(void)
{
    struct browser b = { .core = core }, late = { .core = core };
    const char *old = first_link(), *at = first_link();
    is_i64(browser_get(&b, old).status, 404, "[S17] a fresh link kills the one before");
    struct answer a = browser_get(&b, at);
    ok(a.status == 200 && has(a.body, "Set up the first administrator"), "[S17] the form");
    a = browser_fill(&b, at, "name=&email=&password=short");
    ok(a.status == 422 && has(a.body, "#name") && has(a.body, "#email") &&
           has(a.body, "#password"),
       "[8.3] all that is wrong at once");
    a = browser_fill(&b, at, "name=Sample+Admin&email=coordinator%40example.org&password=");
    ok(a.status == 422 && has(a.body, "has an account already"), "an address that is taken");
    is_i64(browser_get(&b, at).status, 200, "[S17] wrong tries do not use the link up");
    struct str tokens = core_tokens(core, browser_get(&late, at).body);
    a = browser_fill(&b, at, ADMIN "&password=" NEW_PASSWORD);
    is_str(a.location, "/account/second-factor", "[S17] then the second factor is set up");
    is_i64(browser_get(&b, "/account").status, 200, "[S17] signed in");
    is_i64(core_count(core, "SELECT count(*) FROM role_grant WHERE role = 'admin'"), 1,
           "[S17] as administrator");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action = 'account.create' AND actor = "
                      "'link'"),
           1, "[S41] it is recorded");
    a = browser_post(&late, at, glue("", tokens, "&" ADMIN));
    ok(a.status == 410 && !late.session.n, "[S17] a second one gets nothing: %d", a.status);
    is_i64(browser_get(&late, at).status, 410, "[S17] the link has been used");
    is_str(str_from(first_link()), "", "[S17] and no further one is made");
}

/* --- words kept over a lost session --- */

#define REPORT "/account/name"
#define WORDS "name=Mairi+of+the+Glen"

/* A form of a signed-in person, sent when the session has run out. */
static struct answer send_late(struct browser *b)
{
    struct answer page = browser_get(b, REPORT);
    struct str tokens = core_tokens(core, page.body);
    clock_set_s(clock_now_s() + SESSION_LIFE_S);
    return browser_post(b, REPORT, glue("", tokens, "&" WORDS));
}

static void sign_in_again(struct browser *b, const char *as, struct answer *a)
{
    char ask[100];
    snprintf(ask, sizeof ask, "email=%s%%40example.org&next=%%2Fguidance", as);
    browser_fill(b, "/sign-in/link", ask);
    snprintf(ask, sizeof ask, "%s@example.org", as);
    *a = browser_fill(b, browser_mailed(core, ask, "/sign-in/link/"), "");
}

static void test_kept(void)
{
    struct someone editor = core_person(core, "editor", NULL, NULL);
    struct browser b = { .core = core };
    b.session = session_value_text(core->arena, &editor.session);
    struct answer a = send_late(&b);
    ok(a.status == 403 && has(a.body, "Mairi of the Glen") && has(a.body, "It is kept for you"),
       "[S26] the session is over: the words are there, and kept: %d", a.status);
    is_i64(core_count(core, "SELECT count(*) FROM kept_form"), 1, "[S26] in one row");
    is_i64(core_count(core, "SELECT count(*) FROM kept_form WHERE instr(sealed, 'Mairi') > 0"),
           0, "[S26] that tells nobody anything");
    sign_in_again(&b, "editor", &a);
    is_str(a.location, "/sign-in/kept?next=%2Fguidance",
           "[S26] signed in again, they come back");
    a = browser_follow(&b, &a);
    ok(a.status == 200 && has(a.body, "Mairi of the Glen") && has(a.body, "Send it now") &&
           has(a.body, "action=\"" REPORT "\""),
       "[S26] with a button");
    struct str tokens = core_tokens(core, a.body);
    is_i64(core_count(core, "SELECT count(*) FROM account WHERE name = 'Mairi of the Glen'"), 0,
           "[S26] nothing was done with them yet");
    a = browser_post(&b, REPORT, glue("", tokens, "&" WORDS));
    is_i64(a.status, 303, "[S26] sent from there");
    is_i64(core_count(core, "SELECT count(*) FROM account WHERE name = 'Mairi of the Glen'"), 1,
           "[S26] they arrive");
    is_i64(core_count(core, "SELECT count(*) FROM kept_form"), 0,
           "[S26] and are kept no longer");
    is_i64(browser_get(&b, "/sign-in/kept").status, 303, "nothing is left to show");
}

static void test_kept_other(void)
{
    struct someone editor = core_person(core, "editor", NULL, NULL);
    core_person(core, "stranger", NULL, NULL);
    struct browser b = { .core = core };
    b.session = session_value_text(core->arena, &editor.session);
    send_late(&b);
    struct answer a;
    sign_in_again(&b, "stranger", &a);
    is_str(a.location, "/guidance", "[S26] another person in that browser does not get them");
    ok(!has(browser_get(&b, "/sign-in/kept").body, "Mairi"), "[S26] nor by asking");
    struct browser planted = { .core = core };
    planted.session = STR("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    a = browser_post(&planted, REPORT, WORDS);
    ok(a.status == 403 && has(a.body, "Mairi of the Glen") && has(a.body, "another tab"),
       "[S26] a cookie that was never ours: shown, not kept");
    is_i64(core_count(core, "SELECT count(*) FROM kept_form"), 1,
           "[S26] so strangers fill nothing");
}

static void test_kept_dropped(void)
{
    struct someone editor = core_person(core, "editor", NULL, NULL);
    struct browser b = { .core = core };
    b.session = session_value_text(core->arena, &editor.session);
    struct answer a = send_late(&b);
    struct str tokens = core_tokens(core, a.body);
    browser_post(&b, REPORT, glue("", tokens, "&name=Mairi+twice"));
    is_i64(core_count(core, "SELECT count(*) FROM kept_form"), 1,
           "[S26] the same form again: the newer");
    browser_post(&b, REPORT, "name=Another+form");
    is_i64(core_count(core, "SELECT count(*) FROM kept_form"), 2,
           "[S26] another form stands beside it");
    sign_in_again(&b, "editor", &a);
    a = browser_follow(&b, &a);
    ok(has(a.body, "form 1 of 2"), "[S26] the page tells how many");
    struct str own = between(a.body, "action=\"/sign-in/kept\"", "</form>");
    struct str id = between(own, "name=\"kept\" value=\"", "\"");
    struct str drop = core_tokens(core, own);
    a = browser_post(&b, "/sign-in/kept",
                     str_z(core->arena, str_printf(core->arena, "%.*s&kept=%.*s", STR_ARG(drop),
                                                   STR_ARG(id))));
    is_i64(a.status, 303, "[S26] one is dropped");
    is_i64(core_count(core, "SELECT count(*) FROM kept_form"), 1, "[S26] and gone");
    clock_set_s(clock_now_s() + 90000);
    sign_in_again(&b, "editor", &a);
    is_str(a.location, "/guidance", "[S26] after a day the other is gone too");
}

/* Signed in, but not lately enough for what was sent. */
static void test_kept_unproved(void)
{
    struct browser b = { .core = core };
    b.session = session_value_text(core->arena, &person.session);
    struct str tokens =
        core_tokens(core, browser_get(&b, "/account/second-factor/set-up").body);
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    struct answer a =
        browser_post(&b, "/account/second-factor/set-up", glue("", tokens, "&code=123456"));
    ok(a.status == 403 && has(a.body, "Show that it is you") &&
           has(a.body, "href=\"/sign-in/again?next="),
       "[S19] [S26] who one is has to be shown first: %d", a.status);
}

int main(void)
{
    with_core(test_link);
    with_core(test_link_bad);
    with_core(test_link_often);
    with_core(test_reset);
    with_core(test_closed);
    with_core(test_invitation);
    with_core(test_first_admin);
    with_core(test_kept);
    with_core(test_kept_other);
    with_core(test_kept_dropped);
    with_core(test_kept_unproved);
    return done_testing();
}
