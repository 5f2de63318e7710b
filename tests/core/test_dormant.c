/* test_dormant.c: accounts that nobody uses, over a year and a half of the whole program. */
#include "app/house.h"
#include "app/jobs.h"
#include "tests/core/core_people.h"

#define START_S ((int64_t)1795345200) /* as core.c */
#define DAY_S ((int64_t)86400)

static struct core *core;

/* Due work of a day; twice, because that must do no harm. */
static void on_day(int day)
{
    clock_set_s(START_S + day * DAY_S);
    is_i64(jobs_run_once(core->app), OK, "due work is done");
    is_i64(jobs_run_once(core->app), OK, "and again");
}

static const char warned[] = "SELECT count(*) FROM audit WHERE actor = 'job' AND action = "
                             "'account.warn'";
static const char closed[] = "SELECT count(*) FROM audit WHERE actor = 'job' AND action = "
                             "'account.close'";
static const char erased[] = "SELECT count(*) FROM audit WHERE actor = 'job' AND action = "
                             "'account.erase'";

static enum err sign_in_fn(struct db *db, void *arg)
{
    const struct someone *who = arg;
    const struct act act = { .actor = STR("public"), .now_s = START_S + 340 * DAY_S };
    return account_note_sign_in(db, who->account_id, STR("link"), &act);
}

int main(void)
{
    core = core_start();
    struct someone admin = core_person(core, "admin", "admin", NULL);
    struct someone sleeper = core_person(core, "sleeper", "coordinator", "fife");
    struct someone waking = core_person(core, "waking", "coordinator", "angus");

    on_day(334);
    is_str(core_mail_to(core, "sleeper@example.org"), "", "for 11 months nobody is written to");
    on_day(335);
    struct str mail = core_mail_to(core, "sleeper@example.org");
    ok(has(mail, "You have not signed in for 11 months"),
       "[7.10] after 11 months a mail tells");
    ok(has(mail, "sign in before Monday 22 November 2027"), "[7.10] until when to sign in");
    is_i64(core_count(core, warned), 2,
           "[7.10] once to each, and recorded as the program's own doing");
    is_str(core_mail_to(core, "admin@example.org"), "", "[7.10] not the last administrator");

    clock_set_s(START_S + 340 * DAY_S);
    is_i64(store_write(app_store(core->app), sign_in_fn, &waking), OK, "one signs in");
    on_day(364);
    ok(!core_account(core, &sleeper).closed_at_s, "before the day nothing is closed");
    on_day(365);
    ok(core_account(core, &sleeper).closed_at_s, "[7.10] after 12 months it is closed");
    ok(has(core_mail_to(core, "sleeper@example.org"), "Your account was closed today"),
       "[7.10] and the person is told");
    is_i64(core_count(core, closed), 1, "[7.10] once, and not who has signed in since");
    ok(!core_account(core, &admin).closed_at_s, "[7.10] the last administrator is not");
    struct answer a = core_get_as(core, &sleeper, "/account/second-factor");
    ok(a.status == 303, "[7.10] a closed account is signed in no more");

    on_day(547);
    ok(core_account(core, &sleeper).email.n, "for 18 months it can be opened again");
    on_day(548);
    is_str(core_account(core, &sleeper).email, "", "[7.10] then what is personal is erased");
    is_i64(core_count(core, erased), 1, "with its record");

    clock_set_s(START_S - 3 * DAY_S);
    is_i64(jobs_run_once(core->app), OK, "a clock far back");
    clock_set_s(START_S + 12 * 365 * DAY_S);
    is_i64(jobs_run_once(core->app), OK, "and 12 years on");
    ok(!core_account(core, &admin).closed_at_s,
       "[D6] closes nobody who was not told a month before");
    core_stop(core);
    return done_testing();
}
