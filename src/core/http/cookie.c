/* Cookies of a request (RFC 6265 4.2): several Cookie headers count as one list. */
#include "core/http/req.h"

#include "core/base/limits.h"

/* Looks through one header; *seen counts pairs over all headers. */
static bool cookie_in(struct str list, struct str name, size_t *seen, struct str *value)
{
    struct str pair;
    while (*seen < COOKIES_MAX && str_cut(&list, ';', &pair)) {
        ++*seen;
        size_t equals = str_find_char(pair, '=');
        if (equals == STR_NONE || !str_eq(str_trim(str_sub(pair, 0, equals)), name))
            continue;
        *value = str_trim(str_sub(pair, equals + 1, pair.n));
        return true;
    }
    return false;
}

struct str req_cookie(const struct req *r, struct str name)
{
    size_t seen = 0;
    struct str value;
    for (size_t i = 0; i < r->n_headers; i++)
        if (str_eq_nocase(r->header[i].name, STR("Cookie")) &&
            cookie_in(r->header[i].value, name, &seen, &value))
            return value;
    return STR("");
}
