/* test_plan.c: the cycle of a plan: begun, its list built and decided on, who is asked next,
 * whom it would leave out, what is taken back; a plan that was made before. */
#include "app/house.h"
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#define PLANS "/coordinator/plans"
#define N_BODIES 6
#define FIELDS                                                                                 \
    "title=Sample+plan+of+Fife&area=fife&start_day=1&start_month=4&start_year=2027&end_day="   \
    "31&end_month=3&end_year=2030&publish_day=1&publish_month=4&publish_year=2027&reason="     \
    "expiry&tries=2&summary=&url="
#define TRY(what, channel, rest)                                                               \
    "what=" what "&channel=" channel "&try_day=1&try_month=11&try_year=2026&" rest

static struct core *core;
static struct someone fife, analyst, angus;
static int64_t body[N_BODIES];
static const char *plan; /* "/coordinator/plans/12" */

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static const char *at(const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "%s%s", plan, ending));
}

static const char *of_body(int i, const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, "%s/bodies/%lld%s", plan, (long long)body[i], ending));
}

static const char *with_body(const char *fields, int first, int n)
{
    struct str all = str_from(fields);
    for (int i = first; i < first + n; i++)
        all = str_printf(core->arena, "%.*s&body=%lld", STR_ARG(all), (long long)body[i]);
    return str_z(core->arena, all);
}

/* The row of a body in the list at that address. */
static struct str row_of(const char *path, int i)
{
    const char *from =
        str_z(core->arena,
              str_printf(core->arena, "bodies/%lld?partnership=fife\">", (long long)body[i]));
    return between(core_get_as(core, &fife, path).body, from, "</tr>");
}

/* What the page of a body says after that key. */
static struct str fact(int i, const char *key)
{
    const char *from =
        str_z(core->arena,
              str_printf(core->arena, "%s</dt><dd class=\"ds_summary-list__value\">", key));
    return between(core_get_as(core, &fife, of_body(i, "")).body, from, "</dd>");
}

/* With the version that the page holds. */
static struct answer fill_seen(const char *path, const char *fields)
{
    struct str page = core_get_as(core, &fife, path).body;
    struct str version = between(page, "name=\"version\" value=\"", "\"");
    return core_fill_as(core, &fife, path,
                        str_z(core->arena, str_printf(core->arena, "%s&version=%.*s", fields,
                                                      STR_ARG(version))));
}

static struct answer act(int i, const char *fields)
{
    return fill_seen(of_body(i, ""), fields);
}

static void test_new(void)
{
    struct answer a = core_get_as(core, &fife, PLANS);
    ok(a.status == 200 && has(a.body, "No plan has been entered"), "[P.1] none yet");
    is_i64(core_get_as(core, &analyst, PLANS).status, 403, "[P.1] coordinators alone");
    a = core_fill_as(core, &fife, PLANS "/new",
                     "title=Sample+draft&area=fife&start_day=1&start_month=4&start_year=2030&"
                     "end_day=1&end_month=4&end_year=2027&tries=many");
    ok(a.status == 422 && has(a.body, "The plan must end after it starts") &&
           has(a.body, "Select why the plan is made") && has(a.body, "from 1 to 9") &&
           has(a.body, "Enter the day on which the plan is to be published") &&
           has(a.body, "Sample draft"),
       "[P.1] what is wrong stands beside each field, and nothing typed is lost");
    a = core_fill_as(core, &fife, PLANS "/new", FIELDS);
    is_i64(a.status, 303, "[P.1] a cycle is begun");
    plan =
        str_z(core->arena, str_printf(core->arena, PLANS "/%lld",
                                      (long long)count("SELECT max(id) /*scan*/ FROM plan")));
    a = core_get_as(core, &fife, plan);
    ok(a.status == 200 && has(a.body, "1 April 2027 to 31 March 2030") && has(a.body, "Fife") &&
           has(a.body, "Build the long list"),
       "[P.1] the first step is the long list");
    ok(has(between(a.body, "Make the long list", "</tr>"), "1 June 2026") &&
           has(between(a.body, "Make the long list", "</tr>"), "Overdue") &&
           has(between(a.body, "Send the draft to Community Justice Scotland", "</tr>"),
               "1 February 2027"),
       "[P.1] dates are counted from the day of publication");
    ok(has(core_get_as(core, &fife, PLANS).body, "Make the long list"), "[P.1] what is next");
    is_i64(core_get_as(core, &angus, plan).status, 404, "[S10] not another area's");
}

