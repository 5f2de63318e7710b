/* test_theme.c: the coding frame: begun with the outcomes, themes made, renamed, merged, ended.
 */
#include "tests/core/question_help.h"

#include "modules/analysis/theme.h"

#define AT "/coordinator/consultations/sample-draft-plan/coding/frame"

static struct consultation x;
static struct someone fife, analyst, angus;

static struct answer get(const char *at)
{
    return core_get_as(core, &fife, at);
}

/* The form as that person's page holds it, with these fields and the version that stood there.
 */
static struct answer fill_as(const struct someone *who, const char *at, const char *fields)
{
    struct str version =
        between(core_get_as(core, who, at).body, "name=\"version\" value=\"", "\"");
    struct str all = str_printf(core->arena, "%s%s%.*s", fields, version.n ? "&version=" : "",
                                STR_ARG(version));
    return core_fill_as(core, who, at, str_z(core->arena, all));
}

static struct answer fill(const char *at, const char *fields)
{
    return fill_as(&fife, at, fields);
}

static int64_t theme_named(const char *name)
{
    return core_count(
        core, str_z(core->arena,
                    str_printf(core->arena, "SELECT id FROM theme WHERE name = '%s'", name)));
}

static const char *at_theme(int64_t id)
{
    return str_z(core->arena, str_printf(core->arena, AT "/%lld", (long long)id));
}

static void test_begun(void)
{
    is_i64(get(AT).status, 404, "a draft has no answers to read for themes");
    consultation_opened(x.id);
    struct answer a = get(AT);
    ok(a.status == 200 && has(a.body, "Begin with the outcomes"), "[3.38] offered first");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM theme"), 0,
           "[S23] looking makes none");
    is_i64(fill(AT, "do=begin").status, 303, "[3.38] begun");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM theme WHERE outcome <> ''"), 9,
           "[3.38] the nine outcomes of the framework are the standing frame");
    ok(!has(get(AT).body, "Begin with the outcomes"), "once");
    is_i64(core_get_as(core, &analyst, AT).status, 200,
           "[S9] an analyst of the area codes too");
    is_i64(core_get_as(core, &angus, AT).status, 404,
           "[S10] another area's coordinator does not");
}

static void test_made(void)
{
    struct answer a = fill(AT, "do=add&name=&definition=What+I+typed");
    ok(a.status == 422 && has(a.body, "Enter a name for the theme") &&
           has(a.body, "What I typed"),
       "[3.36] a theme has a name, and what was typed stays");
    is_i64(
        fill(AT, "do=add&name=No+bed+on+release&definition=Release+without+a+place&question=0")
            .status,
        303, "[3.36] a theme with its definition");
    a = fill(AT, "do=add&name=NO+BED+on+release&definition=");
    ok(a.status == 422 && has(a.body, "There is a theme of that name"), "each name once");
    is_i64(fill(AT, "do=add&name=Homeless&definition=").status, 303, "another");
    ok(has(get(AT).body, "Release without a place") && has(get(AT).body, "Not defined yet"),
       "the frame shows both");
}

static void test_changed(void)
{
    const char *at = at_theme(theme_named("Homeless"));
    is_i64(fill(at, "do=save&name=Nowhere+to+live&definition=Any+lack+of+a+home").status, 303,
           "[3.36] renamed and defined anew");
    struct answer a = get(at);
    ok(has(a.body, "Renamed from “Homeless” to “Nowhere to live”") &&
           has(a.body, "Defined anew"),
       "[3.36] its history says so");
    a = core_fill_as(core, &analyst, at, "do=save&version=1&name=Mine&definition=My+words");
    ok(a.status == 409 && has(a.body, "Someone else has changed this theme") &&
           has(a.body, "My words") && has(a.body, "Nowhere to live"),
       "[S26] whoever comes second sees both, and what was typed");
}

static void test_merged(void)
{
    int64_t from = theme_named("Nowhere to live"), into = theme_named("No bed on release");
    struct answer a = fill(at_theme(from), "do=merge&into=&reason=");
    ok(a.status == 422 && has(a.body, "Select the theme that it becomes part of"), "into one");
    const char *fields =
        str_z(core->arena,
              str_printf(core->arena, "do=merge&into=%lld&reason=The+same", (long long)into));
    is_i64(fill(at_theme(from), fields).status, 303, "[3.36] merged");
    ok(has(get(AT).body, "now part of No bed on release"),
       "[3.36] the frame says where it went");
    a = get(at_theme(from));
    ok(has(a.body, "Merged into “No bed on release”, codes moved: 0") &&
           has(a.body, "Why: The same") && !has(a.body, "Offer it again"),
       "[3.36] so does its history, and it stays merged");
    is_i64(fill(at_theme(into), "do=end&reason=Nobody+said+it").status, 303, "one ends");
    is_i64(fill(at_theme(into), "do=restore&reason=").status, 303, "and is offered again");
    ok(has(get(at_theme(into)).body, "Offered again"), "with its history");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE object_kind = 'theme'"), 16,
           "[S41] each change has its record");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    analyst = core_person(core, "analyst", "analyst", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    x = consultation_made("Sample draft plan");
    test_begun();
    test_made();
    test_changed();
    test_merged();
    core_stop(core);
    return done_testing();
}
