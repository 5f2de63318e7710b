/*
 * fuzz_cookie.c: any bytes as the headers that hold lists: Cookie, Accept-Encoding,
 * If-None-Match, Range.
 */
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/http/resp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = { (const char *)data, size };
    struct header h[2] = { { STR("Cookie"), text }, { STR("cookie"), STR("cj=last") } };
    struct req r = { .header = h, .n_headers = 2 };
    struct str value = req_cookie(&r, STR("cj"));
    must(str_find_char(value, ';') == STR_NONE && value.n <= size + 4);

    (void)accepts_gzip(text);
    must(!etag_matches(text, STR("")));
    (void)etag_matches(text, STR("W/\"abc\""));
    uint64_t from = 0, n = 0;
    if (range_parse(text, 1000, &from, &n) == RANGE_OK)
        must(n > 0 && from < 1000 && n <= 1000 - from);
    return 0;
}
