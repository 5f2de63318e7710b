/* test_consultation_news.c: what subscribers hear of consultations, by the clock: opening,
 * closing soon, closed; once each, with the way to stop. */
#include "tests/core/subscription_help.h"

#include "modules/consultations/consultation_news.h"
#include "tests/consultation_help.h"

#define NEWS "topics=consultations&areas="

static struct core *core;
static struct help_asks h;
static struct consultation joint, apart;
static int64_t opens_s, closes_s;

static void on(int64_t now_s)
{
    clock_set_s(now_s);
    h.now_s = now_s;
}

static enum err plan_fn(struct db *db, void *arg)
{
    const struct consultation *x = arg;
    enum err e = consultation_news_plan(db, core->arena, x, h.now_s);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("test.plan"),
                                                        .at_s = h.now_s });
}

/* As the pages do it: with what lies ahead. Twice, which does no harm. */
static void publish(struct consultation *x)
{
    help_publish(&h, x);
    for (int i = 0; i < 2; i++)
        if (store_write(h.store, plan_fn, x))
            ok(false, "planned");
}

static int64_t partnership(const char *slug)
{
    int64_t id = 0;
    if (db_one_i64(h.db, "SELECT id FROM partnership WHERE slug = $1",
                   BINDS(bt(str_from(slug))), &id))
        ok(false, "a partnership: %s", slug);
    return id;
}

/* Asked by Fife and Angus together, open from 5 October to 11 December 2026. */
static void add_all(void)
{
    opens_s = london_to_s((struct date){ 2026, 10, 5 }, 10, 0);
    closes_s = london_to_s((struct date){ 2026, 12, 12 }, 0, 0);
    on(opens_s - 9 * DAY_S);
    h = help_asks(core->app->store, core->worker->db_all, core->arena);
    start(core, FIFE, NEWS "fife", "fife");
    start(core, FIFE, NEWS "all", "scotland");
    start(core, FIFE, NEWS "moray", "moray");
    start(core, FIFE, "topics=contact_route&areas=fife", "other");
    h.now_s = clock_now_s();
    joint = help_consultation(&h, "fife", "Sample joint plan");
    joint.partnership[joint.n_partnerships++] = partnership("angus");
    joint.opens_at_s = opens_s;
    joint.closes_at_s = closes_s;
    joint.results_by = STR("2027-01-29");
    publish(&joint);
    apart = help_consultation(&h, "fife", "Sample asked apart");
    apart.is_invited_only = true;
    apart.opens_at_s = opens_s;
    apart.closes_at_s = closes_s;
    publish(&apart);
}

/* The mails of that morning: jobs at the moment, then those at 8. */
static struct str morning_after(int64_t moment_s)
{
    on(moment_s);
    (void)core_mails(core);
    on(subscription_due_s(moment_s) + 60);
    return core_mails(core);
}

static int times(struct str all, const char *words)
{
    int n = 0;
    for (size_t i; (i = str_find(all, str_from(words))) != STR_NONE; n++)
        all = str_sub(all, i + 1, STR_NONE);
    return n;
}

static int64_t told(const char *whom)
{
    return core_count(
        core, z(core, str_printf(core->arena,
                                 "SELECT count(*) FROM outbox WHERE kind = "
                                 "'mail/subscription_news' AND to_key = '%s@example.org'",
                                 whom)));
}

static void test_opening(void)
{
    on(opens_s - 60);
    is_i64(n_mails(core_mails(core)), 0, "[11.2] nothing is told before it opens");
    struct str all = morning_after(opens_s);
    is_i64(n_mails(all), 2, "[11.2] opening: one mail each to those of the area and of all");
    ok(told("fife") == 1 && told("scotland") == 1 && !told("moray") && !told("other"),
       "[11.2] by area and by topic");
    ok(has(all, "Sample joint plan=E2=80=99 is open for your views until 11:59pm on Friday 11 "
                "December 2026") &&
           has(all, "/consultations/sample-joint-plan"),
       "[11.2] with its title, until when, and the way there");
    is_i64(times(all, "is open for your views"), 2,
           "[11.2] a consultation of two partnerships stands once in each mail");
    ok(times(all, "List-Unsubscribe-Post: List-Unsubscribe=One-Click") == 2 &&
           times(all, "/subscriptions/stop/") >= 2,
       "[11.2] [S24] each can be stopped with one click");
    ok(!has(all, "Sample asked apart"), "[3.13] of an invited-only one nothing is told");
}

static void test_closing(void)
{
    int64_t soon_s = london_to_s((struct date){ 2026, 12, 8 }, 7, 0);
    struct str all = morning_after(soon_s);
    is_i64(
        times(all,
              "Sample joint plan=E2=80=99 closes soon: at 11:59pm on Friday 11 December 2026"),
        2, "[11.2] closing soon: three days before the last day, in that morning's mail");
    on(clock_now_s() + DAY_S);
    is_i64(n_mails(core_mails(core)), 0, "[11.2] and once");
}

static void test_stop(void)
{
    on(closes_s - 3600);
    struct str link = start(core, FIFE, NEWS "fife", "late");
    ok(core_ask(core, "POST", path_of(core, "stop", link),
                "Content-Type: application/x-www-form-urlencoded",
                STR("List-Unsubscribe=One-Click"))
               .status < 400,
       "[11.2] [S24] a reader's own button stops it, without a page");
}

static void test_closed(void)
{
    test_stop();
    struct str all = morning_after(closes_s);
    is_i64(times(all,
                 "Sample joint plan=E2=80=99 has closed. Results are promised by 29 January "
                 "2027"),
           2, "[11.2] closed: with the day promised for results");
    is_i64(told("late"), 0, "[11.2] who stopped hears nothing");
    on(closes_s + 30 * DAY_S);
    is_i64(n_mails(core_mails(core)), 0, "[11.2] nothing is told twice");
}

int main(void)
{
    core = core_start();
    add_all();
    test_opening();
    test_closing();
    test_closed();
    clock_set_s(-1);
    core_stop(core);
    return done_testing();
}
