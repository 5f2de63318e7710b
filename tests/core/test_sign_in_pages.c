/* test_sign_in_pages.c: signing in and out through the pages, and all that is typed wrong. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "modules/people/first_admin.h"

#define PASSWORD "seven grey herons wait"

static struct answer post_as_browser(struct core *core, const char *target, const char *cookie,
                                     const char *fields)
{
    struct answer page = core_get(core, target, cookie);
    struct str tokens = core_tokens(core, page.body);
    const char *headers = str_z(
        core->arena, str_printf(core->arena,
                                "%s\nContent-Type: application/x-www-form-urlencoded\n"
                                "Sec-Fetch-Site: same-origin",
                                cookie ? cookie : "Accept: text/html"));
    const char *body =
        str_z(core->arena, str_printf(core->arena, "%.*s&%s", STR_ARG(tokens), fields));
    return core_ask(core, "POST", target, headers, str_from(body));
}

int main(void)
{
    struct core *core = core_start();
    struct str key;
    is_i64(first_admin_link(app_store(core->app), core->arena, clock_now_s(), &key), OK, "link");
    const char *at = str_z(core->arena, str_printf(core->arena, "/first-admin/%.*s", STR_ARG(key)));
    struct answer a = core_get(core, at, NULL);
    is_i64(a.status, 200, "page");
    a = post_as_browser(core, at, NULL, "name=Sample+Admin&email=admin%40example.org&password=seven+grey+herons+wait");
    is_i64(a.status, 303, "made");
    printf("# %.*s\n", STR_ARG(a.location));
    printf("# %.*s\n", STR_ARG(resp_header(&a.resp, STR("Set-Cookie"))));
    a = core_get(core, at, NULL);
    is_i64(a.status, 410, "over");
    printf("# %.*s\n", STR_ARG(between(a.body, "<main", "</main>")));
    a = post_as_browser(core, "/sign-in", NULL, "email=admin%40example.org&password=seven+grey+herons+wait");
    is_i64(a.status, 303, "in");
    printf("# %.*s\n", STR_ARG(a.location));
    a = post_as_browser(core, "/sign-in", NULL, "email=admin%40example.org&password=seven+grey+herons+waix");
    is_i64(a.status, 422, "wrong");
    printf("# %.*s\n", STR_ARG(between(a.body, "<main", "</main>")));
    a = post_as_browser(core, "/sign-in/link", NULL, "email=admin%40example.org");
    is_i64(a.status, 303, "link");
    core_stop(core);
    return done_testing();
}
