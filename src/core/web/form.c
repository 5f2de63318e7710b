#include "core/web/form.h"

#include "core/base/limits.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "core/web/once.h"
#include "core/web/param.h"
#include "core/web/token.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"

#define FORM_FIELDS_ROOM 40 /* at first; a form of many answers grows */
#define FORM_CHOICES_MAX 64 /* of one field with checkboxes */

struct form_entry {
    const char *name;
    struct str value, error;
    bool is_set;
};

struct form {
    struct ctx *c;
    struct view *page;
    struct form_entry *entry;
    size_t n, room;
    size_t n_errors;
    struct list *errors;
    bool is_posted;
};

struct form *form_new(struct ctx *c, struct view *page)
{
    struct form *f = ARENA_NEW(c->arena, struct form);
    static const struct form none;
    if (!f)
        return NULL;
    *f = none;
    f->c = c;
    f->page = page;
    f->is_posted = c->req->method == METHOD_POST;
    c->has_form = true;
    view_bool(page, S(looks_automatic), false);
    view_bool(page, S(form_sent_before), false);
    return f;
}

struct str form_token_of(struct ctx *c, const char *pattern)
{
    return c->token_binding.n ? token_make(c->arena, c->form_key, str_from(pattern),
                                           c->token_binding, c->now_s)
                              : (struct str){ 0 };
}

static bool has_room(struct form *f)
{
    if (f->n < f->room)
        return true;
    size_t room = f->room ? 2 * f->room : FORM_FIELDS_ROOM;
    struct form_entry *more = arena_array(f->c->arena, room, sizeof *more);
    if (!more)
        return false;
    if (f->n)
        memcpy(more, f->entry, f->n * sizeof *more);
    f->entry = more;
    f->room = room;
    return true;
}

static struct form_entry *entry(struct form *f, const char *name)
{
    for (size_t i = 0; f && i < f->n; i++)
        if (str_eq(str_from(f->entry[i].name), str_from(name)))
            return &f->entry[i];
    if (!f || !has_room(f))
        return NULL;
    struct form_entry *e = &f->entry[f->n++];
    e->name = name;
    if (f->is_posted)
        e->value = param_str(f->c, name);
    return e;
}

struct str form_value(struct form *f, const char *name)
{
    struct form_entry *e = entry(f, name);
    return e ? e->value : (struct str){ 0 };
}

void form_set(struct form *f, const char *name, struct str value)
{
    struct form_entry *e = entry(f, name);
    if (e && !f->is_posted)
        e->value = value;
}

static size_t declared_max(struct form *f, const char *name)
{
    for (const struct param_spec *s = f->c->route->param; s < f->c->route->param + PARAMS_MAX;
         s++)
        if (s->name && str_eq(str_from(s->name), str_from(name)))
            return s->max;
    return 0;
}

struct view *form_field(struct form *f, symbol as, const char *name)
{
    struct form_entry *e = entry(f, name);
    struct view *v = view_sub(f->page, as);
    if (!e)
        return v;
    view_lit(v, S(id), name);
    view_lit(v, S(name), name);
    view_str(v, S(value), e->value);
    view_bool(v, S(has_error), e->error.n > 0);
    view_str(v, S(error), e->error);
    view_int(v, S(max), (int64_t)declared_max(f, name));
    return v;
}

/* 4212 as "4,212" */
static struct str with_commas(struct arena *a, size_t n)
{
    if (n < 1000)
        return str_printf(a, "%zu", n);
    return str_printf(a, "%.*s,%03zu", STR_ARG(with_commas(a, n / 1000)), n % 1000);
}

struct view *form_field_most(struct form *f, symbol as, const char *name, size_t max_chars)
{
    struct view *v = form_field(f, as, name);
    view_int(v, S(max), (int64_t)max_chars);
    view_str(v, S(max_words), with_commas(f->c->arena, max_chars));
    return v;
}

/* Of checkboxes several values may be sent, or prefilled with ";" between. */
bool form_chosen(struct form *f, const char *name, struct str option)
{
    struct str sent[FORM_CHOICES_MAX];
    size_t n = f->is_posted ? param_list(f->c, name, sent, FORM_CHOICES_MAX) : 0;
    for (size_t i = 0; i < n; i++)
        if (str_eq(sent[i], option))
            return true;
    struct str rest = form_value(f, name), piece;
    while (!f->is_posted && str_cut(&rest, ';', &piece))
        if (str_eq(piece, option))
            return true;
    return false;
}

static void add_options(struct form *f, struct list *options, const char *name,
                        const struct form_options_rest *rest)
{
    const struct form_option *option = rest->option;
    for (size_t i = 0; i < rest->n; i++) {
        size_t at = rest->before + i;
        struct view *o = list_add(options);
        /* the first option has the field's own id, so that the Error summary's link reaches it
         */
        view_str(o, S(id),
                 at ? str_printf(f->c->arena, "%s-%zu", name, at + 1) : str_from(name));
        view_lit(o, S(name), name);
        view_str(o, S(value), option[i].value);
        view_str(o, S(label), option[i].label);
        view_str(o, S(hint), option[i].hint);
        view_bool(o, S(has_hint), option[i].hint.n > 0);
        view_bool(o, S(checked), form_chosen(f, name, option[i].value));
    }
}

