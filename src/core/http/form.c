#include "core/http/form.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/http/percent.h"

#include <string.h>

static size_t pieces_count(struct str text)
{
    size_t n = 0;
    struct str piece;
    while (n <= FORM_MAX_FIELDS && str_cut(&text, '&', &piece))
        n += piece.n > 0;
    return n;
}

static enum err pair_decode(struct arena *a, struct str pair, struct field *out)
{
    size_t equals = str_find_char(pair, '=');
    struct str name = str_sub(pair, 0, equals == STR_NONE ? pair.n : equals);
    struct str value = equals == STR_NONE ? STR("") : str_sub(pair, equals + 1, pair.n);
    enum err e = percent_decode(a, name, PLUS_IS_SPACE, &out->name);
    return e ? e : percent_decode(a, value, PLUS_IS_SPACE, &out->value);
}

enum err form_parse_urlencoded(struct arena *a, struct str text, struct fields *out)
{
    size_t n = pieces_count(text);
    if (n > FORM_MAX_FIELDS)
        return ERR_TOO_BIG;
    struct field *field = arena_array(a, n, sizeof *field);
    if (!field)
        return ERR_LIMIT;

    size_t i = 0;
    struct str rest = text, piece;
    while (i < n && str_cut(&rest, '&', &piece)) {
        if (!piece.n)
            continue;
        enum err e = pair_decode(a, piece, &field[i++]);
        if (e)
            return e;
    }
    *out = (struct fields){ .field = field, .n = i };
    return OK;
}

const struct field *fields_find(const struct fields *f, struct str name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->field[i].name, name))
            return &f->field[i];
    return NULL;
}

size_t fields_count(const struct fields *f, struct str name)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += str_eq(f->field[i].name, name);
    return n;
}
