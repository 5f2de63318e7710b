/* test_timeline.c: what a partnership and an organisation had to do with each other, and what
 * is due. */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "core/base/rand.h"
#include "modules/bodies/contact_event.h"

static struct core *core;
static struct someone fife, second, angus, analyst, admin;
static int64_t body;

#define CALL                                                                                   \
    "type=phone&direction=out&day=20&month=11&year=2026&summary=They+asked+for+the+draft%3B+"  \
    "a+volunteer+rang&outcome=We+send+it&next_step=Send+the+draft&next_day=3&next_month="      \
    "dec&next_year=2026&seen="

static const char *at(const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "/coordinator/bodies/%lld%s",
                                         (long long)body, ending));
}

static struct str last_location(const struct answer *a)
{
    size_t query = str_find_char(a->location, '?');
    return query == STR_NONE ? a->location : str_sub(a->location, 0, query);
}

static const char *add(const struct someone *who, const char *fields)
{
    struct answer a = core_fill_as(core, who, at("/timeline/new"), fields);
    is_i64(a.status, 303, "[2.11] an entry is added");
    return str_z(core->arena, last_location(&a));
}

static void test_empty(void)
{
    struct answer a = core_get_as(core, &fife, at("/timeline"));
    ok(a.status == 200 && has(a.body, "Nothing is written down yet"),
       "[2.11] an empty timeline says what to do");
    a = core_get_as(core, &fife, "/coordinator/due");
    ok(a.status == 200 && has(a.body, "Nothing is due"), "[2.11] nothing is due");
    a = core_get_as(core, &fife, at("/timeline/new"));
    ok(has(a.body, "name=\"day\" type=\"text\" inputmode=\"numeric\" value=\"22\""),
       "[2.11] the form begins with today");
}

static void test_errors(void)
{
    struct answer a = core_fill_as(core, &fife, at("/timeline/new"),
                                   "type=&day=&month=&year=&summary=&next_step=Ring+again");
    ok(a.status == 422 && has(a.body, "href=\"#type\">Select what you want to write down<") &&
           has(a.body, "href=\"#day\">Enter the date<") &&
           has(a.body, "href=\"#summary\">Enter what happened<") &&
           has(a.body, "href=\"#next_day\">Enter the date when the next step is due<"),
       "[8.3] all errors at once, each with its place");
    ok(has(a.body, "value=\"Ring again\""), "[8.3] what was typed stays");
    a = core_fill_as(core, &fife, at("/timeline/new"),
                     "type=phone&day=23&month=11&year=2026&summary=x&next_day=31&next_month=2&"
                     "next_year=2027");
    ok(a.status == 422 && has(a.body, "The date must be today or in the past") &&
           has(a.body, "Select who got in touch") && has(a.body, "Enter a real date"),
       "[2.11] a call has a side, a day that was, and real days");
    a = core_fill_as(core, &fife, at("/timeline/new"),
                     "type=commitment&direction=in&day=20&month=11&year=2026&summary=They+send+"
                     "views");
    ok(a.status == 422 && has(a.body, "Enter the date when the commitment is due"),
       "[2.11] a commitment has a day");
    is_i64(core_count(core, "SELECT count(*) FROM contact_event"), 0, "nothing was stored");
}

static void test_add(void)
{
    const char *entry = add(&fife, CALL);
    struct answer a = core_get_as(core, &fife, entry);
    ok(has(a.body, "Phone call") && has(a.body, "From us") && has(a.body, "a volunteer rang") &&
           has(a.body, "We send it") && has(a.body, "Send the draft") &&
           has(a.body, "3 Dec 2026") && has(a.body, "Sample fife"),
       "[3.55] type, date, note, outcome, next step, and who wrote it down");
    ok(core_count(core, "SELECT count(*) FROM body_partnership p JOIN contact_event e ON "
                        "e.body_id = p.body_id AND e.partnership_id = p.partnership_id WHERE "
                        "p.last_contact_on = '2026-11-20'") == 1,
       "[2.11] the newest contact stands in the list of the register");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'contact.add' AND "
                            "partnership_id = (SELECT id FROM partnership WHERE slug = "
                            "'fife')"),
           1, "[S41] it is on record, for its partnership");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE detail LIKE '%volunteer%' OR "
                            "detail LIKE '%Send the draft%'"),
           0, "[S42] without the words");
    a = core_get_as(core, &fife, at("/timeline"));
    ok(has(a.body, "Showing 1 to 1 of 1 entries") && has(a.body, "20 Nov 2026"),
       "[2.11] the timeline holds it");
    add(&fife, "type=note&day=21&month=11&year=2026&summary=Sample+thought&next_step=");
    ok(core_count(core, "SELECT count(*) FROM body_partnership WHERE last_contact_on > "
                        "'2026-11-20'") == 0,
       "[2.11] a note is no contact");
    a = core_get_as(core, &fife, at("/timeline?kind=note"));
    ok(has(a.body, "Sample thought") && !has(a.body, "a volunteer rang"),
       "[2.11] one kind alone can be shown");
    ok(has(core_get_as(core, &fife, at("/timeline?kind=response")).body,
           "No entry of this kind"),
       "[2.11] or none");
    is_i64(core_get_as(core, &fife, at("/timeline?page=2")).status, 404, "no second page");
}

