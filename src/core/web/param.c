#include "core/web/param.h"

#include "core/base/log.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "core/http/form.h"

#define VALUES_MAX 64 /* of one repeatable parameter */
#define FAMILY_MAX                                                                             \
    900 /* members of a family that are read; those beyond are no form of ours                 \
         */

struct values {
    const struct param_spec *spec;
    struct str name;
    struct str *value;
    size_t n;
    bool was_refused;
};

struct params {
    struct values of[PARAMS_MAX];
    size_t n;
    struct values *member; /* of the family, as they were sent */
    size_t n_members;
};

static bool is_slug_char(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '-';
}

static bool is_slug(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_slug_char(s.p[i]))
            return false;
    return s.n > 0;
}

static bool is_word(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_slug_char(s.p[i]) && s.p[i] != '_')
            return false;
    return s.n > 0;
}

static bool is_file(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        bool letter = is_slug_char(ch) || (ch >= 'A' && ch <= 'Z');
        if (!letter && ch != '.' && ch != '_')
            return false;
    }
    return s.n > 0 && s.p[0] != '.';
}

static bool is_one_line(struct str s)
{
    return str_find_char(s, '\n') == STR_NONE && str_find_char(s, '\t') == STR_NONE;
}

/* U+0080 to U+009F, two bytes: what old word processors leave for quotation marks. */
static bool is_c1(struct str s, size_t i)
{
    return i + 1 < s.n && (unsigned char)s.p[i] == 0xC2 && (unsigned char)s.p[i + 1] < 0xA0;
}

/* Pasted text brings vertical tabs and the like: a space each, so that nothing typed is lost
 * over one. */
static struct str without_controls(struct arena *a, struct str s, bool one_line)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < s.n; i++) {
        unsigned char ch = (unsigned char)s.p[i];
        bool is_break = ch == '\n' || ch == '\r' || ch == '\t';
        bool is_high = is_c1(s, i), is_control = (ch < ' ' && !is_break) || ch == 0x7f;
        p[n++] = is_high || is_control || (one_line && is_break) ? ' ' : (char)ch;
        i += is_high;
    }
    return p ? (struct str){ p, n } : (struct str){ 0 };
}

/*
 * Cleans one raw value for its kind. False: not acceptable at all. A value that is only too
 * long is kept (forms say so beside the field), unless it is a path or query value.
 */
static bool clean(struct ctx *c, const struct param_spec *spec, struct str raw, struct str *out)
{
    if (spec->kind == KIND_SECRET) {
        *out = raw;
        return utf8_is_valid(raw);
    }
    if (spec->in == IN_FORM && utf8_is_valid(raw))
        raw = without_controls(c->arena, raw, spec->kind != KIND_TEXT);
    if (!utf8_is_text(raw))
        return false;
    struct str s = utf8_normalise_newlines(c->arena, raw);
    int64_t number;
    *out = s;
    if (spec->in != IN_FORM && spec->kind != KIND_INT && utf8_length(s) > spec->max)
        return false;
    switch (spec->kind) {
    case KIND_SLUG:
        return is_slug(s);
    case KIND_FILE:
        return is_file(s);
    case KIND_WORD:
        return s.n == 0 || (s.n <= spec->max && is_word(s));
    case KIND_KEY:
        return s.n == 0 || key_is_valid(s);
    case KIND_INT:
        return s.n == 0 ||
               (str_to_i64(s, &number) && number >= 0 && (uint64_t)number <= spec->max);
    case KIND_LINE:
    case KIND_EMAIL:
        return is_one_line(s);
    case KIND_TEXT:
    case KIND_SECRET:
        return true;
    }
    return false;
}

static enum err take(struct ctx *c, struct values *v, struct str raw)
{
    struct str value;
    if (!clean(c, v->spec, raw, &value)) {
        v->was_refused = true;
        if (v->spec->in == IN_PATH)
            return ERR_NOT_FOUND;
        if (v->spec->in == IN_FORM && !utf8_is_valid(raw))
            return ERR_BAD_REQUEST;
        if (v->spec->in == IN_QUERY)
            c->ignored_query = true;
        return OK;
    }
    if (!v->value)
        v->value = arena_array(c->arena, v->spec->repeat ? VALUES_MAX : 1, sizeof *v->value);
    if (!v->value)
        return ERR_LIMIT;
    if (v->n >= (v->spec->repeat ? VALUES_MAX : 1))
        return ERR_BAD_REQUEST; /* a single-valued field sent twice, or far too many */
    v->value[v->n++] = value;
    return OK;
}

static enum err take_fields(struct ctx *c, struct values *v, const struct fields *f)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!str_eq(f->field[i].name, str_from(v->spec->name)) || f->field[i].is_file)
            continue;
        enum err e = take(c, v, f->field[i].value);
        if (e)
            return e;
    }
    return OK;
}

