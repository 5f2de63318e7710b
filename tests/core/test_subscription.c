/* test_subscription.c: updates by email, asked for, confirmed, changed and stopped, in process.
 */
#include "tests/core/subscription_help.h"

/* --- asking --- */

static void test_form(struct core *core)
{
    struct answer a = core_get(core, FIFE, NULL);
    is_i64(a.status, 200, "[11.1] the form is there");
    ok(has(a.body, "value=\"contact_route\"") && has(a.body, "value=\"consultations\"") &&
           !has(a.body, "value=\"plans\""),
       "[11.1] only topics that something mails about are offered");
    ok(!has(a.body, "value=\"contact_route\" checked"), "no topic is ticked beforehand");
    ok(has(a.body, "value=\"fife\" checked") && !has(a.body, "value=\"all\" checked") &&
           !has(a.body, "value=\"angus\" checked"),
       "of the areas only the one of the address");
    ok(has(a.body, "All of Scotland") && has(a.body, "Other partnerships"),
       "[11.1] others can be chosen");
    ok(!has(a.body, "sign in to") && !has(a.body, "captcha"),
       "[11.1] [12.1] no account, no puzzle");
    ok(has(a.body, "name=\"website\""), "[12.1] [S47] the trap is there");
    is_str(a.cache, "private, no-cache", "[S22] a form is nobody else's");
    ok(has(core_get(core, "/partnerships/fife", NULL).body, "href=\"" FIFE "\""),
       "[11.1] the partnership's page leads to it");
    ok(has(core_get(core, "/partnerships/ayrshire/subscribe?area=east-ayrshire", NULL).body,
           "value=\"ayrshire\" checked"),
       "a council that shares leads to its partnership");
    is_i64(core_get(core, "/partnerships/nowhere/subscribe", NULL).status, 404,
           "no such place");
}

static void test_errors(struct core *core)
{
    struct answer a = core_fill(core, FIFE, "email=reader&areas=angus&areas=moray");
    is_i64(a.status, 422, "[8.3] a form with errors");
    ok(has(a.body, "href=\"#topics\">Select what you want to hear about<") &&
           has(a.body, "href=\"#email\">Enter an email address in the correct format"),
       "[8.3] linked to the fields");
    ok(has(a.body, "id=\"topics\"") && has(a.body, "value=\"reader\""),
       "[8.3] nothing is lost");
    ok(has(a.body, "value=\"angus\" checked") && has(a.body, "value=\"moray\" checked") &&
           !has(a.body, "value=\"fife\" checked"),
       "[8.3] what was ticked is ticked, and nothing else");
    ok(has(a.body, "<details class=\"ds_details\" open>"), "and to be seen");
    a = core_fill(core, FIFE, "topics=contact_route&email=");
    ok(a.status == 422 && has(a.body, "href=\"#areas\">Select at least one area<") &&
           has(a.body, "Enter your email address"),
       "[8.3] no area, no address");
    a = core_fill(core, FIFE, "topics=plans&areas=nowhere&email=a%40example.org");
    ok(a.status == 422 && has(a.body, "#topics") && has(a.body, "#areas"),
       "[S11] a topic not offered and an area that is none are nothing chosen");
    is_i64(core_count(core, "SELECT count(*) FROM subscription_request"), 0,
           "nothing is stored");
}

static void test_guards(struct core *core)
{
    struct answer page = core_get(core, FIFE, NULL);
    const char *form = z(core, str_printf(core->arena, "%.*s&" CHOICE "&email=q%%40example.org",
                                          STR_ARG(core_tokens(core, page.body))));
    struct answer a = core_post(core, FIFE, form);
    ok(a.status == 422 && has(a.body, "This has not been sent yet") &&
           has(a.body, "value=\"q@example.org\""),
       "[S47] [12.1] too quick: said so, with what was typed");
    clock_set_s(clock_now_s() + 60);
    a = core_post(core, FIFE, z(core, str_printf(core->arena, "%s&website=x", form)));
    ok(a.status == 422 && has(a.body, "This has not been sent yet"), "[S47] [12.1] the trap");
    a = core_post(core, FIFE, CHOICE "&email=q%40example.org");
    ok(a.status == 403 && has(a.body, "q@example.org"), "[S25] no token: the words are kept");
    is_i64(core_count(core, "SELECT count(*) FROM subscription_request"), 0,
           "nothing is stored");
}

