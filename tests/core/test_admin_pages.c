/* test_admin_pages.c: state of the service, due work and mail, settings: for administrators. */
#include "app/house.h"
#include "app/jobs.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "core/store/inside.h"
#include "modules/mail/outbox.h"
#include "modules/work/job.h"
#include "tests/core/core_people.h"

#define DAY_S ((int64_t)86400)

static struct core *core;
static struct someone admin, coordinator;

static void write_one(store_write_fn fn, void *arg)
{
    is_i64(store_write(app_store(core->app), fn, arg), OK, "written");
}

static struct answer see(const char *target)
{
    struct answer a = core_get_as(core, &admin, target);
    ok(a.status == 200, "%s is shown", target);
    return a;
}

/* The number in the value of the first button of that name. */
static const char *field_of_button(struct str page, const char *name)
{
    const char *mark =
        str_z(core->arena, str_printf(core->arena, "name=\"%s\" value=\"", name));
    return str_z(core->arena,
                 str_printf(core->arena, "%s=%.*s", name, STR_ARG(between(page, mark, "\""))));
}

/* --- state of the service --- */

static enum err backup_fn(struct db *db, void *arg)
{
    (void)arg;
    return store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                    .action = STR("service.backup"),
                                                    .object_kind = STR("service"),
                                                    .at_s = clock_now_s() });
}

static void test_state(void)
{
    ok(core_get(core, "/admin", NULL).status == 303, "[S9] the state is not for visitors");
    ok(core_get_as(core, &coordinator, "/admin").status == 403, "[S9] nor for coordinators");
    struct answer a = see("/admin");
    ok(has(a.body, "There is no record of a backup."), "[7.12] no backup is told truthfully");
    ok(has(a.body, "Run cjengage backup FILE every night"), "[7.12] with what to do");
    ok(has(a.body, "<dt>Last backup</dt><dd>Never</dd>"),
       "[7.12] and that there never was one");
    ok(has(a.body, "mails become files and reach nobody"), "a missing mail server is told");
    ok(has(a.body, "Answers to our mails reach nobody."), "[11.5] a missing Reply-To is told");
    ok(has(a.body, "Number of the database schema"), "the schema's number is shown");
    ok(!has(a.body, "The database is damaged"), "nothing is said of damage");

    write_one(backup_fn, NULL);
    a = see("/admin");
    ok(has(a.body, "<dt>Last backup</dt><dd>Today, 11am</dd>"), "[7.12] the last backup shows");
    ok(!has(a.body, "no record of a backup"), "[7.12] and warns no more");
    clock_set_s(clock_now_s() + 3 * DAY_S);
    core_sign_in(core, &admin);
    ok(has(see("/admin").body, "The last backup is 3 days old."), "[7.12] until it is old");

    is_i64(jobs_run_once(core->app), OK, "due work");
    ok(has(see("/admin").body, "<dt>Daily work done</dt><dd>Today, 11am</dd>"),
       "when daily work was done last");
    ok(has(see("/admin").body, "<dt>Record of changes checked</dt><dd>Today, 11am</dd>"),
       "[7.12] and when the record of changes was checked");
}

static void test_damage(void)
{
    atomic_store(&app_store(core->app)->is_damaged, true);
    struct answer a = see("/admin");
    ok(has(a.body, "The database is damaged. Nothing can be saved"),
       "[D8] damage found while serving stands on the page");
    ok(has(a.body, "cjengage restore"), "[D8] with what to do");
    atomic_store(&app_store(core->app)->is_damaged, false);
}

/* --- due work --- */

static enum err job_fn_queue(struct db *db, void *arg)
{
    return job_queue(db, arg);
}

static void test_jobs(void)
{
    struct job_new n = { STR("sample_kind"), STR("thing:1"), clock_now_s(), clock_now_s() };
    write_one(job_fn_queue, &n);
    is_i64(jobs_run_once(core->app), OK, "due work");
    struct answer a = see("/admin/jobs");
    ok(has(a.body, "Sample kind"), "a failed piece of work is listed");
    ok(has(a.body, "This version of the program does not know this kind of work"),
       "with the reason in words");
    ok(has(a.body, "Warn and close accounts that nobody uses"), "and what waits");
    ok(has(see("/admin").body, "1 piece of work has failed."), "the state warns of it");

    const char *button = field_of_button(a.body, "job");
    a = core_fill_as(core, &admin, "/admin/jobs", button);
    is_i64(a.status, 303, "it is tried again");
    is_str(a.location, "/admin/jobs?done=job", "and the page says so");
    ok(has(see("/admin/jobs?done=job").body, "tried again now"), "in words");
    a = core_fill_as(core, &admin, "/admin/jobs", button);
    is_i64(a.status, 422, "[S50] a second time it is not failed any more");
    ok(has(a.body, "Nothing was changed"), "[S50] and the page says so");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'job.retry'"), 1,
           "[S41] it is recorded once");
    is_i64(core_fill_as(core, &coordinator, "/admin/jobs", button).status, 403,
           "[S9] a coordinator cannot");
}

