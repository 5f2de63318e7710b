/* Answers brought in as a file: columns by the questions' titles, a dry run, undo. */
#include "app/house.h"
#include "core/base/buf.h"
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "tests/consultation_help.h"

static struct core *core;
static struct someone fife, angus;
static struct help_asks h;
static struct consultation x;
static const char *at;

#define BOUNDARY "cj-test-boundary"

/* The upload, as a browser sends it. */
static struct answer upload(const char *csv, size_t n, const char *source)
{
    struct arena *a = core->arena;
    struct answer page = core_get_as(core, &fife, at);
    struct buf *b = buf_in(a, (size_t)4 * 1024 * 1024);
    const struct {
        const char *name;
        struct str value;
    } field[] = { { "csrf", between(page.body, "name=\"csrf\" value=\"", "\"") },
                  { "form_id", between(page.body, "name=\"form_id\" value=\"", "\"") },
                  { "source", str_from(source) },
                  { "comment", STR("A sample") } };
    clock_set_s(clock_now_s() + 60);
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++)
        buf_printf(
            b, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%.*s\r\n",
            field[i].name, STR_ARG(field[i].value));
    buf_lit(b, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; "
               "filename=\"answers.csv\"\r\nContent-Type: text/csv\r\n\r\n");
    buf_str(b, (struct str){ csv, n });
    buf_lit(b, "\r\n--" BOUNDARY "--\r\n");
    const char *headers = str_z(a, str_printf(a,
                                              "%s\nSec-Fetch-Site: same-origin\nContent-Type: "
                                              "multipart/form-data; boundary=" BOUNDARY,
                                              fife.cookie));
    return core_ask(core, "POST", at, headers, buf_view(b));
}

static int64_t n_of(const char *sql)
{
    return core_count(core, sql);
}

static const char *page_of(const struct answer *a)
{
    return str_z(core->arena, a->location);
}

static const char *column(const char *name, int n)
{
    return str_z(core->arena, str_printf(core->arena, "%s=%d", name, n));
}

#define ROWS                                                                                   \
    "Name,Organisation,Date received,Is it clear?,What is missing?,Publication\n"              \
    "Sample One,,20/11/2026,Yes,More homes,Publish with name\n"                                \
    "Sample Two,Sample Group,19 November 2026,no,\"Buses,\nlate ones\",\n"                     \
    "Sample Three,,1/1/2030,Perhaps,,Maybe\n"

static const char *test_dry_run(void)
{
    ok(has(core_get_as(core, &fife, at).body, "No imports yet"), "[3.28] nothing yet");
    is_i64(core_get_as(core, &angus, at).status, 404,
           "[S10] (ASVS 8.2.2) not another partnership's");
    struct answer a = upload("", 0, "");
    ok(a.status == 422 && has(a.body, "Enter where the answers come from"),
       "[3.28] what is missing is said: %d", a.status);
    a = upload("PK\x03\x04", 4, "Sample");
    ok(a.status == 422 && has(a.body, "This is a spreadsheet file"), "a spreadsheet is none");
    a = upload(ROWS, sizeof ROWS - 1, "Sample forms");
    is_i64(a.status, 303, "[3.28] a file is loaded");
    const char *page = page_of(&a);
    a = core_get_as(core, &fife, page);
    ok(a.status == 200 && has(a.body, "Match columns") && has(a.body, "Is it clear?") &&
           has(a.body, "<option value=\"4\" selected>Is it clear?") &&
           has(a.body, "<option value=\"1\" selected>Name"),
       "[3.28] columns are matched by the titles of the questions");
    a = core_fill_as(core, &fife, page, "do=match");
    ok(a.status == 422 && has(a.body, "Select the column of at least one question"),
       "a question is needed");
    struct buf *b = buf_in(core->arena, 4096);
    buf_printf(b,
               "do=match&%.*s&q%lld=4&q%lld=5&col_organisation=2&col_received=3&col_publish=6",
               STR_ARG(str_from(column("col_name", 1))),
               (long long)n_of("SELECT min(id) FROM question"),
               (long long)n_of("SELECT max(id) FROM question"));
    is_i64(core_fill_as(core, &fife, page, str_z(core->arena, buf_view(b))).status, 303,
           "[3.28] the rows are checked");
    a = core_get_as(core, &fife, page);
    ok(has(a.body, "Nothing") || has(a.body, "nothing added yet"), "nothing is added");
    ok(has(a.body, "Add 2 responses") && has(a.body, "is not one of the answers") &&
           has(a.body, "must be today or in the past") && has(a.body, "is not a choice"),
       "[3.28] the dry run says what would be added and what is wrong, row by row");
    is_i64(n_of("SELECT count(*) FROM response"), 0, "and no response is there");
    a = core_get_as(
        core, &fife,
        str_z(core->arena, str_join(core->arena, str_from(page), STR("/failed.csv"))));
    ok(a.status == 200 && has(a.body, "Sample Three") && has(a.body, "Problem\r\n") &&
           !has(a.body, "Sample One"),
       "[3.28] the rows with errors come back as a file");
    return page;
}

