/* test_audit_person.c: what records hold of people: after a whole journey no name, address or
 * word of theirs; who is erased is a number; the chain verifies all the same. And the head that
 * goes to the witness. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "app/jobs.h"
#include "core/base/buf.h"
#include "modules/audit/audit_check.h"
#include "modules/people/account.h"

static struct core *core;

/* --- the journey --- */

struct step {
    int64_t id;
    struct str hash;
};

static struct act by(void)
{
    return (struct act){ .actor = STR("cli:0"), .now_s = clock_now_s() };
}

static enum err change_fn(struct db *db, void *arg)
{
    const struct step *s = arg;
    const struct act act = by();
    enum err e = account_change(db, s->id, STR("Wilhelmina Sample"),
                                STR("wilhelmina@example.org"), &act);
    if (!e)
        e = account_note_sign_in(db, s->id, STR("password"), &act);
    return e ? e : account_set_password(db, s->id, STR("$argon2id$of-the-test"), 0, &act);
}

static enum err erase_fn(struct db *db, void *arg)
{
    const struct step *s = arg;
    const struct act act = by();
    return account_erase(db, s->id, &act);
}

static int64_t count(const char *sql, const char *word)
{
    int64_t n = -1;
    struct str like = str_printf(core->arena, "%%%s%%", word);
    return db_one_i64(core->worker->db_all, sql, BINDS(bt(like)), &n) == OK ? n : -1;
}

static void nowhere(const char *word)
{
    is_i64(count("SELECT count(*) FROM audit WHERE actor LIKE $1 OR object_id LIKE $1 OR "
                 "request_id LIKE $1 OR detail LIKE $1 /*scan*/",
                 word),
           0, "[S42] (ASVS 16.2.5 14.2.4) no record holds what a person typed");
    is_i64(count("SELECT count(*) FROM audit_term WHERE term LIKE $1 /*scan*/", word), 0,
           "[S42] nor what records are found by");
}

static bool verifies(void)
{
    struct audit_verdict v;
    return audit_verify_own(core->worker->db_all, NULL, 0, &v) == OK && v.is_whole;
}

static void test_journey(void)
{
    struct someone admin = core_person(core, "keeper", "admin", NULL);
    struct someone who = core_person(core, "walter", "coordinator", "fife");
    struct step s = { .id = who.account_id };
    ok(store_write(app_store(core->app), change_fn, &s) == OK, "name and address changed");
    core_fill(core, "/partnerships/inverclyde/report",
              "what=other&details=Zebracrossing+words&email=quentin%40example.org");
    struct answer a = core_fill(core, "/partnerships/inverclyde/contact",
                                "name=Quentin+Sample&organisation=Kestrel+Group&email="
                                "quentin%40example.org&message=Xylophone+words&step=send");
    ok(a.status == 303 || a.status == 200, "a report and a message");
    static const char *const words[] = { "walter",  "Wilhelmina", "Quentin", "quentin",
                                         "Kestrel", "Xylophone",  "Zebra",   "argon2" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        nowhere(words[i]);
    is_i64(count("SELECT count(*) FROM audit WHERE detail LIKE $1 /*scan*/", "@") +
               count("SELECT count(*) FROM audit WHERE object_id LIKE $1 /*scan*/", "@"),
           0, "[S42] no address of anybody");
    ok(count("SELECT count(*) FROM audit WHERE detail LIKE $1 /*scan*/", "keyed") > 1,
       "[S42] but hashes");
    struct str target = str_printf(core->arena, "/admin/audit?kind=account&object=%lld",
                                   (long long)who.account_id);
    a = core_get_as(core, &admin, str_z(core->arena, target));
    ok(has(a.body, "Wilhelmina Sample"), "[7.3] the page has the name as it is now");
    ok(store_write(app_store(core->app), erase_fn, &s) == OK, "erased");
    a = core_get_as(core, &admin, str_z(core->arena, target));
    ok(!has(a.body, "Wilhelmina") && has(a.body, "Erased person"),
       "[S42] (ASVS 14.2.7) after an erasure the page says so");
    ok(verifies(), "[S42] (ASVS 16.4.2) and the chain still verifies");
}

/* --- the witness --- */

static void test_witness(void)
{
    struct str body = { 0 };
    ok(jobs_run_once(core->app) == OK, "the due work of the night");
    ok(db_one_text(core->worker->db_all,
                   "SELECT body FROM outbox WHERE to_address = 'witness@example.org' /*scan*/",
                   NO_BINDS, core->arena, &body) == OK,
       "[S43] the head goes to the witness");
    struct audit_head head;
    size_t at = str_find(body, STR("number="));
    ok(at != STR_NONE && audit_head_parse(str_sub(body, at, body.n), &head) && head.number > 0,
       "[S43] (ASVS 16.4.2) with number and hash");
    ok(audit_holds(core->worker->db_all, &head) == OK, "which the record holds");
    head.hash.byte[0] ^= 1;
    ok(audit_holds(core->worker->db_all, &head) == ERR_DAMAGED, "and no other");
    is_i64(count("SELECT count(*) FROM audit WHERE action LIKE $1 /*scan*/", "audit.witness"),
           1, "[S41] the sending is recorded");
    struct audit_checked found;
    ok(audit_check_last(core->worker->db_all, &found) == OK && !found.first_bad,
       "[7.5] the walk of the night found the chain whole");
    ok(jobs_run_once(core->app) == OK, "again");
    is_i64(count("SELECT count(*) FROM audit WHERE action LIKE $1 /*scan*/", "audit.witness"),
           1, "once a day");
}

int main(void)
{
    core = core_start_with((const char *const[]){ "--audit-witness", "witness@example.org",
                                                  "--contact-mail", "desk@example.org", NULL });
    test_journey();
    test_witness();
    core_stop(core);
    return done_testing();
}
