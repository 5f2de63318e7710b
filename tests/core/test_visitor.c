/* test_visitor.c: who asks, and what the row's guards make of it. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "app/seen.h"
#include "modules/people/visitor.h"

static void test_navigation(struct core *core)
{
    struct someone who = core_person(core, "reader", NULL, NULL);
    struct answer a = core_get(core, "/about", NULL);
    ok(has(a.body, "href=\"/sign-in\""), "everybody sees the way in");
    ok(a.etag.n > 0, "and the page is one of those kept ready");
    a = core_get_as(core, &who, "/about");
    ok(has(a.body, "Sample reader") && !has(a.body, "href=\"/sign-in\""),
       "who is signed in sees their name instead");
    ok(str_eq(a.cache, STR("no-store")), "[S22] (ASVS 14.3.2) and the page is stored nowhere");
    a = core_get(core, "/about", NULL);
    ok(!has(a.body, "Sample reader"), "[S22] the next reader sees nothing of it");
}

static void test_same_for_all(struct core *core)
{
    struct someone who = core_person(core, "fetcher", NULL, NULL);
    struct answer page = core_get_as(core, &who, "/about");
    struct str css = between(page.body, "stylesheet\" href=\"", "\"");
    struct answer a = core_get_as(core, &who, str_z(core->arena, css));
    ok(a.status == 200 && has(a.cache, "max-age=31536000"),
       "a style sheet is kept by whoever is signed in too");
    a = core_get_as(core, &who, "/partnerships.json");
    ok(a.status == 200 && has(a.cache, "public"),
       "[S28] (ASVS 3.4.2) public data is the same for who is signed in");
}

static void test_ended(struct core *core)
{
    struct someone who = core_person(core, "sleeper", NULL, NULL);
    int64_t began = clock_now_s();
    clock_set_s(began + SESSION_IDLE_STAFF_S - 1);
    ok(has(core_get_as(core, &who, "/about").body, "Sample sleeper"),
       "[S19] idle not yet over");
    clock_set_s(began + SESSION_IDLE_STAFF_S + 100);
    ok(has(core_get_as(core, &who, "/about").body, "Sample sleeper"),
       "[S19] (ASVS 7.3.1) use that only memory knows of keeps the session");
    clock_set_s(began + 3 * SESSION_IDLE_STAFF_S);
    ok(!has(core_get_as(core, &who, "/about").body, "Sample sleeper"),
       "[S19] (ASVS 7.3.1) and it ends when it rests");
    ok(core_get(core, "/about", "Cookie: cj=0123").status == 200,
       "[S19] (ASVS 7.2.1) a value that is not ours is nobody");
}

int main(void)
{
    struct core *core = core_start();
    test_navigation(core);
    test_same_for_all(core);
    test_ended(core);
    core_stop(core);
    return done_testing();
}
