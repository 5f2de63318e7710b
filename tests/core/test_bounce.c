/* test_bounce.c: mail to a contact route that comes back (1.13). */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "app/jobs.h"
#include "modules/partnerships/bounce.h"

#define MAILBOX "community.justice@inverclyde.gov.uk"
#define PAGE "/partnerships/inverclyde"
#define FORM PAGE "/contact"
#define CORRECTIONS "/coordinator/corrections"
#define TOLD_READERS "Mail to this address has been coming back"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone coordinator, neighbour;

/* A reader writes; the message's id. */
static int64_t write_message(void)
{
    struct answer a = core_fill(core, FORM,
                                "name=Sample&organisation=&email=reader%40example.org&message="
                                "Hello&step=send");
    is_i64(a.status, 303, "a message is sent");
    return core_count(core,
                      "SELECT id FROM message ORDER BY received_at_s DESC, rowid DESC LIMIT 1");
}

struct ending {
    struct mail_end end;
};

static enum err end_fn(struct db *db, void *arg)
{
    const struct ending *x = arg;
    return bounce_mail_end(db, &x->end);
}

/* As the outbox tells of the mail of that message. */
static void mail_ends(int64_t message_id, const char *to, bool was_refused)
{
    struct ending x = { { .kind = STR("mail/message_to_partnership"),
                          .object_kind = STR("message"),
                          .object_id = str_printf(core->arena, "%lld", (long long)message_id),
                          .to_key = str_from(to),
                          .was_refused = was_refused,
                          .now_s = clock_now_s() } };
    is_i64(store_write(app_store(core->app), end_fn, &x), OK, "the end of a mail is noted");
    core->worker->version_checked_us = 0; /* looks at the version anew */
}

static enum err run_fn(struct db *db, void *arg)
{
    enum err e = db_exec(db, arg, NO_BINDS);
    const struct store_record r = { .actor = STR("cli:0"), .action = STR("test") };
    return e ? e : store_record(db, &r);
}

static void change(const char *sql)
{
    is_i64(store_write(app_store(core->app), run_fn, (void *)(uintptr_t)sql), OK, sql);
    core->worker->version_checked_us = 0;
}

static bool readers_are_told(void)
{
    return has(core_get(core, PAGE, NULL).body, TOLD_READERS);
}

/* A mail got through a few days ago: one refusal alone says little. */
static void test_limit(void)
{
    int64_t id = write_message();
    is_i64(jobs_run_once(core->app), OK, "its mail goes out");
    is_i64(core_count(core, "SELECT count(*) FROM outbox_state WHERE state = 'sent'") > 0, 1,
           "and is taken");
    mail_ends(id, MAILBOX, true);
    is_i64(core_count(core, "SELECT n_refused FROM route_bounce"), 1,
           "[1.13] a refusal is counted");
    ok(!readers_are_told(), "[1.13] readers are not told of the first");
    core_sign_in(core, &coordinator);
    struct answer a = core_get_as(core, &coordinator, "/coordinator");
    ok(has(a.body, "Addresses that refuse mail"), "[1.13] staff see it at once: overview");
    a = core_get_as(core, &coordinator, CORRECTIONS);
    ok(has(a.body, MAILBOX) && has(a.body, "Not yet told"),
       "[1.13] and on the page of corrections, with the address");
    for (int i = 1; i < BOUNCE_LIMIT; i++) {
        clock_set_s(clock_now_s() + 3600);
        mail_ends(id, MAILBOX, true);
    }
    ok(readers_are_told(), "[1.13] after %d refusals readers are told", BOUNCE_LIMIT);
    ok(has(core_get(core, PAGE, NULL).body, "Use the next step or phone"),
       "[1.13] and what to do instead");
    ok(!has(core_get(core, PAGE, NULL).body, MAILBOX),
       "[1.14] the address still stands nowhere on it");
    ok(has(core_get(core, FORM, NULL).body,
           "Mail to this partnership has been coming back. The people who run this site"),
       "[1.13] the form says where a message goes now");
    write_message();
    is_i64(core_count(core, "SELECT count(*) FROM message WHERE sent_to = 'operator'"), 1,
           "[1.13] with no other address of the route: to the operator");
    change("UPDATE route_step SET email = 'tsi@example.org' WHERE kind = 'tsi' AND "
           "partnership_id = (SELECT id FROM partnership WHERE slug = 'inverclyde')");
    ok(has(core_get(core, FORM, NULL).body, "goes to the next step of the route"),
       "[1.13] where the next step has one the form says so");
    write_message();
    is_i64(core_count(
               core,
               "SELECT count(*) FROM outbox WHERE to_address = 'tsi@example.org' AND body LIKE "
               "'%the next step of its route%'"),
           1, "[1.13] and it goes there, saying why");
    is_i64(core_count(core, "SELECT count(*) FROM message WHERE sent_to = 'next_step'"), 1,
           "which the row keeps");
    core_fill(core, PAGE "/report", "what=other&details=Sample&email=");
    is_i64(core_count(core, "SELECT count(*) FROM outbox WHERE to_address = 'tsi@example.org'"),
           1, "[1.11] a report does not go to the next step");
}

