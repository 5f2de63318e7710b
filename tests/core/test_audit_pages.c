/* test_audit_pages.c: the record as an administrator and a coordinator see it: filters, pages,
 * what is escaped and marked, the export and its own record, the walk along the chain. */
#include "tests/core/core_people.h"

#include "app/audit_pages.h"
#include "app/house.h"
#include "app/jobs.h"
#include "core/base/buf.h"
#include "modules/audit/audit_check.h"
#include "modules/people/account.h"

#include <sqlite3.h>

static struct core *core;
static struct someone admin, fife, angus;

/* --- records of the test's own --- */

struct many {
    struct store_record r;
    int n;
};

static enum err record_fn(struct db *db, void *arg)
{
    const struct many *m = arg;
    enum err e = OK;
    for (int i = 0; i < m->n && !e; i++)
        e = store_record(db, &m->r);
    return e;
}

static void record(const struct store_record *r, int n)
{
    struct many m = { *r, n };
    if (!m.r.at_s)
        m.r.at_s = clock_now_s();
    ok(store_write(app_store(core->app), record_fn, &m) == OK, "records");
}

static int64_t number(const char *sql)
{
    int64_t n = -1;
    enum err e = db_one_i64(core->worker->db_all, sql, NO_BINDS, &n);
    return e ? -1 : n;
}

static int64_t partnership(const char *slug)
{
    int64_t id = 0;
    ok(db_one_i64(core->worker->db_all, "SELECT id FROM partnership WHERE slug = $1",
                  BINDS(bt(str_from(slug))), &id) == OK,
       "%s", slug);
    return id;
}

static struct answer list(const char *query)
{
    return core_get_as(core, &admin,
                       str_z(core->arena, str_printf(core->arena, "/admin/audit%s", query)));
}

/* --- who sees what --- */

static void test_reach(void)
{
    struct answer a = list("");
    is_i64(a.status, 200, "[7.3] an administrator reads the record");
    ok(has(a.body, "Made an account") && has(a.body, "Command line, user"),
       "[7.3] who and what in words");
    ok(has(a.body, "Sample fife"), "with the name of the person it was about");
    ok(has(a.body, "role: coordinator"), "[7.3] and what changed");
    ok(has(a.body, "changed (kept as a hash)"), "[S42] a personal value is shown as changed");
    ok(!has(a.body, "fife@example.org"), "[S42] its words are not there");
    is_i64(core_get_as(core, &fife, "/admin/audit").status, 404,
           "[S10] a coordinator has no whole record");
    is_i64(core_get_as(core, &fife, "/admin/audit/1").status, 404, "[S10] nor one of its rows");
    is_i64(core_get_as(core, &fife, "/admin/audit.csv").status, 404, "[S10] nor its file");
    is_i64(list("/1").status, 200, "a record has a page of its own");
    is_i64(list("/99999999").status, 404, "one that is not there has none");
}

static void test_own(void)
{
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("message.send"),
                                   .object_kind = STR("message"),
                                   .object_id = STR("4711"),
                                   .partnership_id = partnership("angus") },
           1);
    struct answer a = core_get_as(core, &angus, "/coordinator/record");
    is_i64(a.status, 200, "[7.3] a coordinator reads the record of the partnership");
    ok(has(a.body, "Message: 4711"), "what belongs to it is there");
    ok(has(a.body, "Gave a role"), "also who was given a role in it");
    a = core_get_as(core, &fife, "/coordinator/record");
    ok(a.status == 200 && !has(a.body, "4711") && !has(a.body, "Sample angus"),
       "[S10] (ASVS 8.2.2) a neighbour's is not");
    is_i64(core_get_as(core, &fife, "/coordinator/record?partnership=angus").status, 404,
           "[S10] and asked for, it does not exist");
    a = core_get_as(core, &fife, "/coordinator/record?partnership=fife&group=message");
    ok(has(a.body, "No record fits these filters"), "an empty list says so");
}

/* --- filters --- */

