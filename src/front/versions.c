#include "front/versions.h"

#include "core/base/hash.h"
#include "core/base/qr.h"
#include "core/http/resp.h"
#include "core/http/sniff.h"
#include "core/md/md.h"
#include "core/store/store.h"
#include "front/httpd.h"
#include "modules/mail/mail.h"
#include "modules/work/odt.h"

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

size_t versions_list(struct library out[VERSIONS_MAX])
{
    const struct library library[] = {
        { "libmicrohttpd", httpd_library(), "0.9.75", false },
        { "sqlite", store_library(), "3.40.1", false },
        { "libsodium", hash_library(), "1.0.18", false },
        { "libcmark", md_library(), "0.30.2", false },
        { "libcurl", mail_library(), "7.88.1", false },
        { "zlib", gzip_library(), "1.2.13", false },
        { "libmagic", sniff_library(), "5.44", false },
        { "libqrencode", qr_library(), "4.1.1", false },
        { "libzip", odt_library(), "1.7.3", false },
    };
    size_t n = sizeof library / sizeof library[0];
    for (size_t i = 0; i < n; i++) {
        out[i] = library[i];
        out[i].is_old = is_older(str_from(out[i].have), str_from(out[i].least));
    }
    return n;
}

bool versions_print(void)
{
    struct library library[VERSIONS_MAX];
    size_t n = versions_list(library);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        bool old = library[i].is_old;
        printf("%s %s%s%s%s\n", library[i].name, library[i].have, old ? ": older than " : "",
               old ? library[i].least : "", old ? ", update it" : "");
        any |= old;
    }
    return any;
}
