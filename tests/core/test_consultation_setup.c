/* test_consultation_setup.c: a coordinator sets a consultation up, task by task. */
#include "tests/core/question_help.h"

#include "modules/consultations/consultation_dates.h"

static struct someone fife, second, angus, analyst;

#define LIST "/coordinator/consultations"
#define ONE LIST "/sample-draft-plan"
#define DATES                                                                                  \
    "opens_day=4&opens_month=1&opens_year=2027&opens_time=9am&closes_day=28&closes_month=3&"   \
    "closes_year=2027&closes_time=&results_day=30&results_month=6&results_year=2027&length="
#define ABOUT                                                                                  \
    "title=Sample+draft+plan&ending=sample-draft-plan&kind=plan_draft&summary=Sample+summary&" \
    "overview=Sample+overview&why=Sample+why&next=Sample+next&areas=fife&"                     \
    "audiences=third_sector&audiences=community_bodies&topics=housing&outcomes=2023-no1&"      \
    "minutes="

static const char *with_seen(const char *fields)
{
    return str_z(core->arena, str_printf(core->arena, "%s&seen=%lld", fields,
                                         (long long)core_count(core, "SELECT max(version) FROM "
                                                                     "consultation /*scan*/")));
}

static struct answer fill_one(const struct someone *who, const char *ending, const char *fields)
{
    const char *at = str_z(core->arena, str_printf(core->arena, ONE "%s", ending));
    return core_fill_as(core, who, at, with_seen(fields));
}

static void test_empty(void)
{
    struct answer a = core_get_as(core, &fife, LIST);
    ok(a.status == 200 && has(a.body, "has no consultation here yet") &&
           has(a.body, "Start a consultation"),
       "the empty list says what to do");
    a = core_get_as(core, &analyst, LIST);
    ok(a.status == 200 && !has(a.body, "Start a consultation"),
       "an analyst reads the list and starts none");
    is_i64(core_get_as(core, &analyst, LIST "/new").status, 403, "and may not");
}

static void test_new(void)
{
    struct answer a = core_fill_as(core, &fife, LIST "/new", "title=&kind=");
    ok(a.status == 422 && has(a.body, "Enter a title") && has(a.body, "Select what kind"),
       "[8.3] all errors at once");
    a = core_fill_as(core, &fife, LIST "/new",
                     "title=Sample+draft+plan&kind=plan_draft&from=nothing");
    ok(a.status == 303 && str_eq(a.location, STR(ONE)), "it leads to the tasks: %.*s",
       STR_ARG(a.location));
    a = core_get_as(core, &fife, ONE);
    ok(a.status == 200 && has(a.body, "About the consultation") && has(a.body, "To do") &&
           has(a.body, "Optional") && has(a.body, "Draft"),
       "[3.1] a draft with its tasks");
    ok(str_eq(core_text(core, "SELECT areas FROM consultation"), STR("fife")),
       "its areas are those of the partnership");
    ok(has(core_text(core, "SELECT privacy FROM consultation"),
           "Freedom of Information (Scotland) Act 2002"),
       "[9.7] the privacy notice it begins with has the note on freedom of information");
    is_i64(core_get_as(core, &angus, ONE).status, 404, "[S10] it is not another partnership's");
    is_i64(core_get(core, "/consultations/sample-draft-plan", NULL).status, 404,
           "[3.1] nobody else sees a draft");
}

