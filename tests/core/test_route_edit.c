/* test_route_edit.c: a coordinator changes the contact route of their partnership, in process.
 */
#include "tests/core/route_help.h"

/* --- the page --- */

static void test_page(void)
{
    struct answer a = core_get_as(core, &fife, PAGE);
    is_i64(a.status, 200, "[1.10] the workspace's page of the route");
    ok(has(a.body, "Partnership page") && has(a.body, "Not yet confirmed by the partnership"),
       "[1.10] says that nobody has confirmed the imported details");
    ok(has(a.body, "Seen in the source") && has(a.body, "Not confirmed"),
       "[1.10] field by field");
    ok(has(a.body, "All these details are right") && has(a.body, "Move down") &&
           has(a.body, NEW "?partnership=fife"),
       "and holds its buttons");
    ok(!has(a.body, "checked on"), "[1.10] nothing is called checked");
    ok(has(page_of(HISTORY), "Nothing has been changed here yet. The details are as they were "
                             "imported: from ") &&
           has(page_of(HISTORY), "November 2026"),
       "[7.4] the history of an imported route says so");
    a = core_get_as(core, &admin, PAGE);
    ok(a.status == 200 && has(a.body, PAGE "?partnership=angus"),
       "an administrator chooses among all");
    is_i64(core_get_as(core, &admin, PAGE "?partnership=angus").status, 200, "and opens any");
    is_i64(core_get_as(core, &analyst, PAGE).status, 403, "[S9] an analyst may not");
    is_i64(core_get(core, PAGE, NULL).status, 303, "[S9] nobody without signing in");
}

/* --- changing a step --- */

static void test_change(void)
{
    int64_t tsi = step_id("fife", "tsi"),
            before = core_count(core, "SELECT count(*) FROM audit");
    const char *at = step_path(tsi);
    struct answer a = save(&fife, at,
                           "role=Third+Sector+Interface&organisation=Fife+Voluntary+Action"
                           "&email=&phone=0131+496+0999&url=https%3A%2F%2Fexample.org%2Ftsi"
                           "&detail=Help+with+plans" AT_COUNCIL);
    is_i64(a.status, 303, "[1.12] a step is changed");
    ok(str_starts(a.location, STR(PAGE "?partnership=fife&done=saved#step-")),
       "and leads back");
    ok(has(page_of(PUBLIC), "0131\xC2\xA0"
                            "496\xC2\xA0"
                            "0999"),
       "readers see it at once");
    ok(has(page_of(PUBLIC), "From the council’s website; general knowledge, 22 November 2026. "
                            "Not yet confirmed by the partnership") ||
           has(page_of(PUBLIC), "From the council’s website"),
       "[1.10] with its source, not as checked");
    struct str history = page_of(HISTORY);
    ok(has(history, "Changed: Third Sector Interface") && has(history, "0131 496 0999") &&
           has(history, "by the coordinator") && has(history, "Found: The council’s website"),
       "[1.12] [7.4] the history: what, from what to what, by which role, where found");
    ok(!has(history, "Page says") && !has(history, "Sample coordinator"),
       "[7.4] the copy kept and the person are not in it");
    is_str(core_text(core, "SELECT words FROM route_evidence"), "Page says 0131 496 0999",
           "[1.12] the copy is kept");
    is_i64(core_count(core, "SELECT count(*) FROM audit"), before + 1, "[S41] one record");
    struct str detail = core_text(
        core,
        "SELECT detail FROM audit WHERE action = 'route.change_step' ORDER BY number DESC");
    ok(has(detail, "\"phone\":[\"\",\"0131 496 0999\"]") &&
           has(detail, "\"found\":[\"\",\"council\"]"),
       "[S41] (ASVS 16.2.1) [S42] with old and new values: %.*s", STR_ARG(detail));
    is_i64(core_count(
               core,
               join("SELECT count(*) FROM audit WHERE action = 'route.change_step' AND actor = "
                    "'account:",
                    str_printf(arena(), "%lld'", (long long)fife.account_id))),
           1, "[1.12] [S41] and the account");
    ok(!has(core_get_as(core, &fife, PAGE "?done=saved").body, "not saved") &&
           has(core_get_as(core, &fife, PAGE "?done=saved").body, "Your change is saved"),
       "the page says that it was saved");
}

