/* test_join.c: looking after the entry of one's organisation: asked for, proved, decided. */
#include "tests/core/core_people.h"
#include "tests/core/core_browser.h"

#include "app/house.h"
#include "modules/bodies/claim.h"
#include "tests/core/body_help.h"

#define JOIN "/body/join"
#define PERSON "&person=Sample+Person&role=Sample+worker&words=Ask+the+sample+board&email="

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone coordinator, neighbour, admin;
static int64_t trust, hidden, guest;

static const char *text(struct str s)
{
    return str_z(core->arena, s);
}

static const char *joined(const char *before, struct str after)
{
    return text(str_printf(core->arena, "%s%.*s", before, STR_ARG(after)));
}

static int64_t count_of(const char *sql)
{
    int64_t n = -1;
    return db_one_i64(core->worker->db_all, sql, NO_BINDS, &n) ? -1 : n;
}

/* The pages of somebody who claims an entry that is there; the last answer. */
static struct answer claim(const char *slug, const char *email)
{
    const char *form =
        text(str_printf(core->arena, "q=Sample&body=%s" PERSON "%s&step=send", slug, email));
    return core_fill(core, JOIN, form);
}

/* The same for a new one. */
static struct answer ask_for_new(const char *name, const char *number, const char *email)
{
    const char *form = text(str_printf(
        core->arena,
        "q=Sample&body=none&name=%s&number=%s&kind=group&what=Sample+walks&site=&areas=fife&"
        "areas=moray" PERSON "%s&step=send",
        name, number, email));
    return core_fill(core, JOIN, form);
}

static struct str reference_of(const struct answer *a)
{
    struct answer sent = core_get(core, text(a->location), NULL);
    return between(sent.body, "<strong>", "</strong>");
}

/* --- the question pages --- */

static void test_pages(void)
{
    struct answer a = core_get(core, JOIN, NULL);
    ok(a.status == 200 && has(a.body, "Your organisation’s charity number or name"),
       "[2.6] anybody can ask to look after an entry");
    a = core_fill(core, JOIN, "step=find&q=");
    ok(a.status == 422 && has(a.body, "href=\"#q\""), "[8.3] a name or number is asked for");
    a = core_fill(core, JOIN, "step=find&q=sc+012345");
    ok(a.status == 200 && has(a.body, "Sample Trust") && has(a.body, "value=\"sample-trust\""),
       "[2.6] an entry is found by its number");
    a = core_fill(core, JOIN, "step=find&q=the+sample+trust");
    ok(has(a.body, "value=\"sample-trust\""), "[2.6] and by its name");
    a = core_fill(core, JOIN, "step=find&q=SC054321");
    ok(has(a.body, "It is not in the register yet") && !has(a.body, "Hidden"),
       "[P.12] one that must not be named is not there");
    a = core_fill(core, JOIN, "step=found&q=Sample");
    ok(a.status == 422 && has(a.body, "href=\"#body\""), "[8.3] one of them is to be chosen");
    a = core_fill(core, JOIN, "step=found&q=Sample&body=sample-trust");
    ok(a.status == 200 && has(a.body, "<h1>Who are you?</h1>") &&
           has(a.body, "name=\"body\" value=\"sample-trust\""),
       "[2.6] then who one is; the entry goes with the page");
    a = core_fill(core, JOIN, "step=found&q=Sample&body=none");
    ok(has(a.body, "What is your organisation called?"), "[2.6] or a new one, by name");
    a = core_fill(core, JOIN, "step=new&body=none&q=x&name=Sample+New&number=SC1");
    ok(a.status == 422 && has(a.body, "SC and 6 digits") && has(a.body, "Sample New"),
       "[2.4] a charity number has its form; what was typed stays");
    a = core_fill(core, JOIN, "step=areas&body=none&q=x&name=N&kind=group&what=W");
    ok(a.status == 422 && has(a.body, "href=\"#areas\""), "[2.2] it works somewhere");
    a = core_fill(core, JOIN,
                  "step=you&body=none&q=x&name=Sample+New&kind=group&what=W&areas=fife" PERSON
                  "new%40example.org");
    ok(a.status == 200 && has(a.body, "Check your request") && has(a.body, "<li>Fife</li>") &&
           has(a.body, "name=\"areas\" value=\"fife\""),
       "[2.6] everything is shown before it is sent");
    is_i64(count_of("SELECT count(*) FROM body_claim"), 0, "and nothing is kept before");
    is_i64(core_get(core, JOIN "?entry=sample-hidden", NULL).status, 404,
           "[P.12] nor is its address an entry");
    ok(has(core_get(core, JOIN "?entry=sample-trust", NULL).body, "Sample Trust"),
       "[2.6] the page of an entry leads straight to it");
}

