/*
 * fuzz_target.c: any bytes as a request target; what is taken is plain text whose URL leads
 * back to it.
 */
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/http/form.h"
#include "core/http/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

static void path_goes_back(struct arena *a, struct str path)
{
    struct str rest = path, piece, url = STR("");
    while (str_cut(&rest, '/', &piece))
        if (piece.n)
            url = str_join(a, url, url_path(a, "/%", piece));
    struct target again;
    if (url.n && url.n <= TARGET_MAX_BYTES) {
        must(target_parse(a, url, &again) == OK);
        must(str_find(again.path, STR("//")) == STR_NONE);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(64 * MIB);
    struct str raw = { (const char *)data, size };
    struct target t;
    if (target_parse(a, raw, &t) == OK) {
        must(raw.n <= TARGET_MAX_BYTES && t.path.n >= 1 && t.path.p[0] == '/');
        must(utf8_is_text(t.path) && t.path.n + t.query.n <= raw.n);
        must(str_find(t.path, STR("/../")) == STR_NONE && !str_ends(t.path, STR("/..")));
        must(str_find_char(t.path, '\\') == STR_NONE &&
             str_find_char(t.path, '\n') == STR_NONE);
        path_goes_back(a, t.path);
    }
    (void)url_is_http(raw);
    arena_free(a);
    return 0;
}