static void test_ask(struct core *core)
{
    struct answer a = core_fill(core, FIFE, CHOICE "&email=Reader%40example.org");
    is_i64(a.status, 303, "[11.1] asked");
    struct answer sent = core_get(core, z(core, a.location), NULL);
    ok(sent.status == 200 && has(sent.body, "Check your email"),
       "[11.1] the page says what next");
    ok(!has(a.location, "Reader") && !has(sent.body, "Reader"),
       "[S23] the address stands in no other");
    is_str(sent.cache, "no-store", "[S22] and is not kept");
    is_i64(core_get(core, FIFE "/sent?r=00", NULL).status, 303,
           "a made-up value: nothing was sent, and no page says so");
    is_i64(core_count(core, "SELECT count(*) FROM subscription"), 0,
           "[11.1] [S6] nothing is subscribed before it is confirmed");
    is_i64(core_count(core, "SELECT count(*) FROM subscription_request"), 1, "it waits");
    struct str all = core_mails(core);
    ok(has(all, "\r\nTo: Reader@example.org\r\n") && has(all, "The link works for 7 days"),
       "[S18] (ASVS 6.4.1) the mail has a link and how long it works");
    ok(has(all, "- When the contact details change or are checked\r\n") &&
           has(all, "- Fife\r\n"),
       "[11.1] and what it is for");
    ok(!has(all, "List-Unsubscribe"), "nothing runs that could be stopped");
    is_i64(core_count(core, "SELECT count(*) FROM outbox WHERE body <> ''"), 0,
           "[S18] the link stays in no row once it was sent");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action = 'subscription.ask' AND actor "
                      "= 'public' AND detail NOT LIKE '%example%'"),
           1, "[S41] with a record that names nobody");
}

/* The same page, the same mail, whether the address is known or not. */
static void test_same_answer(struct core *core)
{
    start(core, FIFE, CHOICE, "known");
    struct answer known = core_fill(core, FIFE, CHOICE "&email=known%40example.org");
    struct answer other = core_fill(core, FIFE, CHOICE "&email=unknown%40example.org");
    ok(known.status == 303 && other.status == 303, "[S18] [11.1] both are sent on");
    ok(str_eq(core_get(core, z(core, known.location), NULL).body,
              core_get(core, z(core, other.location), NULL).body),
       "[S18] (ASVS 6.3.8) to the same page, to the byte");
    ok(known.location.n == other.location.n, "at an address of the same length");
    is_i64(n_mails(core_mails(core)), 2, "and both get the mail to confirm");
}

static void test_mail_limit(struct core *core)
{
    struct answer a = { 0 };
    struct str key = { 0 };
    for (int i = 0; i < MAIL_UNCONFIRMED_A_DAY; i++)
        key = ask(core, FIFE, CHOICE, "often");
    a = core_fill(core, FIFE, CHOICE "&email=often%40example.org");
    ok(a.status == 303 &&
           has(core_get(core, z(core, a.location), NULL).body, "Check your email"),
       "[S6] the fourth of a day has the same answer");
    is_i64(n_mails(core_mails(core)), 0, "[S6] (ASVS 1.3.11) but no mail");
    ok(has(core_get(core, path_of(core, "confirm", key), NULL).body,
           "Do you want these emails?"),
       "[S6] and the last link still works");
}

/* --- confirming --- */

