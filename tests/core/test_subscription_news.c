/* test_subscription_news.c: updates by email, told to those who asked for them, in process. */
#include "tests/core/subscription_help.h"

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
    is_i64(core_count(core,
                      "SELECT count(*) FROM subscription WHERE email IN ('fife@example.org', "
                      "'angus@example.org', 'scotland@example.org', 'moray@example.org')"),
           4, "four who want to know");
    happens(core, "fife", "The contact details changed: Third Sector Interface");
    happens(core, "fife", "The contact details were checked");
    happens(core, "fife", "The contact details were checked");
    happens(core, "angus", "The contact details were checked");
    to_morning(core, -60);
    is_i64(n_mails(core_mails(core)), 0, "before 8 nobody is mailed");
    to_morning(core, 60);
    struct str all = core_mails(core);
    is_i64(core_count(core,
                      "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                      "to_key = 'moray@example.org'"),
           0, "[11.1] who chose another area is not told");
    is_i64(core_count(core,
                      "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
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
    is_i64(n_mails(core_mails(core)), 0, "run again nobody is told twice");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action = 'subscription.tell' AND actor "
                      "= 'job'"),
           1, "[S41] one record of all");
    to_morning(core, 60);
    is_i64(n_mails(core_mails(core)), 0, "a day without news brings no mail");
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
    struct str all = core_mails(core);
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
    core_mails(core);
    is_i64(core_count(core,
                      "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                      "to_key = 'later@example.org'"),
           0, "what was before is not told");
}

static void test_one_a_day(struct core *core)
{
    start(core, FIFE, "topics=contact_route&areas=orkney", "daily");
    happens(core, "orkney", "The contact details were checked");
    to_morning(core, 60);
    clock_set_s(clock_now_s() + DAY_S - 120); /* the job was late: nearly the next morning */
    core_mails(core);
    happens(core, "orkney", "The contact details changed: Council");
    to_morning(core, 60);
    core_mails(core);
    const char *sql = "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                      "to_key = 'daily@example.org'";
    is_i64(core_count(core, sql), 1, "[11.1] a run that was late brings no two mails in a row");
    to_morning(core, 60);
    core_mails(core);
    is_i64(core_count(core, sql), 2, "the second comes a day later");
}

/* A subscription without a confirmed mail to somebody who has stopped in between. */
static void test_stopped_before(struct core *core)
{
    struct str key = start(core, FIFE, "topics=contact_route&areas=shetland", "gone");
    happens(core, "shetland", "The contact details were checked");
    core_post(core, path_of(core, "stop", key), "");
    to_morning(core, 60);
    ok(!has(core_mails(core), "gone@example.org"),
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
                            .object_id =
                                core_text(core, "SELECT id FROM subscription WHERE email = "
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
    is_i64(core_count(core, paused), 0, "[11.6] refused, but not three times in a row");
    ends(core, true);
    is_i64(core_count(core, paused), 1, "[11.6] refused three times in a row: paused");
    happens(core, "stirling", "The contact details were checked");
    to_morning(core, 60);
    core_mails(core);
    is_i64(core_count(core, news), 0, "[11.6] nothing is sent while it is paused");
    const char *path = path_of(core, "open", key);
    ok(has(core_get(core, path, NULL).body, "These emails are paused"),
       "[11.6] its page says so");
    struct answer a = core_fill(core, path, "topics=contact_route&areas=stirling");
    ok(a.status == 303 && core_count(core, paused) == 0, "[11.6] and saving starts it again");
    happens(core, "stirling", "The contact details changed: Council");
    to_morning(core, 60);
    struct str all = core_mails(core);
    ok(core_count(core, news) == 1 && !has(all, "were checked"),
       "[11.6] with what is new only");
}

static void test_count(struct core *core)
{
    struct subscription_count before, after;
    int64_t id = core_count(core, "SELECT id FROM partnership WHERE slug = 'dundee-city'");
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
    is_i64(core_count(core,
                      "SELECT count(*) FROM outbox WHERE kind = 'mail/subscription_news' AND "
                      "to_key LIKE 'many%'"),
           MANY, "[11.1] everybody is told");
    is_i64(core_count(core, "SELECT count(DISTINCT to_key) FROM outbox WHERE kind = "
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
