/* test_feedback.c: we asked, you said, we did: written after closing, published with its public
 * row, changed and taken down with a reason in the public history. */
#include "tests/core/feedback_help.h"

#include "modules/feedback/feedback_public.h"

static int64_t housing, first, second;

static size_t public_ones(struct feedback_public out[FEEDBACK_ITEMS_MAX])
{
    size_t n = 0;
    is_i64(feedback_public_list(core->worker->db_all, core->arena, x.id, out, &n), OK,
           "the public ones are read");
    return n;
}

static struct str history(void)
{
    return core_get(core, "/consultations/sample-draft-plan/history", NULL).body;
}

static void test_only_after_closing(void)
{
    struct feedback_write w = { .to = item_of(0, "changed") };
    is_i64(feedback_did(feedback_save_fn, &w), ERR_NOT_FOUND,
           "[3.50] while people can still answer nothing is decided");
    feedback_closes();
    housing = theme_made("Housing", "");
    first = item_added(item_of(housing, "changed"));
    w.to = item_of(0, "not_changed");
    is_i64(feedback_did(feedback_save_fn, &w), ERR_CONFLICT, "[3.51] not changed, without why");
    is_i64(core_count(core, "SELECT count(*) FROM feedback_item"), 1,
           "[3.51] not changed needs its reason: without it nothing is kept");
}

static void test_publish(void)
{
    struct feedback_public p[FEEDBACK_ITEMS_MAX];
    is_i64((int64_t)public_ones(p), 0, "[3.50] a draft is not public");
    struct feedback_write w = { .to = { .id = first }, .seen = STR("of another time") };
    is_i64(feedback_did(feedback_publish_fn, &w), ERR_CONFLICT, "[S26] not what was shown");
    ok(w.is_overtaken, "[S26] and it says so");
    is_i64(item_published(first), OK, "[3.50] published");
    is_i64((int64_t)public_ones(p), 1, "[3.50] the public row is there at once");
    ok(str_eq(p[0].theme, STR("Housing")) && str_eq(p[0].decision, STR("changed")) &&
           str_eq(p[0].plan_reference, STR("Action 2.4")),
       "[3.51] with theme, decision and plan");
    ok(has(history(), "Published what changed after your views") && has(history(), "Housing"),
       "[7.4] [B.23] the public history tells it");
}

static void test_change(void)
{
    struct feedback_public p[FEEDBACK_ITEMS_MAX];
    struct feedback_write w = { .to = item_now(first), .why = STR("The council agreed less.") };
    w.to.decision = STR("partly");
    is_i64(feedback_did(feedback_save_fn, &w), OK, "a published one is changed");
    ok(public_ones(p) == 1 && str_eq(p[0].decision, STR("partly")), "and so is its public row");
    ok(has(history(), "Changed what is said about your views") &&
           has(history(), "Housing: decision") && has(history(), "Changed in part") &&
           has(history(), "The council agreed less."),
       "[7.4] [B.23] with the decision before, and why");
    is_i64(feedback_did(feedback_save_fn, &w), ERR_CONFLICT,
           "[S26] who changed an older version is told");
}

static void test_order(void)
{
    struct feedback_public p[FEEDBACK_ITEMS_MAX];
    struct feedback_item more = item_of(0, "not_changed");
    more.reason = STR("The law does not allow it.");
    second = item_added(more);
    is_i64(item_published(second), OK, "another one");
    struct feedback_write w = { .to = { .id = second }, .is_up = true };
    is_i64(feedback_did(feedback_move_fn, &w), OK, "moved up");
    is_i64(feedback_did(feedback_move_fn, &w), OK, "past the top it stays");
    ok(public_ones(p) == 2 && p[0].id == second && p[1].id == first,
       "[3.50] in the order that the coordinator chose");
}

static void test_remove(void)
{
    struct feedback_public p[FEEDBACK_ITEMS_MAX];
    struct feedback_write w = { .to = item_now(first), .why = STR("It named a project.") };
    is_i64(feedback_did(feedback_remove_fn, &w), OK, "taken down");
    is_i64((int64_t)public_ones(p), 1, "nobody reads it any more");
    ok(has(history(), "Took down what was said about your views") &&
           has(history(), "It named a project."),
       "[7.4] [B.23] the history says that it was, and why");
    is_i64(feedback_did(feedback_remove_fn, &w), ERR_CONFLICT, "only once");
    int64_t draft = item_added(item_of(housing, "for_others"));
    w = (struct feedback_write){ .to = item_now(draft) };
    is_i64(feedback_did(feedback_remove_fn, &w), OK, "a draft goes without a word");
    is_i64(core_count(core, "SELECT count(*) FROM consultation_change WHERE kind = "
                            "'feedback_removed'"),
           1, "the history holds only what was public");
    is_i64(core_count(core, "SELECT count(DISTINCT action) FROM audit WHERE object_kind = "
                            "'feedback_item'"),
           5, "[S42] each step has its record");
}

static void test_apart(void)
{
    struct feedback_public p[FEEDBACK_ITEMS_MAX];
    enum err e = consultation_load(h.db, h.a, x.id, &x);
    ok(!e, "loaded");
    x.is_invited_only = true;
    help_change(&h, &x);
    is_i64((int64_t)public_ones(p), 0, "[3.13] of an invited-only one nothing stands open");
    int64_t id = item_added(item_of(housing, "changed"));
    is_i64(item_published(id), OK, "published to those who answered");
    is_i64(core_count(core, "SELECT count(*) FROM feedback_public") - 1, 0,
           "[3.13] it has no public row");
    ok(!has(history(), "by the coordinator. Housing"), "[3.13] nor words in the history");
}

int main(void)
{
    feedback_start();
    test_only_after_closing();
    test_publish();
    test_change();
    test_order();
    test_remove();
    test_apart();
    clock_set_s(-1);
    core_stop(core);
    return done_testing();
}
