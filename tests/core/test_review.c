/* test_review.c: is an entry still right? Asked by mail, reminded, overdue; answered by the
 * mailed link. */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "modules/bodies/body_review.h"

#define DAY_S 86400
#define NOW_S 1795344780 /* 22 November 2026, 10:53 */

static struct core *core;
static struct someone fife, angus;
static int64_t asked, silent, edited;
static struct str reminder; /* of the first of them */

/* Days pass, and the work that is due is done; gives the mails. */
static struct str days(int n)
{
    clock_set_s(clock_now_s() + (int64_t)n * DAY_S);
    return core_mails(core);
}

/* The mail to that address, or empty. */
static struct str mail_to(struct str all, const char *to)
{
    char line[300];
    snprintf(line, sizeof line, "\r\nTo: %s\r\n", to);
    for (;;) {
        size_t end = str_find(all, STR("\n=== end\n"));
        struct str one = str_sub(all, 0, end);
        if (end == STR_NONE || has(one, line))
            return end == STR_NONE ? (struct str){ 0 } : one;
        all = str_sub(all, end + 9, all.n);
    }
}

static const char *link_of(struct str mail)
{
    size_t at = str_find(mail, STR("/bodies/review/"));
    return at == STR_NONE ? "/none"
                          : str_z(core->arena, str_sub(mail, at, 15 + 26 /* KEY_SIGNS */));
}

static struct str stage_of(int64_t id)
{
    return core_text(
        core,
        str_z(core->arena,
              str_printf(core->arena, "SELECT stage FROM body_review WHERE body_id = %lld",
                         (long long)id)));
}

static int64_t stale_of(int64_t id)
{
    return core_count(
        core,
        str_z(core->arena, str_printf(core->arena, "SELECT is_stale FROM body WHERE id = %lld",
                                      (long long)id)));
}

static struct body entry(const char *name, const char *email, const char *reviewed_on)
{
    struct body b = body_help_sample(name);
    b.contact_email = str_from(email);
    b.contact_role = STR("Office");
    b.reviewed_on = str_from(reviewed_on);
    return b;
}

static void make_entries(void)
{
    asked = body_help_add(
        core, entry("Sample Drop-in", "hello@dropin.example.org", "2025-11-22"), "fife;angus");
    struct body none = entry("Sample Silent", "", "");
    none.own_name = STR("Sample Person");
    silent = body_help_add(core, none, "fife");
    edited = body_help_add(
        core, entry("Sample Edited", "post@edited.example.org", "2025-01-01"), "fife");
    body_help_add(core, entry("Sample Fresh", "post@fresh.example.org", "2026-11-01"), "fife");
    struct body shut = entry("Sample Shut", "post@shut.example.org", "2020-01-01");
    shut.state = STR("closed");
    body_help_add(core, shut, "fife");
    (void)core_person(core, "editor", "body_editor",
                      str_z(core->arena, str_printf(core->arena, "%lld", (long long)edited)));
}

static void test_first(void)
{
    struct str all = days(1);
    struct str mail = mail_to(all, "hello@dropin.example.org");
    ok(has(mail, "Sample Drop-in") && has(mail, "/bodies/review/") &&
           has(mail, "Is the entry of your organisation still right"),
       "[2.8] after 12 months the public mailbox is asked");
    ok(has(mail_to(all, "editor@example.org"), "Sample Edited") &&
           !mail_to(all, "post@edited.example.org").n,
       "[2.8] where somebody looks after it, they are asked instead");
    ok(!has(all, "Sample Fresh") && !has(all, "Sample Shut"),
       "[2.8] what was reviewed this year, or is closed, is not asked about");
    ok(!stage_of(silent).n, "[2.8] nor is what was entered this year");
    ok(!has(days(1), "Sample Drop-in"), "[2.8] nobody is asked twice in a day or the next");
    is_i64(core_count(core, "SELECT count(*) FROM body_review WHERE key_hash IS NOT NULL"), 2,
           "[S18] the links stand there as hashes");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'review.ask'"), 2,
           "[S41] the asking is on record");
}

/* The mailed link: GET shows, POST acts. */
static void test_right(void)
{
    struct str all = days(30), mail = mail_to(all, "editor@example.org");
    reminder = mail_to(all, "hello@dropin.example.org");
    ok(has(mail, "Reminder"), "[2.8] a reminder after 30 days");
    const char *link = link_of(mail);
    struct answer a = core_get(core, link, NULL);
    ok(a.status == 200 && has(a.body, "Sample Edited") && has(a.body, "This is right"),
       "[2.8] the link shows the entry and a button, without a sign-in");
    ok(has(a.cache, "no-store"), "[S22] and is kept nowhere");
    ok(str_eq(stage_of(edited), STR("reminder")),
       "[S18] (ASVS 6.4.1) looking at it changes nothing: scanners look too");
    a = core_fill(core, link, "answer=right");
    ok(a.status == 303 && !has(a.location, "review/0") &&
           has(a.location, "/bodies/review/done"),
       "[2.8] the button says that it is right");
    ok(has(core_get(core, str_z(core->arena, a.location), NULL).body, "checked today"),
       "[2.8] which is said");
    ok(core_count(core,
                  "SELECT count(*) FROM body WHERE name = 'Sample Edited' AND reviewed_on "
                  "= '2026-12-24'") == 1,
       "[2.8] the entry says when it was reviewed");
    ok(!stage_of(edited).n, "[2.8] the question is over");
    a = core_get(core, link, NULL);
    ok(a.status == 404 && has(a.body, "This link does not work"), "[S18] and the link, too");
    is_i64(core_get(core, "/bodies/review/nonsense", NULL).status, 404, "no key of ours");
    ok(core_count(core, "SELECT count(*) FROM audit WHERE action = 'body.review' AND actor = "
                        "'link'") == 1,
       "[S41] by whom is on record");
}

