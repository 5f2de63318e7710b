#include "tests/core/core.h"

#include "core/base/limits.h"

#define CSP                                                                                    \
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src "       \
    "'self'; "                                                                                 \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "        \
    "require-trusted-types-for 'script'; trusted-types 'none'"

#define FORM "/partnerships/inverclyde/contact"
#define FIELDS                                                                                 \
    "sender_name=A+Reader&sender_organisation=Sample+Group&sender_email=reader%40example.org"  \
    "&message=How+do+we+take+part%3F"

static struct str header_of(const struct answer *a, const char *name)
{
    return resp_header(&a->resp, str_from(name));
}

static struct str with_fields(struct core *core, struct str tokens)
{
    return str_join(core->arena, tokens, STR("&" FIELDS));
}

static void test_headers(struct core *core)
{
    struct answer a = core_get(core, "/about", NULL);
    is_i64(a.status, 200, "a public page");
    is_str(header_of(&a, "Content-Security-Policy"), CSP, "[S20] the policy, to the letter");
    is_str(header_of(&a, "X-Content-Type-Options"), "nosniff", "[S21] nosniff");
    is_str(header_of(&a, "Referrer-Policy"), "same-origin", "[S21] Referrer-Policy");
    is_str(header_of(&a, "Cross-Origin-Opener-Policy"), "same-origin", "[S21] opener policy");
    is_str(header_of(&a, "Cross-Origin-Resource-Policy"), "same-origin",
           "[S21] resource policy");
    ok(has(header_of(&a, "Permissions-Policy"), "camera=()"),
       "[S21] Permissions-Policy names nothing");
    is_str(a.type, "text/html; charset=utf-8", "[S21] exact type with charset");
    ok(!header_of(&a, "Strict-Transport-Security").n, "[S21] no HSTS on plain http");
    ok(!header_of(&a, "Set-Cookie").n, "[9.8] [S19] no cookie for a reader");
    is_str(a.cache, "public, max-age=0, must-revalidate",
           "[S22] public pages are checked each time");
    a = core_get(core, "/no/such/page", NULL);
    is_str(header_of(&a, "Content-Security-Policy"), CSP,
           "[S20] the policy stands on error pages too");
    is_str(a.cache, "no-store", "[S22] errors are not kept");
}

static void test_remembered(struct core *core)
{
    struct answer a = core_get(core, "/about", NULL), b = core_get(core, "/about", NULL);
    ok(a.etag.n > 10 && str_starts(a.etag, STR("W/\"")), "a remembered page has a weak ETag");
    ok(str_eq(a.etag, b.etag) && str_eq(a.body, b.body),
       "the same page again is the same bytes");
    struct str match = str_printf(core->arena, "If-None-Match: %.*s", STR_ARG(a.etag));
    struct answer c = core_get(core, "/about", str_z(core->arena, match));
    ok(c.status == 304 && c.body.n == 0, "304 when the reader has it");
    ok(str_eq(c.etag, a.etag), "304 carries the ETag");
    c = core_ask(core, "HEAD", "/about", NULL, (struct str){ 0 });
    ok(c.status == 200 && c.resp.is_head && resp_length(&c.resp) == a.body.n,
       "HEAD tells the length");
    c = core_get(core, "/about", "Accept-Encoding: gzip");
    ok(str_eq(header_of(&c, "Content-Encoding"), STR("gzip")) && c.body.n < a.body.n / 2,
       "gzip for those who take it");
    is_str(header_of(&c, "Vary"), "Accept-Encoding", "and Vary says so");
    c = core_get(core, "/about", "Accept-Encoding: gzip;q=0");
    ok(!header_of(&c, "Content-Encoding").n, "none for those who refuse it");
    c = core_get(core, "/about?utm_source=x", NULL);
    ok(str_eq(c.etag, a.etag), "an undeclared parameter makes no other page");
    clock_set_s(clock_now_s() + 86400);
    c = core_get(core, "/about", NULL);
    ok(!str_eq(c.etag, a.etag), "[S22] after London midnight the page is made afresh");
}

static void test_files(struct core *core)
{
    struct str name = between(core_get(core, "/", NULL).body, "href=\"/static/site.", "\"");
    const char *at =
        str_z(core->arena, str_printf(core->arena, "/static/site.%.*s", STR_ARG(name)));
    struct answer plain = core_get(core, at, NULL), gz, a;
    gz = core_get(core, at, "Accept-Encoding: gzip");
    ok(plain.etag.n && gz.etag.n && !str_eq(plain.etag, gz.etag),
       "gzipped bytes have a strong tag of their own");
    struct str h =
        str_printf(core->arena, "Accept-Encoding: gzip\nIf-None-Match: %.*s", STR_ARG(gz.etag));
    is_i64(core_get(core, at, str_z(core->arena, h)).status, 304, "304 for who has these");
    h = str_printf(core->arena, "Range: bytes=0-9\nIf-Range: %.*s", STR_ARG(gz.etag));
    a = core_get(core, at, str_z(core->arena, h));
    is_i64(a.status, 200, "no part to join with gzipped bytes");
    h = str_printf(core->arena, "Range: bytes=0-9\nIf-Range: %.*s", STR_ARG(plain.etag));
    a = core_get(core, at, str_z(core->arena, h));
    ok(a.status == 206 && a.body.n == 10, "a part for who has the rest");
    is_str(header_of(&a, "Vary"), "Accept-Encoding", "a part varies as the whole does");
    h = str_printf(core->arena, "Range: bytes=0-9\nIf-None-Match: %.*s", STR_ARG(plain.etag));
    a = core_get(core, at, str_z(core->arena, h));
    is_i64(a.status, 304, "304 comes before a part");
    a = core_get(core, at, "Range: bytes=9999999-");
    ok(a.status == 416 && str_starts(header_of(&a, "Content-Range"), STR("bytes */")),
       "no such part");
    is_str(a.cache, "no-store", "and nobody keeps that");
}