static void test_robots(void)
{
    struct answer page = core_get(core, JOIN "?entry=sample-trust", NULL);
    struct str tokens = core_tokens(core, page.body);
    const char *form = text(str_printf(
        core->arena, "%.*s&q=x&body=sample-trust" PERSON "a%%40example.org&step=send&website=x",
        STR_ARG(tokens)));
    struct answer a = core_post(core, JOIN, form);
    ok(a.status == 422 && has(a.body, "This has not been sent yet"),
       "[S47] (ASVS 2.4.1) what looks like a robot comes back with its words");
}

/* --- proof by the organisation's own domain --- */

static void test_domain(void)
{
    struct answer a = claim("sample-trust", "Worker%40sampletrust.example");
    struct str reference = reference_of(&a);
    ok(a.status == 303 && reference.n == 13, "[2.6] an address at the own domain: sent");
    ok(has(core_get(core, text(a.location), NULL).body, "Open it within 7 days"),
       "[2.6] what happens next is said");
    is_i64(count_of("SELECT count(*) FROM body_claim WHERE state = 'unconfirmed' AND proof = "
                    "'domain'"),
           1, "[2.6] it waits for the link");
    is_i64(count_of("SELECT count(*) FROM role_grant WHERE role = 'body_editor'"), 0,
           "[2.6] and nobody is an editor yet");
    struct str mail = core_mail_to(core, "Worker@sampletrust.example");
    struct str key = between(mail, JOIN "/confirm/", "\n");
    const char *link = joined(JOIN "/confirm/", key);
    ok(key.n == 26 && !has(mail, "Sample+worker") && !has(mail, "Sample Person"),
       "[S6] (ASVS 1.3.11) the mail holds the link, and nothing that was typed");
    a = core_get(core, link, NULL);
    ok(a.status == 200 && has(a.body, "Do you speak for this organisation?") &&
           has(a.body, "Sample Trust"),
       "[S18] (ASVS 6.4.1) the link shows a button");
    is_i64(count_of("SELECT count(*) FROM body_claim WHERE state = 'unconfirmed'"), 1,
           "[S18] looking changes nothing");
    ok(str_eq(a.cache, STR("no-store")), "[S22] the page is not kept");
    a = core_fill(core, link, "");
    is_i64(a.status, 303, "[S18] its button acts");
    ok(has(core_get(core, text(a.location), NULL).body, "Your request is approved"),
       "[2.6] approved at once");
    is_i64(count_of("SELECT count(*) FROM role_grant WHERE role = 'body_editor' AND is_lead = "
                    "1"),
           1, "[2.7] the first editor leads");
    is_i64(core_get(core, link, NULL).status, 410, "[S18] the link works once");
    mail = core_mail_to(core, "Worker@sampletrust.example");
    ok(has(mail, "is approved") && has(mail, "/invitation/"),
       "[7.8] and an invitation leads to the sign-in");
    is_i64(count_of("SELECT count(*) FROM audit WHERE action = 'claim.approve'"), 1,
           "[7.3] it is recorded");
}

