/* test_consultation_kept.c: pages of consultations are kept ready to send, and stay so while
 * people answer: a response changes nothing that the public reads. */
#include "tests/core/respond_help.h"
#include "tests/tap.h"

static const char *kept[] = { "/consultations",
                              "/consultations?state=open",
                              "/consultations.json",
                              "/consultations.atom",
                              "/consultations.ics",
                              "/consultations/a-sample-draft-plan",
                              "/consultations/a-sample-draft-plan.json",
                              "/consultations/a-sample-draft-plan/questions",
                              "/consultations/a-sample-draft-plan/history",
                              "/partnerships/fife/consultations",
                              "/events",
                              "/events.ics",
                              "/" };
#define N_KEPT (sizeof kept / sizeof *kept)

/* How many of them came from memory. */
static uint64_t see_all(void)
{
    uint64_t before = atomic_load(&core->app->n_remembered);
    for (size_t i = 0; i < N_KEPT; i++) {
        struct answer a = core_get(core, kept[i], NULL);
        if (a.status != 200)
            ok(false, "%s: %d", kept[i], a.status);
    }
    return atomic_load(&core->app->n_remembered) - before;
}

static int64_t version(void)
{
    return core_count(core, "SELECT version FROM content_version");
}

static void test_respond(void)
{
    see_all();
    is_i64((int64_t)see_all(), N_KEPT, "the second time each comes from memory");
    int64_t before = version();
    struct someone who = begin();
    answer_all(&who);
    struct answer a = fill(&who, at("/check"), "");
    ok(leads_to(&a, at("/sent")), "a response is sent");
    is_i64(core_count(core, "SELECT count(*) FROM response"), 1, "and is there");
    is_i64(version(), before, "[10.1] a response moves nothing that the public reads");
    is_i64((int64_t)see_all(), N_KEPT,
           "all pages and files of consultations still come from memory");
    fill(&who, at("/sent"), "");
    is_i64(version(), before, "nor does anything done after it");
}

static void test_change(void)
{
    int64_t before = version();
    asked.summary = STR("Another summary.");
    help_change(&h, &asked);
    atomic_fetch_add(&core->app->generation, 1); /* past dispatch */
    ok(version() > before, "a change of the consultation does");
    ok(has(core_get(core, "/consultations", NULL).body, "Another summary."),
       "and is seen at once");
}

int main(void)
{
    start_respond();
    test_respond();
    test_change();
    core_stop(core);
    return done_testing();
}
