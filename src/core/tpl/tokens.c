#include "core/tpl/tokens.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MARK_MAX_BYTES 16  /* a delimiter */
#define SHOWN_MAX_BYTES 60 /* of a tag, in a message */

bool parse_fail(struct parse *p, uint32_t line, struct str tag, const char *fmt, ...)
{
    char what[160];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    struct str shown = str_sub(tag, 0, SHOWN_MAX_BYTES);
    snprintf(p->why, p->why_size, "%.*s:%u: %.*s: %s", STR_ARG(p->name), line, STR_ARG(shown),
             what);
    return false;
}

static struct token *token_add(struct tokens *t, enum token_kind kind, struct str text)
{
    if (t->n == t->cap) {
        size_t to = t->cap ? t->cap * 2 : 64;
        struct token *at = arena_array(t->parse->tree, to, sizeof *at);
        if (!at)
            return NULL;
        if (t->n)
            memcpy(at, t->at, t->n * sizeof *at);
        t->at = at;
        t->cap = to;
    }
    struct token *k = &t->at[t->n++];
    *k = (struct token){ .kind = kind, .line = t->line, .text = text, .match = STR_NONE };
    return k;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct str rest_from(const struct tokens *t, size_t pos)
{
    return str_sub(t->parse->text, pos, STR_NONE);
}

static void find_next_tag(struct tokens *t)
{
    size_t at = str_find(rest_from(t, t->pos), t->open_mark);
    t->next_tag = at == STR_NONE ? STR_NONE : t->pos + at;
}

static void count_lines(struct tokens *t, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        t->line += s.p[i] == '\n';
}

/* "<% %>" between the equals signs. */
static bool set_marks(struct tokens *t, struct str tag, struct str inner)
{
    inner = str_trim(inner);
    size_t i = 0, j = inner.n;
    while (i < inner.n && !is_space(inner.p[i]))
        i++;
    while (j > i && !is_space(inner.p[j - 1]))
        j--;
    struct str open = str_sub(inner, 0, i), close = str_sub(inner, j, STR_NONE);
    bool ok = open.n && close.n && open.n <= MARK_MAX_BYTES && close.n <= MARK_MAX_BYTES &&
              i < j && str_trim(str_sub(inner, i, j - i)).n == 0 &&
              str_find_char(inner, '=') == STR_NONE;
    if (!ok)
        return parse_fail(t->parse, t->line, tag, "two delimiters expected");
    t->open_mark = open;
    t->close_mark = close;
    return true;
}

static bool push_open(struct tokens *t, struct str tag)
{
    if (t->n_open == TPL_NEST_MAX)
        return parse_fail(t->parse, t->line, tag, "nested more than %d deep", TPL_NEST_MAX);
    t->open[t->n_open++] = t->n - 1;
    return true;
}

static bool match_close(struct tokens *t, struct str tag)
{
    struct token *close = &t->at[t->n - 1];
    if (!t->n_open)
        return parse_fail(t->parse, t->line, tag, "closes what is not open");
    size_t i = t->open[--t->n_open];
    struct token *open = &t->at[i];
    if (!str_eq(open->text, close->text) || open->is_dynamic != close->is_dynamic)
        return parse_fail(t->parse, t->line, tag, "closes \"%.*s\" of line %u",
                          STR_ARG(open->text), open->line);
    open->match = t->n - 1;
    close->match = i;
    return true;
}

static enum token_kind kind_of(char sigil)
{
    switch (sigil) {
    case '{':
    case '&':
        return T_RAW;
    case '#':
        return T_SECTION;
    case '^':
        return T_INVERTED;
    case '>':
        return T_PARTIAL;
    case '<':
        return T_PARENT;
    case '$':
        return T_BLOCK;
    case '/':
        return T_CLOSE;
    case '!':
    case '=':
        return T_NOTHING;
    default:
        return T_VAR;
    }
}

/* Takes white space, and for partials and parents the star, off a name; and checks it. */
static bool tidy_name(struct tokens *t, struct str tag, enum token_kind kind, struct token *k)
{
    struct str name = str_trim(k->text);
    bool may_star = kind == T_PARTIAL || kind == T_PARENT || kind == T_CLOSE;
    if (may_star && name.n && name.p[0] == '*') {
        k->is_dynamic = true;
        name = str_trim(str_sub(name, 1, STR_NONE));
    }
    if (!name.n)
        return parse_fail(t->parse, t->line, tag, "the name is missing");
    for (size_t i = 0; i < name.n; i++)
        if (is_space(name.p[i]))
            return parse_fail(t->parse, t->line, tag, "white space in a name");
    k->text = name;
    return true;
}

/* One tag, whose opening delimiter is at pos. */
static bool read_tag(struct tokens *t)
{
    struct str whole = rest_from(t, t->pos);
    struct str inner = str_sub(whole, t->open_mark.n, STR_NONE);
    size_t space = 0;
    while (space < inner.n && is_space(inner.p[space]))
        space++;
    char sigil = space < inner.n ? inner.p[space] : 0;
    enum token_kind kind = kind_of(sigil);
    if (kind != T_VAR)
        inner = str_sub(inner, space + 1, STR_NONE);
    char stop[MARK_MAX_BYTES + 1];
    size_t n_stop = 0;
    if (sigil == '{' || sigil == '=')
        stop[n_stop++] = sigil == '{' ? '}' : '=';
    memcpy(stop + n_stop, t->close_mark.p, t->close_mark.n);
    n_stop += t->close_mark.n;
    size_t end = str_find(inner, (struct str){ stop, n_stop });
    if (end == STR_NONE)
        return parse_fail(t->parse, t->line, str_sub(whole, 0, 20), "the tag is not closed");
    struct str tag = str_sub(whole, 0, (size_t)(inner.p - whole.p) + end + n_stop);
    struct token *k = token_add(t, kind, str_sub(inner, 0, end));
    if (!k)
        return parse_fail(t->parse, t->line, tag, "out of memory");
    bool ok = kind == T_NOTHING || tidy_name(t, tag, kind, k);
    if (ok && sigil == '=')
        ok = set_marks(t, tag, k->text);
    if (ok && (kind == T_SECTION || kind == T_INVERTED || kind == T_PARENT || kind == T_BLOCK))
        ok = push_open(t, tag);
    if (ok && kind == T_CLOSE)
        ok = match_close(t, tag);
    count_lines(t, tag);
    t->pos += tag.n;
    find_next_tag(t);
    return ok;
}

/* Text up to the next tag or behind the next newline; *ended: it was the newline. */
static bool read_text(struct tokens *t, bool *ended)
{
    struct str rest = rest_from(t, t->pos);
    if (t->next_tag != STR_NONE)
        rest = str_sub(rest, 0, t->next_tag - t->pos);
    size_t newline = str_find_char(rest, '\n');
    *ended = newline != STR_NONE;
    if (*ended)
        rest = str_sub(rest, 0, newline + 1);
    bool ok = token_add(t, T_TEXT, rest);
    t->pos += rest.n;
    t->line += *ended;
    return ok || parse_fail(t->parse, t->line, (struct str){ 0 }, "out of memory");
}

static bool read_lead(struct tokens *t)
{
    struct str rest = rest_from(t, t->pos);
    size_t n = 0;
    while (n < rest.n && (rest.p[n] == ' ' || rest.p[n] == '\t') && t->pos + n != t->next_tag)
        n++;
    t->pos += n;
    return token_add(t, T_LINE, str_sub(rest, 0, n)) ||
           parse_fail(t->parse, t->line, (struct str){ 0 }, "out of memory");
}

bool tokens_read(struct tokens *t)
{
    t->line = 1;
    t->open_mark = STR("{{");
    t->close_mark = STR("}}");
    find_next_tag(t);
    bool ok = true, new_line = true;
    while (ok && t->pos < t->parse->text.n) {
        if (new_line) {
            new_line = false;
            ok = read_lead(t);
        } else if (t->pos == t->next_tag) {
            ok = read_tag(t);
        } else {
            ok = read_text(t, &new_line);
        }
    }
    if (ok && t->n_open) {
        const struct token *k = &t->at[t->open[t->n_open - 1]];
        return parse_fail(t->parse, k->line, k->text, "is never closed");
    }
    return ok;
}
