#include "tools/json.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

#include <string.h>

#define NEST_MAX 200

struct reader {
    struct arena *arena;
    const char *p, *end;
    size_t line;
    int depth;
    const char *why;
};

static struct json *read_value(struct reader *r);

static void *fail(struct reader *r, const char *why)
{
    if (!r->why)
        r->why = why;
    return NULL;
}

static void skip_space(struct reader *r)
{
    for (; r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r');
         r->p++)
        r->line += *r->p == '\n';
}

static bool take(struct reader *r, char c)
{
    skip_space(r);
    if (r->p == r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

static bool take_word(struct reader *r, struct str word)
{
    if (!str_starts((struct str){ r->p, (size_t)(r->end - r->p) }, word))
        return false;
    r->p += word.n;
    return true;
}

/* The four hex digits of a \u escape; -1 when they are not there. */
static long read_hex4(struct reader *r)
{
    long v = 0;
    for (int i = 0; i < 4; i++, r->p++) {
        char c = r->p < r->end ? *r->p : 0;
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        v = v * 16 + digit;
    }
    return v;
}

static bool read_unicode(struct reader *r, struct buf *b)
{
    long c = read_hex4(r);
    if (c >= 0xd800 && c < 0xdc00) {
        long low = take_word(r, STR("\\u")) ? read_hex4(r) : -1;
        c = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00)
                                          : -1;
    } else if (c >= 0xdc00 && c < 0xe000) {
        c = -1;
    }
    if (c < 0)
        return false;
    char utf8[4];
    buf_add(b, utf8, utf8_encode((uint32_t)c, utf8));
    return true;
}

static bool read_escape(struct reader *r, struct buf *b)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = r->p < r->end ? *r->p++ : 0;
    if (c == 'u')
        return read_unicode(r, b);
    const char *at = c ? strchr(from, c) : NULL;
    if (at)
        buf_char(b, to[at - from]);
    return at != NULL;
}

static bool read_text(struct reader *r, struct str *out)
{
    struct buf *b = buf_in(r->arena, SIZE_MAX / 4);
    for (;;) {
        const char *run = r->p;
        while (r->p < r->end && *r->p != '"' && *r->p != '\\' && (unsigned char)*r->p >= 32)
            r->p++;
        buf_add(b, run, (size_t)(r->p - run));
        char c = r->p < r->end ? *r->p++ : 0;
        if (c == '"')
            break;
        if (c != '\\' || !read_escape(r, b))
            return fail(r, c == '\\' ? "bad escape" : "text is not closed");
    }
    *out = buf_view(b);
    return utf8_is_valid(*out) || fail(r, "not UTF-8");
}

static size_t digits(struct reader *r)
{
    const char *from = r->p;
    while (r->p < r->end && *r->p >= '0' && *r->p <= '9')
        r->p++;
    return (size_t)(r->p - from);
}

static bool read_number(struct reader *r, struct str *out)
{
    const char *from = r->p;
    r->p += *r->p == '-';
    bool zero = r->p < r->end && *r->p == '0';
    size_t n = digits(r);
    bool ok = n == 1 || (n > 1 && !zero);
    if (ok && r->p < r->end && *r->p == '.') {
        r->p++;
        ok = digits(r) > 0;
    }
    if (ok && r->p < r->end && (*r->p == 'e' || *r->p == 'E')) {
        r->p++;
        r->p += r->p < r->end && (*r->p == '+' || *r->p == '-');
        ok = digits(r) > 0;
    }
    *out = (struct str){ from, (size_t)(r->p - from) };
    return ok;
}

static bool read_key(struct reader *r, struct str *key)
{
    return take(r, '"') && read_text(r, key) && take(r, ':');
}

/* What stands between the brackets of an array or object. */
static bool read_members(struct reader *r, struct json *j, char close)
{
    struct json **last = &j->child;
    if (take(r, close))
        return true;
    do {
        struct str key = { 0 };
        if (j->kind == JSON_OBJECT && !read_key(r, &key))
            return fail(r, "a key and a colon expected");
        struct json *c = read_value(r);
        if (!c)
            return false;
        c->key = key;
        *last = c;
        last = &c->next;
    } while (take(r, ','));
    return take(r, close) || fail(r, "comma or closing bracket expected");
}

static bool read_container(struct reader *r, struct json *j, char close)
{
    if (r->depth == NEST_MAX)
        return fail(r, "nested too deeply");
    r->depth++;
    bool ok = read_members(r, j, close);
    r->depth--;
    return ok;
}

static struct json *read_value(struct reader *r)
{
    struct json *j = ARENA_NEW(r->arena, struct json);
    bool ok = true;
    if (!j)
        return fail(r, "out of memory");
    if (take(r, '{')) {
        j->kind = JSON_OBJECT;
        ok = read_container(r, j, '}');
    } else if (take(r, '[')) {
        j->kind = JSON_ARRAY;
        ok = read_container(r, j, ']');
    } else if (take(r, '"')) {
        j->kind = JSON_TEXT;
        ok = read_text(r, &j->text);
    } else if (take_word(r, STR("null"))) {
        j->kind = JSON_NULL;
    } else if (take_word(r, STR("true"))) {
        j->kind = JSON_TRUE;
    } else if (take_word(r, STR("false"))) {
        j->kind = JSON_FALSE;
    } else {
        j->kind = JSON_NUMBER;
        ok = r->p < r->end && read_number(r, &j->text);
    }
    return ok ? j : fail(r, "not a value");
}

struct json *json_read(struct arena *a, struct str text, const char **why, size_t *line)
{
    struct reader r = { .arena = a, .p = text.p, .end = text.p + text.n, .line = 1 };
    struct json *j = read_value(&r);
    skip_space(&r);
    if (j && r.p != r.end)
        j = fail(&r, "more after the value");
    *why = r.why;
    *line = r.line;
    return j;
}

const struct json *json_get(const struct json *j, const char *key)
{
    if (!j || j->kind != JSON_OBJECT)
        return NULL;
    for (const struct json *c = j->child; c; c = c->next)
        if (str_eq(c->key, str_from(key)))
            return c;
    return NULL;
}
