#include "core/http/req.h"

enum method method_from(struct str text)
{
    if (str_eq(text, STR("GET")))
        return METHOD_GET;
    if (str_eq(text, STR("HEAD")))
        return METHOD_HEAD;
    if (str_eq(text, STR("POST")))
        return METHOD_POST;
    return METHOD_OTHER;
}

struct str req_header(const struct req *r, struct str name)
{
    for (size_t i = 0; i < r->n_headers; i++)
        if (str_eq_nocase(r->header[i].name, name))
            return r->header[i].value;
    return STR("");
}

size_t req_header_count(const struct req *r, struct str name)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_headers; i++)
        n += str_eq_nocase(r->header[i].name, name);
    return n;
}