static void test_dates(void)
{
    struct answer a = core_fill_as(core, &fife, at("/dates/long_list"),
                                   "due_day=31&due_month=2&due_year=2027");
    ok(a.status == 422 && has(a.body, "value=\"31\""), "[P.1] no such day: kept");
    a = core_fill_as(core, &fife, at("/dates/long_list"),
                     "due_day=5&due_month=12&due_year=2026&done_day=&done_month=&done_year=");
    is_i64(a.status, 303, "[P.1] a date is changed");
    ok(has(between(core_get_as(core, &fife, plan).body, "Make the long list", "</tr>"),
           "5 December 2026"),
       "[P.1] it stands");
    is_i64(core_get_as(core, &fife, at("/dates/nothing")).status, 404, "no such step");
    a = fill_seen(plan, "stage=published");
    is_i64(a.status, 422, "[P.9] a plan is not published by a choice of stage");
    is_i64(fill_seen(plan, "stage=drafting").status, 303, "[P.1] drafting");
}

static void test_list(void)
{
    struct answer a = core_get_as(core, &fife, at("/bodies/add"));
    ok(a.status == 200 && has(a.body, "Every active organisation"), "[P.3] where from");
    a = core_get_as(core, &fife, at("/bodies/add?from=filter&words=Sample+body"));
    ok(a.status == 200 && has(a.body, "To be added: 6") && has(a.body, "Sample body 3"),
       "[P.3] by a filter of the register, checked first");
    a = core_fill_as(core, &fife, at("/bodies/add?from=filter&words=Sample+body"), "");
    is_i64(a.status, 303, "[P.3] added");
    a = core_get_as(core, &fife, at("/bodies"));
    ok(has(a.body, "Organisations: 6") && has(a.body, "The register: words: Sample body") &&
           has(a.body, "6 added"),
       "[P.3] kept with filter, day and source");
    a = core_get_as(core, &fife, at("/bodies/add?from=filter&words=Sample+body"));
    ok(has(a.body, "On the list already: 6") && !has(a.body, "To be added"),
       "[P.3] nobody twice");
    a = core_get_as(core, &fife, at("/missing"));
    ok(has(a.body, "Not reached: 6"), "[P.9] all of them would be left out");
}

static void test_decide(void)
{
    struct answer a = core_fill_as(core, &fife, at("/bodies"), "do=likely&reason=");
    ok(a.status == 422 && has(a.body, "Select at least one organisation"), "[P.4] none ticked");
    a = core_fill_as(core, &fife, at("/bodies"), with_body("do=unlikely&reason=", 4, 1));
    ok(a.status == 422 && has(a.body, "Enter why it is not likely") && has(a.body, " checked"),
       "[P.4] a no has its reason, and the tick stays");
    is_i64(core_fill_as(core, &fife, at("/bodies"),
                        with_body("do=unlikely&reason=No+service+here", 4, 1))
               .status,
           303, "[P.4] not likely, with a reason");
    is_i64(
        core_fill_as(core, &fife, at("/bodies"), with_body("do=likely&reason=", 0, 4)).status,
        303, "[P.4] four at once");
    is_i64(core_fill_as(core, &fife, at("/bodies"),
                        with_body("do=unsuitable&reason=Dissolved+in+May", 5, 1))
               .status,
           303, "[P.2] not in scope, with a reason");
    ok(has(row_of(at("/bodies"), 4), "No service here") &&
           has(row_of(at("/bodies"), 5), "Not in scope"),
       "[P.4] the list says so");
    a = core_get_as(core, &fife, at("/missing"));
    ok(has(a.body, "Not reached: 5") && has(a.body, "Sample body 4"),
       "[P.9] who is not likely is still to be consulted; who is not in scope is not");
    a = core_get_as(core, &fife, at("/bodies?likely=no"));
    ok(has(a.body, "Organisations: 1") && has(a.body, "Sample body 4"), "[P.4] by decision");
}

