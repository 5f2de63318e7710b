#include "front/peer.h"

#include <arpa/inet.h>
#include <string.h>

/* As 16 bytes, an IPv4 address as its IPv6 form. */
static bool address_parse(struct str s, struct in6_addr *out)
{
    char z[INET6_ADDRSTRLEN];
    if (!s.n || s.n >= sizeof z)
        return false;
    memcpy(z, s.p, s.n);
    z[s.n] = '\0';
    if (inet_pton(AF_INET6, z, out) == 1)
        return true;
    *out = (struct in6_addr)IN6ADDR_ANY_INIT;
    out->s6_addr[10] = out->s6_addr[11] = 0xff;
    return inet_pton(AF_INET, z, &out->s6_addr[12]) == 1;
}

/* The same address, however it is written; or the same word ("unix"). */
static bool is_same(struct str a, struct str b)
{
    struct in6_addr x, y;
    return str_eq(a, b) ||
           (address_parse(a, &x) && address_parse(b, &y) && memcmp(&x, &y, sizeof x) == 0);
}

static bool is_trusted(struct str address, struct str trusted)
{
    struct str one;
    while (str_cut(&trusted, ' ', &one))
        if (one.n && is_same(one, address))
            return true;
    return false;
}

static bool is_address(struct str s)
{
    struct in6_addr unused;
    return address_parse(s, &unused);
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