static void test_filters(void)
{
    struct str who =
        str_printf(core->arena, "?who=account%%3A%lld", (long long)admin.account_id);
    record(
        &(struct store_record){
            .actor = str_printf(core->arena, "account:%lld", (long long)admin.account_id),
            .action = STR("settings.change"),
            .object_kind = STR("setting"),
            .object_id = STR("footer"),
            .request_id = STR("q7x2"),
            .detail = STR("{\"footer\":[\"old words\",\"new words\"]}") },
        1);
    struct answer a = list(str_z(core->arena, who));
    ok(has(a.body, "from ‘old words’ to ‘new words’") && has(a.body, "of 1 record,"),
       "[7.3] by person");
    ok(has(a.body, "Who: Sample admin") && has(a.body, "href=\"/admin/audit\""),
       "the filter in words, and the way to clear it");
    ok(has(list("?group=settings").body, "of 1 record,"), "[7.3] by what was done");
    ok(has(list("?kind=setting&object=footer").body, "of 1 record,"), "[7.3] by thing");
    ok(has(list("?request=q7x2").body, "of 1 record,"), "[7.3] by request");
    ok(has(list("?when=today&group=settings").body, "of 1 record,"), "[7.3] by time");
    ok(has(list("?to_day=1&to_month=January&to_year=2020").body, "No record fits"),
       "[7.3] by date");
    ok(has(list("?from_day=31&from_month=2&from_year=2026").body, "not a real date"),
       "a date that is none is left out, and said so");
    ok(has(list("?from_day=2&from_month=3&from_year=2026&to_day=1&to_month=3&to_year=2026")
               .body,
           "is before"),
       "so are two in the wrong order");
    ok(has(list("?when=tomorrow").body, "could not be understood"), "and an unknown choice");
    ok(has(list("?who=Sample+Person").body, "could not be understood"), "and nobody's name");
    ok(has(list("?group=%3Cb%3E").body, "could not be understood"), "and no word at all");
    ok(has(list("?after=99999999").body, "is not there"), "and a place that is not there");
}

static void test_pages(void)
{
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("mail.erase"),
                                   .object_kind = STR("outbox"),
                                   .at_s = 1000 },
           120);
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("mail.erase"),
                                   .object_kind = STR("outbox") },
           1);
    struct answer a = list("?group=mail");
    ok(has(a.body, "Showing 50 of 121 records, newest first"), "[7.3] fifty a page, counted");
    struct str next = between(a.body, "href=\"/admin/audit?group=mail&amp;after=", "\"");
    ok(next.n > 0, "[S49] (ASVS 15.2.2) the next page by key");
    a = list(
        str_z(core->arena, str_printf(core->arena, "?group=mail&after=%.*s", STR_ARG(next))));
    ok(has(a.body, "Showing 50 further of 121"), "follows");
    next = between(a.body, "href=\"/admin/audit?group=mail&amp;after=", "\"");
    a = list(
        str_z(core->arena, str_printf(core->arena, "?group=mail&after=%.*s", STR_ARG(next))));
    ok(has(a.body, "Showing 21 further") && !has(a.body, ">Next<"), "and the last");
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("mail.erase"),
                                   .object_kind = STR("outbox") },
           1000);
    ok(has(list("?group=mail").body, "of more than 1,000 records"),
       "[S49] (ASVS 15.2.2) no list counts beyond its first 1,000 matches");
}

/* --- what stands in records is shown as text --- */

static enum err rename_fn(struct db *db, void *arg)
{
    const int64_t *id = arg;
    const struct act act = { .actor = STR("cli:0"), .now_s = clock_now_s() };
    return account_change(db, *id, STR("mallory\xe2\x80\xae<i>"), STR("mallory@example.org"),
                          &act);
}

