/*
 * fuzz_multipart.c: any bytes as multipart/form-data with the boundary "b".
 */
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/http/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(64 * MIB);
    struct str body = { (const char *)data, size };
    struct fields f;
    if (form_parse_multipart(a, body, STR("b"), &f) == OK) {
        must(f.n <= MULTIPART_MAX_PARTS);
        for (size_t i = 0; i < f.n; i++) {
            struct str value = f.field[i].value;
            must(value.n <= size && utf8_is_valid(f.field[i].name));
            must(value.n == 0 || (value.p >= body.p && value.p + value.n <= body.p + body.n));
            must(str_find(value, STR("\r\n--b")) == STR_NONE);
            must(f.field[i].is_file || utf8_is_valid(value));
        }
    }
    arena_free(a);
    return 0;
}
