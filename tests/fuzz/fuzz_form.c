/*
 * fuzz_form.c: any bytes as an urlencoded form; what is taken, encoded again, gives the same
 * fields.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/http/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

static struct str encode(struct arena *a, const struct fields *f)
{
    struct buf *out = buf_in(a, 32 * MIB);
    for (size_t i = 0; i < f->n; i++) {
        if (i)
            buf_char(out, '&');
        esc_url(out, f->field[i].name);
        buf_char(out, '=');
        esc_url(out, f->field[i].value);
    }
    return buf_view(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(128 * MIB);
    struct fields first, second;
    if (form_parse_urlencoded(a, (struct str){ (const char *)data, size }, &first) == OK) {
        must(first.n <= FORM_MAX_FIELDS);
        must(form_parse_urlencoded(a, encode(a, &first), &second) == OK && first.n == second.n);
        for (size_t i = 0; i < first.n; i++) {
            must(str_eq(first.field[i].name, second.field[i].name));
            must(str_eq(first.field[i].value, second.field[i].value));
            must(utf8_is_valid(first.field[i].value) && !first.field[i].is_file);
            must(str_find_char(first.field[i].value, '\0') == STR_NONE);
        }
    }
    struct str boundary;
    enum form_type t = form_type_of((struct str){ (const char *)data, size }, &boundary);
    must(t != FORM_MULTIPART || (boundary.n >= 1 && boundary.n <= 70));
    arena_free(a);
    return 0;
}