static void test_escaped(void)
{
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("settings.change"),
                                   .object_kind = STR("setting"),
                                   .object_id = STR("<script>alert(1)</script>"),
                                   .detail =
                                       STR("{\"footer\":[\"\",\"<script>alert(2)</script>\"],"
                                           "\"title\":[\"a\\u202eb\",\"\\u003cb\\u003e\"]}") },
           1);
    struct answer a = list("?group=settings");
    ok(!has(a.body, "<script>alert") && has(a.body, "&lt;script&gt;alert(2)"),
       "[S1] (ASVS 1.2.1) markup in a record is text");
    ok(has(a.body, "a[U+202E]b"), "[S3] (ASVS 1.1.1) what turns the writing is a visible mark");
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("settings.change"),
                                   .object_kind = STR("setting"),
                                   .detail = STR("not <json>") },
           1);
    ok(has(list("?group=settings").body, "not &lt;json&gt;"),
       "[S46] a detail that is none of ours is shown as it is, as text");
    struct someone mallory = core_person(core, "mallory", "analyst", "fife");
    ok(store_write(app_store(core->app), rename_fn, &mallory.account_id) == OK, "renamed");
    a = list("");
    ok(has(a.body, "mallory[U+202E]&lt;i&gt;"), "[S1] [S3] so is the name of a person");
}

/* --- the export --- */

static struct answer press(const char *query, const char *what)
{
    const char *target = str_z(core->arena, str_printf(core->arena, "/admin/audit%s", query));
    return core_fill_as(core, &admin, target, what);
}

static void test_export(void)
{
    core_sign_in(core, &admin);
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("settings.change"),
                                   .object_kind = STR("setting"),
                                   .object_id = STR("=1+1"),
                                   .detail = STR("{\"a\":[\"\",\"x \\\"y\\\"\"]}") },
           1);
    int64_t before = number("SELECT count(*) FROM audit WHERE action = 'audit.export'");
    struct answer a = press("?group=settings", "do=csv");
    ok(a.status == 303 &&
           str_starts(a.location, STR("/admin/audit.csv?group=settings&ticket=")),
       "[7.3] the button leads to the file");
    is_i64(number("SELECT count(*) FROM audit WHERE action = 'audit.export' AND detail = "
                  "'{\"filters\":[\"\",\"group=settings\"]}'"),
           before + 1, "[S41] (ASVS 16.2.1) every export leaves its record, with its filters");
    const char *file = str_z(core->arena, a.location);
    int64_t rows = number("SELECT count(*) FROM audit");
    a = core_get_as(core, &admin, file);
    ok(a.status == 200 && str_eq(a.type, STR("text/csv; charset=utf-8")), "the file");
    ok(has(resp_header(&a.resp, STR("Content-Disposition")), "attachment; filename=\"audit-"),
       "[S7] as an attachment");
    ok(str_eq(a.cache, STR("no-store")), "[S7] stored nowhere");
    ok(has(a.body, "\"number\",\"time\",\"who\"") && has(a.body, "\"'=1+1\""),
       "[S7] (ASVS 1.2.10) a formula is marked");
    ok(has(a.body, "\"{\"\"a\"\":[\"\"\"\",\"\"x \\\"\"y\\\"\"\"\"]}\""),
       "[S7] quotes doubled");
    ok(has(a.body, "\"Changed settings\"") && !has(a.body, "mail.erase"),
       "[7.3] in words, and only what the filters let through");
    is_i64(number("SELECT count(*) FROM audit"), rows, "[S24] reading the file writes nothing");
    is_i64(core_get_as(core, &admin, "/admin/audit.csv?group=settings").status, 303,
           "without its ticket there is no file");
    struct str other = str_printf(core->arena, "/admin/audit.csv?%s",
                                  strstr(file, "ticket=")); /* the ticket, other filters */
    is_i64(core_get_as(core, &admin, str_z(core->arena, other)).status, 303,
           "[S41] a ticket is for the filters that were recorded");
    clock_set_s(clock_now_s() + AUDIT_TICKET_S + 1);
    is_i64(core_get_as(core, &admin, file).status, 303, "and good for a short while");
    clock_set_s(clock_now_s() + SESSION_PROVED_S + 1);
    a = press("", "do=csv");
    ok(a.status == 303 && str_starts(a.location, STR("/sign-in/again?next=")),
       "[S19] names leave the house only shortly after showing who one is");
    core_sign_in(core, &admin);
}

