#include "front/versions.h"

#include "core/base/hash.h"
#include "core/base/qr.h"
#include "core/http/resp.h"
#include "core/md/md.h"
#include "core/store/store.h"
#include "front/httpd.h"
#include "modules/mail/mail.h"

#include <stdio.h>

/* 1.2.30 is newer than 1.2.4: number by number, up to the first that differs. */
static bool is_older(struct str have, struct str least)
{
    struct str a, b;
    while (str_cut(&least, '.', &b)) {
        int64_t x = 0, y = 0;
        if (!str_cut(&have, '.', &a))
            return true;
        (void)str_to_i64(a, &x);
        (void)str_to_i64(b, &y);
        if (x != y)
            return x < y;
    }
    return false;
}

bool versions_print(void)
{
    const struct {
        const char *name, *have, *least;
    } library[] = {
        { "libmicrohttpd", httpd_library(), "0.9.75" }, { "sqlite", store_library(), "3.40.1" },
        { "libsodium", hash_library(), "1.0.18" },      { "libcmark", md_library(), "0.30.2" },
        { "libcurl", mail_library(), "7.88.1" },        { "zlib", gzip_library(), "1.2.13" },
        { "libqrencode", qr_library(), "4.1.1" },
    };
    bool any = false;
    for (size_t i = 0; i < sizeof library / sizeof library[0]; i++) {
        bool old = is_older(str_from(library[i].have), str_from(library[i].least));
        printf("%s %s%s%s%s\n", library[i].name, library[i].have, old ? ": older than " : "",
               old ? library[i].least : "", old ? ", update it" : "");
        any |= old;
    }
    return any;
}
