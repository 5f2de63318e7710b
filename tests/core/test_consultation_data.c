/* test_consultation_data.c: public consultations as data, feed and calendar. */
#include "tests/core/core.h"

#include "app/house.h"
#include "core/base/buf.h"
#include "modules/consultations/consultation_public.h"
#include "tests/consultation_help.h"

#define DAY ((int64_t)HELP_DAY_S)
#define NAME "/consultations/sample-draft-plan"

static const char *const options[] = { "--limit-searches", "0", "--limit-pages", "0", NULL };

static struct core *core;
static struct help_asks h;
static struct consultation plan, early;
static int64_t opens_s, closes_s;

static struct answer get(const char *target)
{
    return core_get(core, target, NULL);
}

static void at(int64_t now_s)
{
    clock_set_s(now_s);
    h.now_s = now_s;
}

static void written(void)
{
    atomic_fetch_add(&core->app->generation, 1); /* past dispatch */
}

static void add_both(void)
{
    opens_s = london_to_s((struct date){ 2026, 10, 5 }, 10, 0);
    closes_s = london_to_s((struct date){ 2026, 12, 12 }, 0, 0);
    at(opens_s + DAY);
    h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    plan = help_consultation(&h, "fife", "Sample draft plan");
    plan.summary = STR("=HYPERLINK(\"http://example.org\"), what comes first; and why?");
    plan.opens_at_s = opens_s;
    plan.closes_at_s = closes_s;
    plan.results_by = STR("2027-01-29");
    plan.topics = STR("housing;families");
    plan.outcomes = STR("2023:NO1");
    help_publish(&h, &plan);
    early = help_consultation(&h, "angus", "Sample early views");
    early.opens_at_s = closes_s + DAY;
    early.closes_at_s = closes_s + 60 * DAY;
    help_publish(&h, &early);
    struct consultation secret = help_consultation(&h, "fife", "Sample secret draft");
    help_change(&h, &secret);
    written();
}

static void check_whole(const char *target, const char *type)
{
    struct answer a = get(target);
    ok(a.status == 200 && str_starts(a.type, str_from(type)), "%s: %d, %s", target, a.status,
       type);
    ok(!has(a.body, "secret"), "[3.1] %s: nothing of a draft", target);
    ok(a.etag.n > 0 &&
           str_eq(resp_header(&a.resp, STR("Access-Control-Allow-Origin")), STR("*")),
       "[S28] %s: ETag, open to other sites", target);
    const char *match =
        str_z(core->arena, str_printf(core->arena, "If-None-Match: %.*s", STR_ARG(a.etag)));
    is_i64(core_get(core, target, match).status, 304, "304 for who has it");
}

static void test_json(void)
{
    check_whole("/consultations.json", "application/json");
    check_whole("/api/v1/consultations", "application/json");
    struct answer a = get("/api/v1/consultations");
    ok(has(a.body, "\"licence_url\":\"https://www.nationalarchives.gov.uk/") &&
           has(a.body, "\"attribution\":[\"Consultations of") &&
           has(resp_header(&a.resp, STR("Link")), "rel=\"license\""),
       "[10.6] the licence in the answer and in a header");
    ok(has(a.body, "\"found\":2") && has(a.body, "\"reference\":\"CJC-FIF-2026-01\"") &&
           has(a.body, "\"state\":\"open\"") && has(a.body, "\"state\":\"forthcoming\"") &&
           has(a.body, "\"closes_at\":\"2026-12-12T00:00:00Z\"") &&
           has(a.body, "\"closes_in_words\":\"11:59pm on Friday 11 December 2026\"") &&
           has(a.body, "{\"code\":\"housing\",\"label\":\"Housing\"}"),
       "[10.1] state, moments, areas and topics");
    ok(has(get("/consultations.json?state=open").body, "\"found\":1") &&
           has(get("/consultations.json?area=angus").body, "Sample early views") &&
           has(get("/consultations.json?q=draft").body, "\"found\":1") &&
           has(get("/consultations.json?topic=families").body, "\"found\":1") &&
           has(get("/consultations.json?partnership=fife").body, "\"found\":1"),
       "[10.1] by text, state, area, topic and partnership");
    ok(has(get("/consultations.json?area=atlantis").body, "\"found\":0") &&
           has(get("/consultations.json?partnership=nowhere").body, "\"found\":0"),
       "[10.1] what names nothing fits nothing");
    a = get(NAME ".json");
    ok(has(a.body, "\"overview_markdown\":\"What this is about.\"") &&
           has(a.body, "\"documents\":[") && has(a.body, "\"changes\":[") &&
           has(a.body, "views@example.org"),
       "[10.1] one of them whole");
    is_i64(get("/consultations/nothing.json").status, 404, "an unknown one");
}