static void test_confirm(void)
{
    int64_t id = step_id("fife", "coordinator");
    struct answer a = save(&fife, step_path(id),
                           "role=Community+justice+lead&organisation=Fife+Council"
                           "&email=community.justice%40example.org&phone=&url=&detail=" FOUND);
    is_i64(a.status, 303, "[1.10] saved on the partnership's own word");
    struct str page = page_of(PUBLIC);
    ok(has(page, "last checked on <time datetime=\"2026-11-22\">22 November 2026</time> by the "
                 "coordinator"),
       "[1.10] is a check: date and role, for everybody");
    ok(!has(page, "community.justice@example.org") &&
           !has(page_of(HISTORY), "community.justice@example.org") &&
           !has(page_of(HISTORY ".atom"), "community.justice@example.org"),
       "[1.14] the mailbox stands on no public page");
    ok(has(page_of(HISTORY), "an address that is not shown here"),
       "[7.4] the history says that "
       "there is one");
    ok(has(page_of("/partnerships/fife.json"), "\"checked_on\":\"2026-11-22\"") &&
           has(page_of("/partnerships/fife.json"), "\"checked_by_role\":\"coordinator\"") &&
           has(page_of("/api/v1/route?area=fife"), "\"checked_on\":\"2026-11-22\""),
       "[1.10] [1.15] as data");
    ok(has(page_of("/partnerships/fife.vcf"), "Last checked on 22 November 2026 by the "),
       "[1.10] [1.16] on the contact card");
    ok(has(page_of("/partnerships.csv"), "\"2026-11-22\",\"coordinator\""),
       "[1.10] in the spreadsheet");
    ok(has(page_of(PUBLIC "/contact"), "name=\"message\""), "and messages go there now");
}

static void test_check(void)
{
    int64_t council = step_id("fife", "council");
    int64_t rows = core_count(core, "SELECT count(*) FROM route_change");
    is_i64(press(&fife, pressed("check", council)).status, 303, "[1.10] one step is right");
    is_i64(core_count(core, "SELECT count(*) FROM route_change"), rows + 1,
           "[7.4] a row of its history");
    is_i64(press(&fife, pressed("check", council)).status, 303, "pressed again");
    is_i64(core_count(core, "SELECT count(*) FROM route_change"), rows + 1, "changes nothing");
    is_i64(press(&fife, "check").status, 303, "[1.10] all are right");
    is_i64(
        core_count(core,
                   "SELECT count(*) FROM route_step t JOIN partnership p ON p.id = "
                   "t.partnership_id WHERE p.slug = 'fife' AND t.checked_on = '2026-11-22' AND "
                   "t.checked_by_role = 'coordinator'"),
        3, "[1.10] every step has the date and the role");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM route_change c WHERE act = 'check' AND EXISTS (SELECT 1 "
               "FROM audit a WHERE a.action = 'route.check_step' AND a.object_id = "
               "CAST(c.step_id AS TEXT))"),
           core_count(core, "SELECT count(*) FROM route_change WHERE act = 'check'"),
           "[S41] every check has its row and its record");
    struct str body = core_get_as(core, &fife, PAGE).body;
    ok(has(body, "Checked on 22 November 2026") && !has(body, "Nobody in the partnership"),
       "[1.10] the workspace says so field by field");
}

/* --- adding, moving, removing --- */

static struct str order_of(const char *slug)
{
    struct partnership p;
    struct contact_route r = { 0 };
    struct buf *b = buf_in(arena(), 1000);
    if (!partnership_find_by_slug(core->worker->db_all, arena(), str_from(slug), &p) &&
        !contact_route_list(core->worker->db_all, arena(), p.id, clock_now_s(), &r))
        for (size_t i = 0; i < r.n; i++)
            buf_printf(b, "%s%s", i ? " " : "", step_kind_name(r.step[i].kind));
    return buf_view(b);
}

