/* test_sign_in_pages.c: signing in and out through the pages, as a browser does. */
#include "tests/core/core_browser.h"
#include "tests/core/core_people.h"

#include "app/house.h"
#include "core/base/rand.h"
#include "modules/people/first_admin.h"
#include "modules/people/hasher.h"
#include "modules/people/recovery.h"
#include "modules/people/totp.h"
#include "modules/people/visitor.h"

#define PASSWORD "seven grey herons wait"
#define PASSWORD_TYPED "seven+grey+herons+wait"
#define SECRET "12345678901234567890"
#define EMAIL "coordinator@example.org"
#define RIGHT "email=coordinator%40example.org&password=" PASSWORD_TYPED
#define WRONG "email=coordinator%40example.org&password=another+one+than+that"
#define NOBODY "email=nobody%40example.org&password=another+one+than+that"
#define NOT_RIGHT "Email or password is not right"

static struct core *core;

static const char *glue(const char *before, struct str s, const char *after)
{
    return str_z(core->arena, str_printf(core->arena, "%s%.*s%s", before, STR_ARG(s), after));
}

/* --- people --- */

struct equip {
    int64_t account_id;
    struct str hash, secret;
    struct recovery_set codes;
    bool has_app;
};

static enum err equip_fn(struct db *db, void *arg)
{
    const struct equip *q = arg;
    const struct act act = { STR("cli:0"), { 0 }, clock_now_s() - 60 };
    const struct totp_enrol app = { q->account_id, q->secret,
                                    totp_code_text(core->arena, q->secret, act.now_s), 0 };
    enum err e = account_set_password(db, q->account_id, q->hash, 0, &act);
    if (!e && q->has_app)
        e = totp_enrol(db, &app, &act);
    return e || !q->has_app ? e : recovery_replace(db, q->account_id, &q->codes, &act);
}

/* The coordinator of Fife with a password, and an app where asked for; nobody is signed in. */
static struct equip equipped(bool has_app)
{
    char hash[HASH_PASSWORD_BYTES];
    struct someone who = core_person(core, "coordinator", "coordinator", "fife");
    struct equip q = { .account_id = who.account_id,
                       .secret = STR(SECRET),
                       .has_app = has_app };
    rand_bytes(&q.codes, sizeof q.codes);
    is_i64(hasher_make(core->app->people.hasher, STR(PASSWORD), hash), OK, "a password");
    q.hash = str_from(hash);
    is_i64(store_write(app_store(core->app), equip_fn, &q), OK, "a person to sign in");
    return q;
}

static const char *code_now(void)
{
    return glue("code=", totp_code_text(core->arena, STR(SECRET), clock_now_s() + 60), "");
}

static void with_core(void (*test)(void))
{
    core = core_start();
    test();
    core_stop(core);
}

/* --- email and password --- */

static void test_form(void)
{
    struct browser b = { .core = core };
    struct answer a = browser_get(&b, "/sign-in");
    is_i64(a.status, 200, "[7.7] the page to sign in");
    ok(has(a.body, "autocomplete=\"username\"") &&
           has(a.body, "autocomplete=\"current-password\"") && has(a.body, "type=\"password\""),
       "[S14] (ASVS 6.2.6, 6.2.7) password managers and paste are welcome");
    ok(!has(a.body, "maxlength") && !has(a.body, "onpaste") && !has(a.body, "captcha"),
       "[S14] nothing is cut, no puzzle");
    ok(has(a.body, "href=\"/sign-in/link\"") && has(a.body, "href=\"/reset\""),
       "[7.7] with the other ways");
    is_str(a.cache, "no-store", "[S22] it is kept by nobody");
    ok(has(a.body, "name=\"robots\" content=\"noindex\""), "and in no index");
    is_i64((int64_t)b.session.n, 0, "[S19] (ASVS 7.2.3) no cookie before signing in");
    a = browser_fill(&b, "/sign-in", "email=&password=");
    ok(a.status == 422 && has(a.body, "href=\"#email\">Enter your email address") &&
           has(a.body, "href=\"#password\">Enter your password") &&
           has(a.body, "<title>Error: "),
       "[8.3] nothing typed: both are asked for: %d", a.status);
    a = browser_fill(&b, "/sign-in", "email=reader&password=x");
    ok(has(a.body, "Enter an email address in the correct format"), "[8.3] no address");
}