static void test_csv(void)
{
    check_whole("/consultations.csv", "text/csv");
    struct answer a = get("/consultations.csv?state=open");
    ok(str_starts(a.body, STR("\xEF\xBB\xBF\"reference\",\"slug\",\"title\"")) &&
           has(a.body, "\r\n\"CJC-FIF-2026-01\",\"sample-draft-plan\"") &&
           !has(a.body, "Sample early views"),
       "[10.1] the same fields for a spreadsheet, with the filters of the list");
    ok(has(a.body, "\"'=HYPERLINK("), "[S7] a formula is text");
}

static void test_feed(void)
{
    check_whole("/consultations.atom", "application/atom+xml");
    struct answer a = get("/consultations.atom?partnership=fife");
    ok(str_starts(a.body, STR("<?xml version=\"1.0\"")) &&
           has(a.body, ",2026:consultation:CJC-FIF-2026-01</id>") &&
           has(a.body, "/consultations.atom?partnership=fife\"/>") &&
           has(a.body, "closes at 11:59pm on Friday 11 December 2026.") &&
           has(a.body, "<link rel=\"alternate\" type=\"text/html\" href=\"") &&
           has(a.body, "/consultations?partnership=fife\"/>") &&
           !has(a.body, "Sample early views"),
       "[10.2] a feed with stable ids and its own address, per partnership too");
    ok(has(a.body, "<updated>2026-10-06T09:00:00Z</updated>"),
       "[10.2] updated when it was published");
    ok(has(get("/consultations").body, "type=\"application/atom+xml\"") &&
           has(get("/consultations").body, "type=\"text/calendar\""),
       "the page names its files");
}

static struct note_arg {
    struct consultation_change x;
} moved;

static enum err note_fn(struct db *db, void *arg)
{
    const struct note_arg *n = arg;
    enum err e = consultation_change_note(db, &n->x);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("consultation.change"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = n->x.now_s });
}

static bool lines_are_folded(struct str text)
{
    struct str line;
    while (str_cut(&text, '\n', &line))
        if (line.n > 76 || !str_ends(line, STR("\r")))
            return false;
    return true;
}

/* As a reader joins folded lines again. */
static struct str unfolded(struct str text)
{
    struct buf *b = buf_in(core->arena, 1 << 18);
    for (size_t i = 0; i < text.n; i++) {
        if (str_starts(str_sub(text, i, STR_NONE), STR("\r\n ")))
            i += 2;
        else
            buf_char(b, text.p[i]);
    }
    return buf_view(b);
}