static void test_add(void)
{
    struct answer a =
        save(&fife, NEW,
             "kind=forum&role=&organisation=Fife+Voluntary+Action&email=&phone="
             "&url=https%3A%2F%2Fexample.org%2Fforum&detail=Meets+every+2+months" FOUND);
    is_i64(a.status, 303, "a forum is added");
    is_str(order_of("fife"), "coordinator tsi council forum", "[1.9] at the end");
    struct str page = page_of(PUBLIC);
    ok(has(page, "Third sector forum") && has(page, "Meets every 2 months") &&
           has(page, "https://example.org/forum"),
       "[1.9] the page says how organisations take part, and where that leads");
    int64_t forum = step_id("fife", "forum");
    is_i64(press(&fife, pressed("up", forum)).status, 303, "moved up");
    is_str(order_of("fife"), "coordinator tsi forum council", "[1.9] by one place");
    ok(has(page_of(HISTORY), "Moved: Third sector forum"), "[7.4] the history says so");
    is_i64(press(&fife, pressed("up", step_id("fife", "coordinator"))).status, 303,
           "the first one moved up");
    is_str(order_of("fife"), "coordinator tsi forum council", "stays");
    is_i64(press(&fife, pressed("up", step_id("fife", "tsi"))).status, 303, "another order");
    struct str first = between(page_of(PUBLIC), "<li class=\"cj-route__who\">", "</li>");
    ok(has(first, "Third Sector Interface"), "[1.9] is the order that readers see");
    ok(!has(page_of(PUBLIC), "has not said who to contact first"),
       "[1.9] and the partnership has said it");
    is_i64(press(&fife, pressed("down", step_id("fife", "tsi"))).status, 303, "and back");
}

static void test_remove(void)
{
    int64_t forum = step_id("fife", "forum");
    const char *at = join(step_path(forum), STR("/remove"));
    struct answer page = core_get_as(core, &fife, at);
    ok(page.status == 200 && has(page.body, "Remove this step"), "asked before removing");
    is_i64(core_fill_as(core, &fife, at, with_seen("source=&evidence=", page)).status, 422,
           "[1.12] not without saying why");
    is_i64(
        core_fill_as(core, &fife, at, with_seen("source=partnership&evidence=", page)).status,
        303, "removed");
    ok(!has(page_of(PUBLIC), "Meets every 2 months"), "readers no longer see it");
    ok(has(page_of(HISTORY), "Removed: Third sector forum") &&
           has(page_of(HISTORY), "Meets every 2 months"),
       "[7.4] but in the history, with what it said");
    is_i64(core_get_as(core, &fife, step_path(forum)).status, 404, "it cannot be opened");
    int64_t removal = core_count(core, "SELECT max(id) FROM route_change");
    const char *change =
        str_z(arena(), str_printf(arena(), PAGE "/history/%lld", (long long)removal));
    is_i64(save(&fife, change, "").status, 303, "[7.4] put back");
    ok(has(page_of(PUBLIC), "Meets every 2 months"), "[7.4] it stands there again");
    ok(has(page_of(HISTORY), "Added: Third sector forum") &&
           has(page_of(HISTORY), "Put back from the history"),
       "[7.4] by a change of its own");
    is_i64(save(&fife, change, "").status, 422, "[7.4] a second time there is nothing to do");
}

/* --- the way back --- */

static void test_put_back(void)
{
    int64_t tsi = step_id("angus", "tsi");
    struct str was =
        core_text(core, "SELECT t.organisation || t.source || t.confirmed FROM route_step t "
                        "JOIN partnership p ON p.id = t.partnership_id WHERE p.slug = 'angus' "
                        "AND t.kind = 'tsi'");
    is_i64(save(&angus, step_path(tsi),
                "role=&organisation=Somebody+else&email=&phone=&url=&detail=" FOUND)
               .status,
           303, "a wrong change");
    int64_t id = core_count(core, "SELECT max(id) FROM route_change");
    const char *change =
        str_z(arena(), str_printf(arena(), PAGE "/history/%lld", (long long)id));
    ok(has(core_get_as(core, &angus, change).body, "Put this back"), "[7.4] can be put back");
    is_i64(core_get_as(core, &fife, change).status, 404,
           "[S10] (ASVS 8.2.2) not by another partnership's coordinator");
    is_i64(save(&angus, change, "").status, 303, "[7.4] it is put back");
    is_str(core_text(
               core,
               "SELECT t.organisation || t.source || t.confirmed FROM route_step t JOIN "
               "partnership p ON p.id = t.partnership_id WHERE p.slug = 'angus' AND t.kind = "
               "'tsi'"),
           str_z(arena(), was), "[7.4] the details and where they are from are as before");
    is_i64(core_count(core,
                      "SELECT count(*) FROM route_step t JOIN partnership p ON p.id = "
                      "t.partnership_id WHERE p.slug = 'angus' AND t.checked_on IS NOT NULL"),
           0, "[1.10] and not checked, as before");
    int64_t check_rows =
        core_count(core, "SELECT min(id) FROM route_change WHERE act = 'check'");
    const char *check =
        str_z(arena(), str_printf(arena(), PAGE "/history/%lld", (long long)check_rows));
    ok(!has(core_get_as(core, &fife, check).body, "Put this back"), "a check is not put back");
}