static void test_confirm(struct core *core)
{
    struct str key = ask(core, FIFE, CHOICE, "confirm");
    const char *path = path_of(core, "confirm", key);
    for (int i = 0; i < 3; i++) {
        struct answer a = core_get(core, path, NULL);
        ok(a.status == 200 && has(a.body, "Yes, send me these emails"),
           "[S18] (ASVS 6.4.1) a look uses nothing up");
        is_str(a.cache, "no-store", "[S22] and is not kept");
        ok(has(a.body, "noindex") && !has(a.body, "confirm@example.org") &&
               has(a.body, "c•••@example.org"),
           "[S23] it shows enough of the address");
        ok(tells_nobody(a.body), "[S23] (ASVS 14.2.1) and tells its own to no other site");
    }
    ok(core_ask(core, "HEAD", path, NULL, (struct str){ 0 }).status == 200, "nor does HEAD");
    is_i64(core_count(core,
                      "SELECT count(*) FROM subscription WHERE email = 'confirm@example.org'"),
           0, "[S24] GET changes nothing");
    is_i64(core_post(core, path, "").status, 403, "[S25] without a token nothing happens");
    struct str tokens = core_tokens(core, core_get(core, path, NULL).body);
    struct answer a = core_post(core, path, z(core, tokens)), b;
    is_i64(a.status, 303, "[11.1] the button confirms");
    ok(str_starts(a.location, STR("/subscriptions/done?r=")) && !has(a.location, z(core, key)),
       "[S23] and leads away from the key");
    ok(has(core_get(core, z(core, a.location), NULL).body, "You get these emails now"),
       "to a page that says so");
    b = core_post(core, path, z(core, tokens));
    ok(b.status == 303 && str_eq(a.location, b.location), "[S26] [D3] pressed twice: once");
    is_i64(core_count(core,
                      "SELECT count(*) FROM subscription WHERE email = 'confirm@example.org'"),
           1, "[11.1] it is stored");
    is_i64(core_count(core, "SELECT count(*) FROM subscription_request WHERE email_key = "
                            "'confirm@example.org'"),
           0, "and waits no more");
    struct answer used = core_get(core, path, NULL);
    ok(used.status == 410 && has(used.body, "You have used this link already"),
       "[S18] (ASVS 6.4.1) a used link has its page");
    is_i64(press(core, FIFE).status, 422, "(the form itself)");
    struct str all = core_mails(core);
    ok(n_mails(all) == 1 && has(all, "You get emails from") &&
           has(all, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
       "[11.1] a mail says so, with the way to stop");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action = 'subscription.confirm' AND "
                      "actor = 'link' AND detail LIKE '%keyed%' AND detail NOT LIKE '%@%'"),
           core_count(core, "SELECT count(*) FROM audit WHERE action = 'subscription.confirm'"),
           "[S41] [S42] its record holds the address as a hash only");
}

static void test_bad_links(struct core *core)
{
    struct answer a = core_get(core, "/subscriptions/confirm/00000000000000000000000000", NULL);
    ok(a.status == 404 && has(a.body, "This link does not work") &&
           has(a.body, "newer email took its place"),
       "[S18] a link that was never ours has its page");
    a = core_get(core, "/subscriptions/confirm/sh%22ort", NULL);
    ok(a.status == 404 && has(a.body, "newer email took its place"), "[S18] nor half of one");
    a = core_get(core, "/subscriptions/stop/half", NULL);
    ok(a.status == 404 && has(a.body, "the link may not be whole"),
       "[S18] nor half of another");
    struct str first = ask(core, FIFE, CHOICE, "twice");
    struct str second = ask(core, ANGUS, "topics=contact_route&areas=angus", "twice");
    is_i64(core_get(core, path_of(core, "confirm", first), NULL).status, 404,
           "[S18] a new link ends the one before");
    a = core_get(core, path_of(core, "confirm", second), NULL);
    ok(has(a.body, "<li>Angus</li>") && has(a.body, "<li>Fife</li>"),
       "[S26] and holds what was asked for with the other");
    struct str tokens = core_tokens(core, a.body);
    clock_set_s(clock_now_s() + 2 * DAY_S);
    is_i64(core_get(core, path_of(core, "confirm", second), NULL).status, 200, "2 days later");
    clock_set_s(clock_now_s() + 5 * DAY_S);
    a = core_get(core, path_of(core, "confirm", second), NULL);
    ok(a.status == 410 && has(a.body, "It worked for 7 days") &&
           has(a.body, "href=\"" ANGUS "\""),
       "[S18] (ASVS 6.4.1) after 7 days its page leads to the form again");
    a = core_post(core, path_of(core, "confirm", second), z(core, tokens));
    ok(a.status == 403 || a.status == 410, "[S18] and its button does nothing: %d", a.status);
    a = press(core, path_of(core, "confirm", second));
    is_i64(
        core_count(core, "SELECT count(*) FROM subscription WHERE email = 'twice@example.org'"),
        0, "nothing was started");
    core_mails(core);
    is_i64(core_count(core, "SELECT count(*) FROM subscription_request WHERE email_key = "
                            "'twice@example.org'"),
           0, "[11.1] what nobody confirmed is deleted after 7 days");
}

