#include "core/http/resp.h"

void resp_init(struct resp *r)
{
    *r = (struct resp){ .status = 200, .fd = -1 };
}

static bool is_sendable(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\r' || s.p[i] == '\n' || s.p[i] == '\0')
            return false;
    return true;
}

bool resp_header_add(struct resp *r, struct str name, struct str value)
{
    if (!name.n || !is_sendable(name) || !is_sendable(value))
        return false;
    if (r->n_headers == RESP_HEADERS_MAX)
        return false;
    r->header[r->n_headers++] = (struct header){ name, value };
    return true;
}

bool resp_header_set(struct resp *r, struct str name, struct str value)
{
    if (!name.n || !is_sendable(name) || !is_sendable(value))
        return false;
    for (size_t i = 0; i < r->n_headers; i++)
        if (str_eq_nocase(r->header[i].name, name)) {
            r->header[i].value = value;
            return true;
        }
    return resp_header_add(r, name, value);
}

void resp_header_drop(struct resp *r, struct str name)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->n_headers; i++)
        if (!str_eq_nocase(r->header[i].name, name))
            r->header[kept++] = r->header[i];
    r->n_headers = kept;
}

struct str resp_header(const struct resp *r, struct str name)
{
    for (size_t i = 0; i < r->n_headers; i++)
        if (str_eq_nocase(r->header[i].name, name))
            return r->header[i].value;
    return STR("");
}

uint64_t resp_length(const struct resp *r)
{
    return r->fd >= 0 ? r->fd_len : r->body.n;
}
