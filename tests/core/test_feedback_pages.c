/*
 * test_feedback_pages.c: you said, we did, as the coordinator writes it and as everybody reads
 * it (3.50, 3.51, 10.2).
 */
#include "tests/core/feedback_help.h"

static const char *desk; /* "/coordinator/results/SLUG/feedback" */

static const char *of(const char *base, const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "%s%s", base, ending));
}

static const char *one(int64_t id, const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, "%s/%lld%s", desk, (long long)id, ending));
}

static int64_t newest(void)
{
    return core_count(core, "SELECT max(id) FROM feedback_item");
}

static const char *public_page(const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, "/consultations/%.*s%s", STR_ARG(x.slug), ending));
}

static void test_writing(int64_t housing)
{
    struct answer a = core_get_as(core, &fife, desk);
    ok(a.status == 200 && has(a.body, "Nothing is written yet"),
       "[3.50] an empty list says so");
    a = core_get_as(core, &fife, of(desk, "/new?theme=1"));
    ok(a.status == 200 && has(a.body, "You said"),
       "[3.51] an answer is written on a page of its own");
    a = core_fill_as(core, &fife, of(desk, "/new"), "said=&decision=&did=Kept+words");
    ok(a.status == 422 && has(a.body, "Enter what people said") &&
           has(a.body, "Select what was decided") && has(a.body, "Kept words"),
       "[3.51] what is missing is said beside its field, and nothing typed is lost");
    a = core_fill_as(core, &fife, of(desk, "/new"),
                     "said=They+asked+for+buses&decision=not_changed&did=");
    ok(a.status == 422 && has(a.body, "Enter why nothing changes") &&
           has(a.body, "They asked for buses"),
       "[3.51] where nothing changes the reason is needed");
    a = core_fill_as(core, &fife, of(desk, "/new"),
                     "said=They+asked+for+buses&decision=changed&did=");
    ok(a.status == 422 && has(a.body, "Enter what you did or will do"),
       "[3.51] and what was done where something does");
    a = core_fill_as(
        core, &fife, of(desk, "/new"),
        "said=They+asked+for+buses&decision=partly&did=One+more&plan_url=javascript:1");
    ok(a.status == 422 && has(a.body, "Enter the address as"), "an address is one of the web");
    const char *fields = str_z(
        core->arena,
        str_printf(
            core->arena,
            "theme=%lld&said=People+asked+for+*beds*&decision=changed&did=Six+rooms+are+let&"
            "plan=Action+2.4&plan_url=https://example.org/plan",
            (long long)housing));
    a = core_fill_as(core, &fife, of(desk, "/new"), fields);
    ok(a.status == 303, "[3.51] it is kept with decision and place in the plan");
    a = core_fill_as(core, &fife, of(desk, "/new"),
                     "said=People+asked+for+buses&decision=not_changed&reason=The+routes+are+"
                     "let+until+2028");
    ok(a.status == 303, "[3.51] and another one, with why nothing changes");
    a = core_get_as(core, &fife, desk);
    ok(has(a.body, "Housing") && has(a.body, "Draft") &&
           has(a.body, "Look at 2 drafts and publish"),
       "[3.50] the list has both as drafts");
    ok(core_get_as(core, &angus, desk).status == 404,
       "[S10] another partnership's coordinator has no such page");
    ok(!has(core_get(core, "/you-said", NULL).body, "Six rooms"),
       "[3.50] nobody reads a draft");
}

static void test_publishing(void)
{
    const char *publish = of(desk, "/publish");
    struct answer a = core_get_as(core, &fife, publish);
    ok(a.status == 200 && has(a.body, "<em>beds</em>") &&
           has(a.body, "The routes are let until 2028"),
       "[3.50] drafts are looked at as everybody will read them");
    a = core_fill_as(core, &fife, publish, "seen=0123");
    ok(a.status == 409 && has(a.body, "Nothing was published"),
       "[S26] what was not seen is not published");
    a = core_fill_seen(core, &fife, publish, "");
    ok(a.status == 303, "[3.50] published");
    written();
    a = core_get(core, "/you-said", NULL);
    ok(has(a.body, "Showing 1 to 2 of 2 answers") && has(a.body, "Six rooms are let") &&
           has(a.body, "https://example.org/plan"),
       "[3.50] everybody reads them in one list");
    a = core_get(core, "/you-said?decision=not_changed", NULL);
    ok(has(a.body, "Showing 1 to 1 of 1 answer") && !has(a.body, "Six rooms"),
       "[3.50] with filters");
    ok(has(core_get(core, "/you-said?q=ROOMS", NULL).body, "Six rooms"),
       "by words, in capital letters or not");
    ok(has(core_get(core, "/you-said?partnership=angus", NULL).body, "No answer fits"),
       "by partnership");
    ok(has(core_get(core, "/you-said?decision=perhaps", NULL).body, "names nothing here"),
       "an address that names nothing says so");
    a = core_get(core, public_page(""), NULL);
    ok(has(a.body, "What happened because of what people said") &&
           has(a.body, "Six rooms are let"),
       "[3.50] and on the page of the consultation");
    a = core_get(core, "/partnerships/fife", NULL);
    ok(has(a.body, "You said, we did") && has(a.body, "/you-said?partnership=fife"),
       "[3.50] and from its partnership");
    a = core_get(core, "/you-said.atom", NULL);
    ok(has(a.body, "<title>Housing: Changed</title>") &&
           has(a.body, "The routes are let until 2028") && has(a.body, "<published>"),
       "[10.2] and as a feed");
    ok(has(core_get(core, public_page("/history"), NULL).body, "2 answers"),
       "[B.23] the history of the consultation tells of it");
}

