/*
 * address.h: the network that a client's address stands for (security.md S16, S48).
 *
 * An IPv4 address is itself, also as "::ffff:192.0.2.1"; a household with IPv6 has a /64, so
 * only the first half counts. Anything else (a local door, no address) is empty.
 */
#ifndef CORE_HTTP_ADDRESS_H
#define CORE_HTTP_ADDRESS_H

#include "core/base/str.h"

#define ADDRESS_NETWORK_BYTES 64

/* "192.0.2.1", "2001:db8:1:2::/64", or empty; the text lies in `room`. */
struct str address_network(struct str address, char room[ADDRESS_NETWORK_BYTES]);

#endif
