/* test_own_factor_pages.c: the second factor of one's own sign-in, as its pages give it. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "modules/people/own_factor_pages.h"
#include "modules/people/recovery.h"
#include "modules/people/totp.h"

#define SET_UP "/account/second-factor/set-up"
#define NEW_CODES "/account/second-factor/new-codes"

/* The secret as an app has it, from the text on the page: RFC 4648 base 32 in groups. */
static struct str secret_on(struct core *core, struct str page)
{
    struct str text = between(page, "id=\"secret\">", "</p>");
    char *out = arena_alloc(core->arena, TOTP_SECRET_BYTES + 1);
    uint32_t bits = 0;
    unsigned waiting = 0;
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        size_t v = str_find_char(STR("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), text.p[i]);
        if (v == STR_NONE)
            continue;
        bits = (bits << 5 | (uint32_t)v) & 0xfff;
        waiting += 5;
        if (waiting >= 8 && n < TOTP_SECRET_BYTES) {
            waiting -= 8;
            out[n++] = (char)(bits >> waiting & 0xff);
        }
    }
    return (struct str){ out, n };
}

static struct str pending_on(struct str page)
{
    return between(page, "name=\"pending\" value=\"", "\"");
}

/* Posts to the set-up page what its form holds, with these codes and secrets. */
static struct answer send_code(struct core *core, struct someone *who, struct str page,
                               struct str pending, struct str code)
{
    struct str body =
        str_printf(core->arena, "%.*s&pending=%.*s&code=%.*s&next=%%2Fabout",
                   STR_ARG(core_tokens(core, page)), STR_ARG(pending), STR_ARG(code));
    struct answer a = core_post_as(core, who, SET_UP, str_z(core->arena, body));
    (void)core_take_cookie(core, who, &a);
    return a;
}

static struct str code_now(struct core *core, struct str secret)
{
    return totp_code_text(core->arena, secret, clock_now_s());
}

static struct answer set_up(struct core *core, struct someone *who)
{
    struct str page = core_get_as(core, who, SET_UP).body;
    return send_code(core, who, page, pending_on(page), code_now(core, secret_on(core, page)));
}

static int64_t codes_left(struct core *core, struct someone *who)
{
    int64_t n = -1;
    return recovery_left(core->worker->db_all, who->account_id, &n) ? -1 : n;
}

static void test_set_up(struct core *core)
{
    struct someone who = core_person(core, "starter", "coordinator", "fife");
    core_sign_in_half(core, &who); /* signed in, without a factor: the role rests */
    struct session_value first = who.session;
    struct answer a = core_get_as(core, &who, "/coordinator");
    ok(a.status == 303 && str_eq(a.location, STR("/account/second-factor?next=%2Fcoordinator")),
       "[7.6] [S17] (ASVS 6.3.3) the workspace leads there, and back");
    a = core_get_as(core, &who, "/account/second-factor?next=%2Fabout");
    ok(a.status == 200 && has(a.body, "Your role needs this"),
       "[7.6] [S17] (ASVS 6.3.3) a coordinator without one is told why");
    ok(has(a.body, SET_UP "?next=%2Fabout"), "[7.6] the way on goes with it");
    a = core_get_as(core, &who, SET_UP "?next=%2Fabout");
    struct str secret = secret_on(core, a.body);
    ok(a.status == 200 && secret.n == TOTP_SECRET_BYTES, "[7.6] the key stands there as text");
    ok(has(a.body, "<svg viewBox=\"0 0 ") && has(a.body, "d=\"M4 4h7v1h-7z"),
       "[7.6] and as a QR code in the page itself");
    ok(str_eq(a.cache, STR("no-store")), "[S22] (ASVS 14.3.2) kept nowhere");
    ok(!core_account(core, &who).totp_secret.n, "looking sets nothing");

    a = send_code(core, &who, a.body, pending_on(a.body), code_now(core, secret));
    ok(a.status == 303 && str_starts(a.location, STR("/account/second-factor/codes?shown=")),
       "[7.6] [S17] (ASVS 6.5.5) the first code proves it");
    ok(str_eq(core_account(core, &who).totp_secret, secret), "[7.6] the key is in use");
    ok(memcmp(&first, &who.session, sizeof first) != 0,
       "[S19] (ASVS 7.2.4) the session has a new value");
    struct str value = session_value_text(core->arena, &first);
    ok(core_get(core, "/account/second-factor",
                str_z(core->arena, str_printf(core->arena, "Cookie: cj=%.*s", STR_ARG(value))))
               .status == 303,
       "[S19] the old value opens nothing");
    a = core_get_as(core, &who, str_z(core->arena, a.location));
    ok(a.status == 200 && has(a.body, "Keep your recovery codes") &&
           has(a.body, "href=\"/about\""),
       "[7.6] recovery codes, and the way on");
    is_i64(codes_left(core, &who), RECOVERY_CODES, "[S17] (ASVS 6.5.1) eight are kept");
    ok(has(core_mail_to(core, "starter@example.org"), "A code app was set up"),
       "[S41] (ASVS 6.3.7) the person is told by mail");
    ok(core_get_as(core, &who, "/coordinator").status == 200, "[S13] the role is awake");
    a = core_get_as(core, &who, "/account/second-factor");
    ok(has(a.body, "8 of 8 left") && !has(a.body, "Your role needs this"),
       "[7.6] the page says so");
}

static void test_bad_codes(struct core *core)
{
    struct someone who = core_person(core, "fumbler", NULL, NULL);
    struct answer a = core_get_as(core, &who, SET_UP);
    struct str pending = pending_on(a.body), secret = secret_on(core, a.body);
    a = send_code(core, &who, a.body, pending, STR(""));
    ok(a.status == 422 && has(a.body, "Enter the 6 digit code"), "[S17] nothing entered");
    ok(str_eq(secret_on(core, a.body), secret), "and the same key stands there again");
    a = send_code(core, &who, a.body, pending_on(a.body), STR("abc%22%3E%3Cb"));
    ok(a.status == 422 && has(a.body, "value=\"abc&quot;&gt;&lt;b\""),
       "[S1] letters come back as they were typed, escaped");
    uint32_t code = totp_code(secret, clock_now_s() / TOTP_STEP_S, TOTP_DIGITS);
    struct str wrong = str_printf(core->arena, "%06u", (code + 1) % 1000000);
    a = send_code(core, &who, a.body, pending_on(a.body), wrong);
    ok(a.status == 422 && has(a.body, "That code is not right"),
       "[S17] (ASVS 6.5.5) a wrong code");
    struct str broken = str_dup(core->arena, pending_on(a.body));
    ((char *)(uintptr_t)broken.p)[40] = broken.p[40] == 'a' ? 'b' : 'a';
    a = send_code(core, &who, a.body, broken, code_now(core, secret));
    ok(a.status == 422 && has(a.body, "open too long") &&
           !str_eq(secret_on(core, a.body), secret),
       "[S17] a sealed key that was changed is none: a new one is shown");
    a = send_code(core, &who, a.body, STR(""), code_now(core, secret));
    ok(a.status == 422 && has(a.body, "open too long"), "[S17] nor is one that is missing");
    clock_set_s(clock_now_s() + 800);
    core_sign_in(core, &who);
    a = send_code(core, &who, core_get_as(core, &who, SET_UP).body, pending,
                  code_now(core, secret));
    ok(a.status == 303, "[S17] one that waited a while is still good");
    clock_set_s(clock_now_s() + FACTOR_PENDING_S);
    core_sign_in(core, &who);
    a = send_code(core, &who, core_get_as(core, &who, SET_UP).body, pending,
                  code_now(core, secret));
    ok(a.status == 422 && has(a.body, "open too long"), "[S17] for an hour");
}

static void test_not_another_persons(struct core *core)
{
    struct someone one = core_person(core, "one", NULL, NULL);
    struct someone two = core_person(core, "two", NULL, NULL);
    struct str page = core_get_as(core, &one, SET_UP).body;
    struct str secret = secret_on(core, page);
    struct str form = core_get_as(core, &two, SET_UP).body;
    struct answer a = send_code(core, &two, form, pending_on(page), code_now(core, secret));
    ok(a.status == 422 && !core_account(core, &two).totp_secret.n,
       "[S17] a key sealed for somebody else is not taken");
    a = set_up(core, &one);
    struct answer seen = core_get_as(core, &two, str_z(core->arena, a.location));
    ok(seen.status == 303 && str_eq(seen.location, STR("/account/second-factor")),
       "[S17] nobody else reads the codes by their address");
    clock_set_s(clock_now_s() + FACTOR_CODES_S);
    seen = core_get_as(core, &one, str_z(core->arena, a.location));
    ok(has(seen.body, "shown once") && !has(seen.body, "cj-codes"),
       "[S17] and after a while not even the person");
}

static void test_proved(struct core *core)
{
    struct someone who = core_person(core, "rested", NULL, NULL);
    struct str form = core_get_as(core, &who, SET_UP).body;
    clock_set_s(clock_now_s() + SESSION_PROVED_S);
    struct answer a = core_get_as(core, &who, SET_UP);
    ok(a.status == 303 && str_starts(a.location, STR("/sign-in/again?next=")),
       "[S19] (ASVS 7.5.1) later than 15 minutes, who one is has to be shown again");
    a = send_code(core, &who, form, pending_on(form), code_now(core, secret_on(core, form)));
    ok(a.status != 303 && !core_account(core, &who).totp_secret.n,
       "[S19] (ASVS 7.5.1) also for the form: nothing is set");
}

static void test_replace(struct core *core)
{
    struct someone who = core_person(core, "changer", "admin", NULL);
    (void)set_up(core, &who);
    struct str before = core_account(core, &who).totp_secret;
    struct someone phone = who;
    core_sign_in(core, &phone);
    struct answer a = core_get_as(core, &who, SET_UP);
    ok(a.status == 200 && has(a.body, "Replace your code app"), "[7.6] a new phone");
    a = set_up(core, &who);
    ok(a.status == 303 && !str_eq(core_account(core, &who).totp_secret, before),
       "[7.6] [S17] the new key takes the place of the old");
    ok(core_get_as(core, &phone, "/account/second-factor").status == 303,
       "[S19] (ASVS 7.4.3) other devices are signed out");
    struct str first = core_get_as(core, &who, str_z(core->arena, a.location)).body;
    a = core_fill_as(core, &who, NEW_CODES, "");
    ok(a.status == 303, "[7.6] new recovery codes");
    struct str second = core_get_as(core, &who, str_z(core->arena, a.location)).body;
    ok(has(second, "cj-codes") &&
           !str_eq(between(first, "cj-code\">", "<"), between(second, "cj-code\">", "<")),
       "[S17] (ASVS 6.5.1) are others");
    is_i64(codes_left(core, &who), RECOVERY_CODES, "[S17] and there are eight of them again");
    ok(has(core_mail_to(core, "changer@example.org"), "New recovery codes"),
       "[S41] (ASVS 6.3.7) told by mail");
    struct someone plain = core_person(core, "plain", NULL, NULL);
    ok(core_get_as(core, &plain, NEW_CODES).status == 404, "no codes without an app");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    struct core *core = core_start_with(options);
    clock_set_s(1795344780);
    test_set_up(core);
    test_bad_codes(core);
    test_not_another_persons(core);
    test_proved(core);
    test_replace(core);
    core_stop(core);
    return done_testing();
}