static void test_calendar(void)
{
    check_whole("/consultations.ics", "text/calendar");
    struct answer a = get(NAME ".ics");
    ok(!has(a.body, "DTEND;TZID"), "[10.3] a moment has no end that is not after its start");
    ok(lines_are_folded(a.body) && str_ends(a.body, STR("END:VCALENDAR\r\n")) &&
           has(a.body, "TZID:Europe/London"),
       "[10.3] lines of at most 75 bytes, with the time zone");
    ok(has(a.body, "DTSTART;TZID=Europe/London:20261005T100000\r\n") &&
           has(a.body, "DTSTART;TZID=Europe/London:20261211T235900\r\n") &&
           has(a.body, "DTSTART;VALUE=DATE:20270129\r\n"),
       "[10.3] opening, closing with its last minute, and the day promised for results");
    ok(has(a.body, "UID:CJC-FIF-2026-01-closes@") && has(a.body, "SEQUENCE:0\r\n") &&
           has(unfolded(a.body), NAME "\r\n") &&
           has(unfolded(a.body), "what comes first\\; and why?"),
       "[10.3] known again by its id, with the way back, and text escaped");
    at(closes_s - 5 * DAY);
    plan.closes_at_s = closes_s + 7 * DAY;
    help_change(&h, &plan);
    moved.x = (struct consultation_change){ .consultation_id = plan.id,
                                            .kind = "extended",
                                            .by_role = STR("coordinator"),
                                            .now_s = h.now_s };
    ok(store_write(app_store(core->app), note_fn, &moved) == OK, "extended");
    written();
    a = get(NAME ".ics");
    ok(has(a.body, "UID:CJC-FIF-2026-01-closes@") && has(a.body, "SEQUENCE:1\r\n") &&
           has(a.body, "20261218T235900"),
       "[3.3] [10.3] after an extension the same event moves");
    ok(has(get("/consultations.atom").body, "<updated>2026-12-07T00:00:00Z</updated>"),
       "[10.2] and the feed tells it");
    early.stage = STR("withdrawn");
    help_change(&h, &early);
    written();
    ok(has(get("/consultations.ics?partnership=angus").body, "STATUS:CANCELLED"),
       "[10.3] one that was withdrawn is cancelled in calendars, not left out");
    ok(!has(get("/consultations.json").body, "Sample early"), "and in no list of data");
}

static int count_of(struct str text, const char *words)
{
    int n = 0;
    for (size_t i; (i = str_find(text, str_from(words))) != STR_NONE; n++)
        text = str_sub(text, i + 1, STR_NONE);
    return n;
}

static void test_pages(void)
{
    for (int i = 0; i < 104; i++) {
        struct consultation x = help_consultation(&h, "moray", "Sample of many");
        help_publish(&h, &x);
    }
    written();
    struct answer a = get("/api/v1/consultations?partnership=moray&q=many");
    const char *next = "/api/v1/consultations?q=many&partnership=moray&page=2";
    ok(has(a.body, "\"found\":104") && count_of(a.body, "\"reference\":") == 100 &&
           has(a.body, next) && has(resp_header(&a.resp, STR("Link")), "rel=\"next\""),
       "[10.1] 100 an answer, with the address of the next in it and in a header");
    a = get(next);
    ok(has(a.body, "\"found\":104") && count_of(a.body, "\"reference\":") == 4 &&
           has(a.body, "\"next\":null") &&
           !has(resp_header(&a.resp, STR("Link")), "rel=\"next\""),
       "[10.1] the last one leads no further");
    is_i64(get("/consultations.json?partnership=moray&page=3").status, 404,
           "[10.1] nor is there more");
    a = get("/consultations?partnership=moray");
    ok(has(a.body, "Partnership: Moray.") && has(a.body, "1 to 25 of 104") &&
           has(a.body, "?partnership=moray&amp;page=2"),
       "the page of the same filter, which the files name as theirs");
    ok(has(get("/consultations?partnership=nowhere").body, "It was left out"),
       "an unknown partnership is ignored, and said so");
}

int main(void)
{
    core = core_start_with(options);
    ok(has(get("/consultations.json").body, "\"found\":0") &&
           !has(get("/consultations.ics").body, "BEGIN:VEVENT"),
       "nothing yet");
    add_both();
    test_json();
    test_csv();
    test_feed();
    test_calendar();
    test_pages();
    ok(has(get("/data").body, "/api/v1/consultations") && has(get("/data").body, "/events.ics"),
       "[10.1] the data page lists them");
    clock_set_s(-1);
    core_stop(core);
    return done_testing();
}