static void test_efforts(void)
{
    struct answer a = core_get_as(core, &fife, at("/efforts"));
    ok(has(a.body, "To be asked: 4") && has(row_of(at("/efforts"), 0), "Invite it"),
       "[P.6] who is to be asked: not those that are not likely");
    a = core_fill_as(
        core, &fife, at("/efforts"),
        with_body(TRY("invitation", "", "delivery=none&answer=none&summary=Hello"), 0, 4));
    ok(a.status == 422 && has(a.body, "Select how you got in touch") && has(a.body, "Hello"),
       "[P.5] no channel");
    is_i64(core_fill_as(core, &fife, at("/efforts"),
                        with_body(TRY("invitation", "email", "delivery=none&summary="), 0, 4))
               .status,
           303, "[P.5] one try with four");
    ok(has(fact(0, "Participation, section 20(4)"), "Asked"), "[P.2] by rule they are asked");
    struct str row = row_of(at("/efforts"), 0);
    ok(has(row, "Try again by another channel") && has(row, "13 November 2026"),
       "[P.6] the next try falls due after ten working days");
    is_i64(count("SELECT count(*) /*scan*/ FROM contact_event WHERE object_kind = 'plan'"), 4,
           "[P.5] each stands in the timeline");
}

static void test_answers(void)
{
    struct answer a = act(0, "do=act&act=no_reply");
    ok(a.status == 422 && has(a.body, "too few tries by different channels"),
       "[P.2] no reply needs two channels");
    a = core_fill_as(
        core, &fife, of_body(0, "/try"),
        TRY("reminder", "phone", "delivery=delivered&answer=takes_part&summary=Yes"));
    is_i64(a.status, 303, "[P.5] a call, with their answer");
    ok(has(fact(0, "Status"), "Taking part"), "[P.2] it takes part");
    is_i64(act(0, "do=take_back").status, 303, "[P.2] taken back");
    ok(has(fact(0, "Participation, section 20(4)"), "Asked"), "[P.2] as it was before");
    is_i64(act(0, "do=act&act=takes_part&took_part=Workshop&stages=Drafting").status, 303,
           "[P.2] it takes part after all");
    is_i64(act(1, "do=act&act=declined&act_reason=No+time").status, 303,
           "[P.2] another declines");
    a = act(2, "do=act&act=unreachable");
    ok(a.status == 422 && has(a.body, "No try came back"),
       "[P.2] unreachable needs a try that did");
    is_i64(core_fill_as(core, &fife, of_body(2, "/try"),
                        TRY("reminder", "letter", "delivery=refused&answer=none&summary="))
               .status,
           303, "[P.5] a letter that came back");
    is_i64(act(2, "do=act&act=unreachable").status, 303, "[P.2] it could not be reached");
    a = core_get_as(core, &fife, of_body(2, ""));
    ok(has(a.body, "Came back") && has(a.body, "Participation: Asked to Could not be reached"),
       "[P.2] [P.5] history and tries stand on its page");
    struct answer late =
        core_fill_as(core, &fife, of_body(1, ""), "do=act&act=invited&version=1");
    ok(late.status == 409 && has(late.body, "Someone else changed this"), "[S26] two at once");
}

