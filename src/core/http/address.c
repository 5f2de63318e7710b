#include "core/http/address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#define HALF_BYTES 8 /* of an IPv6 address: the network of a household */

static struct str written(const char *room, bool is_good)
{
    return is_good ? str_from(room) : (struct str){ 0 };
}

struct str address_network(struct str address, char room[ADDRESS_NETWORK_BYTES])
{
    char z[INET6_ADDRSTRLEN];
    struct in6_addr six;
    struct in_addr four;
    if (!address.n || address.n >= sizeof z)
        return (struct str){ 0 };
    memcpy(z, address.p, address.n);
    z[address.n] = '\0';
    if (inet_pton(AF_INET, z, &four) == 1)
        return written(room, inet_ntop(AF_INET, &four, room, ADDRESS_NETWORK_BYTES) != NULL);
    if (inet_pton(AF_INET6, z, &six) != 1)
        return (struct str){ 0 };
    if (IN6_IS_ADDR_V4MAPPED(&six))
        return written(
            room, inet_ntop(AF_INET, &six.s6_addr[12], room, ADDRESS_NETWORK_BYTES) != NULL);
    memset(&six.s6_addr[HALF_BYTES], 0, HALF_BYTES);
    if (!inet_ntop(AF_INET6, &six, room, INET6_ADDRSTRLEN))
        return (struct str){ 0 };
    size_t n = strlen(room);
    snprintf(room + n, ADDRESS_NETWORK_BYTES - n, "/64");
    return str_from(room);
}
