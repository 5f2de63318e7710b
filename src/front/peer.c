#include "front/peer.h"

#include <arpa/inet.h>
#include <string.h>

static bool is_trusted(struct str address, struct str trusted)
{
    struct str one;
    while (str_cut(&trusted, ' ', &one))
        if (one.n && str_eq(one, address))
            return true;
    return false;
}

static bool is_address(struct str s)
{
    char z[INET6_ADDRSTRLEN];
    unsigned char binary[sizeof(struct in6_addr)];
    if (!s.n || s.n >= sizeof z)
        return false;
    memcpy(z, s.p, s.n);
    z[s.n] = '\0';
    return inet_pton(AF_INET, z, binary) == 1 || inet_pton(AF_INET6, z, binary) == 1;
}

/* Takes the last piece off a list with commas. */
static struct str last_cut(struct str *list)
{
    size_t at = list->n;
    while (at && list->p[at - 1] != ',')
        at--;
    struct str last = str_trim(str_sub(*list, at, list->n));
    *list = str_sub(*list, 0, at ? at - 1 : 0);
    return last;
}

struct str peer_of(const struct req *r, struct str connection, const char *trusted)
{
    struct str peer = connection, proxies = str_from(trusted);
    if (!proxies.n)
        return peer;
    for (size_t i = r->n_headers; i-- > 0;) {
        if (!str_eq_nocase(r->header[i].name, STR("X-Forwarded-For")))
            continue;
        struct str list = r->header[i].value;
        while (list.n && is_trusted(peer, proxies)) {
            struct str hop = last_cut(&list);
            if (!is_address(hop))
                return peer;
            peer = hop;
        }
    }
    return peer;
}
