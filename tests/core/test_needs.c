/* test_needs.c: what an organisation needs to take part, asked for once for every area it
 * serves. */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "core/base/rand.h"
#include "modules/bodies/adjustment.h"

static struct core *core;
static struct someone fife, angus, moray, admin;
static int64_t body;

static const char *at(const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "/coordinator/bodies/%lld%s",
                                         (long long)body, ending));
}

static const char *first_need(void)
{
    return at(str_z(core->arena,
                    str_join(core->arena, STR("/needs/"),
                             core_text(core, "SELECT CAST(min(id) AS TEXT) FROM adjustment"))));
}

static void test_ask(void)
{
    struct answer a = core_get_as(core, &fife, at("/needs"));
    ok(a.status == 200 && has(a.body, "Nothing was asked for yet"), "[P.7] nothing yet");
    a = core_fill_as(core, &fife, at("/needs/new"), "request=");
    ok(a.status == 422 && has(a.body, "Enter what the organisation needs"),
       "[8.3] an empty one comes back");
    a = core_fill_as(core, &fife, at("/needs/new"), "request=A+call+instead+of+a+form");
    is_i64(a.status, 303, "[P.7] a need is written down once");
    is_i64(
        core_fill_as(core, &angus, at("/needs/new"), "request=A+call+instead+of+a+form").status,
        303, "[P.7] and by another partnership again");
    is_i64(core_count(core, "SELECT count(*) FROM adjustment"), 1,
           "[P.7] it stands there once");
    ok(has(core_get_as(core, &angus, at("/needs")).body, "A call instead of a form"),
       "[P.7] [S9] every area that it serves sees it");
    is_i64(core_get_as(core, &moray, at("/needs")).status, 404,
           "[P.7] [S10] (ASVS 8.2.2) an area that it does not serve sees none of it");
    is_i64(core_get_as(core, &moray, first_need()).status, 404, "[S10] nor by its address");
    is_i64(core_get_as(core, &admin, at("/needs")).status, 403, "[S9] nor an administrator");
}

static void test_answer(void)
{
    struct answer a =
        core_fill_as(core, &angus, first_need(), "state=not_possible&response=&seen=asked");
    ok(a.status == 422 && has(a.body, "Enter why it is not possible"),
       "[P.7] a no has its reason");
    a = core_fill_as(core, &angus, first_need(), "state=asked&response=&seen=asked");
    ok(a.status == 422 && has(a.body, "Select what came of it"), "[P.7] and a way on");
    is_i64(core_fill_as(core, &angus, first_need(),
                        "state=agreed&response=We+ring+on+Mondays&seen=asked")
               .status,
           303, "[P.7] it is agreed");
    a = core_get_as(core, &fife, at("/needs"));
    ok(has(a.body, "Agreed") && has(a.body, "We ring on Mondays") && has(a.body, "Angus"),
       "[P.7] the other areas see what was agreed, and by whom");
    a = core_fill_as(core, &fife, first_need(), "state=ended&response=x&seen=asked");
    ok(a.status == 409 && has(a.body, "Someone else answered this first"),
       "[P.7] [S50] (ASVS 2.3.3) what another answered is not overwritten unseen: %d",
       a.status);
    is_i64(core_fill_as(core, &fife, first_need(), "state=done&response=In+place&seen=agreed")
               .status,
           303, "[P.7] done");
    is_i64(
        core_fill_as(core, &fife, first_need(), "state=ended&response=Moved&seen=done").status,
        303, "[P.7] ended");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action IN ('need.add', "
                            "'need.answer')"),
           4, "[S41] each step is on record");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE detail LIKE '%Mondays%' OR detail "
                      "LIKE '%instead of a form%'"),
           0, "[S42] without the words");
}

struct add {
    struct adjustment d;
    struct act act;
};

static enum err add_fn(struct db *db, void *arg)
{
    const struct add *x = arg;
    return adjustment_add(db, &x->d, &x->act);
}

/* What a room above does inside its own write. */
static void test_from_above(void)
{
    struct add x = { .d = { .id = rand_id(),
                            .body_id = body,
                            .request = STR("Large print"),
                            .asked_on = STR("2026-11-22"),
                            .by_role = STR("expression of interest") },
                     .act = { .actor = STR("public"), .now_s = clock_now_s() } };
    is_i64(store_write(app_store(core->app), add_fn, &x), OK,
           "[P.7] an expression of interest adds what it asks for");
    ok(has(core_get_as(core, &fife, at("/needs")).body, "Large print"), "[P.7] and it is seen");
    x.d.body_id = 999;
    is_i64(store_write(app_store(core->app), add_fn, &x), ERR_CONFLICT, "of no body: refused");
    for (int i = 0; i < ADJUSTMENTS_MAX - 2; i++) {
        x.d = (struct adjustment){ .id = rand_id(),
                                   .body_id = body,
                                   .request = str_printf(core->arena, "Need %d", i),
                                   .asked_on = STR("2026-11-22"),
                                   .by_role = STR("coordinator") };
        if (store_write(app_store(core->app), add_fn, &x) != OK)
            ok(false, "need %d", i);
    }
    ok(has(core_fill_as(core, &fife, at("/needs/new"), "request=One+too+many").body,
           "has 50 entries already"),
       "[P.7] there is an end, and it is said");
}

int main(void)
{
    core = core_start();
    clock_set_s(1795344780); /* 22 November 2026, 10:53 */
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    moray = core_person(core, "moray", "coordinator", "moray");
    admin = core_person(core, "admin", "admin", NULL);
    body = body_help_add(core, body_help_sample("Sample Listening Line"), "fife;angus");
    test_ask();
    test_answer();
    test_from_above();
    core_stop(core);
    return done_testing();
}
