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

/* --- ranges --- */

#define MAPPED_BITS 96 /* of ::ffff:0:0 before an IPv4 address */

/* The 16 bytes; *is_four: written as IPv4. */
static bool parse(struct str address, unsigned char byte[16], bool *is_four)
{
    char z[INET6_ADDRSTRLEN];
    if (!address.n || address.n >= sizeof z)
        return false;
    memcpy(z, address.p, address.n);
    z[address.n] = '\0';
    memset(byte, 0, 16);
    byte[10] = byte[11] = 0xff;
    *is_four = inet_pton(AF_INET, z, byte + 12) == 1;
    return *is_four || inet_pton(AF_INET6, z, byte) == 1;
}

static bool begins_with(const unsigned char byte[16], const struct address_range *r)
{
    for (int i = 0; i < r->bits; i++)
        if ((byte[i / 8] ^ r->byte[i / 8]) & (0x80 >> i % 8))
            return false;
    return true;
}

static bool is_bare_after(const struct address_range *r)
{
    for (int i = r->bits; i < 128; i++)
        if (r->byte[i / 8] & (0x80 >> i % 8))
            return false;
    return true;
}

bool address_range_parse(struct str text, struct address_range *out)
{
    size_t slash = str_find_char(text, '/');
    struct str address = slash == STR_NONE ? text : str_sub(text, 0, slash);
    bool is_four;
    int64_t bits = 128;
    if (!parse(address, out->byte, &is_four))
        return false;
    if (slash != STR_NONE) {
        if (!str_to_i64(str_sub(text, slash + 1, text.n), &bits) || bits < 0 ||
            bits > (is_four ? 128 - MAPPED_BITS : 128))
            return false;
        bits += is_four ? MAPPED_BITS : 0;
    }
    out->bits = (int)bits;
    return is_bare_after(out);
}

bool address_is_in(struct str address, const struct address_range *range, size_t n)
{
    unsigned char byte[16];
    bool is_four;
    if (!n || !parse(address, byte, &is_four))
        return false;
    for (size_t i = 0; i < n; i++)
        if (begins_with(byte, &range[i]))
            return true;
    return false;
}
