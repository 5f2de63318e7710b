/* test_body_data.c: the public register as files: CSV, JSON, linked data, Open Referral;
 * licence in each, and nothing of an organisation that may not be named. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "modules/bodies/body_hsds.h"
#include "tests/body_help.h"

#define N_PLAIN 120
#define LICENCE "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-searches", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static int64_t hub_id;

static void put(struct body *b)
{
    help_body_add(app_store(core->app), core->arena, b);
}

static struct body plain(const char *name, const char *areas)
{
    return help_body(core->worker->db_all, core->arena, name, areas);
}

static void add_register(void)
{
    struct body hub = plain("Sample Hub \"West\"", "fife;angus");
    hub.other_names = STR("The Hub\nHub West");
    hub.charity_number = STR("SC012345");
    hub.purposes = STR("=HYPERLINK(\"http://example.org\")");
    hub.grounds = STR("service;interests_families");
    hub.topics = STR("housing;throughcare");
    hub.outcomes = STR("2023:NO6");
    hub.website = STR("https://hub.example.org");
    hub.contact_role = STR("Office");
    hub.contact_email = STR("office@example.org");
    hub.contact_phone = STR("0131 496 0123");
    hub.own_email = STR("private@example.org");
    hub.own_name = STR("Sample Person");
    hub.languages = STR("Polish");
    hub.office = STR("Cupar");
    hub.reviewed_on = STR("2026-10-01");
    put(&hub);
    hub_id = hub.id;
    struct body hidden = plain("Sample Secret Circle", "fife");
    hidden.is_named = false;
    hidden.description = STR("A support group");
    hidden.topics = STR("housing");
    put(&hidden);
    struct body closed = plain("Sample Closed Club", "angus");
    closed.state = STR("closed");
    put(&closed);
    for (int i = 0; i < N_PLAIN; i++) {
        struct body b = plain(
            str_z(core->arena, str_printf(core->arena, "Sample group %03d", i)), "glasgow");
        put(&b);
    }
    atomic_fetch_add(&core->app->generation, 1); /* written past dispatch */
}

static struct answer get(const char *target)
{
    return core_get(core, target, NULL);
}

static size_t count_of(struct str text, const char *piece)
{
    size_t n = 0;
    for (size_t at; (at = str_find(text, str_from(piece))) != STR_NONE; n++)
        text = str_sub(text, at + str_from(piece).n, STR_NONE);
    return n;
}

/* What every answer must and must not hold. */
static void check_whole(const char *target)
{
    struct answer a = get(target);
    ok(a.status == 200 && has(a.body, "nationalarchives.gov.uk/doc/open-government-licence"),
       "[10.6] %s: %d, with the licence", target, a.status);
    ok(has(resp_header(&a.resp, STR("Link")), "rel=\"license\""), "[10.6] in a header too");
    ok(!has(a.body, "Secret") && !has(a.body, "private@example.org") &&
           !has(a.body, "Sample Person"),
       "[2.14] %s: nothing of who may not be named, no contact that is not public", target);
    ok(a.etag.n > 0 &&
           str_eq(resp_header(&a.resp, STR("Access-Control-Allow-Origin")), STR("*")),
       "[S28] %s: ETag, open to other sites", target);
    const char *match =
        str_z(core->arena, str_printf(core->arena, "If-None-Match: %.*s", STR_ARG(a.etag)));
    is_i64(core_get(core, target, match).status, 304, "304 for who has it");
}

/* --- CSV --- */

static void test_csv(void)
{
    struct answer a = get("/bodies.csv");
    check_whole("/bodies.csv");
    ok(str_starts(a.body, STR("\xEF\xBB\xBF\"slug\",\"name\",")) &&
           str_starts(a.type, STR("text/csv")) &&
           has(resp_header(&a.resp, STR("Content-Disposition")), "organisations.csv"),
       "[2.15] the register as a file for spreadsheets");
    is_i64((int64_t)count_of(a.body, "\r\n"), 1 + 2 + N_PLAIN, "[2.15] a row for each");
    ok(has(a.body, "\"Sample Hub \"\"West\"\"\",\"The Hub;Hub West\",\"charity\",\"Charity\","
                   "\"SC012345\""),
       "[2.15] quoted as a spreadsheet reads it");
    ok(has(a.body, "\"'=HYPERLINK("), "[S7] a formula is text");
    ok(has(a.body, "\"service;interests_families\",\"no\",\"housing;throughcare\",\"2023:NO6\","
                   "\"angus;fife\""),
       "[2.15] codes with semicolons between");
    a = get("/bodies.csv?area=fife");
    is_i64((int64_t)count_of(a.body, "\r\n"), 2, "[2.15] with the filters of the list: area");
    a = get("/bodies.csv?topic=housing&ground=service&kind=charity");
    is_i64((int64_t)count_of(a.body, "\r\n"), 2, "[2.15] topic, ground and kind");
    a = get("/bodies.csv?outcome=2023-no6");
    is_i64((int64_t)count_of(a.body, "\r\n"), 2, "[2.15] outcome");
    a = get("/bodies.csv?q=sample+hub");
    ok(count_of(a.body, "\r\n") > 1, "[2.15] words");
    a = get("/bodies.csv?area=atlantis");
    ok(a.status == 200 && count_of(a.body, "\r\n") == 1, "nothing fits: the header alone");
}

