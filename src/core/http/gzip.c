/* Content coding: who takes gzip (RFC 9110 12.5.3), and making it. The only user of zlib. */
#include "core/http/resp.h"

#include "core/base/arena.h"
#include "core/http/media.h"

#include <limits.h>
#include <zlib.h>

#define GZIP_WINDOW (15 + 16) /* zlib: largest window, gzip wrapping */
#define GZIP_MEM_LEVEL 8      /* zlib's default */

/* "q=0", "q=0.000": refused. Anything else, nonsense included, is taken. */
static bool weight_is_zero(struct str rest)
{
    struct str name, value;
    while (media_param(&rest, &name, &value)) {
        if (!str_eq_nocase(name, STR("q")))
            continue;
        for (size_t i = 0; i < value.n; i++)
            if (value.p[i] != '0' && value.p[i] != '.')
                return false;
        return value.n > 0;
    }
    return false;
}

bool accepts_gzip(struct str accept_encoding)
{
    bool any = false;
    struct str item, rest;
    while (str_cut(&accept_encoding, ',', &item)) {
        struct str coding = media_word(item, &rest);
        if (str_eq_nocase(coding, STR("gzip")) || str_eq_nocase(coding, STR("x-gzip")))
            return !weight_is_zero(rest);
        if (str_eq(coding, STR("*")))
            any = !weight_is_zero(rest);
    }
    return any;
}

struct str gzip_bytes(struct arena *a, struct str plain, int level)
{
    struct str out = STR("");
    z_stream z = { 0 };
    if (plain.n > INT_MAX || deflateInit2(&z, level, Z_DEFLATED, GZIP_WINDOW, GZIP_MEM_LEVEL,
                                          Z_DEFAULT_STRATEGY) != Z_OK)
        return out;
    size_t room = deflateBound(&z, plain.n);
    char *to = room <= INT_MAX ? arena_alloc(a, room) : NULL;
    if (to) {
        z.next_in = (z_const Bytef *)(uintptr_t)plain.p;
        z.avail_in = (uInt)plain.n;
        z.next_out = (Bytef *)to;
        z.avail_out = (uInt)room;
        if (deflate(&z, Z_FINISH) == Z_STREAM_END)
            out = (struct str){ to, room - z.avail_out };
    }
    deflateEnd(&z);
    return out;
}

const char *gzip_library(void)
{
    return zlibVersion();
}