static void test_about(void)
{
    struct answer a = fill_one(&fife, "/about", "title=&ending=Not+good&kind=x&minutes=many");
    ok(a.status == 422 && has(a.body, "Enter a title") && has(a.body, "only small letters") &&
           has(a.body, "Select what kind") && has(a.body, "as a number from 1 to 240"),
       "[8.3] what is wrong is said at each field");
    a = fill_one(&fife, "/about", ABOUT);
    is_i64(a.status, 303, "[3.4] what it is about is kept");
    ok(str_eq(core_text(core, "SELECT audiences || ' ' || topics || ' ' || outcomes FROM "
                              "consultation"),
              STR("third_sector;community_bodies housing 2023:NO1")),
       "[3.4] audiences, topics and outcomes as codes");
    a = core_get_as(core, &fife, ONE "/about");
    ok(has(a.body, "Sample overview") && has(a.body, "value=\"third_sector\" checked"),
       "[3.4] and stands in the form again");
    is_i64(core_get_as(core, &analyst, ONE "/about").status, 403,
           "an analyst does not edit it");
}

static void test_dates(void)
{
    struct answer a = core_get_as(core, &fife, ONE "/dates");
    ok(has(a.body, "These dates give 8 weeks"), "eight weeks are offered for a draft plan");
    a = fill_one(&fife, "/dates",
                 "opens_day=4&opens_month=1&opens_year=2027&opens_time=half+nine&closes_day=3&"
                 "closes_month=1&closes_year=2027&closes_time=&results_day=31&results_month=2&"
                 "results_year=2027");
    ok(a.status == 422 && has(a.body, "The closing date must be after the opening date") &&
           has(a.body, "Enter the time when it opens") && has(a.body, "Enter a real date"),
       "[8.3] dates that do not fit");
    a = fill_one(&fife, "/dates",
                 "opens_day=21&opens_month=12&opens_year=2026&opens_time=9am&closes_day=4&"
                 "closes_month=1&closes_year=2027&closes_time=&length=");
    ok(a.status == 422 && has(a.body, "fewer than 4 weeks") &&
           has(a.body, "20 December and 6 January") && has(a.body, "Enter why it has"),
       "short and in holidays: a reason is asked for");
    a = fill_one(&fife, "/dates", DATES);
    is_i64(a.status, 303, "[3.2] good dates are kept");
    is_i64(core_count(core, "SELECT closes_at_s FROM consultation"), 1806274800,
           "[3.2] it closes at 00:00 of the next day, summer time");
    ok(str_eq(core_text(core, "SELECT results_by FROM consultation"), STR("2027-06-30")),
       "the date promised for results");
    a = core_get_as(core, &fife, ONE "/dates");
    ok(has(a.body, "value=\"11:59pm\"") && has(a.body, "value=\"28\""),
       "[3.2] shown as 11:59pm of its last day");
    a = fill_one(&fife, "/dates", DATES "&results_day=28&results_month=3");
    is_i64(a.status, 400, "[S11] a field sent twice is refused");
}

static void test_rest(void)
{
    struct answer a = fill_one(
        &fife, "/contact", "contact_role=Coordinator&contact_email=jane.smith%40example.org");
    ok(a.status == 422 && has(a.body, "one person’s address"),
       "[3.4] contact is a role and a shared mailbox");
    a = fill_one(&fife, "/contact",
                 "contact_role=Coordinator&contact_email=justice%40example.org&contact_phone="
                 "0131+496+0123&post_address=Sample+House&other_ways=Sample+drop-in");
    is_i64(a.status, 303, "[3.4] contact and other ways are kept");
    a = fill_one(&fife, "/partnerships", "partnerships=angus");
    is_i64(a.status, 303, "two partnerships ask together");
    ok(str_eq(core_text(core, "SELECT areas FROM consultation"), STR("angus;fife")),
       "with the areas of both");
    is_i64(core_get_as(core, &angus, ONE).status, 200, "those of the other one read it");
    is_i64(core_get_as(core, &angus, ONE "/about").status, 404, "[S10] and do not edit it");
    is_i64(fill_one(&fife, "/partnerships", "partnerships=").status, 303, "it is Fife's again");
    ok(str_eq(core_text(core, "SELECT areas FROM consultation"), STR("fife")),
       "without the other's area");
    is_i64(fill_one(&fife, "/who", "who=invited&second=one").status, 303,
           "[3.13] only for those invited");
    is_i64(core_count(core, "SELECT is_invited_only FROM consultation"), 1, "[3.13] is kept");
    is_i64(fill_one(&fife, "/who", "who=everybody&second=one").status, 303,
           "and for all again");
    is_i64(fill_one(&fife, "/privacy", "privacy=").status, 422, "[9.1] no notice is refused");
    is_i64(fill_one(&fife, "/privacy", "privacy=Sample+notice").status, 303,
           "[9.1] a notice is kept");
    is_i64(core_count(core, "SELECT privacy_version FROM consultation"), 1,
           "[9.1] its version rises once it is published");
}

