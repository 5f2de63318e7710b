/* test_event.c: events: announced, changed, called off, recorded when they were held; what
 * everybody sees of them, and what nobody else does. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "tests/consultation_help.h"
#include "tests/core/body_help.h"

#define DAY ((int64_t)HELP_DAY_S)
#define FIELDS                                                                                 \
    "title=Sample+drop-in&day=10&month=12&year=2026&starts=10am&ends=12+noon&place=Glenrothes" \
    "&online=https%3A%2F%2Fexample.org%2Fjoin&access_note=Level+access&booking=Just+come"      \
    "&summary=About+the+plan"

static const char *const options[] = { "--limit-searches", "0", "--limit-pages", "0", NULL };

static struct core *core;
static struct someone fife;
static int64_t begins_s;

static struct answer get(const char *target)
{
    return core_get(core, target, NULL);
}

static struct answer own(const char *target)
{
    return core_get_as(core, &fife, target);
}

static const char *text(struct str s)
{
    return str_z(core->arena, s);
}

static const char *page_of(const char *ending)
{
    return text(str_printf(core->arena, "/coordinator/events/%lld%s",
                           (long long)core_count(core, "SELECT max(id) FROM event"), ending));
}

static struct answer fill(const char *target, const char *fields)
{
    return core_fill_seen(core, &fife, target, fields);
}

static void test_announce(void)
{
    ok(has(own("/coordinator/events").body, "No events yet."), "nothing yet: said");
    struct answer a = core_fill_as(core, &fife, "/coordinator/events/new",
                                   "title=&day=31&month=2&year=2026&starts=7&ends=&place=");
    ok(a.status == 422 && has(a.body, "Enter what the event is called") &&
           has(a.body, "Enter a real date") && has(a.body, "Enter when it starts") &&
           has(a.body, "value=\"31\"") && has(a.body, "Select whether everybody may see"),
       "everything that is missing at once, and what was typed is kept");
    a = core_fill_as(core, &fife, "/coordinator/events/new",
                     "title=Sample+drop-in&day=10&month=12&year=2026&starts=2pm&ends=1pm&place="
                     "Glenrothes&public=yes");
    ok(a.status == 422 && has(a.body, "The end must be after the start"), "times in order");
    a = core_fill_as(core, &fife, "/coordinator/events/new",
                     FIELDS "&public=yes&consultation=sample-draft-plan");
    is_i64(a.status, 303, "[P.8] an event is announced");
    a = own("/coordinator/events?done=saved");
    ok(has(a.body, "Sample drop-in") && has(a.body, "Everybody"), "it stands in the list");
    ok(core_count(core, "SELECT count(*) FROM audit WHERE action = 'event.add'") == 1,
       "the record tells it");
}

/* Of a draft the event says nothing; once it is published each leads to the other. */
static void test_before(struct help_asks *h, struct consultation *plan)
{
    struct answer a = get("/events/sample-drop-in");
    ok(a.status == 200 && !has(a.body, "Sample draft plan") &&
           !has(get("/events.json").body, "sample-draft-plan"),
       "[3.1] nothing of the draft that it is about");
    help_publish(h, plan);
    atomic_fetch_add(&core->app->generation, 1);
}

static void test_public(void)
{
    struct answer a = get("/events");
    ok(a.status == 200 && has(a.body, "<h2>December 2026</h2>") &&
           has(a.body, "Thursday 10 December 2026, 10am to 12 noon") &&
           has(a.body, "Glenrothes and online"),
       "[P.8] what is on, by month");
    ok(has(get("/events?area=fife").body, "Sample drop-in") &&
           has(get("/events?area=angus").body, "No events in Angus before 30 April 2027."),
       "by area; an empty list says until when");
    a = get("/events/sample-drop-in");
    ok(a.status == 200 && has(a.body, "Level access") && has(a.body, "Just come") &&
           has(a.body, "Join at example.org") && has(a.body, "/events/sample-drop-in.ics"),
       "time, place, access, how to join, calendar");
    ok(has(a.body, "href=\"/consultations/sample-draft-plan\""), "and what it is part of");
    ok(has(get("/consultations/sample-draft-plan").body, "href=\"/events/sample-drop-in\""),
       "the consultation names it too");
    ok(has(get("/").body, "1 event to come"), "and the home page counts it");
    ok(has(get("/sitemap.xml").body, "/events/sample-drop-in"), "and the site map");
    is_i64(get("/events/nothing").status, 404, "an unknown one");
}

static void test_files(void)
{
    struct answer a = get("/events/sample-drop-in.ics");
    ok(a.status == 200 && str_starts(a.type, STR("text/calendar")) &&
           str_starts(a.body, STR("BEGIN:VCALENDAR\r\n")) &&
           has(a.body, "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n") &&
           has(a.body, "DTSTART;TZID=Europe/London:20261210T100000\r\n") &&
           has(a.body, "DTEND;TZID=Europe/London:20261210T120000\r\n"),
       "[10.3] a calendar file with its time zone");
    ok(has(a.body, "UID:event-sample-drop-in@") && has(a.body, "SEQUENCE:1\r\n") &&
           has(a.body, "LOCATION:Glenrothes\r\n") && has(a.body, "STATUS:CONFIRMED"),
       "[10.3] which readers know again");
    ok(has(get("/events.ics?area=fife").body, "BEGIN:VEVENT") &&
           !has(get("/events.ics?area=angus").body, "BEGIN:VEVENT"),
       "of all, or of one area");
    a = get("/events.atom");
    ok(str_starts(a.type, STR("application/atom+xml")) &&
           has(a.body, "<title>Sample drop-in") &&
           has(a.body, ",2026:event:sample-drop-in</id>"),
       "[10.2] a feed with stable ids");
    a = get("/events.json");
    ok(has(a.body, "\"starts_at\":\"2026-12-10T10:00:00Z\"") && has(a.body, "licence_url"),
       "[10.6] data with its licence");
}