static void test_changing(int64_t id)
{
    const char *at_one = one(id, "");
    struct str version =
        core_text(core, "SELECT version FROM feedback_item ORDER BY id DESC LIMIT 1");
    const char *same = "said=People+asked+for+buses&decision=partly&did=One+more+bus";
    const char *change =
        str_z(core->arena, str_printf(core->arena, "%s&seen=%.*s", same, STR_ARG(version)));
    struct answer a = core_fill_as(core, &fife, at_one, change);
    ok(a.status == 422 && has(a.body, "Enter why you change what was published"),
       "[7.4] a published one changes with a reason");
    a = core_fill_as(core, &fife, at_one, of(change, "&why=A+bus+was+added"));
    ok(a.status == 303, "[7.4] then it does");
    written();
    ok(has(core_get(core, "/you-said", NULL).body, "One more bus") &&
           has(core_get(core, public_page("/history"), NULL).body, "A bus was added"),
       "[B.23] for all to read, with the reason in the history");
    a = core_fill_as(core, &fife, at_one, of(change, "&why=Again"));
    ok(a.status == 409 && has(a.body, "Someone else changed this while you were writing"),
       "[S26] who comes second sees both texts");
    struct str tokens = core_tokens(core, core_get_as(core, &fife, at_one).body);
    a = core_fill_as(core, &fife, one(id, "/remove"), "seen=1&why=");
    ok(a.status == 422 && has(a.body, "Enter why you take it down"),
       "[7.4] taking down needs a reason");
    version = core_text(core, "SELECT version FROM feedback_item ORDER BY id DESC LIMIT 1");
    a = core_fill_as(core, &fife, one(id, "/remove"),
                     str_z(core->arena, str_printf(core->arena, "seen=%.*s&why=It+was+wrong",
                                                   STR_ARG(version))));
    ok(a.status == 303, "and then it is gone");
    written();
    ok(!has(core_get(core, "/you-said", NULL).body, "One more bus") &&
           has(core_get(core, public_page("/history"), NULL).body, "It was wrong"),
       "[B.23] the history says why");
    a = core_post_as(core, &fife, at_one,
                     str_z(core->arena, str_printf(core->arena, "%s&why=Late&%.*s", change,
                                                   STR_ARG(tokens))));
    ok(a.status == 409 && has(a.body, "Someone else removed this") &&
           has(a.body, "One more bus"),
       "[S26] what was typed for a removed one is not lost");
    a = core_post_as(core, &fife, at_one,
                     str_z(core->arena, str_printf(core->arena, "%s&seen=gone&%.*s", same,
                                                   STR_ARG(core_tokens(core, a.body)))));
    ok(a.status == 303 && newest() > id, "[S26] it can be kept as a new one");
    ok(core_get_as(core, &fife, at_one).status == 404, "the removed one has no page");
}

static void test_order(int64_t second)
{
    struct answer a =
        core_fill_as(core, &fife, desk,
                     str_z(core->arena, str_printf(core->arena, "up=%lld", (long long)second)));
    ok(a.status == 303, "one is moved up");
    a = core_get_as(core, &fife, desk);
    size_t buses = str_find(a.body, STR("asked for buses")),
           beds = str_find(a.body, STR("Housing"));
    ok(buses < beds, "and stands before the other");
}

/* Whoever looks finds it: from the first page, the list of consultations, the data, a map. */
static void test_ways_there(void)
{
    static const char *const from[] = { "/", "/consultations", NULL };
    for (size_t i = 0; from[i]; i++)
        ok(has(core_get(core, from[i], NULL).body, "href=\"/you-said\""),
           "[3.50] %s leads to the list", from[i]);
    ok(has(core_get(core, "/data", NULL).body, "/you-said.atom"), "[10.2] the feed is told of");
    ok(has(core_get(core, "/sitemap.xml", NULL).body, "/you-said</loc>"), "[3.50] in the map");
    ok(has(core_get(core, "/partnerships/fife", NULL).body, "/you-said.atom?partnership=fife"),
       "[10.2] a partnership's page leads to its feed");
    ok(has(core_get(core, "/you-said?q=sample+housing", NULL).body, "Six rooms"),
       "by several words, in any place");
    ok(has(core_get(core, "/you-said?q=ooms", NULL).body, "No answer fits"),
       "a word is found from its beginning");
    ok(has(core_get(core, public_page("/results"), NULL).body, "Six rooms are let"),
       "[3.50] before there are results their page has the answers");
}