/* A second request adds to the first. */
static void test_join(struct core *core)
{
    struct str one = start(core, FIFE, CHOICE, "join");
    struct str two = start(core, ANGUS, "topics=contact_route&areas=angus", "JOIN");
    ok(one.n == 26 && str_eq(one, two), "[11.1] one address has one subscription and one key");
    is_i64(core_count(core,
                      "SELECT count(*) FROM subscription WHERE email_key = 'join@example.org'"),
           1, "one row");
    struct answer a = core_get(core, path_of(core, "open", one), NULL);
    ok(has(a.body, "value=\"fife\" checked") && has(a.body, "value=\"angus\" checked"),
       "[11.1] for both areas");
}

/* --- changing, stopping --- */

static void test_change(struct core *core)
{
    struct str key = start(core, FIFE, CHOICE, "change");
    const char *path = path_of(core, "open", key);
    struct answer a = core_get(core, path, NULL);
    ok(a.status == 200 && has(a.body, "value=\"contact_route\" checked") &&
           has(a.body, "value=\"fife\" checked"),
       "[11.1] the link shows what is chosen");
    is_str(a.cache, "no-store", "[S22] and is not kept");
    ok(tells_nobody(a.body), "[S23] (ASVS 14.2.1) and tells no other site its address");
    a = core_fill(core, path, "areas=moray");
    ok(a.status == 422 && has(a.body, "Select what you want to hear about") &&
           has(a.body, "value=\"moray\" checked"),
       "[8.3] nothing chosen: said so, the rest kept");
    a = core_fill(core, path, "topics=contact_route&areas=moray&areas=all");
    ok(a.status == 303 && !has(a.location, z(core, key)), "[S23] saved, and away from the key");
    ok(has(core_get(core, z(core, a.location), NULL).body, "Your choices are saved"),
       "it says so");
    is_i64(core_count(core, "SELECT is_everywhere FROM subscription WHERE email = "
                            "'change@example.org'"),
           1, "[11.1] all of Scotland");
    ok(has(core_get(core, path, NULL).body, "value=\"all\" checked"), "as the page shows");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action = 'subscription.change' AND "
                      "detail LIKE '%\"areas\":[\"fife\",\"all\"]%'"),
           1, "[S41] with what was and is");
    is_i64(core_get(core, "/subscriptions/open/00000000000000000000000000", NULL).status, 404,
           "no such key");
}

