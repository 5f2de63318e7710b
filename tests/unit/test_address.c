/* test_address.c: the network of an address, and the names of browsers. */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "core/http/address.h"
#include "modules/people/browser_name.h"
#include "modules/people/session.h"

static void is_network(const char *address, const char *network)
{
    char room[ADDRESS_NETWORK_BYTES];
    struct str got = address_network(str_from(address), room);
    is_str(got, network, address[0] ? address : "none");
}

static void test_network(void)
{
    is_network("192.0.2.1", "192.0.2.1");
    is_network("::ffff:192.0.2.1", "192.0.2.1");
    is_network("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64");
    is_network("2001:db8:1:2::9", "2001:db8:1:2::/64");
    is_network("2001:db8:1:3::9", "2001:db8:1:3::/64");
    is_network("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8:ffff:ffff::/64");
    is_network("::1", "::/64");
    is_network("", "");
    is_network("unix", "");
    is_network("192.0.2.1, 192.0.2.2", "");
    is_network("192.0.2.999", "");
    is_network("0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000", "");
}

static void is_browser(struct arena *a, const char *agent, const char *name)
{
    is_str(browser_name(a, str_from(agent)), name, name);
}

#define GECKO "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
#define WEBKIT " AppleWebKit/537.36 (KHTML, like Gecko) "

static void test_browsers(struct arena *a)
{
    is_browser(a, GECKO, "Firefox on Linux");
    is_browser(
        a, "Mozilla/5.0 (Windows NT 10.0; Win64; x64)" WEBKIT "Chrome/140.0.0.0 Safari/537.36",
        "Chrome on Windows");
    is_browser(a,
               "Mozilla/5.0 (Windows NT 10.0; Win64; x64)" WEBKIT
               "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
               "Edge on Windows");
    is_browser(a,
               "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
               "(KHTML, like Gecko) Version/18.0 Safari/605.1.15",
               "Safari on Mac");
    is_browser(a,
               "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) "
               "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 "
               "Safari/604.1",
               "Safari on iPhone");
    is_browser(a,
               "Mozilla/5.0 (Linux; Android 14)" WEBKIT
               "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
               "Samsung Internet on Android");
    is_browser(a, "", "Unknown browser");
    is_browser(a, "<script>alert(1)</script>", "Unknown browser");
    is_browser(a, "curl/8.0 Windows", "Unknown browser on Windows");
    char longest[5000];
    memset(longest, 'x', sizeof longest);
    struct str name = browser_name(a, (struct str){ longest, sizeof longest });
    ok(name.n <= SESSION_DEVICE_MAX, "[S1] what is sent is not kept");
}

int main(void)
{
    struct arena *a = arena_new(1 << 16);
    test_network();
    test_browsers(a);
    arena_free(a);
    return done_testing();
}
