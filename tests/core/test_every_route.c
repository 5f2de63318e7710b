#include "tests/core/core.h"

#include "app/routes.h"
#include "core/http/static_embedded.h"

/* An address that a row answers with real data. */
static const char *address(struct core *core, const struct route *r)
{
    struct buf *b = buf_in(core->arena, 1000);
    struct str rest = str_sub(str_from(r->pattern), 1, 1000), segment;
    bool is_guidance = str_starts(str_from(r->pattern), STR("/guidance"));
    while (str_cut(&rest, '/', &segment)) {
        buf_char(b, '/');
        size_t dot = str_find_char(segment, '.');
        if (!segment.n || segment.p[0] != ':')
            buf_str(b, segment);
        else if (str_starts(segment, STR(":file")))
            buf_str(b, static_embedded[0].hashed);
        else
            buf_str(b, is_guidance ? STR("what-a-plan-is") : STR("inverclyde"));
        if (segment.n && segment.p[0] == ':' && dot != STR_NONE)
            buf_str(b, str_sub(segment, dot, segment.n));
    }
    if (!b->n)
        buf_char(b, '/');
    return str_z(core->arena, buf_view(b));
}

static void check_get(struct core *core, const char *at)
{
    struct answer a = core_get(core, at, NULL);
    ok(a.status == 200 || a.status == 303 || a.status == 400 || a.status == 404,
       "%s answers: %d", at, a.status);
    ok(resp_header(&a.resp, STR("X-Content-Type-Options")).n > 0, "[S21] %s: nosniff", at);
    ok(!resp_header(&a.resp, STR("Set-Cookie")).n, "[9.8] %s sets no cookie", at);
    ok(a.cache.n > 0, "[S22] %s says how it may be kept", at);
    if (has(a.type, "text/html"))
        ok(has(a.body, "<h1") && has(a.body, "</html>") && has(a.body, "main-content"),
           "%s is a whole page", at);
    struct answer head = core_ask(core, "HEAD", at, NULL, (struct str){ 0 });
    ok(head.status == a.status && head.resp.is_head, "%s: HEAD as GET", at);
    if (a.etag.n && a.status == 200) {
        struct str match = str_printf(core->arena, "If-None-Match: %.*s", STR_ARG(a.etag));
        ok(core_get(core, at, str_z(core->arena, match)).status == 304,
           "%s: 304 for who has it", at);
    }
}

/*
 * The n-th allocation fails, for every n until none does: each answer is whole and truthful, no
 * cursor stays open (app_answer asserts it), and the next request finds everything well.
 */
static void check_memory(struct core *core, const struct route *r, const char *at)
{
    long n = 0, whole = 0, refused = 0;
    bool failed = true;
    for (; failed && n < 20000; n += n < 60 ? 1 : n / 7) {
        core->fail_after = n;
        struct answer a = r->method == M_POST
                              ? core_post(core, at, "q=fife&message=x&details=x")
                              : core_get(core, at, NULL);
        failed = a.ran_out;
        bool is_refusal = a.status == 503 || a.status == 413;
        whole += a.status > 0 &&
                 (a.status == 304 || a.status == 303 || a.status == 301 || a.body.n > 0);
        refused += is_refusal;
        core->fail_after = -1;
        /* data whose ETag alone could not be made is whole: the next ask gets it again */
        bool lacks_etag = r->flags & ROUTE_DATA && a.status == 200 && a.body.n && !a.etag.n;
        if (failed && !is_refusal && !lacks_etag) {
            ok(false, "[D5] %s: allocation %ld failed and the answer was %d", at, n, a.status);
            return;
        }
        if (!failed)
            whole--;
    }
    ok(!failed && refused > 0, "[D5] %s: every failing allocation ends in 503 or 413 (%ld)", at,
       refused);
    ok(core_get(core, "/about", NULL).status == 200, "[D5] after %s the next request is well",
       at);
}

int main(void)
{
    static const char *const options[] = { "--contact-mail",   "desk@cj.example",
                                           "--limit-posts",    "0",
                                           "--limit-searches", "0",
                                           "--limit-pages",    "0",
                                           "--no-remember",    NULL };
    struct core *core = core_start_with(options);
    struct route_walk w = { 0 };
    for (const struct route *r; (r = routes_next(&w));) {
        const char *at = address(core, r);
        if (r->method == M_GET)
            check_get(core, at);
        check_memory(core, r, at);
    }
    core_stop(core);
    return done_testing();
}