static void test_name(void)
{
    struct answer a = save(&angus, PAGE "/name", "name=Angus+Together" FOUND);
    is_i64(a.status, 303, "the partnership's name is changed");
    struct str page = page_of("/partnerships/angus");
    ok(has(page, "Angus Together") && !has(page, "(name not confirmed)"),
       "[1.12] readers see it as confirmed");
    ok(has(page_of("/partnerships/angus/history"), "Angus Together"), "[7.4] and its history");
    int64_t id = core_count(core, "SELECT max(id) FROM route_change");
    const char *change =
        str_z(arena(), str_printf(arena(), PAGE "/history/%lld", (long long)id));
    is_i64(save(&angus, change, "").status, 303, "[7.4] and back");
    ok(!has(page_of("/partnerships/angus"), "Angus Together"), "the old name stands again");
    is_i64(save(&angus, PAGE "/name", "name=" FOUND).status, 422, "a name is needed");
}

/* --- the directory is imported again --- */

static struct str read_file(const char *path)
{
    struct buf *b = buf_in(arena(), 1 << 20);
    char part[4096];
    FILE *f = fopen(path, "r");
    for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
        buf_add(b, part, n);
    if (f)
        fclose(f);
    return buf_view(b);
}

/* The text with every `from` as `to`. */
static struct str replaced(struct str s, const char *from, const char *to)
{
    struct buf *b = buf_in(arena(), 1 << 20);
    for (size_t at; (at = str_find(s, str_from(from))) != STR_NONE;) {
        buf_str(b, str_sub(s, 0, at));
        buf_str(b, str_from(to));
        s = str_sub(s, at + str_from(from).n, STR_NONE);
    }
    buf_str(b, s);
    return buf_view(b);
}

static struct import_job import(struct str text_of_file)
{
    struct import_job job = { .store = app_store(core->app),
                              .db = core->worker->db_all,
                              .arena = arena(),
                              .actor = STR("cli:0"),
                              .now_s = clock_now_s() };
    const struct import_file file = { STR("areas.csv"), text_of_file };
    import_job_begin(&job);
    is_i64(directory_import(&job, &file), OK, "the directory is imported again");
    return job;
}

static void test_import(void)
{
    struct str real = read_file("data/areas.csv"), before = order_of("fife");
    struct someone moray = core_person(core, "moray", "coordinator", "moray");
    const char *council = step_path(step_id("moray", "council"));
    is_i64(save(&moray, join(council, STR("/remove")), "source=partnership&evidence=").status,
           303, "a coordinator removes an imported step");
    is_i64(save(&moray, PAGE "/name", "name=Moray+Together" FOUND).status, 303,
           "and gives the partnership another name");
    struct import_job job = import(real);
    is_i64((int64_t)(job.n_added + job.n_changed + job.n_removed), 0,
           "[1.12] the same file changes nothing that people did");
    job = import(replaced(real, "Fife Voluntary Action", "Another name"));
    ok(has(buf_view(job.out), "left as the partnership confirmed it: route step fife"),
       "[1.10] a file that says otherwise is told so");
    is_i64(
        core_count(core, "SELECT count(*) FROM route_step WHERE organisation = 'Another name'"),
        0, "[1.10] [1.12] what a person changed or checked stays");
    is_str(order_of("fife"), str_z(arena(), before), "[1.9] the order stays");
    is_i64(core_count(core,
                      "SELECT count(*) FROM route_step t JOIN partnership p ON p.id = "
                      "t.partnership_id WHERE p.slug = 'moray' AND t.kind = 'council' AND "
                      "t.is_removed = 0"),
           0, "[1.12] what a person removed does not come back");
    ok(has(page_of("/partnerships/moray"), "Moray Together"), "[1.12] the name stays");
    is_i64(core_count(core,
                      "SELECT count(*) FROM route_step t JOIN partnership p ON p.id = "
                      "t.partnership_id WHERE p.slug = 'orkney' AND t.checked_on IS NOT NULL"),
           0, "[1.10] and nothing else was checked by it");
    (void)import(real);
}

