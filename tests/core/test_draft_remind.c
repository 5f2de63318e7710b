/* test_draft_remind.c: the one reminder of a response that was begun and not sent. */
#include "tests/core/respond_help.h"

#include "app/current.h"
#include "core/base/rand.h"
#include "modules/responses/draft_remind.h"

#define DAY_S ((int64_t)86400)

static void remind(void)
{
    struct app *app = core->app;
    struct job_env env = { .store = app_store(app),
                           .db = core->worker->db_all,
                           .templates = app->templates,
                           .site = &app_current(app)->site,
                           .arena = core->arena,
                           .now_s = clock_now_s(),
                           .app = app };
    if (draft_remind_due(&env, &app->people.link_key))
        die("reminders");
}

static int64_t n_reminders(void)
{
    return core_count(core, "SELECT count(*) FROM outbox WHERE kind = "
                            "'mail/response_reminder'");
}

static struct someone mailed(const char *name)
{
    struct someone who = begin();
    fill_q(&who, q_long, "We+see+it");
    struct answer a = fill(&who, at("/save"), z_printf("email=%s%%40example.org", name));
    ok(leads_to(&a, at("/save?r=")), "%s has the link mailed", name);
    return who;
}

static struct str link_of(struct str mail)
{
    size_t at = str_find(mail, STR("/r/"));
    return at == STR_NONE ? (struct str){ 0 } : str_sub(mail, at + 3, KEY_SIGNS);
}

static void test_when(void)
{
    int64_t closes = asked.closes_at_s;
    struct someone slow = mailed("slow"), shown = mailed("shown"), quick = mailed("quick"),
                   nobody = begin();
    struct str first = link_of(core_mail_to(core, "slow@example.org"));
    (void)slow;
    fill(&shown, at("/save"), "do=show");
    fill_q(&nobody, q_long, "No+address");
    answer_all(&quick);
    struct answer a = fill(&quick, at("/check"), "");
    ok(leads_to(&a, at("/sent")), "one of them is sent");
    clock_set_s(closes - 4 * DAY_S);
    remind();
    is_i64(n_reminders(), 0, "[3.15] four days before closing: no reminder yet");
    clock_set_s(closes - 3 * DAY_S + 60);
    remind();
    is_i64(n_reminders(), 2,
           "[3.15] three days before, one to each address whose response was "
           "not sent");
    struct str mail = core_mail_to(core, "slow@example.org");
    ok(has(mail, "has not been sent") && str_eq(link_of(mail), first),
       "[3.15] it holds the link that was mailed before, which still opens the answers");
    ok(has(mail, "This is the only reminder"), "[3.15] and says how it stops");
    ok(!has(mail, "We see it"), "[S6] (ASVS 1.3.11) nothing that was typed stands in it");
    mail = core_mail_to(core, "shown@example.org");
    ok(has(mail, "that you wrote down") && !link_of(mail).n,
       "[S51] (ASVS 6.6.2) a link that was written down is not ended by a reminder");
    remind();
    clock_set_s(closes - DAY_S);
    remind();
    is_i64(n_reminders(), 2, "[3.15] once");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'draft.remind' AND "
                            "object_kind = 'consultation' AND at_s % 86400 = 0"),
           2, "[S41] (ASVS 16.2.1) recorded with consultation and day only");
}

static void test_not(void)
{
    int64_t n = n_reminders();
    struct someone busy = mailed("busy"), late = mailed("late");
    (void)busy;
    (void)late;
    remind();
    is_i64(n_reminders(), n, "[3.15] who wrote within the last day is not reminded");
    clock_set_s(asked.closes_at_s + 60);
    remind();
    is_i64(n_reminders(), n, "[3.15] nobody is after closing");
}

int main(void)
{
    start_respond();
    test_when();
    test_not();
    core_stop(core);
    return done_testing();
}