static void test_nobody_left_out(void)
{
    ok(has(core_get_as(core, &fife, at("/missing")).body, "Not reached: 4"),
       "[P.9] who takes part is reached");
    struct answer a =
        core_fill_as(core, &fife, at("/missing"),
                     with_body(TRY("draft", "letter", "delivery=none&summary="), 1, 2));
    is_i64(a.status, 303, "[P.9] the draft goes to two by letter");
    ok(has(fact(1, "Status"), "Consulted") &&
           has(fact(1, "Participation, section 20(4)"), "Declined"),
       "[P.2] consulted and declined are two facts");
    is_i64(core_fill_as(core, &fife, of_body(4, "/try"),
                        TRY("draft", "email", "delivery=refused&answer=none&summary="))
               .status,
           303, "a mail that came back");
    ok(has(fact(4, "Consultation on the draft, section 20(6)(b)"), "Tried, not delivered"),
       "[P.9] is a try");
    is_i64(core_fill_as(core, &fife, of_body(4, "/try"),
                        TRY("draft", "phone", "delivery=refused&answer=none&summary="))
               .status,
           303, "another way");
    ok(has(fact(4, "Consultation on the draft, section 20(6)(b)"), "Sent"),
       "[P.9] two tries by different channels count as sent");
    a = act(3, "do=exception&except_reason=");
    ok(a.status == 422 && has(a.body, "although it was not reached"),
       "[P.9] an exception has a reason");
    is_i64(act(3, "do=exception&except_reason=Closed+over+winter").status, 303, "[P.9] made");
    a = core_get_as(core, &fife, at("/missing"));
    ok(has(a.body, "Not reached: 0, and 1 with an exception") &&
           has(a.body, "Closed over winter"),
       "[P.9] the list empties, the exception stands");
    a = core_get_as(core, &fife, plan);
    ok(has(a.body, "<dt>take part</dt><dd>1<") && has(a.body, "<dt>consulted</dt><dd>3<") &&
           has(a.body, "would be left out</a></dt><dd>0<"),
       "[P.2] the figures on the page of the plan");
}

static void test_publish(void)
{
    const char *form = "published_day=20&published_month=11&published_year=2026&url=";
    struct answer a = core_get_as(core, &fife, at("/publish"));
    ok(a.status == 200 && has(a.body, "Send Community Justice Scotland the draft") &&
           has(a.body, "with exceptions: 1") && !has(a.body, "Mark as published"),
       "[P.9] the gate is shut while Community Justice Scotland has no draft");
    is_i64(core_get(core, "/plans/1", NULL).status, 404, "[P.1] nothing is public yet");
    a = core_fill_as(core, &fife, at("/copies"),
                     "do=add&what=&how=email&sent_day=1&sent_month=1&sent_year=2099&note=Mine");
    ok(a.status == 422 && has(a.body, "Select what was sent") && has(a.body, "in the past") &&
           has(a.body, "Mine"),
       "[P.13] what is wrong is said, and nothing typed is lost");
    is_i64(core_fill_as(core, &fife, at("/copies"),
                        "do=add&what=draft&how=email&sent_day=2&sent_month=11&sent_year=2026&"
                        "note=")
               .status,
           303, "[P.13] the draft went to Community Justice Scotland");
    a = core_get_as(core, &fife, at("/copies"));
    ok(has(a.body, "2 November 2026") && has(a.body, "It answered today"), "[P.13] it stands");
    const char *copy = str_z(
        core->arena, str_printf(core->arena, "do=ack&copy=%.*s",
                                STR_ARG(between(a.body, "name=\"copy\" value=\"", "\""))));
    is_i64(core_fill_as(core, &fife, at("/copies"), copy).status, 303, "[P.13] it answered");
    ok(!has(core_get_as(core, &fife, at("/copies")).body, "It answered today"),
       "[P.13] and when");
    a = core_get_as(core, &fife, at("/publish"));
    ok(has(a.body, "Mark as published"), "[P.9] open once everybody was reached");
    const char *seen = str_z(
        core->arena,
        str_printf(core->arena, "csrf=%.*s&form_id=%.*s&version=%.*s&%s",
                   STR_ARG(between(a.body, "name=\"csrf\" value=\"", "\"")),
                   STR_ARG(between(a.body, "name=\"form_id\" value=\"", "\"")),
                   STR_ARG(between(a.body, "name=\"version\" value=\"", "\"")), form));
    is_i64(act(3, "do=no_exception").status, 303, "an exception is taken back meanwhile");
    a = core_post_as(core, &fife, at("/publish"), seen);
    ok(a.status == 422 && has(a.body, "Organisations that neither take part") &&
           !count("SELECT count(*) /*scan*/ FROM plan_public"),
       "[P.9] the gate is asked again when the plan is published");
    is_i64(act(3, "do=exception&except_reason=Closed+over+winter").status, 303, "made again");
    is_i64(fill_seen(at("/publish"), form).status, 303, "[P.9] published");
    a = core_get_as(core, &fife, plan);
    ok(has(a.body, "Its public page") && !has(a.body, "Save stage"), "[P.1] it is published");
    const char *id = plan + sizeof "/coordinator/plans/" - 1;
    a = core_get(core, str_z(core->arena, str_printf(core->arena, "/plans/%s", id)), NULL);
    ok(a.status == 200 && has(a.body, "Sample plan of Fife") &&
           has(a.body, "20 November 2026") && has(a.body, "Not recorded yet") &&
           !has(a.body, "Sample body"),
       "[P.1] everybody reads it, and of no organisation");
    is_i64(core_fill_as(core, &fife, at("/copies"),
                        "do=add&what=plan&how=email&sent_day=21&sent_month=11&sent_year=2026&"
                        "note=")
               .status,
           303, "[P.13] the copy of the plan");
    a = core_get(core, str_z(core->arena, str_printf(core->arena, "/plans/%s", id)), NULL);
    ok(has(a.body, "Sent on 21 November 2026"), "[P.13] its public page says so");
    ok(has(core_get(core, "/partnerships/fife/plans", NULL).body, "Sample plan of Fife") &&
           has(core_get(core, "/plans", NULL).body, "Sample plan of Fife") &&
           has(core_get(core, "/partnerships/angus/plans", NULL).body,
               "No plan has been published here"),
       "[P.1] in the lists of plans, and not in another partnership's");
}