/* Made-up values make other pages: what is made afresh is counted, what is remembered is not.
 */
static void test_page_bucket(struct core *core)
{
    int refused = 0;
    core->peer = STR("192.0.2.99");
    for (int i = 0; i < 2 * PAGE_BUCKET_SIZE; i++) {
        struct str at = str_printf(core->arena, "/partnerships/ayrshire?area=made-up-%d", i);
        refused += core_get(core, str_z(core->arena, at), NULL).status == 429;
    }
    ok(refused > 0, "[S48] pages not remembered are counted: %d refused", refused);
    is_i64(core_get(core, "/about", NULL).status, 200, "[S48] remembered ones are not");
    is_i64(core_get(core, "/favicon.ico", NULL).status, 200, "[S48] nor are files");
    is_i64(core_get(core, "/nothing/here", NULL).status, 429, "[S48] nor are guesses free");
    struct answer a = core_post(core, "/partnerships/find", "q=Kilmarnokc");
    for (int i = 0; i <= SEARCH_BUCKET_SIZE && a.status != 429; i++)
        a = core_post(core, "/partnerships/find", "q=Kilmarnokc");
    ok(a.status == 429 && has(a.body, "name=\"q\" value=\"Kilmarnokc\""),
       "[S48] too many searches: 429 with the text");
    is_str(a.cache, "no-store", "[S23] which nobody keeps");
    core->peer = STR("192.0.2.1");
}

static void test_methods(struct core *core)
{
    struct answer a = core_ask(core, "TRACE", "/about", NULL, (struct str){ 0 });
    is_i64(a.status, 405, "[S36] TRACE is refused");
    is_str(header_of(&a, "Allow"), "GET, HEAD", "[S36] with what is allowed");
    a = core_ask(core, "DELETE", FORM, NULL, (struct str){ 0 });
    is_str(header_of(&a, "Allow"), "GET, HEAD, POST", "[S36] a form allows POST too");
    a = core_post(core, "/about", "a=b");
    is_i64(a.status, 405, "[S24] a page that changes nothing takes no POST");
    static const char *const closed[] = { "/.git/config",    "/.env",
                                          "/cjengage.db",    "/var/cjengage.db",
                                          "/metrics",        "/admin.php",
                                          "/static/../keys", "/static/..%2fkeys" };
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++) {
        a = core_get(core, closed[i], NULL);
        ok(a.status == 404 || a.status == 400, "[S36] %s is not there: %d", closed[i],
           a.status);
    }
}

static void test_targets(struct core *core)
{
    char *long_target = arena_alloc(core->arena, TARGET_MAX_BYTES + 100);
    memset(long_target, 'a', TARGET_MAX_BYTES + 50);
    long_target[0] = '/';
    is_i64(core_get(core, long_target, NULL).status, 414, "[S34] a target over 8 KiB");
    is_i64(core_get(core, "/about%00", NULL).status, 400, "[S3] NUL in the path");
    is_i64(core_get(core, "/%ff%fe", NULL).status, 400, "[S3] not UTF-8");
    is_i64(core_get(core, "/a%2Fb", NULL).status, 400, "[S3] an encoded slash");
    is_i64(core_get(core, "/%zz", NULL).status, 400, "[S3] a bad escape");
    is_i64(core_get(core, "/about?q=%zz", NULL).status, 200,
           "a broken query is as good as none");
}

static void test_errors_tell_nothing(struct core *core)
{
    struct answer a = core_get(core, "/partnerships/no-such-place", NULL);
    is_i64(a.status, 404, "[S44] unknown");
    ok(has(a.body, "Page not found") && has(a.body, "/partnerships"),
       "[S44] plain words and a way on");
    ok(!has(a.body, "sqlite") && !has(a.body, ".c:") && !has(a.body, "SELECT"),
       "[S44] no inner detail");
    struct answer b = core_get(core, "/nothing-at-all", NULL);
    ok(str_eq(between(a.body, "<main", "</main>"), between(b.body, "<main", "</main>")),
       "[S44] one page for 404 whatever the cause");
    ok(!has(core_get(core, "/%3Cscript%3Ealert(1)%3C/script%3E", NULL).body, "<script>alert"),
       "[S1] an address is not echoed as markup");
}

