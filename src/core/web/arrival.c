#include "core/web/arrival.h"

#define PREFIX "arrived"

/* "arrived FORM_ID SECONDS" */
static bool read_sealed(struct ctx *c, int64_t *out)
{
    struct str text, word, form_id;
    const struct field *f = fields_find(&c->fields, STR(ARRIVAL_FIELD));
    return f && f->value.n && ctx_unseal(c, f->value, &text) && str_cut(&text, ' ', &word) &&
           str_eq(word, STR(PREFIX)) && str_cut(&text, ' ', &form_id) && c->form_id.n &&
           str_eq(form_id, c->form_id) && str_to_i64(text, out);
}

int64_t arrival_s(struct ctx *c)
{
    int64_t now_s = c->req->arrived_at_s, first_s;
    bool has_place =
        read_sealed(c, &first_s) && first_s < now_s && now_s - first_s <= ARRIVAL_KEEP_S;
    return has_place ? first_s : now_s;
}

struct str arrival_seal(struct ctx *c)
{
    return ctx_seal(c, str_printf(c->arena, PREFIX " %.*s %lld", STR_ARG(c->form_id),
                                  (long long)arrival_s(c)));
}
