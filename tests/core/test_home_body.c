/* test_home_body.c: the pages of one's own organisation: what it needs, what was changed in its
 * entry, and how the staff's page of a community body reads. */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

static struct core *core;
static struct someone editor, other, coordinator;
static int64_t body, group;

static const char *id_text(int64_t id)
{
    return str_z(core->arena, str_printf(core->arena, "%lld", (long long)id));
}

static const char *at(const char *before, int64_t id, const char *after)
{
    return str_z(core->arena,
                 str_printf(core->arena, "%s%lld%s", before, (long long)id, after));
}

/* Opens a part of an entry and sends it with what was seen there; the status. */
static int edit(int64_t id, const char *part, const char *fields)
{
    const char *path = at("/coordinator/bodies/", id, part);
    struct str page = core_get_as(core, &coordinator, path).body;
    struct str seen = between(page, "name=\"seen\" value=\"", "\"");
    return core_fill_as(core, &coordinator, path,
                        str_z(core->arena,
                              str_printf(core->arena, "%s&seen=%.*s", fields, STR_ARG(seen))))
        .status;
}

static void test_needs(void)
{
    struct answer a = core_fill_as(core, &editor, "/body/needs", "request=");
    ok(a.status == 422 && has(a.body, "Enter what the organisation needs"),
       "[8.3] an empty need comes back");
    is_i64(core_fill_as(core, &editor, "/body/needs", "request=Papers+in+large+print").status,
           303, "[P.7] an organisation says itself what it needs");
    ok(has(core_get_as(core, &editor, "/body/needs?done=saved").body, "Papers in large print"),
       "[P.7] and sees it with its answer");
    ok(has(core_get_as(core, &coordinator, at("/coordinator/bodies/", body, "/needs")).body,
           "Papers in large print"),
       "[P.7] so does the coordinator of its area");
    ok(!has(core_get_as(core, &other, "/body/needs").body, "Papers in large print"),
       "[S10] (ASVS 8.2.2) another organisation does not");
}

static void test_history(void)
{
    is_i64(edit(body, "/edit/work",
                "purposes=Sample+walks&grounds=service&topics=housing&topics=women&"
                "outcomes=2023-no1&community=yes"),
           303, "the coordinator mends the entry");
    struct str shown = core_get_as(core, &editor, "/body/history").body;
    ok(has(shown, "Changed an organisation’s entry") && has(shown, "A coordinator or admin"),
       "[7.3] its editors read what was changed, and by whom of elsewhere");
    ok(has(shown, "Housing, Women") && has(shown, "Services for people in the justice system"),
       "[7.3] codes stand in words");
    ok(has(shown, "community body: from ‘No’ to ‘Yes’"), "[7.3] flags too");
    ok(has(shown, "More people successfully complete diversion") && !has(shown, "2023:NO1"),
       "[7.3] and outcomes");
    ok(has(shown, "Fife"), "[7.3] areas by their names");
    ok(!has(core_get_as(core, &other, "/body/history").body, "Sample walks"),
       "[S10] (ASVS 8.2.2) another organisation's editor reads none of it");
}

/* Works in Fife as a community body alone: the page does not say that it works nowhere. */
static void test_community(void)
{
    struct answer a = core_get_as(core, &coordinator, at("/coordinator/bodies/", group, ""));
    ok(a.status == 200 && has(a.body, "Council areas where it works") &&
           has(a.body, "Areas where it is a community body"),
       "[2.2] where a community body works stands on its page");
    ok(!has(a.body, "Not known yet: Council areas"), "[2.2] and is not called unknown");
    a = core_get_as(core, &coordinator, at("/coordinator/bodies/", group, "/edit/areas"));
    ok(has(a.body, "Council areas where it takes part in community justice"),
       "[2.2] the form tells the two duties apart");
}

int main(void)
{
    core = core_start();
    coordinator = core_person(core, "fife", "coordinator", "fife");
    body = body_help_add(core, body_help_sample("Sample Walkers"), "fife");
    group = body_help_add(core, body_help_sample("Sample Residents"), "fife");
    editor = core_person(core, "editor", "body_editor", id_text(body));
    other = core_person(core, "other", "body_editor", id_text(group));
    is_i64(edit(group, "/edit/areas", "community_areas=fife&office="), 303,
           "a community body, and an organisation with its editor");
    test_needs();
    test_history();
    test_community();
    core_stop(core);
    return done_testing();
}
