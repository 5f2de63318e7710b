/* test_subscription.c: mail about chosen topics and areas, from asking to stopping, in process.
 */
#include "tests/core/core_people.h"

#include "app/current.h"
#include "app/house.h"
#include "app/jobs.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "modules/audit/audit.h"
#include "modules/partnerships/subscription_news.h"

#include <dirent.h>

#define FIFE "/partnerships/fife/subscribe"
#define ANGUS "/partnerships/angus/subscribe"
#define DAY_S 86400
#define CHOICE "topics=contact_route&areas=fife"

static int64_t count(struct core *core, const char *sql)
{
    int64_t n = -1;
    return db_one_i64(core->worker->db_all, sql, NO_BINDS, &n) ? -1 : n;
}

static struct str text(struct core *core, const char *sql)
{
    struct str s = { 0 };
    return db_one_text(core->worker->db_all, sql, NO_BINDS, core->arena, &s) ? (struct str){ 0 }
                                                                             : s;
}

static const char *z(struct core *core, struct str s)
{
    return str_z(core->arena, s);
}

/* All mails written as files since the last look, one after the other; soft breaks undone. */
static struct str mails(struct core *core)
{
    struct buf *raw = buf_in(core->arena, 4 << 20), *out = buf_in(core->arena, 4 << 20);
    const char *folder = core->app->mail.folder;
    if (jobs_run_once(core->app))
        printf("Bail out! jobs\n");
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        char part[4096];
        if (e->d_name[0] == '.')
            continue;
        const char *path = z(core, str_printf(core->arena, "%s/%s", folder, e->d_name));
        FILE *in = fopen(path, "r");
        for (size_t n; in && (n = fread(part, 1, sizeof part, in)) > 0;)
            buf_add(raw, part, n);
        if (in)
            fclose(in);
        unlink(path);
        buf_lit(raw, "\n=== end\n");
    }
    if (d)
        closedir(d);
    struct str s = buf_view(raw);
    for (size_t i = 0; i < s.n; i++) {
        if (str_starts(str_sub(s, i, s.n), STR("=\r\n")))
            i += 2;
        else
            buf_char(out, s.p[i]);
    }
    return buf_view(out);
}

static int n_mails(struct str all)
{
    int n = 0;
    for (size_t at; (at = str_find(all, STR("\n=== end\n"))) != STR_NONE; n++)
        all = str_sub(all, at + 9, all.n);
    return n;
}

/* The 26 signs after "/subscriptions/confirm/" and so on. */
static struct str key_in(struct str mail, const char *page)
{
    char mark[60];
    snprintf(mark, sizeof mark, "/subscriptions/%s/", page);
    size_t at = str_find(mail, str_from(mark));
    return at == STR_NONE ? (struct str){ 0 } : str_sub(mail, at + strlen(mark), 26);
}

static const char *path_of(struct core *core, const char *page, struct str key)
{
    return z(core, str_printf(core->arena, "/subscriptions/%s/%.*s", page, STR_ARG(key)));
}

/* From another address each time: so many posts of one would be held up (S48). */
static struct answer fill(struct core *core, const char *target, const char *fields)
{
    static int n;
    core->peer = str_printf(core->arena, "198.51.100.%d", ++n % 250);
    struct answer a = core_fill(core, target, fields);
    core->peer = STR("192.0.2.1");
    return a;
}

/* Asks at that page and gives the link's key. */
static struct str ask(struct core *core, const char *at, const char *choice, const char *email)
{
    const char *fields =
        z(core, str_printf(core->arena, "%s&email=%s%%40example.org", choice, email));
    struct answer a = fill(core, at, fields);
    if (a.status != 303)
        ok(false, "asking at %s for %s: %d", at, email, a.status);
    return key_in(mails(core), "confirm");
}

static struct answer press(struct core *core, const char *path)
{
    return fill(core, path, "");
}

/* A subscription that runs; the key of its mails. */
static struct str start(struct core *core, const char *at, const char *choice,
                        const char *email)
{
    struct str link = ask(core, at, choice, email);
    struct answer a = press(core, path_of(core, "confirm", link));
    if (a.status != 303)
        ok(false, "confirming for %s: %d", email, a.status);
    return key_in(mails(core), "stop");
}