/* Larger than what is kept in memory: through a file without a name. */
static void test_large_export(void)
{
    char words[2000];
    memset(words, 'x', sizeof words);
    struct str detail =
        str_printf(core->arena, "{\"a\":[\"\",\"%.*s\"]}", (int)sizeof words, words);
    record(&(struct store_record){ .actor = STR("job"),
                                   .action = STR("import.batch"),
                                   .object_kind = STR("dataset"),
                                   .request_id = STR("large"),
                                   .detail = detail },
           1200);
    struct answer a = press("?request=large", "do=csv");
    a = core_get_as(core, &admin, str_z(core->arena, a.location));
    ok(a.status == 200 && a.resp.fd >= 0 && a.resp.fd_len > 2400000,
       "[S49] a large export goes by a file that has no name");
    if (a.resp.fd >= 0)
        close(a.resp.fd);
}

static void test_slots(void)
{
    struct answer a = press("?group=settings", "do=csv");
    const char *file = str_z(core->arena, a.location);
    ok(slots_take(&core->app->costly, admin.account_id) == OK, "an export is running");
    is_i64(core_get_as(core, &admin, file).status, 429, "[S49] one at a time for a person");
    slots_give(&core->app->costly, admin.account_id);
    ok(slots_take(&core->app->costly, 1) == OK && slots_take(&core->app->costly, 2) == OK,
       "two others");
    is_i64(core_get_as(core, &admin, file).status, 429, "[S49] (ASVS 15.2.2) two in all");
    slots_give(&core->app->costly, 1);
    slots_give(&core->app->costly, 2);
    is_i64(core_get_as(core, &admin, file).status, 200, "then it goes on");
}

/* --- the chain --- */

static enum err forget_fn(struct db *db, void *arg)
{
    (void)arg;
    return db_exec(db, "DELETE FROM audit_check /*scan*/", NO_BINDS);
}

/* Past the door and its triggers, as somebody with the file might. */
static void tamper(const char *sql)
{
    sqlite3 *h = NULL;
    sqlite3_open(core->config.db_path, &h);
    ok(sqlite3_exec(h, "DROP TRIGGER audit_no_update", NULL, NULL, NULL) == SQLITE_OK &&
           sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK,
       "%s", sql);
    sqlite3_close(h);
}

static void test_chain(void)
{
    ok(store_write(app_store(core->app), forget_fn, NULL) == OK, "no walk yet");
    ok(has(list("").body, "It has not been checked yet"), "[7.5] said where nobody has looked");
    struct answer a = press("", "do=check");
    ok(a.status == 303 && str_eq(a.location, STR("/admin/audit?checked=now")),
       "[7.5] check now");
    a = list("?checked=now");
    ok(has(a.body, "Whole") && has(a.body, "The record has been checked now"),
       "[S43] (ASVS 16.4.2) the page says that the chain is whole");
    tamper("UPDATE audit SET actor = 'cli:9' WHERE number = 7");
    a = press("", "do=check");
    a = list("?checked=now");
    ok(has(a.body, "It breaks at record 7") && !has(a.body, "Whole"),
       "[7.5] [S43] (ASVS 16.4.2) it names the first record that is wrong");
    a = core_post_as(core, &fife, "/admin/audit", "do=check");
    ok(a.status == 403 || a.status == 404, "[S10] a coordinator starts nothing");
}

int main(void)
{
    core = core_start();
    admin = core_person(core, "admin", "admin", NULL);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    test_reach();
    test_own();
    test_filters();
    test_pages();
    test_escaped();
    test_export();
    test_large_export();
    test_slots();
    test_chain();
    core_stop(core);
    return done_testing();
}