static void test_cross_site(struct core *core)
{
    struct answer page = core_get(core, FORM, NULL);
    struct str tokens = core_tokens(core, page.body);
    ok(tokens.n > 40, "the form carries its two values");
    is_str(page.cache, "private, no-cache", "[S22] a page with a form_id is not shared");
    struct str body = with_fields(core, tokens);
    static const char *const refused[] = {
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:8080.evil.example",
    };
    clock_set_s(clock_now_s() + 60);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct str h = str_printf(
            core->arena, "Content-Type: application/x-www-form-urlencoded\n%s", refused[i]);
        struct answer a = core_ask(core, "POST", FORM, str_z(core->arena, h), body);
        ok(a.status == 403 && has(a.body, "How do we take part?"),
           "[S25] [S26] refused, with the text kept: %s", refused[i]);
    }
    struct answer a = core_ask(
        core, "POST", FORM,
        "Content-Type: application/x-www-form-urlencoded\nOrigin: http://127.0.0.1:8080", body);
    ok(a.status != 403, "[S25] our own Origin passes: %d", a.status);
    a = core_ask(
        core, "POST", FORM,
        "Content-Type: application/x-www-form-urlencoded\nOrigin: http://localhost:8080", body);
    ok(a.status != 403, "[S30] localhost counts as the loopback origin: %d", a.status);
    a = core_ask(core, "POST", FORM,
                 "Content-Type: application/x-www-form-urlencoded\nHost: evil.example\nOrigin: "
                 "http://evil.example",
                 body);
    is_i64(a.status, 403, "[S30] Host decides nothing");
}

static void test_tokens(struct core *core)
{
    struct answer a = core_post(core, FORM, FIELDS);
    ok(a.status == 403 && has(a.body, "Please send this again"),
       "[S25] no token: asked to send again");
    ok(has(a.body, "How do we take part?") && has(a.body, "A Reader"),
       "[S26] (ASVS 2.3.1, 2.3.4) everything typed is there");
    struct str again = core_tokens(core, a.body);
    struct answer council =
        core_post(core, "/partnerships/ayrshire/contact?area=east-ayrshire", FIELDS);
    ok(has(council.body, "action=\"/partnerships/ayrshire/contact?area=east-ayrshire\""),
       "[S26] and goes to the same address, with its council");
    struct str body = with_fields(core, again);
    a = core_post(core, FORM, str_z(core->arena, body));
    ok(a.status != 403, "[S26] its one button works: %d", a.status);
    struct answer page = core_get(core, FORM, NULL);
    struct str tokens = core_tokens(core, page.body);
    clock_set_s(clock_now_s() + TOKEN_LIFE_S + 60);
    body = with_fields(core, tokens);
    a = core_post(core, FORM, str_z(core->arena, body));
    ok(a.status == 403 && has(a.body, "How do we take part?"),
       "[S25] a token older than 72 hours; the text is kept");
    body = with_fields(core, core_tokens(core, a.body));
    a = core_post(core, FORM, str_z(core->arena, body));
    ok(a.status != 403, "[S26] its one button works: %d", a.status);
    body = with_fields(core, core_tokens(core, core_get(core, FORM, NULL).body));
    clock_set_s(clock_now_s() - 3 * 86400);
    a = core_post(core, FORM, str_z(core->arena, body));
    ok(a.status == 403 && has(a.body, "How do we take part?"),
       "[D6] [S26] the clock went back three days: the text is kept");
    body = with_fields(core, core_tokens(core, a.body));
    a = core_post(core, FORM, str_z(core->arena, body));
    ok(a.status != 403, "[D6] [S26] and its one button works: %d", a.status);
}

static void test_content_types(struct core *core)
{
    static const char *const refused[] = { "text/plain", "application/json", "application/xml",
                                           "" };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct str h = str_printf(core->arena, "Content-Type: %s\nSec-Fetch-Site: same-origin",
                                  refused[i]);
        struct answer a = core_ask(core, "POST", FORM, str_z(core->arena, h), STR("{\"a\":1}"));
        ok(a.status == 415, "[S27] (ASVS 3.5.2) a body of type \"%s\": %d", refused[i],
           a.status);
    }
    char *big = arena_alloc(core->arena, FORM_MAX_BYTES + 2);
    memset(big, 'a', FORM_MAX_BYTES + 1);
    struct answer a = core_post(core, FORM, big);
    is_i64(a.status, 413, "[S34] a form over 1 MiB");
    a = core_post(core, FORM, "message=%ff%fe");
    is_i64(a.status, 400, "[S3] a form that is not UTF-8");
}

int main(void)
{
    static const char *const options[] = { "--contact-mail", "desk@cj.example", "--limit-posts",
                                           "0", NULL };
    struct core *core = core_start_with(options);
    test_headers(core);
    test_remembered(core);
    test_files(core);
    test_methods(core);
    test_targets(core);
    test_errors_tell_nothing(core);
    test_cross_site(core);
    test_tokens(core);
    test_content_types(core);
    core_get(core, "/about", NULL);
    test_page_bucket(core);
    core_stop(core);
    return done_testing();
}