static void test_password(void)
{
    equipped(false);
    struct browser b = { .core = core,
                         .agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) "
                                  "Gecko/20100101 Firefox/140.0" };
    struct answer a = browser_fill(&b, "/sign-in", WRONG);
    ok(a.status == 422 && has(a.body, "href=\"#email\">" NOT_RIGHT), "a wrong password");
    ok(has(a.body, "value=\"coordinator@example.org\"") && !has(a.body, "another one"),
       "[8.3] [S14] the address is kept, the password is shown nowhere");
    a = browser_fill(&b, "/sign-in?next=%2Fguidance", RIGHT "&next=%2Fguidance");
    is_i64(a.status, 303, "[S15] the right one lets in");
    is_str(a.location, "/account/second-factor?next=%2Fguidance",
           "[S17] who needs a second factor is led to set it up first");
    is_i64((int64_t)b.session.n, 64, "[S19] (ASVS 7.2.3) 256 bits");
    is_i64((int64_t)b.device.n, 64, "[S16] the browser of staff is known from now on");
    struct str cookie = resp_header(&a.resp, STR("Set-Cookie"));
    ok(has(cookie, "; Path=/; HttpOnly; SameSite=Lax") && !has(cookie, "Domain"),
       "[S19] (ASVS 3.3.2, 3.3.4) with its flags");
    is_i64(core_count(core, "SELECT count(*) FROM session WHERE device = 'Firefox on Linux'"),
           1, "[S19] (ASVS 7.5.2) the list of sessions names the browser, not what it sent");
    a = browser_get(&b, "/sign-in?next=%2Fguidance");
    ok(a.status == 303, "who is signed in is not asked again");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'account.sign_in'"), 1,
           "[S41] (ASVS 16.3.1) the sign-in is recorded");
    is_i64(
        core_count(core, "SELECT count(*) FROM audit WHERE action = 'account.sign_in_wrong'"),
        1, "[S41] (ASVS 16.3.1) and the wrong answer");
}

/* The parts of an answer that could tell one failure from another. */
static struct str told(struct answer a)
{
    struct str main = between(a.body, "<main", "</main>"), csrf, id;
    csrf = between(main, "name=\"csrf\" value=\"", "\"");
    id = between(main, "name=\"form_id\" value=\"", "\"");
    size_t at = str_find(main, csrf), until = str_find(main, id);
    return str_printf(core->arena, "%d %.*s%.*s", a.status, STR_ARG(str_sub(main, 0, at)),
                      STR_ARG(str_sub(main, until + id.n, main.n)));
}

static void test_alike(void)
{
    struct equip q = equipped(false);
    struct browser b = { .core = core };
    const struct str email = STR("same@example.org");
    (void)email;
    struct answer known = browser_fill(&b, "/sign-in", WRONG);
    struct answer unknown = browser_fill(&b, "/sign-in", NOBODY);
    const char *one = glue("", told(known), ""), *other = glue("", told(unknown), "");
    struct str masked = str_from(other);
    size_t at = str_find(masked, STR("nobody@example.org"));
    masked = str_printf(core->arena, "%.*scoordinator@example.org%.*s",
                        STR_ARG(str_sub(masked, 0, at)),
                        STR_ARG(str_sub(masked, at + 18, masked.n)));
    ok(str_eq(str_from(one), masked),
       "[S15] (ASVS 6.3.8) a wrong password and an unknown address get the same page");
    is_i64((int64_t)b.session.n, 0, "and no cookie");
    known = browser_fill(&b, "/sign-in/link", "email=coordinator%40example.org");
    unknown = browser_fill(&b, "/sign-in/link", "email=nobody%40example.org");
    ok(known.status == 303 && unknown.status == 303 && str_eq(known.location, unknown.location),
       "[S18] (ASVS 6.3.8) a link is promised to every address alike");
    known = browser_fill(&b, "/reset", "email=coordinator%40example.org");
    unknown = browser_fill(&b, "/reset", "email=nobody%40example.org");
    ok(known.status == 303 && unknown.status == 303 && str_eq(known.location, unknown.location),
       "[S18] (ASVS 6.3.8) and a new password too");
    is_i64(core_count(core, "SELECT count(*) FROM outbox WHERE to_key = 'nobody@example.org'"),
           0, "[S6] nothing is mailed to nobody");
    is_i64(core_count(core,
                      "SELECT count(*) FROM outbox WHERE to_key = 'coordinator@example.org'"),
           2, "[7.7] two mails to the person");
    is_i64(q.account_id != 0, 1, "the person is there");
}

