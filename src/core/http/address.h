/*
 * address.h: the network that a client's address stands for (security.md S16, S48).
 *
 * An IPv4 address is itself, also as "::ffff:192.0.2.1"; a household with IPv6 has a /64, so
 * only the first half counts. Anything else (a local door, no address) is empty.
 */
#ifndef CORE_HTTP_ADDRESS_H
#define CORE_HTTP_ADDRESS_H

#include "core/base/str.h"

#include <stdbool.h>

#define ADDRESS_NETWORK_BYTES 64

/* "192.0.2.1", "2001:db8:1:2::/64", or empty; the text lies in `room`. */
struct str address_network(struct str address, char room[ADDRESS_NETWORK_BYTES]);

/* All addresses that begin with the same bits. IPv4 as in "::ffff:192.0.2.1". */
struct address_range {
    unsigned char byte[16];
    int bits;
};
/* "192.0.2.0/24", "2001:db8::/48", or one address. False: it is no range, or has bits set after
 * those that count. */
bool address_range_parse(struct str text, struct address_range *out);
bool address_is_in(struct str address, const struct address_range *range, size_t n);

#endif
