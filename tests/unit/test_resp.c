/* Answers: headers, conditions, ranges, coding. */
#include "core/http/resp.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "../tap.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

static void test_headers(void)
{
    struct resp r;
    resp_init(&r);
    ok(r.status == 200 && r.fd == -1 && r.n_headers == 0, "a new answer");
    ok(resp_header_set(&r, STR("ETag"), STR("\"a\"")) &&
           resp_header_set(&r, STR("1"), STR("1")),
       "set");
    ok(resp_header_set(&r, STR("etag"), STR("\"b\"")) && r.n_headers == 2 &&
           str_eq(resp_header(&r, STR("ETAG")), STR("\"b\"")),
       "set again replaces");
    resp_header_drop(&r, STR("eTag"));
    ok(r.n_headers == 1 && resp_header(&r, STR("ETag")).n == 0, "dropped");
    ok(!resp_header_set(&r, STR("A"), STR("x\r\nB: y")) &&
           !resp_header_set(&r, STR("A"), STR("x\n")) &&
           !resp_header_set(&r, STR("A\r"), STR("x")) &&
           !resp_header_set(&r, STR("A"), (struct str){ "x\0y", 3 }) &&
           !resp_header_set(&r, STR(""), STR("x")) && r.n_headers == 1,
       "[S29] CR, LF and NUL never get into a header");
    static const char names[] = "abcdefghijklmnopqrstuvwxyz";
    for (size_t i = 0; i < sizeof names - 1; i++)
        if (!resp_header_set(&r, (struct str){ names + i, 1 }, STR("1")))
            break;
    ok(r.n_headers == RESP_HEADERS_MAX && !resp_header_set(&r, STR("more"), STR("1")),
       "no room is told");
    r.body = STR("four");
    ok(resp_length(&r) == 4, "length of a body");
    r.fd = 0;
    r.fd_len = 9;
    ok(resp_length(&r) == 9, "length of a file");
    ok(strcmp(status_reason(414), "URI Too Long") == 0 &&
           strcmp(status_reason(299), "Unknown") == 0,
       "reasons");
}

static void test_etag(void)
{
    const struct str tag = STR("W/\"abc\"");
    ok(etag_matches(STR("W/\"abc\""), tag) && etag_matches(STR("\"abc\""), tag),
       "weak comparison");
    ok(etag_matches(STR("\"x\" , W/\"a,b\",\"abc\""), tag), "in a list, commas inside tags");
    ok(etag_matches(STR(" * "), tag), "the star");
    ok(!etag_matches(STR("\"ab\""), tag) && !etag_matches(STR("abc"), tag) &&
           !etag_matches(STR(""), tag) && !etag_matches(STR("\"x"), tag) &&
           !etag_matches(STR("\"x\" nonsense \"abc\""), tag),
       "others do not match");
    ok(!etag_matches(STR("*"), STR("")), "without a tag nothing matches");
}

static void test_gzip(struct arena *a)
{
    static const char *const yes[] = { "gzip",   "br, gzip",   "GZIP;q=0.1",          "*",
                                       "x-gzip", "gzip;q=1.0", "deflate;q=0, *;q=0.5" };
    static const char *const no[] = { "",       "identity",    "gzip;q=0", "gzip; q=0.000",
                                      "*;q=0",  "*, gzip;q=0", "br",       "gzipx",
                                      "*;q=0.0" };
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        ok(accepts_gzip(str_from(yes[i])), "takes gzip: %s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        ok(!accepts_gzip(str_from(no[i])), "does not: '%s'", no[i]);

    static char plain[50000], back[50001];
    for (size_t i = 0; i < sizeof plain; i++)
        plain[i] = (char)('a' + i % 17);
    struct str gz = gzip_bytes(a, (struct str){ plain, sizeof plain }, 6);
    z_stream z = { .next_in = (z_const Bytef *)(uintptr_t)gz.p,
                   .avail_in = (uInt)gz.n,
                   .next_out = (Bytef *)back,
                   .avail_out = sizeof back };
    bool same = inflateInit2(&z, 31) == Z_OK && inflate(&z, Z_FINISH) == Z_STREAM_END &&
                z.total_out == sizeof plain && memcmp(plain, back, sizeof plain) == 0;
    inflateEnd(&z);
    ok(same && gz.n < 1000, "gzip goes back to the same bytes, smaller");
    ok(gzip_bytes(a, STR(""), 6).n > 0, "nothing can be packed too");
    arena_fail_after(a, 1);
    ok(gzip_bytes(a, STR("x"), 6).n == 0, "no memory gives nothing");
    arena_fail_after(a, -1);
}

struct range_case {
    const char *header;
    uint64_t length;
    enum range_result result;
    uint64_t from, n;
};

static void test_range(void)
{
    static const struct range_case cases[] = {
        { "bytes=0-99", 1000, RANGE_OK, 0, 100 },
        { "bytes=0-0", 1000, RANGE_OK, 0, 1 },
        { "BYTES=10-", 1000, RANGE_OK, 10, 990 },
        { "bytes=-5", 1000, RANGE_OK, 995, 5 },
        { "bytes=-5000", 1000, RANGE_OK, 0, 1000 },
        { "bytes=990-2000", 1000, RANGE_OK, 990, 10 },
        { "bytes=999-", 1000, RANGE_OK, 999, 1 },
        { "bytes=1000-", 1000, RANGE_UNSATISFIABLE, 0, 0 },
        { "bytes=-0", 1000, RANGE_UNSATISFIABLE, 0, 0 },
        { "bytes=0-", 0, RANGE_UNSATISFIABLE, 0, 0 },
        { "bytes=-1", 0, RANGE_UNSATISFIABLE, 0, 0 },
        { "bytes=5-4", 1000, RANGE_NONE, 0, 0 },
        { "bytes=0-1,3-4", 1000, RANGE_NONE, 0, 0 },
        { "bytes=a-", 1000, RANGE_NONE, 0, 0 },
        { "bytes=-", 1000, RANGE_NONE, 0, 0 },
        { "bytes=", 1000, RANGE_NONE, 0, 0 },
        { "items=0-1", 1000, RANGE_NONE, 0, 0 },
        { "", 1000, RANGE_NONE, 0, 0 },
        { "bytes=18446744073709551616-", 1000, RANGE_NONE, 0, 0 },
        { "bytes=0-999999999999999999", 1000, RANGE_OK, 0, 1000 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct range_case *t = &cases[i];
        uint64_t from = 0, n = 0;
        ok(range_parse(str_from(t->header), t->length, &from, &n) == t->result &&
               from == t->from && n == t->n,
           "range '%s' of %llu", t->header, (unsigned long long)t->length);
    }
}

int main(void)
{
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    test_headers();
    test_etag();
    test_gzip(a);
    test_range();
    arena_free(a);
    return done_testing();
}