/* --- mail --- */

#define SUBJECT "Words of the subject"
#define TEXT "Words of the text"

struct sample {
    struct mail mail;
    const char *state, *error;
};

static enum err mail_fn(struct db *db, void *arg)
{
    const struct sample *s = arg;
    enum err e = mail_queue(db, &s->mail);
    if (!e && s->state)
        e = db_exec(db,
                    "UPDATE outbox_state SET state = $2, next_try_at_s = NULL, error = $3, "
                    "n_tries = 6 WHERE outbox_id = $1",
                    BINDS(bi(s->mail.id), bt(str_from(s->state)), bt(str_from(s->error))));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("job"),
                                                        .action = STR("mail.erase"),
                                                        .at_s = s->mail.queued_at_s });
}

static int64_t add_mail(const char *to, const char *state, const char *error, bool holds_key)
{
    struct sample s = { .mail = { .id = rand_id(),
                                  .queued_at_s = clock_now_s(),
                                  .kind = STR("mail/message_copy"),
                                  .object_kind = STR("message"),
                                  .object_id = STR("7"),
                                  .to = str_from(to),
                                  .is_to_confirmed = true,
                                  .subject = STR(SUBJECT),
                                  .body = STR(TEXT),
                                  .holds_key = holds_key },
                        .state = state,
                        .error = error };
    write_one(mail_fn, &s);
    return s.mail.id;
}

static void test_mails(void)
{
    ok(has(see("/admin/jobs").body, "Nothing is waiting: no mail was sent yet."),
       "[11.4] an empty outbox says so");
    add_mail("reader@example.org", "failed", "refused", false);
    add_mail("x@example.org", NULL, "", false);
    struct answer a = see("/admin/jobs");
    ok(has(a.body, "Copy of a message, to its sender"), "[11.4] kind of a mail in words");
    ok(has(a.body, "r\u2022\u2022\u2022@example.org"), "[11.4] its address is masked");
    ok(has(a.body, ">\u2022\u2022\u2022@example.org"), "[11.4] of one letter not even that");
    ok(has(a.body, "The mail server refused this address"), "[11.4] why it failed, in words");
    ok(!has(a.body, "reader@") && !has(a.body, SUBJECT) && !has(a.body, TEXT),
       "[11.4] [S6] (ASVS 1.3.11) no page shows an address, a subject or a text of a mail");
    ok(has(see("/admin").body, "1 mail of the last 7 days could not be sent."),
       "the state warns of it");

    a = see("/admin/jobs?state=sent");
    ok(has(a.body, "No mail is in this state."), "[11.4] a filter that finds none says so");
    a = see("/admin/jobs?state=failed");
    ok(has(a.body, "Showing 1 to 1 of 1 mails"), "[11.4] filtered by state");
    ok(has(a.body, "Only mails in the state “Failed” are shown."), "[11.4] which is said");
}

static void test_send_again(void)
{
    const char *button = field_of_button(see("/admin/jobs").body, "mail");
    struct answer a = core_fill_as(core, &admin, "/admin/jobs", button);
    is_i64(a.status, 303, "[11.4] a failed mail is sent again");
    is_i64(core_count(core, "SELECT count(*) FROM outbox_state WHERE state = 'failed'"), 0,
           "[11.4] it waits");
    is_i64(core_fill_as(core, &admin, "/admin/jobs", button).status, 422,
           "[S50] one that waits is not queued twice");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'mail.again'"), 1,
           "[S41] sending again is recorded");
    is_i64(jobs_run_once(core->app), OK, "due work");
    is_i64(core_count(core, "SELECT count(*) FROM outbox_state WHERE state = 'sent'"), 2,
           "[11.4] and it goes");

    int64_t id = add_mail("link@example.org", "failed", "later", true);
    a = see("/admin/jobs?state=failed");
    ok(!has(a.body, "Send again"), "[S6] [S18] a private link is not sent twice");
    ok(has(a.body, "It holds a private link."), "[11.4] and the page says why");
    is_i64(core_fill_as(core, &admin, "/admin/jobs",
                        str_z(core->arena, str_printf(core->arena, "mail=%lld", (long long)id)))
               .status,
           422, "[S18] nor by a form made by hand");
}

