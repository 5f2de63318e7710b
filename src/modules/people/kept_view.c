/*
 * kept_view.c: a form of a request as it was typed, and as a page shows it again.
 */
#include "core/base/rand.h"
#include "core/web/arrival.h"
#include "core/web/param.h"
#include "gen/symbols.h"
#include "modules/people/kept_form.h"
#include "modules/people/people_words.h"

static bool is_ours(struct str name)
{
    return str_eq(name, STR("csrf")) || str_eq(name, STR("form_id")) ||
           str_eq(name, STR("website")) || str_eq(name, STR(ARRIVAL_FIELD));
}

/* "sender_name" as "Sender name": what a reader sees of a field's name. */
static struct str label_of(struct arena *a, struct str name)
{
    struct str words = str_replace_char(a, name, '_', ' ');
    if (name.n == 1) /* the finder's q */
        return STR(KEPT_TYPED);
    if (!words.n || words.p[0] < 'a' || words.p[0] > 'z')
        return words;
    return str_printf(a, "%c%.*s", words.p[0] - 'a' + 'A', STR_ARG(str_sub(words, 1, words.n)));
}

static const struct param_spec *spec_of(const struct ctx *c, struct str name)
{
    const struct param_spec *spec = c->route->param;
    for (size_t i = 0; i < PARAMS_MAX && spec[i].name; i++)
        if (spec[i].in == IN_FORM && str_eq(str_from(spec[i].name), name))
            return &spec[i];
    return NULL;
}

/* What a person wrote; not a word of ours that was chosen, a number of a row, the way back. */
static bool is_writing(const struct param_spec *spec)
{
    if (!spec)
        return true;
    bool is_text =
        spec->kind == KIND_LINE || spec->kind == KIND_TEXT || spec->kind == KIND_EMAIL;
    return is_text && !str_eq(str_from(spec->name), STR("next"));
}

enum err kept_form_of(struct ctx *c, struct kept_form *out)
{
    *out = (struct kept_form){
        .pattern = str_from(c->route->pattern),
        .target = c->req->target_raw, /* its query too: the sender's council */
        .field = arena_array(c->arena, c->fields.n + 1, sizeof *out->field),
    };
    for (size_t i = 0; out->field && i < c->fields.n; i++) {
        const struct field *f = &c->fields.field[i];
        const struct param_spec *spec = spec_of(c, f->name);
        bool is_secret = spec && spec->kind == KIND_SECRET;
        if (f->is_file || is_ours(f->name) || is_secret)
            continue;
        out->field[out->n++] =
            (struct kept_field){ f->name, f->value, f->value.n > 0 && is_writing(spec) };
    }
    if (!key_is_valid(c->form_id))
        c->form_id = rand_key(c->arena);
    out->form_id = c->form_id;
    return arena_failed(c->arena) ? ERR_LIMIT : OK;
}

void kept_form_view(struct ctx *c, const struct kept_form *k, struct view *v)
{
    struct list *keep = view_list(v, S(keep)), *shown = view_list(v, S(shown));
    for (size_t i = 0; i < k->n; i++) {
        const struct kept_field *f = &k->field[i];
        struct view *hidden = list_add(keep);
        view_str(hidden, S(name), f->name);
        view_str(hidden, S(value), f->value);
        if (!f->is_shown)
            continue;
        struct view *seen = list_add(shown);
        view_str(seen, S(label), label_of(c->arena, f->name));
        view_str(seen, S(value), f->value);
    }
    view_bool(v, S(has_shown), list_len(shown) > 0);
    view_str(v, S(action), k->target);
}