static void test_to_do(void)
{
    struct answer a = core_get_as(core, &fife, "/coordinator");
    ok(has(a.body, "Drafts of “you said, we did”"), "[3.53] drafts stand among what is to do");
    ok(has(core_get_as(core, &fife, desk).body, ">Kept</span>"),
       "[3.53] [B.13] what came before the promised day was kept");
}

static void is_overdue(bool is, const char *what)
{
    const char *with_mark = ">Overdue</span>";
    ok(has(core_get(core, public_page(""), NULL).body, with_mark) == is &&
           has(core_get(core, public_page(""), NULL).body, "They are overdue") == is,
       "[3.53] [B.13] %s: on its page", what);
    ok(has(core_get(core, "/consultations", NULL).body, with_mark) == is,
       "[3.53] [B.13] %s: in the list", what);
    ok(has(core_get(core, public_page("/results"), NULL).body, "They are overdue") == is,
       "[3.53] [B.13] %s: where results will be", what);
    ok(has(core_get_as(core, &fife, desk).body, with_mark) == is,
       "[3.53] %s: where answers are written", what);
    ok(has(core_get_as(core, &fife, "/coordinator").body,
           "\">Results promised within two weeks, or overdue</a>") == is,
       "[3.53] %s: among what is to do", what);
}

/* The day passes; what was answered is taken down, and then published again. */
static void test_promise(int64_t housing)
{
    is_overdue(false, "before the promised day");
    at(h.now_s + 400 * DAY);
    core_sign_in(core, &fife);
    written();
    is_overdue(false, "past the day, but answered before");
    int64_t first = core_count(core, "SELECT min(item_id) FROM feedback_public");
    struct feedback_write w = { .to = item_now(first), .why = STR("It was wrong") };
    is_i64(feedback_did(feedback_remove_fn, &w), OK, "taken down");
    is_overdue(true, "past the day, with nothing published");
    int64_t id = item_added(item_of(housing, "changed"));
    is_overdue(true, "a draft keeps no promise");
    is_i64(item_published(id), OK, "published late");
    is_overdue(false, "published late");
    ok(has(core_get_as(core, &fife, desk).body, ">Late</span>"),
       "[3.53] the desk says that it was late");
}

/* Angus asks too: its coordinator reads and publishes, and the leading partnership answers. */
static void test_of_two(void)
{
    const char *show =
        str_z(core->arena,
              str_printf(core->arena, "/coordinator/consultations/%.*s", STR_ARG(x.slug)));
    ok(has(core_get(core, "/you-said?partnership=angus", NULL).body, "No answer fits"),
       "[3.50] Angus did not ask");
    int64_t angus_id = 0;
    is_i64(db_one_i64(core->worker->db_all, "SELECT id FROM partnership WHERE slug = 'angus'",
                      NO_BINDS, &angus_id),
           OK, "Angus is known");
    is_i64(consultation_load(h.db, h.a, x.id, &x), OK, "loaded");
    x.partnership[x.n_partnerships++] = angus_id;
    help_change(&h, &x);
    core_sign_in(core, &angus);
    written();
    ok(has(core_get(core, "/you-said?partnership=angus", NULL).body, "Showing 1 to"),
       "[3.50] what several asked together is found by each of them");
    struct answer a = core_get_as(core, &angus, show);
    ok(a.status == 200 && has(a.body, "Write the results") && !has(a.body, "/feedback\""),
       "[10.5] who may not write answers is not led to the page");
    ok(has(core_get_as(core, &fife, show).body, "/feedback\""), "who may is");
}

int main(void)
{
    feedback_start();
    desk = str_z(core->arena, str_printf(core->arena, "/coordinator/results/%.*s/feedback",
                                         STR_ARG(x.slug)));
    core_sign_in(core, &fife);
    ok(core_get_as(core, &fife, desk).status == 404,
       "[3.50] while people answer there is nothing to answer to");
    feedback_closes();
    int64_t housing = theme_made("Housing", "");
    written();
    test_writing(housing);
    test_publishing();
    test_changing(newest());
    test_order(newest());
    test_ways_there();
    test_to_do();
    test_promise(housing);
    test_of_two();
    clock_set_s(-1);
    core_stop(core);
    return done_testing();
}