/* "q12", "q12_other" */
static bool is_member(const struct param_spec *spec, struct str name)
{
    struct str prefix = str_from(spec->name);
    if (!spec->is_family || !str_starts(name, prefix) || name.n == prefix.n)
        return false;
    size_t i = prefix.n;
    while (i < name.n && name.p[i] >= '0' && name.p[i] <= '9')
        i++;
    if (i == prefix.n || i == name.n)
        return i > prefix.n;
    bool is_word = name.p[i] == '_' && i + 1 < name.n;
    for (i++; is_word && i < name.n; i++)
        is_word = name.p[i] >= 'a' && name.p[i] <= 'z';
    return is_word;
}

static struct values *find_member(struct params *p, struct str name)
{
    for (size_t i = p->n_members; i > 0; i--)
        if (str_eq(p->member[i - 1].name, name))
            return &p->member[i - 1];
    return NULL;
}

static struct values *add_member(struct params *p, const struct param_spec *spec,
                                 struct str name)
{
    struct values *v = find_member(p, name);
    if (v || p->n_members == FAMILY_MAX)
        return v;
    v = &p->member[p->n_members++];
    *v = (struct values){ .spec = spec, .name = name };
    return v;
}

static enum err take_family(struct ctx *c, struct params *p, const struct param_spec *spec)
{
    const struct fields *f = &c->fields;
    size_t room = f->n < FAMILY_MAX ? f->n : FAMILY_MAX;
    p->member = p->member ? p->member : arena_array(c->arena, room + 1, sizeof *p->member);
    if (!p->member)
        return ERR_LIMIT;
    for (size_t i = 0; i < f->n; i++) {
        struct values *v = !f->field[i].is_file && is_member(spec, f->field[i].name)
                               ? add_member(p, spec, f->field[i].name)
                               : NULL;
        enum err e = v ? take(c, v, f->field[i].value) : OK;
        if (e)
            return e;
    }
    return OK;
}

static enum err take_path(struct ctx *c, struct values *v, const struct path_part *part,
                          size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(part[i].name, str_from(v->spec->name)))
            return take(c, v, part[i].value);
    return ERR_NOT_FOUND;
}

enum err params_build(struct ctx *c, const struct path_part *part, size_t n_parts)
{
    struct fields query = { 0 };
    struct params *p = ARENA_NEW(c->arena, struct params);
    if (!p)
        return ERR_LIMIT;
    c->params = p;
    if (c->req->target.query.n) {
        enum err e = form_parse_urlencoded(c->arena, c->req->target.query, &query);
        if (e == ERR_LIMIT)
            return e;
        if (e)
            c->ignored_query = true; /* a broken query is as good as none */
    }
    for (const struct param_spec *s = c->route->param;
         s < c->route->param + PARAMS_MAX && s->name; s++) {
        struct values *v = &p->of[p->n++];
        v->spec = s;
        v->name = str_from(s->name);
        enum err e = s->is_family        ? take_family(c, p, s)
                     : s->in == IN_PATH  ? take_path(c, v, part, n_parts)
                     : s->in == IN_QUERY ? take_fields(c, v, &query)
                                         : take_fields(c, v, &c->fields);
        if (e == ERR_BAD_REQUEST && s->in == IN_QUERY) {
            c->ignored_query = v->was_refused = true;
            e = OK;
        }
        if (e)
            return e;
    }
    return OK;
}

static struct values *find(struct ctx *c, const char *name)
{
    for (size_t i = 0; c->params && i < c->params->n; i++) {
        struct values *v = &c->params->of[i];
        if (is_member(v->spec, str_from(name)))
            return find_member(c->params, str_from(name)); /* NULL: not sent */
        if (str_eq(v->name, str_from(name)))
            return v;
    }
#ifdef CJ_DEBUG
    die("parameter %s is not declared by route %s", name, c->route->pattern);
#else
    log_error("param_undeclared", "name=%s route=%s", name, c->route->pattern);
#endif
    return NULL;
}

struct str param_str(struct ctx *c, const char *name)
{
    struct values *v = find(c, name);
    return v && v->n ? v->value[0] : (struct str){ 0 };
}

bool param_has(struct ctx *c, const char *name)
{
    return param_str(c, name).n > 0;
}

int64_t param_i64(struct ctx *c, const char *name, int64_t otherwise)
{
    int64_t v = otherwise;
    return str_to_i64(param_str(c, name), &v) ? v : otherwise;
}

size_t param_list(struct ctx *c, const char *name, struct str *out, size_t max)
{
    struct values *v = find(c, name);
    size_t n = v ? v->n : 0;
    if (n > max)
        n = max;
    for (size_t i = 0; i < n; i++)
        out[i] = v->value[i];
    return n;
}

bool param_ignored(struct ctx *c, const char *name)
{
    struct values *v = find(c, name);
    return v && v->was_refused;
}

struct str params_canonical_query(struct ctx *c)
{
    struct str url = { 0 };
    for (size_t i = 0; i < c->params->n; i++) {
        struct values *v = &c->params->of[i];
        for (size_t k = 0; v->spec->in == IN_QUERY && k < v->n; k++)
            if (v->value[k].n)
                url = url_query(c->arena, url, str_from(v->spec->name), v->value[k]);
    }
    return url;
}