static void test_overtaken(void)
{
    const char *seen = with_seen("privacy=Sample+of+the+first");
    is_i64(fill_one(&second, "/privacy", "privacy=Sample+of+the+second").status, 303,
           "a second coordinator is first");
    struct answer a = core_fill_as(core, &fife, ONE "/privacy", seen);
    ok(a.status == 409 && has(a.body, "Someone else changed this while") &&
           has(a.body, "Sample of the first"),
       "who comes second is told, and keeps what was typed");
    ok(str_eq(core_text(core, "SELECT privacy FROM consultation"), STR("Sample of the second")),
       "nothing was lost");
    struct str tokens = core_tokens(core, a.body);
    a = core_post_as(
        core, &fife, ONE "/privacy",
        str_z(core->arena,
              str_printf(core->arena, "%.*s&privacy=Sample+of+the+first&seen=%.*s",
                         STR_ARG(tokens),
                         STR_ARG(between(a.body, "name=\"seen\" value=\"", "\"")))));
    is_i64(a.status, 303, "saving again puts it in place");
}

static void test_copy(void)
{
    int64_t id = core_count(core, "SELECT id FROM consultation");
    int64_t section = section_made(id, "Sample section", false);
    int64_t first = question_made(id,
                                  (struct question){ .section_id = section,
                                                     .type = QUESTION_ONE,
                                                     .title = STR("Yes or no?") },
                                  "Yes\nNo");
    (void)question_made(id,
                        (struct question){ .section_id = section,
                                           .type = QUESTION_LONG,
                                           .title = STR("Why?"),
                                           .only_if = first,
                                           .only_if_options = STR("yes") },
                        "");
    struct answer a = core_fill_as(core, &fife, LIST "/new",
                                   "title=Sample+next+plan&kind=plan_draft&from="
                                   "sample-draft-plan");
    is_i64(a.status, 303, "[3.7] a copy of an earlier one");
    is_i64(core_count(core, "SELECT count(*) FROM consultation WHERE slug = 'sample-next-plan' "
                            "AND overview = 'Sample overview' AND opens_at_s IS NULL AND "
                            "closes_at_s IS NULL AND results_by = '' AND contact_role = "
                            "'Coordinator'"),
           1, "[3.7] has its texts and none of its dates");
    is_i64(core_count(core,
                      "SELECT count(*) FROM question q JOIN question o ON o.id = q.only_if "
                      "JOIN consultation c ON c.id = q.consultation_id AND c.id = "
                      "o.consultation_id WHERE c.slug = 'sample-next-plan' AND "
                      "q.only_if_options = 'yes'"),
           1, "[3.7] with its questions, whose routing leads to its own");
    a = core_get_as(core, &fife, LIST);
    ok(has(a.body, "Sample next plan") && has(a.body, "Sample draft plan") &&
           has(a.body, "28 Mar 2027") && has(a.body, "Not set"),
       "the list has both with their dates");
}

int main(void)
{
    core = core_start();
    fife = core_person(core, "fife", "coordinator", "fife");
    second = core_person(core, "second", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    analyst = core_person(core, "analyst", "analyst", "fife");
    test_empty();
    test_new();
    test_about();
    test_dates();
    test_rest();
    test_overtaken();
    test_copy();
    core_stop(core);
    return done_testing();
}
