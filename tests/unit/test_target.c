/* The request target and the URLs that we make. */
#include "core/http/target.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "../tap.h"

#include <stdio.h>
#include <string.h>

struct target_case {
    const char *raw;
    enum err e;
    const char *path, *query;
};

/* clang-format off */
static const struct target_case cases[] = {
    { "/",                        OK, "/", "" },
    { "/partnerships/fife?a=b",   OK, "/partnerships/fife", "a=b" },
    { "/a?",                      OK, "/a", "" },
    { "/a?b?c%20d",               OK, "/a", "b?c%20d" },
    { "/d%C3%B9n",                OK, "/d\xc3\xb9n", "" },
    { "/d\xc3\xb9n",              OK, "/d\xc3\xb9n", "" },
    { "/a+b",                     OK, "/a+b", "" },
    { "/a%20b",                   OK, "/a b", "" },
    { "/a%2541",                  OK, "/a%41", "" },
    { "/a//b",                    OK, "/a//b", "" },
    { "/.git/config",             OK, "/.git/config", "" },
    { "/a?../x%2F",               OK, "/a", "../x%2F" },
    { "",                         ERR_BAD_REQUEST, NULL, NULL },
    { "*",                        ERR_BAD_REQUEST, NULL, NULL },
    { "http://x/",                ERR_BAD_REQUEST, NULL, NULL },
    { "//x/../y",                 ERR_BAD_REQUEST, NULL, NULL },
    { "/%",                       ERR_BAD_REQUEST, NULL, NULL },
    { "/%4",                      ERR_BAD_REQUEST, NULL, NULL },
    { "/%zz",                     ERR_BAD_REQUEST, NULL, NULL },
    { "/%00",                     ERR_BAD_REQUEST, NULL, NULL },
    { "/a%00b",                   ERR_BAD_REQUEST, NULL, NULL },
    { "/a%0ab",                   ERR_BAD_REQUEST, NULL, NULL },
    { "/a%09b",                   ERR_BAD_REQUEST, NULL, NULL },
    { "/a%7fb",                   ERR_BAD_REQUEST, NULL, NULL },
    { "/a%C2%85b",                ERR_BAD_REQUEST, NULL, NULL },
    { "/a%2Fb",                   ERR_BAD_REQUEST, NULL, NULL },
    { "/a%2fb",                   ERR_BAD_REQUEST, NULL, NULL },
    { "/a%5Cb",                   ERR_BAD_REQUEST, NULL, NULL },
    { "/a\\b",                    ERR_BAD_REQUEST, NULL, NULL },
    { "/.",                       ERR_BAD_REQUEST, NULL, NULL },
    { "/a/../b",                  ERR_BAD_REQUEST, NULL, NULL },
    { "/a/%2e%2E/b",              ERR_BAD_REQUEST, NULL, NULL },
    { "/a/..",                    ERR_BAD_REQUEST, NULL, NULL },
    { "/%C0%AF",                  ERR_BAD_REQUEST, NULL, NULL },
    { "/%ED%A0%80",               ERR_BAD_REQUEST, NULL, NULL },
    { "/%FF",                     ERR_BAD_REQUEST, NULL, NULL },
    { "/a b",                     ERR_BAD_REQUEST, NULL, NULL },
    { "/a\tb",                    ERR_BAD_REQUEST, NULL, NULL },
    { "/a#b",                     ERR_BAD_REQUEST, NULL, NULL },
    { "/a?b c",                   ERR_BAD_REQUEST, NULL, NULL },
};
/* clang-format on */

static void test_cases(struct arena *a)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct target_case *t = &cases[i];
        struct target got = { 0 };
        enum err e = target_parse(a, str_from(t->raw), &got);
        bool same = e == t->e && (e || (str_eq(got.path, str_from(t->path)) &&
                                        str_eq(got.query, str_from(t->query))));
        ok(same, "[S3] target %s: %s", t->raw, err_name(t->e));
    }
}

static void test_sizes(struct arena *a)
{
    char raw[TARGET_MAX_BYTES + 1];
    memset(raw, 'a', sizeof raw);
    raw[0] = '/';
    struct target got;
    ok(target_parse(a, (struct str){ raw, TARGET_MAX_BYTES }, &got) == OK,
       "[S34] a target of 8 KiB is taken");
    ok(target_parse(a, (struct str){ raw, sizeof raw }, &got) == ERR_TOO_BIG,
       "[S34] one byte more is too big");
    ok(target_parse(a, (struct str){ "/a\0b", 4 }, &got) == ERR_BAD_REQUEST,
       "[S3] a raw NUL is refused");
    arena_fail_after(a, 1);
    ok(target_parse(a, STR("/a%20b"), &got) == ERR_LIMIT, "no memory is ERR_LIMIT");
    arena_fail_after(a, -1);
}

static void test_urls(struct arena *a)
{
    struct str url = url_path(a, "/areas/%/x/%", STR("a/b c"), STR("d\xc3\xb9n"));
    ok(str_eq(url, STR("/areas/a%2Fb%20c/x/d%C3%B9n")), "url_path encodes each part");
    url = url_query(a, STR("/find"), STR("q"), STR("a&b=c d"));
    ok(str_eq(url, STR("/find?q=a%26b%3Dc%20d")), "url_query starts a query");
    url = url_query(a, url, STR("p"), STR("2"));
    ok(str_eq(url, STR("/find?q=a%26b%3Dc%20d&p=2")), "url_query adds to it");

    ok(url_is_http(STR("https://example.scot/a?b#c")), "[S29] https is a link");
    ok(url_is_http(STR("HTTP://example.scot:8080")), "[S29] http with a port is a link");
    static const char *const bad[] = {
        "javascript:alert(1)",
        "//example.scot",
        "https://",
        "https:///x",
        "https://a b/",
        "https://a\t/",
        "https://user@x/",
        "http:\\\\x",
        "data:text/html,x",
        "",
        "https://x/\"",
        "ftp://x/",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!url_is_http(str_from(bad[i])), "[S29] not a link: %s", bad[i]);
}

int main(void)
{
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    test_cases(a);
    arena_reset(a);
    test_sizes(a);
    arena_reset(a);
    test_urls(a);
    arena_free(a);
    return done_testing();
}