static void test_made_before(void)
{
    struct answer a = core_fill_as(core, &fife, PLANS "/new?made=before",
                                   "title=Older+plan&area=fife&start_day=1&start_month=4&"
                                   "start_year=2023&end_day=31&end_month=3&end_year=2027&"
                                   "publish_day=1&publish_month=4&publish_year=2099&summary=&"
                                   "url=www.example.org%2Fplan.pdf");
    ok(a.status == 422 && has(a.body, "must be today or in the past"),
       "[P.1] not in the future");
    a = core_fill_as(core, &fife, PLANS "/new?made=before",
                     "title=Older+plan&area=fife&start_day=1&start_month=4&start_year=2023&"
                     "end_day=31&end_month=3&end_year=2027&publish_day=1&publish_month=4&"
                     "publish_year=2023&summary=&url=www.example.org%2Fplan.pdf");
    is_i64(a.status, 303, "[P.1] a plan made before this record is entered as published");
    a = core_get_as(core, &fife, PLANS);
    ok(has(between(a.body, "Older plan", "</tr>"), "Made before this record"),
       "[P.1] and said so");
    plan = str_z(core->arena,
                 str_printf(core->arena, PLANS "/%lld",
                            (long long)count("SELECT id FROM plan WHERE stage = 'made_before' "
                                             "/*scan*/")));
    a = core_get_as(core, &fife, plan);
    ok(has(a.body, "https://www.example.org/plan.pdf") && !has(a.body, "Nobody left out") &&
           has(a.body, "Review the plan"),
       "[P.1] outside the gate and the figures, with its next date");
    is_i64(core_get_as(core, &fife, at("/publish")).status, 404,
           "[P.1] there is no gate to it");
    const char *of = str_z(core->arena, str_printf(core->arena, "/plans/%s",
                                                   plan + sizeof "/coordinator/plans/" - 1));
    a = core_get(core, of, NULL);
    ok(a.status == 200 && has(a.body, "made before this record") &&
           has(a.body, "There is a newer plan"),
       "[P.1] it is public, and leads to the newer one");
    is_i64(core_get_as(core, &fife, at("/bodies/add")).status, 404, "[P.1] it takes no list");
}

int main(void)
{
    static const char *const options[] = {
        "--limit-posts", "0", "--limit-pages", "0", "--limit-searches", "0", NULL
    };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    analyst = core_person(core, "analyst", "analyst", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    for (int i = 0; i < N_BODIES; i++)
        body[i] = body_help_add(
            core,
            body_help_sample(str_z(core->arena, str_printf(core->arena, "Sample body %d", i))),
            "fife");
    test_new();
    test_dates();
    test_list();
    test_decide();
    test_efforts();
    test_answers();
    test_nobody_left_out();
    test_publish();
    test_made_before();
    core_stop(core);
    return done_testing();
}
