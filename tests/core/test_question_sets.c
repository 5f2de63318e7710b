/* test_question_sets.c: saved sets of questions are added, saved and removed. */
#include "tests/core/question_help.h"

#define AT "/coordinator/consultations/sample-draft-plan/questions"
#define SETS "/coordinator/question-sets"

static struct consultation x;
static struct someone fife, angus;

static struct answer get(const char *at)
{
    return core_get_as(core, &fife, at);
}

static struct answer fill(const char *at, const char *fields)
{
    return core_fill_as(core, &fife, at, fields);
}

#define ALL_OUTCOMES                                                                           \
    "&outcomes=2023-no1&outcomes=2023-no2&outcomes=2023-no3&outcomes=2023-no4&outcomes="       \
    "2023-no5&outcomes=2023-no6&outcomes=2023-no7&outcomes=2023-no8&outcomes=2023-no9"

static void test_ours(void)
{
    struct answer a = get(SETS);
    ok(a.status == 200 && has(a.body, "No sets are saved yet") &&
           has(a.body, "Draft plan: what works, what is missing, what comes first"),
       "[3.6] sets come with the program");
    a = fill(AT "/sets", "do=add&set=nothing");
    ok(a.status == 422 && has(a.body, "Select a set of questions"), "one is chosen");
    is_i64(fill(AT "/sets", "do=add&set=plan" ALL_OUTCOMES).status, 303,
           "[3.6] the set of a draft plan");
    struct question_form f = question_form_of(x.id);
    is_i64((int64_t)f.n_sections, 9, "[3.6] [3.38] a section for each of the nine outcomes");
    is_i64((int64_t)f.n, 27, "[3.6] with three questions each");
    ok(f.question[0].outcome.n > 0 && !str_eq(f.question[0].outcome, f.question[3].outcome),
       "[3.38] each asks about its outcome");
    is_i64(fill(AT "/sets", "do=add&set=equality").status, 303, "equality questions");
    f = question_form_of(x.id);
    ok(f.question[f.n - 1].is_equality && f.section[f.n_sections - 1].is_equality,
       "[3.6] [9.6] stand in a section that is kept apart");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'question.add_set'"), 2,
           "[S41] each has its record");
}

static void test_own(void)
{
    struct answer a = fill(AT "/sets", "do=save&section=&name=&note=");
    ok(a.status == 422 && has(a.body, "Enter a name for the set"), "a set has a name");
    a = fill(AT "/sets", "do=save&section=&name=Our+questions&note=For+each+year");
    is_i64(a.status, 303, "[3.6] the whole form is saved as a set");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM question_set_item"), 27,
           "[3.6] but not the equality questions");
    struct question_form f = question_form_of(x.id);
    const char *section =
        str_z(core->arena, str_printf(core->arena, "do=save&section=%lld&name=Equality&note=",
                                      (long long)f.section[f.n_sections - 1].id));
    is_i64(fill(AT "/sets", section).status, 303, "[3.6] or one section");
    ok(has(fill(AT "/sets", section).body, "has a set of that name already"), "once");
    ok(has(get(SETS).body, "Our questions") && has(get(SETS).body, "For each year"),
       "[3.6] the partnership's list has it");
    ok(!has(core_get_as(core, &angus, SETS).body, "Our questions"), "[S10] and no other's");
    int64_t id = core_count(core, "SELECT min(id) FROM question_set");
    const char *remove =
        str_z(core->arena, str_printf(core->arena, SETS "/%lld/remove", (long long)id));
    is_i64(core_get_as(core, &angus, remove).status, 404, "[S10] nor removes it");
    consultation_made("Sample draft plan, again");
    const char *add =
        str_z(core->arena, str_printf(core->arena, "do=add&set=%lld", (long long)id));
    is_i64(
        fill("/coordinator/consultations/sample-draft-plan-again/questions/sets", add).status,
        303, "[3.6] another consultation takes it");
    is_i64((int64_t)question_form_of(x.id + 1).n, 27, "[3.6] with all its questions");
    ok(has(get(remove).body, "Remove this set"), "removal has a page of its own");
    is_i64(fill(remove, "").status, 303, "a set is removed");
    ok(!has(get(SETS).body, "Our questions"), "and gone");
    is_i64((int64_t)question_form_of(x.id + 1).n, 27, "what used it stays");
}

static void test_outcomes(void)
{
    static const char *const at = "/coordinator/consultations/sample-other-plan/questions/sets";
    int64_t id = consultation_made("Sample other plan").id;
    struct answer a = fill(at, "do=add&set=plan");
    ok(a.status == 422 && has(a.body, "Select which outcomes you ask about") &&
           question_form_of(id).n == 0,
       "[3.6] the questions of a draft plan are about outcomes: it is asked which");
    is_i64(fill(at, "do=add&set=plan&outcomes=2023-no2&outcomes=2023-no5").status, 303,
           "[3.6] two are ticked");
    is_i64((int64_t)question_form_of(id).n, 6, "[3.6] three questions for each");
    is_i64(fill(at, "do=add&set=event").status, 303, "[3.6] other sets ask for none");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    x = consultation_made("Sample draft plan");
    test_ours();
    test_own();
    test_outcomes();
    core_stop(core);
    return done_testing();
}
