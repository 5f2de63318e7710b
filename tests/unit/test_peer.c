#include "front/peer.h"

#include "../tap.h"

static struct str asked(const char *connection, const char *forwarded, const char *trusted)
{
    static struct header header[1];
    header[0] = (struct header){ STR("X-Forwarded-For"), str_from(forwarded) };
    const struct req r = { .header = header, .n_headers = 1 };
    return peer_of(&r, str_from(connection), trusted);
}

int main(void)
{
    is_str(asked("192.0.2.1", "203.0.113.9", NULL), "192.0.2.1",
           "[S30] without a trusted proxy the header says nothing");
    is_str(asked("192.0.2.1", "203.0.113.9", "192.0.2.2"), "192.0.2.1",
           "[S30] nor from another peer");
    is_str(asked("192.0.2.2", "198.51.100.7, 203.0.113.9", "192.0.2.2"), "203.0.113.9",
           "[S30] the last hop that is not ours");
    is_str(asked("192.0.2.2", "198.51.100.7, 203.0.113.9, 192.0.2.3", "192.0.2.2 192.0.2.3"),
           "203.0.113.9", "[S30] behind two of ours");
    is_str(asked("192.0.2.2", "198.51.100.7, nonsense", "192.0.2.2"), "192.0.2.2",
           "[S30] not past what is no address");
    is_str(asked("::ffff:192.0.2.2", "203.0.113.9", "192.0.2.2"), "203.0.113.9",
           "[S30] an IPv4 proxy seen through an IPv6 socket");
    is_str(asked("::1", "203.0.113.9", "0:0:0:0:0:0:0:1"), "203.0.113.9",
           "[S30] an IPv6 address however it is written");
    return done_testing();
}