static void test_pages(void)
{
    for (int i = 0; i < 30; i++)
        add_mail("many@example.org", NULL, "", false);
    struct answer a = see("/admin/jobs?state=queued");
    ok(has(a.body, "Showing 1 to 25 of 30 mails"), "[11.4] a long list has pages");
    ok(has(a.body, "/admin/jobs?state=queued&amp;page=2#mail"), "which keep the filter");
    ok(has(see("/admin/jobs?state=queued&page=2").body, "Showing 26 to 30 of 30 mails"),
       "the second one");
    is_i64(core_get_as(core, &admin, "/admin/jobs?state=queued&page=3").status, 404,
           "a page out of range is not found");
}

/* --- settings --- */

#define GOOD                                                                                   \
    "&tagline=For+a+test&footer_line=Nobody+else+answers+for+it&contact_mail="                 \
    "desk%40example.org&reply_to=people%40example.org&limit_posts=20&limit_searches=60"        \
    "&limit_pages=120&trusted_ranges=198.51.100.0%2F24"

static const char *seen_of(struct str page)
{
    return str_z(core->arena,
                 str_printf(core->arena, "seen=%.*s",
                            STR_ARG(between(page, "name=\"seen\" value=\"", "\""))));
}

static struct answer save(const char *name, const char *rest)
{
    struct str fields = str_printf(core->arena, "%s&service_name=%s%s",
                                   seen_of(see("/admin/settings").body), name, rest);
    return core_fill_as(core, &admin, "/admin/settings", str_z(core->arena, fields));
}

static void test_settings(void)
{
    core_sign_in(core, &admin);
    struct answer before = core_get(core, "/", NULL);
    is_i64(save("Sample+service", GOOD).status, 303, "settings are saved");
    struct answer after = core_get(core, "/", NULL);
    ok(has(after.body, "Sample service") && has(after.body, "For a test"),
       "the next page shows them, also one that is kept ready");
    ok(!str_eq(before.etag, after.etag), "under another ETag");
    ok(has(core_get(core, "/no-such-page", NULL).body, "Sample service"), "error pages too");
    ok(has(core_get(core, "/contact", NULL).body, "desk@example.org"),
       "a row stands over the configuration");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'settings.change'"), 1,
           "[S41] recorded once");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM audit WHERE action = 'settings.change' AND detail LIKE "
               "'%\"service_name\":[\"\",\"Sample service\"]%'"),
           1, "[S41] with old and new");
    is_i64(core_count(core, "SELECT count(*) FROM setting WHERE name = 'limit_posts'"), 0,
           "what is the default needs no row");
    core_restart(core);
    ok(has(core_get(core, "/", NULL).body, "Sample service"), "they outlive a restart");
}

static void test_settings_wrong(void)
{
    core_sign_in(core, &admin);
    struct answer a = save("Kept", "&tagline=&footer_line=x&contact_mail=no+address"
                                   "&limit_posts=-1&limit_searches=many&limit_pages=100001"
                                   "&trusted_ranges=10.0.0.0%2F4");
    is_i64(a.status, 422, "[8.3] wrong values are not saved");
    ok(has(a.body, "Enter the line under the name"), "[8.3] each is named");
    ok(has(a.body, "Enter an email address in the correct format"), "an address");
    ok(has(a.body, "Forms sent at once must be a whole number"), "a limit");
    ok(has(a.body, "“10.0.0.0/4” is none"), "[S48] a range of half the world");
    ok(has(a.body, "value=\"Kept\"") && has(a.body, "value=\"many\""),
       "[8.3] what was typed is kept");

    const char *old = seen_of(see("/admin/settings").body);
    is_i64(save("Newer", GOOD).status, 303, "somebody saves");
    struct str fields = str_printf(core->arena, "%s&service_name=Older%s", old, GOOD);
    a = core_fill_as(core, &admin, "/admin/settings", str_z(core->arena, fields));
    is_i64(a.status, 422, "a form made before that is not saved over it");
    ok(has(a.body, "Somebody else changed the settings"), "and says so");
    ok(has(a.body, "value=\"Older\""), "with what was typed");

    clock_set_s(clock_now_s() + 16 * 60);
    a = save("Late", GOOD);
    is_i64(a.status, 403, "[S19] (ASVS 7.5.1) 16 minutes after showing who one is");
    ok(has(a.body, "/sign-in/again"), "[S19] that is asked again before anything is saved");
    is_i64(core_count(core, "SELECT count(*) FROM setting WHERE value = 'Late'"), 0,
           "[S19] nothing is");
    core_sign_in(core, &admin);
    is_i64(core_get_as(core, &coordinator, "/admin/settings").status, 403,
           "[S9] settings are not for coordinators");
}

