#include "front/framing.h"

#include <string.h>

#define LENGTH_DIGITS_MAX 18 /* fits in 63 bits */

bool content_length_parse(struct str s, uint64_t *out)
{
    uint64_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    *out = v;
    return s.n >= 1 && s.n <= LENGTH_DIGITS_MAX;
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* All characters are letters, digits or in `others`. */
static bool holds_only(struct str s, const char *others)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_alnum(s.p[i]) && (!s.p[i] || !strchr(others, s.p[i])))
            return false;
    return s.n > 0;
}

static bool value_is_clean(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 0x7f)
            return false;
    return true;
}

bool framing_is_plain(const struct req *r, struct str version)
{
    bool is_11 = str_eq(version, STR("HTTP/1.1"));
    if (!is_11 && !str_eq(version, STR("HTTP/1.0")))
        return false;
    if (!str_starts(r->target_raw, STR("/")))
        return false;
    for (size_t i = 0; i < r->n_headers; i++) /* a name is a token (RFC 9110 5.6.2) */
        if (!holds_only(r->header[i].name, "!#$%&'*+-.^_`|~") ||
            !value_is_clean(r->header[i].value))
            return false;

    size_t lengths = req_header_count(r, STR("Content-Length"));
    size_t codings = req_header_count(r, STR("Transfer-Encoding"));
    uint64_t length;
    if (lengths + codings > 1 || req_header_count(r, STR("Host")) != 1)
        return false;
    if (lengths && !content_length_parse(req_header(r, STR("Content-Length")), &length))
        return false;
    if (codings &&
        (!is_11 || !str_eq_nocase(req_header(r, STR("Transfer-Encoding")), STR("chunked"))))
        return false;
    return holds_only(req_header(r, STR("Host")), ".-:[]_");
}
