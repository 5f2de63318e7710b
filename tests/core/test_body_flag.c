/* test_body_flag.c: entries beside the register of charities, and what people decide. */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "core/store/store.h"
#include "modules/bodies/oscr.h"
#include "modules/bodies/reconcile.h"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone fife, angus, admin;

#define OWN "/coordinator/bodies/flags"
#define ALL "/admin/bodies/flags"
#define HEAD                                                                                   \
    "Charity Number,Charity Name,Registered Date,Known As,Charity Status,Notes,Postcode,"      \
    "Constitutional Form,Previous Constitutional Form 1,Geographical Spread,"                  \
    "Main Operating Location,Purposes,Beneficiaries,Activities,Objectives,"                    \
    "Principal Office/Trustees Address,Website,Most recent year income\r\n"

static int64_t add(const char *name, const char *number, const char *other, const char *areas)
{
    struct body b = body_help_sample(name);
    b.charity_number = str_from(number);
    b.other_names = str_from(other);
    return body_help_add(core, b, areas);
}

static int64_t n_open(void)
{
    return core_count(core, "SELECT count(*) FROM body_flag WHERE state = 'open'");
}

static struct reconcile run(const char *rows, bool is_dry)
{
    struct reconcile r = { .store = app_store(core->app),
                           .arena = core->arena,
                           .act = { .actor = STR("cli:0"), .now_s = clock_now_s() },
                           .text = str_join(core->arena, STR(HEAD), str_from(rows)),
                           .file_name = STR("extract.csv"),
                           .source_on = STR("2026-11-03"),
                           .by_role = STR("Operator"),
                           .is_dry = is_dry };
    r.db = store_reader_open(r.store, READER_ALL);
    enum err e = reconcile(&r);
    store_reader_close(r.db);
    ok(e == OK, "the extract is compared (%s) %.*s", err_name(e), STR_ARG(r.why));
    return r;
}

#define AS_OURS                                                                                \
    "SC099001,Sample Kitchen,01/01/2001,,Active,,KY1 1AA,SCIO,,,Fife,,,,,,,\r\n"               \
    "SC099002,Sample Trust for Choirs,01/01/2001,Sample Choir,Active,,,,,,Angus,,,,,,,\r\n"
#define OTHERWISE                                                                              \
    "SC099001,Sample Kitchen and Table,01/01/2001,,Active,,KY1 1AA,SCIO,,,Fife,,,,,,,\r\n"     \
    "SC099002,Sample Choir,01/01/2001,,Active,,,,,,Angus,,,,,,,\r\n"                           \
    "SC099003,Sample Gate,01/01/2001,,Removed,,,,,,Fife,,,,,,,\r\n"                            \
    "SC 99004,Sample Workshop,01/01/2001,,Active,,,,,,\"Argyll & Bute\",,,,,,,\r\n"            \
    "SC099999,Nobody we know,01/01/2001,,Active,,,,,,Fife,,,,,,,\r\n"

static void test_compare(void)
{
    struct reconcile r = run(AS_OURS, false);
    is_i64((int64_t)r.n_found, 0, "[2.5] the same, or a name that it is known by: no flag");
    r = run(OTHERWISE, true);
    is_i64((int64_t)r.n_found, 3, "[2.5] renamed, removed and moved are found");
    is_i64(n_open(), 0, "[2.5] a dry run raises nothing");
    r = run(OTHERWISE, false);
    is_i64((int64_t)r.n_new, 3, "[2.5] each is flagged");
    is_i64(n_open(), 3, "[2.5] to be decided");
    is_i64(core_count(core, "SELECT count(*) FROM body WHERE version > 1 OR state <> 'active'"),
           0, "[2.5] [B.22] and no entry was changed");
    r = run(OTHERWISE, false);
    is_i64((int64_t)r.n_new, 0, "[2.5] the same extract again: nothing new to decide");
    is_i64(n_open(), 3, "[2.5] and each flag stands once");
}

static void test_pages(void)
{
    struct answer a = core_get_as(core, &fife, OWN);
    ok(a.status == 200 && has(a.body, "Sample Kitchen and Table") && has(a.body, "Sample Gate"),
       "[2.5] a coordinator sees what differs in the own areas");
    ok(!has(a.body, "Sample Workshop"), "[S10] (ASVS 8.2.2) and nothing of other areas");
    ok(has(a.body, "© Crown Copyright and database right 2026. Contains information from the "
                   "Scottish Charity Register") &&
           has(a.body, "Open Government Licence v.3.0"),
       "[10.6] with the line that the licence asks for");
    a = core_get_as(core, &fife,
                    str_z(core->arena, str_printf(core->arena, "/coordinator/bodies/%lld",
                                                  (long long)core_count(
                                                      core, "SELECT id FROM body WHERE "
                                                            "charity_number = 'SC099003'"))));
    ok(a.status == 200 && has(a.body, "The charity register says otherwise") &&
           has(a.body, "ours is “Active”, theirs is “Removed”"),
       "[2.5] the page of the organisation says so too");
    a = core_get_as(core, &admin, ALL);
    ok(a.status == 200 && has(a.body, "Sample Workshop") && has(a.body, "Argyll and Bute"),
       "[2.5] an administrator sees all");
}

static int64_t flag(const char *kind)
{
    return core_count(
        core, str_z(core->arena, str_printf(core->arena,
                                            "SELECT coalesce(max(id), 0) FROM body_flag WHERE "
                                            "kind = '%s'",
                                            kind)));
}

static struct answer decide(const struct someone *who, const char *at, const char *what,
                            int64_t id)
{
    return core_fill_as(
        core, who, at,
        str_z(core->arena, str_printf(core->arena, "%s=%lld", what, (long long)id)));
}