static int compare(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* Microseconds of one POST with those fields; the page is opened outside the measurement. */
static int64_t time_of(struct browser *b, const char *target, const char *fields)
{
    struct answer page = browser_get(b, target);
    struct str tokens = core_tokens(core, page.body);
    const char *body =
        str_z(core->arena, str_printf(core->arena, "%.*s&%s", STR_ARG(tokens), fields));
    clock_set_s(clock_now_s() + 400); /* past every wait */
    int64_t from = clock_mono_us();
    browser_post(b, target, body);
    return clock_mono_us() - from;
}

#define ROUNDS 15

/* Medians, taken in turn, so that what else the machine does meets both. */
static double ratio(const char *target, const char *known, const char *unknown)
{
    struct browser b = { .core = core };
    int64_t one[ROUNDS], other[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        one[i] = time_of(&b, target, known);
        other[i] = time_of(&b, target, unknown);
    }
    qsort(one, ROUNDS, sizeof one[0], compare);
    qsort(other, ROUNDS, sizeof other[0], compare);
    return (double)one[ROUNDS / 2] / (double)other[ROUNDS / 2];
}

/* How often the answer waited for the disk. */
static int64_t commits_of(const char *target, const char *fields)
{
    struct browser b = { .core = core };
    int64_t before = store_stats(app_store(core->app)).commits;
    time_of(&b, target, fields);
    return store_stats(app_store(core->app)).commits - before;
}

static void test_time(void)
{
    equipped(false);
    double r = ratio("/sign-in", WRONG, NOBODY);
    ok(r > 0.6 && r < 1.6, "[S15] (ASVS 6.3.8) known and unknown take the same time: %.2f", r);
    /* a matter of some milliseconds, which other work of the machine moves: so the bound is
     * wide, and the waits for the disk are counted besides */
    r = ratio("/sign-in/link", "email=coordinator%40example.org", "email=nobody%40example.org");
    ok(r > 0.1 && r < 10, "[S18] (ASVS 6.3.8) asking for a link too: %.2f", r);
    is_i64(commits_of("/sign-in/link", "email=coordinator%40example.org"),
           commits_of("/sign-in/link", "email=nobody%40example.org"),
           "[S18] (ASVS 6.3.8) with as many waits for the disk");
    is_i64(commits_of("/reset", "email=coordinator%40example.org"),
           commits_of("/reset", "email=nobody%40example.org"),
           "[S18] (ASVS 6.3.8) and so for a new password");
    is_i64(commits_of("/sign-in", WRONG), commits_of("/sign-in", NOBODY),
           "[S15] (ASVS 6.3.8) and for a password");
}

static void test_wait(void)
{
    equipped(false);
    struct browser b = { .core = core }, other = { .core = core };
    struct answer a = browser_get(&b, "/sign-in"), page = a;
    struct str tokens = core_tokens(core, page.body);
    const char *wrong = glue("", tokens, "&" WRONG), *right = glue("", tokens, "&" RIGHT);
    for (int i = 0; i < 8; i++) {
        a = browser_post(&b, "/sign-in", wrong);
        if (i >= 4) /* wait as long as it says, so that every one counts */
            clock_set_s(clock_now_s() + (1 << (i - 4)));
    }
    a = browser_post(&b, "/sign-in", wrong);
    a = browser_post(&b, "/sign-in", right);
    ok(a.status == 422 &&
           has(a.body, "There were too many wrong tries. Wait 16 seconds and try again"),
       "[S16] (ASVS 6.3.1) the wait is told on the page");
    ok(has(a.body, "You do not have to wait. <a href=\"/sign-in/link\">"),
       "[S16] with the way that needs no wait");
    is_i64((int64_t)b.session.n, 0, "[S16] the right password waits too");
    ok(core_count(core, "SELECT count(*) FROM audit WHERE action = 'account.back_off'") > 0,
       "[S41] (ASVS 16.3.1) the back-off is recorded");
    a = browser_fill(&other, "/sign-in/link", "email=coordinator%40example.org");
    const char *at = browser_mailed(core, EMAIL, "/sign-in/link/");
    a = browser_fill(&other, at, "");
    is_i64((int64_t)other.session.n, 64, "[S16] the mailed link lets in all the same");
    for (int i = 0; i < 2; i++)
        browser_fill(&b, "/sign-in", WRONG);
    b.device = other.device;
    a = browser_post(&b, "/sign-in", right);
    is_i64(a.status, 303, "[S16] a known browser has a count of its own");
}

static void test_next(void)
{
    static const char *const evil[] = {
        "//evil.example",   "/%5Cevil.example",  "https:%2F%2Fevil.example",
        "/%2Fevil.example", "javascript:alert",  "/guidance%0D%0Ax:y",
        "/nowhere/at/all",  "/sign-out",         "/partnerships.csv",
        "guidance",         "/%09/evil.example", "/static/site.css",
    };
    equipped(false);
    for (size_t i = 0; i < sizeof evil / sizeof evil[0]; i++) {
        struct browser b = { .core = core };
        const char *page = glue("/sign-in?next=", str_from(evil[i]), "");
        ok(!has(browser_get(&b, page).body, "evil"), "[S29] it stands nowhere: %s", evil[i]);
        struct answer a =
            browser_fill(&b, "/sign-in", glue(RIGHT "&next=", str_from(evil[i]), ""));
        ok(a.status == 303 && str_eq(a.location, STR("/account/second-factor")),
           "[S29] (ASVS 3.7.2) next=%s leads home: %.*s", evil[i], STR_ARG(a.location));
    }
}

static void test_fixation(void)
{
    equipped(false);
    struct browser b = { .core = core };
    b.session = STR("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    struct str planted = b.session;
    is_i64(browser_get(&b, "/account").status, 303,
           "[S19] a value of a stranger opens nothing");
    browser_fill(&b, "/sign-in", RIGHT);
    ok(b.session.n == 64 && !str_eq(b.session, planted),
       "[S19] (ASVS 7.2.4) and is never adopted: a new one at signing in");
    struct str first = b.session;
    b.session = (struct str){ 0 };
    struct browser again = { .core = core, .session = first };
    browser_fill(&again, "/sign-out", "");
    b.session = first;
    is_i64(browser_get(&b, "/account").status, 303, "[S19] (ASVS 7.4.1) a copy of it is dead");
}

/* --- the second factor --- */

static void test_code(void)
{
    equipped(true);
    struct browser b = { .core = core };
    struct answer a = browser_fill(&b, "/sign-in", RIGHT "&next=%2Fguidance");
    is_str(a.location, "/sign-in/code?next=%2Fguidance",
           "[7.6] [S17] then the code is asked for");
    struct str half = b.session;
    is_str(browser_get(&b, "/coordinator").location, "/sign-in/code?next=%2Fcoordinator",
           "[S17] (ASVS 6.3.3) half a sign-in reaches nothing");
    is_str(browser_get(&b, "/account").location, "/sign-in/code?next=%2Faccount",
           "[S17] not even the own account");
    a = browser_get(&b, "/sign-in/code?next=%2Fguidance");
    ok(has(a.body, "autocomplete=\"one-time-code\"") && has(a.body, "inputmode=\"numeric\""),
       "[7.6] one input, as telephones know it");
    a = browser_fill(&b, "/sign-in/code", "code=");
    ok(a.status == 422 && has(a.body, "Enter the 6 digit code"), "nothing typed");
    a = browser_fill(&b, "/sign-in/code", "code=12345");
    ok(a.status == 422 && has(a.body, "Enter the 6 digit code"), "five digits");
    a = browser_fill(&b, "/sign-in/code", "code=000000");
    ok(a.status == 422 && has(a.body, "That code is not right"), "a wrong one");
    const char *right = code_now();
    a = browser_fill(&b, "/sign-in/code", glue("", str_from(right), "&next=%2Fguidance"));
    is_str(a.location, "/guidance", "[7.6] [S29] a right one leads to where one was going");
    ok(!str_eq(b.session, half), "[S19] (ASVS 7.2.4) under a new value");
    struct browser old = { .core = core, .session = half };
    is_i64(browser_get(&old, "/account").status, 303, "[S19] the one before is dead");
    a = browser_get(&b, "/sign-in/code");
    is_i64(a.status, 303, "there is nothing more to ask");
    struct browser thief = { .core = core };
    browser_fill(&thief, "/sign-in", RIGHT);
    a = browser_fill(&thief, "/sign-in/code", right);
    is_i64(a.status, 422, "[S17] (ASVS 6.5.1) a code works once");
}

static void test_code_wait(void)
{
    equipped(true);
    struct browser b = { .core = core };
    browser_fill(&b, "/sign-in", RIGHT);
    struct answer a = browser_get(&b, "/sign-in/code");
    const char *wrong = glue("", core_tokens(core, a.body), "&code=000000");
    for (int i = 0; i < 6; i++)
        a = browser_post(&b, "/sign-in/code", wrong);
    ok(a.status == 422 && has(a.body, "Wait 1 second and try again"),
       "[S16] (ASVS 6.5.5) codes wait too");
    clock_set_s(clock_now_s() + SESSION_LIFE_S);
    a = browser_post(&b, "/sign-in/code", wrong);
    ok(a.status == 403 && !has(a.body, "000000"),
       "[S26] the session is over: no code is kept: %d", a.status);
}

static void test_recovery(void)
{
    struct equip q = equipped(true);
    struct browser b = { .core = core };
    browser_fill(&b, "/sign-in", RIGHT);
    ok(has(browser_get(&b, "/sign-in/code").body, "href=\"/sign-in/recovery\""),
       "[7.6] without the app there is a way");
    struct answer a = browser_fill(&b, "/sign-in/recovery", "code=");
    ok(a.status == 422 && has(a.body, "Enter one of your recovery codes"), "nothing typed");
    a = browser_fill(&b, "/sign-in/recovery", "code=0000-0000-0000-0000");
    ok(a.status == 422 && has(a.body, "That recovery code is not right"), "a wrong one");
    const char *code = glue("code=", recovery_text(core->arena, &q.codes, 2), "");
    a = browser_fill(&b, "/sign-in/recovery", code);
    is_i64(a.status, 303, "[S17] (ASVS 6.5.1) a recovery code lets in");
    is_i64(browser_get(&b, "/account").status, 200, "[S17] wholly");
    struct browser again = { .core = core };
    browser_fill(&again, "/sign-in", RIGHT);
    is_i64(browser_fill(&again, "/sign-in/recovery", code).status, 422, "[S17] once");
}

/* --- showing again who one is --- */

static void test_again(void)
{
    equipped(false);
    struct browser b = { .core = core };
    browser_fill(&b, "/sign-in", RIGHT);
    struct str before = b.session;
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    struct answer a = browser_get(&b, "/account/second-factor/set-up");
    is_str(a.location, "/sign-in/again?next=%2Faccount%2Fsecond-factor%2Fset-up",
           "[S19] (ASVS 7.5.1) after 15 minutes it is asked again who one is");
    a = browser_follow(&b, &a);
    ok(a.status == 200 && has(a.body, "Show that it is you") &&
           has(a.body, "type=\"password\""),
       "[S19] by password where there is no app");
    a = browser_fill(&b, "/sign-in/again", "password=not+mine+at+all");
    ok(a.status == 422 && has(a.body, "Password is not right"), "a wrong one");
    a = browser_fill(&b, "/sign-in/again",
                     "password=" PASSWORD_TYPED "&next=%2Faccount%2Fsecond-factor%2Fset-up");
    ok(a.status == 303 && !str_eq(before, b.session), "[S19] under a new value: %.*s",
       STR_ARG(a.location));
    is_i64(browser_get(&b, "/account/second-factor/set-up").status, 200,
           "[S19] then the page opens");
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    a = browser_fill(&b, "/sign-in/again", "how=link&next=%2Faccount");
    is_str(a.location, "/sign-in/sent?next=%2Faccount",
           "[S19] or by a link to the own address");
    ok(browser_mailed(core, EMAIL, "/sign-in/link/")[0] == '/', "which is mailed");
}

static void test_again_app(void)
{
    equipped(true);
    struct browser b = { .core = core };
    browser_fill(&b, "/sign-in", RIGHT);
    browser_fill(&b, "/sign-in/code", code_now());
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    struct answer a = browser_get(&b, "/sign-in/again?next=%2Faccount");
    is_str(a.location, "/sign-in/code?next=%2Faccount", "[S19] with an app its code is asked");
    a = browser_follow(&b, &a);
    struct str tokens = core_tokens(core, a.body);
    a = browser_post(&b, "/sign-in/again", glue("", tokens, "&password=" PASSWORD_TYPED));
    ok(a.status != 303 || !has(a.location, "/account"), "[S19] the password does not do: %d",
       a.status);
    a = browser_fill(&b, "/sign-in/code", code_now());
    is_i64(a.status, 303, "[S19] a fresh code does");
}

/* --- signing out --- */

static void test_out(void)
{
    equipped(false);
    struct browser b = { .core = core };
    browser_fill(&b, "/sign-in", RIGHT);
    struct answer a = browser_get(&b, "/sign-out");
    ok(a.status == 200 && has(a.body, "<button") && has(a.body, "Sample coordinator"),
       "[S24] the address of signing out shows a button");
    is_i64(browser_get(&b, "/account").status, 200, "[S24] (ASVS 3.5.1) and ends nothing");
    a = browser_post(&b, "/sign-out", "csrf=1.0123");
    is_i64(a.status, 403, "[S25] (ASVS 3.5.1) another page cannot sign anybody out");
    a = browser_fill(&b, "/sign-out", "");
    is_str(a.location, "/sign-out", "[S19] (ASVS 7.4.1) the button does");
    is_str(resp_header(&a.resp, STR("Clear-Site-Data")), "\"storage\"",
           "[S22] (ASVS 14.3.1) and clears what the browser holds");
    ok(has(resp_header(&a.resp, STR("Set-Cookie")), "cj=; Path=/") && !b.session.n,
       "[S19] the cookie is gone");
    a = browser_follow(&b, &a);
    ok(has(a.body, "You are signed out"), "[7.7] the page says so");
    is_i64(core_count(core, "SELECT count(*) FROM session"), 0, "[S19] the session is gone");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'session.end'"), 1,
           "[S41] (ASVS 16.3.1) it is recorded");
    is_i64(browser_fill(&b, "/sign-out", "").status, 303, "signed out already: no harm");
}

int main(void)
{
    with_core(test_form);
    with_core(test_password);
    with_core(test_alike);
    with_core(test_time);
    with_core(test_wait);
    with_core(test_next);
    with_core(test_fixation);
    with_core(test_code);
    with_core(test_code_wait);
    with_core(test_recovery);
    with_core(test_again);
    with_core(test_again_app);
    with_core(test_out);
    return done_testing();
}