static void test_due(void)
{
    int64_t now = clock_now_s();
    struct answer a = core_get_as(core, &fife, "/coordinator/due");
    ok(has(a.body, "Send the draft") && has(a.body, "Sample Drop-in") &&
           !has(a.body, "Overdue"),
       "[2.11] the next step is due, and not late");
    ok(!has(core_get_as(core, &fife, "/coordinator").body, "Due today or overdue</a>"),
       "[2.11] nothing to do today");
    clock_set_s(now + 86400 * 12);
    core_sign_in(core, &fife);
    core_sign_in(core, &second);
    a = core_get_as(core, &fife, "/coordinator/due");
    ok(has(a.body, "Overdue"), "[2.11] the day after it is overdue");
    ok(has(core_get_as(core, &second, "/coordinator").body, "Due today or overdue</a>"),
       "[2.11] the home of the workspace says so, to colleagues too");
    struct str id = core_text(core, "SELECT CAST(id AS TEXT) FROM contact_event WHERE next_on "
                                    "<> ''");
    a = core_fill_as(core, &second, "/coordinator/due",
                     str_z(core->arena, str_join(core->arena, STR("event="), id)));
    is_i64(a.status, 303, "[2.11] it is marked as done");
    a = core_get_as(core, &second, str_z(core->arena, a.location));
    ok(has(a.body, "Marked as done: Send the draft") && has(a.body, "Nothing is due"),
       "[2.11] and leaves the list, with the way back");
    const char *entry = at(str_z(core->arena, str_join(core->arena, STR("/timeline/"), id)));
    is_i64(core_fill_as(core, &fife, entry, "done_now=no").status, 303,
           "[2.11] not done after all");
    ok(has(core_get_as(core, &fife, "/coordinator/due").body, "Send the draft"),
       "[2.11] it is due again");
    is_i64(core_fill_as(core, &fife, entry, "done_now=perhaps").status, 422,
           "another word marks nothing");
    is_i64(core_fill_as(core, &fife, entry, "done_now=yes").status, 303, "done");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'contact.done'"), 3,
           "[S41] each is on record");
    clock_set_s(now);
    core_sign_in(core, &fife);
    core_sign_in(core, &second);
}

static void test_mend(void)
{
    const char *entry = add(&fife, "type=meeting&day=1&month=11&year=2026&summary=First+words");
    const char *edit = str_z(core->arena, str_printf(core->arena, "%s/edit", entry));
    struct answer mine = core_get_as(core, &fife, edit);
    ok(has(mine.body, "First words") && has(mine.body, "value=\"meeting\" checked"),
       "[2.11] an entry is mended in its own words");
    struct str seen = between(mine.body, "name=\"seen\" value=\"", "\""),
               tokens = core_tokens(core, mine.body);
    const char *other =
        str_z(core->arena, str_printf(core->arena,
                                      "type=meeting&day=1&month=11&year=2026&summary="
                                      "Words+of+another&seen=%.*s",
                                      STR_ARG(seen)));
    is_i64(core_fill_as(core, &second, edit, other).status, 303, "[2.11] a colleague is first");
    struct answer a =
        core_post_as(core, &fife, edit,
                     str_z(core->arena, str_printf(core->arena,
                                                   "%.*s&type=meeting&day=1&month=11&year=2026"
                                                   "&summary=My+words&seen=%.*s",
                                                   STR_ARG(tokens), STR_ARG(seen))));
    ok(a.status == 409 && has(a.body, "Someone else corrected this entry") &&
           has(a.body, "Words of another") && has(a.body, "My words"),
       "[2.11] [S50] (ASVS 2.3.3) both versions are shown, and nothing is lost: %d", a.status);
    const char *remove = str_z(core->arena, str_printf(core->arena, "%s/remove", entry));
    a = core_get_as(core, &fife, remove);
    const char *now = str_z(
        core->arena, str_printf(core->arena, "seen=%.*s",
                                STR_ARG(between(a.body, "name=\"seen\" value=\"", "\""))));
    is_i64(core_fill_as(core, &fife, remove, "seen=00").status, 409,
           "[2.11] what changed meanwhile is not taken out unseen");
    is_i64(core_fill_as(core, &fife, remove, now).status, 303, "[2.11] a mistake is taken out");
    ok(!has(core_get_as(core, &fife, at("/timeline")).body, "Words of another"),
       "[2.11] it stands in no list");
    ok(core_count(core, "SELECT count(*) FROM contact_event WHERE removed_at_s > 0 AND summary "
                        "= 'Words of another'") == 1 &&
           has(core_get_as(core, &fife, entry).body, "taken out of the timeline"),
       "[2.11] the row stays");
    is_i64(core_get_as(core, &fife, edit).status, 404, "and is mended no more");
}