static int posts_until_refused(const char *peer)
{
    core->peer = str_from(peer);
    int n = 0;
    while (n < 30 && core_fill(core, "/partnerships/fife/report", "what=other").status != 429)
        n++;
    core->peer = STR("192.0.2.1");
    return n;
}

static void test_limits(void)
{
    core_sign_in(core, &admin);
    is_i64(posts_until_refused("203.0.113.9"), 20, "[S48] posts of one address are counted");
    is_i64(posts_until_refused("198.51.100.9"), 30,
           "[S48] (ASVS 2.4.1) those of a trusted network are not");
    is_i64(posts_until_refused("198.51.101.9"), 20, "[S48] its neighbour's are");
    core_sign_in(core, &admin);
    is_i64(save("Sample", "&tagline=a&footer_line=b&limit_posts=5&limit_searches=60"
                          "&limit_pages=120")
               .status,
           303, "a limit is changed");
    is_i64(posts_until_refused("203.0.113.10"), 5, "[S48] and counts at once");
    is_i64(posts_until_refused("198.51.100.10"), 5, "[S48] nobody is trusted any more");
}

/* --- mail settings --- */

static void test_mail_test(void)
{
    core_sign_in(core, &admin);
    core->peer = STR("192.0.2.77");
    struct answer a = core_fill_as(core, &admin, "/admin/settings/mail-test", "");
    is_i64(a.status, 303, "a test mail is queued");
    const char *where = str_z(core->arena, a.location);
    ok(has(see(where).body, "It is waiting to be sent."), "its outcome is told");
    is_i64(jobs_run_once(core->app), OK, "due work");
    ok(has(see(where).body, "It was written as a file"), "also when it is over");
    ok(has(core_mail_to(core, "admin@example.org"), "This mail shows that"),
       "it goes to one's own address");
    struct someone other = core_person(core, "other", "admin", NULL);
    ok(!has(core_get_as(core, &other, where).body, "written as a file"),
       "what became of another's test is not shown");
    core->peer = STR("192.0.2.1");
}

/* --- due work that is no row --- */

static int64_t last_seen(void)
{
    int64_t at_s = 0;
    enum err e = db_one_i64(core->worker->db_all,
                            "SELECT max(last_seen_s) FROM session WHERE account_id = $1",
                            BINDS(bi(admin.account_id)), &at_s);
    return e ? -1 : at_s;
}

static void test_last_seen(void)
{
    core_sign_in(core, &admin);
    int64_t began_s = last_seen();
    clock_set_s(began_s + 60);
    see("/admin/jobs");
    is_i64(jobs_run_once(core->app), OK, "due work");
    is_i64(last_seen(), began_s, "[S19] reading writes nothing, nor does the job at once");
    clock_set_s(began_s + 400);
    see("/admin/jobs");
    is_i64(jobs_run_once(core->app), OK, "due work");
    is_i64(last_seen(), began_s + 400,
           "[S19] (ASVS 7.3.1) when a session was last used is written after 5 minutes");
}

static void test_mail_of_the_future(void)
{
    int64_t now_s = clock_now_s();
    clock_set_s(now_s + 12 * 365 * DAY_S);
    int64_t id = add_mail("future@example.org", NULL, "", false);
    clock_set_s(now_s);
    is_i64(jobs_run_once(core->app), OK, "due work");
    struct outbox_entry m = { 0 };
    is_i64(outbox_find(core->worker->db_all, core->arena, id, &m), OK, "the mail");
    is_i64(m.state, OUTBOX_SENT, "[D6] a mail queued by a clock 12 years ahead goes now");
}

int main(void)
{
    core = core_start();
    admin = core_person(core, "admin", "admin", NULL);
    coordinator = core_person(core, "coordinator", "coordinator", "fife");
    test_state();
    core_sign_in(core, &coordinator);
    test_damage();
    test_jobs();
    test_mails();
    test_send_again();
    test_pages();
    test_settings();
    test_settings_wrong();
    test_limits();
    test_mail_test();
    test_last_seen();
    test_mail_of_the_future();
    core_stop(core);
    return done_testing();
}