static void test_etag_moves(void)
{
    struct answer before = get("/bodies.csv");
    struct body b = plain("Sample newcomer", "glasgow");
    put(&b);
    atomic_fetch_add(&core->app->generation, 1);
    struct answer after = get("/bodies.csv");
    ok(!str_eq(before.etag, after.etag) && has(after.body, "Sample newcomer"),
       "a new entry is in the file at once, under another ETag");
}

/* --- JSON --- */

static void test_json(void)
{
    check_whole("/bodies.json");
    struct answer a = get("/bodies.json");
    ok(has(a.body, "\"found\":122,\"found_is_least\":false"), "[10.1] how many there are");
    is_i64((int64_t)count_of(a.body, "\"slug\":"), 100, "[10.1] a hundred at a time");
    struct str next = between(a.body, "\"next\":\"", "\"");
    size_t at = str_find(next, STR("/bodies.json"));
    ok(at != STR_NONE, "[10.1] and where it goes on");
    a = get(str_z(core->arena, str_sub(next, at, next.n)));
    ok(a.status == 200 && count_of(a.body, "\"slug\":") == 22 && has(a.body, "\"next\":null"),
       "[10.1] the rest");
    a = get("/bodies.json?area=fife&topic=housing");
    ok(has(a.body, "\"found\":1,") &&
           has(a.body, "{\"code\":\"housing\",\"label\":\"Housing\"}"),
       "[10.1] by area and topic, codes with their words");
    a = get("/bodies.json?q=nothing+like+it");
    ok(a.status == 200 && has(a.body, "\"found\":0,") && has(a.body, "\"data\":[]"),
       "[10.1] nothing found");
}

static void test_one(void)
{
    check_whole("/bodies/sample-hub-west.json");
    struct answer a = get("/bodies/sample-hub-west.json");
    ok(has(a.body, "\"contact\":{\"role\":\"Office\",\"email\":\"office@example.org\"") &&
           has(a.body, "\"gss\":\"S12000047\""),
       "[10.1] one organisation with its public contact and areas");
    ok(has(a.body, "\"source\":\"A test\""), "[10.6] and where the entry is from");
    is_i64(get("/bodies/sample-secret-circle.json").status, 404,
           "[2.14] one that may not be named is not there");
    is_i64(get("/bodies/no-such.jsonld").status, 404, "nor one that there is not");
    check_whole("/bodies/sample-hub-west.jsonld");
    a = get("/bodies/sample-hub-west.jsonld");
    ok(str_starts(a.type, STR("application/ld+json")) &&
           has(a.body, "\"@context\":\"https://schema.org\"") &&
           has(a.body, "\"propertyID\":\"GB-SC\"") &&
           has(a.body, "\"license\":\"" LICENCE "\""),
       "[10.1] the same as linked data");
}

static void test_found_from_pages(void)
{
    struct answer a = get("/bodies?area=fife&topic=housing");
    ok(has(a.body, "href=\"/bodies.csv?area=fife&amp;topic=housing\"") &&
           has(a.body,
               "<link rel=\"alternate\" href=\"/bodies.json?area=fife&amp;topic=housing\""),
       "[2.15] the list leads to its files, with its filters");
    a = get("/bodies/sample-hub-west");
    ok(has(a.body, "href=\"/bodies/sample-hub-west.jsonld\"") &&
           has(a.body, "href=\"/bodies/sample-hub-west.json\""),
       "[10.1] and an organisation to its own");
    a = get("/bodies.csv?partnership=angus");
    is_i64((int64_t)count_of(a.body, "\r\n"), 3, "[2.15] a partnership's");
}

static void test_feed(void)
{
    check_whole("/bodies.atom");
    struct answer a = get("/bodies.atom");
    ok(str_starts(a.type, STR("application/atom+xml")) && count_of(a.body, "<entry>") == 50,
       "[10.2] a feed of what changed last");
    ok(has(get("/bodies").body, "href=\"/bodies.atom\""), "[10.2] which the list leads to");
}

/* --- Open Referral --- */

static const char *at_id(const char *list, enum hsds_kind kind, int64_t number)
{
    struct str origin = between(get("/api/v1").body, "\"documentation\":\"", "/data\"");
    struct str id = hsds_id(core->arena, origin, kind, number);
    return str_z(core->arena, str_printf(core->arena, "%s/%.*s", list, STR_ARG(id)));
}