/* A national body: each partnership has its own. */
static void test_scope(void)
{
    const char *entry = add(&fife, "type=email&direction=in&day=2&month=11&year=2026&summary="
                                   "Only+Fife+reads+this&next_step=Answer&next_day=1&next_"
                                   "month=12&next_year=2026");
    ok(!has(core_get_as(core, &angus, at("/timeline")).body, "Only Fife reads this"),
       "[2.11] [S10] (ASVS 8.2.2) another partnership of the same body reads none of it");
    ok(has(core_get_as(core, &angus, at("/timeline")).body, "Nothing is written down yet"),
       "[S10] not even that there is something");
    is_i64(core_get_as(core, &angus, entry).status, 404, "[S10] nor by its address");
    is_i64(
        core_get_as(core, &angus, str_z(core->arena, str_printf(core->arena, "%s/edit", entry)))
            .status,
        404, "[S10] nor to mend it");
    ok(!has(core_get_as(core, &angus, "/coordinator/due").body, "Answer"), "[S10] nor as due");
    is_i64(core_get_as(core, &fife, at("/timeline?partnership=angus")).status, 404,
           "[S10] nor in the other's name");
    is_i64(core_get_as(core, &admin, at("/timeline")).status, 403,
           "[S9] an administrator reads no timeline");
    is_i64(core_get_as(core, &analyst, at("/timeline")).status, 403, "[S9] nor an analyst");
    int64_t known = body;
    body = body_help_add(core, body_help_sample("Sample Far Away"), "moray");
    is_i64(core_get_as(core, &fife, at("/timeline")).status, 404,
           "[S10] a body of other areas is not there");
    is_i64(core_get_as(core, &fife, at("/timeline/new")).status, 404, "[S10] nor written to");
    body = known;
}

/* What a room above adds inside its own write. */
static enum err add_from_above_fn(struct db *db, void *arg)
{
    const struct act act = { .actor = STR("job"), .now_s = clock_now_s() };
    return contact_event_add(db, arg, &act);
}

static void test_from_above(void)
{
    struct contact_event x = {
        .id = rand_id(),
        .body_id = body,
        .partnership_id = core_count(core, "SELECT id FROM partnership WHERE slug = 'fife'"),
        .kind = STR("response"),
        .direction = STR("in"),
        .happened_on = STR("2026-11-21"),
        .summary = STR("Answered the sample consultation"),
        .object_kind = STR("response"),
        .object_id = 7,
        .by_role = STR("body editor"),
    };
    is_i64(store_write(app_store(core->app), add_from_above_fn, &x), OK,
           "[2.11] a room above adds a response");
    ok(has(core_get_as(core, &fife, at("/timeline?kind=response")).body,
           "Answered the sample consultation"),
       "[2.11] it stands in the timeline among calls and commitments");
    const char *entry =
        at(str_z(core->arena, str_printf(core->arena, "/timeline/%lld", (long long)x.id)));
    struct answer a = core_get_as(core, &fife, entry);
    ok(a.status == 200 && has(a.body, "body editor") && !has(a.body, "Correct this entry"),
       "[2.11] which nobody corrects by hand");
    is_i64(
        core_get_as(core, &fife, str_z(core->arena, str_printf(core->arena, "%s/edit", entry)))
            .status,
        404, "[2.11] nor by its address");
    ok(core_count(core, "SELECT count(*) FROM body_partnership WHERE last_contact_on = "
                        "'2026-11-21'") == 1,
       "[2.11] it counts as a contact");
}

int main(void)
{
    core = core_start();
    clock_set_s(1795344780); /* 22 November 2026, 10:53 */
    fife = core_person(core, "fife", "coordinator", "fife");
    second = core_person(core, "second", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    analyst = core_person(core, "analyst", "analyst", "fife");
    admin = core_person(core, "admin", "admin", NULL);
    body = body_help_add(core, body_help_sample("Sample Drop-in"), "fife;angus");
    ok(body > 0, "an organisation of two areas");
    test_empty();
    test_errors();
    test_add();
    test_due();
    test_mend();
    test_scope();
    test_from_above();
    core_stop(core);
    return done_testing();
}
