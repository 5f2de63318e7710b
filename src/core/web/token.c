#include "core/web/token.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

#define TOKEN_HASH_BYTES 16
#define TOKEN_FUTURE_S 300 /* a clock put back a little must not refuse a form in hand */

static struct str token_at(struct arena *a, const struct hash_key *key, struct str route,
                           struct str bound_to, int64_t issued_s)
{
    struct str when = str_printf(a, "%lld", (long long)issued_s);
    struct str part[] = { STR("csrf"), route, bound_to, when };
    struct hash h = hash_parts(key, part, sizeof part / sizeof part[0]);
    return str_printf(a, "%.*s.%.*s", STR_ARG(when),
                      STR_ARG(hash_hex(a, &h, TOKEN_HASH_BYTES)));
}

struct str token_make(struct arena *a, const struct hash_key *key, struct str route,
                      struct str bound_to, int64_t now_s)
{
    return token_at(a, key, route, bound_to, now_s);
}

bool token_check(struct arena *a, const struct hash_key *key, struct str route,
                 struct str bound_to, int64_t now_s, struct str token, int64_t *issued_s)
{
    struct str rest = token, when;
    int64_t issued;
    if (!str_cut(&rest, '.', &when) || !str_to_i64(when, &issued))
        return false;
    struct str right = token_at(a, key, route, bound_to, issued);
    if (!right.n || right.n != token.n || !str_equal_secret(right, token))
        return false;
    if (issued > now_s + TOKEN_FUTURE_S || now_s - issued > TOKEN_LIFE_S)
        return false; /* its time is kept from the page that comes back: that one must serve */
    *issued_s = issued;
    return true;
}