static void test_decide(void)
{
    struct answer a = decide(&angus, OWN, "take", flag("renamed"));
    ok(a.status == 404, "[S10] (ASVS 8.2.2) not by a coordinator of another area");
    is_i64(n_open(), 3, "[S10] (ASVS 8.2.2) and nothing is decided");
    a = decide(&fife, OWN, "take", flag("renamed"));
    ok(a.status == 303 && has(a.location, "done=taken"), "[2.5] theirs is taken");
    is_str(core_text(core, "SELECT name || '|' || other_names FROM body WHERE charity_number = "
                           "'SC099001'"),
           "Sample Kitchen and Table|Sample Kitchen",
           "[2.5] the new name, and the old one among the others");
    a = decide(&fife, OWN, "leave", flag("renamed"));
    ok(a.status == 303 && core_count(core, "SELECT count(*) FROM body_flag WHERE state = "
                                           "'left'") == 0,
       "[S50] (ASVS 2.3.3) what is decided is not decided again");
    a = decide(&fife, OWN, "leave", flag("removed"));
    ok(a.status == 303 && has(a.location, "done=left"), "[2.5] ours is left");
    is_str(core_text(core, "SELECT state FROM body WHERE charity_number = 'SC099003'"),
           "active", "[2.5] [B.22] and stays as it is");
    a = decide(&admin, ALL, "take", flag("moved"));
    ok(a.status == 303, "[2.5] an administrator takes the place of work");
    is_i64(core_count(core, "SELECT count(*) FROM body_area a JOIN body b ON b.id = a.body_id "
                            "WHERE b.charity_number = 'SC099004'"),
           2, "[2.5] [B.22] which is added to the areas, and none is taken away");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action IN ('body.reconcile', "
                            "'body.leave_flag')"),
           3, "[2.5] each decision is recorded");
    a = core_get_as(core, &fife, OWN "?show=all");
    ok(has(a.body, "Theirs taken") && has(a.body, "Ours left"),
       "[2.5] what was decided can be looked up");
    ok(has(core_get_as(core, &fife, OWN).body, "There is nothing to decide"),
       "[8.3] nothing left: it is said");
}

static void test_later(void)
{
    struct reconcile r = run(OTHERWISE, false);
    is_i64((int64_t)r.n_new, 0, "[2.5] what was left is not asked again");
    r = run("SC099004,Sample Works,01/01/2001,,Active,,,,,,Angus,,,,,,,\r\n", false);
    is_i64(n_open(), 1, "[2.5] another difference is");
    r = run("SC099004,Sample Workshop,01/01/2001,,Active,,,,,,Angus,,,,,,,\r\n", false);
    ok(n_open() == 0 && r.n_settled == 1, "[2.5] a later extract that agrees settles it");
    ok(has(core_get_as(core, &admin, ALL "?show=all").body, "Settled by itself"),
       "[2.5] and says that nobody decided");
    is_i64(r.n_missing, 3, "[2.5] a part of the register says nothing of those not in it");
}

static void test_licence(void)
{
    struct body b = body_help_sample("Sample Visitors");
    b.source = STR(OSCR_SOURCE);
    ok(body_help_add(core, b, "fife") > 0, "an entry that came from the register of charities");
    struct answer a = core_get(core, "/bodies/sample-visitors", NULL);
    ok(a.status == 200 && has(a.body, "© Crown Copyright and database right 2026. Contains"),
       "[10.6] its page shows the line that the licence asks for");
    a = core_get(core, "/bodies/sample-choir", NULL);
    ok(a.status == 200 && !has(a.body, "Crown Copyright"), "[10.6] and no other page does");
}

static void test_wrong_files(void)
{
    static const char *const wrong[] = {
        "", "name,areas\r\nSample,Fife\r\n",
        "Charity Number,Charity Name\r\nSC099001,\"Sample\r\n",
        "Charity Number,Charity Name\r\nSC099001,Caf\xE9\r\n"
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct reconcile r = { .store = app_store(core->app),
                               .arena = core->arena,
                               .text = str_from(wrong[i]) };
        r.db = store_reader_open(r.store, READER_ALL);
        enum err e = reconcile(&r);
        store_reader_close(r.db);
        ok(e == ERR_INVALID && r.why.n, "[2.5] file %zu is refused with a reason: %.*s", i,
           STR_ARG(r.why));
    }
}

static void test_words(void)
{
    struct arena *a = core->arena;
    struct oscr_row row = { .form = STR("SCIO (Scottish Charitable Incorporated Organisation)"),
                            .purposes = STR("'the relief of those in need'"),
                            .objectives = STR("To help people leaving prison") };
    is_str(oscr_kind(&row), "scio", "the constitutional form gives the kind");
    ok(oscr_is_about(a, &row, STR("prison;victim")) && !oscr_is_about(a, &row, STR("rison")),
       "charities are chosen by the beginnings of words");
    row.form = STR("Statutory corporation (e.g. Royal Charter, Act of Parliament)");
    ok(oscr_is_statutory(&row), "what an enactment made is told apart (s.37)");
}

int main(void)
{
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    admin = core_person(core, "admin", "admin", NULL);
    ok(add("Sample Kitchen", "SC099001", "", "fife") > 0 &&
           add("Sample Choir", "SC099002", "", "angus") > 0 &&
           add("Sample Gate", "SC099003", "", "fife") > 0 &&
           add("Sample Workshop", "SC099004", "Sample Works Ltd", "angus") > 0,
       "four entries with a number");
    test_compare();
    test_pages();
    test_decide();
    test_later();
    test_licence();
    test_wrong_files();
    test_words();
    core_stop(core);
    return done_testing();
}