static void test_changed(void)
{
    const char *link = link_of(reminder);
    const char *changed = str_z(core->arena, str_printf(core->arena, "%s/changed", link));
    struct answer a = core_get(core, changed, NULL);
    ok(a.status == 200 && has(a.body, "/body/join?entry=sample-drop-in"),
       "[2.8] something has changed: a form, and the way to look after the entry");
    a = core_fill(core, changed, "words=");
    ok(a.status == 422 && has(a.body, "Enter what has changed"), "[8.3] with its error");
    a = core_fill(core, changed, "words=We+moved+to+Leven");
    is_i64(a.status, 303, "[2.8] it is sent");
    core_sign_in(core, &fife);
    core_sign_in(core, &angus);
    ok(has(core_get_as(core, &fife, "/coordinator/due").body, "Correct the entry") &&
           has(core_get_as(core, &angus, "/coordinator/due").body, "Correct the entry"),
       "[2.8] the coordinators of its areas have it as due");
    ok(has(core_get_as(
               core, &fife,
               str_z(core->arena, str_printf(core->arena, "/coordinator/bodies/%lld/timeline",
                                             (long long)asked)))
               .body,
           "We moved to Leven"),
       "[2.11] with the words, in the timeline");
    ok(!has(days(29), "Sample Drop-in"), "[2.8] nobody is pressed in the month after that");
}

static void test_overdue(void)
{
    struct str all = days(2);
    ok(has(mail_to(all, "hello@dropin.example.org"), "Reminder"),
       "[2.8] nobody corrected it: a reminder");
    all = days(14);
    ok(has(mail_to(all, "hello@dropin.example.org"), "Urgent"), "[2.8] after 14 days, urgent");
    is_i64(stale_of(asked), 0, "[2.8] not overdue yet");
    all = days(14);
    is_i64(stale_of(asked), 1, "[B.7] then the entry is overdue, and sinks in the results");
    ok(core_count(core, "SELECT count(*) FROM body_public WHERE is_stale = 1") == 1,
       "[B.7] which the public sees");
    ok(has(mail_to(all, "fife@example.org"), "Sample Drop-in") &&
           has(mail_to(all, "angus@example.org"), "Sample Drop-in"),
       "[2.8] the coordinators of its areas are told");
    ok(!has(days(1), "Sample Drop-in"), "[2.8] once");
    core_sign_in(core, &fife);
    const char *at = str_z(
        core->arena, str_printf(core->arena, "/coordinator/bodies/%lld", (long long)asked));
    ok(has(core_get_as(core, &fife, at).body, "Overdue: nobody answered"),
       "[2.8] the page of the entry says how far the asking came");
    is_i64(core_fill_as(core, &fife, at, "do=review").status, 303,
           "[2.8] a coordinator rings them, and says that it is right");
    is_i64(stale_of(asked), 0, "[B.7] it rises again");
    (void)days(1);
    ok(!stage_of(asked).n, "[2.8] the question is over, so that it can be asked next year");
}

/* An entry without any address, a year on: its coordinators alone can know. */
static void test_no_address(void)
{
    (void)days(300);
    ok(str_eq(stage_of(silent), STR("first")),
       "[2.8] an entry without an address goes the way");
    (void)days(31);
    (void)days(15);
    (void)core_person(core, "second", "coordinator",
                      "fife"); /* others were closed as dormant */
    struct str all = days(15);
    ok(stale_of(silent) == 1 && has(mail_to(all, "second@example.org"), "Sample Silent"),
       "[2.8] without mails, to its coordinators");
}

static void test_many(void)
{
    for (int i = 0; i < 130; i++)
        (void)body_help_add(core,
                            entry(str_z(core->arena, str_printf(core->arena, "Sample %03d", i)),
                                  i < 10 ? "shared@example.org" : "", "2024-01-01"),
                            "moray");
    struct str all = days(1);
    is_i64(
        core_count(core, "SELECT count(*) FROM body_review r JOIN body b ON b.id = r.body_id "
                         "WHERE b.name LIKE 'Sample 0%' OR b.name LIKE 'Sample 1%'"),
        130 - 10 + MAIL_UNCONFIRMED_A_DAY,
        "[2.8] [S6] an address that stands in many entries gets 3 mails a day, the rest later");
    ok(mail_to(all, "shared@example.org").n > 0, "[S6] those 3 it gets");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    clock_set_s(NOW_S);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    make_entries();
    test_first();
    test_right();
    test_changed();
    test_overdue();
    test_no_address();
    test_many();
    core_stop(core);
    return done_testing();
}