/* --- shared partnerships, administrators, age --- */

static void test_area(void)
{
    struct someone three = core_person(core, "three", "coordinator", "ayrshire");
    ok(has(core_get_as(core, &three, NEW).body, "Which council area is it for?"),
       "[1.7] where councils share, a step is of one or of all");
    const char *fields = "kind=forum&role=&organisation=&email=&phone=&url=&detail=Meets" FOUND;
    is_i64(core_fill_as(core, &three, NEW, join(fields, STR("&area=fife"))).status, 422,
           "[S11] not of another's");
    is_i64(core_fill_as(core, &three, NEW, join(fields, STR("&area=east-ayrshire"))).status,
           303, "[1.7] of East Ayrshire");
    ok(has(page_of("/partnerships/ayrshire?area=east-ayrshire"), "Meets") &&
           !has(page_of("/partnerships/ayrshire?area=north-ayrshire"),
                "<dd class=\"ds_summary-list__value\">Meets"),
       "[1.7] its readers see it");
    struct answer a = core_get(core, "/partnerships/east-ayrshire/history", NULL);
    ok(a.status == 301 && str_eq(a.location, STR("/partnerships/ayrshire/history")),
       "[7.4] a council's history is its partnership's");
    is_i64(core_get(core, "/partnerships/nowhere/history", NULL).status, 404, "no such place");
    is_i64(core_get(core, HISTORY "?page=39", NULL).status, 404, "no such page");
}

static void test_admin(void)
{
    core_sign_in(core, &admin);
    const char *at = str_z(arena(), str_printf(arena(), "%s?partnership=moray",
                                               step_path(step_id("moray", "tsi"))));
    is_i64(
        save(&admin, at, "role=&organisation=C&email=&phone=&url=&detail=" AT_COUNCIL).status,
        303, "an administrator changes any route");
    ok(has(page_of("/partnerships/moray/history"), "by the site administrator"),
       "[7.4] and the history says which role");
}

static void test_age(void)
{
    struct route_due due;
    struct partnership p = { 0 };
    int64_t now_s = clock_now_s();
    (void)!partnership_find_by_slug(core->worker->db_all, arena(), STR("fife"), &p);
    clock_set_s(now_s + 7 * MONTH_S);
    struct someone later = core_person(core, "later", "coordinator", "fife");
    ok(has(core_get_as(core, &later, PAGE).body, "more than 6 months ago") &&
           has(page_of(PUBLIC), "They may be out of date"),
       "[1.10] after 6 months both pages say so");
    is_i64(route_due(core->worker->db_all, arena(), p.id, clock_now_s(), &due), OK,
           "what waits");
    ok(due.n_old == due.n_steps && due.n_steps > 3 && !due.n_never && !due.n_stale,
       "[1.10] every step is due");
    clock_set_s(now_s + 13 * MONTH_S);
    later = core_person(core, "latest", "coordinator", "fife");
    ok(has(core_get_as(core, &later, PAGE).body, "more than 12 months ago"),
       "[1.10] after 12 the workspace says what that does");
    is_i64(press(&later, "check").status, 303, "checked again");
    ok(has(page_of(PUBLIC), "last checked on <time datetime=\"2027-"), "[1.10] it is fresh");
}

int main(void)
{
    route_start();
    clock_set_s(MORNING_S);
    route_people();
    test_page();
    test_change();
    test_confirm();
    test_check();
    test_add();
    test_remove();
    test_put_back();
    test_name();
    test_area();
    test_admin();
    test_import();
    test_age();
    core_stop(core);
    return done_testing();
}