struct view *form_options(struct form *f, symbol as, const char *name,
                          const struct form_option *option, size_t n)
{
    struct view *v = form_field(f, as, name);
    add_options(f, view_list(v, S(options)), name,
                &(struct form_options_rest){ .option = option, .n = n });
    return v;
}

void form_options_more(struct form *f, struct view *v, symbol as, const char *name,
                       const struct form_options_rest *rest)
{
    add_options(f, view_list(v, as), name, rest);
}

void form_error_elsewhere(struct form *f, struct str href, struct str message)
{
    if (!f->errors)
        f->errors = view_list(f->page, S(errors));
    struct view *v = list_add(f->errors);
    view_str(v, S(href), href);
    view_str(v, S(text), message);
    f->n_errors++;
}

void form_error(struct form *f, const char *name, struct str message)
{
    struct form_entry *e = entry(f, name);
    if (!e || e->error.n)
        return;
    e->error = message;
    form_error_elsewhere(f, str_printf(f->c->arena, "#%s", name), message);
}

static bool is_clean(struct form *f, const char *name)
{
    struct form_entry *e = entry(f, name);
    return e && !e->error.n;
}

bool form_required(struct form *f, const char *name, struct str message)
{
    if (is_clean(f, name) && !form_value(f, name).n)
        form_error(f, name, message);
    return is_clean(f, name);
}

struct str form_too_long(struct arena *a, struct str noun, size_t most, size_t written)
{
    const char *limit = str_z(a, with_commas(a, most)),
               *got = str_z(a, with_commas(a, written));
    return limit && got ? str_printf(a, WEB_TOO_LONG, STR_ARG(noun), limit, got)
                        : (struct str){ NULL, 0 };
}

bool form_length(struct form *f, const char *name, size_t max_chars, struct str noun)
{
    size_t written = utf8_length(form_value(f, name));
    if (is_clean(f, name) && written > max_chars)
        form_error(f, name, form_too_long(f->c->arena, noun, max_chars, written));
    return is_clean(f, name);
}

bool form_is_email(struct str s)
{
    size_t at = str_find_char(s, '@');
    if (at == STR_NONE || at == 0 || at + 3 >= s.n || s.n > 254)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char ch = (unsigned char)s.p[i];
        bool stray_at = ch == '@' && i != at;
        if (ch <= ' ' || ch >= 0x7f || stray_at ||
            str_find_char(STR("\"(),:;<>[\\]"), (char)ch) != STR_NONE)
            return false;
    }
    struct str domain = str_sub(s, at + 1, s.n);
    size_t dot = str_find_char(domain, '.');
    bool has_gap = str_find(domain, STR("..")) != STR_NONE;
    return dot != STR_NONE && dot > 0 && domain.p[domain.n - 1] != '.' && !has_gap;
}

bool form_email(struct form *f, const char *name, struct str message)
{
    struct str s = form_value(f, name);
    if (is_clean(f, name) && s.n && !form_is_email(s))
        form_error(f, name, message);
    return is_clean(f, name);
}

bool form_failed(const struct form *f)
{
    return !f || f->n_errors > 0;
}

static enum err render(struct form *f, int status, const char *template_name)
{
    if (!f)
        return ERR_LIMIT;
    struct ctx *c = f->c;
    if (!c->form_id.n)
        c->form_id = rand_key(c->arena);
    view_str(f->page, S(form_id), c->form_id);
    /* a form shown again keeps its time of issue: the least time of security.md S47 counts from
     * the first */
    int64_t issued = c->token_issued_s ? c->token_issued_s : c->now_s;
    view_str(f->page, S(csrf),
             token_make(c->arena, c->form_key, str_from(c->route->pattern),
                        ctx_token_binding(c), issued));
    view_bool(f->page, S(has_errors), f->n_errors > 0);
    return ctx_render_status(c, status, template_name, f->page);
}

enum err form_render(struct form *f, const char *template_name)
{
    return render(f, f && f->is_posted ? 422 : 200, template_name);
}

enum err form_render_status(struct form *f, int status, const char *template_name)
{
    return render(f, status, template_name);
}

enum err form_render_next(struct form *f, const char *template_name)
{
    return render(f, 200, template_name);
}

bool form_looks_human(struct form *f)
{
    struct ctx *c = f->c;
    if (c->person_name.n)
        return true; /* of who is signed in we know more than that */
    bool trapped = param_has(c, "website");
    bool too_quick = c->now_s - c->token_issued_s < FORM_LEAST_S;
    if (trapped || too_quick)
        view_bool(f->page, S(looks_automatic), true);
    return !trapped && !too_quick;
}

enum err form_send_once(struct form *f, store_write_fn fn, void *arg, struct str location)
{
    struct ctx *c = f->c;
    struct once once = { .c = c, .fn = fn, .arg = arg, .location = location };
    enum err e = once_write(&once);
    if (e == ERR_CONFLICT && once.was_other) {
        c->form_id = rand_key(c->arena); /* "Send this as another?" */
        view_bool(f->page, S(form_sent_before), true);
        return ERR_CONFLICT;
    }
    if (e)
        return e;
    return ctx_see_other(c, once.location);
}
