/* Doubtful framing, and whose request it is. */
#include "../tap.h"

#include "core/base/arena.h"
#include "front/framing.h"
#include "front/peer.h"

#include <string.h>

struct frame_case {
    const char *title;
    const char *headers; /* "Name: value\n" */
    const char *version;
    bool plain;
};

/* clang-format off */
static const struct frame_case cases[] = {
    { "an ordinary request",             "Host: example.scot\n", "HTTP/1.1", true },
    { "a port and IPv6",                 "Host: [::1]:8080\n", "HTTP/1.1", true },
    { "with a length",                   "Host: x\nContent-Length: 12\n", "HTTP/1.1", true },
    { "chunked, in any case",            "Host: x\nTransfer-Encoding: Chunked\n", "HTTP/1.1", true },
    { "HTTP/1.0 with a length",          "Host: x\nContent-Length: 0\n", "HTTP/1.0", true },
    { "a tab in a value",                "Host: x\nA: b\tc\n", "HTTP/1.1", true },
    { "no Host",                         "A: b\n", "HTTP/1.1", false },
    { "two Hosts",                       "Host: x\nHost: x\n", "HTTP/1.1", false },
    { "an empty Host",                   "Host: \n", "HTTP/1.1", false },
    { "a Host with a slash",             "Host: x/y\n", "HTTP/1.1", false },
    { "length and coding",               "Host: x\nContent-Length: 1\nTransfer-Encoding: chunked\n", "HTTP/1.1", false },
    { "two equal lengths",               "Host: x\nContent-Length: 1\ncontent-length: 1\n", "HTTP/1.1", false },
    { "two codings",                     "Host: x\nTransfer-Encoding: chunked\ntransfer-encoding: chunked\n", "HTTP/1.1", false },
    { "a length with a sign",            "Host: x\nContent-Length: +1\n", "HTTP/1.1", false },
    { "an empty length",                 "Host: x\nContent-Length: \n", "HTTP/1.1", false },
    { "a length of 19 digits",           "Host: x\nContent-Length: 1000000000000000000\n", "HTTP/1.1", false },
    { "another coding",                  "Host: x\nTransfer-Encoding: gzip\n", "HTTP/1.1", false },
    { "a coding with HTTP/1.0",          "Host: x\nTransfer-Encoding: chunked\n", "HTTP/1.0", false },
    { "a name with a space",             "Host: x\nA : b\n", "HTTP/1.1", false },
    { "an empty name",                   "Host: x\n: b\n", "HTTP/1.1", false },
    { "a control character",             "Host: x\nA: b\x01\n", "HTTP/1.1", false },
    { "a DEL",                           "Host: x\nA: b\x7f\n", "HTTP/1.1", false },
    { "another version",                 "Host: x\n", "HTTP/1.2", false },
    { "no version",                      "Host: x\n", "", false },
};
/* clang-format on */

static struct req request_of(struct arena *a, const char *headers)
{
    struct req r = { .target_raw = STR("/") };
    struct str rest = str_from(headers), line;
    r.header = arena_array(a, 8, sizeof *r.header);
    while (str_cut(&rest, '\n', &line)) {
        size_t colon = str_find(line, STR(": "));
        r.header[r.n_headers++] =
            (struct header){ str_sub(line, 0, colon), str_sub(line, colon + 2, line.n) };
    }
    return r;
}

static void framing(struct arena *a)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct req r = request_of(a, cases[i].headers);
        ok(framing_is_plain(&r, str_from(cases[i].version)) == cases[i].plain, "[S31] %s: %s",
           cases[i].plain ? "taken" : "refused", cases[i].title);
    }
    struct req r = request_of(a, "Host: x\n");
    r.target_raw = STR("http://x/");
    ok(!framing_is_plain(&r, STR("HTTP/1.1")), "[S31] refused: a whole URL as target");
    uint64_t n = 7;
    ok(content_length_parse(STR("999999999999999999"), &n) && n == 999999999999999999u,
       "18 digits are a length");
    ok(!content_length_parse(STR(""), &n) && !content_length_parse(STR("1 "), &n) &&
           !content_length_parse(STR("-1"), &n) && !content_length_parse(STR("0x1"), &n),
       "[S33] nothing but digits is");
}

static void peers(struct arena *a)
{
    struct req r = request_of(a, "X-Forwarded-For: 198.51.100.1, 203.0.113.9\n");
    is_str(peer_of(&r, STR("192.0.2.1"), NULL), "192.0.2.1",
           "[S30] without a proxy: who connects");
    is_str(peer_of(&r, STR("192.0.2.1"), "127.0.0.1"), "192.0.2.1",
           "[S30] who is no proxy is not believed");
    is_str(peer_of(&r, STR("127.0.0.1"), "127.0.0.1"), "203.0.113.9",
           "[S30] behind one: the last hop");
    is_str(peer_of(&r, STR("127.0.0.1"), "127.0.0.1  203.0.113.9"), "198.51.100.1",
           "[S30] behind two: the one before");
    r = request_of(a, "X-Forwarded-For: 198.51.100.1\nX-Forwarded-For: 203.0.113.9\n");
    is_str(peer_of(&r, STR("unix"), "unix"), "203.0.113.9",
           "[S30] several headers are one list");
    r = request_of(a, "X-Forwarded-For: <script>, 10.0.0.1\n");
    is_str(peer_of(&r, STR("127.0.0.1"), "127.0.0.1 10.0.0.1"), "10.0.0.1",
           "[S30] what is no address ends the walk");
    r = request_of(a, "X-Forwarded-For: \n");
    is_str(peer_of(&r, STR("127.0.0.1"), "127.0.0.1"), "127.0.0.1",
           "[S30] an empty list says nothing");
    r = request_of(a, "X-Forwarded-For: 2001:db8::1\n");
    is_str(peer_of(&r, STR("::1"), "::1"), "2001:db8::1", "[S30] IPv6");
}

int main(void)
{
    struct arena *a = arena_new(1 << 20);
    framing(a);
    arena_reset(a);
    peers(a);
    arena_free(a);
    return done_testing();
}