static void test_no_proof(void)
{
    static const struct {
        const char *website, *mailbox, *email;
        bool proves;
    } cases[] = {
        { "https://www.sample.example/", "", "a@sample.example", true },
        { "https://sample.example", "", "a@SAMPLE.example", true },
        { "https://sample.example/ours", "", "a@sample.example", false },
        { "https://sample.example/@other.example", "", "a@other.example", false },
        { "", "info@sample.example", "a@sample.example", true },
        { "", "info@gmail.com", "a@gmail.com", false },
        { "", "info@gmx.co.uk", "a@gmx.co.uk", false },
        { "https://www.fife.gov.uk/", "", "a@fife.gov.uk", false },
        { "", "cc@fife.gov.uk", "b@fife.gov.uk", false },
        { "https://www.facebook.com/", "", "a@facebook.com", false },
        { "https://sample.example", "", "a@mail.sample.example", false },
        { "https://sample.example", "", "a@notsample.example", false },
        { "", "", "a@sample.example", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct body_public b = { .website = str_from(cases[i].website),
                                       .contact_email = str_from(cases[i].mailbox) };
        ok(claim_domain_proves(core->arena, &b, str_from(cases[i].email)) == cases[i].proves,
           "[2.6] %s %s: %s %s", cases[i].website, cases[i].mailbox, cases[i].email,
           cases[i].proves ? "is proof" : "proves nothing");
    }
}

/* --- a person decides --- */

static const char *request_at(const char *room, struct str reference)
{
    return joined(room, reference);
}

static void test_coordinator(void)
{
    struct answer a = ask_for_new("Sample+Walkers", "", "walker%40example.org");
    struct str reference = reference_of(&a);
    const char *at = request_at("/coordinator/claims/", reference);
    ok(has(core_get(core, text(a.location), NULL).body, "coordinator of the area looks"),
       "[2.6] without proof a coordinator looks at it");
    ok(has(core_mail_to(core, "walker@example.org"), "We have your request") &&
           !has(core_mail_to(core, "walker@example.org"), "Sample Walkers"),
       "[S6] the mail holds nothing that was typed");
    ok(has(core_mail_to(core, "fife@example.org"), text(reference)),
       "[2.6] and the coordinator is told");
    a = core_get_as(core, &coordinator, "/coordinator/claims");
    ok(has(a.body, text(reference)) && has(a.body, "Sample Walkers"), "[2.6] it is listed");
    ok(!has(core_get_as(core, &neighbour, "/coordinator/claims").body, text(reference)),
       "[S10] for the partnership of the first area alone");
    is_i64(core_get_as(core, &neighbour, at).status, 404, "[S10] (ASVS 8.2.2) nor is it there");
    a = core_get_as(core, &coordinator, at);
    ok(a.status == 200 && has(a.body, "Sample walks") && has(a.body, "Ask the sample board"),
       "[2.6] with what the person wrote");
    a = core_fill_as(core, &coordinator, at, "decision=&reason=");
    ok(a.status == 422 && has(a.body, "href=\"#decision\""), "[8.3] a decision is asked for");
    a = core_fill_as(core, &coordinator, at, "decision=deny&reason=");
    ok(a.status == 422 && has(a.body, "href=\"#reason\""), "[2.6] a no has its reason");
    a = core_fill_as(core, &coordinator, at, "decision=ask&reason=Who+is+your+chair%3F");
    is_i64(a.status, 303, "[2.6] a question goes out");
    ok(has(core_mail_to(core, "walker@example.org"), "Who is your chair?"), "[2.6] by mail");
    ok(has(core_get_as(core, &coordinator, at).body, "Who is your chair?"),
       "[2.6] and stands on the page, which waits");
    struct str again = core_tokens(core, core_get_as(core, &coordinator, at).body);
    a = core_fill_as(core, &coordinator, at, "decision=approve&entry=new&reason=");
    is_i64(a.status, 303, "[2.6] approved");
    is_i64(count_of("SELECT count(*) FROM body b JOIN body_area r ON r.body_id = b.id WHERE "
                    "b.name = 'Sample Walkers'"),
           2, "[2.6] the entry is made, with both areas");
    is_i64(count_of("SELECT count(*) FROM role_grant g JOIN body b ON b.id = g.body_id WHERE "
                    "b.name = 'Sample Walkers' AND g.is_lead = 1"),
           1, "[2.7] and its first editor leads");
    ok(has(core_mail_to(core, "walker@example.org"), "/invitation/"),
       "[7.8] who is invited to sign in");
    a = core_post_as(core, &coordinator, at, joined("decision=deny&reason=No&", again));
    is_i64(a.status, 409, "[S50] deciding twice shows what was decided");
}

static void test_denied(void)
{
    struct answer a = claim("sample-guest", "stranger%40example.org");
    struct str reference = reference_of(&a);
    a = core_fill_as(core, &admin, request_at("/admin/claims/", reference),
                     "decision=deny&reason=Nobody+there+knows+you.");
    is_i64(a.status, 303, "[2.6] an administrator denies");
    ok(has(core_mail_to(core, "stranger@example.org"), "Nobody there knows you."),
       "[2.6] with a reason that is mailed");
    is_i64(count_of("SELECT count(*) FROM account WHERE email = 'stranger@example.org'"), 0,
           "[2.6] and nobody gets an account");
}

static void test_hidden(void)
{
    struct answer a = ask_for_new("Sample+Other+Name", "SC054321", "own%40example.org");
    struct str reference = reference_of(&a);
    ok(a.status == 303 && str_starts(reference, STR("FIF")),
       "[P.12] a number of a hidden entry is taken like any other");
    a = core_get_as(core, &coordinator, request_at("/coordinator/claims/", reference));
    ok(has(a.body, "Sample Hidden") && has(a.body, "Sample Other Name"),
       "[2.10] whoever decides sees which entry it is");
    core_fill_as(core, &coordinator, request_at("/coordinator/claims/", reference),
                 "decision=deny&reason=No");
}

/* --- the lead --- */

static struct someone editor_of(const char *email, const char *name)
{
    struct someone who = { 0 };
    struct account account;
    (void)name;
    if (account_find_by_email(core->worker->db_all, core->arena, str_from(email), &account))
        return who;
    who.account_id = account.id;
    core_sign_in_half(core, &who); /* an editor needs no second factor */
    return who;
}

static void test_lead(void)
{
    struct someone lead = editor_of("Worker@sampletrust.example", "lead");
    struct answer a = claim("sample-trust", "second%40sampletrust.example");
    struct str reference = reference_of(&a);
    const char *at = joined(
        text(str_printf(core->arena, "/body/people/requests/%.*s?body=", STR_ARG(reference))),
        STR("sample-trust"));
    ok(has(core_get(core, text(a.location), NULL).body, "has editors already"),
       "[2.6] an entry that is claimed: its lead decides, whatever the address");
    ok(has(core_mail_to(core, "Worker@sampletrust.example"), text(reference)),
       "[2.6] and is told");
    a = core_get_as(core, &lead, "/body");
    ok(a.status == 200 && has(a.body, "Sample Trust") && has(a.body, "Requests to join you: 1"),
       "[2.6] the own pages say so");
    ok(has(core_get_as(core, &lead, "/body/people").body, text(reference)),
       "[2.7] with the people");
    a = core_fill_as(core, &lead, at, "decision=approve&reason=");
    is_i64(a.status, 303, "[2.7] the lead lets them in");
    is_i64(count_of("SELECT count(*) FROM role_grant g JOIN body b ON b.id = g.body_id WHERE "
                    "b.slug = 'sample-trust' AND g.is_lead = 0"),
           1, "[2.7] as an editor who does not lead");
    struct someone second = editor_of("second@sampletrust.example", "second");
    is_i64(core_get_as(core, &second, "/body").status, 200, "[2.7] they see the same pages");
    is_i64(core_get_as(core, &second, "/body/people/invite").status, 404,
           "[2.7] and invite nobody");
    is_i64(core_get_as(core, &second, at).status, 404, "[2.7] nor decide");
    is_i64(core_get_as(core, &second, "/body?body=sample-guest").status, 404,
           "[S10] (ASVS 8.2.2) somebody else's organisation is not there");
    is_i64(core_get_as(core, &second, "/body/profile?body=sample-hidden").status, 404,
           "[S10] whether it is public or not");
}

static int64_t grant_of(const struct someone *who)
{
    return count_of(text(str_printf(core->arena,
                                    "SELECT id FROM role_grant WHERE account_id = %lld AND "
                                    "until_s IS NULL",
                                    (long long)who->account_id)));
}

static const char *step_at(int64_t grant, const char *what)
{
    return text(str_printf(core->arena, "/body/people/%lld/%s", (long long)grant, what));
}

static void test_people(void)
{
    struct someone lead = editor_of("Worker@sampletrust.example", "lead");
    struct someone second = editor_of("second@sampletrust.example", "second");
    struct answer a = core_fill_as(core, &lead, "/body/people/invite", "name=&email=x");
    ok(a.status == 422 && has(a.body, "href=\"#name\"") && has(a.body, "href=\"#email\""),
       "[8.3] a colleague has a name and an address");
    a = core_fill_as(core, &lead, "/body/people/invite",
                     "name=Sample+Colleague&email=colleague%40example.org");
    ok(a.status == 303 &&
           has(core_mail_to(core, "colleague@example.org"), "editor of the entry of Sample"),
       "[7.8] [2.7] the lead invites a colleague");
    a = core_fill_as(core, &lead, "/body/people/invite",
                     "name=Sample&email=second%40sampletrust.example");
    ok(a.status == 422 && has(a.body, "is an editor of the entry already"),
       "[2.7] nobody twice");
    struct str old_cookie = str_from(lead.cookie);
    a = core_fill_as(core, &lead, step_at(grant_of(&second), "lead"), "go=yes");
    is_i64(a.status, 303, "[2.7] the lead is handed over");
    ok(core_take_cookie(core, &lead, &a) && !str_eq(old_cookie, str_from(lead.cookie)),
       "[S19] (ASVS 7.2.4) the session goes on under a new value");
    is_i64(core_get_as(core, &lead, "/body/people").status, 200, "[S19] signed in");
    is_i64(core_get_as(core, &lead, "/body/people/invite").status, 404,
           "[2.7] [S13] and no lead any more");
    is_i64(core_get_as(core, &second, "/body").status, 303, "[S19] the new lead signs in anew");
    is_i64(count_of("SELECT count(*) FROM role_grant g JOIN body b ON b.id = g.body_id WHERE "
                    "b.slug = 'sample-trust' AND g.is_lead = 1 AND g.until_s IS NULL"),
           1, "[2.7] there is one lead");
    second = editor_of("second@sampletrust.example", "second");
    a = core_fill_as(core, &second, step_at(grant_of(&lead), "end"), "go=yes");
    is_i64(a.status, 303, "[2.7] who ends the role of the one before");
    is_i64(core_get_as(core, &lead, "/body/people").status, 303, "[S13] at once");
    a = core_get_as(core, &second, step_at(grant_of(&second), "end"));
    is_i64(a.status, 404, "[2.7] the lead does not end their own role");
    const char *give_up = text(
        str_printf(core->arena, "/account/roles/%lld/give-up", (long long)grant_of(&second)));
    a = core_fill_as(core, &second, give_up, "confirm=yes");
    ok(a.status == 422 && has(a.body, "Hand the lead to one of them first"),
       "[2.7] nor lays it down while there are others");
}

static void test_new_lead(void)
{
    struct someone second = editor_of("second@sampletrust.example", "second");
    struct someone colleague = editor_of("colleague@example.org", "colleague");
    const char *at =
        text(str_printf(core->arena, "/coordinator/bodies/%lld/people", (long long)trust));
    const char *form =
        text(str_printf(core->arena, "editor=%lld", (long long)grant_of(&colleague)));
    is_i64(core_get_as(core, &neighbour, at).status, 404, "[S10] not another area's");
    is_i64(core_get_as(core, &second, at).status, 403, "[S9] nor an editor's page");
    struct answer a = core_get_as(core, &coordinator, at);
    ok(a.status == 200 && has(a.body, "Sample Colleague"), "[2.7] the coordinator sees them");
    a = core_fill_as(core, &coordinator, at, form);
    is_i64(a.status, 303, "[2.7] and names a new lead");
    second = editor_of("second@sampletrust.example", "second");
    colleague = editor_of("colleague@example.org", "colleague");
    is_i64(core_get_as(core, &colleague, "/body/people/invite").status, 200,
           "[2.7] who invites from now on");
    is_i64(core_get_as(core, &second, "/body/people/invite").status, 404,
           "[2.7] and the one before does not");
    ok(has(core_get_as(core, &admin, at).body, "Make lead"), "[2.7] an administrator may too");
}

/* --- the profile --- */

static const char *with_seen(const struct someone *who, const char *at, const char *fields)
{
    struct answer page = core_get_as(core, who, at);
    return text(str_printf(core->arena, "%s&seen=%.*s", fields,
                           STR_ARG(between(page.body, "name=\"seen\" value=\"", "\""))));
}

static void test_profile(void)
{
    const char *const who_at = "/body/profile/who", *const own_at = "/body/profile/own";
    struct someone lead = editor_of("colleague@example.org", "colleague");
    struct answer a = core_get_as(core, &lead, "/body");
    ok(has(a.body, "Three steps to begin"), "[2.6] the first visit says where to begin");
    a = core_get_as(core, &lead, "/body/profile");
    ok(a.status == 200 && has(a.body, "Sample Trust") && has(a.body, "SC012345"),
       "[2.6] the entry in one page");
    const char *form = with_seen(
        &lead, who_at,
        "name=Sample+Trust+of+Fife&kind=charity&charity_number=SC012345&size_band=small");
    const char *other =
        with_seen(&lead, who_at, "name=Sample+Second&kind=charity&charity_number=SC012345");
    a = core_fill_as(core, &lead, who_at, form);
    is_i64(a.status, 303, "[2.6] an editor mends it");
    is_i64(count_of("SELECT count(*) FROM body_public WHERE name = 'Sample Trust of Fife'"), 1,
           "[2.6] and readers see it");
    a = core_fill_as(core, &lead, who_at, other);
    ok(a.status == 409 && has(a.body, "Someone else changed this") &&
           has(a.body, "Sample Second") && has(a.body, "Sample Trust of Fife"),
       "[S26] two at once: both versions are shown");
    a = core_fill_as(core, &lead, who_at, with_seen(&lead, who_at, "name=&kind=charity"));
    ok(a.status == 422 && has(a.body, "href=\"#name\""), "[8.3] an entry has a name");
    a = core_fill_as(core, &lead, own_at,
                     with_seen(&lead, own_at, "own_name=Sample&own_email=o%40example.org"));
    is_i64(a.status, 303, "[2.14] the contact that is not public");
    is_i64(count_of("SELECT count(*) FROM body_public WHERE contact_email LIKE 'o@%'"), 0,
           "[2.14] stays so");
    a = core_fill_as(core, &lead, "/body", "");
    is_i64(a.status, 303, "[2.8] “This is right”");
    a = core_get_as(core, &lead, "/body");
    ok(has(a.body, "The next check is due on") && !has(a.body, "Three steps to begin"),
       "[2.8] counts from today");
}

static void test_no_body(void)
{
    struct someone reader = core_person(core, "reader", NULL, NULL);
    struct answer a = core_get_as(core, &reader, "/body");
    ok(a.status == 303 && str_eq(a.location, STR(JOIN)),
       "[2.6] who is of no organisation yet is led to join one");
    is_i64(core_get_as(core, &coordinator, "/body/profile").status, 404,
           "[S10] a coordinator has no organisation of their own");
}

static void test_kept(void)
{
    clock_set_s(clock_now_s() + (int64_t)400 * 86400);
    is_i64(claim_retain(app_store(core->app), clock_now_s()), OK, "a year later");
    is_i64(count_of("SELECT count(*) FROM body_claim WHERE email <> ''"), 0,
           "who asked is forgotten; that somebody did is kept");
}

int main(void)
{
    core = core_start_with(options);
    coordinator = core_person(core, "fife", "coordinator", "fife");
    neighbour = core_person(core, "angus", "coordinator", "angus");
    admin = core_person(core, "admin", "admin", NULL);
    struct body b = body_help_sample("Sample Trust");
    b.charity_number = STR("SC012345");
    b.website = STR("https://www.sampletrust.example/");
    trust = body_help_add(core, b, "fife");
    b = body_help_sample("Sample Hidden");
    b.charity_number = STR("SC054321");
    b.is_named = false;
    b.description = STR("a group");
    hidden = body_help_add(core, b, "fife");
    guest = body_help_add(core, body_help_sample("Sample Guest"), "fife;angus");
    ok(trust && hidden && guest, "a register");
    test_pages();
    test_robots();
    test_no_proof();
    test_domain();
    test_coordinator();
    test_denied();
    test_hidden();
    test_lead();
    test_people();
    test_new_lead();
    test_profile();
    test_no_body();
    test_kept();
    core_stop(core);
    return done_testing();
}