static void test_write(const char *page)
{
    is_i64(core_fill_as(core, &fife, page, "do=write").status, 303, "[3.28] they are added");
    is_i64(n_of("SELECT count(*) FROM response WHERE is_live = 1 AND channel = "
                "'survey_import' AND import_id IS NOT NULL"),
           2, "[3.28] two responses");
    is_i64(n_of("SELECT count(*) FROM response WHERE received_on = '2026-11-20' AND "
                "publish_choice = 'publish_with_name'"),
           1, "with the day they came and their choice");
    is_i64(n_of("SELECT count(*) FROM response WHERE publish_choice = 'not_asked' AND who = "
                "'organisation'"),
           1, "without a choice: not asked, so not published");
    is_i64(n_of("SELECT count(*) FROM answer WHERE value IN ('yes', 'no', 'More homes', "
                "'Buses,\nlate ones')"),
           4, "[3.28] choices by label or code");
    is_i64(n_of("SELECT count(*) FROM response_import_row"), 1, "what failed is kept");
    is_i64(core_fill_as(core, &fife, page, "do=write").status, 303, "sent again");
    is_i64(n_of("SELECT count(*) FROM response"), 2, "[D3] nothing is added twice");
    ok(has(core_get_as(core, &fife, at).body, "Sample forms"),
       "[3.28] past imports are listed");
}

/* Results that were published while the import stood. */
static enum err publish_fn(struct db *db, void *arg)
{
    (void)arg;
    enum err e = db_exec(db,
                         "INSERT INTO result_version (consultation_id, n, note, title, "
                         "summary, method, n_removed, by_role, published_at_s) SELECT "
                         "consultation_id, 1, '', 'Sample results', '', '', 0, 'coordinator', "
                         "$1 FROM consultation_public /*scan*/",
                         BINDS(bi(clock_now_s())));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("results.publish") });
}

static void test_undo(const char *page)
{
    is_i64(store_write(app_store(core->app), publish_fn, NULL), OK, "results are published");
    int64_t n_answers = n_of("SELECT count(*) FROM answer");
    is_i64(core_fill_as(core, &fife, page, "do=undo").status, 303, "[3.28] it is undone");
    is_i64(n_of("SELECT count(*) FROM response"), 0, "[3.28] its responses are removed");
    is_i64(n_of("SELECT count(*) FROM answer"), 0, "with their answers");
    is_i64(n_of("SELECT count(*) FROM respondent"), 0, "and who sent them");
    ok(n_answers > 0 && n_of("SELECT n_removed FROM result_version") == n_answers,
       "[S56] published figures stand, and say how many answers were since removed");
    ok(has(core_get_as(core, &fife, at).body, "Undone"), "and the list says so");
}

/* Two of one name work in Fife, one elsewhere; a number says which. */
#define TIED                                                                                   \
    "Organisation,Charity number,What is missing?\n"                                           \
    "sample hub,,By its name\n"                                                                \
    ",SC 54321,By its number\n"                                                                \
    "Sample Twin,,Which of them?\n"                                                            \
    "Sample Twin,SC054322,The one of that number\n"                                            \
    "Sample Angus Group,,Works elsewhere\n"                                                    \
    "Sample Hub,SC054322,Two in one\n"                                                         \
    ",,Of nobody\n"                                                                            \
    "\"=HYPERLINK(\"\"x\"\")\",,A formula\n"

static int64_t add_body(const char *name, const char *number, const char *areas)
{
    struct body b = body_help_sample(name);
    b.charity_number = str_from(number);
    return body_help_add(core, b, areas);
}

static int64_t n_entries(void)
{
    return n_of("SELECT count(*) FROM contact_event WHERE kind = 'response' AND object_kind = "
                "'consultation' AND removed_at_s IS NULL");
}