static void test_stop(struct core *core)
{
    struct str key = start(core, FIFE, CHOICE, "stop");
    const char *path = path_of(core, "stop", key);
    struct answer a = core_get(core, path, NULL);
    ok(a.status == 200 && has(a.body, "Stop these emails") && has(a.body, "s•••@example.org"),
       "[11.1] [S18] a look shows a button");
    is_i64(
        core_count(core, "SELECT count(*) FROM subscription WHERE email = 'stop@example.org'"),
        1, "[S24] and stops nothing");
    a = core_post(core, path, "");
    ok(a.status == 303 && !has(a.location, z(core, key)), "[11.1] [S23] one press stops");
    ok(has(core_get(core, z(core, a.location), NULL).body, "These emails are stopped"),
       "it says so");
    is_i64(
        core_count(core, "SELECT count(*) FROM subscription WHERE email = 'stop@example.org'") +
            core_count(core, "SELECT count(*) FROM outbox WHERE to_key = 'stop@example.org'") +
            core_count(core,
                       "SELECT count(*) FROM subscription_topic WHERE subscription_id NOT "
                       "IN (SELECT id FROM subscription)"),
        0, "[11.1] nothing that leads to the address is left");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE detail LIKE '%stop@%'"), 0,
           "[S42] the record has it as a hash, whose key is gone");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action = 'subscription.stop' AND actor "
                      "= 'link'"),
           1, "[S41] that it stopped is recorded");
    ok(core_get(core, path, NULL).status == 404 && core_post(core, path, "").status == 404,
       "the key opens nothing any more");
    ok(has(core_get(core, path_of(core, "open", key), NULL).body, "your address is deleted"),
       "and its page says why");
}

/* As mail providers send it: no cookie, no token, no browser's headers, in either form. */
static void test_one_click(struct core *core)
{
    struct str key = start(core, FIFE, CHOICE, "click");
    const char *path = path_of(core, "stop", key);
    struct answer a = core_ask(core, "POST", path,
                               "Content-Type: application/x-www-form-urlencoded\n"
                               "User-Agent: mail provider",
                               STR("List-Unsubscribe=One-Click"));
    ok(a.status == 200 && has(a.body, "These emails are stopped") && !a.location.n,
       "[11.1] one-click stop (RFC 8058): done, and no redirect: %d", a.status);
    is_i64(
        core_count(core, "SELECT count(*) FROM subscription WHERE email = 'click@example.org'"),
        0, "[11.1] it is stopped");
    a = core_ask(core, "POST", path, "Content-Type: application/x-www-form-urlencoded",
                 STR("List-Unsubscribe=One-Click"));
    is_i64(a.status, 200, "[11.1] asked again it stays so");
    key = start(core, FIFE, CHOICE, "multi");
    a = core_ask(core, "POST", path_of(core, "stop", key),
                 "Content-Type: multipart/form-data; boundary=x",
                 STR("--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                     "One-Click\r\n--x--\r\n"));
    ok(a.status == 200 && core_count(core, "SELECT count(*) FROM subscription WHERE email = "
                                           "'multi@example.org'") == 0,
       "[11.1] as multipart too: %d", a.status);
    key = start(core, FIFE, CHOICE, "cross");
    a = core_ask(core, "POST", path_of(core, "stop", key),
                 "Content-Type: application/x-www-form-urlencoded\nSec-Fetch-Site: cross-site",
                 STR("step=stop"));
    ok(a.status == 403 && core_count(core, "SELECT count(*) FROM subscription WHERE email = "
                                           "'cross@example.org'") == 1,
       "[S25] but no page elsewhere can press the button");
    core->peer = STR("192.0.2.99");
    for (int i = 0; i < POST_BUCKET_SIZE + 5; i++)
        a = core_ask(core, "POST", path, "Content-Type: application/x-www-form-urlencoded",
                     STR("List-Unsubscribe=One-Click"));
    core->peer = STR("192.0.2.1");
    is_i64(a.status, 200, "[S48] a provider that stops for many is not held up");
}

int main(void)
{
    struct core *core = core_start();
    clock_set_s(1795345200); /* Sunday 22 November 2026, 11:00 */
    test_form(core);
    test_errors(core);
    test_guards(core);
    test_ask(core);
    test_same_answer(core);
    test_mail_limit(core);
    test_confirm(core);
    test_bad_links(core);
    test_join(core);
    test_change(core);
    test_stop(core);
    test_one_click(core);
    core_stop(core);
    return done_testing();
}