static void test_ends(void)
{
    core_sign_in(core, &coordinator);
    core_sign_in(core, &neighbour);
    const char *step =
        str_z(core->arena, str_printf(core->arena, "step=%lld",
                                      (long long)core_count(core, "SELECT step_id FROM "
                                                                  "route_bounce")));
    is_i64(core_get_as(core, &neighbour, CORRECTIONS "?partnership=inverclyde").status, 404,
           "[S10] (ASVS 8.2.2) the neighbours do not see it");
    is_i64(core_fill_as(core, &coordinator, CORRECTIONS, step).status, 303,
           "[1.13] staff say that it takes mail again");
    ok(!readers_are_told() && core_count(core, "SELECT count(*) FROM route_bounce") == 0,
       "[1.13] which ends it");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'route.mail_works'"), 1,
           "[S41] on record");
    int64_t id = write_message();
    mail_ends(id, MAILBOX, true);
    mail_ends(id, MAILBOX, false);
    is_i64(core_count(core, "SELECT count(*) FROM route_bounce"), 0,
           "[1.13] a mail that gets through ends it too");
    mail_ends(id, MAILBOX, true);
    change("UPDATE route_step SET email = 'new@example.org' WHERE kind = 'coordinator' AND "
           "partnership_id = (SELECT id FROM partnership WHERE slug = 'inverclyde')");
    is_i64(core_count(core, "SELECT count(*) FROM route_bounce"), 0,
           "[1.13] and so does another address");
    mail_ends(id, MAILBOX, true);
    is_i64(core_count(core, "SELECT count(*) FROM route_bounce"), 0,
           "[1.13] a late refusal of the old one says nothing of the new");
}

static void test_sender(void)
{
    is_i64(jobs_run_once(core->app), OK, "what was due");
    clock_set_s(clock_now_s() + (int64_t)86400 * (BOUNCE_DAYS + 5)); /* nothing got through */
    int64_t id = write_message();
    is_i64(core_count(
               core,
               "SELECT count(*) FROM outbox o JOIN outbox_state s ON s.outbox_id = o.id WHERE "
               "o.to_key = 'new@example.org' AND s.state = 'sent'"),
           0, "nothing got through to it");
    mail_ends(id, "new@example.org", true);
    ok(readers_are_told(), "[1.13] where nothing gets through one refusal is enough");
    is_i64(core_count(core, "SELECT count(*) FROM message WHERE refused_at_s IS NOT NULL") >= 1,
           1, "[1.13] the message says that it was refused");
    is_i64(jobs_run_once(core->app), OK, "the jobs run");
    is_i64(jobs_run_once(core->app), OK, "and again");
    is_i64(
        core_count(
            core,
            "SELECT count(*) FROM outbox WHERE kind = 'mail/message_refused' AND object_id = "
            "(SELECT CAST(id AS TEXT) FROM message WHERE refused_at_s IS NOT NULL ORDER BY "
            "received_at_s DESC LIMIT 1) AND to_address = 'reader@example.org'"),
        1, "[1.13] its sender is told, once");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM outbox WHERE kind = 'mail/message_refused' AND body LIKE "
               "'%Hello%'"),
           0, "[S6] in a mail without the words that were typed");
    core_sign_in(core, &coordinator);
    struct answer a = core_get_as(core, &coordinator, "/coordinator/messages");
    ok(has(a.body, "Refused by the mailbox, kept here"),
       "[1.13] the coordinator has the words");
}

int main(void)
{
    core = core_start_with(options);
    coordinator = core_person(core, "coordinator", "coordinator", "inverclyde");
    neighbour = core_person(core, "neighbour", "coordinator", "fife");
    test_limit();
    test_ends();
    test_sender();
    core_stop(core);
    return done_testing();
}