static const char *load_tied(void)
{
    int64_t hub = add_body("Sample Hub", "SC054321", "fife");
    ok(hub && add_body("Sample Twin", "", "fife") &&
           add_body("Sample Twin", "SC054322", "fife") &&
           add_body("Sample Angus Group", "", "angus"),
       "four organisations");
    struct answer a = upload(TIED, sizeof TIED - 1, "Of organisations");
    const char *page = page_of(&a);
    a = core_fill_as(
        core, &fife, page,
        str_z(core->arena,
              str_printf(core->arena, "do=match&col_organisation=1&col_number=2&q%lld=3",
                         (long long)n_of("SELECT max(id) FROM question"))));
    is_i64(a.status, 303, "checked");
    return page;
}

static void test_ties(void)
{
    const char *page = load_tied();
    struct answer a = core_get_as(core, &fife, page);
    ok(has(a.body, "3 to link, 4 not found for certain") &&
           has(a.body, "More than one organisation has that name") &&
           has(a.body, "belong to different organisations") &&
           has(a.body, "No organisation of that name or number"),
       "[3.28] the dry run says which organisations are linked to the register, and why not");
    is_i64(core_fill_as(core, &fife, page, "do=write").status, 303, "added");
    is_i64(n_of("SELECT count(*) FROM response WHERE is_live = 1"), 8, "[3.28] all rows");
    is_i64(
        n_of("SELECT count(*) FROM response r JOIN body b ON b.id = r.body_id WHERE b.name = "
             "'Sample Hub' AND r.is_official = 0"),
        2, "[3.28] by exact name and by number");
    is_i64(n_of("SELECT count(*) FROM response WHERE body_id IS NULL"), 5,
           "what is not certain stays untied");
    is_i64(n_of("SELECT count(*) FROM respondent WHERE organisation = 'Sample Hub'"), 2,
           "a number alone has the name of the register");
    is_i64(n_entries(), 3, "[2.11] each stands in the timeline of its organisation");
    ok(has(core_get_as(core, &fife, page).body, "3 linked"), "and the page says how many");
    is_i64(core_fill_as(core, &fife, page, "do=undo").status, 303, "undone");
    is_i64(n_entries(), 0, "[2.11] the timelines say it no more");
    is_i64(n_of("SELECT count(*) FROM response"), 0, "and no response is left");
}

/* Latin-1, and as many rows as there may be, all of one organisation. */
static void test_many(void)
{
    struct buf *b = buf_in(core->arena, (size_t)1024 * 1024);
    buf_lit(b, "Organisation,What is missing?\n");
    for (int i = 0; i < 2000; i++)
        buf_printf(b, "Sample Hub,Caf\xE9 number %d\n", i);
    struct answer a = upload(buf_view(b).p, buf_view(b).n, "Many");
    is_i64(a.status, 303, "[3.28] 2,000 rows in Latin-1");
    const char *page = page_of(&a);
    const char *match =
        str_z(core->arena, str_printf(core->arena, "do=match&col_organisation=1&q%lld=2",
                                      (long long)n_of("SELECT max(id) FROM "
                                                      "question")));
    is_i64(core_fill_as(core, &fife, page, match).status, 303, "checked");
    const struct store_stats before = store_stats(app_store(core->app));
    is_i64(core_fill_as(core, &fife, page, "do=write").status, 303, "added");
    const struct store_stats after = store_stats(app_store(core->app));
    printf("# writes: %lld, over the limit of one: %lld\n",
           (long long)(after.writes - before.writes),
           (long long)(after.slow_fns - before.slow_fns));
    is_i64(n_entries(), 2000, "[2.11] each in the timeline of its organisation");
    is_i64(n_of("SELECT count(*) FROM response WHERE is_live = 1"), 2000, "[3.28] all of them");
    is_i64(n_of("SELECT count(*) FROM answer WHERE value = 'Caf\xC3\xA9 number 7'"), 1,
           "with their accents");
    buf_lit(b, "One too many\n");
    a = upload(buf_view(b).p, buf_view(b).n, "Too many");
    ok(a.status == 422 && has(a.body, "more than 2000 rows"), "one more is too many");
}

int main(void)
{
    core = core_start();
    clock_set_s(1795344780); /* 22 November 2026, 10:53 */
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "Sample plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    (void)help_question(&h, &x, views,
                        (struct help_ask){ .type = "one",
                                           .title = "Is it clear?",
                                           .options = "yes\tYes\nno\tNo\n" });
    (void)help_question(&h, &x, views,
                        (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_publish(&h, &x);
    at = str_z(core->arena, str_printf(core->arena, "/coordinator/consultations/%.*s/imports",
                                       STR_ARG(x.slug)));
    const char *page = test_dry_run();
    test_write(page);
    test_undo(page);
    test_ties();
    test_many();
    core_stop(core);
    return done_testing();
}