static void test_hsds_lists(void)
{
    check_whole("/api/v1");
    check_whole("/api/v1/services");
    check_whole("/api/v1/organizations");
    ok(has(get("/api/v1").body, "\"version\":\"3.0\""), "[2.15] which standard it is");
    struct answer a = get("/api/v1/services?page=2&per_page=100");
    ok(has(a.body, "{\"total_items\":122,\"total_pages\":2,\"page_number\":2,\"size\":22,"
                   "\"first_page\":false,\"last_page\":true,\"empty\":false,\"contents\":[{"),
       "[2.15] Open Referral's pages");
    a = get("/api/v1/organizations?per_page=7");
    ok(has(a.body, "\"total_pages\":18,\"page_number\":1,\"size\":7,\"first_page\":true"),
       "[2.15] of the size asked for");
    a = get("/api/v1/services?page=3&per_page=100");
    ok(a.status == 404 && has(a.body, "\"code\":\"unknown_page\""), "[2.15] and no further");
}

static void test_hsds_one(void)
{
    const char *service = at_id("/api/v1/services", HSDS_SERVICE, hub_id);
    check_whole(service);
    struct answer a = get(service);
    ok(has(a.body, "\"status\":\"active\"") && has(a.body, "\"service_areas\":[{\"id\":\"") &&
           has(a.body, "\"assured_date\":\"2026-10-01\"") &&
           has(a.body, "\"taxonomy_term\":{\"id\":\""),
       "[2.15] a service with its areas and topics");
    const char *organization = at_id("/api/v1/organizations", HSDS_ORGANIZATION, hub_id);
    check_whole(organization);
    ok(has(get(organization).body, "\"identifier_scheme\":\"GB-SC\""),
       "[2.15] an organization with its numbers");
    is_i64(get(at_id("/api/v1/services", HSDS_ORGANIZATION, hub_id)).status, 404,
           "[2.15] the id of one kind opens no other");
    is_i64(get("/api/v1/services/x").status, 404, "[2.15] nor does nonsense");
    int64_t hidden_id = core_count(core, "SELECT id FROM body WHERE is_named = 0");
    is_i64(get(at_id("/api/v1/services", HSDS_SERVICE, hidden_id)).status, 404,
           "[2.14] nor the id of one that may not be named");
}

/* --- an import that nobody sees --- */

static enum err hide_fn(struct db *db, void *arg)
{
    (void)arg;
    enum err e = db_exec(db, "INSERT INTO body_set (id, is_live) VALUES (99, 0)", NO_BINDS);
    if (!e)
        e = db_exec(db, "UPDATE body_public SET set_id = 99 WHERE slug LIKE 'sample-group-11%'",
                    NO_BINDS);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("job"),
                                                        .action = STR("import.batch"),
                                                        .object_kind = STR("body_set") });
}

static void test_hidden(void)
{
    ok(has(get("/api/v1/services").body, "\"total_items\":123,"), "[2.15] all of them");
    is_i64(store_write(app_store(core->app), hide_fn, NULL), OK, "ten came with an import");
    atomic_fetch_add(&core->app->generation, 1);
    struct answer a = get("/api/v1/services?page=2&per_page=100");
    ok(has(a.body, "\"total_items\":113,") && has(a.body, "\"size\":13,"),
       "[2.15] that is not in use: they are not counted");
    is_i64((int64_t)count_of(get("/bodies.csv").body, "\r\n"), 114, "[2.15] nor in the file");
    ok(has(get("/bodies.json").body, "\"found\":113,"), "[10.1] nor in JSON");
    is_i64(get("/bodies/sample-group-110.json").status, 404, "[10.1] nor alone");
}

/* --- more than stays in memory --- */

#define N_LONG 400
#define LONG_CHARS 3000

static enum err add_long_fn(struct db *db, void *arg)
{
    const struct act act = { .actor = STR("cli:0"), .now_s = 1795344780 };
    struct arena *a = arena_new(HELP_ARENA_BYTES);
    char *text = arena_alloc(a, LONG_CHARS);
    enum err e = OK;
    memset(text, 'x', LONG_CHARS);
    for (int i = 0; i < N_LONG && !e; i++) {
        struct body b = help_body(db, a, "Sample long story", "orkney");
        b.purposes = (struct str){ text, LONG_CHARS };
        e = body_add(db, a, &b, &act);
    }
    arena_free(a);
    (void)arg;
    return e;
}

static void test_large(void)
{
    char first[3] = "";
    is_i64(store_write(app_store(core->app), add_long_fn, NULL), OK, "a register of some size");
    atomic_fetch_add(&core->app->generation, 1);
    struct answer a = get("/bodies.csv?area=orkney");
    ok(a.status == 200 && a.resp.fd >= 0 && a.resp.fd_len > (uint64_t)N_LONG * LONG_CHARS &&
           resp_length(&a.resp) == a.resp.fd_len,
       "[2.15] goes through a file without a name, with its length");
    ok(pread(a.resp.fd, first, 3, 0) == 3 && memcmp(first, "\xEF\xBB\xBF", 3) == 0,
       "[2.15] from its first byte");
    close(a.resp.fd);
}

int main(void)
{
    core = core_start_with(options);
    add_register();
    test_csv();
    test_json();
    test_one();
    test_found_from_pages();
    test_feed();
    test_hsds_lists();
    test_hsds_one();
    test_etag_moves();
    test_hidden();
    test_large();
    core_stop(core);
    return done_testing();
}