static void test_change(void)
{
    struct answer a = fill(page_of("/edit"), FIELDS "&public=yes&starts=10%3A30");
    (void)a;
    a = core_fill_as(core, &fife, page_of("/edit"), FIELDS "&public=yes&seen=0");
    ok(a.status == 409 && has(a.body, "Someone else changed this while"),
       "[S25] two at once: the second is told, and nothing is lost");
    a = fill(page_of("/edit"), "title=Sample+drop-in&day=10&month=12&year=2026&starts=10%3A30&"
                               "ends=12.00&place=Kirkcaldy&public=yes");
    is_i64(a.status, 303, "a change");
    ok(has(get("/events/sample-drop-in").body, "Kirkcaldy") &&
           has(get("/events/sample-drop-in.ics").body, "20261210T103000") &&
           !has(get("/events/sample-drop-in.ics").body, "SEQUENCE:1\r\n"),
       "[10.3] the page shows it, and calendars take it for a change");
}

static void test_cancel(void)
{
    struct answer a = fill(page_of("/cancel"), "reason=");
    ok(a.status == 422 && has(a.body, "Enter why the event is cancelled"),
       "a reason is needed");
    a = fill(page_of("/cancel"), "reason=The+hall+is+flooded");
    is_i64(a.status, 303, "[P.8] an event is called off");
    a = get("/events/sample-drop-in");
    ok(a.status == 200 && has(a.body, "ds_warning-text") &&
           has(a.body, "This event was cancelled on 3 December 2026") &&
           has(a.body, "The hall is flooded"),
       "its page says so, with the date");
    a = get("/events/sample-drop-in.ics");
    ok(has(a.body, "STATUS:CANCELLED"), "[10.3] the calendar file cancels it");
    is_i64(own(page_of("/cancel")).status, 404, "once only");
    is_i64(own(page_of("/edit")).status, 404, "it is changed no more");
}

static void test_held(void)
{
    struct answer a =
        core_fill_as(core, &fife, "/coordinator/events/new",
                     "title=Sample+focus+group&day=4&month=12&year=2026&starts=10am&ends=noon&"
                     "place=Cupar&public=no");
    is_i64(a.status, 303, "a focus group");
    ok(!has(get("/events").body, "Sample focus group"), "that is not announced");
    is_i64(get("/events/sample-focus-group").status, 404, "has no public page");
    is_i64(own(page_of("/held")).status, 404, "nobody came before it began");
    clock_set_s(begins_s + 3 * DAY);
    core_sign_in(core, &fife);
    a = own(page_of("/held"));
    ok(a.status == 200 && has(a.body, "Do not write down names of people"),
       "[P.8] names of participants are not asked for");
    a = fill(page_of("/held"), "present=Sample+Hobb+3%0ANobody+at+all&n_family=many");
    ok(a.status == 422 && has(a.body, "is not in the register") &&
           has(a.body, "Enter a number of people"),
       "an unknown organisation, and what is no number");
    a = fill(page_of("/held"), "present=Sample+Hub+of+Fife%3B+3%0ASC012345&n_family=4&n_"
                               "lived_experience=8&themes=Housing+comes+first");
    is_i64(a.status, 303, "[P.8] who came, by organisation and by kind");
    a = own(page_of(""));
    ok(has(a.body, "12 people, by kind") && has(a.body, "Sample Hub of Fife") &&
           has(a.body, "Sample Group of Fife") && has(a.body, "Housing comes first"),
       "[P.8] headcount, organisations and themes");
    is_i64(core_count(core, "SELECT sum(n) FROM event_headcount"), 12, "counted once");
    is_i64(core_count(core, "SELECT count(*) FROM event_attendance"), 2, "two organisations");
    ok(!has(core_text(core, "SELECT detail FROM audit WHERE action = 'event.held'"), "Housing"),
       "[S41] what was said stands in no record");
    a = fill(page_of("/held"), "present=Sample+Hub+of+Fife%3B+5&n_family=2");
    is_i64(a.status, 303, "corrected");
    is_i64(core_count(core, "SELECT sum(n) FROM event_headcount"), 2, "the new count stands");
}

int main(void)
{
    core = core_start_with(options);
    begins_s = london_to_s((struct date){ 2026, 12, 3 }, 9, 0);
    clock_set_s(begins_s);
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    struct consultation plan = help_consultation(&h, "fife", "Sample draft plan");
    struct body group = body_help_sample("Sample Group of Fife");
    group.charity_number = STR("SC012345");
    ok(body_help_add(core, body_help_sample("Sample Hub of Fife"), "fife") > 0 &&
           body_help_add(core, group, "fife") > 0,
       "two organisations");
    atomic_fetch_add(&core->app->generation, 1);
    fife = core_person(core, "coordinator", "coordinator", "fife");
    test_announce();
    test_before(&h, &plan);
    test_public();
    test_files();
    test_change();
    test_cancel();
    test_held();
    clock_set_s(-1);
    core_stop(core);
    return done_testing();
}