/* No link to another site tells it this page's address (S23). */
static bool tells_nobody(struct str page)
{
    for (size_t at; (at = str_find(page, STR("<a href=\"http"))) != STR_NONE;) {
        page = str_sub(page, at + 1, page.n);
        if (str_find(str_sub(page, 0, str_find_char(page, '>')), STR("noreferrer")) == STR_NONE)
            return false;
    }
    return true;
}

/* --- asking --- */

static void test_form(struct core *core)
{
    struct answer a = core_get(core, FIFE, NULL);
    is_i64(a.status, 200, "[11.1] the form is there");
    ok(has(a.body, "value=\"contact_route\"") && !has(a.body, "value=\"consultations\""),
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
    a = core_fill(core, FIFE, "topics=consultations&areas=nowhere&email=a%40example.org");
    ok(a.status == 422 && has(a.body, "#topics") && has(a.body, "#areas"),
       "[S11] a topic not offered and an area that is none are nothing chosen");
    is_i64(count(core, "SELECT count(*) FROM subscription_request"), 0, "nothing is stored");
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
    is_i64(count(core, "SELECT count(*) FROM subscription_request"), 0, "nothing is stored");
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
    is_i64(count(core, "SELECT count(*) FROM subscription"), 0,
           "[11.1] [S6] nothing is subscribed before it is confirmed");
    is_i64(count(core, "SELECT count(*) FROM subscription_request"), 1, "it waits");
    struct str all = mails(core);
    ok(has(all, "\r\nTo: Reader@example.org\r\n") && has(all, "The link works for 7 days"),
       "[S18] (ASVS 6.4.1) the mail has a link and how long it works");
    ok(has(all, "- When the contact details change or are checked\r\n") &&
           has(all, "- Fife\r\n"),
       "[11.1] and what it is for");
    ok(!has(all, "List-Unsubscribe"), "nothing runs that could be stopped");
    is_i64(count(core, "SELECT count(*) FROM outbox WHERE body <> ''"), 0,
           "[S18] the link stays in no row once it was sent");
    is_i64(count(core, "SELECT count(*) FROM audit WHERE action = 'subscription.ask' AND actor "
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
    is_i64(n_mails(mails(core)), 2, "and both get the mail to confirm");
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
    is_i64(n_mails(mails(core)), 0, "[S6] (ASVS 1.3.11) but no mail");
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
    is_i64(count(core, "SELECT count(*) FROM subscription WHERE email = 'confirm@example.org'"),
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
    is_i64(count(core, "SELECT count(*) FROM subscription WHERE email = 'confirm@example.org'"),
           1, "[11.1] it is stored");
    is_i64(count(core, "SELECT count(*) FROM subscription_request WHERE email_key = "
                       "'confirm@example.org'"),
           0, "and waits no more");
    struct answer used = core_get(core, path, NULL);
    ok(used.status == 410 && has(used.body, "You have used this link already"),
       "[S18] (ASVS 6.4.1) a used link has its page");
    is_i64(press(core, FIFE).status, 422, "(the form itself)");
    struct str all = mails(core);
    ok(n_mails(all) == 1 && has(all, "You get emails from") &&
           has(all, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
       "[11.1] a mail says so, with the way to stop");
    is_i64(count(core, "SELECT count(*) FROM audit WHERE action = 'subscription.confirm' AND "
                       "actor = 'link' AND detail LIKE '%keyed%' AND detail NOT LIKE '%@%'"),
           count(core, "SELECT count(*) FROM audit WHERE action = 'subscription.confirm'"),
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
    is_i64(count(core, "SELECT count(*) FROM subscription WHERE email = 'twice@example.org'"),
           0, "nothing was started");
    mails(core);
    is_i64(count(core, "SELECT count(*) FROM subscription_request WHERE email_key = "
                       "'twice@example.org'"),
           0, "[11.1] what nobody confirmed is deleted after 7 days");
}

/* A second request adds to the first. */
static void test_join(struct core *core)
{
    struct str one = start(core, FIFE, CHOICE, "join");
    struct str two = start(core, ANGUS, "topics=contact_route&areas=angus", "JOIN");
    ok(one.n == 26 && str_eq(one, two), "[11.1] one address has one subscription and one key");
    is_i64(
        count(core, "SELECT count(*) FROM subscription WHERE email_key = 'join@example.org'"),
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
    is_i64(count(core, "SELECT is_everywhere FROM subscription WHERE email = "
                       "'change@example.org'"),
           1, "[11.1] all of Scotland");
    ok(has(core_get(core, path, NULL).body, "value=\"all\" checked"), "as the page shows");
    is_i64(count(core, "SELECT count(*) FROM audit WHERE action = 'subscription.change' AND "
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
    is_i64(count(core, "SELECT count(*) FROM subscription WHERE email = 'stop@example.org'"), 1,
           "[S24] and stops nothing");
    a = core_post(core, path, "");
    ok(a.status == 303 && !has(a.location, z(core, key)), "[11.1] [S23] one press stops");
    ok(has(core_get(core, z(core, a.location), NULL).body, "These emails are stopped"),
       "it says so");
    is_i64(count(core, "SELECT count(*) FROM subscription WHERE email = 'stop@example.org'") +
               count(core, "SELECT count(*) FROM outbox WHERE to_key = 'stop@example.org'") +
               count(core, "SELECT count(*) FROM subscription_topic WHERE subscription_id NOT "
                           "IN (SELECT id FROM subscription)"),
           0, "[11.1] nothing that leads to the address is left");
    is_i64(count(core, "SELECT count(*) FROM audit WHERE detail LIKE '%stop@%'"), 0,
           "[S42] the record has it as a hash, whose key is gone");
    is_i64(count(core,
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
    is_i64(count(core, "SELECT count(*) FROM subscription WHERE email = 'click@example.org'"),
           0, "[11.1] it is stopped");
    a = core_ask(core, "POST", path, "Content-Type: application/x-www-form-urlencoded",
                 STR("List-Unsubscribe=One-Click"));
    is_i64(a.status, 200, "[11.1] asked again it stays so");
    key = start(core, FIFE, CHOICE, "multi");
    a = core_ask(core, "POST", path_of(core, "stop", key),
                 "Content-Type: multipart/form-data; boundary=x",
                 STR("--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                     "One-Click\r\n--x--\r\n"));
    ok(a.status == 200 && count(core, "SELECT count(*) FROM subscription WHERE email = "
                                      "'multi@example.org'") == 0,
       "[11.1] as multipart too: %d", a.status);
    key = start(core, FIFE, CHOICE, "cross");
    a = core_ask(core, "POST", path_of(core, "stop", key),
                 "Content-Type: application/x-www-form-urlencoded\nSec-Fetch-Site: cross-site",
                 STR("step=stop"));
    ok(a.status == 403 && count(core, "SELECT count(*) FROM subscription WHERE email = "
                                      "'cross@example.org'") == 1,
       "[S25] but no page elsewhere can press the button");
    core->peer = STR("192.0.2.99");
    for (int i = 0; i < POST_BUCKET_SIZE + 5; i++)
        a = core_ask(core, "POST", path, "Content-Type: application/x-www-form-urlencoded",
                     STR("List-Unsubscribe=One-Click"));
    core->peer = STR("192.0.2.1");
    is_i64(a.status, 200, "[S48] a provider that stops for many is not held up");
}

/* --- telling --- */

static enum err notify(struct db *db, void *arg)
{
    const struct subscription_news *n = arg;
    enum err e = subscription_notify(db, n);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("job"),
                                                        .action = STR("test.notify"),
                                                        .at_s = n->now_s });
}

static void happens(struct core *core, const char *slug, const char *line)
{
    struct subscription_news n = { .topic = TOPIC_CONTACT_ROUTE,
                                   .line = str_from(line),
                                   .now_s = clock_now_s() };
    if (db_one_i64(core->worker->db_all, "SELECT id FROM partnership WHERE slug = $1",
                   BINDS(bt(str_from(slug))), &n.partnership_id) ||
        store_write(core->app->store, notify, &n))
        ok(false, "something happens in %s", slug);
}

/* To the next morning, a minute before and after 8. */
static void to_morning(struct core *core, int64_t after_s)
{
    (void)core;
    clock_set_s(subscription_due_s(clock_now_s()) + after_s);
}

static void test_news(struct core *core)
{
    struct str fife = start(core, FIFE, CHOICE, "fife");
    start(core, ANGUS, "topics=contact_route&areas=angus", "angus");
    start(core, FIFE, "topics=contact_route&areas=all", "scotland");
    start(core, FIFE, "topics=contact_route&areas=moray", "moray");
    is_i64(count(core, "SELECT count(*) FROM subscription WHERE email IN ('fife@example.org', "
                       "'angus@example.org', 'scotland@example.org', 'moray@example.org')"),
           4, "four who want to know");
    happens(core, "fife", "The contact details changed: Third Sector Interface");
    happens(core, "fife", "The contact details were checked");
    happens(core, "fife", "The contact details were checked");
    happens(core, "angus", "The contact details were checked");
    to_morning(core, -60);
    is_i64(n_mails(mails(core)), 0, "before 8 nobody is mailed");
    to_morning(core, 60);
    struct str all = mails(core);
    is_i64(count(core, "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                       "to_key = 'moray@example.org'"),
           0, "[11.1] who chose another area is not told");
    is_i64(count(core, "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                       "to_key IN ('fife@example.org', 'angus@example.org', "
                       "'scotland@example.org')"),
           3, "[11.1] the others get one mail each");
    ok(has(all, "Subject: What changed in 2 partnerships\r\n"), "of all that changed");
    size_t at = str_find(all, STR("\r\nTo: fife@example.org"));
    struct str mine = str_sub(all, at, str_find(str_sub(all, at, all.n), STR("=== end")));
    ok(has(mine, "- The contact details changed: Third Sector Interface\r\n- The contact "
                 "details were checked\r\n") &&
           has(mine, "/partnerships/fife\r\n") && !has(mine, "Angus"),
       "[11.1] what changed in the area chosen, each once, with its page");
    ok(has(mine,
           z(core, str_printf(core->arena, "List-Unsubscribe: <%.*s/subscriptions/stop/%.*s>",
                              STR_ARG(core->app->site.origin), STR_ARG(fife)))),
       "[11.1] and how to stop, in its headers");
    ok(has(mine, z(core, str_printf(core->arena, "/subscriptions/open/%.*s", STR_ARG(fife)))),
       "[11.1] and in its text, how to change");
    is_i64(n_mails(mails(core)), 0, "run again nobody is told twice");
    is_i64(count(core,
                 "SELECT count(*) FROM audit WHERE action = 'subscription.tell' AND actor "
                 "= 'job'"),
           1, "[S41] one record of all");
    to_morning(core, 60);
    is_i64(n_mails(mails(core)), 0, "a day without news brings no mail");
}

/* The whole way: a coordinator marks the details as right, and those who follow hear of it. */
static void test_route_change(struct core *core)
{
    struct someone who = core_person(core, "falkirk", "coordinator", "falkirk");
    start(core, FIFE, "topics=contact_route&areas=falkirk", "follower");
    struct answer page = core_get_as(core, &who, "/coordinator/partnership");
    struct str seen = between(page.body, "name=\"seen\" value=\"", "\"");
    ok(page.status == 200 && seen.n > 0, "the coordinator's page");
    struct answer a =
        core_fill_as(core, &who, "/coordinator/partnership",
                     z(core, str_printf(core->arena, "do=check&seen=%.*s", STR_ARG(seen))));
    ok(a.status == 303, "[1.10] the details are right: %d", a.status);
    to_morning(core, 60);
    struct str all = mails(core);
    size_t at = str_find(all, STR("\r\nTo: follower@example.org"));
    ok(at != STR_NONE && has(all, "- The contact details were checked\r\n") &&
           has(all, "/partnerships/falkirk\r\n"),
       "[11.1] who follows Falkirk hears of it the next morning");
}

/* What happened before somebody asked is no news to them. */
static void test_later_comer(struct core *core)
{
    happens(core, "moray", "The contact details were checked");
    start(core, FIFE, "topics=contact_route&areas=moray", "later");
    to_morning(core, 60);
    mails(core);
    is_i64(count(core, "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                       "to_key = 'later@example.org'"),
           0, "what was before is not told");
}

static void test_one_a_day(struct core *core)
{
    start(core, FIFE, "topics=contact_route&areas=orkney", "daily");
    happens(core, "orkney", "The contact details were checked");
    to_morning(core, 60);
    clock_set_s(clock_now_s() + DAY_S - 120); /* the job was late: nearly the next morning */
    mails(core);
    happens(core, "orkney", "The contact details changed: Council");
    to_morning(core, 60);
    mails(core);
    const char *sql = "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                      "to_key = 'daily@example.org'";
    is_i64(count(core, sql), 1, "[11.1] a run that was late brings no two mails in a row");
    to_morning(core, 60);
    mails(core);
    is_i64(count(core, sql), 2, "the second comes a day later");
}

/* A subscription without a confirmed mail to somebody who has stopped in between. */
static void test_stopped_before(struct core *core)
{
    struct str key = start(core, FIFE, "topics=contact_route&areas=shetland", "gone");
    happens(core, "shetland", "The contact details were checked");
    core_post(core, path_of(core, "stop", key), "");
    to_morning(core, 60);
    ok(!has(mails(core), "gone@example.org"),
       "[11.1] who stopped before the morning hears nothing");
}

/* --- refusals --- */

static enum err end_fn(struct db *db, void *arg)
{
    return hooks_mail_end(db, arg);
}

static void ends(struct core *core, bool was_refused)
{
    struct mail_end end = { .object_kind = STR("subscription"),
                            .object_id = text(core, "SELECT id FROM subscription WHERE email = "
                                                    "'refused@example.org'"),
                            .was_refused = was_refused,
                            .now_s = clock_now_s() };
    if (store_write(core->app->store, end_fn, &end))
        ok(false, "a mail ends");
}

static void test_refused(struct core *core)
{
    const char *news = "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                       "to_key = 'refused@example.org'";
    const char *paused =
        "SELECT count(*) FROM subscription_state WHERE paused_at_s IS NOT NULL";
    struct str key = start(core, FIFE, "topics=contact_route&areas=stirling", "refused");
    ends(core, true);
    ends(core, true);
    ends(core, false);
    ends(core, true);
    ends(core, true);
    is_i64(count(core, paused), 0, "[11.6] refused, but not three times in a row");
    ends(core, true);
    is_i64(count(core, paused), 1, "[11.6] refused three times in a row: paused");
    happens(core, "stirling", "The contact details were checked");
    to_morning(core, 60);
    mails(core);
    is_i64(count(core, news), 0, "[11.6] nothing is sent while it is paused");
    const char *path = path_of(core, "open", key);
    ok(has(core_get(core, path, NULL).body, "These emails are paused"),
       "[11.6] its page says so");
    struct answer a = core_fill(core, path, "topics=contact_route&areas=stirling");
    ok(a.status == 303 && count(core, paused) == 0, "[11.6] and saving starts it again");
    happens(core, "stirling", "The contact details changed: Council");
    to_morning(core, 60);
    struct str all = mails(core);
    ok(count(core, news) == 1 && !has(all, "were checked"), "[11.6] with what is new only");
}

static void test_count(struct core *core)
{
    struct subscription_count before, after;
    int64_t id = count(core, "SELECT id FROM partnership WHERE slug = 'dundee-city'");
    struct db *db = core->worker->db_all;
    is_i64(subscription_count(db, id, TOPIC_CONTACT_ROUTE, &before), OK, "how many there are");
    start(core, FIFE, "topics=contact_route&areas=dundee-city", "one");
    start(core, FIFE, "topics=contact_route&areas=all", "two");
    ask(core, FIFE, "topics=contact_route&areas=dundee-city", "three");
    is_i64(subscription_count(db, id, TOPIC_CONTACT_ROUTE, &after), OK, "and now");
    is_i64(after.n - before.n, 2, "[11.1] those who have confirmed count, by area or all");
    is_i64(after.n_everywhere - before.n_everywhere, 1, "of them one for all of Scotland");
    struct someone who = core_person(core, "dundee", "coordinator", "dundee-city");
    struct str home = core_get_as(core, &who, "/coordinator").body;
    const char *said =
        z(core, str_printf(core->arena, "%lld email addresses, %lld for all of Scotland",
                           (long long)after.n, (long long)after.n_everywhere));
    ok(has(home, said) && !has(home, "example.org"), "[11.1] the coordinator sees the number");
}

/* --- many --- */

#define MANY 450

static enum err add_many(struct db *db, void *arg)
{
    struct core *core = arg;
    enum err e = OK;
    for (int64_t i = 1; !e && i <= MANY; i++) {
        struct str email = str_printf(core->arena, "many%lld@example.org", (long long)i);
        e = db_exec(db,
                    "INSERT INTO subscription (id, email, email_key, audit_key, is_everywhere, "
                    "wording, confirmed_at_s, changed_at_s) VALUES ($1, $2, $2, zeroblob(32), "
                    "1, 1, 1, 1)",
                    BINDS(bi(i), bt(email)));
        if (!e)
            e = db_exec(db, "INSERT INTO subscription_topic VALUES ($1, 'contact_route')",
                        BINDS(bi(i)));
        if (!e)
            e = db_exec(db,
                        "INSERT INTO subscription_state (subscription_id, told_until, "
                        "told_at_s, n_refused) SELECT $1, max(id), 0, 0 FROM "
                        "subscription_news",
                        BINDS(bi(i)));
    }
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("job"),
                                                        .action = STR("test.many"),
                                                        .at_s = clock_now_s() });
}

struct teller {
    struct core *core;
    pthread_t thread;
    enum err e;
};

/* As a process of its own does it: own reading connection, the writer shared. */
static void *tell(void *arg)
{
    struct teller *t = arg;
    struct app *app = t->core->app;
    struct db *db = store_reader_open(app->store, READER_ALL);
    const struct subscription_run run = { .store = app->store,
                                          .db = db,
                                          .templates = app->templates,
                                          .site = &app_current(app)->site,
                                          .link_key = &app->people.link_key,
                                          .now_s = clock_now_s() };
    t->e = subscription_run_due(&run);
    store_reader_close(db);
    return NULL;
}

static void test_many(struct core *core)
{
    struct teller t[2] = { { .core = core }, { .core = core } };
    is_i64(store_write(core->app->store, add_many, core), OK, "a crowd wants to know");
    happens(core, "fife", "The contact details changed: Mailing list");
    to_morning(core, 60);
    const struct store_stats before = store_stats(core->app->store);
    for (size_t i = 0; i < 2; i++)
        pthread_create(&t[i].thread, NULL, tell, &t[i]);
    for (size_t i = 0; i < 2; i++)
        pthread_join(t[i].thread, NULL);
    ok(t[0].e == OK && t[1].e == OK, "two tell them at once");
    is_i64(count(core, "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                       "to_key LIKE 'many%'"),
           MANY, "[11.1] everybody is told");
    is_i64(count(core, "SELECT count(DISTINCT to_key) FROM outbox WHERE kind = "
                       "'mail/subscription_news' AND to_key LIKE 'many%'"),
           MANY, "[11.1] [D3] and nobody twice");
    const struct store_stats after = store_stats(core->app->store);
    printf("# %lld writes, %lld of them over %d ms\n",
           (long long)(after.writes - before.writes),
           (long long)(after.slow_fns - before.slow_fns), WRITE_FN_MS);
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
    test_news(core);
    test_route_change(core);
    test_later_comer(core);
    test_one_a_day(core);
    test_stopped_before(core);
    test_refused(core);
    test_count(core);
    test_many(core);
    core_stop(core);
    return done_testing();
}
