/* Headers and cookies of a request. */
#include "core/http/req.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "../tap.h"

#include <stdio.h>

static struct str cookie(const char *list, struct str name)
{
    struct header h = { STR("cookie"), str_from(list) };
    struct req r = { .header = &h, .n_headers = 1 };
    return req_cookie(&r, name);
}

static void test_one_header(void)
{
    ok(str_eq(cookie("cj=abc", STR("cj")), STR("abc")), "a cookie");
    ok(str_eq(cookie("a=1; cj=abc; b=2", STR("cj")), STR("abc")), "among others");
    ok(str_eq(cookie("a=1;cj = abc ;b=2", STR("cj")), STR("abc")), "spaces do not matter");
    ok(str_eq(cookie("cj=1; cj=2", STR("cj")), STR("1")), "the first of two");
    ok(str_eq(cookie("cj=a=b", STR("cj")), STR("a=b")), "a value with '='");
    ok(cookie("CJ=1; xcj=2; cj", STR("cj")).n == 0, "other names are others; case matters");
    ok(cookie("", STR("cj")).n == 0 && cookie(";;=;", STR("cj")).n == 0, "nothing in nothing");
    ok(cookie("__Host-cj=v", STR("cj")).n == 0, "a longer name is another");
}

static void test_several(void)
{
    struct header h[] = { { STR("Host"), STR("cj=no") },
                          { STR("Cookie"), STR("a=1") },
                          { STR("COOKIE"), STR("cj=yes") } };
    struct req r = { .header = h, .n_headers = 3 };
    ok(str_eq(req_cookie(&r, STR("cj")), STR("yes")), "several headers are one list");
    ok(req_header_count(&r, STR("cookie")) == 2 && req_header_count(&r, STR("x")) == 0,
       "headers are counted in any case");
    ok(str_eq(req_header(&r, STR("hOST")), STR("cj=no")) && req_header(&r, STR("x")).n == 0,
       "and found");
}

static void test_limit(struct arena *a)
{
    struct buf *b = buf_in(a, 64 * KIB);
    for (int i = 0; i < COOKIES_MAX; i++)
        buf_lit(b, "x=1;");
    buf_lit(b, "cj=late");
    struct header h = { STR("Cookie"), buf_view(b) };
    struct req r = { .header = &h, .n_headers = 1 };
    ok(req_cookie(&r, STR("cj")).n == 0, "[S34] no more than 32 cookies are looked at");
}

static void test_methods(void)
{
    ok(method_from(STR("GET")) == METHOD_GET && method_from(STR("HEAD")) == METHOD_HEAD &&
           method_from(STR("POST")) == METHOD_POST,
       "the three methods");
    ok(method_from(STR("get")) == METHOD_OTHER && method_from(STR("TRACE")) == METHOD_OTHER &&
           method_from(STR("")) == METHOD_OTHER,
       "[S36] anything else is another, and case matters");
}

int main(void)
{
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    test_one_header();
    test_several();
    test_limit(a);
    test_methods();
    arena_free(a);
    return done_testing();
}
