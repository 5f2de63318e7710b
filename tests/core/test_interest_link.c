/* test_interest_link.c: the private link to an offer: bad, replaced, reused, over; what is
 * kept, and how long. */
#include "tests/core/interest_help.h"

static void test_without_email(void)
{
    struct someone who = browser();
    fill_all(&who, "Sample+Letters");
    fill(&who, "/interest/contact?back=check",
         "channel=letter&contact_name=Sample+Person&contact_email=&contact_phone=&contact_"
         "address=1+Sample+Street");
    struct answer a = fill(&who, "/interest/check", "");
    a = see(&who, str_z(core->arena, a.location));
    struct str key = between(a.body, "/interest/", "</code>");
    ok(key_is_valid(key) && has(a.body, "shown only now"),
       "[P.17] without an address the link is shown once, to be written down");
    ok(!has(see(&who, "/interest/sent").body, "</code>"), "[S51] and not again");
    struct someone other = browser();
    a = fill(&other, joined("/interest/", key), "");
    ok(a.status == 303, "[P.17] it opens");
    ok(has(see(&other, "/interest/open").body, "Sample Letters"), "[P.17] the offer");
}

static void test_link(void)
{
    struct sent s = send_one("Sample+Link");
    const char *at = joined("/interest/", s.key);
    struct answer a = core_get(core, at, NULL);
    ok(a.status == 200 && has(a.body, ">Open</button>") && !has(a.body, "Sample Link"),
       "[S18] [S51] (ASVS 6.4.1) GET shows a button and nothing of the offer");
    ok(!resp_header(&a.resp, STR("Set-Cookie")).n, "[9.8] and sets no cookie");
    struct someone who = browser();
    a = fill(&who, at, "");
    ok(a.status == 303 && str_eq(a.location, STR("/interest/open")) &&
           !has(a.location, str_z(core->arena, s.key)),
       "[S51] (ASVS 14.2.1) POST leads to an address without the key");
    ok(has(see(&who, "/interest/open").body, "Sample Link"), "[S51] which shows the offer");
    is_i64(core_count(core, "SELECT count(*) FROM expression_of_interest WHERE name = 'Sample "
                            "Link' AND confirmed_at_s IS NOT NULL"),
           1, "[S6] who opened the mailed link has shown that the address is theirs");
    struct someone second = browser();
    ok(fill(&second, at, "").status == 303, "[S51] the key is good again and again");
    struct str wrong = str_dup(core->arena, s.key);
    ((char *)(uintptr_t)wrong.p)[3] = wrong.p[3] == 'a' ? 'b' : 'a';
    a = core_get(core, joined("/interest/", wrong), NULL);
    ok(a.status == 404 && has(a.body, "This link does not work") &&
           has(a.body, "Get a new link"),
       "[S51] one sign changed: it opens nothing");
    ok(core_post(core, joined("/interest/", wrong), "x=1").status == 403,
       "[S25] nor does a form without its token");
    a = core_get(core, joined("/interest/", s.reference), NULL);
    ok(a.status == 404, "[S51] the reference opens nothing");
    is_i64(core_count(core, str_z(core->arena,
                                  str_printf(core->arena,
                                             "SELECT count(*) FROM expression_of_interest "
                                             "WHERE key_hash = '%.*s'",
                                             STR_ARG(s.key)))),
           0, "[S51] only its hash is stored");
    clock_set_s(clock_now_s() + 2 * 3600 + 400);
    a = see(&who, "/interest/open");
    ok(a.status == 303 && str_eq(a.location, STR("/interest/again")),
       "[S19] (ASVS 7.3.1) after 2 hours unused it is closed, and says where to go");
    ok(fill(&who, at, "").status == 303 && see(&who, "/interest/open").status == 200,
       "[S51] the link opens it again");
}

static void test_again(void)
{
    struct sent s = send_one("Sample+Again");
    const char *form =
        str_z(core->arena, str_printf(core->arena, "reference=%.*s&email=%s",
                                      STR_ARG(str_lower(core->arena, s.reference)), s.email));
    clock_set_s(clock_now_s() + 2 * DAY_S);
    core_mails(core);
    struct answer good = core_fill(core, "/interest/again", form),
                  wrong = core_fill(core, "/interest/again",
                                    "reference=FIF-7K3M-92Q2&email=charity%40example.org"),
                  other = core_fill(
                      core, "/interest/again",
                      str_z(core->arena,
                            str_printf(core->arena, "reference=%.*s&email=thief%%40example.org",
                                       STR_ARG(s.reference))));
    ok(good.status == 303 && str_eq(good.location, wrong.location) &&
           str_eq(good.location, other.location),
       "[S51] [S18] (ASVS 6.3.8) the answer is the same for all");
    struct str all = core_mails(core);
    struct str key = str_sub(between(all, "/interest/", "\r\n"), 0, 26);
    ok(key_is_valid(key) && !str_eq(key, s.key) && !has(all, "thief@example.org"),
       "[S51] a new key goes to the stored address, and to no other");
    ok(core_get(core, joined("/interest/", s.key), NULL).status == 404,
       "[S18] the one before it is dead");
    ok(core_get(core, joined("/interest/", key), NULL).status == 200,
       "[S51] the new one works");
    core_fill(core, "/interest/again", form);
    ok(core_get(core, joined("/interest/", key), NULL).status == 200,
       "[S51] asked again at once, nothing changes");
    ok(core_fill(core, "/interest/again", "reference=&email=").status == 422,
       "[8.3] without number and address: errors");
}

static void test_kept(void)
{
    struct sent s = send_one("Sample+Kept");
    fill(&s.who, "/interest/open/withdraw", "x=1");
    clock_set_s(clock_now_s() + 366 * (int64_t)DAY_S);
    is_i64(interest_retain(app_store(core->app), clock_now_s()), OK, "the daily job");
    is_i64(core_count(core, "SELECT count(*) FROM expression_of_interest WHERE name = 'Sample "
                            "Kept' AND contact_email = '' AND needs = '' AND erased_at_s IS "
                            "NOT NULL AND what <> ''"),
           1, "[P.17] a year after the end what is personal is gone; that they asked stays");
    struct answer a = core_get(core, joined("/interest/", s.key), NULL);
    ok(a.status == 410 && has(a.body, "kept no longer"), "[S51] its link says so");
    is_i64(core_count(core, "SELECT count(*) FROM interest_draft"), 0,
           "[P.17] forms that nobody sent are gone");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'interest.erase'"), 1,
           "[S41] with a record");
}

int main(void)
{
    start_interest();
    test_without_email();
    test_link();
    test_again();
    test_kept();
    core_stop(core);
    return done_testing();
}
